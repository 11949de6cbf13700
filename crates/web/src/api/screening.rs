//! Screening: what waits for a screener, passing and returning items, accepting reports. The queue of evaluators is of the same kind.

use app::screening::{self, After};
use axum::extract::{Path, State};
use domain::assignment::Task;
use domain::office::NodeCode;
use domain::self_report::ReportState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::done;
use super::list::{List, Paging, PagingQuery};
use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::round::RoundPath;
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(waiting))
        .routes(routes!(pass))
        .routes(routes!(give_back))
        .routes(routes!(accept))
}

/// A report that waits for somebody.
#[derive(Serialize, ToSchema)]
pub(super) struct WaitingView {
    /// Code of the office.
    office: String,
    /// How far it has come.
    state: &'static str,
    /// When it was certified.
    certified_at: Option<Timestamp>,
    /// Whether it was late.
    late: bool,
    /// How often it was returned.
    returns: u16,
}

/// Answers with the queue of a task.
pub(super) async fn queue(
    web: Web,
    caller: Caller,
    path: RoundPath,
    paging: Paging,
    of: (Task, ReportState),
) -> Answer {
    let (year, code, round) = path.name()?;
    let page = paging.page::<After>()?;
    let (rows, next) = screening::queue(&web.app, caller.actor(), (year, &code, round), of, &page).await?;
    let offices = app::office::by_ids(&web.app, rows.iter().map(|row| row.key.office_id), year).await?;
    let views = rows.into_iter().filter_map(|row| {
        Some(WaitingView {
            office: offices.get(&row.key.office_id)?.code.to_string(),
            state: row.report.state.as_str(),
            certified_at: row.report.certified_at,
            late: row.report.late,
            returns: row.report.returns,
        })
    });
    let views = views.collect();
    paging.answer(views, next)
}

/// Reports of a round that wait for the screener, those that wait longest first.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/screening", operation_id = "list_screening",
    tag = "judging", params(RoundPath, PagingQuery), responses((status = 200, body = List<WaitingView>)))]
async fn waiting(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>, paging: Paging) -> Answer {
    queue(web, caller, path, paging, (Task::Screen, ReportState::Certified)).await
}

/// Lets an item pass.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/pass", operation_id = "pass_item",
    tag = "judging", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 204, description = "It has passed.")))]
async fn pass(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    web.act(async move |web: Web| screening::pass(&web.app, caller.actor(), &name, &node).await).await?;
    done()
}

/// Items that are returned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnBody {
    /// The items, each with a reason.
    items: Vec<ReturnedItem>,
}

/// An item that is returned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnedItem {
    /// Code.
    node: String,
    /// What should be changed.
    reason: String,
}

/// Returns items: they and only they are open to the office again.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/return", operation_id = "return_report",
    tag = "judging", params(ReportPath), request_body = ReturnBody,
    responses((status = 204, description = "They are returned.")))]
async fn give_back(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ReportPath>,
    Body(body): Body<ReturnBody>,
) -> Answer {
    let name = path.name()?;
    let item = |item: ReturnedItem| Some((item.node.parse().ok()?, item.reason));
    let items: Option<Vec<(NodeCode, String)>> = body.items.into_iter().map(item).collect();
    let items = items.ok_or(Failure::NotFound)?;
    web.act(async move |web: Web| screening::give_back(&web.app, caller.actor(), &name, &items).await).await?;
    done()
}

/// Accepts a report of which every item has passed.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/accept", operation_id = "accept_report",
    tag = "judging", params(ReportPath), responses((status = 204, description = "It is accepted.")))]
async fn accept(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    web.act(async move |web: Web| screening::accept(&web.app, caller.actor(), &name).await).await?;
    done()
}
