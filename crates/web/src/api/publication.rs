//! Publications: what is official, and making it so.

use app::publication::{Published, Release};
use app::result::BoardLine;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::office::OfficeCode;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::instrument::YearQuery;
use super::json;
use super::list::{List, Paging, PagingQuery, whole};
use super::self_report::ReasonBody;
use crate::failure::Answer;
use crate::round::{RoundPath, borrowed};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(find, publish))
        .routes(routes!(recipients))
        .routes(routes!(correct))
}

/// A publication that holds.
#[derive(Serialize, ToSchema)]
struct PublicationView {
    /// Number as printed.
    number: String,
    /// Number of the one it corrects.
    corrects: Option<String>,
    /// Fiscal year.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// The last round considered.
    round: &'static str,
    /// When it was published.
    published_at: Timestamp,
    /// Hash over everything.
    results_hash: String,
    /// Why, for a correction.
    reason: Option<String>,
    /// Last day for objections.
    objections_until: Option<Date>,
    /// Offices with an official result.
    offices: i64,
    /// Offices whose result is withheld.
    withheld: i64,
    /// Offices that have opened theirs.
    read: i64,
    /// Offices that said they received it.
    acknowledged: i64,
    /// Objections that wait.
    objections_waiting: i64,
}

impl PublicationView {
    fn of(line: &BoardLine) -> PublicationView {
        let of = &line.publication.row.publication;
        PublicationView {
            number: line.publication.number.clone(),
            corrects: line.publication.corrects.clone(),
            year: of.fiscal_year.number(),
            instrument: line.publication.instrument.code.to_string(),
            round: of.through.as_str(),
            published_at: of.published_at,
            results_hash: of.results_hash.clone(),
            reason: of.reason.clone(),
            objections_until: of.objections_until,
            offices: line.offices,
            withheld: line.withheld,
            read: line.read,
            acknowledged: line.acknowledged,
            objections_waiting: line.waiting,
        }
    }
}

/// What an office did with a publication.
#[derive(Serialize, ToSchema)]
struct RecipientView {
    /// Code of the office.
    office: String,
    /// Nodes that keep its result from being official.
    withheld: Option<String>,
    /// When it was opened.
    read_at: Option<Timestamp>,
    /// When the office said that it received it.
    acknowledged_at: Option<Timestamp>,
}

/// What came of publishing.
#[derive(Serialize, ToSchema)]
struct PublishedView {
    /// Number as printed.
    number: String,
    /// Whether it is new; otherwise nothing had changed since.
    is_new: bool,
    /// Number of the one it corrects.
    corrects: Option<String>,
    /// Offices with an official result.
    offices: usize,
    /// Offices whose result is withheld.
    withheld: usize,
    /// Hash over everything.
    results_hash: String,
}

impl PublishedView {
    fn of(published: Published) -> PublishedView {
        PublishedView {
            number: published.number,
            is_new: published.is_new,
            corrects: published.corrects,
            offices: published.offices,
            withheld: published.withheld.len(),
            results_hash: published.hash,
        }
    }
}

/// With what a round is published beside its results.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PublishBody {
    /// Days in which offices may object; none closes objections.
    #[serde(default)]
    objection_days: u16,
}

/// Publications of a year that hold, with what offices did with them.
#[utoipa::path(get, path = "/api/v1/publications", operation_id = "list_publications", tag = "results",
    params(YearQuery), responses((status = 200, body = List<PublicationView>)))]
async fn list(State(web): State<Web>, caller: Caller, Query(query): Query<YearQuery>) -> Answer {
    let lines = app::result::board(&web.app, caller.actor(), query.year()?).await?;
    whole(lines.iter().map(PublicationView::of).collect())
}

/// The publication of a round that holds.
#[utoipa::path(get, path = "/api/v1/publications/{year}/{instrument}/{round}", operation_id = "find_publication", tag = "results",
    params(RoundPath), responses((status = 200, body = PublicationView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let (line, _) = app::result::recipients(&web.app, caller.actor(), borrowed(&name), &app::Page::first(1)).await?;
    json(StatusCode::OK, &PublicationView::of(&line))
}

/// Offices of a publication with what they did with it.
#[utoipa::path(get, path = "/api/v1/publications/{year}/{instrument}/{round}/offices", operation_id = "list_recipients",
    tag = "results", params(RoundPath, PagingQuery), responses((status = 200, body = List<RecipientView>)))]
async fn recipients(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>, paging: Paging) -> Answer {
    let name = path.name()?;
    let page = paging.page::<OfficeCode>()?;
    let (_, found) = app::result::recipients(&web.app, caller.actor(), borrowed(&name), &page).await?;
    let last = found.last().filter(|_| paging.is_full(found.len())).map(|each| each.office_code.clone());
    let views = found.into_iter().map(|each| RecipientView {
        office: each.office_code.to_string(),
        withheld: each.withheld,
        read_at: each.read_at,
        acknowledged_at: each.acknowledged_at,
    });
    let views = views.collect();
    paging.answer(views, last)
}

/// Publishes the confirmed marks of a round, with the settings of documents that the page proposes.
#[utoipa::path(post, path = "/api/v1/publications/{year}/{instrument}/{round}", operation_id = "publish_round", tag = "results",
    params(RoundPath), request_body = PublishBody, responses((status = 200, body = PublishedView)))]
async fn publish(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<PublishBody>,
) -> Answer {
    let (year, code, through) = path.name()?;
    let published = web.act(async move |web: Web| {
        let (app, actor) = (&web.app, caller.actor());
        let settings = app::publication::proposed_settings(app, actor, year).await?;
        let release = Release { settings: &settings, reason: None, objection_days: Some(body.objection_days) };
        app::publication::publish(app, actor, year, &code, Some(through), &release).await
    });
    json(StatusCode::OK, &PublishedView::of(published.await?))
}

/// Publishes anew what was published, after marks were changed.
#[utoipa::path(post, path = "/api/v1/publications/{year}/{instrument}/{round}/correct", operation_id = "correct_publication",
    tag = "results", params(RoundPath), request_body = ReasonBody, responses((status = 200, body = PublishedView)))]
async fn correct(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    let name = path.name()?;
    let published = web.act(async move |web: Web| {
        app::publication::correct(&web.app, caller.actor(), borrowed(&name), &body.reason).await
    });
    json(StatusCode::OK, &PublishedView::of(published.await?))
}
