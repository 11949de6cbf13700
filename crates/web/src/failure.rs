//! When a request cannot be done: what failed, that nothing was lost, a way back, and a number that finds the cause in the log.

use std::any::Any;
use std::sync::Arc;

use app::AppError;
use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::problem::Fault;

use crate::frame::{Frame, language_of};
use crate::typed::{self, Typed};
use crate::visitor::Visitor;
use crate::web::Web;

/// Why a handler does not show its page.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The use case did not happen.
    App(AppError),
    /// There is no such page, or none for this person: the two look alike.
    NotFound,
    /// Nobody is signed in.
    SignIn,
    /// The password has to be changed first.
    ChangePassword,
    /// A second factor has to be set up, or shown, first.
    SecondFactor,
}

/// What a handler returns.
pub(crate) type Answer<T = Response> = Result<T, Failure>;

impl From<AppError> for Failure {
    fn from(error: AppError) -> Failure {
        match error {
            AppError::Denied => Failure::NotFound,
            AppError::Refused(fault) if fault.key == "not-found" => Failure::NotFound,
            error => Failure::App(error),
        }
    }
}

impl Failure {
    /// What a rule refuses, in words, for a page that shows it beside what was typed.
    pub(crate) fn refusal(&self, language: app::message::Language) -> Option<String> {
        match self {
            Failure::App(error @ AppError::Refused(_)) => Some(error.words(language)),
            _ => None,
        }
    }

    /// The status it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::SignIn | Failure::ChangePassword | Failure::SecondFactor => StatusCode::UNAUTHORIZED,
            Failure::App(AppError::Refused(fault)) if fault.key == "changed-meanwhile" => StatusCode::CONFLICT,
            Failure::App(AppError::Refused(_) | AppError::Problems(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::App(AppError::Store(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Failure::App(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Failure {
    /// The page is put in by [`show`], which knows the language and the number of the request.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    frame: Frame,
    title: &'static str,
    words: String,
    /// Shown where the cause is ours, so that a person can quote it.
    request: Option<String>,
    /// What the person wanted to send, where sending it again may help.
    typed: Option<Typed>,
    /// Whether they have to sign in first.
    signs_in: bool,
}

/// Asked by machines, which read the status.
pub(crate) const HEALTH: [&str; 2] = ["/healthz", "/readyz"];

/// Puts a readable page in place of a bare failure.
pub(crate) async fn show(State(web): State<Web>, request: Request<Body>, next: Next) -> Response {
    let language = language_of(&CookieJar::from_headers(request.headers()));
    let address = request.uri().path_and_query().map_or("/", |a| a.as_str()).to_owned();
    let id = request.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let is_page = request.method() == axum::http::Method::GET;
    let quiet = request.headers().contains_key("x-autosave") || request.headers().contains_key("x-upload");
    let (response, held) = match typed::hold(request).await {
        Ok((request, held)) => (next.run(request).await, held.filter(|_| !quiet)),
        Err(status) => (status.into_response(), None),
    };
    let status = response.status();
    // What the framework refuses by itself says so in plain English; pages and JSON of ours are left as they are.
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let is_bare = kind.is_none_or(|kind| kind.starts_with("text/plain")) && !HEALTH.contains(&address.as_str());
    if !(status.is_client_error() || status.is_server_error()) || !is_bare {
        return response;
    }
    let failure = response.extensions().get::<Arc<Failure>>().cloned();
    let visitor = response.extensions().get::<Visitor>().cloned();
    let signs_in = matches!(failure.as_deref(), Some(Failure::SignIn));
    let may_help = signs_in || status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT;
    let typed = held.filter(|_| may_help).and_then(|bytes| Typed::read(&address, &bytes));
    if signs_in && (quiet || !is_page && typed.is_none()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if signs_in && is_page {
        let back = crate::frame::escape(&address);
        return axum::response::Redirect::to(&format!("/sign-in?back={back}")).into_response();
    }
    if matches!(failure.as_deref(), Some(Failure::ChangePassword)) {
        return axum::response::Redirect::to("/me").into_response();
    }
    if matches!(failure.as_deref(), Some(Failure::SecondFactor)) {
        return axum::response::Redirect::to(crate::second_factor::PAGE).into_response();
    }
    let plain = |key| language.fault(&Fault::new(key));
    let (title, words) = match failure.as_deref() {
        Some(Failure::SignIn) => ("failure-signed-out", plain("failure-signed-out-words")),
        Some(Failure::App(error @ (AppError::Refused(_) | AppError::Problems(_)))) => {
            ("failure-refused", error.words(language))
        }
        Some(Failure::App(error)) => {
            tracing::error!(cause = ?error, request = id, "a request failed");
            ("failure-ours", error.words(language))
        }
        _ if status == StatusCode::NOT_FOUND => ("failure-not-found", plain("failure-not-found-words")),
        _ if status == StatusCode::PAYLOAD_TOO_LARGE => ("failure-refused", plain("failure-too-large-words")),
        _ if status == StatusCode::REQUEST_TIMEOUT => ("failure-ours", plain("failure-too-slow-words")),
        _ if status.is_client_error() => ("failure-refused", plain("failure-request-words")),
        _ => {
            tracing::error!(%status, request = id, "a request failed");
            ("failure-ours", plain("internal"))
        }
    };
    let frame = Frame { language, address, visitor, demo: web.demo, unread: 0 };
    let request = status.is_server_error().then_some(id);
    let page = FailurePage { frame, title, words, request, typed, signs_in };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of a failure cannot be shown");
            status.into_response()
        }
    }
}

/// A handler that panicked is our failure like any other.
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let cause = panic.downcast_ref::<&str>().map(ToString::to_string);
    let cause = cause.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panicked".to_owned());
    Failure::App(AppError::Internal(cause)).into_response()
}
