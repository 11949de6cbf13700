//! The database: SQLite or PostgreSQL by URL, read through snapshots and written through short transactions.
//!
//! A [`Conn`] reads; a [`Tx`] also writes and turns into a `Conn` wherever one is asked for, so that every read function serves both.
//! SQLite has one writer connection, and its write transactions begin as IMMEDIATE: a transaction that reads first and writes later can
//! then never be refused halfway. PostgreSQL writes at READ COMMITTED, so what must not change between reading and writing is locked
//! (`instrument::lock`) or guarded by a `version`.

mod address;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use sea_orm::sea_query::{Value, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use self::address::Address;
use crate::error::{Error, Result};
use crate::migration;
use crate::row::Row;

/// The two databases there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file beside the program.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// Both.
    pub const ALL: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

    /// "SQLite" / "PostgreSQL"
    pub const fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        }
    }

    /// Holds the rows of a query until the transaction ends. SQLite has one writer at a time, which holds everything already.
    pub(crate) fn for_update(self, sql: &str) -> String {
        self.locking(sql, "FOR UPDATE")
    }

    /// Holds the rows of a query together with others who read them so.
    pub(crate) fn for_share(self, sql: &str) -> String {
        self.locking(sql, "FOR SHARE")
    }

    /// Holds the rows of a query that no one else holds, and leaves the others out.
    pub(crate) fn skip_locked(self, sql: &str) -> String {
        self.locking(sql, "FOR UPDATE SKIP LOCKED")
    }

    fn locking(self, sql: &str, clause: &str) -> String {
        match self {
            Engine::Sqlite => sql.to_owned(),
            Engine::Postgres => format!("{sql} {clause}"),
        }
    }
}

/// How to open a database.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// Connections that read (SQLite) or that read and write (PostgreSQL).
    pub connections: u32,
    /// How long to wait for a connection or a lock before the database counts as busy.
    pub patience: Duration,
    /// Where the low bits of new ids start; a random number, different in every process.
    pub id_salt: u32,
}

impl Default for DbOptions {
    fn default() -> DbOptions {
        DbOptions { connections: 8, patience: Duration::from_secs(30), id_salt: 0 }
    }
}

/// An open database.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    ids: Arc<Ids>,
    place: Arc<str>,
}

#[derive(Clone)]
enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// How often a new file that others are opening too is tried again, and after which pause.
const BUSY_TRIES: u32 = 50;
const BUSY_PAUSE: Duration = Duration::from_millis(50);

impl Db {
    /// Opens a database that is ours and of this version. Creates and migrates nothing.
    ///
    /// # Errors
    /// Says which of the many things that can be wrong with a database is wrong; see [`Error`].
    pub async fn open(url: &str, options: &DbOptions) -> Result<Db> {
        let address = Address::parse(url)?;
        let place = address.place();
        let opened = async {
            address.look_before_opening().await?;
            let db = address.connect(options, false).await?;
            migration::check(&db).await?;
            Ok(db)
        };
        opened.await.map_err(|error: Error| error.at(&place))
    }

    /// Brings a database to this version, creating a SQLite file that is missing, and returns the names of the migrations applied.
    /// Several processes may do it at once: one works, the others wait and find nothing to do.
    ///
    /// # Errors
    /// As [`Db::open`]; a database of another program or of a newer version is left as it is.
    pub async fn migrate(url: &str, options: &DbOptions) -> Result<Vec<String>> {
        let address = Address::parse(url)?;
        let place = address.place();
        match address.look_before_opening().await {
            Ok(()) | Err(Error::NoDatabase { .. }) => {}
            Err(other) => return Err(other.at(&place)),
        }
        let mut tries = 0;
        loop {
            let applied = async {
                let db = address.clone().connect(options, true).await?;
                let applied = migration::run(&db, None).await;
                db.close().await;
                applied
            };
            match applied.await {
                // A file that another process is just switching to write-ahead logging is locked without waiting.
                Err(Error::Busy(_)) if tries < BUSY_TRIES => {
                    tries += 1;
                    tokio::time::sleep(BUSY_PAUSE).await;
                }
                applied => return applied.map_err(|error| error.at(&place)),
            }
        }
    }

