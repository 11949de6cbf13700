//! Reads an instrument file and lists every problem of it.

use std::collections::HashMap;

use toml::de::DeTable;

use super::{
    GroupBasis, Instrument, KindSet, Measure, MissingRule, Mode, Node, NodeKind, OverallBasis, RoundsRule,
    ScoringRules, Target, TargetOperator, TargetScope,
};
use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::formula::Formula;
use crate::level::{Band, Bands, Level};
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::office::{InstrumentCode, NodeCode, OfficeKind};
use crate::problem::{Fault, Problem};
use crate::toml_table::{Notes, Reader};

/// Version of the file format this program reads.
const FORMAT: i64 = 1;
/// Most digits of a shown mean.
const DECIMALS_MAX: i64 = 9;

/// Reads an instrument file (docs/formats.md §1).
///
/// # Errors
/// Every problem of the file, in the order of their lines.
pub fn parse(text: &str) -> Result<Instrument, Vec<Problem>> {
    match survey(text) {
        (Some(instrument), problems) if problems.is_empty() => Ok(instrument),
        (_, problems) => Err(problems),
    }
}

/// The tree of a file as far as it can be read, and every problem of the file.
pub(super) fn survey(text: &str) -> (Option<Instrument>, Vec<Problem>) {
    let mut notes = Notes::new(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            notes.at(offset, "toml", Fault::new("instrument-syntax").with("error", error.message()));
        }
        return (None, notes.problems);
    }
    let mut root = Reader::new(&table, "instrument");
    root.offset = 0;
    let instrument = read(&mut root, &mut notes);
    root.finish(&mut notes);
    notes.problems.sort_by_key(|p| p.line);
    (instrument, notes.problems)
}

