//! Recomputing and storing the scores of an instrument from its marks.

use std::collections::HashMap;
use std::sync::Arc;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::office::{InstrumentCode, Office, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::round::RoundState;
use domain::scoring::{NodeScore, OfficeMarks, ScoreSheet, Scorer};
use store::Page;
use store::mark::Mark;
use store::round::RoundKey;
use store::score::{ScoreKey, ScoreRow};
use store::self_report::ReportKey;

use crate::door::{App, Ctx, check, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::office;
use crate::self_report::ReportName;

/// Rows of marks held in memory at a time.
const PAGE: u32 = 20_000;

/// What recomputing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Recomputed {
    /// Offices scored.
    pub offices: usize,
    /// Offices that miss a required level.
    pub incomplete: usize,
}

/// Scores all offices of a year on an instrument through a round and stores the rows, which replace those before.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn recompute(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: &InstrumentCode,
    through: RoundCode,
) -> Result<Recomputed> {
    let on = format!("{}:{through}", instrument::entity(code, year));
    app.run(actor, Action::ScoreRecompute, &Entity::System, &on, async |ctx| {
        let stored = instrument::latest(&mut ctx.tx, year, code).await?;
        let mut replacement = store::score::replace(&mut ctx.tx, year, stored.id, through).await?;
        let offices = office::of_year(&mut ctx.tx, year).await?;
        let mut offices: Vec<(OfficeId, u16, OfficeKind)> =
            offices.into_iter().map(|(id, office)| (id, office.region, office.kind)).collect();
        offices.sort_unstable_by_key(|(id, ..)| *id);
        let scorer = Scorer::new(&stored.instrument, through);
        let mut marks = MarkStream::new(year, &stored);
        let mut own_levels = OwnStream::new(RoundKey { fiscal_year: year, instrument_id: stored.id, round: through });
        let national = marks.take(&mut ctx.tx, OfficeId::NATIONAL).await?;
        let mut done = Recomputed::default();
        for (id, region, kind) in offices {
            let own = marks.take(&mut ctx.tx, id).await?;
            let sheet = scorer.score(kind, &own, &national);
            done.offices += 1;
            done.incomplete += usize::from(sheet.is_incomplete());
            let own = own_levels.take(&mut ctx.tx, id).await?;
            replacement.push(&mut ctx.tx, id, rows(&stored, (id, region, kind), &sheet, &own)).await?;
        }
        replacement.finish(&mut ctx.tx).await?;
        ctx.detail("offices", done.offices);
        ctx.detail("incomplete", done.incomplete);
        Ok(done)
    })
    .await
}

/// A sheet as it is stored.
fn rows(
    stored: &StoredInstrument,
    (office_id, region, kind): (OfficeId, u16, OfficeKind),
    sheet: &ScoreSheet,
    own: &HashMap<NodeId, Level>,
) -> Vec<ScoreRow> {
    let row = |(node_id, score): (NodeId, &NodeScore)| ScoreRow {
        office_id,
        node_id,
        region,
        kind,
        outcome: score.outcome.clone(),
        achieved: score.target.as_ref().and_then(|target| target.achieved),
        own: own.get(&node_id).copied(),
    };
    let nodes = stored.node_ids.iter().copied().zip(&sheet.nodes);
    nodes.chain(sheet.overall.as_ref().map(|score| (NodeId::OVERALL, score))).map(row).collect()
}

/// Where the levels that an office gave itself are read when its scores are brought in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnLevels {
    /// From its answers: its report was accepted just now.
    New,
    /// From its stored scores, where these have any: an accepted report does not change.
    Known,
}

/// Brings the stored scores of one office in line with its marks, in the transaction that changed these: what a person reads next is true.
/// Scores through a later round change with them, once that round has begun. It comes last in its transaction, which holds the report.
pub(crate) async fn refresh(
    ctx: &mut Ctx,
    stored: &StoredInstrument,
    key: ReportKey,
    office: &Office,
    (own, levels): (Vec<Mark>, OwnLevels),
) -> Result<()> {
    let (year, id) = (key.fiscal_year, key.office_id);
    let own = collect(stored, own.into_iter().map(|mark| mark.row));
    let national = match stored.instrument.has_national_values() {
        true => store::mark::list_by_office(&mut ctx.tx, year, stored.id, OfficeId::NATIONAL).await?,
        false => Vec::new(),
    };
    let national = collect(stored, national.into_iter().map(|mark| mark.row));
    let mut shifts = Vec::new();
    for through in stored.instrument.rounds.iter().copied().filter(|through| *through >= key.round) {
        let of = ScoreKey { fiscal_year: year, instrument_id: stored.id, through };
        let report = ReportKey { round: through, ..key };
        if through > key.round {
            let round = store::round::find(&mut ctx.tx, report.round_key()).await?;
            let has_begun = round.is_some_and(|row| row.round.state != RoundState::Planned);
            if !has_begun && !store::score_count::has_any(&mut ctx.tx, of).await? {
                continue;
            }
            // Whoever marks that report scores the same office through the same round.
            store::self_report::find_locked(&mut ctx.tx, report).await?;
        }
        let before = store::score::list_by_office(&mut ctx.tx, year, stored.id, through, id).await?;
        let known: HashMap<NodeId, Level> = before.iter().filter_map(|row| Some((row.node_id, row.own?))).collect();
        let own_levels = match levels {
            OwnLevels::Known if !known.is_empty() => known,
            _ => store::answer::list_own(&mut ctx.tx, report).await?.into_iter().collect(),
        };
        let sheet = Scorer::new(&stored.instrument, through).score(office.kind, &own, &national);
        let rows = rows(stored, (id, office.region, office.kind), &sheet, &own_levels);
        shifts.push(store::score::save_office(&mut ctx.tx, of, (id, &before), &rows).await?);
    }
    for shift in shifts {
        shift.apply(&mut ctx.tx).await?;
    }
    Ok(())
}

