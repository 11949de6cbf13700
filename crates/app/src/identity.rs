//! Signing in at an OpenID provider: discovery, authorization code with PKCE, state and nonce. It never makes people: an account there is
//! linked once, by a confirmed e-mail address, to a person who is here already.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use domain::audit::Hash;
use domain::id::UserId;
use domain::problem::Fault;
use domain::sign_in_step::StepKind;
use domain::user::Login;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata, CoreResponseType,
    CoreUserInfoClaims,
};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndUserEmail, HttpRequest, HttpResponse,
    IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use store::user::UserRow;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::second_factor::change;
use crate::secret::Token;
use crate::session::{self, Next, Origin, Present, Proof};
use domain::policy::{Action, Actor, Entity};

/// How long the provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What has to be known of a provider.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// Its address, as its tokens name it.
    pub issuer: String,
    /// How it calls us.
    pub client_id: String,
    /// What we prove ourselves by; none for a client that has only PKCE.
    pub client_secret: Option<String>,
    /// What stands on the button.
    pub label: String,
    /// Values of `acr` or `amr` that say that it asked for two factors.
    pub two_factors: Vec<String>,
    /// Where it sends people back to.
    pub redirect: String,
}

/// The provider of the administration.
#[derive(Clone, Debug)]
pub struct Provider {
    settings: ProviderSettings,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    http: reqwest::Client,
}

/// What is kept between leaving and coming back.
#[derive(Serialize, Deserialize)]
struct State {
    csrf: String,
    nonce: String,
    verifier: String,
    back: String,
}

impl Provider {
    /// A provider by its settings. It is asked about itself with each sign-in, so that neither it nor we have to be started first, and
    /// keys that it changes are known at once.
    ///
    /// # Errors
    /// When an address is malformed.
    pub fn new(settings: ProviderSettings) -> Result<Provider, Fault> {
        let unusable = |text: &str| Fault::new("provider-unusable").with("address", text);
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| unusable(&settings.issuer))?;
        let redirect = RedirectUrl::new(settings.redirect.clone()).map_err(|_| unusable(&settings.redirect))?;
        store::object::install_tls();
        // A provider that sends us elsewhere could make us ask machines that only we can reach. Lines are not kept: people sign in too rarely
        // for that, and a code that was sent on a line that had just been closed is lost.
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(0);
        let http = http.timeout(PATIENCE).build();
        let http = http.map_err(|_| unusable(&settings.issuer))?;
        Ok(Provider { settings, issuer, redirect, http })
    }

    /// What stands on the button.
    pub fn label(&self) -> &str {
        &self.settings.label
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata> {
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &|r| self.call(r)).await;
        found.map_err(|error| unreachable(&error))
    }

    /// One request to the provider.
    fn call(&self, request: HttpRequest) -> Pin<Box<dyn Future<Output = Result<HttpResponse, CallError>> + Send + '_>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let sent = self.http.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
            let answer = sent.send().await?;
            let mut response = HttpResponse::new(Vec::new());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            *response.body_mut() = answer.bytes().await?.to_vec();
            Ok(response)
        })
    }
}

/// The provider could not be asked.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct CallError(#[from] reqwest::Error);

fn unreachable(error: &impl std::error::Error) -> AppError {
    let mut cause = error.to_string();
    let mut source = error.source();
    while let Some(next) = source {
        cause = format!("{cause}: {next}");
        source = next.source();
    }
    tracing::warn!(cause, "the OpenID provider could not be asked");
    Fault::new("provider-unreachable").into()
}

