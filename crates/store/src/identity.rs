//! Which person an account at the OpenID provider belongs to.

use domain::id::UserId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;

pub(crate) const FIND: &str = "SELECT user_id FROM identities WHERE issuer = $1 AND subject = $2";
pub(crate) const LIST_BY_USER: &str = "SELECT issuer FROM identities WHERE user_id = $1 ORDER BY issuer";
pub(crate) const DELETE_BY_USER: &str = "DELETE FROM identities WHERE user_id = $1";

/// Whose account it is.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<UserId>> {
    conn.row(FIND, values![issuer, subject], |row| row.get("user_id")).await
}

/// The providers at which a person has an account that was linked.
///
/// # Errors
/// When the database fails.
pub async fn list_by_user(conn: &mut Conn, user: UserId) -> Result<Vec<String>> {
    conn.rows(LIST_BY_USER, values![user], |row| row.get("issuer")).await
}

/// Links an account to a person.
///
/// # Errors
/// [`crate::Error::Duplicate`] when it is linked already.
pub async fn insert(tx: &mut Tx, issuer: &str, subject: &str, user: UserId, now: Timestamp) -> Result<()> {
    const INSERT: &str = "INSERT INTO identities (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4)";
    tx.run(INSERT, values![issuer, subject, user, now]).await?;
    Ok(())
}

/// Unlinks all accounts of a person and returns how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_by_user(tx: &mut Tx, user: UserId) -> Result<u64> {
    tx.run(DELETE_BY_USER, values![user]).await
}
