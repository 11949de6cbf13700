//! Confirming who one is before one vouches for something, although one is signed in: with the password, the second factor, or by signing in
//! anew at the provider. A wrong try counts like one to sign in.

use domain::audit::Hash;
use domain::confirmation::{Held, Means};
use domain::id::{PasskeyId, UserId};
use domain::policy::Actor;
use domain::problem::Fault;
use domain::sign_in_step::StepKind;
use domain::user::Login;

use crate::door::{App, Ctx};
use crate::error::{AppError, Result};
use crate::passkey::{self, Passkeys};
use crate::session::{self, Origin, Present, UsedCode};
use crate::{password, second_factor};

/// What this installation takes as a confirmation.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// Passkeys, where the site has a name.
    pub passkeys: Option<&'a Passkeys>,
    /// Whether there is an OpenID provider.
    pub provider: bool,
    /// Whether it is the demonstration.
    pub demo: bool,
}

/// What a person shows.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// The password.
    Password(&'a str),
    /// A code, as typed.
    Code(&'a str),
    /// The answer of a passkey to the question of a step.
    Passkey {
        /// Token of the step.
        step: &'a str,
        /// The answer.
        answer: &'a str,
    },
    /// That the provider has just signed the person in.
    Provider {
        /// Token of the step that it led to.
        step: &'a str,
    },
    /// Their word.
    Word,
}

impl Shown<'_> {
    fn means(self) -> Means {
        match self {
            Shown::Password(_) => Means::Password,
            Shown::Code(_) => Means::Code,
            Shown::Passkey { .. } => Means::Passkey,
            Shown::Provider { .. } => Means::Provider,
            Shown::Word => Means::Word,
        }
    }
}

/// That a person has confirmed who they are. It is used up with what it was given for, in the same transaction.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// Whose; none for a word.
    user: Option<(UserId, Login)>,
    by: By,
}

#[derive(Clone, Debug)]
enum By {
    /// The password, with the stored hash that it was compared with.
    Password(String),
    /// A code of the app, by its step.
    Code(i64),
    Passkey(Hash, PasskeyId, String),
    Provider(Hash),
    Word,
}

impl Confirmed {
    /// What a person of the demonstration says, who has nothing to show. Nothing but a demonstration may take it.
    pub fn by_word() -> Confirmed {
        Confirmed { user: None, by: By::Word }
    }

    /// Uses it up for what the actor does, and puts on record how it was confirmed.
    pub(crate) async fn use_up(&self, ctx: &mut Ctx, actor: &Actor) -> Result<()> {
        let (tx, now) = (&mut ctx.tx, ctx.now);
        let Some((user, login)) = &self.user else {
            ctx.detail("confirmed_by", "word");
            return Ok(());
        };
        if Some(*user) != actor.user() {
            return Err(AppError::Denied);
        }
        let (word, is_good) = match &self.by {
            By::Password(stored) => ("password", store::user::password(tx, *user).await?.as_ref() == Some(stored)),
            By::Code(number) => ("code", store::second_factor::save_step(tx, *user, *number).await?),
            By::Passkey(step, key, credential) => {
                let is_unused = store::sign_in_step::delete(tx, *step).await?;
                ("passkey", is_unused && store::passkey::save_used(tx, *key, credential, now).await?)
            }
            By::Provider(step) => ("provider", store::sign_in_step::delete(tx, *step).await?),
            By::Word => ("word", true),
        };
        // What was good a moment ago and is no longer was used in another window, or taken back.
        if !is_good {
            return Err(Fault::new("confirmation-over").into());
        }
        session::forget_failures(tx, login).await?;
        ctx.detail("confirmed_by", word);
        Ok(())
    }
}

/// With what the person can confirm who they are.
///
/// # Errors
/// When the database fails.
pub async fn means(app: &App, present: &Present, taken: Taken<'_>) -> Result<Vec<Means>> {
    let id = present.user.id;
    let mut conn = app.db().read().await?;
    let has_app = store::second_factor::find(&mut conn, id).await?.is_some_and(|row| row.confirmed_at.is_some());
    let held = Held {
        password: present.user.has_password,
        app: has_app,
        passkey: taken.passkeys.is_some() && !store::passkey::list_by_user(&mut conn, id).await?.is_empty(),
        provider: taken.provider && !store::identity::list_by_user(&mut conn, id).await?.is_empty(),
        demo: taken.demo,
    };
    Ok(domain::confirmation::means(held))
}

/// Confirms who the person is.
///
/// # Errors
/// `confirmation-missing` when nothing that counts for them was shown; `confirmation-wrong`, `second-factor-refused` or `passkey-refused`
/// when it is wrong, which is counted like a failure to sign in; `sign-in-wait` after too many of them; `sign-in-step-over` when it took too
/// long; when the database fails.
pub async fn confirm(
    app: &App,
    present: &Present,
    taken: Taken<'_>,
    shown: Option<Shown<'_>>,
    from: &Origin<'_>,
) -> Result<Confirmed> {
    let user = &present.user;
    let means = means(app, present, taken).await?;
    let shown = shown.filter(|shown| means.contains(&shown.means())).ok_or(Fault::new("confirmation-missing"))?;
    // As when signing in: failures are read and counted within one's turn.
    let turn = password::turn().await;
    let subjects = session::subjects(Some(&user.user.login), from.address);
    let mut conn = app.db().read().await?;
    session::check_waiting(&mut conn, &subjects, app.clock().now()).await?;
    let (by, wrong) = match shown {
        Shown::Password(typed) => {
            let stored = store::user::password(&mut conn, user.id).await?;
            drop(conn);
            let is_right = password::verify(&turn, typed, stored.clone()).await?;
            (stored.filter(|_| is_right).map(By::Password), "confirmation-wrong")
        }
        Shown::Code(typed) => {
            let now = app.clock().now();
            let code = second_factor::used_code(app, &mut conn, user.id, typed, now).await?;
            drop(conn);
            let step = code.and_then(|code| match code {
                UsedCode::Totp(step) => Some(step),
                UsedCode::Recovery(_) => None,
            });
            (step.map(By::Code), "second-factor-refused")
        }
        Shown::Passkey { step, answer } => {
            let (step, row) = session::find_step(app, step, StepKind::PasskeySignIn).await?;
            let passkeys = taken.passkeys.ok_or(Fault::new("confirmation-missing"))?;
            let (whose, proven) = passkey::proof(&mut conn, passkeys, &row, answer).await?;
            drop(conn);
            let own = proven.filter(|_| whose == Some(user.id));
            (own.map(|(key, credential)| By::Passkey(step, key, credential)), "passkey-refused")
        }
        Shown::Provider { step } => {
            drop(conn);
            let (step, row) = session::find_step(app, step, StepKind::Confirmation).await?;
            ((row.user_id == Some(user.id)).then_some(By::Provider(step)), "provider-refused")
        }
        Shown::Word => return Ok(Confirmed::by_word()),
    };
    match by {
        Some(by) => Ok(Confirmed { user: Some((user.id, user.user.login.clone())), by }),
        None => Err(session::refuse(app, Some(user), &subjects, from, wrong, &turn).await?),
    }
}

/// Whether the provider has just signed the person in, so that it need not be asked again.
///
/// # Errors
/// When the database fails.
pub async fn is_held(app: &App, present: &Present, step: &str) -> Result<bool> {
    match session::find_step(app, step, StepKind::Confirmation).await {
        Ok((_, row)) => Ok(row.user_id == Some(present.user.id)),
        Err(AppError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
