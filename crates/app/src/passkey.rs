//! Passkeys: keys that a device keeps and unlocks, with which people sign in without a password.

use domain::id::{PasskeyId, UserId};
use domain::problem::Fault;
use domain::sign_in_step::StepKind;
use serde::de::DeserializeOwned;
use store::Conn;
use store::sign_in_step::StepRow;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, Webauthn, WebauthnBuilder,
};

use crate::door::{App, not_found};
use crate::error::{AppError, Result};
use crate::second_factor::{change, weaken};
use crate::secret::Token;
use crate::session::{self, Next, Origin, Present, Proof};
use domain::policy::{Action, Actor, Entity};

/// Passkeys that a person may have; more are not asked for in one go by any device.
const MOST: usize = 20;
/// How the product calls itself where a device lists its passkeys.
const PRODUCT: &str = "e-MES";

/// The site that passkeys are made for.
#[derive(Clone, Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
    origin: String,
}

impl Passkeys {
    /// Passkeys for the site that browsers reach at this address (`https://emes.example.go.th`). They hold for its host and no other.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn new(origin: &str) -> Result<Passkeys, Fault> {
        let unusable = || Fault::new("origin-unusable").with("origin", origin);
        let url = Url::parse(origin).map_err(|_| unusable())?;
        let host = url.domain().ok_or_else(unusable)?;
        let webauthn = WebauthnBuilder::new(host, &url).and_then(|builder| builder.rp_name(PRODUCT).build());
        let origin = url.origin().ascii_serialization();
        Ok(Passkeys { webauthn: webauthn.map_err(|_| unusable())?, origin })
    }

    /// The site; from another address browsers refuse.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

/// What a device is asked, and the token under which its answer comes back.
#[derive(Clone, Debug)]
pub struct Question {
    /// Token of the step.
    pub token: Token,
    /// The question for `navigator.credentials`, as JSON.
    pub json: String,
}

/// The number of a person is what the device keeps of them.
fn handle(user: UserId) -> Uuid {
    Uuid::from_u64_pair(0, user.0.unsigned_abs())
}

fn internal(error: impl std::fmt::Display) -> AppError {
    AppError::Internal(error.to_string())
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(internal)
}

fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(internal)
}

/// Begins to add a passkey.
///
/// # Errors
/// When the session is too weak for it; when the person has too many; when the database fails.
pub async fn begin(app: &App, passkeys: &Passkeys, present: &Present) -> Result<Question> {
    let user = &present.user;
    let token = Token::random();
    change(app, present, "passkey-begun", async |ctx| {
        let rows = store::passkey::list_by_user(&mut ctx.tx, user.id).await?;
        if rows.len() >= MOST {
            return Err(Fault::new("passkey-many").with("most", MOST).into());
        }
        let known: Result<Vec<Passkey>> = rows.iter().map(|row| from_json(&row.credential)).collect();
        let known = known?.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let (login, name) = (user.user.login.as_str(), user.user.name.as_str());
        let begun = passkeys.webauthn.start_passkey_registration(handle(user.id), login, name, Some(known));
        let (question, state) = begun.map_err(internal)?;
        let mut question = serde_json::to_value(&question).map_err(internal)?;
        // Without this a device may keep a key that it only finds when it is told whose: then nobody could sign in without a login.
        let selection = &mut question["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
        session::step(ctx, &token, StepKind::PasskeyRegistration, Some(user.id), &to_json(&state)?).await?;
        ctx.nothing_changed();
        Ok(question.to_string())
    })
    .await
    .map(|json| Question { token: token.clone(), json })
}

/// Adds the passkey that the device made. This session now counts as one with two factors.
///
/// # Errors
/// `passkey-refused` when the answer does not fit the question; when the session is too weak for it; when the database fails.
pub async fn add(
    app: &App,
    passkeys: &Passkeys,
    present: &Present,
    step: &str,
    name: &str,
    answer: &str,
) -> Result<PasskeyId> {
    let name = name_of(name)?;
    let id = present.user.id;
    let (step, row) = session::find_step(app, step, StepKind::PasskeyRegistration).await?;
    if row.user_id != Some(id) {
        return Err(Fault::new("sign-in-step-over").into());
    }
    let state: PasskeyRegistration = from_json(&row.state)?;
    let refused = || AppError::from(Fault::new("passkey-refused"));
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
    let passkey = passkeys.webauthn.finish_passkey_registration(&answer, &state).map_err(|error| {
        tracing::info!(%error, "a passkey was refused");
        refused()
    })?;
    let (credential_id, credential) = (credential_id(&answer.raw_id), to_json(&passkey)?);
    change(app, present, "passkey-added", async |ctx| {
        if !store::sign_in_step::delete(&mut ctx.tx, step).await? {
            return Err(Fault::new("sign-in-step-over").into());
        }
        let added = store::passkey::insert(&mut ctx.tx, id, &credential_id, &name, &credential, ctx.now).await;
        let added = added.map_err(|error| match error {
            store::Error::Duplicate(_) => refused(),
            other => other.into(),
        })?;
        store::session::save_two_factors(&mut ctx.tx, present.session.token_hash).await?;
        ctx.detail("passkey", added.0);
        Ok(added)
    })
    .await
}

fn credential_id(raw: &impl AsRef<[u8]>) -> String {
    domain::hex(raw.as_ref())
}

fn name_of(text: &str) -> Result<String> {
    let name = text.trim();
    match name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        true => Err(Fault::new("passkey-name").into()),
        false => Ok(name.to_owned()),
    }
}

