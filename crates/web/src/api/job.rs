//! Jobs in the background.

use app::job::{self, JobLine};
use app::message::Language;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::id::JobId;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, Paging, PagingQuery};
use super::problem::language_of;
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(find)).routes(routes!(cancel)).routes(routes!(restart))
}

/// A job.
#[derive(Serialize, ToSchema)]
struct JobView {
    /// Number.
    id: i64,
    /// What it is: verb and noun.
    kind: String,
    /// How far it has come: waiting, working, done, failed, cancelled.
    state: &'static str,
    /// How much of it is done.
    done: i32,
    /// Of how much; 0 while nobody knows.
    total: i32,
    /// How often a worker took it up.
    attempts: i32,
    /// What went wrong the last time, in the language that `Accept-Language` asks for.
    error: Option<String>,
    /// When it was asked for.
    created_at: Timestamp,
    /// When it ended.
    finished_at: Option<Timestamp>,
}

impl JobView {
    fn of(line: JobLine, language: Language) -> JobView {
        JobView {
            error: line.error(language),
            id: line.row.id.0,
            state: line.state.as_str(),
            kind: line.row.kind,
            done: line.row.done,
            total: line.row.total,
            attempts: line.row.attempts,
            created_at: line.row.created_at,
            finished_at: line.row.finished_at,
        }
    }
}

fn id_of(id: &str) -> Result<JobId, Failure> {
    id.parse().map(JobId).map_err(|_| Failure::NotFound)
}

async fn view(web: &Web, caller: &Caller, headers: &HeaderMap, id: JobId) -> Answer {
    let line = job::find(&web.app, caller.actor(), id).await?;
    json(StatusCode::OK, &JobView::of(line, language_of(headers)))
}

/// Jobs, the newest first.
#[utoipa::path(get, path = "/api/v1/jobs", operation_id = "list_jobs", tag = "service", params(PagingQuery),
    responses((status = 200, body = List<JobView>)))]
async fn list(State(web): State<Web>, caller: Caller, headers: HeaderMap, paging: Paging) -> Answer {
    let lines = job::list(&web.app, caller.actor(), &paging.page::<JobId>()?).await?;
    let last = lines.last().filter(|_| paging.is_full(lines.len())).map(|line| line.row.id);
    let language = language_of(&headers);
    paging.answer(lines.into_iter().map(|line| JobView::of(line, language)).collect(), last)
}

/// A job.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", operation_id = "find_job", tag = "service",
    params(("id" = i64, Path, description = "Number of the job.", example = 1)), responses((status = 200, body = JobView)))]
async fn find(State(web): State<Web>, caller: Caller, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    view(&web, &caller, &headers, id_of(&id)?).await
}

/// Stops a job, at once or as soon as its worker hears of it.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancel", operation_id = "cancel_job", tag = "service",
    params(("id" = i64, Path, description = "Number of the job.", example = 1)), responses((status = 200, body = JobView)))]
async fn cancel(State(web): State<Web>, caller: Caller, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let actor = caller.actor().clone();
    web.act(async move |web: Web| job::cancel(&web.app, &actor, id).await).await?;
    view(&web, &caller, &headers, id).await
}

/// Begins a job anew that failed or was stopped.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/restart", operation_id = "restart_job", tag = "service",
    params(("id" = i64, Path, description = "Number of the job.", example = 1)), responses((status = 200, body = JobView)))]
async fn restart(State(web): State<Web>, caller: Caller, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let actor = caller.actor().clone();
    web.act(async move |web: Web| job::restart(&web.app, &actor, id).await).await?;
    view(&web, &caller, &headers, id).await
}
