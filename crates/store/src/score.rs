//! Scores: the rolled-up rows of every office and node as they come out of the marks of this moment. They can be thrown away and computed
//! again; what is official is in `publication`.

use std::collections::HashMap;
use std::ops::ControlFlow;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::number::{Decimal, Fraction};
use domain::office::OfficeKind;
use domain::scoring::{Outcome, Score};

use crate::bulk::{self, Chunk, Target, Upsert};
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::instrument;
use crate::page::Page;
use crate::row::{Row, numbers, values};
use crate::score_count::{self, Shift};

/// The score of a node of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// Office.
    pub office_id: OfficeId,
    /// Node, [`NodeId::OVERALL`] for the overall result.
    pub node_id: NodeId,
    /// Region of the office.
    pub region: u16,
    /// Its kind.
    pub kind: OfficeKind,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether a target was reached.
    pub achieved: Option<bool>,
    /// The level that the office gave itself in the last round considered, once its report was accepted.
    pub own: Option<Level>,
}

/// The scores of an instrument through a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScoreKey {
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// The last round considered.
    pub through: RoundCode,
}

/// Which offices are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// Those of one region.
    pub region: Option<u16>,
    /// Those of one kind.
    pub kind: Option<OfficeKind>,
}

impl Among {
    /// As parameters of a query: -1 and an empty text are all of them.
    pub(crate) fn raw(&self) -> (i32, &'static str) {
        (self.region.map_or(-1, i32::from), self.kind.map_or("", OfficeKind::as_str))
    }
}

/// Words of the `state` column.
const SCORED: &str = "scored";
const INCOMPLETE: &str = "incomplete";
const LEFT_OUT: &str = "left_out";

impl ScoreRow {
    /// The word of the `state` column.
    pub(crate) fn state(&self) -> &'static str {
        match self.outcome {
            Outcome::Scored(_) => SCORED,
            Outcome::Incomplete => INCOMPLETE,
            Outcome::LeftOut(_) => LEFT_OUT,
        }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT office_id, node_id, state, reason, mean, shown, level, achieved, region, kind, own FROM scores
            WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND ",
            $rest
        )
    };
}

/// Offices by their mean. What is asked stands in the index, and SQLite would look up every row it passes by if the mean were wanted of it at
/// once; PostgreSQL would join all means where it has not counted the rows yet. The list begins behind `$5` and ends at `$13`.
macro_rules! listed {
    ($beyond:literal, $until:literal, $order:literal) => {
        concat!(
            "SELECT r.office_id, r.shown, r.level, (SELECT m.mean FROM scores m WHERE m.fiscal_year = $1 AND m.instrument_id = $2
            AND m.through = $3 AND m.office_id = r.office_id AND m.node_id = $4)
            FROM (SELECT office_id, shown, level FROM scores s
            WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND node_id = $4
            AND shown IS NOT NULL AND (shown, office_id) ",
            $beyond,
            " ($5, $6) AND shown ",
            $until,
            " $13 AND ($7 < 0 OR level = $7) AND ($8 < 0 OR region = $8) AND ($9 = '' OR kind = $9) AND ($10 = '' OR EXISTS (
            SELECT 1 FROM office_terms t JOIN office_provinces p ON p.office_id = t.office_id AND p.valid_from = t.valid_from
            WHERE t.office_id = s.office_id AND t.valid_from <= $11 AND (t.valid_to IS NULL OR t.valid_to > $11)
            AND p.province_code = $10)) ORDER BY shown ",
            $order,
            ", office_id ",
            $order,
            " LIMIT $12) r ORDER BY r.shown ",
            $order,
            ", r.office_id ",
            $order
        )
    };
}

pub(crate) const LIST_BY_OFFICE: &str = select!("office_id = $4 ORDER BY node_id");
pub(crate) const LIST_RISING: &str = listed!(">", "<", "");
pub(crate) const LIST_FALLING: &str = listed!("<", ">=", "DESC");
pub(crate) const COUNT: &str = "SELECT COUNT(*) AS n FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND office_id > $4 AND office_id <= $5";
pub(crate) const CLEAR: &str = "DELETE FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND office_id > $4 AND office_id <= $5";

