//! Answers: what an office says at one item, how far that is complete, and how it differs from what was said before.
//!
//! What a person typed is kept as typed, also where it is not usable yet; [`Answer::check`] tells what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use icu::segmenter::WordSegmenter;
use icu::segmenter::options::WordBreakInvariantOptions;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::formula::Formula;
use crate::instrument::{Instrument, Measure, Mode};
use crate::level::Level;
use crate::number::{Decimal, Fraction};
use crate::problem::Fault;
use crate::thai;

/// The longest narrative, in letters as people count them.
pub const NARRATIVE_MAX: usize = 4000;

/// The name of the value that is compared with the target of an item.
pub const TARGET_VALUE: &str = "value";

/// What an office answers at an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// What was done and what came of it.
    pub narrative: String,
    /// Problems met and help needed.
    pub problems_and_needs: String,
    /// The level the office gives itself.
    pub level: Option<Level>,
    /// Levels of the rubric that the office says it fulfils.
    pub ticks: BTreeSet<Level>,
    /// Values by the name of the measure, as typed; the value compared with a target under [`TARGET_VALUE`].
    pub values: BTreeMap<String, String>,
    /// Why the level is not the one the ticks give.
    pub overrule_reason: String,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It may be right; someone should look.
    Warning,
    /// Something is missing yet.
    Incomplete,
    /// Something is wrong.
    Error,
}

/// What is to be said about an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// What it is.
    pub fault: Fault,
}

impl Finding {
    /// Whether the report cannot be handed on with it.
    pub fn blocks(&self) -> bool {
        self.severity > Severity::Warning
    }
}

/// What an answer is seen beside.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The answer of the round before.
    pub earlier: Option<&'a Answer>,
    /// How many files are cited as evidence.
    pub evidence: usize,
}

impl Answer {
    /// Whether nothing was written at all.
    pub fn is_empty(&self) -> bool {
        *self == Answer::default()
    }

    /// The level that the ticks give: the highest whose rubric and all below it are ticked.
    pub fn level_by_ticks(&self, instrument: &Instrument) -> Option<Level> {
        let rising = instrument.bands.iter().rev().map(|band| band.level);
        rising.take_while(|level| self.ticks.contains(level)).last()
    }

    /// A value as a number; `None` where it is absent or malformed.
    pub fn value(&self, name: &str) -> Option<Decimal> {
        number(self.values.get(name)?)
    }

    /// Everything that is to be said about the answer at an item, by its place in the instrument.
    pub fn check(&self, instrument: &Instrument, node: usize, beside: Beside<'_>) -> Vec<Finding> {
        let mut findings = Findings::default();
        let is_evaluated = instrument.nodes()[node].mode == Mode::Evaluated;
        self.check_words(beside.earlier, &mut findings);
        if is_evaluated {
            self.check_level(instrument, node, beside.earlier, &mut findings);
        }
        self.check_values(instrument, node, &mut findings);
        self.check_measures(&instrument.nodes()[node].measures, beside.earlier, &mut findings);
        if beside.evidence == 0 && is_evaluated {
            findings.warn(Fault::new("answer-evidence-missing"));
        }
        findings.0
    }

    fn check_words(&self, earlier: Option<&Answer>, findings: &mut Findings) {
        if self.narrative.trim().is_empty() {
            findings.miss(Fault::new("answer-narrative-missing"));
        }
        for text in [&self.narrative, &self.problems_and_needs] {
            // Counting letters is slow and a letter has at least one byte.
            let length = if text.len() > NARRATIVE_MAX { text.graphemes(true).count() } else { 0 };
            if length > NARRATIVE_MAX {
                findings.wrong(Fault::new("answer-too-long").with("length", length).with("most", NARRATIVE_MAX));
            }
        }
        let is_copy = |earlier: &Answer| earlier.narrative.trim() == self.narrative.trim();
        if !self.narrative.trim().is_empty() && earlier.is_some_and(is_copy) {
            findings.warn(Fault::new("answer-as-before"));
        }
    }

