//! The items of a draft as a workbook: to be read, filled in and brought back. What holds for the whole instrument stays in the draft.

use domain::instrument::draft::{Draft, ItemText, MeasureText};
use domain::instrument::{Instrument, Mode, Node, NodeKind, TargetOperator, TargetScope};
use domain::office::NodeCode;
use domain::problem::{Fault, PROBLEMS_SHOWN, Problem};
use report::xlsx::{Cell, Choice, InputColumn, InputKind, InputTemplate};

use crate::error::{AppError, Result};
use crate::message::Language;
use crate::table_file::read_table;

/// Columns of the workbook.
pub const ITEM_COLUMNS: [&str; 22] = [
    "code",
    "parent",
    "kind",
    "label_th",
    "title_th",
    "title_en",
    "mode",
    "applies_to",
    "rounds",
    "weight",
    "unit",
    "target_operator",
    "target_value",
    "target_unit",
    "target_scope",
    "rubric",
    "guidance_th",
    "evidence",
    "owner_th",
    "source_th",
    "shared_evidence_with",
    "measures",
];
/// What stands between the parts of a measure in its line.
const BETWEEN: char = '|';

/// How a file of an instrument is called: "qp-2570". A code may be Thai, the head of an answer may not.
pub fn stem(tree: &Instrument) -> String {
    let code: String = tree.code.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}-{}", code.to_lowercase(), tree.fiscal_year)
}

/// The items of an instrument, a row for each.
///
/// # Errors
/// When the workbook cannot be made.
pub fn workbook(language: Language, tree: &Instrument) -> Result<Vec<u8>> {
    let words = |key: &'static str, name: &'static str, value: &str| language.fault(&Fault::new(key).with(name, value));
    let choices = |key: &'static str, name: &'static str, values: &[&str]| {
        let choice =
            |value: &&str| Choice { value: Cell::Text((*value).to_owned()), meaning_th: words(key, name, value) };
        InputKind::Choice(values.iter().map(choice).collect())
    };
    let column = |name: &&str| {
        let kind = match *name {
            "kind" => choices("instrument-kind", "kind", NodeKind::WORDS),
            "mode" => choices("instrument-mode", "mode", Mode::WORDS),
            "target_scope" => choices("draft-scope", "scope", TargetScope::WORDS),
            _ => InputKind::Text,
        };
        let meaning = match *name {
            "target_operator" => {
                format!("{}: {}", words("instrument-key", "key", "target"), TargetOperator::WORDS.join(" "))
            }
            "target_value" | "target_unit" | "target_scope" => words("instrument-key", "key", "target"),
            "rubric" | "evidence" | "applies_to" | "rounds" | "shared_evidence_with" => {
                let one = language.fault(&Fault::new("draft-one-a-line"));
                format!("{} ({one})", words("instrument-key", "key", name))
            }
            "measures" => language.fault(&Fault::new("draft-file-measures")),
            _ => words("instrument-key", "key", name),
        };
        let is_long = matches!(*name, "title_th" | "rubric" | "guidance_th" | "evidence");
        let is_required = matches!(*name, "code" | "kind" | "label_th" | "title_th" | "mode");
        InputColumn {
            name: (*name).to_owned(),
            meaning_th: meaning,
            is_required,
            kind,
            width: if is_long { 48 } else { 14 },
        }
    };
    let row = |at: usize| cells(tree, at).map(Cell::Text).into();
    let template = InputTemplate {
        title_th: format!("{} {}", tree.code, tree.fiscal_year),
        instructions_th: vec![language.fault(&Fault::new("draft-file-how"))],
        columns: ITEM_COLUMNS.iter().map(column).collect(),
        rows: (0..tree.nodes().len()).map(row).collect(),
    };
    report::xlsx::input_template(&template).map_err(|error| AppError::Document(error.into()))
}

fn cells(tree: &Instrument, at: usize) -> [String; ITEM_COLUMNS.len()] {
    let node = &tree.nodes()[at];
    let text = ItemText::of(tree, at);
    // A line end inside a text would make two of it.
    let in_lines = |texts: &[String]| texts.iter().map(|text| text.replace('\n', " ")).collect::<Vec<_>>().join("\n");
    let measure = |row: &MeasureText| {
        [&row.name, &row.label, &row.unit, &row.formula, &row.part_of].map(String::as_str).join(&format!(" {BETWEEN} "))
    };
    let target = |text: String| if node.target.is_some() { text } else { String::new() };
    [
        node.code.to_string(),
        node.parent.map(|parent| tree.nodes()[parent].code.to_string()).unwrap_or_default(),
        text.kind,
        text.label_th,
        text.title_th,
        text.title_en,
        text.mode,
        text.applies.join("\n"),
        if node.rounds.is_some() { text.rounds.join("\n") } else { String::new() },
        text.weight,
        text.unit,
        target(text.target_operator),
        text.target_value,
        text.target_unit,
        target(text.target_scope),
        in_lines(&text.rubric),
        text.guidance_th,
        in_lines(&node.evidence),
        text.owner_th,
        text.source_th,
        text.shared,
        text.measures.iter().map(measure).collect::<Vec<_>>().join("\n"),
    ]
}

