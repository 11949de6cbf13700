//! Many rows at once, the one place where the engines need different SQL for it: SQLite takes a long `VALUES` list, PostgreSQL a `COPY`
//! stream, which for rows that may be there already goes through a temporary table.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use sqlx::Arguments as _;
use sqlx::sqlite::SqliteArguments;

use crate::db::{Engine, Tx};
use crate::error::{Error, Result};

/// The table rows go to.
pub(crate) struct Target {
    pub(crate) table: &'static str,
    /// Integer columns that have one value for all rows of a chunk.
    pub(crate) fixed: &'static [&'static str],
    /// Columns that differ from row to row.
    pub(crate) columns: &'static [&'static str],
    /// At most this many rows at once, for rows with long texts.
    pub(crate) at_once: usize,
}

/// What bringing in many rows did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that were not there.
    pub inserted: u64,
    /// Rows that said something else.
    pub changed: u64,
    /// Rows that were there already.
    pub unchanged: u64,
}

/// Where rows that are there already are told from new ones.
pub(crate) struct Upsert {
    /// Columns of the primary key.
    pub(crate) key: &'static [&'static str],
    /// The column of the key in whose order rows arrive.
    pub(crate) range: &'static str,
    /// Columns that make a row another one when they differ.
    pub(crate) content: &'static [&'static str],
    /// Assignments that a change entails, each with a comma before it; `excluded` is the row that arrives.
    pub(crate) entails: &'static str,
}

/// SQLite allows 32,766 parameters in a statement.
const SQLITE_PARAMETERS: usize = 32_766;
/// Enough that the round trips do not matter, little enough to report progress and to stay small in memory.
const POSTGRES_ROWS: usize = 20_000;

/// Rows that [`few`] writes at once: each number of rows is a statement of its own, which the engine keeps prepared.
pub(crate) const FEW: usize = 16;

