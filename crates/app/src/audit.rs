//! The audit log for those who read it: finding entries, and checking on demand that nothing was changed since they were written.

pub mod export;
mod words;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::audit::{AuditEntry, Outcome, Tampering};
use domain::id::UserId;
use domain::job::{Job, JobState};
use domain::office::OfficeCode;
use domain::policy::{Action, Actor, Entity};
use domain::user::Login;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use store::audit::{AuditFilter, Moment};
use store::{Conn, Page};

pub use self::words::{Detail, details};
use crate::clock::bangkok_midnight;
use crate::door::App;
use crate::error::Result;
use crate::{job, publication};

/// How the log names a check of itself that was asked for, and what came of it.
const ASKED: &str = "audit:asked";
const CHECKED: &str = "audit:checked";
/// The kind of the job that checks.
const KIND: &str = "verify-audit";

/// What a reader looks for: all that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// From this day in Bangkok on.
    pub from: Option<Date>,
    /// Up to this day, with it.
    pub to: Option<Date>,
    /// A login, or a name as the log has it ("operator", "user:17").
    pub actor: Option<String>,
    /// What was done.
    pub action: Option<Action>,
    /// On what, as the log names it.
    pub entity: Option<String>,
    /// What was done on an office's own.
    pub office: Option<OfficeCode>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// Entries with the people in them.
pub struct Listed {
    /// Newest first; fewer than asked for where they lie far apart.
    pub entries: Vec<AuditEntry>,
    /// Where the search goes on; none when nothing older is left.
    pub next: Option<Moment>,
    /// Names of the people that the entries speak of.
    pub names: HashMap<UserId, String>,
}

/// Entries of the log, newest first.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn list(app: &App, actor: &Actor, query: &AuditQuery, page: &Page<Moment>) -> Result<Listed> {
    let mut conn = app.read(actor, Action::AuditRead, &Entity::System).await?;
    let named = match &query.actor {
        Some(typed) => Some(resolve(&mut conn, typed).await?),
        None => None,
    };
    let filter = AuditFilter {
        from: query.from.map(bangkok_midnight),
        before: query.to.and_then(|day| day.tomorrow().ok()).map(bangkok_midnight),
        entity: query.entity.as_deref(),
        actor: named.as_deref(),
        office: query.office.as_ref(),
        action: query.action.map(Action::as_str),
        outcome: query.outcome,
    };
    let found = store::audit::list(&mut conn, &filter, page).await?;
    let mut ids: Vec<UserId> = found.entries.iter().flat_map(|entry| words::people(&entry.record)).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = store::user::names(&mut conn, &ids).await?.into_iter().collect();
    Ok(Listed { entries: found.entries, next: found.next, names })
}

/// The actor that a person means: by login where there is such an account, else as it was typed.
async fn resolve(conn: &mut Conn, typed: &str) -> Result<String> {
    let Ok(login) = Login::new(typed) else { return Ok(typed.to_owned()) };
    let row = store::user::find_by_login(conn, &login).await?;
    Ok(row.map_or_else(|| typed.to_owned(), |row| Actor::name_of(row.id)))
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All entries up to this one are as they were written, and so is everything that was published.
    Whole {
        /// Place of the last entry that was looked at.
        reached: i64,
        /// Its hash: whoever notes it elsewhere can tell later that the log was not written anew.
        hash: String,
        /// How many publications still score to what they say.
        publications: i64,
    },
    /// The log is not as it was written.
    Broken {
        /// The first entry at which it shows.
        seq: i64,
        /// "changed", "removed", "reordered" or "added".
        what: String,
    },
    /// A publication does not score to what it says.
    Differs {
        /// Its number.
        publication: String,
    },
}

/// What is known about the log as a whole.
pub struct Soundness {
    /// How many entries there are.
    pub entries: i64,
    /// When it was last checked, and with what result.
    pub last: Option<(Timestamp, Verdict)>,
    /// How many entries of how many a check under way has seen; zeros while it waits to begin.
    pub running: Option<(i32, i32)>,
}

