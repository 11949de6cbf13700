//! Links with which a person sets a password, each good once. Only hashes of their tokens are kept.

use domain::audit::Hash;
use domain::id::UserId;
use domain::one_time_link::LinkPurpose;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;

/// A link that is still good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Whose.
    pub user_id: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// When it ends.
    pub expires_at: Timestamp,
}

pub(crate) const FIND: &str = "SELECT user_id, purpose, expires_at FROM one_time_links
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
pub(crate) const DELETE_BY_USER: &str = "DELETE FROM one_time_links WHERE user_id = $1 AND used_at IS NULL";
pub(crate) const DELETE_EXPIRED: &str = "DELETE FROM one_time_links WHERE expires_at <= $1";

/// The link of a token, as long as it was not used and has not ended.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, token_hash: Hash, now: Timestamp) -> Result<Option<LinkRow>> {
    conn.row(FIND, values![token_hash, now], |row| {
        Ok(LinkRow { user_id: row.get("user_id")?, purpose: row.get("purpose")?, expires_at: row.get("expires_at")? })
    })
    .await
}

/// A new link.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, token_hash: Hash, link: &LinkRow) -> Result<()> {
    const INSERT: &str =
        "INSERT INTO one_time_links (token_hash, user_id, purpose, expires_at) VALUES ($1, $2, $3, $4)";
    tx.run(INSERT, values![token_hash, link.user_id, link.purpose, link.expires_at]).await?;
    Ok(())
}

/// Uses a link up; says whether it was still good, which it is to one caller only.
///
/// # Errors
/// When the database fails.
pub async fn save_used(tx: &mut Tx, token_hash: Hash, now: Timestamp) -> Result<bool> {
    const SAVE: &str =
        "UPDATE one_time_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    Ok(tx.run(SAVE, values![token_hash, now]).await? > 0)
}

/// Takes back all unused links of a person.
///
/// # Errors
/// When the database fails.
pub async fn delete_by_user(tx: &mut Tx, user: UserId) -> Result<u64> {
    tx.run(DELETE_BY_USER, values![user]).await
}

/// Removes what has ended, used or not.
///
/// # Errors
/// When the database fails.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    tx.run(DELETE_EXPIRED, values![now]).await
}
