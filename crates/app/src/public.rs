//! What everybody may read without signing in: publications, and what they rest on. Nothing here reads a table in which unpublished work
//! lies, and an office whose result a publication withholds is not in it.

mod picture;
mod search;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

use domain::fiscal_year::FiscalYear;
use domain::id::PublicationId;
use domain::level::Level;
use domain::number::Decimal;
use domain::office::{InstrumentCode, Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::publication::{FrozenInputs, PublicationNumber};
use domain::scoring::{NodeScore, ScoreSheet, Scorer};
use store::Conn;
use store::publication::{PublicationOffice, PublicationRow};

use crate::door::{App, not_found};
use crate::error::Result;
use crate::publication::{self, OpenedPublication, thaw};

pub use picture::{Beside, Picture, ProvinceMean, Standing, beside, picture};
pub use report::national::{Distribution, LevelName, NationalSection, NodeMean};
pub use search::{FoundItem, FoundOffice, Hits, search};

/// A publication as it stands today.
#[derive(Clone)]
pub struct Edition {
    /// What never changes of it.
    pub publication: Arc<OpenedPublication>,
    /// Number of the publication that corrects it.
    pub corrected_by: Option<String>,
}

impl Edition {
    /// Fiscal year.
    pub fn year(&self) -> FiscalYear {
        self.publication.row.publication.fiscal_year
    }

    /// Whether some of it is invented for a demonstration.
    pub fn is_simulated(&self) -> bool {
        self.publication.settings.simulated
    }
}

/// What was read of publications already. They never change, so what is kept here is never old.
#[derive(Default)]
pub(crate) struct Editions {
    opened: Kept<PublicationId, OpenedPublication>,
    pictures: Kept<PublicationId, Picture>,
    /// By the newest publication there was.
    indexes: Kept<PublicationId, search::Index>,
}

/// A few things that are dear to make.
struct Kept<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Kept<K, V> {
        Kept(Mutex::default())
    }
}

impl<K: Eq + Hash, V> Kept<K, V> {
    const HELD: &str = "nothing panics while it is held";

    fn find(&self, key: &K) -> Option<Arc<V>> {
        self.0.lock().expect(Self::HELD).get(key).cloned()
    }

    /// Keeps a value; beyond `most` of them keeping begins anew.
    fn keep(&self, key: K, value: V, most: usize) -> Arc<V> {
        let value = Arc::new(value);
        let mut kept = self.0.lock().expect(Self::HELD);
        if kept.len() >= most {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&value));
        value
    }
}

/// The publications of some years; each holds an instrument.
const OPENED_KEPT: usize = 128;

/// A snapshot for somebody who has not signed in.
async fn read(app: &App) -> Result<Conn> {
    app.read(&Actor::public(), Action::PublicationRead, &Entity::System).await
}

/// The newest publication of all. While it stays the same, so does everything that is public.
///
/// # Errors
/// When the database fails.
pub async fn newest(app: &App) -> Result<Option<PublicationId>> {
    Ok(store::publication::newest(&mut read(app).await?).await?)
}

async fn open(app: &App, conn: &mut Conn, row: PublicationRow) -> Result<Edition> {
    let corrected_by = store::publication::find_correction(conn, row.id).await?;
    let publication = match app.editions().opened.find(&row.id) {
        Some(opened) => opened,
        None => {
            let id = row.id;
            let opened = publication::open(conn, row).await?;
            app.editions().opened.keep(id, opened, OPENED_KEPT)
        }
    };
    let code = &publication.instrument.code;
    let corrected_by = corrected_by.map(|row| publication::number(code, &row));
    Ok(Edition { publication, corrected_by })
}

/// Everything that was ever published, the newest year first, within it by instrument, round and number.
///
/// # Errors
/// When the database fails.
pub async fn all(app: &App) -> Result<Vec<Edition>> {
    let mut conn = read(app).await?;
    let mut editions = Vec::new();
    for year in store::publication::list_years(&mut conn).await? {
        for row in store::publication::list(&mut conn, year).await? {
            editions.push(open(app, &mut conn, row).await?);
        }
    }
    Ok(editions)
}

/// The publications of a year that hold, in the order in which its documents print them.
///
/// # Errors
/// When the year has none, or the database fails.
pub async fn holding(app: &App, year: FiscalYear) -> Result<Vec<Edition>> {
    let mut conn = read(app).await?;
    let mut editions = Vec::new();
    for row in publication::holding_rows(&mut conn, year).await? {
        editions.push(open(app, &mut conn, row).await?);
    }
    let place = |edition: &Edition| {
        let code = &edition.publication.instrument.code;
        let parts = &edition.publication.settings.result.part;
        parts.iter().position(|part| part.instrument == *code).unwrap_or(usize::MAX)
    };
    editions.sort_by_key(place);
    Ok(editions)
}

/// The publication that holds of an instrument in a year: its criteria, as they were used.
///
/// # Errors
/// When nothing of it is published, or the database fails.
pub async fn of_instrument(app: &App, year: FiscalYear, code: &InstrumentCode) -> Result<Edition> {
    let found = holding(app, year).await?.into_iter().find(|edition| edition.publication.instrument.code == *code);
    found.ok_or_else(|| not_found("publication", format!("{year} {code}")))
}

/// The publication with this number.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn edition(app: &App, number: &PublicationNumber) -> Result<Edition> {
    let mut conn = read(app).await?;
    let missing = || not_found("publication", number);
    let PublicationNumber { year, instrument, through, edition } = number;
    let stored = store::instrument::find_by_code(&mut conn, *year, instrument).await?.ok_or_else(missing)?;
    let row = store::publication::find_by_number(&mut conn, *year, stored.id, *through, *edition).await?;
    open(app, &mut conn, row.ok_or_else(missing)?).await
}

