//! Documents of what is published: having them made, and taking one or all.

use app::document::archive::{self, Shelf};
use axum::body::Body as Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::document::Format;
use domain::fiscal_year::FiscalYear;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::instrument::YearQuery;
use super::{file, json, set};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(shelf, ask)).routes(routes!(all)).routes(routes!(one))
}

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum FormatWord {
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

impl FormatWord {
    fn of(format: Format) -> FormatWord {
        match format {
            Format::Pdf => FormatWord::Pdf,
            Format::Docx => FormatWord::Docx,
            Format::Xlsx => FormatWord::Xlsx,
        }
    }
}

/// The documents of a year.
#[derive(Serialize, ToSchema)]
struct ShelfView {
    /// Fiscal year.
    year: u16,
    /// Numbers of the publications that hold.
    publications: Vec<String>,
    /// Offices with an official result.
    offices: i64,
    /// How many documents are kept, by kind of file.
    kept: Vec<KeptView>,
    /// Number of the job that makes them, for who may see jobs.
    job: Option<i64>,
}

/// How many documents of a kind are kept.
#[derive(Serialize, ToSchema)]
struct KeptView {
    /// Kind of file.
    format: FormatWord,
    /// How many.
    files: i64,
}

/// Which documents are to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WantedBody {
    /// Fiscal year of the Buddhist Era.
    #[schema(minimum = 2500, maximum = 2699)]
    year: u16,
    /// Kinds of file.
    formats: Vec<FormatWord>,
}

/// A job that was asked for.
#[derive(Serialize, ToSchema)]
struct AskedView {
    /// Number of the job.
    job: i64,
}

/// The documents of a year that are kept.
#[utoipa::path(get, path = "/api/v1/documents", operation_id = "find_documents", tag = "results", params(YearQuery),
    responses((status = 200, body = ShelfView)))]
async fn shelf(State(web): State<Web>, caller: Caller, Query(query): Query<YearQuery>) -> Answer {
    let year = query.year()?;
    let Shelf { numbers, offices, kept, job } = archive::shelf(&web.app, caller.actor(), year).await?;
    let view = ShelfView {
        year: year.number(),
        publications: numbers,
        offices,
        kept: kept.into_iter().map(|(format, files)| KeptView { format: FormatWord::of(format), files }).collect(),
        job: job.map(|line| line.row.id.0),
    };
    json(StatusCode::OK, &view)
}

/// Asks for the documents of all offices of a year to be made.
#[utoipa::path(post, path = "/api/v1/documents", operation_id = "make_documents", tag = "results",
    request_body = WantedBody, responses((status = 202, body = AskedView)))]
async fn ask(State(web): State<Web>, caller: Caller, Body(body): Body<WantedBody>) -> Answer {
    let year = FiscalYear::try_from(body.year).map_err(|_| Failure::NotFound)?;
    let formats = Format::ALL.into_iter().filter(|format| body.formats.contains(&FormatWord::of(*format)));
    let formats = formats.collect();
    let job = web.act(async move |web: Web| archive::ask(&web.app, caller.actor(), year, formats).await).await?;
    json(StatusCode::ACCEPTED, &AskedView { job: job.0 })
}

/// The part of an address that names the documents of a year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct ArchivePath {
    /// Fiscal year of the Buddhist Era.
    #[param(value_type = u16, minimum = 2500, maximum = 2699, example = 2568)]
    year: String,
    /// Kind of file.
    #[param(pattern = "^(pdf|docx|xlsx)\\.zip$", example = "pdf.zip")]
    archive: String,
}

/// All documents of a year in one kind of file, as an archive.
#[utoipa::path(get, path = "/api/v1/documents/{year}/{archive}", operation_id = "download_documents", tag = "results",
    params(ArchivePath), responses((status = 200, description = "The archive.", body = Vec<u8>, content_type = "application/zip")))]
async fn all(State(web): State<Web>, caller: Caller, Path(path): Path<ArchivePath>) -> Answer {
    let year: FiscalYear = path.year.parse().map_err(|_| Failure::NotFound)?;
    let format = path.archive.strip_suffix(".zip").and_then(Format::from_ending).ok_or(Failure::NotFound)?;
    let bytes = archive::zip(&web.app, &web.evidence.objects, caller.actor(), year, format).await?;
    let mut response = Response::new(Bytes::from_stream(bytes));
    file(&mut response, "application/zip", &format!("emes-{year}-{}.zip", format.ending()));
    Ok(response)
}

/// A document by the code that is printed on it.
#[utoipa::path(get, path = "/api/v1/documents/file/{code}", operation_id = "download_document", tag = "results",
    params(("code" = String, Path, description = "Code of the document.", example = "ABCD-2345")),
    responses((status = 200, description = "The document.", body = Vec<u8>, content_type = "*/*")))]
async fn one(State(web): State<Web>, caller: Caller, Path(code): Path<String>) -> Answer {
    let opened = archive::open(&web.app, &web.evidence.objects, caller.actor(), &code).await?;
    let (kind, tag, size) = (opened.document.format, opened.document.sha256, opened.document.size);
    let kind = Format::from_ending(&kind).map_or("application/octet-stream", Format::media_type);
    let mut response = Response::new(Bytes::from_stream(opened.bytes));
    file(&mut response, kind, &opened.name);
    set(&mut response, "etag", &format!("\"{tag}\""));
    set(&mut response, "content-length", &size.to_string());
    Ok(response)
}
