//! The forgotten password: asking for a mail with a link. The answer is the same whoever is asked for.

use std::net::SocketAddr;

use app::AppError;
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, State};
use axum::http::StatusCode;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::web::Web;

#[derive(Template)]
#[template(path = "forgotten/page.html")]
struct ForgottenPage {
    frame: Frame,
    mails: bool,
    asked: bool,
    wrong: Option<String>,
}

pub(crate) async fn form(State(web): State<Web>, frame: Frame) -> Answer {
    page::show(&ForgottenPage { frame, mails: web.mails, asked: false, wrong: None })
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Who {
    who: String,
}

pub(crate) async fn ask(
    State(web): State<Web>,
    frame: Frame,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Form(form): Form<Who>,
) -> Answer {
    let mails = web.mails;
    if !mails {
        return page::show(&ForgottenPage { frame, mails, asked: false, wrong: None });
    }
    let address = address.ip().to_string();
    let asked = web.act(async move |web: Web| app::mail::forget_password(&web.app, &form.who, &address).await);
    match asked.await {
        Ok(()) => page::show(&ForgottenPage { frame, mails, asked: true, wrong: None }),
        Err(error @ AppError::Refused(_)) => {
            let wrong = Some(error.words(frame.language));
            let page = ForgottenPage { frame, mails, asked: false, wrong };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
