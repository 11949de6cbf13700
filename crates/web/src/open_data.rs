//! Open data: what is published as files, with their dictionary and catalogue. Programs come here, and people who look for them.

use app::open_data::{self, File, TABLES};
use askama::Template;
use axum::extract::{Path, State};
use domain::fiscal_year::FiscalYear;
use domain::office::InstrumentCode;
use domain::publication::PublicationNumber;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::kept::{Asked, Made, Shelf};
use crate::public::{EditionView, read};
use crate::web::Web;

/// Where open data begin.
pub(crate) const START: &str = "/data";

struct FileView {
    href: String,
    name: &'static str,
    format: &'static str,
    words: String,
}

#[derive(Template)]
#[template(path = "open_data/index.html")]
struct IndexPage {
    frame: Frame,
    licence: (&'static str, &'static str),
    years: Vec<(FiscalYear, Vec<EditionView>)>,
    /// Codes with the addresses of their series.
    series: Vec<(String, String)>,
}

pub(crate) async fn index(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let mut years: Vec<(FiscalYear, Vec<EditionView>)> = Vec::new();
        let mut codes: Vec<String> = Vec::new();
        for edition in app::public::all(&web.app).await? {
            let view = EditionView::of(&frame, &edition);
            codes.push(edition.publication.instrument.code.to_string());
            match years.last_mut().filter(|(year, _)| *year == edition.year()) {
                Some((_, editions)) => editions.push(view),
                None => years.push((edition.year(), vec![view])),
            }
        }
        codes.sort_unstable();
        codes.dedup();
        let series = codes.into_iter().map(|code| (format!("/data/series/{code}.csv"), code));
        let licence = (web.terms.licence.spdx(), web.terms.licence.url());
        Made::page(&IndexPage { licence, years, series: series.map(|(href, code)| (code, href)).collect(), frame })
    };
    web.public(asked, Shelf::Page, START.to_owned(), make).await
}

#[derive(Template)]
#[template(path = "open_data/edition.html")]
struct EditionPage {
    frame: Frame,
    edition: EditionView,
    licence: (&'static str, &'static str),
    hash: String,
    files: Vec<FileView>,
}

/// The files of a publication.
pub(crate) async fn edition(State(web): State<Web>, asked: Asked, Path(number): Path<String>) -> Answer {
    let number: PublicationNumber = read(&number)?;
    let address = format!("{START}/{number}");
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let edition = app::public::edition(&web.app, &number).await?;
        let file = |file: File| FileView {
            href: format!("{START}/{number}/{}", file.name()),
            name: file.name(),
            format: file.format(),
            words: frame.t(file.words_key()),
        };
        Made::page(&EditionPage {
            edition: EditionView::of(&frame, &edition),
            licence: (web.terms.licence.spdx(), web.terms.licence.url()),
            hash: edition.publication.row.publication.results_hash.clone(),
            files: File::ALL.map(file).into(),
            frame,
        })
    };
    web.public(asked, Shelf::Page, address, make).await
}

/// A file of a publication.
pub(crate) async fn file(State(web): State<Web>, asked: Asked, Path((number, name)): Path<(String, String)>) -> Answer {
    let number: PublicationNumber = read(&number)?;
    let file = File::from_name(&name).ok_or(Failure::NotFound)?;
    let address = format!("{START}/{number}/{name}");
    let make = async move |web: Web, _: Frame| -> app::Result<Made> {
        let edition = app::public::edition(&web.app, &number).await?;
        let bytes = open_data::file(&web.app, &edition, file, &web.terms).await?;
        // Descriptions name the tables as they lie beside them.
        let saved = match File::DATA.contains(&file) {
            true => Some(format!("{number}-{}", file.name())),
            false => None,
        };
        let kind = match file.media_type() {
            "text/csv" => CSV,
            other => other,
        };
        Ok(Made { kind, file: saved.filter(|name| name.is_ascii()), bytes })
    };
    web.public(asked, Shelf::Data, address, make).await
}

const CSV: &str = "text/csv; charset=utf-8";

/// The series of an instrument over the years.
pub(crate) async fn series(State(web): State<Web>, asked: Asked, Path(name): Path<String>) -> Answer {
    let code: InstrumentCode = read(name.strip_suffix(".csv").ok_or(Failure::NotFound)?)?;
    let address = format!("{START}/series/{code}.csv");
    let make = async move |web: Web, _: Frame| -> app::Result<Made> {
        let bytes = open_data::series(&web.app, &code).await?;
        // SDMX asks for this media type; the address ends in .csv for everybody else.
        Ok(Made { kind: "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", file: None, bytes })
    };
    web.public(asked, Shelf::Data, address, make).await
}

/// The catalogue for portals that harvest.
pub(crate) async fn catalogue(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |web: Web, _: Frame| -> app::Result<Made> {
        let bytes = open_data::catalogue(&web.app, &web.terms).await?;
        Ok(Made { kind: "application/ld+json", file: None, bytes })
    };
    web.public(asked, Shelf::Data, "/data/catalog.jsonld".to_owned(), make).await
}

struct ColumnView {
    name: &'static str,
    kind: String,
    words: String,
    values: String,
    is_required: bool,
}

struct TableView {
    name: &'static str,
    words: String,
    columns: Vec<ColumnView>,
}

#[derive(Template)]
#[template(path = "open_data/dictionary.html")]
struct DictionaryPage {
    frame: Frame,
    tables: Vec<TableView>,
}

/// What every column says.
pub(crate) async fn dictionary(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |_: Web, frame: Frame| -> app::Result<Made> {
        let column = |column: &open_data::Column| ColumnView {
            name: column.name,
            kind: frame.t1("data-kind", "kind", column.kind.as_str()),
            words: frame.t(column.key),
            values: column.values().join(", "),
            is_required: column.is_required,
        };
        let table = |table: &open_data::Table| TableView {
            name: table.name,
            words: frame.t(table.key),
            columns: table.columns.iter().map(column).collect(),
        };
        let tables = TABLES.iter().map(table).collect();
        Made::page(&DictionaryPage { tables, frame })
    };
    web.public(asked, Shelf::Page, "/data/dictionary".to_owned(), make).await
}

/// The same as a table.
pub(crate) async fn dictionary_table(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |_: Web, _: Frame| -> app::Result<Made> {
        Ok(Made { kind: CSV, file: Some("dictionary.csv".to_owned()), bytes: open_data::dictionary() })
    };
    web.public(asked, Shelf::Data, "/data/dictionary.csv".to_owned(), make).await
}
