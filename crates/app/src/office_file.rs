//! Office and region files (docs/formats.md §5).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::num::NonZeroUsize;

use domain::office::{Office, OfficeCode, OfficeKind};
use domain::problem::{Fault, PROBLEMS_SHOWN, Problem};
use domain::region::{Province, Region};

use crate::table_file::read_table_in_parts;

/// Columns of an office file.
pub const OFFICE_COLUMNS: [&str; 7] = ["code", "kind", "name_th", "short_name_th", "name_en", "provinces", "region"];
/// Columns of a region file.
pub const REGION_COLUMNS: [&str; 5] = ["number", "name_th", "province_code", "province_th", "province_en"];

/// The 245 offices the program is shipped with, as a file.
pub const SHIPPED_OFFICES: &str = include_str!("../../../data/offices.csv");
/// The 18 inspection regions and the central one, as a file.
pub const SHIPPED_REGIONS: &str = include_str!("../../../data/regions.csv");

/// What was read of a table so far.
#[derive(Clone)]
pub(crate) struct Sink<T> {
    pub(crate) items: Vec<T>,
    /// The codes seen, with their lines.
    lines: HashMap<String, u32>,
    problems: Vec<Problem>,
}

impl<T> Sink<T> {
    pub(crate) fn note(&mut self, line: u32, column: &str, fault: Fault) {
        self.problems.push(Problem::at(line, column, fault));
    }

    fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_SHOWN
    }

    /// The line where a code stood before; from now on this one, when there is none.
    pub(crate) fn first_line(&mut self, code: &str, line: u32) -> Option<u32> {
        match self.lines.entry(code.to_owned()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(place) => {
                place.insert(line);
                None
            }
        }
    }

    fn required(&mut self, line: u32, column: &str, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            self.note(line, column, Fault::new("cell-empty").with("column", column));
            return None;
        }
        Some(text.to_owned())
    }

    fn number(&mut self, line: u32, column: &str, text: &str) -> Option<u16> {
        let text = text.trim();
        let number = text.parse().ok().or_else(|| domain::thai::to_arabic_digits(text).parse::<u16>().ok());
        if number.is_none() {
            self.note(line, column, Fault::new("cell-number").with("column", column).with("text", text));
        }
        number
    }
}

/// Reads a table whose rows stand for themselves.
pub(crate) fn read<T: Clone + Send, const N: usize>(
    bytes: &[u8],
    columns: [&str; N],
    workers: NonZeroUsize,
    row: impl Fn(&mut Sink<T>, u32, [&str; N]) + Sync,
) -> Result<Vec<T>, Vec<Problem>> {
    let sink = Sink { items: Vec::new(), lines: HashMap::new(), problems: Vec::new() };
    let (mut parts, read) = read_table_in_parts(
        bytes,
        columns,
        workers,
        &sink,
        |sink, line, cells| {
            row(sink, line, cells);
            !sink.is_full()
        },
        |sink, problem| {
            sink.problems.push(problem);
            !sink.is_full()
        },
    );
    let is_apart =
        |n: usize| parts[n].lines.keys().all(|code| parts[..n].iter().all(|part| !part.lines.contains_key(code)));
    let is_sound = parts.iter().all(|part| part.problems.is_empty()) && (1..parts.len()).all(is_apart);
    if parts.len() > 1 && !is_sound {
        // Reading in order tells everything that is wrong with its place.
        return self::read(bytes, columns, NonZeroUsize::MIN, row);
    }
    let mut items = Vec::new();
    let mut problems = Vec::new();
    for part in &mut parts {
        items.append(&mut part.items);
        problems.append(&mut part.problems);
    }
    match read {
        Err(problem) => problems.push(problem),
        Ok(_) if items.is_empty() && problems.is_empty() => {
            problems.push(Problem::of_file(Fault::new("file-no-rows")));
        }
        Ok(_) => {}
    }
    if problems.is_empty() { Ok(items) } else { Err(problems) }
}

