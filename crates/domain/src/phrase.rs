//! The phrase bank: ready sentences for suggestions, by topic and by how well an item did.
//!
//! A suggestion reads strengths + connective + recommendation. A topic has sentences that open each half; continuations suit any topic
//! and follow them. Sentences may hold slots that are filled when they are used: "ในพื้นที่{area}".

pub mod kept;

use std::collections::{HashMap, HashSet};

use toml::de::DeTable;

use crate::level::{Bands, Level};
use crate::office::{InstrumentCode, NodeCode};
use crate::problem::{Fault, Problem};
use crate::thai;
use crate::toml_table::{Notes, Reader};

/// Version of the file format this program reads.
const FORMAT: i64 = 1;

/// How well an item did, as coarse as wording needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhraseBand {
    /// The lowest third of the levels: of five, 1 and 2.
    Low,
    /// The middle third: of five, 3 and 4.
    Mid,
    /// The highest third: of five, 5.
    High,
}

impl PhraseBand {
    /// All, lowest first.
    pub const ALL: [PhraseBand; 3] = [PhraseBand::Low, PhraseBand::Mid, PhraseBand::High];

    /// The band of a level among the levels an instrument has.
    pub fn of(level: Level, bands: &Bands) -> PhraseBand {
        let above_lowest = usize::from(level.0.saturating_sub(bands.lowest().0));
        PhraseBand::ALL[(above_lowest * PhraseBand::ALL.len() / bands.iter().len()).min(PhraseBand::ALL.len() - 1)]
    }

    /// "low", "mid" or "high", as in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            PhraseBand::Low => "low",
            PhraseBand::Mid => "mid",
            PhraseBand::High => "high",
        }
    }
}

/// A place in a sentence for something of the office at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The provinces served: "จังหวัดตราด".
    Area,
    /// A percentage of schools or learners: "92.40".
    Percent,
    /// A small number of times or groups.
    Count,
}

impl Slot {
    /// All.
    pub const ALL: [Slot; 3] = [Slot::Area, Slot::Percent, Slot::Count];

    /// How it is written in a sentence.
    pub const fn as_str(self) -> &'static str {
        match self {
            Slot::Area => "{area}",
            Slot::Percent => "{percent}",
            Slot::Count => "{count}",
        }
    }
}

/// A sentence with its slots filled, from the first to the last.
pub fn fill(sentence: &str, mut value: impl FnMut(Slot) -> String) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    let first =
        |rest: &str| Slot::ALL.into_iter().filter_map(|s| Some((rest.find(s.as_str())?, s))).min_by_key(|f| f.0);
    while let Some((at, slot)) = first(rest) {
        text.push_str(&rest[..at]);
        text.push_str(&value(slot));
        rest = &rest[at + slot.as_str().len()..];
    }
    text + rest
}

/// Sentences of one band.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases {
    /// จุดเด่น
    pub strengths: Vec<String>,
    /// ข้อเสนอแนะ
    pub recommendations: Vec<String>,
}

/// What the sentences of a topic are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// "safety"
    pub code: String,
    /// "ความปลอดภัย"
    pub title_th: String,
    /// Items it serves, with all below them: "SA:S3.4.P4".
    pub items: Vec<String>,
    phrases: [Phrases; 3],
}

impl Topic {
    /// Its sentences for items of a band.
    pub const fn phrases(&self, band: PhraseBand) -> &Phrases {
        &self.phrases[band as usize]
    }
}

/// All topics. Always valid: only the reader makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseBank {
    /// What joins strengths and recommendation; the usual one first.
    pub connectives: Vec<String>,
    /// Topics in file order.
    pub topics: Vec<Topic>,
    continuations: [Phrases; 3],
}

impl PhraseBank {
    /// Reads a phrase bank.
    ///
    /// # Errors
    /// Every problem of the file, in the order of their lines.
    pub fn parse(text: &str) -> Result<PhraseBank, Vec<Problem>> {
        let mut notes = Notes::new(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            notes.at(offset, "toml", Fault::new("instrument-syntax").with("error", error.message()));
        }
        if notes.problems.is_empty() {
            let mut root = Reader::new(&table, "phrases");
            root.offset = 0;
            let bank = PhraseReader::new(&mut notes).bank(&mut root);
            root.finish(&mut notes);
            if notes.problems.is_empty() {
                return Ok(bank);
            }
        }
        notes.problems.sort_by_key(|p| p.line);
        Err(notes.problems)
    }

