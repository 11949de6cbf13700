//! Drafts of marks: what an evaluator types of an item is kept while they type, for themselves alone, until they give it. A draft counts
//! for nothing: no score, no completeness, no other person sees it.

use domain::office::NodeCode;
use domain::policy::{Action, Actor};
use jiff::Timestamp;
use store::mark_draft::MarkDraft;

use crate::door::{App, Ctx, check, not_found};
use crate::error::{AppError, Result};
use crate::mark::{Judged, Versions, required};
use crate::self_report::{Hold, Place, ReportName, find as find_report, hold};

/// What a person typed of an item and has not given, with the moment it was kept; none when there is no draft.
///
/// # Errors
/// When there is no such item; when the actor does not mark it; when the database fails.
pub async fn find(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Option<(Judged, Timestamp)>> {
    let mut conn = app.db().read().await?;
    let place = find_report(app, &mut conn, name).await?;
    let entity = place.task_entity(&mut conn, actor, Action::MarkSave).await?;
    check(actor, Action::MarkSave, &entity)?;
    let node_id = place.stored.node_ids[place.item(node)?];
    let user = actor.user().ok_or(AppError::Denied)?;
    let found = store::mark_draft::find(&mut conn, place.key, node_id, user).await?;
    Ok(found.map(|(draft, kept_at)| {
        let MarkDraft { level, justification, suggestion, mark_version, suggestion_version } = draft;
        let versions = Versions { mark: mark_version, suggestion: suggestion_version };
        (Judged { level, justification, suggestion, versions, ..Judged::default() }, kept_at)
    }))
}

/// Keeps what a person typed of an item in place of their earlier draft, and returns the moment.
///
/// # Errors
/// When there is no such item; when the report is not accepted or its marks are final; when the actor does not mark it; when the database
/// fails.
pub async fn keep(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode, typed: &Judged) -> Result<Timestamp> {
    app.enter(actor, Action::MarkDraft, &name.on(), async |ctx| {
        let (place, at) = entered(app, ctx, actor, name, node).await?;
        domain::mark::check_open(place.round, place.row.report.state)?;
        let draft = MarkDraft {
            level: typed.level.filter(|level| place.stored.instrument.bands.of_level(*level).is_some()),
            justification: typed.justification.clone(),
            suggestion: typed.suggestion.clone(),
            mark_version: typed.versions.mark,
            suggestion_version: typed.versions.suggestion,
        };
        let user = actor.user().ok_or(AppError::Denied)?;
        let place_of = (place.stored.node_ids[at], user);
        store::mark_draft::save(&mut ctx.tx, place.key, place_of, &draft, ctx.now).await?;
        ctx.detail("node", node.as_str());
        Ok(ctx.now)
    })
    .await
}

/// Throws away what a person typed of an item.
///
/// # Errors
/// When there is no such item; when the actor does not mark it; when the database fails.
pub async fn discard(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<()> {
    app.enter(actor, Action::MarkDraft, &name.on(), async |ctx| {
        let (place, at) = entered(app, ctx, actor, name, node).await?;
        let user = actor.user().ok_or(AppError::Denied)?;
        if !store::mark_draft::delete(&mut ctx.tx, place.key, place.stored.node_ids[at], user).await? {
            ctx.nothing_changed();
        }
        ctx.detail("node", node.as_str());
        ctx.detail("removed", true);
        Ok(())
    })
    .await
}

async fn entered(
    app: &App,
    ctx: &mut Ctx,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
) -> Result<(Place, usize)> {
    let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
    let at = place.item(node)?;
    let entity = place.item_entity(&mut ctx.tx, actor, Action::MarkSave, at).await?;
    ctx.allow(actor, Action::MarkDraft, &entity)?;
    if !required(&place).contains(&at) {
        return Err(not_found("item", node));
    }
    Ok((place, at))
}
