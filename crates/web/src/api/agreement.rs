//! How far the evaluators of a round agree.

use app::agreement::{self, Agreement};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::agreement::{Pairs, Weighting};
use domain::number::Fraction;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::self_report::{PersonView, people};
use crate::failure::Answer;
use crate::round::{RoundPath, borrowed};
use crate::web::Web;

/// Digits behind the point.
const DIGITS: u32 = 4;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find))
}

/// How far evaluators agree.
#[derive(Serialize, ToSchema)]
struct AgreementView {
    /// Share of the items that two evaluators mark, in percent.
    percent: u8,
    /// Seed by which they were drawn.
    seed: u32,
    /// Items on which two differed.
    differing: i64,
    /// Those of them that are decided.
    decided: i64,
    /// All pairs of opinions.
    all: PairsView,
    /// Those on an item.
    items: Vec<ItemPairs>,
    /// Those of a person beside everybody else's.
    people: Vec<PersonPairs>,
}

/// Pairs of opinions on an item.
#[derive(Serialize, ToSchema)]
struct ItemPairs {
    /// Code of the item.
    node: String,
    #[serde(flatten)]
    pairs: PairsView,
}

/// Pairs of opinions of a person.
#[derive(Serialize, ToSchema)]
struct PersonPairs {
    /// Who.
    person: Option<PersonView>,
    #[serde(flatten)]
    pairs: PairsView,
}

/// Numbers about pairs of opinions; none of what cannot be said of so few.
#[derive(Serialize, ToSchema)]
struct PairsView {
    /// How many pairs.
    pairs: i64,
    /// Share of equal ones.
    share: Option<String>,
    /// Cohen's kappa, weighted linearly.
    kappa_linear: Option<String>,
    /// Cohen's kappa, weighted quadratically.
    kappa_quadratic: Option<String>,
    /// Krippendorff's alpha.
    alpha: Option<String>,
}

impl PairsView {
    fn of(pairs: &Pairs) -> PairsView {
        let digits = |value: Option<Fraction>| value.map(|value| value.round_half_up(DIGITS).to_string());
        PairsView {
            pairs: pairs.count(),
            share: digits(pairs.share()),
            kappa_linear: digits(pairs.kappa(Weighting::Linear)),
            kappa_quadratic: digits(pairs.kappa(Weighting::Quadratic)),
            alpha: digits(pairs.alpha()),
        }
    }
}

/// How far the evaluators of a round agree.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/agreement", operation_id = "find_agreement",
    tag = "judging", params(RoundPath), responses((status = 200, body = AgreementView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let found = agreement::agreement(&web.app, caller.actor(), borrowed(&name)).await?;
    let Agreement { stored, doubling, differing, all, items, people: persons, names } = found;
    let nodes = stored.instrument.nodes();
    let by_item =
        items.iter().map(|(at, pairs)| ItemPairs { node: nodes[*at].code.to_string(), pairs: PairsView::of(pairs) });
    let by_person = persons
        .iter()
        .map(|(id, pairs)| PersonPairs { person: people(&[*id], &names).pop(), pairs: PairsView::of(pairs) });
    let view = AgreementView {
        percent: doubling.percent(),
        seed: doubling.seed(),
        differing: differing.0,
        decided: differing.1,
        all: PairsView::of(&all),
        items: by_item.collect(),
        people: by_person.collect(),
    };
    json(StatusCode::OK, &view)
}
