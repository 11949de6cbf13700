//! Webhooks of the centre: registering them, what they were told, trying them out.

use app::AppError;
use app::webhook::{self, DeliveryRow, WebhookRow};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::Form;
use domain::id::{DeliveryId, WebhookId};
use domain::problem::Fault;
use domain::webhook::{WebhookEvent, WebhookEvents};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Tellings shown at a time.
const PAGE: u32 = 50;

struct Line {
    href: String,
    url: String,
    events: Vec<String>,
    is_on: bool,
}

#[derive(Template)]
#[template(path = "webhook/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    events: Vec<(&'static str, String, bool)>,
    url: String,
    /// The secret of a new webhook, shown this once.
    made: Option<String>,
    wrong: Option<String>,
}

/// What the form of a webhook sends.
#[derive(Default, Deserialize)]
pub(crate) struct WebhookForm {
    url: String,
    #[serde(default)]
    event: Vec<String>,
    #[serde(default)]
    version: i32,
    /// Whether it is to be told; only the form of one that is there has it.
    on: Option<String>,
}

impl WebhookForm {
    fn events(&self) -> Result<WebhookEvents, Fault> {
        WebhookEvents::parse(&self.event.join(" ")).ok_or_else(|| Fault::new("webhook-for-nothing"))
    }
}

fn event_words(frame: &Frame, event: &str) -> String {
    frame.t1("webhook-event", "event", event.replace('.', "-"))
}

fn choices(frame: &Frame, chosen: &[String]) -> Vec<(&'static str, String, bool)> {
    let choice = |event: WebhookEvent| {
        let word = event.as_str();
        (word, event_words(frame, word), chosen.iter().any(|each| each == word))
    };
    WebhookEvent::ALL.into_iter().map(choice).collect()
}

async fn list_of(
    web: &Web,
    frame: Frame,
    visitor: &Visitor,
    typed: WebhookForm,
    done: Result<Option<String>, String>,
) -> Answer {
    let line = |row: WebhookRow| Line {
        href: format!("/webhooks/{}", row.id),
        events: row.webhook.events.0.iter().map(|event| event_words(&frame, event.as_str())).collect(),
        url: row.webhook.url,
        is_on: row.is_on,
    };
    let lines = webhook::list(&web.app, visitor.actor()).await?.into_iter().map(line).collect();
    let (made, wrong) = match done {
        Ok(made) => (made, None),
        Err(words) => (None, Some(words)),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (url, chosen) = if made.is_some() { (String::new(), Vec::new()) } else { (typed.url, typed.event) };
    page::show_as(status, &ListPage { events: choices(&frame, &chosen), lines, url, made, wrong, frame })
}

pub(crate) async fn list(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    list_of(&web, frame, &visitor, WebhookForm::default(), Ok(None)).await
}

pub(crate) async fn create(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Form(form): Form<WebhookForm>,
) -> Answer {
    let (actor, url, events) = (visitor.actor().clone(), form.url.clone(), form.events());
    let made = web.act(async move |web: Web| webhook::create(&web.app, &actor, &url, &events?).await).await;
    match made {
        Ok((_, secret)) => list_of(&web, frame, &visitor, form, Ok(Some(secret))).await,
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            list_of(&web, frame, &visitor, form, Err(words)).await
        }
        Err(error) => Err(error.into()),
    }
}

struct Told {
    event: String,
    at: String,
    state: Badge,
    tries: i32,
    error: Option<String>,
}

impl Told {
    fn of(frame: &Frame, row: DeliveryRow) -> Told {
        let (class, icon, word) = match (row.delivered_at, &row.error) {
            (Some(_), _) => ("st-ok", "circle-check", "heard"),
            (None, Some(_)) => ("st-bad", "circle-x", "unheard"),
            (None, None) => ("st-info", "hourglass", "waiting"),
        };
        let words = frame.t1("webhook-told", "state", word);
        Told {
            event: event_words(frame, &row.event),
            at: frame.moment(row.created_at),
            state: Badge { class, icon, words },
            tries: row.tries,
            error: row.error,
        }
    }
}

#[derive(Template)]
#[template(path = "webhook/page.html")]
struct WebhookPage {
    frame: Frame,
    href: String,
    url: String,
    version: i32,
    is_on: bool,
    events: Vec<(&'static str, String, bool)>,
    told: Vec<Told>,
    next: Option<String>,
}

fn id_of(id: &str) -> Result<WebhookId, Failure> {
    id.parse().map(WebhookId).map_err(|_| Failure::NotFound)
}

/// Where the log goes on.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(before): Query<Before>,
) -> Answer {
    let id = id_of(&id)?;
    let row = webhook::find(&web.app, visitor.actor(), id).await?;
    let page = match before.before {
        Some(before) => app::Page::after(DeliveryId(before), PAGE),
        None => app::Page::first(PAGE),
    };
    let told = webhook::deliveries(&web.app, visitor.actor(), id, &page).await?;
    let href = format!("/webhooks/{id}");
    let last = told.last().filter(|_| told.len() == PAGE as usize);
    let next = last.map(|last| format!("{href}?before={}", last.id));
    let chosen: Vec<String> = row.webhook.events.0.iter().map(|event| event.as_str().to_owned()).collect();
    page::show(&WebhookPage {
        events: choices(&frame, &chosen),
        told: told.into_iter().map(|row| Told::of(&frame, row)).collect(),
        url: row.webhook.url,
        version: row.version,
        is_on: row.is_on,
        href,
        next,
        frame,
    })
}

pub(crate) async fn save(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<WebhookForm>,
) -> Answer {
    let id = id_of(&id)?;
    web.act(async move |web: Web| {
        let (events, is_on) = (form.events()?, form.on.is_some());
        webhook::save(&web.app, visitor.actor(), (id, form.version), &form.url, &events, is_on).await
    })
    .await?;
    Ok(Redirect::to(&format!("/webhooks/{id}")).into_response())
}

pub(crate) async fn test(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    web.act(async move |web: Web| webhook::test(&web.app, visitor.actor(), id).await).await?;
    Ok(Redirect::to(&format!("/webhooks/{id}#told")).into_response())
}

pub(crate) async fn remove(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    web.act(async move |web: Web| webhook::remove(&web.app, visitor.actor(), id).await).await?;
    Ok(Redirect::to("/webhooks").into_response())
}