    fn check_level(&self, instrument: &Instrument, node: usize, earlier: Option<&Answer>, findings: &mut Findings) {
        let bands = &instrument.bands;
        let known = |level: &Level| bands.of_level(*level).is_some();
        for level in self.level.iter().chain(&self.ticks).filter(|level| !known(level)) {
            let fault = Fault::new("answer-level-unknown").with("level", level).with("lowest", bands.lowest());
            findings.wrong(fault.with("highest", bands.highest()));
        }
        let Some(level) = self.level else { return findings.miss(Fault::new("answer-level-missing")) };
        let has_rubric = !instrument.nodes()[node].rubric.is_empty();
        let by_ticks = self.level_by_ticks(instrument).filter(|_| has_rubric);
        if by_ticks.is_some_and(|by_ticks| by_ticks != level) && self.overrule_reason.trim().is_empty() {
            let given = by_ticks.map_or_else(String::new, |level| level.to_string());
            findings.wrong(Fault::new("answer-overruled").with("level", level).with("ticks", given));
        }
        if let Some(before) = earlier.and_then(|earlier| earlier.level)
            && before.0.abs_diff(level.0) >= 2
        {
            findings.warn(Fault::new("answer-level-jumps").with("level", level).with("before", before));
        }
    }

    fn check_values(&self, instrument: &Instrument, node: usize, findings: &mut Findings) {
        let node = &instrument.nodes()[node];
        // People know a value by its label, and the one compared with the target by that of its item.
        let typed = node.measures.iter().filter(|measure| measure.formula.is_none());
        let target = (node.mode == Mode::Target).then_some((TARGET_VALUE, &node.label_th));
        let wanted: Vec<(&str, &String)> =
            typed.map(|measure| (measure.name.as_str(), &measure.label_th)).chain(target).collect();
        for (name, label) in &wanted {
            match self.values.get(*name).map(|text| text.trim()) {
                None | Some("") => findings.miss(Fault::new("answer-value-missing").with("name", label)),
                Some(text) if number(text).is_none() => {
                    findings.wrong(Fault::new("answer-value-malformed").with("name", label).with("value", text));
                }
                Some(_) => {}
            }
        }
        for name in self.values.keys().filter(|name| !wanted.iter().any(|(wanted, _)| wanted == name)) {
            findings.wrong(Fault::new("answer-value-unknown").with("name", name));
        }
    }
}

impl Answer {
    /// The value of a measure: what was typed, or what its formula gives; `None` where something for it is missing.
    pub fn measure(&self, measure: &Measure) -> Option<Decimal> {
        let Some(formula) = &measure.formula else { return self.value(&measure.name) };
        let typed = |name: &str| self.value(name).map(Decimal::to_fraction);
        // Formulas give shares and rates; two digits are what documents show.
        Formula::parse(formula).ok()?.value(&typed)?.try_round_half_up(2)
    }

    /// A part that is larger than its whole is wrong; a change by more than half since the round before may be right.
    fn check_measures(&self, measures: &[Measure], earlier: Option<&Answer>, findings: &mut Findings) {
        for measure in measures {
            let Some(now) = self.measure(measure) else { continue };
            let whole = measure.part_of.as_ref().and_then(|name| measures.iter().find(|other| other.name == *name));
            if let Some(whole) = whole
                && self.measure(whole).is_some_and(|value| now > value)
            {
                let fault = Fault::new("answer-part-larger").with("part", &measure.label_th);
                findings.wrong(fault.with("whole", &whole.label_th));
            }
            let Some(before) = earlier.and_then(|earlier| earlier.measure(measure)) else { continue };
            let (half, minus) = (Fraction::new(1, 2), Fraction::whole(-1));
            let change = now.to_fraction().plus(&before.to_fraction().times(&minus));
            let most = before.to_fraction().times(&half);
            let magnitude = |value: &Fraction| value.clone().max(value.times(&minus));
            if !most.is_zero() && magnitude(&change) > magnitude(&most) {
                let fault = Fault::new("answer-value-jumps").with("name", &measure.label_th);
                findings.warn(fault.with("value", now).with("before", before));
            }
        }
    }
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn warn(&mut self, fault: Fault) {
        self.0.push(Finding { severity: Severity::Warning, fault });
    }

    fn miss(&mut self, fault: Fault) {
        self.0.push(Finding { severity: Severity::Incomplete, fault });
    }

    fn wrong(&mut self, fault: Fault) {
        self.0.push(Finding { severity: Severity::Error, fault });
    }
}

/// A number as people type it, with Thai digits and commas between thousands.
pub(crate) fn number(text: &str) -> Option<Decimal> {
    thai::to_arabic_digits(text.trim()).replace(',', "").parse().ok()
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// They stand in both texts.
    Kept,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
}

