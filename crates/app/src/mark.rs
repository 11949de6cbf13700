//! Marks: importing them (docs/formats.md §3), and giving them one by one in a round.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use domain::fiscal_year::FiscalYear;
use domain::id::{NodeId, OfficeId};
use domain::instrument::Mode;
use domain::level::Level;
use domain::mark::{COLUMNS, Holder, Mark, MarkChecker};
use domain::office::{InstrumentCode, NodeCode, OfficeCode, OfficeKind};
use domain::opinion::{Doubling, Part};
use domain::policy::{Action, Actor, Entity};
use domain::problem::{Fault, Problem};
use domain::self_report::{ReportState, Step};
use store::Conn;
use store::mark::{Mark as StoredMark, MarkRow};
use store::self_report::SelfReport;
use store::suggestion::{Suggestion, SuggestionRow};

use crate::door::{App, Ctx, check, not_found};
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::office::{self, ImportCounts};
use crate::self_report::{Hold, Place, ReportName, find, hold, save};
use crate::table_file::{TableNotice, read_table};
use crate::{opinion, score};

/// What importing marks did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkImport {
    /// Rows by what became of them.
    pub counts: ImportCounts,
    /// What reading noticed.
    pub notice: TableNotice,
}

/// Told how many rows are done of how many; answers whether to go on.
pub type Progress<'a> = dyn FnMut(usize, usize) -> ControlFlow<()> + Send + 'a;

/// Brings in the marks of a file: all of them, or none when any row is bad. The same file twice changes nothing.
///
/// # Errors
/// All problems of the file, at most a hundred; when the actor may not; when the database fails; when it is stopped.
pub async fn import(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: &InstrumentCode,
    bytes: &[u8],
    progress: &mut Progress<'_>,
) -> Result<MarkImport> {
    let on = instrument::entity(code, year);
    app.run(actor, Action::MarkImport, &Entity::System, &on, async |ctx| {
        let stored = instrument::latest(&mut ctx.tx, year, code).await?;
        store::instrument::lock(&mut ctx.tx, stored.id).await?;
        let offices = office::of_year(&mut ctx.tx, year).await?;
        let (rows, notice) = read_rows(bytes, &stored, &offices)?;
        let total = rows.len();
        progress(0, total).is_continue().then_some(()).ok_or(AppError::Stopped)?;
        let mut each = |done| progress(done, total);
        let done = store::mark::upsert_many(&mut ctx.tx, year, stored.id, &rows, ctx.now, &mut each).await?;
        let counts = ImportCounts { inserted: done.inserted, changed: done.changed, unchanged: done.unchanged };
        ctx.detail("sha256", domain::sha256_hex(bytes));
        counts.tell(ctx);
        Ok(MarkImport { counts, notice })
    })
    .await
}

/// The rows of a marks file, resolved to ids.
///
/// # Errors
/// All problems, at most a hundred.
pub fn read_rows(
    bytes: &[u8],
    stored: &StoredInstrument,
    offices: &[(OfficeId, domain::office::Office)],
) -> Result<(Vec<MarkRow>, TableNotice), Vec<Problem>> {
    read_rows_of(bytes, stored, offices, &|_| None)
}

/// [`read_rows`] of nodes that are not refused.
pub(crate) fn read_rows_of(
    bytes: &[u8],
    stored: &StoredInstrument,
    offices: &[(OfficeId, domain::office::Office)],
    refuse: &dyn Fn(usize) -> Option<Fault>,
) -> Result<(Vec<MarkRow>, TableNotice), Vec<Problem>> {
    struct Sink<'a> {
        checker: MarkChecker<'a>,
        rows: Vec<MarkRow>,
    }
    let known: Vec<(OfficeCode, OfficeKind)> = offices.iter().map(|(_, o)| (o.code.clone(), o.kind)).collect();
    let mut sink = Sink { checker: MarkChecker::new(&stored.instrument, &known), rows: Vec::new() };
    let row = |mark: Mark<'_>| MarkRow {
        office_id: match mark.holder {
            Holder::Office(i) => offices[i].0,
            Holder::National => OfficeId::NATIONAL,
        },
        node_id: stored.node_ids[mark.node],
        round: mark.round,
        level: mark.level,
        value: mark.value,
        note: (!mark.note.is_empty()).then(|| mark.note.to_owned()),
    };
    let read = read_table(
        bytes,
        COLUMNS,
        &mut sink,
        |sink, line, cells| {
            if let Some(mark) = sink.checker.check(line, cells) {
                match refuse(mark.node) {
                    Some(fault) => sink.checker.note(Problem::at(line, "node", fault)),
                    None => sink.rows.push(row(mark)),
                }
            }
            !sink.checker.is_full()
        },
        |sink, problem| {
            sink.checker.note(problem);
            !sink.checker.is_full()
        },
    );
    let mut problems = sink.checker.take_problems();
    match read {
        Ok(notice) if problems.is_empty() => Ok((sink.rows, notice)),
        Ok(_) => Err(problems),
        Err(problem) => {
            problems.push(problem);
            Err(problems)
        }
    }
}

