//! Signing in, staying signed in, signing out.

use std::time::Duration;

use domain::audit::Hash;
use domain::id::{PasskeyId, UserId};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::sign_in::{Counted, refused_until, remembered_since};
use domain::sign_in_step::StepKind;
use domain::user::Login;
use jiff::{SignedDuration, Timestamp};
use store::session::SessionRow;
use store::sign_in_step::StepRow;
use store::user::UserRow;
use store::{Conn, Tx};

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::password::{self, Turn};
use crate::secret::Token;

/// How far `last_seen_at` may lag behind, so that not every request writes.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How long a request waits to note that a session was used; a long import may hold the database.
const SEEN_PATIENCE: Duration = Duration::from_millis(500);

/// Where somebody signs in from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Network address; failures are counted on it.
    pub address: &'a str,
    /// The browser, as it calls itself; shown to the person in the list of sessions.
    pub user_agent: &'a str,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Present {
    /// Who acts, with the roles of today.
    pub actor: Actor,
    /// The person.
    pub user: UserRow,
    /// The session.
    pub session: SessionRow,
    /// How many notices wait to be read.
    pub unread: i64,
}

/// What a proof of who one is leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A session, by its token.
    Session(Token),
    /// The code of the second factor, asked for under this token ([`crate::second_factor::sign_in`]).
    Code(Token),
}

impl Next {
    /// What the browser goes on with.
    pub fn token(&self) -> &Token {
        match self {
            Next::Session(token) | Next::Code(token) => token,
        }
    }
}

/// With what somebody proves who they are, beside what was compared before.
pub(crate) enum Proof<'a> {
    /// The password, with the stored hash that it was compared with.
    Password(&'a str),
    /// The second factor, after the step that asked for it.
    Code(Hash, UsedCode),
    /// A passkey: something one has, unlocked by something one knows or is.
    Passkey(Hash, PasskeyId, &'a str),
    /// The OpenID provider.
    Provider {
        /// The step that went there.
        step: Hash,
        /// Issuer and subject of an account that is to be linked now.
        link: Option<(&'a str, &'a str)>,
        /// Whether it asked for two factors.
        two_factors: bool,
    },
    /// The choice of a role in the demonstration, where nobody has factors to show.
    Demo,
}

/// A code of the second factor.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UsedCode {
    /// Of the app, by its step.
    Totp(i64),
    /// A recovery code, by its hash.
    Recovery(Hash),
}

impl Proof<'_> {
    /// Whether no code is asked for after it.
    fn is_complete(&self) -> bool {
        match self {
            Proof::Password(_) => false,
            Proof::Provider { two_factors, .. } => *two_factors,
            Proof::Code(..) | Proof::Passkey(..) | Proof::Demo => true,
        }
    }

    /// Uses up what is good once, and refuses what was used or taken back since it was compared.
    async fn use_up(&self, ctx: &mut Ctx, user: UserId) -> Result<()> {
        let (tx, now) = (&mut ctx.tx, ctx.now);
        let is_good = match self {
            Proof::Password(stored) => store::user::password(tx, user).await?.as_deref() == Some(*stored),
            Proof::Code(step, UsedCode::Totp(number)) => {
                store::sign_in_step::delete(tx, *step).await?
                    && store::second_factor::save_step(tx, user, *number).await?
            }
            Proof::Code(step, UsedCode::Recovery(hash)) => {
                store::sign_in_step::delete(tx, *step).await?
                    && store::second_factor::save_recovery_used(tx, user, *hash, now).await?
            }
            Proof::Passkey(step, id, credential) => {
                store::sign_in_step::delete(tx, *step).await?
                    && store::passkey::save_used(tx, *id, credential, now).await?
            }
            Proof::Provider { step, link, .. } => {
                if let Some((issuer, subject)) = link {
                    store::identity::insert(tx, issuer, subject, user, now).await?;
                }
                store::sign_in_step::delete(tx, *step).await?
            }
            Proof::Demo => true,
        };
        let word = match self {
            Proof::Password(_) => "password",
            Proof::Code(_, UsedCode::Totp(_)) => "code",
            Proof::Code(_, UsedCode::Recovery(_)) => "recovery-code",
            Proof::Passkey(..) => "passkey",
            Proof::Provider { link: None, .. } => "provider",
            Proof::Provider { link: Some(_), .. } => "provider-linked",
            Proof::Demo => "demo",
        };
        ctx.detail("by", word);
        if is_good { Ok(()) } else { Err(Fault::new("sign-in-refused").into()) }
    }
}

