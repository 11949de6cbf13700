//! A publication at a glance: how the levels are spread over the country and its regions, and where each office stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::instrument::Instrument;
use domain::level::Level;
use domain::national::Tally;
use domain::number::Decimal;
use domain::office::Office;
use domain::region::Province;
use domain::scoring::{NodeScore, Scorer};
use report::national::NationalSection;

use super::{Edition, Part, read};
use crate::document::national::NationalTally;
use crate::door::App;
use crate::error::Result;
use crate::national::indicators;
use crate::office_file::shipped_regions;
use crate::publication::each_given;

/// The publications that hold in a few years.
pub(super) const KEPT: usize = 24;

/// Where an office stands.
pub struct Standing {
    /// The office as it was.
    pub office: Office,
    /// Its overall mean as printed, with its level.
    pub overall: Option<(Decimal, Level)>,
}

/// How the offices of a province stand. One that works in several provinces counts in each.
pub struct ProvinceMean {
    /// The province.
    pub province: Province,
    /// Offices with a result.
    pub offices: i64,
    /// The mean of their means, as printed.
    pub mean: Decimal,
    /// The level that a mean like this has.
    pub level: Level,
}

/// An indicator of an office beside the country.
pub struct Beside {
    /// Place in the instrument.
    pub node: usize,
    /// The office's mean, as printed.
    pub own: Option<String>,
    /// The mean over all offices, as printed.
    pub country: Option<String>,
}

/// A publication at a glance. Distributions by region carry the region's number as their label.
pub struct Picture {
    /// The whole country.
    pub national: NationalSection,
    /// The regions by number, each as if it were the country.
    pub regions: BTreeMap<u16, NationalSection>,
    /// Provinces with a result, by code.
    pub provinces: Vec<ProvinceMean>,
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
    let mut provinces: BTreeMap<String, Tally> = BTreeMap::new();
    let mut offices = Vec::new();
    each_given(&mut conn, &publication.row, |_, inputs| {
        let sheet = inputs.score(&scorer);
        let office = inputs.office;
        national.add(&office, &sheet);
        regions.entry(office.region).or_insert_with(|| NationalTally::new(instrument)).add(&office, &sheet);
        let overall = sheet.overall.as_ref().and_then(NodeScore::score);
        for (name, score) in office.provinces.iter().filter_map(|name| Some((name, overall?))) {
            provinces.entry(name.clone()).or_default().add(score.level, 1, &score.mean);
        }
        let overall = overall.map(|score| (score.shown, score.level));
        offices.push(Standing { office, overall });
    })
    .await?;
    let (_, withheld) = store::publication::count_offices(&mut conn, &publication.row).await?;
    (0..withheld).for_each(|_| national.add_withheld());
    let number = |number: u16| number.to_string();
    let picture = Picture {
        national: national.section(number),
        regions: regions.iter().map(|(region, tally)| (*region, tally.section(number))).collect(),
        provinces: provinces_of(instrument, &mut provinces),
        offices,
    };
    Ok(app.editions().pictures.keep(publication.row.id, picture, KEPT))
}

/// Offices name their provinces, and the map knows them by code.
fn provinces_of(instrument: &Instrument, tallies: &mut BTreeMap<String, Tally>) -> Vec<ProvinceMean> {
    let known = shipped_regions().into_iter().flat_map(|region| region.provinces);
    let mut found: Vec<ProvinceMean> = known
        .filter_map(|province| {
            let tally = tallies.remove(&province.name_th)?;
            let mean = tally.mean()?.round_half_up(instrument.scoring.decimals);
            let level = instrument.bands.of_mean(mean).level;
            Some(ProvinceMean { province, offices: tally.scored(), mean, level })
        })
        .collect();
    found.sort_by(|one, other| one.province.code.cmp(&other.province.code));
    found
}

/// The indicators of an office beside the means of the country.
///
/// # Errors
/// When the database fails.
pub async fn beside(app: &App, part: &Part) -> Result<Vec<Beside>> {
    let instrument = &part.edition.publication.instrument;
    let picture = picture(app, &part.edition).await?;
    let beside = |node: usize| {
        let code = instrument.nodes()[node].code.as_str();
        Beside {
            node,
            own: part.sheet.nodes[node].score().map(|score| score.shown.to_string()),
            country: picture.national.nodes.iter().find(|of| of.code == code).map(|of| of.mean.clone()),
        }
    };
    Ok(indicators(instrument).into_iter().map(beside).filter(|beside| beside.own.is_some()).collect())
}
