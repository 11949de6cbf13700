//! Tokens for the own programs: what there is, a new one shown this once, taking one away.

use app::{AppError, personal_token};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::Form;
use domain::id::PersonalTokenId;
use domain::personal_token::{Access, DAYS_MAX, Grants, NounGroup};
use domain::problem::Fault;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

/// How long a token may hold, to choose from, in days.
const DAYS: [u16; 4] = [30, 90, 180, DAYS_MAX];
/// The days that are proposed.
const DAYS_PROPOSED: u16 = 90;

struct Line {
    id: i64,
    name: String,
    grants: Vec<String>,
    until: String,
    used: Option<String>,
    is_over: bool,
}

/// A group of nouns with what may be chosen for it: word, words, and whether it was.
struct GroupChoice {
    name: &'static str,
    choices: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "personal_token/page.html")]
struct TokensPage {
    frame: Frame,
    lines: Vec<Line>,
    groups: Vec<GroupChoice>,
    days: Vec<(u16, bool)>,
    name: String,
    /// The new token, shown this once.
    made: Option<String>,
    wrong: Option<String>,
}

/// What the form of a new token sends.
#[derive(Default, Deserialize)]
pub(crate) struct NewToken {
    name: String,
    days: String,
    /// "reports:read", one for each group.
    #[serde(default)]
    grant: Vec<String>,
}

/// Refuses a session that would have to show more first, which the pages under `/me` otherwise let pass.
fn check_whole(visitor: &Visitor) -> Result<(), Failure> {
    let present = &visitor.present;
    if present.user.must_change_password {
        return Err(Failure::ChangePassword);
    }
    match domain::session::lacks_factor(&present.actor, present.session.two_factors) {
        true => Err(Failure::SecondFactor),
        false => Ok(()),
    }
}

async fn page_of(
    web: &Web,
    frame: Frame,
    visitor: &Visitor,
    typed: NewToken,
    done: Result<Option<String>, String>,
) -> Answer {
    let now = web.app.clock().now();
    let grant = |group: NounGroup, access: Access| {
        frame.t2("token-grant", "group", frame.t1("token-group", "group", group.as_str()), "access", access.as_str())
    };
    let lines = personal_token::list(&web.app, &visitor.present).await?.into_iter().map(|row| Line {
        id: row.id.0,
        name: row.name,
        grants: row.grants.iter().map(|(group, access)| grant(group, access)).collect(),
        until: frame.moment(row.expires_at),
        used: row.used_at.map(|at| frame.moment(at)),
        is_over: row.expires_at <= now,
    });
    let lines = lines.collect();
    let groups = NounGroup::ALL.into_iter().map(|group| {
        let choices = Access::ALL.into_iter().map(|access| {
            let word = format!("{}:{}", group.as_str(), access.as_str());
            let is_chosen = typed.grant.contains(&word);
            (word, frame.t1("token-access", "access", access.as_str()), is_chosen)
        });
        GroupChoice { name: group.as_str(), choices: choices.collect() }
    });
    let groups = groups.collect();
    let chosen = typed.days.parse().unwrap_or(DAYS_PROPOSED);
    let days = DAYS.map(|days| (days, days == chosen)).to_vec();
    let (made, wrong) = match done {
        Ok(made) => (made, None),
        Err(words) => (None, Some(words)),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    // What is made is not to be made again by the same words.
    let name = if made.is_some() { String::new() } else { typed.name };
    page::show_as(status, &TokensPage { frame, lines, groups, days, name, made, wrong })
}

pub(crate) async fn page(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    check_whole(&visitor)?;
    page_of(&web, frame, &visitor, NewToken::default(), Ok(None)).await
}

pub(crate) async fn create(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Form(form): Form<NewToken>,
) -> Answer {
    check_whole(&visitor)?;
    let words: Vec<&str> = form.grant.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let parse = || Some((Grants::parse(&words.join(" "))?, form.days.parse().ok()?));
    let Some((grants, days)) = parse() else {
        let words = frame.language.fault(&Fault::new("token-for-nothing"));
        return page_of(&web, frame, &visitor, form, Err(words)).await;
    };
    let (present, name) = (visitor.present.clone(), form.name.clone());
    let made =
        web.act(async move |web: Web| personal_token::create(&web.app, &present, &name, &grants, days).await).await;
    match made {
        Ok(token) => page_of(&web, frame, &visitor, form, Ok(Some(token))).await,
        Err(error @ AppError::Refused(_)) => {
            let words = error.words(frame.language);
            page_of(&web, frame, &visitor, form, Err(words)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn revoke(State(web): State<Web>, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    web.act(async move |web: Web| personal_token::revoke(&web.app, visitor.actor(), PersonalTokenId(id)).await).await?;
    Ok(Redirect::to("/me/tokens").into_response())
}
