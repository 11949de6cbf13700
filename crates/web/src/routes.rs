//! Every address of the application.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use crate::route::{Router, get, patch, post};
use crate::web::FORM_BYTES_MAX;
use crate::{
    account, agreement, answer, api, asset, assignment, attachment, audit, calendar, confirmation, document, draft,
    draft_edit, draft_look, extension, external, forgotten, guide, health, home, identity, instrument, job, mark,
    mark_draft, national, notice, open_data, opinion, outlook, passkey, person, personal_token, phrase, progress,
    public, publication, result, review, round, score, screening, second_factor, self_report, sign_in, typed, upload,
    user, user_file, webhook, workload,
};

/// Longest time a page may take.
const PAGE_TIME: Duration = Duration::from_secs(60);
/// Longest time an upload may take, on a slow line.
const UPLOAD_TIME: Duration = Duration::from_secs(60 * 60);

/// Longest time in which nothing of an upload may arrive.
const SILENCE_TIME: Duration = Duration::from_secs(60);

/// All routes. Those of the demonstration do not exist outside it.
pub(crate) fn routes(demo: bool) -> Router {
    let at_most = |limit| from_fn(move |request: Request, next: Next| typed::refuse_larger(limit, request, next));
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
        // Other ways in than the password.
        .route("/sign-in/code", get(second_factor::code).post(second_factor::sign_in))
        .route("/sign-in/passkey", post(passkey::sign_in))
        .route("/sign-in/passkey/question", post(passkey::sign_in_question))
        .route("/sign-in/provider", get(identity::leave))
        .route("/sign-in/provider/return", get(identity::arrive))
        .route("/me/confirm", get(confirmation::leave))
        .route("/me/second-factor", get(second_factor::page).post(second_factor::begin))
        .route("/me/second-factor/confirm", post(second_factor::confirm))
        .route("/me/second-factor/recovery", post(second_factor::renew_recovery))
        .route("/me/second-factor/remove", post(second_factor::remove))
        .route("/me/passkeys", post(passkey::add))
        .route("/me/passkeys/question", post(passkey::question))
        .route("/me/passkeys/{id}/rename", post(passkey::rename))
        .route("/me/passkeys/{id}/remove", post(passkey::remove))
        .route("/me/identities/remove", post(identity::unlink))
        .route("/users/import", get(user_file::page).post(user_file::import))
        .route("/users/import/template", get(user_file::template))
        .route("/users/{id}", get(person::page).post(person::save))
        .route("/users/{id}/roles", post(person::give_role))
        .route("/users/{id}/roles/end", post(person::end_role))
        .route("/users/{id}/second-factor/reset", post(second_factor::reset))
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
    pages = pages
        .route("/help", get(guide::index))
        .route("/help/{name}", get(guide::page))
        .route("/help/img/{name}", get(guide::img))
        .route("/audit", get(audit::page))
        .route("/audit/check", get(audit::check_state).post(audit::ask_check))
        .route("/audit/export/{format}", get(audit::export));
    pages = pages.merge(agreeing());
    pages = pages
        .route("/me/tokens", get(personal_token::page).post(personal_token::create))
        .route("/me/tokens/{id}/revoke", post(personal_token::revoke))
        .route("/api", get(api::browse))
        .route("/api/{group}", get(api::group))
        .route("/webhooks", get(webhook::list).post(webhook::create))
        .route("/webhooks/{id}", get(webhook::page).post(webhook::save))
        .route("/webhooks/{id}/test", post(webhook::test))
        .route("/webhooks/{id}/remove", post(webhook::remove));
    pages = pages.merge(picturing());
    pages = pages.merge(authoring());
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
        .around(|router| router.layer(DefaultBodyLimit::max(attachment::UPLOAD_BYTES_MAX)));
    let documents = Router::new().route("/public/verify", post(public::verify_file)).around(|router| {
        router.layer(DefaultBodyLimit::max(public::FILE_BYTES_MAX)).layer(at_most(public::FILE_BYTES_MAX))
    });
    let tables = Router::new().route("/external/{year}/{instrument}/file", post(external::import)).around(|router| {
        router.layer(DefaultBodyLimit::max(external::FILE_BYTES_MAX)).layer(at_most(external::FILE_BYTES_MAX))
    });
    // What is too large is refused before it is read; what stops arriving is given up, so that it takes nobody's place.
    let pages = pages.merge(everybody()).around(|router| router.layer(at_most(FORM_BYTES_MAX)));
    let uploads = uploads.around(|router| {
        router.layer(RequestBodyTimeoutLayer::new(SILENCE_TIME)).layer(at_most(attachment::UPLOAD_BYTES_MAX))
    });
    let checks = Router::new()
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/a/{*name}", get(asset::serve));
    let (programs, files) = api::routes();
    let pages = pages.merge(programs.around(|router| router.layer(at_most(FORM_BYTES_MAX))));
    let files = files.around(|router| {
        router
            .layer(DefaultBodyLimit::max(attachment::UPLOAD_BYTES_MAX))
            .layer(RequestBodyTimeoutLayer::new(SILENCE_TIME))
            .layer(at_most(attachment::UPLOAD_BYTES_MAX))
    });
    let uploads = uploads.merge(files);
    checks
        .merge(pages.merge(tables).merge(documents).around(|router| router.layer(timeout(PAGE_TIME))))
        .merge(uploads.around(|router| router.layer(timeout(UPLOAD_TIME))))
}

