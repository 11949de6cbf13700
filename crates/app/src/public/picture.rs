//! A publication at a glance: how the levels are spread over the country and its regions, and where each office stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::level::Level;
use domain::number::Decimal;
use domain::office::Office;
use domain::scoring::{NodeScore, Scorer};
use report::national::NationalSection;
use store::page::Page;

use super::{Edition, read};
use crate::document::national::NationalTally;
use crate::door::App;
use crate::error::Result;
use crate::publication::thaw;

/// Offices read at a time.
const PAGE: u32 = 500;
/// The publications that hold in a few years.
pub(super) const KEPT: usize = 24;

/// Where an office stands.
pub struct Standing {
    /// The office as it was.
    pub office: Office,
    /// Its overall mean as printed, with its level.
    pub overall: Option<(Decimal, Level)>,
}

/// A publication at a glance. Distributions by region carry the region's number as their label.
pub struct Picture {
    /// The whole country.
    pub national: NationalSection,
    /// The regions by number, each as if it were the country.
    pub regions: BTreeMap<u16, NationalSection>,
    /// Offices with a result, by code.
    pub offices: Vec<Standing>,
}

/// The picture of a publication.
///
/// # Errors
/// When the database fails.
pub async fn picture(app: &App, edition: &Edition) -> Result<Arc<Picture>> {
    let publication = &edition.publication;
    if let Some(picture) = app.editions().pictures.find(&publication.row.id) {
        return Ok(picture);
    }
    let mut conn = read(app).await?;
    let instrument = &publication.instrument;
    let scorer = Scorer::new(instrument, publication.row.publication.through);
    let mut national = NationalTally::new(instrument);
    let mut regions: BTreeMap<u16, NationalTally<'_>> = BTreeMap::new();
    let mut offices = Vec::new();
    let mut page = Page::first(PAGE);
    loop {
        let rows = store::publication::list_given(&mut conn, &publication.row, &page).await?;
        let Some(last) = rows.last() else { break };
        page = Page::after(last.office_code.clone(), PAGE);
        for row in &rows {
            let inputs = thaw(row)?;
            let sheet = inputs.score(&scorer);
            let office = inputs.office;
            national.add(&office, &sheet);
            regions.entry(office.region).or_insert_with(|| NationalTally::new(instrument)).add(&office, &sheet);
            let overall = sheet.overall.as_ref().and_then(NodeScore::score).map(|score| (score.shown, score.level));
            offices.push(Standing { office, overall });
        }
    }
    let (_, withheld) = store::publication::count_offices(&mut conn, &publication.row).await?;
    (0..withheld).for_each(|_| national.add_withheld());
    let number = |number: u16| number.to_string();
    let picture = Picture {
        national: national.section(number),
        regions: regions.iter().map(|(region, tally)| (*region, tally.section(number))).collect(),
        offices,
    };
    Ok(app.editions().pictures.keep(publication.row.id, picture, KEPT))
}