fn read(root: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Option<Instrument> {
    match root.integer(notes, "format") {
        Some((FORMAT, _)) => {}
        Some((other, offset)) => notes.at(offset, "instrument", Fault::new("instrument-format").with("format", other)),
        None => root.missing(notes, "format"),
    }
    let code = root.required_text(notes, "code").and_then(|text| match InstrumentCode::new(&text) {
        Ok(code) => Some(code),
        Err(_) => {
            notes.at(root.offset, "instrument", Fault::new("code-malformed").with("code", text));
            None
        }
    });
    let fiscal_year = read_fiscal_year(root, notes);
    let title_th = root.required_text(notes, "title_th");
    let title_en = root.text(notes, "title_en");
    let rounds = read_rounds(root, notes, "rounds", None);
    if rounds.is_none() && root.take("rounds").is_none() {
        root.missing(notes, "rounds");
    }
    let scoring = read_scoring(root, notes);
    let bands = read_bands(root, notes);
    let nodes = read_nodes(root, notes, rounds.as_deref(), bands.as_ref());
    let index = nodes.iter().enumerate().map(|(i, n)| (n.code.clone(), i)).collect();
    Some(Instrument {
        code: code?,
        fiscal_year: fiscal_year?,
        title_th: title_th?,
        title_en,
        rounds: rounds?,
        scoring: scoring?,
        bands: bands?,
        nodes,
        index,
    })
}

fn read_fiscal_year(root: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Option<FiscalYear> {
    let Some((year, offset)) = root.integer(notes, "fiscal_year") else {
        if root.take("fiscal_year").is_none() {
            root.missing(notes, "fiscal_year");
        }
        return None;
    };
    match FiscalYear::new(year) {
        Ok(year) => Some(year),
        Err(_) => {
            notes.at(offset, "instrument", Fault::new("fiscal-year-unknown").with("year", year));
            None
        }
    }
}

/// Rounds in ascending order; a node's rounds are some of its instrument's.
fn read_rounds(
    reader: &mut Reader<'_, '_>,
    notes: &mut Notes<'_>,
    key: &'static str,
    allowed: Option<&[RoundCode]>,
) -> Option<Vec<RoundCode>> {
    let texts = reader.texts(notes, key)?;
    let offset = reader.take(key).map_or(reader.offset, |(_, offset)| offset);
    let mut rounds = Vec::with_capacity(texts.len());
    for (text, at) in &texts {
        match text.parse::<RoundCode>() {
            Ok(round) if allowed.is_none_or(|a| a.contains(&round)) => rounds.push(round),
            _ => {
                let words =
                    allowed.unwrap_or(&RoundCode::ALL).iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ");
                notes.at(*at, &reader.place, Fault::new("round-unknown").with("round", text).with("rounds", words));
            }
        }
    }
    if rounds.len() == texts.len() && (rounds.is_empty() || !rounds.is_sorted_by(|a, b| a < b)) {
        notes.at(offset, &reader.place, Fault::new("rounds-order"));
    }
    Some(rounds)
}

fn read_scoring(root: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Option<ScoringRules> {
    let Some((table, offset)) = root.table(notes, "scoring") else {
        if root.take("scoring").is_none() {
            root.missing(notes, "[scoring]");
        }
        return None;
    };
    let mut reader = Reader::of(table, offset, "scoring");
    let rounds = reader.required_word(notes, "rounds", RoundsRule::WORDS, RoundsRule::from_word);
    let groups = reader.required_word(notes, "groups", GroupBasis::WORDS, GroupBasis::from_word);
    let overall = reader.word(notes, "overall", OverallBasis::WORDS, OverallBasis::from_word);
    let overall_label_th = reader.text(notes, "overall_label_th");
    let missing = reader.required_word(notes, "missing", MissingRule::WORDS, MissingRule::from_word);
    let decimals = match reader.integer(notes, "decimals") {
        None => 2,
        Some((digits @ 0..=DECIMALS_MAX, _)) => u32::try_from(digits).unwrap_or(2),
        Some((digits, at)) => {
            notes.at(at, "scoring", Fault::new("scoring-decimals").with("decimals", digits).with("most", DECIMALS_MAX));
            2
        }
    };
    reader.finish(notes);
    Some(ScoringRules { rounds: rounds?, groups: groups?, overall, overall_label_th, missing: missing?, decimals })
}

fn read_bands(root: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Option<Bands> {
    let tables = root.tables(notes, "band");
    if tables.is_empty() {
        root.missing(notes, "[[band]]");
        return None;
    }
    let before = notes.problems.len();
    let mut bands: Vec<(Band, usize)> = Vec::with_capacity(tables.len());
    for (table, offset) in tables {
        let mut reader = Reader::of(table, offset, "band");
        let level = match reader.integer(notes, "level") {
            Some((level @ 0..=99, _)) => u8::try_from(level).ok().map(Level),
            Some((level, at)) => {
                notes.at(at, "band", Fault::new("band-level-range").with("level", level));
                None
            }
            None => {
                reader.missing(notes, "level");
                None
            }
        };
        let min = reader.decimal(notes, "min").map(|(min, _)| min);
        if min.is_none() && reader.take("min").is_none() {
            reader.missing(notes, "min");
        }
        let name_th = reader.required_text(notes, "name_th");
        let name_en = reader.text(notes, "name_en");
        reader.finish(notes);
        if let (Some(level), Some(min), Some(name_th)) = (level, min, name_th) {
            bands.push((Band { level, min, name_th, name_en }, offset));
        }
    }
    if notes.problems.len() > before {
        return None;
    }
    check_bands(&bands, notes);
    (notes.problems.len() == before).then(|| Bands::new(bands.into_iter().map(|(band, _)| band).collect()))
}

/// Highest first, without a hole, each whole level in its own band.
fn check_bands(bands: &[(Band, usize)], notes: &mut Notes<'_>) {
    for pair in bands.windows(2) {
        let ((upper, _), (lower, offset)) = (&pair[0], &pair[1]);
        if lower.min >= upper.min {
            let fault =
                Fault::new("band-min-order").with("level", lower.level).with("min", lower.min).with("above", upper.min);
            notes.at(*offset, "band", fault);
        }
        if lower.level >= upper.level {
            let fault = Fault::new("band-level-order").with("level", lower.level).with("above", upper.level);
            notes.at(*offset, "band", fault);
        } else if lower.level.0 + 1 < upper.level.0 {
            let fault = Fault::new("band-hole").with("above", upper.level).with("below", lower.level);
            notes.at(*offset, "band", fault);
        }
    }
    for (i, (band, offset)) in bands.iter().enumerate() {
        let level = Decimal::new(i128::from(band.level.0), 0);
        let below_next = i == 0 || level < bands[i - 1].0.min;
        if level < band.min || !below_next {
            let fault = Fault::new("band-level-outside").with("level", band.level).with("min", band.min);
            notes.at(*offset, "band", fault);
        }
    }
}

fn read_nodes(
    root: &mut Reader<'_, '_>,
    notes: &mut Notes<'_>,
    rounds: Option<&[RoundCode]>,
    bands: Option<&Bands>,
) -> Vec<Node> {
    let tables = root.tables(notes, "node");
    if tables.is_empty() {
        root.missing(notes, "[[node]]");
    }
    let mut nodes: Vec<Node> = Vec::with_capacity(tables.len());
    let mut parents: Vec<(Option<String>, usize)> = Vec::with_capacity(tables.len());
    let mut first: HashMap<String, u32> = HashMap::new();
    let mut codes: Vec<String> = Vec::new();
    for (table, offset) in tables {
        let mut reader = Reader::of(table, offset, "node");
        let code = reader.required_text(notes, "code");
        if let Some(code) = &code {
            reader.place.clone_from(code);
            codes.push(code.clone());
            let line = notes.line(offset);
            if let Some(earlier) = first.get(code) {
                notes.at(offset, code, Fault::new("node-code-repeated").with("code", code).with("line", earlier));
            } else {
                first.insert(code.clone(), line);
            }
        }
        let parent = reader.text(notes, "parent");
        let parent_offset = reader.take("parent").map_or(offset, |(_, at)| at);
        if let Some(node) = read_node(&mut reader, notes, code.as_deref(), rounds, bands) {
            nodes.push(node);
            parents.push((parent, parent_offset));
        } else if let Some(parent) = parent {
            // A node that could not be read still lets its parent be checked by name below.
            codes.push(parent);
        }
        reader.finish(notes);
    }
    link(&mut nodes, &parents, &first, &codes, notes);
    nodes
}

fn read_node(
    reader: &mut Reader<'_, '_>,
    notes: &mut Notes<'_>,
    code: Option<&str>,
    rounds: Option<&[RoundCode]>,
    bands: Option<&Bands>,
) -> Option<Node> {
    let code = match code.map(NodeCode::new) {
        Some(Ok(code)) => Some(code),
        Some(Err(error)) => {
            notes.at(reader.offset, &reader.place, Fault::new("code-malformed").with("code", error.0));
            None
        }
        None => None,
    };
    let kind = reader.required_word(notes, "kind", NodeKind::WORDS, NodeKind::from_word);
    let label_th = reader.required_text(notes, "label_th");
    let title_th = reader.required_text(notes, "title_th");
    let title_en = reader.text(notes, "title_en");
    let mode = reader.required_word(notes, "mode", Mode::WORDS, Mode::from_word);
    let applies_to = read_applies_to(reader, notes);
    let own_rounds = read_rounds(reader, notes, "rounds", rounds);
    let weight = match reader.decimal(notes, "weight") {
        None => Decimal::new(1, 0),
        Some((weight, _)) if weight.is_positive() => weight,
        Some((weight, offset)) => {
            notes.at(offset, &reader.place, Fault::new("weight-not-positive").with("weight", weight));
            weight
        }
    };
    let unit = reader.text(notes, "unit");
    let target = read_target(reader, notes, mode);
    let rubric = read_rubric(reader, notes, bands);
    let guidance_th = reader.text(notes, "guidance_th");
    let evidence = reader.texts(notes, "evidence").unwrap_or_default().into_iter().map(|(text, _)| text).collect();
    let owner_th = reader.text(notes, "owner_th");
    let source_th = reader.text(notes, "source_th");
    let shared_evidence_with = read_shared(reader, notes);
    let measures = read_measures(reader, notes);
    Some(Node {
        code: code?,
        kind: kind?,
        parent: None,
        label_th: label_th?,
        title_th: title_th?,
        title_en,
        mode: mode?,
        applies_to: applies_to?,
        rounds: own_rounds,
        weight,
        unit,
        target,
        rubric,
        guidance_th,
        evidence,
        owner_th,
        source_th,
        shared_evidence_with,
        measures,
    })
}

fn read_applies_to(reader: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Option<KindSet> {
    let Some(texts) = reader.texts(notes, "applies_to") else {
        if reader.take("applies_to").is_none() {
            reader.missing(notes, "applies_to");
        }
        return None;
    };
    let mut kinds = Vec::new();
    for (text, offset) in &texts {
        match text.parse::<OfficeKind>() {
            Ok(kind) => kinds.push(kind),
            Err(_) => {
                let fault = Fault::new("instrument-word-unknown")
                    .with("key", "applies_to")
                    .with("word", text)
                    .with("words", "primary, secondary");
                notes.at(*offset, &reader.place, fault);
            }
        }
    }
    if texts.is_empty() {
        notes.at(reader.offset, &reader.place, Fault::new("node-applies-to-nobody"));
    }
    Some(KindSet::of(&kinds))
}

fn read_target(reader: &mut Reader<'_, '_>, notes: &mut Notes<'_>, mode: Option<Mode>) -> Option<Target> {
    let Some((table, offset)) = reader.table(notes, "target") else {
        if mode == Some(Mode::Target) && reader.take("target").is_none() {
            notes.at(reader.offset, &reader.place, Fault::new("node-target-missing"));
        }
        return None;
    };
    let mut target = Reader::of(table, offset, reader.place.clone());
    let value = target.decimal(notes, "value").map(|(value, _)| value);
    if value.is_none() && target.take("value").is_none() {
        target.missing(notes, "value");
    }
    let unit = target.text(notes, "unit");
    let operator = target.word(notes, "operator", TargetOperator::WORDS, TargetOperator::from_word);
    let scope = target.word(notes, "scope", TargetScope::WORDS, TargetScope::from_word);
    target.finish(notes);
    Some(Target {
        value: value?,
        unit,
        operator: operator.unwrap_or(TargetOperator::AtLeast),
        scope: scope.unwrap_or(TargetScope::Office),
    })
}

fn read_rubric(reader: &mut Reader<'_, '_>, notes: &mut Notes<'_>, bands: Option<&Bands>) -> Vec<String> {
    let Some(texts) = reader.texts(notes, "rubric") else { return Vec::new() };
    if let Some(bands) = bands
        && texts.len() != bands.iter().len()
    {
        let offset = reader.take("rubric").map_or(reader.offset, |(_, at)| at);
        let fault = Fault::new("node-rubric-count").with("texts", texts.len()).with("levels", bands.iter().len());
        notes.at(offset, &reader.place, fault);
    }
    texts.into_iter().map(|(text, _)| text).collect()
}

fn read_shared(reader: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Vec<String> {
    let texts = reader.texts(notes, "shared_evidence_with").unwrap_or_default();
    for (text, offset) in &texts {
        let well_formed =
            text.split_once(':').is_some_and(|(i, n)| InstrumentCode::new(i).is_ok() && NodeCode::new(n).is_ok());
        if !well_formed {
            notes.at(*offset, &reader.place, Fault::new("node-shared-evidence").with("text", text));
        }
    }
    texts.into_iter().map(|(text, _)| text).collect()
}

fn read_measures(reader: &mut Reader<'_, '_>, notes: &mut Notes<'_>) -> Vec<Measure> {
    let tables = reader.tables(notes, "measures");
    let mut measures: Vec<Measure> = Vec::with_capacity(tables.len());
    let mut offsets = Vec::with_capacity(tables.len());
    for (table, offset) in tables {
        let mut measure = Reader::of(table, offset, reader.place.clone());
        let name = measure.required_text(notes, "name");
        let label_th = measure.text(notes, "label_th");
        let unit = measure.text(notes, "unit");
        let formula = measure.text(notes, "formula");
        let part_of = measure.text(notes, "part_of");
        measure.finish(notes);
        let Some(name) = name else { continue };
        if measures.iter().any(|m| m.name == name) {
            notes.at(offset, &reader.place, Fault::new("node-measure-repeated").with("name", &name));
        }
        offsets.push(offset);
        measures.push(Measure { label_th: label_th.unwrap_or_else(|| name.clone()), name, unit, formula, part_of });
    }
    for (measure, offset) in measures.iter().zip(offsets) {
        check_measure(measure, &measures, &mut |fault| notes.at(offset, &reader.place, fault));
    }
    measures
}

/// A formula and a whole name measures that people type in at the same node.
fn check_measure(measure: &Measure, all: &[Measure], refuse: &mut impl FnMut(Fault)) {
    let is_typed = |name: &str| all.iter().any(|other| other.name == name && other.formula.is_none());
    let formula = measure.formula.as_deref().map(Formula::parse).transpose();
    let unknown: Vec<String> = match &formula {
        Err(fault) => return refuse(fault.clone()),
        Ok(formula) => {
            formula.iter().flat_map(Formula::names).filter(|name| !is_typed(name)).map(str::to_owned).collect()
        }
    };
    let whole =
        measure.part_of.iter().filter(|name| **name == measure.name || !all.iter().any(|other| other.name == **name));
    for name in unknown.iter().chain(whole) {
        refuse(Fault::new("measure-unknown").with("measure", &measure.name).with("name", name));
    }
}

/// Finds the parents and checks the tree: parents exist and are groups, no cycle, no group without a child.
fn link(
    nodes: &mut [Node],
    parents: &[(Option<String>, usize)],
    lines: &HashMap<String, u32>,
    codes: &[String],
    notes: &mut Notes<'_>,
) {
    let index: HashMap<String, usize> =
        nodes.iter().enumerate().rev().map(|(i, n)| (n.code.as_str().to_owned(), i)).collect();
    let mut has_child = vec![false; nodes.len()];
    for (i, (parent, offset)) in parents.iter().enumerate() {
        let Some(parent) = parent else { continue };
        let place = nodes[i].code.as_str().to_owned();
        match index.get(parent) {
            Some(p) => {
                nodes[i].parent = Some(*p);
                has_child[*p] = true;
                if nodes[*p].mode == Mode::Evaluated {
                    notes.at(*offset, &place, Fault::new("node-parent-evaluated").with("parent", parent));
                } else if nodes[*p].mode != Mode::Group {
                    let fault =
                        Fault::new("node-parent-no-group").with("parent", parent).with("mode", nodes[*p].mode.as_str());
                    notes.at(*offset, &place, fault);
                }
            }
            // The parent stands in the file but could not be read: its own problem is enough.
            None if lines.contains_key(parent) => {}
            None => {
                let near = nearest(parent, codes.iter().map(String::as_str).filter(|c| c != parent));
                notes.at(*offset, &place, Fault::new("node-parent-unknown").with("parent", parent).with_nearest(near));
            }
        }
    }
    let unread_parents = parents.len() < lines.len();
    for (i, node) in nodes.iter().enumerate() {
        let line = lines.get(node.code.as_str()).copied();
        if node.mode == Mode::Group && !has_child[i] && !unread_parents {
            notes.problems.push(Problem {
                line,
                place: Some(node.code.to_string()),
                fault: Fault::new("node-group-empty"),
            });
        }
    }
    let in_cycle: Vec<usize> = (0..nodes.len()).filter(|start| leads_back(nodes, *start)).collect();
    for i in &in_cycle {
        let place = nodes[*i].code.as_str().to_owned();
        notes.at(
            parents[*i].1,
            &place,
            Fault::new("node-parent-cycle").with("parent", parents[*i].0.as_deref().unwrap_or("")),
        );
    }
    for i in in_cycle {
        nodes[i].parent = None;
    }
}

fn leads_back(nodes: &[Node], start: usize) -> bool {
    let mut at = start;
    for _ in 0..nodes.len() {
        match nodes[at].parent {
            Some(parent) if parent == start => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}
