//! Work that is done later: rows written in the same transaction as the change that asks for them, claimed by one worker at a time.
//!
//! A waiting job may run from `run_after` on. Claiming it moves that moment to the end of the lease: a worker that dies lets the job
//! become claimable again by doing nothing. Every claim counts one attempt, and the attempt is the fencing token: whoever
//! comes back with an older one has lost the job.

use std::time::Duration;

use domain::id::JobId;
use jiff::Timestamp;

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::page::Page;
use crate::row::{Row, values};

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
    /// What went wrong the last time; none once it was done.
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was done or given up.
    pub finished_at: Option<Timestamp>,
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
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, payload, run_after, attempts, claimed_by, error, created_at, finished_at FROM jobs WHERE ",
            $rest
        )
    };
}

pub(crate) const FIND: &str = select!("id = $1");
pub(crate) const LIST: &str = select!("id < $1 ORDER BY id DESC LIMIT $2");
pub(crate) const NEXT: &str = select!("finished_at IS NULL AND run_after <= $1 ORDER BY run_after, id LIMIT 1");
pub(crate) const COUNT_WAITING: &str = "SELECT COUNT(*) AS n FROM jobs WHERE finished_at IS NULL";

impl JobRow {
    /// The right that claiming this job gave.
    pub fn claim(&self) -> Claim {
        Claim { id: self.id, attempt: self.attempts }
    }
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

/// Makes the lease last from now on again. False when the job is someone else's by now.
///
/// # Errors
/// When the database fails.
pub async fn renew(tx: &mut Tx, claim: Claim, lease: Duration, now: Timestamp) -> Result<bool> {
    const RENEW: &str = "UPDATE jobs SET run_after = $3 WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    Ok(tx.run(RENEW, values![claim.id, claim.attempt, later(now, lease)]).await? == 1)
}

/// Ends an attempt, in the transaction that has the effect of the job. False when the job is someone else's by now: then that
/// transaction must not be committed.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, claim: Claim, ending: Ending<'_>, now: Timestamp) -> Result<bool> {
    const FINISH: &str = "UPDATE jobs SET finished_at = $3, error = $4, claimed_by = NULL
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    const RETRY: &str = "UPDATE jobs SET run_after = $3, error = $4, claimed_by = NULL
        WHERE id = $1 AND attempts = $2 AND finished_at IS NULL";
    let none: Option<String> = None;
    let ended = match ending {
        Ending::Done => tx.run(FINISH, values![claim.id, claim.attempt, now, none]).await?,
        Ending::Failed { error } => tx.run(FINISH, values![claim.id, claim.attempt, now, error]).await?,
        Ending::Retry { at, error } => tx.run(RETRY, values![claim.id, claim.attempt, at, error]).await?,
    };
    Ok(ended == 1)
}

fn later(now: Timestamp, lease: Duration) -> Timestamp {
    now.checked_add(lease).unwrap_or(Timestamp::MAX)
}
