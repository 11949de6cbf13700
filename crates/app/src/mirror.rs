//! Bringing in what another program has published, from its open data (docs/open-data.md) and nothing else.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::ops::ControlFlow;
use std::time::Duration;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::instrument::Instrument;
use domain::office::{InstrumentCode, Office, OfficeCode, OfficeKind};
use domain::policy::Actor;
use domain::problem::{Fault, Problem};
use domain::publication::{PublicationNumber, PublicationNumberError};
use domain::region::Region;
use domain::round::Round;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::round::RoundKey;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::export::BYTE_ORDER_MARK;
use crate::office_file::read_regions;
use crate::score_file::{Format, MarksByOffice, read_marks, write_scores};
use crate::{instrument, mark, office, region, score};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// Bytes that a file may have.
const LARGEST: usize = 512 * 1024 * 1024;

/// A publication that was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// Its number there.
    pub number: PublicationNumber,
    /// Offices with a result.
    pub offices: usize,
    /// Scores that were computed anew and are as they were published.
    pub scores: usize,
}

/// A publication with all that was read of it.
struct Edition {
    number: PublicationNumber,
    instrument: Instrument,
    offices: Vec<Office>,
    regions: Vec<Region>,
    marks: Vec<u8>,
    scores: usize,
}

/// Brings in the publications that hold at `origin` (`https://emes.example.go.th`): regions, offices, instruments and marks, and computes
/// the scores. Everything is read and its scores are compared with the published ones before anything is written; `reading` is told each
/// address before it is read.
///
/// # Errors
/// When the other program cannot be reached or answers otherwise than docs/open-data.md says; when scores come out otherwise than
/// published; when people work here on a round that would be brought in; when the actor may not; when the database fails.
pub async fn mirror(
    app: &App,
    actor: &Actor,
    origin: &str,
    reading: &mut (dyn FnMut(&str) + Send),
) -> Result<Vec<Mirrored>> {
    let mut site = Site::new(origin, reading)?;
    let mut editions = Vec::new();
    for number in site.holding().await? {
        editions.push(site.edition(number).await?);
    }
    let Some(newest) = editions.last() else { return Err(Fault::new("mirror-nothing").with("origin", origin).into()) };
    is_free(app, &editions).await?;

    region::import(app, actor, &newest.regions, None).await?;
    office::import(app, actor, &newest_offices(&editions), None).await?;
    let mut done = Vec::new();
    for edition in &editions {
        let (year, code) = (edition.number.year, &edition.number.instrument);
        instrument::import(app, actor, &edition.instrument).await?;
        mark::import(app, actor, year, code, &edition.marks, &mut |_, _| ControlFlow::Continue(())).await?;
        for through in instrument::rounds(app, year, code).await? {
            score::recompute(app, actor, year, code, through).await?;
        }
        done.push(Mirrored { number: edition.number.clone(), offices: edition.offices.len(), scores: edition.scores });
    }
    Ok(done)
}

/// Offices as the newest publication that names them has them, by code.
fn newest_offices(editions: &[Edition]) -> Vec<Office> {
    let all = editions.iter().flat_map(|edition| &edition.offices);
    let by_code: BTreeMap<&OfficeCode, &Office> = all.map(|office| (&office.code, office)).collect();
    by_code.into_values().cloned().collect()
}

/// Marks that people gave here are not written over: a round that would be brought in was never planned here.
async fn is_free(app: &App, editions: &[Edition]) -> Result<()> {
    let mut conn = app.db().read().await?;
    for edition in editions {
        let (year, code) = (edition.number.year, &edition.number.instrument);
        let Some(row) = store::instrument::find_by_code(&mut conn, year, code).await? else { continue };
        for round in &edition.instrument.rounds {
            let key = RoundKey { fiscal_year: year, instrument_id: row.id, round: *round };
            let here = store::round::find(&mut conn, key).await?;
            if here.is_some_and(|here| here.round != Round::PLANNED) {
                let fault = Fault::new("mirror-in-use").with("instrument", code).with("year", year);
                return Err(fault.with("round", round).into());
            }
        }
    }
    Ok(())
}

/// The catalogue, as far as it is read.
#[derive(Deserialize)]
struct Catalogue {
    #[serde(rename = "dcat:dataset", default)]
    datasets: Vec<Dataset>,
}

#[derive(Deserialize)]
struct Dataset {
    #[serde(rename = "dct:identifier")]
    number: String,
    #[serde(rename = "dct:isReplacedBy")]
    replaced_by: Option<serde_json::Value>,
}

/// A line of the offices.
#[derive(Deserialize)]
struct OfficeLine {
    office: OfficeCode,
    office_kind: OfficeKind,
    name_th: String,
    short_name_th: String,
    name_en: String,
    region: u16,
    provinces: String,
}

/// A score, as a line of the results has it.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ScoreLine {
    office: String,
    node: String,
    state: String,
    reason: String,
    mean: String,
    level: String,
    counted: String,
    left_out: String,
    value: String,
    target: String,
    achieved: String,
}

/// The other program.
struct Site<'a> {
    origin: String,
    http: reqwest::Client,
    reading: &'a mut (dyn FnMut(&str) + Send),
}

