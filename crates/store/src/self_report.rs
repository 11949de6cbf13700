//! Self-reports: one row per office in a round. Their answers are in [`crate::answer`].

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, OfficeId, PublicationId, UserId};
use domain::office::OfficeKind;
use domain::self_report::ReportState;
use jiff::Timestamp;

use crate::bulk::Target;
use crate::db::{Conn, Tx};
use crate::error::{Cause, Result, SaveError, refused};
use crate::page::Page;
use crate::report_count;
use crate::round::RoundKey;
use crate::row::{Column, Row, values};

impl Column for ReportState {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<ReportState, Cause> {
        ReportState::from_word(&raw).ok_or_else(|| format!("no state of a report: {raw}").into())
    }
}

/// What names the report of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportKey {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// Round.
    pub round: RoundCode,
    /// Office.
    pub office_id: OfficeId,
}

impl ReportKey {
    /// The report of an office in a round.
    pub fn of(round: RoundKey, office_id: OfficeId) -> ReportKey {
        let RoundKey { fiscal_year, instrument_id, round } = round;
        ReportKey { fiscal_year, instrument_id, round, office_id }
    }

    /// The round it belongs to.
    pub fn round_key(self) -> RoundKey {
        RoundKey { fiscal_year: self.fiscal_year, instrument_id: self.instrument_id, round: self.round }
    }
}

/// What can be said about a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfReport {
    /// How far it has come.
    pub state: ReportState,
    /// Whether it was first certified after the day it was due.
    pub late: bool,
    /// How often items were returned.
    pub returns: u16,
    /// How often it was certified.
    pub certifications: u16,
    /// Why the director sent it back; none once it is handed in again.
    pub note: Option<String>,
    /// When it was handed to the director.
    pub submitted_at: Option<Timestamp>,
    /// When it was last certified.
    pub certified_at: Option<Timestamp>,
    /// By whom.
    pub certified_by: Option<UserId>,
    /// Number of the receipt.
    pub receipt_number: Option<String>,
    /// Hash of what was certified.
    pub content_hash: Option<String>,
}

/// A stored report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// What names it.
    pub key: ReportKey,
    /// The region the office lay in when the round was opened.
    pub region: u16,
    /// How many items are to be answered.
    pub items: u16,
    /// What it says.
    pub report: SelfReport,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
}

/// A report that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// Office.
    pub office_id: OfficeId,
    /// Its region.
    pub region: u16,
    /// Its kind.
    pub kind: OfficeKind,
    /// How many items it answers.
    pub items: u16,
}

/// A report with how many of its items have come how far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The report.
    pub row: ReportRow,
    /// Items with something written.
    pub begun: i64,
    /// Of these, items in which nothing is missing, whatever a screener said.
    pub complete: i64,
    /// Of these, items that passed.
    pub passed: i64,
    /// Items that were returned.
    pub returned: i64,
}

macro_rules! select {
    ($($rest:expr),*) => {
        concat!(
            "SELECT r.fiscal_year, r.instrument_id, r.round, r.office_id, r.region, r.items, r.state, r.late, r.returns,
            r.certifications, r.note, r.submitted_at, r.certified_at, r.certified_by, r.receipt_number, r.content_hash, r.version,
            r.updated_at ",
            $($rest),*
        )
    };
}