    /// Opens whatever is there, creating a SQLite file that is missing.
    #[cfg(feature = "testing")]
    pub(crate) async fn unchecked(url: &str, options: &DbOptions) -> Result<Db> {
        Address::parse(url)?.connect(options, true).await
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where it is, without password.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Begins a read-only snapshot: everything read through it is of one moment.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Conn> {
        let link = match &self.pools {
            Pools::Sqlite { readers, .. } => Link::Sqlite(readers.begin_with("BEGIN DEFERRED").await?),
            Pools::Postgres(pool) => {
                Link::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Conn { link, ids: Arc::clone(&self.ids) })
    }

    /// Begins a write transaction. Dropped without [`Tx::commit`], it changes nothing.
    ///
    /// # Errors
    /// When no connection is to be had, or the one writer of SQLite stays busy.
    pub async fn write(&self) -> Result<Tx> {
        let link = match &self.pools {
            Pools::Sqlite { writer, .. } => Link::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => {
                Link::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE").await?)
            }
        };
        Ok(Tx(Conn { link, ids: Arc::clone(&self.ids) }))
    }

    /// How busy the connections are, by pool.
    pub fn usage(&self) -> Vec<PoolUsage> {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                vec![PoolUsage::of("readers", readers), PoolUsage::of("writer", writer)]
            }
            Pools::Postgres(pool) => vec![PoolUsage::of("all", pool)],
        }
    }

    /// Closes all connections, waiting for those in use.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                // The readers first: the last connection to close folds the write-ahead log into the file and must be able to write.
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// The connection that migrations run on.
    pub(crate) fn schema_connection(&self) -> sea_orm::DatabaseConnection {
        match &self.pools {
            Pools::Sqlite { writer, .. } => writer.clone().into(),
            Pools::Postgres(pool) => pool.clone().into(),
        }
    }
}

/// How busy the connections of a pool are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUsage {
    /// Which pool: SQLite has one that reads and one that writes.
    pub pool: &'static str,
    /// Connections in use.
    pub used: u32,
    /// Most there may be.
    pub most: u32,
}

impl PoolUsage {
    fn of<D: sqlx::Database>(name: &'static str, pool: &sqlx::Pool<D>) -> PoolUsage {
        let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
        let most = pool.options().get_max_connections();
        PoolUsage { pool: name, used: pool.size().saturating_sub(idle), most }
    }
}

/// A snapshot to read from.
pub struct Conn {
    link: Link,
    ids: Arc<Ids>,
}

enum Link {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Conn {
    /// Which database it reads.
    pub fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    /// All rows of a query.
    pub(crate) async fn rows<T>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let values = SqlxValues(Values(values));
        match &mut self.link {
            Link::Sqlite(link) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(&mut **link).await?;
                rows.into_iter().map(|row| read(&Row(row.into()))).collect()
            }
            Link::Postgres(link) => {
                let rows = sqlx::query_with(AssertSqlSafe(sql), values).fetch_all(&mut **link).await?;
                rows.into_iter().map(|row| read(&Row(row.into()))).collect()
            }
        }
    }

    /// The row of a query that has at most one.
    pub(crate) async fn row<T>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.rows(sql, values, read).await?.pop())
    }

    /// The row of a query that always has exactly one.
    pub(crate) async fn only<T>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<T> {
        self.row(sql, values, read).await?.ok_or_else(|| Error::Unexpected(format!("no row for {sql}").into()))
    }
}

