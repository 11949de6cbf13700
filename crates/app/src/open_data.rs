//! Publications as open data: tables of each, a dictionary of their columns, a catalogue of all, descriptions for data portals, and the
//! series of an instrument over the years. docs/open-data.md says what is in them.

mod catalogue;
mod columnar;
mod dictionary;
mod package;
mod series;
mod tables;

pub use catalogue::catalogue;
pub use dictionary::{Column, Kind, TABLES, Table, dictionary};
pub use series::series;
pub use tables::of_office;

use crate::door::App;
use crate::error::{AppError, Result};
use crate::public::Edition;

/// The terms under which data are given out. The administration chooses; the program only has to name them right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// Name the source.
    CcBy,
    /// No conditions.
    CcZero,
}

impl Licence {
    /// All that can be chosen.
    pub const ALL: [Licence; 2] = [Licence::CcBy, Licence::CcZero];

    /// As SPDX names it.
    pub const fn spdx(self) -> &'static str {
        match self {
            Licence::CcBy => "CC-BY-4.0",
            Licence::CcZero => "CC0-1.0",
        }
    }

    /// Its text.
    pub const fn url(self) -> &'static str {
        match self {
            Licence::CcBy => "https://creativecommons.org/licenses/by/4.0/",
            Licence::CcZero => "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    }

    /// As CKAN names it.
    const fn ckan(self) -> &'static str {
        match self {
            Licence::CcBy => "cc-by",
            Licence::CcZero => "cc-zero",
        }
    }

    /// The licence with this SPDX name.
    pub fn from_spdx(name: &str) -> Option<Licence> {
        Licence::ALL.into_iter().find(|licence| licence.spdx() == name)
    }
}

/// What descriptions of data say beside the data.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Where the pages are reached: `https://emes.example.go.th`.
    pub origin: String,
    /// Under which terms the data are given out.
    pub licence: Licence,
}

impl Terms {
    /// The address of something.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin.trim_end_matches('/'))
    }
}

/// A file of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// Every score of every office.
    Results,
    /// The same with the score sheets as they were sealed.
    ResultsJson,
    /// The same for reading, an office a row.
    ResultsXlsx,
    /// The rows of the first, by columns.
    ResultsParquet,
    /// The offices.
    Offices,
    /// The items of the instrument.
    Items,
    /// The levels and values the results were computed from, as `emes import marks` takes them.
    Marks,
    /// The inspection regions, as `emes import regions` takes them.
    Regions,
    /// The instrument, as `emes import instrument` takes it.
    Instrument,
    /// What is in the tables, as a Data Package.
    Package,
    /// What a CKAN portal is told of them.
    Ckan,
}

impl File {
    /// All files.
    pub const ALL: [File; 11] = [
        File::Results,
        File::ResultsJson,
        File::ResultsXlsx,
        File::ResultsParquet,
        File::Offices,
        File::Items,
        File::Marks,
        File::Regions,
        File::Instrument,
        File::Package,
        File::Ckan,
    ];
    /// Those that hold data.
    pub const DATA: [File; 9] = [
        File::Results,
        File::ResultsJson,
        File::ResultsXlsx,
        File::ResultsParquet,
        File::Offices,
        File::Items,
        File::Marks,
        File::Regions,
        File::Instrument,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            File::Results => "results.csv",
            File::ResultsJson => "results.json",
            File::ResultsXlsx => "results.xlsx",
            File::ResultsParquet => "results.parquet",
            File::Offices => "offices.csv",
            File::Items => "items.csv",
            File::Marks => "marks.csv",
            File::Regions => "regions.csv",
            File::Instrument => "instrument.toml",
            File::Package => "datapackage.json",
            File::Ckan => "ckan.json",
        }
    }

    /// The file of this name.
    pub fn from_name(name: &str) -> Option<File> {
        File::ALL.into_iter().find(|file| file.name() == name)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            File::Results | File::Offices | File::Items | File::Marks | File::Regions => "text/csv",
            File::Instrument => "application/toml",
            File::ResultsJson | File::Package | File::Ckan => "application/json",
            File::ResultsXlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            File::ResultsParquet => "application/vnd.apache.parquet",
        }
    }

    /// What people call its form.
    pub const fn format(self) -> &'static str {
        match self {
            File::Results | File::Offices | File::Items | File::Marks | File::Regions => "CSV",
            File::Instrument => "TOML",
            File::ResultsJson | File::Package | File::Ckan => "JSON",
            File::ResultsXlsx => "XLSX",
            File::ResultsParquet => "Parquet",
        }
    }

    /// The key of the words that say what is in it.
    pub const fn words_key(self) -> &'static str {
        match self {
            File::Results => "data-file-results",
            File::ResultsJson => "data-file-results-json",
            File::ResultsXlsx => "data-file-results-xlsx",
            File::ResultsParquet => "data-file-results-parquet",
            File::Offices => "data-file-offices",
            File::Items => "data-file-items",
            File::Marks => "data-file-marks",
            File::Regions => "data-file-regions",
            File::Instrument => "data-file-instrument",
            File::Package => "data-file-package",
            File::Ckan => "data-file-ckan",
        }
    }
}

/// The address of a file of a publication.
fn file_path(edition: &Edition, file: File) -> String {
    format!("/data/{}/{}", edition.publication.number, file.name())
}

/// The bytes of a file of a publication.
///
/// # Errors
/// When the database fails.
pub async fn file(app: &App, edition: &Edition, file: File, terms: &Terms) -> Result<Vec<u8>> {
    match file {
        File::Results | File::ResultsJson | File::ResultsXlsx => tables::results(app, edition, file).await,
        File::ResultsParquet => {
            let text = tables::results(app, edition, File::Results).await?;
            columnar::of_csv(&TABLES[0], &text).map_err(|error| AppError::Internal(error.to_string()))
        }
        File::Offices => tables::offices(app, edition).await,
        File::Items => Ok(tables::items(&edition.publication.instrument)),
        File::Marks => tables::marks(app, edition).await,
        File::Regions => tables::regions(app, edition).await,
        File::Instrument => Ok(edition.publication.instrument.to_canonical().into_bytes()),
        File::Package => package::data_package(app, edition, terms).await,
        File::Ckan => package::ckan(app, edition, terms).await,
    }
}
