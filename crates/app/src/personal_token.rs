//! Personal tokens: made and taken away by a person for their own programs, and recognised when such a program comes.

use std::time::Duration;

use domain::id::PersonalTokenId;
use domain::personal_token::{Grants, PREFIX, PersonalToken};
use domain::policy::{Action, Actor, Entity};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use store::personal_token::{NewToken, TokenRow};
use store::user::UserRow;

use crate::clock::{bangkok_day, bangkok_midnight};
use crate::door::{App, not_found};
use crate::error::{AppError, Result};
use crate::secret::Token;
use crate::session::{Present, actor_of};

/// How far the time of the last use may lag behind, so that not every request writes.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long a request waits to note that a token was used; a long import may hold the database.
const USED_PATIENCE: Duration = Duration::from_millis(500);

/// A program that came with a token.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// In whose name it acts, with the roles of today.
    pub actor: Actor,
    /// The person.
    pub user: UserRow,
    /// The token.
    pub token: TokenRow,
}

/// The tokens of a person, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, present: &Present) -> Result<Vec<TokenRow>> {
    let user = present.user.id;
    let mut conn = app.read(&present.actor, Action::PersonalTokenChange, &Entity::Account(user)).await?;
    Ok(store::personal_token::list_by_user(&mut conn, user).await?)
}

/// Makes a token, and returns it as it is handed out, this once. A session that lacks the second factor its roles ask for makes none: the
/// token would go around it.
///
/// # Errors
/// When the name, the days or what it is for cannot be used; when there are too many; when the session may not; when the database fails.
pub async fn create(app: &App, present: &Present, name: &str, grants: &Grants, days: u16) -> Result<String> {
    let Present { actor, user, session, .. } = present;
    if user.must_change_password || domain::session::lacks_factor(actor, session.two_factors) {
        return Err(AppError::Denied);
    }
    let token = Token::random();
    app.run(actor, Action::PersonalTokenChange, &Entity::Account(user.id), &actor.name, async |ctx| {
        // Two at the same moment must see one another.
        store::user::lock(&mut ctx.tx, user.id).await?;
        let held = store::personal_token::list_by_user(&mut ctx.tx, user.id).await?;
        let held = held.into_iter().filter(|row| row.expires_at > ctx.now).count();
        let made = PersonalToken::new(name, grants.clone(), days, bangkok_day(ctx.now), held)?;
        let new = NewToken {
            user_id: user.id,
            token_hash: token.hash(),
            name: &made.name,
            grants: made.grants.clone(),
            two_factors: session.two_factors,
            expires_at: bangkok_midnight(made.until.saturating_add(1.day())),
        };
        let id = store::personal_token::insert(&mut ctx.tx, &new, ctx.now).await?;
        ctx.detail("token_made", id.0);
        ctx.detail("grants", made.grants.to_string());
        ctx.detail("until", made.until.to_string());
        Ok(())
    })
    .await?;
    Ok(format!("{PREFIX}{}", token.to_text()))
}

/// Takes a token away.
///
/// # Errors
/// When it is not there or not theirs; when the database fails.
pub async fn revoke(app: &App, actor: &Actor, id: PersonalTokenId) -> Result<()> {
    let user = actor.user().ok_or(AppError::Denied)?;
    app.run(actor, Action::PersonalTokenChange, &Entity::Account(user), &actor.name, async |ctx| {
        ctx.detail("token_revoked", id.0);
        match store::personal_token::delete(&mut ctx.tx, user, id).await? {
            true => Ok(()),
            false => Err(not_found("token", id)),
        }
    })
    .await
}

/// Who comes with a token, in one query; nobody when it is unknown or over, the account disabled, or a password or second factor has to be
/// set up first.
///
/// # Errors
/// When the database fails.
pub async fn resolve(app: &App, token: &str) -> Result<Option<Bearer>> {
    let Some(token) = token.strip_prefix(PREFIX).and_then(Token::parse) else { return Ok(None) };
    let now = app.clock().now();
    let mut conn = app.db().read().await?;
    let found = store::personal_token::resolve(&mut conn, token.hash(), now).await?;
    drop(conn);
    let Some((token, user)) = found else { return Ok(None) };
    let actor = actor_of(&user, now);
    let is_barred = user.disabled_at.is_some()
        || user.must_change_password
        || domain::session::lacks_factor(&actor, token.two_factors);
    if is_barred {
        return Ok(None);
    }
    if token.used_at.is_none_or(|used| now.duration_since(used) >= USED_EVERY) {
        note_used(app, token.id, now).await;
    }
    Ok(Some(Bearer { actor, user, token }))
}

/// Notes that a token was used. This is no change that anybody would look for in the audit log, and no reason to fail a request.
async fn note_used(app: &App, id: PersonalTokenId, now: Timestamp) {
    let write = async {
        let mut tx = app.db().write().await?;
        store::personal_token::save_used(&mut tx, id, now).await?;
        tx.commit().await
    };
    match tokio::time::timeout(USED_PATIENCE, write).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(cause = ?error, "failed to note that a token was used"),
        Err(_) => tracing::debug!("the database is busy; the token is noted at a later request"),
    }
}
