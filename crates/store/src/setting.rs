//! Settings that administrators change while the program runs, each a JSON text under a name.

use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::row::{Row, values};

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    /// Name.
    pub name: String,
    /// Value, as JSON text.
    pub value: String,
    /// Counts its changes.
    pub version: i32,
    /// Last change.
    pub updated_at: Timestamp,
}

pub(crate) const FIND: &str = "SELECT name, value, version, updated_at FROM settings WHERE name = $1";
pub(crate) const LIST: &str = "SELECT name, value, version, updated_at FROM settings ORDER BY name";

/// The setting of this name.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, name: &str) -> Result<Option<SettingRow>> {
    conn.row(FIND, values![name], read).await
}

/// All settings, by name. There are a few dozen.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn) -> Result<Vec<SettingRow>> {
    conn.rows(LIST, values![], read).await
}

fn read(row: &Row) -> Result<SettingRow> {
    Ok(SettingRow {
        name: row.get("name")?,
        value: row.get("value")?,
        version: row.get("version")?,
        updated_at: row.get("updated_at")?,
    })
}

/// A new setting.
///
/// # Errors
/// [`crate::Error::Duplicate`] when it exists.
pub async fn insert(tx: &mut Tx, name: &str, value: &str, now: Timestamp) -> Result<()> {
    tx.run("INSERT INTO settings (name, value, version, updated_at) VALUES ($1, $2, 1, $3)", values![name, value, now])
        .await?;
    Ok(())
}

/// Changes a setting and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    name: &str,
    version: i32,
    value: &str,
    now: Timestamp,
) -> Result<i32, SaveError<SettingRow>> {
    const SAVE: &str =
        "UPDATE settings SET value = $3, version = version + 1, updated_at = $4 WHERE name = $1 AND version = $2";
    if tx.run(SAVE, values![name, version, value, now]).await? == 0 {
        return Err(refused(find(tx, name).await?));
    }
    Ok(version + 1)
}

/// Removes a setting.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn delete(tx: &mut Tx, name: &str, version: i32) -> Result<(), SaveError<SettingRow>> {
    if tx.run("DELETE FROM settings WHERE name = $1 AND version = $2", values![name, version]).await? == 0 {
        return Err(refused(find(tx, name).await?));
    }
    Ok(())
}
