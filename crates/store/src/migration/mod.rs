//! The schema and how a database is brought to it.
//!
//! Migrations only add; nothing that holds data is dropped or rewritten. All pending ones run in one transaction behind a lock, so two
//! processes that migrate at once take turns and the second finds nothing to do.

mod m0001_found;
mod m0002_add_work;
mod m0003_keep_renderings;
mod m0004_add_people;
mod m0005_add_cycle;
mod m0006_add_publishing;
mod m0007_add_notices;
mod m0008_add_second_factors;
mod m0009_extend_evidence;
mod m0010_add_opinions;
mod m0011_find_audit_entries;
mod m0012_count_results;
mod m0014_add_drafts;
mod m0015_add_api;
mod m0016_keep_mark_drafts;
mod m0017_add_office_sizes;
mod m0018_rank_by_mean;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DynIden, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::{DbErr, MigrationTrait, MigratorTrait, SchemaManager};

use crate::db::Db;
use crate::error::{Error, Result};

/// What the `system` row of our databases says.
const PRODUCT: &str = "e-MES";
/// "eMES" in ASCII, in the header of our SQLite files.
const APPLICATION_ID: i64 = 0x654d_4553;
const HISTORY: &str = "migrations";

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_found::Migration),
            Box::new(m0002_add_work::Migration),
            Box::new(m0003_keep_renderings::Migration),
            Box::new(m0004_add_people::Migration),
            Box::new(m0005_add_cycle::Migration),
            Box::new(m0006_add_publishing::Migration),
            Box::new(m0007_add_notices::Migration),
            Box::new(m0008_add_second_factors::Migration),
            Box::new(m0009_extend_evidence::Migration),
            Box::new(m0010_add_opinions::Migration),
            Box::new(m0011_find_audit_entries::Migration),
            Box::new(m0012_count_results::Migration),
            Box::new(m0014_add_drafts::Migration),
            Box::new(m0015_add_api::Migration),
            Box::new(m0016_keep_mark_drafts::Migration),
            Box::new(m0017_add_office_sizes::Migration),
            Box::new(m0018_rank_by_mean::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        HISTORY.into()
    }
}

/// How the rows of a table lie in a SQLite file; PostgreSQL has one way for all.
enum Layout {
    /// In the order of the primary key: for narrow rows that are read in that order.
    Clustered,
    /// In the order they came: for rows with long texts.
    Heap,
}

/// Creates a table from the SQL of its columns and keys, in types both engines have: BIGINT, INTEGER and TEXT. Texts are compared by
/// their bytes on both, whatever language the server was set up for, so that keys page in the same order everywhere.
async fn create_table(manager: &SchemaManager<'_>, name: &str, layout: Layout, columns: &str) -> Result<(), DbErr> {
    let sql = match (manager.get_database_backend(), layout) {
        (DbBackend::Sqlite, Layout::Clustered) => {
            format!("CREATE TABLE {name} ({}) STRICT, WITHOUT ROWID", columns.replace("BIGINT", "INTEGER"))
        }
        (DbBackend::Sqlite, Layout::Heap) => {
            format!("CREATE TABLE {name} ({}) STRICT", columns.replace("BIGINT", "INTEGER"))
        }
        _ => format!("CREATE TABLE {name} ({})", columns.replace("TEXT", "TEXT COLLATE \"C\"")),
    };
    run_sql(manager, &sql).await
}

async fn run_sql(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await.map(|_| ())
}

/// What a database looks like before anything is done to it.
pub(crate) enum Found {
    Empty,
    Ours { applied: Vec<String> },
}

/// Refuses a database that is not ours, newer or older than the program.
pub(crate) async fn check(db: &Db) -> Result<()> {
    let connection = db.schema_connection();
    let applied = match look(&connection, db.place()).await? {
        Found::Empty => Vec::new(),
        Found::Ours { applied } => applied,
    };
    let pending: Vec<String> = known().into_iter().filter(|name| !applied.contains(name)).collect();
    if pending.is_empty() { Ok(()) } else { Err(Error::Older { place: db.place().to_owned(), pending }) }
}