/// All scores of an office, by node.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
    office: OfficeId,
) -> Result<Vec<ScoreRow>> {
    conn.rows(LIST_BY_OFFICE, values![year, instrument, through, office], read).await
}

/// The scores of these offices in these nodes, in one query whatever their number; what is not stored is left out.
///
/// # Errors
/// When the database fails.
pub async fn list_by_offices(
    conn: &mut Conn,
    key: ScoreKey,
    offices: &[OfficeId],
    nodes: &[NodeId],
) -> Result<Vec<ScoreRow>> {
    if offices.is_empty() || nodes.is_empty() {
        return Ok(Vec::new());
    }
    let (offices, nodes) = (numbers(offices), numbers(nodes));
    let sql = format!("{} office_id IN ({offices}) AND node_id IN ({nodes}) ORDER BY office_id, node_id", select!(""));
    conn.rows(&sql, values![key.fiscal_year, key.instrument_id, key.through], read).await
}

/// An office with its mean in a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Office.
    pub office_id: OfficeId,
    /// Its mean.
    pub mean: Fraction,
    /// Its mean as it is shown.
    pub shown: Decimal,
    /// Its level.
    pub level: Level,
}

/// From which end a list of means begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// With the lowest mean.
    Rising,
    /// With the highest.
    Falling,
}

/// Which offices of a node are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankFilter {
    /// Of one region, of one kind.
    pub among: Among,
    /// With this level.
    pub level: Option<Level>,
    /// Where the means of that level begin, and below what they end: the list then reads none but those. Nothing where means of ten and more
    /// occur, whose digits are not in their order.
    pub means: (Option<Decimal>, Option<Decimal>),
    /// Of this province, by its code.
    pub province: Option<String>,
}

/// Offices by their mean in a node. Means of instruments with levels below ten are in their order; of others, in that of their digits.
///
/// # Errors
/// When the database fails.
pub async fn list_by_mean(
    conn: &mut Conn,
    key: ScoreKey,
    node: NodeId,
    filter: &RankFilter,
    order: Order,
    page: &Page<(String, OfficeId)>,
) -> Result<Vec<Ranked>> {
    // Before and behind every number written in digits.
    let from = filter.means.0.map_or_else(String::new, |mean| mean.to_string());
    let below = filter.means.1.map_or_else(|| ":".to_owned(), |mean| mean.to_string());
    let (sql, start, until) = match order {
        Order::Rising => (LIST_RISING, &from, &below),
        Order::Falling => (LIST_FALLING, &below, &from),
    };
    let (shown, office) =
        page.after.as_ref().map_or((start.as_str(), -1), |(shown, office)| (shown.as_str(), office.0));
    let level = filter.level.map_or(-1, |level| i32::from(level.0));
    let (region, kind) = filter.among.raw();
    let province = filter.province.as_deref().unwrap_or_default();
    let ScoreKey { fiscal_year, instrument_id, through } = key;
    let day = fiscal_year.last_day();
    let limit = page.limit();
    let values = values![
        fiscal_year,
        instrument_id,
        through,
        node,
        shown,
        office,
        level,
        region,
        kind,
        province,
        day,
        limit,
        *until
    ];
    conn.rows(sql, values, |row| {
        Ok(Ranked { office_id: row.at(0)?, shown: row.at(1)?, level: row.at(2)?, mean: row.at(3)? })
    })
    .await
}

fn read(row: &Row) -> Result<ScoreRow> {
    let outcome = match row.at::<String>(2)?.as_str() {
        SCORED => Outcome::Scored(Score { mean: row.at(4)?, shown: row.at(5)?, level: row.at(6)? }),
        INCOMPLETE => Outcome::Incomplete,
        _ => Outcome::LeftOut(row.at(3)?),
    };
    Ok(ScoreRow {
        office_id: row.at(0)?,
        node_id: row.at(1)?,
        region: row.at(8)?,
        kind: row.at(9)?,
        outcome,
        achieved: row.at_opt(7)?,
        own: row.at_opt(10)?,
    })
}

