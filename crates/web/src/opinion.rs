//! Two evaluators on one item: choosing the share of a round, and the lead's work where they differ.

use app::answer::ItemForm;
use app::mark::Judgement;
use app::opinion::Dispute;
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::level::Level;
use domain::office::NodeCode;
use domain::policy::Role;
use domain::problem::Fault;
use domain::thai;
use serde::Deserialize;

use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::mark::{CONNECTIVE, Step, Told, rubric};
use crate::page;
use crate::round::{RoundPath, borrowed, to_page};
use crate::self_report::{item_href, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// Differences shown of one round.
const PAGE: u32 = 100;

/// What the form of the share sends.
#[derive(Deserialize)]
pub(crate) struct ShareForm {
    percent: String,
    version: i32,
}

pub(crate) async fn choose(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<ShareForm>,
) -> Answer {
    let name = path.name()?;
    let back = name.clone();
    web.act(async move |web: Web| {
        let percent = thai::to_arabic_digits(form.percent.trim());
        let percent = percent.parse().map_err(|_| Fault::new("doubling-percent").with("percent", &form.percent))?;
        app::opinion::choose(&web.app, visitor.actor(), borrowed(&name), percent, form.version).await
    })
    .await?;
    Ok(to_page(&back))
}

struct Line {
    href: String,
    office: String,
    item: String,
    since: String,
}

struct Group {
    title: String,
    lines: Vec<Line>,
    is_more: bool,
}

#[derive(Template)]
#[template(path = "opinion/waiting.html")]
struct WaitingPage {
    frame: Frame,
    groups: Vec<Group>,
}

/// The differences of the newest year that wait for the lead, round by round.
pub(crate) async fn waiting(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    if !visitor.actor().has(Role::LeadEvaluator) {
        return Err(Failure::NotFound);
    }
    let mut groups = Vec::new();
    if let Some(year) = app::round::current_year(&web.app).await? {
        // A handful of rounds.
        for (code, row) in app::round::list(&web.app, visitor.actor(), year).await? {
            let round = row.key.round;
            let found = app::opinion::waiting(&web.app, visitor.actor(), (year, &code, round), PAGE).await?;
            let lines = found.differences.iter().filter_map(|(office, row)| {
                let node = &found.stored.instrument.nodes()[found.stored.position(row.node_id)?];
                let name = ReportName { year, instrument: code.clone(), round, office: office.code.clone() };
                Some(Line {
                    href: format!("/reconciliation{}", item_href(&name, node.code.as_str())),
                    office: office.short_name_th.clone(),
                    item: format!("{} {}", node.label_th, title_of(&frame, node)),
                    since: frame.moment(row.opened_at),
                })
            });
            let lines: Vec<Line> = lines.collect();
            if !lines.is_empty() {
                let title = format!("{code} {}", frame.t2("report-round", "months", round.months(), "year", year));
                groups.push(Group { title, lines, is_more: found.is_more });
            }
        }
    }
    page::show(&WaitingPage { frame, groups })
}

/// An opinion as the lead reads it.
struct Voice {
    name: String,
    level: LevelWords,
    justification: String,
    suggestion: [String; 3],
}

#[derive(Template)]
#[template(path = "opinion/dispute.html")]
struct DisputePage {
    frame: Frame,
    action: String,
    office: String,
    round: String,
    title: String,
    told: Told,
    voices: Vec<Voice>,
    rubric: Vec<Step>,
    words: String,
    suggestion: [String; 3],
    decision: Option<(LevelWords, String)>,
    may_decide: bool,
    wrong: Option<String>,
}

pub(crate) async fn dispute(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
) -> Answer {
    let (name, node) = path.name()?;
    page::show(&DisputePage::new(&web, frame, &visitor, (&name, &node), None).await?)
}

/// What the form of a decision sends.
#[derive(Clone, Deserialize)]
pub(crate) struct DecisionForm {
    level: Option<String>,
    words: String,
    strengths: String,
    connective: String,
    recommendation: String,
}

impl DecisionForm {
    fn suggestion(&self) -> [String; 3] {
        [&self.strengths, &self.connective, &self.recommendation]
            .map(|text| text.replace("\r\n", "\n").trim().to_owned())
    }
}

impl DisputePage {
    /// The difference, with what a person typed and could not decide.
    async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        (name, node): (&ReportName, &NodeCode),
        refused: Option<(DecisionForm, String)>,
    ) -> Result<DisputePage, Failure> {
        let Dispute { opinions, decision, may_decide } =
            app::opinion::dispute(&web.app, visitor.actor(), name, node).await?;
        let opened: ItemForm = app::answer::form(&web.app, visitor.actor(), name, node).await?;
        let names = app::user::names(&web.app, opinions.iter().map(|opinion| opinion.user_id)).await?;
        let instrument = &opened.place.stored.instrument;
        let of = &instrument.nodes()[opened.node];
        // The earlier suggestion with words is what the lead begins with.
        let first = opinions.iter().map(|opinion| &opinion.suggestion).find(|s| !s[0].is_empty() || !s[2].is_empty());
        let typed = refused.as_ref().map(|(form, _)| form);
        let chosen = typed.and_then(|form| instrument.bands.parse_level(form.level.as_deref()?));
        let voices = opinions.iter().map(|opinion| Voice {
            name: names.get(&opinion.user_id).cloned().unwrap_or_default(),
            level: frame.level(instrument, opinion.level),
            justification: opinion.justification.clone(),
            suggestion: opinion.suggestion.clone(),
        });
        Ok(DisputePage {
            action: format!("/reconciliation{}", item_href(name, node.as_str())),
            office: opened.place.office.short_name_th.clone(),
            round: format!("{} {}", name.instrument, round_words(&frame, name)),
            title: format!("{} {}", of.label_th, title_of(&frame, of)),
            told: Told::of(&frame, &opened, name),
            voices: voices.collect(),
            rubric: rubric(&frame, &opened, chosen),
            words: typed.map(|form| form.words.clone()).unwrap_or_default(),
            suggestion: typed.map(DecisionForm::suggestion).or(first.cloned()).unwrap_or_default(),
            decision: decision.map(|decision| (frame.level(instrument, decision.level), decision.words)),
            wrong: refused.map(|(_, words)| words),
            may_decide,
            frame,
        })
    }
}

