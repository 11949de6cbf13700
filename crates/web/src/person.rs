//! One person, for whoever manages them: what is known, the roles with their days, and the second factor when it was lost.

use app::AppError;
use app::user::UserRow;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::id::UserId;
use domain::policy::{Action, Entity, allows};
use domain::problem::Fault;
use domain::user::{RoleAssignment, User, day_after};
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::round::day_words;
use crate::user::{NewRole, role_words, roles_to_give};
use crate::visitor::Visitor;
use crate::web::Web;

struct RoleLine {
    position: usize,
    words: String,
    from: String,
    /// The last day, where there is one.
    until: String,
    /// Whether it can still be ended.
    open: bool,
    /// Whether it has not begun, so that it can be taken back.
    ahead: bool,
}

#[derive(Template)]
#[template(path = "user/person.html")]
struct PersonPage {
    id: i64,
    version: i32,
    login: String,
    name: String,
    email: String,
    roles: Vec<RoleLine>,
    choices: Vec<&'static str>,
    today: String,
    /// Whether it is the visitor, who changes neither own roles nor own factors here.
    own: bool,
    wrong: Option<String>,
    frame: Frame,
}

fn line(frame: &Frame, position: usize, given: &RoleAssignment, today: Date) -> RoleLine {
    RoleLine {
        position,
        words: role_words(frame, &RoleAssignment { to: None, ..given.clone() }),
        from: frame.date(given.from),
        until: given.to.and_then(|day| day.yesterday().ok()).map(|day| frame.date(day)).unwrap_or_default(),
        open: !given.is_over(today),
        ahead: given.from >= today,
    }
}

async fn show(web: &Web, frame: Frame, visitor: &Visitor, id: UserId, wrong: Option<(StatusCode, String)>) -> Answer {
    let row = app::user::find(&web.app, visitor.actor(), id).await?;
    let today = app::clock::bangkok_day(web.app.clock().now());
    let roles = row.assignments.iter().enumerate().map(|(position, given)| line(&frame, position, given, today));
    let page = PersonPage {
        id: id.0,
        version: row.version,
        roles: roles.collect(),
        login: row.user.login.to_string(),
        name: row.user.name,
        email: row.user.email.unwrap_or_default(),
        choices: roles_to_give(allows(visitor.actor(), Action::UserManage, &Entity::System)),
        today: day_words(&frame, today),
        own: visitor.actor().is_user(id),
        wrong: wrong.as_ref().map(|(_, words)| words.clone()),
        frame,
    };
    page::show_as(wrong.map_or(StatusCode::OK, |(status, _)| status), &page)
}

/// The page again after a change: as it is now, or with what was wrong.
async fn after(web: &Web, frame: Frame, visitor: &Visitor, id: UserId, done: app::Result<i32>) -> Answer {
    let error = match done {
        Ok(_) => return Ok(Redirect::to(&format!("/users/{id}")).into_response()),
        Err(error) => error,
    };
    let failure = Failure::from(error);
    match &failure {
        Failure::App(error @ AppError::Refused(_)) => {
            let wrong = (failure.status(), error.words(frame.language));
            show(web, frame, visitor, id, Some(wrong)).await
        }
        _ => Err(failure),
    }
}

pub(crate) async fn page(State(web): State<Web>, frame: Frame, visitor: Visitor, Path(id): Path<i64>) -> Answer {
    show(&web, frame, &visitor, UserId(id), None).await
}

/// What the form of the person sends.
#[derive(Deserialize)]
pub(crate) struct Known {
    version: i32,
    login: String,
    name: String,
    email: String,
}

/// Changes a person by what their row says now; roles stay unless they are changed too.
async fn change(
    web: &Web,
    visitor: &Visitor,
    id: UserId,
    version: i32,
    change: impl FnOnce(&mut UserRow, Date) -> Result<(), Fault> + Send + 'static,
) -> app::Result<i32> {
    let visitor = visitor.clone();
    web.act(async move |web: Web| {
        let today = app::clock::bangkok_day(web.app.clock().now());
        let mut row = app::user::find(&web.app, visitor.actor(), id).await?;
        change(&mut row, today)?;
        app::user::save(&web.app, visitor.actor(), id, version, &row.user, &row.assignments).await
    })
    .await
}

pub(crate) async fn save(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<Known>,
) -> Answer {
    let id = UserId(id);
    let done = change(&web, &visitor, id, form.version, move |row, _| {
        let read = User::new(&form.login, &form.name, &form.email);
        row.user = read.map_err(|faults| faults.into_iter().next().unwrap_or(Fault::new("login-unusable")))?;
        Ok(())
    });
    let done = done.await;
    after(&web, frame, &visitor, id, done).await
}

/// What the form of a new role sends.
#[derive(Deserialize)]
pub(crate) struct Given {
    version: i32,
    #[serde(flatten)]
    role: NewRole,
}

pub(crate) async fn give_role(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<Given>,
) -> Answer {
    let (id, own) = (UserId(id), visitor.office().cloned());
    let done = change(&web, &visitor, id, form.version, move |row, today| {
        row.assignments.push(form.role.read(own.as_ref(), today)?);
        Ok(())
    });
    let done = done.await;
    after(&web, frame, &visitor, id, done).await
}

/// What the form that ends a role sends: which, and its last day; without a day one that has not begun is taken back.
#[derive(Deserialize)]
pub(crate) struct Ended {
    version: i32,
    position: usize,
    #[serde(default)]
    until: String,
}

pub(crate) async fn end_role(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(id): Path<i64>,
    Form(form): Form<Ended>,
) -> Answer {
    let id = UserId(id);
    let done = change(&web, &visitor, id, form.version, move |row, today| {
        let gone = || Fault::new("changed-meanwhile");
        let given = row.assignments.get_mut(form.position).ok_or_else(gone)?;
        if form.until.trim().is_empty() && given.from >= today {
            row.assignments.remove(form.position);
        } else {
            given.to = Some(day_after(&form.until)?);
        }
        Ok(())
    });
    let done = done.await;
    after(&web, frame, &visitor, id, done).await
}
