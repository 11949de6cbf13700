//! Evidence that offices bring: files and links, put on record once, cited at any node of any instrument. The bytes are in
//! [`crate::object`].
//!
//! A new version of a file is a row of its own in the series that the first version began: a citation names one version for good.

use domain::attachment::{Numbers, Privacy, Scan};
use domain::fiscal_year::FiscalYear;
use domain::id::{AttachmentId, InstrumentId, NodeId, OfficeId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::page::Page;
use crate::row::{Row, like, values};

/// Evidence to be put on record; the object of a file is written before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// The office it belongs to.
    pub office_id: OfficeId,
    /// Hash of the bytes, in hexadecimal: the name of the object. Of a link, that of its address.
    pub sha256: String,
    /// Size in bytes.
    pub size: i64,
    /// "application/pdf", …
    pub media_type: String,
    /// The name the file had.
    pub name: String,
}

/// What is known of evidence beside its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What the virus scanner said.
    pub scan: Scan,
    /// Whether it shows citizen numbers.
    pub privacy: Privacy,
    /// Who said that such numbers must stay.
    pub privacy_by: Option<UserId>,
    /// Where a link leads.
    pub url: Option<String>,
    /// When a person last looked whether a link leads where it should.
    pub checked_on: Option<Date>,
    /// Who looked.
    pub checked_by: Option<UserId>,
    /// What they saw.
    pub checked_note: Option<String>,
    /// When the program looks into it next; none when there is nothing left to find out.
    pub inspect_at: Option<Timestamp>,
    /// How often it looked without an answer.
    pub inspections: i32,
}

impl Default for Facts {
    fn default() -> Facts {
        Facts {
            scan: Scan::Off,
            privacy: Privacy::Unread,
            privacy_by: None,
            url: None,
            checked_on: None,
            checked_by: None,
            checked_note: None,
            inspect_at: None,
            inspections: 0,
        }
    }
}

/// Evidence on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Id.
    pub id: AttachmentId,
    /// What it is.
    pub attachment: NewAttachment,
    /// The first version of it.
    pub series: AttachmentId,
    /// Which version it is, counted from 1.
    pub edition: i32,
    /// What was found out about it.
    pub facts: Facts,
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

/// Evidence as it is cited in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The evidence.
    pub row: AttachmentRow,
    /// The pages that are meant.
    pub pages: Option<String>,
    /// The newest version of it.
    pub newest: AttachmentId,
}

/// What a list of a library is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name.
    pub words: String,
    /// Pattern of the kind: "image/%"; empty for all.
    pub kind: String,
    /// Only what is cited nowhere.
    pub uncited: bool,
    /// Only what somebody has to look at: infected, or with citizen numbers that nobody explained.
    pub flagged: bool,
}

macro_rules! columns {
    ($more:literal, $rest:literal) => {
        concat!(
            "SELECT a.id, a.office_id, a.sha256, a.size, a.media_type, a.name, a.version, a.created_at, a.series_id,
            a.edition, a.scan, a.privacy, a.privacy_numbers, a.privacy_reason, a.privacy_by, a.url, a.checked_on,
            a.checked_by, a.checked_note, a.inspect_at, a.inspections",
            $more,
            " FROM ",
            $rest
        )
    };
}
macro_rules! select {
    ($rest:literal) => {
        columns!("", $rest)
    };
}

pub(crate) const FIND: &str = select!("attachments a WHERE a.id = $1");
pub(crate) const LIST_BY_OFFICE: &str = select!(
    "attachments a WHERE a.office_id = $1 AND a.id < $2 AND LOWER(a.name) LIKE $3 ESCAPE '!' AND a.media_type LIKE $4
    AND ($5 = 0 OR NOT EXISTS (SELECT 1 FROM attachment_citations c WHERE c.attachment_id = a.id))
    AND ($6 = 0 OR a.privacy = 'found' OR a.scan = 'infected')
    AND NOT EXISTS (SELECT 1 FROM attachments n WHERE n.series_id = a.series_id AND n.edition > a.edition)
    ORDER BY a.id DESC LIMIT $7"
);
pub(crate) const LIST_BY_SERIES: &str = select!("attachments a WHERE a.series_id = $1 ORDER BY a.edition DESC");
pub(crate) const LIST_TO_INSPECT: &str =
    select!("attachments a WHERE a.inspect_at <= $1 ORDER BY a.inspect_at, a.id LIMIT $2");
pub(crate) const SUM_BY_OFFICE: &str =
    "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM attachments WHERE office_id = $1";
