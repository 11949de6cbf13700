//! Passkeys: public keys with which people sign in. Nothing in here is secret.

use domain::id::{PasskeyId, UserId};
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::row::{Row, values};

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Id.
    pub id: PasskeyId,
    /// Whose.
    pub user_id: UserId,
    /// How the person calls it.
    pub name: String,
    /// Public key and counters, as JSON text.
    pub credential: String,
    /// Counts the changes of its name.
    pub version: i32,
    /// When it was added.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, user_id, name, credential, version, created_at, used_at FROM passkeys WHERE ", $rest)
    };
}

pub(crate) const FIND: &str = select!("id = $1");
pub(crate) const FIND_BY_CREDENTIAL: &str = select!("credential_id = $1");
pub(crate) const LIST_BY_USER: &str = select!("user_id = $1 ORDER BY id");
pub(crate) const DELETE_BY_USER: &str = "DELETE FROM passkeys WHERE user_id = $1";

/// The passkey with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: PasskeyId) -> Result<Option<PasskeyRow>> {
    conn.row(FIND, values![id], read).await
}

/// The passkey that its device calls so.
///
/// # Errors
/// When the database fails.
pub async fn find_by_credential(conn: &mut Conn, credential_id: &str) -> Result<Option<PasskeyRow>> {
    conn.row(FIND_BY_CREDENTIAL, values![credential_id], read).await
}

/// The passkeys of a person, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list_by_user(conn: &mut Conn, user: UserId) -> Result<Vec<PasskeyRow>> {
    conn.rows(LIST_BY_USER, values![user], read).await
}

fn read(row: &Row) -> Result<PasskeyRow> {
    Ok(PasskeyRow {
        id: row.get("id")?,
        user_id: row.get("user_id")?,
        name: row.get("name")?,
        credential: row.get("credential")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
        used_at: row.get_opt("used_at")?,
    })
}

/// A new passkey.
///
/// # Errors
/// [`crate::Error::Duplicate`] when this credential is there already.
pub async fn insert(
    tx: &mut Tx,
    user: UserId,
    credential_id: &str,
    name: &str,
    credential: &str,
    now: Timestamp,
) -> Result<PasskeyId> {
    const INSERT: &str = "INSERT INTO passkeys (id, user_id, credential_id, name, credential, version, created_at)
        VALUES ($1, $2, $3, $4, $5, 1, $6)";
    let id = PasskeyId(tx.next_id(now));
    tx.run(INSERT, values![id, user, credential_id, name, credential, now]).await?;
    Ok(id)
}

/// Calls a passkey of a person otherwise and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save_name(
    tx: &mut Tx,
    user: UserId,
    id: PasskeyId,
    version: i32,
    name: &str,
) -> Result<i32, SaveError<PasskeyRow>> {
    const SAVE: &str =
        "UPDATE passkeys SET name = $4, version = version + 1 WHERE id = $2 AND user_id = $1 AND version = $3";
    if tx.run(SAVE, values![user, id, version, name]).await? == 0 {
        return Err(refused(find(tx, id).await?.filter(|row| row.user_id == user)));
    }
    Ok(version + 1)
}

/// Notes that somebody signed in with it, and what its counters say now.
///
/// # Errors
/// When the database fails.
pub async fn save_used(tx: &mut Tx, id: PasskeyId, credential: &str, now: Timestamp) -> Result<bool> {
    const SAVE: &str = "UPDATE passkeys SET credential = $2, used_at = $3 WHERE id = $1";
    Ok(tx.run(SAVE, values![id, credential, now]).await? > 0)
}

/// Removes a passkey of a person; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId, id: PasskeyId) -> Result<bool> {
    Ok(tx.run("DELETE FROM passkeys WHERE id = $2 AND user_id = $1", values![user, id]).await? > 0)
}

/// Removes all passkeys of a person and returns how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_by_user(tx: &mut Tx, user: UserId) -> Result<u64> {
    tx.run(DELETE_BY_USER, values![user]).await
}
