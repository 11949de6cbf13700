//! The calendar that other programs subscribe to, and its secret address.

use app::calendar;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect};

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

#[derive(Template)]
#[template(path = "calendar/link.html")]
struct LinkPage {
    frame: Frame,
    address: String,
}

/// Makes an address and shows it, this once.
pub(crate) async fn renew(State(web): State<Web>, frame: Frame, visitor: Visitor, headers: HeaderMap) -> Answer {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let scheme = if web.secure { "https" } else { "http" };
    let token = web.act(async move |web: Web| calendar::renew(&web.app, visitor.actor()).await).await?;
    let address = format!("{scheme}://{host}/calendar/{}.ics", token.to_text());
    page::show(&LinkPage { frame, address })
}

pub(crate) async fn revoke(State(web): State<Web>, visitor: Visitor) -> Answer {
    web.act(async move |web: Web| calendar::revoke(&web.app, visitor.actor()).await).await?;
    Ok(Redirect::to("/me#calendar").into_response())
}

/// The calendar itself, for whoever knows the address.
pub(crate) async fn feed(State(web): State<Web>, Path(file): Path<String>) -> Answer {
    let token = file.strip_suffix(".ics").ok_or(Failure::NotFound)?;
    let text = calendar::feed(&web.app, token).await?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
