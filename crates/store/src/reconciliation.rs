//! Items on which two evaluators differ, and what a lead evaluator decided.

use domain::id::{NodeId, OfficeId, UserId};
use domain::level::Level;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::page::Page;
use crate::round::RoundKey;
use crate::row::{Row, values};
use crate::self_report::ReportKey;

/// What a lead evaluator decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The level that holds.
    pub level: Level,
    /// Why.
    pub words: String,
}

/// An item that waits for a lead evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Office.
    pub office_id: OfficeId,
    /// Item.
    pub node_id: NodeId,
    /// Since when.
    pub opened_at: Timestamp,
}

pub(crate) const FIND: &str = "SELECT level, words FROM reconciliations
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5";
pub(crate) const LIST_WAITING: &str = "SELECT d.office_id, d.node_id, d.opened_at FROM reconciliations d
    JOIN self_reports r ON r.fiscal_year = d.fiscal_year AND r.instrument_id = d.instrument_id AND r.round = d.round
    AND r.office_id = d.office_id
    WHERE d.fiscal_year = $1 AND d.instrument_id = $2 AND d.round = $3 AND (d.office_id, d.node_id) > ($4, $5)
    AND d.level IS NULL AND ($6 < 0 OR r.region = $6) ORDER BY d.office_id, d.node_id LIMIT $7";
pub(crate) const COUNT: &str = "SELECT COUNT(*) AS n, COUNT(level) AS decided FROM reconciliations
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3";
pub(crate) const DECIDE: &str = "UPDATE reconciliations SET level = $6, words = $7, decided_at = $8, decided_by = $9
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND level IS NULL";

/// Whether two evaluators differ on an item, and what was decided.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Option<Option<Decision>>> {
    conn.row(FIND, named(key, node), |row| {
        let level = row.get_opt("level")?;
        let words: Option<String> = row.get_opt("words")?;
        Ok(level.map(|level| Decision { level, words: words.unwrap_or_default() }))
    })
    .await
}

/// The items of a round that wait for a lead evaluator, by office and item; of one region, or of all.
///
/// # Errors
/// When the database fails.
pub async fn list_waiting(
    conn: &mut Conn,
    key: RoundKey,
    region: Option<u16>,
    page: &Page<(OfficeId, NodeId)>,
) -> Result<Vec<Difference>> {
    let (office, node) = page.after.unwrap_or((OfficeId(-1), NodeId(-1)));
    let region = region.map_or(-1, i32::from);
    let row = values![key.fiscal_year, key.instrument_id, key.round, office, node, region, page.limit()];
    let read = |row: &Row| {
        let (office_id, node_id) = (row.get("office_id")?, row.get("node_id")?);
        Ok(Difference { office_id, node_id, opened_at: row.get("opened_at")? })
    };
    conn.rows(LIST_WAITING, row, read).await
}

/// How many items of a round two evaluators differed on, and how many of them are decided.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, key: RoundKey) -> Result<(i64, i64)> {
    let row = values![key.fiscal_year, key.instrument_id, key.round];
    conn.only(COUNT, row, |row| Ok((row.get("n")?, row.get("decided")?))).await
}

/// An item that begins to wait.
///
/// # Errors
/// [`crate::Error::Duplicate`] when it does already.
pub async fn insert(tx: &mut Tx, key: ReportKey, node: NodeId, now: Timestamp) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO reconciliations (fiscal_year, instrument_id, round, office_id, node_id, opened_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let mut row = named(key, node);
    row.extend(values![now]);
    tx.run(INSERT, row).await?;
    Ok(())
}

/// Decides an item that waits; says whether it did.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    key: ReportKey,
    node: NodeId,
    decision: &Decision,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<bool> {
    let mut row = named(key, node);
    row.extend(values![decision.level, decision.words, now, by]);
    Ok(tx.run(DECIDE, row).await? > 0)
}

fn named(key: ReportKey, node: NodeId) -> Vec<sea_orm::sea_query::Value> {
    values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node]
}
