//! The program that makes a request, and what it may ask for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use app::personal_token::{self, Bearer};
use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::personal_token::{Access, NounGroup};
use domain::policy::Actor;

use super::problem::Refusal;
use super::{idempotency, is_read};
use crate::failure::Failure;
use crate::web::Web;

/// A program that came with a good token.
#[derive(Clone, Debug)]
pub(crate) struct Caller(pub(super) Bearer);

impl Caller {
    /// What it may do: as much as its person.
    pub(super) fn actor(&self) -> &Actor {
        &self.0.actor
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Caller, Failure> {
        parts.extensions.get::<Caller>().cloned().ok_or(Failure::SignIn)
    }
}

fn token_of(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Finds out which program makes a request, and whether it does not ask too often. Cookies of a browser count for nothing here, so that no
/// page of another site can make a browser speak in somebody's name.
pub(crate) async fn enter(web: Web, mut request: Request, next: Next) -> Response {
    let found = match token_of(request.headers()) {
        Some(token) => personal_token::resolve(&web.app, token).await,
        None => Ok(None),
    };
    let bearer = match found {
        Ok(bearer) => bearer,
        Err(error) => return Failure::from(error).into_response(),
    };
    let left = match &bearer {
        Some(bearer) => web.limits.token(bearer.token.id),
        None => {
            let connected = request.extensions().get::<ConnectInfo<SocketAddr>>();
            web.limits.stranger(connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |connected| connected.0.ip()))
        }
    };
    let mut response = match bearer {
        _ if left.wait.is_some() => Failure::from(Refusal::TooMany { seconds: left.seconds() }).into_response(),
        Some(bearer) => {
            let user = bearer.user.id;
            request.extensions_mut().insert(Caller(bearer));
            idempotency::once(web, user, request, next).await
        }
        None => next.run(request).await,
    };
    left.tell(&mut response);
    response
}

/// Lets through what the token was made for.
pub(super) async fn check(group: NounGroup, request: Request, next: Next) -> Response {
    let Some(Caller(bearer)) = request.extensions().get::<Caller>() else { return Failure::SignIn.into_response() };
    let access = access(request.method());
    if !bearer.token.grants.covers(group, access) {
        let needed = format!("{}:{}", group.as_str(), access.as_str());
        return Failure::from(Refusal::Scope { needed }).into_response();
    }
    // The character that no text has and PostgreSQL does not keep.
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains("%00")) {
        let cause = "the address holds U+0000".to_owned();
        return Failure::from(Refusal::Unreadable { status: StatusCode::BAD_REQUEST, cause }).into_response();
    }
    next.run(request).await
}

fn access(method: &axum::http::Method) -> Access {
    if is_read(method) { Access::Read } else { Access::Write }
}