/// The `VALUES` of a few rows whose first `shared` columns are the same in all of them: "($1, $2, $3), ($1, $4, $5)". A `COPY` of a few rows
/// waits longer for its acknowledgement than the rows take.
pub(crate) fn few(shared: usize, own: usize, rows: usize) -> String {
    let row = |row: usize| {
        let places = (1..=shared).chain((1..=own).map(|column| shared + row * own + column));
        format!("({})", places.map(|place| format!("${place}")).collect::<Vec<_>>().join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

impl Target {
    /// Rows that fit one chunk.
    pub(crate) fn capacity(&self, engine: Engine) -> usize {
        let engine_allows = match engine {
            Engine::Sqlite => SQLITE_PARAMETERS / self.columns.len(),
            Engine::Postgres => POSTGRES_ROWS,
        };
        engine_allows.min(self.at_once)
    }

    /// Inserts rows that are not there yet, `write` putting each into the chunk.
    pub(crate) async fn insert<T>(
        &self,
        tx: &mut Tx,
        fixed: &[i64],
        rows: &[T],
        write: impl Fn(&T, &mut Chunk),
    ) -> Result<()> {
        for some in rows.chunks(self.capacity(tx.engine())) {
            self.chunk(tx.engine(), fixed, some, &write).insert(tx).await?;
        }
        Ok(())
    }

    /// Inserts rows that are not there and changes those that say something else. `place` is what names a row, its column of
    /// [`Upsert::range`] first; no two rows may have the same. No one else may write rows of the same keys meanwhile.
    #[expect(
        clippy::too_many_arguments,
        reason = "a description of the table and the rows; a struct would only rename them"
    )]
    pub(crate) async fn upsert<T, K: Ord + Copy + std::fmt::Debug>(
        &self,
        tx: &mut Tx,
        upsert: &Upsert,
        fixed: &[i64],
        rows: &[T],
        place: impl Fn(&T) -> (i64, K),
        write: impl Fn(&T, &mut Chunk),
        progress: &mut (dyn FnMut(usize) -> ControlFlow<()> + Send),
    ) -> Result<Counts> {
        go_by_index(tx).await?;
        // In the order of the key, so that pages are filled one after another.
        let mut sorted: Vec<&T> = rows.iter().collect();
        if !rows.is_sorted_by_key(&place) {
            sorted.sort_unstable_by_key(|row| place(row));
        }
        if let Some(pair) = sorted.windows(2).find(|pair| place(pair[0]) == place(pair[1])) {
            return Err(Error::Duplicate(format!("two rows of {} for {:?}", self.table, place(pair[0])).into()));
        }
        let is_empty = match (sorted.first(), sorted.last()) {
            (Some(first), Some(last)) => {
                self.is_empty_between(tx, upsert, fixed, place(first).0, place(last).0).await?
            }
            _ => true,
        };
        let mut counts = Counts::default();
        let mut done = 0;
        for some in sorted.chunks(self.capacity(tx.engine())) {
            let chunk = self.chunk(tx.engine(), fixed, some.iter().copied(), &write);
            let (inserted, changed) = if is_empty {
                chunk.insert(tx).await?;
                (some.len() as u64, 0)
            } else {
                chunk.upsert(tx, upsert).await?
            };
            counts.inserted += inserted;
            counts.changed += changed;
            counts.unchanged += some.len() as u64 - inserted - changed;
            done += some.len();
            if progress(done).is_break() {
                return Err(Error::Stopped);
            }
        }
        Ok(counts)
    }

    /// Whether no row of the same keys lies between two values of the column rows are ordered by. The first import of a file, which is
    /// the large one, finds it so and need not look for each row.
    async fn is_empty_between(
        &self,
        tx: &mut Tx,
        upsert: &Upsert,
        fixed: &[i64],
        first: i64,
        last: i64,
    ) -> Result<bool> {
        let key = self.fixed.iter().zip(fixed).filter(|(column, _)| upsert.key.contains(column));
        let key: String = key.map(|(column, value)| format!("{column} = {value} AND ")).collect();
        let (table, range) = (self.table, upsert.range);
        let sql = format!("SELECT 1 AS one FROM {table} WHERE {key}{range} >= {first} AND {range} <= {last} LIMIT 1");
        Ok(tx.row(&sql, Vec::new(), |_| Ok(())).await?.is_none())
    }

    /// Writes rows into a chunk.
    pub(crate) fn chunk<'a, T: 'a>(
        &self,
        engine: Engine,
        fixed: &[i64],
        rows: impl IntoIterator<Item = &'a T>,
        write: impl Fn(&T, &mut Chunk),
    ) -> Chunk<'_> {
        debug_assert_eq!(fixed.len(), self.fixed.len(), "every fixed column of {} is given", self.table);
        let cells = match engine {
            Engine::Sqlite => Cells::Sqlite(SqliteArguments::default()),
            Engine::Postgres => {
                let begin = fixed.iter().map(|value| format!("{value}\t")).collect();
                Cells::Postgres { begin, text: String::new() }
            }
        };
        let mut chunk = Chunk { target: self, fixed: fixed.to_vec(), cells, column: 0, rows: 0 };
        for row in rows {
            write(row, &mut chunk);
            debug_assert_eq!(chunk.column, self.columns.len(), "every column of {} is written", self.table);
            chunk.column = 0;
            chunk.rows += 1;
        }
        chunk
    }

    fn names(&self) -> String {
        [self.fixed, self.columns].concat().join(",")
    }
}

/// Some rows on their way into a table.
pub(crate) struct Chunk<'t> {
    target: &'t Target,
    fixed: Vec<i64>,
    cells: Cells,
    column: usize,
    rows: usize,
}

/// The values of a chunk, as its engine wants them.
enum Cells {
    /// What varies, row after row.
    Sqlite(SqliteArguments),
    /// Lines in the text format of `COPY`; what is fixed begins each of them.
    Postgres { begin: String, text: String },
}

