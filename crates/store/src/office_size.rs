//! How many schools an office has in a fiscal year.

use std::ops::ControlFlow;

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::OfficeKind;
use domain::office_size::OfficeSize;

use crate::bulk::{Chunk, Target, Upsert};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::mark::Counts;
use crate::row::{Row, values};

/// The size of an office in a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeSizeRow {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Office.
    pub office_id: OfficeId,
    /// Its kind at the end of the year.
    pub kind: OfficeKind,
    /// Its schools.
    pub size: OfficeSize,
}

pub(crate) const FIND: &str = "SELECT fiscal_year, office_id, kind, schools FROM office_sizes
    WHERE office_id = $1 AND fiscal_year <= $2 ORDER BY fiscal_year DESC LIMIT 1";
pub(crate) const LIST_FROM: &str = "SELECT office_id, schools FROM office_sizes
    WHERE fiscal_year = $1 AND kind = $2 AND schools >= $3 AND office_id <> $4 ORDER BY schools, office_id LIMIT $5";
pub(crate) const LIST_BELOW: &str = "SELECT office_id, schools FROM office_sizes
    WHERE fiscal_year = $1 AND kind = $2 AND schools < $3 ORDER BY schools DESC, office_id LIMIT $4";

/// The newest size of an office at or before a fiscal year.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, year: FiscalYear, office: OfficeId) -> Result<Option<OfficeSizeRow>> {
    conn.row(FIND, values![office, year], |row| {
        Ok(OfficeSizeRow { fiscal_year: row.at(0)?, office_id: row.at(1)?, kind: row.at(2)?, size: row.at(3)? })
    })
    .await
}

/// The other offices of the same year and kind that are nearest in size: at most `limit` of those that are smaller, and as many of the
/// others, for [`domain::office_size::nearest`] to choose from. The index is read outwards from the size, so more offices cost no more.
///
/// # Errors
/// When the database fails.
pub async fn list_around(conn: &mut Conn, of: &OfficeSizeRow, limit: u32) -> Result<Vec<(OfficeId, OfficeSize)>> {
    let limit = i64::from(limit);
    let mut found = conn.rows(LIST_BELOW, values![of.fiscal_year, of.kind, of.size, limit], read).await?;
    let from = values![of.fiscal_year, of.kind, of.size, of.office_id, limit];
    found.extend(conn.rows(LIST_FROM, from, read).await?);
    Ok(found)
}

fn read(row: &Row) -> Result<(OfficeId, OfficeSize)> {
    Ok((row.at(0)?, row.at(1)?))
}

const TARGET: Target = Target {
    table: "office_sizes",
    fixed: &[],
    columns: &["office_id", "fiscal_year", "kind", "schools"],
    at_once: usize::MAX,
};

const UPSERT: Upsert =
    Upsert { key: &["office_id", "fiscal_year"], range: "office_id", content: &["kind", "schools"], entails: "" };

/// Brings in many sizes: new ones are inserted, those that say something else are changed, the rest is left alone.
///
/// # Errors
/// [`crate::Error::Duplicate`] when two are of the same office and year.
pub async fn upsert_many(tx: &mut Tx, rows: &[OfficeSizeRow]) -> Result<Counts> {
    // Sizes have no row above them that could be held, and two imports of the same file must take turns.
    let lock = tx.engine().for_update("SELECT id FROM system WHERE id = 1");
    tx.rows(&lock, values![], |_| Ok(())).await?;
    let place = |row: &OfficeSizeRow| (row.office_id.0, row.fiscal_year);
    TARGET.upsert(tx, &UPSERT, &[], rows, place, write, &mut |_| ControlFlow::Continue(())).await
}

fn write(row: &OfficeSizeRow, out: &mut Chunk<'_>) {
    out.int(row.office_id.0).int(i64::from(row.fiscal_year.number()));
    out.text(row.kind.as_str()).int(i64::from(row.size.schools()));
}