/// Reads an office file.
///
/// # Errors
/// All problems, at most a hundred.
pub fn read_offices(bytes: &[u8]) -> Result<Vec<Office>, Vec<Problem>> {
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let row = |sink: &mut Sink<Office>, line, cells: [&str; OFFICE_COLUMNS.len()]| {
        let [code, kind, name_th, short_name_th, name_en, provinces, region] = cells;
        let code = match OfficeCode::new(code.trim()) {
            Ok(code) => Some(code),
            Err(error) => {
                sink.note(line, "code", Fault::new("code-malformed").with("code", error.0));
                None
            }
        };
        if let Some(code) = &code {
            if code.as_str() == domain::office::NATIONAL {
                sink.note(line, "code", Fault::new("office-code-national").with("code", code));
            }
            if let Some(first) = sink.first_line(code.as_str(), line) {
                sink.note(line, "code", Fault::new("office-code-repeated").with("code", code).with("line", first));
            }
        }
        let kind = match kind.parse::<OfficeKind>() {
            Ok(kind) => Some(kind),
            Err(_) => {
                sink.note(line, "kind", Fault::new("office-kind-unknown").with("kind", kind.trim()));
                None
            }
        };
        let name_th = sink.required(line, "name_th", name_th);
        let short_name_th = sink.required(line, "short_name_th", short_name_th);
        let region = sink.number(line, "region", region);
        let provinces = provinces.split('|').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        if let (Some(code), Some(kind), Some(name_th), Some(short_name_th), Some(region)) =
            (code, kind, name_th, short_name_th, region)
        {
            sink.items.push(Office {
                code,
                kind,
                name_th,
                short_name_th,
                name_en: name_en.trim().to_owned(),
                provinces,
                region,
            });
        }
    };
    read(bytes, OFFICE_COLUMNS, workers, row)
}

/// Reads a region file: one line per province, regions in the order of their first line.
///
/// # Errors
/// All problems, at most a hundred.
pub fn read_regions(bytes: &[u8]) -> Result<Vec<Region>, Vec<Problem>> {
    let row = |sink: &mut Sink<Region>, line, cells: [&str; REGION_COLUMNS.len()]| {
        let [number, name_th, code, province_th, province_en] = cells;
        let number = sink.number(line, "number", number);
        let name_th = sink.required(line, "name_th", name_th);
        let code = sink.required(line, "province_code", code);
        let province_th = sink.required(line, "province_th", province_th);
        let (Some(number), Some(name_th), Some(code), Some(province_th)) = (number, name_th, code, province_th) else {
            return;
        };
        if sink.first_line(&code, line).is_some() {
            sink.note(line, "province_code", Fault::new("region-province-repeated").with("code", &code));
            return;
        }
        let province = Province { code, name_th: province_th, name_en: province_en.trim().to_owned() };
        match sink.items.iter_mut().find(|r| r.number == number) {
            Some(region) if region.name_th != name_th => {
                let fault = Fault::new("region-name-differs").with("number", number).with("name", &region.name_th);
                sink.note(line, "name_th", fault);
            }
            Some(region) => region.provinces.push(province),
            None => sink.items.push(Region { number, name_th, provinces: vec![province] }),
        }
    };
    // The provinces of a region may lie anywhere in the file.
    read(bytes, REGION_COLUMNS, NonZeroUsize::MIN, row)
}

/// The offices the program is shipped with.
pub fn shipped_offices() -> Vec<Office> {
    read_offices(SHIPPED_OFFICES.as_bytes()).expect("the shipped file is read by a test")
}

/// The regions the program is shipped with.
pub fn shipped_regions() -> Vec<Region> {
    read_regions(SHIPPED_REGIONS.as_bytes()).expect("the shipped file is read by a test")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_hold_245_offices_in_19_regions() {
        let (offices, regions) = (shipped_offices(), shipped_regions());
        assert_eq!(offices.len(), 245);
        assert_eq!(offices.iter().filter(|o| o.kind == OfficeKind::Primary).count(), 183);
        assert_eq!(regions.len(), 19);
        assert_eq!(regions.iter().map(|r| r.provinces.len()).sum::<usize>(), 77);
        for office in &offices {
            let region = regions.iter().find(|r| r.number == office.region).unwrap();
            assert!(
                office.provinces.iter().any(|p| region.provinces.iter().any(|q| q.name_th == *p)),
                "{}",
                office.code
            );
        }
    }

    #[test]
    fn every_problem_of_a_file_is_told_with_its_line() {
        let file =
            "code,kind,name_th,short_name_th,name_en,provinces,region\nP1,primary,ก,ก,A,ก,1\nP1,tertiary,,ข,B,ข,x\n";
        let problems = read_offices(file.as_bytes()).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.line.unwrap(), p.place.clone().unwrap(), p.fault.key)).collect();
        assert_eq!(
            told,
            [
                (3, "code".to_owned(), "office-code-repeated"),
                (3, "kind".to_owned(), "office-kind-unknown"),
                (3, "name_th".to_owned(), "cell-empty"),
                (3, "region".to_owned(), "cell-number"),
            ]
        );
    }
}