impl Chunk<'_> {
    /// Puts the next column of the row.
    pub(crate) fn int(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        let value = value.into();
        match &mut self.cells {
            Cells::Sqlite(arguments) => arguments.add(value).expect("an integer is always bound"),
            Cells::Postgres { begin, text } => {
                text.push_str(if self.column == 0 { begin } else { "" });
                match value {
                    Some(value) => write!(text, "{value}").expect("memory takes what is written"),
                    None => text.push_str("\\N"),
                }
            }
        }
        self.end_cell()
    }

    /// Puts the next column of the row.
    pub(crate) fn text<'v>(&mut self, value: impl Into<Option<&'v str>>) -> &mut Self {
        let value = value.into();
        match &mut self.cells {
            Cells::Sqlite(arguments) => {
                arguments.add(value.map(str::to_owned)).expect("a text is always bound");
            }
            Cells::Postgres { begin, text } => {
                text.push_str(if self.column == 0 { begin } else { "" });
                match value {
                    Some(value) => escape(value, text),
                    None => text.push_str("\\N"),
                }
            }
        }
        self.end_cell()
    }

    fn end_cell(&mut self) -> &mut Self {
        self.column += 1;
        if let Cells::Postgres { text, .. } = &mut self.cells {
            text.push(if self.column == self.target.columns.len() { '\n' } else { '\t' });
        }
        self
    }

    /// Inserts the rows, none of which is there.
    pub(crate) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        match &self.cells {
            Cells::Sqlite(_) => drop(self.insert_staged(tx, "").await?),
            Cells::Postgres { text, .. } => {
                tx.copy_in(&format!("COPY {} ({}) FROM STDIN", self.target.table, self.target.names()), text).await?;
            }
        }
        Ok(())
    }

    /// Inserts rows that are not there and changes those that say something else; returns how many of each.
    async fn upsert(&self, tx: &mut Tx, upsert: &Upsert) -> Result<(u64, u64)> {
        // Two statements, so that each says exactly how many rows it touched. ON CONFLICT finds every row through the key whatever the
        // planner knows of the table, which while rows pour in is nothing.
        self.stage(tx).await?;
        let inserted = self.insert_staged(tx, "ON CONFLICT DO NOTHING").await?;
        if inserted == self.rows as u64 {
            return Ok((inserted, 0));
        }
        let table = self.target.table;
        let set: Vec<String> = upsert.content.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let differs: Vec<String> =
            upsert.content.iter().map(|c| format!("{table}.{c} IS DISTINCT FROM excluded.{c}")).collect();
        let change = format!(
            "ON CONFLICT ({}) DO UPDATE SET {}{} WHERE {}",
            upsert.key.join(","),
            set.join(", "),
            upsert.entails,
            differs.join(" OR ")
        );
        Ok((inserted, self.insert_staged(tx, &change).await?))
    }

    /// Brings the rows to where [`Chunk::insert_staged`] takes them from: on PostgreSQL a temporary table.
    async fn stage(&self, tx: &mut Tx) -> Result<()> {
        let Cells::Postgres { text, .. } = &self.cells else { return Ok(()) };
        let table = self.target.table;
        let temporary = format!("CREATE TEMPORARY TABLE IF NOT EXISTS arriving_{table} (LIKE {table}) ON COMMIT DROP");
        tx.run(&temporary, Vec::new()).await?;
        tx.run(&format!("TRUNCATE arriving_{table}"), Vec::new()).await?;
        tx.copy_in(&format!("COPY arriving_{table} ({}) FROM STDIN", self.target.names()), text).await
    }

    /// `INSERT INTO … the staged rows … tail`; returns how many rows it touched.
    async fn insert_staged(&self, tx: &mut Tx, tail: &str) -> Result<u64> {
        let (table, names) = (self.target.table, self.target.names());
        match &self.cells {
            Cells::Sqlite(arguments) => {
                // The parameters have no numbers because SQLite looks a numbered one up by its name, which takes as long as there are
                // names; what is fixed therefore stands in the statement.
                let fixed: String = self.fixed.iter().map(|value| format!("{value},")).collect();
                let row = format!("({fixed}{})", vec!["?"; self.target.columns.len()].join(","));
                let rows = vec![row; self.rows].join(",");
                let sql = format!("INSERT INTO {table} ({names}) VALUES {rows} {tail}");
                tx.run_values(&sql, arguments.clone()).await
            }
            Cells::Postgres { .. } => {
                let sql = format!("INSERT INTO {table} ({names}) SELECT {names} FROM arriving_{table} {tail}");
                tx.run(&sql, Vec::new()).await
            }
        }
    }
}

/// Until the transaction ends, has PostgreSQL find rows through an index where there is one. While rows pour in it knows nothing of the table
/// but its size, and would read all of it again for every chunk.
pub(crate) async fn go_by_index(tx: &mut Tx) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.run("SET LOCAL enable_seqscan = off", Vec::new()).await?;
    }
    Ok(())
}

/// Has PostgreSQL count what now stands in these tables. It comes to that by itself a minute later, and until then plans every page as if
/// they were nearly empty. Locks them against the same until the transaction ends, so it is done last.
pub(crate) async fn learn(tx: &mut Tx, tables: &[&str]) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.run(&format!("ANALYZE {}", tables.join(", ")), Vec::new()).await?;
    }
    Ok(())
}

/// Writes a text as the text format of `COPY` wants it.
fn escape(value: &str, out: &mut String) {
    for c in value.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
}
