//! Webhooks of the centre.

use app::webhook::{self, DeliveryRow, WebhookRow};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::id::{DeliveryId, WebhookId};
use domain::problem::Fault;
use domain::webhook::WebhookEvents;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::list::{List, Paging, PagingQuery, whole};
use super::{done, json, versioned};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, save, remove))
        .routes(routes!(test))
        .routes(routes!(deliveries))
}

/// A webhook.
#[derive(Serialize, ToSchema)]
struct WebhookView {
    /// Number.
    id: i64,
    /// Where it listens.
    url: String,
    /// What it is told of: round.opened, report.certified, result.published, correction.published.
    events: Vec<&'static str>,
    /// Whether it is told at all.
    is_on: bool,
    /// Counts its changes.
    version: i32,
    /// When it was registered.
    created_at: Timestamp,
}

impl WebhookView {
    fn of(row: WebhookRow) -> WebhookView {
        WebhookView {
            id: row.id.0,
            events: row.webhook.events.0.iter().map(|event| event.as_str()).collect(),
            url: row.webhook.url,
            is_on: row.is_on,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// A webhook that was registered.
#[derive(Serialize, ToSchema)]
struct WebhookMade {
    #[serde(flatten)]
    webhook: WebhookView,
    /// The secret its messages are signed with (Standard Webhooks), shown this once.
    secret: String,
}

/// Where a webhook listens, and for what.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WebhookBody {
    /// Where it listens.
    url: String,
    /// What it is told of.
    events: Vec<String>,
    /// Whether it is told at all; yes where it is not said.
    #[serde(default)]
    is_on: Option<bool>,
}

impl WebhookBody {
    fn events(&self) -> Result<WebhookEvents, Fault> {
        WebhookEvents::parse(&self.events.join(" ")).ok_or_else(|| Fault::new("webhook-for-nothing"))
    }
}

/// Something that a webhook was told.
#[derive(Serialize, ToSchema)]
struct DeliveryView {
    /// Number.
    id: i64,
    /// What happened.
    event: String,
    /// When it happened.
    created_at: Timestamp,
    /// How often it was tried.
    tries: i32,
    /// When it was last tried.
    tried_at: Option<Timestamp>,
    /// The last answer.
    status: Option<u16>,
    /// Why the last try failed.
    error: Option<String>,
    /// When it was heard.
    delivered_at: Option<Timestamp>,
}

impl DeliveryView {
    fn of(row: DeliveryRow) -> DeliveryView {
        DeliveryView {
            id: row.id.0,
            event: row.event,
            created_at: row.created_at,
            tries: row.tries,
            tried_at: row.tried_at,
            status: row.status,
            error: row.error,
            delivered_at: row.delivered_at,
        }
    }
}

fn id_of(id: &str) -> Result<WebhookId, Failure> {
    id.parse().map(WebhookId).map_err(|_| Failure::NotFound)
}

/// All webhooks, the oldest first.
#[utoipa::path(get, path = "/api/v1/webhooks", operation_id = "list_webhooks", tag = "service",
    responses((status = 200, body = List<WebhookView>)))]
async fn list(State(web): State<Web>, caller: Caller) -> Answer {
    let rows = webhook::list(&web.app, caller.actor()).await?;
    whole(rows.into_iter().map(WebhookView::of).collect())
}

/// Registers a webhook.
#[utoipa::path(post, path = "/api/v1/webhooks", operation_id = "create_webhook", tag = "service",
    request_body = WebhookBody, responses((status = 201, body = WebhookMade)))]
async fn create(State(web): State<Web>, caller: Caller, Body(body): Body<WebhookBody>) -> Answer {
    let actor = caller.actor().clone();
    let made = web.act(async move |web: Web| webhook::create(&web.app, &actor, &body.url, &body.events()?).await);
    let (id, secret) = made.await?;
    let row = webhook::find(&web.app, caller.actor(), id).await?;
    json(StatusCode::CREATED, &WebhookMade { webhook: WebhookView::of(row), secret })
}

/// A webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", operation_id = "find_webhook", tag = "service",
    params(("id" = i64, Path, description = "Number of the webhook.", example = 1)),
    responses((status = 200, body = WebhookView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let row = webhook::find(&web.app, caller.actor(), id_of(&id)?).await?;
    versioned(row.version, &WebhookView::of(row))
}

/// Changes where a webhook listens, for what, and whether it is told at all.
#[utoipa::path(put, path = "/api/v1/webhooks/{id}", operation_id = "save_webhook", tag = "service",
    params(("id" = i64, Path, description = "Number of the webhook.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = WebhookBody, responses((status = 200, body = WebhookView)))]
async fn save(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    matching: IfMatch,
    Body(body): Body<WebhookBody>,
) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let actor = caller.actor().clone();
    web.act(async move |web: Web| {
        let (events, is_on) = (body.events()?, body.is_on.unwrap_or(true));
        webhook::save(&web.app, &actor, (id, version), &body.url, &events, is_on).await
    })
    .await?;
    let row = webhook::find(&web.app, caller.actor(), id).await?;
    versioned(row.version, &WebhookView::of(row))
}

/// Removes a webhook with all it was told.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", operation_id = "remove_webhook", tag = "service",
    params(("id" = i64, Path, description = "Number of the webhook.", example = 1)),
    responses((status = 204, description = "It is removed.")))]
async fn remove(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    web.act(async move |web: Web| webhook::remove(&web.app, caller.actor(), id).await).await?;
    done()
}

/// Tells a webhook something that means nothing, to try it out.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/test", operation_id = "test_webhook", tag = "service",
    params(("id" = i64, Path, description = "Number of the webhook.", example = 1)),
    responses((status = 204, description = "It is told soon.")))]
async fn test(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    web.act(async move |web: Web| webhook::test(&web.app, caller.actor(), id).await).await?;
    done()
}

/// What a webhook was told, the newest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", operation_id = "list_deliveries", tag = "service",
    params(("id" = i64, Path, description = "Number of the webhook.", example = 1), PagingQuery),
    responses((status = 200, body = List<DeliveryView>)))]
async fn deliveries(State(web): State<Web>, caller: Caller, Path(id): Path<String>, paging: Paging) -> Answer {
    let id = id_of(&id)?;
    webhook::find(&web.app, caller.actor(), id).await?;
    let rows = webhook::deliveries(&web.app, caller.actor(), id, &paging.page::<DeliveryId>()?).await?;
    let last = rows.last().filter(|_| paging.is_full(rows.len())).map(|row| row.id);
    paging.answer(rows.into_iter().map(DeliveryView::of).collect(), last)
}
