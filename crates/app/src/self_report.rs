//! Self-reports: an office's own view of them, and the way from a draft to the director's word.

mod place;

use std::collections::HashMap;

use domain::answer::{Answer, Beside};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId, UserId};
use domain::level::Level;
use domain::notice::NoticeKind;
use domain::office::InstrumentCode;
use domain::policy::{Action, Actor, Entity, Role};
use domain::round::words;
use domain::self_report::{CertifiedItem, ItemState, Readiness, ReportState, Step};
use jiff::Timestamp;
use store::Conn;
use store::answer::AnswerRow;
use store::page::Page;
use store::self_report::{Progress, SelfReport};

use crate::clock::bangkok_day;
use crate::confirmation::Confirmed;
use crate::door::{App, Ctx, check};
use crate::error::Result;
use crate::{instrument, notice};

pub(crate) use place::{Hold, find, hold};
pub use place::{Place, ReportName};

/// How far the offices have come in a round, by office; of one region, or of all.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn progress(
    app: &App,
    actor: &Actor,
    (year, code, round): (FiscalYear, &InstrumentCode, RoundCode),
    region: Option<u16>,
    page: &Page<OfficeId>,
) -> Result<Vec<Progress>> {
    let entity = region.map_or(Entity::System, Entity::Region);
    let mut conn = app.read(actor, Action::SelfReportRead, &entity).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = store::round::RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    Ok(store::self_report::list_by_round(&mut conn, key, region, page).await?)
}

/// An item in the list of a report.
pub struct ItemLine {
    /// Place in the instrument.
    pub node: usize,
    /// What is stored; none while nothing was written.
    pub row: Option<AnswerRow>,
    /// People it was given to.
    pub assignees: Vec<UserId>,
    /// Files cited.
    pub evidence: Vec<String>,
    /// Citizen numbers that its evidence shows.
    pub numbers: usize,
    /// Remarks in its thread.
    pub comments: i64,
    /// The level that the office gave itself in the round before.
    pub level_before: Option<Level>,
}

impl ItemLine {
    /// How far it has come.
    pub fn state(&self) -> ItemState {
        self.row.as_ref().map_or(ItemState::Empty, |row| row.item.state.clone())
    }
}

/// A report with its items.
pub struct OpenReport {
    /// The report.
    pub place: Place,
    /// Its items, in the order of the instrument.
    pub items: Vec<ItemLine>,
    /// What is to be said about them.
    pub readiness: Readiness,
}

/// A report with all its items, in as many queries whatever their number.
///
/// # Errors
/// When there is no such report; when the actor may not; when the database fails.
pub async fn open(app: &App, actor: &Actor, name: &ReportName) -> Result<OpenReport> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    with_items(app, &mut conn, place).await
}

async fn with_items(app: &App, conn: &mut Conn, place: Place) -> Result<OpenReport> {
    let key = place.key;
    let mut rows: HashMap<NodeId, AnswerRow> =
        store::answer::list_by_report(conn, key).await?.into_iter().map(|row| (row.item.node_id, row)).collect();
    let mut assignees: HashMap<NodeId, Vec<UserId>> = HashMap::new();
    for (node, user) in store::assignment::list_by_report(conn, key).await? {
        assignees.entry(node).or_default().push(user);
    }
    let mut evidence: HashMap<NodeId, Vec<String>> = HashMap::new();
    let cited = store::attachment::list_cited_by_report(conn, key.fiscal_year, key.instrument_id, key.office_id);
    for (node, sha256, pages) in cited.await? {
        // Which pages are meant is certified with the file.
        let cited = pages.map_or(sha256.clone(), |pages| format!("{sha256} {pages}"));
        evidence.entry(node).or_default().push(cited);
    }
    let mut numbers: HashMap<NodeId, usize> = HashMap::new();
    let found = store::attachment::count_numbers_by_report(conn, key.fiscal_year, key.instrument_id, key.office_id);
    for (node, count) in found.await? {
        *numbers.entry(node).or_default() += count;
    }
    let comments: HashMap<NodeId, i64> = store::comment::count_by_report(conn, key).await?.into_iter().collect();
    let earlier = match place.earlier(app, conn).await? {
        Some(earlier) => earlier.answers(conn).await?,
        None => HashMap::new(),
    };
    let (mut items, mut readiness, nothing) = (Vec::new(), Readiness::default(), Answer::default());
    for node in place.items() {
        let id = place.stored.node_ids[node];
        let code = &place.stored.instrument.nodes()[node].code;
        let line = ItemLine {
            node,
            row: rows.remove(&id),
            assignees: assignees.remove(&id).unwrap_or_default(),
            evidence: evidence.remove(&id).unwrap_or_default(),
            numbers: numbers.remove(&id).unwrap_or_default(),
            comments: comments.get(&id).copied().unwrap_or_default(),
            level_before: earlier.get(code).and_then(|answer| answer.level),
        };
        let beside = Beside { earlier: earlier.get(code), evidence: line.evidence.len() };
        let answer = line.row.as_ref().map_or(&nothing, |row| &row.item.answer);
        let findings = answer.check(&place.stored.instrument, node, beside);
        if !findings.is_empty() {
            readiness.items.push((node, findings));
        }
        items.push(line);
    }
    Ok(OpenReport { place, items, readiness })
}

/// Hands the report to the director.
///
/// # Errors
/// When something is missing or wrong in it; when the window is over; when the actor may not; when the database fails.
pub async fn submit(app: &App, actor: &Actor, name: &ReportName) -> Result<()> {
    app.enter(actor, Action::SelfReportSubmit, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::SelfReportSubmit, &place.entity())?;
        place.check_window(ctx.now)?;
        let state = place.row.report.state.after(Step::Submit)?;
        let open = with_items(app, &mut ctx.tx, place).await?;
        open.readiness.check()?;
        let submitted_at = Some(ctx.now);
        let place = open.place;
        save(ctx, &place, SelfReport { state, note: None, submitted_at, ..place.row.report.clone() }).await?;
        tell(ctx, actor, &place, NoticeKind::ReportSubmitted, &[Role::Director]).await
    })
    .await
}

