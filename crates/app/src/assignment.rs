//! Giving items to people of the office, and tasks to screeners and evaluators.

use std::collections::{BTreeMap, HashMap};

use domain::assignment::Assignment;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId, UserId};
use domain::notice::NoticeKind;
use domain::office::{InstrumentCode, NodeCode};
use domain::policy::{Action, Actor, Entity, Role, role_allows};
use domain::problem::Fault;
use jiff::civil::Date;
use store::Conn;
use store::notice::Event;
use store::round::RoundKey;

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, check};
use crate::error::Result;
use crate::self_report::{Hold, Place, ReportName, find, hold};
use crate::{instrument, notice};

/// Gives items to these people of the office and to nobody else.
///
/// # Errors
/// When there is no such item; when somebody does not work on reports of the office; when the actor may not; when the database fails.
pub async fn assign(app: &App, actor: &Actor, name: &ReportName, nodes: &[NodeCode], users: &[UserId]) -> Result<()> {
    app.enter(actor, Action::ItemAssign, &name.on(), async |ctx| {
        let (place, ids) = items(app, ctx, actor, name, nodes).await?;
        let before = store::assignment::list_by_report(&mut ctx.tx, place.key).await?;
        check_workers(ctx, &place, users).await?;
        store::assignment::replace(&mut ctx.tx, place.key, &ids, users).await?;
        for user in users {
            let new: Vec<NodeId> = ids.iter().filter(|id| !before.contains(&(**id, *user))).copied().collect();
            tell(ctx, actor, &place, *user, &new).await?;
        }
        ctx.detail("nodes", nodes.iter().map(|node| node.to_string()).collect::<Vec<_>>());
        ctx.detail("users", users.iter().map(|user| user.0).collect::<Vec<_>>());
        Ok(())
    })
    .await
}

/// Gives items to a person of the office beside those who have them, or takes them away. Returns how many changed hands.
///
/// # Errors
/// As [`assign`].
pub async fn hand(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    nodes: &[NodeCode],
    user: UserId,
    is_given: bool,
) -> Result<usize> {
    app.enter(actor, Action::ItemAssign, &name.on(), async |ctx| {
        let (place, ids) = items(app, ctx, actor, name, nodes).await?;
        let mut changed = Vec::new();
        if is_given {
            check_workers(ctx, &place, &[user]).await?;
        }
        for id in ids {
            let is_new = match is_given {
                true => store::assignment::insert(&mut ctx.tx, place.key, id, user).await?,
                false => store::assignment::delete(&mut ctx.tx, place.key, id, user).await?,
            };
            changed.extend(is_new.then_some(id));
        }
        if is_given {
            tell(ctx, actor, &place, user, &changed).await?;
        }
        if changed.is_empty() {
            ctx.nothing_changed();
        }
        ctx.detail("nodes", nodes.iter().map(|node| node.to_string()).collect::<Vec<_>>());
        ctx.detail("user", user.0);
        ctx.detail("given", is_given);
        Ok(changed.len())
    })
    .await
}

/// Gives the items to those who had them in the report of the round before, found by their codes; who works for the office no longer is left
/// out, and nothing is taken away. Returns how many items were given.
///
/// # Errors
/// When there is no report before; when the actor may not; when the database fails.
pub async fn copy_earlier(app: &App, actor: &Actor, name: &ReportName) -> Result<usize> {
    app.enter(actor, Action::ItemAssign, &name.on(), async |ctx| {
        let (place, _) = items(app, ctx, actor, name, &[]).await?;
        let earlier = place.earlier(app, &mut ctx.tx).await?.ok_or_else(|| Fault::new("assignment-none-earlier"))?;
        let workers = workers(&mut ctx.tx, place.key.office_id, bangkok_day(ctx.now)).await?;
        let given = earlier.assignees(&mut ctx.tx).await?;
        let here: HashMap<&NodeCode, NodeId> = place
            .items()
            .into_iter()
            .map(|at| (&place.stored.instrument.nodes()[at].code, place.stored.node_ids[at]))
            .collect();
        let mut new: BTreeMap<UserId, Vec<NodeId>> = BTreeMap::new();
        for (code, user) in &given {
            let Some(node) = here.get(code).filter(|_| workers.iter().any(|(id, _)| id == user)) else { continue };
            if store::assignment::insert(&mut ctx.tx, place.key, *node, *user).await? {
                new.entry(*user).or_default().push(*node);
            }
        }
        for (user, nodes) in &new {
            tell(ctx, actor, &place, *user, nodes).await?;
        }
        let count = new.values().map(Vec::len).sum();
        if count == 0 {
            ctx.nothing_changed();
        }
        ctx.detail("copied", count);
        Ok(count)
    })
    .await
}

