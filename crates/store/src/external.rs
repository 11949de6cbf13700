//! What the centre brought in from elsewhere: one row for each time, with its source. The marks themselves are in [`crate::mark`].

use domain::fiscal_year::FiscalYear;
use domain::id::{InstrumentId, UserId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};

/// Numbers brought in from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalImport {
    /// Where they come from.
    pub source: String,
    /// How many rows there were.
    pub count: i64,
    /// When.
    pub at: Timestamp,
    /// By whom; none for commands.
    pub by: Option<UserId>,
}

pub(crate) const LIST: &str = "SELECT source, row_count, created_at, created_by FROM external_imports
    WHERE fiscal_year = $1 AND instrument_id = $2 ORDER BY id DESC LIMIT $3";

/// What was brought in for an instrument, the newest first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    limit: u32,
) -> Result<Vec<ExternalImport>> {
    conn.rows(LIST, values![year, instrument, i64::from(limit)], |row: &Row| {
        Ok(ExternalImport {
            source: row.get("source")?,
            count: row.get("row_count")?,
            at: row.get("created_at")?,
            by: row.get_opt("created_by")?,
        })
    })
    .await
}

/// Notes what was brought in.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    (source, count): (&str, i64),
    (now, by): (Timestamp, Option<UserId>),
) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO external_imports (fiscal_year, instrument_id, id, source, row_count, created_at, created_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let id = tx.next_id(now);
    tx.run(INSERT, values![year, instrument, id, source, count, now, by]).await?;
    Ok(())
}
