//! Rounds: their calendar, moving them on, and who screens and marks in them.

use app::round::{self, RoundName};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::office::InstrumentCode;
use domain::opinion::Doubling;
use domain::policy::{Action, Entity, allows};
use domain::problem::Fault;
use domain::round::{Calendar, RoundState};
use domain::thai;
use domain::user::{Login, day};
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// The part of an address that names a round.
#[derive(Deserialize)]
pub(crate) struct RoundPath {
    year: String,
    instrument: String,
    round: String,
}

/// What names a round.
pub(crate) type Name = (FiscalYear, InstrumentCode, RoundCode);

impl RoundPath {
    pub(crate) fn name(&self) -> Result<Name, Failure> {
        let parse = || Some((self.year.parse().ok()?, self.instrument.parse().ok()?, self.round.parse().ok()?));
        parse().ok_or(Failure::NotFound)
    }
}

/// The year that was asked for, or the newest.
pub(crate) fn year_of(years: &[FiscalYear], asked: Option<&str>) -> Option<FiscalYear> {
    asked_of(years, asked).or(years.first().copied())
}

fn asked_of(years: &[FiscalYear], asked: Option<&str>) -> Option<FiscalYear> {
    asked.and_then(|year| year.parse().ok()).filter(|year| years.contains(year))
}

/// The year that was asked for, or the one that people work on.
pub(crate) async fn working_year(
    web: &Web,
    years: &[FiscalYear],
    asked: Option<&str>,
) -> Result<Option<FiscalYear>, Failure> {
    match asked_of(years, asked) {
        Some(year) => Ok(Some(year)),
        None => Ok(round::current_year(&web.app).await?),
    }
}

pub(crate) fn borrowed((year, code, round): &Name) -> RoundName<'_> {
    (*year, code, *round)
}

/// "SA รอบ 12 เดือน ปีงบประมาณ 2569"
pub(crate) fn round_title(frame: &Frame, (year, code, round): &Name) -> String {
    format!("{code} {}", frame.t2("report-round", "months", round.months(), "year", year))
}

struct TaskLine {
    words: String,
    user: i64,
    task: &'static str,
    region: String,
}

struct Line {
    href: String,
    id: String,
    title: String,
    state: Badge,
    version: i32,
    opens: String,
    due: String,
    closes: String,
    /// Whether the calendar can still be set.
    planning: bool,
    /// What moves it on: the verb of the address and its words.
    step: Option<(&'static str, String)>,
    /// Pages on which it goes on: address and words.
    pages: Vec<(String, String)>,
    tasks: Vec<TaskLine>,
    /// Which items two evaluators mark, and the version of that choice.
    doubling: Doubling,
    doubling_version: i32,
    /// Whether it can still be chosen.
    choosing: bool,
}

#[derive(Template)]
#[template(path = "round/page.html")]
struct RoundsPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    lines: Vec<Line>,
    manages: bool,
}

/// The year that is shown.
#[derive(Deserialize)]
pub(crate) struct Choice {
    pub(crate) year: Option<String>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let may = |action| allows(visitor.actor(), action, &Entity::System);
    let (manages, confirms) = (may(Action::RoundManage), may(Action::MarkConfirm));
    if !manages && !confirms {
        return Err(Failure::NotFound);
    }
    let years = round::years(&web.app).await?;
    let year = working_year(&web, &years, choice.year.as_deref()).await?;
    let mut lines = Vec::new();
    if let Some(year) = year {
        for (code, row) in round::list(&web.app, visitor.actor(), year).await? {
            let name = (year, code, row.key.round);
            let tasks = match manages {
                true => tasks(&web, &frame, &visitor, &name).await?,
                false => Vec::new(),
            };
            let doubling = app::opinion::doubling(&web.app, visitor.actor(), borrowed(&name)).await?;
            let day = |of: fn(Calendar) -> Date| row.round.calendar.map(of).map(|day| day_words(&frame, day));
            let state = row.round.state;
            let (class, icon) = match state {
                RoundState::Planned => ("st-mute", "calendar-days"),
                RoundState::Open => ("st-info", "lock-open"),
                RoundState::Closed => ("st-warn", "lock"),
                RoundState::Marking => ("st-info", "clipboard-check"),
                RoundState::Confirmed | RoundState::Published => ("st-ok", "circle-check"),
            };
            let verb = match state {
                RoundState::Planned if manages => Some("open"),
                RoundState::Open if manages => Some("close"),
                RoundState::Closed if manages => Some("begin-marking"),
                _ => None,
            };
            let at = |page: &str| format!("/rounds/{year}/{}/{}/{page}", name.1, name.2);
            let mut pages = match state {
                RoundState::Closed | RoundState::Marking => vec![(at("review"), frame.t("review-title"))],
                RoundState::Confirmed if manages => {
                    vec![(at("publish"), frame.t("publish-title")), (at("review"), frame.t("review-title"))]
                }
                RoundState::Confirmed => vec![(at("review"), frame.t("review-title"))],
                RoundState::Published => {
                    vec![(format!("/publications/{year}/{}/{}", name.1, name.2), frame.t("menu-publications"))]
                }
                RoundState::Planned | RoundState::Open => Vec::new(),
            };
            let (doubling, doubling_version) = (doubling.doubling, doubling.version);
            if manages {
                pages.push((at("work"), frame.t("workload-title")));
                let stored = app::instrument::of_form(&web.app, year, &name.1).await?;
                if domain::external::places(&stored.instrument).next().is_some() {
                    pages.push((format!("/external/{year}/{}", name.1), frame.t("external-title")));
                }
            }
            if doubling.percent() > 0 {
                pages.push((at("agreement"), frame.t("agreement-title")));
            }
            lines.push(Line {
                pages,
                doubling,
                doubling_version,
                choosing: manages && matches!(state, RoundState::Planned | RoundState::Open | RoundState::Closed),
                href: format!("/rounds/{year}/{}/{}", name.1, name.2),
                id: format!("{}-{}", name.1, name.2),
                title: round_title(&frame, &name),
                state: Badge { class, icon, words: frame.t1("round-state-words", "state", state.as_str()) },
                version: row.version,
                opens: day(|calendar| calendar.opens_on).unwrap_or_default(),
                due: day(|calendar| calendar.due_on).unwrap_or_default(),
                closes: day(|calendar| calendar.closes_on).unwrap_or_default(),
                planning: manages && matches!(state, RoundState::Planned | RoundState::Open),
                step: verb.map(|verb| (verb, frame.t1("round-step", "step", verb))),
                tasks,
            });
        }
    }
    let years = years.into_iter().map(|each| (each, Some(each) == year)).collect();
    page::show(&RoundsPage { frame, years, lines, manages })
}