/// Those of the office to whom items can be given, by name.
///
/// # Errors
/// When there is no such report; when the actor may not; when the database fails.
pub async fn people(app: &App, actor: &Actor, name: &ReportName) -> Result<Vec<(UserId, String)>> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::ItemAssign, &place.entity())?;
    workers(&mut conn, place.key.office_id, bangkok_day(app.clock().now())).await
}

/// Who writes answers of an office on a day.
async fn workers(conn: &mut Conn, office: OfficeId, on: Date) -> Result<Vec<(UserId, String)>> {
    let holding = store::user::list_holding(conn, office, on).await?;
    let writes = |roles: &[Role]| roles.iter().any(|role| role_allows(*role, Action::AnswerSave));
    Ok(holding.into_iter().filter(|(_, _, roles)| writes(roles)).map(|(id, name, _)| (id, name)).collect())
}

async fn check_workers(ctx: &mut Ctx, place: &Place, users: &[UserId]) -> Result<()> {
    let workers = workers(&mut ctx.tx, place.key.office_id, bangkok_day(ctx.now)).await?;
    match users.iter().all(|user| workers.iter().any(|(id, _)| id == user)) {
        true => Ok(()),
        false => Err(Fault::new("assignee-unknown").into()),
    }
}

/// The report, held, and the ids of its items.
async fn items(
    app: &App,
    ctx: &mut Ctx,
    actor: &Actor,
    name: &ReportName,
    nodes: &[NodeCode],
) -> Result<(Place, Vec<NodeId>)> {
    let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
    ctx.allow(actor, Action::ItemAssign, &place.entity())?;
    let mut ids = Vec::new();
    for node in nodes {
        ids.push(place.stored.node_ids[place.item(node)?]);
    }
    Ok((place, ids))
}

/// Tells a person of the items that are new to them: of a single one by its name, of several at once.
async fn tell(ctx: &mut Ctx, actor: &Actor, place: &Place, user: UserId, nodes: &[NodeId]) -> Result<()> {
    let node = match nodes {
        [] => return Ok(()),
        [only] => Some(*only),
        _ => None,
    };
    let event = Event { node, ..notice::event(ctx, actor, NoticeKind::ItemAssigned, place.key.round_key()) };
    event.tell_user(&mut ctx.tx, place.key.office_id, user).await?;
    Ok(())
}

/// All tasks given in a round.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn tasks(
    app: &App,
    actor: &Actor,
    (year, code, round): (FiscalYear, &InstrumentCode, RoundCode),
) -> Result<Vec<Assignment>> {
    let mut conn = app.read(actor, Action::RoundManage, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    Ok(store::assignment::list_all_tasks(&mut conn, key).await?)
}

/// Gives a person a task in a round, or takes it away.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn give_task(
    app: &App,
    actor: &Actor,
    (year, code, round): (FiscalYear, &InstrumentCode, RoundCode),
    assignment: &Assignment,
    is_given: bool,
) -> Result<()> {
    let on = format!("{}:{round}", instrument::entity(code, year));
    app.run(actor, Action::RoundManage, &Entity::System, &on, async |ctx| {
        let stored = instrument::shared(app, &mut ctx.tx, year, code).await?;
        let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
        if is_given {
            store::assignment::insert_task(&mut ctx.tx, key, assignment).await?;
        } else {
            store::assignment::delete_task(&mut ctx.tx, key, assignment).await?;
        }
        ctx.detail("user", assignment.user.0);
        ctx.detail("task", assignment.task.as_str());
        ctx.detail("given", is_given);
        Ok(())
    })
    .await
}
