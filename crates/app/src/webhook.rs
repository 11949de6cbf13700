//! Webhooks: other programs of the centre are told when something happened, signed as <https://www.standardwebhooks.com> has it.
//!
//! What is to be told is a row in the transaction of the use case, and telling it a job: tried again with growing waits, and what came of
//! each is kept. How far it has come is nothing that anybody would look for in the audit log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::id::{DeliveryId, WebhookId};
use domain::job::Job;
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::webhook::{WEBHOOKS_MAX, Webhook, WebhookEvent, WebhookEvents, is_outer};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::{Value, json};
use sha2::Sha256;
use store::Page;

use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::secret::Token;

pub use store::webhook::{DeliveryRow, WebhookRow};

/// Longest time a webhook may take to answer. It answers first and works later; other jobs wait meanwhile.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it is kept what was told.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What a test is called.
pub const TEST: &str = "test";

/// What tells other programs.
#[derive(Clone)]
pub struct Teller {
    http: reqwest::Client,
    /// Whether machines of the own network may be told.
    is_inner_allowed: bool,
}

/// Finds machines of the internet only. It is asked with each telling, so a name that leads elsewhere later does not help either.
struct Outer;

impl Resolve for Outer {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let outer: Vec<SocketAddr> = found.filter(|address| is_outer(address.ip())).collect();
            match outer.is_empty() {
                true => Err("no address of the internet".into()),
                false => Ok(Box::new(outer.into_iter()) as Addrs),
            }
        })
    }
}

impl Teller {
    /// A teller; `is_inner_allowed` lets it tell machines of the own network, too, and without TLS.
    ///
    /// # Errors
    /// When no TLS can be had.
    pub fn new(is_inner_allowed: bool) -> Result<Teller> {
        store::object::install_tls();
        // Who sends us elsewhere could send us to machines that only we can reach.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(PATIENCE)
            .no_proxy();
        let http = if is_inner_allowed { http } else { http.dns_resolver(Arc::new(Outer)) };
        let http = http.build().map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Teller { http, is_inner_allowed })
    }

    /// Tells it once; the status of the answer, or why there was none.
    async fn tell(&self, url: &str, delivery: &DeliveryRow, key: &[u8], now: Timestamp) -> Result<u16, String> {
        let (id, at) = (message_id(delivery.id), now.as_second().to_string());
        let sent = self.http.post(url).header("content-type", "application/json").header("user-agent", "e-MES");
        let sent = sent
            .header("webhook-signature", signature(key, &id, &at, &delivery.body))
            .header("webhook-id", id)
            .header("webhook-timestamp", at);
        match sent.body(delivery.body.clone()).send().await {
            Ok(answer) => Ok(answer.status().as_u16()),
            Err(error) => {
                let mut cause = error.without_url().to_string();
                cause.truncate(cause.floor_char_boundary(300));
                Err(cause)
            }
        }
    }
}

fn message_id(id: DeliveryId) -> String {
    format!("msg_{id}")
}

/// "v1,…" over id, moment and body.
fn signature(key: &[u8], id: &str, at: &str, body: &str) -> String {
    let mut seal = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    seal.update(format!("{id}.{at}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(seal.finalize().into_bytes()))
}

/// For what the secret of a webhook is sealed.
fn sealed_for(id: WebhookId) -> String {
    format!("webhook:{id}")
}

fn on(id: WebhookId) -> String {
    format!("webhook:{id}")
}

/// Tells the webhooks that want to hear of it, in the transaction of a use case.
pub(crate) async fn announce(ctx: &mut Ctx, event: WebhookEvent, data: Value) -> Result<()> {
    for row in store::webhook::list(&mut ctx.tx).await? {
        if row.is_on && row.webhook.events.0.contains(&event) {
            enqueue(ctx, row.id, event.as_str(), &data).await?;
        }
    }
    Ok(())
}

async fn enqueue(ctx: &mut Ctx, webhook: WebhookId, event: &str, data: &Value) -> Result<DeliveryId> {
    let id = DeliveryId(ctx.tx.next_id(ctx.now));
    let body = json!({ "id": message_id(id), "event": event, "at": ctx.now.to_string(), "data": data }).to_string();
    store::webhook::insert_delivery(&mut ctx.tx, webhook, id, (event, &body), ctx.now).await?;
    let (kind, payload) = Job::DeliverWebhook { delivery: id }.to_stored();
    store::job::insert(&mut ctx.tx, &kind, &payload, ctx.now, ctx.now).await?;
    Ok(id)
}

/// Tells what waits to be told. What is not heard is an error, so that it is tried again.
pub(crate) async fn deliver(app: &App, id: DeliveryId) -> Result<()> {
    let mut conn = app.db().read().await?;
    // What was removed is told nobody any more.
    let Some(delivery) = store::webhook::find_delivery(&mut conn, id).await? else { return Ok(()) };
    let Some(row) = store::webhook::find(&mut conn, delivery.webhook_id).await? else { return Ok(()) };
    drop(conn);
    if delivery.delivered_at.is_some() || !(row.is_on || delivery.event == TEST) {
        return Ok(());
    }
    let teller = app.teller()?;
    // The setting may have changed since it was registered.
    let webhook = Webhook::new(&row.webhook.url, row.webhook.events.clone(), teller.is_inner_allowed)?;
    let key = app.vault()?.open(&row.secret, &sealed_for(row.id));
    let key = key.ok_or_else(|| AppError::Internal(format!("the secret of webhook {} does not open", row.id)))?;
    let now = app.clock().now();
    let told = teller.tell(&webhook.url, &delivery, &key, now).await;
    let (status, error) = match told {
        Ok(status @ 200..300) => (Some(status), None),
        Ok(status) => (Some(status), Some(format!("HTTP {status}"))),
        Err(cause) => (None, Some(cause)),
    };
    let mut tx = app.db().write().await?;
    store::webhook::save_try(&mut tx, id, status, error.as_deref(), now).await?;
    store::webhook::delete_old(&mut tx, now.saturating_sub(KEPT).unwrap_or(now)).await?;
    tx.commit().await?;
    match error {
        None => Ok(()),
        Some(cause) => Err(AppError::Unheard(Fault::new("webhook-unheard").with("cause", cause))),
    }
}

/// All webhooks, the oldest first.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<WebhookRow>> {
    let mut conn = app.read(actor, Action::WebhookManage, &Entity::System).await?;
    Ok(store::webhook::list(&mut conn).await?)
}

/// A webhook.
///
/// # Errors
/// When it is not there; when the actor may not; when the database fails.
pub async fn find(app: &App, actor: &Actor, id: WebhookId) -> Result<WebhookRow> {
    let mut conn = app.read(actor, Action::WebhookManage, &Entity::System).await?;
    store::webhook::find(&mut conn, id).await?.ok_or_else(|| not_found("webhook", id))
}

/// What a webhook was told, the newest first.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn deliveries(app: &App, actor: &Actor, id: WebhookId, page: &Page<DeliveryId>) -> Result<Vec<DeliveryRow>> {
    let mut conn = app.read(actor, Action::WebhookManage, &Entity::System).await?;
    Ok(store::webhook::list_deliveries(&mut conn, id, page).await?)
}

