//! The picture of all offices for the centre and executives, and of a region for its chair: what stands on it, the lists behind it, and
//! its tables as files. What is chosen stands in the address.

mod compare;
mod file;
mod list;
mod reflection;
mod view;

use std::fmt::Display;

use app::national::{Asked, Subject};
use axum::extract::{Query, State};
use domain::fiscal_year::FiscalYear;
use domain::office::OfficeKind;
use domain::region::Region;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, escape};
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

pub(crate) use compare::page as compare;
pub(crate) use file::{list as list_file, picture as picture_file, table as table_file};
pub(crate) use list::page as list;
pub(crate) use reflection::page as reflection;

/// What the address chooses; what is empty is left open.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
    instrument: Option<String>,
    round: Option<String>,
    region: Option<String>,
    kind: Option<String>,
}

/// A word of an address: nothing where it is empty, and no page where it means nothing.
fn read<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Failure> {
    match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => text.parse().map(Some).map_err(|_| Failure::NotFound),
        None => Ok(None),
    }
}

impl Choice {
    fn asked(&self) -> Result<Asked, Failure> {
        Ok(Asked {
            year: read::<FiscalYear>(self.year.as_deref())?,
            instrument: read(self.instrument.as_deref())?,
            round: read(self.round.as_deref())?,
            region: read(self.region.as_deref())?,
            kind: read(self.kind.as_deref())?,
        })
    }
}

/// What is chosen, as an address says it.
#[derive(Clone)]
struct Chosen(Vec<(&'static str, String)>);

impl Chosen {
    fn of(subject: &Subject) -> Chosen {
        let mut fields = vec![
            ("year", subject.year.to_string()),
            ("instrument", subject.instrument().code.to_string()),
            ("round", subject.round.to_string()),
        ];
        fields.extend(subject.among.region.map(|number| ("region", number.to_string())));
        fields.extend(subject.among.kind.map(|kind| ("kind", kind.to_string())));
        Chosen(fields)
    }

    /// Another value of a field.
    fn with(&self, name: &'static str, value: impl Display) -> Chosen {
        let mut fields = self.0.clone();
        fields.retain(|(field, _)| *field != name);
        fields.push((name, value.to_string()));
        Chosen(fields)
    }

    fn href(&self, path: &str) -> String {
        let fields: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        format!("{path}?{}", fields.join("&"))
    }
}

/// Something to choose.
struct Pick {
    value: String,
    words: String,
    chosen: bool,
}

/// The form above every page of the picture.
struct Filters {
    years: Vec<Pick>,
    instruments: Vec<Pick>,
    rounds: Vec<Pick>,
    kinds: Vec<Pick>,
    /// None where there is no choice.
    regions: Vec<Pick>,
    clear: String,
}

impl Filters {
    fn of(frame: &Frame, subject: &Subject, path: &str) -> Filters {
        let option = |value: String, words: String, chosen: bool| Pick { value, words, chosen };
        let years = subject.years.iter().map(|year| option(year.to_string(), year.to_string(), *year == subject.year));
        let mut codes: Vec<_> = subject.rounds.iter().map(|round| &round.instrument).collect();
        codes.dedup();
        let own = &subject.instrument().code;
        let instruments = codes.into_iter().map(|code| option(code.to_string(), code.to_string(), code == own));
        let of_instrument = subject.rounds.iter().filter(|round| round.instrument == *own).map(|round| round.code);
        let rounds = of_instrument.map(|code| {
            option(code.to_string(), frame.t1("national-months", "months", code.months()), code == subject.round)
        });
        let everything = |words: String, chosen: bool| option(String::new(), words, chosen);
        let kinds = OfficeKind::ALL.map(|kind| {
            option(kind.to_string(), frame.t1("national-kind", "kind", kind), subject.among.kind == Some(kind))
        });
        let all_kinds = everything(frame.t("national-all-kinds"), subject.among.kind.is_none());
        let named = |region: &Region| {
            let words = format!("{} {}", region_number(frame, region), region_names(frame, region));
            option(region.number.to_string(), words, subject.among.region == Some(region.number))
        };
        let mut regions: Vec<Pick> = Vec::new();
        if subject.reads_all {
            regions.push(everything(frame.t("progress-all-regions"), subject.among.region.is_none()));
        }
        if subject.reads_all || subject.regions.len() > 1 {
            regions.extend(subject.regions.iter().map(named));
        }
        Filters {
            years: years.collect(),
            instruments: instruments.collect(),
            rounds: rounds.collect(),
            kinds: std::iter::once(all_kinds).chain(kinds).collect(),
            regions,
            clear: path.to_owned(),
        }
    }
}

/// "7"; a word for the central region.
fn region_number(frame: &Frame, region: &Region) -> String {
    if region.number == 0 { frame.t("national-central") } else { region.number.to_string() }
}

/// "เขตตรวจราชการที่ 7"
fn region_title(frame: &Frame, region: &Region) -> String {
    if frame.is_thai() { region.name_th.clone() } else { frame.t1("round-region", "number", region.number) }
}

/// The provinces of a region.
fn region_names(frame: &Frame, region: &Region) -> String {
    let name = |province: &domain::region::Province| match frame.is_thai() {
        true => province.name_th.clone(),
        false => province.name_en.clone(),
    };
    let names: Vec<String> = region.provinces.iter().map(name).collect();
    if frame.is_thai() { names.join(" ") } else { names.join(", ") }
}

/// Instrument, round and year in words.
fn title(frame: &Frame, subject: &Subject) -> String {
    let round = frame.t2("report-round", "months", subject.round.months(), "year", subject.year);
    format!("{} {round}", subject.instrument().code)
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    match app::national::picture(&web.app, visitor.actor(), &choice.asked()?).await? {
        Some(picture) => {
            let now = web.app.clock().now();
            page::show(&view::page(frame, &visitor, &picture, now))
        }
        None => page::show(&view::Nothing { frame }),
    }
}