/// What a publication says about an office.
pub struct Part {
    /// The publication.
    pub edition: Edition,
    /// What its result rests on.
    pub inputs: FrozenInputs,
    /// Its scores with their reasons.
    pub sheet: ScoreSheet,
}

fn part(edition: Edition, stored: &PublicationOffice) -> Result<Part> {
    let inputs = thaw(stored)?;
    let publication = &edition.publication;
    let sheet = inputs.score(&Scorer::new(&publication.instrument, publication.row.publication.through));
    Ok(Part { edition, inputs, sheet })
}

async fn find_part(conn: &mut Conn, edition: Edition, code: &OfficeCode) -> Result<Option<Part>> {
    let stored = store::publication::find_given(conn, &edition.publication.row, code).await?;
    stored.map(|stored| part(edition, &stored)).transpose()
}

/// The overall result of an office in a year, by instrument.
pub struct Past {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Publication with the overall score, in the order of the documents.
    pub overall: Vec<(Edition, Option<(Decimal, Level)>)>,
}

/// The published result of an office in a year.
pub struct OfficeResult {
    /// The office as it was.
    pub office: Office,
    /// By instrument, in the order of the documents.
    pub parts: Vec<Part>,
    /// Numbers of the year's other publications that have the office, corrected and earlier ones.
    pub others: Vec<String>,
    /// All years with a result, the newest first.
    pub past: Vec<Past>,
}

/// The published result of an office in a year.
///
/// # Errors
/// When none is given out; when the database fails.
pub async fn office(app: &App, code: &OfficeCode, year: FiscalYear) -> Result<OfficeResult> {
    let missing = || not_found("publication", format!("{year} {code}"));
    let editions = holding(app, year).await?;
    let mut conn = read(app).await?;
    let mut parts = Vec::new();
    for edition in editions {
        parts.extend(find_part(&mut conn, edition, code).await?);
    }
    let office = parts.first().map(|part| part.inputs.office.clone()).ok_or_else(missing)?;
    let mut others = Vec::new();
    for row in store::publication::list(&mut conn, year).await? {
        let is_shown = parts.iter().any(|part| part.edition.publication.row.id == row.id);
        if !is_shown && store::publication::find_given(&mut conn, &row, code).await?.is_some() {
            others.push(open(app, &mut conn, row).await?.publication.number.clone());
        }
    }
    drop(conn);
    let past = past(app, code).await?;
    Ok(OfficeResult { office, parts, others, past })
}

/// The years in which an office has a published result, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn past(app: &App, code: &OfficeCode) -> Result<Vec<Past>> {
    let years = store::publication::list_years(&mut read(app).await?).await?;
    let mut past = Vec::new();
    for year in years {
        let mut overall = Vec::new();
        for edition in holding(app, year).await? {
            let mut conn = read(app).await?;
            let Some(part) = find_part(&mut conn, edition, code).await? else { continue };
            let score = part.sheet.overall.as_ref().and_then(NodeScore::score).map(|score| (score.shown, score.level));
            overall.push((part.edition, score));
        }
        if !overall.is_empty() {
            past.push(Past { year, overall });
        }
    }
    Ok(past)
}

/// A score that a correction changed: of a node by its place, or of the overall.
pub struct Changed {
    /// The node; `None` for the overall.
    pub node: Option<usize>,
    /// What was published first, as printed, with its level.
    pub before: Option<(Decimal, Level)>,
    /// What holds instead.
    pub after: Option<(Decimal, Level)>,
}

/// What one publication says about an office, with what it changed.
///
/// # Errors
/// When there is no such publication or it gives nothing out about the office; when the database fails.
pub async fn office_in(app: &App, number: &PublicationNumber, code: &OfficeCode) -> Result<(Part, Vec<Changed>)> {
    let found = edition(app, number).await?;
    let mut conn = read(app).await?;
    let corrects = found.publication.row.publication.corrects_id;
    let part = find_part(&mut conn, found, code).await?.ok_or_else(|| not_found("publication", number))?;
    let Some(id) = corrects else { return Ok((part, Vec::new())) };
    let Some(row) = store::publication::find(&mut conn, id).await? else { return Ok((part, Vec::new())) };
    let before = open(app, &mut conn, row).await?;
    let Some(before) = find_part(&mut conn, before, code).await? else { return Ok((part, Vec::new())) };
    let changed = changed(&before, &part);
    Ok((part, changed))
}

fn changed(before: &Part, after: &Part) -> Vec<Changed> {
    let shown = |score: &NodeScore| score.score().map(|score| (score.shown, score.level));
    let old = &before.edition.publication.instrument;
    let new = &after.edition.publication.instrument;
    let of_node = |(place, score): (usize, &NodeScore)| {
        // The revision of the instrument may be another.
        let was = old.position(new.nodes()[place].code.as_str()).and_then(|at| shown(&before.sheet.nodes[at]));
        Changed { node: Some(place), before: was, after: shown(score) }
    };
    let overall = |sheet: &ScoreSheet| sheet.overall.as_ref().and_then(shown);
    let of_all = Changed { node: None, before: overall(&before.sheet), after: overall(&after.sheet) };
    let nodes = after.sheet.nodes.iter().enumerate().map(of_node);
    nodes.chain([of_all]).filter(|changed| changed.before != changed.after).collect()
}
