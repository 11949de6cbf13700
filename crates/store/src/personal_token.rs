//! Personal tokens. Only their hashes are kept: who reads the table cannot come with one of them.

use domain::audit::Hash;
use domain::id::{PersonalTokenId, UserId};
use domain::personal_token::Grants;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::{Row, values};
use crate::user::{self, UserRow, select};

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Id.
    pub id: PersonalTokenId,
    /// Whose.
    pub user_id: UserId,
    /// What it is for, in the person's words.
    pub name: String,
    /// What it was made for.
    pub grants: Grants,
    /// Whether it was made in a session with two factors.
    pub two_factors: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, to the minute or so.
    pub used_at: Option<Timestamp>,
}

/// A token to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken<'a> {
    /// Whose.
    pub user_id: UserId,
    /// Hash of the token.
    pub token_hash: Hash,
    /// What it is for, in the person's words.
    pub name: &'a str,
    /// What it was made for.
    pub grants: Grants,
    /// Whether it is made in a session with two factors.
    pub two_factors: bool,
    /// When it ends.
    pub expires_at: Timestamp,
}

pub(crate) const RESOLVE: &str = select!(
    ", t.id AS token_id, t.user_id, t.name AS token_name, t.grants, t.two_factors, t.created_at AS made_at, t.expires_at, t.used_at
    FROM personal_tokens t JOIN users u ON u.id = t.user_id",
    "t.token_hash = $1 AND t.expires_at > $2 ORDER BY a.position"
);
pub(crate) const LIST_BY_USER: &str =
    "SELECT id AS token_id, user_id, name AS token_name, grants, two_factors, created_at AS made_at, expires_at, used_at
    FROM personal_tokens WHERE user_id = $1 ORDER BY id DESC";

/// The token that hashes so and has not ended, and whose it is, in one query.
///
/// # Errors
/// When the database fails.
pub async fn resolve(conn: &mut Conn, token_hash: Hash, now: Timestamp) -> Result<Option<(TokenRow, UserRow)>> {
    let rows = conn.rows(RESOLVE, values![token_hash, now], |row| Ok((read(row)?, user::read(row)?))).await?;
    let (mut tokens, users): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(tokens.pop().zip(user::gather(users).pop()))
}

/// The tokens of a person, the newest first; those that ended too.
///
/// # Errors
/// When the database fails.
pub async fn list_by_user(conn: &mut Conn, user: UserId) -> Result<Vec<TokenRow>> {
    conn.rows(LIST_BY_USER, values![user], read).await
}

fn read(row: &Row) -> Result<TokenRow> {
    Ok(TokenRow {
        id: row.get("token_id")?,
        user_id: row.get("user_id")?,
        name: row.get("token_name")?,
        grants: row.get("grants")?,
        two_factors: row.get("two_factors")?,
        created_at: row.get("made_at")?,
        expires_at: row.get("expires_at")?,
        used_at: row.get_opt("used_at")?,
    })
}

/// A new token.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewToken<'_>, now: Timestamp) -> Result<PersonalTokenId> {
    const INSERT: &str =
        "INSERT INTO personal_tokens (id, user_id, token_hash, name, grants, two_factors, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let id = PersonalTokenId(tx.next_id(now));
    let NewToken { user_id, token_hash, name, grants, two_factors, expires_at } = new;
    tx.run(INSERT, values![id, *user_id, *token_hash, *name, *grants, *two_factors, now, *expires_at]).await?;
    Ok(id)
}

/// Notes that a token was used.
///
/// # Errors
/// When the database fails.
pub async fn save_used(tx: &mut Tx, id: PersonalTokenId, now: Timestamp) -> Result<()> {
    tx.run("UPDATE personal_tokens SET used_at = $2 WHERE id = $1", values![id, now]).await?;
    Ok(())
}

/// Takes away a token of a person; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId, id: PersonalTokenId) -> Result<bool> {
    Ok(tx.run("DELETE FROM personal_tokens WHERE id = $2 AND user_id = $1", values![user, id]).await? > 0)
}
