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
            Engine::Sqlite => SQLITE_PARAMETERS / self.columns.len(),
            Engine::Postgres => POSTGRES_ROWS,
        };
        engine_allows.min(self.at_once)
    }

    /// `INSERT INTO table (columns) rows tail`, for as many rows as the chunk has.
    ///
    /// What is fixed stands in the text. The parameters of SQLite have no numbers because it looks a numbered one up by its name,
    /// which takes as long as there are names.
    fn insert_sql(&self, engine: Engine, fixed: &str, rows: usize, tail: &str) -> String {
        let names: Vec<&str> = self.fixed.iter().copied().chain(self.columns.iter().map(|(name, _)| *name)).collect();
        let source = match engine {
            Engine::Sqlite => {
                let row = format!("({fixed}{})", vec!["?"; self.columns.len()].join(","));
                format!("VALUES {}", vec![row; rows].join(","))
            }
            Engine::Postgres => {
                let array = |(n, (_, kind)): (usize, &(&str, Kind))| match kind {
                    Kind::Int => format!("${n}::bigint[]"),
                    Kind::Text => format!("${n}::text[]"),
                };
                let arrays: Vec<String> = (1..).zip(self.columns).map(array).collect();
                format!("SELECT {fixed}given.* FROM UNNEST({}) AS given WHERE true", arrays.join(","))
            }
        };
        format!("INSERT INTO {} ({}) {source} {tail}", self.table, names.join(","))
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
            let chunk = self.chunk(tx.engine(), fixed, some, &write);
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
    ) -> Chunk<'_> {
        debug_assert_eq!(fixed.len(), self.fixed.len(), "every fixed column of {} is given", self.table);
        let fixed = fixed.iter().map(|value| format!("{value},")).collect();
        let mut chunk = Chunk { target: self, fixed, cells: Cells::new(engine, self.columns), column: 0, rows: 0 };
        for row in rows {
            write(row, &mut chunk);
            debug_assert_eq!(chunk.column, self.columns.len(), "every column of {} is written", self.table);
            chunk.column = 0;
            chunk.rows += 1;
        }
        chunk
    }
}

/// Some rows on their way into a table.
pub(crate) struct Chunk<'t> {
    target: &'t Target,
    /// The fixed values, each with a comma behind it.
    fixed: String,
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
        let sql = self.target.insert_sql(tx.engine(), &self.fixed, self.rows, tail);
        tx.run_bulk(&sql, &self.cells).await
    }
}

/// The values of a chunk, as its engine wants them.
pub(crate) enum Cells {
    Sqlite(SqliteArguments),
    Postgres(Columns),
}

/// One array per column.
pub(crate) struct Columns(Vec<Array>);

enum Array {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
}

impl Cells {
    fn new(engine: Engine, columns: &[(&str, Kind)]) -> Cells {
        let array = |(_, kind): &(&str, Kind)| match kind {
            Kind::Int => Array::Int(Vec::new()),
            Kind::Text => Array::Text(Vec::new()),
        };
        match engine {
            Engine::Sqlite => Cells::Sqlite(SqliteArguments::default()),
            Engine::Postgres => Cells::Postgres(Columns(columns.iter().map(array).collect())),
        }
    }

    fn push_int(&mut self, column: usize, value: Option<i64>) {
        match self {
            Cells::Sqlite(arguments) => arguments.add(value).expect("an integer is always bound"),
            Cells::Postgres(columns) => match &mut columns.0[column] {
                Array::Int(values) => values.push(value),
                Array::Text(_) => unreachable!("column {column} is text"),
            },
        }
    }

    fn push_text(&mut self, column: usize, value: Option<&str>) {
        match self {
            Cells::Sqlite(arguments) => arguments.add(value.map(str::to_owned)).expect("a text is always bound"),
            Cells::Postgres(columns) => match &mut columns.0[column] {
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
        for column in &self.0 {
            match column {
                Array::Int(values) => arguments.add(values),
                Array::Text(values) => arguments.add(values),
            }
            .map_err(Error::Unexpected)?;
        }
        Ok(arguments)
    }
}
