//! Longer windows of single offices.

use app::round::{self, Wish};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::round::{Decision, Extension};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::instrument::YearQuery;
use super::json;
use super::list::{List, whole};
use crate::failure::{Answer, Failure};
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(find, ask)).routes(routes!(decide))
}

/// The wish of an office for a longer window.
#[derive(Serialize, ToSchema)]
struct ExtensionView {
    /// The last day that was asked for.
    asked_until: Date,
    /// Why.
    reason: String,
    /// What the centre decided: waiting, granted, refused.
    decision: &'static str,
    /// The last day that was granted.
    granted_until: Option<Date>,
    /// What the centre said to it.
    answer: String,
}

/// A wish with the report it is about.
#[derive(Serialize, ToSchema)]
struct WishView {
    /// Fiscal year.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Round.
    round: &'static str,
    /// Code of the office.
    office: String,
    #[serde(flatten)]
    extension: ExtensionView,
}

impl ExtensionView {
    fn of(extension: Extension) -> ExtensionView {
        let (decision, granted_until) = match extension.decision {
            Decision::Waiting => ("waiting", None),
            Decision::Granted(until) => ("granted", Some(until)),
            Decision::Refused => ("refused", None),
        };
        let Extension { asked_until, reason, answer, .. } = extension;
        ExtensionView { asked_until, reason, decision, granted_until, answer }
    }
}

/// A wish for a longer window.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WishBody {
    /// The last day that is asked for.
    until: Date,
    /// Why.
    reason: String,
}

/// What the centre decides.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    /// The last day that is granted; none refuses.
    #[serde(default)]
    until: Option<Date>,
    /// What the office reads; a refusal needs it.
    #[serde(default)]
    answer: String,
}

/// Wishes for longer windows: those that wait, the oldest first, then those of a year that were decided.
#[utoipa::path(get, path = "/api/v1/extensions", operation_id = "list_extensions", tag = "reports", params(YearQuery),
    responses((status = 200, body = List<WishView>)))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<YearQuery>) -> Answer {
    let wishes = round::wishes(&web.app, caller.actor(), query.year()?).await?;
    let view = |wish: Wish| WishView {
        year: wish.name.year.number(),
        instrument: wish.name.instrument.to_string(),
        round: wish.name.round.as_str(),
        office: wish.name.office.to_string(),
        extension: ExtensionView::of(wish.extension),
    };
    whole(wishes.into_iter().flatten().map(view).collect())
}

async fn view(web: &Web, caller: &Caller, name: &app::self_report::ReportName) -> Answer {
    let found = round::extension(&web.app, caller.actor(), name).await?.ok_or(Failure::NotFound)?;
    json(StatusCode::OK, &ExtensionView::of(found))
}

/// The wish of an office for a longer window, and what became of it.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension", operation_id = "find_extension",
    tag = "reports", params(ReportPath), responses((status = 200, body = ExtensionView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    view(&web, &caller, &path.name()?).await
}

/// Asks for a longer window.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension", operation_id = "ask_extension",
    tag = "reports", params(ReportPath), request_body = WishBody, responses((status = 200, body = ExtensionView)))]
async fn ask(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ReportPath>,
    Body(body): Body<WishBody>,
) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| round::ask_extension(&web.app, &actor, &of, body.until, &body.reason).await).await?;
    view(&web, &caller, &name).await
}

/// Grants or refuses a longer window.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/extension/decision",
    operation_id = "decide_extension", tag = "reports", params(ReportPath), request_body = DecisionBody,
    responses((status = 200, body = ExtensionView)))]
async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ReportPath>,
    Body(body): Body<DecisionBody>,
) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| round::decide_extension(&web.app, &actor, &of, body.until, &body.answer).await)
        .await?;
    view(&web, &caller, &name).await
}
