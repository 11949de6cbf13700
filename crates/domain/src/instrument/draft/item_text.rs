//! An item as the texts of a form or of a row in a workbook, and back.

use super::super::{Instrument, KindSet, Measure, Mode, Node, NodeKind, Target, TargetOperator, TargetScope};
use crate::fiscal_year::RoundCode;
use crate::number::Decimal;
use crate::office::{NodeCode, OfficeKind};
use crate::problem::Fault;
use crate::thai;

/// What an item says, besides its code and place, as people type it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemText {
    /// Word of [`NodeKind`].
    pub kind: String,
    /// "ตัวชี้วัดที่ 1"
    pub label_th: String,
    /// Title.
    pub title_th: String,
    /// English title.
    pub title_en: String,
    /// Word of [`Mode`].
    pub mode: String,
    /// Words of [`OfficeKind`].
    pub applies: Vec<String>,
    /// Rounds; those of the instrument, or none, say that it has no rounds of its own.
    pub rounds: Vec<String>,
    /// Weight; 1 where nothing is said.
    pub weight: String,
    /// Unit of its value.
    pub unit: String,
    /// Word of [`TargetOperator`].
    pub target_operator: String,
    /// Value to reach; without one there is no target.
    pub target_value: String,
    /// Unit of the target.
    pub target_unit: String,
    /// Word of [`TargetScope`].
    pub target_scope: String,
    /// Texts of the levels, lowest first; all empty where there are none.
    pub rubric: Vec<String>,
    /// Guidance for reporters.
    pub guidance_th: String,
    /// Evidence expected, one a line.
    pub evidence: String,
    /// Owning bureau.
    pub owner_th: String,
    /// Where an external level comes from.
    pub source_th: String,
    /// Items that share evidence, one a line.
    pub shared: String,
    /// Input values; rows without a word are none.
    pub measures: Vec<MeasureText>,
}

/// An input value as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureText {
    /// Name used in formulas.
    pub name: String,
    /// What a person reads.
    pub label: String,
    /// Unit.
    pub unit: String,
    /// Formula.
    pub formula: String,
    /// The measure it is a part of.
    pub part_of: String,
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A number as people type it, with Thai digits and commas between thousands.
///
/// # Errors
/// When it is none.
pub fn number(text: &str) -> Result<Decimal, Fault> {
    let plain = thai::to_arabic_digits(text.trim()).replace(',', "");
    plain.parse().map_err(|_| Fault::new("draft-number").with("text", text))
}

fn word<T>(key: &str, word: &str, words: &[&str], read: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
    read(word.trim()).ok_or_else(|| {
        let fault = Fault::new("instrument-word-unknown").with("key", key);
        fault.with("word", if word.is_empty() { "?" } else { word }).with("words", words.join(", "))
    })
}

impl ItemText {
    /// What an item says.
    pub fn of(tree: &Instrument, at: usize) -> ItemText {
        let node = &tree.nodes()[at];
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let target = node.target.as_ref();
        let measure = |measure: &Measure| MeasureText {
            name: measure.name.clone(),
            label: measure.label_th.clone(),
            unit: text(&measure.unit),
            formula: text(&measure.formula),
            part_of: text(&measure.part_of),
        };
        ItemText {
            kind: node.kind.as_str().to_owned(),
            label_th: node.label_th.clone(),
            title_th: node.title_th.clone(),
            title_en: text(&node.title_en),
            mode: node.mode.as_str().to_owned(),
            applies: node.applies_to.iter().map(|kind| kind.as_str().to_owned()).collect(),
            rounds: tree.rounds_of(at).iter().map(ToString::to_string).collect(),
            weight: node.weight.to_string(),
            unit: text(&node.unit),
            target_operator: target.map_or(TargetOperator::AtLeast, |target| target.operator).as_str().to_owned(),
            target_value: target.map(|target| target.value.to_string()).unwrap_or_default(),
            target_unit: target.and_then(|target| target.unit.clone()).unwrap_or_default(),
            target_scope: target.map_or(TargetScope::Office, |target| target.scope).as_str().to_owned(),
            rubric: node.rubric.clone(),
            guidance_th: text(&node.guidance_th),
            evidence: node.evidence.join("\n"),
            owner_th: text(&node.owner_th),
            source_th: text(&node.source_th),
            shared: node.shared_evidence_with.join("\n"),
            measures: node.measures.iter().map(measure).collect(),
        }
    }

    /// The item that the texts say, at a place in the tree of an instrument with these rounds.
    ///
    /// # Errors
    /// When a word is none of those that can stand there, or a number is none.
    pub fn node(&self, code: NodeCode, parent: Option<usize>, all_rounds: &[RoundCode]) -> Result<Node, Fault> {
        let target = match some(&self.target_value) {
            None => None,
            Some(value) => Some(Target {
                value: number(&value)?,
                unit: some(&self.target_unit),
                operator: match some(&self.target_operator) {
                    Some(operator) => word("target", &operator, TargetOperator::WORDS, TargetOperator::from_word)?,
                    None => TargetOperator::AtLeast,
                },
                scope: match some(&self.target_scope) {
                    Some(scope) => word("target", &scope, TargetScope::WORDS, TargetScope::from_word)?,
                    None => TargetScope::Office,
                },
            }),
        };
        let mut rounds = Vec::with_capacity(self.rounds.len());
        for round in &self.rounds {
            let words = RoundCode::ALL.map(RoundCode::as_str);
            rounds.push(word("rounds", round, &words, |word| word.parse::<RoundCode>().ok())?);
        }
        rounds.sort_unstable();
        rounds.dedup();
        let mut kinds = Vec::with_capacity(self.applies.len());
        for kind in &self.applies {
            let words = OfficeKind::ALL.map(OfficeKind::as_str);
            kinds.push(word("applies_to", kind, &words, |word| word.parse::<OfficeKind>().ok())?);
        }
        let has_rubric = self.rubric.iter().any(|words| !words.trim().is_empty());
        let is_used = |row: &&MeasureText| {
            [&row.name, &row.label, &row.unit, &row.formula, &row.part_of].iter().any(|text| !text.trim().is_empty())
        };
        let measure = |row: &MeasureText| Measure {
            name: row.name.trim().to_owned(),
            label_th: some(&row.label).unwrap_or_else(|| row.name.trim().to_owned()),
            unit: some(&row.unit),
            formula: some(&row.formula),
            part_of: some(&row.part_of),
        };
        Ok(Node {
            code,
            parent,
            kind: word("kind", &self.kind, NodeKind::WORDS, NodeKind::from_word)?,
            label_th: self.label_th.trim().to_owned(),
            title_th: self.title_th.trim().to_owned(),
            title_en: some(&self.title_en),
            mode: word("mode", &self.mode, Mode::WORDS, Mode::from_word)?,
            applies_to: KindSet::of(&kinds),
            rounds: (!rounds.is_empty() && rounds != all_rounds).then_some(rounds),
            weight: some(&self.weight).map_or(Ok(Decimal::new(1, 0)), |weight| number(&weight))?,
            unit: some(&self.unit),
            target,
            rubric: if has_rubric {
                self.rubric.iter().map(|text| text.trim().to_owned()).collect()
            } else {
                Vec::new()
            },
            guidance_th: some(&self.guidance_th),
            evidence: lines(&self.evidence),
            owner_th: some(&self.owner_th),
            source_th: some(&self.source_th),
            shared_evidence_with: lines(&self.shared),
            measures: self.measures.iter().filter(is_used).map(measure).collect(),
        })
    }
}