macro_rules! progress {
    ($rest:literal) => {
        select!(
            ", COUNT(CASE WHEN a.state <> 'empty' THEN 1 END) AS begun,
            COUNT(CASE WHEN a.state IN ('complete', 'passed', 'returned') THEN 1 END) AS complete,
            COUNT(CASE WHEN a.state = 'passed' THEN 1 END) AS passed,
            COUNT(CASE WHEN a.state = 'returned' THEN 1 END) AS returned
            FROM self_reports r LEFT JOIN answers a ON a.fiscal_year = r.fiscal_year AND a.instrument_id = r.instrument_id
            AND a.round = r.round AND a.office_id = r.office_id WHERE ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!(
    "FROM self_reports r WHERE r.fiscal_year = $1 AND r.instrument_id = $2 AND r.round = $3 AND r.office_id = $4"
);
pub(crate) const FIND_BY_RECEIPT: &str = select!("FROM self_reports r WHERE r.receipt_number = $1");
/// The sign before the year keeps SQLite from the primary key, which it takes for the grouping and then reads the reports of all offices.
pub(crate) const LIST_BY_OFFICE: &str = progress!(
    "r.office_id = $1 AND +r.fiscal_year = $2
    GROUP BY r.fiscal_year, r.instrument_id, r.round, r.office_id ORDER BY r.instrument_id, r.round"
);
/// The page is taken before the answers are counted: the other way round all answers of the round are.
pub(crate) const LIST_BY_ROUND: &str = progress!(
    "r.fiscal_year = $1 AND r.instrument_id = $2 AND r.round = $3 AND r.office_id IN (SELECT s.office_id FROM self_reports s
        WHERE s.fiscal_year = $1 AND s.instrument_id = $2 AND s.round = $3 AND s.office_id > $4 AND ($5 < 0 OR s.region = $5)
        ORDER BY s.office_id LIMIT $6)
    GROUP BY r.fiscal_year, r.instrument_id, r.round, r.office_id ORDER BY r.office_id"
);
pub(crate) const COUNT_BY_STATE: &str = "SELECT region, state, COUNT(*) AS n FROM self_reports
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 GROUP BY region, state ORDER BY region, state";
pub(crate) const QUEUE: &str = select!(
    "FROM self_reports r WHERE r.fiscal_year = $1 AND r.instrument_id = $2 AND r.round = $3 AND r.state = $4
    AND (r.certified_at, r.office_id) > ($5, $6) AND EXISTS (SELECT 1 FROM review_assignments v
        WHERE v.fiscal_year = $1 AND v.instrument_id = $2 AND v.round = $3 AND v.user_id = $7 AND v.task = $8
        AND v.region IN (-1, r.region) AND v.office_id IN (0, r.office_id))
    ORDER BY r.certified_at, r.office_id LIMIT $9"
);
pub(crate) const LIST_UNMARKED: &str = "SELECT r.office_id, r.state, r.items, COUNT(m.level) AS marks FROM self_reports r
    LEFT JOIN marks m ON m.fiscal_year = r.fiscal_year AND m.instrument_id = r.instrument_id AND m.office_id = r.office_id
    AND m.round = r.round WHERE r.fiscal_year = $1 AND r.instrument_id = $2 AND r.round = $3 AND r.office_id > $4
    AND r.state NOT IN ('marked', 'published')
    GROUP BY r.fiscal_year, r.instrument_id, r.round, r.office_id, r.state, r.items ORDER BY r.office_id LIMIT $5";
pub(crate) const PUBLISH: &str = "UPDATE self_reports SET state = 'published', version = version + 1, updated_at = $5
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND state = 'marked' AND EXISTS (SELECT 1
        FROM publication_offices p WHERE p.fiscal_year = $1 AND p.publication_id = $4 AND p.office_id = self_reports.office_id
        AND p.withheld IS NULL)";
pub(crate) const SAVE: &str =
    "UPDATE self_reports SET state = $6, late = $7, returns = $8, certifications = $9, note = $10,
    submitted_at = $11, certified_at = $12, certified_by = $13, receipt_number = $14, content_hash = $15,
    version = version + 1, updated_at = $16
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND version = $5";

/// The report of an office.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: ReportKey) -> Result<Option<ReportRow>> {
    conn.row(FIND, named(key), read).await
}

/// [`find`], held until the transaction ends: nobody moves the report on, and nobody changes an answer of it.
///
/// # Errors
/// When the database fails.
pub async fn find_locked(tx: &mut Tx, key: ReportKey) -> Result<Option<ReportRow>> {
    let sql = tx.engine().for_update(FIND);
    tx.row(&sql, named(key), read).await
}

/// [`find`], held together with others who change answers: nobody moves the report on.
///
/// # Errors
/// When the database fails.
pub async fn find_shared(tx: &mut Tx, key: ReportKey) -> Result<Option<ReportRow>> {
    let sql = tx.engine().for_share(FIND);
    tx.row(&sql, named(key), read).await
}

/// The report that a receipt was given for.
///
/// # Errors
/// When the database fails.
pub async fn find_by_receipt(conn: &mut Conn, number: &str) -> Result<Option<ReportRow>> {
    conn.row(FIND_BY_RECEIPT, values![number], read).await
}

/// The reports of an office in a year with their progress. There are a handful.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(conn: &mut Conn, office: OfficeId, year: FiscalYear) -> Result<Vec<Progress>> {
    conn.rows(LIST_BY_OFFICE, values![office, year], read_progress).await
}

/// The reports of a round with their progress, by office; of one region, or of all.
///
/// # Errors
/// When the database fails.
pub async fn list_by_round(
    conn: &mut Conn,
    key: RoundKey,
    region: Option<u16>,
    page: &Page<OfficeId>,
) -> Result<Vec<Progress>> {
    let (after, region) = (page.after.map_or(-1, |id| id.0), region.map_or(-1, i32::from));
    let row = values![key.fiscal_year, key.instrument_id, key.round, after, region, page.limit()];
    conn.rows(LIST_BY_ROUND, row, read_progress).await
}

/// How many reports of a round are in which state, by region.
///
/// # Errors
/// When the database fails.
pub async fn count_by_state(conn: &mut Conn, key: RoundKey) -> Result<Vec<(u16, ReportState, i64)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round];
    conn.rows(COUNT_BY_STATE, row, |row| Ok((row.get("region")?, row.get("state")?, row.get("n")?))).await
}

