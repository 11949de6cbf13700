//! Instruments of a fiscal year, their revisions, and the ids of their nodes.

use std::collections::HashMap;

use domain::fiscal_year::FiscalYear;
use domain::id::{InstrumentId, NodeId};
use domain::office::{InstrumentCode, NodeCode};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};

/// An instrument of a fiscal year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentRow {
    /// Id.
    pub id: InstrumentId,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Code, unique in its year.
    pub code: InstrumentCode,
    /// Number of the newest revision, none before the first.
    pub latest: Option<i32>,
    /// Number of the newest published revision.
    pub published: Option<i32>,
}

/// One state of the text of an instrument. It never changes; a correction is a new revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// From 1.
    pub number: i32,
    /// Canonical TOML.
    pub toml: String,
    /// Hash of the TOML, in hexadecimal.
    pub sha256: String,
    /// When it was brought in.
    pub created_at: Timestamp,
    /// When it was published.
    pub published_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.fiscal_year, i.code,
            (SELECT MAX(v.number) FROM instrument_revisions v WHERE v.instrument_id = i.id) AS latest,
            (SELECT MAX(v.number) FROM instrument_revisions v WHERE v.instrument_id = i.id AND v.published_at IS NOT NULL) AS published
            FROM instruments i WHERE ",
            $rest
        )
    };
}

pub(crate) const LIST: &str = select!("i.fiscal_year >= $1 AND i.fiscal_year <= $2 ORDER BY i.fiscal_year, i.code");
pub(crate) const FIND: &str = select!("i.id = $1");
pub(crate) const FIND_BY_CODE: &str = select!("i.fiscal_year = $1 AND i.code = $2");
pub(crate) const FIND_REVISION: &str = "SELECT number, toml, sha256, created_at, published_at FROM instrument_revisions
    WHERE instrument_id = $1 AND number = $2";
pub(crate) const LIST_REVISIONS: &str =
    "SELECT number, toml, sha256, created_at, published_at FROM instrument_revisions
    WHERE instrument_id = $1 ORDER BY number";
pub(crate) const LIST_NODES: &str = "SELECT id, code FROM nodes WHERE instrument_id = $1";

/// Instruments of one year, or of all, by year and code. A year has a handful.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, year: Option<FiscalYear>) -> Result<Vec<InstrumentRow>> {
    let (first, last) =
        year.map_or((0, i32::from(u16::MAX)), |year| (i32::from(year.number()), i32::from(year.number())));
    conn.rows(LIST, values![first, last], read).await
}

/// The instrument with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: InstrumentId) -> Result<Option<InstrumentRow>> {
    conn.row(FIND, values![id], read).await
}

/// The instrument of a year with this code.
///
/// # Errors
/// When the database fails.
pub async fn find_by_code(conn: &mut Conn, year: FiscalYear, code: &InstrumentCode) -> Result<Option<InstrumentRow>> {
    conn.row(FIND_BY_CODE, values![year, *code], read).await
}

fn read(row: &Row) -> Result<InstrumentRow> {
    Ok(InstrumentRow {
        id: row.get("id")?,
        fiscal_year: row.get("fiscal_year")?,
        code: row.get("code")?,
        latest: row.get_opt("latest")?,
        published: row.get_opt("published")?,
    })
}

/// A new instrument, without a revision yet.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the year has an instrument of this code.
pub async fn insert(tx: &mut Tx, year: FiscalYear, code: &InstrumentCode, now: Timestamp) -> Result<InstrumentId> {
    const INSERT: &str = "INSERT INTO instruments (id, fiscal_year, code, created_at) VALUES ($1, $2, $3, $4)";
    let id = InstrumentId(tx.take_numbers("instruments", 1).await?);
    tx.run(INSERT, values![id, year, *code, now]).await?;
    Ok(id)
}

/// Holds an instrument until the transaction ends: while it is held no one else brings in marks of it, recomputes its scores,
/// publishes it or gives it a revision, so that what is read of it is of one moment.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: InstrumentId) -> Result<()> {
    let sql = tx.engine().for_update("SELECT id FROM instruments WHERE id = $1");
    tx.rows(&sql, values![id], |_| Ok(())).await?;
    Ok(())
}

