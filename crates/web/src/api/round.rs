//! Rounds: their calendar, and moving them on.

use app::round::{self, Gaps};
use axum::extract::{Path, Query, State};
use domain::round::Calendar;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::instrument::YearQuery;
use super::list::{List, whole};
use super::{done, versioned};
use crate::failure::{Answer, Failure};
use crate::round::{Name, RoundPath, borrowed};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(find, plan))
        .routes(routes!(open))
        .routes(routes!(close))
        .routes(routes!(begin_marking))
        .routes(routes!(recompute))
        .routes(routes!(confirm))
}

/// A round.
#[derive(Serialize, ToSchema)]
struct RoundView {
    /// Fiscal year.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Round.
    round: &'static str,
    /// How far it has come: planned, open, closed, marking, confirmed, published.
    state: &'static str,
    /// First day of reporting.
    opens_on: Option<Date>,
    /// Last day in time.
    due_on: Option<Date>,
    /// Last day of reporting.
    closes_on: Option<Date>,
    /// Counts its changes.
    version: i32,
    /// Last change.
    updated_at: Timestamp,
}

/// The calendar of a round.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CalendarBody {
    /// First day of reporting.
    opens_on: Date,
    /// Last day in time.
    due_on: Date,
    /// Last day of reporting.
    closes_on: Date,
}

/// Why a round is confirmed though reports lack marks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmBody {
    /// How many reports lack marks, as the person saw it; none where all have theirs.
    #[serde(default)]
    gaps: Option<usize>,
    /// Why their results are not waited for.
    #[serde(default)]
    reason: String,
}

async fn all(web: &Web, caller: &Caller, year: domain::fiscal_year::FiscalYear) -> Result<Vec<RoundView>, Failure> {
    let rows = round::list(&web.app, caller.actor(), year).await?;
    Ok(rows
        .into_iter()
        .map(|(code, row)| RoundView {
            year: row.key.fiscal_year.number(),
            instrument: code.to_string(),
            round: row.key.round.as_str(),
            state: row.round.state.as_str(),
            opens_on: row.round.calendar.map(|window| window.opens_on),
            due_on: row.round.calendar.map(|window| window.due_on),
            closes_on: row.round.calendar.map(|window| window.closes_on),
            version: row.version,
            updated_at: row.updated_at,
        })
        .collect())
}

async fn one(web: &Web, caller: &Caller, (year, code, round): &Name) -> Answer {
    let is_it = |view: &RoundView| view.instrument == code.as_str() && view.round == round.as_str();
    let view = all(web, caller, *year).await?.into_iter().find(is_it).ok_or(Failure::NotFound)?;
    versioned(view.version, &view)
}

/// Rounds of a year.
#[utoipa::path(get, path = "/api/v1/rounds", operation_id = "list_rounds", tag = "rounds", params(YearQuery),
    responses((status = 200, body = List<RoundView>)))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<YearQuery>) -> Answer {
    whole(all(&web, &caller, query.year()?).await?)
}

/// A round.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}", operation_id = "find_round", tag = "rounds",
    params(RoundPath), responses((status = 200, body = RoundView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    one(&web, &caller, &path.name()?).await
}

/// Sets the calendar of a round.
#[utoipa::path(put, path = "/api/v1/rounds/{year}/{instrument}/{round}", operation_id = "plan_round", tag = "rounds",
    params(RoundPath, ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = CalendarBody, responses((status = 200, body = RoundView)))]
async fn plan(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    matching: IfMatch,
    Body(body): Body<CalendarBody>,
) -> Answer {
    let name = path.name()?;
    let version = matching.version()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| {
        let calendar = Calendar::new(body.opens_on, body.due_on, body.closes_on)?;
        round::plan(&web.app, &actor, borrowed(&of), calendar, version).await
    })
    .await?;
    one(&web, &caller, &name).await
}

/// What moves a round on.
#[derive(Clone, Copy)]
enum Step {
    Open,
    Close,
    BeginMarking,
}

async fn step(web: Web, caller: Caller, path: RoundPath, step: Step) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| {
        let (app, of) = (&web.app, borrowed(&of));
        match step {
            Step::Open => round::open(app, &actor, of).await.map(drop),
            Step::Close => round::close(app, &actor, of).await,
            Step::BeginMarking => round::begin_marking(app, &actor, of).await,
        }
    })
    .await?;
    one(&web, &caller, &name).await
}

/// Opens a round: every office gets its report.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/open", operation_id = "open_round", tag = "rounds",
    params(RoundPath), responses((status = 200, body = RoundView)))]
async fn open(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    step(web, caller, path, Step::Open).await
}

/// Closes a round whose last day is over.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/close", operation_id = "close_round", tag = "rounds",
    params(RoundPath), responses((status = 200, body = RoundView)))]
async fn close(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    step(web, caller, path, Step::Close).await
}

/// Ends reporting for everybody and leaves the word to the evaluators.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/begin-marking", operation_id = "begin_marking",
    tag = "rounds", params(RoundPath), responses((status = 200, body = RoundView)))]
async fn begin_marking(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    step(web, caller, path, Step::BeginMarking).await
}

/// Asks for the scores of a round to be computed anew.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/recompute", operation_id = "recompute_round",
    tag = "rounds", params(RoundPath), responses((status = 204, description = "It is asked for.")))]
async fn recompute(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    web.act(async move |web: Web| round::recompute(&web.app, caller.actor(), borrowed(&name)).await).await?;
    done()
}

/// Declares the marks of a round final.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/confirm", operation_id = "confirm_round",
    tag = "rounds", params(RoundPath), request_body = ConfirmBody, responses((status = 200, body = RoundView)))]
async fn confirm(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<ConfirmBody>,
) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| {
        let gaps = body.gaps.map(|reports| Gaps { reports, reason: body.reason });
        round::confirm(&web.app, &actor, borrowed(&of), gaps.as_ref()).await
    })
    .await?;
    one(&web, &caller, &name).await
}