async fn tasks(web: &Web, frame: &Frame, visitor: &Visitor, name: &Name) -> Result<Vec<TaskLine>, Failure> {
    let given = app::assignment::tasks(&web.app, visitor.actor(), borrowed(name)).await?;
    let names = app::user::names(&web.app, given.iter().map(|task| task.user)).await?;
    // Tasks on single offices or items come from elsewhere and are not this form's to show.
    let whole = given.into_iter().filter(|task| task.office.is_none() && task.node.is_none());
    let lines = whole.map(|task| {
        let person = names.get(&task.user).cloned().unwrap_or_default();
        let what = frame.t1("round-task", "task", task.task.as_str());
        let region = task.region.map(|number| frame.t1("round-region", "number", number)).unwrap_or_default();
        TaskLine {
            words: format!("{person} · {what} {region}"),
            user: task.user.0,
            task: task.task.as_str(),
            region: task.region.map(|number| number.to_string()).unwrap_or_default(),
        }
    });
    Ok(lines.collect())
}

/// A day as the form shows it and reads it back.
pub(crate) fn day_words(frame: &Frame, day: Date) -> String {
    if frame.is_thai() { thai::date_short(day) } else { day.to_string() }
}

pub(crate) fn day_of(text: &str) -> app::Result<Date> {
    let day = thai::parse_date(text).or_else(|| text.trim().parse().ok());
    Ok(day.ok_or_else(|| Fault::new("day-malformed").with("day", text))?)
}

/// Back to the round on the page of its year.
pub(crate) fn to_page((year, code, round): &Name) -> axum::response::Response {
    Redirect::to(&format!("/rounds?year={year}#{code}-{round}")).into_response()
}

/// What the form of the calendar sends.
#[derive(Deserialize)]
pub(crate) struct Days {
    opens: String,
    due: String,
    closes: String,
    version: i32,
}

pub(crate) async fn plan(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<Days>,
) -> Answer {
    let name = path.name()?;
    let back = name.clone();
    web.act(async move |web: Web| {
        let calendar = Calendar::new(day(&form.opens)?, day(&form.due)?, day(&form.closes)?)?;
        round::plan(&web.app, visitor.actor(), borrowed(&name), calendar, form.version).await
    })
    .await?;
    Ok(to_page(&back))
}

/// Moves a round on by the verb of the address.
pub(crate) async fn step(
    State(web): State<Web>,
    visitor: Visitor,
    Path((year, instrument, round, verb)): Path<(String, String, String, String)>,
) -> Answer {
    let name = RoundPath { year, instrument, round }.name()?;
    if !["open", "close", "begin-marking"].contains(&verb.as_str()) {
        return Err(Failure::NotFound);
    }
    let back = name.clone();
    web.act(async move |web: Web| {
        let (app, actor, name) = (&web.app, visitor.actor(), borrowed(&name));
        match verb.as_str() {
            "open" => round::open(app, actor, name).await.map(drop),
            "close" => round::close(app, actor, name).await,
            _ => round::begin_marking(app, actor, name).await,
        }
    })
    .await?;
    Ok(to_page(&back))
}

/// What the forms of the tasks send: a login for a new one, the person's number for one that is taken away.
#[derive(Deserialize)]
pub(crate) struct TaskForm {
    login: Option<String>,
    user: Option<i64>,
    task: String,
    region: String,
}

pub(crate) async fn task(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<TaskForm>,
) -> Answer {
    let name = path.name()?;
    let task = Task::from_word(&form.task).ok_or(Failure::NotFound)?;
    let back = name.clone();
    web.act(async move |web: Web| {
        let region = match form.region.trim() {
            "" => None,
            text => Some(
                thai::to_arabic_digits(text)
                    .parse()
                    .map_err(|_| Fault::new("region-malformed").with("region", text))?,
            ),
        };
        let (user, is_given) = match (form.user, form.login) {
            (Some(id), _) => (domain::id::UserId(id), false),
            (None, login) => {
                let login = Login::new(&login.unwrap_or_default())?;
                (app::user::find_by_login(&web.app, visitor.actor(), &login).await?.id, true)
            }
        };
        let assignment = Assignment { user, task, region, office: None, node: None };
        app::assignment::give_task(&web.app, visitor.actor(), borrowed(&name), &assignment, is_given).await
    })
    .await?;
    Ok(to_page(&back))
}
