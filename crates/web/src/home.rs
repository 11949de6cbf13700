//! Where the day begins: for an office its reports with what there is to do, for everybody else the first page of their menu.

use app::home::HomeLine;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::self_report::{ItemState, ReportState};
use domain::todo::Todo;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::notice;
use crate::page;
use crate::round::working_year;
use crate::self_report::{href, item_href, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// What is shown of what there is to do; the rest stands in the reports.
const TODOS: usize = 6;
/// Notices shown.
const NEWS: u32 = 5;

/// The way in: whoever is signed in goes to the first page of their menu, everybody else to what is published.
pub(crate) async fn start(frame: Frame) -> Redirect {
    let to = match &frame.visitor {
        Some(_) => frame.menu().first().map_or("/me", |entry| entry.href),
        None => crate::public::START,
    };
    Redirect::to(to)
}

/// The year that is shown.
#[derive(Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
}

struct Line {
    href: String,
    title: String,
    round: String,
    state: Badge,
    done: i64,
    all: i64,
    /// "ส่งคืน 1 · ร่าง 2"
    parts: String,
    due: String,
    /// "เหลือ 4 วัน", and whether that is few.
    left: Option<(String, bool)>,
    deed: &'static str,
}

/// An item as a square.
struct Square {
    href: String,
    /// "4.3"
    number: String,
    class: &'static str,
    is_own: bool,
    state: Badge,
    title: String,
}

/// The report that is due next.
struct Hero {
    title: String,
    round: String,
    done: String,
    squares: Vec<Square>,
    /// States that occur, with how many items are in them.
    legend: Vec<(Badge, usize)>,
    has_own: bool,
    /// The first thing to do.
    deed: (String, String),
    all: (String, String),
    due: String,
    /// Days that are left, or over.
    days: Option<(i32, bool)>,
}

struct Task {
    href: String,
    icon: &'static str,
    class: &'static str,
    words: String,
    about: String,
}

#[derive(Template)]
#[template(path = "home/page.html")]
struct HomePage {
    frame: Frame,
    office: String,
    region: Option<u16>,
    years: Vec<(FiscalYear, bool)>,
    hero: Option<Hero>,
    tasks: Vec<Task>,
    /// All that there is to do.
    count: usize,
    /// Whether nothing was given yet to who works on what is given.
    awaits_items: bool,
    lines: Vec<Line>,
    news: Vec<notice::Line>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let Some(code) = visitor.office().cloned() else { return Ok(start(frame).await.into_response()) };
    let years = app::round::years(&web.app).await?;
    let first = app::Page::first(NEWS);
    let news = app::notice::list(&web.app, visitor.actor(), frame.language, &first).await?;
    let news = notice::lines(&frame, news);
    let Some(year) = working_year(&web, &years, choice.year.as_deref()).await? else {
        return page::show(&HomePage {
            frame,
            office: code.to_string(),
            region: None,
            years: Vec::new(),
            hero: None,
            tasks: Vec::new(),
            count: 0,
            awaits_items: false,
            lines: Vec::new(),
            news,
        });
    };
    let home = app::home::home(&web.app, visitor.actor(), &code, year).await?;
    let today = app::clock::bangkok_day(web.app.clock().now());
    let lines: Vec<Line> = home.lines.iter().map(|line| show(&frame, line, today)).collect();
    // What the person has to do something with, before what only goes on.
    let is_open = |line: &&HomeLine| is_open(line.progress.row.report.state);
    let nearest = home.lines.iter().filter(is_open).min_by_key(|line| (line.todos.is_empty(), line.due()));
    let hero = nearest.map(|line| hero(&frame, line, today));
    let mut found: Vec<(&HomeLine, &Todo)> =
        home.lines.iter().flat_map(|line| line.todos.iter().map(move |todo| (line, todo))).collect();
    found.sort_by_key(|(line, todo)| (matches!(todo, Todo::Give { .. } | Todo::Remind), line.due()));
    let count = found.len();
    let tasks = found.into_iter().take(TODOS).map(|(line, todo)| task(&frame, line, todo)).collect();
    let years = years.into_iter().map(|each| (each, each == year)).collect();
    let (region, awaits_items) = (Some(home.office.region), home.awaits_items);
    let office = if frame.is_thai() { home.office.name_th } else { home.office.name_en };
    page::show(&HomePage { frame, office, region, years, hero, tasks, count, awaits_items, lines, news })
}