/// Hands the report back to the office, for a reason.
///
/// # Errors
/// When it does not wait for the director; when no reason is given; when the actor may not; when the database fails.
pub async fn send_back(app: &App, actor: &Actor, name: &ReportName, reason: &str) -> Result<()> {
    app.enter(actor, Action::SelfReportCertify, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::SelfReportCertify, &place.entity())?;
        let state = place.row.report.state.after(Step::SendBack)?;
        let note = Some(words(reason)?);
        save(ctx, &place, SelfReport { state, note, ..place.row.report.clone() }).await?;
        tell(ctx, actor, &place, NoticeKind::ReportSentBack, &[Role::Coordinator]).await
    })
    .await
}

/// What the office holds of a certified report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// Hash of what was certified.
    pub content_hash: String,
    /// When.
    pub at: Timestamp,
    /// Whether it came late.
    pub late: bool,
}

/// Refuses what could not be certified anyway, before anybody is asked who they are.
///
/// # Errors
/// As [`certify`].
pub async fn check_certify(app: &App, actor: &Actor, name: &ReportName) -> Result<()> {
    app.enter(actor, Action::SelfReportCertify, &name.on(), async |ctx| {
        certifiable(app, ctx, actor, name).await?;
        ctx.nothing_changed();
        Ok(())
    })
    .await
}

/// A report that the actor can certify, with the state that it then has.
async fn certifiable(app: &App, ctx: &mut Ctx, actor: &Actor, name: &ReportName) -> Result<(OpenReport, ReportState)> {
    let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
    ctx.allow(actor, Action::SelfReportCertify, &place.entity())?;
    place.check_window(ctx.now)?;
    let state = place.row.report.state.after(Step::Certify)?;
    let open = with_items(app, &mut ctx.tx, place).await?;
    open.readiness.check()?;
    Ok((open, state))
}

/// Certifies the report for whoever has confirmed who they are: it is locked, what it says is kept, and a receipt is given for it.
///
/// # Errors
/// When it is not handed in; when something is missing or wrong in it; when the window is over; when the confirmation is no longer good or
/// somebody else's; when the actor may not; when the database fails.
pub async fn certify(app: &App, actor: &Actor, name: &ReportName, confirmed: &Confirmed) -> Result<Receipt> {
    app.enter(actor, Action::SelfReportCertify, &name.on(), async |ctx| {
        let (open, state) = certifiable(app, ctx, actor, name).await?;
        confirmed.use_up(ctx, actor).await?;
        let content_hash = content_hash(name, &open);
        let place = open.place;
        let before = &place.row.report;
        let certifications = before.certifications + 1;
        let instrument = (&name.instrument, name.year, name.round);
        let number = domain::self_report::receipt_number(instrument, &name.office, certifications);
        // What is returned and certified again is no later than it was at first.
        let late = match before.certifications {
            0 => place.round.is_late(bangkok_day(ctx.now), place.until),
            _ => before.late,
        };
        let report = SelfReport {
            state,
            late,
            certifications,
            note: None,
            certified_at: Some(ctx.now),
            certified_by: actor.user(),
            receipt_number: Some(number.clone()),
            content_hash: Some(content_hash.clone()),
            ..before.clone()
        };
        store::answer::certify(&mut ctx.tx, place.key, certifications, ctx.now).await?;
        ctx.detail("receipt", number.as_str());
        ctx.detail("sha256", content_hash.as_str());
        save(ctx, &place, report).await?;
        tell(ctx, actor, &place, NoticeKind::ReportCertified, &[Role::Coordinator]).await?;
        let event = notice::event(ctx, actor, NoticeKind::ReportCertified, place.key.round_key());
        for screener in store::assignment::list_screeners(&mut ctx.tx, place.key, place.row.region, None).await? {
            event.tell_user(&mut ctx.tx, place.key.office_id, screener).await?;
        }
        Ok(Receipt { number, content_hash, at: ctx.now, late })
    })
    .await
}

fn content_hash(name: &ReportName, open: &OpenReport) -> String {
    let nothing = Answer::default();
    let nodes = open.place.stored.instrument.nodes();
    let items: Vec<CertifiedItem<'_>> = open
        .items
        .iter()
        .map(|line| CertifiedItem {
            node: &nodes[line.node].code,
            answer: line.row.as_ref().map_or(&nothing, |row| &row.item.answer),
            evidence: line.evidence.clone(),
        })
        .collect();
    domain::self_report::content_hash((&name.instrument, name.year, name.round), &name.office, &items)
}

/// Tells those who hold a role in the office what the actor did with the report.
async fn tell(ctx: &mut Ctx, actor: &Actor, place: &Place, kind: NoticeKind, roles: &[Role]) -> Result<()> {
    let event = notice::event(ctx, actor, kind, place.key.round_key());
    for role in roles {
        event.tell_role(&mut ctx.tx, place.key.office_id, *role).await?;
    }
    Ok(())
}

/// Saves a report that is held, with its new state in the audit log.
pub(crate) async fn save(ctx: &mut Ctx, place: &Place, report: SelfReport) -> Result<()> {
    if report.state != place.row.report.state {
        ctx.detail("before_state", place.row.report.state.as_str());
    }
    ctx.detail("state", report.state.as_str());
    store::self_report::save(&mut ctx.tx, place.key, place.row.version, &report, ctx.now).await?;
    Ok(())
}
