//! Fresh databases for tests: a SQLite file in a temporary folder, or a PostgreSQL database copied from a template that is migrated once.
//!
//! `db_test!` makes of one body two tests, one on each engine; each test is its own process under nextest, so nothing is shared but
//! the PostgreSQL server. The server's URL comes from `EMES_TEST_POSTGRES_URL`, which `tests/postgres.sh` hands out.

mod queries;

use std::future::Future;

use sea_orm::sea_query::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use crate::db::{Conn, Db, DbOptions, Engine, Tx};
use crate::error::Result;
use crate::migration;

pub use queries::{Query, queries};

/// A test on both engines: `db_test!(name, |db| { … });` with `db: Db` open and migrated.
#[macro_export]
macro_rules! db_test {
    ($(#[$attribute:meta])* $name:ident, |$db:ident| $body:block) => {
        mod $name {
            use super::*;

            async fn body($db: $crate::Db) $body

            #[test]
            $(#[$attribute])*
            fn sqlite() {
                $crate::testing::run($crate::Engine::Sqlite, |fresh| async move { body(fresh.migrated().await).await });
            }

            #[test]
            $(#[$attribute])*
            fn postgres() {
                $crate::testing::run($crate::Engine::Postgres, |fresh| async move { body(fresh.migrated().await).await });
            }
        }
    };
}

/// A test on both engines that makes its database itself: `fresh_test!(name, |fresh| { … });` with `fresh: Fresh`.
#[macro_export]
macro_rules! fresh_test {
    ($name:ident, |$fresh:ident| $body:block) => {
        mod $name {
            use super::*;

            async fn body($fresh: $crate::testing::Fresh) $body

            #[test]
            fn sqlite() {
                $crate::testing::run($crate::Engine::Sqlite, body);
            }

            #[test]
            fn postgres() {
                $crate::testing::run($crate::Engine::Postgres, body);
            }
        }
    };
}

/// A place for a database that nothing else uses.
#[derive(Clone)]
pub struct Fresh {
    /// Its URL.
    pub url: String,
    engine: Engine,
}

/// Options for tests: short patience, few connections.
pub fn options() -> DbOptions {
    DbOptions { connections: 8, patience: std::time::Duration::from_secs(20), id_salt: std::process::id() }
}

/// Runs a test on an engine, with a place for its database that is removed when the test passes.
///
/// # Panics
/// When the test does, or when there is no PostgreSQL server.
pub fn run<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Fresh) -> F) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder can be made");
                let url = format!("sqlite://{}", folder.path().join("emes.db").display());
                test(Fresh { url, engine }).await;
            }
            Engine::Postgres => {
                let name = format!("t_{}_{}", std::process::id(), counter());
                test(Fresh { url: with_database(&server_url(), &name), engine }).await;
                administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            }
        }
    });
}

fn counter() -> u32 {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

impl Fresh {
    /// A database of this version.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn migrated(&self) -> Db {
        match self.engine {
            Engine::Sqlite => drop(Db::migrate(&self.url, &options()).await.expect("a new file is migrated")),
            Engine::Postgres => {
                let template = template().await;
                administer(&format!("CREATE DATABASE {} TEMPLATE {template} STRATEGY file_copy", self.database()))
                    .await;
            }
        }
        Db::open(&self.url, &options()).await.expect("a migrated database opens")
    }

    /// A database without tables: an empty one in PostgreSQL, none at all in SQLite.
    ///
    /// # Panics
    /// When it cannot be made.
    pub async fn empty(&self) -> &str {
        if self.engine == Engine::Postgres {
            administer(&format!("CREATE DATABASE {}", self.database())).await;
        }
        &self.url
    }

    /// Which engine it is on.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    fn database(&self) -> &str {
        self.url.rsplit('/').next().expect("an URL has a path")
    }
}

/// Applies the first migrations only, as an earlier version of the program would have.
///
/// # Errors
/// As [`Db::migrate`].
pub async fn migrate_steps(url: &str, steps: u32) -> Result<Vec<String>> {
    let db = Db::unchecked(url, &options()).await?;
    let applied = migration::run(&db, Some(steps)).await;
    db.close().await;
    applied
}

/// Opens a database in whatever state it is.
///
/// # Errors
/// When it cannot be opened at all.
pub async fn open_unchecked(url: &str) -> Result<Db> {
    Db::unchecked(url, &options()).await
}

/// Runs any statements, separated by semicolons.
///
/// # Errors
/// When the database refuses one.
pub async fn execute(tx: &mut Tx, sql: &str) -> Result<()> {
    tx.run_script(sql).await
}

/// Runs any query and returns its first column as text.
///
/// # Errors
/// When the database refuses it.
pub async fn texts(conn: &mut Conn, sql: &str, values: Vec<Value>) -> Result<Vec<String>> {
    conn.rows(sql, values, |row| row.at::<String>(0)).await
}

/// The plan the engine makes for a query.
///
/// # Errors
/// When the database refuses it.
pub async fn explain(tx: &mut Tx, sql: &str, values: Vec<Value>) -> Result<String> {
    let lines = match tx.engine() {
        Engine::Sqlite => {
            tx.rows(&format!("EXPLAIN QUERY PLAN {sql}"), values, |row| row.get::<String>("detail")).await?
        }
        Engine::Postgres => tx.rows(&format!("EXPLAIN {sql}"), values, |row| row.at::<String>(0)).await?,
    };
    Ok(lines.join("\n"))
}

/// The URL of the test server.
///
/// # Panics
/// When there is none: a test that does not run proves nothing.
pub fn server_url() -> String {
    std::env::var("EMES_TEST_POSTGRES_URL").unwrap_or_else(|_| {
        panic!(
            "EMES_TEST_POSTGRES_URL is not set; run the tests with `make test` or `cargo nextest run`, or start a server with \
             `eval \"export $(tests/postgres.sh start)\"`"
        )
    })
}

fn with_database(url: &str, name: &str) -> String {
    let (server, _) = url.rsplit_once('/').expect("an URL has a path");
    format!("{server}/{name}")
}

async fn administer(sql: &str) {
    let mut connection = PgConnection::connect(&server_url()).await.expect("the test server answers");
    connection.execute(AssertSqlSafe(sql)).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.expect("the connection closes");
}

/// The name of a database with the schema of this program, made by the first test that asks. Its name carries the program's build, so
/// that a server that outlives a change of the schema does not hand out the old one.
async fn template() -> String {
    let program = std::env::current_exe()
        .and_then(std::fs::metadata)
        .and_then(|file| file.modified())
        .expect("the test binary is a file");
    let built = program.duration_since(std::time::UNIX_EPOCH).expect("files are younger than 1970").as_nanos();
    let name = format!("template_{built}");
    let mut connection = PgConnection::connect(&server_url()).await.expect("the test server answers");
    connection.execute("SELECT pg_advisory_lock(17)").await.expect("the lock is to be had");
    let found = connection
        .fetch_optional(AssertSqlSafe(format!("SELECT 1 FROM pg_database WHERE datname = '{name}'")))
        .await
        .expect("the server lists its databases");
    if found.is_none() {
        let draft = format!("draft_{built}");
        administer(&format!("DROP DATABASE IF EXISTS {draft}")).await;
        administer(&format!("CREATE DATABASE {draft}")).await;
        Db::migrate(&with_database(&server_url(), &draft), &options()).await.expect("an empty database is migrated");
        administer(&format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
    }
    connection.close().await.expect("the connection closes");
    name
}
