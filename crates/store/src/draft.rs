//! Drafts of instruments: a handful, each gone when it is published or given up.

use domain::fiscal_year::FiscalYear;
use domain::id::UserId;
use domain::instrument::draft::{Review, Stage};
use domain::office::InstrumentCode;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Error, Result, SaveError, refused};
use crate::row::{Column, Row, values};

impl Column for Stage {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<Stage, Cause> {
        Stage::from_word(&raw).ok_or_else(|| format!("no stage of a draft: {raw}").into())
    }
}

/// A stored draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Its number.
    pub id: i64,
    /// Fiscal year of the instrument.
    pub fiscal_year: FiscalYear,
    /// Code of the instrument.
    pub code: InstrumentCode,
    /// Title, for lists.
    pub title: String,
    /// The revision it began from; none where the year had no such instrument.
    pub base: Option<i32>,
    /// Canonical text, which may break rules.
    pub toml: String,
    /// Who wrote it and how far it is.
    pub review: Review,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
    /// Who changed it last.
    pub updated_by: Option<UserId>,
}

/// What is said of a new draft.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    /// Fiscal year of the instrument.
    pub fiscal_year: FiscalYear,
    /// Code of the instrument.
    pub code: &'a InstrumentCode,
    /// The revision it begins from.
    pub base: Option<i32>,
    /// Title, for lists.
    pub title: &'a str,
    /// Canonical text.
    pub toml: &'a str,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, fiscal_year, code, title, base_revision, toml, stage, authors, words, version, updated_at, updated_by
            FROM instrument_drafts ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("WHERE id = $1");
pub(crate) const FIND_BY_CODE: &str = select!("WHERE fiscal_year = $1 AND code = $2");
pub(crate) const LIST: &str = select!("ORDER BY fiscal_year DESC, code");
pub(crate) const SAVE: &str =
    "UPDATE instrument_drafts SET title = $3, toml = $4, stage = $5, authors = $6, words = $7, updated_at = $8, updated_by = $9,
    version = version + 1 WHERE id = $1 AND version = $2";
pub(crate) const DELETE: &str = "DELETE FROM instrument_drafts WHERE id = $1 AND version = $2";

/// The draft with this number.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: i64) -> Result<Option<DraftRow>> {
    conn.row(FIND, values![id], read).await
}

/// The draft of an instrument of a year.
///
/// # Errors
/// When the database fails.
pub async fn find_by_code(conn: &mut Conn, year: FiscalYear, code: &InstrumentCode) -> Result<Option<DraftRow>> {
    conn.row(FIND_BY_CODE, values![year, *code], read).await
}

/// All drafts, those of the latest year first. There are as many as people work on.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn) -> Result<Vec<DraftRow>> {
    conn.rows(LIST, values![], read).await
}

/// A new draft; returns its number.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the instrument of the year has a draft.
pub async fn insert(
    tx: &mut Tx,
    new: &NewDraft<'_>,
    review: &Review,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i64> {
    const INSERT: &str =
        "INSERT INTO instrument_drafts (id, fiscal_year, code, title, base_revision, toml, stage, authors, words, version,
        created_at, created_by, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $10, $11)";
    let id = tx.next_id(now);
    let mut row = values![id, new.fiscal_year, *new.code, new.title, new.base, new.toml];
    row.extend(values![review.stage, authors(review), review.words, now, by]);
    tx.run(INSERT, row).await?;
    Ok(id)
}

/// Changes a draft and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    id: i64,
    version: i32,
    (title, toml): (&str, &str),
    review: &Review,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i32, SaveError<DraftRow>> {
    let mut row = values![id, version, title, toml, review.stage];
    row.extend(values![authors(review), review.words, now, by]);
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(version + 1)
}

/// Removes a draft.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn delete(tx: &mut Tx, id: i64, version: i32) -> Result<(), SaveError<DraftRow>> {
    if tx.run(DELETE, values![id, version]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(())
}

fn authors(review: &Review) -> String {
    serde_json::to_string(&review.authors).expect("a list of numbers is JSON")
}

fn read(row: &Row) -> Result<DraftRow> {
    let authors: String = row.get("authors")?;
    let unreadable = |cause: serde_json::Error| Error::Unreadable { column: "authors".to_owned(), cause: cause.into() };
    Ok(DraftRow {
        id: row.get("id")?,
        fiscal_year: row.get("fiscal_year")?,
        code: row.get("code")?,
        title: row.get("title")?,
        base: row.get_opt("base_revision")?,
        toml: row.get("toml")?,
        review: Review {
            stage: row.get("stage")?,
            authors: serde_json::from_str(&authors).map_err(unreadable)?,
            words: row.get_opt("words")?,
        },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get_opt("updated_by")?,
    })
}
