//! Where the day begins: for an office its reports and deadlines, for everybody else the first page of their menu.

use app::self_report::{self, HomeLine};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::self_report::ReportState;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::round::year_of;
use crate::self_report::{href, round_words};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

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
    due: String,
    /// "เหลือ 4 วัน", and whether that is few.
    left: Option<(String, bool)>,
    deed: &'static str,
}

#[derive(Template)]
#[template(path = "home/page.html")]
struct HomePage {
    frame: Frame,
    office: String,
    years: Vec<(FiscalYear, bool)>,
    nearest: Option<usize>,
    lines: Vec<Line>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let Some(code) = visitor.office().cloned() else { return Ok(start(frame).await.into_response()) };
    let years = app::round::years(&web.app).await?;
    let Some(year) = year_of(&years, choice.year.as_deref()) else {
        let office = code.to_string();
        return page::show(&HomePage { frame, office, years: Vec::new(), nearest: None, lines: Vec::new() });
    };
    let office = app::office::name(&web.app, &code, year).await?;
    let found = self_report::home(&web.app, visitor.actor(), &code, year).await?;
    let today = app::clock::bangkok_day(web.app.clock().now());
    let lines: Vec<Line> = found.iter().map(|line| show(&frame, line, today)).collect();
    let waits =
        |line: &HomeLine| matches!(line.progress.row.report.state, ReportState::Drafting | ReportState::Returned);
    let nearest = (0..found.len()).filter(|i| waits(&found[*i])).min_by_key(|i| found[*i].due());
    let years = years.into_iter().map(|each| (each, each == year)).collect();
    page::show(&HomePage { frame, office, years, nearest, lines })
}

fn show(frame: &Frame, line: &HomeLine, today: jiff::civil::Date) -> Line {
    let report = &line.progress.row.report;
    let due = line.due();
    let is_open = matches!(report.state, ReportState::Drafting | ReportState::Submitted | ReportState::Returned);
    let left = due.filter(|_| is_open).map(|day| {
        let days = today.until(day).map_or(0, |span| span.get_days());
        match days {
            0.. => (frame.t1("home-days-left", "days", days), days <= 7),
            _ => (frame.t1("home-days-over", "days", -days), true),
        }
    });
    Line {
        href: href(&line.name),
        title: line.title_th.clone(),
        round: round_words(frame, &line.name),
        state: frame.report_state(report.state),
        done: line.progress.complete,
        all: i64::from(line.progress.row.items),
        due: due.map(|day| frame.date(day)).unwrap_or_default(),
        left,
        deed: if is_open { "home-go-on" } else { "home-open" },
    }
}
