//! Reading what a program sends.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::Refusal;
use crate::failure::Failure;
use crate::web::Web;

/// A body in JSON.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Web> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, web: &Web) -> Result<Body<T>, Failure> {
        let unreadable =
            |error: JsonRejection| Refusal::Unreadable { status: error.status(), cause: error.body_text() };
        let Json(value) = Json::<Value>::from_request(request, web).await.map_err(unreadable)?;
        let wrong = |cause: String| Refusal::Unreadable { status: StatusCode::UNPROCESSABLE_ENTITY, cause };
        if has_nul(&value) {
            return Err(wrong("a text holds U+0000".to_owned()).into());
        }
        Ok(Body(serde_json::from_value(value).map_err(|error| wrong(error.to_string()))?))
    }
}

/// The character that no text has and PostgreSQL does not keep.
fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value)),
        _ => false,
    }
}
