//! Levels of other systems and national values, brought in with their source.

use app::external::{self, External};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::json;
use super::self_report::{PersonView, people};
use crate::external::InstrumentPath;
use crate::failure::Answer;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find, bring))
}

/// What of an instrument comes from elsewhere.
#[derive(Serialize, ToSchema)]
struct ExternalView {
    /// Codes of the nodes.
    nodes: Vec<String>,
    /// Values of the whole administration.
    national: Vec<NationalView>,
    /// What was brought in last, the newest first.
    imports: Vec<ImportView>,
}

/// A value of the whole administration.
#[derive(Serialize, ToSchema)]
struct NationalView {
    /// Code of the node.
    node: String,
    /// Round.
    round: &'static str,
    /// The value, exact.
    value: Option<String>,
    /// Where it comes from.
    source: String,
}

/// Something that was brought in.
#[derive(Serialize, ToSchema)]
struct ImportView {
    /// Where it comes from.
    source: String,
    /// How many rows there were.
    rows: i64,
    /// When.
    at: Timestamp,
    /// Who did it; none for commands.
    by: Option<PersonView>,
}

/// Rows that are brought in. One that is wrong and none of them is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RowsBody {
    /// Where they come from.
    source: String,
    /// The rows.
    rows: Vec<RowBody>,
}

/// A level of an office, or a value of the whole administration.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RowBody {
    /// Code of the office; NATIONAL for a value of the whole administration.
    #[schema(example = "P2300")]
    office: String,
    /// Code of the node.
    node: String,
    /// Round.
    #[schema(example = "R12")]
    round: String,
    /// The level.
    #[serde(default)]
    level: Option<u8>,
    /// The value, exact.
    #[serde(default)]
    value: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
struct BroughtView {
    /// Rows that are new.
    inserted: u64,
    /// Rows that were changed.
    changed: u64,
    /// Rows that were there already.
    unchanged: u64,
}

/// What of an instrument comes from elsewhere.
#[utoipa::path(get, path = "/api/v1/external/{year}/{instrument}", operation_id = "find_external", tag = "results",
    params(InstrumentPath), responses((status = 200, body = ExternalView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<InstrumentPath>) -> Answer {
    let (year, code) = path.name()?;
    let External { stored, places, national, imports, names } =
        external::open(&web.app, caller.actor(), year, &code).await?;
    let nodes = stored.instrument.nodes();
    let known = places.iter().flat_map(|at| stored.instrument.rounds_of(*at).iter().map(|round| (*at, *round)));
    let values = known.filter_map(|place| {
        let (value, source) = national.get(&place)?;
        Some(NationalView {
            node: nodes[place.0].code.to_string(),
            round: place.1.as_str(),
            value: value.map(|value| value.to_string()),
            source: source.clone(),
        })
    });
    let view = ExternalView {
        national: values.collect(),
        nodes: places.iter().map(|at| nodes[*at].code.to_string()).collect(),
        imports: imports
            .into_iter()
            .map(|import| ImportView {
                source: import.source,
                rows: import.count,
                at: import.at,
                by: import.by.and_then(|id| people(&[id], &names).pop()),
            })
            .collect(),
    };
    json(StatusCode::OK, &view)
}

/// Brings in levels of other systems and national values.
#[utoipa::path(post, path = "/api/v1/external/{year}/{instrument}", operation_id = "bring_external", tag = "results",
    params(InstrumentPath), request_body = RowsBody, responses((status = 200, body = BroughtView)))]
async fn bring(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<InstrumentPath>,
    Body(body): Body<RowsBody>,
) -> Answer {
    let name = path.name()?;
    let counts = web.act(async move |web: Web| {
        let row = |row: RowBody| {
            let level = row.level.map(|level| level.to_string()).unwrap_or_default();
            [row.office, row.node, row.round, level, row.value.unwrap_or_default()]
        };
        let rows: Vec<[String; 5]> = body.rows.into_iter().map(row).collect();
        external::enter(&web.app, caller.actor(), (name.0, &name.1), rows, &body.source).await
    });
    let counts = counts.await?;
    let (inserted, changed, unchanged) = (counts.inserted, counts.changed, counts.unchanged);
    json(StatusCode::OK, &BroughtView { inserted, changed, unchanged })
}
