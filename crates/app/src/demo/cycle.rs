//! The round of the demonstration that is open now: FY2569, in which every office has come as far as chance has it.

use domain::answer::{Answer, TARGET_VALUE};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId};
use domain::instrument::{Mode, parse};
use domain::level::Level;
use domain::office::{Office, OfficeCode};
use domain::policy::{Action, Actor, Entity, Role};
use domain::round::Calendar;
use domain::self_report::{CertifiedItem, ItemState, ReportState, content_hash, items, receipt_number};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use store::answer::Item;
use store::mark::MarkRow;
use store::round::RoundKey;
use store::self_report::{ReportKey, SelfReport};

use super::chance::Chance;
use super::{DemoInstrument, DemoPlan, SIMULATED_YEARS, opinions, phrases};
use crate::clock::{Clock, bangkok_day};
use crate::door::{App, Ctx};
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::{assignment, office, round, score};

/// The fiscal year whose round is open.
pub const OPEN_YEAR: u16 = *SIMULATED_YEARS.end() + 1;

/// The round that is open.
pub(super) const ROUND: RoundCode = RoundCode::R12;
/// Days from the opening to now.
const OPEN_FOR: i64 = 40;
/// Instruments with the days until they are due: one is over, so that some are late.
const DUE_IN: [(&str, i64); 3] = [("QP", -3), ("SA", 14), ("AP", 30)];
/// Days a report is taken after it was due.
const GRACE: i64 = 14;

/// How far an office has come, out of a hundred offices.
const STATES: [(u32, ReportState); 6] = [
    (42, ReportState::Drafting),
    (10, ReportState::Submitted),
    (16, ReportState::Certified),
    (8, ReportState::Returned),
    (10, ReportState::Accepted),
    (14, ReportState::Marked),
];

const REASONS: [&str; 4] = [
    "หลักฐานไม่ตรงกับผลที่รายงาน โปรดแนบหลักฐานของปีงบประมาณนี้",
    "โปรดระบุจำนวนและร้อยละของสถานศึกษาที่ดำเนินการ",
    "ผลที่รายงานยังไม่ครบทุกประเด็นของเกณฑ์",
    "โปรดอธิบายเหตุผลที่ประเมินตนเองสูงกว่าเกณฑ์ที่เลือก",
];

/// Opens the round and lets the offices have worked in it. The same seed gives the same; only the days follow the clock.
///
/// # Errors
/// When the database fails.
pub async fn load(app: &App, actor: &Actor, plan: &DemoPlan) -> Result<()> {
    let now = app.clock().now();
    let today = bangkok_day(now);
    for (code, due_in) in DUE_IN {
        let before = plan.instrument(code, OPEN_YEAR - 1).expect("every instrument is there in every simulated year");
        let (old, new) = (format!("fiscal_year = {}", OPEN_YEAR - 1), format!("fiscal_year = {OPEN_YEAR}"));
        let file = before.source.replacen(&old, &new, 1);
        let instrument = parse(&file).expect("the shipped instruments are read by a test");
        let of = DemoInstrument { instrument, source: before.source, simulated: true, published: None };
        instrument::import(app, actor, &of.instrument).await?;
        let name = (of.instrument.fiscal_year, &of.instrument.code, ROUND);
        let (opens, due) = (today - OPEN_FOR.days(), today + due_in.days());
        let calendar = Calendar::new(opens, due, due + GRACE.days())?;
        let opening = app.at(Clock::Fixed(now - SignedDuration::from_hours(24 * OPEN_FOR)));
        round::plan(&opening, actor, name, calendar, 1).await?;
        round::open(&opening, actor, name).await?;
        work(app, actor, plan, &of, calendar).await?;
    }
    Ok(())
}

