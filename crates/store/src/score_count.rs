//! How many offices have which level, by region and kind: counters beside the scores, kept in the transactions that write these. A page
//! about 30,000 offices then reads as many rows as one about 245.
//!
//! Means add up exactly: numerators over the same denominator are one sum.

use std::collections::BTreeMap;

use domain::fiscal_year::RoundCode;
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::number::Fraction;
use domain::office::OfficeKind;
use domain::scoring::Outcome;
use sea_orm::sea_query::Value;

use crate::bulk;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, numbers, values};
use crate::score::{Among, ScoreKey, ScoreRow};

/// Offices with their means added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Offices.
    pub offices: i64,
    /// Sum of their means, times `denominator`.
    pub numerator: i64,
    /// What their means have in common; 0 where nothing was scored.
    pub denominator: i64,
}

impl Sum {
    /// The sum of the means.
    pub fn total(&self) -> Fraction {
        Fraction::new(self.numerator.into(), self.denominator.max(1).into())
    }

    /// The mean over all offices of these, and how many they are; none of no office.
    pub fn mean(sums: &[Sum]) -> Option<(Fraction, i64)> {
        let offices: i64 = sums.iter().map(|sum| sum.offices).sum();
        let total = sums.iter().fold(Fraction::whole(0), |total, sum| total.plus(&sum.total()));
        (offices > 0).then(|| (total.divided_by(&Fraction::whole(offices)), offices))
    }

    fn read(row: &Row, at: usize) -> Result<Sum> {
        Ok(Sum { denominator: row.at(at)?, offices: row.at(at + 1)?, numerator: row.at(at + 2)? })
    }
}

/// Offices of a region and kind that reached a level in a node, as far as their means have one denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelCount {
    /// Region.
    pub region: u16,
    /// Kind.
    pub kind: OfficeKind,
    /// Their level; none for those without a score.
    pub level: Option<Level>,
    /// How many, with their means.
    pub sum: Sum,
}

/// Nearly every mean of up to twenty levels can be written over this, the smallest number that all of 1 to 20 divide: one counter then
/// holds what would be many.
const COMMON: i64 = 232_792_560;

/// The longest "13/3" that is counted exactly, so that sums over any number of offices fit 64 bits. A longer one, which weights with many
/// digits can make, counts as it is shown.
const LONGEST: usize = 12;

/// The scores of a round with their means as numerator `n` and denominator `d`.
macro_rules! scores {
    ($which:literal) => {
        concat!(
            "(SELECT s.office_id, s.node_id, s.region, s.kind, s.state, s.level, s.achieved,
            CASE WHEN s.mean IS NULL THEN 0
                WHEN length(s.mean) <= 12 THEN CAST(substr(s.mean, 1, length(rtrim(s.mean, '0123456789')) - 1) AS BIGINT)
                ELSE CAST(replace(s.shown, '.', '') AS BIGINT) END AS n,
            CASE WHEN s.mean IS NULL THEN 1
                WHEN length(s.mean) <= 12 THEN CAST(substr(s.mean, length(rtrim(s.mean, '0123456789')) + 1) AS BIGINT)
                ELSE CAST('1' || substr('000000000', 1, length(s.shown) - length(rtrim(s.shown, '0123456789'))) AS BIGINT) END AS d
            FROM scores s WHERE s.fiscal_year = $1 AND s.instrument_id = $2 AND s.through = $3",
            $which,
            ") s"
        )
    };
}

/// Denominator, number and sum of a group.
macro_rules! sums {
    () => {
        "CASE WHEN 232792560 % s.d = 0 THEN 232792560 ELSE s.d END, COUNT(*),
        SUM(CASE WHEN 232792560 % s.d = 0 THEN s.n * (232792560 / s.d) ELSE s.n END)"
    };
}

