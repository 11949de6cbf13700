//! Recomputing and storing the scores of an instrument from its marks.

use std::collections::HashMap;
use std::sync::Arc;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId};
use domain::office::{InstrumentCode, Office, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::scoring::{NodeScore, OfficeMarks, ScoreSheet, Scorer};
use store::score::ScoreRow;

use crate::door::{App, check, not_found};
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
        let mut offices: Vec<(OfficeId, OfficeKind)> =
            office::of_year(&mut ctx.tx, year).await?.into_iter().map(|(id, o)| (id, o.kind)).collect();
        offices.sort_unstable_by_key(|(id, _)| *id);
        let scorer = Scorer::new(&stored.instrument, through);
        let mut marks = MarkStream::new(year, &stored);
        let national = marks.take(&mut ctx.tx, OfficeId::NATIONAL).await?;
        let mut done = Recomputed::default();
        for (id, kind) in offices {
            let own = marks.take(&mut ctx.tx, id).await?;
            let sheet = scorer.score(kind, &own, &national);
            done.offices += 1;
            done.incomplete += usize::from(sheet.is_incomplete());
            let nodes = sheet.nodes.iter().zip(&stored.node_ids).map(|(score, node)| row(id, *node, score));
            let overall = sheet.overall.as_ref().map(|score| row(id, NodeId::OVERALL, score));
            replacement.push(&mut ctx.tx, id, nodes.chain(overall)).await?;
        }
        replacement.finish(&mut ctx.tx).await?;
        ctx.detail("offices", done.offices);
        ctx.detail("incomplete", done.incomplete);
        Ok(done)
    })
    .await
}

fn row(office_id: OfficeId, node_id: NodeId, score: &NodeScore) -> ScoreRow {
    let achieved = score.target.as_ref().and_then(|t| t.achieved);
    ScoreRow { office_id, node_id, outcome: score.outcome.clone(), achieved }
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
