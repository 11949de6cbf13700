//! What evaluators suggest to an office about a node: strengths, a connective, a recommendation.

use std::ops::ControlFlow;

use domain::fiscal_year::FiscalYear;
use domain::id::{InstrumentId, NodeId, OfficeId};
use jiff::Timestamp;

use crate::bulk::{Chunk, Target, Upsert};
use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::instrument;
use crate::mark::Counts;
use crate::row::{Row, values};

/// A suggestion to an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Office.
    pub office_id: OfficeId,
    /// Node, [`NodeId::OVERALL`] for the instrument as a whole.
    pub node_id: NodeId,
    /// What is good.
    pub strengths: String,
    /// The words that join the two ("อย่างไรก็ตาม").
    pub connective: String,
    /// What should be done.
    pub recommendation: String,
}

/// A stored suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionRow {
    /// What it says.
    pub suggestion: Suggestion,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT office_id, node_id, strengths, connective, recommendation, version, updated_at FROM suggestions
            WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("AND node_id = $4");
pub(crate) const LIST_BY_OFFICE: &str = select!("ORDER BY node_id");
pub(crate) const LIST_BY_OFFICES: &str =
    "SELECT office_id, node_id, strengths, connective, recommendation, version, updated_at
    FROM suggestions WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id >= $3 AND office_id <= $4
    ORDER BY office_id, node_id";

/// The suggestion to an office about a node.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
    node: NodeId,
) -> Result<Option<SuggestionRow>> {
    conn.row(FIND, values![year, instrument, office, node], read).await
}

/// All suggestions to an office, by node.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
) -> Result<Vec<SuggestionRow>> {
    conn.rows(LIST_BY_OFFICE, values![year, instrument, office], read).await
}

/// All suggestions to the offices from one id to another, by office and node: what many offices need, in one query.
///
/// # Errors
/// When the database fails.
pub async fn list_by_offices(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    first: OfficeId,
    last: OfficeId,
) -> Result<Vec<Suggestion>> {
    let rows = conn.rows(LIST_BY_OFFICES, values![year, instrument, first, last], read).await?;
    Ok(rows.into_iter().map(|row| row.suggestion).collect())
}

fn read(row: &Row) -> Result<SuggestionRow> {
    Ok(SuggestionRow {
        suggestion: Suggestion {
            office_id: row.get("office_id")?,
            node_id: row.get("node_id")?,
            strengths: row.get("strengths")?,
            connective: row.get("connective")?,
            recommendation: row.get("recommendation")?,
        },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    })
}

const TARGET: Target = Target {
    table: "suggestions",
    fixed: &["fiscal_year", "instrument_id", "updated_at", "version"],
    columns: &["office_id", "node_id", "strengths", "connective", "recommendation"],
    at_once: 2000,
};

const UPSERT: Upsert = Upsert {
    key: &["fiscal_year", "instrument_id", "office_id", "node_id"],
    range: "office_id",
    content: &["strengths", "connective", "recommendation"],
    entails: ", version = suggestions.version + 1, updated_at = excluded.updated_at",
};

/// Brings in many suggestions: new ones are inserted, those that say something else are changed and get a new version, the rest is left
/// alone. Holds the instrument.
///
/// # Errors
/// [`crate::Error::Duplicate`] when two are to the same office about the same node.
pub async fn upsert_many(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    suggestions: &[Suggestion],
    now: Timestamp,
) -> Result<Counts> {
    instrument::lock(tx, instrument).await?;
    let fixed = [i64::from(year.number()), instrument.0, now.as_millisecond(), 1];
    let place = |new: &Suggestion| (new.office_id.0, new.node_id.0);
    TARGET.upsert(tx, &UPSERT, &fixed, suggestions, place, write, &mut |_| ControlFlow::Continue(())).await
}

fn write(new: &Suggestion, out: &mut Chunk<'_>) {
    out.int(new.office_id.0).int(new.node_id.0).text(new.strengths.as_str());
    out.text(new.connective.as_str()).text(new.recommendation.as_str());
}

/// New suggestions.
///
/// # Errors
/// [`crate::Error::Duplicate`] when an office has one about a node already.
pub async fn insert_many(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    suggestions: &[Suggestion],
    now: Timestamp,
) -> Result<()> {
    let fixed = [i64::from(year.number()), instrument.0, now.as_millisecond(), 1];
    TARGET.insert(tx, &fixed, suggestions, write).await?;
    Ok(())
}

/// A new suggestion.
///
/// # Errors
/// As [`insert_many`].
pub async fn insert(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    suggestion: &Suggestion,
    now: Timestamp,
) -> Result<()> {
    const INSERT: &str = "INSERT INTO suggestions
        (fiscal_year, instrument_id, office_id, node_id, strengths, connective, recommendation, version, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    let Suggestion { office_id, node_id, strengths, connective, recommendation } = suggestion;
    tx.run(INSERT, values![year, instrument, *office_id, *node_id, *strengths, *connective, *recommendation, now])
        .await?;
    Ok(())
}

/// Changes a suggestion and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    version: i32,
    suggestion: &Suggestion,
    now: Timestamp,
) -> Result<i32, SaveError<SuggestionRow>> {
    const SAVE: &str = "UPDATE suggestions
        SET strengths = $6, connective = $7, recommendation = $8, version = version + 1, updated_at = $9
        WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND version = $5";
    let Suggestion { office_id, node_id, strengths, connective, recommendation } = suggestion;
    let row = values![year, instrument, *office_id, *node_id, version, *strengths, *connective, *recommendation, now];
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, year, instrument, *office_id, *node_id).await?));
    }
    Ok(version + 1)
}

/// Removes a suggestion.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn delete(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    (office, node): (OfficeId, NodeId),
    version: i32,
) -> Result<(), SaveError<SuggestionRow>> {
    const DELETE: &str = "DELETE FROM suggestions
        WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND version = $5";
    if tx.run(DELETE, values![year, instrument, office, node, version]).await? == 0 {
        return Err(refused(find(tx, year, instrument, office, node).await?));
    }
    Ok(())
}