/// What offices and bureau did since the round was opened, for one instrument.
async fn work(app: &App, actor: &Actor, plan: &DemoPlan, of: &DemoInstrument, calendar: Calendar) -> Result<()> {
    let (year, code) = (of.instrument.fiscal_year, &of.instrument.code);
    let on = format!("{}:{ROUND}", instrument::entity(code, year));
    app.run(actor, Action::RoundManage, &Entity::System, &on, async |ctx| {
        let stored = instrument::shared(app, &mut ctx.tx, year, code).await?;
        let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round: ROUND };
        let offices = office::of_year(&mut ctx.tx, year).await?;
        let histories: Vec<History> =
            offices.iter().map(|(id, office)| plan.history(of, &stored, (*id, office), ctx.now)).collect();
        let answers: Vec<(OfficeId, Item)> = histories
            .iter()
            .flat_map(|history| history.items.iter().map(|item| (history.office_id, item.clone())))
            .collect();
        store::answer::insert_many(&mut ctx.tx, key, &answers, ctx.now).await?;
        let mut marks = Vec::new();
        for history in &histories {
            history.tell(ctx, (key, of, &stored), calendar).await?;
            marks.extend(history.marks.iter().cloned());
        }
        let mut go_on = |_| std::ops::ControlFlow::Continue(());
        store::mark::upsert_many(&mut ctx.tx, year, stored.id, &marks, ctx.now, &mut go_on).await?;
        ctx.detail("simulated", true);
        Ok(())
    })
    .await?;
    score::recompute(app, actor, year, code, ROUND).await.map(drop)
}

/// What happened to the report of one office.
struct History {
    office_id: OfficeId,
    office: OfficeCode,
    state: ReportState,
    /// When the office handed it in.
    at: Timestamp,
    items: Vec<Item>,
    /// Items that were returned.
    returned: Vec<(NodeId, ItemState)>,
    marks: Vec<MarkRow>,
}

impl DemoPlan {
    fn history(
        &self,
        of: &DemoInstrument,
        stored: &StoredInstrument,
        (office_id, office): (OfficeId, &Office),
        now: Timestamp,
    ) -> History {
        let instrument = &of.instrument;
        let mut chance =
            Chance::of(self.seed, &["report", instrument.code.as_str(), office.code.as_str(), &OPEN_YEAR.to_string()]);
        let state = drawn(&mut chance);
        let hours = i64::from(chance.between(20, 24 * 20));
        let share = chance.below(101);
        let mut history = History {
            office_id,
            office: office.code.clone(),
            state,
            at: now - SignedDuration::from_hours(hours),
            items: Vec::new(),
            returned: Vec::new(),
            marks: Vec::new(),
        };
        let strength = self.strength(instrument, office);
        for (nth, node) in items(instrument, office.kind, ROUND).into_iter().enumerate() {
            if state == ReportState::Drafting && chance.below(100) >= share {
                continue;
            }
            let answer = self.answer(of, office, (node, nth), strength);
            let is_half = state == ReportState::Drafting && chance.below(5) == 0;
            let (answer, item_state) = match state {
                ReportState::Drafting if is_half => (
                    Answer {
                        level: None,
                        ticks: Default::default(),
                        values: Default::default(),
                        narrative: String::new(),
                        ..answer
                    },
                    ItemState::Draft,
                ),
                ReportState::Certified if chance.below(3) == 0 => (answer, ItemState::Passed),
                ReportState::Accepted | ReportState::Marked => (answer, ItemState::Passed),
                _ => (answer, ItemState::Complete),
            };
            let node_id = stored.node_ids[node];
            if state == ReportState::Returned && (nth == 1 || chance.below(8) == 0) {
                let reason = (*chance.one_of(&REASONS)).to_owned();
                history.returned.push((node_id, ItemState::Returned { reason }));
            }
            let is_target = instrument.nodes()[node].mode == Mode::Target;
            let is_accepted = matches!(state, ReportState::Accepted | ReportState::Marked);
            let level = answer.level.filter(|_| state == ReportState::Marked);
            let value = answer.value(TARGET_VALUE).filter(|_| is_target && is_accepted);
            if level.is_some() || value.is_some() {
                history.marks.push(MarkRow { office_id, node_id, round: ROUND, level, value, note: None });
            }
            history.items.push(Item { node_id, answer, state: item_state });
        }
        history
    }

