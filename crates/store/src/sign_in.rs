//! Failures to sign in, counted by subject: a login or a network address.

use domain::sign_in::Failures;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};

pub(crate) const FIND: &str = "SELECT count, last_at FROM sign_in_failures WHERE subject = $1 AND last_at >= $2";
pub(crate) const DELETE_OLD: &str = "DELETE FROM sign_in_failures WHERE last_at < $1";

/// The failures of a subject, unless the last one was before `since`.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, subject: &str, since: Timestamp) -> Result<Option<Failures>> {
    conn.row(FIND, values![subject, since], read).await
}

fn read(row: &Row) -> Result<Failures> {
    Ok(Failures { count: u32::try_from(row.get::<i32>("count")?).unwrap_or_default(), last_at: row.get("last_at")? })
}

/// Counts one more failure; what was before `since` is forgotten. One statement, so that failures at the same moment all count.
///
/// # Errors
/// When the database fails.
pub async fn count_up(tx: &mut Tx, subject: &str, since: Timestamp, now: Timestamp) -> Result<Failures> {
    // A million failures are as good as more, and stay a number.
    const COUNT_UP: &str = "INSERT INTO sign_in_failures (subject, count, last_at) VALUES ($1, 1, $3)
        ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at, count = CASE
            WHEN sign_in_failures.last_at < $2 THEN 1
            WHEN sign_in_failures.count >= 1000000 THEN sign_in_failures.count
            ELSE sign_in_failures.count + 1 END
        RETURNING count, last_at";
    tx.only(COUNT_UP, values![subject, since, now], read).await
}

/// Forgets the failures of a subject.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, subject: &str) -> Result<()> {
    tx.run("DELETE FROM sign_in_failures WHERE subject = $1", values![subject]).await?;
    Ok(())
}

/// Removes what is forgotten anyway.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx, since: Timestamp) -> Result<u64> {
    tx.run(DELETE_OLD, values![since]).await
}
