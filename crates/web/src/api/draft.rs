//! Drafts of instruments: begun, written as a whole in the text of the instrument file, handed in, and published by a second person.
//!
//! The pages change a draft item by item; a program that has the text changes it there and puts the whole back, under the version it read.

use app::draft::{self, DraftRow, Edited, Opened, Source, WhatIf};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Change;
use domain::instrument::draft::Edit;
use domain::office::InstrumentCode;
use domain::problem::Fault;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::list::{List, whole};
use super::problem::{ProblemLine, Refusal, language_of};
use super::{done, json, versioned};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(find, write, discard))
        .routes(routes!(changes))
        .routes(routes!(what_if))
        .routes(routes!(hand_in))
        .routes(routes!(take_back))
        .routes(routes!(send_back))
        .routes(routes!(publish))
}

/// A draft of an instrument.
#[derive(Serialize, ToSchema)]
struct DraftLine {
    /// Number.
    id: i64,
    /// Fiscal year of the instrument.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Title.
    title_th: String,
    /// The revision it began from; none where the year had no such instrument.
    base: Option<i32>,
    /// How far it is: writing, or waiting for a second person.
    stage: &'static str,
    /// Numbers of those who wrote of it, who cannot publish it.
    authors: Vec<i64>,
    /// Why it was sent back last.
    words: Option<String>,
    /// Counts its changes.
    version: i32,
    /// Last change.
    updated_at: Timestamp,
}

impl DraftLine {
    fn of(row: &DraftRow) -> DraftLine {
        DraftLine {
            id: row.id,
            year: row.fiscal_year.number(),
            instrument: row.code.to_string(),
            title_th: row.title.clone(),
            base: row.base,
            stage: row.review.stage.as_str(),
            authors: row.review.authors.iter().map(|author| author.0).collect(),
            words: row.review.words.clone(),
            version: row.version,
            updated_at: row.updated_at,
        }
    }
}

/// A draft with its text.
#[derive(Serialize, ToSchema)]
struct DraftView {
    #[serde(flatten)]
    line: DraftLine,
    /// The instrument file (docs/formats.md) in its canonical form.
    toml: String,
    /// What is wrong with it yet; with any of these it is not handed in.
    problems: Vec<ProblemLine>,
}

/// What a draft begins from.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
enum BeginBody {
    /// An instrument that there is, for its own year or another.
    Instrument {
        /// Fiscal year of the instrument.
        #[schema(minimum = 2500, maximum = 2699)]
        year: u16,
        /// Its code.
        instrument: String,
        /// Fiscal year of the draft.
        #[schema(minimum = 2500, maximum = 2699)]
        to: u16,
    },
    /// The text of an instrument file.
    File {
        /// The text.
        toml: String,
    },
    /// The rules of an instrument that there is, without its items.
    Rules {
        /// Fiscal year of the instrument with the rules.
        #[schema(minimum = 2500, maximum = 2699)]
        rules_year: u16,
        /// Its code.
        rules_instrument: String,
        /// Fiscal year of the draft.
        #[schema(minimum = 2500, maximum = 2699)]
        year: u16,
        /// Code of the new instrument.
        instrument: String,
        /// Its title.
        title_th: String,
    },
}

impl BeginBody {
    fn source(self) -> Result<Source, Fault> {
        let year =
            |year: u16| FiscalYear::try_from(year).map_err(|_| Fault::new("fiscal-year-unknown").with("year", year));
        let code =
            |text: &str| text.parse::<InstrumentCode>().map_err(|_| Fault::new("code-malformed").with("code", text));
        Ok(match self {
            BeginBody::Instrument { year: of, instrument, to } => {
                Source::Stored { year: year(of)?, code: code(&instrument)?, to: year(to)? }
            }
            BeginBody::File { toml } => Source::File(toml.into_bytes()),
            BeginBody::Rules { rules_year, rules_instrument, year: own, instrument, title_th } => Source::Blank {
                rules: (year(rules_year)?, code(&rules_instrument)?),
                year: year(own)?,
                code: code(&instrument)?,
                title_th: title_th.trim().to_owned(),
            },
        })
    }
}

/// The text that a draft has from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WriteBody {
    /// The instrument file, of the same year and code.
    toml: String,
}

/// Why a draft is sent back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SendBackBody {
    /// What its authors are to mend.
    words: String,
}

/// Something that a draft changes of the revision it began from.
#[derive(Serialize, ToSchema)]
struct ChangeView {
    /// What happened: added, removed, changed, reordered.
    what: &'static str,
    /// Code of the node, "instrument", "scoring" or "band 5"; none where all nodes are meant.
    place: Option<String>,
    /// Key of the file.
    key: Option<&'static str>,
    /// Value before, as the file has it.
    before: Option<String>,
    /// Value after, as the file has it.
    after: Option<String>,
}