/// Applies pending migrations, at most `steps` of them, and returns their names.
pub(crate) async fn run(db: &Db, steps: Option<u32>) -> Result<Vec<String>> {
    let connection = db.schema_connection();
    look(&connection, db.place()).await?;
    if connection.get_database_backend() == DbBackend::Postgres {
        put_up_sign(&connection).await?;
    }
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    match transaction.get_database_backend() {
        DbBackend::Postgres => {
            // A row lock instead of an advisory one: every engine that speaks PostgreSQL has it.
            let lock = "SELECT product FROM system WHERE id = 1 FOR UPDATE";
            transaction.query_one_raw(Statement::from_string(DbBackend::Postgres, lock)).await?;
        }
        _ => {
            transaction.execute_unprepared(&format!("PRAGMA application_id = {APPLICATION_ID}; {SIGN}")).await?;
        }
    }
    // Read again: another process may have been at work while this one waited for the lock.
    let before = history(&transaction).await?;
    refuse_unknown(&before, db.place())?;
    Migrator::up(&transaction, steps).await?;
    let after = history(&transaction).await?;
    transaction.commit().await?;
    Ok(after.into_iter().filter(|name| !before.contains(name)).collect())
}

/// Says whose database it is, and holds the row that migrations lock.
const SIGN: &str = "CREATE TABLE IF NOT EXISTS system (id INTEGER PRIMARY KEY, product TEXT NOT NULL);
    INSERT INTO system (id, product) VALUES (1, 'e-MES') ON CONFLICT DO NOTHING;";

/// Puts up the sign before the lock can be taken. Two processes may run into each other inside `CREATE TABLE IF NOT EXISTS`, which
/// PostgreSQL answers with an error; the next try finds the table.
async fn put_up_sign(connection: &DatabaseConnection) -> Result<()> {
    const TRIES: u32 = 20;
    for attempt in 1.. {
        match connection.execute_unprepared(SIGN).await {
            Ok(_) => break,
            Err(error) if attempt == TRIES => return Err(error.into()),
            Err(error) => {
                tracing::debug!(%error, "someone else is putting up the sign");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
    Ok(())
}

/// Says whose a database is, without changing it.
pub(crate) async fn look(connection: &DatabaseConnection, place: &str) -> Result<Found> {
    let not_ours = |found: String| Err(Error::NotOurs { place: place.to_owned(), found });
    let tables = tables(connection).await?;
    let signed = match connection.get_database_backend() {
        DbBackend::Postgres => {
            // Another program may have a table of this name with other columns.
            let sql = "SELECT product AS name FROM system WHERE id = 1";
            tables.iter().any(|table| table == "system")
                && names(connection, sql).await.is_ok_and(|names| names == [PRODUCT])
        }
        _ => {
            let row =
                connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA application_id")).await?;
            let id = row.map(|row| row.try_get_by::<i64, _>(0)).transpose()?.unwrap_or_default();
            if id != 0 && id != APPLICATION_ID {
                return not_ours(format!("application_id {id:#010x}"));
            }
            id == APPLICATION_ID
        }
    };
    match (signed, tables.is_empty()) {
        (true, _) => {
            let applied = history(connection).await?;
            refuse_unknown(&applied, place)?;
            Ok(Found::Ours { applied })
        }
        (false, true) => Ok(Found::Empty),
        (false, false) => not_ours(tables.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ")),
    }
}

fn refuse_unknown(applied: &[String], place: &str) -> Result<()> {
    let known = known();
    let unknown: Vec<String> = applied.iter().filter(|name| !known.contains(name)).cloned().collect();
    if unknown.is_empty() { Ok(()) } else { Err(Error::Newer { place: place.to_owned(), unknown }) }
}

fn known() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// Names of the migrations a database has seen.
async fn history(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    if !tables(connection).await?.iter().any(|table| table == HISTORY) {
        return Ok(Vec::new());
    }
    names(connection, "SELECT version AS name FROM migrations ORDER BY version").await
}

async fn tables(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let sql = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
    };
    names(connection, sql).await
}

async fn names(connection: &impl ConnectionTrait, sql: &str) -> Result<Vec<String>> {
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok(row.try_get_by::<String, _>("name")?)).collect()
}
