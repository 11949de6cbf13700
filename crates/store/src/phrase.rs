//! Phrases that evaluators keep for suggestions, by item and level over all years.

use domain::id::UserId;
use domain::level::Level;
use domain::office::{InstrumentCode, NodeCode};
use domain::phrase::kept::Half;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::row::{Column, Row, values};

impl Column for Half {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<Half, Cause> {
        Half::from_word(&raw).ok_or_else(|| format!("no half of a suggestion: {raw}").into())
    }
}

/// A phrase on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseRow {
    /// Its number.
    pub id: i64,
    /// The level it was kept for.
    pub level: Level,
    /// Where it goes.
    pub half: Half,
    /// The words.
    pub text: String,
    /// Who kept it; none for those the program brought.
    pub kept_by: Option<UserId>,
}

pub(crate) const LIST: &str = "SELECT id, level, half, text, kept_by FROM phrases
    WHERE instrument = $1 AND node = $2 ORDER BY level DESC, half DESC, id LIMIT $3";
pub(crate) const FIND: &str = "SELECT id, level, half, text, kept_by FROM phrases
    WHERE instrument = $1 AND node = $2 AND id = $3";
pub(crate) const INSERT: &str = "INSERT INTO phrases (id, instrument, node, level, half, text, kept_by, kept_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
pub(crate) const DELETE: &str = "DELETE FROM phrases WHERE instrument = $1 AND node = $2 AND id = $3";

/// The phrases of an item, those of the highest level first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, (code, node): (&InstrumentCode, &NodeCode), limit: u32) -> Result<Vec<PhraseRow>> {
    conn.rows(LIST, values![*code, *node, i64::from(limit)], read).await
}

/// A phrase of an item.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, (code, node): (&InstrumentCode, &NodeCode), id: i64) -> Result<Option<PhraseRow>> {
    conn.row(FIND, values![*code, *node, id], read).await
}

/// Keeps a phrase; says whether it is new.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    (code, node): (&InstrumentCode, &NodeCode),
    (level, half, text): (Level, Half, &str),
    (now, by): (Timestamp, Option<UserId>),
) -> Result<bool> {
    let id = tx.next_id(now);
    Ok(tx.run(INSERT, values![id, *code, *node, level, half, text, by, now]).await? > 0)
}

/// Removes a phrase of an item; says whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, (code, node): (&InstrumentCode, &NodeCode), id: i64) -> Result<bool> {
    Ok(tx.run(DELETE, values![*code, *node, id]).await? > 0)
}

fn read(row: &Row) -> Result<PhraseRow> {
    Ok(PhraseRow {
        id: row.get("id")?,
        level: row.get("level")?,
        half: row.get("half")?,
        text: row.get("text")?,
        kept_by: row.get_opt("kept_by")?,
    })
}