pub(crate) async fn decide(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    let (name, node) = path.name()?;
    let stored = app::instrument::of_form(&web.app, name.year, &name.instrument).await?;
    let level: Option<Level> = form.level.as_deref().and_then(|level| stored.instrument.bands.parse_level(level));
    let Some(level) = level else {
        let words = frame.t("mark-level-choose");
        let page = DisputePage::new(&web, frame, &visitor, (&name, &node), Some((form, words))).await?;
        return page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let suggestion = form.suggestion();
    // Without a word there is no suggestion, only the connective that the form came with.
    let says = !suggestion[0].is_empty() || !suggestion[2].is_empty();
    let judgement =
        Judgement { level, justification: form.words.replace("\r\n", "\n"), suggestion: says.then_some(suggestion) };
    let (person, report, item) = (visitor.clone(), name.clone(), node.clone());
    let decided =
        web.act(async move |web: Web| app::opinion::decide(&web.app, person.actor(), &report, &item, &judgement).await);
    match decided.await {
        Ok(()) => Ok(Redirect::to("/reconciliation").into_response()),
        Err(app::AppError::Refused(fault)) if fault.key != "not-found" => {
            let status = match fault.key {
                "changed-meanwhile" => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let words = frame.language.fault(&fault);
            let page = DisputePage::new(&web, frame, &visitor, (&name, &node), Some((form, words))).await?;
            page::show_as(status, &page)
        }
        Err(error) => Err(error.into()),
    }
}
