//! Signing in and out, and the choice of a language.

use std::net::SocketAddr;

use app::AppError;
use app::session::{self, Origin};
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::office::OfficeCode;
use domain::policy::Role;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, LANGUAGE_COOKIE};
use crate::page;
use crate::visitor::SESSION_COOKIE;
use crate::web::Web;

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct SignInPage {
    frame: Frame,
    roles: Vec<&'static str>,
    login: String,
    back: String,
    wrong: Option<String>,
}

impl SignInPage {
    fn new(frame: Frame, back: Option<String>) -> SignInPage {
        SignInPage { frame, roles: demo_roles(), login: String::new(), back: back.unwrap_or_default(), wrong: None }
    }
}

/// Roles that the demonstration offers, in the order of a report's way.
fn demo_roles() -> Vec<&'static str> {
    let first = [
        Role::Coordinator,
        Role::Reporter,
        Role::Director,
        Role::Screener,
        Role::Evaluator,
        Role::LeadEvaluator,
        Role::CentralAdmin,
    ];
    let others = Role::ALL.into_iter().filter(|role| !first.contains(role));
    let offered = |role: &Role| !matches!(role, Role::Operator | Role::Public);
    first.into_iter().chain(others.filter(offered)).map(Role::as_str).collect()
}

/// Where a person wanted to go.
#[derive(Deserialize)]
pub(crate) struct Back {
    back: Option<String>,
}

pub(crate) async fn form(frame: Frame, Query(query): Query<Back>) -> Answer {
    page::show(&SignInPage::new(frame, query.back))
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    login: String,
    password: String,
    back: Option<String>,
}

pub(crate) async fn sign_in(
    State(web): State<Web>,
    frame: Frame,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> Answer {
    let address = address.ip().to_string();
    let user_agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let SignIn { login, password, back } = form;
    let given = login.clone();
    let signed_in = web.act(async move |web: Web| {
        let origin = Origin { address: &address, user_agent: &user_agent };
        session::sign_in(&web.app, &login, &password, &origin).await
    });
    match signed_in.await {
        Ok(token) => Ok(enter(&web, jar, token.to_text(), back)),
        Err(error @ AppError::Refused(_)) => {
            let wrong = Some(error.words(frame.language));
            let page = SignInPage { login: given, wrong, ..SignInPage::new(frame, back) };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form of the demonstration sends.
#[derive(Deserialize)]
pub(crate) struct DemoSignIn {
    role: String,
    office: Option<String>,
    back: Option<String>,
}

/// The office of whoever does not name one (docs/formats.md §6).
const DEMO_OFFICE: &str = "P2300";

/// Stands in place of a role for the other evaluator of the demonstration.
const SECOND_EVALUATOR: &str = "evaluator-2";

pub(crate) async fn demo_sign_in(State(web): State<Web>, jar: CookieJar, Form(form): Form<DemoSignIn>) -> Answer {
    if form.role == SECOND_EVALUATOR {
        let token = web.act(async move |web: Web| {
            let user = app::demo::ensure_second_evaluator(&web.app).await?;
            session::sign_in_demo(&web.app, user).await
        });
        return Ok(enter(&web, jar, token.await?.to_text(), form.back));
    }
    let role = Role::ALL.into_iter().find(|role| role.as_str() == form.role && demo_roles().contains(&role.as_str()));
    let office = form.office.filter(|code| !code.trim().is_empty()).unwrap_or_else(|| DEMO_OFFICE.to_owned());
    let office: Option<OfficeCode> = office.trim().to_uppercase().parse().ok();
    let (Some(role), Some(office)) = (role, office) else { return Err(Failure::NotFound) };
    let token = web
        .act(async move |web: Web| {
            let user = app::demo::ensure_demo_user(&web.app, role, &office).await?;
            session::sign_in_demo(&web.app, user).await
        })
        .await?;
    Ok(enter(&web, jar, token.to_text(), form.back))
}

/// Gives the browser the session and goes where the person wanted to, as long as that is here.
fn enter(web: &Web, jar: CookieJar, token: String, back: Option<String>) -> axum::response::Response {
    let cookie = Cookie::build((SESSION_COOKIE, token)).path("/").http_only(true).same_site(SameSite::Lax);
    let cookie = cookie.secure(web.secure);
    (jar.add(cookie), Redirect::to(&inside(back))).into_response()
}

/// The path, where it leads to a page of ours.
fn inside(back: Option<String>) -> String {
    let is_ours =
        |path: &String| path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r']);
    back.filter(is_ours).unwrap_or_else(|| "/".to_owned())
}

pub(crate) async fn sign_out(State(web): State<Web>, frame: Frame, jar: CookieJar) -> Answer {
    if let Some(visitor) = frame.visitor {
        web.act(async move |web: Web| session::sign_out(&web.app, &visitor.present).await).await?;
    }
    Ok((jar.remove(Cookie::build(SESSION_COOKIE).path("/")), Redirect::to("/sign-in")).into_response())
}

/// Keeps the language in a cookie and shows the page again.
pub(crate) async fn language(Path(code): Path<String>, Query(query): Query<Back>, jar: CookieJar) -> Answer {
    let known = app::message::Language::ALL.into_iter().find(|language| language.code() == code);
    let language = known.ok_or(Failure::NotFound)?;
    let cookie = Cookie::build((LANGUAGE_COOKIE, language.code())).path("/").same_site(SameSite::Lax).permanent();
    Ok((jar.add(cookie), Redirect::to(&inside(query.back))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        let to = |back: &str| inside(Some(back.to_owned()));
        assert_eq!(to("/reports/2569/SA/R12/P2300?x=1"), "/reports/2569/SA/R12/P2300?x=1");
        for bad in [
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "javascript:alert(1)",
            "",
            "/a\r\nSet-Cookie: b",
        ] {
            assert_eq!(to(bad), "/", "{bad}");
        }
        assert_eq!(inside(None), "/");
    }
}
