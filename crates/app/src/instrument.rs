//! Importing and reading instruments.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId};
use domain::instrument::{Change, Instrument};
use domain::office::{InstrumentCode, NodeCode};
use domain::policy::{Action, Actor, Entity};
use domain::round::Round;
use jiff::Timestamp;
use store::Conn;
use store::instrument::InstrumentRow;
use store::round::RoundKey;

use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};

/// An instrument with what the database knows of it.
pub struct StoredInstrument {
    /// Id.
    pub id: InstrumentId,
    /// Number of the revision.
    pub revision: i32,
    /// The revision.
    pub instrument: Instrument,
    /// Ids of the nodes, in the order of [`Instrument::nodes`].
    pub node_ids: Vec<NodeId>,
    by_id: HashMap<NodeId, usize>,
}

impl StoredInstrument {
    /// Place of a node in the instrument; `None` for one that this revision has no longer.
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.by_id.get(&node).copied()
    }
}

/// What importing an instrument did.
#[derive(Clone, Debug)]
pub struct InstrumentImport {
    /// Number of the revision that now holds.
    pub revision: i32,
    /// Whether the file is a new revision.
    pub is_new: bool,
    /// What changed since the revision before; empty for a first one.
    pub changes: Vec<Change>,
}

/// Adds an instrument, or a revision of it, in canonical form. The same file twice changes nothing.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn import(app: &App, actor: &Actor, instrument: &Instrument) -> Result<InstrumentImport> {
    let on = entity(&instrument.code, instrument.fiscal_year);
    app.run(actor, Action::InstrumentImport, &Entity::System, &on, async |ctx| {
        let done = add(ctx, instrument).await?;
        if !done.is_new {
            ctx.nothing_changed();
        }
        Ok(done)
    })
    .await
}

/// [`import`] inside the door.
pub(crate) async fn add(ctx: &mut Ctx, instrument: &Instrument) -> Result<InstrumentImport> {
    let (year, code) = (instrument.fiscal_year, &instrument.code);
    let before = match store::instrument::find_by_code(&mut ctx.tx, year, code).await? {
        Some(row) => row,
        None => {
            let id = store::instrument::insert(&mut ctx.tx, year, code, ctx.now).await?;
            store::instrument::InstrumentRow {
                id,
                fiscal_year: year,
                code: code.clone(),
                latest: None,
                published: None,
            }
        }
    };
    let hash = instrument.hash();
    let text = instrument.to_canonical();
    let number = store::instrument::insert_revision(&mut ctx.tx, before.id, &text, &hash, ctx.now).await?;
    if before.latest == Some(number) {
        return Ok(InstrumentImport { revision: number, is_new: false, changes: Vec::new() });
    }
    let codes: Vec<NodeCode> = instrument.nodes().iter().map(|n| n.code.clone()).collect();
    store::instrument::insert_nodes(&mut ctx.tx, before.id, &codes).await?;
    for round in &instrument.rounds {
        let key = RoundKey { fiscal_year: year, instrument_id: before.id, round: *round };
        if store::round::find(&mut ctx.tx, key).await?.is_none() {
            store::round::insert(&mut ctx.tx, key, &Round::PLANNED, ctx.now).await?;
        }
    }
    let changes = match before.latest {
        Some(previous) => domain::instrument::diff(&revision(&mut ctx.tx, before.id, previous).await?, instrument),
        None => Vec::new(),
    };
    ctx.detail("revision", number);
    ctx.detail("sha256", hash);
    ctx.detail("changes", changes.len());
    Ok(InstrumentImport { revision: number, is_new: true, changes })
}

/// How the audit log names an instrument.
pub(crate) fn entity(code: &InstrumentCode, year: FiscalYear) -> String {
    format!("instrument:{code}-{year}")
}

