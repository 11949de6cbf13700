//! Work that is done later: rows written in the same transaction as the change that asks for them, claimed by one worker at a time.
//!
//! A waiting job may run from `run_after` on. Claiming it moves that moment to the end of the lease: a worker that dies lets the job
//! become claimable again by doing nothing. Every claim counts one attempt, and the attempt is the fencing token: whoever
//! comes back with an older one has lost the job.

use std::time::Duration;

use domain::id::JobId;
use domain::job::JobState;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::page::Page;
use crate::row::{Column, Row, values};

impl Column for JobState {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<JobState, Cause> {
        JobState::from_word(&raw).ok_or_else(|| format!("no state of a job: {raw}").into())
    }
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Id.
    pub id: JobId,
    /// Verb and noun ("render-letter").
    pub kind: String,
    /// What it needs to know, as JSON text.
    pub payload: String,
    /// When it may run next; while a worker has it, when the lease ends.
    pub run_after: Timestamp,
    /// How often it was claimed.
    pub attempts: i32,
    /// The worker that has it.
    pub claimed_by: Option<String>,
    /// What went wrong the last time, as `app::job` keeps it; none once it was done.
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was done or given up.
    pub finished_at: Option<Timestamp>,
    /// How it ended; none while it has not.
    pub outcome: Option<JobState>,
    /// How much of it is done.
    pub done: i32,
    /// Of how much; 0 while nobody knows.
    pub total: i32,
    /// Whether a person asked to stop it.
    pub cancel_asked: bool,
    /// Attempts that do not count as failures: those before a person began it anew, and those that ended with their worker.
    pub forgiven: i32,
}

/// The right to finish a job: which one, and in which attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Job.
    pub id: JobId,
    /// Attempt.
    pub attempt: i32,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It was done.
    Done,
    /// It failed and is tried again from this moment on.
    Retry {
        /// When.
        at: Timestamp,
        /// What went wrong.
        error: &'a str,
    },
    /// It failed for good.
    Failed {
        /// What went wrong.
        error: &'a str,
    },
    /// A person stopped it.
    Cancelled,
    /// Its worker ends; another takes it up at once.
    Released,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, payload, run_after, attempts, claimed_by, error, created_at, finished_at, outcome, done, total, cancel_asked,
            forgiven FROM jobs WHERE ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("id = $1");
pub(crate) const LIST: &str = select!("id < $1 ORDER BY id DESC LIMIT $2");
pub(crate) const NEXT: &str = select!("finished_at IS NULL AND run_after <= $1 ORDER BY run_after, id LIMIT 1");
pub(crate) const LIST_UNFINISHED: &str = select!("finished_at IS NULL AND kind = $1 ORDER BY run_after, id LIMIT 100");
pub(crate) const COUNT_WAITING: &str = "SELECT COUNT(*) AS n FROM jobs WHERE finished_at IS NULL";
pub(crate) const COUNT_FAILED: &str = "SELECT COUNT(*) AS n FROM jobs WHERE outcome = 'failed'";

impl JobRow {
    /// The right that claiming this job gave.
    pub fn claim(&self) -> Claim {
        Claim { id: self.id, attempt: self.attempts }
    }

    /// How far it has come.
    pub fn state(&self, now: Timestamp) -> JobState {
        match (self.finished_at, self.outcome) {
            (Some(_), Some(outcome)) => outcome,
            // From before endings were told apart.
            (Some(_), None) => {
                if self.error.is_some() {
                    JobState::Failed
                } else {
                    JobState::Done
                }
            }
            (None, _) if self.claimed_by.is_some() && self.run_after > now => JobState::Working,
            (None, _) => JobState::Waiting,
        }
    }

    /// How often in a row it failed, counting the attempt under way.
    pub fn failures(&self) -> i32 {
        self.attempts - self.forgiven
    }
}

/// Whether a job waits whose time has come.
///
/// # Errors
/// When the database fails.
pub async fn is_due(conn: &mut Conn, now: Timestamp) -> Result<bool> {
    Ok(conn.row(NEXT, values![now], |_| Ok(())).await?.is_some())
}

/// Jobs of a kind that have not ended; at most a hundred.
///
/// # Errors
/// When the database fails.
pub async fn list_unfinished(conn: &mut Conn, kind: &str) -> Result<Vec<JobRow>> {
    conn.rows(LIST_UNFINISHED, values![kind], read).await
}

/// The job with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: JobId) -> Result<Option<JobRow>> {
    conn.row(FIND, values![id], read).await
}

/// Jobs, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, page: &Page<JobId>) -> Result<Vec<JobRow>> {
    let before = page.after.map_or(i64::MAX, |id| id.0);
    conn.rows(LIST, values![before, page.limit()], read).await
}

/// How many jobs were given up and not begun anew.
///
/// # Errors
/// When the database fails.
pub async fn count_failed(conn: &mut Conn) -> Result<i64> {
    conn.only(COUNT_FAILED, values![], |row| row.get("n")).await
}

/// Since when the job that has waited longest could be done; none when nothing waits that could be.
///
/// # Errors
/// When the database fails.
pub async fn find_due_since(conn: &mut Conn, now: Timestamp) -> Result<Option<Timestamp>> {
    conn.row(NEXT, values![now], |row| row.get("run_after")).await
}

/// How many jobs are waiting or being worked on.
///
/// # Errors
/// When the database fails.
pub async fn count_unfinished(conn: &mut Conn) -> Result<i64> {
    conn.only(COUNT_WAITING, values![], |row| row.get("n")).await
}

