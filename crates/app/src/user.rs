//! Managing people: the centre manages everybody, the coordinator of an office those who are of that office and nothing else.

use std::collections::HashMap;

use domain::id::UserId;
use domain::office::OfficeCode;
use domain::policy::{Action, Actor, Entity, Scope, allows};
use domain::problem::Fault;
use domain::user::{Login, RoleAssignment, User, check_change, office_of};
use jiff::civil::Date;
pub use store::user::UserRow;
use store::{Conn, Page, Tx};

use crate::clock::bangkok_day;
use crate::door::{App, not_found};
use crate::error::{AppError, Result};
use crate::session::{self, Origin, Present};
use crate::{office, password};

/// Adds a person, who gets a password through a one-time link ([`crate::one_time_link::create`]).
///
/// # Errors
/// When a role cannot be had so; when the login is taken; when the actor may not; when the database fails.
pub async fn create(app: &App, actor: &Actor, user: &User, assignments: &[RoleAssignment]) -> Result<UserId> {
    let today = bangkok_day(app.clock().now());
    let entity = entity_of(app, assignments.iter(), today).await?;
    app.run(actor, Action::UserManage, &entity, "users", async |ctx| {
        check_change(&[], assignments, today)?;
        check_regions(&mut ctx.tx, assignments).await?;
        let id = store::user::insert(&mut ctx.tx, user, assignments, ctx.now).await.map_err(taken)?;
        ctx.detail("added", Actor::name_of(id));
        ctx.detail("roles", role_words(assignments));
        Ok(id)
    })
    .await
}

/// Changes what is known about a person and their roles; returns the new version. Whoever changes roles must manage where they lie; whoever
/// changes the person, all that the person is.
///
/// # Errors
/// As [`create`]; when somebody else changed it meanwhile; when it would unsay a role that has begun; when it is about the actor's own
/// roles.
pub async fn save(
    app: &App,
    actor: &Actor,
    id: UserId,
    version: i32,
    user: &User,
    assignments: &[RoleAssignment],
) -> Result<i32> {
    let today = bangkok_day(app.clock().now());
    let row = load(app, id).await?;
    let changed = || {
        let gone = row.assignments.iter().filter(|old| !assignments.contains(old));
        gone.chain(assignments.iter().filter(|new| !row.assignments.contains(new)))
    };
    let is_same_person = row.user == *user;
    let all = || row.assignments.iter().chain(assignments).filter(|assignment| !assignment.is_over(today));
    let entity = if is_same_person && changed().next().is_some() {
        entity_of(app, changed(), today).await?
    } else {
        entity_of(app, all(), today).await?
    };
    app.run(actor, Action::UserManage, &entity, &Actor::name_of(id), async |ctx| {
        if actor.is_user(id) && changed().next().is_some() {
            return Err(Fault::new("user-self").into());
        }
        // What was decided upon is the row that was read, so it must be the one that the person saw and the one that is there.
        if version != row.version {
            return Err(Fault::new("changed-meanwhile").into());
        }
        check_change(&row.assignments, assignments, today)?;
        check_regions(&mut ctx.tx, assignments).await?;
        if is_same_person && row.assignments == assignments {
            ctx.nothing_changed();
            return Ok(version);
        }
        ctx.detail("before_roles", role_words(&row.assignments));
        ctx.detail("roles", role_words(assignments));
        let saved = store::user::save(&mut ctx.tx, id, version, user, assignments).await;
        saved.map_err(|error| taken_app(error.into()))
    })
    .await
}

/// Forbids a person to sign in, and ends their sessions and links. Returns the new version.
///
/// # Errors
/// When it is the actor; when somebody else changed it meanwhile; when the actor may not; when the database fails.
pub async fn disable(app: &App, actor: &Actor, id: UserId, version: i32) -> Result<i32> {
    set_disabled(app, actor, id, version, true).await
}

/// Lets a person sign in again. Returns the new version.
///
/// # Errors
/// As [`disable`].
pub async fn enable(app: &App, actor: &Actor, id: UserId, version: i32) -> Result<i32> {
    set_disabled(app, actor, id, version, false).await
}

