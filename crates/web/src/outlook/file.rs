//! The tables of the office's own view as files.

use app::outlook::{OfficeView, View};
use app::table::{Holds, Table};
use axum::extract::{Path, State};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Node;
use domain::number::Decimal;
use domain::office::OfficeCode;

use super::{STEPS, peers_words};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::self_report::title_of;
use crate::table;
use crate::visitor::Visitor;
use crate::web::Web;

/// A table of all instruments of the year: "years.csv", "steps.xlsx", "peers.csv".
pub(crate) async fn table(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((year, code, name)): Path<(String, String, String)>,
) -> Answer {
    let (Ok(year), Ok(code)) = (year.parse::<FiscalYear>(), code.parse::<OfficeCode>()) else {
        return Err(Failure::NotFound);
    };
    let (name, ending) = name.rsplit_once('.').ok_or(Failure::NotFound)?;
    table::format(ending)?;
    let found = app::outlook::of_office(&web.app, visitor.actor(), &code, year).await?;
    let table = of(&frame, &found, year, name).ok_or(Failure::NotFound)?;
    table::send(&format!("outlook-{code}-{year}-{name}"), ending, &table)
}

fn of(frame: &Frame, found: &OfficeView, year: FiscalYear, name: &str) -> Option<Table> {
    let key = match name {
        "years" => "outlook-years",
        "steps" => "outlook-raise",
        "peers" => "outlook-peers",
        _ => return None,
    };
    let office = if frame.is_thai() { &found.office.name_th } else { &found.office.name_en };
    let title_lines = vec![frame.t(key), office.clone(), frame.t1("home-year-of", "year", year)];
    let mut table = Table { title_lines, ..Table::default() };
    table.column(frame.t("home-instrument"), Holds::Text, 12);
    let digits = found.views.iter().map(|view| view.instrument.scoring.decimals).max().unwrap_or_default();
    let mean = Holds::Number(u8::try_from(digits).unwrap_or(2));
    match name {
        "years" => {
            table.column(frame.t("home-year"), Holds::Count, 12);
            table.column(frame.t("national-round"), Holds::Text, 10);
            table.column(frame.t("national-mean-short"), mean, 12);
            table.column(frame.t("outlook-level"), Holds::Count, 10);
            table.column(frame.t("national-break-head"), Holds::Text, 48);
            table.rows.extend(found.views.iter().flat_map(|view| years(frame, view)));
        }
        "steps" => {
            table.column(frame.t("national-code"), Holds::Text, 10);
            table.column(frame.t("national-item"), Holds::Text, 48);
            table.column(frame.t("outlook-level"), Holds::Count, 10);
            table.column(frame.t("outlook-one-more"), Holds::Count, 14);
            table.column(frame.t("outlook-then"), mean, 14);
            table.column(frame.t("outlook-level-then"), Holds::Count, 14);
            table.rows.extend(found.views.iter().flat_map(|view| steps(frame, view)));
            table.notes.push(frame.t("outlook-steps-words"));
        }
        _ => {
            table.column(frame.t("national-code"), Holds::Text, 10);
            table.column(frame.t("national-indicator"), Holds::Text, 48);
            table.column(found.office.short_name_th.clone(), mean, 14);
            table.column(frame.t("outlook-others"), mean, 14);
            table.rows.extend(found.views.iter().flat_map(|view| peers(frame, view)));
            let words = |view: &View| format!("{}: {}", view.instrument.code, peers_words(frame, view));
            table.notes.extend(found.views.iter().map(words));
        }
    }
    Some(table)
}

fn years(frame: &Frame, view: &View) -> impl Iterator<Item = Vec<String>> {
    view.points.iter().map(|point| {
        vec![
            view.instrument.code.to_string(),
            point.year.to_string(),
            point.through.to_string(),
            point.overall.as_ref().map(|score| score.shown.to_string()).unwrap_or_default(),
            point.overall.as_ref().map(|score| score.level.to_string()).unwrap_or_default(),
            point.broken.map(|broken| frame.t1("national-break", "why", broken.as_str())).unwrap_or_default(),
        ]
    })
}

fn steps(frame: &Frame, view: &View) -> impl Iterator<Item = Vec<String>> {
    let steps = view.outlook.iter().flat_map(|outlook| outlook.steps.iter().take(STEPS));
    steps.map(|step| {
        let node = &view.instrument.nodes()[step.node];
        let levels = [step.from.to_string(), step.to.to_string()];
        let then = [step.overall.shown.to_string(), step.overall.level.to_string()];
        named(frame, view, node).into_iter().chain(levels).chain(then).collect()
    })
}

fn peers(frame: &Frame, view: &View) -> impl Iterator<Item = Vec<String>> {
    let words = |mean: Option<Decimal>| mean.map(|mean| mean.to_string()).unwrap_or_default();
    view.beside.iter().map(move |beside| {
        let node = &view.instrument.nodes()[beside.node];
        named(frame, view, node).into_iter().chain([words(beside.own), words(beside.peers)]).collect()
    })
}

fn named(frame: &Frame, view: &View, node: &Node) -> [String; 3] {
    [view.instrument.code.to_string(), node.code.to_string(), title_of(frame, node)]
}
