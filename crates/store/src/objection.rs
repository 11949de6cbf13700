//! Objections of offices to published levels: at most one per item and round.

use domain::id::{NodeId, OfficeId, PublicationId, UserId};
use domain::objection::{Objection, Verdict};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::page::Page;
use crate::round::RoundKey;
use crate::row::{Row, values};
use crate::self_report::ReportKey;

/// A stored objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectionRow {
    /// Office, instrument and round.
    pub key: ReportKey,
    /// Item.
    pub node_id: NodeId,
    /// The publication it speaks of.
    pub publication_id: PublicationId,
    /// What it says and what became of it.
    pub objection: Objection,
    /// Counts its changes.
    pub version: i32,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT fiscal_year, instrument_id, round, office_id, node_id, publication_id, level, words, verdict, to_level, reason,
            version, filed_at, decided_at FROM objections WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!(" AND office_id = $4 AND node_id = $5");
pub(crate) const LIST_BY_REPORT: &str = select!(" AND office_id = $4 ORDER BY node_id");
pub(crate) const LIST_BY_ROUND: &str =
    select!(" AND (office_id, node_id) > ($4, $5) ORDER BY office_id, node_id LIMIT $6");
pub(crate) const COUNT_BY_VERDICT: &str = "SELECT publication_id, verdict, COUNT(*) AS n FROM objections
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 GROUP BY publication_id, verdict ORDER BY publication_id, verdict";
pub(crate) const SAVE: &str =
    "UPDATE objections SET verdict = $7, to_level = $8, reason = $9, decided_at = $10, decided_by = $11,
    version = version + 1
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND version = $6";

/// The objection to an item.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Option<ObjectionRow>> {
    conn.row(FIND, values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node], read).await
}

/// The objections of an office in a round.
///
/// # Errors
/// When the database fails.
pub async fn list_by_report(conn: &mut Conn, key: ReportKey) -> Result<Vec<ObjectionRow>> {
    conn.rows(LIST_BY_REPORT, values![key.fiscal_year, key.instrument_id, key.round, key.office_id], read).await
}

/// The objections in a round, by office and item.
///
/// # Errors
/// When the database fails.
pub async fn list_by_round(
    conn: &mut Conn,
    key: RoundKey,
    page: &Page<(OfficeId, NodeId)>,
) -> Result<Vec<ObjectionRow>> {
    let (office, node) = page.after.unwrap_or((OfficeId(-1), NodeId(-1)));
    let row = values![key.fiscal_year, key.instrument_id, key.round, office, node, page.limit()];
    conn.rows(LIST_BY_ROUND, row, read).await
}

/// How many objections of a round there are, by the publication they speak of and the word of their verdict.
///
/// # Errors
/// When the database fails.
pub async fn count_by_verdict(conn: &mut Conn, key: RoundKey) -> Result<Vec<(PublicationId, String, i64)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round];
    let read = |row: &Row| Ok((row.get("publication_id")?, row.get("verdict")?, row.get("n")?));
    conn.rows(COUNT_BY_VERDICT, row, read).await
}

fn read(row: &Row) -> Result<ObjectionRow> {
    let word: String = row.get("verdict")?;
    let verdict = Verdict::from_word(&word, row.get_opt("to_level")?);
    let verdict =
        verdict.ok_or_else(|| Error::Unreadable { column: "verdict".to_owned(), cause: word.clone().into() })?;
    Ok(ObjectionRow {
        key: ReportKey {
            fiscal_year: row.get("fiscal_year")?,
            instrument_id: row.get("instrument_id")?,
            round: row.get("round")?,
            office_id: row.get("office_id")?,
        },
        node_id: row.get("node_id")?,
        publication_id: row.get("publication_id")?,
        objection: Objection {
            level: row.get("level")?,
            words: row.get("words")?,
            verdict,
            reason: row.get_opt("reason")?,
        },
        version: row.get("version")?,
        filed_at: row.get("filed_at")?,
        decided_at: row.get_opt("decided_at")?,
    })
}

/// A new objection.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the item has one in this round.
pub async fn insert(
    tx: &mut Tx,
    key: ReportKey,
    node: NodeId,
    publication: PublicationId,
    objection: &Objection,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO objections (fiscal_year, instrument_id, round, office_id, node_id, publication_id, level, words,
        verdict, version, filed_at, filed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)";
    let mut row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, publication];
    row.extend(values![objection.level, objection.words, objection.verdict.as_str(), now, by]);
    tx.run(INSERT, row).await?;
    Ok(())
}

/// Changes an objection and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    key: ReportKey,
    node: NodeId,
    version: i32,
    objection: &Objection,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i32, SaveError<ObjectionRow>> {
    let mut row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, version];
    row.extend(values![objection.verdict.as_str(), objection.verdict.level(), objection.reason, now, by]);
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, key, node).await?));
    }
    Ok(version + 1)
}
