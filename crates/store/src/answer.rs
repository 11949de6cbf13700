//! Answers: what an office says at each item of its report, and every text that was ever certified.

use domain::answer::Answer;
use domain::fiscal_year::FiscalYear;
use domain::id::{NodeId, OfficeId, UserId};
use domain::level::Level;
use domain::self_report::ItemState;
use jiff::Timestamp;

use crate::bulk::Target;
use crate::db::{Conn, Tx};
use crate::error::{Cause, Result, SaveError, refused};
use crate::page::Page;
use crate::round::RoundKey;
use crate::row::{Column, Row, values};
use crate::self_report::ReportKey;

impl Column for Answer {
    type Raw = String;

    fn to_raw(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers are written as JSON")
    }

    fn from_raw(raw: String) -> Result<Answer, Cause> {
        Ok(serde_json::from_str(&raw)?)
    }
}

/// An item with its answer, to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Node.
    pub node_id: NodeId,
    /// What the office says.
    pub answer: Answer,
    /// How far it has come.
    pub state: ItemState,
}

/// A stored answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// The item.
    pub item: Item,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
}

/// An answer as it was certified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// Node.
    pub node_id: NodeId,
    /// The how-manieth certification of the report.
    pub certification: u16,
    /// What the office said.
    pub answer: Answer,
    /// When.
    pub certified_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT node_id, content, state, reason, version, updated_at, updated_by FROM answers
            WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!(" AND node_id = $5");
pub(crate) const LIST_BY_REPORT: &str = select!(" ORDER BY node_id");
pub(crate) const INSERT: &str =
    "INSERT INTO answers (fiscal_year, instrument_id, round, office_id, node_id, content, self_level,
    state, reason, version, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)
    ON CONFLICT DO NOTHING";
pub(crate) const SAVE: &str =
    "UPDATE answers SET content = $7, self_level = $8, state = $9, reason = $10, version = version + 1,
    updated_at = $11, updated_by = $12
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND version = $6";
pub(crate) const RESTATE: &str = "UPDATE answers SET state = $6, reason = $7, version = version + 1
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5";
pub(crate) const KEEP: &str = "INSERT INTO answer_revisions
    (fiscal_year, instrument_id, round, office_id, node_id, certification, content, certified_at)
    SELECT fiscal_year, instrument_id, round, office_id, node_id, $5, content, $6 FROM answers
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND ($5 = 1 OR state = 'returned')";
pub(crate) const CERTIFY: &str = "UPDATE answers SET state = 'complete', reason = NULL, version = version + 1
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND state = 'returned'";
pub(crate) const LIST_REVISIONS: &str = "SELECT node_id, certification, content, certified_at FROM answer_revisions
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 ORDER BY node_id, certification";

pub(crate) const LIST_OWN: &str = "SELECT a.node_id, a.self_level FROM answers a
    JOIN self_reports r ON r.fiscal_year = a.fiscal_year AND r.instrument_id = a.instrument_id AND r.round = a.round
    AND r.office_id = a.office_id
    WHERE a.fiscal_year = $1 AND a.instrument_id = $2 AND a.round = $3 AND a.office_id = $4 AND a.self_level IS NOT NULL
    AND r.state IN ('accepted', 'marked', 'published') ORDER BY a.node_id";
pub(crate) const STREAM_OWN: &str = "SELECT a.office_id, a.node_id, a.self_level FROM answers a
    JOIN self_reports r ON r.fiscal_year = a.fiscal_year AND r.instrument_id = a.instrument_id AND r.round = a.round
    AND r.office_id = a.office_id
    WHERE a.fiscal_year = $1 AND a.instrument_id = $2 AND a.round = $3 AND (a.office_id, a.node_id) > ($4, $5)
    AND a.self_level IS NOT NULL AND r.state IN ('accepted', 'marked', 'published') ORDER BY a.office_id, a.node_id LIMIT $6";

/// The levels that an office gave itself in a report; none before it was accepted.
///
/// # Errors
/// When the database fails.
pub async fn list_own(conn: &mut Conn, key: ReportKey) -> Result<Vec<(NodeId, Level)>> {
    let of = values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    conn.rows(LIST_OWN, of, |row| Ok((row.at(0)?, row.at(1)?))).await
}

/// The levels that offices gave themselves in the accepted reports of a round, by office and node, those behind a place.
///
/// # Errors
/// When the database fails.
pub async fn stream_own(
    conn: &mut Conn,
    key: RoundKey,
    page: &Page<(OfficeId, NodeId)>,
) -> Result<Vec<(OfficeId, NodeId, Level)>> {
    let (office, node) = page.after.map_or((-1, -1), |(office, node)| (office.0, node.0));
    let of = values![key.fiscal_year, key.instrument_id, key.round, office, node, page.limit()];
    conn.rows(STREAM_OWN, of, |row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).await
}

/// For the sign before the year see `self_report::LIST_BY_OFFICE`.
pub(crate) const LIST_STATES: &str = "SELECT a.instrument_id, a.round, a.node_id, a.state, a.reason FROM self_reports r
    JOIN answers a ON a.fiscal_year = r.fiscal_year AND a.instrument_id = r.instrument_id AND a.round = r.round
    AND a.office_id = r.office_id WHERE r.office_id = $1 AND +r.fiscal_year = $2";

