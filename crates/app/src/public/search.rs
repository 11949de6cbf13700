//! Finding offices and items of what is published.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::fiscal_year::FiscalYear;
use domain::office::{InstrumentCode, NodeCode, Office, OfficeCode};
use domain::search::{Query, Target};

use super::{holding, newest, picture, read};
use crate::door::App;
use crate::error::Result;

/// Hits shown of each kind: who wants more says more.
const MOST: usize = 30;

/// Everything that can be found in the newest year.
pub(crate) struct Index {
    offices: Vec<(Target, FoundOffice)>,
    items: Vec<(Target, FoundItem)>,
}

/// An office that was found.
#[derive(Clone, Debug)]
pub struct FoundOffice {
    /// The office as it was when results were published last.
    pub office: Office,
}

/// An item of an instrument that was found.
#[derive(Clone, Debug)]
pub struct FoundItem {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Code.
    pub node: NodeCode,
    /// Label and title.
    pub heading_th: String,
    /// English title.
    pub title_en: Option<String>,
}

/// What was found, the best first.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// Offices.
    pub offices: Vec<FoundOffice>,
    /// Items.
    pub items: Vec<FoundItem>,
}

/// Looks for offices by name, abbreviation, code and province, and for items by title, in the newest year with something published.
///
/// # Errors
/// When the database fails.
pub async fn search(app: &App, text: &str) -> Result<Hits> {
    let Some(query) = Query::parse(text) else { return Ok(Hits::default()) };
    let Some(index) = index(app).await? else { return Ok(Hits::default()) };
    Ok(Hits {
        offices: query.best(index.offices.iter().map(|(target, found)| (target, found.clone())), MOST),
        items: query.best(index.items.iter().map(|(target, found)| (target, found.clone())), MOST),
    })
}

async fn index(app: &App) -> Result<Option<Arc<Index>>> {
    let Some(stamp) = newest(app).await? else { return Ok(None) };
    if let Some(index) = app.editions().indexes.find(&stamp) {
        return Ok(Some(index));
    }
    let years = store::publication::list_years(&mut read(app).await?).await?;
    let Some(year) = years.first().copied() else { return Ok(None) };
    let mut offices: BTreeMap<OfficeCode, Office> = BTreeMap::new();
    let mut items = Vec::new();
    for edition in holding(app, year).await? {
        for standing in &picture(app, &edition).await?.offices {
            offices.entry(standing.office.code.clone()).or_insert_with(|| standing.office.clone());
        }
        let instrument = &edition.publication.instrument;
        for node in instrument.nodes() {
            let heading_th = node.heading_th();
            let title_en = node.title_en.clone();
            let fields = [node.code.as_str(), heading_th.as_str(), title_en.as_deref().unwrap_or_default()];
            let target = Target::new(fields);
            let (instrument, node) = (instrument.code.clone(), node.code.clone());
            items.push((target, FoundItem { year, instrument, node, heading_th, title_en }));
        }
    }
    let offices = offices.into_values().map(|office| (target_of(&office), FoundOffice { office })).collect();
    Ok(Some(app.editions().indexes.keep(stamp, Index { offices, items }, 1)))
}

fn target_of(office: &Office) -> Target {
    let names = [office.code.as_str(), &office.name_th, &office.short_name_th, &office.name_en];
    Target::new(names.into_iter().chain(office.provinces.iter().map(String::as_str)))
}
