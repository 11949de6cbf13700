//! Tables that people bring as CSV or XLSX: told apart by content, never by name, and read row by row.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Reader as _, Xlsx, XlsxCellReader, XlsxError};
use domain::problem::{Fault, Problem};

/// Most bytes of a table file; 2.5 million marks are about 75 MB of CSV.
pub const TABLE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Most bytes of a workbook, which unpacks to many times its size.
pub const WORKBOOK_BYTES_MAX: usize = 32 * 1024 * 1024;

/// What reading a table noticed beside the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableNotice {
    /// The file was encoded as TIS-620/Windows-874 and was converted.
    pub converted_from_thai_encoding: bool,
}

/// Reads a table whose header is exactly `columns` and hands over each row that is not blank, with its line.
/// `take` returns whether to go on; what is wrong with a row as such is told to `note`, which returns the same.
///
/// # Errors
/// A problem of the file as a whole: not a table, wrong header, unreadable encoding.
pub fn read_table<const N: usize, S>(
    bytes: &[u8],
    columns: [&str; N],
    sink: &mut S,
    mut take: impl FnMut(&mut S, u32, [&str; N]) -> bool,
    mut note: impl FnMut(&mut S, Problem) -> bool,
) -> Result<TableNotice, Problem> {
    let too_large =
        |most: usize| Problem::of_file(Fault::new("file-too-large").with("size", bytes.len()).with("most", most));
    if bytes.starts_with(b"PK\x03\x04") {
        if bytes.len() > WORKBOOK_BYTES_MAX {
            return Err(too_large(WORKBOOK_BYTES_MAX));
        }
        read_workbook(bytes, columns, sink, &mut take, &mut note)?;
        return Ok(TableNotice::default());
    }
    if bytes.len() > TABLE_BYTES_MAX {
        return Err(too_large(TABLE_BYTES_MAX));
    }
    let (text, notice) = decode(bytes)?;
    read_csv(&text, columns, sink, &mut take, &mut note)?;
    Ok(notice)
}

/// The text of a file in UTF-8 or, converted, in TIS-620/Windows-874.
///
/// # Errors
/// When it is neither.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, TableNotice), Problem> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Problem::of_file(Fault::new("file-encoding-utf16")));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_binary = bytes.iter().take(64 * 1024).any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'));
    if is_binary {
        return Err(Problem::of_file(Fault::new("file-not-text")));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), TableNotice::default())),
        Err(error) => {
            let (text, had_errors) = encoding_rs::WINDOWS_874.decode_without_bom_handling(bytes);
            let looks_thai = !had_errors
                && text
                    .chars()
                    .all(|c| c.is_ascii() || ('\u{0E01}'..='\u{0E5B}').contains(&c) || "“”‘’–—…•€\u{a0}".contains(c));
            if looks_thai {
                Ok((Cow::Owned(text.into_owned()), TableNotice { converted_from_thai_encoding: true }))
            } else {
                Err(Problem::of_file(Fault::new("file-encoding-unknown").with("offset", error.valid_up_to())))
            }
        }
    }
}

fn check_header<const N: usize>(found: &[String], columns: [&str; N]) -> Result<(), Problem> {
    let mut found: Vec<&str> = found.iter().map(|c| c.trim()).collect();
    while found.len() > N && found.last().is_some_and(|c| c.is_empty()) {
        found.pop();
    }
    if found.len() == N && found.iter().zip(columns).all(|(f, c)| f.eq_ignore_ascii_case(c)) {
        return Ok(());
    }
    let mut shown = found.join(",");
    if let Some((end, _)) = shown.char_indices().nth(200) {
        shown.truncate(end);
    }
    Err(Problem {
        line: Some(1),
        place: None,
        fault: Fault::new("file-header").with("found", shown).with("columns", columns.join(",")),
    })
}

