//! Where people are signed in. Only hashes of the tokens are kept: who reads the table cannot sign in with it.

use domain::audit::Hash;
use domain::id::UserId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};
use crate::user::{self, UserRow, select};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Hash of its token; names it without giving it away.
    pub token_hash: Hash,
    /// Whose.
    pub user_id: UserId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute or so.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// The browser, as it calls itself.
    pub user_agent: String,
    /// Whether it began with two factors.
    pub two_factors: bool,
}

pub(crate) const RESOLVE: &str = select!(
    ", s.token_hash, s.user_id, s.created_at AS began_at, s.last_seen_at, s.expires_at, s.user_agent, s.two_factors
    FROM sessions s JOIN users u ON u.id = s.user_id",
    "s.token_hash = $1 AND s.expires_at > $2 ORDER BY a.position"
);
pub(crate) const LIST_BY_USER: &str =
    "SELECT token_hash, user_id, created_at AS began_at, last_seen_at, expires_at, user_agent, two_factors
    FROM sessions WHERE user_id = $1 AND expires_at > $2 ORDER BY created_at DESC, token_hash";
pub(crate) const SAVE_ONE_FACTOR: &str = "UPDATE sessions SET two_factors = 0 WHERE user_id = $1";
pub(crate) const DELETE_BY_USER: &str = "DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2";
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM sessions WHERE expires_at <= $1";
pub(crate) const COUNT: &str = "SELECT COUNT(*) AS n FROM sessions WHERE expires_at > $1";

/// The session of a token that has not ended, and whose it is, in one query.
///
/// # Errors
/// When the database fails.
pub async fn resolve(conn: &mut Conn, token_hash: Hash, now: Timestamp) -> Result<Option<(SessionRow, UserRow)>> {
    let rows = conn.rows(RESOLVE, values![token_hash, now], |row| Ok((read(row)?, user::read(row)?))).await?;
    let (mut sessions, users): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(sessions.pop().zip(user::gather(users).pop()))
}

/// The sessions of a person that have not ended, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_user(conn: &mut Conn, user: UserId, now: Timestamp) -> Result<Vec<SessionRow>> {
    conn.rows(LIST_BY_USER, values![user, now], read).await
}

/// How many sessions have not ended.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, now: Timestamp) -> Result<i64> {
    conn.only(COUNT, values![now], |row| row.get("n")).await
}

fn read(row: &Row) -> Result<SessionRow> {
    Ok(SessionRow {
        token_hash: row.get("token_hash")?,
        user_id: row.get("user_id")?,
        created_at: row.get("began_at")?,
        last_seen_at: row.get("last_seen_at")?,
        expires_at: row.get("expires_at")?,
        user_agent: row.get("user_agent")?,
        two_factors: row.get("two_factors")?,
    })
}

/// A new session.
///
/// # Errors
/// [`crate::Error::Duplicate`] when there is one with this token.
pub async fn insert(tx: &mut Tx, session: &SessionRow) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, user_agent, two_factors)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let SessionRow { token_hash, user_id, created_at, last_seen_at, expires_at, user_agent, two_factors } = session;
    let row = values![*token_hash, *user_id, *created_at, *last_seen_at, *expires_at, *user_agent, *two_factors];
    tx.run(INSERT, row).await?;
    Ok(())
}

/// Notes that whoever holds a session has shown a second factor in it.
///
/// # Errors
/// When the database fails.
pub async fn save_two_factors(tx: &mut Tx, token_hash: Hash) -> Result<()> {
    tx.run("UPDATE sessions SET two_factors = 1 WHERE token_hash = $1", values![token_hash]).await?;
    Ok(())
}

/// Notes that a person has no second factor any more, whatever their sessions began with.
///
/// # Errors
/// When the database fails.
pub async fn save_one_factor(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.run(SAVE_ONE_FACTOR, values![user]).await?;
    Ok(())
}

/// Notes that a session was used.
///
/// # Errors
/// When the database fails.
pub async fn save_seen(tx: &mut Tx, token_hash: Hash, now: Timestamp) -> Result<()> {
    const SAVE: &str = "UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2";
    tx.run(SAVE, values![token_hash, now]).await?;
    Ok(())
}

/// Ends a session of a person; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId, token_hash: Hash) -> Result<bool> {
    const DELETE: &str = "DELETE FROM sessions WHERE token_hash = $1 AND user_id = $2";
    Ok(tx.run(DELETE, values![token_hash, user]).await? > 0)
}

/// Ends all sessions of a person but the one to keep, and returns how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_by_user(tx: &mut Tx, user: UserId, keep: Option<Hash>) -> Result<u64> {
    let kept = keep.map_or_else(String::new, |hash| hash.to_string());
    tx.run(DELETE_BY_USER, values![user, kept]).await
}

/// Removes what has ended.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.run(DELETE_EXPIRED, values![now]).await
}