pub(crate) const FILL_SCORES: &str = concat!(
    "INSERT INTO score_counts (fiscal_year, instrument_id, through, node_id, region, kind, state, level, achieved, denominator,
    offices, numerator) SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), s.node_id, s.region, s.kind, s.state,
    COALESCE(s.level, -1), COALESCE(s.achieved, -1), ",
    sums!(),
    " FROM ",
    scores!(""),
    " GROUP BY 4, 5, 6, 7, 8, 9, 10"
);
pub(crate) const FILL_PROVINCES: &str = concat!(
    "INSERT INTO province_counts (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator, offices,
    numerator) SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), p.province_code, s.region, s.kind, s.level, ",
    sums!(),
    " FROM ",
    scores!(" AND s.node_id = 0 AND s.state = 'scored'"),
    " JOIN office_terms t ON t.office_id = s.office_id AND t.valid_from <= $4 AND (t.valid_to IS NULL OR t.valid_to > $4)
    JOIN office_provinces p ON p.office_id = t.office_id AND p.valid_from = t.valid_from GROUP BY 4, 5, 6, 7, 8"
);
pub(crate) const FILL_DISTANCES: &str =
    "INSERT INTO distance_counts (fiscal_year, instrument_id, through, node_id, region, kind, below, same, above)
    SELECT fiscal_year, instrument_id, through, node_id, region, kind, SUM(CASE WHEN level < own THEN 1 ELSE 0 END),
    SUM(CASE WHEN level = own THEN 1 ELSE 0 END), SUM(CASE WHEN level > own THEN 1 ELSE 0 END) FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND state = 'scored' AND own IS NOT NULL
    GROUP BY fiscal_year, instrument_id, through, node_id, region, kind";

/// Counts the scores of an instrument through a round anew.
///
/// # Errors
/// When the database fails.
pub async fn recount(tx: &mut Tx, key: ScoreKey) -> Result<()> {
    let of = || values![key.fiscal_year, key.instrument_id, key.through];
    for table in ["score_counts", "province_counts", "distance_counts"] {
        let sql = format!("DELETE FROM {table} WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3");
        tx.run(&sql, of()).await?;
    }
    tx.run(FILL_SCORES, of()).await?;
    tx.run(FILL_DISTANCES, of()).await?;
    let mut on_day = of();
    on_day.extend(values![key.fiscal_year.last_day()]);
    tx.run(FILL_PROVINCES, on_day).await?;
    bulk::learn(tx, &["scores", "score_counts", "distance_counts", "province_counts"]).await
}

