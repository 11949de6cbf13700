//! Secrets of authenticator apps, sealed by the program before they come here, and hashes of recovery codes.

use domain::audit::Hash;
use domain::id::UserId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::row::values;

/// The authenticator app of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotpRow {
    /// The secret, sealed.
    pub secret: String,
    /// Since when a code of it has shown that the app has the secret; until then it counts for nothing.
    pub confirmed_at: Option<Timestamp>,
    /// The step whose code was used last.
    pub last_step: Option<i64>,
}

pub(crate) const FIND: &str = "SELECT secret, confirmed_at, last_step FROM totp_secrets WHERE user_id = $1";
pub(crate) const COUNT_RECOVERY: &str =
    "SELECT COUNT(*) AS count FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL";
pub(crate) const DELETE_RECOVERY: &str = "DELETE FROM recovery_codes WHERE user_id = $1";
pub(crate) const HAS_ANY: &str = "SELECT 1 AS found FROM totp_secrets WHERE user_id = $1 AND confirmed_at IS NOT NULL
    UNION ALL SELECT 1 FROM passkeys WHERE user_id = $1 LIMIT 1";

/// The app of a person, confirmed or not.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, user: UserId) -> Result<Option<TotpRow>> {
    conn.row(FIND, values![user], |row| {
        Ok(TotpRow {
            secret: row.get("secret")?,
            confirmed_at: row.get_opt("confirmed_at")?,
            last_step: row.get_opt("last_step")?,
        })
    })
    .await
}

/// Whether a person has a confirmed app or a passkey.
///
/// # Errors
/// When the database fails.
pub async fn has_any(conn: &mut Conn, user: UserId) -> Result<bool> {
    Ok(conn.row(HAS_ANY, values![user], |row| row.get::<bool>("found")).await?.is_some())
}

/// Keeps a secret that waits to be confirmed.
///
/// # Errors
/// [`crate::Error::Duplicate`] when the person has one.
pub async fn insert(tx: &mut Tx, user: UserId, secret: &str) -> Result<()> {
    tx.run("INSERT INTO totp_secrets (user_id, secret) VALUES ($1, $2)", values![user, secret]).await?;
    Ok(())
}

/// Confirms a secret by the step of its first code; says whether there was one to confirm.
///
/// # Errors
/// When the database fails.
pub async fn save_confirmed(tx: &mut Tx, user: UserId, step: i64, now: Timestamp) -> Result<bool> {
    const SAVE: &str =
        "UPDATE totp_secrets SET confirmed_at = $3, last_step = $2 WHERE user_id = $1 AND confirmed_at IS NULL";
    Ok(tx.run(SAVE, values![user, step, now]).await? > 0)
}

/// Uses the code of a step up; says whether it was still good, which it is to one caller only.
///
/// # Errors
/// When the database fails.
pub async fn save_step(tx: &mut Tx, user: UserId, step: i64) -> Result<bool> {
    const SAVE: &str = "UPDATE totp_secrets SET last_step = $2
        WHERE user_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2)";
    Ok(tx.run(SAVE, values![user, step]).await? > 0)
}

/// Removes the app of a person and the recovery codes that go with it; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, user: UserId) -> Result<bool> {
    tx.run(DELETE_RECOVERY, values![user]).await?;
    Ok(tx.run("DELETE FROM totp_secrets WHERE user_id = $1", values![user]).await? > 0)
}

/// How many recovery codes a person has left.
///
/// # Errors
/// When the database fails.
pub async fn count_recovery(conn: &mut Conn, user: UserId) -> Result<i64> {
    Ok(conn.row(COUNT_RECOVERY, values![user], |row| row.get("count")).await?.unwrap_or_default())
}

/// Gives a person these recovery codes and no others.
///
/// # Errors
/// When the database fails.
pub async fn replace_recovery(tx: &mut Tx, user: UserId, codes: &[Hash]) -> Result<()> {
    tx.run(DELETE_RECOVERY, values![user]).await?;
    for hash in codes {
        tx.run("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)", values![user, *hash]).await?;
    }
    Ok(())
}

/// Uses a recovery code up; says whether it was still good.
///
/// # Errors
/// When the database fails.
pub async fn save_recovery_used(tx: &mut Tx, user: UserId, hash: Hash, now: Timestamp) -> Result<bool> {
    const SAVE: &str =
        "UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL";
    Ok(tx.run(SAVE, values![user, hash, now]).await? > 0)
}
