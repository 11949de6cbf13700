//! What stands out in a round before its marks become final.

use app::review::{self, Review};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::id::{NodeId, OfficeId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, Paging, PagingQuery};
use crate::failure::{Answer, Failure};
use crate::round::{Name, RoundPath, borrowed};
use crate::web::Web;

/// Digits behind the point of a mean.
const DIGITS: u32 = 2;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find)).routes(routes!(unmarked)).routes(routes!(far_marks))
}

/// A round before its marks become final.
#[derive(Serialize, ToSchema)]
struct ReviewView {
    /// How far it has come.
    state: &'static str,
    /// How many reports have come how far.
    reports: Vec<CountView>,
    /// How many of them lack marks.
    unmarked: i64,
    /// Offices whose mean is far from that of their kind, the farthest first; as the scores were computed last.
    far_means: Vec<FarMeanView>,
}

/// How many reports have come so far.
#[derive(Serialize, ToSchema)]
struct CountView {
    /// How far.
    state: &'static str,
    /// How many.
    reports: i64,
}

/// An office whose mean is far from that of its kind.
#[derive(Serialize, ToSchema)]
struct FarMeanView {
    /// Code of the office.
    office: String,
    /// Its mean.
    mean: String,
    /// Mean of all offices of its kind.
    kind_mean: String,
}

/// A report that lacks marks.
#[derive(Serialize, ToSchema)]
struct UnmarkedView {
    /// Code of the office.
    office: String,
    /// How far it has come.
    state: &'static str,
    /// Levels given so far.
    marks: i64,
    /// Items it answers.
    items: u16,
}

/// A mark far from the level the office gave itself.
#[derive(Serialize, ToSchema)]
struct FarMarkView {
    /// Code of the office.
    office: String,
    /// Code of the item.
    node: String,
    /// The office's own level.
    own: u8,
    /// The mark.
    level: u8,
}

type Pages = (app::Page<OfficeId>, app::Page<(OfficeId, NodeId)>);

async fn reviewed(web: &Web, caller: &Caller, name: &Name, (page, far): Pages) -> Result<Review, Failure> {
    Ok(review::review(&web.app, caller.actor(), borrowed(name), (&page, &far)).await?)
}

/// A round before its marks become final.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/review", operation_id = "review_round", tag = "results",
    params(RoundPath), responses((status = 200, body = ReviewView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let first = (app::Page::first(1), app::Page::first(1));
    let found = reviewed(&web, &caller, &path.name()?, first).await?;
    let digits = |mean: &domain::number::Fraction| mean.round_half_up(DIGITS).to_string();
    let far_means = found.far_means.iter().filter_map(|far| {
        let office = found.offices.get(&far.of)?.code.to_string();
        Some(FarMeanView { office, mean: digits(&far.mean), kind_mean: digits(&far.kind_mean) })
    });
    let view = ReviewView {
        state: found.round.state.as_str(),
        reports: found.states.iter().map(|(state, n)| CountView { state: state.as_str(), reports: *n }).collect(),
        unmarked: found.unmarked_count(),
        far_means: far_means.collect(),
    };
    json(StatusCode::OK, &view)
}

/// Reports of a round that lack marks, by office.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/unmarked", operation_id = "list_unmarked",
    tag = "results", params(RoundPath, PagingQuery), responses((status = 200, body = List<UnmarkedView>)))]
async fn unmarked(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>, paging: Paging) -> Answer {
    let pages = (paging.page::<OfficeId>()?, app::Page::first(1));
    let found = reviewed(&web, &caller, &path.name()?, pages).await?;
    let last = found.unmarked.last().filter(|_| paging.is_full(found.unmarked.len())).map(|row| row.office_id);
    let views = found.unmarked.iter().filter_map(|row| {
        let office = found.offices.get(&row.office_id)?.code.to_string();
        Some(UnmarkedView { office, state: row.state.as_str(), marks: row.marks, items: row.items })
    });
    paging.answer(views.collect(), last)
}

/// Marks of a round far from the level the office gave itself, by office and item.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/far-marks", operation_id = "list_far_marks",
    tag = "results", params(RoundPath, PagingQuery), responses((status = 200, body = List<FarMarkView>)))]
async fn far_marks(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>, paging: Paging) -> Answer {
    let pages = (app::Page::first(1), paging.page::<(OfficeId, NodeId)>()?);
    let found = reviewed(&web, &caller, &path.name()?, pages).await?;
    let last = found.far_marks.last().filter(|_| paging.is_full(found.far_marks.len()));
    let last = last.map(|row| (row.office_id, row.node_id));
    let views = found.far_marks.iter().filter_map(|row| {
        let office = found.offices.get(&row.office_id)?.code.to_string();
        let node = found.stored.instrument.nodes()[found.stored.position(row.node_id)?].code.to_string();
        Some(FarMarkView { office, node, own: row.own.0, level: row.level.0 })
    });
    paging.answer(views.collect(), last)
}