pub(crate) const FIND_BY_SHA256: &str =
    select!("attachments a WHERE a.office_id = $1 AND a.sha256 = $2 ORDER BY a.id LIMIT 1");
pub(crate) const LIST_CITED_BY_REPORT: &str = "SELECT c.node_id, c.pages, a.sha256 FROM attachment_citations c
    JOIN attachments a ON a.id = c.attachment_id
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.office_id = $3 ORDER BY c.node_id, a.sha256";
pub(crate) const COUNT_FLAGGED_BY_REPORT: &str = "SELECT c.node_id, a.privacy_numbers FROM attachment_citations c
    JOIN attachments a ON a.id = c.attachment_id
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.office_id = $3 AND a.privacy IN ('found', 'kept')
    ORDER BY c.node_id, a.id";
pub(crate) const LIST_CITATIONS_BY_OFFICE: &str =
    "SELECT c.attachment_id, c.fiscal_year, c.instrument_id, c.office_id, c.node_id
    FROM attachments a JOIN attachment_citations c ON c.attachment_id = a.id
    WHERE a.office_id = $1 AND a.id >= $2 AND a.id <= $3
    ORDER BY c.attachment_id, c.fiscal_year, c.instrument_id, c.office_id, c.node_id";
pub(crate) const LIST_CITED: &str = columns!(
    ", c.pages, (SELECT n.id FROM attachments n WHERE n.series_id = a.series_id ORDER BY n.edition DESC LIMIT 1) AS newest",
    "attachment_citations c JOIN attachments a ON a.id = c.attachment_id
    WHERE c.fiscal_year = $1 AND c.instrument_id = $2 AND c.office_id = $3 AND c.node_id = $4 ORDER BY c.attachment_id"
);
pub(crate) const LIST_CITATIONS: &str =
    "SELECT fiscal_year, instrument_id, office_id, node_id FROM attachment_citations
    WHERE attachment_id = $1 ORDER BY fiscal_year, instrument_id, node_id";
pub(crate) const SAVE_FACTS: &str =
    "UPDATE attachments SET scan = $3, privacy = $4, privacy_numbers = $5, privacy_reason = $6,
    privacy_by = $7, checked_on = $8, checked_by = $9, checked_note = $10, inspect_at = $11, inspections = $12,
    version = version + 1 WHERE id = $1 AND version = $2";

/// The file with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<AttachmentRow>> {
    conn.row(FIND, values![id], read).await
}

/// The newest versions of the evidence of an office, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    office: OfficeId,
    filter: &Filter,
    page: &Page<AttachmentId>,
) -> Result<Vec<AttachmentRow>> {
    let before = page.after.map_or(i64::MAX, |id| id.0);
    let escaped = like(filter.words.trim());
    let kind = if filter.kind.is_empty() { "%" } else { &filter.kind };
    let row = values![office, before, format!("%{escaped}%"), kind, filter.uncited, filter.flagged, page.limit()];
    conn.rows(LIST_BY_OFFICE, row, read).await
}

/// All versions of a file, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_series(conn: &mut Conn, series: AttachmentId) -> Result<Vec<AttachmentRow>> {
    conn.rows(LIST_BY_SERIES, values![series], read).await
}

/// What the program has to look into, longest due first.
///
/// # Errors
/// When the database fails.
pub async fn list_to_inspect(conn: &mut Conn, now: Timestamp, limit: u32) -> Result<Vec<AttachmentRow>> {
    conn.rows(LIST_TO_INSPECT, values![now, i64::from(limit)], read).await
}

/// The bytes of all evidence of an office, every version counted.
///
/// # Errors
/// When the database fails.
pub async fn sum_by_office(conn: &mut Conn, office: OfficeId) -> Result<i64> {
    conn.only(SUM_BY_OFFICE, values![office], |row| row.get("bytes")).await
}

/// The evidence cited in a place.
///
/// # Errors
/// When the database fails.
pub async fn list_cited(conn: &mut Conn, place: Citation) -> Result<Vec<Cited>> {
    let key = values![place.fiscal_year, place.instrument_id, place.office_id, place.node_id];
    conn.rows(LIST_CITED, key, |row| {
        Ok(Cited { row: read(row)?, pages: row.get_opt("pages")?, newest: row.get("newest")? })
    })
    .await
}

/// The file of an office with these bytes.
///
/// # Errors
/// When the database fails.
pub async fn find_by_sha256(conn: &mut Conn, office: OfficeId, sha256: &str) -> Result<Option<AttachmentRow>> {
    conn.row(FIND_BY_SHA256, values![office, sha256], read).await
}

