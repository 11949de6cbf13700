//! Marks: the level or value given to a node of an office in a round. Millions of rows, brought in by file or one by one.

use std::ops::ControlFlow;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::number::Decimal;
use jiff::Timestamp;

pub use crate::bulk::Counts;
use crate::bulk::{Chunk, Target, Upsert};
use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::instrument;
use crate::page::Page;
use crate::row::{Row, values};

/// A mark as it is brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRow {
    /// Office, [`OfficeId::NATIONAL`] for values of the whole administration.
    pub office_id: OfficeId,
    /// Node.
    pub node_id: NodeId,
    /// Round.
    pub round: RoundCode,
    /// The level, for nodes that get one.
    pub level: Option<Level>,
    /// The value, for nodes with a target; kept with the digits it was written with.
    pub value: Option<Decimal>,
    /// What was written beside it.
    pub note: Option<String>,
}

impl MarkRow {
    fn place(&self) -> (OfficeId, NodeId, RoundCode) {
        (self.office_id, self.node_id, self.round)
    }
}

/// A stored mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub row: MarkRow,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT office_id, node_id, round, level, value, note, version, updated_at FROM marks
            WHERE fiscal_year = $1 AND instrument_id = $2 AND ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("office_id = $3 AND node_id = $4 AND round = $5");
pub(crate) const LIST_BY_OFFICE: &str = select!("office_id = $3 ORDER BY node_id, round");
pub(crate) const STREAM: &str = "SELECT office_id, node_id, round, level, value, note FROM marks
    WHERE fiscal_year = $1 AND instrument_id = $2 AND (office_id, node_id, round) > ($3, $4, $5)
    ORDER BY office_id, node_id, round LIMIT $6";
// For one row a stream of rows waits longer for its acknowledgement than the row takes.
pub(crate) const INSERT: &str = "INSERT INTO marks
    (fiscal_year, instrument_id, office_id, node_id, round, level, value, note, version, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)";
pub(crate) const SAVE: &str =
    "UPDATE marks SET level = $7, value = $8, note = $9, version = version + 1, updated_at = $10
    WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND round = $5 AND version = $6";
pub(crate) const DELETE: &str = "DELETE FROM marks
    WHERE fiscal_year = $1 AND instrument_id = $2 AND office_id = $3 AND node_id = $4 AND round = $5 AND version = $6";
pub(crate) const COUNT: &str = "SELECT COUNT(*) AS n FROM marks WHERE fiscal_year = $1 AND instrument_id = $2";

pub(crate) const LIST_FAR: &str = "SELECT m.office_id, m.node_id, m.level, a.self_level FROM answers a
    JOIN marks m ON m.fiscal_year = a.fiscal_year AND m.instrument_id = a.instrument_id AND m.office_id = a.office_id
    AND m.node_id = a.node_id AND m.round = a.round
    WHERE a.fiscal_year = $1 AND a.instrument_id = $2 AND a.round = $3 AND ABS(m.level - a.self_level) >= $4
    AND (a.office_id, a.node_id) > ($5, $6) ORDER BY a.office_id, a.node_id LIMIT $7";

pub(crate) const LIST_NODES: &str = "SELECT DISTINCT node_id FROM marks
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND level IS NOT NULL ORDER BY node_id";

/// The nodes that have a level anywhere in a round. It looks at all marks of the instrument: a question of a setting, not of every day.
///
/// # Errors
/// When the database fails.
pub async fn list_nodes(
    conn: &mut Conn,
    (year, instrument, round): (FiscalYear, InstrumentId, RoundCode),
) -> Result<Vec<NodeId>> {
    conn.rows(LIST_NODES, values![year, instrument, round], |row| row.at(0)).await
}

/// A mark beside the level that the office gave itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FarMark {
    /// Office.
    pub office_id: OfficeId,
    /// Node.
    pub node_id: NodeId,
    /// The mark.
    pub level: Level,
    /// The office's own level.
    pub own: Level,
}

/// The marks of a round that lie at least so many levels from the office's own, by office and item.
///
/// # Errors
/// When the database fails.
pub async fn list_far(
    conn: &mut Conn,
    (year, instrument, round): (FiscalYear, InstrumentId, RoundCode),
    levels: u8,
    page: &Page<(OfficeId, NodeId)>,
) -> Result<Vec<FarMark>> {
    let (office, node) = page.after.unwrap_or((OfficeId(-1), NodeId(-1)));
    conn.rows(LIST_FAR, values![year, instrument, round, levels, office, node, page.limit()], |row| {
        Ok(FarMark { office_id: row.at(0)?, node_id: row.at(1)?, level: row.at(2)?, own: row.at(3)? })
    })
    .await
}

/// The mark of a node in a round.
///
/// # Errors
/// When the database fails.
pub async fn find(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    (office, node, round): (OfficeId, NodeId, RoundCode),
) -> Result<Option<Mark>> {
    conn.row(FIND, values![year, instrument, office, node, round], read).await
}

/// All marks of an office on an instrument.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    year: FiscalYear,
    instrument: InstrumentId,
    office: OfficeId,
) -> Result<Vec<Mark>> {
    conn.rows(LIST_BY_OFFICE, values![year, instrument, office], read).await
}

fn read(row: &Row) -> Result<Mark> {
    Ok(Mark { row: read_row(row)?, version: row.at(6)?, updated_at: row.at(7)? })
}

fn read_row(row: &Row) -> Result<MarkRow> {
    Ok(MarkRow {
        office_id: row.at(0)?,
        node_id: row.at(1)?,
        round: row.at(2)?,
        level: row.at_opt(3)?,
        value: row.at_opt(4)?,
        note: row.at_opt(5)?,
    })
}

