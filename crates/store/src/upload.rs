//! Files on their way into a library: how much of each has arrived, and in which objects its parts lie. A part is written before its
//! row, so what was acknowledged is there.

use domain::id::{OfficeId, UploadId, UserId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};

/// A file that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// Who brings it.
    pub user_id: UserId,
    /// The office it is for.
    pub office_id: OfficeId,
    /// The name it has.
    pub name: String,
    /// All its bytes.
    pub size: i64,
    /// When it is given up.
    pub expires_at: Timestamp,
}

/// A file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRow {
    /// Id.
    pub id: UploadId,
    /// What was announced.
    pub upload: NewUpload,
    /// Bytes that have arrived.
    pub received: i64,
}

/// Bytes of a file that have arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where in the file they begin.
    pub begins_at: i64,
    /// How many.
    pub size: i64,
    /// Hash of them: the name of their object.
    pub sha256: String,
}

pub(crate) const FIND: &str =
    "SELECT id, user_id, office_id, name, size, received, expires_at FROM uploads WHERE id = $1";
pub(crate) const SUM_BY_OFFICE: &str =
    "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM uploads WHERE office_id = $1";
pub(crate) const LIST_PARTS: &str =
    "SELECT begins_at, size, sha256 FROM upload_parts WHERE upload_id = $1 ORDER BY begins_at";
pub(crate) const LIST_EXPIRED: &str =
    "SELECT id, user_id, office_id, name, size, received, expires_at FROM uploads WHERE expires_at < $1
    ORDER BY expires_at LIMIT 100";
pub(crate) const ADVANCE: &str =
    "UPDATE uploads SET received = $3, expires_at = $4 WHERE id = $1 AND received = $2 AND size >= $3";

/// The file on its way with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: UploadId) -> Result<Option<UploadRow>> {
    conn.row(FIND, values![id], read).await
}

/// The bytes of all files on their way to an office, also of what has not arrived yet.
///
/// # Errors
/// When the database fails.
pub async fn sum_by_office(conn: &mut Conn, office: OfficeId) -> Result<i64> {
    conn.only(SUM_BY_OFFICE, values![office], |row| row.get("bytes")).await
}

/// The parts of a file, in order.
///
/// # Errors
/// When the database fails.
pub async fn list_parts(conn: &mut Conn, id: UploadId) -> Result<Vec<Part>> {
    conn.rows(LIST_PARTS, values![id], |row| {
        Ok(Part { begins_at: row.get("begins_at")?, size: row.get("size")?, sha256: row.get("sha256")? })
    })
    .await
}

/// Some of the files that were given up before a moment.
///
/// # Errors
/// When the database fails.
pub async fn list_expired(conn: &mut Conn, before: Timestamp) -> Result<Vec<UploadRow>> {
    conn.rows(LIST_EXPIRED, values![before], read).await
}

fn read(row: &Row) -> Result<UploadRow> {
    Ok(UploadRow {
        id: row.get("id")?,
        upload: NewUpload {
            user_id: row.get("user_id")?,
            office_id: row.get("office_id")?,
            name: row.get("name")?,
            size: row.get("size")?,
            expires_at: row.get("expires_at")?,
        },
        received: row.get("received")?,
    })
}

/// Puts an announced file on record.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewUpload, now: Timestamp) -> Result<UploadId> {
    const INSERT: &str = "INSERT INTO uploads (id, user_id, office_id, name, size, received, expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, 0, $6, $7)";
    let id = UploadId(tx.next_id(now));
    tx.run(INSERT, values![id, new.user_id, new.office_id, new.name, new.size, new.expires_at, now]).await?;
    Ok(id)
}

/// Adds a part behind what has arrived. False when it does not begin there (any more): somebody else was quicker.
///
/// # Errors
/// When the database fails.
pub async fn append(tx: &mut Tx, id: UploadId, part: &Part, expires_at: Timestamp) -> Result<bool> {
    const INSERT: &str = "INSERT INTO upload_parts (upload_id, begins_at, size, sha256) VALUES ($1, $2, $3, $4)";
    let end = part.begins_at.saturating_add(part.size);
    if tx.run(ADVANCE, values![id, part.begins_at, end, expires_at]).await? == 0 {
        return Ok(false);
    }
    tx.run(INSERT, values![id, part.begins_at, part.size, part.sha256]).await?;
    Ok(true)
}

/// Forgets a file on its way with its parts; the sweep of [`crate::object`] removes their bytes. False when it was forgotten already.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, id: UploadId) -> Result<bool> {
    tx.run("DELETE FROM upload_parts WHERE upload_id = $1", values![id]).await?;
    Ok(tx.run("DELETE FROM uploads WHERE id = $1", values![id]).await? == 1)
}
