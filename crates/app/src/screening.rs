//! Screening: which reports wait for a screener, passing and returning their items, accepting them.

use domain::assignment::Task;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::OfficeId;
use domain::instrument::Mode;
use domain::notice::NoticeKind;
use domain::office::{InstrumentCode, NodeCode};
use domain::policy::{Action, Actor, Role};
use domain::problem::Fault;
use domain::self_report::{ItemState, ReportState, Step};
use jiff::Timestamp;
use store::answer::AnswerRow;
use store::mark::MarkRow;
use store::page::Page;
use store::round::RoundKey;
use store::self_report::{ReportRow, SelfReport};

use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::self_report::{Hold, Place, ReportName, hold, save};
use crate::{instrument, notice, score};

/// Where a queue goes on.
pub type After = (Timestamp, OfficeId);

/// The reports in a state that a person has a task in, those certified longest ago first, and where the queue goes on. Offices of their own
/// are left out. What is certified waits for a screener and what is accepted for an evaluator; what is marked an evaluator may correct.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn queue(
    app: &App,
    actor: &Actor,
    (year, code, round): (FiscalYear, &InstrumentCode, RoundCode),
    (task, state): (Task, ReportState),
    page: &Page<After>,
) -> Result<(Vec<ReportRow>, Option<After>)> {
    let role_may = actor.roles.iter().any(|(role, _)| domain::policy::role_allows(*role, task.action()));
    let user = actor.user().filter(|_| role_may).ok_or(AppError::Denied)?;
    let mut conn = app.db().read().await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    // Who has no task in the round would have every report of it looked at for nothing.
    let tasks = store::assignment::list_tasks(&mut conn, key, user).await?;
    if !tasks.iter().any(|given| given.task == task) {
        return Ok((Vec::new(), None));
    }
    let mut own = Vec::new();
    for office in &actor.belongs_to {
        own.extend(store::office::find_by_code(&mut conn, office, year.last_day()).await?.map(|row| row.id));
    }
    let mut rows = store::self_report::queue(&mut conn, key, state, (user, task), page).await?;
    let is_full = rows.len() == usize::try_from(page.limit).unwrap_or(usize::MAX);
    let next = rows.last().filter(|_| is_full).and_then(|row| Some((row.report.certified_at?, row.key.office_id)));
    rows.retain(|row| !own.contains(&row.key.office_id));
    Ok((rows, next))
}

/// Lets an item pass.
///
/// # Errors
/// When the report is not certified; when the marks are final; when the actor may not; when the database fails.
pub async fn pass(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<()> {
    app.enter(actor, Action::ItemScreen, &name.on(), async |ctx| {
        // Alone: screeners of different items must not accept and return one report at the same moment.
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        let row = judged(ctx, actor, &place, node).await?;
        let state = row.item.state.pass(place.row.report.state)?;
        store::answer::restate(&mut ctx.tx, place.key, row.item.node_id, &state).await?;
        ctx.detail("node", node.as_str());
        Ok(())
    })
    .await
}

/// Returns items, each for a reason: they and only they are open to the office again.
///
/// # Errors
/// When the report is not certified; when an item has no reason; when the actor may not; when the database fails.
pub async fn give_back(app: &App, actor: &Actor, name: &ReportName, items: &[(NodeCode, String)]) -> Result<()> {
    app.enter(actor, Action::ItemScreen, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        let event = notice::event(ctx, actor, NoticeKind::ReportReturned, place.key.round_key());
        for (node, reason) in items {
            let row = judged(ctx, actor, &place, node).await?;
            event.tell_assignees(&mut ctx.tx, place.key.office_id, row.item.node_id).await?;
            let state = row.item.state.give_back(place.row.report.state, reason)?;
            store::answer::restate(&mut ctx.tx, place.key, row.item.node_id, &state).await?;
        }
        if items.is_empty() {
            let entity = place.task_entity(&mut ctx.tx, actor, Action::ItemScreen).await?;
            ctx.allow(actor, Action::ItemScreen, &entity)?;
            return Err(Fault::new("return-nothing").into());
        }
        let before = &place.row.report;
        let state = before.state.after(Step::Return)?;
        ctx.detail("nodes", items.iter().map(|(node, _)| node.to_string()).collect::<Vec<_>>());
        for role in [Role::Coordinator, Role::Director] {
            event.tell_role(&mut ctx.tx, place.key.office_id, role).await?;
        }
        save(ctx, &place, SelfReport { state, returns: before.returns + 1, ..before.clone() }).await
    })
    .await
}

async fn judged(ctx: &mut Ctx, actor: &Actor, place: &Place, node: &NodeCode) -> Result<AnswerRow> {
    let at = place.item(node)?;
    let entity = place.item_entity(&mut ctx.tx, actor, Action::ItemScreen, at).await?;
    ctx.allow(actor, Action::ItemScreen, &entity)?;
    place.round.check_judged()?;
    let row = store::answer::find(&mut ctx.tx, place.key, place.stored.node_ids[at]).await?;
    row.ok_or_else(|| not_found("item", node))
}

/// Accepts a report of which every item has passed. Values that are compared with a target are the office's own and become its marks.
///
/// # Errors
/// When an item has not passed; when the report is not certified; when the actor may not; when the database fails.
pub async fn accept(app: &App, actor: &Actor, name: &ReportName) -> Result<()> {
    app.enter(actor, Action::ItemScreen, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        let entity = place.task_entity(&mut ctx.tx, actor, Action::ItemScreen).await?;
        ctx.allow(actor, Action::ItemScreen, &entity)?;
        place.round.check_judged()?;
        let state = place.row.report.state.after(Step::Accept)?;
        let rows = store::answer::list_by_report(&mut ctx.tx, place.key).await?;
        let passed = rows.iter().filter(|row| row.item.state == ItemState::Passed).count();
        let waiting = place.items().len().saturating_sub(passed);
        if waiting > 0 {
            return Err(Fault::new("report-not-passed").with("count", waiting).into());
        }
        let (year, instrument) = (place.key.fiscal_year, place.key.instrument_id);
        // Nobody computes the scores of everybody meanwhile.
        store::instrument::lock_shared(&mut ctx.tx, instrument).await?;
        let values: Vec<MarkRow> = rows.iter().filter_map(|row| target_mark(&place, row)).collect();
        if !values.is_empty() {
            let mut go_on = |_| std::ops::ControlFlow::Continue(());
            store::mark::upsert_many(&mut ctx.tx, year, instrument, &values, ctx.now, &mut go_on).await?;
        }
        // A report without an evaluated item waits for nobody's mark.
        let state = match crate::mark::required(&place).is_empty() {
            true => state.after(Step::Mark)?,
            false => state,
        };
        save(ctx, &place, SelfReport { state, ..place.row.report.clone() }).await?;
        // From now on the office's own levels stand beside those of evaluators.
        let marks = store::mark::list_by_office(&mut ctx.tx, year, instrument, place.key.office_id).await?;
        score::refresh(ctx, &place.stored, place.key, &place.office, (marks, score::OwnLevels::New)).await
    })
    .await
}

fn target_mark(place: &Place, row: &AnswerRow) -> Option<MarkRow> {
    let at = place.stored.position(row.item.node_id)?;
    let is_target = place.stored.instrument.nodes()[at].mode == Mode::Target;
    let value = row.item.answer.value(domain::answer::TARGET_VALUE).filter(|_| is_target)?;
    Some(MarkRow {
        office_id: place.key.office_id,
        node_id: row.item.node_id,
        round: place.key.round,
        level: None,
        value: Some(value),
        note: None,
    })
}
