//! Answers: what an office says at one item.

use std::collections::{BTreeMap, BTreeSet};

use app::answer::{self, Saved};
use axum::extract::{Path, State};
use domain::answer::Answer as Said;
use domain::level::Level;
use domain::office::NodeCode;
use domain::problem::Fault;
use domain::self_report::ItemState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::evidence::CitedView;
use super::self_report::FindingView;
use super::versioned;
use crate::answer::ItemPath;
use crate::failure::Answer;
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find, save))
}

/// What an office says at an item.
#[derive(Serialize, ToSchema)]
struct AnswerView {
    /// Code of the item.
    node: String,
    /// How far it has come: empty, draft, complete, passed, returned.
    state: &'static str,
    /// What a screener wants changed.
    reason: Option<String>,
    /// What was done and what came of it.
    narrative: String,
    /// Problems met and help needed.
    problems_and_needs: String,
    /// The level the office gives itself.
    level: Option<u8>,
    /// Levels of the rubric that the office says it fulfils.
    ticks: Vec<u8>,
    /// Values by the name of the measure, as typed.
    values: BTreeMap<String, String>,
    /// Why the level is not the one the ticks give.
    overrule_reason: String,
    /// Evidence that is cited.
    evidence: Vec<CitedView>,
    /// What is to be said about it.
    findings: Vec<FindingView>,
    /// Whether the person of the token may change it now.
    is_editable: bool,
    /// Counts its changes; 0 while nothing is written.
    version: i32,
    /// Last change.
    updated_at: Option<Timestamp>,
}

/// What an office says at an item. What is left out is empty.
#[derive(Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct AnswerBody {
    /// What was done and what came of it.
    narrative: String,
    /// Problems met and help needed.
    problems_and_needs: String,
    /// The level the office gives itself.
    level: Option<u8>,
    /// Levels of the rubric that the office says it fulfils.
    ticks: BTreeSet<u8>,
    /// Values by the name of the measure.
    values: BTreeMap<String, String>,
    /// Why the level is not the one the ticks give.
    overrule_reason: String,
}

async fn view(web: &Web, caller: &Caller, name: &app::self_report::ReportName, node: &NodeCode) -> Answer {
    let form = answer::form(&web.app, caller.actor(), name, node).await?;
    let (said, state) = match &form.row {
        Some(row) => (row.item.answer.clone(), row.item.state.clone()),
        None => (Said::default(), ItemState::Empty),
    };
    let version = form.row.as_ref().map_or(0, |row| row.version);
    let view = AnswerView {
        node: node.to_string(),
        state: state.as_str(),
        reason: state.reason().map(str::to_owned),
        narrative: said.narrative,
        problems_and_needs: said.problems_and_needs,
        level: said.level.map(|level| level.0),
        ticks: said.ticks.into_iter().map(|level| level.0).collect(),
        values: said.values,
        overrule_reason: said.overrule_reason,
        evidence: form.evidence.iter().map(|cited| CitedView::of(&cited.row, cited.pages.clone())).collect(),
        findings: form.findings.iter().map(FindingView::of).collect(),
        is_editable: form.is_editable,
        version,
        updated_at: form.row.as_ref().map(|row| row.updated_at),
    };
    versioned(version, &view)
}

/// The answer at an item.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}", operation_id = "find_answer",
    tag = "reports", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 200, body = AnswerView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    view(&web, &caller, &name, &node).await
}

/// Saves the answer at an item, in place of the one that was read.
#[utoipa::path(put, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}", operation_id = "save_answer",
    tag = "reports", params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04"),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = AnswerBody, responses((status = 200, body = AnswerView)))]
async fn save(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    matching: IfMatch,
    Body(body): Body<AnswerBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let version = matching.version()?;
    let lines = |text: String| text.replace("\r\n", "\n");
    let said = Said {
        narrative: lines(body.narrative),
        problems_and_needs: lines(body.problems_and_needs),
        level: body.level.map(Level),
        ticks: body.ticks.into_iter().map(Level).collect(),
        values: body.values,
        overrule_reason: lines(body.overrule_reason),
    };
    let (actor, of, item) = (caller.actor().clone(), name.clone(), node.clone());
    web.act(async move |web: Web| match answer::save(&web.app, &actor, &of, &item, version, &said).await? {
        Saved::Done { .. } => Ok(()),
        Saved::Conflict { .. } => Err(Fault::new("changed-meanwhile").into()),
    })
    .await?;
    view(&web, &caller, &name, &node).await
}
