//! Remarks in the thread of an item.

use domain::id::CommentId;
use domain::office::NodeCode;
use domain::policy::{Action, Actor};
use domain::round::words;
use store::comment::CommentRow;

use crate::door::{App, check};
use crate::error::Result;
use crate::self_report::{Hold, ReportName, find, hold};

/// Adds a remark. It may be made in every state: it is how people speak about a report that is locked.
///
/// # Errors
/// When there is no such item; when nothing is said; when the actor may not; when the database fails.
pub async fn add(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode, text: &str) -> Result<CommentId> {
    app.enter(actor, Action::CommentAdd, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
        ctx.allow(actor, Action::CommentAdd, &place.entity())?;
        let id = place.stored.node_ids[place.item(node)?];
        let text = words(text)?;
        ctx.detail("node", node.as_str());
        Ok(store::comment::insert(&mut ctx.tx, place.key, id, (actor.user(), &text), ctx.now).await?)
    })
    .await
}

/// The thread of an item, oldest first.
///
/// # Errors
/// When there is no such item; when the actor may not; when the database fails.
pub async fn list(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Vec<CommentRow>> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    let id = place.stored.node_ids[place.item(node)?];
    Ok(store::comment::list_by_item(&mut conn, place.key, id).await?)
}
