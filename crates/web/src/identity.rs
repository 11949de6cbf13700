//! Signing in at the OpenID provider: the way there and the way back.

use std::sync::Arc;

use app::AppError;
use app::identity::{self, Arrival, Provider};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::second_factor::{PAGE, show_refusal};
use crate::sign_in::{self, Back, From, STEP_COOKIE, cookie, enter, inside, step_of};
use crate::visitor::Visitor;
use crate::web::Web;

fn provider(web: &Web) -> Result<Arc<Provider>, Failure> {
    web.provider.clone().ok_or(Failure::NotFound)
}

/// Goes to the provider. A link and no form: browsers would hold the way out to be where the form is sent to, and refuse it.
pub(crate) async fn leave(State(web): State<Web>, frame: Frame, jar: CookieJar, Query(query): Query<Back>) -> Answer {
    let provider = provider(&web)?;
    let back = query.back.clone().unwrap_or_default();
    let begun = web.act(async move |web: Web| identity::begin(&web.app, &provider, &back, None).await);
    match begun.await {
        Ok((token, address)) => {
            Ok((jar.add(cookie(&web, STEP_COOKIE, &token)), Redirect::to(&address)).into_response())
        }
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            sign_in::refused(&web, frame, query.back, words)
        }
        Err(error) => Err(error.into()),
    }
}

/// What the provider sends back: a code, or none when the person turned round there.
#[derive(Deserialize)]
pub(crate) struct Returned {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

pub(crate) async fn arrive(
    State(web): State<Web>,
    frame: Frame,
    from: From,
    jar: CookieJar,
    Query(returned): Query<Returned>,
) -> Answer {
    let provider = provider(&web)?;
    let step = step_of(&jar);
    let entered = web.act(async move |web: Web| {
        identity::sign_in(&web.app, &provider, &step, &returned.state, &returned.code, &from.origin()).await
    });
    match entered.await {
        Ok((Arrival::SignedIn(next), back)) => Ok(enter(&web, jar, next, Some(back))),
        Ok((Arrival::Confirmed(token), back)) => {
            let to = Redirect::to(&inside(Some(back)));
            Ok((jar.add(cookie(&web, STEP_COOKIE, &token)), to).into_response())
        }
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            sign_in::refused(&web, frame, None, words)
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn unlink(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| identity::unlink(&web.app, &present).await).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}
