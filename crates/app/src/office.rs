//! Importing and reading offices.

use std::collections::HashMap;

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::{Office, OfficeCode, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::problem::{Fault, Problem};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::Conn;
use store::office::OfficeRow;
use store::page::Page;
use store::score::ScoreKey;

use crate::clock::bangkok_day;
use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportCounts {
    /// What was not there.
    pub inserted: u64,
    /// What said something else.
    pub changed: u64,
    /// What was there already.
    pub unchanged: u64,
}

impl ImportCounts {
    pub(crate) fn tell(self, ctx: &mut Ctx) {
        ctx.detail("inserted", self.inserted);
        ctx.detail("changed", self.changed);
        ctx.detail("unchanged", self.unchanged);
        if self.inserted + self.changed == 0 {
            ctx.nothing_changed();
        }
    }
}

/// A day after every change that is planned: what holds on it holds last.
pub(crate) const FAR_FUTURE: Date = date(2399, 12, 31);

/// The day from which a first import holds: before every year that is reported on, since the service areas were set up in B.E. 2546.
const BEGINNING: Date = date(2003, 7, 7);

pub(crate) fn first_day(now: Timestamp, is_first: bool) -> Date {
    if is_first { BEGINNING } else { bangkok_day(now) }
}

/// Brings the offices in line with a file from a day on; without a day, from the beginning when there are none yet, else today.
/// Offices that the file does not name stay as they are.
///
/// # Errors
/// When an office lies in a region that is not there; when the actor may not; when the database fails.
pub async fn import(app: &App, actor: &Actor, offices: &[Office], from: Option<Date>) -> Result<ImportCounts> {
    app.run(actor, Action::OfficeImport, &Entity::System, "offices", async |ctx| {
        let regions = store::region::list(&mut ctx.tx, FAR_FUTURE).await?;
        check_places(offices, &regions)?;
        let rows = store::office::list(&mut ctx.tx, FAR_FUTURE, &Page::all()).await?;
        let from = from.unwrap_or_else(|| first_day(ctx.now, rows.is_empty()));
        let existing: HashMap<&str, &OfficeRow> = rows.iter().map(|row| (row.office.code.as_str(), row)).collect();
        let mut counts = ImportCounts::default();
        let (mut new, mut moved) = (Vec::new(), Vec::new());
        for office in offices {
            match existing.get(office.code.as_str()) {
                None => new.push(office.clone()),
                Some(row) if row.office == *office => counts.unchanged += 1,
                Some(row) => {
                    store::office::save(&mut ctx.tx, row.id, row.version, office, from).await?;
                    let place = |office: &Office| (office.region, office.kind, office.provinces.clone());
                    if place(&row.office) != place(office) {
                        moved.push((row.id, office.region, office.kind));
                    }
                    counts.changed += 1;
                }
            }
        }
        if !new.is_empty() {
            store::office::insert_many(&mut ctx.tx, &new, from).await?;
            counts.inserted = new.len() as u64;
        }
        if !moved.is_empty() {
            relocate(ctx, &moved, from).await?;
        }
        counts.tell(ctx);
        Ok(counts)
    })
    .await
}

/// Counts offices that moved where they are now, in the years that end after it.
async fn relocate(ctx: &mut Ctx, moved: &[(OfficeId, u16, OfficeKind)], from: Date) -> Result<()> {
    for fiscal_year in store::round::list_years(&mut ctx.tx).await?.into_iter().filter(|year| year.last_day() >= from) {
        for row in store::round::list(&mut ctx.tx, fiscal_year).await? {
            let key = ScoreKey { fiscal_year, instrument_id: row.key.instrument_id, through: row.key.round };
            store::score::relocate(&mut ctx.tx, key, moved).await?;
        }
    }
    Ok(())
}

/// Every office lies in a known region and in known provinces.
fn check_places(offices: &[Office], regions: &[store::region::RegionRow]) -> Result<()> {
    let mut problems = Vec::new();
    for office in offices {
        let place = Some(office.code.to_string());
        if !regions.iter().any(|r| r.region.number == office.region) {
            let fault = Fault::new("office-region-unknown").with("number", office.region);
            problems.push(Problem { line: None, place, fault });
            continue;
        }
        let known = |name: &String| regions.iter().any(|r| r.region.provinces.iter().any(|p| p.name_th == *name));
        for name in office.provinces.iter().filter(|name| !known(name)) {
            let fault = Fault::new("office-province-unknown").with("name", name);
            problems.push(Problem { line: None, place: place.clone(), fault });
        }
    }
    problems.truncate(domain::problem::PROBLEMS_SHOWN);
    if problems.is_empty() { Ok(()) } else { Err(AppError::Problems(problems)) }
}

/// The Thai name of an office at the end of a year. Names of offices are public.
///
/// # Errors
/// When there is no such office, or the database fails.
pub async fn name(app: &App, code: &OfficeCode, year: FiscalYear) -> Result<String> {
    let found = store::office::find_by_code(&mut app.db().read().await?, code, year.last_day()).await?;
    Ok(found.ok_or_else(|| not_found("office", code))?.office.name_th)
}

/// The offices with these ids as they are at the end of a year. Names of offices are public.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(
    app: &App,
    ids: impl IntoIterator<Item = OfficeId>,
    year: FiscalYear,
) -> Result<HashMap<OfficeId, Office>> {
    let mut ids: Vec<OfficeId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = store::office::list_by_ids(&mut app.db().read().await?, &ids, year.last_day()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.office)).collect())
}

/// The offices of a fiscal year: those that exist on its last day, by code.
///
/// # Errors
/// When the database fails.
pub async fn of_year(conn: &mut Conn, year: FiscalYear) -> Result<Vec<(OfficeId, Office)>> {
    let rows = store::office::list(conn, year.last_day(), &Page::all()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.office)).collect())
}
