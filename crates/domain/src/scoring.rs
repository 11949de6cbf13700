//! From marks to means, levels and an overall, with the reason for every number (docs/formats.md §2).
//!
//! Scoring is a pure function of an instrument and the marks of one office. It never fails: an absent mark is a finding in the
//! [`ScoreSheet`], and every mean can be opened to what was counted, what was left out and why.

mod engine;
mod json;
mod sheet;

pub use engine::Scorer;
pub use json::ScoreWriter;
pub use sheet::{NodeScore, Outcome, Reason, Score, ScoreSheet, TargetScore};

use crate::fiscal_year::RoundCode;
use crate::instrument::Instrument;
use crate::level::Level;
use crate::number::Decimal;

/// The marks of one office in one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeMarks {
    levels: Vec<Option<Level>>,
    values: Vec<(usize, RoundCode, Decimal)>,
}

impl OfficeMarks {
    /// No marks yet.
    pub fn new(instrument: &Instrument) -> OfficeMarks {
        OfficeMarks { levels: vec![None; instrument.nodes().len() * RoundCode::ALL.len()], values: Vec::new() }
    }

    /// Gives a node its level in a round.
    pub fn set_level(&mut self, node: usize, round: RoundCode, level: Level) {
        self.levels[node * RoundCode::ALL.len() + round.index()] = Some(level);
    }

    /// The level of a node in a round.
    pub fn level(&self, node: usize, round: RoundCode) -> Option<Level> {
        self.levels[node * RoundCode::ALL.len() + round.index()]
    }

    /// Gives a node its value in a round.
    pub fn set_value(&mut self, node: usize, round: RoundCode, value: Decimal) {
        self.values.retain(|(n, r, _)| (*n, *r) != (node, round));
        self.values.push((node, round, value));
    }

    /// The value of a node in the latest of the given rounds that has one.
    pub fn latest_value(&self, node: usize, rounds: &[RoundCode]) -> Option<Decimal> {
        self.values
            .iter()
            .filter(|(n, r, _)| *n == node && rounds.contains(r))
            .max_by_key(|(_, r, _)| *r)
            .map(|(_, _, v)| *v)
    }

    /// Takes over the marks of the same office from another part of a file.
    pub fn merge(&mut self, other: OfficeMarks) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            *self = other;
            return;
        }
        for (own, level) in self.levels.iter_mut().zip(other.levels) {
            *own = own.or(level);
        }
        self.values.extend(other.values);
    }

    /// Whether there is neither a level nor a value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.levels.iter().all(Option::is_none)
    }
}
