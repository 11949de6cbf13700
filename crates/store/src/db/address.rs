//! From a URL to connections.

use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Db, DbOptions, Ids, Pools};
use crate::error::{Error, Result};
use crate::migration;

/// A parsed URL.
#[derive(Clone)]
pub(super) enum Address {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Address> {
        let bad = |error: sqlx::Error| Error::BadUrl(error.into());
        if url.starts_with("sqlite:") {
            let options: SqliteConnectOptions = url.parse().map_err(bad)?;
            if options.get_filename().as_os_str().is_empty() || url.contains(":memory:") || url.contains("mode=memory")
            {
                return Err(Error::BadUrl("a SQLite database must be a file".into()));
            }
            Ok(Address::Sqlite(options))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Address::Postgres(url.parse().map_err(bad)?))
        } else {
            Err(Error::BadUrl("the scheme is neither sqlite nor postgres".into()))
        }
    }

    /// The place in words that may be shown: no password.
    pub(super) fn place(&self) -> String {
        match self {
            Address::Sqlite(options) => options.get_filename().display().to_string(),
            Address::Postgres(options) => {
                let database = options.get_database().unwrap_or(options.get_username());
                format!("{}:{}/{database}", options.get_host(), options.get_port())
            }
        }
    }

    /// Looks at a SQLite file without writing to it: opening it the way we work would already change it, and it may be another program's.
    pub(super) async fn look_before_opening(&self) -> Result<()> {
        let Address::Sqlite(address) = self else { return Ok(()) };
        let place = self.place();
        if !address.get_filename().exists() {
            return Err(Error::NoDatabase { place });
        }
        let look =
            sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(address.clone().read_only(true));
        let pool = look.await.map_err(|error| at_opening(error, &place))?;
        let found = migration::look(&pool.clone().into(), &place).await;
        pool.close().await;
        found.map(|_| ())
    }

    pub(super) async fn connect(self, options: &DbOptions, create: bool) -> Result<Db> {
        let place = self.place();
        let pools = match self {
            Address::Sqlite(address) => {
                if let (true, Some(folder)) = (create, address.get_filename().parent()) {
                    std::fs::create_dir_all(folder)
                        .map_err(|error| Error::CannotOpen { place: place.clone(), cause: error.into() })?;
                }
                sqlite_pools(address, options, create).await
            }
            Address::Postgres(address) => postgres_pool(address, options).await,
        };
        let pools = pools.map_err(|error| at_opening(error, &place))?;
        Ok(Db { pools, ids: Arc::new(Ids::new(options.id_salt)), place: place.into() })
    }
}

async fn sqlite_pools(address: SqliteConnectOptions, options: &DbOptions, create: bool) -> Result<Pools, sqlx::Error> {
    let address = address
        .foreign_keys(true)
        .busy_timeout(options.patience)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY");
    let pool = || {
        sqlx::sqlite::SqlitePoolOptions::new().acquire_timeout(options.patience).max_lifetime(None).idle_timeout(None)
    };
    let writer = address
        .clone()
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("journal_size_limit", "67108864");
    let writer = pool().max_connections(1).connect_with(writer).await?;
    let readers = pool().max_connections(options.connections).connect_with(address.read_only(true)).await?;
    Ok(Pools::Sqlite { writer, readers })
}

async fn postgres_pool(address: PgConnectOptions, options: &DbOptions) -> Result<Pools, sqlx::Error> {
    // Statements here are short or bulk; compiling them to machine code costs more than it gains.
    let address = address.application_name("emes").options([("jit", "off")]);
    // One connection first: the pool hides a refused connection behind a time-out.
    address.connect().await?.close().await?;
    let pool =
        sqlx::postgres::PgPoolOptions::new().max_connections(options.connections).acquire_timeout(options.patience);
    Ok(Pools::Postgres(pool.connect_with(address).await?))
}

/// What an error means while a database is being opened.
fn at_opening(error: sqlx::Error, place: &str) -> Error {
    let code = error.as_database_error().and_then(|e| e.code()).unwrap_or_default().into_owned();
    match Error::from(error) {
        Error::Unexpected(cause) if code == "3D000" => {
            tracing::debug!(%cause, "no such database");
            Error::NoDatabase { place: place.to_owned() }
        }
        Error::Unexpected(cause) => Error::CannotOpen { place: place.to_owned(), cause },
        other => other,
    }
}