/// The way from one text to another, word by word: joined, the kept and added pieces are the new text, the kept and removed ones the old.
pub fn difference<'a>(before: &'a str, after: &'a str) -> Vec<(Change, &'a str)> {
    let (old, new) = (words(before), words(after));
    let mut pieces: Vec<(Change, &str)> = Vec::new();
    for op in similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new) {
        let (_, from, to) = op.as_tag_tuple();
        let is_kept = op.tag() == similar::DiffTag::Equal;
        let (gone, come) = (span(before, &old[from]), span(after, &new[to]));
        if is_kept {
            pieces.push((Change::Kept, come));
        } else {
            pieces.extend((!gone.is_empty()).then_some((Change::Removed, gone)));
            pieces.extend((!come.is_empty()).then_some((Change::Added, come)));
        }
    }
    pieces
}

/// The stretch of a text that some words of it, one after another, cover.
fn span<'a>(text: &'a str, words: &[&'a str]) -> &'a str {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    let start = first.as_ptr().addr() - text.as_ptr().addr();
    let end = last.as_ptr().addr() - text.as_ptr().addr() + last.len();
    &text[start..end]
}

/// The words of a text and what stands between them. Thai words are found with a dictionary, as there are no spaces between them.
fn words(text: &str) -> Vec<&str> {
    let breaks: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    breaks.windows(2).map(|pair| &text[pair[0]..pair[1]]).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../instruments/demo/sa-2568.toml");
    const TARGETS: &str = include_str!("../../../instruments/demo/ap-2568.toml");

    fn instrument() -> Instrument {
        crate::instrument::parse(FILE).unwrap()
    }

    fn parse_targets() -> Instrument {
        crate::instrument::parse(TARGETS).unwrap()
    }

    fn evaluated(instrument: &Instrument) -> usize {
        instrument.nodes().iter().position(|node| node.mode == Mode::Evaluated).unwrap()
    }

    fn keys(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.fault.key).collect()
    }

    fn good() -> Answer {
        Answer {
            narrative: "จัดทำแผนและนิเทศครบทุกโรงเรียน".to_owned(),
            level: Some(Level(3)),
            ticks: [1, 2, 3].map(Level).into(),
            ..Answer::default()
        }
    }

    #[test]
    fn a_complete_answer_with_evidence_has_no_finding() {
        let instrument = instrument();
        let node = evaluated(&instrument);
        let beside = Beside { earlier: None, evidence: 1 };
        assert_eq!(good().check(&instrument, node, beside), []);
        let nothing = Answer::default().check(&instrument, node, beside);
        assert_eq!(keys(&nothing), ["answer-narrative-missing", "answer-level-missing"]);
        assert!(nothing.iter().all(|finding| finding.severity == Severity::Incomplete));
        let bare = good().check(&instrument, node, Beside::default());
        assert_eq!((keys(&bare), bare[0].blocks()), (vec!["answer-evidence-missing"], false));
    }

    #[test]
    fn what_is_wrong_is_told_by_name() {
        let instrument = instrument();
        let node = evaluated(&instrument);
        let beside = Beside { earlier: None, evidence: 1 };
        let told = |answer: Answer| keys(&answer.check(&instrument, node, beside));
        assert_eq!(told(Answer { level: Some(Level(4)), ..good() }), ["answer-overruled"]);
        let reasoned = Answer {
            level: Some(Level(4)), overrule_reason: "มีผลเชิงประจักษ์".to_owned(), ..good()
        };
        assert!(told(reasoned).is_empty());
        let ticked_above = Answer { ticks: [1, 2, 3, 5].map(Level).into(), ..good() };
        assert_eq!(ticked_above.level_by_ticks(&instrument), Some(Level(3)), "a gap ends what the ticks give");
        let unknown = Answer { level: Some(Level(6)), ticks: BTreeSet::new(), ..good() };
        assert_eq!(told(unknown), ["answer-level-unknown"]);
        assert!(told(Answer { narrative: "ที่".repeat(NARRATIVE_MAX), ..good() }).is_empty(), "marks are no letters");
        assert_eq!(told(Answer { narrative: "ก".repeat(NARRATIVE_MAX + 1), ..good() }), ["answer-too-long"]);
        let target = parse_targets();
        let at = target.nodes().iter().position(|node| node.mode == Mode::Target).unwrap();
        let label = &target.nodes()[at].label_th;
        let found = Answer { values: [(TARGET_VALUE.to_owned(), "มาก".to_owned())].into(), ..good() };
        let found = found.check(&target, at, beside);
        let named = found.iter().find(|finding| finding.fault.key == "answer-value-malformed").unwrap();
        assert_eq!(named.fault, Fault::new("answer-value-malformed").with("name", label).with("value", "มาก"));
        let values = [("นอกรายการ".to_owned(), "1".to_owned())].into();
        assert_eq!(told(Answer { values, ..good() }), ["answer-value-unknown"]);
        let earlier = Answer { level: Some(Level(1)), ..good() };
        let beside = Beside { earlier: Some(&earlier), evidence: 1 };
        let findings = good().check(&instrument, node, beside);
        assert_eq!(keys(&findings), ["answer-as-before", "answer-level-jumps"]);
        assert!(!findings.iter().any(Finding::blocks));
    }

    #[test]
    fn the_value_of_a_target_is_a_number_as_people_type_it() {
        let instrument = crate::instrument::parse(TARGETS).unwrap();
        let of_office = crate::self_report::items(
            &instrument,
            crate::office::OfficeKind::Primary,
            crate::fiscal_year::RoundCode::R12,
        );
        let node = of_office.into_iter().find(|i| instrument.nodes()[*i].mode == Mode::Target).unwrap();
        let told = |value: &str| {
            let values = [(TARGET_VALUE.to_owned(), value.to_owned())].into();
            keys(&Answer { narrative: "ผล".to_owned(), values, ..Answer::default() }.check(
                &instrument,
                node,
                Beside::default(),
            ))
        };
        assert!(told("๙๒.๕๐").is_empty() && told("1,250").is_empty());
        assert_eq!(told("มาก"), ["answer-value-malformed"]);
        assert_eq!(told(" "), ["answer-value-missing"]);
    }

    #[test]
    fn measures_are_worked_out_and_compared() {
        let measure = |name: &str, formula: Option<&str>, part_of: Option<&str>| Measure {
            name: name.to_owned(),
            label_th: name.to_owned(),
            unit: None,
            formula: formula.map(str::to_owned),
            part_of: part_of.map(str::to_owned),
        };
        let measures = [
            measure("จบ", None, Some("ทั้งหมด")),
            measure("ทั้งหมด", None, None),
            measure("ร้อยละ", Some("จบ / ทั้งหมด * 100"), None),
        ];
        let answer = |part: &str, whole: &str| Answer {
            values: [("จบ".to_owned(), part.to_owned()), ("ทั้งหมด".to_owned(), whole.to_owned())].into(),
            ..Answer::default()
        };
        let told = |now: &Answer, earlier: Option<&Answer>| {
            let mut findings = Findings::default();
            now.check_measures(&measures, earlier, &mut findings);
            keys(&findings.0)
        };
        assert_eq!(answer("๔๕", "48").measure(&measures[2]).unwrap().to_string(), "93.75");
        assert_eq!(answer("45", "0").measure(&measures[2]), None);
        assert_eq!(told(&answer("45", "48"), None), Vec::<&str>::new());
        assert_eq!(told(&answer("49", "48"), None), ["answer-part-larger"]);
        assert_eq!(told(&answer("45", ""), Some(&answer("44", "48"))), Vec::<&str>::new());
        assert_eq!(told(&answer("20", "48"), Some(&answer("44", "48"))), ["answer-value-jumps"; 2], "the share too");
        assert_eq!(told(&answer("20", "48"), Some(&answer("0", "48"))), Vec::<&str>::new());
        let huge = "999999999999999999";
        assert_eq!(answer(huge, "0.000000000000000001").measure(&measure("x", Some("จบ*จบ*จบ/ทั้งหมด"), None)), None);
    }

    #[test]
    fn a_difference_joins_to_both_texts() {
        let before = "จัดประชุมครู 2 ครั้ง และนิเทศโรงเรียน";
        let after = "จัดประชุมครู 3 ครั้ง และนิเทศติดตามโรงเรียนทุกแห่ง";
        let pieces = difference(before, after);
        let joined = |not: Change| pieces.iter().filter(|p| p.0 != not).map(|p| p.1).collect::<String>();
        assert_eq!((joined(Change::Added), joined(Change::Removed)), (before.to_owned(), after.to_owned()));
        assert!(pieces.contains(&(Change::Removed, "2")) && pieces.contains(&(Change::Added, "3")), "{pieces:?}");
        assert!(pieces.contains(&(Change::Added, "ติดตาม")), "{pieces:?}");
        assert_eq!(difference("", ""), []);
        assert_eq!(difference("", "ใหม่"), [(Change::Added, "ใหม่")]);
    }

    #[test]
    fn an_answer_reads_back_as_it_was_written() {
        let json = serde_json::to_string(&good()).unwrap();
        assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), good());
        assert_eq!(serde_json::from_str::<Answer>("{}").unwrap(), Answer::default());
    }
}
