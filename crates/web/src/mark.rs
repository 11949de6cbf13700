//! Marking: the accepted reports that wait, and the workspace in which their items are marked one after the other.

use app::answer::ItemForm;
use app::mark::{Given, Judged, Judgement, Versions};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect};
use domain::assignment::Task;
use domain::level::Level;
use domain::office::NodeCode;
use domain::opinion::Part;
use domain::policy::Role;
use domain::problem::Fault;
use domain::self_report::ReportState;
use serde::Deserialize;

use crate::answer::ItemPath;
use crate::attachment::File;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::mark_draft;
use crate::page;
use crate::phrase::{Group, groups};
use crate::queue::{self, Place, Queue, Waiting};
use crate::self_report::{ReportPath, item_href, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// The words that join strengths and recommendation in the documents of the administration.
pub(crate) const CONNECTIVE: &str = "ทั้งนี้";

#[derive(Template)]
#[template(path = "mark/queue.html")]
struct QueuePage {
    frame: Frame,
    waiting: Vec<Waiting>,
    /// The rounds that have more than is shown.
    more: Vec<(String, String)>,
    /// Whether it is the list of what is marked and can still be corrected.
    is_marked: bool,
}

/// Which reports are shown.
#[derive(Deserialize)]
pub(crate) struct Which {
    state: Option<String>,
    #[serde(flatten)]
    place: Place,
}

pub(crate) async fn queue(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(which): Query<Which>,
) -> Answer {
    if !visitor.actor().has(Role::Evaluator) {
        return Err(Failure::NotFound);
    }
    let is_marked = which.state.as_deref() == Some(ReportState::Marked.as_str());
    let state = if is_marked { ReportState::Marked } else { ReportState::Accepted };
    let Queue { waiting, more, .. } = queue::of(&web, &frame, &visitor, (Task::Mark, state), &which.place).await?;
    page::show(&QueuePage { frame, waiting, more, is_marked })
}

/// Goes on with the first item that has no mark yet.
pub(crate) async fn report(State(web): State<Web>, visitor: Visitor, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let opened = app::self_report::open(&web.app, visitor.actor(), &name).await?;
    let items = app::mark::judged(&web.app, visitor.actor(), &name).await?;
    let first = items.iter().find(|(_, item)| item.is_waiting()).or(items.iter().next());
    let (at, _) = first.ok_or(Failure::NotFound)?;
    let node = &opened.place.stored.instrument.nodes()[*at];
    Ok(Redirect::to(&format!("/marking{}", item_href(&name, node.code.as_str()))).into_response())
}

/// A level of the rubric to choose.
pub(crate) struct Step {
    pub(crate) level: u8,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
    /// Whether the office gave it to itself.
    pub(crate) own: bool,
}

/// The rubric of an item, the highest level first.
pub(crate) fn rubric(frame: &Frame, opened: &ItemForm, chosen: Option<Level>) -> Vec<Step> {
    let instrument = &opened.place.stored.instrument;
    let of = &instrument.nodes()[opened.node];
    let own = opened.row.as_ref().and_then(|row| row.item.answer.level);
    let steps = instrument.bands.iter().enumerate().map(|(i, band)| {
        let LevelWords { number, name } = frame.level(instrument, band.level);
        // The bands come from the highest, the rubric from the lowest.
        let words = of.rubric.len().checked_sub(i + 1).and_then(|i| of.rubric.get(i)).cloned();
        Step {
            level: number,
            words: words.unwrap_or_default(),
            chosen: chosen == Some(band.level),
            own: own == Some(band.level),
            name,
        }
    });
    steps.collect()
}

/// What an office told of an item, for whoever judges it.
pub(crate) struct Told {
    pub(crate) own: Option<LevelWords>,
    pub(crate) narrative: String,
    pub(crate) problems: String,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) evidence: Vec<File>,
}

