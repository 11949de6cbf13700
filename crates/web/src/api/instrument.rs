//! Instruments with their trees.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::instrument::{Instrument, Measure, Node, Target};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, whole};
use crate::external::InstrumentPath;
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(find))
}

/// The year that is asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct YearQuery {
    /// Fiscal year of the Buddhist Era.
    #[param(minimum = 2500, maximum = 2699, example = 2569)]
    year: u16,
}

impl YearQuery {
    /// The year.
    pub(super) fn year(&self) -> Result<FiscalYear, Failure> {
        FiscalYear::try_from(self.year).map_err(|_| Failure::NotFound)
    }
}

/// An instrument in a list.
#[derive(Serialize, ToSchema)]
struct InstrumentLine {
    /// Fiscal year.
    year: u16,
    /// Code.
    code: String,
    /// Title.
    title_th: String,
    /// English title.
    title_en: Option<String>,
    /// The revision that holds.
    revision: i32,
    /// Rounds in order.
    rounds: Vec<&'static str>,
}

/// An instrument with its tree.
#[derive(Serialize, ToSchema)]
struct InstrumentView {
    #[serde(flatten)]
    line: InstrumentLine,
    /// How levels combine.
    scoring: ScoringView,
    /// Levels, highest first.
    bands: Vec<BandView>,
    /// The nodes; every parent stands before its children.
    nodes: Vec<NodeView>,
}

/// How levels combine (docs/formats.md).
#[derive(Serialize, ToSchema)]
struct ScoringView {
    /// How the rounds of one leaf combine: mean or last.
    rounds: &'static str,
    /// What the mean of a group is taken over: leaves or children.
    groups: &'static str,
    /// What the overall is the mean of; none where there is no overall.
    overall: Option<&'static str>,
    /// What an absent required level does: block or exclude.
    missing: &'static str,
    /// Digits of a shown mean.
    decimals: u32,
}

/// A level with the means that have it.
#[derive(Serialize, ToSchema)]
struct BandView {
    /// Level.
    level: u8,
    /// Lowest shown mean of the level, exact.
    min: String,
    /// Name.
    name_th: String,
    /// English name.
    name_en: Option<String>,
}

/// A node of the tree.
#[derive(Serialize, ToSchema)]
struct NodeView {
    /// Code, stable over the years.
    code: String,
    /// Code of the parent.
    parent: Option<String>,
    /// Tier: standard, indicator, issue, sub_item.
    kind: &'static str,
    /// Number as printed.
    label_th: String,
    /// Title.
    title_th: String,
    /// English title.
    title_en: Option<String>,
    /// What happens with it: group, evaluated, monitored, target, external, pending.
    mode: &'static str,
    /// Kinds of office it applies to, before its ancestors are asked.
    applies_to: Vec<&'static str>,
    /// Rounds in which it is reported.
    rounds: Vec<&'static str>,
    /// Weight in the mean it is part of, exact.
    weight: String,
    /// Unit of its value.
    unit: Option<String>,
    /// What its value is compared with.
    target: Option<TargetView>,
    /// One text for each level, lowest first.
    rubric: Vec<String>,
    /// Guidance for reporters.
    guidance_th: Option<String>,
    /// Evidence that is expected.
    evidence: Vec<String>,
    /// The bureau that owns it.
    owner_th: Option<String>,
    /// Values that are asked for.
    measures: Vec<MeasureView>,
}

/// What a value is compared with.
#[derive(Serialize, ToSchema)]
struct TargetView {
    /// Value to reach, exact.
    value: String,
    /// Unit.
    unit: Option<String>,
    /// Comparison.
    operator: &'static str,
    /// Whose value: office or national.
    scope: &'static str,
}

/// A value that is asked for.
#[derive(Serialize, ToSchema)]
struct MeasureView {
    /// Name in answers and formulas.
    name: String,
    /// What people read.
    label_th: String,
    /// Unit.
    unit: Option<String>,
    /// How it follows from others; none for what people type in.
    formula: Option<String>,
    /// The value it is a part of.
    part_of: Option<String>,
}

