//! How many reports are in which state, by region and kind: counters beside the reports, kept in the transactions that move these on.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, OfficeId};
use domain::office::OfficeKind;
use domain::self_report::ReportState;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::page::Page;
use crate::round::RoundKey;
use crate::row::values;
use crate::score::Among;
use crate::self_report::ReportKey;

/// Reports that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportCount {
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// Round.
    pub round: RoundCode,
    /// Region.
    pub region: u16,
    /// Kind of office.
    pub kind: OfficeKind,
    /// How far they have come.
    pub state: ReportState,
    /// Whether they were certified late.
    pub late: bool,
    /// How many.
    pub offices: i64,
}

pub(crate) const LIST: &str = "SELECT instrument_id, round, region, kind, state, late, offices FROM report_counts
    WHERE fiscal_year = $1 AND ($2 < 0 OR region = $2) AND ($3 = '' OR kind = $3) AND offices > 0
    ORDER BY instrument_id, round, region, kind, state, late";
pub(crate) const LIST_PLACES: &str = "SELECT region, kind, CAST(SUM(offices) AS BIGINT) FROM report_counts
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 GROUP BY region, kind ORDER BY region, kind";
pub(crate) const FILL: &str =
    "INSERT INTO report_counts (fiscal_year, instrument_id, round, region, kind, state, late, offices)
    SELECT fiscal_year, instrument_id, round, region, kind, state, late, COUNT(*) FROM self_reports
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 GROUP BY 1, 2, 3, 4, 5, 6, 7";
pub(crate) const CLEAR: &str = "DELETE FROM report_counts WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3";
pub(crate) const FIND: &str = "SELECT region, kind, state, late FROM self_reports
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4";
pub(crate) const SHIFT: &str =
    "INSERT INTO report_counts (fiscal_year, instrument_id, round, region, kind, state, late, offices)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (fiscal_year, instrument_id, round, region, kind, state, late)
    DO UPDATE SET offices = report_counts.offices + excluded.offices";
pub(crate) const LIST_OFFICES: &str = "SELECT office_id, state, late FROM self_reports
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id > $4 AND ($5 < 0 OR region = $5)
    AND ($6 = '' OR kind = $6) AND ($7 < 0 OR late = $7)
    AND ($8 = '' OR state = $8 OR ($8 = 'waiting' AND state IN ('drafting', 'submitted'))
        OR ($8 = 'sent' AND state NOT IN ('drafting', 'submitted'))) ORDER BY office_id LIMIT $9";

/// The reports of a year, counted.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, year: FiscalYear, among: &Among) -> Result<Vec<ReportCount>> {
    let (region, kind) = among.raw();
    conn.rows(LIST, values![year, region, kind], |row| {
        Ok(ReportCount {
            instrument_id: row.at(0)?,
            round: row.at(1)?,
            region: row.at(2)?,
            kind: row.at(3)?,
            state: row.at(4)?,
            late: row.at(5)?,
            offices: row.at(6)?,
        })
    })
    .await
}

/// How many offices of a region and kind report in a round that was opened.
///
/// # Errors
/// When the database fails.
pub async fn list_places(conn: &mut Conn, key: RoundKey) -> Result<Vec<(u16, OfficeKind, i64)>> {
    let key = values![key.fiscal_year, key.instrument_id, key.round];
    conn.rows(LIST_PLACES, key, |row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).await
}

/// Which reports of a round are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFilter {
    /// Of one region, of one kind.
    pub among: Among,
    /// In this stage.
    pub stage: Option<Stage>,
    /// Late ones, or those in time.
    pub late: Option<bool>,
}

/// How far a report has come, as one asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not certified yet.
    Waiting,
    /// Certified at some time.
    Sent,
    /// In exactly this state.
    In(ReportState),
}

impl Stage {
    /// The word of a query and of an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Sent => "sent",
            Stage::In(state) => state.as_str(),
        }
    }

    /// Whether a report in this state is one of them.
    pub fn holds(self, state: ReportState) -> bool {
        let waits = matches!(state, ReportState::Drafting | ReportState::Submitted);
        match self {
            Stage::Waiting => waits,
            Stage::Sent => !waits,
            Stage::In(of) => of == state,
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Stage> {
        match word {
            "waiting" => Some(Stage::Waiting),
            "sent" => Some(Stage::Sent),
            word => ReportState::from_word(word).map(Stage::In),
        }
    }
}

/// The offices whose reports of a round are such, by id. Where the counters know of none, no report is looked at.
///
/// # Errors
/// When the database fails.
pub async fn list_offices(
    conn: &mut Conn,
    key: RoundKey,
    filter: &ReportFilter,
    page: &Page<OfficeId>,
) -> Result<Vec<(OfficeId, ReportState, bool)>> {
    let is_such = |count: &ReportCount| {
        (count.instrument_id, count.round) == (key.instrument_id, key.round)
            && filter.stage.is_none_or(|stage| stage.holds(count.state))
            && filter.late.is_none_or(|late| late == count.late)
    };
    if !list(conn, key.fiscal_year, &filter.among).await?.iter().any(is_such) {
        return Ok(Vec::new());
    }
    let (region, kind) = filter.among.raw();
    let after = page.after.map_or(-1, |office| office.0);
    let (late, stage) = (filter.late.map_or(-1, i32::from), filter.stage.map_or("", Stage::as_str));
    let row = values![key.fiscal_year, key.instrument_id, key.round, after, region, kind, late, stage, page.limit()];
    conn.rows(LIST_OFFICES, row, |row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).await
}

/// Counts the reports of a round anew, after many of them changed.
///
/// # Errors
/// When the database fails.
pub async fn recount(tx: &mut Tx, key: RoundKey) -> Result<()> {
    let of = || values![key.fiscal_year, key.instrument_id, key.round];
    tx.run(CLEAR, of()).await?;
    tx.run(FILL, of()).await?;
    Ok(())
}

/// Where a report is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Counted {
    region: u16,
    kind: OfficeKind,
    state: String,
    late: bool,
}

/// Where a report is counted now.
pub(crate) async fn find(conn: &mut Conn, key: ReportKey) -> Result<Option<Counted>> {
    let of = values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    conn.row(FIND, of, |row| Ok(Counted { region: row.at(0)?, kind: row.at(1)?, state: row.at(2)?, late: row.at(3)? }))
        .await
}

/// Counts a report in another state than before.
pub(crate) async fn shift(tx: &mut Tx, key: ReportKey, before: Counted, state: ReportState, late: bool) -> Result<()> {
    let after = Counted { state: state.as_str().to_owned(), late, ..before.clone() };
    if before == after {
        return Ok(());
    }
    // In the order of their keys: two reports that change places at the same moment do not wait for each other in a circle.
    let mut shifts = [(before, -1_i64), (after, 1)];
    shifts.sort();
    for (Counted { region, kind, state, late }, offices) in shifts {
        let of = values![key.fiscal_year, key.instrument_id, key.round, region, kind, state, late, offices];
        tx.run(SHIFT, of).await?;
    }
    Ok(())
}
