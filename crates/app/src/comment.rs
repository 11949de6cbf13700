//! Remarks in the thread of an item, whom they are addressed to, and what of them a person has read.

use std::collections::HashMap;
use std::time::Duration;

use domain::id::{CommentId, NodeId, UserId};
use domain::notice::NoticeKind;
use domain::office::NodeCode;
use domain::policy::{Action, Actor, Role, role_allows};
use domain::problem::Fault;
use domain::round::words;
use store::Conn;
use store::comment::CommentRow;
use store::notice::Event;
use store::self_report::ReportKey;

use crate::clock::bangkok_day;
use crate::door::{App, check};
use crate::error::{AppError, Result};
use crate::notice;
use crate::self_report::{Hold, Place, ReportName, find, hold};

/// How long a page waits to note what was read; a long import may hold the database.
const READ_PATIENCE: Duration = Duration::from_millis(500);

/// Adds a remark, addressed to some people or to nobody in particular. It may be made in every state: it is how people speak about a report
/// that is locked. Whom it is addressed to is told so; told of it are also those who wrote here before, to whom the item was given, who
/// coordinate the report, and once it was certified who screens it.
///
/// # Errors
/// When there is no such item; when nothing is said; when it is addressed to somebody who does not take part; when the actor may not; when
/// the database fails.
pub async fn add(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    (text, to): (&str, &[UserId]),
) -> Result<CommentId> {
    app.enter(actor, Action::CommentAdd, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
        ctx.allow(actor, Action::CommentAdd, &place.entity())?;
        let at = place.item(node)?;
        let id = place.stored.node_ids[at];
        let text = words(text)?;
        let comment = store::comment::insert(&mut ctx.tx, place.key, id, (actor.user(), &text), ctx.now).await?;
        ctx.detail("node", node.as_str());
        let office = place.key.office_id;
        let told =
            Event { node: Some(id), ..notice::event(ctx, actor, NoticeKind::CommentAdded, place.key.round_key()) };
        if !to.is_empty() {
            let there = taking_part(app, &mut ctx.tx, &place, at).await?;
            // The same event, so that who is addressed is not told a second time.
            let addressed = Event { kind: NoticeKind::Mentioned, ..told };
            for user in to {
                if !there.iter().any(|(id, _)| id == user) {
                    return Err(Fault::new("mention-unknown").into());
                }
                store::comment::insert_mention(&mut ctx.tx, place.key, id, comment, *user).await?;
                addressed.tell_user(&mut ctx.tx, office, *user).await?;
            }
            ctx.detail("to", to.iter().map(|user| user.0).collect::<Vec<_>>());
        }
        told.tell_role(&mut ctx.tx, office, Role::Coordinator).await?;
        told.tell_assignees(&mut ctx.tx, office, id).await?;
        told.tell_writers(&mut ctx.tx, office, id).await?;
        if place.row.report.certifications > 0 {
            let path = path(&place, at);
            for screener in
                store::assignment::list_screeners(&mut ctx.tx, place.key, place.row.region, Some(&path)).await?
            {
                told.tell_user(&mut ctx.tx, office, screener).await?;
            }
        }
        Ok(comment)
    })
    .await
}

fn path(place: &Place, node: usize) -> Vec<NodeId> {
    place.stored.instrument.path(node).map(|at| place.stored.node_ids[at]).collect()
}

/// Those who may write in the thread: of the office by their role, and who screens the item.
async fn taking_part(app: &App, conn: &mut Conn, place: &Place, node: usize) -> Result<Vec<(UserId, String)>> {
    let today = bangkok_day(app.clock().now());
    let holding = store::user::list_holding(conn, place.key.office_id, today).await?;
    let writes = |roles: &[Role]| roles.iter().any(|role| role_allows(*role, Action::CommentAdd));
    let mut people: Vec<(UserId, String)> =
        holding.into_iter().filter(|(_, _, roles)| writes(roles)).map(|(id, name, _)| (id, name)).collect();
    let path = path(place, node);
    let mut screeners = store::assignment::list_screeners(conn, place.key, place.row.region, Some(&path)).await?;
    screeners.retain(|screener| !people.iter().any(|(id, _)| id == screener));
    people.extend(store::user::names(conn, &screeners).await?);
    Ok(people)
}

/// The thread of an item as a person sees it.
pub struct Thread {
    /// The remarks, oldest first.
    pub comments: Vec<CommentRow>,
    /// Whom each is addressed to; those addressed to nobody are not there.
    pub to: HashMap<CommentId, Vec<UserId>>,
    /// Up to which remark the person had read it.
    pub read_up_to: Option<CommentId>,
    /// Those whom the person may address, by name; nobody where they may not write.
    pub people: Vec<(UserId, String)>,
    place: (ReportKey, NodeId),
}

impl Thread {
    /// Whether the person sees a remark for the first time.
    pub fn is_new(&self, comment: &CommentRow, reader: Option<UserId>) -> bool {
        comment.user != reader && self.read_up_to.is_none_or(|read| comment.id > read)
    }
}

/// The thread of an item.
///
/// # Errors
/// When there is no such item; when the actor may not; when the database fails.
pub async fn thread(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Thread> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    let at = place.item(node)?;
    let id = place.stored.node_ids[at];
    let comments = store::comment::list_by_item(&mut conn, place.key, id).await?;
    let mut to: HashMap<CommentId, Vec<UserId>> = HashMap::new();
    for (comment, user) in store::comment::list_mentions(&mut conn, place.key, id).await? {
        to.entry(comment).or_default().push(user);
    }
    let read_up_to = match actor.user() {
        Some(user) => store::comment::find_read(&mut conn, place.key, id, user).await?,
        None => None,
    };
    let mut people = match check(actor, Action::CommentAdd, &place.entity()) {
        Ok(()) => taking_part(app, &mut conn, &place, at).await?,
        Err(_) => Vec::new(),
    };
    people.retain(|(user, _)| !actor.is_user(*user));
    Ok(Thread { comments, to, read_up_to, people, place: (place.key, id) })
}

/// Notes that the person has seen a thread up to its end, and with it what they were told of the item. This is no change that anybody would
/// look for in the audit log, and no reason to fail a request.
pub async fn note_read(app: &App, actor: &Actor, thread: &Thread) {
    let (Some(user), Some(last)) = (actor.user(), thread.comments.last()) else { return };
    if thread.read_up_to.is_some_and(|read| read >= last.id) {
        return;
    }
    let (key, node) = thread.place;
    let write = async {
        let mut tx = app.db().write().await?;
        store::comment::save_read(&mut tx, key, node, user, last.id).await?;
        store::notice::save_item_read(&mut tx, user, (key, node), app.clock().now()).await?;
        tx.commit().await
    };
    match tokio::time::timeout(READ_PATIENCE, write).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(cause = ?error, "failed to note what was read"),
        Err(_) => tracing::debug!("the database is busy; what was read is noted the next time"),
    }
}

/// How many remarks of others the person has not read, by item; items without any are not there.
///
/// # Errors
/// When there is no such report; when the actor may not; when the database fails.
pub async fn unread(app: &App, actor: &Actor, place: &Place) -> Result<HashMap<NodeId, i64>> {
    check(actor, Action::SelfReportRead, &place.entity())?;
    let user = actor.user().ok_or(AppError::Denied)?;
    let mut conn = app.db().read().await?;
    Ok(store::comment::list_unread(&mut conn, place.key, user).await?.into_iter().collect())
}
