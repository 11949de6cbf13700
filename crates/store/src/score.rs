//! Scores: the rolled-up rows of every office and node as they come out of the marks of this moment. They can be thrown away and computed
//! again; what is official is in `publication`.

use std::ops::ControlFlow;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::scoring::{Outcome, Reason, Score};

use crate::bulk::{self, Chunk, Target, Upsert};
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::instrument;
use crate::page::Page;
use crate::row::{Row, values};

/// The score of a node of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// Office.
    pub office_id: OfficeId,
    /// Node, [`NodeId::OVERALL`] for the overall result.
    pub node_id: NodeId,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether a target was reached.
    pub achieved: Option<bool>,
}

/// What offices have in common in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// They reached this level.
    Scored(Level),
    /// A required level is absent.
    Incomplete,
    /// It is in no mean, for this reason.
    LeftOut(Reason),
}

/// How many offices are alike in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// What they have in common.
    pub standing: Standing,
    /// Whether they reached a target.
    pub achieved: Option<bool>,
    /// Number of offices.
    pub offices: i64,
}

/// Words of the `state` column.
const SCORED: &str = "scored";
const INCOMPLETE: &str = "incomplete";
const LEFT_OUT: &str = "left_out";

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT office_id, node_id, state, reason, mean, shown, level, achieved FROM scores
            WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND ",
            $rest
        )
    };
}

pub(crate) const LIST_BY_OFFICE: &str = select!("office_id = $4 ORDER BY node_id");
pub(crate) const LIST_BY_NODE: &str =
    select!("node_id = $4 AND state = $5 AND level = $6 AND office_id > $7 ORDER BY office_id LIMIT $8");
pub(crate) const LIST_SCORED: &str = select!("node_id = $4 AND state = 'scored' ORDER BY office_id");
pub(crate) const DISTRIBUTION: &str = "SELECT state, level, reason, achieved, COUNT(*) AS offices FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND node_id = $4
    GROUP BY state, level, reason, achieved";
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

/// The offices that reached a level in a node, by id.
///
/// # Errors
/// When the database fails.
pub async fn list_by_level(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
    (node, level): (NodeId, Level),
    page: &Page<OfficeId>,
) -> Result<Vec<ScoreRow>> {
    let after = page.after.map_or(-1, |office| office.0);
    conn.rows(LIST_BY_NODE, values![year, instrument, through, node, SCORED, level, after, page.limit()], read).await
}

/// The score of a node in every office that has one.
///
/// # Errors
/// When the database fails.
pub async fn list_scored(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
    node: NodeId,
) -> Result<Vec<ScoreRow>> {
    conn.rows(LIST_SCORED, values![year, instrument, through, node], read).await
}

/// How the offices are spread in a node: levels from the highest, then incomplete, then left out by reason.
///
/// # Errors
/// When the database fails.
pub async fn count_by_level(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    through: RoundCode,
    node: NodeId,
) -> Result<Vec<Share>> {
    let read = |row: &Row| {
        let standing = match row.get::<String>("state")?.as_str() {
            SCORED => Standing::Scored(row.get("level")?),
            INCOMPLETE => Standing::Incomplete,
            _ => Standing::LeftOut(row.get("reason")?),
        };
        Ok(Share { standing, achieved: row.get_opt("achieved")?, offices: row.get("offices")? })
    };
    let mut shares = conn.rows(DISTRIBUTION, values![year, instrument, through, node], read).await?;
    shares.sort_by_key(|share| match share.standing {
        Standing::Scored(level) => (0, u8::MAX - level.0, "", share.achieved),
        Standing::Incomplete => (1, 0, "", share.achieved),
        Standing::LeftOut(reason) => (2, 0, reason.as_str(), share.achieved),
    });
    Ok(shares)
}

fn read(row: &Row) -> Result<ScoreRow> {
    let outcome = match row.at::<String>(2)?.as_str() {
        SCORED => Outcome::Scored(Score { mean: row.at(4)?, shown: row.at(5)?, level: row.at(6)? }),
        INCOMPLETE => Outcome::Incomplete,
        _ => Outcome::LeftOut(row.at(3)?),
    };
    Ok(ScoreRow { office_id: row.at(0)?, node_id: row.at(1)?, outcome, achieved: row.at_opt(7)? })
}

const TARGET: Target = Target {
    table: "scores",
    fixed: &["fiscal_year", "instrument_id", "through"],
    columns: &["office_id", "node_id", "state", "reason", "mean", "shown", "level", "achieved"],
    at_once: usize::MAX,
};

const UPSERT: Upsert = Upsert {
    key: &["fiscal_year", "instrument_id", "through", "office_id", "node_id"],
    range: "office_id",
    content: &["state", "reason", "mean", "shown", "level", "achieved"],
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
    out.int(row.achieved.map(i64::from));
}

/// Replaces all scores of an instrument through a round, bit by bit: offices are handed over in the order of their ids, as
/// [`crate::mark::Stream`] yields them, and never have to be in memory all at once. Scores of offices that are not handed over are removed.
pub struct Replacement {
    key: (FiscalYear, InstrumentId, RoundCode),
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
    Ok(Replacement { key: (year, instrument, through), done: -1, waiting: Vec::new() })
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

    /// Writes what is still waiting and removes the scores of offices behind the last one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self, tx: &mut Tx) -> Result<()> {
        self.flush(tx, i64::MAX).await
    }

    async fn flush(&mut self, tx: &mut Tx, through_office: i64) -> Result<()> {
        let (year, instrument, through) = self.key;
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
