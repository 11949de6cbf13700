//! What lies between two requests of one way in, each good once. Only hashes of the tokens are kept.

use domain::audit::Hash;
use domain::id::UserId;
use domain::sign_in_step::StepKind;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};

/// A step that is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// What is awaited.
    pub kind: StepKind,
    /// Whose, where that is known.
    pub user_id: Option<UserId>,
    /// What the next request needs to know.
    pub state: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

pub(crate) const FIND: &str = "SELECT kind, user_id, state, expires_at FROM sign_in_steps
    WHERE token_hash = $1 AND kind = $2 AND expires_at > $3";
pub(crate) const DELETE_BY_USER: &str = "DELETE FROM sign_in_steps WHERE user_id = $1";
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM sign_in_steps WHERE expires_at <= $1";

/// The step of a token.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, token_hash: Hash, kind: StepKind, now: Timestamp) -> Result<Option<StepRow>> {
    conn.row(FIND, values![token_hash, kind, now], read).await
}

fn read(row: &Row) -> Result<StepRow> {
    Ok(StepRow {
        kind: row.get("kind")?,
        user_id: row.get_opt("user_id")?,
        state: row.get("state")?,
        expires_at: row.get("expires_at")?,
    })
}

/// A new step.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, token_hash: Hash, step: &StepRow) -> Result<()> {
    const INSERT: &str = "INSERT INTO sign_in_steps (token_hash, kind, user_id, state, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    tx.run(INSERT, values![token_hash, step.kind, step.user_id, step.state, step.expires_at]).await?;
    Ok(())
}

/// Uses a step up; says whether it was still good, which it is to one caller only.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, token_hash: Hash) -> Result<bool> {
    Ok(tx.run("DELETE FROM sign_in_steps WHERE token_hash = $1", values![token_hash]).await? > 0)
}

/// Takes back all steps of a person.
///
/// # Errors
/// When the database fails.
pub async fn delete_by_user(tx: &mut Tx, user: UserId) -> Result<u64> {
    tx.run(DELETE_BY_USER, values![user]).await
}

/// Removes what has ended.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.run(DELETE_EXPIRED, values![now]).await
}