/// The hashes of the files that each item of an office's report cites, with the pages, in one query.
///
/// # Errors
/// When the database fails.
pub async fn list_cited_by_report(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
) -> Result<Vec<(NodeId, String, Option<String>)>> {
    let row = values![year, instrument, office];
    conn.rows(LIST_CITED_BY_REPORT, row, |row| Ok((row.get("node_id")?, row.get("sha256")?, row.get_opt("pages")?)))
        .await
}

/// How many citizen numbers the evidence of each item of an office's report shows, in one query.
///
/// # Errors
/// When the database fails.
pub async fn count_numbers_by_report(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
) -> Result<Vec<(NodeId, usize)>> {
    conn.rows(COUNT_FLAGGED_BY_REPORT, values![year, instrument, office], |row| {
        Ok((row.get("node_id")?, numbers(row)?.iter().map(|numbers| numbers.count).sum()))
    })
    .await
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
        series: row.get("series_id")?,
        edition: row.get("edition")?,
        facts: Facts {
            scan: row.get("scan")?,
            privacy: privacy(row)?,
            privacy_by: row.get_opt("privacy_by")?,
            url: row.get_opt("url")?,
            checked_on: row.get_opt("checked_on")?,
            checked_by: row.get_opt("checked_by")?,
            checked_note: row.get_opt("checked_note")?,
            inspect_at: row.get_opt("inspect_at")?,
            inspections: row.get("inspections")?,
        },
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

fn numbers(row: &Row) -> Result<Vec<Numbers>> {
    let json: Option<String> = row.get_opt("privacy_numbers")?;
    let unreadable = |cause: serde_json::Error| crate::Error::Unreadable {
        column: "privacy_numbers".to_owned(),
        cause: cause.into(),
    };
    json.map_or(Ok(Vec::new()), |json| serde_json::from_str(&json).map_err(unreadable))
}

fn privacy(row: &Row) -> Result<Privacy> {
    let word: String = row.get("privacy")?;
    Privacy::from_words(&word, numbers(row)?, row.get_opt("privacy_reason")?).ok_or_else(|| crate::Error::Unreadable {
        column: "privacy".to_owned(),
        cause: format!("nothing that is found out about a file: {word}").into(),
    })
}

/// Puts evidence on record, as the newest version of `before` or as the first of a series of its own.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    new: &NewAttachment,
    facts: &Facts,
    before: Option<&AttachmentRow>,
    now: Timestamp,
) -> Result<AttachmentRow> {
    const INSERT: &str = "INSERT INTO attachments (id, office_id, sha256, size, media_type, name, version, created_at,
        series_id, edition, scan, privacy, url, checked_on, checked_by, checked_note, inspect_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let id = AttachmentId(tx.next_id(now));
    let (series, edition) = before.map_or((id, 1), |before| (before.series, before.edition + 1));
    let mut row = values![id, new.office_id, new.sha256, new.size, new.media_type, new.name, now, series, edition];
    row.extend(values![facts.scan, facts.privacy.as_str(), facts.url, facts.checked_on, facts.checked_by]);
    row.extend(values![facts.checked_note, facts.inspect_at]);
    tx.run(INSERT, row).await?;
    let (attachment, facts) = (new.clone(), facts.clone());
    Ok(AttachmentRow { id, attachment, series, edition, facts, version: 1, created_at: now })
}

/// Saves what was found out about evidence and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save_facts(
    tx: &mut Tx,
    id: AttachmentId,
    version: i32,
    facts: &Facts,
) -> Result<i32, SaveError<AttachmentRow>> {
    let numbers = facts.privacy.numbers();
    let json =
        (!numbers.is_empty()).then(|| serde_json::to_string(numbers).expect("names and counts are written as JSON"));
    let mut row =
        values![id, version, facts.scan, facts.privacy.as_str(), json, facts.privacy.reason(), facts.privacy_by];
    row.extend(values![facts.checked_on, facts.checked_by, facts.checked_note, facts.inspect_at, facts.inspections]);
    if tx.run(SAVE_FACTS, row).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(version + 1)
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

/// Says which pages a citation means. False when the file is not cited there.
///
/// # Errors
/// When the database fails.
pub async fn save_pages(tx: &mut Tx, id: AttachmentId, place: Citation, pages: Option<&str>) -> Result<bool> {
    const SAVE: &str = "UPDATE attachment_citations SET pages = $6
        WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND attachment_id = $5";
    let row = values![place.fiscal_year, place.instrument_id, place.office_id, place.node_id, id, pages];
    Ok(tx.run(SAVE, row).await? == 1)
}
