//! Receipts: which office has read its published result, and which has said that it received it.

use domain::id::{OfficeId, PublicationId, UserId};
use domain::office::OfficeCode;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::page::Page;
use crate::publication::PublicationRow;
use crate::row::values;

/// What an office did with its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When somebody of the office opened it first.
    pub read_at: Timestamp,
    /// When its director said that it was received.
    pub acknowledged_at: Option<Timestamp>,
    /// Who said so.
    pub acknowledged_by: Option<UserId>,
}

/// An office of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Office.
    pub office_id: OfficeId,
    /// Its code at the time.
    pub office_code: OfficeCode,
    /// Why its result is not given out, for an incomplete one.
    pub withheld: Option<String>,
    /// When it was opened first.
    pub read_at: Option<Timestamp>,
    /// When it was received.
    pub acknowledged_at: Option<Timestamp>,
}

pub(crate) const FIND: &str = "SELECT read_at, acknowledged_at, acknowledged_by FROM publication_receipts
    WHERE publication_id = $1 AND office_id = $2";
pub(crate) const LIST: &str =
    "SELECT p.office_id, p.office_code, p.withheld, r.read_at, r.acknowledged_at FROM publication_offices p
    LEFT JOIN publication_receipts r ON r.publication_id = p.publication_id AND r.office_id = p.office_id
    WHERE p.fiscal_year = $1 AND p.publication_id = $2 AND p.office_code > $3 ORDER BY p.office_code LIMIT $4";
pub(crate) const COUNT: &str =
    "SELECT COUNT(*) AS n, COUNT(acknowledged_at) AS acknowledged FROM publication_receipts WHERE publication_id = $1";
pub(crate) const ACKNOWLEDGE: &str = "UPDATE publication_receipts SET acknowledged_at = $3, acknowledged_by = $4
    WHERE publication_id = $1 AND office_id = $2 AND acknowledged_at IS NULL";

/// What an office did with its result in a publication.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, publication: PublicationId, office: OfficeId) -> Result<Option<Receipt>> {
    conn.row(FIND, values![publication, office], |row| {
        Ok(Receipt {
            read_at: row.get("read_at")?,
            acknowledged_at: row.get_opt("acknowledged_at")?,
            acknowledged_by: row.get_opt("acknowledged_by")?,
        })
    })
    .await
}

/// The offices of a publication with what they did, by code.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, publication: &PublicationRow, page: &Page<OfficeCode>) -> Result<Vec<Recipient>> {
    let after = page.after.as_ref().map_or("", OfficeCode::as_str);
    let row = values![publication.publication.fiscal_year, publication.id, after, page.limit()];
    conn.rows(LIST, row, |row| {
        Ok(Recipient {
            office_id: row.get("office_id")?,
            office_code: row.get("office_code")?,
            withheld: row.get_opt("withheld")?,
            read_at: row.get_opt("read_at")?,
            acknowledged_at: row.get_opt("acknowledged_at")?,
        })
    })
    .await
}

/// How many offices have read a publication, and how many of them have received it.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, publication: PublicationId) -> Result<(i64, i64)> {
    conn.only(COUNT, values![publication], |row| Ok((row.get("n")?, row.get("acknowledged")?))).await
}

/// Notes that an office has read its result. False when that was noted before.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, publication: PublicationId, office: OfficeId, now: Timestamp) -> Result<bool> {
    const INSERT: &str = "INSERT INTO publication_receipts (publication_id, office_id, read_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(tx.run(INSERT, values![publication, office, now]).await? == 1)
}

/// Notes that an office says it received its result. False when it had said so before.
///
/// # Errors
/// When the database fails.
pub async fn acknowledge(
    tx: &mut Tx,
    publication: PublicationId,
    office: OfficeId,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<bool> {
    insert(tx, publication, office, now).await?;
    Ok(tx.run(ACKNOWLEDGE, values![publication, office, now, by]).await? == 1)
}
