//! Documents that were given out, each under the code printed on it.

use domain::fiscal_year::FiscalYear;
use domain::id::{OfficeId, PublicationId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::page::Page;
use crate::row::{Column, Row, values};

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The code printed on it.
    pub code: String,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// The publications it shows, one per instrument.
    pub publications: PublicationSet,
    /// Office, [`OfficeId::NATIONAL`] for a document about all.
    pub office_id: OfficeId,
    /// "letter", "result", "national", …
    pub kind: String,
    /// "pdf", "docx" or "xlsx".
    pub format: String,
    /// Hash of the file as it was rendered last, in hexadecimal; also the name of its object where it is kept.
    pub sha256: String,
    /// Size of that file in bytes.
    pub size: i64,
    /// When it was rendered first.
    pub rendered_at: Timestamp,
    /// Whether that file lies in the object store.
    pub kept: bool,
}

/// Publications a document shows, kept in one column in ascending order so that equal sets are equal texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationSet(Vec<PublicationId>);

impl PublicationSet {
    /// The set of these publications.
    pub fn new(publications: impl IntoIterator<Item = PublicationId>) -> PublicationSet {
        let mut ids: Vec<PublicationId> = publications.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        PublicationSet(ids)
    }

    /// The publications, in ascending order.
    pub fn ids(&self) -> &[PublicationId] {
        &self.0
    }
}

impl Column for PublicationSet {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.0.iter().map(PublicationId::to_string).collect::<Vec<_>>().join(",")
    }

    fn from_raw(raw: String) -> Result<PublicationSet, Cause> {
        let ids = raw.split(',').filter(|id| !id.is_empty()).map(|id| Ok(PublicationId(id.parse()?)));
        Ok(PublicationSet(ids.collect::<Result<_, Cause>>()?))
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT code, fiscal_year, publications, office_id, kind, format, sha256, size, rendered_at, kept FROM documents WHERE ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("code = $1");
pub(crate) const FIND_BY_SHA256: &str =
    select!("code = (SELECT code FROM document_files WHERE sha256 = $1 ORDER BY code LIMIT 1)");
pub(crate) const LIST_BY_OFFICE: &str =
    select!("fiscal_year = $1 AND office_id = $2 ORDER BY kind, format, publications");

pub(crate) const LIST_KEPT: &str = select!(
    "fiscal_year = $1 AND publications = $2 AND format = $3 AND (office_id, kind) > ($4, $5) AND kept = 1
    ORDER BY office_id, kind LIMIT $6"
);
pub(crate) const COUNT_KEPT: &str = "SELECT format, COUNT(*) AS n FROM documents
    WHERE fiscal_year = $1 AND publications = $2 AND kept = 1 GROUP BY format ORDER BY format";

/// The document with this code.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, code: &str) -> Result<Option<Document>> {
    conn.row(FIND, values![code], read).await
}

/// The document that was once rendered to a file with this hash.
///
/// # Errors
/// When the database fails.
pub async fn find_by_sha256(conn: &mut Conn, sha256: &str) -> Result<Option<Document>> {
    conn.row(FIND_BY_SHA256, values![sha256], read).await
}

/// The documents of an office in a year.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(conn: &mut Conn, year: FiscalYear, office: OfficeId) -> Result<Vec<Document>> {
    conn.rows(LIST_BY_OFFICE, values![year, office], read).await
}

/// The documents of a set of publications whose files are kept, those about all offices first.
///
/// # Errors
/// When the database fails.
pub async fn list_kept(
    conn: &mut Conn,
    year: FiscalYear,
    publications: &PublicationSet,
    format: &str,
    page: &Page<(OfficeId, String)>,
) -> Result<Vec<Document>> {
    let (office, kind) = page.after.clone().unwrap_or((OfficeId(-1), String::new()));
    conn.rows(LIST_KEPT, values![year, *publications, format, office, kind, page.limit()], read).await
}

/// How many files of a set of publications are kept, by format.
///
/// # Errors
/// When the database fails.
pub async fn count_kept(
    conn: &mut Conn,
    year: FiscalYear,
    publications: &PublicationSet,
) -> Result<Vec<(String, i64)>> {
    conn.rows(COUNT_KEPT, values![year, *publications], |row| Ok((row.get("format")?, row.get("n")?))).await
}

fn read(row: &Row) -> Result<Document> {
    Ok(Document {
        code: row.get("code")?,
        fiscal_year: row.get("fiscal_year")?,
        publications: row.get("publications")?,
        office_id: row.get("office_id")?,
        kind: row.get("kind")?,
        format: row.get("format")?,
        sha256: row.get("sha256")?,
        size: row.get("size")?,
        rendered_at: row.get("rendered_at")?,
        kept: row.get("kept")?,
    })
}

/// Puts a document on record. One that was rendered before from the same publications keeps the time it was first rendered at and
/// takes the hash and size of the new file; it is found by every file it was ever rendered to.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the same document is on record under another code, or another one under the same code.
pub async fn save(tx: &mut Tx, document: &Document) -> Result<()> {
    const SAVE: &str = "INSERT INTO documents (code, fiscal_year, publications, office_id, kind, format, sha256, size, rendered_at, kept)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (code) DO UPDATE SET sha256 = excluded.sha256, size = excluded.size,
            kept = CASE WHEN documents.sha256 = excluded.sha256 AND documents.kept = 1 THEN 1 ELSE excluded.kept END
        WHERE documents.fiscal_year = excluded.fiscal_year AND documents.publications = excluded.publications
            AND documents.office_id = excluded.office_id AND documents.kind = excluded.kind AND documents.format = excluded.format";
    let Document { code, fiscal_year, publications, office_id, kind, format, sha256, size, rendered_at, kept } =
        document;
    let row =
        values![*code, *fiscal_year, *publications, *office_id, *kind, *format, *sha256, *size, *rendered_at, *kept];
    if tx.run(SAVE, row).await? == 0 {
        return Err(crate::Error::Duplicate(format!("the code {code} belongs to another document").into()));
    }
    const KEEP: &str =
        "INSERT INTO document_files (sha256, code, size, rendered_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    tx.run(KEEP, values![*sha256, *code, *size, *rendered_at]).await?;
    Ok(())
}
