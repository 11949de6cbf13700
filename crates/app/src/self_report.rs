//! Self-reports: an office's own view of them, and the way from a draft to the director's word.

use std::collections::HashMap;
use std::sync::Arc;

use domain::answer::{Answer, Beside};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId, UserId};
use domain::office::{InstrumentCode, NodeCode, Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::round::{Round, words};
use domain::self_report::{CertifiedItem, ItemState, Readiness, ReportState, Step};
use jiff::Timestamp;
use jiff::civil::Date;
use store::answer::AnswerRow;
use store::page::Page;
use store::self_report::{Progress, ReportKey, ReportRow, SelfReport};
use store::{Conn, Tx};

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, check, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};

/// What names a report to people: "SA", 2569, R12, "P2300".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportName {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Round.
    pub round: RoundCode,
    /// Office.
    pub office: OfficeCode,
}

impl ReportName {
    /// How the audit log names it.
    pub(crate) fn on(&self) -> String {
        format!("self-report:{}-{}-{}:{}", self.instrument, self.year, self.round, self.office)
    }
}

/// A report with all that decides what may be done with it.
pub struct Place {
    /// Its key.
    pub key: ReportKey,
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// The office.
    pub office: Office,
    /// The report.
    pub row: ReportRow,
    /// The round.
    pub round: Round,
    /// The last day of the office's own longer window.
    pub until: Option<Date>,
}

/// How firmly a report is held while something is done with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Others may change answers too, nobody moves the report on.
    Shared,
    /// Nobody else does anything.
    Alone,
}

/// Finds a report to read it.
pub(crate) async fn find(app: &App, conn: &mut Conn, name: &ReportName) -> Result<Place> {
    let (stored, office, key) = resolve(app, conn, name).await?;
    let row = store::self_report::find(conn, key).await?;
    around(conn, name, stored, office, row).await
}

/// Finds a report to change something, and holds it until the end of the transaction.
pub(crate) async fn hold(app: &App, tx: &mut Tx, name: &ReportName, hold: Hold) -> Result<Place> {
    let (stored, office, key) = resolve(app, tx, name).await?;
    let row = match hold {
        Hold::Shared => store::self_report::find_shared(tx, key).await?,
        Hold::Alone => store::self_report::find_locked(tx, key).await?,
    };
    around(tx, name, stored, office, row).await
}

async fn resolve(app: &App, conn: &mut Conn, name: &ReportName) -> Result<(Arc<StoredInstrument>, Office, ReportKey)> {
    let stored = instrument::shared(app, conn, name.year, &name.instrument).await?;
    let office = store::office::find_by_code(conn, &name.office, name.year.last_day()).await?;
    let office = office.ok_or_else(|| not_found("office", &name.office))?;
    let (fiscal_year, instrument_id, round) = (name.year, stored.id, name.round);
    Ok((stored, office.office, ReportKey { fiscal_year, instrument_id, round, office_id: office.id }))
}

async fn around(
    conn: &mut Conn,
    name: &ReportName,
    stored: Arc<StoredInstrument>,
    office: Office,
    row: Option<ReportRow>,
) -> Result<Place> {
    let row = row.ok_or_else(|| not_found("report", name.on()))?;
    let round = store::round::find(conn, row.key.round_key()).await?.ok_or_else(|| not_found("round", name.round))?;
    let until = store::extension::find(conn, row.key).await?.and_then(|row| row.extension.until());
    Ok(Place { key: row.key, stored, office, row, round: round.round, until })
}

impl Place {
    /// The office as the policy sees it. The region is that of the day the round was opened.
    pub fn entity(&self) -> Entity {
        Entity::Office { code: self.office.code.clone(), region: self.row.region }
    }

    /// The items to be answered, by their place in the instrument.
    pub fn items(&self) -> Vec<usize> {
        domain::self_report::items(&self.stored.instrument, self.office.kind, self.key.round)
    }

    /// The place of an item of this report in the instrument.
    pub(crate) fn item(&self, node: &NodeCode) -> Result<usize> {
        let place = self.stored.instrument.position(node.as_str()).filter(|place| self.items().contains(place));
        place.ok_or_else(|| not_found("item", node))
    }