/// The reports in a state that a person was given a task in, those certified longest ago first.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    conn: &mut Conn,
    key: RoundKey,
    state: ReportState,
    (user, task): (UserId, domain::assignment::Task),
    page: &Page<(Timestamp, OfficeId)>,
) -> Result<Vec<ReportRow>> {
    let (at, office) = page.after.map_or((-1, -1), |(at, office)| (at.as_millisecond(), office.0));
    let RoundKey { fiscal_year, instrument_id, round } = key;
    let row = values![fiscal_year, instrument_id, round, state, at, office, user, task.as_str(), page.limit()];
    conn.rows(QUEUE, row, read).await
}

/// A report that does not have all its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmarked {
    /// Office.
    pub office_id: OfficeId,
    /// How far it has come.
    pub state: ReportState,
    /// Items it answers.
    pub items: u16,
    /// Levels given in this round so far.
    pub marks: i64,
}

/// The reports of a round that do not have all their marks, by office.
///
/// # Errors
/// When the database fails.
pub async fn list_unmarked(conn: &mut Conn, key: RoundKey, page: &Page<OfficeId>) -> Result<Vec<Unmarked>> {
    let after = page.after.map_or(-1, |id| id.0);
    let row = values![key.fiscal_year, key.instrument_id, key.round, after, page.limit()];
    conn.rows(LIST_UNMARKED, row, |row| {
        Ok(Unmarked {
            office_id: row.get("office_id")?,
            state: row.get("state")?,
            items: row.get("items")?,
            marks: row.get("marks")?,
        })
    })
    .await
}

/// Makes the marked reports of a round whose result a publication holds published; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn publish_many(tx: &mut Tx, key: RoundKey, publication: PublicationId, now: Timestamp) -> Result<u64> {
    let published = tx.run(PUBLISH, values![key.fiscal_year, key.instrument_id, key.round, publication, now]).await?;
    if published > 0 {
        report_count::recount(tx, key).await?;
    }
    Ok(published)
}

fn named(key: ReportKey) -> Vec<sea_orm::sea_query::Value> {
    values![key.fiscal_year, key.instrument_id, key.round, key.office_id]
}

fn read(row: &Row) -> Result<ReportRow> {
    Ok(ReportRow {
        key: ReportKey {
            fiscal_year: row.get("fiscal_year")?,
            instrument_id: row.get("instrument_id")?,
            round: row.get("round")?,
            office_id: row.get("office_id")?,
        },
        region: row.get("region")?,
        items: row.get("items")?,
        report: SelfReport {
            state: row.get("state")?,
            late: row.get("late")?,
            returns: row.get("returns")?,
            certifications: row.get("certifications")?,
            note: row.get_opt("note")?,
            submitted_at: row.get_opt("submitted_at")?,
            certified_at: row.get_opt("certified_at")?,
            certified_by: row.get_opt("certified_by")?,
            receipt_number: row.get_opt("receipt_number")?,
            content_hash: row.get_opt("content_hash")?,
        },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    })
}

fn read_progress(row: &Row) -> Result<Progress> {
    Ok(Progress {
        row: read(row)?,
        begun: row.get("begun")?,
        complete: row.get("complete")?,
        passed: row.get("passed")?,
        returned: row.get("returned")?,
    })
}

const TARGET: Target = Target {
    table: "self_reports",
    fixed: &["fiscal_year", "instrument_id", "round", "updated_at", "late", "returns", "certifications", "version"],
    columns: &["office_id", "region", "items", "state", "kind"],
    at_once: usize::MAX,
};

/// Reports of a round that begin.
///
/// # Errors
/// [`crate::Error::Duplicate`] when an office has one.
pub async fn insert_many(tx: &mut Tx, key: RoundKey, reports: &[NewReport], now: Timestamp) -> Result<()> {
    let (year, months) = (i64::from(key.fiscal_year.number()), i64::from(key.round.months()));
    let fixed = [year, key.instrument_id.0, months, now.as_millisecond(), 0, 0, 0, 1];
    TARGET
        .insert(tx, &fixed, reports, |report, out| {
            out.int(report.office_id.0).int(i64::from(report.region)).int(i64::from(report.items));
            out.text(ReportState::Drafting.as_str()).text(report.kind.as_str());
        })
        .await?;
    report_count::recount(tx, key).await
}

/// Changes a report and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    key: ReportKey,
    version: i32,
    report: &SelfReport,
    now: Timestamp,
) -> Result<i32, SaveError<ReportRow>> {
    let mut row = named(key);
    row.extend(values![
        version,
        report.state,
        report.late,
        report.returns,
        report.certifications,
        report.note,
        report.submitted_at,
        report.certified_at,
        report.certified_by,
        report.receipt_number,
        report.content_hash,
        now,
    ]);
    let counted = report_count::find(tx, key).await?;
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, key).await?));
    }
    if let Some(counted) = counted {
        report_count::shift(tx, key, counted, report.state, report.late).await?;
    }
    Ok(version + 1)
}
