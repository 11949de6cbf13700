//! Marks with their suggestions.

use app::mark::{self, Given, Judged, Judgement, Versions};
use axum::extract::{Path, Query, State};
use domain::assignment::Task;
use domain::level::Level;
use domain::office::NodeCode;
use domain::opinion::Part;
use domain::problem::Fault;
use domain::self_report::ReportState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::list::{List, Paging, PagingQuery, whole};
use super::screening::{WaitingView, queue};
use super::versioned;
use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::round::RoundPath;
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(waiting)).routes(routes!(list)).routes(routes!(find, give))
}

/// What evaluators gave to an item, as far as the person of the token may see it.
#[derive(Serialize, ToSchema)]
struct MarkView {
    /// Code of the item.
    node: String,
    /// The level; none while it has none.
    level: Option<u8>,
    /// Why it differs from the level the office gave itself.
    justification: String,
    /// Strengths of the suggestion.
    strengths_th: String,
    /// What joins the two.
    connective_th: String,
    /// Recommendation of the suggestion.
    recommendation_th: String,
    /// What the person has to do with it: alone, open (their opinion is wanted), given, closed (it is for others).
    part: &'static str,
    /// Counts the changes of mark and suggestion ("2.1").
    version: String,
}

/// What an evaluator gives to an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkBody {
    /// The level.
    pub(super) level: u8,
    /// Why it differs from the level the office gave itself.
    #[serde(default)]
    pub(super) justification: String,
    /// The suggestion; what is left out stays as it is.
    #[serde(default)]
    pub(super) suggestion: Option<SuggestionBody>,
}

/// A suggestion for development.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SuggestionBody {
    /// Strengths.
    #[serde(default)]
    strengths_th: String,
    /// What joins the two.
    #[serde(default)]
    connective_th: String,
    /// Recommendation.
    #[serde(default)]
    recommendation_th: String,
}

impl SuggestionBody {
    /// Strengths, connective and recommendation.
    pub(super) fn parts(self) -> [String; 3] {
        [self.strengths_th, self.connective_th, self.recommendation_th]
    }
}

impl MarkView {
    fn of(node: &NodeCode, judged: Judged) -> MarkView {
        let [strengths_th, connective_th, recommendation_th] = judged.suggestion;
        let Versions { mark, suggestion } = judged.versions;
        let part = match judged.part {
            Part::Alone => "alone",
            Part::Open => "open",
            Part::Given => "given",
            Part::Closed => "closed",
        };
        MarkView {
            node: node.to_string(),
            level: judged.level.map(|level| level.0),
            justification: judged.justification,
            strengths_th,
            connective_th,
            recommendation_th,
            part,
            version: format!("{mark}.{suggestion}"),
        }
    }
}

async fn all(web: &Web, caller: &Caller, name: &app::self_report::ReportName) -> Result<Vec<MarkView>, Failure> {
    let judged = mark::judged(&web.app, caller.actor(), name).await?;
    let stored = app::instrument::of_form(&web.app, name.year, &name.instrument).await?;
    let nodes = stored.instrument.nodes();
    Ok(judged.into_iter().map(|(at, judged)| MarkView::of(&nodes[at].code, judged)).collect())
}

async fn one(web: &Web, caller: &Caller, name: &app::self_report::ReportName, node: &NodeCode) -> Answer {
    let found = all(web, caller, name).await?.into_iter().find(|view| view.node == node.as_str());
    let view = found.ok_or(Failure::NotFound)?;
    versioned(&view.version, &view)
}

/// Which reports are listed.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MarkedQuery {
    /// Those that have all their marks, which are open to correction; where it is not said, those that wait for marks.
    marked: Option<bool>,
}

/// Reports of a round that wait for the evaluator, those that wait longest first.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/marking", operation_id = "list_marking",
    tag = "judging", params(RoundPath, MarkedQuery, PagingQuery), responses((status = 200, body = List<WaitingView>)))]
async fn waiting(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    paging: Paging,
    Query(query): Query<MarkedQuery>,
) -> Answer {
    let state = if query.marked.unwrap_or_default() { ReportState::Marked } else { ReportState::Accepted };
    queue(web, caller, path, paging, (Task::Mark, state)).await
}

/// Marks and suggestions of a report, for who marks it.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/marks", operation_id = "list_marks",
    tag = "judging", params(ReportPath), responses((status = 200, body = List<MarkView>)))]
async fn list(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    whole(all(&web, &caller, &path.name()?).await?)
}

/// The mark and suggestion of an item, for who marks it.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/mark", operation_id = "find_mark",
    tag = "judging", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 200, body = MarkView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    one(&web, &caller, &name, &node).await
}

/// Gives an item its mark, and a suggestion with it.
#[utoipa::path(put, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/mark", operation_id = "give_mark",
    tag = "judging", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04"),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = MarkBody, responses((status = 200, body = MarkView)))]
async fn give(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    matching: IfMatch,
    Body(body): Body<MarkBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let (mark, suggestion) = matching.versions()?;
    let versions = Versions { mark, suggestion };
    let said = body.suggestion.map(SuggestionBody::parts);
    let judgement = Judgement { level: Level(body.level), justification: body.justification, suggestion: said };
    let (actor, of, item) = (caller.actor().clone(), name.clone(), node.clone());
    web.act(async move |web: Web| match mark::give(&web.app, &actor, &of, &item, &judgement, versions).await? {
        Given::Done { .. } => Ok(()),
        Given::MarkConflict(_) | Given::SuggestionConflict(_) => Err(Fault::new("changed-meanwhile").into()),
    })
    .await?;
    one(&web, &caller, &name, &node).await
}