/// Region and kind.
type Place = (u16, OfficeKind);
/// Node, place, state, level, achieved, denominator.
type Scored = (NodeId, Place, &'static str, i64, i64, i64);
/// Offices, and the sum of their means.
type Added = (i64, i64);

/// What the change of an office's scores does to the counters, until [`Shift::apply`]. Kept in the order of the keys, so that two who change
/// the same counters at the same time come to them in the same order.
#[must_use = "the counters do not follow without it"]
pub struct Shift {
    key: ScoreKey,
    office: OfficeId,
    scores: BTreeMap<Scored, Added>,
    distances: BTreeMap<(NodeId, Place), [i64; 3]>,
    provinces: BTreeMap<(Place, i64, i64), Added>,
}

impl Shift {
    /// Of the scores of an office, of which none changed yet.
    pub(crate) fn of(key: ScoreKey, office: OfficeId) -> Shift {
        let (scores, distances, provinces) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Shift { key, office, scores, distances, provinces }
    }

    /// A score that is gone.
    pub(crate) fn take(&mut self, row: &ScoreRow) {
        self.add(row, -1);
    }

    /// A score that is there now.
    pub(crate) fn give(&mut self, row: &ScoreRow) {
        self.add(row, 1);
    }

    fn add(&mut self, row: &ScoreRow, offices: i64) {
        let place = (row.region, row.kind);
        let (level, numerator, denominator) = match &row.outcome {
            Outcome::Scored(score) => {
                let exact = score.mean.to_ratio_string();
                let parts = exact.split_once('/').filter(|_| exact.len() <= LONGEST);
                let parts =
                    parts.and_then(|(above, below)| Some((above.parse::<i64>().ok()?, below.parse::<i64>().ok()?)));
                let shown = || (i64::try_from(score.shown.units()).unwrap_or(0), 10_i64.pow(score.shown.scale()));
                let (numerator, denominator) = parts.unwrap_or_else(shown);
                let is_common = COMMON % denominator == 0;
                let (times, below) = if is_common { (COMMON / denominator, COMMON) } else { (1, denominator) };
                (i64::from(score.level.0), numerator * times, below)
            }
            Outcome::Incomplete | Outcome::LeftOut(_) => (-1, 0, COMMON),
        };
        let add = |(count, sum): &mut Added| (*count, *sum) = (*count + offices, *sum + offices * numerator);
        let achieved = row.achieved.map_or(-1, i64::from);
        add(self.scores.entry((row.node_id, place, row.state(), level, achieved, denominator)).or_default());
        if level >= 0 {
            if let Some(own) = row.own {
                let side = 1 + (level - i64::from(own.0)).signum();
                self.distances.entry((row.node_id, place)).or_default()[usize::try_from(side).unwrap_or(1)] += offices;
            }
            if row.node_id == NodeId::OVERALL {
                add(self.provinces.entry((place, level, denominator)).or_default());
            }
        }
    }

    /// Adds it to the counters. From here to the commit others wait who change the same ones, so it is done last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn apply(self, tx: &mut Tx) -> Result<()> {
        let Shift { key, office, .. } = self;
        let scores = self.scores.into_iter().filter(|(_, added)| *added != (0, 0));
        let scores = scores.map(|((node, (region, kind), state, level, achieved, below), (offices, sum))| {
            values![node, region, kind, state, level, achieved, below, offices, sum]
        });
        add(tx, key, &SCORES, scores.collect()).await?;
        let distances = self.distances.into_iter().filter(|(_, sides)| *sides != [0; 3]);
        let distances = distances
            .map(|((node, (region, kind)), [below, same, above])| values![node, region, kind, below, same, above]);
        add(tx, key, &DISTANCES, distances.collect()).await?;
        for (((region, kind), level, below), (offices, sum)) in self.provinces {
            if (offices, sum) != (0, 0) {
                let day = key.fiscal_year.last_day();
                let mut row = values![key.fiscal_year, key.instrument_id, key.through, region, kind, level, below];
                row.extend(values![offices, sum, office, day]);
                tx.run(SHIFT_PROVINCES, row).await?;
            }
        }
        Ok(())
    }
}

/// A table of counters: what follows year, instrument and round in its key, and what is added up.
struct Counters {
    table: &'static str,
    key: &'static [&'static str],
    sums: &'static [&'static str],
}

const SCORES: Counters = Counters {
    table: "score_counts",
    key: &["node_id", "region", "kind", "state", "level", "achieved", "denominator"],
    sums: &["offices", "numerator"],
};
const DISTANCES: Counters =
    Counters { table: "distance_counts", key: &["node_id", "region", "kind"], sums: &["below", "same", "above"] };

async fn add(tx: &mut Tx, of: ScoreKey, counters: &Counters, rows: Vec<Vec<Value>>) -> Result<()> {
    let Counters { table, key, sums } = counters;
    let places = format!("fiscal_year, instrument_id, through, {}", key.join(", "));
    let added: Vec<String> = sums.iter().map(|sum| format!("{sum} = {table}.{sum} + excluded.{sum}")).collect();
    for some in rows.chunks(bulk::FEW) {
        let sql = format!(
            "INSERT INTO {table} ({places}, {}) VALUES {} ON CONFLICT ({places}) DO UPDATE SET {}",
            sums.join(", "),
            bulk::few(3, key.len() + sums.len(), some.len()),
            added.join(", ")
        );
        let mut values = values![of.fiscal_year, of.instrument_id, of.through];
        values.extend(some.iter().flatten().cloned());
        tx.run(&sql, values).await?;
    }
    Ok(())
}

