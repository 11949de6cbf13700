//! Rounds: setting their calendar, opening and closing them, and longer windows of single offices.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::OfficeId;
use domain::job::Job;
use domain::notice::NoticeKind;
use domain::office::{InstrumentCode, Office};
use domain::policy::{Action, Actor, Entity, Role};
use domain::problem::Fault;
use domain::round::{Calendar, Extension, Round, words};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::extension::ExtensionRow;
use store::notice::Event;
use store::round::{RoundKey, RoundRow};
use store::self_report::NewReport;
use store::{Conn, Page};

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, check, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::self_report::{self, Hold, ReportName, hold};
use crate::{job, notice, office};

/// What names a round to people.
pub type RoundName<'a> = (FiscalYear, &'a InstrumentCode, RoundCode);

/// The rounds of a year with the instruments they belong to.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn list(app: &App, actor: &Actor, year: FiscalYear) -> Result<Vec<(InstrumentCode, RoundRow)>> {
    let mut conn = app.read(actor, Action::PublicationRead, &Entity::System).await?;
    let instruments = store::instrument::list(&mut conn, Some(year)).await?;
    let rounds = store::round::list(&mut conn, year).await?;
    let named = rounds.into_iter().filter_map(|row| {
        let of = instruments.iter().find(|of| of.id == row.key.instrument_id)?;
        Some((of.code.clone(), row))
    });
    Ok(named.collect())
}

/// The years that have rounds, the newest first. That a year has rounds is no secret.
///
/// # Errors
/// When the database fails.
pub async fn years(app: &App) -> Result<Vec<FiscalYear>> {
    Ok(store::round::list_years(&mut app.db().read().await?).await?)
}

/// The year that people work on: the newest in which a round has begun, or the newest that has rounds. The next year has its instruments, and
/// with them its rounds, long before anybody reports on it.
///
/// # Errors
/// When the database fails.
pub async fn current_year(app: &App) -> Result<Option<FiscalYear>> {
    let mut conn = app.db().read().await?;
    match store::round::find_begun_year(&mut conn, bangkok_day(app.clock().now())).await? {
        Some(year) => Ok(Some(year)),
        None => Ok(store::round::list_years(&mut conn).await?.first().copied()),
    }
}

/// Sets the calendar of a round. `version` is that of the round that was read.
///
/// # Errors
/// When it is closed; when someone else changed it; when the actor may not; when the database fails.
pub async fn plan(app: &App, actor: &Actor, name: RoundName<'_>, calendar: Calendar, version: i32) -> Result<i32> {
    app.run(actor, Action::RoundManage, &Entity::System, &on(name), async |ctx| {
        let (_, row) = find(app, ctx, name).await?;
        if let Some(before) = row.round.calendar {
            ctx.detail("before_opens", before.opens_on.to_string());
            ctx.detail("before_due", before.due_on.to_string());
            ctx.detail("before_closes", before.closes_on.to_string());
        }
        ctx.detail("opens", calendar.opens_on.to_string());
        ctx.detail("due", calendar.due_on.to_string());
        ctx.detail("closes", calendar.closes_on.to_string());
        let planned = row.round.plan(calendar)?;
        Ok(store::round::save(&mut ctx.tx, row.key, version, &planned, ctx.now).await?)
    })
    .await
}

/// Opens a round: every office that has an item to report gets its report, all in one transaction. Returns how many.
///
/// # Errors
/// When its first day has not come or it is not planned; when the actor may not; when the database fails.
pub async fn open(app: &App, actor: &Actor, name: RoundName<'_>) -> Result<usize> {
    let (year, _, code) = name;
    app.run(actor, Action::RoundManage, &Entity::System, &on(name), async |ctx| {
        let (stored, row) = find(app, ctx, name).await?;
        let opened = row.round.open(bangkok_day(ctx.now))?;
        let items = domain::office::OfficeKind::ALL
            .map(|kind| domain::self_report::items(&stored.instrument, kind, code).len());
        let new = |(office_id, office): (_, domain::office::Office)| {
            let items = u16::try_from(items[office.kind.index()]).unwrap_or(u16::MAX);
            (items > 0).then_some(NewReport { office_id, region: office.region, kind: office.kind, items })
        };
        let reports: Vec<NewReport> = office::of_year(&mut ctx.tx, year).await?.into_iter().filter_map(new).collect();
        store::self_report::insert_many(&mut ctx.tx, row.key, &reports, ctx.now).await?;
        ctx.detail("reports", reports.len());
        move_on(ctx, &row, opened).await?;
        let day = opened.calendar.map(|window| window.due_on);
        let event = Event { day, ..notice::event(ctx, actor, NoticeKind::RoundOpened, row.key) };
        let told = event.tell_round(&mut ctx.tx).await?;
        ctx.detail("notices", told);
        Ok(reports.len())
    })
    .await
}