/// The levels that offices gave themselves in accepted reports, in the order of the offices' ids, with a bounded part of them in memory.
struct OwnStream {
    key: RoundKey,
    waiting: std::collections::VecDeque<(OfficeId, NodeId, Level)>,
    after: Option<(OfficeId, NodeId)>,
    is_done: bool,
}

impl OwnStream {
    fn new(key: RoundKey) -> OwnStream {
        OwnStream { key, waiting: std::collections::VecDeque::new(), after: None, is_done: false }
    }

    /// The levels of an office; offices are asked for in the order of their ids.
    async fn take(&mut self, conn: &mut store::Conn, office: OfficeId) -> Result<HashMap<NodeId, Level>> {
        let mut levels = HashMap::new();
        loop {
            if self.waiting.is_empty() && !self.is_done {
                let page = Page { after: self.after, limit: PAGE };
                let rows = store::answer::stream_own(conn, self.key, &page).await?;
                self.is_done = rows.len() < PAGE as usize;
                self.after = rows.last().map(|(office, node, _)| (*office, *node));
                self.waiting.extend(rows);
            }
            match self.waiting.pop_front_if(|(next, ..)| *next <= office) {
                Some((next, node, level)) if next == office => drop(levels.insert(node, level)),
                Some(_) => {}
                None if self.waiting.is_empty() && !self.is_done => {}
                None => return Ok(levels),
            }
        }
    }
}

/// The marks of an instrument office by office, in the order of the ids, with a bounded part of them in memory.
pub(crate) struct MarkStream<'a> {
    stored: &'a StoredInstrument,
    stream: store::mark::Stream,
    ahead: Option<(OfficeId, Vec<store::mark::MarkRow>)>,
    begun: bool,
}

impl<'a> MarkStream<'a> {
    pub(crate) fn new(year: FiscalYear, stored: &'a StoredInstrument) -> MarkStream<'a> {
        let stream = store::mark::stream_by_office(year, stored.id, PAGE);
        MarkStream { stored, stream, ahead: None, begun: false }
    }

    /// The marks of an office; offices are asked for in the order of their ids.
    pub(crate) async fn take(&mut self, conn: &mut store::Conn, office: OfficeId) -> Result<OfficeMarks> {
        let mut marks = OfficeMarks::new(&self.stored.instrument);
        loop {
            if !self.begun || self.ahead.as_ref().is_some_and(|(next, _)| *next < office) {
                self.begun = true;
                self.ahead = self.stream.next(conn).await?;
                continue;
            }
            let Some((_, own)) = self.ahead.take_if(|(next, _)| *next == office) else { return Ok(marks) };
            marks.merge(collect(self.stored, own));
            self.ahead = self.stream.next(conn).await?;
            return Ok(marks);
        }
    }
}

/// The marks of one office by their places in the instrument.
fn collect(stored: &StoredInstrument, rows: impl IntoIterator<Item = store::mark::MarkRow>) -> OfficeMarks {
    let mut marks = OfficeMarks::new(&stored.instrument);
    for mark in rows {
        // A node that this revision has no longer keeps its marks, but they count for nothing.
        let Some(node) = stored.position(mark.node_id) else { continue };
        if let Some(level) = mark.level {
            marks.set_level(node, mark.round, level);
        }
        if let Some(value) = mark.value {
            marks.set_value(node, mark.round, value);
        }
    }
    marks
}

/// The score of one office with the reason for every number, out of the marks of this moment.
pub struct Explained {
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// The office.
    pub office: Office,
    /// Means and levels with what they rest on.
    pub sheet: ScoreSheet,
}

/// Scores one office through a round, to be looked at.
///
/// # Errors
/// When there is no such instrument or office; when the actor may not; when the database fails.
pub async fn explain(app: &App, actor: &Actor, name: &ReportName) -> Result<Explained> {
    let mut conn = app.db().read().await?;
    let found = store::office::find_by_code(&mut conn, &name.office, name.year.last_day()).await?;
    let found = found.ok_or_else(|| not_found("office", &name.office))?;
    let entity = Entity::Office { code: name.office.clone(), region: found.office.region };
    check(actor, Action::ResultExport, &entity)?;
    let stored = instrument::shared(app, &mut conn, name.year, &name.instrument).await?;
    let mut marks = Vec::new();
    for office in [found.id, OfficeId::NATIONAL] {
        let rows = store::mark::list_by_office(&mut conn, name.year, stored.id, office).await?;
        marks.push(collect(&stored, rows.into_iter().map(|mark| mark.row)));
    }
    let sheet = Scorer::new(&stored.instrument, name.round).score(found.office.kind, &marks[0], &marks[1]);
    Ok(Explained { stored, office: found.office, sheet })
}

/// Names of regions by their number, as they are at the end of a year.
pub(crate) async fn region_names(conn: &mut store::Conn, year: FiscalYear) -> Result<HashMap<u16, String>> {
    let regions = store::region::list(conn, year.last_day()).await?;
    Ok(regions.into_iter().map(|row| (row.region.number, row.region.name_th)).collect())
}
