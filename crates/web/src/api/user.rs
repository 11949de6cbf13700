//! People with their roles, for who manages them.

use app::user::UserRow;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::id::UserId;
use domain::office::OfficeCode;
use domain::policy::{Role, Scope};
use domain::problem::Fault;
use domain::user::{Login, RoleAssignment, User, reaches};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::condition::IfMatch;
use super::list::{List, Paging, PagingQuery};
use super::problem::Refusal;
use super::{json, versioned};
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(find, save))
        .routes(routes!(disable))
        .routes(routes!(enable))
}

/// A person.
#[derive(Serialize, ToSchema)]
struct UserView {
    /// Number of the account.
    id: i64,
    /// What they sign in with.
    login: String,
    /// Name in the product.
    name: String,
    /// Where mail reaches them.
    email: Option<String>,
    /// All roles ever given, in the order they were entered.
    roles: Vec<RoleBody>,
    /// Whether there is a password.
    has_password: bool,
    /// Since when the person may not sign in.
    disabled_at: Option<Timestamp>,
    /// Counts the changes of person and roles.
    version: i32,
    /// When the person was added.
    created_at: Timestamp,
}

/// A role that is given to a person.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoleBody {
    /// Role.
    #[schema(example = "reporter")]
    role: String,
    /// Number of the region it holds in.
    #[serde(default)]
    region: Option<u16>,
    /// Code of the office it holds in. Without region and office it holds everywhere.
    #[serde(default)]
    office: Option<String>,
    /// First day.
    from: Date,
    /// Last day; none is without end.
    #[serde(default)]
    until: Option<Date>,
    /// Whether the person acts for a vacant post or an absent holder.
    #[serde(default)]
    acting: bool,
}

impl RoleBody {
    fn of(given: &RoleAssignment) -> RoleBody {
        let (region, office) = match &given.scope {
            Scope::System => (None, None),
            Scope::Region(number) => (Some(*number), None),
            Scope::Office(code) => (None, Some(code.to_string())),
        };
        RoleBody {
            role: given.role.as_str().to_owned(),
            region,
            office,
            from: given.from,
            until: given.to.and_then(|day| day.yesterday().ok()),
            acting: given.acting,
        }
    }

    fn read(self) -> Result<RoleAssignment, Fault> {
        let role = Role::from_name(&self.role).filter(|role| !reaches(*role).is_empty());
        let role = role.ok_or_else(|| Fault::new("role-unknown").with("role", &self.role))?;
        let scope = match (self.region, self.office) {
            (None, None) => Scope::System,
            (Some(number), None) => Scope::Region(number),
            (_, Some(code)) => Scope::Office(code.parse().map_err(|_| Fault::new("user-office-needed"))?),
        };
        let to = self.until.map(|day| day.tomorrow().unwrap_or(Date::MAX));
        let given = RoleAssignment { role, scope, from: self.from, to, acting: self.acting };
        given.check()?;
        Ok(given)
    }
}

/// A person as they are to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UserBody {
    /// What they sign in with.
    login: String,
    /// Name in the product.
    name: String,
    /// Where mail reaches them.
    #[serde(default)]
    email: Option<String>,
    /// All roles, those that are over too: what has begun is ended and not taken back.
    roles: Vec<RoleBody>,
}

impl UserBody {
    fn read(self) -> Result<(User, Vec<RoleAssignment>), Fault> {
        let user = User::new(&self.login, &self.name, self.email.as_deref().unwrap_or_default());
        let user = user.map_err(|faults| faults.into_iter().next().unwrap_or(Fault::new("login-unusable")))?;
        Ok((user, self.roles.into_iter().map(RoleBody::read).collect::<Result<_, _>>()?))
    }
}

impl UserView {
    fn of(row: UserRow) -> UserView {
        UserView {
            id: row.id.0,
            login: row.user.login.to_string(),
            name: row.user.name,
            email: row.user.email,
            roles: row.assignments.iter().map(RoleBody::of).collect(),
            has_password: row.has_password,
            disabled_at: row.disabled_at,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// Whose people are asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfficeQuery {
    /// Code of the office; everybody where it is not said, for who manages everybody.
    #[param(example = "P2300")]
    office: Option<String>,
}

fn id_of(id: &str) -> Result<UserId, Failure> {
    id.parse().map(UserId).map_err(|_| Failure::NotFound)
}

async fn view(web: &Web, caller: &Caller, id: UserId) -> Answer {
    let row = app::user::find(&web.app, caller.actor(), id).await?;
    versioned(row.version, &UserView::of(row))
}

/// People by login: of an office, or all.
#[utoipa::path(get, path = "/api/v1/users", operation_id = "list_users", tag = "people", params(OfficeQuery, PagingQuery),
    responses((status = 200, body = List<UserView>)))]
