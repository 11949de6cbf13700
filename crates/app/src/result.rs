//! Published results: what an office sees of them, that it has read and received them, and the board of all offices.

use std::collections::BTreeMap;

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::objection::Verdict;
use domain::office::{Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::publication::FrozenInputs;
use domain::scoring::{ScoreSheet, Scorer};
use store::Conn;
use store::document::{Document, PublicationSet};
use store::objection::ObjectionRow;
use store::page::Page;
use store::receipt::{Receipt, Recipient};
use store::round::RoundKey;
use store::self_report::ReportKey;

use crate::door::{App, check, not_found};
use crate::error::Result;
use crate::publication::{self, OpenedPublication, thaw};
use crate::round::RoundName;

/// What is published of an office in one instrument.
pub struct Part {
    /// The publication that holds.
    pub publication: OpenedPublication,
    /// What its result rests on.
    pub inputs: FrozenInputs,
    /// Its scores with their reasons.
    pub sheet: ScoreSheet,
    /// What the office did with it.
    pub receipt: Option<Receipt>,
    /// Its objections, by place in the instrument.
    pub objections: BTreeMap<usize, ObjectionRow>,
}

/// The published result of an office.
pub struct OfficeResult {
    /// The office as it was.
    pub office: Office,
    /// By instrument, in the order the documents print them.
    pub parts: Vec<Part>,
    /// Instruments whose result is withheld because something is missing.
    pub withheld: Vec<String>,
    /// Its documents whose files are kept.
    pub documents: Vec<Document>,
}

/// The years with something published, the newest first. That it was published is no secret.
///
/// # Errors
/// When the database fails.
pub async fn years(app: &App) -> Result<Vec<FiscalYear>> {
    Ok(store::publication::list_years(&mut app.db().read().await?).await?)
}

async fn locate(conn: &mut Conn, code: &OfficeCode, year: FiscalYear) -> Result<(OfficeId, Office, Entity)> {
    let found = store::office::find_by_code(conn, code, year.last_day()).await?;
    let found = found.ok_or_else(|| not_found("office", code))?;
    let entity = Entity::Office { code: code.clone(), region: found.office.region };
    Ok((found.id, found.office, entity))
}

/// The published result of an office in a year.
///
/// # Errors
/// When nothing is published; when the actor may not; when the database fails.
pub async fn of_office(app: &App, actor: &Actor, code: &OfficeCode, year: FiscalYear) -> Result<OfficeResult> {
    let mut conn = app.db().read().await?;
    let (id, office, entity) = locate(&mut conn, code, year).await?;
    check(actor, Action::ResultRead, &entity)?;
    let holding = publication::holding(&mut conn, year).await?;
    let set = PublicationSet::new(holding.iter().map(|published| published.row.id));
    let (mut parts, mut withheld) = (Vec::new(), Vec::new());
    for published in holding {
        let Some(row) = store::publication::find_office(&mut conn, &published.row, id).await? else { continue };
        if row.withheld.is_some() {
            withheld.push(published.instrument.title_th.clone());
            continue;
        }
        let inputs = thaw(&row)?;
        let through = published.row.publication.through;
        let sheet = inputs.score(&Scorer::new(&published.instrument, through));
        let receipt = store::receipt::find(&mut conn, published.row.id, id).await?;
        let key = ReportKey {
            fiscal_year: year,
            instrument_id: published.row.publication.instrument_id,
            round: through,
            office_id: id,
        };
        let mut objections = BTreeMap::new();
        let filed = store::objection::list_by_report(&mut conn, key).await?;
        if !filed.is_empty() {
            let nodes = store::instrument::list_nodes(&mut conn, key.instrument_id).await?;
            let places: BTreeMap<_, _> = nodes.iter().map(|(code, id)| (*id, code)).collect();
            for row in filed {
                let place = places.get(&row.node_id).and_then(|code| published.instrument.position(code.as_str()));
                objections.extend(place.map(|place| (place, row)));
            }
        }
        parts.push(Part { publication: published, inputs, sheet, receipt, objections });
    }
    if parts.is_empty() && withheld.is_empty() {
        return Err(not_found("publication", year));
    }
    let place = |part: &Part| {
        let settings = &part.publication.settings.result.part;
        settings.iter().position(|each| each.instrument == part.publication.instrument.code).unwrap_or(usize::MAX)
    };
    parts.sort_by_key(place);
    let documents = store::document::list_by_office(&mut conn, year, id).await?;
    let documents = documents.into_iter().filter(|document| document.kept && document.publications == set).collect();
    Ok(OfficeResult { office, parts, withheld, documents })
}

/// Notes that somebody of the office has opened its result. What was noted before stays as it was.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn note_read(app: &App, actor: &Actor, code: &OfficeCode, year: FiscalYear) -> Result<()> {
    app.enter(actor, Action::ResultRead, &on(code, year), async |ctx| {
        let (id, _, entity) = locate(&mut ctx.tx, code, year).await?;
        ctx.allow(actor, Action::ResultRead, &entity)?;
        let mut numbers = Vec::new();
        for published in publication::holding(&mut ctx.tx, year).await? {
            let row = store::publication::find_office(&mut ctx.tx, &published.row, id).await?;
            let is_given = row.is_some_and(|row| row.withheld.is_none());
            if is_given && store::receipt::insert(&mut ctx.tx, published.row.id, id, ctx.now).await? {
                numbers.push(published.number);
            }
        }
        if numbers.is_empty() {
            ctx.nothing_changed();
        }
        ctx.detail("publications", numbers);
        Ok(())
    })
    .await
}

