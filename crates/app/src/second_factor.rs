//! The second factor of a person: set up with an authenticator app, asked for after the password, taken away by an administrator when the
//! device is lost.

use domain::id::UserId;
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::second_factor::{
    RECOVERY_CODES, RecoveryCode, SECRET_BYTES, Typed, check_change, key_uri, read, step_of, typed_secret,
};
use domain::sign_in_step::StepKind;
use domain::user::Login;
use jiff::Timestamp;
use store::Conn;
use store::passkey::PasskeyRow;
use store::second_factor::TotpRow;

use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::session::{self, Next, Origin, Present, Proof, UsedCode};
use crate::{password, secret, user};

/// What a person has beside the password.
#[derive(Clone, Debug)]
pub struct Factors {
    /// Whether an authenticator app is set up.
    pub has_app: bool,
    /// What an app that waits to be confirmed has to be told.
    pub setup: Option<Setup>,
    /// Recovery codes that are left.
    pub recovery_left: i64,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Providers at which an account was linked.
    pub providers: Vec<String>,
    /// Whether this session may change any of it.
    pub may_change: bool,
}

impl Factors {
    /// Whether there is any second factor.
    pub fn has_any(&self) -> bool {
        self.has_app || !self.passkeys.is_empty()
    }
}

/// What an authenticator app has to be told: by picture, or typed.
#[derive(Clone, Debug)]
pub struct Setup {
    /// For the QR picture.
    pub uri: String,
    /// For typing.
    pub typed: String,
}

/// What the person has.
///
/// # Errors
/// When a secret was sealed with another key; when the database fails.
pub async fn find(app: &App, present: &Present) -> Result<Factors> {
    let id = present.user.id;
    let mut conn = app.read(&present.actor, Action::SecondFactorChange, &Entity::Account(id)).await?;
    let row = store::second_factor::find(&mut conn, id).await?;
    let setup = match &row {
        Some(row) if row.confirmed_at.is_none() => {
            let secret = open(app, id, row)?;
            let login = &present.user.user.login;
            Some(Setup { uri: key_uri(&secret, login), typed: typed_secret(&secret) })
        }
        _ => None,
    };
    let mut factors = Factors {
        has_app: row.is_some_and(|row| row.confirmed_at.is_some()),
        setup,
        recovery_left: store::second_factor::count_recovery(&mut conn, id).await?,
        passkeys: store::passkey::list_by_user(&mut conn, id).await?,
        providers: store::identity::list_by_user(&mut conn, id).await?,
        may_change: false,
    };
    factors.may_change = check_change(factors.has_any(), present.session.two_factors).is_ok();
    Ok(factors)
}

fn sealed_for(id: UserId) -> String {
    format!("totp:{id}")
}

fn open(app: &App, id: UserId, row: &TotpRow) -> Result<[u8; SECRET_BYTES]> {
    let bytes = app.vault()?.open(&row.secret, &sealed_for(id)).and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| Fault::new("second-factor-unreadable").into())
}

/// Runs a change of the own ways in, which needs a session that began with as much as the person has.
pub(crate) async fn change<T>(
    app: &App,
    present: &Present,
    what: &str,
    mut work: impl AsyncFnMut(&mut Ctx) -> Result<T>,
) -> Result<T> {
    let Present { actor, user, session, .. } = present;
    app.run(actor, Action::SecondFactorChange, &Entity::Account(user.id), &actor.name, async |ctx| {
        store::user::lock(&mut ctx.tx, user.id).await?;
        check_change(store::second_factor::has_any(&mut ctx.tx, user.id).await?, session.two_factors)?;
        ctx.detail("change", what);
        work(ctx).await
    })
    .await
}

/// Draws a secret for an app, which counts for nothing until [`confirm`]. One that waits already is kept, so that a second window shows
/// the same picture.
///
/// # Errors
/// `second-factor-there` when an app is set up; when the session is too weak for it; when the database fails.
pub async fn begin(app: &App, present: &Present) -> Result<()> {
    let id = present.user.id;
    let sealed = app.vault()?.seal(&secret::random::<SECRET_BYTES>(), &sealed_for(id));
    change(app, present, "app-begun", async |ctx| match store::second_factor::find(&mut ctx.tx, id).await? {
        Some(row) if row.confirmed_at.is_some() => Err(Fault::new("second-factor-there").into()),
        Some(_) => {
            ctx.nothing_changed();
            Ok(())
        }
        None => Ok(store::second_factor::insert(&mut ctx.tx, id, &sealed).await?),
    })
    .await
}

/// Confirms the app by a first code and returns the recovery codes, which are shown once. This session now counts as one with two
/// factors, all others end.
///
/// # Errors
/// `second-factor-wrong` when it is not the code of this moment; when the session is too weak for it; when the database fails.
pub async fn confirm(app: &App, present: &Present, typed: &str) -> Result<Vec<RecoveryCode>> {
    let id = present.user.id;
    let Some(Typed::Code(code)) = read(typed) else { return Err(Fault::new("second-factor-wrong").into()) };
    let codes = new_codes();
    change(app, present, "app-confirmed", async |ctx| {
        let row = store::second_factor::find(&mut ctx.tx, id).await?.ok_or_else(|| not_found("second-factor", ""))?;
        let step = step_of(&open(app, id, &row)?, &code, ctx.now, None).ok_or(Fault::new("second-factor-wrong"))?;
        if !store::second_factor::save_confirmed(&mut ctx.tx, id, step, ctx.now).await? {
            return Err(Fault::new("second-factor-there").into());
        }
        keep_codes(ctx, id, &codes).await?;
        store::session::save_two_factors(&mut ctx.tx, present.session.token_hash).await?;
        store::session::delete_by_user(&mut ctx.tx, id, Some(present.session.token_hash)).await?;
        Ok(())
    })
    .await?;
    Ok(codes)
}