    /// The topic of an item: the one that serves it or the nearest item above it by code.
    pub fn topic_of(&self, instrument: &InstrumentCode, node: &NodeCode) -> Option<&Topic> {
        let mut code = node.as_str();
        loop {
            let item = format!("{instrument}:{code}");
            if let Some(topic) = self.topics.iter().find(|t| t.items.contains(&item)) {
                return Some(topic);
            }
            code = code.rsplit_once('.')?.0;
        }
    }

    /// Sentences that go on after those of any topic.
    pub const fn continuations(&self, band: PhraseBand) -> &Phrases {
        &self.continuations[band as usize]
    }
}

/// Reads the file and remembers what must not stand in it twice.
struct PhraseReader<'n, 't> {
    notes: &'n mut Notes<'t>,
    topics: HashSet<String>,
    items: HashMap<String, String>,
    sentences: HashMap<String, u32>,
}

impl<'n, 't> PhraseReader<'n, 't> {
    fn new(notes: &'n mut Notes<'t>) -> PhraseReader<'n, 't> {
        PhraseReader { notes, topics: HashSet::new(), items: HashMap::new(), sentences: HashMap::new() }
    }

    fn bank(mut self, root: &mut Reader<'_, '_>) -> PhraseBank {
        match root.integer(self.notes, "format") {
            Some((FORMAT, _)) => {}
            Some((other, at)) => self.notes.at(at, "phrases", Fault::new("instrument-format").with("format", other)),
            None => root.missing(self.notes, "format"),
        }
        let connectives = self.sentences(root, "connectives");
        let topics = root.tables(self.notes, "topic");
        if topics.is_empty() {
            root.missing(self.notes, "[[topic]]");
        }
        let topics = topics.into_iter().map(|(table, offset)| self.topic(table, offset)).collect();
        let continuations = match root.table(self.notes, "continuation") {
            Some((table, offset)) => {
                let mut reader = Reader::of(table, offset, "continuation");
                let bands = self.bands(&mut reader);
                reader.finish(self.notes);
                bands
            }
            None => {
                root.missing(self.notes, "[continuation.low]");
                Default::default()
            }
        };
        PhraseBank { connectives, topics, continuations }
    }

    fn topic(&mut self, table: &DeTable<'_>, offset: usize) -> Topic {
        let mut reader = Reader::of(table, offset, "topic");
        let code = reader.required_text(self.notes, "code").unwrap_or_default();
        if !code.is_empty() {
            reader.place.clone_from(&code);
            if !self.topics.insert(code.clone()) {
                self.notes.at(offset, &code, Fault::new("phrase-topic-repeated").with("code", &code));
            }
        }
        let title_th = reader.required_text(self.notes, "title_th").unwrap_or_default();
        let mut items = Vec::new();
        for (item, at) in reader.texts(self.notes, "items").unwrap_or_default() {
            let well_formed =
                item.split_once(':').is_some_and(|(i, n)| InstrumentCode::new(i).is_ok() && NodeCode::new(n).is_ok());
            if !well_formed {
                self.notes.at(at, &reader.place, Fault::new("node-shared-evidence").with("text", &item));
            } else if let Some(other) = self.items.insert(item.clone(), code.clone()) {
                let fault = Fault::new("phrase-item-repeated").with("item", &item).with("topic", other);
                self.notes.at(at, &reader.place, fault);
            }
            items.push(item);
        }
        let phrases = self.bands(&mut reader);
        reader.finish(self.notes);
        Topic { code, title_th, items, phrases }
    }

    fn bands(&mut self, reader: &mut Reader<'_, '_>) -> [Phrases; 3] {
        PhraseBand::ALL.map(|band| {
            let Some((table, offset)) = reader.table(self.notes, band.as_str()) else {
                if reader.take(band.as_str()).is_none() {
                    reader.missing(self.notes, band.as_str());
                }
                return Phrases::default();
            };
            let mut reader = Reader::of(table, offset, format!("{}.{}", reader.place, band.as_str()));
            let strengths = self.sentences(&mut reader, "strengths");
            let recommendations = self.sentences(&mut reader, "recommendations");
            reader.finish(self.notes);
            Phrases { strengths, recommendations }
        })
    }

    fn sentences(&mut self, reader: &mut Reader<'_, '_>, key: &'static str) -> Vec<String> {
        let Some(texts) = reader.texts(self.notes, key) else {
            if reader.take(key).is_none() {
                reader.missing(self.notes, key);
            }
            return Vec::new();
        };
        if texts.is_empty() {
            self.notes.at(reader.offset, &reader.place, Fault::new("instrument-text-empty").with("key", key));
        }
        for (text, at) in &texts {
            for fault in self.faults(text, *at) {
                self.notes.at(*at, &reader.place, fault);
            }
        }
        texts.into_iter().map(|(text, _)| text).collect()
    }

