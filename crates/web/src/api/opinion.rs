//! Two evaluators on one item: the share of a round that they mark, and what a lead decides where they differ.

use app::mark::Judgement;
use app::opinion::{self, Dispute};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::level::Level;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::mark::{MarkBody, SuggestionBody};
use super::self_report::{PersonView, people};
use super::{done, json, versioned};
use crate::answer::ItemPath;
use crate::failure::Answer;
use crate::round::{Name, RoundPath, borrowed};
use crate::self_report::ReportPath;
use crate::web::Web;

/// Differences of one region that are shown.
const DIFFERENCES: u32 = 200;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(doubling, choose)).routes(routes!(waiting)).routes(routes!(find, decide))
}

/// Which items two evaluators mark.
#[derive(Serialize, ToSchema)]
struct DoublingView {
    /// How many of a hundred items.
    percent: u8,
    /// What the draw begins from.
    seed: u32,
    /// Counts its changes.
    version: i32,
}

/// How many items two evaluators are to mark.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DoublingBody {
    /// How many of a hundred items.
    #[schema(maximum = 100)]
    percent: u8,
}

async fn chosen(web: &Web, caller: &Caller, name: &Name) -> Answer {
    let row = opinion::doubling(&web.app, caller.actor(), borrowed(name)).await?;
    let view = DoublingView { percent: row.doubling.percent(), seed: row.doubling.seed(), version: row.version };
    versioned(row.version, &view)
}

/// Which items of a round two evaluators mark.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/doubling", operation_id = "find_doubling",
    tag = "judging", params(RoundPath), responses((status = 200, body = DoublingView)))]
async fn doubling(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    chosen(&web, &caller, &path.name()?).await
}

/// Chooses how many items of a round two evaluators mark; which ones is drawn anew.
#[utoipa::path(put, path = "/api/v1/rounds/{year}/{instrument}/{round}/doubling", operation_id = "choose_doubling",
    tag = "judging", params(RoundPath, ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = DoublingBody, responses((status = 200, body = DoublingView)))]
async fn choose(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    matching: IfMatch,
    Body(body): Body<DoublingBody>,
) -> Answer {
    let (name, version) = (path.name()?, matching.version()?);
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| opinion::choose(&web.app, &actor, borrowed(&of), body.percent, version).await)
        .await?;
    chosen(&web, &caller, &name).await
}

/// Items on which two evaluators differ.
#[derive(Serialize, ToSchema)]
struct DifferencesView {
    /// Those that wait for the lead.
    items: Vec<DifferenceLine>,
    /// Whether there are more; they show when these are decided.
    is_more: bool,
}

/// An item on which two evaluators differ.
#[derive(Serialize, ToSchema)]
struct DifferenceLine {
    /// Code of the office.
    office: String,
    /// Code of the item.
    node: String,
    /// Since when.
    opened_at: Timestamp,
}

/// Items of a round that wait for the lead evaluator.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/differences", operation_id = "list_differences",
    tag = "judging", params(RoundPath), responses((status = 200, body = DifferencesView)))]
async fn waiting(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let found = opinion::waiting(&web.app, caller.actor(), borrowed(&name), DIFFERENCES).await?;
    let lines = found.differences.iter().filter_map(|(office, row)| {
        let at = found.stored.position(row.node_id)?;
        Some(DifferenceLine {
            office: office.code.to_string(),
            node: found.stored.instrument.nodes()[at].code.to_string(),
            opened_at: row.opened_at,
        })
    });
    json(StatusCode::OK, &DifferencesView { items: lines.collect(), is_more: found.is_more })
}

/// What two evaluators gave to an item, and what was decided.
#[derive(Serialize, ToSchema)]
struct DifferenceView {
    /// What both gave, the earlier first.
    opinions: Vec<OpinionView>,
    /// The level that was decided; none while it waits.
    level: Option<u8>,
    /// Why.
    words: Option<String>,
    /// Whether the person of the token may decide.
    may_decide: bool,
}

/// What an evaluator gave to an item.
#[derive(Serialize, ToSchema)]
struct OpinionView {
    /// Who.
    person: Option<PersonView>,
    /// The level.
    level: u8,
    /// Why it differs from the level the office gave itself.
    justification: String,
    /// Strengths of the suggestion.
    strengths_th: String,
    /// What joins the two.
    connective_th: String,
    /// Recommendation of the suggestion.
    recommendation_th: String,
}

/// What two evaluators gave to an item where they differ.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/difference",
    operation_id = "find_difference", tag = "judging",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 200, body = DifferenceView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    let Dispute { opinions, decision, may_decide } = opinion::dispute(&web.app, caller.actor(), &name, &node).await?;
    let names = app::user::names(&web.app, opinions.iter().map(|opinion| opinion.user_id)).await?;
    let given = opinions.into_iter().map(|opinion| {
        let [strengths_th, connective_th, recommendation_th] = opinion.suggestion;
        OpinionView {
            person: people(&[opinion.user_id], &names).pop(),
            level: opinion.level.0,
            justification: opinion.justification,
            strengths_th,
            connective_th,
            recommendation_th,
        }
    });
    let (level, words) = decision.map(|decision| (decision.level.0, decision.words)).unzip();
    json(StatusCode::OK, &DifferenceView { opinions: given.collect(), level, words, may_decide })
}

/// Decides between two evaluators: the level becomes the mark, `justification` says why.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/difference",
    operation_id = "decide_difference", tag = "judging",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = MarkBody, responses((status = 204, description = "It is decided.")))]
async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<MarkBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let suggestion = body.suggestion.map(SuggestionBody::parts);
    let judgement = Judgement { level: Level(body.level), justification: body.justification, suggestion };
    web.act(async move |web: Web| opinion::decide(&web.app, caller.actor(), &name, &node, &judgement).await).await?;
    done()
}
