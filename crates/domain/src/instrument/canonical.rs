//! The one form an instrument is stored, hashed and compared in.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Instrument, Mode, Node, TargetOperator};
use crate::level::Band;
use crate::number::Decimal;

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let items: Vec<String> = texts.into_iter().map(|t| quoted(t.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// A key with its value as TOML.
pub(super) type Field = (&'static str, String);

impl Instrument {
    /// The instrument as a TOML file in canonical form: fixed key order, defaults left out, comments gone. Reading it gives the same
    /// instrument.
    pub fn to_canonical(&self) -> String {
        let mut text = String::from("format = 1\n");
        let mut section = |head: &str, fields: Vec<Field>| {
            if !head.is_empty() {
                text.push('\n');
                text.push_str(head);
                text.push('\n');
            }
            for (key, value) in fields {
                let _ = writeln!(text, "{key} = {value}");
            }
        };
        section("", self.head_fields());
        section("[scoring]", self.scoring_fields());
        for band in self.bands.iter() {
            section("[[band]]", band_fields(band));
        }
        for node in &self.nodes {
            section("[[node]]", self.node_fields(node));
        }
        text
    }

    /// SHA-256 of the canonical form, in lower-case hexadecimal.
    pub fn hash(&self) -> String {
        crate::hex(&Sha256::digest(self.to_canonical().as_bytes()))
    }

    pub(super) fn head_fields(&self) -> Vec<Field> {
        let mut fields = vec![
            ("code", quoted(self.code.as_str())),
            ("fiscal_year", self.fiscal_year.to_string()),
            ("title_th", quoted(&self.title_th)),
        ];
        fields.extend(self.title_en.as_deref().map(|t| ("title_en", quoted(t))));
        fields.push(("rounds", list(self.rounds.iter().map(|r| r.as_str()))));
        fields
    }

    pub(super) fn scoring_fields(&self) -> Vec<Field> {
        let rules = &self.scoring;
        let mut fields = vec![("rounds", quoted(rules.rounds.as_str())), ("groups", quoted(rules.groups.as_str()))];
        fields.extend(rules.overall.map(|o| ("overall", quoted(o.as_str()))));
        fields.extend(rules.overall_label_th.as_deref().map(|l| ("overall_label_th", quoted(l))));
        fields.push(("missing", quoted(rules.missing.as_str())));
        if rules.decimals != 2 {
            fields.push(("decimals", rules.decimals.to_string()));
        }
        fields
    }

    /// The fields of a node, without those that have their default.
    pub(super) fn node_fields(&self, node: &Node) -> Vec<Field> {
        let mut fields = vec![("code", quoted(node.code.as_str())), ("kind", quoted(node.kind.as_str()))];
        let mut add = |key, value: Option<String>| fields.extend(value.map(|v| (key, v)));
        add("parent", node.parent.map(|p| quoted(self.nodes[p].code.as_str())));
        add("label_th", Some(quoted(&node.label_th)));
        add("title_th", Some(quoted(&node.title_th)));
        add("title_en", node.title_en.as_deref().map(quoted));
        add("mode", Some(quoted(node.mode.as_str())));
        add("applies_to", Some(list(node.applies_to.iter().map(|k| k.as_str()))));
        add("rounds", node.rounds.as_ref().map(|rounds| list(rounds.iter().map(|r| r.as_str()))));
        add("weight", (node.weight != Decimal::new(1, 0)).then(|| quoted(&node.weight.to_string())));
        add("unit", node.unit.as_deref().map(quoted));
        add("target", node.target.as_ref().map(target_table));
        add("rubric", (!node.rubric.is_empty()).then(|| list(&node.rubric)));
        add("guidance_th", node.guidance_th.as_deref().map(quoted));
        add("evidence", (!node.evidence.is_empty()).then(|| list(&node.evidence)));
        add("owner_th", node.owner_th.as_deref().map(quoted));
        add("source_th", node.source_th.as_deref().map(quoted));
        add("shared_evidence_with", (!node.shared_evidence_with.is_empty()).then(|| list(&node.shared_evidence_with)));
        add("measures", (!node.measures.is_empty()).then(|| measures_array(node)));
        fields
    }
}

pub(super) fn band_fields(band: &Band) -> Vec<Field> {
    let mut fields = vec![
        ("level", band.level.to_string()),
        ("min", quoted(&band.min.to_string())),
        ("name_th", quoted(&band.name_th)),
    ];
    fields.extend(band.name_en.as_deref().map(|n| ("name_en", quoted(n))));
    fields
}

fn target_table(target: &super::Target) -> String {
    let mut parts = vec![format!("value = {}", quoted(&target.value.to_string()))];
    parts.extend(target.unit.as_deref().map(|u| format!("unit = {}", quoted(u))));
    if target.operator != TargetOperator::AtLeast {
        parts.push(format!("operator = {}", quoted(target.operator.as_str())));
    }
    parts.push(format!("scope = {}", quoted(target.scope.as_str())));
    format!("{{ {} }}", parts.join(", "))
}

fn measures_array(node: &Node) -> String {
    let items: Vec<String> = node
        .measures
        .iter()
        .map(|m| {
            let mut parts = vec![format!("name = {}", quoted(&m.name)), format!("label_th = {}", quoted(&m.label_th))];
            parts.extend(m.unit.as_deref().map(|u| format!("unit = {}", quoted(u))));
            parts.extend(m.formula.as_deref().map(|f| format!("formula = {}", quoted(f))));
            parts.extend(m.part_of.as_deref().map(|p| format!("part_of = {}", quoted(p))));
            format!("{{ {} }}", parts.join(", "))
        })
        .collect();
    format!("[{}]", items.join(", "))
}

impl Node {
    /// Whether marks with a level may be given to it.
    pub fn takes_level(&self) -> bool {
        matches!(self.mode, Mode::Evaluated | Mode::External)
    }

    /// Label and title in one line, as the tables print them.
    pub fn heading_th(&self) -> String {
        format!("{} {}", self.label_th, self.title_th)
    }
}