fn read_csv<const N: usize, S>(
    text: &str,
    columns: [&str; N],
    sink: &mut S,
    take: &mut impl FnMut(&mut S, u32, [&str; N]) -> bool,
    note: &mut impl FnMut(&mut S, Problem) -> bool,
) -> Result<(), Problem> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let malformed = |error: csv::Error| {
        let line = error.position().map(|p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        Problem { line, place: None, fault: Fault::new("file-csv").with("error", error) }
    };
    if !reader.read_record(&mut record).map_err(malformed)? {
        return Err(Problem::of_file(Fault::new("file-empty").with("columns", columns.join(","))));
    }
    let header: Vec<String> = record.iter().map(str::to_owned).collect();
    check_header(&header, columns)?;
    let mut last = (0, 0);
    while reader.read_record(&mut record).map_err(malformed)? {
        last = record.position().map_or(last, |p| (p.line(), p.byte()));
        let line = record.position().map_or(0, |p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(record.iter()) {
            *cell = text;
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let go_on = if record.len() < N || record.iter().skip(N).any(|cell| !cell.trim().is_empty()) {
            let fault = Fault::new("file-row-cells").with("found", record.len()).with("expected", N);
            note(sink, Problem { line: Some(line), place: None, fault })
        } else {
            take(sink, line, cells)
        };
        if !go_on {
            return Ok(());
        }
    }
    let (line, byte) = last;
    let rest = text.get(usize::try_from(byte).unwrap_or(usize::MAX)..).unwrap_or_default();
    if rest.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        // The reader takes an open quotation to the end of the file, which is what a file that was cut off looks like.
        let line = Some(u32::try_from(line).unwrap_or(u32::MAX));
        return Err(Problem { line, place: None, fault: Fault::new("file-csv-quotation") });
    }
    Ok(())
}

fn read_workbook<const N: usize, S>(
    bytes: &[u8],
    columns: [&str; N],
    sink: &mut S,
    take: &mut impl FnMut(&mut S, u32, [&str; N]) -> bool,
    note: &mut impl FnMut(&mut S, Problem) -> bool,
) -> Result<(), Problem> {
    let broken = |error: &dyn std::fmt::Display| Problem::of_file(Fault::new("file-xlsx").with("error", error));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let empty = || Problem::of_file(Fault::new("file-empty").with("columns", columns.join(",")));
    let name = workbook.sheet_names().first().cloned().ok_or_else(empty)?;
    let cells = workbook.worksheet_cells_reader(&name).map_err(|e| broken(&e))?;
    let mut rows = SheetRows { cells, ahead: None, ended: false };
    let (_, header) = rows.next_row::<N>().map_err(|e| broken(&e))?.ok_or_else(empty)?;
    let mut names: Vec<String> = header.iter().map(|cell| cell_text(cell).unwrap_or_default()).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    check_header(&names, columns)?;
    while let Some((line, row)) = rows.next_row::<N>().map_err(|e| broken(&e))? {
        let mut texts: [String; N] = std::array::from_fn(|_| String::new());
        let mut fault = None;
        for (text, (cell, column)) in texts.iter_mut().zip(row.iter().zip(columns)) {
            match cell_text(cell) {
                Ok(value) => *text = value,
                Err(error) => {
                    fault = Some(Problem::at(line, column, Fault::new("file-xlsx-cell").with("error", error)))
                }
            }
        }
        let go_on = match fault {
            Some(problem) => note(sink, problem),
            None if texts.iter().all(|t| t.trim().is_empty()) => true,
            None => take(sink, line, std::array::from_fn(|c| texts[c].as_str())),
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

/// The rows of a sheet that hold something, one at a time. The whole sheet at once would take memory for the rectangle around all its
/// cells, and one stray cell in the last corner makes that seventeen thousand million.
struct SheetRows<'a> {
    cells: XlsxCellReader<'a, Cursor<&'a [u8]>>,
    ahead: Option<Cell<DataRef<'a>>>,
    /// The reader may not be asked again after its end.
    ended: bool,
}

impl<'a> SheetRows<'a> {
    /// The line and the first `N` cells of the next row, and whatever stands to their right behind them.
    fn next_row<const N: usize>(&mut self) -> Result<Option<(u32, Vec<Data>)>, XlsxError> {
        let Some(first) = self.next_cell()? else { return Ok(None) };
        let row = first.get_position().0;
        let mut cells = vec![Data::Empty; N];
        let mut next = Some(first);
        while let Some(cell) = next {
            let (at, column) = cell.get_position();
            if at != row {
                self.ahead = Some(cell);
                break;
            }
            let value = Data::from(cell.get_value().clone());
            match cells.get_mut(column as usize) {
                Some(place) if (column as usize) < N => *place = value,
                _ => cells.push(value),
            }
            next = self.next_cell()?;
        }
        Ok(Some((row.saturating_add(1), cells)))
    }

    fn next_cell(&mut self) -> Result<Option<Cell<DataRef<'a>>>, XlsxError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while !self.ended {
            let Some(cell) = self.cells.next_cell()? else {
                self.ended = true;
                break;
            };
            if *cell.get_value() != DataRef::Empty {
                return Ok(Some(cell));
            }
        }
        Ok(None)
    }
}

/// The text of a cell as it was typed. Excel keeps numbers in binary; the shortest decimal that gives the same binary is what was typed.
fn cell_text(cell: &Data) -> Result<String, String> {
    match cell {
        Data::Empty => Ok(String::new()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Ok(text.clone()),
        Data::Float(number) => Ok(number.to_string()),
        Data::Int(number) => Ok(number.to_string()),
        Data::Bool(value) => Ok(value.to_string()),
        Data::Error(error) => Err(error.to_string()),
        other => Ok(other.to_string()),
    }
}