/// A row as an item, with the code of its parent.
type Row = (Option<NodeCode>, Node);

/// The draft with the items that a workbook says.
///
/// # Errors
/// Every row that cannot be read; what the tree as a whole refuses.
pub fn with_items(draft: &Draft, bytes: &[u8]) -> Result<Draft> {
    let mut sink: (Vec<Row>, Vec<Problem>) = (Vec::new(), Vec::new());
    let mut take = |(items, problems): &mut (Vec<Row>, Vec<Problem>), line: u32, row: [&str; ITEM_COLUMNS.len()]| {
        match item(draft.tree(), row) {
            Ok(item) => items.push(item),
            Err(fault) => problems.push(Problem::at(line, row[0], fault)),
        }
        problems.len() < PROBLEMS_SHOWN
    };
    let note = |(_, problems): &mut (Vec<Row>, Vec<Problem>), problem: Problem| {
        problems.push(problem);
        problems.len() < PROBLEMS_SHOWN
    };
    read_table(bytes, ITEM_COLUMNS, &mut sink, &mut take, note).map_err(|problem| vec![problem])?;
    let (items, problems) = sink;
    if problems.is_empty() { Ok(draft.with_items(items)?) } else { Err(problems.into()) }
}

fn item(tree: &Instrument, row: [&str; ITEM_COLUMNS.len()]) -> Result<Row, Fault> {
    let [code, parent, kind, label_th, title_th, title_en, mode, applies, rounds, weight, unit, rest @ ..] = row;
    let [operator, value, target_unit, scope, rubric, guidance, evidence, owner, source, shared, measures] = rest;
    let named = |code: &str| NodeCode::new(code.trim()).map_err(|_| Fault::new("code-malformed").with("code", code));
    let list = |text: &str| -> Vec<String> {
        text.split(['\n', ',']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let measure = |line: &str| {
        let mut parts = line.split(BETWEEN).map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        MeasureText { name: next(), label: next(), unit: next(), formula: next(), part_of: next() }
    };
    let text = ItemText {
        kind: kind.to_owned(),
        label_th: label_th.to_owned(),
        title_th: title_th.to_owned(),
        title_en: title_en.to_owned(),
        mode: mode.to_owned(),
        applies: list(applies),
        rounds: list(rounds),
        weight: weight.to_owned(),
        unit: unit.to_owned(),
        target_operator: operator.to_owned(),
        target_value: value.to_owned(),
        target_unit: target_unit.to_owned(),
        target_scope: scope.to_owned(),
        rubric: rubric.lines().map(str::to_owned).collect(),
        guidance_th: guidance.to_owned(),
        evidence: evidence.to_owned(),
        owner_th: owner.to_owned(),
        source_th: source.to_owned(),
        shared: shared.to_owned(),
        measures: measures.lines().map(measure).collect(),
    };
    let parent = if parent.trim().is_empty() { None } else { Some(named(parent)?) };
    Ok((parent, text.node(named(code)?, None, &tree.rounds)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_of_every_shipped_instrument_read_back_from_their_workbook() {
        for of in crate::demo::DemoPlan::new(1).instruments() {
            let draft = Draft::of(&of.instrument, of.instrument.fiscal_year);
            let bytes = workbook(Language::Th, draft.tree()).unwrap();
            let read = with_items(&draft, &bytes).unwrap();
            assert_eq!(read.to_text(), draft.to_text());
        }
    }

    #[test]
    fn what_is_wrong_in_a_row_is_told_with_its_line() {
        let plan = crate::demo::DemoPlan::new(1);
        let draft = Draft::of(&plan.instruments()[0].instrument, plan.instruments()[0].instrument.fiscal_year);
        let mut row = cells(draft.tree(), 0);
        row[6] = "sometimes".to_owned();
        let file = crate::table_file::to_csv(ITEM_COLUMNS, [row].into_iter());
        let Err(AppError::Problems(problems)) = with_items(&draft, &file) else { panic!("it is refused") };
        assert_eq!((problems[0].line, problems[0].fault.key), (Some(2), "instrument-word-unknown"));
    }
}