/// What an evaluator gives to an item of an accepted report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The level.
    pub level: Level,
    /// Why it differs from the level the office gave itself; kept beside the mark.
    pub justification: String,
    /// Strengths, connective and recommendation; none leaves a suggestion as it is.
    pub suggestion: Option<[String; 3]>,
}

/// Versions that a judgement was made on, 0 where there was nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Of the mark.
    pub mark: i32,
    /// Of the suggestion.
    pub suggestion: i32,
}

/// What became of a judgement.
#[derive(Debug)]
pub enum Given {
    /// It is stored.
    Done {
        /// What is stored now.
        versions: Versions,
        /// Whether it was the last mark that the report needed. A correction of one afterwards is not.
        is_marked: bool,
        /// Where the actor goes on: the first item that waits for them, else the one behind.
        next: Option<NodeCode>,
    },
    /// Someone else saved the mark in the meantime; nothing was changed.
    MarkConflict(Box<StoredMark>),
    /// Someone else saved the suggestion in the meantime; nothing was changed.
    SuggestionConflict(Box<SuggestionRow>),
}

/// Places of the items of a report that need the mark of an evaluator.
pub(crate) fn required(place: &Place) -> Vec<usize> {
    let nodes = place.stored.instrument.nodes();
    place.items().into_iter().filter(|node| nodes[*node].mode == Mode::Evaluated).collect()
}

/// What evaluators gave to an item so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The level.
    pub level: Option<Level>,
    /// Why it differs from the level the office gave itself.
    pub justification: String,
    /// Strengths, connective and recommendation.
    pub suggestion: [String; 3],
    /// Versions to judge again on.
    pub versions: Versions,
    /// What the reader has to do with it.
    pub part: Part,
}

impl Judged {
    /// Strengths, connective and recommendation, where there are words beside the connective.
    pub fn said(&self) -> Option<&[String; 3]> {
        Some(&self.suggestion).filter(|suggestion| opinion::says(suggestion))
    }

    /// Whether both give the same, whatever versions they were made on.
    pub fn is_same(&self, other: &Judged) -> bool {
        let given = |judged: &Judged| (judged.level, judged.justification.clone(), judged.said().cloned());
        given(self) == given(other)
    }

    /// Whether the reader has still to give a level.
    pub fn is_waiting(&self) -> bool {
        self.level.is_none() && matches!(self.part, Part::Alone | Part::Open)
    }
}

/// What evaluators gave to the items of a report so far, by place in the instrument; items that need a mark and have none are there too. Of
/// an item that two evaluators mark, a reader sees what is their own.
///
/// # Errors
/// When there is no such report; when the actor does not mark it; when the database fails.
pub async fn judged(app: &App, actor: &Actor, name: &ReportName) -> Result<BTreeMap<usize, Judged>> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    let entity = place.task_entity(&mut conn, actor, Action::MarkSave).await?;
    check(actor, Action::MarkSave, &entity)?;
    let marks = of_office(&mut conn, &place).await?;
    let mut items = marked(&place, &marks);
    let (year, instrument, office) = (place.key.fiscal_year, place.key.instrument_id, place.key.office_id);
    for row in store::suggestion::list_by_office(&mut conn, year, instrument, office).await? {
        let Suggestion { node_id, strengths, connective, recommendation, .. } = row.suggestion;
        if let Some(item) = place.stored.position(node_id).and_then(|at| items.get_mut(&at)) {
            item.suggestion = [strengths, connective, recommendation];
            item.versions.suggestion = row.version;
        }
    }
    let doubling = store::opinion::find_doubling(&mut conn, place.key.round_key()).await?.doubling;
    opinion::veil(&mut conn, actor, (&place, &doubling), &mut items).await?;
    Ok(items)
}

