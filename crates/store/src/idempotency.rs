//! Requests that a program may send twice, with the answer that the first of them got.

use domain::id::UserId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;

/// What is known of a request that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Hash of the request.
    pub request_hash: String,
    /// Its answer; none while it is under way.
    pub answer: Option<Kept>,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Status.
    pub status: u16,
    /// Kind of the body.
    pub kind: String,
    /// Body, sealed by who keeps it.
    pub body: String,
}

pub(crate) const FIND: &str =
    "SELECT request_hash, status, kind, body FROM idempotency_keys WHERE user_id = $1 AND key = $2";
pub(crate) const DELETE_OLD: &str = "DELETE FROM idempotency_keys WHERE created_at <= $1";

/// The request that a person's program sent with a key.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, user: UserId, key: &str) -> Result<Option<Sent>> {
    conn.row(FIND, values![user, key], |row| {
        let status: Option<u16> = row.get_opt("status")?;
        let answer = match status {
            Some(status) => Some(Kept { status, kind: row.get("kind")?, body: row.get("body")? }),
            None => None,
        };
        Ok(Sent { request_hash: row.get("request_hash")?, answer })
    })
    .await
}

/// Puts a key on record for a request that begins; false when it is there already.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, user: UserId, key: &str, request_hash: &str, now: Timestamp) -> Result<bool> {
    const INSERT: &str = "INSERT INTO idempotency_keys (user_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, key) DO NOTHING";
    Ok(tx.run(INSERT, values![user, key, request_hash, now]).await? > 0)
}

/// Keeps the answer to a request.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, user: UserId, key: &str, answer: &Kept) -> Result<()> {
    const SAVE: &str = "UPDATE idempotency_keys SET status = $3, kind = $4, body = $5 WHERE user_id = $1 AND key = $2";
    tx.run(SAVE, values![user, key, answer.status, answer.kind, answer.body]).await?;
    Ok(())
}

/// Forgets a request, so that it may be sent again.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId, key: &str) -> Result<()> {
    tx.run("DELETE FROM idempotency_keys WHERE user_id = $1 AND key = $2", values![user, key]).await?;
    Ok(())
}

/// Forgets requests that began up to a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx, until: Timestamp) -> Result<()> {
    tx.run(DELETE_OLD, values![until]).await?;
    Ok(())
}
