//! Invented suggestions, put together from the phrase bank as evaluators do.

use std::collections::HashMap;
use std::fmt::Write as _;

use domain::instrument::Mode;
use domain::level::Level;
use domain::office::Office;
use domain::phrase::{PhraseBand, Slot, fill};
use domain::publication::Suggestion;
use domain::scoring::{OfficeMarks, Scorer};

use super::chance::Chance;
use super::{DemoHolder, DemoInstrument, DemoMark, DemoPlan, DemoSuggestion};

/// What every strength of the phrase bank opens with; a second one goes on without it.
const SUBJECT: &str = "สำนักงานเขตพื้นที่การศึกษา";
const IN_MEMORY: &str = "writing to memory does not fail";
/// SA items get a suggestion up to this level.
const HIGHEST_SUGGESTED: Level = Level(3);

impl DemoPlan {
    /// A suggestion for every scored QP item and for SA items up to [`HIGHEST_SUGGESTED`]; AP has none. Levels are those of the whole
    /// year, late marks included.
    pub(super) fn suggestions(&self, of: &DemoInstrument, deliveries: [&[DemoMark]; 2]) -> Vec<DemoSuggestion> {
        let instrument = &of.instrument;
        let highest = match instrument.code.as_str() {
            "QP" => instrument.bands.highest(),
            "SA" => HIGHEST_SUGGESTED,
            _ => return Vec::new(),
        };
        let mut by_office: HashMap<&str, OfficeMarks> = HashMap::new();
        for mark in deliveries.into_iter().flatten() {
            let marks = by_office.entry(mark.holder.as_str()).or_insert_with(|| OfficeMarks::new(instrument));
            if let (DemoHolder::Office(_), Some(level), Some(node)) =
                (&mark.holder, mark.level, instrument.position(mark.node.as_str()))
            {
                marks.set_level(node, mark.round, level);
            }
        }
        let (scorer, none) = (Scorer::new(instrument, instrument.last_round()), OfficeMarks::new(instrument));
        let mut suggestions = Vec::new();
        for office in self.offices_in(of) {
            let whose = |suggestion| DemoSuggestion { office: office.code.clone(), suggestion };
            if let Some(published) = of.published.as_ref().filter(|p| p.office == office.code) {
                suggestions.extend(published.suggestions.iter().cloned().map(whose));
                continue;
            }
            let marks = by_office.get(office.code.as_str()).unwrap_or(&none);
            let sheet = scorer.score(office.kind, marks, &none);
            let levels = instrument.nodes().iter().zip(&sheet.nodes).enumerate().filter_map(|(i, (node, score))| {
                let level = score.score().filter(|_| node.mode == Mode::Evaluated)?.level;
                (level <= highest).then_some((i, level))
            });
            suggestions.extend(
                levels
                    .enumerate()
                    .filter_map(|(nth, (node, level))| self.compose(of, office, node, level, nth))
                    .map(whose),
            );
        }
        suggestions
    }

    /// The suggestion for one item, the `nth` of its office.
    pub(super) fn compose(
        &self,
        of: &DemoInstrument,
        office: &Office,
        node: usize,
        level: Level,
        nth: usize,
    ) -> Option<Suggestion> {
        let instrument = &of.instrument;
        let node = &instrument.nodes()[node].code;
        let topic = self.bank.topic_of(&instrument.code, node)?;
        let band = PhraseBand::of(level, &instrument.bands);
        let (phrases, continuations) = (topic.phrases(band), self.bank.continuations(band));
        let year = instrument.fiscal_year.to_string();
        let (name, code) = (instrument.code.as_str(), office.code.as_str());
        let mut chance = Chance::of(self.seed, &["suggestion", name, node.as_str(), code, &year]);
        // Continuations go round within an office, so that no two paragraphs of one document end alike.
        let mut start = Chance::of(self.seed, &["continuation", name, code, &year]);
        let mut next = |list: &[String]| list[(start.place(list.len()) + nth) % list.len()].clone();
        // At least one half has two sentences of the topic, as long as evaluators write.
        let [both, only_strengths] = [chance.below(10) < 4, chance.below(2) == 0];
        let mut strengths = chance.one_of(&phrases.strengths).clone();
        if both || only_strengths {
            let second = second(&mut chance, &strengths, &phrases.strengths);
            write!(strengths, " อีกทั้ง{}", second.strip_prefix(SUBJECT).unwrap_or(second)).expect(IN_MEMORY);
        }
        let mut recommendation = chance.one_of(&phrases.recommendations).clone();
        if both || !only_strengths {
            let second = second(&mut chance, &recommendation, &phrases.recommendations);
            write!(recommendation, " ตลอดจน{second}").expect(IN_MEMORY);
        }
        write!(strengths, " {}", next(&continuations.strengths)).expect(IN_MEMORY);
        write!(recommendation, " {}", next(&continuations.recommendations)).expect(IN_MEMORY);
        let connective = match (chance.below(10), self.bank.connectives.as_slice()) {
            (7.., [_, rest @ ..]) if !rest.is_empty() => chance.one_of(rest).clone(),
            (_, all) => all[0].clone(),
        };
        let mut value = |slot| match slot {
            Slot::Area => area(office),
            Slot::Percent => {
                let (low, high) = match band {
                    PhraseBand::Low => (4500, 6499),
                    PhraseBand::Mid => (6800, 8999),
                    PhraseBand::High => (9000, 9999),
                };
                let hundredths = chance.between(low, high);
                format!("{}.{:02}", hundredths / 100, hundredths % 100)
            }
            Slot::Count => chance.between(2, 5).to_string(),
        };
        Some(Suggestion {
            node: node.clone(),
            strengths_th: fill(&strengths, &mut value),
            connective_th: connective,
            recommendation_th: fill(&recommendation, &mut value),
        })
    }
}

/// Another sentence, rather one that does not fill the same slots again.
fn second<'l>(chance: &mut Chance, first: &str, list: &'l [String]) -> &'l str {
    let others: Vec<&str> = list.iter().map(String::as_str).filter(|s| *s != first).collect();
    let repeats = |s: &str| Slot::ALL.iter().any(|slot| s.contains(slot.as_str()) && first.contains(slot.as_str()));
    let fresh: Vec<&str> = others.iter().copied().filter(|s| !repeats(s)).collect();
    let from: &[&str] = if fresh.is_empty() { &others } else { &fresh };
    from[chance.place(from.len())]
}

/// "จังหวัดจันทบุรีและจังหวัดตราด"; Bangkok is no จังหวัด.
fn area(office: &Office) -> String {
    let named = |p: &String| {
        if p == "กรุงเทพมหานคร" { p.clone() } else { format!("จังหวัด{p}") }
    };
    let mut names: Vec<String> = office.provinces.iter().map(named).collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} และ{last}", names.join(" ")) }
}
