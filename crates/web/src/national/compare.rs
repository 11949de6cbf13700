//! Offices beside each other, and beside their region and kind.

use app::national::{Comparison, Side};
use app::table::{Holds, Table};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use domain::office::{Office, OfficeCode};
use serde::Deserialize;

use super::list::office_name;
use super::{Choice, Chosen, title};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;

/// Which offices are compared.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct CompareChoice {
    #[serde(flatten)]
    pub(super) choice: Choice,
    office: Option<String>,
    with: Option<String>,
}

impl CompareChoice {
    /// What was typed in each field, without those left empty.
    fn typed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [("office", &self.office), ("with", &self.with)].into_iter();
        fields.filter_map(|(name, typed)| Some((name, typed.as_deref()?.trim()))).filter(|(_, typed)| !typed.is_empty())
    }

    /// The offices by their codes, as they stand in the addresses of files.
    pub(super) fn offices(&self) -> Result<Vec<OfficeCode>, Failure> {
        self.typed()
            .map(|(_, code)| OfficeCode::new(&code.to_ascii_uppercase()).map_err(|_| Failure::NotFound))
            .collect()
    }
}

/// Words that are the name of no single office.
struct Unclear {
    typed: String,
    /// Offices that may be meant: their names, and the comparison with them.
    meant: Vec<(String, String)>,
    is_cut: bool,
}

struct Row {
    code: String,
    title: String,
    depth: usize,
    /// Whether it is an axis of the drawing.
    is_axis: bool,
    is_overall: bool,
    means: Vec<Option<String>>,
}

#[derive(Template)]
#[template(path = "national/compare.html")]
struct ComparePage {
    frame: Frame,
    back: String,
    title: String,
    hidden: Vec<(&'static str, String)>,
    first: String,
    second: String,
    unclear: Vec<Unclear>,
    sides: Vec<String>,
    rows: Vec<Row>,
    lowest: u8,
    highest: u8,
    xlsx: String,
    csv: String,
}

fn side(frame: &Frame, side: &Side) -> String {
    match side {
        Side::Office(office) => office_name(frame, office),
        Side::Region(number) => frame.t1("national-mean-of-region", "number", number),
        Side::Kind(kind) => frame.t1("national-mean-of-kind", "kind", kind),
    }
}

fn rows(frame: &Frame, found: &Comparison) -> Vec<Row> {
    let instrument = found.subject.instrument();
    let indicators = found.subject.indicators();
    let row = |(i, at): (usize, &Option<usize>)| {
        let means = found.sides.iter().map(|(_, means)| means[i].map(|(mean, _)| mean.to_string())).collect();
        match at {
            Some(at) => Row {
                code: instrument.nodes()[*at].code.to_string(),
                title: format!("{} {}", instrument.nodes()[*at].code, title_of(frame, &instrument.nodes()[*at])),
                depth: instrument.depth(*at),
                is_axis: indicators.contains(at),
                is_overall: false,
                means,
            },
            None => Row {
                code: String::new(),
                title: frame.t("national-overall"),
                depth: 0,
                is_axis: false,
                is_overall: true,
                means,
            },
        }
    };
    found.nodes.iter().enumerate().map(row).collect()
}

/// The comparison as a table of a file.
pub(super) fn table(frame: &Frame, found: &Comparison) -> Table {
    let digits = u8::try_from(found.subject.instrument().scoring.decimals).unwrap_or(2);
    let mut table =
        Table { title_lines: vec![frame.t("national-beside"), title(frame, &found.subject)], ..Table::default() };
    table.column(frame.t("national-item"), Holds::Text, 48);
    for (each, _) in &found.sides {
        table.column(side(frame, each), Holds::Number(digits), 20);
    }
    for row in rows(frame, found) {
        let means = row.means.into_iter().map(Option::unwrap_or_default);
        table.rows.push(std::iter::once(row.title).chain(means).collect());
    }
    table
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(asked): Query<CompareChoice>,
) -> Answer {
    let choice = asked.choice.asked()?;
    let mut named: Vec<(&'static str, &str, Vec<Office>)> = Vec::new();
    for (name, typed) in asked.typed() {
        named.push((name, typed, app::national::search(&web.app, visitor.actor(), &choice, typed).await?));
    }
    let is_clear = named.iter().all(|(_, _, offices)| offices.len() == 1);
    let codes: Vec<OfficeCode> =
        named.iter().filter(|_| is_clear).map(|(_, _, offices)| offices[0].code.clone()).collect();
    let found = app::national::compare(&web.app, visitor.actor(), &choice, &codes).await?;
    let chosen = Chosen::of(&found.subject);
    // What is clear stands in the addresses by its code, the rest as it was typed.
    let written = |(name, typed, offices): &(&'static str, &str, Vec<Office>)| match &offices[..] {
        [one] => (*name, one.code.to_string()),
        _ => (*name, (*typed).to_owned()),
    };
    let fields: Vec<(&'static str, String)> = named.iter().map(written).collect();
    let same = fields.iter().fold(chosen.clone(), |all, (name, value)| all.with(name, value));
    let unclear = |(name, typed, offices): &(&'static str, &str, Vec<Office>)| Unclear {
        typed: (*typed).to_owned(),
        meant: offices
            .iter()
            .map(|office| (office_name(&frame, office), same.with(name, &office.code).href("/national/compare")))
            .collect(),
        is_cut: offices.len() == app::national::FOUND as usize,
    };
    let unclear: Vec<Unclear> = named.iter().filter(|(_, _, offices)| offices.len() != 1).map(unclear).collect();
    let status = match named.iter().any(|(_, _, offices)| offices.is_empty()) {
        true => StatusCode::NOT_FOUND,
        false => StatusCode::OK,
    };
    let value = |name: &str| {
        fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let bands = &found.subject.instrument().bands;
    page::show_as(
        status,
        &ComparePage {
            back: chosen.href("/national"),
            title: title(&frame, &found.subject),
            hidden: chosen.0.clone(),
            first: value("office"),
            second: value("with"),
            unclear,
            sides: found.sides.iter().map(|(each, _)| side(&frame, each)).collect(),
            rows: rows(&frame, &found),
            lowest: bands.lowest().0,
            highest: bands.highest().0,
            xlsx: same.href("/national/tables/compare.xlsx"),
            csv: same.href("/national/tables/compare.csv"),
            frame,
        },
    )
}
