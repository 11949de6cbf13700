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

/// The levels of one node by round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundLevels([Option<Level>; RoundCode::ALL.len()]);

impl RoundLevels {
    /// No level in any round.
    pub(crate) const NONE: RoundLevels = RoundLevels([None; RoundCode::ALL.len()]);

    /// The level of a round.
    pub fn get(self, round: RoundCode) -> Option<Level> {
        self.0[round.index()]
    }

    /// The rounds that have a level, in order, with it.
    pub fn iter(self) -> impl Iterator<Item = (RoundCode, Level)> {
        RoundCode::ALL.into_iter().zip(self.0).filter_map(|(round, level)| Some((round, level?)))
    }

    /// Whether no round has a level.
    pub fn is_empty(self) -> bool {
        self == RoundLevels::NONE
    }

    /// Only these rounds.
    pub(crate) fn of_rounds(self, rounds: &[RoundCode]) -> RoundLevels {
        let mut kept = RoundLevels::NONE;
        for round in rounds {
            kept.0[round.index()] = self.0[round.index()];
        }
        kept
    }

    /// A number that mostly differs where the levels do, in its lower bits too.
    pub(crate) fn spread(self) -> usize {
        self.0.iter().fold(0, |number, level| number * 7 + level.map_or(0, |level| usize::from(level.0) + 1))
    }
}

/// The marks of one office in one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeMarks {
    nodes: usize,
    /// By node; empty until the first level, because most of the marks that are read in parts belong to another part.
    levels: Vec<RoundLevels>,
    values: Vec<(usize, RoundCode, Decimal)>,
}

impl OfficeMarks {
    /// No marks yet.
    pub fn new(instrument: &Instrument) -> OfficeMarks {
        OfficeMarks { nodes: instrument.nodes().len(), levels: Vec::new(), values: Vec::new() }
    }

    /// Gives a node its level in a round.
    pub fn set_level(&mut self, node: usize, round: RoundCode, level: Level) {
        if self.levels.is_empty() {
            self.levels.resize(self.nodes, RoundLevels::NONE);
        }
        self.levels[node].0[round.index()] = Some(level);
    }

    /// The levels of a node.
    pub fn levels(&self, node: usize) -> RoundLevels {
        self.levels.get(node).copied().unwrap_or_default()
    }

    /// The level of a node in a round.
    pub fn level(&self, node: usize, round: RoundCode) -> Option<Level> {
        self.levels(node).get(round)
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
        if self.levels.is_empty() {
            self.levels = other.levels;
        } else {
            for (own, levels) in self.levels.iter_mut().zip(other.levels) {
                own.0.iter_mut().zip(levels.0).for_each(|(own, level)| *own = own.or(level));
            }
        }
        self.values.extend(other.values);
    }

    /// Whether there is neither a level nor a value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.levels.is_empty()
    }
}