/// How far the items of all reports of an office in a year have come, as far as anything was saved.
///
/// # Errors
/// When the database fails.
pub async fn list_states(
    conn: &mut Conn,
    office: OfficeId,
    year: FiscalYear,
) -> Result<Vec<((RoundKey, NodeId), ItemState)>> {
    conn.rows(LIST_STATES, values![office, year], |row| {
        let (instrument_id, round) = (row.get("instrument_id")?, row.get("round")?);
        let round = RoundKey { fiscal_year: year, instrument_id, round };
        Ok(((round, row.get("node_id")?), read_state(row)?))
    })
    .await
}

/// The answer at an item.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Option<AnswerRow>> {
    conn.row(FIND, place(key, node), read).await
}

/// All answers of a report. Items of which nothing was saved have none.
///
/// # Errors
/// When the database fails.
pub async fn list_by_report(conn: &mut Conn, key: ReportKey) -> Result<Vec<AnswerRow>> {
    conn.rows(LIST_BY_REPORT, values![key.fiscal_year, key.instrument_id, key.round, key.office_id], read).await
}

/// Every text of a report that was certified, by item, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_revisions(conn: &mut Conn, key: ReportKey) -> Result<Vec<RevisionRow>> {
    conn.rows(LIST_REVISIONS, values![key.fiscal_year, key.instrument_id, key.round, key.office_id], |row| {
        Ok(RevisionRow {
            node_id: row.get("node_id")?,
            certification: row.get("certification")?,
            answer: row.get("content")?,
            certified_at: row.get("certified_at")?,
        })
    })
    .await
}

fn place(key: ReportKey, node: NodeId) -> Vec<sea_orm::sea_query::Value> {
    values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node]
}

fn read_state(row: &Row) -> Result<ItemState> {
    let (word, reason): (String, Option<String>) = (row.get("state")?, row.get_opt("reason")?);
    ItemState::from_word(&word, reason).ok_or_else(|| crate::Error::Unreadable {
        column: "state".to_owned(),
        cause: format!("no state of an item: {word}").into(),
    })
}

fn read(row: &Row) -> Result<AnswerRow> {
    let state = read_state(row)?;
    Ok(AnswerRow {
        item: Item { node_id: row.get("node_id")?, answer: row.get("content")?, state },
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
        updated_by: row.get_opt("updated_by")?,
    })
}

/// Saves an answer and returns its new version; version 0 is that of an item of which nothing was saved.
///
/// # Errors
/// A conflict, with what is stored, when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    key: ReportKey,
    version: i32,
    item: &Item,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i32, SaveError<AnswerRow>> {
    let mut row = place(key, item.node_id);
    let content = values![item.answer, item.answer.level, item.state.as_str(), item.state.reason(), now, by];
    let sql = if version == 0 {
        INSERT
    } else {
        row.extend(values![version]);
        SAVE
    };
    row.extend(content);
    if tx.run(sql, row).await? == 0 {
        return Err(refused(find(tx, key, item.node_id).await?));
    }
    Ok(version + 1)
}

/// Writes down what a screener said of an item.
///
/// # Errors
/// When the database fails.
pub async fn restate(tx: &mut Tx, key: ReportKey, node: NodeId, state: &ItemState) -> Result<bool> {
    let mut row = place(key, node);
    row.extend(values![state.as_str(), state.reason()]);
    Ok(tx.run(RESTATE, row).await? == 1)
}

/// Keeps what is certified for the how-manieth time, of later times only what had been returned, and ends the returns.
///
/// # Errors
/// When the database fails.
pub async fn certify(tx: &mut Tx, key: ReportKey, certification: u16, now: Timestamp) -> Result<()> {
    let report = || values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    let mut row = report();
    row.extend(values![certification, now]);
    tx.run(KEEP, row).await?;
    tx.run(CERTIFY, report()).await?;
    Ok(())
}

const TARGET: Target = Target {
    table: "answers",
    fixed: &["fiscal_year", "instrument_id", "round", "updated_at", "version"],
    columns: &["office_id", "node_id", "content", "self_level", "state", "reason"],
    at_once: 500,
};

/// Brings in many new answers of one round.
///
/// # Errors
/// [`crate::Error::Duplicate`] when one of the items has an answer.
pub async fn insert_many(tx: &mut Tx, round: RoundKey, answers: &[(OfficeId, Item)], now: Timestamp) -> Result<()> {
    let (year, months) = (i64::from(round.fiscal_year.number()), i64::from(round.round.months()));
    TARGET
        .insert(tx, &[year, round.instrument_id.0, months, now.as_millisecond(), 1], answers, |(office, item), out| {
            out.int(office.0).int(item.node_id.0).text(item.answer.to_raw().as_str());
            out.int(item.answer.level.map(|level| i64::from(level.0)));
            out.text(item.state.as_str()).text(item.state.reason());
        })
        .await
}
