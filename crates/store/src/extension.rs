//! Longer windows of single offices.

use domain::fiscal_year::FiscalYear;
use domain::id::{OfficeId, UserId};
use domain::round::{Decision, Extension};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::round::RoundKey;
use crate::row::{Row, values};
use crate::self_report::ReportKey;

/// A stored extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionRow {
    /// Round.
    pub round: RoundKey,
    /// Office.
    pub office_id: OfficeId,
    /// What was asked for and decided.
    pub extension: Extension,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT fiscal_year, instrument_id, round, office_id, asked_until, reason, state, until, answer, version, updated_at,
            updated_by FROM round_extensions WHERE ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4");
pub(crate) const LIST: &str = select!("fiscal_year = $1 AND instrument_id = $2 AND round = $3 ORDER BY office_id");
pub(crate) const LIST_BY_OFFICE: &str = select!(
    "fiscal_year = $1 AND office_id = $2 AND (instrument_id, round) IN (SELECT r.instrument_id, r.round FROM self_reports r
        WHERE r.office_id = $2 AND +r.fiscal_year = $1)"
);
pub(crate) const LIST_WAITING: &str = select!("state = 'waiting' ORDER BY updated_at LIMIT $1");
pub(crate) const LIST_DECIDED: &str =
    select!("fiscal_year = $1 AND state <> 'waiting' ORDER BY updated_at DESC LIMIT $2");
pub(crate) const LAST: &str = "SELECT MAX(until) AS until FROM round_extensions
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3";
pub(crate) const INSERT: &str = "INSERT INTO round_extensions (fiscal_year, instrument_id, round, office_id, asked_until, reason,
    state, until, updated_at, updated_by, answer, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) ON CONFLICT DO NOTHING";
pub(crate) const SAVE: &str =
    "UPDATE round_extensions SET asked_until = $5, reason = $6, state = $7, until = $8, updated_at = $9,
    updated_by = $10, answer = $11, version = version + 1
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND version = $12";

/// The longer window of an office.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: ReportKey) -> Result<Option<ExtensionRow>> {
    conn.row(FIND, values![key.fiscal_year, key.instrument_id, key.round, key.office_id], read).await
}

/// All longer windows of a round: few offices ask.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, key: RoundKey) -> Result<Vec<ExtensionRow>> {
    conn.rows(LIST, values![key.fiscal_year, key.instrument_id, key.round], read).await
}

/// The longer windows of an office in a year.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(conn: &mut Conn, office: OfficeId, year: FiscalYear) -> Result<Vec<ExtensionRow>> {
    conn.rows(LIST_BY_OFFICE, values![year, office], read).await
}

/// The wishes of all rounds that wait, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_waiting(conn: &mut Conn, limit: u32) -> Result<Vec<ExtensionRow>> {
    conn.rows(LIST_WAITING, values![i64::from(limit)], read).await
}

/// The wishes of a year that were decided, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_decided(conn: &mut Conn, year: FiscalYear, limit: u32) -> Result<Vec<ExtensionRow>> {
    conn.rows(LIST_DECIDED, values![year, i64::from(limit)], read).await
}

/// The day on which the longest window of a round ends.
///
/// # Errors
/// When the database fails.
pub async fn last_day(conn: &mut Conn, key: RoundKey) -> Result<Option<Date>> {
    conn.only(LAST, values![key.fiscal_year, key.instrument_id, key.round], |row| row.get_opt("until")).await
}

fn read(row: &Row) -> Result<ExtensionRow> {
    let state: String = row.get("state")?;
    let decision = match (state.as_str(), row.get_opt("until")?) {
        ("waiting", None) => Decision::Waiting,
        ("granted", Some(until)) => Decision::Granted(until),
        ("refused", None) => Decision::Refused,
        _ => {
            let cause = format!("no state of an extension: {state}").into();
            return Err(Error::Unreadable { column: "state".to_owned(), cause });
        }
    };
    let (asked_until, reason) = (row.get("asked_until")?, row.get("reason")?);
    let answer = row.get_opt("answer")?.unwrap_or_default();
    Ok(ExtensionRow {
        round: RoundKey {
            fiscal_year: row.get("fiscal_year")?,
            instrument_id: row.get("instrument_id")?,
            round: row.get("round")?,
        },
        office_id: row.get("office_id")?,
        extension: Extension { asked_until, reason, decision, answer },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get_opt("updated_by")?,
    })
}

/// Saves what was asked for or decided and returns its new version; version 0 is that of an office that never asked.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    key: ReportKey,
    version: i32,
    extension: &Extension,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i32, SaveError<ExtensionRow>> {
    let state = match extension.decision {
        Decision::Waiting => "waiting",
        Decision::Granted(_) => "granted",
        Decision::Refused => "refused",
    };
    let mut row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    row.extend(values![extension.asked_until, extension.reason, state, extension.until(), now, by, extension.answer]);
    let sql = if version == 0 {
        INSERT
    } else {
        row.extend(values![version]);
        SAVE
    };
    if tx.run(sql, row).await? == 0 {
        return Err(refused(find(tx, key).await?));
    }
    Ok(version + 1)
}
