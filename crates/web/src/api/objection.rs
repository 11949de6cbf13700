//! Objections to published levels.

use app::objection::{self, ObjectionRow};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::office::{NodeCode, OfficeCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::done;
use super::list::{List, Paging, PagingQuery};
use crate::answer::ItemPath;
use crate::failure::Answer;
use crate::round::{RoundPath, borrowed};
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(file, decide))
}

/// An objection to a published level.
#[derive(Serialize, ToSchema)]
pub(super) struct ObjectionView {
    /// Code of the office.
    office: String,
    /// Code of the item.
    node: String,
    /// The level that was published.
    level: u8,
    /// What the office says.
    words: String,
    /// What became of it: waiting, kept, changed.
    verdict: &'static str,
    /// The new level.
    new_level: Option<u8>,
    /// Why.
    reason: Option<String>,
    /// Counts its changes; what `If-Match` names ("1").
    version: i32,
    /// When it was filed.
    filed_at: Timestamp,
    /// When it was decided.
    decided_at: Option<Timestamp>,
}

impl ObjectionView {
    pub(super) fn of(office: &OfficeCode, node: &NodeCode, row: &ObjectionRow) -> ObjectionView {
        let objection = &row.objection;
        ObjectionView {
            office: office.to_string(),
            node: node.to_string(),
            level: objection.level.0,
            words: objection.words.clone(),
            verdict: objection.verdict.as_str(),
            new_level: objection.verdict.level().map(|level| level.0),
            reason: objection.reason.clone(),
            version: row.version,
            filed_at: row.filed_at,
            decided_at: row.decided_at,
        }
    }
}

/// An objection that is filed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ObjectionBody {
    /// What the office says.
    words: String,
}

/// What is decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VerdictBody {
    /// The new level; none keeps the published one.
    #[serde(default)]
    level: Option<u8>,
    /// Why.
    reason: String,
}

/// Objections in a round, by office and item.
#[utoipa::path(get, path = "/api/v1/publications/{year}/{instrument}/{round}/objections", operation_id = "list_objections",
    tag = "results", params(RoundPath, PagingQuery), responses((status = 200, body = List<ObjectionView>)))]
async fn list(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>, paging: Paging) -> Answer {
    let name = path.name()?;
    let page = paging.page::<(OfficeId, NodeId)>()?;
    let (stored, found) = objection::list(&web.app, caller.actor(), borrowed(&name), &page).await?;
    let last =
        found.last().filter(|_| paging.is_full(found.len())).map(|line| (line.row.key.office_id, line.row.node_id));
    let nodes = stored.instrument.nodes();
    let views = found.iter().map(|line| ObjectionView::of(&line.office.0, &nodes[line.node].code, &line.row));
    let views = views.collect();
    paging.answer(views, last)
}

/// Objects to the published level of an item.
#[utoipa::path(post, path = "/api/v1/objections/{year}/{instrument}/{round}/{office}/{node}", operation_id = "file_objection",
    tag = "results", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = ObjectionBody, responses((status = 201, description = "It is filed.")))]
async fn file(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<ObjectionBody>,
) -> Answer {
    use axum::response::IntoResponse as _;
    let (name, node) = path.name()?;
    web.act(async move |web: Web| objection::file(&web.app, caller.actor(), &name, &node, &body.words).await).await?;
    Ok(StatusCode::CREATED.into_response())
}

/// Decides an objection.
#[utoipa::path(put, path = "/api/v1/objections/{year}/{instrument}/{round}/{office}/{node}", operation_id = "decide_objection",
    tag = "results", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04"),
        ("If-Match" = String, Header, description = "The version that was read, in quotation marks.")),
    request_body = VerdictBody, responses((status = 204, description = "It is decided.")))]
async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    matching: IfMatch,
    Body(body): Body<VerdictBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let version = matching.version()?;
    web.act(async move |web: Web| {
        let verdict = (body.level.map(Level), body.reason.as_str());
        objection::decide(&web.app, caller.actor(), &name, &node, version, verdict).await
    })
    .await?;
    done()
}
