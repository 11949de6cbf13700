//! People: the centre manages everybody, the coordinator of an office those of that office.

use app::{AppError, one_time_link};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use domain::id::UserId;
use domain::office::OfficeCode;
use domain::policy::{Action, Entity, Role, Scope, allows};
use domain::problem::Fault;
use domain::user::{Login, Reach, RoleAssignment, TypedRole, User, reaches};
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

/// People shown at a time.
const PAGE: u32 = 50;

/// Which people are shown, and where the list goes on.
#[derive(Deserialize)]
pub(crate) struct Choice {
    office: Option<String>,
    after: Option<String>,
}

struct Line {
    id: i64,
    version: i32,
    name: String,
    login: String,
    roles: Vec<String>,
    disabled: bool,
    has_password: bool,
}

/// What was typed into the form for a new person.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct NewPerson {
    login: String,
    name: String,
    email: String,
    #[serde(flatten)]
    given: NewRole,
}

/// What was typed of a role.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct NewRole {
    #[serde(default)]
    pub(crate) role: String,
    #[serde(default)]
    pub(crate) scope: String,
    #[serde(default)]
    pub(crate) from: String,
    #[serde(default)]
    pub(crate) until: String,
    pub(crate) acting: Option<String>,
}

impl NewRole {
    /// Reads it, for the people of an office or of the whole administration.
    pub(crate) fn read(&self, own: Option<&OfficeCode>, today: Date) -> Result<RoleAssignment, Fault> {
        let NewRole { role, scope, from, until, acting } = self;
        let typed = TypedRole { role, scope, from, until, acting: acting.is_some() };
        typed.read(own, today).map_err(|(_, fault)| fault)
    }
}

#[derive(Template)]
#[template(path = "user/page.html")]
struct PeoplePage {
    office: Option<OfficeCode>,
    /// Whether the visitor manages everybody, and may choose an office to show.
    central: bool,
    lines: Vec<Line>,
    next: Option<String>,
    roles: Vec<&'static str>,
    typed: NewPerson,
    wrong: Option<String>,
    /// The one-time link of a person, shown once.
    link: Option<(String, String)>,
    frame: Frame,
}

impl PeoplePage {
    async fn new(web: &Web, frame: Frame, visitor: &Visitor, choice: Choice) -> Result<PeoplePage, Failure> {
        let central = allows(visitor.actor(), Action::UserManage, &Entity::System);
        if !central && !visitor.actor().has(Role::Coordinator) {
            return Err(Failure::NotFound);
        }
        let chosen = choice.office.filter(|code| !code.trim().is_empty());
        let chosen: Option<OfficeCode> = match chosen {
            Some(code) if central => Some(code.trim().to_uppercase().parse().map_err(|_| Failure::NotFound)?),
            _ => None,
        };
        let office = if central { chosen } else { visitor.office().cloned() };
        let page = match choice.after.as_deref().map(Login::new) {
            Some(Ok(login)) => app::Page::after(login, PAGE),
            _ => app::Page::first(PAGE),
        };
        let found = app::user::list(&web.app, visitor.actor(), office.as_ref(), &page).await?;
        let is_full = found.len() == PAGE as usize;
        let next = found.last().filter(|_| is_full).map(|last| {
            let of = office.as_ref().map(|code| format!("&office={code}")).unwrap_or_default();
            format!("/users?after={}{of}", crate::frame::escape(last.user.login.as_str()))
        });
        let today = app::clock::bangkok_day(web.app.clock().now());
        let lines = found.into_iter().map(|row| Line {
            id: row.id.0,
            version: row.version,
            roles: row
                .assignments
                .iter()
                .filter(|assignment| !assignment.is_over(today))
                .map(|assignment| role_words(&frame, assignment))
                .collect(),
            name: row.user.name,
            login: row.user.login.to_string(),
            disabled: row.disabled_at.is_some(),
            has_password: row.has_password,
        });
        let lines = lines.collect();
        let roles = roles_to_give(central);
        let (typed, wrong, link) = (NewPerson::default(), None, None);
        Ok(PeoplePage { office, central, lines, next, roles, typed, wrong, link, frame })
    }
}

