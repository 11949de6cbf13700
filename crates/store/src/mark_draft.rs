//! What an evaluator typed of an item and has not given yet: one row per person and item, seen by that person alone.

use domain::id::{NodeId, UserId};
use domain::level::Level;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;
use crate::self_report::ReportKey;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkDraft {
    /// The level that was chosen.
    pub level: Option<Level>,
    /// Why it differs from the level the office gave itself.
    pub justification: String,
    /// Strengths, connective and recommendation.
    pub suggestion: [String; 3],
    /// The version of the mark it was typed on, 0 where there was none.
    pub mark_version: i32,
    /// The version of the suggestion it was typed on, 0 where there was none.
    pub suggestion_version: i32,
}

pub(crate) const FIND: &str =
    "SELECT level, justification, strengths, connective, recommendation, mark_version, suggestion_version, kept_at
    FROM mark_drafts
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND user_id = $6";
pub(crate) const SAVE: &str = "INSERT INTO mark_drafts (fiscal_year, instrument_id, round, office_id, node_id, user_id,
        level, justification, strengths, connective, recommendation, mark_version, suggestion_version, kept_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (fiscal_year, instrument_id, round, office_id, node_id, user_id) DO UPDATE SET level = excluded.level,
        justification = excluded.justification, strengths = excluded.strengths, connective = excluded.connective,
        recommendation = excluded.recommendation, mark_version = excluded.mark_version,
        suggestion_version = excluded.suggestion_version, kept_at = excluded.kept_at";
pub(crate) const DELETE: &str = "DELETE FROM mark_drafts
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND user_id = $6";

/// What a person typed of an item, and when.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &mut Conn,
    report: ReportKey,
    node: NodeId,
    user: UserId,
) -> Result<Option<(MarkDraft, Timestamp)>> {
    let ReportKey { fiscal_year, instrument_id, round, office_id } = report;
    conn.row(FIND, values![fiscal_year, instrument_id, round, office_id, node, user], |row| {
        let draft = MarkDraft {
            level: row.get_opt("level")?,
            justification: row.get("justification")?,
            suggestion: [row.get("strengths")?, row.get("connective")?, row.get("recommendation")?],
            mark_version: row.get("mark_version")?,
            suggestion_version: row.get("suggestion_version")?,
        };
        Ok((draft, row.get("kept_at")?))
    })
    .await
}

/// Keeps what a person typed of an item in place of what was kept before.
///
/// # Errors
/// When the database fails.
pub async fn save(
    tx: &mut Tx,
    report: ReportKey,
    (node, user): (NodeId, UserId),
    draft: &MarkDraft,
    now: Timestamp,
) -> Result<()> {
    let ReportKey { fiscal_year, instrument_id, round, office_id } = report;
    let MarkDraft { level, justification, suggestion, mark_version, suggestion_version } = draft;
    let [strengths, connective, recommendation] = suggestion;
    let row = values![
        fiscal_year,
        instrument_id,
        round,
        office_id,
        node,
        user,
        *level,
        *justification,
        *strengths,
        *connective,
        *recommendation,
        *mark_version,
        *suggestion_version,
        now
    ];
    tx.run(SAVE, row).await?;
    Ok(())
}

/// Forgets what a person typed of an item; says whether there was anything.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, report: ReportKey, node: NodeId, user: UserId) -> Result<bool> {
    let ReportKey { fiscal_year, instrument_id, round, office_id } = report;
    Ok(tx.run(DELETE, values![fiscal_year, instrument_id, round, office_id, node, user]).await? > 0)
}