    /// An item as the policy sees it for an action of a person: whether it was given to them.
    pub(crate) async fn item_entity(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        action: Action,
        node: usize,
    ) -> Result<Entity> {
        let assigned = match (actor.user(), action) {
            (None, _) => false,
            (Some(user), Action::ItemScreen | Action::MarkSave) => {
                let path: Vec<NodeId> =
                    self.stored.instrument.path(node).map(|place| self.stored.node_ids[place]).collect();
                self.has_task(conn, user, action, &path).await?
            }
            (Some(user), _) => store::assignment::is_given(conn, self.key, self.stored.node_ids[node], user).await?,
        };
        Ok(Entity::Item { code: self.office.code.clone(), region: self.row.region, assigned })
    }

    /// The report as a whole for someone with a task in it.
    pub(crate) async fn task_entity(&self, conn: &mut Conn, actor: &Actor, action: Action) -> Result<Entity> {
        let assigned = match actor.user() {
            Some(user) => self.has_task(conn, user, action, &self.stored.node_ids).await?,
            None => false,
        };
        Ok(Entity::Item { code: self.office.code.clone(), region: self.row.region, assigned })
    }

    async fn has_task(&self, conn: &mut Conn, user: UserId, action: Action, path: &[NodeId]) -> Result<bool> {
        let tasks = store::assignment::list_tasks(conn, self.key.round_key(), user).await?;
        let reaches = |task: &domain::assignment::Assignment| {
            task.task.action() == action && task.covers(self.row.region, self.key.office_id, path)
        };
        Ok(tasks.iter().any(reaches))
    }

    /// Refuses the office what it may not do on this day: to change a report outside of its window, or a returned one once the
    /// marks are final.
    pub(crate) fn check_window(&self, now: Timestamp) -> Result<()> {
        match self.row.report.state {
            ReportState::Returned => self.round.check_judged()?,
            _ => self.round.check_open(bangkok_day(now), self.until)?,
        }
        Ok(())
    }

    /// The report of the round before: of the same year, or the last one of the year before.
    pub(crate) async fn earlier(&self, app: &App, conn: &mut Conn) -> Result<Option<Earlier>> {
        let rounds = &self.stored.instrument.rounds;
        let at = rounds.iter().position(|round| *round == self.key.round);
        if let Some(before) = at.and_then(|at| at.checked_sub(1)) {
            let key = ReportKey { round: rounds[before], ..self.key };
            return Ok(Some(Earlier { key, stored: Arc::clone(&self.stored) }));
        }
        let Ok(year) = FiscalYear::new(i64::from(self.key.fiscal_year.number()) - 1) else { return Ok(None) };
        let code = &self.stored.instrument.code;
        if store::instrument::find_by_code(conn, year, code).await?.is_none_or(|row| row.latest.is_none()) {
            return Ok(None);
        }
        let stored = instrument::shared(app, conn, year, code).await?;
        let round = stored.instrument.last_round();
        let key = ReportKey { fiscal_year: year, instrument_id: stored.id, round, ..self.key };
        Ok(Some(Earlier { key, stored }))
    }
}

/// The report of the round before.
pub(crate) struct Earlier {
    key: ReportKey,
    stored: Arc<StoredInstrument>,
}

impl Earlier {
    /// What the office said at an item.
    pub(crate) async fn answer(&self, conn: &mut Conn, node: &NodeCode) -> Result<Option<Answer>> {
        let Some(place) = self.stored.instrument.position(node.as_str()) else { return Ok(None) };
        let row = store::answer::find(conn, self.key, self.stored.node_ids[place]).await?;
        Ok(row.map(|row| row.item.answer))
    }

    /// What the office said everywhere.
    async fn answers(&self, conn: &mut Conn) -> Result<HashMap<NodeCode, Answer>> {
        let rows = store::answer::list_by_report(conn, self.key).await?;
        let named = rows.into_iter().filter_map(|row| {
            let place = self.stored.position(row.item.node_id)?;
            Some((self.stored.instrument.nodes()[place].code.clone(), row.item.answer))
        });
        Ok(named.collect())
    }
}

