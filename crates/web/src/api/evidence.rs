//! The evidence library of an office: files and links, and citing them in items.

use app::attachment::{self, AttachmentRow, Citing, Filter};
use axum::body::Body as Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::id::AttachmentId;
use domain::office::OfficeCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::list::{List, Paging, PagingQuery};
use super::{done, file, json, set, versioned};
use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(add_link))
        .routes(routes!(find))
        .routes(routes!(download))
        .routes(routes!(cite))
        .routes(routes!(uncite))
}

/// What takes files, which may take their time.
pub(super) fn uploads() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(upload))
}

/// The part of an address that names evidence.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct EvidencePath {
    /// Code of the office.
    #[param(example = "P2300")]
    office: String,
    /// Number of the evidence.
    #[param(value_type = i64, example = 1)]
    id: String,
}

impl EvidencePath {
    fn name(&self) -> Result<(OfficeCode, AttachmentId), Failure> {
        let parse = || Some((self.office.parse().ok()?, AttachmentId(self.id.parse().ok()?)));
        parse().ok_or(Failure::NotFound)
    }
}

/// Evidence of an office.
#[derive(Serialize, ToSchema)]
pub(super) struct EvidenceView {
    /// Number.
    id: i64,
    /// Name of the file, or words of the link.
    name: String,
    /// Kind.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of the bytes; of a link, that of its address.
    sha256: String,
    /// Number of its first version.
    series: i64,
    /// Which version it is, counted from 1.
    edition: i32,
    /// Where a link leads.
    url: Option<String>,
    /// What the virus scanner said.
    scan: &'static str,
    /// Whether it shows citizen numbers.
    privacy: &'static str,
    /// Where it is cited.
    cited: usize,
    /// Counts its changes.
    version: i32,
    /// When it was brought.
    created_at: Timestamp,
}

/// Evidence as an item cites it.
#[derive(Serialize, ToSchema)]
pub(super) struct CitedView {
    /// Number.
    id: i64,
    /// Name of the file, or words of the link.
    name: String,
    /// SHA-256 of the bytes.
    sha256: String,
    /// Which version it is.
    edition: i32,
    /// The pages that are meant; all where none are named.
    pages: Option<String>,
}

impl EvidenceView {
    fn of(row: &AttachmentRow, cited: usize) -> EvidenceView {
        EvidenceView {
            id: row.id.0,
            name: row.attachment.name.clone(),
            media_type: row.attachment.media_type.clone(),
            size: row.attachment.size,
            sha256: row.attachment.sha256.clone(),
            series: row.series.0,
            edition: row.edition,
            url: row.facts.url.clone(),
            scan: row.facts.scan.as_str(),
            privacy: row.facts.privacy.as_str(),
            cited,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

impl CitedView {
    pub(super) fn of(row: &AttachmentRow, pages: Option<String>) -> CitedView {
        CitedView {
            id: row.id.0,
            name: row.attachment.name.clone(),
            sha256: row.attachment.sha256.clone(),
            edition: row.edition,
            pages,
        }
    }
}

/// What a list of a library is narrowed to.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct LibraryQuery {
    /// Only what is cited nowhere.
    uncited: Option<bool>,
    /// Only what somebody has to look at: infected, or with citizen numbers that nobody explained.
    flagged: Option<bool>,
}

/// Evidence of an office, newest first; of each file the newest version.
#[utoipa::path(get, path = "/api/v1/offices/{office}/evidence", operation_id = "list_evidence", tag = "evidence",
    params(("office" = String, Path, description = "Code of the office.", example = "P2300"), LibraryQuery, PagingQuery),
    responses((status = 200, body = List<EvidenceView>)))]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(office): Path<String>,
    paging: Paging,
    Query(query): Query<LibraryQuery>,
) -> Answer {
    let office = office.parse().map_err(|_| Failure::NotFound)?;
    let filter = Filter {
        uncited: query.uncited.unwrap_or_default(),
        flagged: query.flagged.unwrap_or_default(),
        ..Filter::default()
    };
    let page = paging.page::<AttachmentId>()?;
    let lines = attachment::library(&web.app, caller.actor(), &office, &filter, &page).await?;
    let last = lines.last().filter(|_| paging.is_full(lines.len())).map(|line| line.row.id);
    paging.answer(lines.iter().map(|line| EvidenceView::of(&line.row, line.citations.len())).collect(), last)
}

/// Evidence of an office by its number.
#[utoipa::path(get, path = "/api/v1/offices/{office}/evidence/{id}", operation_id = "find_evidence", tag = "evidence",
    params(EvidencePath), responses((status = 200, body = EvidenceView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<EvidencePath>) -> Answer {
    let (office, id) = path.name()?;
    let whole = attachment::look(&web.app, caller.actor(), &office, id).await?;
    versioned(whole.row.version, &EvidenceView::of(&whole.row, whole.places.len()))
}

/// The bytes of a file.
#[utoipa::path(get, path = "/api/v1/offices/{office}/evidence/{id}/content", operation_id = "download_evidence",
    tag = "evidence", params(EvidencePath),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "*/*")))]