/// Closes a round whose last day is over.
///
/// # Errors
/// When it is not open or its last day is not over; when the actor may not; when the database fails.
pub async fn close(app: &App, actor: &Actor, name: RoundName<'_>) -> Result<()> {
    app.run(actor, Action::RoundManage, &Entity::System, &on(name), async |ctx| {
        let (_, row) = find(app, ctx, name).await?;
        let closed = row.round.close(bangkok_day(ctx.now))?;
        move_on(ctx, &row, closed).await
    })
    .await
}

/// Ends reporting for everybody and leaves the word to the evaluators.
///
/// # Errors
/// When it is not closed or a longer window is not over; when the actor may not; when the database fails.
pub async fn begin_marking(app: &App, actor: &Actor, name: RoundName<'_>) -> Result<()> {
    app.run(actor, Action::RoundManage, &Entity::System, &on(name), async |ctx| {
        let (_, row) = find(app, ctx, name).await?;
        let last = store::extension::last_day(&mut ctx.tx, row.key).await?;
        let marking = row.round.begin_marking(bangkok_day(ctx.now), last)?;
        let job = Job::RecomputeScores { fiscal_year: name.0, instrument: name.1.clone(), through: name.2 };
        job::enqueue_once(ctx, &job, SignedDuration::ZERO).await?;
        move_on(ctx, &row, marking).await
    })
    .await
}

/// Why a round is confirmed though reports lack marks: as many as the person saw, and the reason.
#[derive(Clone, Debug)]
pub struct Gaps {
    /// Reports without all their marks.
    pub reports: usize,
    /// Why their results are not waited for.
    pub reason: String,
}

/// Declares the marks of a round final. Reports that lack marks have to be known and to have a reason; they are put on record by name.
///
/// # Errors
/// When evaluators are not marking; when reports lack marks and nothing is said about them, or as many others as were seen; when the actor
/// may not; when the database fails.
pub async fn confirm(app: &App, actor: &Actor, name: RoundName<'_>, gaps: Option<&Gaps>) -> Result<()> {
    app.run(actor, Action::MarkConfirm, &Entity::System, &on(name), async |ctx| {
        let (stored, row) = find(app, ctx, name).await?;
        let confirmed = row.round.confirm()?;
        let unmarked = store::self_report::list_unmarked(&mut ctx.tx, row.key, &Page::all()).await?;
        match gaps {
            _ if unmarked.is_empty() => {}
            None => return Err(Fault::new("round-incomplete").with("count", unmarked.len()).into()),
            Some(gaps) if gaps.reports != unmarked.len() => return Err(Fault::new("changed-meanwhile").into()),
            Some(gaps) => {
                ctx.detail("reason", words(&gaps.reason)?);
                let codes = codes(ctx, name.0, unmarked.iter().map(|report| report.office_id)).await?;
                ctx.detail("unmarked", codes);
            }
        }
        let job =
            Job::RecomputeScores { fiscal_year: name.0, instrument: stored.instrument.code.clone(), through: name.2 };
        job::enqueue_once(ctx, &job, SignedDuration::ZERO).await?;
        move_on(ctx, &row, confirmed).await
    })
    .await
}

async fn codes(ctx: &mut Ctx, year: FiscalYear, ids: impl Iterator<Item = OfficeId>) -> Result<Vec<String>> {
    let ids: Vec<OfficeId> = ids.collect();
    let mut codes = Vec::with_capacity(ids.len());
    for some in ids.chunks(1000) {
        let rows = store::office::list_by_ids(&mut ctx.tx, some, year.last_day()).await?;
        codes.extend(rows.into_iter().map(|row| row.office.code.to_string()));
    }
    codes.sort_unstable();
    Ok(codes)
}

/// Asks for the scores of a round to be computed anew, out of the marks of this moment.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn recompute(app: &App, actor: &Actor, name: RoundName<'_>) -> Result<()> {
    app.run(actor, Action::ResultExport, &Entity::System, &on(name), async |ctx| {
        find(app, ctx, name).await?;
        let job = Job::RecomputeScores { fiscal_year: name.0, instrument: name.1.clone(), through: name.2 };
        ctx.detail("recompute", true);
        job::enqueue_once(ctx, &job, SignedDuration::ZERO).await
    })
    .await
}

/// Asks for a longer window of the office.
///
/// # Errors
/// When a wish waits already; when the day lies in the window; when the actor may not; when the database fails.
pub async fn ask_extension(app: &App, actor: &Actor, name: &ReportName, until: Date, reason: &str) -> Result<()> {
    app.enter(actor, Action::ExtensionAsk, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::ExtensionAsk, &place.entity())?;
        let before = store::extension::find(&mut ctx.tx, place.key).await?;
        let asked = Extension::ask(before.as_ref().map(|row| &row.extension), place.round, until, reason)?;
        let version = before.map_or(0, |row| row.version);
        ctx.detail("until", until.to_string());
        store::extension::save(&mut ctx.tx, place.key, version, &asked, (ctx.now, actor.user())).await?;
        let event = notice::event(ctx, actor, NoticeKind::ExtensionAsked, place.key.round_key());
        Event { day: Some(until), ..event }.tell_centre(&mut ctx.tx, place.key.office_id).await?;
        Ok(())
    })
    .await
}

