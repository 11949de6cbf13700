//! Opinions of the two evaluators of an item, and the share of a round's items that two mark.

use domain::id::{NodeId, UserId};
use domain::level::Level;
use domain::office::OfficeKind;
use domain::opinion::Doubling;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Error, Result, SaveError, refused};
use crate::round::RoundKey;
use crate::row::{Row, values};
use crate::score::Among;
use crate::self_report::ReportKey;

/// The choice of a round; version 0 where nothing was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoublingRow {
    /// Which items two evaluators mark.
    pub doubling: Doubling,
    /// Counts its changes.
    pub version: i32,
}

/// What one of two evaluators gives to an item. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Item.
    pub node_id: NodeId,
    /// Who.
    pub user_id: UserId,
    /// The level.
    pub level: Level,
    /// Why it differs from the level the office gave itself.
    pub justification: String,
    /// Strengths, connective and recommendation.
    pub suggestion: [String; 3],
}

/// Opinions of two people that were counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairCount {
    /// Item.
    pub node_id: NodeId,
    /// The two, the smaller id first.
    pub users: [UserId; 2],
    /// What they gave.
    pub levels: [Level; 2],
    /// How often.
    pub count: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT node_id, user_id, level, justification, strengths, connective, recommendation FROM opinions
            WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 ",
            $rest
        )
    };
}

pub(crate) const FIND_DOUBLING: &str = "SELECT percent, seed, version FROM round_doublings
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3";
pub(crate) const INSERT_DOUBLING: &str =
    "INSERT INTO round_doublings (fiscal_year, instrument_id, round, percent, seed, version, updated_at, updated_by)
    VALUES ($1, $2, $3, $4, $5, 1, $6, $7) ON CONFLICT DO NOTHING";
pub(crate) const SAVE_DOUBLING: &str = "UPDATE round_doublings
    SET percent = $4, seed = $5, version = version + 1, updated_at = $6, updated_by = $7
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND version = $8";
pub(crate) const LIST_BY_REPORT: &str = select!("ORDER BY node_id, given_at, user_id");
pub(crate) const LIST_BY_ITEM: &str = select!("AND node_id = $5 ORDER BY given_at, user_id");
// In the order of its key, or PostgreSQL reads the table from its beginning until it meets one.
pub(crate) const FIND_ANY: &str =
    "SELECT 1 AS one FROM opinions WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3
    ORDER BY fiscal_year, instrument_id, round, office_id LIMIT 1";
pub(crate) const COUNT_PAIRS: &str =
    "SELECT a.node_id, a.user_id AS one, b.user_id AS other, a.level AS level, b.level AS other_level, COUNT(*) AS n
    FROM opinions a JOIN opinions b ON b.fiscal_year = a.fiscal_year AND b.instrument_id = a.instrument_id AND b.round = a.round
    AND b.office_id = a.office_id AND b.node_id = a.node_id AND b.user_id > a.user_id
    WHERE a.fiscal_year = $1 AND a.instrument_id = $2 AND a.round = $3
    GROUP BY a.node_id, a.user_id, b.user_id, a.level, b.level ORDER BY a.node_id, a.user_id, b.user_id, a.level, b.level";

pub(crate) const ADD_PAIR: &str =
    "INSERT INTO opinion_counts (fiscal_year, instrument_id, round, region, kind, low, high, pairs) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
    ON CONFLICT (fiscal_year, instrument_id, round, region, kind, low, high) DO UPDATE SET pairs = opinion_counts.pairs + 1";
pub(crate) const LIST_PAIRS: &str = "SELECT region, low, high, CAST(SUM(pairs) AS BIGINT) FROM opinion_counts
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND ($4 < 0 OR region = $4) AND ($5 = '' OR kind = $5)
    GROUP BY region, low, high ORDER BY region, low, high";

/// Which items of a round two evaluators mark.
///
/// # Errors
/// When the database fails.
pub async fn find_doubling(conn: &mut Conn, key: RoundKey) -> Result<DoublingRow> {
    let found = conn.row(FIND_DOUBLING, named(key), read_doubling).await?;
    Ok(found.unwrap_or(DoublingRow { doubling: Doubling::NONE, version: 0 }))
}

fn read_doubling(row: &Row) -> Result<DoublingRow> {
    let (percent, seed): (u8, i64) = (row.get("percent")?, row.get("seed")?);
    let seed = u32::try_from(seed).map_err(|e| Error::Unreadable { column: "seed".to_owned(), cause: e.into() })?;
    let doubling = Doubling::new(percent, seed);
    let doubling =
        doubling.map_err(|fault| Error::Unreadable { column: "percent".to_owned(), cause: fault.key.into() })?;
    Ok(DoublingRow { doubling, version: row.get("version")? })
}