impl ChangeView {
    fn of(change: Change) -> ChangeView {
        let of_node = |what, place| ChangeView { what, place, key: None, before: None, after: None };
        match change {
            Change::NodeAdded { node } => of_node("added", Some(node.to_string())),
            Change::NodeRemoved { node } => of_node("removed", Some(node.to_string())),
            Change::Order => of_node("reordered", None),
            Change::Field { place, key, before, after } => {
                ChangeView { what: "changed", place: Some(place), key: Some(key), before, after }
            }
        }
    }
}

/// What the bands of a draft would do to the results of an earlier year.
#[derive(Serialize, ToSchema)]
struct WhatIfView {
    /// Fiscal year of the results; none where no earlier year has any.
    year: Option<u16>,
    /// Offices that were scored again.
    offices: usize,
    /// The levels, highest first.
    levels: Vec<u8>,
    /// The overall and the top nodes.
    lines: Vec<WhatIfLineView>,
}

/// How the levels of a node lie before and after.
#[derive(Serialize, ToSchema)]
struct WhatIfLineView {
    /// Code of the node; none for the overall.
    node: Option<String>,
    /// How many offices have each level with the bands of that year.
    before: Vec<usize>,
    /// The same with those of the draft.
    after: Vec<usize>,
    /// How many offices have another level.
    moved: usize,
}

impl WhatIfView {
    fn of(found: Option<WhatIf>) -> WhatIfView {
        let Some(found) = found else {
            return WhatIfView { year: None, offices: 0, levels: Vec::new(), lines: Vec::new() };
        };
        let instrument = &found.earlier.instrument;
        let lines = found.lines.into_iter().map(|line| WhatIfLineView {
            node: line.node.map(|at| instrument.nodes()[at].code.to_string()),
            before: line.before,
            after: line.after,
            moved: line.moved,
        });
        WhatIfView {
            year: Some(instrument.fiscal_year.number()),
            offices: found.offices,
            levels: found.levels.iter().map(|level| level.0).collect(),
            lines: lines.collect(),
        }
    }
}

/// The revision that a draft became.
#[derive(Serialize, ToSchema)]
struct PublishedDraft {
    /// Fiscal year of the instrument.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Its revision.
    revision: i32,
}

fn id_of(id: &str) -> Result<i64, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

/// The draft as it is now.
async fn view(web: &Web, caller: &Caller, id: i64, headers: &HeaderMap) -> Result<DraftView, Failure> {
    let Opened { row, draft, .. } = draft::open(&web.app, caller.actor(), id).await?;
    let language = language_of(headers);
    let problems = draft.problems().iter().map(|problem| ProblemLine::of(language, problem)).collect();
    Ok(DraftView { line: DraftLine::of(&row), toml: row.toml, problems })
}

async fn show(web: &Web, caller: &Caller, id: i64, headers: &HeaderMap) -> Answer {
    let view = view(web, caller, id, headers).await?;
    versioned(view.line.version, &view)
}

/// All drafts of instruments.
#[utoipa::path(get, path = "/api/v1/instrument-drafts", operation_id = "list_drafts", tag = "instruments",
    responses((status = 200, body = List<DraftLine>)))]
async fn list(State(web): State<Web>, caller: Caller) -> Answer {
    whole(draft::list(&web.app, caller.actor()).await?.iter().map(DraftLine::of).collect())
}

/// Begins a draft. An instrument has one draft a year.
#[utoipa::path(post, path = "/api/v1/instrument-drafts", operation_id = "begin_draft", tag = "instruments",
    request_body = BeginBody, responses((status = 201, body = DraftView)))]
async fn begin(State(web): State<Web>, caller: Caller, headers: HeaderMap, Body(body): Body<BeginBody>) -> Answer {
    let actor = caller.actor().clone();
    let id = web.act(async move |web: Web| draft::begin(&web.app, &actor, &body.source()?).await).await?;
    json(StatusCode::CREATED, &view(&web, &caller, id, &headers).await?)
}

/// A draft with its text and what is wrong with it yet.
#[utoipa::path(get, path = "/api/v1/instrument-drafts/{id}", operation_id = "find_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1)),
    responses((status = 200, body = DraftView)))]
async fn find(State(web): State<Web>, caller: Caller, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    show(&web, &caller, id_of(&id)?, &headers).await
}

