//! Whether the process lives and whether it can serve, for whatever watches it.

use axum::extract::State;
use axum::http::StatusCode;

use crate::web::Web;

/// The process lives.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The database answers.
pub(crate) async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    match web.app.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(cause = %error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "database\n")
        }
    }
}
