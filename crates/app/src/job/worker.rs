//! The worker: claims a job, does it while its lease is renewed, and writes down how it ended.
//!
//! A job's own changes go through the door in transactions of their own, so a worker that dies leaves a job that runs again from its
//! beginning; every job is such that this does no harm. Any number of workers may run, in this process or others.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use domain::document::Format;
use domain::fiscal_year::FiscalYear;
use domain::job::{Job, next_try};
use domain::policy::Actor;
use domain::problem::Fault;
use store::job::{Claim, Ending, JobRow};

use crate::document::issue::{self, Request, Target, Whose};
use crate::door::App;
use crate::error::{AppError, Result};
use crate::job::keep_words;
use crate::{LazyEngine, Objects, audit, score};

/// How long a claim holds without a sign of life.
const LEASE: Duration = Duration::from_secs(60);
/// Time between two signs of life: how old the progress is that a page shows, and how long a person waits for a stop to be heard.
const BEAT: Duration = Duration::from_secs(1);
/// Time between two looks for work.
const POLL: Duration = Duration::from_millis(500);
/// The wait after the database did not answer.
const TROUBLE: Duration = Duration::from_secs(5);

/// Does jobs.
pub struct Worker {
    app: App,
    objects: Arc<Objects>,
    /// Names it in the table of jobs.
    name: String,
    /// Documents rendered at the same time.
    renderers: NonZeroUsize,
    engine: LazyEngine,
    stop: Arc<AtomicBool>,
}

/// A job while it is worked on.
#[derive(Default)]
struct Hold {
    done: AtomicI32,
    total: AtomicI32,
    /// To be left off, for one of the reasons below or because the worker ends.
    stop: AtomicBool,
    is_cancelled: AtomicBool,
    is_lost: AtomicBool,
}

impl Hold {
    fn progress(&self) -> (i32, i32) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn tell(&self, done: usize, total: usize) {
        self.done.store(i32::try_from(done).unwrap_or(i32::MAX), Ordering::Relaxed);
        self.total.store(i32::try_from(total).unwrap_or(i32::MAX), Ordering::Relaxed);
    }
}

impl Worker {
    /// A worker that ends when `stop` is set, leaving what it does to the next.
    pub fn new(
        app: App,
        objects: Arc<Objects>,
        name: String,
        renderers: NonZeroUsize,
        engine: LazyEngine,
        stop: Arc<AtomicBool>,
    ) -> Worker {
        Worker { app, objects, name, renderers, engine, stop }
    }

