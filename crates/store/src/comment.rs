//! Remarks: the thread of an item, between the office and those who judge its report.

use domain::id::{CommentId, NodeId, UserId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;
use crate::self_report::ReportKey;

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRow {
    /// Id; remarks follow one another in its order.
    pub id: CommentId,
    /// Who wrote it.
    pub user: Option<UserId>,
    /// What it says.
    pub text: String,
    /// When.
    pub created_at: Timestamp,
}

pub(crate) const LIST_BY_ITEM: &str = "SELECT id, user_id, text, created_at FROM comments
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 ORDER BY id";
pub(crate) const COUNT_BY_REPORT: &str = "SELECT node_id, COUNT(*) AS n FROM comments
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 GROUP BY node_id ORDER BY node_id";

pub(crate) const LIST_UNREAD: &str = "SELECT c.node_id, COUNT(*) AS n FROM comments c
    LEFT JOIN thread_reads t ON t.fiscal_year = c.fiscal_year AND t.instrument_id = c.instrument_id AND t.round = c.round
    AND t.office_id = c.office_id AND t.node_id = c.node_id AND t.user_id = $5
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.round = $3 AND c.office_id = $4
    AND c.id > COALESCE(t.comment_id, 0) AND (c.user_id IS NULL OR c.user_id <> $5) GROUP BY c.node_id ORDER BY c.node_id";
pub(crate) const FIND_READ: &str = "SELECT comment_id FROM thread_reads
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND user_id = $5 AND node_id = $6";
pub(crate) const LIST_MENTIONS: &str = "SELECT comment_id, user_id FROM comment_mentions
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 ORDER BY comment_id, user_id";

/// The thread of an item, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_item(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Vec<CommentRow>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node];
    conn.rows(LIST_BY_ITEM, row, |row| {
        Ok(CommentRow {
            id: row.get("id")?,
            user: row.get_opt("user_id")?,
            text: row.get("text")?,
            created_at: row.get("created_at")?,
        })
    })
    .await
}

/// How many remarks each item of a report has, in one query.
///
/// # Errors
/// When the database fails.
pub async fn count_by_report(conn: &mut Conn, key: ReportKey) -> Result<Vec<(NodeId, i64)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    conn.rows(COUNT_BY_REPORT, row, |row| Ok((row.get("node_id")?, row.get("n")?))).await
}

/// Adds a remark to the thread.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    key: ReportKey,
    node: NodeId,
    (user, text): (Option<UserId>, &str),
    now: Timestamp,
) -> Result<CommentId> {
    const INSERT: &str =
        "INSERT INTO comments (fiscal_year, instrument_id, round, office_id, node_id, id, user_id, text, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let id = CommentId(tx.next_id(now));
    let mut row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node];
    row.extend(values![id, user, text, now]);
    tx.run(INSERT, row).await?;
    Ok(id)
}

/// Notes to whom a remark is addressed.
///
/// # Errors
/// When the database fails.
pub async fn insert_mention(tx: &mut Tx, key: ReportKey, node: NodeId, id: CommentId, user: UserId) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO comment_mentions (fiscal_year, instrument_id, round, office_id, node_id, comment_id, user_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, id, user];
    tx.run(INSERT, row).await?;
    Ok(())
}

/// To whom the remarks of a thread are addressed.
///
/// # Errors
/// When the database fails.
pub async fn list_mentions(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Vec<(CommentId, UserId)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node];
    conn.rows(LIST_MENTIONS, row, |row| Ok((row.get("comment_id")?, row.get("user_id")?))).await
}

/// How many remarks of others a person has not read, by item, in one query; items without any are not there.
///
/// # Errors
/// When the database fails.
pub async fn list_unread(conn: &mut Conn, key: ReportKey, user: UserId) -> Result<Vec<(NodeId, i64)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, user];
    conn.rows(LIST_UNREAD, row, |row| Ok((row.get("node_id")?, row.get("n")?))).await
}

/// Up to which remark a person has read a thread.
///
/// # Errors
/// When the database fails.
pub async fn find_read(conn: &mut Conn, key: ReportKey, node: NodeId, user: UserId) -> Result<Option<CommentId>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, user, node];
    conn.row(FIND_READ, row, |row| row.get("comment_id")).await
}

/// Notes up to which remark a person has read a thread; never back.
///
/// # Errors
/// When the database fails.
pub async fn save_read(tx: &mut Tx, key: ReportKey, node: NodeId, user: UserId, up_to: CommentId) -> Result<()> {
    const SAVE: &str =
        "INSERT INTO thread_reads (fiscal_year, instrument_id, round, office_id, user_id, node_id, comment_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (fiscal_year, instrument_id, round, office_id, user_id, node_id)
        DO UPDATE SET comment_id = excluded.comment_id WHERE thread_reads.comment_id < excluded.comment_id";
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, user, node, up_to];
    tx.run(SAVE, row).await?;
    Ok(())
}
