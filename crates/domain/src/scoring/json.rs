//! The JSON and table form of scores (docs/formats.md §4).

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{NodeScore, ScoreSheet};
use crate::instrument::{Instrument, Mode};
use crate::office::OfficeCode;

/// The scores of one office, as they are written to a file.
pub struct OfficeResult<'a> {
    /// Instrument the places of the sheet refer to.
    pub instrument: &'a Instrument,
    /// Office.
    pub office: &'a OfficeCode,
    /// Scores.
    pub sheet: &'a ScoreSheet,
}

/// A whole score file: what comes before and after the offices, so that they can be written one by one.
pub struct ScoreFile;

impl ScoreFile {
    /// The opening of the file, up to the first office.
    pub fn head(instrument: &Instrument, through: crate::fiscal_year::RoundCode) -> String {
        let code = serde_json::Value::from(instrument.code.as_str());
        format!(
            "{{\"instrument\":{code},\"fiscal_year\":{},\"through\":\"{through}\",\"offices\":[",
            instrument.fiscal_year
        )
    }

    /// The end of the file.
    pub const TAIL: &'static str = "]}\n";
}

impl Serialize for OfficeResult<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("office", self.office.as_str())?;
        map.serialize_entry("nodes", &Nodes(self))?;
        map.serialize_entry(
            "overall",
            &self.sheet.overall.as_ref().map(|score| Entry { of: self, node: None, score }),
        )?;
        map.end()
    }
}

struct Nodes<'a, 'b>(&'b OfficeResult<'a>);

impl Serialize for Nodes<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.sheet.nodes.len()))?;
        for (i, score) in self.0.sheet.nodes.iter().enumerate() {
            seq.serialize_element(&Entry { of: self.0, node: Some(i), score })?;
        }
        seq.end()
    }
}

/// A node, or the overall when `node` is `None`.
struct Entry<'a, 'b> {
    of: &'b OfficeResult<'a>,
    node: Option<usize>,
    score: &'b NodeScore,
}

impl Serialize for Entry<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let nodes = self.of.instrument.nodes();
        let score = self.score;
        let mut map = serializer.serialize_map(None)?;
        if let Some(i) = self.node {
            map.serialize_entry("code", nodes[i].code.as_str())?;
        }
        map.serialize_entry("state", score.state())?;
        if let Some(reason) = score.reason() {
            map.serialize_entry("reason", reason.as_str())?;
        }
        let value = score.score();
        map.serialize_entry("mean", &value.map(|s| s.shown))?;
        map.serialize_entry("level", &value.map(|s| s.level))?;
        map.serialize_entry("counted", &Codes(self.of.instrument, &score.counted))?;
        map.serialize_entry("left_out", &LeftOut(self.of.instrument, score))?;
        if !score.blocked_by.is_empty() {
            map.serialize_entry("blocked_by", &Codes(self.of.instrument, &score.blocked_by))?;
        }
        if !score.marks.is_empty() {
            map.serialize_entry("marks", &Marks(score))?;
        }
        if self.node.is_some_and(|i| nodes[i].mode == Mode::Target)
            && let Some(target) = &score.target
        {
            map.serialize_entry("value", &target.value)?;
            map.serialize_entry("target", &target.target)?;
            map.serialize_entry("achieved", &target.achieved)?;
        }
        map.end()
    }
}

struct Codes<'a>(&'a Instrument, &'a [usize]);

impl Serialize for Codes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|i| self.0.nodes()[*i].code.as_str()))
    }
}

struct LeftOut<'a>(&'a Instrument, &'a NodeScore);

impl Serialize for LeftOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Item<'a> {
            code: &'a str,
            reason: &'static str,
        }
        let item = |(i, reason): &(usize, super::Reason)| Item {
            code: self.0.nodes()[*i].code.as_str(),
            reason: reason.as_str(),
        };
        serializer.collect_seq(self.1.left_out.iter().map(item))
    }
}

struct Marks<'a>(&'a NodeScore);

impl Serialize for Marks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.marks.iter().map(|(round, level)| (round.as_str(), level)))
    }
}
