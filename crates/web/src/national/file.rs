//! The tables of the picture as files.

use app::national::{Picture, Which};
use app::table::{Holds, Table};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use domain::national::{Tally, percent};
use domain::office::OfficeKind;

use super::compare::{CompareChoice, table as comparison};
use super::list::{ListChoice, heading, office_name};
use super::reflection::table as reflection;
use super::view::shown;
use super::{Choice, region_names, region_number, region_title, title};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::self_report::title_of;
use crate::table;
use crate::visitor::Visitor;
use crate::web::Web;

/// Offices read at a time for a file.
const PAGE: u32 = 1000;

/// A table of the picture: "regions.csv".
pub(crate) async fn table(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<CompareChoice>,
) -> Answer {
    let (name, ending) = name.rsplit_once('.').ok_or(Failure::NotFound)?;
    table::format(ending)?;
    if name == "compare" {
        let (actor, asked_for) = (visitor.actor(), asked.choice.asked()?);
        let found = app::national::compare(&web.app, actor, &asked_for, &asked.offices()?).await?;
        return table::send(name, ending, &comparison(&frame, &found));
    }
    if name == "reflection" {
        let found = app::national::reflection(&web.app, visitor.actor(), &asked.choice.asked()?).await?;
        return table::send(name, ending, &reflection(&frame, &found));
    }
    let picture = app::national::picture(&web.app, visitor.actor(), &asked.choice.asked()?).await?;
    let table = picture.and_then(|picture| of(&frame, &picture, name)).ok_or(Failure::NotFound)?;
    table::send(&format!("national-{name}"), ending, &table)
}

/// The picture on one page.
pub(crate) async fn picture(State(web): State<Web>, visitor: Visitor, Query(choice): Query<Choice>) -> Answer {
    let asked = choice.asked()?;
    let made = web.act(async move |web: Web| {
        app::document::picture::picture(&web.app, web.engine.get()?, visitor.actor(), &asked, web.demo).await
    });
    let (file, pdf) = made.await?;
    let disposition = format!("attachment; filename=\"{file}\"");
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], pdf)
        .into_response())
}

/// All offices of a list.
pub(crate) async fn list(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(ending): Path<String>,
    Query(asked): Query<ListChoice>,
) -> Answer {
    table::format(&ending)?;
    let (which, asked) = (asked.which()?, asked.choice.asked()?);
    let mut page = app::Page::first(PAGE);
    let mut table = Table::default();
    loop {
        let found = app::national::offices(&web.app, visitor.actor(), (&asked, &which), &page).await?;
        if table.columns.is_empty() {
            table.title_lines = vec![heading(&frame, &which, &found), title(&frame, &found.subject)];
            table.column(frame.t("national-code"), Holds::Text, 9);
            table.column(frame.t("screening-office"), Holds::Text, 34);
            table.column(frame.t("progress-region"), Holds::Count, 10);
            table.column(frame.t("national-kinds"), Holds::Text, 12);
            match which {
                Which::Scored { .. } => {
                    table.column(frame.t("national-mean-short"), Holds::Number(2), 10);
                    table.column(frame.t("national-level"), Holds::Count, 8);
                }
                Which::Reported { .. } => {
                    table.column(frame.t("report-item-state"), Holds::Text, 20);
                    table.column(frame.t("report-late"), Holds::Text, 12);
                }
            }
        }
        for each in &found.offices {
            let office = &each.office;
            let mut row = vec![
                office.code.to_string(),
                office_name(&frame, office),
                office.region.to_string(),
                frame.t1("national-kind", "kind", office.kind),
            ];
            row.extend(each.score.iter().flat_map(|(mean, level)| [mean.to_string(), level.to_string()]));
            let late = |late: bool| if late { frame.t("report-late") } else { String::new() };
            row.extend(each.report.iter().flat_map(|(state, is)| [frame.report_state(*state).words, late(*is)]));
            table.rows.push(row);
        }
        match found.next {
            Some(key) => page = app::Page::after(key, PAGE),
            None => return table::send("offices", &ending, &table),
        }
    }
}