    /// Works until it is stopped. What it does borrows, so callers that move between threads run it with [`crate::door::apart`].
    pub async fn run(&self) {
        while !self.stop.load(Ordering::SeqCst) {
            match self.work_once().await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(POLL).await,
                Err(error) => {
                    tracing::error!(cause = ?error, "the worker cannot work");
                    tokio::time::sleep(TROUBLE).await;
                }
            }
        }
    }

    /// Does the job that has waited longest; false when none waits.
    ///
    /// # Errors
    /// When the database fails. A job that fails is no error here: it is written down with the job.
    pub async fn work_once(&self) -> Result<bool> {
        let now = self.app.clock().now();
        // Looking takes no lock, so that an idle worker is in nobody's way.
        if !store::job::is_due(&mut self.app.db().read().await?, now).await? {
            return Ok(false);
        }
        let mut tx = self.app.db().write().await?;
        let Some(row) = store::job::claim(&mut tx, &self.name, LEASE, now).await? else { return Ok(false) };
        tx.commit().await?;
        self.work_on(&row).await?;
        Ok(true)
    }

    async fn work_on(&self, row: &JobRow) -> Result<()> {
        let claim = row.claim();
        if row.cancel_asked {
            return self.end(claim, Ending::Cancelled).await;
        }
        let hold = Arc::new(Hold::default());
        let beat = tokio::spawn(beat(self.app.clone(), claim, Arc::clone(&hold), Arc::clone(&self.stop)));
        let result = match Job::from_stored(&row.kind, &row.payload) {
            Ok(job) => self.perform(&job, &hold).await,
            Err(error) => {
                tracing::error!(%error, kind = row.kind, "a job of an unknown kind");
                Err(Fault::new("job-unknown").with("kind", &row.kind).into())
            }
        };
        beat.abort();
        if hold.is_lost.load(Ordering::SeqCst) {
            return Ok(());
        }
        match result {
            _ if hold.is_cancelled.load(Ordering::SeqCst) => self.end_with(claim, &hold, Ending::Cancelled).await,
            Ok(()) | Err(AppError::Stopped) if hold.is_stopped() => self.end_with(claim, &hold, Ending::Released).await,
            Ok(()) => self.end_with(claim, &hold, Ending::Done).await,
            Err(error) => {
                tracing::error!(job = row.id.0, attempt = claim.attempt, cause = ?error, "a job failed");
                let words = keep_words(&error);
                let next = next_try(row.failures(), self.app.clock().now()).filter(|_| !is_final(&error));
                let ending = match next {
                    Some(at) => Ending::Retry { at, error: &words },
                    None => Ending::Failed { error: &words },
                };
                self.end_with(claim, &hold, ending).await
            }
        }
    }

    /// Every kind of job has its arm here.
    async fn perform(&self, job: &Job, hold: &Hold) -> Result<()> {
        let actor = Actor::worker();
        match job {
            Job::RecomputeScores { fiscal_year, instrument, through } => {
                score::recompute(&self.app, &actor, *fiscal_year, instrument, *through).await.map(drop)
            }
            Job::IssueDocuments { fiscal_year, formats } => {
                self.issue_documents(&actor, *fiscal_year, formats, hold).await
            }
            Job::VerifyAudit => {
                audit::check(&self.app, &actor, &hold.stop, &|done, total| hold.tell(done, total)).await.map(drop)
            }
        }
    }

    async fn issue_documents(&self, actor: &Actor, year: FiscalYear, formats: &[Format], hold: &Hold) -> Result<()> {
        let engine = self.engine.get()?;
        let mut failed = Vec::new();
        for (i, format) in formats.iter().enumerate() {
            let to = Target::Objects(&self.objects);
            let request = Request { year, whose: Whose::All, format: *format, to, workers: self.renderers };
            let progress = |done: usize, total: usize| hold.tell(i * total + done, formats.len() * total);
            let issued = issue::issue(&self.app, actor, engine, &request, &hold.stop, &progress).await?;
            if issued.stopped {
                return Err(AppError::Stopped);
            }
            failed.extend(issued.failed);
        }
        let count = failed.len();
        match failed.into_iter().next() {
            None => {
                // Not every format has every document; what was to be done is done.
                let (_, total) = hold.progress();
                hold.done.store(total, Ordering::Relaxed);
                Ok(())
            }
            Some((file, cause)) => Err(AppError::Documents { count, file, cause: Box::new(cause) }),
        }
    }

    /// Notes how much was done, then how it ended.
    async fn end_with(&self, claim: Claim, hold: &Hold, ending: Ending<'_>) -> Result<()> {
        let now = self.app.clock().now();
        let mut tx = self.app.db().write().await?;
        if store::job::renew(&mut tx, claim, LEASE, hold.progress(), now).await?.is_none() {
            return Ok(());
        }
        store::job::finish(&mut tx, claim, ending, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn end(&self, claim: Claim, ending: Ending<'_>) -> Result<()> {
        let mut tx = self.app.db().write().await?;
        store::job::finish(&mut tx, claim, ending, self.app.clock().now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Whether trying again would only end the same way.
fn is_final(error: &AppError) -> bool {
    matches!(error, AppError::Refused(_) | AppError::Problems(_) | AppError::Denied)
}

/// Shows signs of life until the job is over, and hears whether it is to be left off.
async fn beat(app: App, claim: Claim, hold: Arc<Hold>, stop: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(BEAT).await;
        match renew(&app, claim, &hold).await {
            Ok(Some(false)) => {}
            Ok(Some(true)) => {
                hold.is_cancelled.store(true, Ordering::SeqCst);
                hold.stop.store(true, Ordering::SeqCst);
            }
            Ok(None) => {
                hold.is_lost.store(true, Ordering::SeqCst);
                hold.stop.store(true, Ordering::SeqCst);
                return;
            }
            // The lease lasts longer than a database that restarts.
            Err(error) => tracing::warn!(job = claim.id.0, cause = ?error, "a lease was not renewed"),
        }
        if stop.load(Ordering::SeqCst) {
            hold.stop.store(true, Ordering::SeqCst);
        }
    }
}

async fn renew(app: &App, claim: Claim, hold: &Hold) -> store::Result<Option<bool>> {
    let mut tx = app.db().write().await?;
    let answer = store::job::renew(&mut tx, claim, LEASE, hold.progress(), app.clock().now()).await?;
    tx.commit().await?;
    Ok(answer)
}