    fn faults(&mut self, text: &str, at: usize) -> Vec<Fault> {
        let mut faults = Vec::new();
        if text.is_empty() {
            faults.push(Fault::new("cell-empty").with("column", "\"\""));
        }
        if let Some(line) = self.sentences.insert(text.to_owned(), self.notes.line(at)) {
            faults.push(Fault::new("phrase-repeated").with("line", line));
        }
        if let Some(offset) = thai::typing_slip(text) {
            let near: String = text[..offset].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
            faults.push(Fault::new("text-mistyped").with("near", near));
        }
        let bare = fill(text, |_| String::new());
        if bare.contains(['{', '}']) {
            let slots = Slot::ALL.map(Slot::as_str).join(" ");
            faults.push(Fault::new("phrase-slot-unknown").with("slots", slots));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::level::Band;
    use crate::number::Decimal;

    const SMALL: &str = r#"
format = 1
connectives = ["ทั้งนี้"]
[continuation]
low = { strengths = ["ก"], recommendations = ["ข"] }
mid = { strengths = ["ค"], recommendations = ["ง"] }
high = { strengths = ["จ"], recommendations = ["ฉ"] }
[[topic]]
code = "special"
title_th = "ความต้องการพิเศษ"
items = ["SA:S3.4.P4"]
[topic.low]
strengths = ["ในพื้นที่{area} ร้อยละ {percent} และร้อยละ {percent}"]
recommendations = ["ควร"]
[topic.mid]
strengths = ["มี"]
recommendations = ["ควรมี"]
[topic.high]
strengths = ["ดี"]
recommendations = ["ควรดี"]
"#;

    #[test]
    fn an_item_finds_the_topic_of_the_nearest_item_above() {
        let bank = PhraseBank::parse(SMALL).unwrap();
        let instrument = InstrumentCode::new("SA").unwrap();
        let topic = |node: &str| bank.topic_of(&instrument, &NodeCode::new(node).unwrap()).map(|t| t.code.as_str());
        assert_eq!(topic("S3.4.P4.1"), Some("special"));
        assert_eq!(topic("S3.4.P4"), Some("special"));
        assert_eq!(topic("S3.4.P5"), None);
        assert_eq!(bank.topics[0].phrases(PhraseBand::Low).recommendations, ["ควร"]);
        assert_eq!(bank.continuations(PhraseBand::High).strengths, ["จ"]);
    }

    #[test]
    fn levels_fall_into_thirds() {
        let bands = |highest: u8| {
            let of = |level| Band {
                level: Level(level),
                min: Decimal::new(i128::from(level), 0),
                name_th: level.to_string(),
                name_en: None,
            };
            Bands::new((1..=highest).rev().map(of).collect())
        };
        let thirds =
            |highest: u8| (1..=highest).map(|l| PhraseBand::of(Level(l), &bands(highest)) as usize).collect::<Vec<_>>();
        assert_eq!(thirds(5), [0, 0, 1, 1, 2]);
        assert_eq!(thirds(4), [0, 0, 1, 2]);
        assert_eq!(thirds(3), [0, 1, 2]);
    }

    #[test]
    fn each_slot_is_filled_on_its_own() {
        let mut next = 0;
        let text = fill(
            "ในพื้นที่{area} ร้อยละ {percent} และร้อยละ {percent}",
            |slot| {
                next += 1;
                if slot == Slot::Area { "จังหวัดตราด".to_owned() } else { next.to_string() }
            },
        );
        assert_eq!(text, "ในพื้นที่จังหวัดตราด ร้อยละ 2 และร้อยละ 3");
    }

    #[test]
    fn every_problem_is_told_with_its_line() {
        let broken = SMALL
            .replace("\"ควรมี\"", "\"ควร\"")
            .replace("{area}", "{place}")
            .replace("[\"มี\"]", "[\"เเผน\"]")
            .replace("SA:S3.4.P4", "S3.4.P4")
            .replace("code = \"special\"", "cod = \"special\"");
        let problems = PhraseBank::parse(&broken).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.line.unwrap(), p.fault.key)).collect();
        let expected = [
            (8, "instrument-key-missing"),
            (9, "instrument-key-unknown"),
            (11, "node-shared-evidence"),
            (13, "phrase-slot-unknown"),
            (16, "text-mistyped"),
            (17, "phrase-repeated"),
        ];
        assert_eq!(told, expected);
    }
}
