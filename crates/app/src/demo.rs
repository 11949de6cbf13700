//! The data of `emes demo`: four fiscal years of 245 offices from one seed, and the two results that were really published.
//!
//! Everything is a pure function of the seed. Each mark and each text draws from its own stream of chance, so an item that is added or
//! dropped leaves all others as they were. What is not in a [`PublishedResult`] is invented and must be shown as ข้อมูลจำลอง.

mod chance;
pub mod cycle;
pub mod load;
mod marks;
mod opinions;
pub mod people;
mod phrases;
mod shipped;
mod sizes;
mod suggestions;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use domain::fiscal_year::RoundCode;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::number::Decimal;
use domain::office::{NATIONAL, NodeCode, Office, OfficeCode};
use domain::phrase::PhraseBank;
use domain::publication::Suggestion;

use crate::office_file::shipped_offices;

pub use people::{ensure_demo_user, ensure_second_evaluator, people};
pub use shipped::{PHRASES, shipped_phrases};

/// Fiscal years that get invented marks. FY2564 holds only what was published of it.
pub const SIMULATED_YEARS: RangeInclusive<u16> = 2565..=2568;
/// The fiscal year in which the three offices below show what goes wrong.
pub const EVENTFUL_YEAR: u16 = 2568;
/// An office that is late: its QP marks of round 12 for the last items come only in [`DemoRecords::late`].
pub const LATE_OFFICE: &str = "P5801";
/// How many of the last items of the late office come late.
pub const LATE_ITEMS: usize = 5;
/// An office that stays incomplete: the evaluated SA item [`INCOMPLETE_NODE`] has no mark.
pub const INCOMPLETE_OFFICE: &str = "P9603";
/// The item without a mark.
pub const INCOMPLETE_NODE: &str = "S2.3";
/// An office whose level of the SA item [`CORRECTED_NODE`] is changed after publication.
pub const CORRECTED_OFFICE: &str = "S2200";
/// The item whose level is corrected.
pub const CORRECTED_NODE: &str = "S2.5";
/// Items that get no mark in a year though they are evaluated: AP14 was printed blank in every public result of FY2566.
pub const LEFT_BLANK: (u16, &str) = (2566, "AP14");

/// The demonstration that a seed makes.
#[derive(Clone, Debug)]
pub struct DemoPlan {
    seed: u64,
    offices: Vec<Office>,
    bank: PhraseBank,
    instruments: Vec<DemoInstrument>,
}

/// An instrument of the demonstration.
#[derive(Clone, Debug)]
pub struct DemoInstrument {
    /// The instrument.
    pub instrument: Instrument,
    /// Its file.
    pub source: &'static str,
    /// Whether the instrument itself is invented; its marks are, wherever they are not published.
    pub simulated: bool,
    /// The one really published result of this instrument, if there is one.
    pub published: Option<PublishedResult>,
}

/// A result that was really published.
#[derive(Clone, Debug)]
pub struct PublishedResult {
    /// Whose.
    pub office: OfficeCode,
    /// Where it was published, as it is printed.
    pub source_th: &'static str,
    /// Its marks.
    pub marks: Vec<DemoMark>,
    /// Its suggestions, word by word.
    pub suggestions: Vec<Suggestion>,
}

/// Whose mark it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DemoHolder {
    /// An office.
    Office(OfficeCode),
    /// The whole administration.
    National,
}

impl DemoHolder {
    /// The code that stands in a marks file.
    pub fn as_str(&self) -> &str {
        match self {
            DemoHolder::Office(code) => code.as_str(),
            DemoHolder::National => NATIONAL,
        }
    }
}

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMark {
    /// Whose.
    pub holder: DemoHolder,
    /// Node.
    pub node: NodeCode,
    /// Round.
    pub round: RoundCode,
    /// Level, where the node takes one.
    pub level: Option<Level>,
    /// Value, where the node is compared with a target.
    pub value: Option<Decimal>,
    /// Remark; mostly empty.
    pub note: String,
}

impl DemoMark {
    /// The cells of a marks file, in the order of [`domain::mark::COLUMNS`].
    pub fn cells(&self) -> [String; 6] {
        [
            self.holder.as_str().to_owned(),
            self.node.to_string(),
            self.round.to_string(),
            self.level.map_or_else(String::new, |l| l.to_string()),
            self.value.map_or_else(String::new, |v| v.to_string()),
            self.note.clone(),
        ]
    }
}

/// A suggestion for an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSuggestion {
    /// Whose.
    pub office: OfficeCode,
    /// The item and the texts.
    pub suggestion: Suggestion,
}

