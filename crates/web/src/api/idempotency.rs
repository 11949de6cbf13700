//! `Idempotency-Key`: a client that did not hear the answer to a POST sends it again, and it is not done a second time.
//!
//! The answer of a request that was done is kept for a day. One that was refused changed nothing and is forgotten, so that it may be sent
//! again. Files that are brought need no key: the same bytes are kept once.

use app::idempotency::{self, Kept, Turn};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::id::UserId;

use super::problem::Refusal;
use super::set;
use crate::failure::Failure;
use crate::web::{FORM_BYTES_MAX, Web};

/// Longest key.
const KEY_MAX: usize = 200;

/// Does a request, unless it was done before.
pub(super) async fn once(web: Web, user: UserId, request: Request, next: Next) -> Response {
    let sent = request.headers().get("idempotency-key").filter(|_| *request.method() == Method::POST);
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_file = kind.starts_with("application/octet-stream");
    let Some(key) = sent.filter(|_| !is_file) else { return next.run(request).await };
    let key = key.to_str().ok().map(|key| key.trim().trim_matches('"').to_owned());
    let Some(key) = key.filter(|key| (1..=KEY_MAX).contains(&key.len())) else {
        return Failure::from(Refusal::Key).into_response();
    };
    match answer(&web, user, &key, request, next).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    }
}

async fn answer(web: &Web, user: UserId, key: &str, request: Request, next: Next) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let too_large =
        |_| Refusal::Unreadable { status: StatusCode::PAYLOAD_TOO_LARGE, cause: format!("{FORM_BYTES_MAX} bytes") };
    let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(too_large)?;
    // With the token, which nobody can guess: a body may hold a password, and its hash is kept.
    let token = parts.headers.get(header::AUTHORIZATION).map(|value| value.as_bytes()).unwrap_or_default();
    let head = format!("\n{} {}\n", parts.method, parts.uri);
    let hash = domain::sha256_hex(&[token, head.as_bytes(), &bytes].concat());
    match idempotency::begin(&web.app, user, key, &hash).await? {
        Turn::First => {}
        Turn::Again(kept) => return again(kept),
        Turn::UnderWay => return Err(Refusal::KeyUnderWay.into()),
        Turn::Other => return Err(Refusal::KeyOther.into()),
    }
    let (web, key) = (web.clone(), key.to_owned());
    let request = Request::from_parts(parts, Body::from(bytes));
    // Apart from the connection: a client that goes away in the middle is the very one that asks again.
    let done = tokio::spawn(async move {
        let response = next.run(request).await;
        if !response.status().is_success() {
            idempotency::forget(&web.app, user, &key).await?;
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.map_err(|error| app::AppError::Internal(error.to_string()))?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let kept = Kept { status: parts.status.as_u16(), kind: kind.to_owned(), body };
        idempotency::finish(&web.app, user, &key, &kept).await?;
        Ok::<Response, Failure>(Response::from_parts(parts, Body::from(bytes)))
    });
    done.await.map_err(|panic| Failure::App(app::AppError::Internal(panic.to_string())))?
}

/// The answer that the first request got.
fn again(kept: Kept) -> Result<Response, Failure> {
    let status = StatusCode::from_u16(kept.status).map_err(|e| Failure::App(app::AppError::Internal(e.to_string())))?;
    let mut response = (status, kept.body).into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    if !kept.kind.is_empty() {
        set(&mut response, "content-type", &kept.kind);
    }
    set(&mut response, "idempotent-replayed", "true");
    Ok(response)
}
