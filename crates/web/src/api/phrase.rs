//! The phrase bank of evaluators, by item and level.

use app::phrase::{self, Phrase};
use axum::extract::{Path, State};
use domain::level::Level;
use domain::phrase::kept::Half;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::done;
use super::list::{List, whole};
use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(remove))
}

/// Where a phrase goes.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum HalfWord {
    /// Strengths of a suggestion.
    Strengths,
    /// The recommendation.
    Recommendation,
}

impl HalfWord {
    fn of(half: Half) -> HalfWord {
        match half {
            Half::Strengths => HalfWord::Strengths,
            Half::Recommendation => HalfWord::Recommendation,
        }
    }

    fn read(self) -> Half {
        match self {
            HalfWord::Strengths => Half::Strengths,
            HalfWord::Recommendation => Half::Recommendation,
        }
    }
}

/// A phrase.
#[derive(Serialize, ToSchema)]
struct PhraseView {
    /// Number.
    id: i64,
    /// The level it was kept for.
    level: u8,
    /// Where it goes.
    half: HalfWord,
    /// The words.
    text: String,
    /// Whether the person of the token may take it away.
    may_remove: bool,
}

/// A phrase that is kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PhraseBody {
    /// The level it is for.
    level: u8,
    /// Where it goes.
    half: HalfWord,
    /// The words.
    text: String,
}

/// Phrases for an item, the highest level first.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases",
    operation_id = "list_phrases", tag = "judging",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 200, body = List<PhraseView>)))]
async fn list(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    let phrases = phrase::list(&web.app, caller.actor(), &name, &node).await?;
    let view = |Phrase { row, may_remove }| PhraseView {
        id: row.id,
        level: row.level.0,
        half: HalfWord::of(row.half),
        text: row.text,
        may_remove,
    };
    whole(phrases.into_iter().map(view).collect())
}

/// Keeps a phrase for all evaluators.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases",
    operation_id = "keep_phrase", tag = "judging",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = PhraseBody, responses((status = 204, description = "It is kept.")))]
async fn keep(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<PhraseBody>,
) -> Answer {
    let (name, node) = path.name()?;
    web.act(async move |web: Web| {
        let phrase = (Level(body.level), body.half.read(), body.text.as_str());
        phrase::keep(&web.app, caller.actor(), &name, &node, phrase).await
    })
    .await?;
    done()
}

/// Takes a phrase away.
#[utoipa::path(delete, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/phrases/{id}",
    operation_id = "remove_phrase", tag = "judging",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04"),
        ("id" = i64, Path, description = "Number of the phrase.", example = 1)),
    responses((status = 204, description = "It is taken away.")))]
async fn remove(State(web): State<Web>, caller: Caller, Path(path): Path<PhrasePath>) -> Answer {
    let (name, node) = path.item.name()?;
    let id: i64 = path.id.parse().map_err(|_| Failure::NotFound)?;
    web.act(async move |web: Web| phrase::remove(&web.app, caller.actor(), &name, &node, id).await).await?;
    done()
}

/// The part of an address that names a phrase.
#[derive(Deserialize)]
struct PhrasePath {
    #[serde(flatten)]
    item: ItemPath,
    id: String,
}