/// All marks of the office of a report, those of other rounds too.
pub(crate) async fn of_office(conn: &mut Conn, place: &Place) -> Result<Vec<StoredMark>> {
    let (year, instrument) = (place.key.fiscal_year, place.key.instrument_id);
    Ok(store::mark::list_by_office(conn, year, instrument, place.key.office_id).await?)
}

/// The items of a report that need a mark, with the marks they have.
fn marked(place: &Place, marks: &[StoredMark]) -> BTreeMap<usize, Judged> {
    let mut items: BTreeMap<usize, Judged> = required(place).into_iter().map(|at| (at, Judged::default())).collect();
    for mark in marks.iter().filter(|mark| mark.row.round == place.key.round) {
        if let Some(item) = place.stored.position(mark.row.node_id).and_then(|at| items.get_mut(&at)) {
            item.level = mark.row.level;
            item.justification = mark.row.note.clone().unwrap_or_default();
            item.versions.mark = mark.version;
        }
    }
    items
}

/// Gives a mark with its suggestion, or corrects it; gives one of two opinions where two evaluators mark the item. The last mark that was
/// needed makes the report marked.
///
/// # Errors
/// When the report is not accepted; when the marks are final; when the level is none of the instrument or lacks its justification; when the
/// actor may not; when the database fails.
pub async fn give(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    judgement: &Judgement,
    versions: Versions,
) -> Result<Given> {
    let mut conflict = None;
    let given = app
        .enter(actor, Action::MarkSave, &name.on(), async |ctx| {
            // Alone: two last marks at the same moment must see one another.
            let place = hold(app, &mut ctx.tx, name, Hold::Alone).await?;
            let at = place.item(node)?;
            let entity = place.item_entity(&mut ctx.tx, actor, Action::MarkSave, at).await?;
            ctx.allow(actor, Action::MarkSave, &entity)?;
            domain::mark::check_open(place.round, place.row.report.state)?;
            if !required(&place).contains(&at) {
                return Err(not_found("item", node));
            }
            let node_id = place.stored.node_ids[at];
            let own = store::answer::find(&mut ctx.tx, place.key, node_id).await?.and_then(|row| row.item.answer.level);
            domain::mark::check_given(&place.stored.instrument, (judgement.level, own), &judgement.justification)?;
            ctx.detail("node", node.as_str());
            ctx.detail("level", judgement.level.0);
            if let Some(user) = actor.user() {
                store::mark_draft::delete(&mut ctx.tx, place.key, node_id, user).await?;
            }
            let doubling = opinion::hold_doubling(ctx, &place).await?;
            if opinion::is_wanted(ctx, actor, (&place, at), &doubling).await? {
                let is_assigned = matches!(entity, Entity::Item { assigned: true, .. });
                let is_marked = opinion::give(ctx, actor, (&place, at), is_assigned, judgement).await?;
                let marks = of_office(&mut ctx.tx, &place).await?;
                let next = next(ctx, actor, (&place, at), &doubling, &marks).await?;
                return Ok(Given::Done { versions: Versions::default(), is_marked, next });
            }
            let versions = match write(ctx, &place, node_id, judgement, versions).await? {
                Ok(versions) => versions,
                Err(found) => {
                    // An error, so that the first of two writes is undone with the second.
                    conflict = Some(found);
                    return Err(AppError::Refused(Fault::new("changed-meanwhile")));
                }
            };
            let marks = of_office(&mut ctx.tx, &place).await?;
            let next = next(ctx, actor, (&place, at), &doubling, &marks).await?;
            let is_marked = mark_report(ctx, &place, marks).await?;
            Ok(Given::Done { versions, is_marked, next })
        })
        .await;
    match (given, conflict) {
        (Err(AppError::Refused(_)), Some(conflict)) => Ok(conflict),
        (given, _) => given,
    }
}

