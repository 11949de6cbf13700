//! The means of an instrument's items over the years, for the country and its regions, as SDMX-CSV 2.0.

use domain::office::InstrumentCode;
use report::national::NationalSection;

use super::Edition;
use crate::door::{App, not_found};
use crate::error::Result;
use crate::export::IN_MEMORY;
use crate::public::{all, picture};
use crate::score_file::OVERALL;

/// The first three columns are those of the format; then dimensions, the observation, and what is said of it.
const COLUMNS: [&str; 12] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "FREQ",
    "REF_AREA",
    "INDICATOR",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "OFFICES",
    "FISCAL_YEAR_BE",
    "PUBLICATION",
];

/// The series of an instrument, from the publications that hold. The country is "TH", a region "TH.R9".
///
/// # Errors
/// When nothing of the instrument is published, or the database fails.
pub async fn series(app: &App, code: &InstrumentCode) -> Result<Vec<u8>> {
    let mut holding: Vec<Edition> = Vec::new();
    for edition in all(app).await?.into_iter().filter(|edition| edition.publication.instrument.code == *code) {
        // They come by year, round and number; of a year the last one holds.
        holding.retain(|other| other.year() != edition.year());
        holding.push(edition);
    }
    if holding.is_empty() {
        return Err(not_found("publication", code));
    }
    holding.sort_by_key(Edition::year);
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS).expect(IN_MEMORY);
    for edition in &holding {
        let picture = picture(app, edition).await?;
        write(&mut csv, edition, "TH", &picture.national);
        for (region, section) in &picture.regions {
            write(&mut csv, edition, &format!("TH.R{region}"), section);
        }
    }
    Ok(csv.into_inner().expect(IN_MEMORY))
}

fn write(csv: &mut csv::Writer<Vec<u8>>, edition: &Edition, area: &str, section: &NationalSection) {
    let publication = &edition.publication;
    let instrument = &publication.instrument;
    let year = edition.year();
    let of = &publication.row.publication;
    let structure = format!("EMES:{}(1.0)", instrument.code);
    // A fiscal year begins in October, so the period is said by its first day and its length.
    let months = of.through.months();
    let length = if months == 12 { "P1Y".to_owned() } else { format!("P{months}M") };
    let period = format!("{}/{length}", year.first_day());
    let status = if edition.is_simulated() { "E" } else { "A" };
    let overall = section.all.mean.as_ref().map(|mean| (OVERALL, mean, section.all.total));
    let nodes = section.nodes.iter().map(|node| (node.code.as_str(), &node.mean, node.offices));
    for (node, mean, offices) in overall.into_iter().chain(nodes) {
        let (offices, year) = (offices.to_string(), year.to_string());
        let row =
            ["dataflow", &structure, "I", "A", area, node, &period, mean, status, &offices, &year, &publication.number];
        csv.write_record(row).expect(IN_MEMORY);
    }
}