/// Changes which items two evaluators mark, and returns the new version.
///
/// # Errors
/// A conflict when `version` is not the current one, 0 where nothing was chosen.
pub async fn save_doubling(
    tx: &mut Tx,
    key: RoundKey,
    version: i32,
    doubling: Doubling,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<i32, SaveError<DoublingRow>> {
    let mut row = named(key);
    row.extend(values![doubling.percent(), i64::from(doubling.seed()), now, by]);
    let changed = match version {
        0 => tx.run(INSERT_DOUBLING, row).await?,
        version => {
            row.extend(values![version]);
            tx.run(SAVE_DOUBLING, row).await?
        }
    };
    match changed {
        0 => Err(refused(Some(find_doubling(tx, key).await?))),
        _ => Ok(version + 1),
    }
}

/// All opinions on a report, by item, the earlier before the later.
///
/// # Errors
/// When the database fails.
pub async fn list_by_report(conn: &mut Conn, key: ReportKey) -> Result<Vec<Opinion>> {
    conn.rows(LIST_BY_REPORT, of_report(key), read).await
}

/// The opinions on an item, the earlier before the later.
///
/// # Errors
/// When the database fails.
pub async fn list_by_item(conn: &mut Conn, key: ReportKey, node: NodeId) -> Result<Vec<Opinion>> {
    let mut row = of_report(key);
    row.extend(values![node]);
    conn.rows(LIST_BY_ITEM, row, read).await
}

/// Whether anybody gave an opinion in a round.
///
/// # Errors
/// When the database fails.
pub async fn is_begun(conn: &mut Conn, key: RoundKey) -> Result<bool> {
    Ok(conn.row(FIND_ANY, named(key), |_| Ok(())).await?.is_some())
}

/// The pairs of opinions of a round, counted by item, people and levels.
///
/// # Errors
/// When the database fails.
pub async fn count_pairs(conn: &mut Conn, key: RoundKey) -> Result<Vec<PairCount>> {
    conn.rows(COUNT_PAIRS, named(key), |row| {
        Ok(PairCount {
            node_id: row.get("node_id")?,
            users: [row.get("one")?, row.get("other")?],
            levels: [row.get("level")?, row.get("other_level")?],
            count: row.get("n")?,
        })
    })
    .await
}

/// Counts the opinions of two evaluators on an item of an office of this region and kind. From here to the commit others wait who count a
/// pair that is the same.
///
/// # Errors
/// When the database fails.
pub async fn add_pair(
    tx: &mut Tx,
    key: RoundKey,
    (region, kind): (u16, OfficeKind),
    [one, other]: [Level; 2],
) -> Result<()> {
    let mut row = named(key);
    row.extend(values![region, kind, one.min(other), one.max(other)]);
    tx.run(ADD_PAIR, row).await?;
    Ok(())
}

/// How often two evaluators gave which levels in a round, the lower level first, from counters.
///
/// # Errors
/// When the database fails.
pub async fn list_pairs(conn: &mut Conn, key: RoundKey, among: &Among) -> Result<Vec<(u16, [Level; 2], i64)>> {
    let (region, kind) = among.raw();
    let mut row = named(key);
    row.extend(values![region, kind]);
    conn.rows(LIST_PAIRS, row, |row| Ok((row.at(0)?, [row.at(1)?, row.at(2)?], row.at(3)?))).await
}

/// A new opinion.
///
/// # Errors
/// [`Error::Duplicate`] when the person gave one to the item.
pub async fn insert(tx: &mut Tx, key: ReportKey, opinion: &Opinion, now: Timestamp) -> Result<()> {
    const INSERT: &str = "INSERT INTO opinions (fiscal_year, instrument_id, round, office_id, node_id, user_id, level,
        justification, strengths, connective, recommendation, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let [strengths, connective, recommendation] = &opinion.suggestion;
    let mut row = of_report(key);
    row.extend(values![opinion.node_id, opinion.user_id, opinion.level, opinion.justification]);
    row.extend(values![*strengths, *connective, *recommendation, now]);
    tx.run(INSERT, row).await?;
    Ok(())
}

fn named(key: RoundKey) -> Vec<sea_orm::sea_query::Value> {
    values![key.fiscal_year, key.instrument_id, key.round]
}

fn of_report(key: ReportKey) -> Vec<sea_orm::sea_query::Value> {
    values![key.fiscal_year, key.instrument_id, key.round, key.office_id]
}

fn read(row: &Row) -> Result<Opinion> {
    Ok(Opinion {
        node_id: row.get("node_id")?,
        user_id: row.get("user_id")?,
        level: row.get("level")?,
        justification: row.get("justification")?,
        suggestion: [row.get("strengths")?, row.get("connective")?, row.get("recommendation")?],
    })
}
