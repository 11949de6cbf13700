//! Many rows in one statement, the one place where the engines need different SQL for it: SQLite takes a long `VALUES` list, PostgreSQL
//! one array per column.

use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

use crate::db::{Engine, Tx};
use crate::error::{Error, Result};

/// What lies in a column.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Int,
    Text,
}

/// The table rows go to.
pub(crate) struct Target {
    pub(crate) table: &'static str,
    /// Integer columns that have one value for all rows of a chunk.
    pub(crate) fixed: &'static [&'static str],
    /// Columns that differ from row to row.
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// At most this many rows at once, for rows with long texts.
    pub(crate) at_once: usize,
}

/// SQLite allows 32,766 parameters in a statement.
const SQLITE_PARAMETERS: usize = 32_766;
/// Enough that the round trip does not matter, little enough to report progress and to stay small in memory.
const POSTGRES_ROWS: usize = 20_000;

impl Target {
    /// Rows that fit one chunk.
    pub(crate) fn capacity(&self, engine: Engine) -> usize {
        let engine_allows = match engine {
            Engine::Sqlite => (SQLITE_PARAMETERS - self.fixed.len()) / self.columns.len(),
            Engine::Postgres => POSTGRES_ROWS,
        };
        engine_allows.min(self.at_once)
    }

    /// `INSERT INTO table (columns) rows tail`, for as many rows as the chunk has.
    fn insert_sql(&self, engine: Engine, rows: usize, tail: &str) -> String {
        let names: Vec<&str> = self.fixed.iter().copied().chain(self.columns.iter().map(|(name, _)| *name)).collect();
        let mut sql = format!("INSERT INTO {} ({}) ", self.table, names.join(", "));
        let fixed: String = (1..=self.fixed.len()).map(|n| format!("${n},")).collect();
        match engine {
            Engine::Sqlite => {
                let mut parameter = self.fixed.len();
                for row in 0..rows {
                    sql += if row == 0 { "VALUES (" } else { ",(" };
                    sql += &fixed;
                    for column in 0..self.columns.len() {
                        parameter += 1;
                        sql += if column == 0 { "$" } else { ",$" };
                        sql += &parameter.to_string();
                    }
                    sql += ")";
                }
            }
            Engine::Postgres => {
                let arrays: Vec<String> = (self.fixed.len() + 1..)
                    .zip(self.columns)
                    .map(|(n, (_, kind))| match kind {
                        Kind::Int => format!("${n}::bigint[]"),
                        Kind::Text => format!("${n}::text[]"),
                    })
                    .collect();
                sql += &format!("SELECT {fixed} given.* FROM UNNEST({}) AS given WHERE true", arrays.join(", "));
            }
        }
        sql + " " + tail
    }

    /// Inserts rows that are not there yet, `write` putting each into the chunk.
    pub(crate) async fn insert<T>(
        &self,
        tx: &mut Tx,
        fixed: &[i64],
        rows: &[T],
        write: impl Fn(&T, &mut Chunk),
    ) -> Result<u64> {
        let mut count = 0;
        for some in rows.chunks(self.capacity(tx.engine())) {
            let chunk = self.chunk(tx.engine(), fixed, some, &write)?;
            count += chunk.insert(tx, "").await?;
        }
        Ok(count)
    }

    /// Writes rows into a chunk.
    pub(crate) fn chunk<'a, T: 'a>(
        &self,
        engine: Engine,
        fixed: &[i64],
        rows: impl IntoIterator<Item = &'a T>,
        write: impl Fn(&T, &mut Chunk),
    ) -> Result<Chunk<'_>> {
        let mut chunk = Chunk { target: self, cells: Cells::new(engine, fixed, self.columns)?, column: 0, rows: 0 };
        for row in rows {
            write(row, &mut chunk);
            debug_assert_eq!(chunk.column, self.columns.len(), "every column of {} is written", self.table);
            chunk.column = 0;
            chunk.rows += 1;
        }
        Ok(chunk)
    }
}

/// Some rows on their way into a table.
pub(crate) struct Chunk<'t> {
    target: &'t Target,
    cells: Cells,
    column: usize,
    rows: usize,
}

impl Chunk<'_> {
    /// Puts the next column of the row.
    pub(crate) fn int(&mut self, value: impl Into<Option<i64>>) -> &mut Self {
        self.cells.push_int(self.column, value.into());
        self.column += 1;
        self
    }

    /// Puts the next column of the row.
    pub(crate) fn text<'v>(&mut self, value: impl Into<Option<&'v str>>) -> &mut Self {
        self.cells.push_text(self.column, value.into());
        self.column += 1;
        self
    }

    /// Rows in the chunk.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Inserts the rows, with `tail` (an ON CONFLICT clause) behind them; returns how many were inserted or updated.
    pub(crate) async fn insert(&self, tx: &mut Tx, tail: &str) -> Result<u64> {
        let sql = self.target.insert_sql(tx.engine(), self.rows, tail);
        tx.run_bulk(&sql, &self.cells).await
    }
}

/// The values of a chunk, as its engine wants them.
pub(crate) enum Cells {
    Sqlite(SqliteArguments),
    Postgres(Columns),
}

/// One array per column.
pub(crate) struct Columns {
    fixed: Vec<i64>,
    columns: Vec<Array>,
}

enum Array {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
}

impl Cells {
    fn new(engine: Engine, fixed: &[i64], columns: &[(&str, Kind)]) -> Result<Cells> {
        Ok(match engine {
            Engine::Sqlite => {
                let mut arguments = SqliteArguments::default();
                for value in fixed {
                    arguments.add(*value).map_err(Error::Unexpected)?;
                }
                Cells::Sqlite(arguments)
            }
            Engine::Postgres => {
                let array = |(_, kind): &(&str, Kind)| match kind {
                    Kind::Int => Array::Int(Vec::new()),
                    Kind::Text => Array::Text(Vec::new()),
                };
                Cells::Postgres(Columns { fixed: fixed.to_vec(), columns: columns.iter().map(array).collect() })
            }
        })
    }

    fn push_int(&mut self, column: usize, value: Option<i64>) {
        match self {
            Cells::Sqlite(arguments) => arguments.add(value).expect("an integer is always bound"),
            Cells::Postgres(columns) => match &mut columns.columns[column] {
                Array::Int(values) => values.push(value),
                Array::Text(_) => unreachable!("column {column} is text"),
            },
        }
    }

    fn push_text(&mut self, column: usize, value: Option<&str>) {
        match self {
            Cells::Sqlite(arguments) => arguments.add(value.map(str::to_owned)).expect("a text is always bound"),
            Cells::Postgres(columns) => match &mut columns.columns[column] {
                Array::Text(values) => values.push(value.map(str::to_owned)),
                Array::Int(_) => unreachable!("column {column} is an integer"),
            },
        }
    }
}

impl Columns {
    /// Binds the arrays.
    pub(crate) fn arguments(&self) -> Result<PgArguments> {
        let mut arguments = PgArguments::default();
        for value in &self.fixed {
            arguments.add(*value).map_err(Error::Unexpected)?;
        }
        for column in &self.columns {
            match column {
                Array::Int(values) => arguments.add(values),
                Array::Text(values) => arguments.add(values),
            }
            .map_err(Error::Unexpected)?;
        }
        Ok(arguments)
    }
}
