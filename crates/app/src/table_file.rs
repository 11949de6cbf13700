//! Tables that people bring as CSV or XLSX: told apart by content, never by name, and read row by row.

use std::borrow::Cow;
use std::io::Cursor;
use std::num::NonZeroUsize;

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

/// [`read_table`] on several threads, each with a part of the rows and a copy of `sink`; gives the copies in the order of the rows. What
/// cannot be told apart into rows without reading all before it goes to one thread.
///
/// The outcome is that of the file as a whole: with an error, the rows before it may have been taken.
pub fn read_table_in_parts<const N: usize, S: Clone + Send>(
    bytes: &[u8],
    columns: [&str; N],
    workers: NonZeroUsize,
    sink: &S,
    take: impl Fn(&mut S, u32, [&str; N]) -> bool + Sync,
    note: impl Fn(&mut S, Problem) -> bool + Sync,
) -> (Vec<S>, Result<TableNotice, Problem>) {
    let in_one = || {
        let mut sink = sink.clone();
        let read = read_table(bytes, columns, &mut sink, &take, &note);
        (vec![sink], read)
    };
    if workers.get() == 1 || bytes.len() < PART_BYTES_MIN || bytes.starts_with(b"PK\x03\x04") {
        return in_one();
    }
    let Ok((text, notice)) = decode(bytes) else { return in_one() };
    // What cannot be parted, and what is wrong as a whole, is read and told in one.
    let Some(Ok(mut rest)) = plain_rows(&text, columns).filter(|_| bytes.len() <= TABLE_BYTES_MAX) else {
        return in_one();
    };
    let size = rest.len().div_ceil(workers.get());
    let (take, note) = (&take, &note);
    let parts = std::thread::scope(|scope| {
        let mut threads = Vec::with_capacity(workers.get());
        let mut first_line = 2;
        while !rest.is_empty() {
            let end =
                rest.as_bytes().iter().skip(size).position(|b| *b == b'\n').map_or(rest.len(), |at| size + at + 1);
            let (part, after) = rest.split_at(end);
            let mut sink = sink.clone();
            threads.push(scope.spawn(move || {
                read_plain(part, first_line, &mut sink, &mut |s, l, c| take(s, l, c), &mut |s, p| note(s, p));
                sink
            }));
            first_line += u32::try_from(memchr::memchr_iter(b'\n', part.as_bytes()).count()).unwrap_or(u32::MAX);
            rest = after;
        }
        threads.into_iter().map(|thread| thread.join().expect("reading does not panic")).collect()
    });
    (parts, Ok(notice))
}

/// Below this a thread costs more than it saves.
const PART_BYTES_MIN: usize = 1 << 20;

/// Reads the rows of a plain text, the first of which is line `first_line` of the file.
fn read_plain<'t, const N: usize, S>(
    text: &'t str,
    first_line: u32,
    sink: &mut S,
    take: &mut impl FnMut(&mut S, u32, [&'t str; N]) -> bool,
    note: &mut impl FnMut(&mut S, Problem) -> bool,
) {
    let (mut at, mut line) = (0, first_line);
    let mut ends = CellEnds { text: text.as_bytes(), looked: 0, found: 0 };
    while at < text.len() {
        let mut is_open = true;
        let cells = std::iter::from_fn(|| {
            let start = is_open.then_some(at)?;
            let end = ends.next().unwrap_or(text.len());
            is_open = text.as_bytes().get(end) == Some(&b',');
            at = end + 1;
            let cell = &text[start..end];
            Some(if is_open { cell } else { cell.strip_suffix('\r').unwrap_or(cell) })
        });
        if !hand_over(line, cells, sink, take, note) {
            break;
        }
        line = line.saturating_add(1);
    }
}

/// The places of all commas and line feeds of a text. Looks at 64 bytes at a time, because cells are short and there are millions.
struct CellEnds<'t> {
    text: &'t [u8],
    /// Bytes looked at so far.
    looked: usize,
    /// One bit for each place among the last 64 that was not given out yet, the first in the lowest bit.
    found: u64,
}

impl Iterator for CellEnds<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.text.get(self.looked..).filter(|rest| !rest.is_empty())?;
            self.found = match rest.first_chunk() {
                Some(block) => ends_in(block),
                None => {
                    let mut block = [0; 64];
                    block[..rest.len()].copy_from_slice(rest);
                    ends_in(&block)
                }
            };
            self.looked += 64;
        }
        let place = self.looked - 64 + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(place)
    }
}

