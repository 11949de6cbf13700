//! Every address of the application.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, patch, post};
use tower_http::timeout::TimeoutLayer;

use crate::web::Web;
use crate::{
    account, answer, asset, attachment, health, home, mark, progress, round, screening, self_report, sign_in, upload,
    user,
};

/// Longest time a page may take.
const PAGE_TIME: Duration = Duration::from_secs(60);
/// Longest time an upload may take, on a slow line.
const UPLOAD_TIME: Duration = Duration::from_secs(60 * 60);

/// All routes. Those of the demonstration do not exist outside it.
pub(crate) fn routes(demo: bool) -> Router<Web> {
    let timeout = |time| TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, time);
    let mut pages = Router::new()
        .route("/", get(home::start))
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/language/{code}", get(sign_in::language))
        .route("/link/{token}", get(account::link).post(account::redeem))
        .route("/me", get(account::page))
        .route("/me/password", post(account::change_password))
        .route("/me/sessions/end", post(account::revoke))
        .route("/me/sign-out-everywhere", post(account::sign_out_everywhere))
        .route("/home", get(home::page))
        .route(REPORT, get(self_report::items))
        .route(&format!("{REPORT}/submit"), post(self_report::submit))
        .route(&format!("{REPORT}/send-back"), post(self_report::send_back))
        .route(&format!("{REPORT}/certify"), post(self_report::certify))
        .route(ITEM, get(answer::form).post(answer::save))
        .route(&format!("{ITEM}/comments"), post(answer::comment))
        .route(&format!("{REPORT}/receipt"), get(self_report::receipt))
        .route(&format!("{ITEM}/evidence/cite"), post(attachment::cite))
        .route(&format!("{ITEM}/evidence/pages"), post(attachment::pages))
        .route(&format!("{ITEM}/evidence/newest"), post(attachment::newest))
        .route(&format!("{ITEM}/evidence/remove"), post(attachment::remove_from_item))
        .route("/evidence", get(attachment::library))
        .route("/evidence/links", post(attachment::add_link))
        .route("/evidence/files/{ticket}", get(attachment::file))
        .route("/evidence/{office}/{id}", get(attachment::show))
        .route("/evidence/{office}/{id}/download", get(attachment::download))
        .route("/evidence/{office}/{id}/checked", post(attachment::checked))
        .route("/evidence/{office}/{id}/numbers", post(attachment::numbers))
        .route("/evidence/uploads", post(upload::create).options(upload::options))
        .route("/screening", get(screening::queue))
        .route(&format!("/screening{REPORT}"), get(screening::report).post(screening::judge))
        .route("/progress", get(progress::page))
        .route("/users", get(user::page).post(user::add))
        .route("/users/{id}/link", post(user::link))
        .route("/users/{id}/disable", post(user::disable))
        .route("/users/{id}/enable", post(user::enable))
        .route("/rounds", get(round::page))
        .route("/rounds/{year}/{instrument}/{round}", post(round::plan))
        .route("/rounds/{year}/{instrument}/{round}/tasks", post(round::task))
        .route("/rounds/{year}/{instrument}/{round}/{verb}", post(round::step))
        .route("/marking", get(mark::queue))
        .route(&format!("/marking{REPORT}"), get(mark::report))
        .route(&format!("/marking{ITEM}"), get(mark::item).post(mark::give));
    if demo {
        pages = pages.route("/demo/sign-in", post(sign_in::demo_sign_in));
    }
    let uploads = Router::new()
        .route("/evidence", post(attachment::add))
        .route(&format!("{ITEM}/evidence"), post(attachment::add_to_item))
        .route("/evidence/{office}/{id}/versions", post(attachment::add_version))
        .route(
            "/evidence/uploads/{id}",
            patch(upload::append).head(upload::look).delete(upload::cancel).options(upload::options),
        )
        .layer(DefaultBodyLimit::max(attachment::UPLOAD_BYTES_MAX));
    let checks = Router::new()
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/a/{*name}", get(asset::serve));
    checks.merge(pages.layer(timeout(PAGE_TIME))).merge(uploads.layer(timeout(UPLOAD_TIME)))
}

const REPORT: &str = "/reports/{year}/{instrument}/{round}/{office}";
const ITEM: &str = "/reports/{year}/{instrument}/{round}/{office}/items/{node}";