/// The roles that may be given by who manages everybody, or one office.
pub(crate) fn roles_to_give(central: bool) -> Vec<&'static str> {
    let fits = |role: &Role| if central { !reaches(*role).is_empty() } else { reaches(*role) == [Reach::Office] };
    Role::ALL.into_iter().filter(fits).map(Role::as_str).collect()
}

/// A role with its place and the days on which it holds.
pub(crate) fn role_words(frame: &Frame, assignment: &RoleAssignment) -> String {
    let role = frame.t1("role", "role", assignment.role.as_str());
    let place = match &assignment.scope {
        Scope::System => String::new(),
        Scope::Region(number) => format!(" {}", frame.t1("round-region", "number", number)),
        Scope::Office(code) => format!(" {code}"),
    };
    let acting = if assignment.acting { format!(" ({})", frame.t("me-role-acting")) } else { String::new() };
    let until = assignment.to.and_then(|day| day.yesterday().ok());
    let until = until.map(|day| format!(" {}", frame.t1("me-role-until", "day", frame.date(day)))).unwrap_or_default();
    format!("{role}{place}{acting}{until}")
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    page::show(&PeoplePage::new(&web, frame, &visitor, choice).await?)
}

pub(crate) async fn add(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    Form(form): Form<NewPerson>,
) -> Answer {
    let (typed, person, own) = (form.clone(), visitor.clone(), visitor.office().cloned());
    let added = web.act(async move |web: Web| {
        let assignment = form.given.read(own.as_ref(), app::clock::bangkok_day(web.app.clock().now()))?;
        let user = User::new(&form.login, &form.name, &form.email).map_err(|faults| {
            // The form shows one thing at a time; the next appears when this is mended.
            faults.into_iter().next().unwrap_or(Fault::new("login-unusable"))
        })?;
        let id = app::user::create(&web.app, person.actor(), &user, &[assignment]).await?;
        let token = one_time_link::create(&web.app, person.actor(), id).await?;
        Ok((user.name, token.to_text()))
    });
    let added = added.await;
    let mut page = PeoplePage::new(&web, frame, &visitor, Choice { office: None, after: None }).await?;
    match added {
        Ok((name, token)) => {
            page.link = Some((name, address(&web, &headers, &token)));
            page::show(&page)
        }
        Err(error @ (AppError::Refused(_) | AppError::Problems(_))) => {
            page.wrong = Some(error.words(page.frame.language));
            page.typed = typed;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// The whole address of a one-time link, as the browser sees this program.
pub(crate) fn address(web: &Web, headers: &HeaderMap, token: &str) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    format!("{}://{host}/link/{token}", if web.secure { "https" } else { "http" })
}

/// Gives a person a new one-time link, and shows it once.
pub(crate) async fn link(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Answer {
    let person = visitor.clone();
    let made = web.act(async move |web: Web| {
        let row = app::user::find(&web.app, person.actor(), UserId(id)).await?;
        let token = one_time_link::create(&web.app, person.actor(), UserId(id)).await?;
        Ok((row.user.name, token.to_text()))
    });
    let (name, token) = made.await?;
    let mut page = PeoplePage::new(&web, frame, &visitor, Choice { office: None, after: None }).await?;
    page.link = Some((name, address(&web, &headers, &token)));
    page::show(&page)
}

/// The version that was seen.
#[derive(Deserialize)]
pub(crate) struct Seen {
    version: i32,
}

pub(crate) async fn disable(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<Seen>,
) -> Answer {
    web.act(async move |web: Web| app::user::disable(&web.app, visitor.actor(), UserId(id), form.version).await)
        .await?;
    Ok(Redirect::to("/users").into_response())
}

pub(crate) async fn enable(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<Seen>,
) -> Answer {
    web.act(async move |web: Web| app::user::enable(&web.app, visitor.actor(), UserId(id), form.version).await).await?;
    Ok(Redirect::to("/users").into_response())
}
