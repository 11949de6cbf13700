//! Importing marks (docs/formats.md §3).

use std::ops::ControlFlow;

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::mark::{COLUMNS, Holder, Mark, MarkChecker};
use domain::office::{InstrumentCode, OfficeCode, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Problem;
use store::mark::MarkRow;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::office::{self, ImportCounts};
use crate::table_file::{TableNotice, read_table};

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
                sink.rows.push(row(mark));
            }
            !sink.checker.is_full()
        },
        |sink, problem| {
            sink.checker.note(problem);
            !sink.checker.is_full()
        },
    );
    let mut problems = sink.checker.into_problems();
    match read {
        Ok(notice) if problems.is_empty() => Ok((sink.rows, notice)),
        Ok(_) => Err(problems),
        Err(problem) => {
            problems.push(problem);
            Err(problems)
        }
    }
}