/// A level changed after publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoCorrection {
    /// Whose.
    pub office: OfficeCode,
    /// Item.
    pub node: NodeCode,
    /// Round.
    pub round: RoundCode,
    /// Level as first published.
    pub from: Level,
    /// Level after the correction.
    pub to: Level,
    /// Why.
    pub reason_th: &'static str,
}

/// Marks and suggestions that come in together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoDelivery {
    /// Marks, by office in list order; national values first.
    pub marks: Vec<DemoMark>,
    /// Suggestions, likewise.
    pub suggestions: Vec<DemoSuggestion>,
}

/// All that comes in for an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoRecords {
    /// What is there at the deadline.
    pub on_time: DemoDelivery,
    /// What comes after it.
    pub late: DemoDelivery,
    /// What is corrected after publication.
    pub corrections: Vec<DemoCorrection>,
}

impl DemoPlan {
    /// The demonstration of a seed.
    pub fn new(seed: u64) -> DemoPlan {
        let bank = shipped_phrases();
        let instruments = shipped::instruments(&bank);
        DemoPlan { seed, offices: shipped_offices(), bank, instruments }
    }

    /// All offices.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// Instruments by fiscal year, in the order QP, AP, SA.
    pub fn instruments(&self) -> &[DemoInstrument] {
        &self.instruments
    }

    /// The instrument of a year.
    pub fn instrument(&self, code: &str, fiscal_year: u16) -> Option<&DemoInstrument> {
        self.instruments
            .iter()
            .find(|i| i.instrument.code.as_str() == code && i.instrument.fiscal_year.number() == fiscal_year)
    }

    /// Offices that have a result in an instrument: all, or only the one that was really published.
    pub fn offices_in<'p>(&'p self, of: &'p DemoInstrument) -> impl Iterator<Item = &'p Office> {
        let simulated = SIMULATED_YEARS.contains(&of.instrument.fiscal_year.number());
        self.offices.iter().filter(move |o| simulated || of.is_published_for(&o.code))
    }

    /// Everything that comes in for an instrument.
    pub fn records(&self, of: &DemoInstrument) -> DemoRecords {
        let mut records = DemoRecords { corrections: self.corrections(of), ..DemoRecords::default() };
        for mark in self.marks(of) {
            let delivery = if is_late(of, &mark) { &mut records.late } else { &mut records.on_time };
            delivery.marks.push(mark);
        }
        for suggestion in self.suggestions(of, [&records.on_time.marks, &records.late.marks]) {
            let waits =
                |m: &DemoMark| m.holder.as_str() == suggestion.office.as_str() && m.node == suggestion.suggestion.node;
            let delivery = if records.late.marks.iter().any(waits) { &mut records.late } else { &mut records.on_time };
            delivery.suggestions.push(suggestion);
        }
        records
    }

    fn corrections(&self, of: &DemoInstrument) -> Vec<DemoCorrection> {
        if !of.is("SA", EVENTFUL_YEAR) {
            return Vec::new();
        }
        let code = |text: &str| OfficeCode::new(text).expect("the constants are codes of offices");
        vec![DemoCorrection {
            office: code(CORRECTED_OFFICE),
            node: NodeCode::new(CORRECTED_NODE).expect("the constants are codes of nodes"),
            round: RoundCode::R12,
            from: marks::BEFORE_CORRECTION,
            to: marks::AFTER_CORRECTION,
            reason_th: "สำนักงานเขตพื้นที่การศึกษาขอทบทวนผล พบว่าหลักฐานการนิเทศที่ส่งภายในกำหนดถูกบันทึกไว้ใต้ตัวบ่งชี้อื่น คณะผู้ประเมินพิจารณาแล้วเห็นควรปรับระดับคุณภาพ",
        }]
    }
}

impl DemoInstrument {
    /// Whether it is this instrument of this year.
    pub fn is(&self, code: &str, fiscal_year: u16) -> bool {
        self.instrument.code.as_str() == code && self.instrument.fiscal_year.number() == fiscal_year
    }

    /// Whether an office's result is the really published one.
    pub fn is_published_for(&self, office: &OfficeCode) -> bool {
        self.published.as_ref().is_some_and(|p| p.office == *office)
    }
}

/// Whether a mark comes after the deadline.
fn is_late(of: &DemoInstrument, mark: &DemoMark) -> bool {
    if !of.is("QP", EVENTFUL_YEAR) || mark.holder.as_str() != LATE_OFFICE || mark.round != RoundCode::R12 {
        return false;
    }
    let scored = of.instrument.nodes().iter().rev().filter(|n| n.takes_level());
    scored.take(LATE_ITEMS).any(|n| n.code == mark.node)
}
