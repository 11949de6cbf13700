//! What the person of the token is told, and who that is.

use app::notice::{self, After};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::policy::Scope;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::list::{List, Paging, PagingQuery};
use super::problem::language_of;
use super::{done, json};
use crate::failure::Answer;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(me)).routes(routes!(list)).routes(routes!(read_all))
}

/// Who the token speaks for, and what it was made for.
#[derive(Serialize, ToSchema)]
struct MeView {
    /// Number of the account.
    user: i64,
    /// Roles that hold today.
    roles: Vec<RoleView>,
    /// What the token was made for ("reports:write").
    scopes: Vec<String>,
    /// When the token ends.
    expires_at: Timestamp,
}

/// A role with where it holds.
#[derive(Serialize, ToSchema)]
struct RoleView {
    /// Role.
    role: &'static str,
    /// Number of the region it holds in.
    region: Option<u16>,
    /// Code of the office it holds in.
    office: Option<String>,
}

/// A notice.
#[derive(Serialize, ToSchema)]
struct NoticeView {
    /// What it is about.
    kind: &'static str,
    /// What it says, in the language that `Accept-Language` asks for.
    words: String,
    /// The page it leads to.
    path: String,
    /// When.
    at: Timestamp,
    /// Whether it was read.
    is_read: bool,
}

/// Who the token speaks for, and what it was made for.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "find_me", tag = "service", responses((status = 200, body = MeView)))]
async fn me(caller: Caller) -> Answer {
    let bearer = &caller.0;
    let role = |(role, scope): &(domain::policy::Role, Scope)| {
        let (region, office) = match scope {
            Scope::System => (None, None),
            Scope::Region(number) => (Some(*number), None),
            Scope::Office(code) => (None, Some(code.to_string())),
        };
        RoleView { role: role.as_str(), region, office }
    };
    let view = MeView {
        user: bearer.user.id.0,
        roles: bearer.actor.roles.iter().map(role).collect(),
        scopes: bearer.token.grants.to_string().split(' ').map(str::to_owned).collect(),
        expires_at: bearer.token.expires_at,
    };
    json(StatusCode::OK, &view)
}

/// Notices of the person, newest first.
#[utoipa::path(get, path = "/api/v1/notices", operation_id = "list_notices", tag = "service", params(PagingQuery),
    responses((status = 200, body = List<NoticeView>)))]
async fn list(State(web): State<Web>, caller: Caller, paging: Paging, headers: HeaderMap) -> Answer {
    let found = notice::list(&web.app, caller.actor(), language_of(&headers), &paging.page::<After>()?).await?;
    let last = found.last().filter(|_| paging.is_full(found.len())).map(|each| each.place);
    let views = found.into_iter().map(|each| NoticeView {
        kind: each.kind.as_str(),
        words: each.words,
        path: each.path,
        at: each.at,
        is_read: each.is_read,
    });
    let views = views.collect();
    paging.answer(views, last)
}

/// Notes that the person read everything.
#[utoipa::path(post, path = "/api/v1/notices/read", operation_id = "read_notices", tag = "service",
    responses((status = 204, description = "It is noted.")))]
async fn read_all(State(web): State<Web>, caller: Caller) -> Answer {
    web.act(async move |web: Web| notice::read_all(&web.app, caller.actor()).await).await?;
    done()
}