/// Calls a passkey otherwise.
///
/// # Errors
/// When it is not there or not theirs; when somebody else changed it meanwhile; when the session is too weak for it.
pub async fn rename(app: &App, present: &Present, id: PasskeyId, version: i32, name: &str) -> Result<()> {
    let name = name_of(name)?;
    change(app, present, "passkey-renamed", async |ctx| {
        ctx.detail("passkey", id.0);
        match store::passkey::save_name(&mut ctx.tx, present.user.id, id, version, &name).await {
            Err(store::SaveError::Gone) => Err(not_found("passkey", id)),
            saved => Ok(saved.map(drop)?),
        }
    })
    .await
}

/// Removes a passkey.
///
/// # Errors
/// When it is not there or not theirs; when the session is too weak for it; when the database fails.
pub async fn remove(app: &App, present: &Present, id: PasskeyId) -> Result<()> {
    change(app, present, "passkey-removed", async |ctx| {
        ctx.detail("passkey", id.0);
        if !store::passkey::delete(&mut ctx.tx, present.user.id, id).await? {
            return Err(not_found("passkey", id));
        }
        weaken(ctx, present.user.id).await
    })
    .await
}

/// Asks whatever passkey the visitor has.
///
/// # Errors
/// When the database fails.
pub async fn ask(app: &App, passkeys: &Passkeys) -> Result<Question> {
    let (mut question, state) = passkeys.webauthn.start_discoverable_authentication().map_err(internal)?;
    // It is asked for by a button, not offered in a field.
    question.mediation = None;
    let (token, state) = (Token::random(), to_json(&state)?);
    app.run(&Actor::public(), Action::SessionSignIn, &Entity::System, "passkey", async |ctx| {
        session::step(ctx, &token, StepKind::PasskeySignIn, None, &state).await?;
        ctx.nothing_changed();
        Ok(())
    })
    .await?;
    Ok(Question { token, json: to_json(&question)? })
}

/// Signs in with the answer of a passkey, which takes the place of password and code. A wrong one counts as a failure of the address.
///
/// # Errors
/// `passkey-refused`; `sign-in-wait` after too many failures; `sign-in-step-over` when the question was asked too long ago.
pub async fn sign_in(app: &App, passkeys: &Passkeys, step: &str, answer: &str, from: &Origin<'_>) -> Result<Next> {
    let (step, row) = session::find_step(app, step, StepKind::PasskeySignIn).await?;
    let turn = crate::password::turn().await;
    let subjects = session::subjects(None, from.address);
    let mut conn = app.db().read().await?;
    session::check_waiting(&mut conn, &subjects, app.clock().now()).await?;
    let (whose, proven) = proof(&mut conn, passkeys, &row, answer).await?;
    let user = match whose {
        Some(id) => store::user::find(&mut conn, id).await?,
        None => None,
    };
    drop(conn);
    match (user, proven) {
        (Some(user), Some((key, credential))) if user.disabled_at.is_none() => {
            session::enter(app, &user, from, &Proof::Passkey(step, key, &credential)).await
        }
        (user, _) => Err(session::refuse(app, user.as_ref(), &subjects, from, "passkey-refused", &turn).await?),
    }
}

/// Whose passkey has answered the question of a step, and, when that proves that they hold it, the key as it is from now on.
pub(crate) async fn proof(
    conn: &mut Conn,
    passkeys: &Passkeys,
    step: &StepRow,
    answer: &str,
) -> Result<(Option<UserId>, Option<(PasskeyId, String)>)> {
    let state: DiscoverableAuthentication = from_json(&step.state)?;
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else { return Ok((None, None)) };
    match store::passkey::find_by_credential(conn, &credential_id(&answer.raw_id)).await? {
        Some(key) => {
            let credential = prove(passkeys, &answer, state, &key.credential, key.user_id)?;
            Ok((Some(key.user_id), credential.map(|credential| (key.id, credential))))
        }
        None => Ok((None, None)),
    }
}

/// The credential as it is after the answer; `None` when the answer does not prove that the device holds the key of this person.
fn prove(
    passkeys: &Passkeys,
    answer: &PublicKeyCredential,
    state: DiscoverableAuthentication,
    stored: &str,
    user: UserId,
) -> Result<Option<String>> {
    let mut passkey: Passkey = from_json(stored)?;
    let named = passkeys.webauthn.identify_discoverable_authentication(answer);
    if named.map(|(who, _)| who).ok() != Some(handle(user)) {
        return Ok(None);
    }
    let key = webauthn_rs::prelude::DiscoverableKey::from(&passkey);
    match passkeys.webauthn.finish_discoverable_authentication_v2(answer, state, &key) {
        Ok(proof) => {
            passkey.update_credential(&proof);
            Ok(Some(to_json(&passkey)?))
        }
        Err(error) => {
            tracing::info!(%error, "a passkey was refused");
            Ok(None)
        }
    }
}