const TARGET: Target = Target {
    table: "scores",
    fixed: &["fiscal_year", "instrument_id", "through"],
    columns: &[
        "office_id",
        "node_id",
        "state",
        "reason",
        "mean",
        "shown",
        "level",
        "achieved",
        "region",
        "kind",
        "own",
    ],
    at_once: usize::MAX,
};

const UPSERT: Upsert = Upsert {
    key: &["fiscal_year", "instrument_id", "through", "office_id", "node_id"],
    range: "office_id",
    content: &["state", "reason", "mean", "shown", "level", "achieved", "region", "kind", "own"],
    entails: "",
};

fn write(row: &ScoreRow, out: &mut Chunk<'_>) {
    out.int(row.office_id.0).int(row.node_id.0);
    match &row.outcome {
        Outcome::Scored(Score { mean, shown, level }) => {
            let (mean, shown) = (mean.to_ratio_string(), shown.to_string());
            out.text(SCORED).text(None).text(mean.as_str()).text(shown.as_str()).int(i64::from(level.0));
        }
        Outcome::Incomplete => {
            out.text(INCOMPLETE).text(None).text(None).text(None).int(None);
        }
        Outcome::LeftOut(reason) => {
            out.text(LEFT_OUT).text(reason.as_str()).text(None).text(None).int(None);
        }
    }
    out.int(row.achieved.map(i64::from)).int(i64::from(row.region)).text(row.kind.as_str());
    out.int(row.own.map(|level| i64::from(level.0)));
}

/// Replaces all scores of an instrument through a round, bit by bit: offices are handed over in the order of their ids, as
/// [`crate::mark::Stream`] yields them, and never have to be in memory all at once. Scores of offices that are not handed over are removed.
pub struct Replacement {
    key: ScoreKey,
    /// Everything up to this office is replaced.
    done: i64,
    waiting: Vec<ScoreRow>,
}

/// Begins to replace all scores of an instrument through a round; holds the instrument.
///
/// # Errors
/// When the database fails.
pub async fn replace(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
) -> Result<Replacement> {
    instrument::lock(tx, instrument).await?;
    bulk::go_by_index(tx).await?;
    let key = ScoreKey { fiscal_year: year, instrument_id: instrument, through };
    Ok(Replacement { key, done: -1, waiting: Vec::new() })
}

impl Replacement {
    /// Hands over all scores of one office.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the office does not come after the one before; otherwise when the database fails.
    pub async fn push(
        &mut self,
        tx: &mut Tx,
        office: OfficeId,
        scores: impl IntoIterator<Item = ScoreRow>,
    ) -> Result<()> {
        let last = self.waiting.last().map_or(self.done, |score| score.office_id.0);
        if office.0 <= last {
            return Err(Error::Duplicate(format!("office {office} comes after {last}").into()));
        }
        self.waiting.extend(scores);
        if self.waiting.len() >= TARGET.capacity(tx.engine()) {
            self.flush(tx, office.0).await?;
        }
        Ok(())
    }

    /// Writes what is still waiting, removes the scores of offices behind the last one, and counts anew.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self, tx: &mut Tx) -> Result<()> {
        self.flush(tx, i64::MAX).await?;
        score_count::recount(tx, self.key).await
    }

    async fn flush(&mut self, tx: &mut Tx, through_office: i64) -> Result<()> {
        let ScoreKey { fiscal_year: year, instrument_id: instrument, through } = self.key;
        let fixed = [i64::from(year.number()), instrument.0, i64::from(through.months())];
        let range = values![year, instrument, through, self.done, through_office];
        let rows = std::mem::take(&mut self.waiting);
        self.done = through_office;
        let stored: i64 = tx.only(COUNT, range.clone(), |row| row.get("n")).await?;
        if stored > 0 {
            // Most scores come out as they were; those are compared and left alone. Only where some are to go is everything written anew.
            let place = |row: &ScoreRow| (row.office_id.0, row.node_id);
            let go_on = &mut |_| ControlFlow::Continue(());
            let counts = TARGET.upsert(tx, &UPSERT, &fixed, &rows, place, write, go_on).await?;
            if stored.unsigned_abs() + counts.inserted == rows.len() as u64 {
                return Ok(());
            }
            tx.run(CLEAR, range).await?;
        }
        TARGET.insert(tx, &fixed, &rows, write).await
    }
}