/// Registers a webhook; returns it with the secret by which it knows our words, this once.
///
/// # Errors
/// When the address cannot be used; when there is nothing to tell; when there are too many; when the actor may not; when the database fails.
pub async fn create(app: &App, actor: &Actor, url: &str, events: &WebhookEvents) -> Result<(WebhookId, String)> {
    let secret = Token::random();
    let id = app
        .run(actor, Action::WebhookManage, &Entity::System, "webhooks", async |ctx| {
            let webhook = Webhook::new(url, events.clone(), app.teller()?.is_inner_allowed)?;
            if store::webhook::list(&mut ctx.tx).await?.len() >= WEBHOOKS_MAX {
                return Err(Fault::new("webhook-too-many").with("max", WEBHOOKS_MAX).into());
            }
            let id = WebhookId(ctx.tx.next_id(ctx.now));
            let sealed = app.vault()?.seal(secret.as_bytes(), &sealed_for(id));
            store::webhook::insert(&mut ctx.tx, id, &webhook, &sealed, (ctx.now, actor.user())).await?;
            ctx.detail("webhook_url", webhook.url.as_str());
            ctx.detail("webhook_events", webhook.events.to_string());
            Ok(id)
        })
        .await?;
    Ok((id, format!("whsec_{}", STANDARD.encode(secret.as_bytes()))))
}

/// Changes where a webhook listens, for what, and whether it is told at all. Returns the new version.
///
/// # Errors
/// As [`create`]; when someone else changed it.
pub async fn save(
    app: &App,
    actor: &Actor,
    (id, version): (WebhookId, i32),
    url: &str,
    events: &WebhookEvents,
    is_on: bool,
) -> Result<i32> {
    app.run(actor, Action::WebhookManage, &Entity::System, &on(id), async |ctx| {
        let webhook = Webhook::new(url, events.clone(), app.teller()?.is_inner_allowed)?;
        let before = store::webhook::find(&mut ctx.tx, id).await?.ok_or_else(|| not_found("webhook", id))?;
        ctx.detail("before_webhook_url", before.webhook.url);
        ctx.detail("webhook_url", webhook.url.as_str());
        ctx.detail("webhook_events", webhook.events.to_string());
        ctx.detail("webhook_on", is_on);
        Ok(store::webhook::save(&mut ctx.tx, id, version, &webhook, is_on).await?)
    })
    .await
}

/// Removes a webhook with all it was told.
///
/// # Errors
/// When it is not there; when the actor may not; when the database fails.
pub async fn remove(app: &App, actor: &Actor, id: WebhookId) -> Result<()> {
    app.run(actor, Action::WebhookManage, &Entity::System, &on(id), async |ctx| {
        ctx.detail("webhook_removed", true);
        match store::webhook::delete(&mut ctx.tx, id).await? {
            true => Ok(()),
            false => Err(not_found("webhook", id)),
        }
    })
    .await
}

/// Tells a webhook something that means nothing, also one that is off.
///
/// # Errors
/// When it is not there; when the actor may not; when the database fails.
pub async fn test(app: &App, actor: &Actor, id: WebhookId) -> Result<DeliveryId> {
    app.run(actor, Action::WebhookManage, &Entity::System, &on(id), async |ctx| {
        store::webhook::find(&mut ctx.tx, id).await?.ok_or_else(|| not_found("webhook", id))?;
        ctx.detail("webhook_test", true);
        enqueue(ctx, id, TEST, &json!({})).await
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    #[test]
    fn the_signature_is_that_of_standard_webhooks() {
        let key = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let body = r#"{"test": 2432232314}"#;
        let signed = signature(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_found() {
        let found = Outer.resolve("localhost".parse().unwrap()).await;
        assert!(found.is_err());
    }
}