/// Says that the office has received its result; what was received before keeps its time.
///
/// # Errors
/// When nothing is published; when the actor may not; when the database fails.
pub async fn acknowledge(app: &App, actor: &Actor, code: &OfficeCode, year: FiscalYear) -> Result<()> {
    app.enter(actor, Action::ResultAcknowledge, &on(code, year), async |ctx| {
        let (id, _, entity) = locate(&mut ctx.tx, code, year).await?;
        ctx.allow(actor, Action::ResultAcknowledge, &entity)?;
        let mut numbers = Vec::new();
        for published in publication::holding(&mut ctx.tx, year).await? {
            let row = store::publication::find_office(&mut ctx.tx, &published.row, id).await?;
            let is_given = row.is_some_and(|row| row.withheld.is_none());
            let by = (ctx.now, actor.user());
            if is_given && store::receipt::acknowledge(&mut ctx.tx, published.row.id, id, by).await? {
                numbers.push(published.number);
            }
        }
        if numbers.is_empty() {
            ctx.nothing_changed();
        }
        ctx.detail("publications", numbers);
        Ok(())
    })
    .await
}

fn on(code: &OfficeCode, year: FiscalYear) -> String {
    format!("result:{year}:{code}")
}

/// A publication on the board of the centre.
pub struct BoardLine {
    /// The publication that holds.
    pub publication: OpenedPublication,
    /// Offices with an official result.
    pub offices: i64,
    /// Offices whose result is withheld.
    pub withheld: i64,
    /// Offices that have opened theirs.
    pub read: i64,
    /// Offices that said they received it.
    pub acknowledged: i64,
    /// Objections that wait.
    pub waiting: i64,
    /// Objections that changed a level since this publication was made, so that a correction is due.
    pub changed: i64,
}

/// The publications of a year that hold, with what offices did with them.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn board(app: &App, actor: &Actor, year: FiscalYear) -> Result<Vec<BoardLine>> {
    let mut conn = app.read(actor, Action::ResultRead, &Entity::System).await?;
    let mut lines = Vec::new();
    for publication in publication::holding(&mut conn, year).await? {
        lines.push(line(&mut conn, publication).await?);
    }
    Ok(lines)
}

async fn line(conn: &mut Conn, publication: OpenedPublication) -> Result<BoardLine> {
    let (all, withheld) = store::publication::count_offices(conn, &publication.row).await?;
    let (read, acknowledged) = store::receipt::count(conn, publication.row.id).await?;
    let of = &publication.row.publication;
    let key = RoundKey { fiscal_year: of.fiscal_year, instrument_id: of.instrument_id, round: of.through };
    let (mut waiting, mut changed) = (0, 0);
    for (id, word, count) in store::objection::count_by_verdict(conn, key).await? {
        if word == Verdict::Waiting.as_str() {
            waiting += count;
        } else if word != Verdict::Kept.as_str() && id == publication.row.id {
            changed += count;
        }
    }
    Ok(BoardLine { offices: all - withheld, withheld, read, acknowledged, waiting, changed, publication })
}

/// The publication of a round that holds, with what offices did with it, one by one.
///
/// # Errors
/// When nothing is published; when the actor may not; when the database fails.
pub async fn recipients(
    app: &App,
    actor: &Actor,
    (year, code, through): RoundName<'_>,
    page: &Page<OfficeCode>,
) -> Result<(BoardLine, Vec<Recipient>)> {
    let mut conn = app.read(actor, Action::ResultRead, &Entity::System).await?;
    let stored = crate::instrument::shared(app, &mut conn, year, code).await?;
    let row = store::publication::find_latest(&mut conn, year, stored.id, through).await?;
    let row = row.ok_or_else(|| not_found("publication", year))?;
    let recipients = store::receipt::list(&mut conn, &row, page).await?;
    let publication = publication::open(&mut conn, row).await?;
    Ok((line(&mut conn, publication).await?, recipients))
}