pub(crate) const SHIFT_PROVINCES: &str =
    "INSERT INTO province_counts (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator, offices, numerator)
    SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), p.province_code, CAST($4 AS BIGINT), CAST($5 AS TEXT),
    CAST($6 AS BIGINT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT)
    FROM office_terms t JOIN office_provinces p ON p.office_id = t.office_id AND p.valid_from = t.valid_from
    WHERE t.office_id = $10 AND t.valid_from <= $11 AND (t.valid_to IS NULL OR t.valid_to > $11) ORDER BY p.province_code
    ON CONFLICT (fiscal_year, instrument_id, through, province_code, region, kind, level, denominator)
    DO UPDATE SET offices = province_counts.offices + excluded.offices, numerator = province_counts.numerator + excluded.numerator";

macro_rules! among {
    ($($text:expr),*) => {
        concat!($($text),*)
    };
    (where $select:literal, $table:literal, $rest:literal) => {
        among!($select, " FROM ", $table, " WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3
            AND ($4 < 0 OR region = $4) AND ($5 = '' OR kind = $5) AND offices > 0 ", $rest)
    };
}

pub(crate) const LIST_BY_NODE: &str = among!(
    where "SELECT region, kind, level, denominator, CAST(SUM(offices) AS BIGINT), CAST(SUM(numerator) AS BIGINT)",
    "score_counts",
    "AND node_id = $6 AND state <> 'left_out' GROUP BY region, kind, level, denominator"
);
pub(crate) const SUM_BY_NODE: &str = among!(
    where "SELECT denominator, CAST(SUM(offices) AS BIGINT), CAST(SUM(numerator) AS BIGINT)",
    "score_counts",
    "AND node_id = $6 AND state = 'scored' GROUP BY denominator"
);
pub(crate) const LIST_BY_PROVINCE: &str = among!(
    where "SELECT province_code, level, denominator, CAST(SUM(offices) AS BIGINT), CAST(SUM(numerator) AS BIGINT)",
    "province_counts",
    "GROUP BY province_code, level, denominator ORDER BY province_code, level"
);
pub(crate) const LIST_DISTANCES: &str =
    "SELECT node_id, CAST(SUM(below) AS BIGINT), CAST(SUM(same) AS BIGINT), CAST(SUM(above) AS BIGINT)
    FROM distance_counts WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND ($4 < 0 OR region = $4)
    AND ($5 = '' OR kind = $5) GROUP BY node_id ORDER BY node_id";

pub(crate) const HAS_ANY: &str = "SELECT node_id FROM score_counts
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND offices > 0
    ORDER BY fiscal_year, instrument_id, through, node_id LIMIT 1";

/// Whether anything was scored through a round.
///
/// # Errors
/// When the database fails.
pub async fn has_any(conn: &mut Conn, key: ScoreKey) -> Result<bool> {
    let of = values![key.fiscal_year, key.instrument_id, key.through];
    Ok(conn.row(HAS_ANY, of, |row| row.at::<NodeId>(0)).await?.is_some())
}

fn asked(key: ScoreKey, among: &Among) -> Vec<Value> {
    let (region, kind) = among.raw();
    values![key.fiscal_year, key.instrument_id, key.through, region, kind]
}

/// The levels of a node, by region and kind; offices that it does not apply to are not there.
///
/// # Errors
/// When the database fails.
pub async fn list_by_node(conn: &mut Conn, key: ScoreKey, among: &Among, node: NodeId) -> Result<Vec<LevelCount>> {
    let mut asked = asked(key, among);
    asked.extend(values![node]);
    conn.rows(LIST_BY_NODE, asked, |row| {
        Ok(LevelCount { region: row.at(0)?, kind: row.at(1)?, level: read_level(row, 2)?, sum: Sum::read(row, 3)? })
    })
    .await
}

/// The mean of a node over all offices that have one, in parts.
///
/// # Errors
/// When the database fails.
pub async fn sum_by_node(conn: &mut Conn, key: ScoreKey, among: &Among, node: NodeId) -> Result<Vec<Sum>> {
    let mut asked = asked(key, among);
    asked.extend(values![node]);
    conn.rows(SUM_BY_NODE, asked, |row| Sum::read(row, 0)).await
}

/// The mean of a node over all offices that have one, in parts, through each of some rounds: `(instrument, through, sum)`.
///
/// # Errors
/// When the database fails.
pub async fn list_by_round(
    conn: &mut Conn,
    keys: &[ScoreKey],
    among: &Among,
    node: NodeId,
) -> Result<Vec<(InstrumentId, RoundCode, Sum)>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let (region, kind) = among.raw();
    conn.rows(&of_rounds(keys), values![node, region, kind], |row| Ok((row.at(0)?, row.at(1)?, Sum::read(row, 2)?)))
        .await
}

