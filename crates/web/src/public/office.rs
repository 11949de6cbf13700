//! The published result of an office: in a year, in one publication, and the way there.

use std::collections::BTreeMap;

use app::public::{Changed, OfficeResult, Part, Past};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::level::Level;
use domain::number::Decimal;
use domain::office::{Office, OfficeCode};
use domain::publication::PublicationNumber;
use serde::Deserialize;

use super::read;
use super::view::{EditionView, Overall, edition_href, kind_name, name, region_name, short_name};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::kept::{Asked, Made, Shelf};
use crate::round::year_of;
use crate::score::{self, Line, lines};
use crate::self_report::title_of;
use crate::web::Web;
use crate::words::Share;

/// Offices shown at a time.
const PAGE: usize = 100;

/// What is asked of the list.
#[derive(Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
    region: Option<String>,
    page: Option<usize>,
}

struct ListLine {
    href: String,
    name: String,
    /// By instrument, in the order of the columns.
    overall: Vec<Option<Overall>>,
}

struct RegionLine {
    href: String,
    name: String,
    provinces: String,
    offices: usize,
}

#[derive(Template)]
#[template(path = "public/offices.html")]
struct ListPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    /// Number, words and whether it is the one.
    choices: Vec<(u16, String, bool)>,
    regions: Vec<RegionLine>,
    /// Codes and titles of the columns.
    columns: Vec<(String, String)>,
    offices: Vec<ListLine>,
    before: Option<String>,
    next: Option<String>,
}

/// Offices by region; without a region, the regions.
pub(crate) async fn list(State(web): State<Web>, asked: Asked, Query(choice): Query<Choice>) -> Answer {
    let years = app::result::years(&web.app).await?;
    let year = year_of(&years, choice.year.as_deref());
    let region: Option<u16> = choice.region.as_deref().and_then(|text| text.parse().ok());
    let page = choice.page.unwrap_or(1).clamp(1, 1000);
    let address = move |region: Option<u16>, page: usize| {
        let year = year.map(|year| format!("?year={year}")).unwrap_or_default();
        match region {
            Some(region) if page > 1 => format!("/public/offices{year}&region={region}&page={page}"),
            Some(region) => format!("/public/offices{year}&region={region}"),
            None => format!("/public/offices{year}"),
        }
    };
    let region = region.filter(|_| year.is_some());
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let mut found: BTreeMap<OfficeCode, (Office, Vec<Option<Overall>>)> = BTreeMap::new();
        let mut columns = Vec::new();
        let editions = match year {
            Some(year) => app::public::holding(&web.app, year).await?,
            None => Vec::new(),
        };
        for (place, edition) in editions.iter().enumerate() {
            let instrument = &edition.publication.instrument;
            columns.push((instrument.code.to_string(), frame.title(instrument)));
            for standing in &app::public::picture(&web.app, edition).await?.offices {
                let empty = || (standing.office.clone(), (0..editions.len()).map(|_| None).collect());
                let (_, overall) = found.entry(standing.office.code.clone()).or_insert_with(empty);
                overall[place] = standing.overall.map(|score| Overall::of(&frame, instrument, score));
            }
        }
        let mut regions: BTreeMap<u16, (usize, Vec<String>)> = BTreeMap::new();
        for (office, _) in found.values() {
            let (count, provinces) = regions.entry(office.region).or_default();
            *count += 1;
            for province in &office.provinces {
                if !provinces.contains(province) {
                    provinces.push(province.clone());
                }
            }
        }
        let choices = regions.keys().map(|number| (*number, region_name(&frame, *number), Some(*number) == region));
        let choices: Vec<_> = choices.collect();
        if region.is_some_and(|region| !regions.contains_key(&region)) {
            return Err(missing("region"));
        }
        let of_region = found.into_values().filter(|(office, _)| Some(office.region) == region);
        let mut offices: Vec<ListLine> = of_region
            .map(|(office, overall)| ListLine {
                href: format!("/public/offices/{}/{}", office.code, year.map(|y| y.to_string()).unwrap_or_default()),
                name: short_name(&frame, &office),
                overall,
            })
            .collect();
        let has_next = offices.len() > page * PAGE;
        offices = offices.into_iter().skip((page - 1) * PAGE).take(PAGE).collect();
        let line = |(number, (count, provinces)): (u16, (usize, Vec<String>))| RegionLine {
            href: address(Some(number), 1),
            name: region_name(&frame, number),
            provinces: provinces.join(" "),
            offices: count,
        };
        Made::page(&ListPage {
            years: years.into_iter().map(|each| (each, Some(each) == year)).collect(),
            choices,
            regions: regions.into_iter().filter(|_| region.is_none()).map(line).collect(),
            columns,
            offices,
            before: (page > 1).then(|| address(region, page - 1)),
            next: has_next.then(|| address(region, page + 1)),
            frame,
        })
    };
    web.public(asked, Shelf::Page, address(region, page), make).await
}