/// One bit for each byte that is a comma or a line feed, eight bytes in one step.
fn ends_in(block: &[u8; 64]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const LOW: u64 = ONES * 0x7f;
    // The upper bit of each byte that is not zero.
    let set = |word: u64| ((word & LOW) + LOW) | word;
    let mut ends = 0;
    for (n, bytes) in block.as_chunks::<8>().0.iter().enumerate() {
        let word = u64::from_le_bytes(*bytes);
        let neither = set(word ^ (ONES * u64::from(b','))) & set(word ^ (ONES * u64::from(b'\n')));
        // Gathers the upper bits of eight bytes into one byte.
        let bits = ((!neither & !LOW) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        ends |= bits << (8 * n);
    }
    ends
}

fn read_csv<const N: usize, S>(
    text: &str,
    columns: [&str; N],
    sink: &mut S,
    take: &mut impl FnMut(&mut S, u32, [&str; N]) -> bool,
    note: &mut impl FnMut(&mut S, Problem) -> bool,
) -> Result<(), Problem> {
    if let Some(rows) = plain_rows(text, columns) {
        read_plain(rows?, 2, sink, take, note);
        return Ok(());
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let malformed = |error: csv::Error| {
        let line = error.position().map(|p| u32::try_from(p.line()).unwrap_or(u32::MAX));
        Problem { line, place: None, fault: Fault::new("file-csv").with("error", error) }
    };
    let has_header = reader.read_record(&mut record).map_err(malformed)?;
    check_first(has_header.then(|| record.iter().map(str::to_owned).collect()), columns)?;
    let mut last = (0, 0);
    while reader.read_record(&mut record).map_err(malformed)? {
        last = record.position().map_or(last, |p| (p.line(), p.byte()));
        let line = u32::try_from(last.0).unwrap_or(u32::MAX);
        if !hand_over(line, record.iter(), sink, take, note) {
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

/// Whether a CSV text has no quotations and only common line ends, so that a line is a row and a comma ends a cell. Files of marks are
/// nearly all like that, and reading them so takes half the time.
fn is_plain(text: &str) -> bool {
    let text = text.as_bytes();
    memchr::memchr2_iter(b'"', b'\r', text).all(|at| text[at] == b'\r' && text.get(at + 1) == Some(&b'\n'))
}

/// The rows below the header of a plain text, which begin on line 2; `None` for a text that is not plain or begins with a blank line.
fn plain_rows<'t, const N: usize>(text: &'t str, columns: [&str; N]) -> Option<Result<&'t str, Problem>> {
    let (header, rows) = text.split_once('\n').unwrap_or((text, ""));
    let header = header.trim_end();
    let is_first = !header.is_empty() && is_plain(text);
    let check = || check_first(Some(header.split(',').map(str::to_owned).collect()), columns);
    is_first.then(|| check().map(|()| rows))
}

fn check_first<const N: usize>(header: Option<Vec<String>>, columns: [&str; N]) -> Result<(), Problem> {
    let empty = || Problem::of_file(Fault::new("file-empty").with("columns", columns.join(",")));
    check_header(&header.ok_or_else(empty)?, columns)
}

/// Hands over a row, unless it is blank; says whether to go on.
fn hand_over<'r, const N: usize, S>(
    line: u32,
    found: impl Iterator<Item = &'r str>,
    sink: &mut S,
    take: &mut impl FnMut(&mut S, u32, [&'r str; N]) -> bool,
    note: &mut impl FnMut(&mut S, Problem) -> bool,
) -> bool {
    let mut cells = [""; N];
    let (mut count, mut is_blank, mut has_more) = (0, true, false);
    for cell in found {
        is_blank = is_blank && cell.chars().all(char::is_whitespace);
        match cells.get_mut(count) {
            Some(place) => *place = cell,
            None => has_more |= !cell.chars().all(char::is_whitespace),
        }
        count += 1;
    }
    if is_blank {
        true
    } else if count < N || has_more {
        let fault = Fault::new("file-row-cells").with("found", count).with("expected", N);
        note(sink, Problem { line: Some(line), place: None, fault })
    } else {
        take(sink, line, cells)
    }
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
        // Excel turns what looks like a day into a number of days; people typed the day.
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Ok(format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::Error(error) => Err(error.to_string()),
        other => Ok(other.to_string()),
    }
}

/// A table as CSV, its header first.
pub(crate) fn to_csv<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    const IN_MEMORY: &str = "writing to memory does not fail";
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns).expect(IN_MEMORY);
    for row in rows {
        csv.write_record(&row).expect(IN_MEMORY);
    }
    csv.into_inner().expect(IN_MEMORY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was taken, with its line, and how many problems rows had.
    type Seen = (Vec<(u32, [String; 2])>, usize);

    fn read(text: &str, workers: usize) -> (Seen, Result<TableNotice, Problem>) {
        let take = |seen: &mut Seen, line, cells: [&str; 2]| {
            seen.0.push((line, cells.map(str::to_owned)));
            true
        };
        let note = |seen: &mut Seen, _| {
            seen.1 += 1;
            true
        };
        let workers = NonZeroUsize::new(workers).unwrap();
        let (parts, read) = read_table_in_parts(text.as_bytes(), ["a", "b"], workers, &Seen::default(), take, note);
        let mut whole = Seen::default();
        for (rows, problems) in parts {
            whole.0.extend(rows);
            whole.1 += problems;
        }
        (whole, read)
    }

    #[test]
    fn a_file_read_in_parts_is_the_file_read_in_one() {
        let rows: String =
            (0..120_000).map(|n| if n % 1000 == 7 { "x\n\n".to_owned() } else { format!("{n},ก{n}\n") }).collect();
        assert!(rows.len() > PART_BYTES_MIN, "large enough to be parted");
        for text in [
            format!("a,b\n{rows}"),
            format!("a,b\r\n{}", rows.replace('\n', "\r\n")),
            format!("\na,b\n{rows}"),
            format!("\u{FEFF}a,b\n{rows}last,row"),
            format!("a,b\n{rows}\"quoted\",row\n"),
            format!("a,c\n{rows}"),
        ] {
            let one = read(&text, 1);
            for workers in [2, 3, 7] {
                assert_eq!(read(&text, workers), one, "{workers} workers on {:?}", &text[..12]);
            }
        }
    }
}