fn read(row: &Row) -> Result<JobRow> {
    Ok(JobRow {
        id: row.get("id")?,
        kind: row.get("kind")?,
        payload: row.get("payload")?,
        run_after: row.get("run_after")?,
        attempts: row.get("attempts")?,
        claimed_by: row.get_opt("claimed_by")?,
        error: row.get_opt("error")?,
        created_at: row.get("created_at")?,
        finished_at: row.get_opt("finished_at")?,
        outcome: row.get_opt("outcome")?,
        done: row.get("done")?,
        total: row.get("total")?,
        cancel_asked: row.get("cancel_asked")?,
        forgiven: row.get("forgiven")?,
    })
}

/// Asks for a job, to run from a moment on.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, kind: &str, payload: &str, run_after: Timestamp, now: Timestamp) -> Result<JobId> {
    const INSERT: &str =
        "INSERT INTO jobs (id, kind, payload, run_after, attempts, created_at) VALUES ($1, $2, $3, $4, 0, $5)";
    let id = JobId(tx.next_id(now));
    tx.run(INSERT, values![id, kind, payload, run_after, now]).await?;
    Ok(id)
}

/// Claims the job that has waited longest, for the length of a lease. Commit at once, then work.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, worker: &str, lease: Duration, now: Timestamp) -> Result<Option<JobRow>> {
    const CLAIM: &str = "UPDATE jobs SET run_after = $2, attempts = attempts + 1, claimed_by = $3 WHERE id = $1";
    let sql = tx.engine().skip_locked(NEXT);
    let Some(mut job) = tx.row(&sql, values![now], read).await? else { return Ok(None) };
    job.run_after = later(now, lease);
    job.attempts += 1;
    job.claimed_by = Some(worker.to_owned());
    tx.run(CLAIM, values![job.id, job.run_after, worker]).await?;
    Ok(Some(job))
}

/// Makes the lease last from now on again and notes how much of how much is done. Tells whether a person asked to stop it; none when the
/// job is someone else's by now.
///
/// # Errors
/// When the database fails.
pub async fn renew(
    tx: &mut Tx,
    claim: Claim,
    lease: Duration,
    (done, total): (i32, i32),
    now: Timestamp,
) -> Result<Option<bool>> {
    const RENEW: &str = "UPDATE jobs SET run_after = $3, done = $4, total = $5
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL RETURNING cancel_asked";
    let row = values![claim.id, claim.attempt, later(now, lease), done, total];
    tx.row(RENEW, row, |row| row.get("cancel_asked")).await
}

/// Asks to stop a job: one that no worker has ends at once, one that is worked on as soon as its worker hears of it. False when it has
/// ended already.
///
/// # Errors
/// When the database fails.
pub async fn cancel(tx: &mut Tx, id: JobId, now: Timestamp) -> Result<bool> {
    const END: &str = "UPDATE jobs SET finished_at = $2, outcome = $3, claimed_by = NULL, attempts = attempts + 1, forgiven = forgiven + 1
        WHERE id = $1 AND finished_at IS NULL AND (claimed_by IS NULL OR run_after <= $2)";
    const ASK: &str = "UPDATE jobs SET cancel_asked = 1 WHERE id = $1 AND finished_at IS NULL";
    let ended = tx.run(END, values![id, now, JobState::Cancelled]).await?;
    Ok(ended == 1 || tx.run(ASK, values![id]).await? == 1)
}

/// Lets a job that has ended begin anew, as if it had never failed. False when it has not ended.
///
/// # Errors
/// When the database fails.
pub async fn restart(tx: &mut Tx, id: JobId, now: Timestamp) -> Result<bool> {
    const RESTART: &str =
        "UPDATE jobs SET run_after = $2, finished_at = NULL, outcome = NULL, error = NULL, cancel_asked = 0, done = 0,
        total = 0, forgiven = attempts WHERE id = $1 AND finished_at IS NOT NULL";
    Ok(tx.run(RESTART, values![id, now]).await? == 1)
}

/// Ends an attempt, in the transaction that has the effect of the job. False when the job is someone else's by now: then that
/// transaction must not be committed.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, claim: Claim, ending: Ending<'_>, now: Timestamp) -> Result<bool> {
    const FINISH: &str = "UPDATE jobs SET finished_at = $3, error = $4, outcome = $5, claimed_by = NULL
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    const RETRY: &str = "UPDATE jobs SET run_after = $3, error = $4, claimed_by = NULL
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    const RELEASE: &str = "UPDATE jobs SET run_after = $3, claimed_by = NULL, forgiven = forgiven + 1
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    let Claim { id, attempt } = claim;
    let none: Option<String> = None;
    let ended = match ending {
        Ending::Done => tx.run(FINISH, values![id, attempt, now, none, JobState::Done]).await?,
        Ending::Failed { error } => tx.run(FINISH, values![id, attempt, now, error, JobState::Failed]).await?,
        Ending::Cancelled => tx.run(FINISH, values![id, attempt, now, none, JobState::Cancelled]).await?,
        Ending::Retry { at, error } => tx.run(RETRY, values![id, attempt, at, error]).await?,
        Ending::Released => tx.run(RELEASE, values![id, attempt, now]).await?,
    };
    Ok(ended == 1)
}

fn later(now: Timestamp, lease: Duration) -> Timestamp {
    now.checked_add(lease).unwrap_or(Timestamp::MAX)
}
