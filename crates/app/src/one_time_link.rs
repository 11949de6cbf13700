//! One-time links: the first administrator's invitation, invitations of others, and new passwords for those who forgot theirs.

use domain::id::UserId;
use domain::one_time_link::LinkPurpose;
use domain::policy::{Action, Actor, Entity, Role, Scope};
use domain::problem::Fault;
use domain::user::{RoleAssignment, User};
use store::Page;
use store::one_time_link::LinkRow;
use store::user::UserRow;

use crate::clock::bangkok_day;
use crate::door::{App, Ctx};
use crate::error::{AppError, Result};
use crate::secret::Token;
use crate::session::actor_of;
use crate::{password, user};

/// What the first person signs in with.
const FIRST_LOGIN: &str = "admin";

/// The invitation of the first administrator, to be shown where the program is started: when there is nobody yet, or only the first
/// administrator who has not followed an earlier one.
///
/// # Errors
/// When the database fails.
pub async fn first_administrator(app: &App) -> Result<Option<Token>> {
    let operator = Actor::operator();
    let mut conn = app.db().read().await?;
    let there = store::user::list(&mut conn, &Page::first(2)).await?;
    drop(conn);
    let id = match there.as_slice() {
        [] => {
            let first = User::new(FIRST_LOGIN, "ผู้ดูแลระบบส่วนกลาง", "").expect("the words are usable");
            let from = bangkok_day(app.clock().now());
            let roles =
                [RoleAssignment { role: Role::CentralAdmin, scope: Scope::System, from, to: None, acting: false }];
            match user::create(app, &operator, &first, &roles).await {
                // Another process started at the same moment.
                Err(AppError::Refused(fault)) if fault.key == "login-taken" => return Ok(None),
                created => created?,
            }
        }
        [only] if !only.has_password && only.user.login.as_str() == FIRST_LOGIN => only.id,
        _ => return Ok(None),
    };
    create(app, &operator, id).await.map(Some)
}

/// A link with which a person sets a password: an invitation, or a reset for who has one already. Earlier links end.
///
/// # Errors
/// When the account is disabled; when the actor does not manage all that the person is; when the database fails.
pub async fn create(app: &App, actor: &Actor, id: UserId) -> Result<Token> {
    let (row, entity) = user::account(app, id).await?;
    let purpose = if row.has_password { LinkPurpose::Reset } else { LinkPurpose::Invitation };
    let token = Token::random();
    app.run(actor, Action::UserManage, &entity, &Actor::name_of(id), async |ctx| {
        // The person may have got other roles since the question whose business they are was answered.
        if store::user::lock(&mut ctx.tx, id).await? != Some(row.version) {
            return Err(Fault::new("changed-meanwhile").into());
        }
        if row.disabled_at.is_some() {
            return Err(Fault::new("user-disabled").into());
        }
        insert(ctx, &row, purpose, &token).await
    })
    .await?;
    Ok(token)
}

async fn insert(ctx: &mut Ctx, row: &UserRow, purpose: LinkPurpose, token: &Token) -> Result<()> {
    store::one_time_link::delete_by_user(&mut ctx.tx, row.id).await?;
    store::one_time_link::delete_expired(&mut ctx.tx, ctx.now).await?;
    let link = LinkRow { user_id: row.id, purpose, expires_at: purpose.ends_at(ctx.now) };
    ctx.detail("link", purpose.as_str());
    Ok(store::one_time_link::insert(&mut ctx.tx, token.hash(), &link).await?)
}

/// Whose link it is and what for.
///
/// # Errors
/// `link-unusable` when it was used, has ended or never was; when the database fails.
pub async fn find(app: &App, token: &str) -> Result<(UserRow, LinkPurpose)> {
    let unusable = || AppError::from(Fault::new("link-unusable"));
    let token = Token::parse(token).ok_or_else(unusable)?;
    let mut conn = app.db().read().await?;
    let link = store::one_time_link::find(&mut conn, token.hash(), app.clock().now()).await?.ok_or_else(unusable)?;
    let row = store::user::find(&mut conn, link.user_id).await?.filter(|row| row.disabled_at.is_none());
    Ok((row.ok_or_else(unusable)?, link.purpose))
}

/// Sets the password of the person a link belongs to and uses the link up. All sessions of the person end.
///
/// # Errors
/// As [`find`]; when the password is too weak, which leaves the link good.
pub async fn redeem(app: &App, token: &str, new: &str) -> Result<UserId> {
    let (row, purpose) = find(app, token).await?;
    domain::password::check(new, &row.user.login)?;
    let hash = password::hash(new).await?;
    let token = Token::parse(token).ok_or_else(|| AppError::from(Fault::new("link-unusable")))?;
    let actor = actor_of(&row, app.clock().now());
    app.run(&actor, Action::UserChangePassword, &Entity::Account(row.id), &actor.name, async |ctx| {
        if !store::one_time_link::save_used(&mut ctx.tx, token.hash(), ctx.now).await? {
            return Err(Fault::new("link-unusable").into());
        }
        ctx.detail("link", purpose.as_str());
        store::session::delete_by_user(&mut ctx.tx, row.id, None).await?;
        user::replace_password(&mut ctx.tx, &row, &hash, false).await
    })
    .await?;
    Ok(row.id)
}
