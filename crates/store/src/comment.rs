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
