//! Two evaluators on one item: choosing the share that two mark, taking their opinions, and deciding where they differ.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::id::{NodeId, OfficeId, UserId};
use domain::office::{NodeCode, Office};
use domain::opinion::{Doubling, Part, Standing, check_lead, check_opinion, part, standing};
use domain::policy::{Action, Actor, Entity, Scope, allows, role_allows};
use domain::problem::Fault;
use domain::round::words;
use store::opinion::{DoublingRow, Opinion};
use store::reconciliation::{Decision, Difference};
use store::round::RoundKey;
use store::{Conn, Page};

use crate::door::{App, Ctx, check, not_found};
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::mark::{Judged, Judgement, Versions, mark_report, of_office, write};
use crate::round::{self, RoundName};
use crate::self_report::{Hold, Place, ReportName, find, hold};
use crate::{office, secret};

/// Which items of a round two evaluators mark.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn doubling(app: &App, actor: &Actor, (year, code, round): RoundName<'_>) -> Result<DoublingRow> {
    let mut conn = app.read(actor, Action::AgreementRead, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    Ok(store::opinion::find_doubling(&mut conn, key).await?)
}

/// Chooses how many of a hundred items two evaluators mark. `version` is that of the choice that was read. The seed is drawn with the first
/// choice and stays, so that nobody draws until the draw suits.
///
/// # Errors
/// When the round is being marked; when a mark or opinion was given; when someone else chose; when the actor may not; when the database
/// fails.
pub async fn choose(app: &App, actor: &Actor, name: RoundName<'_>, percent: u8, version: i32) -> Result<i32> {
    app.run(actor, Action::RoundManage, &Entity::System, &round::on(name), async |ctx| {
        let (stored, row) = round::find(app, ctx, name).await?;
        // Nobody gives a mark meanwhile.
        store::instrument::lock(&mut ctx.tx, stored.id).await?;
        let marked = store::mark::list_nodes(&mut ctx.tx, (name.0, stored.id, name.2)).await?;
        let marked = marked.into_iter().filter_map(|node| stored.position(node));
        let is_begun = store::opinion::is_begun(&mut ctx.tx, row.key).await?;
        Doubling::check_choice(row.round, &stored.instrument, marked, is_begun)?;
        let before = store::opinion::find_doubling(&mut ctx.tx, row.key).await?;
        let seed = if before.version == 0 { secret::seed() } else { before.doubling.seed() };
        let doubling = Doubling::new(percent, seed)?;
        ctx.detail("percent", percent);
        ctx.detail("seed", seed);
        let by = (ctx.now, actor.user());
        Ok(store::opinion::save_doubling(&mut ctx.tx, row.key, version, doubling, by).await?)
    })
    .await
}

/// Whether a lead evaluator's word is final on items of an office, the actor's.
fn is_lead(actor: &Actor, place: &Place) -> bool {
    allows(actor, Action::MarkConfirm, &place.entity())
}

/// Which items of a round two evaluators mark; holds the choice.
pub(crate) async fn hold_doubling(ctx: &mut Ctx, place: &Place) -> Result<Doubling> {
    store::instrument::lock_shared(&mut ctx.tx, place.stored.id).await?;
    Ok(store::opinion::find_doubling(&mut ctx.tx, place.key.round_key()).await?.doubling)
}

/// Whether two evaluators mark an item of a report, and its mark is not yet the lead's to change.
pub(crate) async fn is_wanted(
    ctx: &mut Ctx,
    actor: &Actor,
    (place, at): (&Place, usize),
    doubling: &Doubling,
) -> Result<bool> {
    if !doubling.draws(&place.office.code, &place.stored.instrument.nodes()[at].code) {
        return Ok(false);
    }
    Ok(!(is_lead(actor, place) && has_mark(ctx, place, place.stored.node_ids[at]).await?))
}

async fn has_mark(ctx: &mut Ctx, place: &Place, node: NodeId) -> Result<bool> {
    let at = (place.key.office_id, node, place.key.round);
    let mark = store::mark::find(&mut ctx.tx, place.key.fiscal_year, place.key.instrument_id, at).await?;
    Ok(mark.is_some_and(|mark| mark.row.level.is_some()))
}

