//! Jobs: what is done in the background, how far it has come, trying again and stopping.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::job::{self, JobLine};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Redirect};
use domain::id::JobId;
use domain::job::{Job, JobState};
use futures_util::Stream;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Jobs shown at a time.
const PAGE: u32 = 50;
/// Jobs that a page follows at a time: browsers keep few connections to one server.
const LIVE: usize = 2;
/// Time between two events.
const TICK: Duration = Duration::from_secs(1);
/// Events of one connection. Browsers connect again by themselves, and a server that stops waits no longer than this for its readers.
const TICKS: u32 = 15;

/// A job as pages show it.
pub(crate) struct Shown {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) state: Badge,
    /// Whether the page follows its progress while it is open.
    pub(crate) is_live: bool,
    pub(crate) done: i32,
    pub(crate) total: i32,
    pub(crate) progress: String,
    pub(crate) asked: String,
    pub(crate) attempts: i32,
    pub(crate) error: Option<String>,
    /// What the log names the failed attempt.
    pub(crate) reference: String,
    pub(crate) may_cancel: bool,
    pub(crate) may_restart: bool,
}

impl Shown {
    pub(crate) fn of(frame: &Frame, line: &JobLine) -> Shown {
        let row = &line.row;
        let (class, icon) = match line.state {
            JobState::Waiting => ("st-info", "hourglass"),
            JobState::Working => ("st-info", "loader-circle"),
            JobState::Done => ("st-ok", "circle-check"),
            JobState::Failed => ("st-bad", "circle-x"),
            JobState::Cancelled => ("st-mute", "ban"),
        };
        let about = match &line.job {
            Some(Job::RecomputeScores { fiscal_year, instrument, through }) => {
                format!("{instrument} {fiscal_year} {through}")
            }
            Some(Job::IssueDocuments { fiscal_year, formats }) => {
                let formats: Vec<_> = formats.iter().map(|format| format.ending().to_uppercase()).collect();
                format!("{fiscal_year} {}", formats.join(" "))
            }
            Some(Job::VerifyAudit) => String::new(),
            None => row.kind.clone(),
        };
        Shown {
            id: row.id.0,
            title: format!("{} {about}", frame.t1("job-kind", "kind", &row.kind)),
            state: Badge { class, icon, words: frame.t1("job-state-words", "state", line.state.as_str()) },
            is_live: !line.state.is_over(),
            done: row.done,
            total: row.total,
            progress: progress_words(frame, line),
            asked: frame.moment(row.created_at),
            attempts: row.attempts,
            error: line.error(frame.language).filter(|_| line.state != JobState::Done),
            reference: format!("{}-{}", row.id, row.attempts),
            may_cancel: line.state.check_cancel().is_ok() && !row.cancel_asked,
            may_restart: line.state.check_restart().is_ok(),
        }
    }
}

fn progress_words(frame: &Frame, line: &JobLine) -> String {
    match line.row.total {
        0 => frame.t1("job-state-words", "state", line.state.as_str()),
        total => frame.t2("job-progress", "done", line.row.done, "total", total),
    }
}

#[derive(Template)]
#[template(path = "job/page.html")]
struct JobsPage {
    frame: Frame,
    jobs: Vec<Shown>,
    next: Option<i64>,
}

/// Where the list goes on.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(query): Query<Before>,
) -> Answer {
    let page = match query.before {
        Some(id) => app::Page::after(JobId(id), PAGE),
        None => app::Page::first(PAGE),
    };
    let lines = job::list(&web.app, visitor.actor(), &page).await?;
    let next = lines.last().filter(|_| lines.len() == PAGE as usize).map(|line| line.row.id.0);
    let mut jobs: Vec<Shown> = lines.iter().map(|line| Shown::of(&frame, line)).collect();
    jobs.iter_mut().filter(|job| job.is_live).skip(LIVE).for_each(|job| job.is_live = false);
    page::show(&JobsPage { frame, jobs, next })
}

pub(crate) async fn restart(State(web): State<Web>, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    web.act(async move |web: Web| job::restart(&web.app, visitor.actor(), JobId(id)).await).await?;
    Ok(Redirect::to("/jobs").into_response())
}

pub(crate) async fn cancel(State(web): State<Web>, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    web.act(async move |web: Web| job::cancel(&web.app, visitor.actor(), JobId(id)).await).await?;
    Ok(Redirect::to("/jobs").into_response())
}

/// How far a job has come, as events: see "Progress" in assets/README.md.
pub(crate) async fn events(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<i64>,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    job::find(&web.app, visitor.actor(), JobId(id)).await?;
    let around = Arc::new((web, frame, visitor));
    let stream = futures_util::stream::unfold(Some(0), move |tick: Option<u32>| {
        let around = Arc::clone(&around);
        async move {
            let tick = tick.filter(|tick| *tick < TICKS)?;
            if tick > 0 {
                tokio::time::sleep(TICK).await;
            }
            let (web, frame, visitor) = &*around;
            let line = job::find(&web.app, visitor.actor(), JobId(id)).await.ok()?;
            let next = (!line.state.is_over()).then_some(tick + 1);
            Some((Ok(event(frame, &line)), next))
        }
    });
    Ok(Sse::new(stream))
}

fn event(frame: &Frame, line: &JobLine) -> Event {
    let text = progress_words(frame, line);
    let (name, data) = match line.state {
        JobState::Waiting | JobState::Working => {
            ("progress", serde_json::json!({ "value": line.row.done, "max": line.row.total.max(1), "text": text }))
        }
        JobState::Done => {
            let url = match &line.job {
                Some(Job::IssueDocuments { fiscal_year, .. }) => format!("/documents?year={fiscal_year}"),
                _ => "/jobs".to_owned(),
            };
            ("done", serde_json::json!({ "value": 1, "max": 1, "text": text, "url": url }))
        }
        JobState::Failed | JobState::Cancelled => {
            let words = frame.t1("job-state-words", "state", line.state.as_str());
            ("failed", serde_json::json!({ "text": line.error(frame.language).unwrap_or(words) }))
        }
    };
    Event::default().event(name).retry(TICK).data(data.to_string())
}