async fn set_disabled(app: &App, actor: &Actor, id: UserId, version: i32, disabled: bool) -> Result<i32> {
    let (row, entity) = account(app, id).await?;
    app.run(actor, Action::UserManage, &entity, &Actor::name_of(id), async |ctx| {
        if actor.is_user(id) {
            return Err(Fault::new("user-self").into());
        }
        if version != row.version {
            return Err(Fault::new("changed-meanwhile").into());
        }
        ctx.detail("disabled", disabled);
        if disabled {
            store::session::delete_by_user(&mut ctx.tx, id, None).await?;
            store::one_time_link::delete_by_user(&mut ctx.tx, id).await?;
            store::sign_in_step::delete_by_user(&mut ctx.tx, id).await?;
        }
        Ok(store::user::save_disabled(&mut ctx.tx, id, version, disabled.then_some(ctx.now)).await?)
    })
    .await
}

/// People by login: those of an office, or everybody.
///
/// # Errors
/// When there is no such office; when the actor may not; when the database fails.
pub async fn list(app: &App, actor: &Actor, of: Option<&OfficeCode>, page: &Page<Login>) -> Result<Vec<UserRow>> {
    let Some(code) = of else {
        let mut conn = app.read(actor, Action::UserManage, &Entity::System).await?;
        return Ok(store::user::list(&mut conn, page).await?);
    };
    let today = bangkok_day(app.clock().now());
    let mut conn = app.db().read().await?;
    let office = store::office::find_by_code(&mut conn, code, today).await?.ok_or_else(|| not_found("office", code))?;
    let entity = Entity::Office { code: code.clone(), region: office.office.region };
    if !allows(actor, Action::UserManage, &entity) {
        return Err(AppError::Denied);
    }
    Ok(store::user::list_by_office(&mut conn, office.id, today, page).await?)
}

/// A person whom the actor manages, at least where one of their roles lies that is not over.
///
/// # Errors
/// When there is no such person; when the actor may not; when the database fails.
pub async fn find(app: &App, actor: &Actor, id: UserId) -> Result<UserRow> {
    let today = bangkok_day(app.clock().now());
    let row = load(app, id).await?;
    if allows(actor, Action::UserManage, &Entity::System) {
        return Ok(row);
    }
    for assignment in row.assignments.iter().filter(|assignment| !assignment.is_over(today)) {
        if allows(actor, Action::UserManage, &entity_of(app, [assignment], today).await?) {
            return Ok(row);
        }
    }
    Err(AppError::Denied)
}

/// The names of people who appear on a page that the policy has opened to the reader: who wrote in a thread, who certified.
///
/// # Errors
/// When the database fails.
pub async fn names(app: &App, ids: impl IntoIterator<Item = UserId>) -> Result<HashMap<UserId, String>> {
    let mut ids: Vec<UserId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(store::user::names(&mut app.db().read().await?, &ids).await?.into_iter().collect())
}

/// Finds a person by login, for whoever manages everybody.
///
/// # Errors
/// When there is no such person; when the actor may not; when the database fails.
pub async fn find_by_login(app: &App, actor: &Actor, login: &Login) -> Result<UserRow> {
    let mut conn = app.read(actor, Action::UserManage, &Entity::System).await?;
    store::user::find_by_login(&mut conn, login).await?.ok_or_else(|| not_found("user", login))
}

/// Gives a person a password on the machine itself; they have to change it when they sign in. Ends their sessions and links.
///
/// # Errors
/// When the password is too weak; when the actor may not; when the database fails.
pub async fn set_password(app: &App, actor: &Actor, id: UserId, new: &str) -> Result<()> {
    let row = load(app, id).await?;
    if !allows(actor, Action::UserSetPassword, &Entity::System) {
        // The door refuses too and keeps the attempt; but nobody has a hash computed who may not.
        return app.run(actor, Action::UserSetPassword, &Entity::System, &Actor::name_of(id), async |_| Ok(())).await;
    }
    domain::password::check(new, &row.user.login)?;
    let hash = password::hash(new).await?;
    app.run(actor, Action::UserSetPassword, &Entity::System, &Actor::name_of(id), async |ctx| {
        replace_password(&mut ctx.tx, &row, &hash, true).await?;
        store::session::delete_by_user(&mut ctx.tx, id, None).await?;
        Ok(())
    })
    .await
}

