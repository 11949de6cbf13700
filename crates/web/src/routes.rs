//! Every address of the application.

use axum::Router;
use axum::routing::get;

use crate::web::Web;
use crate::{asset, health};

/// All routes. Those of the demonstration do not exist outside it.
pub(crate) fn routes(_demo: bool) -> Router<Web> {
    Router::new()
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/a/{*name}", get(asset::serve))
}
