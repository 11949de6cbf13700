//! What differs between two revisions, and how two years' instruments correspond.

use super::canonical::{Field, band_fields};
use super::{Instrument, Mode};
use crate::office::NodeCode;

/// A difference between two revisions of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A node is new.
    NodeAdded {
        /// Its code.
        node: NodeCode,
    },
    /// A node is gone.
    NodeRemoved {
        /// Its code.
        node: NodeCode,
    },
    /// A value differs. Values are written as in the file.
    Field {
        /// "instrument", "scoring", "band 5" or a node's code.
        place: String,
        /// Key of the file.
        key: &'static str,
        /// Old value; `None` where it had none.
        before: Option<String>,
        /// New value; `None` where it has none.
        after: Option<String>,
    },
    /// The same nodes stand in another order.
    Order,
}

fn compare_fields(place: &str, before: &[Field], after: &[Field], changes: &mut Vec<Change>) {
    let value = |fields: &[Field], key: &str| fields.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone());
    let mut keys: Vec<&'static str> = before.iter().chain(after).map(|(key, _)| *key).collect();
    let mut seen = std::collections::HashSet::new();
    keys.retain(|key| seen.insert(*key));
    for key in keys {
        let (old, new) = (value(before, key), value(after, key));
        if old != new {
            changes.push(Change::Field { place: place.to_owned(), key, before: old, after: new });
        }
    }
}

/// What changed from one revision to another.
pub fn diff(before: &Instrument, after: &Instrument) -> Vec<Change> {
    let mut changes = Vec::new();
    compare_fields("instrument", &before.head_fields(), &after.head_fields(), &mut changes);
    compare_fields("scoring", &before.scoring_fields(), &after.scoring_fields(), &mut changes);
    let highest = before.bands.highest().max(after.bands.highest());
    let lowest = before.bands.lowest().min(after.bands.lowest());
    for level in (lowest.0..=highest.0).rev().map(crate::level::Level) {
        let fields = |i: &Instrument| i.bands.of_level(level).map(band_fields).unwrap_or_default();
        compare_fields(&format!("band {level}"), &fields(before), &fields(after), &mut changes);
    }
    for node in before.nodes() {
        match after.node(node.code.as_str()) {
            None => changes.push(Change::NodeRemoved { node: node.code.clone() }),
            Some(new) => {
                compare_fields(node.code.as_str(), &before.node_fields(node), &after.node_fields(new), &mut changes);
            }
        }
    }
    for node in after.nodes() {
        if before.node(node.code.as_str()).is_none() {
            changes.push(Change::NodeAdded { node: node.code.clone() });
        }
    }
    let common = |a: &Instrument, b: &Instrument| -> Vec<NodeCode> {
        a.nodes().iter().filter(|n| b.node(n.code.as_str()).is_some()).map(|n| n.code.clone()).collect()
    };
    if common(before, after) != common(after, before) {
        changes.push(Change::Order);
    }
    changes
}

/// How a code of one year stands in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Crosswalk {
    /// Only in the later year.
    New,
    /// Only in the earlier year.
    Gone,
    /// In both, and comparable.
    Same,
    /// In both, and changed: a trend over it shows a break.
    Changed {
        /// Mode before and after, where it differs.
        mode: Option<(Mode, Mode)>,
        /// Title before and after, where it differs.
        title: Option<(String, String)>,
        /// Whether it applies to other kinds of office.
        applicability: bool,
    },
}

/// A line of the cross-walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosswalkRow {
    /// Code.
    pub node: NodeCode,
    /// How it stands.
    pub relation: Crosswalk,
}

/// How the codes of two years correspond: those of the later year in its order, then those that are gone.
pub fn crosswalk(earlier: &Instrument, later: &Instrument) -> Vec<CrosswalkRow> {
    let mut rows = Vec::new();
    for (i, node) in later.nodes().iter().enumerate() {
        let relation = match earlier.position(node.code.as_str()) {
            None => Crosswalk::New,
            Some(e) => {
                let old = &earlier.nodes()[e];
                let kinds = crate::office::OfficeKind::ALL;
                let mode = (old.mode != node.mode).then_some((old.mode, node.mode));
                let title = (old.title_th != node.title_th).then(|| (old.title_th.clone(), node.title_th.clone()));
                let applicability = kinds.iter().any(|k| earlier.applies(e, *k) != later.applies(i, *k));
                if mode.is_none() && title.is_none() && !applicability {
                    Crosswalk::Same
                } else {
                    Crosswalk::Changed { mode, title, applicability }
                }
            }
        };
        rows.push(CrosswalkRow { node: node.code.clone(), relation });
    }
    for node in earlier.nodes() {
        if later.position(node.code.as_str()).is_none() {
            rows.push(CrosswalkRow { node: node.code.clone(), relation: Crosswalk::Gone });
        }
    }
    rows
}

/// The order in which people read what a table says.
const READING: [&str; 8] = ["name", "label_th", "formula", "part_of", "operator", "value", "unit", "scope"];

/// A value of a [`Change`] as people read it: texts without quotes, one line for each of a list.
pub fn plain(value: &str) -> String {
    fn words(value: &toml::Value) -> String {
        match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join("\n"),
            toml::Value::Table(table) => {
                READING.into_iter().filter_map(|key| table.get(key)).map(words).collect::<Vec<_>>().join(" · ")
            }
            other => other.to_string(),
        }
    }
    let read = format!("value = {value}").parse::<toml::Table>().ok();
    read.as_ref().and_then(|table| table.get("value")).map_or_else(|| value.to_owned(), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_file_reads_as_plain_words() {
        assert_eq!(plain("\"ดี\""), "ดี");
        assert_eq!(plain("[\"ก\", \"ข\"]"), "ก\nข");
        assert_eq!(plain("{ value = \"80\", unit = \"ร้อยละ\", scope = \"office\" }"), "80 · ร้อยละ · office");
        assert_eq!(plain("[{ name = \"a\", label_th = \"ก\" }]"), "a · ก");
        assert_eq!(plain("2570"), "2570");
    }
}
