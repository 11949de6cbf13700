//! Marking: the accepted reports that wait, and the workspace in which their items are marked one after the other.

use app::mark::{Given, Judged, Judgement, Versions};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::assignment::Task;
use domain::office::NodeCode;
use domain::policy::Role;
use domain::problem::Fault;
use serde::Deserialize;

use crate::answer::ItemPath;
use crate::attachment::File;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::queue::{self, Queue, Waiting};
use crate::self_report::{ReportPath, item_href, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// The words that join strengths and recommendation in the documents of the administration.
const CONNECTIVE: &str = "ทั้งนี้";

#[derive(Template)]
#[template(path = "mark/queue.html")]
struct QueuePage {
    frame: Frame,
    waiting: Vec<Waiting>,
    more: bool,
}

pub(crate) async fn queue(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    if !visitor.actor().has(Role::Evaluator) {
        return Err(Failure::NotFound);
    }
    let Queue { waiting, more, .. } = queue::of(&web, &frame, &visitor, Task::Mark).await?;
    page::show(&QueuePage { frame, waiting, more })
}

/// Goes on with the first item that has no mark yet.
pub(crate) async fn report(State(web): State<Web>, visitor: Visitor, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let opened = app::self_report::open(&web.app, visitor.actor(), &name).await?;
    let items = app::mark::judged(&web.app, visitor.actor(), &name).await?;
    let first = items.iter().find(|(_, item)| item.level.is_none()).or(items.iter().next());
    let (at, _) = first.ok_or(Failure::NotFound)?;
    let node = &opened.place.stored.instrument.nodes()[*at];
    Ok(Redirect::to(&format!("/marking{}", item_href(&name, node.code.as_str()))).into_response())
}

struct Step {
    level: u8,
    name: String,
    words: String,
    chosen: bool,
    own: bool,
}

struct Entry {
    href: String,
    title: String,
    level: Option<u8>,
    current: bool,
}

#[derive(Template)]
#[template(path = "mark/item.html")]
struct ItemPage {
    frame: Frame,
    action: String,
    office: String,
    round: String,
    title: String,
    entries: Vec<Entry>,
    done: usize,
    own: Option<LevelWords>,
    narrative: String,
    problems: String,
    values: Vec<(String, String)>,
    evidence: Vec<File>,
    rubric: Vec<Step>,
    judged: Judged,
    wrong: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

pub(crate) async fn item(State(web): State<Web>, frame: Frame, visitor: Visitor, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    page::show(&ItemPage::new(&web, frame, &visitor, &name, &node, None).await?)
}

impl ItemPage {
    /// The workspace with what is stored, or with what a person typed and could not save.
    async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        name: &ReportName,
        node: &NodeCode,
        refused: Option<(Judged, String)>,
    ) -> Result<ItemPage, Failure> {
        let opened = app::answer::form(&web.app, visitor.actor(), name, node).await?;
        let items = app::mark::judged(&web.app, visitor.actor(), name).await?;
        let instrument = &opened.place.stored.instrument;
        let stored = items.get(&opened.node).ok_or(Failure::NotFound)?;
        let told = opened.row.as_ref().map(|row| row.item.answer.clone()).unwrap_or_default();
        let (judged, wrong) = match refused {
            // What was typed, on the versions that are stored now: a second look decides.
            Some((typed, words)) => (Judged { versions: stored.versions, ..typed }, Some(words)),
            None => (stored.clone(), None),
        };
        let of = &instrument.nodes()[opened.node];
        let link = |at: usize| format!("/marking{}", item_href(name, instrument.nodes()[at].code.as_str()));
        let entries: Vec<Entry> = items
            .iter()
            .map(|(at, item)| Entry {
                href: link(*at),
                title: format!("{} {}", instrument.nodes()[*at].label_th, title_of(&frame, &instrument.nodes()[*at])),
                level: item.level.map(|level| level.0),
                current: *at == opened.node,
            })
            .collect();
        let rubric = instrument.bands.iter().enumerate().map(|(i, band)| {
            let LevelWords { number, name } = frame.level(instrument, band.level);
            // The bands come from the highest, the rubric from the lowest.
            let words = of.rubric.len().checked_sub(i + 1).and_then(|i| of.rubric.get(i)).cloned();
            Step {
                level: number,
                words: words.unwrap_or_default(),
                chosen: judged.level == Some(band.level),
                own: told.level == Some(band.level),
                name,
            }
        });
        let labels = |value: &str| {
            let measure = of.measures.iter().find(|measure| measure.name == value);
            measure.map_or_else(|| of.title_th.clone(), |measure| measure.label_th.clone())
        };
        let evidence = opened.evidence.iter().map(|cited| File::cited(&frame, &name.office, cited)).collect();
        Ok(ItemPage {
            action: format!("/marking{}", item_href(name, node.as_str())),
            office: opened.place.office.short_name_th.clone(),
            round: format!("{} {}", name.instrument, round_words(&frame, name)),
            title: format!("{} {}", of.label_th, title_of(&frame, of)),
            done: entries.iter().filter(|entry| entry.level.is_some()).count(),
            own: told.level.map(|level| frame.level(instrument, level)),
            values: told.values.iter().map(|(name, value)| (labels(name), value.clone())).collect(),
            evidence,
            rubric: rubric.collect(),
            before: items.range(..opened.node).next_back().map(|(at, _)| link(*at)),
            after: items.range(opened.node + 1..).next().map(|(at, _)| link(*at)),
            narrative: told.narrative,
            problems: told.problems_and_needs,
            entries,
            judged,
            wrong,
            frame,
        })
    }
}

/// What the form of the workspace sends.
#[derive(Clone, Deserialize)]
pub(crate) struct MarkForm {
    level: Option<String>,
    justification: String,
    strengths: String,
    connective: String,
    recommendation: String,
    mark_version: i32,
    suggestion_version: i32,
}

pub(crate) async fn give(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<MarkForm>,
) -> Answer {
    let (name, node) = path.name()?;
    let stored = app::instrument::of_form(&web.app, name.year, &name.instrument).await?;
    let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let suggestion = [&form.strengths, &form.connective, &form.recommendation].map(|text| lines(text));
    let typed = Judged {
        level: form.level.as_deref().and_then(|level| stored.instrument.bands.parse_level(level)),
        justification: lines(&form.justification),
        suggestion: suggestion.clone(),
        versions: Versions { mark: form.mark_version, suggestion: form.suggestion_version },
    };
    let Some(level) = typed.level else {
        let words = frame.t("mark-level-choose");
        let page = ItemPage::new(&web, frame, &visitor, &name, &node, Some((typed, words))).await?;
        return page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    // Without a word there is no suggestion, only the connective that the form came with.
    let says = !suggestion[0].is_empty() || !suggestion[2].is_empty();
    let judgement =
        Judgement { level, justification: typed.justification.clone(), suggestion: says.then_some(suggestion) };
    let (versions, person, report, item) = (typed.versions, visitor.clone(), name.clone(), node.clone());
    let given = web.act(async move |web: Web| {
        app::mark::give(&web.app, person.actor(), &report, &item, &judgement, versions).await
    });
    let (status, words) = match given.await {
        Ok(Given::Done { is_marked: true, .. }) => return Ok(Redirect::to("/marking").into_response()),
        Ok(Given::Done { .. }) => {
            let items = app::mark::judged(&web.app, visitor.actor(), &name).await?;
            let behind = stored.instrument.position(node.as_str()).map_or(0, |at| at + 1);
            let next = items.iter().find(|(_, item)| item.level.is_none()).or_else(|| items.range(behind..).next());
            let next = next.map_or(&node, |(at, _)| &stored.instrument.nodes()[*at].code);
            return Ok(Redirect::to(&format!("/marking{}", item_href(&name, next.as_str()))).into_response());
        }
        Ok(Given::MarkConflict(_) | Given::SuggestionConflict(_)) => {
            (StatusCode::CONFLICT, frame.language.fault(&Fault::new("changed-meanwhile")))
        }
        Err(error @ app::AppError::Refused(_)) => (StatusCode::UNPROCESSABLE_ENTITY, error.words(frame.language)),
        Err(error) => return Err(error.into()),
    };
    let page = ItemPage::new(&web, frame, &visitor, &name, &node, Some((typed, words))).await?;
    page::show_as(status, &page)
}