/// Holds an instrument together with others who do the same, against [`lock`].
///
/// # Errors
/// When the database fails.
pub async fn lock_shared(tx: &mut Tx, id: InstrumentId) -> Result<()> {
    let sql = tx.engine().for_share("SELECT id FROM instruments WHERE id = $1");
    tx.rows(&sql, values![id], |_| Ok(())).await?;
    Ok(())
}

/// A new revision with this text and hash; returns its number. When the newest revision has the same hash nothing is added and its number
/// is returned, so that bringing in a file twice changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn insert_revision(tx: &mut Tx, id: InstrumentId, toml: &str, sha256: &str, now: Timestamp) -> Result<i32> {
    const LATEST: &str =
        "SELECT number, sha256 FROM instrument_revisions WHERE instrument_id = $1 ORDER BY number DESC LIMIT 1";
    const INSERT: &str = "INSERT INTO instrument_revisions (instrument_id, number, toml, sha256, created_at) VALUES ($1, $2, $3, $4, $5)";
    lock(tx, id).await?;
    let latest =
        tx.row(LATEST, values![id], |row| Ok((row.get::<i32>("number")?, row.get::<String>("sha256")?))).await?;
    let number = match latest {
        Some((number, same)) if same == sha256 => return Ok(number),
        Some((number, _)) => number + 1,
        None => 1,
    };
    tx.run(INSERT, values![id, number, toml, sha256, now]).await?;
    Ok(number)
}

/// Publishes a revision; one that is published already stays as it was.
///
/// # Errors
/// When the database fails.
pub async fn publish_revision(tx: &mut Tx, id: InstrumentId, number: i32, now: Timestamp) -> Result<()> {
    const PUBLISH: &str = "UPDATE instrument_revisions SET published_at = $3
        WHERE instrument_id = $1 AND number = $2 AND published_at IS NULL";
    tx.run(PUBLISH, values![id, number, now]).await?;
    Ok(())
}

/// A revision of an instrument.
///
/// # Errors
/// When the database fails.
pub async fn find_revision(conn: &mut Conn, id: InstrumentId, number: i32) -> Result<Option<Revision>> {
    conn.row(FIND_REVISION, values![id, number], read_revision).await
}

/// The revisions of an instrument, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_revisions(conn: &mut Conn, id: InstrumentId) -> Result<Vec<Revision>> {
    conn.rows(LIST_REVISIONS, values![id], read_revision).await
}

fn read_revision(row: &Row) -> Result<Revision> {
    Ok(Revision {
        number: row.get("number")?,
        toml: row.get("toml")?,
        sha256: row.get("sha256")?,
        created_at: row.get("created_at")?,
        published_at: row.get_opt("published_at")?,
    })
}

/// The ids of all nodes an instrument has had in any revision.
///
/// # Errors
/// When the database fails.
pub async fn list_nodes(conn: &mut Conn, id: InstrumentId) -> Result<HashMap<NodeCode, NodeId>> {
    let nodes = conn.rows(LIST_NODES, values![id], |row| Ok((row.get("code")?, row.get("id")?))).await?;
    Ok(nodes.into_iter().collect())
}

/// Gives an id to every code that has none yet, and returns the ids of all nodes of the instrument. A code keeps its id over all
/// revisions.
///
/// # Errors
/// When the database fails.
pub async fn insert_nodes(tx: &mut Tx, id: InstrumentId, codes: &[NodeCode]) -> Result<HashMap<NodeCode, NodeId>> {
    const INSERT: &str = "INSERT INTO nodes (id, instrument_id, code) VALUES ($1, $2, $3)";
    lock(tx, id).await?;
    let mut nodes = list_nodes(tx, id).await?;
    let fresh: Vec<&NodeCode> = codes.iter().filter(|code| !nodes.contains_key(*code)).collect();
    if !fresh.is_empty() {
        let first = tx.take_numbers("nodes", i64::try_from(fresh.len()).expect("fits")).await?;
        for (number, code) in (first..).zip(fresh) {
            tx.run(INSERT, values![number, id, *code]).await?;
            nodes.insert(code.clone(), NodeId(number));
        }
    }
    Ok(nodes)
}
