//! Publications: results frozen with everything they rest on. Rows are only ever inserted.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, OfficeId, PublicationId};
use domain::office::OfficeCode;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::bulk::Target;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::instrument;
use crate::page::Page;
use crate::row::{Row, values};

/// A publication to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPublication {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// The last round considered.
    pub through: RoundCode,
    /// Revision of the instrument it was computed with.
    pub revision: i32,
    /// The publication it corrects; that one stays as it is, and can be corrected once.
    pub corrects_id: Option<PublicationId>,
    /// When.
    pub published_at: Timestamp,
    /// Hash of everything it was computed from, in hexadecimal.
    pub inputs_hash: String,
    /// Hash of all score sheets, in hexadecimal.
    pub results_hash: String,
    /// Layout, texts, signatories and number series of its documents, as JSON text.
    pub settings: String,
    /// Why it was made, for a correction.
    pub reason: Option<String>,
    /// Who made it.
    pub actor: String,
    /// The last day on which an office may object to a level; none where they may not.
    pub objections_until: Option<Date>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationRow {
    /// Id.
    pub id: PublicationId,
    /// Counts the publications of the same instrument through the same round, from 1.
    pub number: i32,
    /// What it says.
    pub publication: NewPublication,
}

/// What a publication says about one office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicationOffice {
    /// Office.
    pub office_id: OfficeId,
    /// Its code at the time.
    pub office_code: OfficeCode,
    /// What its results were computed from, as canonical JSON text.
    pub inputs: String,
    /// Its score sheet, as canonical JSON text.
    pub sheet: String,
    /// Hash of inputs and sheet, in hexadecimal.
    pub hash: String,
    /// Why the results of this office are not given out, for an incomplete one.
    pub withheld: Option<String>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, fiscal_year, instrument_id, through, number, revision, corrects_id, published_at, inputs_hash, results_hash,
            settings, reason, actor, objections_until FROM publications WHERE ",
            $rest
        )
    };
}
macro_rules! select_office {
    ($rest:literal) => {
        concat!(
            "SELECT office_id, office_code, inputs, sheet, hash, withheld FROM publication_offices
            WHERE fiscal_year = $1 AND publication_id = $2 AND ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("id = $1");
pub(crate) const FIND_CORRECTION: &str = select!("corrects_id = $1");
pub(crate) const FIND_LATEST: &str =
    select!("fiscal_year = $1 AND instrument_id = $2 AND through = $3 ORDER BY number DESC LIMIT 1");
pub(crate) const LIST: &str = select!("fiscal_year = $1 ORDER BY instrument_id, through, number");
pub(crate) const FIND_OFFICE: &str = select_office!("office_id = $3");
pub(crate) const LIST_OFFICES: &str = select_office!("office_code > $3 ORDER BY office_code LIMIT $4");
pub(crate) const NEWEST: &str = "SELECT MAX(id) AS id FROM publications";
pub(crate) const FIND_BY_NUMBER: &str =
    select!("fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND number = $4");
pub(crate) const FIND_GIVEN: &str = select_office!("office_code = $3 AND withheld IS NULL");
pub(crate) const LIST_GIVEN: &str =
    select_office!("office_code > $3 AND withheld IS NULL ORDER BY office_code LIMIT $4");
pub(crate) const COUNT_OFFICES: &str = "SELECT COUNT(*) AS n, COUNT(withheld) AS withheld FROM publication_offices
    WHERE fiscal_year = $1 AND publication_id = $2";

/// The publication with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: PublicationId) -> Result<Option<PublicationRow>> {
    conn.row(FIND, values![id], read).await
}

/// The publication that corrects this one.
///
/// # Errors
/// When the database fails.
pub async fn find_correction(conn: &mut Conn, id: PublicationId) -> Result<Option<PublicationRow>> {
    conn.row(FIND_CORRECTION, values![id], read).await
}

/// The newest publication of an instrument through a round: the one that holds.
///
/// # Errors
/// When the database fails.
pub async fn find_latest(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
) -> Result<Option<PublicationRow>> {
    conn.row(FIND_LATEST, values![year, instrument, through], read).await
}

/// The newest publication of all. The counter of their ids is held until a publication is committed, so a greater id is never there
/// before a smaller one: as long as this stays the same, nothing was published.
///
/// # Errors
/// When the database fails.
pub async fn newest(conn: &mut Conn) -> Result<Option<PublicationId>> {
    conn.only(NEWEST, Vec::new(), |row| row.get_opt("id")).await
}

/// The publication with this number among those of an instrument through a round.
///
/// # Errors
/// When the database fails.
pub async fn find_by_number(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
    number: i32,
) -> Result<Option<PublicationRow>> {
    conn.row(FIND_BY_NUMBER, values![year, instrument, through, number], read).await
}

/// All publications of a year, by instrument, round and number.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, year: FiscalYear) -> Result<Vec<PublicationRow>> {
    conn.rows(LIST, values![year], read).await
}

pub(crate) const LIST_YEARS: &str = "SELECT DISTINCT fiscal_year FROM publications ORDER BY fiscal_year DESC";

/// The years that have publications, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_years(conn: &mut Conn) -> Result<Vec<FiscalYear>> {
    conn.rows(LIST_YEARS, Vec::new(), |row| row.get("fiscal_year")).await
}