/// Begins to sign in at the provider: the token of the step, and the address to go to. `back` is where the person wants to be afterwards.
/// For a person who is signed in already (`confirms`) the provider has to ask who they are, however lately it did.
///
/// # Errors
/// `provider-unreachable`; when the database fails.
pub async fn begin(app: &App, provider: &Provider, back: &str, confirms: Option<UserId>) -> Result<(Token, String)> {
    let metadata = provider.metadata().await?;
    let secret = || Token::random().to_text();
    let state = State { csrf: secret(), nonce: secret(), verifier: secret(), back: back.to_owned() };
    let verifier = PkceCodeVerifier::new(state.verifier.clone());
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.settings.client_id.clone()),
        provider.settings.client_secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(provider.redirect.clone());
    let flow: CoreAuthenticationFlow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
    let (csrf, nonce) = (state.csrf.clone(), state.nonce.clone());
    let mut request = client
        .authorize_url(flow, move || CsrfToken::new(csrf.clone()), move || Nonce::new(nonce.clone()))
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
    if confirms.is_some() {
        // Asked for an age, a provider has to say when the person signed in.
        request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
    }
    let (address, _, _) = request.url();
    let (token, state) = (Token::random(), serde_json::to_string(&state).unwrap_or_default());
    app.run(&Actor::public(), Action::SessionSignIn, &Entity::System, "provider", async |ctx| {
        session::step(ctx, &token, StepKind::Provider, confirms, &state).await?;
        ctx.nothing_changed();
        Ok(())
    })
    .await?;
    Ok((token, address.to_string()))
}

/// To what coming back from the provider led.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// The person is signed in, as far as [`Next`] says.
    SignedIn(Next),
    /// Who was signed in already has confirmed who they are; good once, under this token.
    Confirmed(Token),
}

/// Signs in with what the provider sent back, or confirms who is signed in; says too where the person wanted to be.
///
/// # Errors
/// `provider-refused` when it does not fit what was asked; `provider-unknown` when nobody here has this account or its confirmed e-mail
/// address; `provider-unreachable`; `sign-in-step-over` when it took too long; `sign-in-wait` after too many failures.
pub async fn sign_in(
    app: &App,
    provider: &Provider,
    step: &str,
    csrf: &str,
    code: &str,
    from: &Origin<'_>,
) -> Result<(Arrival, String)> {
    let (step, row) = session::find_step(app, step, StepKind::Provider).await?;
    let subjects = session::subjects(None, from.address);
    session::check_waiting(&mut app.db().read().await?, &subjects, app.clock().now()).await?;
    let state: State = serde_json::from_str(&row.state).map_err(|error| AppError::Internal(error.to_string()))?;
    let turn = crate::password::turn().await;
    let proven = match state.csrf == csrf {
        true => exchange(provider, code, &state).await?,
        false => None,
    };
    let Some(Proven { claims, email }) = proven else {
        return Err(session::refuse(app, None, &subjects, from, "provider-refused", &turn).await?);
    };
    let subject = claims.subject().as_str();
    let issuer = provider.issuer.as_str();
    if let Some(user) = row.user_id {
        let own = store::identity::find(&mut app.db().read().await?, issuer, subject).await? == Some(user);
        if !own || !is_fresh(&claims, app.clock().now()) {
            return Err(session::refuse(app, None, &subjects, from, "provider-refused", &turn).await?);
        }
        drop(turn);
        return Ok((Arrival::Confirmed(confirm(app, step, user).await?), state.back));
    }
    let Some((user, is_new)) =
        person(app, issuer, subject, email).await?.filter(|(user, _)| user.disabled_at.is_none())
    else {
        return Err(session::refuse(app, None, &subjects, from, "provider-unknown", &turn).await?);
    };
    drop(turn);
    let said = claims.auth_method_refs().into_iter().flatten().map(|method| method.as_str());
    let said = said.chain(claims.auth_context_ref().map(|context| context.as_str()));
    let two_factors = said.into_iter().any(|word| provider.settings.two_factors.iter().any(|counts| counts == word));
    let proof = Proof::Provider { step, link: is_new.then_some((issuer, subject)), two_factors };
    Ok((Arrival::SignedIn(session::enter(app, &user, from, &proof).await?), state.back))
}

/// Whether the provider asked the person just now who they are.
fn is_fresh(claims: &CoreIdTokenClaims, now: Timestamp) -> bool {
    let at = claims.auth_time().and_then(|at| Timestamp::from_second(at.timestamp()).ok());
    at.is_some_and(|at| domain::sign_in_step::is_recent(at, now))
}

