//! Jobs: asking for them inside a use case, looking after them. [`worker`] does them.

pub mod worker;

use std::collections::HashMap;

use domain::id::JobId;
use domain::job::{Job, JobState};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::job::JobRow;

use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::message::Language;

/// Asks for a job in the transaction of a use case: it is there when, and only when, the use case happened.
///
/// # Errors
/// When the database fails.
pub(crate) async fn enqueue(ctx: &mut Ctx, job: &Job) -> Result<JobId> {
    let (kind, payload) = job.to_stored();
    let id = store::job::insert(&mut ctx.tx, &kind, &payload, ctx.now, ctx.now).await?;
    ctx.detail("job", id.0);
    Ok(id)
}

/// [`enqueue`] for what many changes ask for one after the other: a while later, and not where the same job waits already.
///
/// # Errors
/// When the database fails.
pub(crate) async fn enqueue_once(ctx: &mut Ctx, job: &Job, wait: SignedDuration) -> Result<()> {
    let (kind, payload) = job.to_stored();
    let unfinished = store::job::list_unfinished(&mut ctx.tx, &kind).await?;
    // One that a worker has may have read already what has changed now.
    if !unfinished.iter().any(|row| row.payload == payload && row.state(ctx.now) == JobState::Waiting) {
        let at = ctx.now.checked_add(wait).unwrap_or(ctx.now);
        store::job::insert(&mut ctx.tx, &kind, &payload, at, ctx.now).await?;
    }
    Ok(())
}

/// A job with how far it has come at this moment.
#[derive(Clone, Debug)]
pub struct JobLine {
    /// As stored.
    pub row: JobRow,
    /// What it is; none when a newer program asked for it.
    pub job: Option<Job>,
    /// How far it has come.
    pub state: JobState,
}

impl JobLine {
    fn of(row: JobRow, now: Timestamp) -> JobLine {
        JobLine { job: Job::from_stored(&row.kind, &row.payload).ok(), state: row.state(now), row }
    }

    /// What went wrong the last time; none where nothing did.
    pub fn error(&self, language: Language) -> Option<String> {
        self.row.error.as_deref().map(|kept| read_words(kept, language))
    }
}

/// The words of an error as they are kept with a job: JSON, by the code of the language. Who will read them is not known yet, and words stay
/// readable when the keys of messages change.
fn keep_words(error: &AppError) -> String {
    Value::from_iter(Language::ALL.map(|language| (language.code(), error.words(language)))).to_string()
}

/// Kept words in a language. What is no such JSON is from before there was one, and is shown as it is.
fn read_words(kept: &str, language: Language) -> String {
    let words = serde_json::from_str::<HashMap<String, String>>(kept).ok();
    words.and_then(|mut words| words.remove(language.code())).unwrap_or_else(|| kept.to_owned())
}

/// Jobs, the newest first.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn list(app: &App, actor: &Actor, page: &store::Page<JobId>) -> Result<Vec<JobLine>> {
    let mut conn = app.read(actor, Action::JobManage, &Entity::System).await?;
    let now = app.clock().now();
    Ok(store::job::list(&mut conn, page).await?.into_iter().map(|row| JobLine::of(row, now)).collect())
}

/// The unfinished jobs of the kind that a job is of.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn unfinished(app: &App, actor: &Actor, kind: &str) -> Result<Vec<JobLine>> {
    let mut conn = app.read(actor, Action::JobManage, &Entity::System).await?;
    let now = app.clock().now();
    Ok(store::job::list_unfinished(&mut conn, kind).await?.into_iter().map(|row| JobLine::of(row, now)).collect())
}

/// A job.
///
/// # Errors
/// When it is not there; when the actor may not; when the database fails.
pub async fn find(app: &App, actor: &Actor, id: JobId) -> Result<JobLine> {
    let mut conn = app.read(actor, Action::JobManage, &Entity::System).await?;
    let row = store::job::find(&mut conn, id).await?.ok_or_else(|| not_found("job", id))?;
    Ok(JobLine::of(row, app.clock().now()))
}

/// Stops a job, at once or as soon as its worker hears of it.
///
/// # Errors
/// When it is over; when the actor may not; when the database fails.
pub async fn cancel(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    app.run(actor, Action::JobManage, &Entity::System, &on(id), async |ctx| {
        let row = store::job::find(&mut ctx.tx, id).await?.ok_or_else(|| not_found("job", id))?;
        row.state(ctx.now).check_cancel()?;
        ctx.detail("cancel", row.kind);
        match store::job::cancel(&mut ctx.tx, id, ctx.now).await? {
            true => Ok(()),
            false => Err(Fault::new("changed-meanwhile").into()),
        }
    })
    .await
}

/// Begins a job anew that failed or was stopped.
///
/// # Errors
/// When it did neither; when the actor may not; when the database fails.
pub async fn restart(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    app.run(actor, Action::JobManage, &Entity::System, &on(id), async |ctx| {
        let row = store::job::find(&mut ctx.tx, id).await?.ok_or_else(|| not_found("job", id))?;
        row.state(ctx.now).check_restart()?;
        ctx.detail("restart", row.kind);
        match store::job::restart(&mut ctx.tx, id, ctx.now).await? {
            true => Ok(()),
            false => Err(Fault::new("changed-meanwhile").into()),
        }
    })
    .await
}

fn on(id: JobId) -> String {
    format!("job:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_words_are_read_in_either_language_and_old_ones_as_they_are() {
        let cause = AppError::Document(report::RenderError::TooSlow { seconds: 20 }.into());
        let error = AppError::Documents { count: 3, file: "P2300-2566.pdf".to_owned(), cause: Box::new(cause) };
        let kept = keep_words(&error);
        for language in Language::ALL {
            assert_eq!(read_words(&kept, language), error.words(language));
        }
        for old in ["จัดทำเอกสารไม่สำเร็จ 3 ฉบับ", "{", "{\"lo\":\"ບໍ່ໄດ້\"}", "null", ""]
        {
            assert_eq!(read_words(old, Language::En), old);
        }
    }
}
