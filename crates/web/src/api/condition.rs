//! Entity tags. A tag is the version of what people change, where there is one, and a hash of what was answered: "7-0f3a…". The hash tells
//! a reader whether anything is new; the version is what a writer says it changed.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::problem::Refusal;
use super::{is_read, set};
use crate::failure::Failure;
use crate::web::Web;

/// Digits of the hash in a tag.
const DIGITS: usize = 16;

/// The version of what a handler answers with.
#[derive(Clone)]
pub(super) struct Version(pub(super) String);

/// Gives what is read its tag, and answers that nothing is new to whoever has it already.
pub(super) async fn tag(mut request: Request, next: Next) -> Response {
    let is_read = is_read(request.method());
    // The server leaves out the body of an answer to HEAD by itself; the tag is over the body all the same.
    if *request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let response = next.run(request).await;
    let version = response.extensions().get::<Version>().cloned();
    if response.status() != StatusCode::OK || !(is_read || version.is_some()) {
        return response;
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    // A file has the tag that it came with, or none: it is not held in memory to be hashed.
    let mut response = if response.headers().contains_key(header::ETAG) || kind != "application/json" {
        response
    } else {
        let (parts, body) = response.into_parts();
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let hash = domain::sha256_hex(&bytes);
        let before = version.map_or_else(String::new, |Version(version)| format!("{version}-"));
        let mut response = Response::from_parts(parts, Body::from(bytes));
        set(&mut response, "etag", &format!("\"{before}{}\"", &hash[..DIGITS]));
        response
    };
    // Whoever holds a token may keep what it read, and has to ask whether it still holds.
    set(&mut response, "cache-control", "private, no-cache");
    let tag = response.headers().get(header::ETAG).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    if is_read && !tag.is_empty() && known.is_some_and(|known| names(&known, &tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
            response.headers_mut().remove(name);
        }
    }
    response
}

/// Whether a list of tags names one, or all.
fn names(list: &str, tag: &str) -> bool {
    list.split(',').map(|each| each.trim().trim_start_matches("W/")).any(|each| each == "*" || each == tag)
}

/// The version that a client changes, as `If-Match` names it.
pub(super) struct IfMatch(String);

impl IfMatch {
    fn read(headers: &HeaderMap) -> Result<IfMatch, Refusal> {
        let text = headers.get(header::IF_MATCH).ok_or(Refusal::NoCondition)?.to_str().map_err(|_| Refusal::Changed)?;
        let tag = text.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or(Refusal::Changed)?;
        Ok(IfMatch(tag.split('-').next().unwrap_or_default().to_owned()))
    }

    /// The version as a number.
    pub(super) fn version(&self) -> Result<i32, Failure> {
        self.0.parse().map_err(|_| Refusal::Changed.into())
    }

    /// Two versions of things that are changed as one.
    pub(super) fn versions(&self) -> Result<(i32, i32), Failure> {
        let parse = || {
            let (first, second) = self.0.split_once('.')?;
            Some((first.parse().ok()?, second.parse().ok()?))
        };
        parse().ok_or_else(|| Refusal::Changed.into())
    }
}

impl FromRequestParts<Web> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<IfMatch, Failure> {
        Ok(IfMatch::read(&parts.headers)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<IfMatch, Refusal> {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, text.parse().unwrap());
        IfMatch::read(&headers)
    }

    #[test]
    fn a_tag_names_its_version() {
        assert_eq!(read("\"7-0f3a\"").unwrap().version().unwrap(), 7);
        assert_eq!(read("\"0\"").unwrap().version().unwrap(), 0);
        assert_eq!(read("\"2.11-0f3a\"").unwrap().versions().unwrap(), (2, 11));
        assert!(read("\"0f3a\"").unwrap().version().is_err());
        assert!(read("\"7-a\"").unwrap().versions().is_err());
        assert!(matches!(read("7"), Err(Refusal::Changed)));
        assert!(matches!(read("*"), Err(Refusal::Changed)));
        assert!(matches!(IfMatch::read(&HeaderMap::new()), Err(Refusal::NoCondition)));
    }

    #[test]
    fn whoever_has_it_is_told_so() {
        assert!(names("\"a\", W/\"b\"", "\"b\"") && names("*", "\"b\""));
        assert!(!names("\"a\"", "\"b\""));
    }
}
