//! Bringing in people by a file.

use app::AppError;
use app::user_file::{self, USERS_MOST};
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use domain::policy::{Action, Entity, Role, allows};
use domain::problem::Fault;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::user::address;
use crate::visitor::Visitor;
use crate::web::Web;

struct Line {
    name: String,
    login: String,
    link: String,
}

#[derive(Template)]
#[template(path = "user/import.html")]
struct ImportPage {
    problems: Vec<String>,
    /// Who came in, with their links, which are shown once.
    invited: Vec<Line>,
    most: usize,
    frame: Frame,
}

/// Whether the visitor manages everybody; a failure for who manages nobody.
fn is_central(visitor: &Visitor) -> Result<bool, Failure> {
    let central = allows(visitor.actor(), Action::UserManage, &Entity::System);
    if central || visitor.actor().has(Role::Coordinator) { Ok(central) } else { Err(Failure::NotFound) }
}

pub(crate) async fn page(frame: Frame, visitor: Visitor) -> Answer {
    is_central(&visitor)?;
    page::show(&ImportPage { problems: Vec::new(), invited: Vec::new(), most: USERS_MOST, frame })
}

pub(crate) async fn template(frame: Frame, visitor: Visitor) -> Answer {
    let central = is_central(&visitor)?;
    let bytes = user_file::template(frame.language, central)?;
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"users.xlsx\""),
    ];
    Ok((headers, bytes).into_response())
}

pub(crate) async fn import(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    mut form: Multipart,
) -> Answer {
    let central = is_central(&visitor)?;
    let own = visitor.office().cloned().filter(|_| !central);
    let broken = |_| AppError::from(Fault::new("evidence-broken-off"));
    let mut bytes = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.file_name().is_some_and(|name| !name.is_empty()) {
            bytes = Some(field.bytes().await.map_err(broken)?);
        }
    }
    let imported = web.act(async move |web: Web| {
        let bytes = bytes.ok_or(Fault::new("user-file-none"))?;
        user_file::import(&web.app, visitor.actor(), own.as_ref(), &bytes).await
    });
    match imported.await {
        Ok(invited) => {
            let line = |person: user_file::Invited| Line {
                name: person.name,
                login: person.login.to_string(),
                link: address(&web, &headers, &person.token.to_text()),
            };
            let invited = invited.into_iter().map(line).collect();
            page::show(&ImportPage { problems: Vec::new(), invited, most: USERS_MOST, frame })
        }
        Err(error @ (AppError::Refused(_) | AppError::Problems(_))) => {
            let problems = error.words(frame.language).lines().map(str::to_owned).collect();
            let page = ImportPage { problems, invited: Vec::new(), most: USERS_MOST, frame };
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