fn is_open(state: ReportState) -> bool {
    matches!(state, ReportState::Drafting | ReportState::Submitted | ReportState::Returned)
}

/// Days until a day; negative when it is over.
fn days_to(day: jiff::civil::Date, today: jiff::civil::Date) -> i32 {
    today.until(day).map_or(0, |span| span.get_days())
}

fn show(frame: &Frame, line: &HomeLine, today: jiff::civil::Date) -> Line {
    let state = line.progress.row.report.state;
    let due = line.due();
    let left = due.filter(|_| is_open(state)).map(|day| match days_to(day, today) {
        days @ 0.. => (frame.t1("home-days-left", "days", days), days <= 7),
        days => (frame.t1("home-days-over", "days", -days), true),
    });
    let parts = legend(frame, line).into_iter().filter(|(_, state, _)| is_open_item(state));
    Line {
        href: href(&line.name),
        title: frame.title(&line.stored.instrument),
        round: round_words(frame, &line.name),
        state: frame.report_state(state),
        done: line.progress.complete,
        all: i64::from(line.progress.row.items),
        parts: parts.map(|(badge, _, count)| format!("{} {count}", badge.words)).collect::<Vec<_>>().join(" · "),
        due: due.map(|day| frame.date(day)).unwrap_or_default(),
        left,
        deed: if is_open(state) { "home-go-on" } else { "home-open" },
    }
}

/// Whether an item still has to be worked on.
fn is_open_item(state: &ItemState) -> bool {
    !matches!(state, ItemState::Complete | ItemState::Passed)
}

/// The states of a report's items with how many are in each, those that are done first.
fn legend(frame: &Frame, line: &HomeLine) -> Vec<(Badge, ItemState, usize)> {
    let states = [
        ItemState::Passed,
        ItemState::Complete,
        ItemState::Returned { reason: String::new() },
        ItemState::Draft,
        ItemState::Empty,
    ];
    let count = |state: &ItemState| line.items.iter().filter(|item| item.state.as_str() == state.as_str()).count();
    let counted = states.into_iter().map(|state| (frame.item_state(&state), count(&state), state));
    counted.filter(|(_, count, _)| *count > 0).map(|(badge, count, state)| (badge, state, count)).collect()
}

fn hero(frame: &Frame, line: &HomeLine, today: jiff::civil::Date) -> Hero {
    let instrument = &line.stored.instrument;
    let report = href(&line.name);
    let squares = line.items.iter().map(|item| {
        let node = &instrument.nodes()[item.node];
        Square {
            href: item_href(&line.name, node.code.as_str()),
            number: number_of(instrument, item.node),
            class: match item.state {
                ItemState::Empty => "s-todo",
                ItemState::Draft => "s-draft",
                ItemState::Complete | ItemState::Passed => "s-sent",
                ItemState::Returned { .. } => "s-back",
            },
            is_own: item.is_own,
            state: frame.item_state(&item.state),
            title: format!("{} {}", node.label_th, title_of(frame, node)),
        }
    });
    let all = line.progress.row.items;
    Hero {
        title: frame.title(instrument),
        round: round_words(frame, &line.name),
        done: frame.t2("home-done", "done", line.progress.complete, "all", all),
        squares: squares.collect(),
        legend: legend(frame, line).into_iter().map(|(badge, _, count)| (badge, count)).collect(),
        has_own: line.items.iter().any(|item| item.is_own),
        deed: match line.todos.first() {
            Some(todo) => (place(line, todo), frame.t(deed(todo))),
            None => (report.clone(), frame.t("home-go-on")),
        },
        all: (report, frame.t1("home-all-items", "count", all)),
        due: line.due().map(|day| frame.date(day)).unwrap_or_default(),
        days: line.due().map(|day| days_to(day, today)).map(|days| (days.abs(), days < 0)),
    }
}