/// The table of a name; none where there is no such table.
fn of(frame: &Frame, picture: &Picture, name: &str) -> Option<Table> {
    let subject = &picture.subject;
    let instrument = subject.instrument();
    let digits = u8::try_from(instrument.scoring.decimals).unwrap_or(2);
    let key = match name {
        "rounds" => "national-rounds",
        "regions" => "national-regions",
        "levels" => "national-levels",
        "provinces" => "national-provinces",
        "trend" => "national-trend",
        "heat" => "national-heat",
        "indicators" => "national-indicators",
        "distances" => "national-distances",
        "agreement" => "national-agreement",
        _ => return None,
    };
    let mut table = Table { title_lines: vec![frame.t(key), title(frame, subject)], ..Table::default() };
    let levels = |table: &mut Table| {
        for band in instrument.bands.iter() {
            let words = frame.level(instrument, band.level);
            table.column(format!("{} {}", words.number, words.name), Holds::Count, 12);
        }
    };
    let spread = |tally: &Tally| -> Vec<String> {
        instrument.bands.iter().map(|band| tally.at(band.level).to_string()).collect()
    };
    let mean = |table: &mut Table| table.column(frame.t("national-mean-short"), Holds::Number(digits), 10);
    let of_region = |number: u16| picture.by_region.get(&number).cloned().unwrap_or_default();
    match name {
        "rounds" => {
            table.column(frame.t("home-instrument"), Holds::Text, 12);
            table.column(frame.t("national-round"), Holds::Text, 14);
            for head in ["national-reports", "national-sent", "national-late", "national-waiting", "national-marked"] {
                table.column(frame.t(head), Holds::Count, 12);
            }
            for (round, sent) in subject.rounds.iter().zip(&picture.sent) {
                let counts = [sent.all, sent.sent, sent.late, sent.waiting(), sent.marked];
                let mut row = vec![round.instrument.to_string(), round.code.to_string()];
                row.extend(counts.iter().map(ToString::to_string));
                table.rows.push(row);
            }
        }
        "regions" => {
            table.column(frame.t("progress-region"), Holds::Text, 12);
            table.column(frame.t("national-provinces"), Holds::Text, 48);
            table.column(frame.t("national-reports"), Holds::Count, 10);
            table.column(frame.t("national-sent"), Holds::Count, 10);
            table.column(frame.t("national-late"), Holds::Count, 10);
            levels(&mut table);
            mean(&mut table);
            for region in subject.shown_regions() {
                let sent = picture.sent_by_region.get(&region.number).copied().unwrap_or_default();
                let mut row = vec![region_number(frame, region), region_names(frame, region)];
                row.extend([sent.all, sent.sent, sent.late].iter().map(ToString::to_string));
                let tally = of_region(region.number);
                row.extend(spread(&tally));
                row.push(shown(instrument, &tally));
                table.rows.push(row);
            }
        }
        "levels" => {
            table.column(frame.t("national-group"), Holds::Text, 32);
            levels(&mut table);
            table.column(frame.t("national-incomplete"), Holds::Count, 12);
            mean(&mut table);
            let mut groups = vec![(frame.t("national-everybody"), picture.all.clone())];
            groups.extend(OfficeKind::ALL.into_iter().filter_map(|kind| {
                Some((frame.t1("national-kind", "kind", kind), picture.by_kind.get(&kind)?.clone()))
            }));
            let regions = subject.shown_regions();
            groups.extend(regions.map(|each| (region_title(frame, each), of_region(each.number))));
            for (group, tally) in groups {
                let mut row = vec![group];
                row.extend(spread(&tally));
                row.extend([tally.incomplete.to_string(), shown(instrument, &tally)]);
                table.rows.push(row);
            }
        }
        "provinces" => {
            table.column(frame.t("national-code"), Holds::Text, 8);
            table.column(frame.t("national-province"), Holds::Text, 24);
            table.column(frame.t("national-offices"), Holds::Count, 10);
            levels(&mut table);
            mean(&mut table);
            for (province, tally) in &picture.by_province {
                let name = if frame.is_thai() { &province.name_th } else { &province.name_en };
                let mut row = vec![province.code.clone(), name.clone(), tally.scored().to_string()];
                row.extend(spread(tally));
                row.push(shown(instrument, tally));
                table.rows.push(row);
            }
        }
        "trend" => {
            table.column(frame.t("home-instrument"), Holds::Text, 12);
            table.column(frame.t("home-year"), Holds::Count, 10);
            table.column(frame.t("national-round"), Holds::Text, 10);
            table.column(frame.t("national-offices"), Holds::Count, 10);
            mean(&mut table);
            table.column(frame.t("national-break-head"), Holds::Text, 48);
            for series in &picture.trend {
                for point in &series.points {
                    let broken = point.broken.map(|broken| frame.t1("national-break", "why", broken.as_str()));
                    table.rows.push(vec![
                        series.instrument.to_string(),
                        point.year.to_string(),
                        point.through.to_string(),
                        point.offices.to_string(),
                        point.mean.map(|mean| mean.to_string()).unwrap_or_default(),
                        broken.unwrap_or_default(),
                    ]);
                }
            }
        }
        "heat" => {
            table.column(frame.t("progress-region"), Holds::Text, 48);
            let columns = subject.indicators();
            for at in &columns {
                table.column(instrument.nodes()[*at].code.to_string(), Holds::Number(digits), 9);
            }
            mean(&mut table);
            for region in subject.shown_regions() {
                let mut row = vec![format!("{} {}", region_number(frame, region), region_names(frame, region))];
                let cell = |at: &usize| picture.heat.get(&(*at, region.number)).map(|tally| shown(instrument, tally));
                row.extend(columns.iter().map(|at| cell(at).unwrap_or_default()));
                row.push(shown(instrument, &of_region(region.number)));
                table.rows.push(row);
            }
        }
        "indicators" => {
            table.column(frame.t("national-code"), Holds::Text, 10);
            table.column(frame.t("national-indicator"), Holds::Text, 48);
            levels(&mut table);
            mean(&mut table);
            for at in subject.indicators() {
                let tally = picture.by_node.get(&at).cloned().unwrap_or_default();
                let node = &instrument.nodes()[at];
                let mut row = vec![node.code.to_string(), title_of(frame, node)];
                row.extend(spread(&tally));
                row.push(shown(instrument, &tally));
                table.rows.push(row);
            }
        }
        "agreement" => {
            table.column(frame.t("progress-region"), Holds::Text, 48);
            for head in ["agreement-pairs", "national-equal"] {
                table.column(frame.t(head), Holds::Count, 14);
            }
            table.column(frame.t("national-equal-share"), Holds::Number(1), 14);
            for region in subject.shown_regions() {
                let Some(pairs) = picture.agreement_by_region.get(&region.number) else { continue };
                table.rows.push(vec![
                    format!("{} {}", region_number(frame, region), region_names(frame, region)),
                    pairs.count().to_string(),
                    pairs.equal().to_string(),
                    percent(pairs.equal(), pairs.count()).unwrap_or_default(),
                ]);
            }
        }
        _ => {
            table.column(frame.t("national-code"), Holds::Text, 10);
            table.column(frame.t("national-item"), Holds::Text, 48);
            for head in ["national-below", "national-same", "national-above"] {
                table.column(frame.t(head), Holds::Count, 14);
            }
            for (at, counts) in &picture.distances {
                let node = &instrument.nodes()[*at];
                let mut row = vec![node.code.to_string(), title_of(frame, node)];
                row.extend(counts.iter().map(ToString::to_string));
                table.rows.push(row);
            }
        }
    }
    Some(table)
}