async fn revision(conn: &mut Conn, id: InstrumentId, number: i32) -> Result<Instrument> {
    let stored = store::instrument::find_revision(conn, id, number).await?;
    let stored = stored.ok_or_else(|| AppError::Internal(format!("instrument {id} has no revision {number}")))?;
    domain::instrument::parse(&stored.toml).map_err(|problems| {
        AppError::Internal(format!("revision {number} of instrument {id} cannot be read: {problems:?}"))
    })
}

async fn with_nodes(conn: &mut Conn, id: InstrumentId, number: i32) -> Result<StoredInstrument> {
    let instrument = revision(conn, id, number).await?;
    let ids = store::instrument::list_nodes(conn, id).await?;
    let node_ids: Vec<NodeId> = instrument
        .nodes()
        .iter()
        .map(|n| ids.get(&n.code).copied().ok_or_else(|| AppError::Internal(format!("node {} has no id", n.code))))
        .collect::<Result<_>>()?;
    let by_id = node_ids.iter().enumerate().map(|(i, node)| (*node, i)).collect();
    Ok(StoredInstrument { id, revision: number, instrument, node_ids, by_id })
}

/// The newest revision of an instrument.
///
/// # Errors
/// When the year has no such instrument, or the database fails.
pub async fn latest(conn: &mut Conn, year: FiscalYear, code: &InstrumentCode) -> Result<StoredInstrument> {
    let missing = || not_found("instrument", format!("{code} {year}"));
    let row = store::instrument::find_by_code(conn, year, code).await?.ok_or_else(missing)?;
    with_nodes(conn, row.id, row.latest.ok_or_else(missing)?).await
}

/// Revisions that were read already. A revision never changes, so what is kept here is never old.
#[derive(Default)]
pub(crate) struct Revisions(Mutex<HashMap<(InstrumentId, i32), Arc<StoredInstrument>>>);

/// More than the instruments of any few years; beyond it reading begins anew.
const REVISIONS_KEPT: usize = 64;

/// [`latest`], read and checked only once: what the many requests of a round need.
///
/// # Errors
/// As [`latest`].
pub(crate) async fn shared(
    app: &App,
    conn: &mut Conn,
    year: FiscalYear,
    code: &InstrumentCode,
) -> Result<Arc<StoredInstrument>> {
    let missing = || not_found("instrument", format!("{code} {year}"));
    let row = store::instrument::find_by_code(conn, year, code).await?.ok_or_else(missing)?;
    shared_row(app, conn, &row).await
}

/// [`shared`] for an instrument whose row was read already.
///
/// # Errors
/// As [`latest`].
pub(crate) async fn shared_row(app: &App, conn: &mut Conn, row: &InstrumentRow) -> Result<Arc<StoredInstrument>> {
    shared_revision(app, conn, row.id, row.latest.ok_or_else(|| not_found("instrument", row.id))?).await
}

/// The instrument of a round, to read a form by. What is asked is no secret.
///
/// # Errors
/// As [`latest`].
pub async fn of_form(app: &App, year: FiscalYear, code: &InstrumentCode) -> Result<Arc<StoredInstrument>> {
    shared(app, &mut app.db().read().await?, year, code).await
}

async fn shared_revision(app: &App, conn: &mut Conn, id: InstrumentId, number: i32) -> Result<Arc<StoredInstrument>> {
    const HELD: &str = "nothing panics while it is held";
    let known = app.instruments().0.lock().expect(HELD).get(&(id, number)).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let stored = Arc::new(with_nodes(conn, id, number).await?);
    let mut kept = app.instruments().0.lock().expect(HELD);
    if kept.len() >= REVISIONS_KEPT {
        kept.clear();
    }
    kept.insert((id, number), Arc::clone(&stored));
    Ok(stored)
}

/// [`shared`] for an instrument that is known by its id.
///
/// # Errors
/// As [`latest`].
pub(crate) async fn shared_by_id(app: &App, conn: &mut Conn, id: InstrumentId) -> Result<Arc<StoredInstrument>> {
    let missing = || not_found("instrument", id);
    let row = store::instrument::find(conn, id).await?.ok_or_else(missing)?;
    shared_row(app, conn, &row).await
}

