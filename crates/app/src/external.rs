//! Levels of other systems and values of the whole administration, brought in by the centre with their source.

use std::collections::HashMap;
use std::sync::Arc;

use domain::external;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{OfficeId, UserId};
use domain::job::Job;
use domain::number::Decimal;
use domain::office::InstrumentCode;
use domain::policy::{Action, Actor, Entity};
use jiff::SignedDuration;
use store::external::ExternalImport;
use store::round::RoundKey;

use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::mark::read_rows_of;
use crate::office::{self, ImportCounts};
use crate::{job, table_file};

/// Times that are shown of bringing something in.
const IMPORTS_MAX: u32 = 50;

/// What of an instrument comes from elsewhere.
pub struct External {
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// Places of the nodes.
    pub places: Vec<usize>,
    /// Values of the whole administration with what was said beside them, by node and round.
    pub national: HashMap<(usize, RoundCode), (Option<Decimal>, String)>,
    /// What was brought in, the newest first.
    pub imports: Vec<ExternalImport>,
    /// Names of who did.
    pub names: HashMap<UserId, String>,
}

/// Looks at what of an instrument comes from elsewhere.
///
/// # Errors
/// When there is no such instrument; when the actor may not; when the database fails.
pub async fn open(app: &App, actor: &Actor, year: FiscalYear, code: &InstrumentCode) -> Result<External> {
    let mut conn = app.read(actor, Action::ExternalImport, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let places: Vec<usize> = external::places(&stored.instrument).collect();
    let mut national = HashMap::new();
    // Values of the administration lie beside those of the offices, under an office of their own: a handful.
    for mark in store::mark::list_by_office(&mut conn, year, stored.id, OfficeId::NATIONAL).await? {
        if let Some(at) = stored.position(mark.row.node_id) {
            national.insert((at, mark.row.round), (mark.row.value, mark.row.note.unwrap_or_default()));
        }
    }
    let imports = store::external::list(&mut conn, year, stored.id, IMPORTS_MAX).await?;
    drop(conn);
    let names = crate::user::names(app, imports.iter().filter_map(|import| import.by)).await?;
    Ok(External { stored, places, national, imports, names })
}

/// Brings in a file of marks that are all external: all rows, or none when any is bad. The source stands beside every mark that has no
/// note of its own.
///
/// # Errors
/// All problems of the file, at most a hundred; when no source is named; when a round is final; when the actor may not; when the database
/// fails.
pub async fn import(
    app: &App,
    actor: &Actor,
    (year, code): (FiscalYear, &InstrumentCode),
    bytes: &[u8],
    source: &str,
) -> Result<ImportCounts> {
    let on = instrument::entity(code, year);
    app.run(actor, Action::ExternalImport, &Entity::System, &on, async |ctx| {
        let source = external::source(source)?;
        let stored = instrument::latest(&mut ctx.tx, year, code).await?;
        store::instrument::lock(&mut ctx.tx, stored.id).await?;
        let offices = office::of_year(&mut ctx.tx, year).await?;
        let refuse = |at: usize| external::check_node(&stored.instrument.nodes()[at]).err();
        let (mut rows, _) = read_rows_of(bytes, &stored, &offices, &refuse)?;
        for row in &mut rows {
            row.note.get_or_insert_with(|| source.clone());
        }
        let mut rounds: Vec<RoundCode> = rows.iter().map(|row| row.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        for round in &rounds {
            let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round: *round };
            let row = store::round::find_locked(&mut ctx.tx, key).await?.ok_or_else(|| not_found("round", *round))?;
            external::check_round(row.round)?;
        }
        let mut go_on = |_| std::ops::ControlFlow::Continue(());
        let done = store::mark::upsert_many(&mut ctx.tx, year, stored.id, &rows, ctx.now, &mut go_on).await?;
        let counts = ImportCounts { inserted: done.inserted, changed: done.changed, unchanged: done.unchanged };
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let by = (ctx.now, actor.user());
        store::external::insert(&mut ctx.tx, year, stored.id, (&source, count), by).await?;
        for through in rounds {
            let job = Job::RecomputeScores { fiscal_year: year, instrument: code.clone(), through };
            job::enqueue_once(ctx, &job, SignedDuration::ZERO).await?;
        }
        ctx.detail("source", source);
        ctx.detail("sha256", domain::sha256_hex(bytes));
        counts.tell(ctx);
        Ok(counts)
    })
    .await
}

/// Enters one level or value, checked as a row of a file is: office (or OBEC), node, round, level, value.
///
/// # Errors
/// As [`import`].
pub async fn enter(
    app: &App,
    actor: &Actor,
    of: (FiscalYear, &InstrumentCode),
    [office, node, round, level, value]: [&str; 5],
    source: &str,
) -> Result<ImportCounts> {
    let row = [office, node, round, level, value, ""].map(str::to_owned);
    let file = table_file::to_csv(domain::mark::COLUMNS, std::iter::once(row));
    import(app, actor, of, &file, source).await
}
