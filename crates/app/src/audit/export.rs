//! Entries of the log as a table: CSV in pieces, so that any number of them goes out at the same cost, and a workbook up to a limit.

use domain::audit::AuditEntry;
use domain::policy::Actor;
use domain::problem::Fault;
use report::xlsx::{Cell, Column, Kind, Sheet};
use store::Page;
use store::audit::Moment;

use super::{AuditQuery, Listed, details, list};
use crate::door::App;
use crate::error::{AppError, Result};
use crate::export::{BYTE_ORDER_MARK, IN_MEMORY};
use crate::message::Language;

/// Entries of one piece.
const PIECE: u32 = 1000;
/// Most entries of a workbook. It is put together in memory; whoever needs more takes CSV or a shorter time.
pub const WORKBOOK_MAX: usize = 10_000;

const COLUMNS: [(&str, u16); 10] = [
    ("number", 9),
    ("time", 24),
    ("actor", 24),
    ("account", 16),
    ("action", 30),
    ("name", 20),
    ("entity", 30),
    ("outcome", 14),
    ("detail", 50),
    ("data", 30),
];

fn head(language: Language) -> impl Iterator<Item = String> {
    COLUMNS.iter().map(move |(column, _)| language.fault(&Fault::new("audit-column").with("column", column)))
}

fn row(language: Language, entry: &AuditEntry, listed: &Listed) -> [String; 10] {
    let record = &entry.record;
    let told = details(language, record, &listed.names).into_iter().map(|detail| match detail.before {
        Some(before) => format!("{}: {before} → {}", detail.label, detail.value),
        None => format!("{}: {}", detail.label, detail.value),
    });
    [
        entry.seq.to_string(),
        record.at.to_string(),
        language.audit_actor(&record.actor, &listed.names),
        record.actor.clone(),
        language.audit_action(&record.action),
        record.action.clone(),
        record.entity.clone(),
        language.fault(&Fault::new("audit-outcome").with("outcome", record.outcome.as_str())),
        told.collect::<Vec<_>>().join("; "),
        record.detail.clone(),
    ]
}

/// A table that goes out piece by piece. Nothing is held between two pieces, however slow the reader is.
pub struct Csv {
    app: App,
    actor: Actor,
    query: AuditQuery,
    language: Language,
    at: Place,
}

enum Place {
    Beginning,
    After(Moment),
    End,
}

impl Csv {
    /// The entries that a query finds.
    pub fn new(app: App, actor: Actor, query: AuditQuery, language: Language) -> Csv {
        Csv { app, actor, query, language, at: Place::Beginning }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// When the actor may not, or the database fails.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let (begin, page) = match self.at {
            Place::Beginning => (BYTE_ORDER_MARK.to_vec(), Page::first(PIECE)),
            Place::After(moment) => (Vec::new(), Page::after(moment, PIECE)),
            Place::End => return Ok(None),
        };
        let mut csv = csv::Writer::from_writer(begin);
        if matches!(self.at, Place::Beginning) {
            csv.write_record(head(self.language)).expect(IN_MEMORY);
        }
        let listed = list(&self.app, &self.actor, &self.query, &page).await?;
        for entry in &listed.entries {
            csv.write_record(row(self.language, entry, &listed)).expect(IN_MEMORY);
        }
        self.at = listed.next.map_or(Place::End, Place::After);
        csv.into_inner().map(Some).map_err(|error| AppError::Internal(error.to_string()))
    }
}

/// The newest entries that a query finds as a workbook, at most [`WORKBOOK_MAX`], which says so when there are more.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn workbook(app: &App, actor: &Actor, query: &AuditQuery, language: Language) -> Result<Vec<u8>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut page = Page::first(PIECE);
    let is_cut = loop {
        let listed = list(app, actor, query, &page).await?;
        for entry in &listed.entries {
            let [seq, rest @ ..] = row(language, entry, &listed);
            let number = Cell::Integer(seq.parse().unwrap_or_default());
            rows.push(std::iter::once(number).chain(rest.map(Cell::Text)).collect());
        }
        match listed.next {
            None => break false,
            Some(_) if rows.len() >= WORKBOOK_MAX => break true,
            Some(next) => page = Page::after(next, PIECE),
        }
    };
    rows.truncate(WORKBOOK_MAX);
    let columns = head(language).zip(COLUMNS).enumerate().map(|(i, (header_th, (_, width)))| {
        let kind = if i == 0 { Kind::Integer } else { Kind::Text };
        Column { header_th, group_header_th: None, kind, width }
    });
    let cut = || language.fault(&Fault::new("audit-cut").with("count", WORKBOOK_MAX));
    let sheet = Sheet {
        name: language.fault(&Fault::new("audit-sheet")),
        title_lines: vec![language.fault(&Fault::new("menu-audit"))],
        columns: columns.collect(),
        rows,
        notes: is_cut.then(cut).into_iter().collect(),
        frozen_columns: 2,
    };
    Ok(report::xlsx::workbook(&[sheet]).map_err(report::Error::from)?)
}