impl Told {
    pub(crate) fn of(frame: &Frame, opened: &ItemForm, name: &ReportName) -> Told {
        let instrument = &opened.place.stored.instrument;
        let of = &instrument.nodes()[opened.node];
        let told = opened.row.as_ref().map(|row| row.item.answer.clone()).unwrap_or_default();
        let labels = |value: &str| {
            let measure = of.measures.iter().find(|measure| measure.name == value);
            measure.map_or_else(|| of.title_th.clone(), |measure| measure.label_th.clone())
        };
        let evidence = opened.evidence.iter().map(|cited| File::cited(frame, &name.office, cited));
        Told {
            own: told.level.map(|level| frame.level(instrument, level)),
            values: told.values.iter().map(|(name, value)| (labels(name), value.clone())).collect(),
            evidence: evidence.collect(),
            narrative: told.narrative,
            problems: told.problems_and_needs,
        }
    }
}

struct Entry {
    href: String,
    title: String,
    level: Option<u8>,
    /// Whether a level is still to be given by the reader.
    waits: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "mark/item.html")]
pub(crate) struct ItemPage {
    frame: Frame,
    action: String,
    office: String,
    round: String,
    title: String,
    entries: Vec<Entry>,
    done: usize,
    told: Told,
    rubric: Vec<Step>,
    judged: Judged,
    wrong: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// Whether nothing can be given here.
    sealed: bool,
    /// Whether the marks of the round are final.
    is_final: bool,
    /// Whether the report has all its marks, each of which can be corrected.
    is_marked: bool,
    /// Where it goes on from what is sealed.
    onward: String,
    phrases: Vec<Group>,
    /// What became of a click in the phrase bank.
    said: Option<String>,
    /// When the shown draft of the reader was kept, where it says something else than what is stored.
    draft: Option<String>,
    /// Whose unsaved words the browser may offer.
    owner: String,
    /// How far saving is, for the icon beside its words.
    saving: &'static str,
    /// How far saving is, in words.
    saved: String,
}

/// What a person typed and could not save yet.
pub(crate) struct Typed {
    pub(crate) judged: Judged,
    /// Why it could not be saved.
    pub(crate) wrong: Option<String>,
    /// What was done instead.
    pub(crate) said: Option<String>,
}

pub(crate) async fn item(State(web): State<Web>, frame: Frame, visitor: Visitor, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    page::show(&ItemPage::new(&web, frame, &visitor, &name, &node, None).await?)
}

impl ItemPage {
    /// The workspace with what is stored, or with what a person typed and could not save.
    pub(crate) async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        name: &ReportName,
        node: &NodeCode,
        typed: Option<Typed>,
    ) -> Result<ItemPage, Failure> {
        let opened = app::answer::form(&web.app, visitor.actor(), name, node).await?;
        let items = app::mark::judged(&web.app, visitor.actor(), name).await?;
        let instrument = &opened.place.stored.instrument;
        let stored = items.get(&opened.node).ok_or(Failure::NotFound)?;
        let mut draft = None;
        let (judged, wrong, said) = match typed {
            Some(Typed { judged, wrong, said }) if matches!(stored.part, Part::Alone | Part::Open) => {
                // After a refusal on the versions that are stored now: a second look decides.
                let versions = if wrong.is_some() { stored.versions } else { judged.versions };
                (Judged { versions, part: stored.part, ..judged }, wrong, said)
            }
            Some(Typed { wrong, said, .. }) => (stored.clone(), wrong, said),
            None if matches!(stored.part, Part::Alone | Part::Open) => {
                let found = app::mark_draft::find(&web.app, visitor.actor(), name, node).await?;
                let found = found.filter(|(typed, _)| !typed.is_same(stored));
                draft = found.as_ref().map(|(_, kept_at)| frame.moment(*kept_at));
                let judged = found.map(|(typed, _)| Judged { part: stored.part, ..typed });
                (judged.unwrap_or_else(|| stored.clone()), None, None)
            }
            None => (stored.clone(), None, None),
        };
        let (saving, saved) = match (&wrong, &draft, stored.level) {
            (Some(_), ..) => ("changed", frame.t("autosave-changed")),
            (None, Some(moment), _) => ("saved", format!("{} {moment}", frame.t("mark-draft-saved"))),
            (None, None, Some(level)) => ("saved", frame.t1("mark-given", "level", level.0)),
            (None, None, None) => ("none", frame.t("autosave-none")),
        };
        let phrases = app::phrase::list(&web.app, visitor.actor(), name, node).await?;
        let of = &instrument.nodes()[opened.node];
        let link = |at: usize| format!("/marking{}", item_href(name, instrument.nodes()[at].code.as_str()));
        let entries: Vec<Entry> = items
            .iter()
            .map(|(at, item)| Entry {
                href: link(*at),
                title: format!("{} {}", instrument.nodes()[*at].label_th, title_of(&frame, &instrument.nodes()[*at])),
                level: item.level.map(|level| level.0),
                waits: item.is_waiting(),
                current: *at == opened.node,
            })
            .collect();
        let state = opened.place.row.report.state;
        let is_final = domain::mark::check_open(opened.place.round, state).is_err();
        Ok(ItemPage {
            action: format!("/marking{}", item_href(name, node.as_str())),
            office: opened.place.office.short_name_th.clone(),
            round: format!("{} {}", name.instrument, round_words(&frame, name)),
            title: format!("{} {}", of.label_th, title_of(&frame, of)),
            done: entries.iter().filter(|entry| !entry.waits).count(),
            told: Told::of(&frame, &opened, name),
            rubric: rubric(&frame, &opened, judged.level),
            before: items.range(..opened.node).next_back().map(|(at, _)| link(*at)),
            after: items.range(opened.node + 1..).next().map(|(at, _)| link(*at)),
            sealed: is_final || matches!(judged.part, Part::Given | Part::Closed),
            is_marked: !is_final && state == ReportState::Marked,
            is_final,
            onward: items.range(opened.node + 1..).next().map_or_else(|| "/marking".to_owned(), |(at, _)| link(*at)),
            phrases: groups(&frame, instrument, phrases, judged.level),
            said,
            draft,
            owner: visitor.present.user.id.to_string(),
            saving,
            saved,
            entries,
            judged,
            wrong,
            frame,
        })
    }
}

