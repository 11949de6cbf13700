//! Files that offices bring as evidence: uploaded once, cited at any node of any instrument. The bytes are in [`crate::object`].

use domain::fiscal_year::FiscalYear;
use domain::id::{AttachmentId, InstrumentId, NodeId, OfficeId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::page::Page;
use crate::row::{Row, values};

/// A file to be put on record; its object is written before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// The office it belongs to.
    pub office_id: OfficeId,
    /// Hash of the bytes, in hexadecimal: the name of the object.
    pub sha256: String,
    /// Size in bytes.
    pub size: i64,
    /// "application/pdf", …
    pub media_type: String,
    /// The name the file had.
    pub name: String,
}

/// A file on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Id.
    pub id: AttachmentId,
    /// What it is.
    pub attachment: NewAttachment,
    /// Counts its changes.
    pub version: i32,
    /// When it was uploaded.
    pub created_at: Timestamp,
}

/// A place where a file is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// The office that cites it.
    pub office_id: OfficeId,
    /// Node.
    pub node_id: NodeId,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.office_id, a.sha256, a.size, a.media_type, a.name, a.version, a.created_at FROM ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("attachments a WHERE a.id = $1");
pub(crate) const LIST_BY_OFFICE: &str =
    select!("attachments a WHERE a.office_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3");
pub(crate) const FIND_BY_SHA256: &str =
    select!("attachments a WHERE a.office_id = $1 AND a.sha256 = $2 ORDER BY a.id LIMIT 1");
pub(crate) const LIST_CITED_BY_REPORT: &str = "SELECT c.node_id, a.sha256 FROM attachment_citations c
    JOIN attachments a ON a.id = c.attachment_id
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.office_id = $3 ORDER BY c.node_id, a.sha256";
pub(crate) const LIST_CITATIONS_BY_OFFICE: &str =
    "SELECT c.attachment_id, c.fiscal_year, c.instrument_id, c.office_id, c.node_id
    FROM attachments a JOIN attachment_citations c ON c.attachment_id = a.id
    WHERE a.office_id = $1 AND a.id >= $2 AND a.id <= $3
    ORDER BY c.attachment_id, c.fiscal_year, c.instrument_id, c.office_id, c.node_id";
pub(crate) const LIST_CITED: &str = select!(
    "attachment_citations c JOIN attachments a ON a.id = c.attachment_id
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.office_id = $3 AND c.node_id = $4 ORDER BY c.attachment_id"
);
pub(crate) const LIST_CITATIONS: &str =
    "SELECT fiscal_year, instrument_id, office_id, node_id FROM attachment_citations
    WHERE attachment_id = $1 ORDER BY fiscal_year, instrument_id, node_id";

/// The file with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<AttachmentRow>> {
    conn.row(FIND, values![id], read).await
}

/// The files of an office, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    office: OfficeId,
    page: &Page<AttachmentId>,
) -> Result<Vec<AttachmentRow>> {
    let after = page.after.map_or(-1, |id| id.0);
    conn.rows(LIST_BY_OFFICE, values![office, after, page.limit()], read).await
}

/// The files cited in a place.
///
/// # Errors
/// When the database fails.
pub async fn list_cited(conn: &mut Conn, place: Citation) -> Result<Vec<AttachmentRow>> {
    conn.rows(LIST_CITED, values![place.fiscal_year, place.instrument_id, place.office_id, place.node_id], read).await
}

/// The file of an office with these bytes.
///
/// # Errors
/// When the database fails.
pub async fn find_by_sha256(conn: &mut Conn, office: OfficeId, sha256: &str) -> Result<Option<AttachmentRow>> {
    conn.row(FIND_BY_SHA256, values![office, sha256], read).await
}

/// The hashes of the files that each item of an office's report cites, in one query.
///
/// # Errors
/// When the database fails.
pub async fn list_cited_by_report(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
) -> Result<Vec<(NodeId, String)>> {
    let row = values![year, instrument, office];
    conn.rows(LIST_CITED_BY_REPORT, row, |row| Ok((row.get("node_id")?, row.get("sha256")?))).await
}

/// Where the files of an office from one id to another are cited, in one query.
///
/// # Errors
/// When the database fails.
pub async fn list_citations_by_office(
    conn: &mut Conn,
    office: OfficeId,
    (first, last): (AttachmentId, AttachmentId),
) -> Result<Vec<(AttachmentId, Citation)>> {
    conn.rows(LIST_CITATIONS_BY_OFFICE, values![office, first, last], |row| {
        Ok((row.get("attachment_id")?, read_citation(row)?))
    })
    .await
}

/// The places where a file is cited.
///
/// # Errors
/// When the database fails.
pub async fn list_citations(conn: &mut Conn, id: AttachmentId) -> Result<Vec<Citation>> {
    conn.rows(LIST_CITATIONS, values![id], read_citation).await
}

fn read_citation(row: &Row) -> Result<Citation> {
    Ok(Citation {
        fiscal_year: row.get("fiscal_year")?,
        instrument_id: row.get("instrument_id")?,
        office_id: row.get("office_id")?,
        node_id: row.get("node_id")?,
    })
}

fn read(row: &Row) -> Result<AttachmentRow> {
    Ok(AttachmentRow {
        id: row.get("id")?,
        attachment: NewAttachment {
            office_id: row.get("office_id")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media_type: row.get("media_type")?,
            name: row.get("name")?,
        },
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

/// Puts a file on record.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewAttachment, now: Timestamp) -> Result<AttachmentId> {
    const INSERT: &str = "INSERT INTO attachments (id, office_id, sha256, size, media_type, name, version, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7)";
    let id = AttachmentId(tx.next_id(now));
    tx.run(INSERT, values![id, new.office_id, new.sha256, new.size, new.media_type, new.name, now]).await?;
    Ok(id)
}

/// Gives a file another name and returns its new version. Its bytes never change: other bytes are another file.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(tx: &mut Tx, id: AttachmentId, version: i32, name: &str) -> Result<i32, SaveError<AttachmentRow>> {
    const SAVE: &str = "UPDATE attachments SET name = $3, version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(SAVE, values![id, version, name]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(version + 1)
}

/// Takes a file off the record. The sweep of [`crate::object`] removes its bytes when nothing cites them any more.
///
/// # Errors
/// A conflict when `version` is not the current one; [`crate::Error::Reference`] while the file is cited.
pub async fn delete(tx: &mut Tx, id: AttachmentId, version: i32) -> Result<(), SaveError<AttachmentRow>> {
    if tx.run("DELETE FROM attachments WHERE id = $1 AND version = $2", values![id, version]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(())
}

/// Cites a file in a place; citing it twice changes nothing.
///
/// # Errors
/// [`crate::Error::Reference`] when there is no such file.
pub async fn insert_citation(tx: &mut Tx, id: AttachmentId, place: Citation) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO attachment_citations (fiscal_year, instrument_id, office_id, node_id, attachment_id)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    tx.run(INSERT, values![place.fiscal_year, place.instrument_id, place.office_id, place.node_id, id]).await?;
    Ok(())
}

/// Cites a file in a place no longer.
///
/// # Errors
/// When the database fails.
pub async fn delete_citation(tx: &mut Tx, id: AttachmentId, place: Citation) -> Result<()> {
    const DELETE: &str = "DELETE FROM attachment_citations
        WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND attachment_id = $5";
    tx.run(DELETE, values![place.fiscal_year, place.instrument_id, place.office_id, place.node_id, id]).await?;
    Ok(())
}