/// A new mark.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the node has one in this round.
pub async fn insert(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    mark: &MarkRow,
    now: Timestamp,
) -> Result<()> {
    instrument::lock_shared(tx, instrument).await?;
    let (office, node, round) = mark.place();
    tx.run(INSERT, values![year, instrument, office, node, round, mark.level, mark.value, mark.note, now]).await?;
    Ok(())
}

/// Changes a mark and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    version: i32,
    mark: &MarkRow,
    now: Timestamp,
) -> Result<i32, SaveError<Mark>> {
    instrument::lock_shared(tx, instrument).await?;
    let (office, node, round) = mark.place();
    let row = values![year, instrument, office, node, round, version, mark.level, mark.value, mark.note, now];
    if tx.run(SAVE, row).await? == 0 {
        return Err(refused(find(tx, year, instrument, mark.place()).await?));
    }
    Ok(version + 1)
}

/// Removes a mark.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn delete(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    (office, node, round): (OfficeId, NodeId, RoundCode),
    version: i32,
) -> Result<(), SaveError<Mark>> {
    instrument::lock_shared(tx, instrument).await?;
    if tx.run(DELETE, values![year, instrument, office, node, round, version]).await? == 0 {
        return Err(refused(find(tx, year, instrument, (office, node, round)).await?));
    }
    Ok(())
}

const TARGET: Target = Target {
    table: "marks",
    fixed: &["fiscal_year", "instrument_id", "updated_at", "version"],
    columns: &["office_id", "node_id", "round", "level", "value", "note"],
    at_once: usize::MAX,
};

const UPSERT: Upsert = Upsert {
    key: &["fiscal_year", "instrument_id", "office_id", "node_id", "round"],
    range: "office_id",
    content: &["level", "value", "note"],
    entails: ", version = marks.version + 1, updated_at = excluded.updated_at",
};

fn fixed(year: FiscalYear, instrument: InstrumentId, now: Timestamp) -> [i64; 4] {
    [i64::from(year.number()), instrument.0, now.as_millisecond(), 1]
}

fn write(mark: &MarkRow, out: &mut Chunk<'_>) {
    out.int(mark.office_id.0)
        .int(mark.node_id.0)
        .int(i64::from(mark.round.months()))
        .int(mark.level.map(|level| i64::from(level.0)));
    out.text(mark.value.map(|value| value.to_string()).as_deref()).text(mark.note.as_deref());
}

/// Brings in many marks: new ones are inserted, those that say something else are changed and get a new version, the rest is left
/// alone, so that the same marks brought in twice change nothing. Holds the instrument. Rows may come in any order but no place may come twice.
///
/// After each chunk `progress` is told how many rows are done; when it answers `Break` this returns [`crate::Error::Stopped`], and dropping the
/// transaction leaves nothing behind.
///
/// # Errors
/// [`crate::Error::Duplicate`] when two rows have the same place.
pub async fn upsert_many(
    tx: &mut Tx,
    year: FiscalYear,
    instrument: InstrumentId,
    marks: &[MarkRow],
    now: Timestamp,
    progress: &mut (dyn FnMut(usize) -> ControlFlow<()> + Send),
) -> Result<Counts> {
    instrument::lock(tx, instrument).await?;
    TARGET.upsert(tx, &UPSERT, &fixed(year, instrument, now), marks, place, write, progress).await
}

fn place(mark: &MarkRow) -> (i64, (NodeId, RoundCode)) {
    (mark.office_id.0, (mark.node_id, mark.round))
}

/// Reads all marks of an instrument office by office, holding one page of rows at a time. Between two offices the connection is free for
/// other statements. What is read is of one moment on a snapshot ([`crate::Db::read`]) or under [`instrument::lock`].
pub struct Stream {
    year: FiscalYear,
    instrument: InstrumentId,
    page: i64,
    after: (i64, i64, i32),
    ahead: std::collections::VecDeque<MarkRow>,
    ended: bool,
}

/// Begins to read all marks of an instrument, `page` rows at a time.
pub fn stream_by_office(year: FiscalYear, instrument: InstrumentId, page: u32) -> Stream {
    Stream {
        year,
        instrument,
        page: i64::from(page.max(1)),
        after: (-1, 0, 0),
        ahead: Default::default(),
        ended: false,
    }
}

impl Stream {
    /// The next office that has marks, in the order of the ids, with all its marks by node and round.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next(&mut self, conn: &mut Conn) -> Result<Option<(OfficeId, Vec<MarkRow>)>> {
        let mut marks: Vec<MarkRow> = Vec::new();
        loop {
            if self.ahead.is_empty() && !self.ended {
                self.fetch(conn).await?;
            }
            let office = marks.first().map(|mark| mark.office_id);
            match self.ahead.front() {
                Some(mark) if office.is_none_or(|office| office == mark.office_id) => {
                    marks.extend(self.ahead.pop_front())
                }
                _ => return Ok(office.map(|office| (office, marks))),
            }
        }
    }

    async fn fetch(&mut self, conn: &mut Conn) -> Result<()> {
        let (office, node, round) = self.after;
        let rows =
            conn.rows(STREAM, values![self.year, self.instrument, office, node, round, self.page], read_row).await?;
        self.ended = (rows.len() as i64) < self.page;
        if let Some(last) = rows.last() {
            self.after = (last.office_id.0, last.node_id.0, i32::from(last.round.months()));
        }
        self.ahead = rows.into();
        Ok(())
    }
}

/// How many marks an instrument has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, year: FiscalYear, instrument: InstrumentId) -> Result<i64> {
    conn.only(COUNT, values![year, instrument], |row| row.get("n")).await
}
