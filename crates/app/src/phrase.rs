//! The phrase bank of an item: reading it while marking, keeping a phrase for others, taking one away.

use domain::level::Level;
use domain::office::NodeCode;
use domain::phrase::kept::{self, Half};
use domain::policy::{Action, Actor, allows};
use domain::problem::Fault;
use store::phrase::PhraseRow;

use crate::door::{App, Ctx, check, not_found};
use crate::error::Result;
use crate::self_report::{Hold, Place, ReportName, find, hold};

/// Phrases shown of an item: more of them nobody reads.
const PHRASES_MAX: u32 = 100;

/// A phrase as a person sees it.
pub struct Phrase {
    /// What is on record.
    pub row: PhraseRow,
    /// Whether the person may take it away: their own, and any for a lead.
    pub may_remove: bool,
}

/// The phrases of an item, for whoever marks it.
///
/// # Errors
/// When there is no such item; when the actor does not mark it; when the database fails.
pub async fn list(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Vec<Phrase>> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    let entity = place.task_entity(&mut conn, actor, Action::MarkSave).await?;
    check(actor, Action::MarkSave, &entity)?;
    place.item(node)?;
    let rows = store::phrase::list(&mut conn, (&name.instrument, node), PHRASES_MAX).await?;
    Ok(rows.into_iter().map(|row| Phrase { may_remove: may_remove(actor, &place, &row), row }).collect())
}

fn may_remove(actor: &Actor, place: &Place, row: &PhraseRow) -> bool {
    allows(actor, Action::MarkConfirm, &place.entity()) || row.kept_by.is_some() && row.kept_by == actor.user()
}

/// Keeps a phrase for an item and level; says whether it is new.
///
/// # Errors
/// When it is empty, too long or mistyped; when the level is none of the instrument; when the actor does not mark the item; when the
/// database fails.
pub async fn keep(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    (level, half, text): (Level, Half, &str),
) -> Result<bool> {
    app.enter(actor, Action::PhraseKeep, &name.on(), async |ctx| {
        let place = entered(app, ctx, actor, name, node).await?;
        let bands = &place.stored.instrument.bands;
        if bands.of_level(level).is_none() {
            let fault = Fault::new("answer-level-unknown").with("level", level).with("lowest", bands.lowest());
            return Err(fault.with("highest", bands.highest()).into());
        }
        let text = kept::phrase(text)?;
        let of = (&name.instrument, node);
        let is_new = store::phrase::insert(&mut ctx.tx, of, (level, half, &text), (ctx.now, actor.user())).await?;
        if !is_new {
            ctx.nothing_changed();
        }
        ctx.detail("node", node.as_str());
        ctx.detail("level", level.0);
        ctx.detail("kept", text);
        Ok(is_new)
    })
    .await
}

/// Takes a phrase away.
///
/// # Errors
/// When there is none; when it is somebody else's and the actor does not lead; when the actor does not mark the item; when the database fails.
pub async fn remove(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode, id: i64) -> Result<()> {
    app.enter(actor, Action::PhraseKeep, &name.on(), async |ctx| {
        let place = entered(app, ctx, actor, name, node).await?;
        let of = (&name.instrument, node);
        let row = store::phrase::find(&mut ctx.tx, of, id).await?.ok_or_else(|| not_found("phrase", id))?;
        if !may_remove(actor, &place, &row) {
            return Err(Fault::new("phrase-of-other").into());
        }
        store::phrase::delete(&mut ctx.tx, of, id).await?;
        ctx.detail("node", node.as_str());
        ctx.detail("removed", row.text);
        Ok(())
    })
    .await
}

async fn entered(app: &App, ctx: &mut Ctx, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Place> {
    let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
    let at = place.item(node)?;
    let entity = place.item_entity(&mut ctx.tx, actor, Action::MarkSave, at).await?;
    ctx.allow(actor, Action::PhraseKeep, &entity)?;
    Ok(place)
}
