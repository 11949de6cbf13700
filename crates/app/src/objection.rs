//! Objections: filed by the director of an office, decided by a lead evaluator. One that is followed changes the mark; the centre then
//! publishes a correction.

use domain::fiscal_year::RoundCode;
use domain::id::{NodeId, OfficeId};
use domain::instrument::Mode;
use domain::level::Level;
use domain::objection::Objection;
use domain::office::{NodeCode, Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use store::mark::MarkRow;
use store::objection::ObjectionRow;
use store::page::Page;
use store::publication::PublicationRow;
use store::round::RoundKey;
use store::self_report::ReportKey;

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::publication::thaw;
use crate::round::RoundName;
use crate::score;
use crate::self_report::ReportName;

/// A published level that is objected to.
struct Claimed {
    key: ReportKey,
    stored: std::sync::Arc<StoredInstrument>,
    office: Office,
    node_id: NodeId,
    publication: PublicationRow,
    /// The level that was published, and the round it was given in.
    mark: (RoundCode, Level),
}

/// Objects to the published level of an item.
///
/// # Errors
/// When the time for it is over; when it was objected to before; when nothing is said; when no such level is published; when the actor may
/// not; when the database fails.
pub async fn file(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode, words: &str) -> Result<()> {
    app.enter(actor, Action::ObjectionFile, &name.on(), async |ctx| {
        let claimed = claimed(app, ctx, actor, Action::ObjectionFile, name, node).await?;
        let before = store::objection::find(&mut ctx.tx, claimed.key, claimed.node_id).await?;
        let until = claimed.publication.publication.objections_until;
        let (today, level) = (bangkok_day(ctx.now), claimed.mark.1);
        let filed = Objection::file(before.as_ref().map(|row| &row.objection), until, today, level, words)?;
        ctx.detail("node", node.as_str());
        ctx.detail("level", level.0);
        let by = (ctx.now, actor.user());
        store::objection::insert(&mut ctx.tx, claimed.key, claimed.node_id, claimed.publication.id, &filed, by).await?;
        Ok(())
    })
    .await
}

/// Decides an objection: another level changes the mark, none keeps it. `version` is that of the objection that was read.
///
/// # Errors
/// When it is decided; when no reason is given; when the level is none of the instrument or the published one; when someone else decided it
/// meanwhile; when it is about an office of the actor's own; when the database fails.
pub async fn decide(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    version: i32,
    (level, reason): (Option<Level>, &str),
) -> Result<()> {
    app.enter(actor, Action::ObjectionDecide, &name.on(), async |ctx| {
        let claimed = claimed(app, ctx, actor, Action::ObjectionDecide, name, node).await?;
        let row = store::objection::find(&mut ctx.tx, claimed.key, claimed.node_id).await?;
        let row = row.ok_or_else(|| not_found("objection", node))?;
        let bands = &claimed.stored.instrument.bands;
        if let Some(level) = level.filter(|level| bands.of_level(*level).is_none()) {
            let fault = Fault::new("answer-level-unknown").with("level", level);
            return Err(fault.with("lowest", bands.lowest()).with("highest", bands.highest()).into());
        }
        let decided = row.objection.decide(level, reason)?;
        let by = (ctx.now, actor.user());
        ctx.detail("node", node.as_str());
        ctx.detail("verdict", decided.verdict.as_str());
        ctx.detail("level", level.map(|level| level.0));
        store::objection::save(&mut ctx.tx, claimed.key, claimed.node_id, version, &decided, by).await?;
        if let Some(level) = level {
            remark(ctx, &claimed, level, decided.reason.clone()).await?;
        }
        Ok(())
    })
    .await
}

/// Gives the item its new mark, and the office the scores that follow from it.
async fn remark(ctx: &mut Ctx, claimed: &Claimed, level: Level, reason: Option<String>) -> Result<()> {
    let Claimed { key, node_id, mark: (round, _), .. } = claimed;
    let (year, instrument) = (key.fiscal_year, key.instrument_id);
    let row = MarkRow {
        office_id: key.office_id,
        node_id: *node_id,
        round: *round,
        level: Some(level),
        value: None,
        note: reason,
    };
    match store::mark::find(&mut ctx.tx, year, instrument, (key.office_id, *node_id, *round)).await? {
        Some(mark) => {
            ctx.detail("before_level", mark.row.level.map(|level| level.0));
            let row = MarkRow { value: mark.row.value, ..row };
            store::mark::save(&mut ctx.tx, year, instrument, mark.version, &row, ctx.now).await?;
        }
        None => store::mark::insert(&mut ctx.tx, year, instrument, &row, ctx.now).await?,
    }
    let report = ReportKey { round: *round, ..*key };
    store::self_report::find_locked(&mut ctx.tx, report).await?;
    let marks = store::mark::list_by_office(&mut ctx.tx, year, instrument, key.office_id).await?;
    score::refresh(ctx, &claimed.stored, report, &claimed.office, (marks, score::OwnLevels::Known)).await
}

/// Finds what an objection is about, for somebody who may do `action` with it.
async fn claimed(
    app: &App,
    ctx: &mut Ctx,
    actor: &Actor,
    action: Action,
    name: &ReportName,
    node: &NodeCode,
) -> Result<Claimed> {
    let office = store::office::find_by_code(&mut ctx.tx, &name.office, name.year.last_day()).await?;
    let office = office.ok_or_else(|| not_found("office", &name.office))?;
    ctx.allow(actor, action, &Entity::Office { code: name.office.clone(), region: office.office.region })?;
    let stored = instrument::shared(app, &mut ctx.tx, name.year, &name.instrument).await?;
    // Held, so that no correction is made between reading the publication and writing about it.
    store::instrument::lock_shared(&mut ctx.tx, stored.id).await?;
    let publication = store::publication::find_latest(&mut ctx.tx, name.year, stored.id, name.round).await?;
    let publication = publication.ok_or_else(|| not_found("publication", name.year))?;
    let row = store::publication::find_office(&mut ctx.tx, &publication, office.id).await?;
    let row = row.filter(|row| row.withheld.is_none()).ok_or_else(|| not_found("publication", name.year))?;
    let inputs = thaw(&row)?;
    let is_objectionable = |at: &usize| stored.instrument.nodes()[*at].mode == Mode::Evaluated;
    let at = stored.instrument.position(node.as_str()).filter(is_objectionable);
    let at = at.ok_or_else(|| not_found("item", node))?;
    let marks = inputs.marks.iter().filter(|mark| mark.node == *node);
    let mark = marks.filter_map(|mark| Some((mark.round, mark.level?))).max_by_key(|(round, _)| *round);
    let mark = mark.ok_or_else(|| not_found("item", node))?;
    let key = ReportKey { fiscal_year: name.year, instrument_id: stored.id, round: name.round, office_id: office.id };
    Ok(Claimed { key, node_id: stored.node_ids[at], stored, office: office.office, publication, mark })
}

/// An objection as the board shows it.
pub struct ObjectionLine {
    /// As stored.
    pub row: ObjectionRow,
    /// The office's code and short name.
    pub office: (OfficeCode, String),
    /// Place of the item in the instrument.
    pub node: usize,
}

/// The objections in a round, by office and item.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn list(
    app: &App,
    actor: &Actor,
    (year, code, round): RoundName<'_>,
    page: &Page<(OfficeId, NodeId)>,
) -> Result<(std::sync::Arc<StoredInstrument>, Vec<ObjectionLine>)> {
    let mut conn = app.read(actor, Action::ResultRead, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    let rows = store::objection::list_by_round(&mut conn, key, page).await?;
    drop(conn);
    let offices = crate::office::by_ids(app, rows.iter().map(|row| row.key.office_id), year).await?;
    let line = |row: ObjectionRow| {
        let office = offices.get(&row.key.office_id)?;
        let node = stored.position(row.node_id)?;
        Some(ObjectionLine { office: (office.code.clone(), office.short_name_th.clone()), node, row })
    };
    let lines = rows.into_iter().filter_map(line).collect();
    Ok((stored, lines))
}