/// Signs in with login and password. Who has an authenticator app is asked for its code; whoever must change the password is told by
/// [`UserRow::must_change_password`] of [`resolve`].
///
/// # Errors
/// `sign-in-refused`, whatever of login, password and account is wrong; `sign-in-wait` after too many failures; when the database fails.
pub async fn sign_in(app: &App, login: &str, password: &str, from: &Origin<'_>) -> Result<Next> {
    let login = Login::new(login).ok();
    let (user, stored) = check(app, login.as_ref(), password, from).await?;
    enter(app, &user, from, &Proof::Password(&stored)).await
}

/// Signs a person of the demonstration in without a password. Nothing but a demonstration may offer it.
///
/// # Errors
/// When there is no such person, or the database fails.
pub async fn sign_in_demo(app: &App, user: UserId) -> Result<Next> {
    let mut conn = app.db().read().await?;
    let row = store::user::find(&mut conn, user).await?.ok_or_else(|| not_found("user", user))?;
    drop(conn);
    enter(app, &row, &Origin { address: "", user_agent: "" }, &Proof::Demo).await
}

/// The person whose login and password these are, with the hash they were compared with. A failure is counted.
pub(crate) async fn check(
    app: &App,
    login: Option<&Login>,
    password: &str,
    from: &Origin<'_>,
) -> Result<(UserRow, String)> {
    // Failures are read and counted within one's turn: who sends a thousand passwords at once has no more than two tried before the
    // count is known.
    let turn = password::turn().await;
    let now = app.clock().now();
    let subjects = subjects(login, from.address);
    let mut conn = app.db().read().await?;
    check_waiting(&mut conn, &subjects, now).await?;
    let user = match login {
        Some(login) => store::user::find_by_login(&mut conn, login).await?,
        None => None,
    };
    let stored = match &user {
        Some(user) => store::user::password(&mut conn, user.id).await?,
        None => None,
    };
    drop(conn);
    let is_right = password::verify(&turn, password, stored.clone()).await?;
    match (user, stored) {
        (Some(user), Some(stored)) if is_right && user.disabled_at.is_none() => Ok((user, stored)),
        (user, _) => Err(refuse(app, user.as_ref(), &subjects, from, "sign-in-refused", &turn).await?),
    }
}

/// Refuses who has to wait.
pub(crate) async fn check_waiting(conn: &mut Conn, subjects: &[(Counted, String)], now: Timestamp) -> Result<()> {
    match waiting(conn, subjects, now).await? {
        Some(until) => {
            // No entry in the audit log: the one that began the delay says until when, and an attacker shall not make the log grow.
            let minutes = until.duration_since(now).as_secs().div_euclid(60) + 1;
            Err(Fault::new("sign-in-wait").with("minutes", minutes).into())
        }
        None => Ok(()),
    }
}

/// What failures are counted on. A login may be a password that slipped into the wrong field, so it is not kept as it is.
pub(crate) fn subjects(login: Option<&Login>, address: &str) -> Vec<(Counted, String)> {
    let address = (Counted::Address, format!("address:{address}"));
    login.map(|login| (Counted::Login, login_subject(login))).into_iter().chain([address]).collect()
}

fn login_subject(login: &Login) -> String {
    format!("login:{}", domain::sha256_hex(login.as_str().as_bytes()))
}

