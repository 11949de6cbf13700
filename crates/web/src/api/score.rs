//! Scores with their reasons (docs/formats.md §4).

use std::collections::BTreeMap;

use app::AppError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::instrument::Instrument;
use domain::office::OfficeCode;
use domain::publication::sheet_json;
use domain::scoring::ScoreSheet;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use crate::failure::{Answer, Failure};
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(explain))
}

/// Scores of an office on one instrument, as files have them (docs/formats.md §4).
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct SheetView {
    /// Code of the office.
    office: String,
    /// Every node, in the order of the instrument.
    nodes: Vec<NodeScoreView>,
    /// The overall; none where the instrument has none.
    overall: Option<NodeScoreView>,
}

/// The score of a node, or the overall, with its reasons.
#[derive(Serialize, Deserialize, ToSchema)]
struct NodeScoreView {
    /// Code of the node; the overall has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    code: Option<String>,
    /// scored, incomplete, or left_out.
    state: String,
    /// Why it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    reason: Option<String>,
    /// The mean as shown, exact.
    mean: Option<String>,
    /// The level.
    level: Option<u8>,
    /// Codes of what the mean was taken over.
    counted: Vec<String>,
    /// What was left out of it.
    left_out: Vec<LeftOutView>,
    /// Codes of leaves whose absent level makes it incomplete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blocked_by: Vec<String>,
    /// Levels of a leaf by round.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    marks: BTreeMap<String, u8>,
    /// The value that is compared with a target, exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// The target, exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    target: Option<String>,
    /// Whether the target is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    achieved: Option<bool>,
}

/// Something that was left out of a mean.
#[derive(Serialize, Deserialize, ToSchema)]
struct LeftOutView {
    /// Code of the node.
    code: String,
    /// Why.
    reason: String,
}

impl SheetView {
    /// A sheet as files have it.
    pub(super) fn of(instrument: &Instrument, office: &OfficeCode, sheet: &ScoreSheet) -> Result<SheetView, Failure> {
        let text = sheet_json(instrument, office, sheet);
        serde_json::from_str(&text).map_err(|error| Failure::App(AppError::Internal(error.to_string())))
    }
}

/// Scores of an office through a round, out of the marks of this moment. They are not official.
#[utoipa::path(get, path = "/api/v1/scores/{year}/{instrument}/{round}/{office}", operation_id = "explain_scores", tag = "results",
    params(ReportPath), responses((status = 200, body = SheetView)))]
async fn explain(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let explained = app::score::explain(&web.app, caller.actor(), &name).await?;
    json(StatusCode::OK, &SheetView::of(&explained.stored.instrument, &explained.office.code, &explained.sheet)?)
}