async fn list(State(web): State<Web>, caller: Caller, paging: Paging, Query(query): Query<OfficeQuery>) -> Answer {
    let office: Option<OfficeCode> = match query.office {
        Some(code) => Some(code.parse().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    let app::Page { after, limit } = paging.page::<String>()?;
    let after = after.map(|login| Login::new(&login)).transpose().map_err(|_| Refusal::Cursor)?;
    let page = app::Page { after, limit };
    let rows = app::user::list(&web.app, caller.actor(), office.as_ref(), &page).await?;
    let last = rows.last().filter(|_| paging.is_full(rows.len())).map(|row| row.user.login.to_string());
    paging.answer(rows.into_iter().map(UserView::of).collect(), last)
}

/// Adds a person. They get their first password by a link, which a page makes.
#[utoipa::path(post, path = "/api/v1/users", operation_id = "add_user", tag = "people", request_body = UserBody,
    responses((status = 201, body = UserView)))]
async fn create(State(web): State<Web>, caller: Caller, Body(body): Body<UserBody>) -> Answer {
    let actor = caller.actor().clone();
    let id = web.act(async move |web: Web| {
        let (user, roles) = body.read()?;
        app::user::create(&web.app, &actor, &user, &roles).await
    });
    let row = app::user::find(&web.app, caller.actor(), id.await?).await?;
    json(StatusCode::CREATED, &UserView::of(row))
}

/// A person with their roles.
#[utoipa::path(get, path = "/api/v1/users/{id}", operation_id = "find_user", tag = "people",
    params(("id" = i64, Path, description = "Number of the account.", example = 1)), responses((status = 200, body = UserView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    view(&web, &caller, id_of(&id)?).await
}

/// Changes a person and their roles.
#[utoipa::path(put, path = "/api/v1/users/{id}", operation_id = "save_user", tag = "people",
    params(("id" = i64, Path, description = "Number of the account.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    request_body = UserBody, responses((status = 200, body = UserView)))]
async fn save(
    State(web): State<Web>,
    caller: Caller,
    Path(id): Path<String>,
    matching: IfMatch,
    Body(body): Body<UserBody>,
) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let actor = caller.actor().clone();
    web.act(async move |web: Web| {
        // What is not theirs to see is not there, whatever is sent.
        app::user::find(&web.app, &actor, id).await?;
        let (user, roles) = body.read()?;
        app::user::save(&web.app, &actor, id, version, &user, &roles).await
    })
    .await?;
    view(&web, &caller, id).await
}

/// Forbids a person to sign in, and ends their sessions. Tokens do not hold meanwhile.
#[utoipa::path(post, path = "/api/v1/users/{id}/disable", operation_id = "disable_user", tag = "people",
    params(("id" = i64, Path, description = "Number of the account.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 200, body = UserView)))]
async fn disable(State(web): State<Web>, caller: Caller, Path(id): Path<String>, matching: IfMatch) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let actor = caller.actor().clone();
    web.act(async move |web: Web| app::user::disable(&web.app, &actor, id, version).await).await?;
    view(&web, &caller, id).await
}

/// Lets a person sign in again.
#[utoipa::path(post, path = "/api/v1/users/{id}/enable", operation_id = "enable_user", tag = "people",
    params(("id" = i64, Path, description = "Number of the account.", example = 1),
        ("If-Match" = String, Header, description = "The tag that was read.")),
    responses((status = 200, body = UserView)))]
async fn enable(State(web): State<Web>, caller: Caller, Path(id): Path<String>, matching: IfMatch) -> Answer {
    let (id, version) = (id_of(&id)?, matching.version()?);
    let actor = caller.actor().clone();
    web.act(async move |web: Web| app::user::enable(&web.app, &actor, id, version).await).await?;
    view(&web, &caller, id).await
}