async fn waiting(conn: &mut Conn, subjects: &[(Counted, String)], now: Timestamp) -> Result<Option<Timestamp>> {
    let mut latest = None;
    for (counted, subject) in subjects {
        let failures = store::sign_in::find(conn, subject, remembered_since(now)).await?;
        latest = latest.max(failures.and_then(|failures| refused_until(*counted, failures, now)));
    }
    Ok(latest.filter(|until| *until > now))
}

/// Counts a failure, puts it on record and gives the refusal of this key.
pub(crate) async fn refuse(
    app: &App,
    user: Option<&UserRow>,
    subjects: &[(Counted, String)],
    from: &Origin<'_>,
    key: &'static str,
    _turn: &Turn,
) -> Result<AppError> {
    let on = user.map_or_else(|| "unknown".to_owned(), |user| Actor::name_of(user.id));
    app.run(&Actor::public(), Action::SessionSignIn, &Entity::System, &on, async |ctx| {
        ctx.denied();
        ctx.detail("address", from.address);
        let mut until = None;
        for (counted, subject) in subjects {
            let failures = store::sign_in::count_up(&mut ctx.tx, subject, remembered_since(ctx.now), ctx.now).await?;
            until = until.max(refused_until(*counted, failures, ctx.now));
        }
        if let Some(until) = until {
            ctx.detail("refused_until", until.to_string());
        }
        Ok(())
    })
    .await?;
    Ok(Fault::new(key).into())
}

/// Lets a person in: into a new session, or only as far as the code of the second factor.
pub(crate) async fn enter(app: &App, user: &UserRow, from: &Origin<'_>, proof: &Proof<'_>) -> Result<Next> {
    let token = Token::random();
    let actor = actor_of(user, app.clock().now());
    app.run(&actor, Action::SessionSignIn, &Entity::System, &actor.name, async |ctx| {
        store::user::lock(&mut ctx.tx, user.id).await?;
        proof.use_up(ctx, user.id).await?;
        store::session::delete_expired(&mut ctx.tx, ctx.now).await?;
        store::sign_in::delete_old(&mut ctx.tx, remembered_since(ctx.now)).await?;
        let confirmed = store::second_factor::find(&mut ctx.tx, user.id).await?.and_then(|app| app.confirmed_at);
        if confirmed.is_some() && !proof.is_complete() {
            // Failures stay counted until the code is right, or they would never add up.
            ctx.detail("awaits", StepKind::Code.as_str());
            step(ctx, &token, StepKind::Code, Some(user.id), "").await?;
            return Ok(Next::Code(token.clone()));
        }
        forget_failures(&mut ctx.tx, &user.user.login).await?;
        let session = SessionRow {
            token_hash: token.hash(),
            user_id: user.id,
            created_at: ctx.now,
            last_seen_at: ctx.now,
            expires_at: domain::session::ends_at(ctx.now),
            user_agent: from.user_agent.chars().filter(|c| !c.is_control()).take(200).collect(),
            two_factors: proof.is_complete(),
        };
        store::session::insert(&mut ctx.tx, &session).await?;
        Ok(Next::Session(token.clone()))
    })
    .await
}

/// Keeps what the next request needs to know under a token.
pub(crate) async fn step(
    ctx: &mut Ctx,
    token: &Token,
    kind: StepKind,
    user_id: Option<UserId>,
    state: &str,
) -> Result<()> {
    store::sign_in_step::delete_expired(&mut ctx.tx, ctx.now).await?;
    let expires_at = domain::sign_in_step::ends_at(ctx.now);
    let row = StepRow { kind, user_id, state: state.to_owned(), expires_at };
    Ok(store::sign_in_step::insert(&mut ctx.tx, token.hash(), &row).await?)
}

