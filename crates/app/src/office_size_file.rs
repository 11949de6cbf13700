//! Files of office sizes (docs/formats.md §5).

use std::num::NonZeroUsize;

use domain::fiscal_year::FiscalYear;
use domain::office::OfficeCode;
use domain::office_size::OfficeSize;
use domain::problem::{Fault, Problem};

use crate::office_file::{Sink, read};

/// Columns of a file of office sizes.
pub const COLUMNS: [&str; 3] = ["office", "year", "schools"];

/// The size of an office in a fiscal year, as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeSizeLine {
    /// Line of the file, counted from 1.
    pub line: u32,
    /// Office, which may be unknown.
    pub office: OfficeCode,
    /// Fiscal year.
    pub year: FiscalYear,
    /// Its schools.
    pub size: OfficeSize,
}

/// Reads a file of office sizes.
///
/// # Errors
/// All problems, at most a hundred.
pub fn read_office_sizes(bytes: &[u8]) -> Result<Vec<OfficeSizeLine>, Vec<Problem>> {
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let row = |sink: &mut Sink<OfficeSizeLine>, line, cells: [&str; COLUMNS.len()]| {
        let [office, year, schools] = cells.map(str::trim);
        let office = match OfficeCode::new(office) {
            Ok(code) => Some(code),
            Err(error) => {
                sink.note(line, "office", Fault::new("code-malformed").with("code", error.0));
                None
            }
        };
        let fiscal_year = year.parse::<FiscalYear>().ok();
        if fiscal_year.is_none() {
            sink.note(line, "year", Fault::new("fiscal-year-unknown").with("year", year));
        }
        if let (Some(code), Some(year)) = (&office, fiscal_year)
            && let Some(first) = sink.first_line(&format!("{code} {year}"), line)
        {
            let fault = Fault::new("office-size-repeated").with("office", code).with("year", year);
            sink.note(line, "office", fault.with("line", first));
        }
        let size = schools.parse::<OfficeSize>().ok();
        if size.is_none() {
            let fault = Fault::new("office-size-number").with("text", schools);
            sink.note(line, "schools", fault.with("most", OfficeSize::MAX));
        }
        if let (Some(office), Some(year), Some(size)) = (office, fiscal_year, size) {
            sink.items.push(OfficeSizeLine { line, office, year, size });
        }
    };
    read(bytes, COLUMNS, workers, row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_by_office_and_year_in_both_kinds_of_digits() {
        let file = "office,year,schools\nP2300,2566,112\n\nP2300,๒๕๖๗,๑๑๐\nS2300, 2566 ,26\n";
        let lines = read_office_sizes(file.as_bytes()).unwrap();
        let read: Vec<_> =
            lines.iter().map(|row| (row.line, row.office.as_str(), row.year.number(), row.size.schools())).collect();
        assert_eq!(read, [(2, "P2300", 2566, 112), (4, "P2300", 2567, 110), (5, "S2300", 2566, 26)]);
    }

    #[test]
    fn every_problem_of_a_file_is_told_with_its_line_and_column() {
        let file =
            "office,year,schools\nP2300,2566,112\nP2300,2566,113\nP 1,2023,0\nP2402,2566,many\nP2402,2567,100001\n";
        let problems = read_office_sizes(file.as_bytes()).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.line.unwrap(), p.place.clone().unwrap(), p.fault.key)).collect();
        assert_eq!(
            told,
            [
                (3, "office".to_owned(), "office-size-repeated"),
                (4, "office".to_owned(), "code-malformed"),
                (4, "year".to_owned(), "fiscal-year-unknown"),
                (4, "schools".to_owned(), "office-size-number"),
                (5, "schools".to_owned(), "office-size-number"),
                (6, "schools".to_owned(), "office-size-number"),
            ]
        );
        let problems = read_office_sizes(b"office,schools\nP2300,112\n").unwrap_err();
        assert_eq!((problems.len(), problems[0].line, problems[0].fault.key), (1, Some(1), "file-header"));
        let problems = read_office_sizes(b"office,year,schools\n").unwrap_err();
        assert_eq!((problems.len(), problems[0].fault.key), (1, "file-no-rows"));
    }
}
