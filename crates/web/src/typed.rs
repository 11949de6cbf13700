//! What a person typed into a form, held until the request has an answer: a page that says what failed gives it back, to be sent again.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::web::FORM_BYTES_MAX;

/// Longest time a form may take to arrive, on a slow line.
const FORM_TIME: Duration = Duration::from_secs(60);
/// Fields that no page shows again. A form that has one of them is typed anew.
const SECRET: [&str; 4] = ["password", "old", "new", "code"];
/// What is longer was typed, or reads like it; what is shorter (a version, a level) goes along unseen.
const LONG: usize = 20;

/// The form of a request.
pub(crate) struct Typed {
    /// Where it is sent.
    pub(crate) action: String,
    /// What it says, in its order.
    pub(crate) fields: Vec<Field>,
}

/// A field of a form.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Whether a person would want to see it.
    pub(crate) is_text: bool,
}

/// Takes the body of a form out of a request and puts it back, so that it is still there when the request failed. Scripts keep their text
/// themselves, and files are not held. What a program says in JSON is waited for, too: a connection on which an answer goes out before all
/// of a request came in is closed, and takes the next request with it.
pub(crate) async fn hold(request: Request) -> Result<(Request, Option<Bytes>), StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = request.method() == Method::POST && kind.starts_with("application/x-www-form-urlencoded");
    if !is_form && !kind.starts_with("application/json") {
        return Ok((request, None));
    }
    let (parts, body) = request.into_parts();
    let declared = body.size_hint().lower();
    if declared > FORM_BYTES_MAX as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let arrived = tokio::time::timeout(FORM_TIME, axum::body::to_bytes(body, FORM_BYTES_MAX)).await;
    // A client that breaks off reads no answer, so what is left is a form without end.
    let bytes = arrived.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    Ok((Request::from_parts(parts, Body::from(bytes.clone())), is_form.then_some(bytes)))
}

impl Typed {
    /// Reads what was held; none where there is nothing to give back or a secret in it.
    pub(crate) fn read(action: &str, bytes: &[u8]) -> Option<Typed> {
        let fields: Vec<Field> = form_urlencoded::parse(bytes)
            .map(|(name, value)| Field {
                is_text: value.len() > LONG || value.contains('\n') || !value.is_ascii(),
                name: name.into_owned(),
                value: value.replace("\r\n", "\n"),
            })
            .collect();
        let is_secret = fields.iter().any(|field| SECRET.contains(&field.name.as_str()));
        (!is_secret && !fields.is_empty()).then(|| Typed { action: action.to_owned(), fields })
    }
}

/// Refuses at once what says itself that it is larger than `limit`, before any of it is read.
pub(crate) async fn refuse_larger(limit: usize, request: Request, next: Next) -> Response {
    if request.body().size_hint().lower() > limit as u64 {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_and_secrets_do_not() {
        let body = "version=3&narrative=%E0%B8%81%0D%0A%E0%B8%82&met=1&met=2";
        let typed = Typed::read("/reports/x", body.as_bytes()).unwrap();
        let fields: Vec<_> = typed.fields.iter().map(|f| (f.name.as_str(), f.value.as_str(), f.is_text)).collect();
        assert_eq!(
            fields,
            [("version", "3", false), ("narrative", "ก\nข", true), ("met", "1", false), ("met", "2", false)]
        );
        for secret in ["login=a&password=b", "new=b", "old=a&new=b", ""] {
            assert!(Typed::read("/sign-in", secret.as_bytes()).is_none(), "{secret}");
        }
    }
}