fn missing(noun: &'static str) -> app::AppError {
    domain::problem::Fault::new("not-found").with("noun", noun).with("name", "").into()
}

/// The newest year of an office.
pub(crate) async fn newest(State(web): State<Web>, Path(code): Path<String>) -> Answer {
    let code: OfficeCode = read(&code)?;
    let past = app::public::past(&web.app, &code).await?;
    let newest = past.first().ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("/public/offices/{code}/{}", newest.year)).into_response())
}

struct Row {
    line: Line,
    suggestion: Option<String>,
}

struct PartView {
    id: String,
    edition: EditionView,
    overall: Option<score::Overall>,
    /// How the levels of the items that were evaluated are spread.
    shares: Vec<Share>,
    evaluated: usize,
    /// Indicators beside the means of the country, for the radar.
    beside: Vec<BesideRow>,
    /// Lowest and highest level there is.
    bounds: (u8, u8),
    rows: Vec<Row>,
}

struct BesideRow {
    code: String,
    title: String,
    means: [Option<String>; 2],
}

struct PastRow {
    year: FiscalYear,
    href: Option<String>,
    cells: Vec<(String, Option<Overall>)>,
}

#[derive(Template)]
#[template(path = "public/office.html")]
struct OfficePage {
    frame: Frame,
    year: FiscalYear,
    office: String,
    kind: String,
    region: String,
    region_href: String,
    provinces: String,
    simulated: bool,
    /// Where a result that was really published elsewhere comes from.
    sources: Vec<String>,
    table: String,
    parts: Vec<PartView>,
    others: Vec<(String, String)>,
    past: Vec<PastRow>,
}

fn parse((code, year): &(String, String)) -> Result<(OfficeCode, FiscalYear), Failure> {
    Ok((read(code)?, read(year)?))
}

pub(crate) async fn page(State(web): State<Web>, asked: Asked, Path(path): Path<(String, String)>) -> Answer {
    let (code, year) = parse(&path)?;
    let address = format!("/public/offices/{code}/{year}");
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let found = app::public::office(&web.app, &code, year).await?;
        let mut parts = Vec::new();
        for part in &found.parts {
            parts.push(view(&web, &frame, part).await?);
        }
        Made::page(&show(frame, year, &found, parts))
    };
    web.public(asked, Shelf::Page, address, make).await
}

/// The same as a table.
pub(crate) async fn table(State(web): State<Web>, asked: Asked, Path(path): Path<(String, String)>) -> Answer {
    let (code, year) = parse(&path)?;
    let address = format!("/public/offices/{code}/{year}/results.csv");
    let make = async move |web: Web, _: Frame| -> app::Result<Made> {
        let found = app::public::office(&web.app, &code, year).await?;
        let bytes = app::open_data::of_office(&found.parts);
        Ok(Made { kind: "text/csv; charset=utf-8", file: Some(format!("results-{year}-{}.csv", ascii(&code))), bytes })
    };
    web.public(asked, Shelf::Data, address, make).await
}

/// A code as the name of a file.
fn ascii(code: &OfficeCode) -> String {
    code.as_str().chars().filter(char::is_ascii_alphanumeric).collect()
}

fn show(frame: Frame, year: FiscalYear, found: &OfficeResult, parts: Vec<PartView>) -> OfficePage {
    let office = &found.office;
    let source = |part: &Part| part.edition.publication.settings.source_of(&office.code).map(str::to_owned);
    let mut sources: Vec<String> = found.parts.iter().filter_map(source).collect();
    sources.dedup();
    OfficePage {
        year,
        office: name(&frame, office),
        kind: kind_name(&frame, office.kind),
        region: region_name(&frame, office.region),
        region_href: format!("/public/offices?year={year}&region={}", office.region),
        provinces: office.provinces.join(" "),
        simulated: found.parts.iter().any(|part| part.edition.is_simulated() && source(part).is_none()),
        sources,
        table: format!("/public/offices/{}/{year}/results.csv", office.code),
        parts,
        others: found
            .others
            .iter()
            .map(|number| (number.clone(), format!("{}/offices/{}", edition_href(number), office.code)))
            .collect(),
        past: found.past.iter().map(|past| past_row(&frame, past, year, &office.code)).collect(),
        frame,
    }
}