async fn download(State(web): State<Web>, caller: Caller, Path(path): Path<EvidencePath>) -> Answer {
    let (office, id) = path.name()?;
    // Asked as the pages ask: a short-lived right to the file, which is used at once.
    let ticket = attachment::ticket(&web.app, &web.evidence, caller.actor(), &office, id).await?;
    let opened = attachment::redeem(&web.app, &web.evidence, caller.actor(), &ticket).await?;
    let row = opened.row.attachment;
    let mut response = Response::new(Bytes::from_stream(opened.bytes));
    file(&mut response, &row.media_type, &row.name);
    set(&mut response, "etag", &format!("\"{}\"", row.sha256));
    set(&mut response, "content-length", &row.size.to_string());
    Ok(response)
}

/// How a file is called.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct UploadQuery {
    /// Name of the file with its ending.
    #[param(example = "report.pdf")]
    name: String,
    /// Number of the evidence of which it is a new version.
    replaces: Option<i64>,
}

/// Brings a file into the library of an office. The same bytes are kept once: then the answer is 200 with what was there.
#[utoipa::path(post, path = "/api/v1/offices/{office}/evidence", operation_id = "upload_evidence", tag = "evidence",
    params(("office" = String, Path, description = "Code of the office.", example = "P2300"), UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = EvidenceView), (status = 200, body = EvidenceView)))]
async fn upload(
    State(web): State<Web>,
    caller: Caller,
    Path(office): Path<String>,
    Query(query): Query<UploadQuery>,
    request: Request,
) -> Answer {
    let office: OfficeCode = office.parse().map_err(|_| Failure::NotFound)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/octet-stream") {
        return Ok(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
    }
    let bytes = request.into_body().into_data_stream();
    let replaces = query.replaces.map(AttachmentId);
    let named = (&office, query.name.as_str());
    let brought = attachment::put(&web.app, &web.evidence, caller.actor(), named, bytes, replaces).await?;
    let status = if brought.is_new { StatusCode::CREATED } else { StatusCode::OK };
    json(status, &EvidenceView::of(&brought.row, 0))
}

/// A link as evidence.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkBody {
    /// Where it leads.
    url: String,
    /// What it is; its address where nothing is said.
    #[serde(default)]
    name: String,
    /// What was seen there.
    #[serde(default)]
    note: String,
}

/// Brings a link into the library of an office.
#[utoipa::path(post, path = "/api/v1/offices/{office}/links", operation_id = "add_link", tag = "evidence",
    params(("office" = String, Path, description = "Code of the office.", example = "P2300")),
    request_body = LinkBody, responses((status = 201, body = EvidenceView), (status = 200, body = EvidenceView)))]
async fn add_link(
    State(web): State<Web>,
    caller: Caller,
    Path(office): Path<String>,
    Body(body): Body<LinkBody>,
) -> Answer {
    let office: OfficeCode = office.parse().map_err(|_| Failure::NotFound)?;
    let brought = web.act(async move |web: Web| {
        let said = (body.url.as_str(), body.name.as_str(), body.note.as_str());
        attachment::add_link(&web.app, caller.actor(), &office, said).await
    });
    let brought = brought.await?;
    let status = if brought.is_new { StatusCode::CREATED } else { StatusCode::OK };
    json(status, &EvidenceView::of(&brought.row, 0))
}

/// What is cited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CitationBody {
    /// Number of the evidence.
    id: i64,
    /// The pages that are meant ("3-5"); all where none are named.
    #[serde(default)]
    pages: String,
}

/// Cites evidence of the office in an item.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence",
    operation_id = "cite_evidence", tag = "evidence",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = CitationBody, responses((status = 204, description = "It is cited.")))]
async fn cite(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CitationBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let id = AttachmentId(body.id);
    web.act(async move |web: Web| {
        let (app, actor) = (&web.app, caller.actor());
        attachment::cite(app, actor, &name, &node, id, &Citing::Add).await?;
        if !body.pages.trim().is_empty() {
            attachment::cite(app, actor, &name, &node, id, &Citing::Pages(body.pages)).await?;
        }
        Ok(())
    })
    .await?;
    done()
}

/// Cites evidence in an item no longer.
#[utoipa::path(delete, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/evidence/{id}",
    operation_id = "uncite_evidence", tag = "evidence",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04"),
        ("id" = i64, Path, description = "Number of the evidence.", example = 1)),
    responses((status = 204, description = "It is cited no longer.")))]
async fn uncite(State(web): State<Web>, caller: Caller, Path(path): Path<CitedPath>) -> Answer {
    let (name, node) = path.item.name()?;
    let id = AttachmentId(path.id.parse().map_err(|_| Failure::NotFound)?);
    web.act(async move |web: Web| attachment::cite(&web.app, caller.actor(), &name, &node, id, &Citing::Remove).await)
        .await?;
    done()
}

/// The part of an address that names a citation.
#[derive(Deserialize)]
struct CitedPath {
    #[serde(flatten)]
    item: ItemPath,
    id: String,
}
