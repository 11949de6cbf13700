//! The own account: roles, password, where one is signed in; and the one-time link with which a password is first set.

use std::net::SocketAddr;

use app::session::{self, Origin};
use app::{AppError, one_time_link};
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::audit::Hash;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

struct RoleLine {
    role: &'static str,
    until: Option<String>,
    acting: bool,
}

struct SessionLine {
    id: String,
    browser: String,
    since: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "account/page.html")]
struct AccountPage {
    name: String,
    login: String,
    roles: Vec<RoleLine>,
    sessions: Vec<SessionLine>,
    must_change: bool,
    changed: bool,
    wrong: Option<String>,
    /// Since when there is an address of the calendar.
    calendar: Option<String>,
    frame: Frame,
}

async fn page_of(web: &Web, frame: Frame, visitor: &Visitor, changed: bool, wrong: Option<String>) -> Answer {
    let today = app::clock::bangkok_day(web.app.clock().now());
    let user = &visitor.present.user;
    let held = user.assignments.iter().filter(|assignment| assignment.holds_on(today));
    let roles = held.map(|assignment| RoleLine {
        role: assignment.role.as_str(),
        // The day that is stored is the first on which the role holds no longer.
        until: assignment.to.and_then(|day| day.yesterday().ok()).map(|day| frame.date(day)),
        acting: assignment.acting,
    });
    let sessions = session::list(&web.app, &visitor.present).await?.into_iter().map(|row| SessionLine {
        here: row.token_hash == visitor.present.session.token_hash,
        id: row.token_hash.to_string(),
        since: frame.moment(row.created_at),
        browser: row.user_agent,
    });
    let calendar = app::calendar::since(&web.app, visitor.actor()).await?.map(|at| frame.moment(at));
    let page = AccountPage {
        calendar,
        name: user.user.name.clone(),
        login: user.user.login.to_string(),
        roles: roles.collect(),
        sessions: sessions.collect(),
        must_change: user.must_change_password && !changed,
        changed,
        frame,
        wrong: wrong.clone(),
    };
    page::show_as(if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

pub(crate) async fn page(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    page_of(&web, frame, &visitor, false, None).await
}

/// What the form of the password sends.
#[derive(Deserialize)]
pub(crate) struct NewPassword {
    old: String,
    new: String,
}

pub(crate) async fn change_password(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Form(form): Form<NewPassword>,
) -> Answer {
    let present = visitor.present.clone();
    let changed = web.act(async move |web: Web| {
        let origin = Origin { address: &address.ip().to_string(), user_agent: "" };
        app::user::change_password(&web.app, &present, &form.old, &form.new, &origin).await
    });
    match changed.await {
        Ok(()) => page_of(&web, frame, &visitor, true, None).await,
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            page_of(&web, frame, &visitor, false, Some(words)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The session that is to end.
#[derive(Deserialize)]
pub(crate) struct Ended {
    session: String,
}

pub(crate) async fn revoke(State(web): State<Web>, visitor: Visitor, Form(form): Form<Ended>) -> Answer {
    let id = Hash::from_hex(&form.session).ok_or(Failure::NotFound)?;
    web.act(async move |web: Web| session::revoke(&web.app, &visitor.present, id).await).await?;
    Ok(Redirect::to("/me").into_response())
}

pub(crate) async fn sign_out_everywhere(State(web): State<Web>, visitor: Visitor) -> Answer {
    web.act(async move |web: Web| session::sign_out_everywhere(&web.app, &visitor.present).await).await?;
    Ok(Redirect::to("/sign-in").into_response())
}

#[derive(Template)]
#[template(path = "account/link.html")]
struct LinkPage {
    login: String,
    token: String,
    wrong: Option<String>,
    frame: Frame,
}

pub(crate) async fn link(State(web): State<Web>, frame: Frame, Path(token): Path<String>) -> Answer {
    let (user, _) = one_time_link::find(&web.app, &token).await?;
    page::show(&LinkPage { login: user.user.login.to_string(), token, wrong: None, frame })
}

/// What the form of a link sends.
#[derive(Deserialize)]
pub(crate) struct FirstPassword {
    new: String,
}

pub(crate) async fn redeem(
    State(web): State<Web>,
    frame: Frame,
    Path(token): Path<String>,
    Form(form): Form<FirstPassword>,
) -> Answer {
    let (user, _) = one_time_link::find(&web.app, &token).await?;
    let given = token.clone();
    match web.act(async move |web: Web| one_time_link::redeem(&web.app, &given, &form.new).await).await {
        Ok(_) => Ok(Redirect::to("/sign-in").into_response()),
        Err(error @ AppError::Refused(_)) => {
            let wrong = Some(error.words(frame.language));
            let page = LinkPage { login: user.user.login.to_string(), token, wrong, frame };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