fn save_sql(rows: usize) -> String {
    format!(
        "INSERT INTO scores (fiscal_year, instrument_id, through, office_id, node_id, state, reason, mean, shown, level, achieved, region, kind,
        own) VALUES {} ON CONFLICT (fiscal_year, instrument_id, through, office_id, node_id) DO UPDATE SET state = excluded.state,
        reason = excluded.reason, mean = excluded.mean, shown = excluded.shown, level = excluded.level, achieved = excluded.achieved,
        region = excluded.region, kind = excluded.kind, own = excluded.own",
        bulk::few(4, 10, rows)
    )
}

pub(crate) const DELETE: &str = "DELETE FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND office_id = $4 AND node_id = $5";

/// Brings the scores of one office, which are `before`, in line with `rows`; what is the same already is not written. Others who change
/// scores of the office wait for their turn before, so that `before` still holds. The counters are left to the caller: [`Shift::apply`].
///
/// # Errors
/// When the database fails.
pub async fn save_office(
    tx: &mut Tx,
    key: ScoreKey,
    (office, before): (OfficeId, &[ScoreRow]),
    rows: &[ScoreRow],
) -> Result<Shift> {
    let ScoreKey { fiscal_year, instrument_id, through } = key;
    let stored: HashMap<NodeId, &ScoreRow> = before.iter().map(|row| (row.node_id, row)).collect();
    let mut shift = Shift::of(key, office);
    for gone in before.iter().filter(|row| !rows.iter().any(|new| new.node_id == row.node_id)) {
        shift.take(gone);
        tx.run(DELETE, values![fiscal_year, instrument_id, through, office, gone.node_id]).await?;
    }
    let changed: Vec<&ScoreRow> = rows.iter().filter(|row| stored.get(&row.node_id) != Some(row)).collect();
    for row in &changed {
        if let Some(old) = stored.get(&row.node_id) {
            shift.take(old);
        }
        shift.give(row);
    }
    for some in changed.chunks(bulk::FEW) {
        let mut values = values![fiscal_year, instrument_id, through, office];
        for row in some {
            let (reason, score) = match &row.outcome {
                Outcome::Scored(score) => (None, Some(score)),
                Outcome::Incomplete => (None, None),
                Outcome::LeftOut(reason) => (Some(*reason), None),
            };
            let (mean, shown) = (score.map(|s| s.mean.clone()), score.map(|s| s.shown));
            let level = score.map(|s| s.level);
            values.extend(values![row.node_id, row.state(), reason, mean, shown, level]);
            values.extend(values![row.achieved, row.region, row.kind, row.own]);
        }
        tx.run(&save_sql(some.len()), values).await?;
    }
    Ok(shift)
}

pub(crate) const RELOCATE: &str = "UPDATE scores SET region = $5, kind = $6
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND office_id = $4";

/// Moves the scores of offices to other regions or kinds, and counts anew where there are some.
///
/// # Errors
/// When the database fails.
pub async fn relocate(tx: &mut Tx, key: ScoreKey, offices: &[(OfficeId, u16, OfficeKind)]) -> Result<()> {
    // Nobody marks meanwhile.
    instrument::lock(tx, key.instrument_id).await?;
    let mut moved = 0;
    for (office, region, kind) in offices {
        let row = values![key.fiscal_year, key.instrument_id, key.through, *office, *region, *kind];
        moved += tx.run(RELOCATE, row).await?;
    }
    if moved > 0 { score_count::recount(tx, key).await } else { Ok(()) }
}
