//! What every column of the tables says.

use domain::fiscal_year::RoundCode;
use domain::instrument::{Mode, NodeKind};
use domain::office::OfficeKind;
use domain::problem::Fault;
use domain::scoring::Reason;

use crate::export::{BYTE_ORDER_MARK, IN_MEMORY};
use crate::message::Language;

/// What a column holds, by the words of Table Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words or codes.
    Text,
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Number,
    /// "true" or "false".
    Boolean,
}

impl Kind {
    /// The word of Table Schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
        }
    }
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name in the head of the table.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Key of the words that say what it means.
    pub key: &'static str,
    /// Whether every row has a value.
    pub is_required: bool,
}

impl Column {
    /// The only values it has, where they are few.
    pub fn values(&self) -> Vec<&'static str> {
        match self.name {
            "through" | "round" => RoundCode::ALL.map(RoundCode::as_str).to_vec(),
            "state" => vec!["scored", "incomplete", "left_out"],
            "reason" => Reason::ALL.map(Reason::as_str).to_vec(),
            "office_kind" => OfficeKind::ALL.map(OfficeKind::as_str).to_vec(),
            "item_kind" => NodeKind::WORDS.iter().copied().chain([OVERALL_KIND]).collect(),
            "mode" => Mode::WORDS.to_vec(),
            _ => Vec::new(),
        }
    }
}

/// What the row of the overall is among items.
pub(super) const OVERALL_KIND: &str = "overall";

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name; the file has ".csv" behind it.
    pub name: &'static str,
    /// Key of the words that say what a row is.
    pub key: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// The columns that tell rows apart.
    pub primary: &'static [&'static str],
    /// Columns that name a row of another table: column, table, its column.
    pub foreign: &'static [(&'static str, &'static str, &'static str)],
}

const fn column(name: &'static str, kind: Kind, is_required: bool, key: &'static str) -> Column {
    Column { name, kind, key, is_required }
}

/// The tables of a publication.
pub const TABLES: [Table; 5] = [
    Table {
        name: "results",
        key: "data-file-results",
        columns: &[
            column("publication", Kind::Text, true, "data-column-publication"),
            column("instrument", Kind::Text, true, "data-column-instrument"),
            column("fiscal_year", Kind::Integer, true, "data-column-fiscal-year"),
            column("through", Kind::Text, true, "data-column-through"),
            column("office_name_th", Kind::Text, true, "data-column-office-name-th"),
            column("office", Kind::Text, true, "data-column-office"),
            column("node", Kind::Text, true, "data-column-node"),
            column("state", Kind::Text, true, "data-column-state"),
            column("reason", Kind::Text, false, "data-column-reason"),
            column("mean", Kind::Number, false, "data-column-mean"),
            column("level", Kind::Integer, false, "data-column-level"),
            column("counted", Kind::Text, false, "data-column-counted"),
            column("left_out", Kind::Text, false, "data-column-left-out"),
            column("value", Kind::Number, false, "data-column-value"),
            column("target", Kind::Number, false, "data-column-target"),
            column("achieved", Kind::Boolean, false, "data-column-achieved"),
        ],
        primary: &["office", "node"],
        foreign: &[("office", "offices", "office"), ("node", "items", "node")],
    },
    Table {
        name: "offices",
        key: "data-file-offices",
        columns: &[
            column("office", Kind::Text, true, "data-column-office"),
            column("office_kind", Kind::Text, true, "data-column-office-kind"),
            column("name_th", Kind::Text, true, "data-column-name-th"),
            column("short_name_th", Kind::Text, true, "data-column-short-name-th"),
            column("name_en", Kind::Text, false, "data-column-name-en"),
            column("region", Kind::Integer, true, "data-column-region"),
            column("provinces", Kind::Text, false, "data-column-provinces"),
        ],
        primary: &["office"],
        foreign: &[],
    },
    Table {
        name: "items",
        key: "data-file-items",
        columns: &[
            column("node", Kind::Text, true, "data-column-node"),
            column("parent", Kind::Text, false, "data-column-parent"),
            column("item_kind", Kind::Text, true, "data-column-item-kind"),
            column("mode", Kind::Text, false, "data-column-mode"),
            column("label_th", Kind::Text, true, "data-column-label-th"),
            column("title_th", Kind::Text, true, "data-column-title-th"),
            column("title_en", Kind::Text, false, "data-column-title-en"),
            column("weight", Kind::Number, false, "data-column-weight"),
            column("applies_to", Kind::Text, false, "data-column-applies-to"),
        ],
        primary: &["node"],
        foreign: &[],
    },
    Table {
        name: "marks",
        key: "data-file-marks",
        columns: &[
            column("office", Kind::Text, true, "data-column-holder"),
            column("node", Kind::Text, true, "data-column-node"),
            column("round", Kind::Text, true, "data-column-round"),
            column("level", Kind::Integer, false, "data-column-mark-level"),
            column("value", Kind::Number, false, "data-column-mark-value"),
            column("note", Kind::Text, false, "data-column-note"),
        ],
        primary: &["office", "node", "round"],
        foreign: &[("node", "items", "node")],
    },
    Table {
        name: "regions",
        key: "data-file-regions",
        columns: &[
            column("number", Kind::Integer, true, "data-column-region"),
            column("name_th", Kind::Text, true, "data-column-region-name"),
            column("province_code", Kind::Text, true, "data-column-province-code"),
            column("province_th", Kind::Text, true, "data-column-province-th"),
            column("province_en", Kind::Text, false, "data-column-province-en"),
        ],
        primary: &["number", "province_code"],
        foreign: &[],
    },
];

/// The dictionary as a table of its own, in both languages.
pub fn dictionary() -> Vec<u8> {
    let mut csv = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    csv.write_record(["table", "column", "type", "required", "values", "description_th", "description_en"])
        .expect(IN_MEMORY);
    for table in &TABLES {
        for column in table.columns {
            let words = |language: Language| language.fault(&Fault::new(column.key));
            let row = [
                table.name.to_owned(),
                column.name.to_owned(),
                column.kind.as_str().to_owned(),
                column.is_required.to_string(),
                column.values().join(" "),
                words(Language::Th),
                words(Language::En),
            ];
            csv.write_record(&row).expect(IN_MEMORY);
        }
    }
    csv.into_inner().expect(IN_MEMORY)
}
