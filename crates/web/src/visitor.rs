//! Who makes a request.

use app::session::Present;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};

use crate::api;
use crate::failure::{Failure, HEALTH};
use crate::frame::Frame;
use crate::web::Web;

/// The cookie that holds the token of a session.
pub(crate) const SESSION_COOKIE: &str = "emes-session";

/// A person who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// The person and the session.
    pub(crate) present: Present,
}

impl Visitor {
    /// What they may do.
    pub(crate) fn actor(&self) -> &Actor {
        &self.present.actor
    }

    /// Name on the page.
    pub(crate) fn name(&self) -> &str {
        &self.present.user.user.name
    }

    /// The first letter of the name that is not a vowel written before its consonant.
    pub(crate) fn initial(&self) -> String {
        let before = |c: char| ('เ'..='ไ').contains(&c);
        self.name().chars().find(|c| c.is_alphabetic() && !before(*c)).map(String::from).unwrap_or_default()
    }

    /// The roles in words.
    pub(crate) fn role_words(&self, frame: &Frame) -> String {
        let mut roles: Vec<Role> = self.actor().roles.iter().map(|(role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles.into_iter().map(|role| frame.t1("role", "role", role.as_str())).collect::<Vec<_>>().join(" · ")
    }

    /// The office they work for; the first, for the few who have roles in several.
    pub(crate) fn office(&self) -> Option<&OfficeCode> {
        self.actor().roles.iter().find_map(|(_, scope)| match scope {
            Scope::Office(code) => Some(code),
            _ => None,
        })
    }
}

/// Finds out who makes the request, once, before anything else is done with it.
pub(crate) async fn recognise(State(web): State<Web>, mut request: Request<Body>, next: Next) -> Response {
    let token = CookieJar::from_headers(request.headers()).get(SESSION_COOKIE).map(|cookie| cookie.value().to_owned());
    // Who looks whether the program lives gets an answer also where the database does not give one.
    let path = request.uri().path();
    if api::is_address(path) {
        return api::enter(web, request, next).await;
    }
    // What is public is the same for everybody, and nobody is named in it.
    let asks_nobody = path.starts_with(crate::asset::PREFIX) || HEALTH.contains(&path) || is_public(path);
    let Some(token) = token.filter(|_| !asks_nobody) else {
        return next.run(request).await;
    };
    let present = match app::session::resolve(&web.app, &token).await {
        Ok(present) => present,
        Err(error) => return Failure::from(error).into_response(),
    };
    let Some(visitor) = present.map(|present| Visitor { present }) else { return next.run(request).await };
    request.extensions_mut().insert(visitor.clone());
    let mut response = next.run(request).await;
    // The page of a failure has the person in its shell, too.
    response.extensions_mut().insert(visitor);
    response
}

/// Whether an address belongs to the public site or to open data.
pub(crate) fn is_public(path: &str) -> bool {
    let is_below = |start: &str| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    [crate::public::START, crate::open_data::START].into_iter().any(is_below)
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Visitor, Failure> {
        let visitor = parts.extensions.get::<Visitor>().cloned().ok_or(Failure::SignIn)?;
        // A password that somebody else chose is good for choosing an own one and for nothing else.
        if parts.uri.path() == "/me" || parts.uri.path().starts_with("/me/") {
            return Ok(visitor);
        }
        // A password that somebody else chose is good for choosing an own one and for nothing else; and a password alone, for whom more is
        // asked of, for setting up a second factor.
        let Present { actor, user, session, .. } = &visitor.present;
        if user.must_change_password {
            Err(Failure::ChangePassword)
        } else if domain::session::lacks_factor(actor, session.two_factors) {
            Err(Failure::SecondFactor)
        } else {
            Ok(visitor)
        }
    }
}
