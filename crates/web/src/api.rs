//! The REST API under `/api/v1`: the same use cases as the pages call, for programs.
//!
//! A program comes with a personal token ([`bearer`]). What it may is what its person may, narrowed by what the token was made for: every
//! route belongs to a group of nouns, and the group decides before the handler is reached. The description of it all is made from the
//! handlers ([`description`]), and a route that is not described does not exist.

mod agreement;
mod answer;
mod assignment;
mod audit;
mod bearer;
mod body;
mod browse;
mod comment;
mod condition;
mod description;
mod document;
mod draft;
mod evidence;
mod extension;
mod external;
mod idempotency;
mod instrument;
mod job;
mod limits;
mod list;
mod mark;
mod national;
mod notice;
mod objection;
mod office;
mod opinion;
mod phrase;
mod problem;
mod publication;
mod result;
mod review;
mod round;
mod score;
mod screening;
mod self_report;
mod user;
mod webhook;
mod workload;

use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use domain::personal_token::NounGroup;
use serde::Serialize;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::failure::Answer;
use crate::route::{Router, get};
use crate::web::Web;

pub(crate) use bearer::enter;
pub(crate) use browse::{browse, group};
pub use limits::ApiLimits;
pub(crate) use problem::{Asked, Refusal, show};

/// What every address of the API begins with.
pub(crate) const PREFIX: &str = "/api/v1";

/// Whether an address is one of the API.
pub(crate) fn is_address(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The routes: those that answer at once, and those that take files. The description itself is for everybody.
pub(crate) fn routes() -> (Router, Router) {
    let (pages, uploads, _) = parts();
    let pages = pages.merge(Router::new().route("/api/v1/openapi.json", get(description::show)));
    (pages, uploads)
}

/// The routes with their description.
fn parts() -> (Router, Router, OpenApi) {
    let mut document = description::head();
    let mut collect = |routers: Vec<(NounGroup, OpenApiRouter<Web>)>| {
        let mut all = Router::new();
        for (group, router) in routers {
            let (router, mut part) = router.split_for_parts();
            description::complete(&mut part, group);
            // Only around routes: what is no address of the API is nobody's.
            let router = router
                .route_layer(from_fn(condition::tag))
                .route_layer(from_fn(move |request: Request, next: Next| bearer::check(group, request, next)));
            all = all.merge(Router { addresses: description::addresses(&part), router });
            document.merge(part);
        }
        all
    };
    let pages = collect(vec![
        (NounGroup::Frame, office::routes().merge(instrument::routes()).merge(draft::routes()).merge(round::routes())),
        (
            NounGroup::Reports,
            self_report::routes().merge(answer::routes()).merge(comment::routes()).merge(extension::routes()),
        ),
        (NounGroup::Evidence, evidence::routes()),
        (NounGroup::Judging, screening::routes().merge(mark::routes()).merge(phrase::routes())),
        (
            NounGroup::Judging,
            assignment::routes().merge(workload::routes()).merge(opinion::routes()).merge(agreement::routes()),
        ),
        (
            NounGroup::Results,
            score::routes().merge(review::routes()).merge(external::routes()).merge(national::routes()),
        ),
        (
            NounGroup::Results,
            publication::routes().merge(result::routes()).merge(objection::routes()).merge(document::routes()),
        ),
        (NounGroup::People, user::routes().merge(audit::routes())),
        (NounGroup::Service, job::routes().merge(notice::routes()).merge(webhook::routes())),
    ]);
    let uploads = collect(vec![(NounGroup::Evidence, evidence::uploads())]);
    (pages, uploads, document)
}

/// Answers with JSON.
fn json(status: StatusCode, view: &impl Serialize) -> Answer {
    let text = serde_json::to_string(view).map_err(|error| app::AppError::Internal(error.to_string()))?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// Answers with something that people change, of which the client names the version when it changes it.
fn versioned(version: impl ToString, view: &impl Serialize) -> Answer {
    let mut response = json(StatusCode::OK, view)?;
    response.extensions_mut().insert(condition::Version(version.to_string()));
    Ok(response)
}

/// Says that it was done where there is nothing to show.
fn done() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Whether a request only reads.
fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Says of a response that it is a file, to be taken and not shown.
fn file(response: &mut Response, kind: &str, name: &str) {
    let name = crate::frame::escape(name).replace('/', "%2F");
    set(response, "content-type", kind);
    set(response, "content-disposition", &format!("attachment; filename*=UTF-8''{name}"));
    set(response, "content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
}

/// Puts a header into a response where its value can be one.
fn set(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = value.parse() {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_under_the_prefix_is_the_api() {
        assert!(is_address("/api/v1") && is_address("/api/v1/offices"));
        assert!(!is_address("/api") && !is_address("/api/v10") && !is_address("/"));
    }
}