/// The number of an item within its instrument: "4", "1.3" where it stands under another number.
pub(crate) fn number_of(instrument: &Instrument, node: usize) -> String {
    let mut path: Vec<usize> = instrument.path(node).collect();
    path.reverse();
    let mut parts: Vec<&str> = Vec::new();
    for at in path {
        let label = instrument.nodes()[at].label_th.as_str();
        let own = label.split_once("ที่ ").map_or(label, |(_, number)| number);
        // "4.1" under 4 is its first, not the fourth of the fourth.
        match parts.last().and_then(|last| own.strip_prefix(last)?.strip_prefix('.')) {
            Some(rest) => parts.push(rest),
            None => parts.push(own),
        }
    }
    parts.join(".")
}

/// Where something is done.
fn place(line: &HomeLine, todo: &Todo) -> String {
    let report = href(&line.name);
    let item = |node: usize| item_href(&line.name, line.stored.instrument.nodes()[node].code.as_str());
    match todo {
        Todo::Correct { node, .. } | Todo::GoOn { node, .. } => item(*node),
        Todo::Decide | Todo::CertifyAgain => format!("{report}#decision"),
        Todo::Give { .. } => format!("{report}?owner=none#items"),
        Todo::Submit | Todo::Remind => report,
    }
}

/// The words of a button that leads there.
fn deed(todo: &Todo) -> &'static str {
    match todo {
        Todo::Correct { .. } => "home-deed-correct",
        Todo::Decide | Todo::CertifyAgain => "home-deed-decide",
        Todo::Submit => "home-deed-submit",
        Todo::Give { .. } => "home-deed-give",
        Todo::GoOn { .. } | Todo::Remind => "home-go-on",
    }
}

fn task(frame: &Frame, line: &HomeLine, todo: &Todo) -> Task {
    let nodes = line.stored.instrument.nodes();
    let report = format!("{} {}", line.name.instrument, round_words(frame, &line.name));
    let due = line.due().map(|day| frame.t1("report-due", "day", frame.date(day))).unwrap_or_default();
    let with_due = |report: String| if due.is_empty() { report } else { format!("{report} · {due}") };
    let (icon, class, words, about) = match todo {
        Todo::Correct { node, reason } => {
            let words = frame.t1("todo-correct", "item", &nodes[*node].label_th);
            ("corner-up-left", "ic-warn", words, format!("{} · {reason}", line.name.instrument))
        }
        Todo::Decide => ("stamp", "ic-warn", frame.t("todo-decide"), with_due(report)),
        Todo::CertifyAgain => ("stamp", "ic-info", frame.t("todo-certify-again"), report),
        Todo::Submit => ("send", "ic-ok", frame.t("todo-submit"), with_due(report)),
        Todo::GoOn { count, .. } => ("pencil", "ic-info", frame.t1("todo-go-on", "count", count), with_due(report)),
        Todo::Give { count } => ("users", "ic-info", frame.t1("todo-give", "count", count), report),
        Todo::Remind => {
            let since = line.progress.row.report.submitted_at.map(|at| frame.moment(at)).unwrap_or_default();
            ("user", "ic-info", frame.t("todo-remind"), format!("{report} · {since}"))
        }
    };
    Task { href: place(line, todo), icon, class, words, about }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_numbered_by_its_way_from_the_top() {
        let of = |file: &str| {
            let instrument = domain::instrument::parse(file).unwrap();
            (0..instrument.nodes().len()).map(|node| number_of(&instrument, node)).collect::<Vec<_>>()
        };
        let qp = of(include_str!("../../../instruments/demo/qp-2568.toml"));
        assert_eq!((qp[0].as_str(), qp.last().unwrap().as_str()), ("1", "X2"));
        let sa = of(include_str!("../../../instruments/demo/sa-2568.toml"));
        for number in ["1", "1.3", "3.2.1", "3.4.4.1"] {
            assert!(sa.iter().any(|each| each == number), "{number} in {sa:?}");
        }
    }
}