impl InstrumentLine {
    fn of(instrument: &Instrument, revision: i32) -> InstrumentLine {
        InstrumentLine {
            year: instrument.fiscal_year.number(),
            code: instrument.code.to_string(),
            title_th: instrument.title_th.clone(),
            title_en: instrument.title_en.clone(),
            revision,
            rounds: words(&instrument.rounds),
        }
    }
}

fn words(rounds: &[RoundCode]) -> Vec<&'static str> {
    rounds.iter().map(|round| round.as_str()).collect()
}

impl TargetView {
    fn of(target: &Target) -> TargetView {
        TargetView {
            value: target.value.to_string(),
            unit: target.unit.clone(),
            operator: target.operator.as_str(),
            scope: target.scope.as_str(),
        }
    }
}

impl MeasureView {
    fn of(measure: &Measure) -> MeasureView {
        let Measure { name, label_th, unit, formula, part_of } = measure.clone();
        MeasureView { name, label_th, unit, formula, part_of }
    }
}

impl NodeView {
    fn of(instrument: &Instrument, at: usize, node: &Node) -> NodeView {
        NodeView {
            code: node.code.to_string(),
            parent: node.parent.map(|parent| instrument.nodes()[parent].code.to_string()),
            kind: node.kind.as_str(),
            label_th: node.label_th.clone(),
            title_th: node.title_th.clone(),
            title_en: node.title_en.clone(),
            mode: node.mode.as_str(),
            applies_to: node.applies_to.iter().map(|kind| kind.as_str()).collect(),
            rounds: words(instrument.rounds_of(at)),
            weight: node.weight.to_string(),
            unit: node.unit.clone(),
            target: node.target.as_ref().map(TargetView::of),
            rubric: node.rubric.clone(),
            guidance_th: node.guidance_th.clone(),
            evidence: node.evidence.clone(),
            owner_th: node.owner_th.clone(),
            measures: node.measures.iter().map(MeasureView::of).collect(),
        }
    }
}

/// Instruments of a year.
#[utoipa::path(get, path = "/api/v1/instruments", operation_id = "list_instruments", tag = "instruments", params(YearQuery),
    responses((status = 200, body = List<InstrumentLine>)))]
async fn list(State(web): State<Web>, _: Caller, Query(query): Query<YearQuery>) -> Answer {
    let year = query.year()?;
    let mut lines = Vec::new();
    for code in app::instrument::codes_of(&web.app, year).await? {
        let stored = app::instrument::of_form(&web.app, year, &code).await?;
        lines.push(InstrumentLine::of(&stored.instrument, stored.revision));
    }
    whole(lines)
}

/// An instrument with its tree, as of the revision that holds.
#[utoipa::path(get, path = "/api/v1/instruments/{year}/{instrument}", operation_id = "find_instrument", tag = "instruments",
    params(InstrumentPath), responses((status = 200, body = InstrumentView)))]
async fn find(State(web): State<Web>, _: Caller, Path(path): Path<InstrumentPath>) -> Answer {
    let (year, code) = path.name()?;
    let stored = app::instrument::of_form(&web.app, year, &code).await?;
    let instrument = &stored.instrument;
    let scoring = &instrument.scoring;
    let bands = instrument.bands.iter().map(|band| BandView {
        level: band.level.0,
        min: band.min.to_string(),
        name_th: band.name_th.clone(),
        name_en: band.name_en.clone(),
    });
    let nodes = instrument.nodes().iter().enumerate().map(|(at, node)| NodeView::of(instrument, at, node));
    let view = InstrumentView {
        line: InstrumentLine::of(instrument, stored.revision),
        scoring: ScoringView {
            rounds: scoring.rounds.as_str(),
            groups: scoring.groups.as_str(),
            overall: scoring.overall.map(|basis| basis.as_str()),
            missing: scoring.missing.as_str(),
            decimals: scoring.decimals,
        },
        bands: bands.collect(),
        nodes: nodes.collect(),
    };
    json(StatusCode::OK, &view)
}
