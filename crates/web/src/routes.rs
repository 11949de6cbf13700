//! Every address of the application.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use tower_http::timeout::TimeoutLayer;

use crate::web::Web;
use crate::{
    account, agreement, answer, asset, assignment, attachment, calendar, document, extension, external, forgotten,
    health, home, job, mark, notice, opinion, phrase, progress, publication, result, review, round, score, screening,
    self_report, sign_in, user, workload,
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
        .route(&format!("{ITEM}/evidence/remove"), post(attachment::remove_from_item))
        .route("/evidence", get(attachment::library))
        .route("/evidence/{office}/{id}", get(attachment::download))
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
    pages = pages.merge(publishing());
    pages = pages
        .route("/forgotten-password", get(forgotten::form).post(forgotten::ask))
        .route("/notices", get(notice::page))
        .route("/notices/read", post(notice::read_all))
        .route("/notices/settings", get(notice::settings).post(notice::choose))
        .route("/notices/{place}", get(notice::open))
        .route("/me/calendar", post(calendar::renew))
        .route("/me/calendar/revoke", post(calendar::revoke))
        .route("/calendar/{file}", get(calendar::feed))
        .route("/extensions", get(extension::page))
        .route("/extensions/{year}/{instrument}/{round}/{office}", post(extension::decide))
        .route(&format!("{REPORT}/extension"), post(extension::ask))
        .route(&format!("{REPORT}/assign"), post(assignment::assign));
    pages = pages.merge(agreeing());
    if demo {
        pages = pages.route("/demo/sign-in", post(sign_in::demo_sign_in));
    }
    let uploads = Router::new()
        .route("/evidence", post(attachment::add))
        .route(&format!("{ITEM}/evidence"), post(attachment::add_to_item))
        .layer(DefaultBodyLimit::max(attachment::UPLOAD_BYTES_MAX));
    let tables = Router::new()
        .route("/external/{year}/{instrument}/file", post(external::import))
        .layer(DefaultBodyLimit::max(external::FILE_BYTES_MAX));
    let checks = Router::new()
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/a/{*name}", get(asset::serve));
    checks.merge(pages.merge(tables).layer(timeout(PAGE_TIME))).merge(uploads.layer(timeout(UPLOAD_TIME)))
}

/// From the last mark to the office's answer.
fn publishing() -> Router<Web> {
    Router::new()
        .route(&format!("{ROUND}/review"), get(review::page))
        .route(&format!("{ROUND}/recompute"), post(review::recompute))
        .route(&format!("{ROUND}/confirm"), post(review::confirm))
        .route(&format!("{ROUND}/publish"), get(publication::form).post(publication::publish))
        .route("/scores/{year}/{instrument}/{round}/{office}", get(score::page))
        .route("/publications", get(publication::board))
        .route("/publications/{year}/{instrument}/{round}", get(publication::page))
        .route("/publications/{year}/{instrument}/{round}/decide", post(publication::decide))
        .route("/publications/{year}/{instrument}/{round}/correct", post(publication::correct))
        .route("/documents", get(document::page).post(document::ask))
        .route("/documents/{year}/{archive}", get(document::archive))
        .route("/documents/file/{code}", get(document::file))
        .route("/results", get(result::own))
        .route("/results/{year}/{office}", get(result::page))
        .route("/results/{year}/{office}/acknowledge", post(result::acknowledge))
        .route("/results/{year}/{office}/object", post(result::object))
        .route("/jobs", get(job::page))
        .route("/jobs/{id}/restart", post(job::restart))
        .route("/jobs/{id}/cancel", post(job::cancel))
        .route("/jobs/{id}/events", get(job::events))
}

/// Who judges what, two evaluators on one item, and how far they agree.
fn agreeing() -> Router<Web> {
    Router::new()
        .route(&format!("{ROUND}/doubling"), post(opinion::choose))
        .route(&format!("{ROUND}/agreement"), get(agreement::page))
        .route(&format!("{ROUND}/work"), get(workload::page).post(workload::apply))
        .route(&format!("{ROUND}/work/hand-on"), post(workload::hand_on))
        .route(&format!("/marking{ITEM}/phrases"), post(phrase::click))
        .route("/external/{year}/{instrument}", get(external::page).post(external::enter))
        .route("/reconciliation", get(opinion::waiting))
        .route(&format!("/reconciliation{ITEM}"), get(opinion::dispute).post(opinion::decide))
}

const ROUND: &str = "/rounds/{year}/{instrument}/{round}";
const REPORT: &str = "/reports/{year}/{instrument}/{round}/{office}";
const ITEM: &str = "/reports/{year}/{instrument}/{round}/{office}/items/{node}";
