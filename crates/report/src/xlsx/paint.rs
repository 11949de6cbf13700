//! Cells, titles and heads, written with the checks that give an error its place.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Worksheet};

use super::style::{Align, Fill, Look, Number, ROW_PIXELS, Styles};
use super::{Cell, ContentProblem, NameProblem, XlsxError};
use crate::outline;
use crate::outline::grid::HeadCell;

/// Limits of Excel.
const LAST_ROW: usize = 1_048_576;
const LONGEST_NAME: usize = 31;
const LONGEST_TEXT: usize = 32_767;
/// Digits Excel keeps of a number; a longer one is written as text, so that none is lost.
const DIGITS: usize = 15;

/// Height of a further line in a row, and of the tallest row that Excel shows.
const LINE_PIXELS: u32 = 29;
const TALLEST: u32 = 545;

/// A sheet being written, from the top down.
pub(super) struct Canvas<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a mut Styles,
    pub(super) name: String,
    /// The next free row.
    pub(super) row: u32,
}

/// Refuses names that Excel refuses.
pub(super) fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
    let mut seen = Vec::new();
    for name in names {
        let folded = name.to_lowercase();
        let problem = if name.trim().is_empty() {
            Some(NameProblem::Empty)
        } else if name.encode_utf16().count() > LONGEST_NAME {
            Some(NameProblem::Long)
        } else if name.contains(['[', ']', ':', '*', '?', '/', '\\']) || name.contains(char::is_control) {
            Some(NameProblem::Characters)
        } else if name.starts_with('\'') || name.ends_with('\'') {
            Some(NameProblem::Apostrophe)
        } else if folded == "history" {
            Some(NameProblem::Reserved)
        } else if seen.contains(&folded) {
            Some(NameProblem::Taken)
        } else {
            None
        };
        if let Some(problem) = problem {
            return Err(XlsxError::SheetName { name: name.to_owned(), problem });
        }
        seen.push(folded);
    }
    if seen.is_empty() { Err(XlsxError::NoSheet) } else { Ok(()) }
}