/// Every address with its method ("GET", "/reports/{year}/…"), for the tests that walk them.
pub fn addresses(demo: bool) -> Vec<(String, String)> {
    routes(demo).addresses.into_iter().map(|(method, path)| (method.to_string(), path)).collect()
}

/// From the last mark to the office's answer.
fn publishing() -> Router {
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

/// What is published, for everybody.
fn everybody() -> Router {
    Router::new()
        .route("/public", get(public::start))
        .route("/public/years", get(public::years))
        .route("/public/years/{year}", get(public::year))
        .route("/public/publications/{number}", get(public::edition))
        .route("/public/publications/{number}/regions/{region}", get(public::region))
        .route("/public/publications/{number}/offices/{office}", get(public::office_in_edition))
        .route("/public/offices", get(public::offices))
        .route("/public/offices/{office}", get(public::office_newest))
        .route("/public/offices/{office}/{year}", get(public::office))
        .route("/public/offices/{office}/{year}/results.csv", get(public::table))
        .route("/public/instruments", get(public::instruments))
        .route("/public/instruments/{year}/{instrument}", get(public::instrument))
        .route("/public/search", get(public::search))
        .route("/public/verify", get(public::verify))
        .route("/data", get(open_data::index))
        .route("/data/catalog.jsonld", get(open_data::catalogue))
        .route("/data/dictionary", get(open_data::dictionary))
        .route("/data/dictionary.csv", get(open_data::dictionary_table))
        .route("/data/series/{series}", get(open_data::series))
        .route("/data/{number}", get(open_data::edition))
        .route("/data/{number}/{data}", get(open_data::file))
}

/// What the results of many offices look like together.
fn picturing() -> Router {
    Router::new()
        .route("/national", get(national::page))
        .route("/national/list", get(national::list))
        .route("/national/list/{format}", get(national::list_file))
        .route("/national/tables/{file}", get(national::table_file))
        .route("/national/picture.pdf", get(national::picture_file))
        .route("/national/compare", get(national::compare))
        .route("/national/reflection", get(national::reflection))
        .route("/results/{year}/{office}/outlook", get(outlook::page))
        .route("/results/{year}/{office}/outlook/{file}", get(outlook::table_file))
}

/// Who judges what, two evaluators on one item, and how far they agree.
fn agreeing() -> Router {
    Router::new()
        .route(&format!("{ROUND}/doubling"), post(opinion::choose))
        .route(&format!("{ROUND}/agreement"), get(agreement::page))
        .route(&format!("{ROUND}/work"), get(workload::page).post(workload::apply))
        .route(&format!("{ROUND}/work/hand-on"), post(workload::hand_on))
        .route(&format!("/marking{ITEM}/draft"), post(mark_draft::discard))
        .route(&format!("/marking{ITEM}/phrases"), post(phrase::click))
        .route("/external/{year}/{instrument}", get(external::page).post(external::enter))
        .route("/reconciliation", get(opinion::waiting))
        .route(&format!("/reconciliation{ITEM}"), get(opinion::dispute).post(opinion::decide))
}

const ROUND: &str = "/rounds/{year}/{instrument}/{round}";
const REPORT: &str = "/reports/{year}/{instrument}/{round}/{office}";
const ITEM: &str = "/reports/{year}/{instrument}/{round}/{office}/items/{node}";
const DRAFT: &str = "/instruments/drafts/{id}";

/// Instruments, and how drafts become some.
fn authoring() -> Router {
    Router::new()
        .route("/instruments", get(instrument::list))
        .route("/instruments/{year}/{instrument}", get(instrument::page))
        .route("/instruments/{year}/{instrument}/file/{format}", get(instrument::file))
        .route("/instruments/drafts", post(draft_edit::begin))
        .route("/instruments/drafts/file", post(draft_edit::begin_by_file))
        .route(DRAFT, get(draft::page))
        .route(&format!("{DRAFT}/preview"), get(draft_look::preview))
        .route(&format!("{DRAFT}/printed"), get(draft_look::printed))
        .route(&format!("{DRAFT}/changes"), get(draft_look::differences))
        .route(&format!("{DRAFT}/what-if"), get(draft_look::what_if))
        .route("/instruments/drafts/{id}/file/{format}", get(draft_look::file))
        .route(&format!("{DRAFT}/file"), post(draft_edit::replace))
        .route(&format!("{DRAFT}/head"), post(draft_edit::head))
        .route(&format!("{DRAFT}/bands"), post(draft_edit::bands))
        .route(&format!("{DRAFT}/nodes"), post(draft_edit::add))
        .route("/instruments/drafts/{id}/nodes/{node}", post(draft_edit::rewrite))
        .route("/instruments/drafts/{id}/nodes/{node}/{verb}", post(draft_edit::item_verb))
        .route("/instruments/drafts/{id}/check/{part}", post(draft_edit::check_part))
        .route("/instruments/drafts/{id}/{verb}", post(draft_edit::step))
}
