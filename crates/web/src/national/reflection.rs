//! The page of the reflection: levels of the first round, and how they changed by the last.

use app::national::{Reflection, Standing};
use app::table::{Holds, Table};
use askama::Template;
use axum::extract::{Query, State};
use domain::instrument::Instrument;
use domain::national::Tally;
use domain::number::Fraction;
use domain::office::OfficeKind;

use super::view::{Part, bar, shown};
use super::{Choice, Chosen, Filters, region_names, region_number, title};
use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// A group of offices in both rounds.
struct Line {
    name: String,
    is_total: bool,
    first: Vec<Part>,
    last: Vec<Part>,
    counts: Vec<i64>,
    mean: String,
    then: String,
    /// Whether it rose, fell or stayed, and by how much.
    change: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "national/reflection.html")]
struct ReflectionPage {
    frame: Frame,
    filters: Filters,
    back: String,
    title: String,
    months: u8,
    last: Option<u8>,
    key: Vec<LevelWords>,
    groups: Vec<Line>,
    nodes: Vec<Line>,
    xlsx: String,
    csv: String,
}

fn change(instrument: &Instrument, before: &Tally, after: Option<&Tally>) -> Option<(&'static str, String)> {
    let apart = after?.mean()?.plus(&before.mean()?.times(&Fraction::whole(-1)));
    let digits = instrument.scoring.decimals;
    let shown = apart.round_half_up(digits);
    Some(match shown.units() {
        0 => ("same", shown.to_string()),
        1.. => ("up", format!("+{shown}")),
        _ => ("down", format!("−{}", apart.times(&Fraction::whole(-1)).round_half_up(digits))),
    })
}

fn line(instrument: &Instrument, (name, is_total): (String, bool), first: &Tally, last: Option<&Tally>) -> Line {
    Line {
        name,
        is_total,
        first: bar(instrument, first),
        last: last.map(|last| bar(instrument, last)).unwrap_or_default(),
        counts: instrument.bands.iter().map(|band| first.at(band.level)).collect(),
        mean: shown(instrument, first),
        then: last.map(|last| shown(instrument, last)).unwrap_or_default(),
        change: change(instrument, first, last),
    }
}

/// Both rounds by group, and by indicator.
fn lines(frame: &Frame, found: &Reflection) -> (Vec<Line>, Vec<Line>) {
    let (subject, instrument) = (&found.subject, found.subject.instrument());
    let nothing = Tally::default();
    let last = found.last.as_ref().map(|(_, last)| last);
    let of = |name: (String, bool), pick: &dyn Fn(&Standing) -> Option<Tally>| {
        let first = pick(&found.first).unwrap_or_else(|| nothing.clone());
        let then = last.map(|last| pick(last).unwrap_or_else(|| nothing.clone()));
        line(instrument, name, &first, then.as_ref())
    };
    let mut groups = vec![of((frame.t("national-everybody"), true), &|standing| Some(standing.all.clone()))];
    for kind in OfficeKind::ALL.into_iter().filter(|_| subject.among.kind.is_none()) {
        let name = frame.t1("national-kind", "kind", kind);
        groups.push(of((name, true), &|standing| standing.by_kind.get(&kind).cloned()));
    }
    for region in subject.shown_regions() {
        let name = format!("{} {}", region_number(frame, region), region_names(frame, region));
        groups.push(of((name, false), &|standing| standing.by_region.get(&region.number).cloned()));
    }
    let node = |at: usize| {
        let node = &instrument.nodes()[at];
        let name = format!("{} {}", node.code, title_of(frame, node));
        of((name, false), &|standing| standing.by_node.get(&at).cloned())
    };
    (groups, subject.indicators().into_iter().map(node).collect())
}

/// The same as a table of a file.
pub(super) fn table(frame: &Frame, found: &Reflection) -> Table {
    let instrument = found.subject.instrument();
    let digits = u8::try_from(instrument.scoring.decimals).unwrap_or(2);
    let mut table =
        Table { title_lines: vec![frame.t("reflection-title"), title(frame, &found.subject)], ..Table::default() };
    table.column(frame.t("national-group"), Holds::Text, 48);
    for band in instrument.bands.iter() {
        let words = frame.level(instrument, band.level);
        table.column(format!("{} {}", words.number, words.name), Holds::Count, 12);
    }
    table.column(frame.t1("reflection-mean", "months", found.subject.round.months()), Holds::Number(digits), 14);
    if let Some((last, _)) = &found.last {
        table.column(frame.t1("reflection-mean", "months", last.months()), Holds::Number(digits), 14);
    }
    let (groups, nodes) = lines(frame, found);
    for line in groups.into_iter().chain(nodes) {
        let mut row = vec![line.name];
        row.extend(line.counts.iter().map(ToString::to_string));
        row.push(line.mean);
        row.extend(found.last.iter().map(|_| line.then.clone()));
        table.rows.push(row);
    }
    table
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let found = app::national::reflection(&web.app, visitor.actor(), &choice.asked()?).await?;
    let chosen = Chosen::of(&found.subject);
    let (groups, nodes) = lines(&frame, &found);
    let instrument = found.subject.instrument();
    page::show(&ReflectionPage {
        filters: Filters::of(&frame, &found.subject, "/national/reflection"),
        back: chosen.href("/national"),
        title: title(&frame, &found.subject),
        months: found.subject.round.months(),
        last: found.last.as_ref().map(|(last, _)| last.months()),
        key: instrument.bands.iter().map(|band| frame.level(instrument, band.level)).collect(),
        groups,
        nodes,
        xlsx: chosen.href("/national/tables/reflection.xlsx"),
        csv: chosen.href("/national/tables/reflection.csv"),
        frame,
    })
}