fn read(row: &Row) -> Result<PublicationRow> {
    Ok(PublicationRow {
        id: row.get("id")?,
        number: row.get("number")?,
        publication: NewPublication {
            fiscal_year: row.get("fiscal_year")?,
            instrument_id: row.get("instrument_id")?,
            through: row.get("through")?,
            revision: row.get("revision")?,
            corrects_id: row.get_opt("corrects_id")?,
            published_at: row.get("published_at")?,
            inputs_hash: row.get("inputs_hash")?,
            results_hash: row.get("results_hash")?,
            settings: row.get("settings")?,
            reason: row.get_opt("reason")?,
            actor: row.get("actor")?,
            objections_until: row.get_opt("objections_until")?,
        },
    })
}

/// Makes a publication; its offices follow with [`insert_offices`] in the same transaction. Holds the instrument.
///
/// # Errors
/// [`crate::Error::Duplicate`] when `corrects_id` has been corrected before; [`crate::Error::Reference`] when it or the revision does
/// not exist.
pub async fn insert(tx: &mut Tx, new: &NewPublication) -> Result<PublicationRow> {
    const NUMBER: &str = "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM publications
        WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3";
    const INSERT: &str = "INSERT INTO publications (id, fiscal_year, instrument_id, through, number, revision, corrects_id, published_at,
        inputs_hash, results_hash, settings, reason, actor, objections_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    instrument::lock(tx, new.instrument_id).await?;
    let id = PublicationId(tx.take_numbers("publications", 1).await?);
    let number: i32 =
        tx.only(NUMBER, values![new.fiscal_year, new.instrument_id, new.through], |row| row.get("number")).await?;
    let row = values![
        id,
        new.fiscal_year,
        new.instrument_id,
        new.through,
        number,
        new.revision,
        new.corrects_id,
        new.published_at,
        new.inputs_hash,
        new.results_hash,
        new.settings,
        new.reason,
        new.actor,
        new.objections_until,
    ];
    tx.run(INSERT, row).await?;
    Ok(PublicationRow { id, number, publication: new.clone() })
}

const OFFICES: Target = Target {
    table: "publication_offices",
    fixed: &["fiscal_year", "publication_id"],
    columns: &["office_id", "office_code", "inputs", "sheet", "hash", "withheld"],
    at_once: 500,
};

/// Adds offices to a publication that is being made; may be called several times, so that not all sheets have to be in memory at once.
///
/// # Errors
/// [`crate::Error::Duplicate`] when an office comes twice.
pub async fn insert_offices(tx: &mut Tx, publication: &PublicationRow, offices: &[PublicationOffice]) -> Result<()> {
    let fixed = [i64::from(publication.publication.fiscal_year.number()), publication.id.0];
    OFFICES
        .insert(tx, &fixed, offices, |office, out| {
            out.int(office.office_id.0).text(office.office_code.as_str()).text(office.inputs.as_str());
            out.text(office.sheet.as_str()).text(office.hash.as_str()).text(office.withheld.as_deref());
        })
        .await?;
    Ok(())
}

/// What a publication says about an office.
///
/// # Errors
/// When the database fails.
pub async fn find_office(
    conn: &mut Conn,
    publication: &PublicationRow,
    office: OfficeId,
) -> Result<Option<PublicationOffice>> {
    conn.row(FIND_OFFICE, values![publication.publication.fiscal_year, publication.id, office], read_office).await
}

/// What a publication says about an office whose result is given out.
///
/// # Errors
/// When the database fails.
pub async fn find_given(
    conn: &mut Conn,
    publication: &PublicationRow,
    office: &OfficeCode,
) -> Result<Option<PublicationOffice>> {
    conn.row(FIND_GIVEN, values![publication.publication.fiscal_year, publication.id, *office], read_office).await
}

/// What a publication says about the offices whose results are given out, by code.
///
/// # Errors
/// When the database fails.
pub async fn list_given(
    conn: &mut Conn,
    publication: &PublicationRow,
    page: &Page<OfficeCode>,
) -> Result<Vec<PublicationOffice>> {
    let after = page.after.as_ref().map_or("", OfficeCode::as_str);
    let of = &publication.publication;
    conn.rows(LIST_GIVEN, values![of.fiscal_year, publication.id, after, page.limit()], read_office).await
}

/// What a publication says about its offices, by code.
///
/// # Errors
/// When the database fails.
pub async fn list_offices(
    conn: &mut Conn,
    publication: &PublicationRow,
    page: &Page<OfficeCode>,
) -> Result<Vec<PublicationOffice>> {
    let after = page.after.as_ref().map_or("", OfficeCode::as_str);
    conn.rows(
        LIST_OFFICES,
        values![publication.publication.fiscal_year, publication.id, after, page.limit()],
        read_office,
    )
    .await
}

/// How many offices a publication has, and how many of them are withheld.
///
/// # Errors
/// When the database fails.
pub async fn count_offices(conn: &mut Conn, publication: &PublicationRow) -> Result<(i64, i64)> {
    let key = values![publication.publication.fiscal_year, publication.id];
    conn.only(COUNT_OFFICES, key, |row| Ok((row.get("n")?, row.get("withheld")?))).await
}

fn read_office(row: &Row) -> Result<PublicationOffice> {
    Ok(PublicationOffice {
        office_id: row.get("office_id")?,
        office_code: row.get("office_code")?,
        inputs: row.get("inputs")?,
        sheet: row.get("sheet")?,
        hash: row.get("hash")?,
        withheld: row.get_opt("withheld")?,
    })
}