/// A certain revision of an instrument.
///
/// # Errors
/// When the database fails.
pub async fn at_revision(conn: &mut Conn, id: InstrumentId, number: i32) -> Result<StoredInstrument> {
    with_nodes(conn, id, number).await
}

/// The codes of the instruments of a year, in their order.
///
/// # Errors
/// When the year has none, or the database fails.
pub async fn codes_of(app: &App, year: FiscalYear) -> Result<Vec<InstrumentCode>> {
    let rows = store::instrument::list(&mut app.db().read().await?, Some(year)).await?;
    let codes: Vec<InstrumentCode> = rows.into_iter().filter(|row| row.latest.is_some()).map(|row| row.code).collect();
    if codes.is_empty() { Err(not_found("instrument", year)) } else { Ok(codes) }
}

/// The rounds of an instrument, in order.
///
/// # Errors
/// When the year has no such instrument, or the database fails.
pub async fn rounds(app: &App, year: FiscalYear, code: &InstrumentCode) -> Result<Vec<RoundCode>> {
    Ok(latest(&mut app.db().read().await?, year, code).await?.instrument.rounds)
}

/// An instrument of a year, in the list of all.
pub struct Listed {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Its newest revision.
    pub stored: Arc<StoredInstrument>,
}

/// All instruments, those of the latest year first. What is asked is no secret.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App) -> Result<Vec<Listed>> {
    let mut conn = app.db().read().await?;
    let rows = store::instrument::list(&mut conn, None).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        let Some(latest) = row.latest else { continue };
        listed.push(Listed { year: row.fiscal_year, stored: shared_revision(app, &mut conn, row.id, latest).await? });
    }
    // Years downwards, within a year by code.
    listed.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.stored.instrument.code.cmp(&b.stored.instrument.code)));
    Ok(listed)
}

/// A revision beside the one before.
pub struct Revised {
    /// When it came.
    pub at: Timestamp,
    /// What it says.
    pub stored: Arc<StoredInstrument>,
    /// What the one before said; none before the first.
    pub before: Option<Arc<StoredInstrument>>,
}

/// An instrument with its history.
pub struct History {
    /// The newest revision.
    pub stored: Arc<StoredInstrument>,
    /// Its revisions, the newest first.
    pub revisions: Vec<Revised>,
    /// The instrument of this code in the year before.
    pub earlier: Option<Arc<StoredInstrument>>,
}

/// An instrument to read, with its revisions and the one of the year before.
///
/// # Errors
/// When the year has no such instrument, or the database fails.
pub async fn history(app: &App, year: FiscalYear, code: &InstrumentCode) -> Result<History> {
    let mut conn = app.db().read().await?;
    let stored = shared(app, &mut conn, year, code).await?;
    let mut revisions: Vec<Revised> = Vec::new();
    for row in store::instrument::list_revisions(&mut conn, stored.id).await? {
        let before = revisions.last().map(|before| Arc::clone(&before.stored));
        let stored = shared_revision(app, &mut conn, stored.id, row.number).await?;
        revisions.push(Revised { at: row.created_at, stored, before });
    }
    revisions.reverse();
    let earlier = of_year_before(app, &mut conn, year, code).await?;
    Ok(History { stored, revisions, earlier })
}

/// The instrument of this code in the year before.
pub(crate) async fn of_year_before(
    app: &App,
    conn: &mut Conn,
    year: FiscalYear,
    code: &InstrumentCode,
) -> Result<Option<Arc<StoredInstrument>>> {
    let Ok(before) = FiscalYear::new(i64::from(year.number()) - 1) else { return Ok(None) };
    let row = store::instrument::find_by_code(conn, before, code).await?;
    match row.and_then(|row| Some((row.id, row.latest?))) {
        Some((id, latest)) => Ok(Some(shared_revision(app, conn, id, latest).await?)),
        None => Ok(None),
    }
}