    fn answer(&self, of: &DemoInstrument, office: &Office, (node, nth): (usize, usize), strength: i32) -> Answer {
        let instrument = &of.instrument;
        let mode = instrument.nodes()[node].mode;
        let levels = self.levels(of, office, node, strength);
        let level = levels.last().map_or(instrument.bands.lowest(), |(_, level)| *level);
        let text = self.compose(of, office, node, level, nth);
        let fallback = "สำนักงานเขตพื้นที่การศึกษาดำเนินการตามแผนและรายงานผลครบถ้วน".to_owned();
        let (narrative, problems_and_needs) = text.map_or((fallback, String::new()), |text| {
            (text.strengths_th, format!("เขตพื้นที่เห็นว่า{}", text.recommendation_th))
        });
        let level = (mode == Mode::Evaluated).then_some(level);
        let ticks = level.into_iter().flat_map(|top| (instrument.bands.lowest().0..=top.0).map(Level)).collect();
        let mut chance = Chance::of(
            self.seed,
            &["value", instrument.code.as_str(), instrument.nodes()[node].code.as_str(), office.code.as_str(), "open"],
        );
        let value = format!("{}.{:02}", chance.between(70, 99), chance.below(100));
        let values = (mode == Mode::Target).then(|| (TARGET_VALUE.to_owned(), value)).into_iter().collect();
        Answer { narrative, problems_and_needs, level, ticks, values, overrule_reason: String::new() }
    }
}

fn drawn(chance: &mut Chance) -> ReportState {
    let mut left = chance.below(100);
    for (share, state) in STATES {
        match left.checked_sub(share) {
            Some(rest) => left = rest,
            None => return state,
        }
    }
    ReportState::Drafting
}

impl History {
    /// Writes down how far the report came and what was certified of it.
    async fn tell(
        &self,
        ctx: &mut Ctx,
        (round, of, stored): (RoundKey, &DemoInstrument, &StoredInstrument),
        calendar: Calendar,
    ) -> Result<()> {
        if self.state == ReportState::Drafting {
            return Ok(());
        }
        let key = ReportKey::of(round, self.office_id);
        let row = store::self_report::find_locked(&mut ctx.tx, key).await?;
        let row = row.ok_or_else(|| AppError::Internal(format!("no report of {}", self.office)))?;
        let mut report = SelfReport { state: self.state, submitted_at: Some(self.at), ..row.report };
        if self.state > ReportState::Submitted {
            let at = self.at + SignedDuration::from_hours(12);
            let year: FiscalYear = round.fiscal_year;
            let name = (&of.instrument.code, year, ROUND);
            let nodes = of.instrument.nodes();
            let certified: Vec<CertifiedItem<'_>> = self
                .items
                .iter()
                .filter_map(|item| {
                    let node = &nodes[stored.position(item.node_id)?].code;
                    Some(CertifiedItem { node, answer: &item.answer, evidence: Vec::new() })
                })
                .collect();
            report.certifications = 1;
            report.certified_at = Some(at);
            report.late = bangkok_day(at) > calendar.due_on;
            report.receipt_number = Some(receipt_number(name, &self.office, 1));
            report.content_hash = Some(content_hash(name, &self.office, &certified));
            report.returns = u16::from(self.state == ReportState::Returned);
            store::answer::certify(&mut ctx.tx, key, 1, at).await?;
        }
        for (node, state) in &self.returned {
            store::answer::restate(&mut ctx.tx, key, *node, state).await?;
        }
        store::self_report::save(&mut ctx.tx, key, row.version, &report, ctx.now).await?;
        Ok(())
    }
}

/// Gives the screeners and evaluators of the demonstration the whole open round to judge; a second evaluator has the instrument of which two
/// mark a share.
///
/// # Errors
/// When the database fails.
pub async fn give_tasks(app: &App, actor: &Actor) -> Result<()> {
    let year = FiscalYear::new(i64::from(OPEN_YEAR)).expect("the demonstration lies in this century");
    let office = OfficeCode::new("P2300").expect("a shipped office");
    let screener = super::ensure_demo_user(app, Role::Screener, &office).await?;
    let evaluators =
        [super::ensure_demo_user(app, Role::Evaluator, &office).await?, super::ensure_second_evaluator(app).await?];
    let bank = super::shipped_phrases();
    for (code, row) in round::list(app, actor, year).await? {
        if row.key.round == ROUND {
            phrases::load(app, actor, &bank, (year, &code, ROUND)).await?;
        }
        let both = code.as_str() == opinions::DOUBLED.0;
        let tasks =
            [(screener, Task::Screen, true), (evaluators[0], Task::Mark, true), (evaluators[1], Task::Mark, both)];
        for (user, task, _) in tasks.into_iter().filter(|(_, _, is_given)| *is_given) {
            let given = Assignment { user, task, region: None, office: None, node: None };
            assignment::give_task(app, actor, (year, &code, row.key.round), &given, true).await?;
        }
    }
    opinions::load(app, actor, year, evaluators).await
}