/// A write transaction.
pub struct Tx(Conn);

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Tx {
    /// Makes everything that was done durable.
    ///
    /// # Errors
    /// When the database refuses; then nothing was done.
    pub async fn commit(self) -> Result<()> {
        match self.0.link {
            Link::Sqlite(link) => link.commit().await?,
            Link::Postgres(link) => link.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything at once; dropping the transaction does the same a little later.
    ///
    /// # Errors
    /// When the database is gone; then nothing was done either.
    pub async fn rollback(self) -> Result<()> {
        match self.0.link {
            Link::Sqlite(link) => link.rollback().await?,
            Link::Postgres(link) => link.rollback().await?,
        }
        Ok(())
    }

    /// A new id, larger than all earlier ones of this process.
    pub fn next_id(&self, now: Timestamp) -> i64 {
        self.0.ids.next(now)
    }

    /// Runs a statement and returns the number of rows it changed.
    pub(crate) async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64> {
        let values = SqlxValues(Values(values));
        Ok(match &mut self.0.link {
            Link::Sqlite(link) => {
                sqlx::query_with(AssertSqlSafe(sql), values).execute(&mut **link).await?.rows_affected()
            }
            Link::Postgres(link) => {
                sqlx::query_with(AssertSqlSafe(sql), values).execute(&mut **link).await?.rows_affected()
            }
        })
    }

    /// Runs statements separated by semicolons.
    #[cfg(feature = "testing")]
    pub(crate) async fn run_script(&mut self, sql: &str) -> Result<()> {
        match &mut self.0.link {
            Link::Sqlite(link) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **link).await.map(|_| ())?,
            Link::Postgres(link) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **link).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Runs a statement with a long list of values; SQLite only, see `bulk`.
    pub(crate) async fn run_values(&mut self, sql: &str, values: SqliteArguments) -> Result<u64> {
        match &mut self.0.link {
            Link::Sqlite(link) => {
                Ok(sqlx::query_with(AssertSqlSafe(sql), values).execute(&mut **link).await?.rows_affected())
            }
            Link::Postgres(_) => unreachable!("PostgreSQL gets its rows by COPY"),
        }
    }

    /// Sends lines to a `COPY … FROM STDIN`; PostgreSQL only, see `bulk`.
    pub(crate) async fn copy_in(&mut self, sql: &str, lines: &str) -> Result<()> {
        match &mut self.0.link {
            Link::Postgres(link) => {
                let mut copy = link.copy_in_raw(sql).await?;
                copy.send(lines.as_bytes()).await?;
                copy.finish().await?;
                Ok(())
            }
            Link::Sqlite(_) => unreachable!("SQLite gets its rows by VALUES"),
        }
    }

    /// Takes `count` consecutive numbers of a counter and returns the first.
    ///
    /// Nouns with few rows are numbered densely, from a counter row that is locked until commit: their numbers stand in the keys of
    /// tables with millions of rows, where a small number is a short one. Nouns that are made often and at the same time take
    /// [`Tx::next_id`], which locks nothing.
    pub(crate) async fn take_numbers(&mut self, counter: &str, count: i64) -> Result<i64> {
        const TAKE: &str = "INSERT INTO counters (name, last) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET last = counters.last + excluded.last RETURNING last";
        let last: i64 = self.only(TAKE, crate::row::values![counter, count], |row| row.get("last")).await?;
        Ok(last - count + 1)
    }
}

/// Time-ordered ids: the milliseconds in the high bits, in the low 22 a number that differs between processes and counts up when
/// one millisecond needs several. The primary key catches the rare case that two processes meet.
struct Ids {
    last: AtomicI64,
    salt: i64,
}

impl Ids {
    const LOW_BITS: u32 = 22;

    fn new(salt: u32) -> Ids {
        Ids { last: AtomicI64::new(0), salt: i64::from(salt) & ((1 << Ids::LOW_BITS) - 1) }
    }

    fn next(&self, now: Timestamp) -> i64 {
        let fresh = now.as_millisecond() << Ids::LOW_BITS | self.salt;
        let step = |last: i64| Some(fresh.max(last + 1));
        let (Ok(last) | Err(last)) = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        fresh.max(last + 1)
    }
}
