//! Scores: the rolled-up rows of every office and node as they come out of the marks of this moment. They can be thrown away and computed
//! again; what is official is in `publication`.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};

use crate::bulk::{Chunk, Kind, Target};
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
    /// "scored", "incomplete" or "left_out".
    pub state: String,
    /// Why it was left out.
    pub reason: Option<String>,
    /// The exact mean in lowest terms ("13/3").
    pub mean: Option<String>,
    /// The mean as shown ("4.33").
    pub shown: Option<String>,
    /// Level.
    pub level: Option<u8>,
    /// Whether a target was reached.
    pub achieved: Option<bool>,
}

/// How many offices are alike in a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// "scored", "incomplete" or "left_out".
    pub state: String,
    /// Level.
    pub level: Option<u8>,
    /// Whether a target was reached.
    pub achieved: Option<bool>,
    /// Number of offices.
    pub offices: i64,
}

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
pub(crate) const DISTRIBUTION: &str = "SELECT state, level, achieved, COUNT(*) AS offices FROM scores
    WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND node_id = $4
    GROUP BY state, level, achieved ORDER BY state, level, achieved";

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
    (node, level): (NodeId, u8),
    page: &Page<OfficeId>,
) -> Result<Vec<ScoreRow>> {
    let after = page.after.map_or(-1, |office| office.0);
    conn.rows(LIST_BY_NODE, values![year, instrument, through, node, "scored", level, after, page.limit()], read).await
}

/// How the offices are spread over states and levels in a node.
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
    conn.rows(DISTRIBUTION, values![year, instrument, through, node], |row| {
        Ok(Share {
            state: row.get("state")?,
            level: row.get_opt("level")?,
            achieved: row.get_opt("achieved")?,
            offices: row.get("offices")?,
        })
    })
    .await
}

fn read(row: &Row) -> Result<ScoreRow> {
    Ok(ScoreRow {
        office_id: row.at(0)?,
        node_id: row.at(1)?,
        state: row.at(2)?,
        reason: row.at_opt(3)?,
        mean: row.at_opt(4)?,
        shown: row.at_opt(5)?,
        level: row.at_opt(6)?,
        achieved: row.at_opt(7)?,
    })
}

const TARGET: Target = Target {
    table: "scores",
    fixed: &["fiscal_year", "instrument_id", "through"],
    columns: &[
        ("office_id", Kind::Int),
        ("node_id", Kind::Int),
        ("state", Kind::Text),
        ("reason", Kind::Text),
        ("mean", Kind::Text),
        ("shown", Kind::Text),
        ("level", Kind::Int),
        ("achieved", Kind::Int),
    ],
    at_once: usize::MAX,
};

fn write(score: &ScoreRow, out: &mut Chunk<'_>) {
    out.int(score.office_id.0).int(score.node_id.0).text(score.state.as_str()).text(score.reason.as_deref());
    out.text(score.mean.as_deref()).text(score.shown.as_deref());
    out.int(score.level.map(i64::from)).int(score.achieved.map(i64::from));
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
        const CLEAR: &str = "DELETE FROM scores
            WHERE fiscal_year = $1 AND instrument_id = $2 AND through = $3 AND office_id > $4 AND office_id <= $5";
        let (year, instrument, through) = self.key;
        tx.run(CLEAR, values![year, instrument, through, self.done, through_office]).await?;
        let fixed = [i64::from(year.number()), instrument.0, i64::from(through.months())];
        TARGET.insert(tx, &fixed, &self.waiting, write).await?;
        self.waiting.clear();
        self.done = through_office;
        Ok(())
    }
}