/// The first item of a report that waits for the actor, else the one behind a place.
async fn next(
    ctx: &mut Ctx,
    actor: &Actor,
    (place, at): (&Place, usize),
    doubling: &Doubling,
    marks: &[StoredMark],
) -> Result<Option<NodeCode>> {
    let mut items = marked(place, marks);
    opinion::veil(&mut ctx.tx, actor, (place, doubling), &mut items).await?;
    let next = items.iter().find(|(_, item)| item.is_waiting()).or_else(|| items.range(at + 1..).next());
    Ok(next.map(|(at, _)| place.stored.instrument.nodes()[*at].code.clone()))
}

/// Writes a mark with its suggestion on the versions that were read, or says what is stored instead.
pub(crate) async fn write(
    ctx: &mut Ctx,
    place: &Place,
    node_id: NodeId,
    judgement: &Judgement,
    before: Versions,
) -> Result<std::result::Result<Versions, Given>> {
    let (year, instrument, office_id) = (place.key.fiscal_year, place.key.instrument_id, place.key.office_id);
    let note = judgement.justification.trim();
    let row = MarkRow {
        office_id,
        node_id,
        round: place.key.round,
        level: Some(judgement.level),
        value: None,
        note: (!note.is_empty()).then(|| note.to_owned()),
    };
    let at = (office_id, node_id, place.key.round);
    let stored = store::mark::find(&mut ctx.tx, year, instrument, at).await?;
    let level_before = stored.as_ref().and_then(|stored| stored.row.level).filter(|level| *level != judgement.level);
    if let Some(level) = level_before {
        ctx.detail("before_level", level.0);
    }
    let mark = match stored {
        None if before.mark == 0 => {
            store::mark::insert(&mut ctx.tx, year, instrument, &row, ctx.now).await?;
            1
        }
        Some(stored) if stored.version != before.mark => return Ok(Err(Given::MarkConflict(Box::new(stored)))),
        Some(stored) if stored.row == row => stored.version,
        _ => store::mark::save(&mut ctx.tx, year, instrument, before.mark, &row, ctx.now).await?,
    };
    let Some([strengths, connective, recommendation]) = judgement.suggestion.clone() else {
        return Ok(Ok(Versions { mark, ..before }));
    };
    let text = Suggestion { office_id, node_id, strengths, connective, recommendation };
    let stored = store::suggestion::find(&mut ctx.tx, year, instrument, office_id, node_id).await?;
    let suggestion = match stored {
        None if before.suggestion == 0 => {
            store::suggestion::insert(&mut ctx.tx, year, instrument, &text, ctx.now).await?;
            1
        }
        Some(stored) if stored.version != before.suggestion => {
            return Ok(Err(Given::SuggestionConflict(Box::new(stored))));
        }
        Some(stored) if stored.suggestion == text => stored.version,
        _ => store::suggestion::save(&mut ctx.tx, year, instrument, before.suggestion, &text, ctx.now).await?,
    };
    Ok(Ok(Versions { mark, suggestion }))
}

/// What follows from a mark, by all marks of the office: an accepted report of which nothing lacks one moves on, and the scores of its office
/// change. Says whether the report moved on.
pub(crate) async fn mark_report(ctx: &mut Ctx, place: &Place, marks: Vec<StoredMark>) -> Result<bool> {
    let has_level = |node: NodeId| {
        marks.iter().any(|m| m.row.node_id == node && m.row.round == place.key.round && m.row.level.is_some())
    };
    let is_marked = place.row.report.state == ReportState::Accepted
        && required(place).into_iter().all(|at| has_level(place.stored.node_ids[at]));
    if is_marked {
        let state = place.row.report.state.after(Step::Mark)?;
        save(ctx, place, SelfReport { state, ..place.row.report.clone() }).await?;
    }
    score::refresh(ctx, &place.stored, place.key, &place.office, (marks, score::OwnLevels::Known)).await?;
    Ok(is_marked)
}
