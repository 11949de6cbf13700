//! Requests that may be sent twice: the second gets the answer of the first, and nothing is done again.
//!
//! This is about requests and not about anything of the administration, so it leaves no entry in the audit log; what the request did has
//! its own. An answer may show a secret this once, so it is kept sealed.

use domain::id::UserId;
use jiff::SignedDuration;

use crate::door::App;
use crate::error::{AppError, Result};

pub use store::idempotency::Kept;

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What is to be done with a request that has a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is the first: do it.
    First,
    /// It was done: this was the answer.
    Again(Kept),
    /// The same is under way, or was when the program was stopped.
    UnderWay,
    /// The key belongs to another request.
    Other,
}

/// Begins a request of a person's program.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App, user: UserId, key: &str, request_hash: &str) -> Result<Turn> {
    let now = app.clock().now();
    let mut tx = app.db().write().await?;
    store::idempotency::delete_old(&mut tx, now.saturating_sub(KEPT).unwrap_or(now)).await?;
    let is_first = store::idempotency::insert(&mut tx, user, key, request_hash, now).await?;
    let sent = if is_first { None } else { store::idempotency::find(&mut tx, user, key).await? };
    tx.commit().await?;
    Ok(match sent {
        None => Turn::First,
        Some(sent) if sent.request_hash != request_hash => Turn::Other,
        Some(sent) => match sent.answer {
            Some(answer) => Turn::Again(open(app, user, key, answer)?),
            None => Turn::UnderWay,
        },
    })
}

/// For what an answer is sealed.
fn sealed_for(user: UserId, key: &str) -> String {
    format!("answer:{user}:{key}")
}

fn open(app: &App, user: UserId, key: &str, sealed: Kept) -> Result<Kept> {
    let opened = app.vault()?.open(&sealed.body, &sealed_for(user, key));
    let body = opened.and_then(|bytes| String::from_utf8(bytes).ok());
    let body = body.ok_or_else(|| AppError::Internal(format!("an answer kept for user {user} does not open")))?;
    Ok(Kept { body, ..sealed })
}

/// Keeps the answer of a request that was done.
///
/// # Errors
/// When the database fails.
pub async fn finish(app: &App, user: UserId, key: &str, answer: &Kept) -> Result<()> {
    let sealed = Kept { body: app.vault()?.seal(answer.body.as_bytes(), &sealed_for(user, key)), ..answer.clone() };
    let mut tx = app.db().write().await?;
    store::idempotency::save(&mut tx, user, key, &sealed).await?;
    Ok(tx.commit().await?)
}

/// Forgets a request that was refused: it changed nothing, and may be sent again.
///
/// # Errors
/// When the database fails.
pub async fn forget(app: &App, user: UserId, key: &str) -> Result<()> {
    let mut tx = app.db().write().await?;
    store::idempotency::delete(&mut tx, user, key).await?;
    Ok(tx.commit().await?)
}
