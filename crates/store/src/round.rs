//! Rounds: a stretch of the fiscal year in which offices report on an instrument.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::InstrumentId;
use domain::round::{Calendar, Round, RoundState};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result, SaveError, refused};
use crate::row::{Column, Row, values};

impl Column for RoundState {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<RoundState, Cause> {
        RoundState::from_word(&raw).ok_or_else(|| format!("no state of a round: {raw}").into())
    }
}

/// What names a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RoundKey {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// Which round of the year.
    pub round: RoundCode,
}

/// A stored round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// What names it.
    pub key: RoundKey,
    /// What it says.
    pub round: Round,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT fiscal_year, instrument_id, round, state, opens_on, due_on, closes_on, version, updated_at FROM rounds
            WHERE fiscal_year = $1 AND ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("instrument_id = $2 AND round = $3");
pub(crate) const LIST: &str = select!("true ORDER BY instrument_id, round");

/// The round of an instrument.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: RoundKey) -> Result<Option<RoundRow>> {
    conn.row(FIND, values![key.fiscal_year, key.instrument_id, key.round], read).await
}

/// [`find`], held until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn find_locked(tx: &mut Tx, key: RoundKey) -> Result<Option<RoundRow>> {
    let sql = tx.engine().for_update(FIND);
    tx.row(&sql, values![key.fiscal_year, key.instrument_id, key.round], read).await
}

/// All rounds of a year, by instrument and round. There are a handful.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, year: FiscalYear) -> Result<Vec<RoundRow>> {
    conn.rows(LIST, values![year], read).await
}

pub(crate) const LIST_REPORTING: &str =
    "SELECT fiscal_year, instrument_id, round, state, opens_on, due_on, closes_on, version, updated_at FROM rounds
    WHERE state IN ('open', 'closed') ORDER BY fiscal_year, instrument_id, round";

/// The rounds of all years in which some office may still report.
///
/// # Errors
/// When the database fails.
pub async fn list_reporting(conn: &mut Conn) -> Result<Vec<RoundRow>> {
    conn.rows(LIST_REPORTING, Vec::new(), read).await
}

pub(crate) const LIST_YEARS: &str = "SELECT DISTINCT fiscal_year FROM rounds ORDER BY fiscal_year DESC";

/// The years that have rounds, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_years(conn: &mut Conn) -> Result<Vec<FiscalYear>> {
    conn.rows(LIST_YEARS, Vec::new(), |row| row.get("fiscal_year")).await
}

pub(crate) const FIND_BEGUN_YEAR: &str =
    "SELECT fiscal_year FROM rounds WHERE state <> 'planned' OR opens_on <= $1 ORDER BY fiscal_year DESC LIMIT 1";

/// The newest year in which a round has begun until a day.
///
/// # Errors
/// When the database fails.
pub async fn find_begun_year(conn: &mut Conn, day: Date) -> Result<Option<FiscalYear>> {
    conn.row(FIND_BEGUN_YEAR, values![day], |row| row.get("fiscal_year")).await
}

fn read(row: &Row) -> Result<RoundRow> {
    Ok(RoundRow {
        key: RoundKey {
            fiscal_year: row.get("fiscal_year")?,
            instrument_id: row.get("instrument_id")?,
            round: row.get("round")?,
        },
        round: Round { state: row.get("state")?, calendar: read_calendar(row)? },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The window; a round of a database from before `due_on` is due on its last day.
fn read_calendar(row: &Row) -> Result<Option<Calendar>> {
    let (Some(opens_on), Some(closes_on)) = (row.get_opt("opens_on")?, row.get_opt("closes_on")?) else {
        return Ok(None);
    };
    Ok(Some(Calendar { opens_on, due_on: row.get_opt("due_on")?.unwrap_or(closes_on), closes_on }))
}

fn days(round: &Round) -> [Option<Date>; 3] {
    round.calendar.map_or([None; 3], |window| [window.opens_on, window.due_on, window.closes_on].map(Some))
}

/// A new round.
///
/// # Errors
/// [`crate::Error::Duplicate`] when it exists.
pub async fn insert(tx: &mut Tx, key: RoundKey, round: &Round, now: Timestamp) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO rounds (fiscal_year, instrument_id, round, state, opens_on, due_on, closes_on, version, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    let [opens_on, due_on, closes_on] = days(round);
    let row = values![key.fiscal_year, key.instrument_id, key.round, round.state, opens_on, due_on, closes_on, now];
    tx.run(INSERT, row).await?;
    Ok(())
}

/// Changes a round and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    key: RoundKey,
    version: i32,
    round: &Round,
    now: Timestamp,
) -> Result<i32, SaveError<RoundRow>> {
    const SAVE: &str =
        "UPDATE rounds SET state = $5, opens_on = $6, due_on = $7, closes_on = $8, version = version + 1, updated_at = $9
        WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND version = $4";
    let RoundKey { fiscal_year, instrument_id, round: code } = key;
    let [opens_on, due_on, closes_on] = days(round);
    let row = values![fiscal_year, instrument_id, code, version, round.state, opens_on, due_on, closes_on, now];
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, key).await?));
    }
    Ok(version + 1)
}