/// Changes the own password, and ends all other sessions.
///
/// # Errors
/// When the old password is wrong, which counts as a failure to sign in; when the new one is too weak or the old one again; when the
/// database fails.
pub async fn change_password(app: &App, present: &Present, old: &str, new: &str, from: &Origin<'_>) -> Result<()> {
    let Present { actor, user, session, .. } = present;
    domain::password::check(new, &user.user.login)?;
    if new == old {
        return Err(Fault::new("password-same").into());
    }
    session::check(app, Some(&user.user.login), old, from).await?;
    let hash = password::hash(new).await?;
    app.run(actor, Action::UserChangePassword, &Entity::Account(user.id), &actor.name, async |ctx| {
        replace_password(&mut ctx.tx, user, &hash, false).await?;
        let ended = store::session::delete_by_user(&mut ctx.tx, user.id, Some(session.token_hash)).await?;
        ctx.detail("sessions", ended);
        Ok(())
    })
    .await
}

/// Stores a password and takes back what could still be done with the old state: links, steps half-way in and the delay after failures.
pub(crate) async fn replace_password(tx: &mut Tx, user: &UserRow, hash: &str, must_change: bool) -> Result<()> {
    store::user::lock(tx, user.id).await?;
    store::user::save_password(tx, user.id, hash, must_change).await?;
    store::one_time_link::delete_by_user(tx, user.id).await?;
    store::sign_in_step::delete_by_user(tx, user.id).await?;
    session::forget_failures(tx, &user.user.login).await
}

async fn load(app: &App, id: UserId) -> Result<UserRow> {
    let mut conn = app.db().read().await?;
    store::user::find(&mut conn, id).await?.ok_or_else(|| not_found("user", id))
}

/// A person, and whose business their account as a whole is.
pub(crate) async fn account(app: &App, id: UserId) -> Result<(UserRow, Entity)> {
    let today = bangkok_day(app.clock().now());
    let row = load(app, id).await?;
    let held = row.assignments.iter().filter(|assignment| !assignment.is_over(today));
    let entity = entity_of(app, held, today).await?;
    Ok((row, entity))
}

/// Whose business assignments are, as an entity.
async fn entity_of<'a>(
    app: &App,
    assignments: impl IntoIterator<Item = &'a RoleAssignment>,
    on: Date,
) -> Result<Entity> {
    let Some(code) = office_of(assignments) else { return Ok(Entity::System) };
    let mut conn: Conn = app.db().read().await?;
    // An office that is closed has no coordinator any more.
    let office = store::office::find_by_code(&mut conn, code, on).await?;
    Ok(office.map_or(Entity::System, |row| Entity::Office { code: row.office.code, region: row.office.region }))
}

async fn check_regions(tx: &mut Tx, assignments: &[RoleAssignment]) -> Result<()> {
    let regions = store::region::list(tx, office::FAR_FUTURE).await?;
    for assignment in assignments {
        if let Scope::Region(number) = assignment.scope
            && !regions.iter().any(|row| row.region.number == number)
        {
            return Err(Fault::new("office-region-unknown").with("number", number).into());
        }
    }
    Ok(())
}

/// Roles as the audit log has them: "acting director P2300 2026-10-01..".
fn role_words(assignments: &[RoleAssignment]) -> Vec<String> {
    let words = assignments.iter().map(|RoleAssignment { role, scope, from, to, acting }| {
        let place = match scope {
            Scope::System => "system".to_owned(),
            Scope::Region(number) => format!("region {number}"),
            Scope::Office(code) => code.to_string(),
        };
        let until = to.map_or_else(String::new, |to| to.to_string());
        format!("{}{} {place} {from}..{until}", if *acting { "acting " } else { "" }, role.as_str())
    });
    words.collect()
}

fn taken(error: store::Error) -> AppError {
    taken_app(error.into())
}

fn taken_app(error: AppError) -> AppError {
    match error {
        AppError::Store(store::Error::Duplicate(_)) => Fault::new("login-taken").into(),
        other => other,
    }
}