/// Takes the opinion of one of two evaluators. The second one makes the mark, or opens the difference to the lead. Says whether the report
/// now has all its marks.
pub(crate) async fn give(
    ctx: &mut Ctx,
    actor: &Actor,
    (place, at): (&Place, usize),
    is_assigned: bool,
    judgement: &Judgement,
) -> Result<bool> {
    let user = actor.user().ok_or(AppError::Denied)?;
    let node_id = place.stored.node_ids[at];
    let mut opinions = store::opinion::list_by_item(&mut ctx.tx, place.key, node_id).await?;
    let has_mark = has_mark(ctx, place, node_id).await?;
    check_opinion(&users(&opinions), user, is_assigned, has_mark)?;
    let opinion = Opinion {
        node_id,
        user_id: user,
        level: judgement.level,
        justification: judgement.justification.trim().to_owned(),
        suggestion: judgement.suggestion.clone().unwrap_or_default(),
    };
    store::opinion::insert(&mut ctx.tx, place.key, &opinion, ctx.now).await?;
    ctx.detail("opinion", true);
    opinions.push(opinion);
    let levels: Vec<_> = opinions.iter().map(|opinion| opinion.level).collect();
    let is_marked = match standing(&levels) {
        Standing::Waiting => false,
        Standing::Differs => {
            ctx.detail("disputed", true);
            store::reconciliation::insert(&mut ctx.tx, place.key, node_id, ctx.now).await?;
            false
        }
        Standing::Stands(level) => {
            ctx.detail("stands", true);
            // What the earlier of the two wrote is taken over, and what the later wrote where the earlier wrote nothing.
            let justification =
                opinions.iter().map(|opinion| &opinion.justification).find(|words| !words.is_empty()).cloned();
            let suggestion = opinions.iter().map(|opinion| &opinion.suggestion).find(|half| says(half)).cloned();
            let mark = Judgement { level, justification: justification.unwrap_or_default(), suggestion };
            settle(ctx, place, node_id, &mark).await?
        }
    };
    if let [one, other] = levels[..] {
        let of = (place.row.region, place.office.kind);
        store::opinion::add_pair(&mut ctx.tx, place.key.round_key(), of, [one, other]).await?;
    }
    Ok(is_marked)
}

/// Whether a suggestion has words, beside the connective.
pub(crate) fn says([strengths, _, recommendation]: &[String; 3]) -> bool {
    !strengths.is_empty() || !recommendation.is_empty()
}

fn users(opinions: &[Opinion]) -> Vec<UserId> {
    opinions.iter().map(|opinion| opinion.user_id).collect()
}

/// Writes the mark that came of two opinions, whatever is there.
async fn settle(ctx: &mut Ctx, place: &Place, node: NodeId, mark: &Judgement) -> Result<bool> {
    let (year, instrument, office) = (place.key.fiscal_year, place.key.instrument_id, place.key.office_id);
    let before = store::mark::find(&mut ctx.tx, year, instrument, (office, node, place.key.round)).await?;
    let suggestion = store::suggestion::find(&mut ctx.tx, year, instrument, office, node).await?;
    let versions = Versions {
        mark: before.map_or(0, |mark| mark.version),
        suggestion: suggestion.map_or(0, |suggestion| suggestion.version),
    };
    if write(ctx, place, node, mark, versions).await?.is_err() {
        return Err(Fault::new("changed-meanwhile").into());
    }
    let marks = of_office(&mut ctx.tx, place).await?;
    mark_report(ctx, place, marks).await
}

/// Turns the marks of a report into what a person may see of them: of an item that two evaluators mark, their own opinion and nothing of
/// the other's, neither before nor after it came.
pub(crate) async fn veil(
    conn: &mut Conn,
    actor: &Actor,
    (place, doubling): (&Place, &Doubling),
    items: &mut BTreeMap<usize, Judged>,
) -> Result<()> {
    if doubling.percent() == 0 {
        return Ok(());
    }
    let mut by_node: HashMap<NodeId, Vec<Opinion>> = HashMap::new();
    for opinion in store::opinion::list_by_report(conn, place.key).await? {
        by_node.entry(opinion.node_id).or_default().push(opinion);
    }
    let (user, is_lead) = (actor.user(), is_lead(actor, place));
    for (at, item) in items {
        if !doubling.draws(&place.office.code, &place.stored.instrument.nodes()[*at].code) {
            continue;
        }
        let opinions = by_node.remove(&place.stored.node_ids[*at]).unwrap_or_default();
        let part = part(&users(&opinions), user, item.level.is_some(), is_lead);
        if part == Part::Alone {
            continue;
        }
        *item = match opinions.into_iter().find(|opinion| Some(opinion.user_id) == user) {
            Some(own) => Judged {
                level: Some(own.level),
                justification: own.justification,
                suggestion: own.suggestion,
                part,
                ..Judged::default()
            },
            None => Judged { part, ..Judged::default() },
        };
    }
    Ok(())
}

/// The differences of a round that wait for a lead.
pub struct Waiting {
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// Items with the offices they are of.
    pub differences: Vec<(Office, Difference)>,
    /// Whether there are more than are here.
    pub is_more: bool,
}

