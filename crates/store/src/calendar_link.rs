//! The secret address of a person's calendar. Only the hash of its token is kept.

use domain::audit::Hash;
use domain::id::UserId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;

pub(crate) const FIND: &str = "SELECT user_id FROM calendar_links WHERE token_hash = $1";
pub(crate) const FIND_BY_USER: &str = "SELECT created_at FROM calendar_links WHERE user_id = $1";

/// Whose address it is.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, token_hash: Hash) -> Result<Option<UserId>> {
    conn.row(FIND, values![token_hash], |row| row.get("user_id")).await
}

/// Since when a person has an address.
///
/// # Errors
/// When the database fails.
pub async fn find_by_user(conn: &mut Conn, user: UserId) -> Result<Option<Timestamp>> {
    conn.row(FIND_BY_USER, values![user], |row| row.get("created_at")).await
}

/// Gives a person an address; the one before is no longer good.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, user: UserId, token_hash: Hash, now: Timestamp) -> Result<()> {
    const SAVE: &str = "INSERT INTO calendar_links (user_id, token_hash, created_at) VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at";
    tx.run(SAVE, values![user, token_hash, now]).await?;
    Ok(())
}

/// Takes the address away; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId) -> Result<bool> {
    Ok(tx.run("DELETE FROM calendar_links WHERE user_id = $1", values![user]).await? > 0)
}
