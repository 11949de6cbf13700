//! What the program is busy with at this moment, for those who watch over it.

use domain::policy::{Action, Actor, Entity};
use jiff::SignedDuration;
use store::PoolUsage;

use crate::door::App;
use crate::error::Result;

/// What waits and what is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Sessions that have not ended.
    pub sessions: i64,
    /// Jobs that wait or are worked on.
    pub jobs_unfinished: i64,
    /// Jobs that were given up.
    pub jobs_failed: i64,
    /// How long the job has waited that could be done longest: long when no worker lives.
    pub longest_wait: SignedDuration,
    /// Mails to be sent.
    pub mails: i64,
}

/// What waits. Nothing here is about a person or an office; who may look after jobs may see it.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn load(app: &App, actor: &Actor) -> Result<Load> {
    let mut conn = app.read(actor, Action::JobManage, &Entity::System).await?;
    let now = app.clock().now();
    let since = store::job::find_due_since(&mut conn, now).await?;
    Ok(Load {
        sessions: store::session::count(&mut conn, now).await?,
        jobs_unfinished: store::job::count_unfinished(&mut conn).await?,
        jobs_failed: store::job::count_failed(&mut conn).await?,
        longest_wait: since.map_or(SignedDuration::ZERO, |since| now.duration_since(since)),
        mails: store::mail::count_waiting(&mut conn).await?,
    })
}

/// How busy the connections to the database are.
pub fn connections(app: &App) -> Vec<PoolUsage> {
    app.db().usage()
}