/// What is known about the log as a whole.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn soundness(app: &App, actor: &Actor) -> Result<Soundness> {
    let mut conn = app.read(actor, Action::AuditRead, &Entity::System).await?;
    let entries = store::audit::head(&mut conn).await?.seq;
    let filter = AuditFilter { entity: Some(CHECKED), outcome: Some(Outcome::Done), ..AuditFilter::default() };
    let last = store::audit::list(&mut conn, &filter, &Page::first(1)).await?.entries.pop();
    let last = last.and_then(|entry| Some((entry.record.at, verdict_of(&entry.record.detail)?)));
    let running = store::job::list_unfinished(&mut conn, KIND).await?.first().map(|row| (row.done, row.total));
    Ok(Soundness { entries, last, running })
}

/// Asks for a check, which a worker does beside everything else. Who asks while one is under way waits for that one.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn ask(app: &App, actor: &Actor) -> Result<()> {
    app.run(actor, Action::AuditVerify, &Entity::System, ASKED, async |ctx| {
        let unfinished = store::job::list_unfinished(&mut ctx.tx, KIND).await?;
        match unfinished.iter().any(|row| matches!(row.state(ctx.now), JobState::Waiting | JobState::Working)) {
            true => ctx.nothing_changed(),
            false => drop(job::enqueue(ctx, &Job::VerifyAudit).await?),
        }
        Ok(())
    })
    .await
}

/// Checks the log and everything published, and puts what it found on record.
///
/// # Errors
/// When it was stopped; when the actor may not; when the database fails.
pub async fn check(app: &App, actor: &Actor, stop: &AtomicBool, tell: &dyn Fn(usize, usize)) -> Result<Verdict> {
    crate::door::check(actor, Action::AuditVerify, &Entity::System)?;
    let walked = store::audit::verify_telling(app.db(), |done, all| {
        let count = |n: i64| usize::try_from(n).unwrap_or_default();
        tell(count(done), count(all));
        !stop.load(Ordering::SeqCst)
    });
    let verdict = match walked.await? {
        Err(broken) => {
            tracing::error!(seq = broken.seq, what = tampering(broken.what), "the audit log is broken");
            Verdict::Broken { seq: broken.seq, what: tampering(broken.what).to_owned() }
        }
        Ok(head) => match publication::recheck_all(app, actor).await? {
            Err((publication, _)) => {
                tracing::error!(publication, "a publication is not what was published");
                Verdict::Differs { publication }
            }
            Ok(publications) => Verdict::Whole {
                reached: head.seq,
                hash: head.hash.to_string(),
                publications: i64::try_from(publications).unwrap_or(i64::MAX),
            },
        },
    };
    app.run(actor, Action::AuditVerify, &Entity::System, CHECKED, async |ctx| {
        match &verdict {
            Verdict::Whole { reached, hash, publications } => {
                ctx.detail("reached", *reached);
                ctx.detail("hash", hash.as_str());
                ctx.detail("sound", *publications);
            }
            Verdict::Broken { seq, what } => {
                ctx.detail("broken", *seq);
                ctx.detail("what", what.as_str());
            }
            Verdict::Differs { publication } => ctx.detail("differs", publication.as_str()),
        }
        Ok(())
    })
    .await?;
    Ok(verdict)
}

/// The word for what was done to the log.
pub fn tampering(what: Tampering) -> &'static str {
    match what {
        Tampering::Changed => "changed",
        Tampering::Removed => "removed",
        Tampering::Reordered => "reordered",
        Tampering::Added => "added",
    }
}

/// Reads back what [`check`] put on record.
fn verdict_of(detail: &str) -> Option<Verdict> {
    let detail: Value = serde_json::from_str(detail).ok()?;
    let text = |key: &str| Some(detail.get(key)?.as_str()?.to_owned());
    let number = |key: &str| detail.get(key)?.as_i64();
    if let Some(seq) = number("broken") {
        return Some(Verdict::Broken { seq, what: text("what")? });
    }
    if let Some(publication) = text("differs") {
        return Some(Verdict::Differs { publication });
    }
    Some(Verdict::Whole { reached: number("reached")?, hash: text("hash")?, publications: number("sound")? })
}