/// Grants an office a longer window up to a day, or refuses it where there is none. `answer` is what the office reads; a refusal needs one.
///
/// # Errors
/// When nothing was asked for or it is decided; when a refusal says nothing; when the actor may not; when the database fails.
pub async fn decide_extension(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    until: Option<Date>,
    answer: &str,
) -> Result<()> {
    app.enter(actor, Action::ExtensionDecide, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::ExtensionDecide, &place.entity())?;
        let row = store::extension::find(&mut ctx.tx, place.key).await?;
        let ExtensionRow { extension, version, .. } = row.ok_or_else(|| not_found("extension", name.on()))?;
        let decided = match until {
            Some(until) => extension.grant(until, answer)?,
            None => extension.refuse(answer)?,
        };
        ctx.detail("until", until.map(|day| day.to_string()));
        store::extension::save(&mut ctx.tx, place.key, version, &decided, (ctx.now, actor.user())).await?;
        let event = notice::event(ctx, actor, NoticeKind::ExtensionDecided, place.key.round_key());
        let event = Event { day: until, ..event };
        for role in [Role::Director, Role::Coordinator] {
            event.tell_role(&mut ctx.tx, place.key.office_id, role).await?;
        }
        Ok(())
    })
    .await
}

/// The wish of an office for a longer window, and what became of it.
///
/// # Errors
/// When there is no such report; when the actor may not; when the database fails.
pub async fn extension(app: &App, actor: &Actor, name: &ReportName) -> Result<Option<Extension>> {
    let mut conn = app.db().read().await?;
    let place = self_report::find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    Ok(store::extension::find(&mut conn, place.key).await?.map(|row| row.extension))
}

/// A wish in the list of the centre.
pub struct Wish {
    /// The report it is about.
    pub name: ReportName,
    /// The office.
    pub office: Office,
    /// What was asked for and decided.
    pub extension: Extension,
    /// The round.
    pub round: Round,
    /// When it was asked for or decided.
    pub at: Timestamp,
}

/// Most wishes of a list.
const WISHES_MAX: u32 = 200;

/// The wishes that wait, the oldest first, and those of a year that were decided, the newest first.
///
/// # Errors
/// When the actor may not; when the database fails.
pub async fn wishes(app: &App, actor: &Actor, year: FiscalYear) -> Result<[Vec<Wish>; 2]> {
    let mut conn = app.read(actor, Action::ExtensionDecide, &Entity::System).await?;
    let waiting = store::extension::list_waiting(&mut conn, WISHES_MAX).await?;
    let decided = store::extension::list_decided(&mut conn, year, WISHES_MAX).await?;
    Ok([named(app, &mut conn, waiting).await?, named(app, &mut conn, decided).await?])
}

/// Wishes with the names of what they are about; a handful of rounds, and all offices in one query.
async fn named(app: &App, conn: &mut Conn, rows: Vec<ExtensionRow>) -> Result<Vec<Wish>> {
    let mut rounds: HashMap<RoundKey, (InstrumentCode, Round)> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(vacant) = rounds.entry(row.round) {
            let stored = instrument::shared_by_id(app, conn, row.round.instrument_id).await?;
            let found = store::round::find(conn, row.round).await?;
            let round = found.ok_or_else(|| not_found("round", row.round.round))?.round;
            vacant.insert((stored.instrument.code.clone(), round));
        }
    }
    let mut ids: Vec<OfficeId> = rows.iter().map(|row| row.office_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let day = rows.iter().map(|row| row.round.fiscal_year.last_day()).max().unwrap_or(office::FAR_FUTURE);
    let offices = store::office::list_by_ids(conn, &ids, day).await?;
    let offices: HashMap<OfficeId, Office> = offices.into_iter().map(|row| (row.id, row.office)).collect();
    let wish = |row: ExtensionRow| {
        let office = offices.get(&row.office_id)?.clone();
        let (instrument, round) = rounds.get(&row.round)?.clone();
        let RoundKey { fiscal_year: year, round: code, .. } = row.round;
        let name = ReportName { year, instrument, round: code, office: office.code.clone() };
        Some(Wish { name, office, extension: row.extension, round, at: row.updated_at })
    };
    Ok(rows.into_iter().filter_map(wish).collect())
}

pub(crate) fn on((year, code, round): RoundName<'_>) -> String {
    format!("{}:{round}", instrument::entity(code, year))
}

pub(crate) async fn find(
    app: &App,
    ctx: &mut Ctx,
    (year, code, round): RoundName<'_>,
) -> Result<(std::sync::Arc<StoredInstrument>, RoundRow)> {
    let stored = instrument::shared(app, &mut ctx.tx, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    let row = store::round::find_locked(&mut ctx.tx, key).await?.ok_or_else(|| not_found("round", round))?;
    Ok((stored, row))
}

async fn move_on(ctx: &mut Ctx, row: &RoundRow, round: Round) -> Result<()> {
    ctx.detail("before_state", row.round.state.as_str());
    ctx.detail("state", round.state.as_str());
    store::round::save(&mut ctx.tx, row.key, row.version, &round, ctx.now).await?;
    Ok(())
}
