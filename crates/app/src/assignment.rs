//! Giving items to people of the office, and tasks to screeners and evaluators.

use domain::assignment::Assignment;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, UserId};
use domain::office::{InstrumentCode, NodeCode};
use domain::policy::{Action, Actor, Entity};
use store::round::RoundKey;

use crate::door::App;
use crate::error::Result;
use crate::instrument;
use crate::self_report::{Hold, ReportName, hold};

/// Gives items to these people and to nobody else.
///
/// # Errors
/// When there is no such item; when the actor may not; when the database fails.
pub async fn assign(app: &App, actor: &Actor, name: &ReportName, nodes: &[NodeCode], users: &[UserId]) -> Result<()> {
    app.enter(actor, Action::ItemAssign, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
        ctx.allow(actor, Action::ItemAssign, &place.entity())?;
        let mut ids: Vec<NodeId> = Vec::new();
        for node in nodes {
            ids.push(place.stored.node_ids[place.item(node)?]);
        }
        store::assignment::replace(&mut ctx.tx, place.key, &ids, users).await?;
        ctx.detail("nodes", nodes.iter().map(|node| node.to_string()).collect::<Vec<_>>());
        ctx.detail("users", users.iter().map(|user| user.0).collect::<Vec<_>>());
        Ok(())
    })
    .await
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