/// Exchanges the step that went to the provider for one that can be used as a confirmation.
async fn confirm(app: &App, step: Hash, user: UserId) -> Result<Token> {
    let token = Token::random();
    app.run(&Actor::public(), Action::SessionSignIn, &Entity::System, &Actor::name_of(user), async |ctx| {
        if !store::sign_in_step::delete(&mut ctx.tx, step).await? {
            return Err(Fault::new("sign-in-step-over").into());
        }
        ctx.detail("by", "provider");
        ctx.detail("awaits", StepKind::Confirmation.as_str());
        session::step(ctx, &token, StepKind::Confirmation, Some(user), "").await
    })
    .await?;
    Ok(token)
}

/// What the provider has proven.
struct Proven {
    claims: CoreIdTokenClaims,
    /// The e-mail address, where the provider has confirmed it; in lower case.
    email: Option<String>,
}

/// Exchanges the code for a token and checks it; `None` when either is refused.
async fn exchange(provider: &Provider, code: &str, state: &State) -> Result<Option<Proven>> {
    let metadata = provider.metadata().await?;
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.settings.client_id.clone()),
        provider.settings.client_secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(provider.redirect.clone());
    let refused = |cause: &dyn std::fmt::Display| {
        tracing::info!(%cause, "the OpenID provider's answer was refused");
        Ok(None)
    };
    let request = match client.exchange_code(AuthorizationCode::new(code.to_owned())) {
        Ok(request) => request.set_pkce_verifier(PkceCodeVerifier::new(state.verifier.clone())),
        Err(error) => return Err(unreachable(&error)),
    };
    let answer = match request.request_async(&|r| provider.call(r)).await {
        Ok(answer) => answer,
        Err(openidconnect::RequestTokenError::Request(error)) => return Err(unreachable(&error)),
        Err(error) => return refused(&error),
    };
    let Some(token) = answer.id_token() else { return refused(&"no ID token") };
    let claims = match token.claims(&client.id_token_verifier(), &Nonce::new(state.nonce.clone())) {
        Ok(claims) => claims.clone(),
        Err(error) => return refused(&error),
    };
    let mut email = confirmed(claims.email(), claims.email_verified());
    // The standard lets a provider tell the address only to who asks with the access token.
    if let (None, Ok(question)) =
        (claims.email(), client.user_info(answer.access_token().clone(), Some(claims.subject().clone())))
    {
        let told: Result<CoreUserInfoClaims, _> = question.request_async(&|r| provider.call(r)).await;
        match told {
            Ok(told) => email = confirmed(told.email(), told.email_verified()),
            Err(error) => return refused(&error),
        }
    }
    Ok(Some(Proven { claims, email }))
}

fn confirmed(email: Option<&EndUserEmail>, is_confirmed: Option<bool>) -> Option<String> {
    email.filter(|_| is_confirmed == Some(true)).map(|email| email.to_lowercase())
}

/// Whose account it is, and whether that is found only now: by an e-mail address that the provider has confirmed and that is the login or
/// the address of one person.
async fn person(app: &App, issuer: &str, subject: &str, email: Option<String>) -> Result<Option<(UserRow, bool)>> {
    let mut conn = app.db().read().await?;
    if let Some(id) = store::identity::find(&mut conn, issuer, subject).await? {
        return Ok(store::user::find(&mut conn, id).await?.map(|user| (user, false)));
    }
    let Some(email) = email else { return Ok(None) };
    let by_login = match Login::new(&email) {
        Ok(login) => store::user::find_by_login(&mut conn, &login).await?,
        Err(_) => None,
    };
    let found = match by_login {
        Some(user) => Some(user),
        // Nobody when several have it.
        None => match &mut store::user::list_by_email(&mut conn, &email).await?[..] {
            [only] => Some(only.clone()),
            _ => None,
        },
    };
    Ok(found.map(|user| (user, true)))
}

/// Unlinks all accounts of the person.
///
/// # Errors
/// When the session is too weak for it; when the database fails.
pub async fn unlink(app: &App, present: &Present) -> Result<()> {
    change(app, present, "accounts-unlinked", async |ctx| {
        let gone = store::identity::delete_by_user(&mut ctx.tx, present.user.id).await?;
        ctx.detail("identities", gone);
        Ok(())
    })
    .await
}