/// A report in the list of an office.
pub struct HomeLine {
    /// What names it.
    pub name: ReportName,
    /// Title of the instrument.
    pub title_th: String,
    /// The round.
    pub round: Round,
    /// The last day of the office's own longer window.
    pub until: Option<Date>,
    /// How far it has come.
    pub progress: Progress,
}

/// The reports of an office in a year.
///
/// # Errors
/// When there is no such office; when the actor may not; when the database fails.
pub async fn home(app: &App, actor: &Actor, office: &OfficeCode, year: FiscalYear) -> Result<Vec<HomeLine>> {
    let mut conn = app.db().read().await?;
    let row = store::office::find_by_code(&mut conn, office, year.last_day()).await?;
    let row = row.ok_or_else(|| not_found("office", office))?;
    let entity = Entity::Office { code: office.clone(), region: row.office.region };
    check(actor, Action::SelfReportRead, &entity)?;
    let mut lines = Vec::new();
    // A handful of instruments, the same for all offices.
    let rounds = store::round::list(&mut conn, year).await?;
    for progress in store::self_report::list_by_office(&mut conn, row.id, year).await? {
        let key = progress.row.key;
        let stored = instrument::shared_by_id(app, &mut conn, key.instrument_id).await?;
        let round = rounds.iter().find(|round| round.key == key.round_key()).map(|round| round.round);
        let until = store::extension::find(&mut conn, key).await?.and_then(|row| row.extension.until());
        lines.push(HomeLine {
            name: ReportName {
                year,
                instrument: stored.instrument.code.clone(),
                round: key.round,
                office: office.clone(),
            },
            title_th: stored.instrument.title_th.clone(),
            round: round.ok_or_else(|| not_found("round", key.round))?,
            until,
            progress,
        });
    }
    Ok(lines)
}

/// How far all offices have come in a round, by office; of one region, or of all.
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
    let mut conn = app.read(actor, Action::SelfReportRead, &Entity::System).await?;
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
    /// Remarks in its thread.
    pub comments: i64,
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
    for (node, sha256) in cited.await? {
        evidence.entry(node).or_default().push(sha256);
    }
    let comments: HashMap<NodeId, i64> = store::comment::count_by_report(conn, key).await?.into_iter().collect();
    let earlier = match place.earlier(app, conn).await? {
        Some(earlier) => earlier.answers(conn).await?,
        None => HashMap::new(),
    };
    let (mut items, mut readiness, nothing) = (Vec::new(), Readiness::default(), Answer::default());
    for node in place.items() {
        let id = place.stored.node_ids[node];
        let line = ItemLine {
            node,
            row: rows.remove(&id),
            assignees: assignees.remove(&id).unwrap_or_default(),
            evidence: evidence.remove(&id).unwrap_or_default(),
            comments: comments.get(&id).copied().unwrap_or_default(),
        };
        let code = &place.stored.instrument.nodes()[node].code;
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
        save(ctx, &place, SelfReport { state, note: None, submitted_at, ..place.row.report.clone() }).await
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
        save(ctx, &place, SelfReport { state, note, ..place.row.report.clone() }).await
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

/// Certifies the report: it is locked, what it says is kept, and a receipt is given for it.
///
/// # Errors
/// When it is not handed in; when something is missing or wrong in it; when the window is over; when the actor may not; when the
/// database fails.
pub async fn certify(app: &App, actor: &Actor, name: &ReportName) -> Result<Receipt> {
    app.enter(actor, Action::SelfReportCertify, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
        ctx.allow(actor, Action::SelfReportCertify, &place.entity())?;
        place.check_window(ctx.now)?;
        let state = place.row.report.state.after(Step::Certify)?;
        let open = with_items(app, &mut ctx.tx, place).await?;
        open.readiness.check()?;
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

/// Saves a report that is held, with its new state in the audit log.
pub(crate) async fn save(ctx: &mut Ctx, place: &Place, report: SelfReport) -> Result<()> {
    ctx.detail("state", report.state.as_str());
    store::self_report::save(&mut ctx.tx, place.key, place.row.version, &report, ctx.now).await?;
    Ok(())
}