fn past_row(frame: &Frame, past: &Past, shown: FiscalYear, code: &OfficeCode) -> PastRow {
    let cell = |(edition, score): &(app::public::Edition, Option<(Decimal, Level)>)| {
        let instrument = &edition.publication.instrument;
        (instrument.code.to_string(), score.map(|score| Overall::of(frame, instrument, score)))
    };
    PastRow {
        year: past.year,
        href: (past.year != shown).then(|| format!("/public/offices/{code}/{}", past.year)),
        cells: past.overall.iter().map(cell).collect(),
    }
}

async fn view(web: &Web, frame: &Frame, part: &Part) -> app::Result<PartView> {
    let instrument = &part.edition.publication.instrument;
    let nodes = instrument.nodes();
    let row = |line: Line| {
        let code = &nodes[line.node].code;
        let suggestion = part.inputs.suggestions.iter().find(|suggestion| suggestion.node == *code);
        Row { suggestion: suggestion.map(domain::publication::Suggestion::paragraph_th), line }
    };
    let leaves = part.sheet.nodes.iter().zip(nodes).filter(|(_, node)| node.takes_level());
    let scored: Vec<u8> = leaves.filter_map(|(score, _)| score.score().map(|score| score.level.0)).collect();
    let beside = |beside: app::public::Beside| BesideRow {
        code: nodes[beside.node].code.to_string(),
        title: title_of(frame, &nodes[beside.node]),
        means: [beside.own, beside.country],
    };
    Ok(PartView {
        id: instrument.code.to_string(),
        edition: EditionView::of(frame, &part.edition),
        overall: score::Overall::of(frame, instrument, &part.sheet),
        shares: frame.shares(instrument, scored.iter().copied()),
        evaluated: scored.len(),
        beside: app::public::beside(&web.app, part).await?.into_iter().map(beside).collect(),
        bounds: (instrument.bands.lowest().0, instrument.bands.highest().0),
        rows: lines(frame, instrument, &part.sheet).into_iter().map(row).collect(),
    })
}

struct ChangedRow {
    title: String,
    before: Option<Overall>,
    after: Option<Overall>,
}

#[derive(Template)]
#[template(path = "public/office_edition.html")]
struct OfficeEditionPage {
    frame: Frame,
    office: String,
    part: PartView,
    simulated: bool,
    /// Where the result of the year stands.
    year_href: String,
    /// The result of the office in what this corrects, and in what corrects it.
    before: Option<String>,
    after: Option<String>,
    changed: Vec<ChangedRow>,
}

/// What one publication says about an office.
pub(crate) async fn edition(
    State(web): State<Web>,
    asked: Asked,
    Path((number, code)): Path<(String, String)>,
) -> Answer {
    let (number, code): (PublicationNumber, OfficeCode) = (read(&number)?, read(&code)?);
    let address = format!("{}/offices/{code}", edition_href(&number.to_string()));
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let (part, changed) = app::public::office_in(&web.app, &number, &code).await?;
        let publication = &part.edition.publication;
        let instrument = &publication.instrument;
        let row = |changed: &Changed| {
            let node = changed.node.map(|place| &instrument.nodes()[place]);
            let score = |score: Option<(Decimal, Level)>| score.map(|score| Overall::of(&frame, instrument, score));
            ChangedRow {
                title: match node {
                    Some(node) => format!("{} {}", node.label_th, title_of(&frame, node)),
                    None => frame.t("score-overall"),
                },
                before: score(changed.before),
                after: score(changed.after),
            }
        };
        let shown = view(&web, &frame, &part).await?;
        let before = elsewhere(&web, publication.corrects.as_deref(), &code).await;
        let after = elsewhere(&web, part.edition.corrected_by.as_deref(), &code).await;
        Made::page(&OfficeEditionPage {
            office: name(&frame, &part.inputs.office),
            simulated: part.edition.is_simulated() && publication.settings.source_of(&code).is_none(),
            year_href: format!("/public/offices/{code}/{}", part.edition.year()),
            before,
            after,
            changed: changed.iter().map(row).collect(),
            part: shown,
            frame,
        })
    };
    web.public(asked, Shelf::Page, address, make).await
}

/// Where the result of an office stands in another publication. One that the other withholds has no page there.
async fn elsewhere(web: &Web, number: Option<&str>, code: &OfficeCode) -> Option<String> {
    let number: PublicationNumber = number?.parse().ok()?;
    app::public::office_in(&web.app, &number, code).await.ok()?;
    Some(format!("{}/offices/{code}", edition_href(&number.to_string())))
}