/// Writes a draft anew. It may break rules for now; what cannot be read as an instrument is refused.
#[utoipa::path(put, path = "/api/v1/instrument-drafts/{id}", operation_id = "write_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = WriteBody, responses((status = 200, body = DraftView)))]
async fn write(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
    matching: IfMatch,
    Body(body): Body<WriteBody>,
) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let actor = caller.actor().clone();
    let written = web.act(async move |web: Web| {
        // Who may not know of the draft does not hear what is wrong with the text.
        draft::open(&web.app, &actor, id).await?;
        let edit = Edit::Replace(Box::new(draft::of_file(body.toml.as_bytes())?));
        draft::edit(&web.app, &actor, id, version, &edit).await
    });
    match written.await? {
        Edited::Done => show(&web, &caller, id, &headers).await,
        Edited::Conflict(_) => Err(Refusal::Changed.into()),
    }
}

/// Gives a draft up.
#[utoipa::path(delete, path = "/api/v1/instrument-drafts/{id}", operation_id = "discard_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 204, description = "It is gone.")))]
async fn discard(State(web): State<Web>, caller: Caller, Path(id): Path<String>, matching: IfMatch) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    web.act(async move |web: Web| draft::discard(&web.app, caller.actor(), id, version).await).await?;
    done()
}

/// What a draft changes of the revision it began from; nothing where it began without one.
#[utoipa::path(get, path = "/api/v1/instrument-drafts/{id}/changes", operation_id = "list_draft_changes", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1)),
    responses((status = 200, body = List<ChangeView>)))]
async fn changes(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let opened = draft::open(&web.app, caller.actor(), id_of(&id)?).await?;
    whole(opened.changes().into_iter().map(ChangeView::of).collect())
}

/// What the bands of a draft would do to the results of the newest earlier year that has some. Nothing of it is stored.
#[utoipa::path(get, path = "/api/v1/instrument-drafts/{id}/what-if", operation_id = "try_draft_bands", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1)),
    responses((status = 200, body = WhatIfView)))]
async fn what_if(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = draft::what_if(&web.app, caller.actor(), id_of(&id)?).await?;
    json(StatusCode::OK, &WhatIfView::of(found))
}

/// A step of a draft on its way to a second person.
enum Step {
    HandIn,
    TakeBack,
    SendBack(String),
}

async fn step(web: Web, caller: Caller, headers: HeaderMap, id: &str, matching: IfMatch, step: Step) -> Answer {
    let (id, version) = (id_of(id)?, matching.version()?);
    let actor = caller.actor().clone();
    web.act(async move |web: Web| match step {
        Step::HandIn => draft::hand_in(&web.app, &actor, id, version).await,
        Step::TakeBack => draft::take_back(&web.app, &actor, id, version).await,
        Step::SendBack(words) => draft::send_back(&web.app, &actor, id, version, &words).await,
    })
    .await?;
    show(&web, &caller, id, &headers).await
}

/// Hands a draft in, to be read by a second person.
#[utoipa::path(post, path = "/api/v1/instrument-drafts/{id}/hand-in", operation_id = "hand_in_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 200, body = DraftView)))]
async fn hand_in(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
    matching: IfMatch,
) -> Answer {
    step(web, caller, headers, &id, matching, Step::HandIn).await
}

/// Takes a draft back that waits, to write on.
#[utoipa::path(post, path = "/api/v1/instrument-drafts/{id}/take-back", operation_id = "take_back_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 200, body = DraftView)))]
async fn take_back(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
    matching: IfMatch,
) -> Answer {
    step(web, caller, headers, &id, matching, Step::TakeBack).await
}

/// Sends a draft back to its authors, by a person who wrote nothing of it.
#[utoipa::path(post, path = "/api/v1/instrument-drafts/{id}/send-back", operation_id = "send_back_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = SendBackBody, responses((status = 200, body = DraftView)))]
async fn send_back(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
    matching: IfMatch,
    Body(body): Body<SendBackBody>,
) -> Answer {
    step(web, caller, headers, &id, matching, Step::SendBack(body.words)).await
}

/// Makes a draft an instrument or a revision of one, by a person who wrote nothing of it. The draft is gone then.
#[utoipa::path(post, path = "/api/v1/instrument-drafts/{id}/publish", operation_id = "publish_draft", tag = "instruments",
    params(("id" = i64, Path, description = "Number of the draft.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 200, body = PublishedDraft)))]
async fn publish(State(web): State<Web>, caller: Caller, Path(id): Path<String>, matching: IfMatch) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let row = draft::open(&web.app, caller.actor(), id).await?.row;
    let published = web.act(async move |web: Web| draft::publish(&web.app, caller.actor(), id, version).await).await?;
    let (year, instrument) = (row.fiscal_year.number(), row.code.to_string());
    json(StatusCode::OK, &PublishedDraft { year, instrument, revision: published.revision })
}
