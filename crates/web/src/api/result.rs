//! Published results of an office.

use app::result::{self, OfficeResult, Part};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::fiscal_year::FiscalYear;
use domain::office::OfficeCode;
use domain::publication::Suggestion;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::objection::ObjectionView;
use super::office::OfficeView;
use super::score::SheetView;
use super::{done, json};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find)).routes(routes!(acknowledge))
}

/// The part of an address that names a result.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct ResultPath {
    /// Fiscal year of the Buddhist Era.
    #[param(value_type = u16, minimum = 2500, maximum = 2699, example = 2568)]
    year: String,
    /// Code of the office.
    #[param(example = "P2300")]
    office: String,
}

impl ResultPath {
    fn name(&self) -> Result<(FiscalYear, OfficeCode), Failure> {
        let parse = || Some((self.year.parse().ok()?, self.office.parse().ok()?));
        parse().ok_or(Failure::NotFound)
    }
}

/// The published result of an office.
#[derive(Serialize, ToSchema)]
struct ResultView {
    /// Fiscal year.
    year: u16,
    /// The office as it was.
    office: OfficeView,
    /// By instrument, in the order the documents print them.
    parts: Vec<PartView>,
    /// Titles of instruments whose result is withheld because something is missing.
    withheld: Vec<String>,
    /// Documents whose files are kept.
    documents: Vec<DocumentView>,
}

/// What is published of an office in one instrument.
#[derive(Serialize, ToSchema)]
struct PartView {
    /// Code of the instrument.
    instrument: String,
    /// Number of the publication.
    publication: String,
    /// Number of the one it corrects.
    corrects: Option<String>,
    /// The last round considered.
    round: &'static str,
    /// When it was published.
    published_at: Timestamp,
    /// Last day for objections.
    objections_until: Option<Date>,
    /// When the office opened it.
    read_at: Option<Timestamp>,
    /// When the office said that it received it.
    acknowledged_at: Option<Timestamp>,
    /// Scores with their reasons.
    scores: SheetView,
    /// Suggestions, in the order of the instrument.
    suggestions: Vec<SuggestionView>,
    /// Objections of the office.
    objections: Vec<ObjectionView>,
}

/// A suggestion for development.
#[derive(Serialize, ToSchema)]
struct SuggestionView {
    /// Code of the node.
    node: String,
    /// Strengths.
    strengths_th: String,
    /// What joins the two.
    connective_th: String,
    /// Recommendation.
    recommendation_th: String,
}

/// A document of an office.
#[derive(Serialize, ToSchema)]
struct DocumentView {
    /// Code with which anybody can verify it.
    code: String,
    /// What it is.
    kind: String,
    /// Kind of the file.
    format: String,
    /// SHA-256 of the file.
    sha256: String,
    /// Bytes.
    size: i64,
    /// When it was made.
    rendered_at: Timestamp,
}

fn part(office: &OfficeCode, part: &Part) -> Result<PartView, Failure> {
    let Part { publication, inputs, sheet, receipt, objections } = part;
    let of = &publication.row.publication;
    let nodes = publication.instrument.nodes();
    let suggestion = |each: &Suggestion| SuggestionView {
        node: each.node.to_string(),
        strengths_th: each.strengths_th.clone(),
        connective_th: each.connective_th.clone(),
        recommendation_th: each.recommendation_th.clone(),
    };
    let objection =
        |(at, row): (&usize, &app::objection::ObjectionRow)| ObjectionView::of(office, &nodes[*at].code, row);
    Ok(PartView {
        instrument: publication.instrument.code.to_string(),
        publication: publication.number.clone(),
        corrects: publication.corrects.clone(),
        round: of.through.as_str(),
        published_at: of.published_at,
        objections_until: of.objections_until,
        read_at: receipt.as_ref().map(|receipt| receipt.read_at),
        acknowledged_at: receipt.as_ref().and_then(|receipt| receipt.acknowledged_at),
        scores: SheetView::of(&publication.instrument, office, sheet)?,
        suggestions: inputs.suggestions.iter().map(suggestion).collect(),
        objections: objections.iter().map(objection).collect(),
    })
}

/// The published result of an office in a year.
#[utoipa::path(get, path = "/api/v1/results/{year}/{office}", operation_id = "find_result", tag = "results",
    params(ResultPath), responses((status = 200, body = ResultView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ResultPath>) -> Answer {
    let (year, code) = path.name()?;
    let OfficeResult { office, parts, withheld, documents } =
        result::of_office(&web.app, caller.actor(), &code, year).await?;
    let documents = documents.into_iter().map(|document| DocumentView {
        code: document.code,
        kind: document.kind,
        format: document.format,
        sha256: document.sha256,
        size: document.size,
        rendered_at: document.rendered_at,
    });
    let view = ResultView {
        year: year.number(),
        parts: parts.iter().map(|each| part(&code, each)).collect::<Result<_, _>>()?,
        office: OfficeView::of(office),
        withheld,
        documents: documents.collect(),
    };
    json(StatusCode::OK, &view)
}

/// Says that the office has received its result.
#[utoipa::path(post, path = "/api/v1/results/{year}/{office}/acknowledge", operation_id = "acknowledge_result", tag = "results",
    params(ResultPath), responses((status = 204, description = "It is noted.")))]
async fn acknowledge(State(web): State<Web>, caller: Caller, Path(path): Path<ResultPath>) -> Answer {
    let (year, code) = path.name()?;
    web.act(async move |web: Web| result::acknowledge(&web.app, caller.actor(), &code, year).await).await?;
    done()
}