/// The step of a token, with what its use has to name.
///
/// # Errors
/// `sign-in-step-over` when it was used, has ended or never was; when the database fails.
pub(crate) async fn find_step(app: &App, token: &str, kind: StepKind) -> Result<(Hash, StepRow)> {
    let over = || AppError::from(Fault::new("sign-in-step-over"));
    let hash = Token::parse(token).ok_or_else(over)?.hash();
    let mut conn = app.db().read().await?;
    let row = store::sign_in_step::find(&mut conn, hash, kind, app.clock().now()).await?.ok_or_else(over)?;
    Ok((hash, row))
}

/// Lets a person sign in at once again.
pub(crate) async fn forget_failures(tx: &mut Tx, login: &Login) -> Result<()> {
    Ok(store::sign_in::delete(tx, &login_subject(login)).await?)
}

/// A person as an actor at a moment.
pub(crate) fn actor_of(user: &UserRow, now: Timestamp) -> Actor {
    domain::user::actor(user.id, &user.assignments, bangkok_day(now))
}

/// Who holds a token, in one query; nobody when it is unknown, its session over, or the account disabled.
///
/// # Errors
/// When the database fails.
pub async fn resolve(app: &App, token: &str) -> Result<Option<Present>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let now = app.clock().now();
    let mut conn = app.db().read().await?;
    let Some((session, user)) = store::session::resolve(&mut conn, token.hash(), now).await? else { return Ok(None) };
    // In the same snapshot: a transaction of its own would be a third of what a small request does.
    let unread = store::notice::count_unread(&mut conn, user.id).await?;
    drop(conn);
    let actor = actor_of(&user, now);
    if user.disabled_at.is_some() || !domain::session::holds(&actor, session.last_seen_at, session.expires_at, now) {
        return Ok(None);
    }
    if now.duration_since(session.last_seen_at) >= SEEN_EVERY {
        note_seen(app, session.token_hash, now).await;
    }
    Ok(Some(Present { actor, user, session, unread }))
}

/// Notes that a session was used. This is no change that anybody would look for in the audit log, and no reason to fail a request.
async fn note_seen(app: &App, token_hash: Hash, now: Timestamp) {
    let write = async {
        let mut tx = app.db().write().await?;
        store::session::save_seen(&mut tx, token_hash, now).await?;
        tx.commit().await
    };
    match tokio::time::timeout(SEEN_PATIENCE, write).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(cause = ?error, "failed to note that a session was used"),
        Err(_) => tracing::debug!("the database is busy; the session is noted at a later request"),
    }
}

/// Where a person is signed in, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, present: &Present) -> Result<Vec<SessionRow>> {
    let id = present.user.id;
    let mut conn = app.read(&present.actor, Action::SessionRead, &Entity::Account(id)).await?;
    Ok(store::session::list_by_user(&mut conn, id, app.clock().now()).await?)
}

/// Ends this session.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(app: &App, present: &Present) -> Result<()> {
    revoke(app, present, present.session.token_hash).await
}

/// Ends one of the person's own sessions, named as [`list`] names it.
///
/// # Errors
/// When it is not there or not theirs; when the database fails.
pub async fn revoke(app: &App, present: &Present, session: Hash) -> Result<()> {
    let Present { actor, user, .. } = present;
    app.run(actor, Action::SessionSignOut, &Entity::Account(user.id), &actor.name, async |ctx| {
        if !store::session::delete(&mut ctx.tx, user.id, session).await? {
            return Err(not_found("session", ""));
        }
        Ok(())
    })
    .await
}

/// Ends all sessions of the person, this one too, and returns how many.
///
/// # Errors
/// When the database fails.
pub async fn sign_out_everywhere(app: &App, present: &Present) -> Result<u64> {
    let Present { actor, user, .. } = present;
    app.run(actor, Action::SessionSignOut, &Entity::Account(user.id), &actor.name, async |ctx| {
        let ended = store::session::delete_by_user(&mut ctx.tx, user.id, None).await?;
        ctx.detail("sessions", ended);
        Ok(ended)
    })
    .await
}