/// The items of a round that wait for a lead evaluator, at most `limit` of each region the lead reaches; none of an own office.
///
/// # Errors
/// When there is no such round; when the actor decides nowhere; when the database fails.
pub async fn waiting(app: &App, actor: &Actor, (year, code, round): RoundName<'_>, limit: u32) -> Result<Waiting> {
    let regions = regions(actor)?;
    let mut conn = app.db().read().await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    let (mut found, mut is_more) = (Vec::new(), false);
    for region in regions {
        let rows = store::reconciliation::list_waiting(&mut conn, key, region, &Page::first(limit)).await?;
        is_more |= rows.len() == limit as usize;
        found.extend(rows);
    }
    drop(conn);
    let ids: Vec<OfficeId> = found.iter().map(|row| row.office_id).collect();
    let offices = office::by_ids(app, ids, year).await?;
    let named = found.into_iter().filter_map(|row| Some((offices.get(&row.office_id)?.clone(), row)));
    let differences = named.filter(|(office, _)| !actor.belongs_to.contains(&office.code)).collect();
    Ok(Waiting { stored, differences, is_more })
}

/// Where a person decides differences: everywhere, or in some regions.
fn regions(actor: &Actor) -> Result<Vec<Option<u16>>> {
    let scopes = actor.roles.iter().filter(|(role, _)| role_allows(*role, Action::MarkConfirm)).map(|(_, scope)| scope);
    let mut regions: Vec<Option<u16>> = scopes
        .filter_map(|scope| match scope {
            Scope::System => Some(None),
            Scope::Region(number) => Some(Some(*number)),
            Scope::Office(_) => None,
        })
        .collect();
    regions.sort_unstable();
    regions.dedup();
    match regions.first() {
        None => Err(AppError::Denied),
        // Everywhere is first and has all others in it.
        Some(None) => Ok(vec![None]),
        Some(Some(_)) => Ok(regions),
    }
}

/// A difference as the lead opens it.
pub struct Dispute {
    /// What both gave, the earlier first.
    pub opinions: Vec<Opinion>,
    /// What was decided; none while it waits.
    pub decision: Option<Decision>,
    /// Whether the reader may decide: not between themselves and somebody else.
    pub may_decide: bool,
}

/// Opens a difference.
///
/// # Errors
/// When the two do not differ; when the actor may not; when the database fails.
pub async fn dispute(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<Dispute> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::MarkConfirm, &place.entity())?;
    let node_id = place.stored.node_ids[place.item(node)?];
    let decision = store::reconciliation::find(&mut conn, place.key, node_id).await?;
    let decision = decision.ok_or_else(|| not_found("item", node))?;
    let opinions = store::opinion::list_by_item(&mut conn, place.key, node_id).await?;
    let may_decide =
        decision.is_none() && check_lead(&users(&opinions), actor.user()).is_ok() && place.round.check_judged().is_ok();
    Ok(Dispute { opinions, decision, may_decide })
}

/// Decides a difference: the level becomes the mark, with the lead's words beside it (`justification`) and the suggestion.
///
/// # Errors
/// When the two do not differ or it is decided; when one of them is the lead; when the level is none of the instrument or there are no words;
/// when the marks are final; when the actor may not; when the database fails.
pub async fn decide(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode, judgement: &Judgement) -> Result<()> {
    app.enter(actor, Action::MarkConfirm, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::MarkConfirm, &place.entity())?;
        let node_id = place.stored.node_ids[place.item(node)?];
        domain::mark::check_open(place.round, place.row.report.state)?;
        store::instrument::lock_shared(&mut ctx.tx, place.stored.id).await?;
        match store::reconciliation::find(&mut ctx.tx, place.key, node_id).await? {
            None => return Err(not_found("item", node)),
            Some(Some(_)) => return Err(Fault::new("changed-meanwhile").into()),
            Some(None) => {}
        }
        let opinions = store::opinion::list_by_item(&mut ctx.tx, place.key, node_id).await?;
        check_lead(&users(&opinions), actor.user())?;
        let decision = Decision { level: judgement.level, words: words(&judgement.justification)? };
        domain::mark::check_given(&place.stored.instrument, (judgement.level, None), &decision.words)?;
        let by = (ctx.now, actor.user());
        if !store::reconciliation::decide(&mut ctx.tx, place.key, node_id, &decision, by).await? {
            return Err(Fault::new("changed-meanwhile").into());
        }
        ctx.detail("node", node.as_str());
        ctx.detail("level", judgement.level.0);
        ctx.detail("reconciled", true);
        settle(ctx, &place, node_id, judgement).await?;
        Ok(())
    })
    .await
}
