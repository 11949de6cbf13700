//! The second factor: setting it up, and the code that is asked for after the password.

use app::AppError;
use app::second_factor::{self, Factors};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::id::UserId;
use domain::second_factor::RecoveryCode;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, Markup};
use crate::page;
use crate::sign_in::{Back, From, enter, step_of};
use crate::visitor::Visitor;
use crate::web::Web;

/// Where a person looks after the own second factors.
pub(crate) const PAGE: &str = "/me/second-factor";

#[derive(Template)]
#[template(path = "second_factor/code.html")]
struct CodePage {
    back: String,
    wrong: Option<String>,
    frame: Frame,
}

pub(crate) async fn code(frame: Frame, Query(query): Query<Back>) -> Answer {
    page::show(&CodePage { back: query.back.unwrap_or_default(), wrong: None, frame })
}

/// What the form of the code sends.
#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
    back: Option<String>,
}

pub(crate) async fn sign_in(
    State(web): State<Web>,
    frame: Frame,
    from: From,
    jar: CookieJar,
    Form(form): Form<Code>,
) -> Answer {
    let step = step_of(&jar);
    let entered =
        web.act(async move |web: Web| second_factor::sign_in(&web.app, &step, &form.code, &from.origin()).await);
    match entered.await {
        Ok(next) => Ok(enter(&web, jar, next, form.back)),
        Err(error @ AppError::Refused(_)) => {
            let wrong = Some(error.words(frame.language));
            let page = CodePage { back: form.back.unwrap_or_default(), wrong, frame };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

struct SetupView {
    picture: Markup,
    typed: String,
}

struct PasskeyLine {
    id: i64,
    version: i32,
    name: String,
    added: String,
    used: Option<String>,
}

#[derive(Template)]
#[template(path = "second_factor/page.html")]
struct FactorsPage {
    has_app: bool,
    has_any: bool,
    setup: Option<SetupView>,
    recovery_left: i64,
    passkeys: Vec<PasskeyLine>,
    providers: Vec<String>,
    may_change: bool,
    /// Whether nothing else is open to the person before.
    needed: bool,
    /// The site that passkeys hold for.
    origin: Option<String>,
    /// Recovery codes, shown once.
    codes: Vec<String>,
    wrong: Option<String>,
    frame: Frame,
}

/// The page after something was tried: with what it gave, or with what was wrong.
pub(crate) async fn show(
    web: &Web,
    frame: Frame,
    visitor: &Visitor,
    codes: Vec<RecoveryCode>,
    wrong: Option<(StatusCode, String)>,
) -> Answer {
    let Factors { has_app, setup, recovery_left, passkeys, providers, may_change } =
        second_factor::find(&web.app, &visitor.present).await?;
    let setup = match setup {
        Some(setup) => Some(SetupView { picture: picture(&setup.uri)?, typed: setup.typed }),
        None => None,
    };
    let passkeys = passkeys.into_iter().map(|row| PasskeyLine {
        id: row.id.0,
        version: row.version,
        name: row.name,
        added: frame.moment(row.created_at),
        used: row.used_at.map(|moment| frame.moment(moment)),
    });
    let passkeys: Vec<PasskeyLine> = passkeys.collect();
    let page = FactorsPage {
        has_any: has_app || !passkeys.is_empty(),
        has_app,
        setup,
        recovery_left,
        passkeys,
        providers,
        // Codes that are shown stand for a session that has just become one with two factors.
        may_change: may_change || !codes.is_empty(),
        needed: domain::session::lacks_factor(visitor.actor(), visitor.present.session.two_factors) && codes.is_empty(),
        origin: web.passkeys.as_ref().map(|passkeys| passkeys.origin().to_owned()),
        codes: codes.iter().map(RecoveryCode::to_string).collect(),
        wrong: wrong.as_ref().map(|(_, words)| words.clone()),
        frame,
    };
    page::show_as(wrong.map_or(StatusCode::OK, |(status, _)| status), &page)
}

/// The same page for a refusal; everything else that fails is a failure of the request.
pub(crate) async fn show_refusal(web: &Web, frame: Frame, visitor: &Visitor, error: AppError) -> Answer {
    let failure = Failure::from(error);
    match &failure {
        Failure::App(error @ AppError::Refused(_)) => {
            let wrong = (failure.status(), error.words(frame.language));
            show(web, frame, visitor, Vec::new(), Some(wrong)).await
        }
        _ => Err(failure),
    }
}

/// The picture that a telephone reads. Its ground is white also on a dark page: not every telephone reads it the other way round.
fn picture(uri: &str) -> Result<Markup, AppError> {
    let code = QrCode::new(uri).map_err(|error| AppError::Internal(error.to_string()))?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // Within a page the prolog of a file has no place.
    Ok(Markup(svg.split_once("?>").map_or(svg.clone(), |(_, picture)| picture.to_owned())))
}

pub(crate) async fn page(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    show(&web, frame, &visitor, Vec::new(), None).await
}

pub(crate) async fn begin(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| second_factor::begin(&web.app, &present).await).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

/// What the form of the first code sends.
#[derive(Deserialize)]
pub(crate) struct FirstCode {
    code: String,
}

pub(crate) async fn confirm(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Form(form): Form<FirstCode>,
) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| second_factor::confirm(&web.app, &present, &form.code).await).await {
        Ok(codes) => show(&web, frame, &visitor, codes, None).await,
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

pub(crate) async fn renew_recovery(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| second_factor::renew_recovery(&web.app, &present).await).await {
        Ok(codes) => show(&web, frame, &visitor, codes, None).await,
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

pub(crate) async fn remove(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    let present = visitor.present.clone();
    match web.act(async move |web: Web| second_factor::remove(&web.app, &present).await).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(error) => show_refusal(&web, frame, &visitor, error).await,
    }
}

/// Takes the second factors from somebody who lost them.
pub(crate) async fn reset(State(web): State<Web>, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    web.act(async move |web: Web| second_factor::reset(&web.app, visitor.actor(), UserId(id)).await).await?;
    Ok(Redirect::to(&format!("/users/{id}")).into_response())
}