/// A day of the calendar as Excel counts it.
pub(super) fn date(iso: &str) -> Option<ExcelDateTime> {
    let day: Date = iso.parse().ok()?;
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

impl Canvas<'_> {
    /// Refuses rows below the end of a sheet.
    pub(super) fn check_room(&self, rows: usize) -> Result<(), XlsxError> {
        match self.row as usize + rows {
            all if all > LAST_ROW => Err(XlsxError::TooManyRows { sheet: self.name.clone(), rows: all }),
            _ => Ok(()),
        }
    }

    /// A line of text across columns, on a row of its own.
    pub(super) fn line(&mut self, text: &str, columns: u16, look: Look) -> Result<(), XlsxError> {
        self.merged(self.row, 0, self.row, columns.max(1) - 1, text, look)?;
        self.row += 1;
        Ok(())
    }

    /// Title lines, and a free row below them.
    pub(super) fn title(&mut self, lines: &[String], columns: u16) -> Result<(), XlsxError> {
        let look = Look { bold: true, align: Align::Centre, ..Look::default() };
        for line in lines {
            self.line(line, columns, look)?;
        }
        self.row += u32::from(!lines.is_empty());
        Ok(())
    }

    /// Makes a row as high as its text will be. Excel does so by itself only for cells that are not merged, other programs not at all.
    pub(super) fn grow(&mut self, row: u32, lines: u32) -> Result<(), XlsxError> {
        if lines > 1 {
            self.sheet.set_row_height_pixels(row, (lines * LINE_PIXELS + ROW_PIXELS - LINE_PIXELS).min(TALLEST))?;
        }
        Ok(())
    }

    /// A head of one or two rows.
    pub(super) fn head(&mut self, lines: &[Vec<HeadCell<'_>>]) -> Result<(), XlsxError> {
        let look = Look { bold: true, fill: Fill::Head, align: Align::Centre, ruled: true, ..Look::default() };
        for (index, line) in lines.iter().enumerate() {
            let row = self.row + index as u32;
            for cell in line {
                let (first, last) = (column(cell.column), column(cell.column + cell.columns - 1));
                self.merged(row, first, row + cell.rows as u32 - 1, last, cell.text, look)?;
            }
        }
        self.row += lines.len() as u32;
        Ok(())
    }

    /// Text in a rectangle of cells.
    pub(super) fn merged(
        &mut self,
        top: u32,
        left: u16,
        bottom: u32,
        right: u16,
        text: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        if (top, left) == (bottom, right) {
            return self.cell(top, left, &Cell::Text(text.to_owned()), look);
        }
        // A merged range takes its text first and may then be given another content in its first cell.
        self.sheet.merge_range(top, left, bottom, right, "", self.styles.get(look))?;
        self.cell(top, left, &Cell::Text(text.to_owned()), look)
    }

    /// One cell.
    pub(super) fn cell(&mut self, row: u32, column: u16, cell: &Cell, look: Look) -> Result<(), XlsxError> {
        let refused = |found: &str, problem| XlsxError::Content {
            sheet: self.name.clone(),
            cell: rust_xlsxwriter::utility::row_col_to_cell(row, column),
            found: found.chars().take(40).collect(),
            problem,
        };
        match cell {
            Cell::Empty => {
                self.sheet.write_blank(row, column, self.styles.get(look))?;
            }
            Cell::Text(text) => {
                if text.encode_utf16().count() > LONGEST_TEXT {
                    return Err(refused(text, ContentProblem::Long));
                }
                self.text(row, column, text, look)?;
            }
            Cell::Integer(number) => {
                let text = number.to_string();
                self.number(row, column, &text, Look { number: Number::Integer, ..look })?;
            }
            Cell::Decimal(text) => {
                let digits = fraction_digits(text).ok_or_else(|| refused(text, ContentProblem::NoNumber))?;
                let at_least = if let Number::Decimal(digits) = look.number { digits } else { 0 };
                let number = Number::Decimal(digits.max(at_least));
                self.number(row, column, text, Look { number, ..look })?;
            }
            Cell::Date(iso) => {
                let day = date(iso).ok_or_else(|| refused(iso, ContentProblem::NoDate))?;
                let look = Look { number: Number::Date, ..look };
                self.sheet.write_datetime_with_format(row, column, &day, self.styles.get(look))?;
            }
        }
        Ok(())
    }

    fn text(&mut self, row: u32, column: u16, text: &str, look: Look) -> Result<(), XlsxError> {
        let looks_like_formula = text.starts_with(['=', '+', '-', '@']);
        let format = self.styles.get(Look { quoted: looks_like_formula, ..look });
        self.sheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    /// A number from its printed form. Excel holds numbers in binary; with 15 digits or fewer every one of them is shown again.
    fn number(&mut self, row: u32, column: u16, text: &str, look: Look) -> Result<(), XlsxError> {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        match text.parse::<f64>() {
            Ok(number) if digits <= DIGITS => {
                self.sheet.write_number_with_format(row, column, number, self.styles.get(look))?;
                Ok(())
            }
            _ => self.text(row, column, text, Look { number: Number::Text, ..look }),
        }
    }
}

/// The count of digits after the point of a plain decimal number.
fn fraction_digits(text: &str) -> Option<usize> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits = if unsigned.contains('.') { fraction.len() } else { 0 };
    (is_digits(whole) && is_digits(fraction)).then_some(digits)
}

/// Columns are counted in 16 bits by Excel.
pub(super) fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// How many lines a text takes in a width counted in digits. A Thai letter is narrower than a digit, marks above and
/// below take no width; a tenth of each line is left over for words that do not fill it.
pub(super) fn lines_of(text: &str, width: u32) -> u32 {
    let lines = text.lines().map(|line| (outline::letters(line) as u32 * 9 / 10).div_ceil(width.max(1)).max(1));
    lines.sum::<u32>().max(1)
}
