//! Webhooks of the centre, and what they were told.

use domain::id::{DeliveryId, UserId, WebhookId};
use domain::webhook::Webhook;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Result, SaveError, refused};
use crate::page::Page;
use crate::row::{Row, values};

/// A webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookRow {
    /// Id.
    pub id: WebhookId,
    /// Where it listens, and for what.
    pub webhook: Webhook,
    /// The key it knows our words by, sealed.
    pub secret: String,
    /// Whether it is told at all.
    pub is_on: bool,
    /// Counts its changes.
    pub version: i32,
    /// When it was registered.
    pub created_at: Timestamp,
}

/// Something that a webhook is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    /// Id.
    pub id: DeliveryId,
    /// Which webhook.
    pub webhook_id: WebhookId,
    /// What happened ("report.certified"; "test").
    pub event: String,
    /// What it is told, as JSON text.
    pub body: String,
    /// When it happened.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub tries: i32,
    /// When it was last tried.
    pub tried_at: Option<Timestamp>,
    /// The last answer.
    pub status: Option<u16>,
    /// Why the last try failed; none once it was heard.
    pub error: Option<String>,
    /// When it was heard.
    pub delivered_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, url, events, secret, is_on, version, created_at FROM webhooks WHERE ", $rest)
    };
}

pub(crate) const FIND: &str = select!("id = $1");
pub(crate) const LIST: &str = select!("true ORDER BY id");
pub(crate) const FIND_DELIVERY: &str =
    "SELECT id, webhook_id, event, body, created_at, tries, tried_at, status, error, delivered_at
    FROM webhook_deliveries WHERE id = $1";
pub(crate) const LIST_DELIVERIES: &str =
    "SELECT id, webhook_id, event, body, created_at, tries, tried_at, status, error, delivered_at
    FROM webhook_deliveries WHERE webhook_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
pub(crate) const DELETE_OLD: &str = "DELETE FROM webhook_deliveries WHERE created_at <= $1";

/// The webhook with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: WebhookId) -> Result<Option<WebhookRow>> {
    conn.row(FIND, values![id], read).await
}

/// All webhooks, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn) -> Result<Vec<WebhookRow>> {
    conn.rows(LIST, values![], read).await
}

fn read(row: &Row) -> Result<WebhookRow> {
    Ok(WebhookRow {
        id: row.get("id")?,
        webhook: Webhook { url: row.get("url")?, events: row.get("events")? },
        secret: row.get("secret")?,
        is_on: row.get("is_on")?,
        version: row.get("version")?,
        created_at: row.get("created_at")?,
    })
}

fn read_delivery(row: &Row) -> Result<DeliveryRow> {
    Ok(DeliveryRow {
        id: row.get("id")?,
        webhook_id: row.get("webhook_id")?,
        event: row.get("event")?,
        body: row.get("body")?,
        created_at: row.get("created_at")?,
        tries: row.get("tries")?,
        tried_at: row.get_opt("tried_at")?,
        status: row.get_opt("status")?,
        error: row.get_opt("error")?,
        delivered_at: row.get_opt("delivered_at")?,
    })
}

/// A new webhook; its secret is sealed for its id, so the id comes from the caller.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    id: WebhookId,
    webhook: &Webhook,
    secret: &str,
    (now, by): (Timestamp, Option<UserId>),
) -> Result<()> {
    const INSERT: &str = "INSERT INTO webhooks (id, url, events, secret, is_on, version, created_at, created_by)
        VALUES ($1, $2, $3, $4, 1, 1, $5, $6)";
    tx.run(INSERT, values![id, webhook.url, webhook.events, secret, now, by]).await?;
    Ok(())
}

/// Changes a webhook and returns its new version.
///
/// # Errors
/// A conflict when `version` is not the current one.
pub async fn save(
    tx: &mut Tx,
    id: WebhookId,
    version: i32,
    webhook: &Webhook,
    is_on: bool,
) -> Result<i32, SaveError<WebhookRow>> {
    const SAVE: &str =
        "UPDATE webhooks SET url = $3, events = $4, is_on = $5, version = version + 1 WHERE id = $1 AND version = $2";
    if tx.run(SAVE, values![id, version, webhook.url, webhook.events, is_on]).await? == 0 {
        return Err(refused(find(tx, id).await?));
    }
    Ok(version + 1)
}

/// Removes a webhook with all it was told; says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, id: WebhookId) -> Result<bool> {
    tx.run("DELETE FROM webhook_deliveries WHERE webhook_id = $1", values![id]).await?;
    Ok(tx.run("DELETE FROM webhooks WHERE id = $1", values![id]).await? > 0)
}

/// Something that was told, or is to be.
///
/// # Errors
/// When the database fails.
pub async fn find_delivery(conn: &mut Conn, id: DeliveryId) -> Result<Option<DeliveryRow>> {
    conn.row(FIND_DELIVERY, values![id], read_delivery).await
}

/// What a webhook was told, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_deliveries(conn: &mut Conn, id: WebhookId, page: &Page<DeliveryId>) -> Result<Vec<DeliveryRow>> {
    let before = page.after.map_or(i64::MAX, |id| id.0);
    conn.rows(LIST_DELIVERIES, values![id, before, page.limit()], read_delivery).await
}

/// Something new to tell.
///
/// # Errors
/// When the database fails.
pub async fn insert_delivery(
    tx: &mut Tx,
    webhook: WebhookId,
    id: DeliveryId,
    (event, body): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    const INSERT: &str = "INSERT INTO webhook_deliveries (id, webhook_id, event, body, created_at, tries)
        VALUES ($1, $2, $3, $4, $5, 0)";
    tx.run(INSERT, values![id, webhook, event, body, now]).await?;
    Ok(())
}

/// Notes how a try ended: with an answer, or why there was none.
///
/// # Errors
/// When the database fails.
pub async fn save_try(
    tx: &mut Tx,
    id: DeliveryId,
    status: Option<u16>,
    error: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    const SAVE: &str =
        "UPDATE webhook_deliveries SET tries = tries + 1, tried_at = $2, status = $3, error = $4, delivered_at = $5
        WHERE id = $1";
    let delivered = error.is_none().then_some(now);
    tx.run(SAVE, values![id, now, status, error, delivered]).await?;
    Ok(())
}

/// Forgets what was told up to a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx, until: Timestamp) -> Result<()> {
    tx.run(DELETE_OLD, values![until]).await?;
    Ok(())
}
