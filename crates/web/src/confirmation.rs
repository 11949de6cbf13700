//! Confirming who one is before one vouches for something: the fields that a person is shown, and what they send.

use app::AppError;
use app::confirmation::{self, Confirmed, Shown, Taken};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::confirmation::Means;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::escape;
use crate::sign_in::{Back, From, STEP_COOKIE, cookie};
use crate::visitor::Visitor;
use crate::web::Web;

/// What this installation takes.
fn taken(web: &Web) -> Taken<'_> {
    Taken { passkeys: web.passkeys.as_deref(), provider: web.provider.is_some(), demo: web.demo }
}

/// The ways that a person is shown.
#[derive(Default)]
pub(crate) struct Ways {
    /// A tick at their word, in the demonstration.
    pub(crate) word: bool,
    pub(crate) password: bool,
    pub(crate) code: bool,
    /// The site that passkeys hold for.
    pub(crate) passkey: Option<String>,
    /// What stands on the button of the provider, and where it leads.
    pub(crate) provider: Option<(String, String)>,
    /// Whether the provider has just signed the person in.
    pub(crate) is_held: bool,
}

impl Ways {
    /// The ways of a visitor who has got to a step, for what is done on the page at `back`.
    pub(crate) async fn of(web: &Web, visitor: &Visitor, step: &str, back: &str) -> Result<Ways, Failure> {
        let means = confirmation::means(&web.app, &visitor.present, taken(web)).await?;
        let has = |which| means.contains(&which);
        let held = has(Means::Provider) && confirmation::is_held(&web.app, &visitor.present, step).await?;
        let provider = web.provider.as_ref().filter(|_| has(Means::Provider));
        Ok(Ways {
            word: has(Means::Word),
            password: has(Means::Password),
            code: has(Means::Code),
            passkey: web.passkeys.as_ref().filter(|_| has(Means::Passkey)).map(|p| p.origin().to_owned()),
            provider: provider.map(|p| (p.label().to_owned(), format!("/me/confirm?back={}", escape(back)))),
            is_held: held,
        })
    }

    /// Whether the form itself has something to fill in; the provider and a passkey have buttons of their own.
    pub(crate) fn has_form(&self) -> bool {
        self.word || self.password || self.code || self.is_held
    }

    /// Whether there is none at all.
    pub(crate) fn is_empty(&self) -> bool {
        !self.has_form() && self.passkey.is_none() && self.provider.is_none()
    }
}

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
    code: String,
    /// The answer of a passkey.
    answer: String,
    word: String,
    provider: String,
}

impl Typed {
    fn shown<'t>(&'t self, step: &'t str) -> Option<Shown<'t>> {
        let is = |text: &str| !text.is_empty();
        if is(&self.answer) {
            Some(Shown::Passkey { step, answer: &self.answer })
        } else if is(&self.code) {
            Some(Shown::Code(&self.code))
        } else if is(&self.password) {
            Some(Shown::Password(&self.password))
        } else if is(&self.provider) {
            Some(Shown::Provider { step })
        } else {
            is(&self.word).then_some(Shown::Word)
        }
    }
}

/// Confirms who the visitor is by what they sent.
pub(crate) async fn confirm(
    web: &Web,
    visitor: &Visitor,
    from: &From,
    step: &str,
    typed: &Typed,
) -> Result<Confirmed, AppError> {
    confirmation::confirm(&web.app, &visitor.present, taken(web), typed.shown(step), &from.origin()).await
}

/// Goes to the provider, which asks again who the person is.
pub(crate) async fn leave(
    State(web): State<Web>,
    visitor: Visitor,
    jar: CookieJar,
    Query(query): Query<Back>,
) -> Answer {
    let provider = web.provider.clone().ok_or(Failure::NotFound)?;
    let (back, user) = (query.back.unwrap_or_default(), visitor.present.user.id);
    let begun = web.act(async move |web: Web| app::identity::begin(&web.app, &provider, &back, Some(user)).await);
    let (token, address) = begun.await?;
    Ok((jar.add(cookie(&web, STEP_COOKIE, &token)), Redirect::to(&address)).into_response())
}