fn new_codes() -> Vec<RecoveryCode> {
    (0..RECOVERY_CODES).map(|_| RecoveryCode::new(secret::random())).collect()
}

async fn keep_codes(ctx: &mut Ctx, id: UserId, codes: &[RecoveryCode]) -> Result<()> {
    let hashes: Vec<_> = codes.iter().map(RecoveryCode::hash).collect();
    Ok(store::second_factor::replace_recovery(&mut ctx.tx, id, &hashes).await?)
}

/// New recovery codes in place of those that are left.
///
/// # Errors
/// When there is no app they could stand in for; when the session is too weak for it; when the database fails.
pub async fn renew_recovery(app: &App, present: &Present) -> Result<Vec<RecoveryCode>> {
    let id = present.user.id;
    let codes = new_codes();
    change(app, present, "recovery-codes-renewed", async |ctx| {
        let row = store::second_factor::find(&mut ctx.tx, id).await?.filter(|row| row.confirmed_at.is_some());
        row.ok_or_else(|| not_found("second-factor", ""))?;
        keep_codes(ctx, id, &codes).await
    })
    .await?;
    Ok(codes)
}

/// Removes the app, confirmed or not.
///
/// # Errors
/// When there is none; when the session is too weak for it; when the database fails.
pub async fn remove(app: &App, present: &Present) -> Result<()> {
    let id = present.user.id;
    change(app, present, "app-removed", async |ctx| {
        if !store::second_factor::delete(&mut ctx.tx, id).await? {
            return Err(not_found("second-factor", ""));
        }
        weaken(ctx, id).await
    })
    .await
}

/// Who has no second factor left has no session that began with one.
pub(crate) async fn weaken(ctx: &mut Ctx, id: UserId) -> Result<()> {
    if !store::second_factor::has_any(&mut ctx.tx, id).await? {
        store::session::save_one_factor(&mut ctx.tx, id).await?;
    }
    Ok(())
}

/// Takes everything but the password from a person who lost it: app, recovery codes, passkeys, linked accounts. Their sessions end.
///
/// # Errors
/// When it is the actor; when there is no such person; when the actor may not; when the database fails.
pub async fn reset(app: &App, actor: &Actor, id: UserId) -> Result<Login> {
    let (row, entity) = user::account(app, id).await?;
    app.run(actor, Action::UserManage, &entity, &Actor::name_of(id), async |ctx| {
        if actor.is_user(id) {
            return Err(Fault::new("user-self").into());
        }
        let had_app = store::second_factor::delete(&mut ctx.tx, id).await?;
        let passkeys = store::passkey::delete_by_user(&mut ctx.tx, id).await?;
        let identities = store::identity::delete_by_user(&mut ctx.tx, id).await?;
        store::sign_in_step::delete_by_user(&mut ctx.tx, id).await?;
        store::session::delete_by_user(&mut ctx.tx, id, None).await?;
        ctx.detail("second_factors", "reset");
        ctx.detail("app", had_app);
        ctx.detail("passkeys", passkeys);
        ctx.detail("identities", identities);
        Ok(())
    })
    .await?;
    Ok(row.user.login)
}

/// Signs in with the code that [`session::sign_in`] asked for: of the app, or a recovery code. A wrong or used one counts as a failure.
///
/// # Errors
/// `second-factor-refused`; `sign-in-wait` after too many failures; `sign-in-step-over` when the password was given too long ago.
pub async fn sign_in(app: &App, step: &str, typed: &str, from: &Origin<'_>) -> Result<Next> {
    let (step, row) = session::find_step(app, step, StepKind::Code).await?;
    let turn = password::turn().await;
    let now = app.clock().now();
    let mut conn = app.db().read().await?;
    let over = || AppError::from(Fault::new("sign-in-step-over"));
    let id = row.user_id.ok_or_else(over)?;
    let user = store::user::find(&mut conn, id).await?.filter(|user| user.disabled_at.is_none()).ok_or_else(over)?;
    let subjects = session::subjects(Some(&user.user.login), from.address);
    session::check_waiting(&mut conn, &subjects, now).await?;
    let used = used_code(app, &mut conn, id, typed, now).await?;
    drop(conn);
    let entered = match used {
        Some(code) => session::enter(app, &user, from, &Proof::Code(step, code)).await,
        None => Err(Fault::new("sign-in-refused").into()),
    };
    match entered {
        Err(AppError::Refused(fault)) if fault.key == "sign-in-refused" => {
            Err(session::refuse(app, Some(&user), &subjects, from, "second-factor-refused", &turn).await?)
        }
        entered => entered,
    }
}

/// What a person typed as a code, as far as it can be one; `None` when it is certainly not.
pub(crate) async fn used_code(
    app: &App,
    conn: &mut Conn,
    id: UserId,
    typed: &str,
    now: Timestamp,
) -> Result<Option<UsedCode>> {
    Ok(match (read(typed), store::second_factor::find(conn, id).await?) {
        (Some(Typed::Code(code)), Some(row)) => {
            step_of(&open(app, id, &row)?, &code, now, row.last_step).map(UsedCode::Totp)
        }
        (Some(Typed::Recovery(code)), Some(_)) => Some(UsedCode::Recovery(code.hash())),
        _ => None,
    })
}