fn refused(judged: Judged, words: String) -> Typed {
    Typed { judged, wrong: Some(words), said: None }
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
    /// Buttons of the phrase bank, of which one was clicked.
    pub(crate) insert: Option<i64>,
    pub(crate) keep: Option<String>,
    pub(crate) remove: Option<i64>,
}

impl MarkForm {
    /// What was typed. Whether the instrument has the level is asked where it is given.
    pub(crate) fn judged(&self) -> Judged {
        let lines = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        Judged {
            level: self.level.as_deref().and_then(|level| level.parse().ok()).map(Level),
            justification: lines(&self.justification),
            suggestion: [&self.strengths, &self.connective, &self.recommendation].map(|text| lines(text)),
            versions: Versions { mark: self.mark_version, suggestion: self.suggestion_version },
            part: Part::default(),
        }
    }
}

pub(crate) async fn give(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    headers: HeaderMap,
    Form(form): Form<MarkForm>,
) -> Answer {
    let (name, node) = path.name()?;
    let typed = form.judged();
    if headers.contains_key("x-autosave") {
        return mark_draft::keep(&web, &frame, &visitor, (&name, &node), &typed).await;
    }
    let Some(level) = typed.level else {
        let words = frame.t("mark-level-choose");
        let page = ItemPage::new(&web, frame, &visitor, &name, &node, Some(refused(typed, words))).await?;
        return page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    // Without a word there is no suggestion, only the connective that the form came with.
    let judgement = Judgement { level, justification: typed.justification.clone(), suggestion: typed.said().cloned() };
    let (versions, person, report, item) = (typed.versions, visitor.clone(), name.clone(), node.clone());
    let given = web.act(async move |web: Web| {
        app::mark::give(&web.app, person.actor(), &report, &item, &judgement, versions).await
    });
    let (status, words) = match given.await {
        Ok(Given::Done { is_marked: true, .. }) => return Ok(Redirect::to("/marking").into_response()),
        Ok(Given::Done { next, .. }) => {
            let next = next.unwrap_or(node);
            return Ok(Redirect::to(&format!("/marking{}", item_href(&name, next.as_str()))).into_response());
        }
        Ok(Given::MarkConflict(_) | Given::SuggestionConflict(_)) => {
            (StatusCode::CONFLICT, frame.language.fault(&Fault::new("changed-meanwhile")))
        }
        Err(error @ app::AppError::Refused(_)) => (StatusCode::UNPROCESSABLE_ENTITY, error.words(frame.language)),
        Err(error) => return Err(error.into()),
    };
    let page = ItemPage::new(&web, frame, &visitor, &name, &node, Some(refused(typed, words))).await?;
    page::show_as(status, &page)
}
