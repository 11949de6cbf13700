//! Passkeys: the questions that a browser puts to a device, and the answers it sends back.

use std::sync::Arc;

use app::AppError;
use app::passkey::{self, Passkeys, Question};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::id::PasskeyId;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::second_factor::{PAGE, show_refusal};
use crate::sign_in::{self, From, STEP_COOKIE, cookie, enter, step_of};
use crate::visitor::Visitor;
use crate::web::Web;

fn passkeys(web: &Web) -> Result<Arc<Passkeys>, Failure> {
    web.passkeys.clone().ok_or(Failure::NotFound)
}

fn ask(web: &Web, jar: CookieJar, question: &Question) -> axum::response::Response {
    let jar = jar.add(cookie(web, STEP_COOKIE, &question.token));
    (jar, [(header::CONTENT_TYPE, "application/json")], question.json.clone()).into_response()
}

/// The question to whatever passkey the visitor has.
pub(crate) async fn sign_in_question(State(web): State<Web>, jar: CookieJar) -> Answer {
    let passkeys = passkeys(&web)?;
    let question = web.act(async move |web: Web| passkey::ask(&web.app, &passkeys).await).await?;
    Ok(ask(&web, jar, &question))
}

/// What the form sends after the device has answered.
#[derive(Deserialize)]
pub(crate) struct Entry {
    answer: String,
    back: Option<String>,
}

pub(crate) async fn sign_in(
    State(web): State<Web>,
    frame: Frame,
    from: From,
    jar: CookieJar,
    Form(form): Form<Entry>,
) -> Answer {
    let passkeys = passkeys(&web)?;
    let step = step_of(&jar);
    let entered =
        web.act(async move |web: Web| passkey::sign_in(&web.app, &passkeys, &step, &form.answer, &from.origin()).await);
    match entered.await {
        Ok(next) => Ok(enter(&web, jar, next, form.back)),
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            sign_in::refused(&web, frame, form.back, words)
        }
        Err(error) => Err(error.into()),
    }
}

/// The question for a new passkey.
pub(crate) async fn question(State(web): State<Web>, visitor: Visitor, jar: CookieJar) -> Answer {
    let passkeys = passkeys(&web)?;
    let question = web.act(async move |web: Web| passkey::begin(&web.app, &passkeys, &visitor.present).await).await?;
    Ok(ask(&web, jar, &question))
}

/// What the form of a new passkey sends after the device has answered.
#[derive(Deserialize)]
pub(crate) struct NewPasskey {
    name: String,
    answer: String,
}

pub(crate) async fn add(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    jar: CookieJar,
    Form(form): Form<NewPasskey>,
) -> Answer {
    let passkeys = passkeys(&web)?;
    let (step, present) = (step_of(&jar), visitor.present.clone());
    let added = web
        .act(async move |web: Web| passkey::add(&web.app, &passkeys, &present, &step, &form.name, &form.answer).await);
    match added.await {
        Ok(_) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

/// What the form of a passkey's name sends.
#[derive(Deserialize)]
pub(crate) struct NewName {
    name: String,
    version: i32,
}

pub(crate) async fn rename(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<NewName>,
) -> Answer {
    let present = visitor.present.clone();
    let renamed = web
        .act(async move |web: Web| passkey::rename(&web.app, &present, PasskeyId(id), form.version, &form.name).await);
    match renamed.await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

pub(crate) async fn remove(State(web): State<Web>, frame: Frame, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| passkey::remove(&web.app, &present, PasskeyId(id)).await).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}
