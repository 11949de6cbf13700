//! Signing in and out, and the choice of a language.

use std::net::SocketAddr;

use app::AppError;
use app::secret::Token;
use app::session::{self, Next, Origin};
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
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

/// The cookie that holds the token of a step between two requests of one way in.
pub(crate) const STEP_COOKIE: &str = "emes-step";

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct SignInPage {
    frame: Frame,
    roles: Vec<&'static str>,
    login: String,
    back: String,
    wrong: Option<String>,
    /// The site that passkeys hold for.
    passkeys: Option<String>,
    /// What stands on the button of the provider, and where it leads.
    provider: Option<(String, String)>,
}

impl SignInPage {
    fn new(web: &Web, frame: Frame, back: Option<String>) -> SignInPage {
        let back = back.unwrap_or_default();
        let href = format!("/sign-in/provider?back={}", crate::frame::escape(&back));
        let provider = web.provider.as_ref().map(|provider| (provider.label().to_owned(), href));
        let passkeys = web.passkeys.as_ref().map(|passkeys| passkeys.origin().to_owned());
        SignInPage { frame, roles: demo_roles(), login: String::new(), back, wrong: None, passkeys, provider }
    }
}

/// The sign-in page with what went wrong, for the ways in that have no page of their own.
pub(crate) fn refused(web: &Web, frame: Frame, back: Option<String>, words: String) -> Answer {
    let page = SignInPage { wrong: Some(words), ..SignInPage::new(web, frame, back) };
    page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
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
    pub(crate) back: Option<String>,
}

pub(crate) async fn form(State(web): State<Web>, frame: Frame, Query(query): Query<Back>) -> Answer {
    page::show(&SignInPage::new(&web, frame, query.back))
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
    from: From,
    jar: CookieJar,
    Form(form): Form<SignIn>,
) -> Answer {
    let SignIn { login, password, back } = form;
    let given = login.clone();
    let signed_in = web.act(async move |web: Web| session::sign_in(&web.app, &login, &password, &from.origin()).await);
    match signed_in.await {
        Ok(next) => Ok(enter(&web, jar, next, back)),
        Err(error @ AppError::Refused(_)) => {
            let wrong = Some(error.words(frame.language));
            let page = SignInPage { login: given, wrong, ..SignInPage::new(&web, frame, back) };
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
        let next = web.act(async move |web: Web| {
            let user = app::demo::ensure_second_evaluator(&web.app).await?;
            session::sign_in_demo(&web.app, user).await
        });
        return Ok(enter(&web, jar, next.await?, form.back));
    }
    let role = Role::ALL.into_iter().find(|role| role.as_str() == form.role && demo_roles().contains(&role.as_str()));
    let office = form.office.filter(|code| !code.trim().is_empty()).unwrap_or_else(|| DEMO_OFFICE.to_owned());
    let office: Option<OfficeCode> = office.trim().to_uppercase().parse().ok();
    let (Some(role), Some(office)) = (role, office) else { return Err(Failure::NotFound) };
    let next = web
        .act(async move |web: Web| {
            let user = app::demo::ensure_demo_user(&web.app, role, &office).await?;
            session::sign_in_demo(&web.app, user).await
        })
        .await?;
    Ok(enter(&web, jar, next, form.back))
}

/// Where a request comes from.
pub(crate) struct From {
    address: String,
    user_agent: String,
}

impl From {
    /// The same for the use cases.
    pub(crate) fn origin(&self) -> Origin<'_> {
        Origin { address: &self.address, user_agent: &self.user_agent }
    }
}

impl FromRequestParts<Web> for From {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<From, Failure> {
        let address = ConnectInfo::<SocketAddr>::from_request_parts(parts, web).await;
        let address = address.map_err(|error| AppError::Internal(error.to_string()))?.ip().to_string();
        let user_agent = parts.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Ok(From { address, user_agent: user_agent.to_owned() })
    }
}

/// Gives the browser the session and goes where the person wanted to, as long as that is here; or asks for the code first.
pub(crate) fn enter(web: &Web, jar: CookieJar, next: Next, back: Option<String>) -> axum::response::Response {
    match next {
        Next::Session(token) => {
            let jar = jar.remove(Cookie::build(STEP_COOKIE).path("/"));
            (jar.add(cookie(web, SESSION_COOKIE, &token)), Redirect::to(&inside(back))).into_response()
        }
        Next::Code(token) => {
            let to = format!("/sign-in/code?back={}", crate::frame::escape(&back.unwrap_or_default()));
            (jar.add(cookie(web, STEP_COOKIE, &token)), Redirect::to(&to)).into_response()
        }
    }
}

/// A cookie that only the server reads. Lax, or who comes back from the provider would come without it.
pub(crate) fn cookie(web: &Web, name: &'static str, token: &Token) -> Cookie<'static> {
    let cookie = Cookie::build((name, token.to_text())).path("/").http_only(true).same_site(SameSite::Lax);
    cookie.secure(web.secure).build()
}

/// The token of the step that a browser has got to.
pub(crate) fn step_of(jar: &CookieJar) -> String {
    jar.get(STEP_COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

/// The path, where it leads to a page of ours.
pub(crate) fn inside(back: Option<String>) -> String {
    let is_ours = |path: &String| {
        path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control())
    };
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
            "/home?\0",
        ] {
            assert_eq!(to(bad), "/", "{bad}");
        }
        assert_eq!(inside(None), "/");
    }
}
