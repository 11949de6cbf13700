//! Excel workbooks: lists, the result file of one office, the national summary with charts, and files to fill in and import back.
//!
//! Numbers arrive as they are printed and keep every digit: a cell shows as many digits as its text has. Nothing a person typed is
//! ever a formula. Dates inside the file are those of the publication, so one view always gives the same bytes.

mod chart;
mod document;
mod list;
mod paint;
mod style;
mod template;

pub(crate) use chart::workbook_of;
pub use template::{Choice, InputColumn, InputKind, InputTemplate};

use domain::problem::Fault;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::national::NationalView;
use crate::outline::{CREATOR, publication_line};
use crate::result::ResultView;
use crate::view::{Imprint, Verification};

/// A sheet with a list: title, head, rows, notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the tab: 1 to 31 characters, none of `[ ] : * ? / \`, no other sheet's name.
    pub name: String,
    /// Title lines above the table.
    pub title_lines: Vec<String>,
    /// Columns, from the left.
    pub columns: Vec<Column>,
    /// Rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// Notes below the table.
    pub notes: Vec<String>,
    /// How many columns at the left stay in sight.
    pub frozen_columns: u16,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Head.
    pub header_th: String,
    /// Head over several neighbouring columns that carry the same text here.
    pub group_header_th: Option<String>,
    /// What it holds, which decides how its cells look. A word in a column of numbers is allowed ("–").
    pub kind: Kind,
    /// Width in digits.
    pub width: u16,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Decimal {
        /// Digits after the point, at least; a value with more of them shows them all.
        digits: u8,
    },
    /// Days, shown in the Buddhist Era.
    Date,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal number as it is printed ("4.50").
    Decimal(String),
    /// A day, ISO 8601 (Gregorian).
    Date(String),
}

impl Cell {
    /// The content as text.
    fn as_text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Decimal(text) | Cell::Date(text) => text.clone(),
            Cell::Integer(number) => number.to_string(),
        }
    }
}

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// A workbook has at least one sheet.
    #[error("the workbook has no sheet")]
    NoSheet,
    /// A name that Excel refuses.
    #[error("Excel refuses the sheet name “{name}”: {problem:?}")]
    SheetName {
        /// The name.
        name: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// A row with too many or too few cells.
    #[error("row {row} of the sheet “{sheet}” has {found} cells for {expected} columns")]
    RowLength {
        /// Sheet.
        sheet: String,
        /// Row, counted from 1 below the head.
        row: usize,
        /// Cells in it.
        found: usize,
        /// Columns of the sheet.
        expected: usize,
    },
    /// A sheet longer than Excel allows.
    #[error("the sheet “{sheet}” would have {rows} rows, more than Excel takes")]
    TooManyRows {
        /// Sheet.
        sheet: String,
        /// Rows it would have.
        rows: usize,
    },
    /// A cell whose content is not what it says.
    #[error("the cell {cell} of the sheet “{sheet}” cannot hold “{found}”: {problem:?}")]
    Content {
        /// Sheet.
        sheet: String,
        /// Its address ("B7").
        cell: String,
        /// Its beginning.
        found: String,
        /// What is wrong with it.
        problem: ContentProblem,
    },
    /// The date of the publication is not a date.
    #[error("the workbook has no date of issue: “{found}” is no ISO 8601 date")]
    IssueDate {
        /// What stands where the date belongs.
        found: String,
    },
    /// Anything else the writer refuses.
    #[error("the workbook cannot be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

/// Why Excel refuses the name of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing stands there.
    Empty,
    /// More than 31 characters.
    Long,
    /// One of `[ ] : * ? / \`, or one that is not seen.
    Characters,
    /// An apostrophe at its begin or end.
    Apostrophe,
    /// A name that Excel keeps for itself.
    Reserved,
    /// The name of another sheet.
    Taken,
}

/// Why a cell cannot hold what it is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentProblem {
    /// More text than Excel takes.
    Long,
    /// No decimal number.
    NoNumber,
    /// No day of the calendar.
    NoDate,
}

impl XlsxError {
    /// What a person reads.
    pub fn fault(&self) -> Fault {
        match self {
            XlsxError::NoSheet => Fault::new("xlsx-no-sheet"),
            XlsxError::SheetName { name, problem } => {
                let problem = match problem {
                    NameProblem::Empty => "empty",
                    NameProblem::Long => "long",
                    NameProblem::Characters => "characters",
                    NameProblem::Apostrophe => "apostrophe",
                    NameProblem::Reserved => "reserved",
                    NameProblem::Taken => "taken",
                };
                Fault::new("xlsx-sheet-name").with("name", name).with("problem", problem)
            }
            XlsxError::RowLength { sheet, row, found, expected } => Fault::new("xlsx-row-length")
                .with("sheet", sheet)
                .with("row", row)
                .with("found", found)
                .with("expected", expected),
            XlsxError::TooManyRows { sheet, rows } => {
                Fault::new("xlsx-too-many-rows").with("sheet", sheet).with("rows", rows)
            }
            XlsxError::Content { sheet, cell, found, problem } => {
                let problem = match problem {
                    ContentProblem::Long => "long",
                    ContentProblem::NoNumber => "no-number",
                    ContentProblem::NoDate => "no-date",
                };
                let fault = Fault::new("xlsx-content").with("sheet", sheet).with("cell", cell);
                fault.with("found", found).with("problem", problem)
            }
            XlsxError::IssueDate { found } => Fault::new("xlsx-date").with("found", found),
            XlsxError::Write(cause) => Fault::new("xlsx-write").with("cause", cause),
        }
    }
}

/// A workbook of lists.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    paint::check_names(sheets.iter().map(|sheet| sheet.name.as_str()))?;
    let mut book = new_book()?;
    let title = sheets.first().map(|sheet| sheet.title_lines.join(" ")).unwrap_or_default();
    book.set_properties(&properties(&title).set_creation_datetime(&undated()?));
    let mut styles = style::Styles::default();
    for sheet in sheets {
        list::write(&mut book, sheet, &mut styles)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The result file of one office: a sheet per part, with the tables as they are printed.
pub fn result(view: &ResultView) -> Result<Vec<u8>, XlsxError> {
    document::result(view)
}

/// The national summary: a sheet per instrument, with charts beside the tables.
pub fn national(view: &NationalView) -> Result<Vec<u8>, XlsxError> {
    document::national(view)
}

/// A file to fill in: the first sheet has the machine's column names and is read back by the import, the second explains them.
pub fn input_template(template: &InputTemplate) -> Result<Vec<u8>, XlsxError> {
    template::write(template)
}

/// A workbook in the typeface of official documents.
fn new_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&style::base(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    Ok(book)
}

fn properties(title: &str) -> DocProperties {
    DocProperties::new().set_title(title).set_author(CREATOR).set_company("สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน")
}

/// The properties of a publication's file.
fn publication_properties(title: &str, imprint: &Imprint, code: &Verification) -> Result<DocProperties, XlsxError> {
    let issued = paint::date(&imprint.issued_on).ok_or(XlsxError::IssueDate { found: imprint.issued_on.clone() })?;
    Ok(properties(title).set_subject(publication_line(imprint)).set_keywords(&code.code).set_creation_datetime(&issued))
}

/// Lists have no date of their own. The writer would take today's, and no two files would be the same.
fn undated() -> Result<ExcelDateTime, XlsxError> {
    Ok(ExcelDateTime::from_ymd(2000, 1, 1)?)
}
