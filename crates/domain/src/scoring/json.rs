//! The JSON form of scores (docs/formats.md §4).
//!
//! Written by hand instead of through serde: the file of 30,000 offices is a quarter of a gigabyte, and nearly all of it is the same
//! few words around codes that are put into JSON once.

use super::{NodeScore, Reason, RoundLevels, ScoreSheet};
use crate::fiscal_year::RoundCode;
use crate::instrument::Instrument;
use crate::level::Level;
use crate::number::Decimal;
use crate::office::OfficeCode;

/// Writes the scores of offices on one instrument, one after the other, so that a file of any length can be written.
#[derive(Clone)]
pub struct ScoreWriter<'i> {
    instrument: &'i Instrument,
    /// The nodes' codes as JSON strings.
    codes: Vec<String>,
    /// What was written for leaves, [`PLACES`] for each node: thousands of offices have the same few marks at an item.
    leaves: Vec<Option<Box<Written>>>,
}

/// The object of a leaf, as written once.
#[derive(Clone)]
struct Written {
    of: Leaf,
    json: Vec<u8>,
}

/// Everything that the JSON of a leaf says. The exact mean is not in it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Leaf {
    marks: RoundLevels,
    reason: Option<Reason>,
    /// Units, digits and level.
    score: Option<(i128, u32, Level)>,
}

/// Places per node for what was written; marks that meet in a place take turns in it.
const PLACES: usize = 64;

impl<'i> ScoreWriter<'i> {
    /// Prepares to write.
    pub fn new(instrument: &'i Instrument) -> ScoreWriter<'i> {
        let codes: Vec<String> = instrument.nodes().iter().map(|node| quoted(node.code.as_str())).collect();
        ScoreWriter { instrument, leaves: vec![None; codes.len() * PLACES], codes }
    }

    /// The opening of a file, up to the first office.
    pub fn head(&self, through: RoundCode) -> String {
        let (code, year) = (quoted(self.instrument.code.as_str()), self.instrument.fiscal_year);
        format!("{{\"instrument\":{code},\"fiscal_year\":{year},\"through\":\"{through}\",\"offices\":[")
    }

    /// The end of a file.
    pub const TAIL: &'static str = "]}\n";

    /// Adds one office. Between two a file has a comma, which is the caller's to write.
    pub fn write(&mut self, office: &OfficeCode, sheet: &ScoreSheet, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"office\":");
        out.extend_from_slice(quoted(office.as_str()).as_bytes());
        out.extend_from_slice(b",\"nodes\":");
        list(out, sheet.nodes.iter().enumerate(), |out, (i, score)| match Leaf::of(score) {
            Some(leaf) => self.leaf(i, leaf, score, out),
            None => self.node(i, score, out),
        });
        out.extend_from_slice(b",\"overall\":");
        match &sheet.overall {
            Some(score) => {
                out.push(b'{');
                self.score(score, out);
            }
            None => out.extend_from_slice(NULL),
        }
        out.push(b'}');
    }

    fn leaf(&mut self, i: usize, leaf: Leaf, score: &NodeScore, out: &mut Vec<u8>) {
        let place = i * PLACES + leaf.marks.spread() % PLACES;
        if let Some(written) = &self.leaves[place]
            && written.of == leaf
        {
            out.extend_from_slice(&written.json);
            return;
        }
        let start = out.len();
        self.node(i, score, out);
        self.leaves[place] = Some(Box::new(Written { of: leaf, json: out[start..].to_vec() }));
    }

    fn node(&self, i: usize, score: &NodeScore, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"code\":");
        out.extend_from_slice(self.codes[i].as_bytes());
        out.push(b',');
        self.score(score, out);
    }

    /// The fields of a score and the brace that closes its object.
    fn score(&self, score: &NodeScore, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\"state\":\"");
        out.extend_from_slice(score.state().as_bytes());
        if let Some(reason) = score.reason() {
            out.extend_from_slice(b"\",\"reason\":\"");
            out.extend_from_slice(reason.as_str().as_bytes());
        }
        out.extend_from_slice(b"\",\"mean\":");
        let value = score.score();
        decimal(value.map(|s| s.shown), out);
        out.extend_from_slice(b",\"level\":");
        match value {
            Some(value) => value.level.write_to(out),
            None => out.extend_from_slice(NULL),
        }
        out.extend_from_slice(b",\"counted\":");
        list(out, &score.counted, |out, i| out.extend_from_slice(self.codes[*i].as_bytes()));
        out.extend_from_slice(b",\"left_out\":");
        list(out, &score.left_out, |out, (i, reason)| {
            out.extend_from_slice(b"{\"code\":");
            out.extend_from_slice(self.codes[*i].as_bytes());
            out.extend_from_slice(b",\"reason\":\"");
            out.extend_from_slice(reason.as_str().as_bytes());
            out.extend_from_slice(b"\"}");
        });
        if !score.blocked_by.is_empty() {
            out.extend_from_slice(b",\"blocked_by\":");
            list(out, &score.blocked_by, |out, i| out.extend_from_slice(self.codes[*i].as_bytes()));
        }
        if !score.marks.is_empty() {
            out.extend_from_slice(b",\"marks\":{");
            for (n, (round, level)) in score.marks.iter().enumerate() {
                out.extend_from_slice(if n == 0 { b"\"" } else { b",\"" });
                out.extend_from_slice(round.as_str().as_bytes());
                out.extend_from_slice(b"\":");
                level.write_to(out);
            }
            out.push(b'}');
        }
        if let Some(target) = &score.target {
            out.extend_from_slice(b",\"value\":");
            decimal(target.value, out);
            out.extend_from_slice(b",\"target\":");
            decimal(Some(target.target), out);
            let achieved: &[u8] = match target.achieved {
                Some(true) => b"true",
                Some(false) => b"false",
                None => NULL,
            };
            out.extend_from_slice(b",\"achieved\":");
            out.extend_from_slice(achieved);
        }
        out.push(b'}');
    }
}

impl Leaf {
    /// `None` for what has parts or a target.
    fn of(score: &NodeScore) -> Option<Leaf> {
        let has_parts = !(score.counted.is_empty() && score.left_out.is_empty() && score.blocked_by.is_empty());
        let own = score.score().map(|score| (score.shown.units(), score.shown.scale(), score.level));
        (!has_parts && score.target.is_none()).then(|| Leaf { marks: score.marks, reason: score.reason(), score: own })
    }
}

const NULL: &[u8] = b"null";

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn decimal(value: Option<Decimal>, out: &mut Vec<u8>) {
    match value {
        Some(value) => {
            out.push(b'"');
            value.write_to(out);
            out.push(b'"');
        }
        None => out.extend_from_slice(NULL),
    }
}

fn list<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'[');
    for (n, item) in items.into_iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(b']');
}