fn of_rounds(keys: &[ScoreKey]) -> String {
    // Numbers of ours stand in the text: a list has no parameter of its own on both engines.
    let key =
        |key: &ScoreKey| format!("({}, {}, {})", key.fiscal_year.number(), key.instrument_id, key.through.months());
    let keys = keys.iter().map(key).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT c.instrument_id, c.through, c.denominator, CAST(SUM(c.offices) AS BIGINT), CAST(SUM(c.numerator) AS BIGINT)
        FROM (VALUES {keys}) AS k JOIN score_counts c
        ON c.fiscal_year = k.column1 AND c.instrument_id = k.column2 AND c.through = k.column3 AND c.node_id = $1
        WHERE ($2 < 0 OR c.region = $2) AND ($3 = '' OR c.kind = $3) AND c.offices > 0 AND c.state = 'scored'
        GROUP BY c.instrument_id, c.through, c.denominator"
    )
}

/// The means of some nodes, by region: `(node, region, sum)`.
///
/// # Errors
/// When the database fails.
pub async fn list_by_region(
    conn: &mut Conn,
    key: ScoreKey,
    among: &Among,
    nodes: &[NodeId],
) -> Result<Vec<(NodeId, u16, Sum)>> {
    let sql = of_nodes("node_id, region, denominator", ", CAST(SUM(numerator) AS BIGINT)", nodes);
    conn.rows(&sql, asked(key, among), |row| Ok((row.at(0)?, row.at(1)?, Sum::read(row, 2)?))).await
}

/// How many offices have which level in some nodes: `(node, level, offices)`.
///
/// # Errors
/// When the database fails.
pub async fn list_levels(
    conn: &mut Conn,
    key: ScoreKey,
    among: &Among,
    nodes: &[NodeId],
) -> Result<Vec<(NodeId, Level, i64)>> {
    let sql = of_nodes("node_id, level", "", nodes);
    conn.rows(&sql, asked(key, among), |row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).await
}

fn of_nodes(by: &str, sums: &str, nodes: &[NodeId]) -> String {
    let nodes = if nodes.is_empty() { "-1".to_owned() } else { numbers(nodes) };
    format!(
        "SELECT {by}, CAST(SUM(offices) AS BIGINT){sums} FROM score_counts WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3
        AND ($4 < 0 OR region = $4) AND ($5 = '' OR kind = $5) AND node_id IN ({nodes}) AND state = 'scored' AND offices > 0 GROUP BY {by}"
    )
}

/// The overall levels by province: `(code of the province, level, sum)`. An office of several provinces is in each of them.
///
/// # Errors
/// When the database fails.
pub async fn list_by_province(conn: &mut Conn, key: ScoreKey, among: &Among) -> Result<Vec<(String, Level, Sum)>> {
    conn.rows(LIST_BY_PROVINCE, asked(key, among), |row| Ok((row.at(0)?, row.at(1)?, Sum::read(row, 2)?))).await
}

/// How often the final level lies below the office's own, is the same, and lies above it: `(node, [below, same, above])`.
///
/// # Errors
/// When the database fails.
pub async fn list_distances(conn: &mut Conn, key: ScoreKey, among: &Among) -> Result<Vec<(NodeId, [i64; 3])>> {
    conn.rows(LIST_DISTANCES, asked(key, among), |row| Ok((row.at(0)?, [row.at(1)?, row.at(2)?, row.at(3)?]))).await
}

fn read_level(row: &Row, at: usize) -> Result<Option<Level>> {
    let level: i32 = row.at(at)?;
    Ok(u8::try_from(level).ok().map(Level))
}