impl<'a> Site<'a> {
    fn new(origin: &str, reading: &'a mut (dyn FnMut(&str) + Send)) -> Result<Site<'a>> {
        store::object::install_tls();
        let origin = origin.trim_end_matches('/').to_owned();
        if !(origin.starts_with("https://") || origin.starts_with("http://")) {
            return Err(Fault::new("mirror-address").with("origin", origin).into());
        }
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build();
        let http = http.map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Site { origin, http, reading })
    }

    async fn get(&mut self, path: &str) -> Result<Vec<u8>> {
        let url = format!("{}{path}", self.origin);
        (self.reading)(&url);
        let refused = |cause: &dyn Display| -> AppError {
            Fault::new("mirror-unreachable").with("url", &url).with("cause", cause).into()
        };
        let mut answer = self.http.get(&url).send().await.map_err(|error| refused(&error.without_url()))?;
        if answer.status() != reqwest::StatusCode::OK {
            return Err(refused(&answer.status()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| refused(&error.without_url()))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST {
                return Err(refused(&"> 512 MiB"));
            }
        }
        Ok(bytes)
    }

    /// The publications that hold: none that was corrected, and of each instrument and year that through the last round; the oldest year first.
    async fn holding(&mut self) -> Result<Vec<PublicationNumber>> {
        let bytes = self.get("/data/catalog.jsonld").await?;
        let catalogue: Catalogue = serde_json::from_slice(&bytes).map_err(unreadable)?;
        let mut holding: BTreeMap<(FiscalYear, InstrumentCode), PublicationNumber> = BTreeMap::new();
        for dataset in catalogue.datasets.into_iter().filter(|dataset| dataset.replaced_by.is_none()) {
            let number: PublicationNumber = dataset.number.parse().map_err(unreadable::<PublicationNumberError>)?;
            let held = holding.entry((number.year, number.instrument.clone())).or_insert_with(|| number.clone());
            if (held.through, held.edition) < (number.through, number.edition) {
                *held = number;
            }
        }
        Ok(holding.into_values().collect())
    }

    async fn edition(&mut self, number: PublicationNumber) -> Result<Edition> {
        let path = |file: &str| format!("/data/{number}/{file}");
        let text = String::from_utf8(self.get(&path("instrument.toml")).await?).map_err(unreadable)?;
        let instrument = domain::instrument::parse(&text).map_err(AppError::Problems)?;
        // What is brought in is what was asked about: rounds of another instrument may be at work here.
        if (instrument.fiscal_year, &instrument.code) != (number.year, &number.instrument) {
            return Err(unreadable(format!("{} {}", instrument.code, instrument.fiscal_year)));
        }
        let regions = read_regions(&self.get(&path("regions.csv")).await?).map_err(AppError::Problems)?;
        let lines: Vec<OfficeLine> = rows(&self.get(&path("offices.csv")).await?)?;
        let offices: Vec<Office> = lines.into_iter().map(office_of).collect();
        let published: Vec<ScoreLine> = rows(&self.get(&path("results.csv")).await?)?;
        let marks = self.get(&path("marks.csv")).await?;

        let kinds: Vec<(OfficeCode, OfficeKind)> =
            offices.iter().map(|office| (office.code.clone(), office.kind)).collect();
        let by_office = read_marks(&marks, &instrument, &kinds).map_err(AppError::Problems)?;
        let computed = computed(&instrument, number.through, &kinds, &by_office)?;
        compare(&number, &published, &computed)?;
        Ok(Edition { scores: computed.len(), number, instrument, offices, regions, marks })
    }
}

fn office_of(line: OfficeLine) -> Office {
    Office {
        code: line.office,
        kind: line.office_kind,
        name_th: line.name_th,
        short_name_th: line.short_name_th,
        name_en: line.name_en,
        provinces: line.provinces.split_whitespace().map(str::to_owned).collect(),
        region: line.region,
    }
}

/// A file that is not what docs/open-data.md says.
fn unreadable<E: Display>(cause: E) -> AppError {
    AppError::Problems(vec![Problem::of_file(Fault::new("mirror-unreadable").with("cause", cause))])
}

fn rows<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    csv::Reader::from_reader(bytes).into_deserialize().collect::<Result<Vec<T>, csv::Error>>().map_err(unreadable)
}

fn computed(
    instrument: &Instrument,
    through: RoundCode,
    offices: &[(OfficeCode, OfficeKind)],
    marks: &MarksByOffice,
) -> Result<Vec<ScoreLine>> {
    let mut text = Vec::new();
    write_scores(instrument, through, offices, marks, false, Format::Csv, &mut text)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    rows(&text)
}

/// All scores are as they were published, or the first that is not is named.
fn compare(number: &PublicationNumber, published: &[ScoreLine], computed: &[ScoreLine]) -> Result<()> {
    let ours: HashMap<(&str, &str), &ScoreLine> =
        computed.iter().map(|line| ((line.office.as_str(), line.node.as_str()), line)).collect();
    let differs = |line: &&ScoreLine| ours.get(&(line.office.as_str(), line.node.as_str())) != Some(line);
    match published.iter().find(differs) {
        Some(line) => Err(Fault::new("mirror-differs")
            .with("number", number)
            .with("office", &line.office)
            .with("node", &line.node)
            .into()),
        None if published.len() != computed.len() => Err(Fault::new("mirror-incomplete").with("number", number).into()),
        None => Ok(()),
    }
}
