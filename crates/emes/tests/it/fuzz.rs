//! The readers of instruments, marks and workbooks never panic, whatever they are given: real files and those of `tests/corpus`, changed
//! in many small ways. `make fuzz` sets `FUZZ_SECONDS`, of which each test takes half: three tests on two processors then take all of it.
//! A variant that fails is shrunk and goes into the corpus.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use app::office_file::{read_offices, read_regions, shipped_offices};
use app::score_file::{Format, read_marks, write_scores};
use app::table_file::decode;
use domain::instrument::Instrument;
use proptest::prelude::*;
use proptest::test_runner::Config;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// One small change. Places are fractions of the length, so that a change means the same on a shrunk file.
#[derive(Clone, Debug)]
enum Change {
    Set { at: u16, byte: u8 },
    Insert { at: u16, text: &'static str },
    Remove { at: u16, length: u16 },
    Repeat { at: u16, length: u16, times: u8 },
    Cut { at: u16 },
}

/// Texts that readers trip over: edges of numbers, marks of structure, Thai in odd order, wrong bytes in right places.
const TEXTS: [&str; 36] = [
    ",",
    "\n",
    "\r",
    "\"",
    "\"\"",
    "'''",
    "[[node]]",
    "[[band]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    "\u{feff}",
    "\u{0}",
    "-1",
    "0",
    "99",
    "100",
    "256",
    "4294967296",
    "99999999999999999999999999",
    "0.00000000000000000000000000000001",
    "1e400",
    "NaN",
    "๙๙๙๙",
    "ั้ำ",
    "R12",
    "R0",
    "OBEC",
    "parent = \"S1\"\n",
    "code = \"S1\"\n",
    "r=\"XFD1048576\"",
    "r=\"ZZZZZZZ99999999999\"",
    "<c t=\"s\"><v>99999999</v></c>",
    "&#xFFFFFFFF;",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        (any::<u16>(), any::<u8>()).prop_map(|(at, byte)| Change::Set { at, byte }),
        (any::<u16>(), prop::sample::select(&TEXTS[..])).prop_map(|(at, text)| Change::Insert { at, text }),
        (any::<u16>(), 1..64_u16).prop_map(|(at, length)| Change::Remove { at, length }),
        (any::<u16>(), 1..512_u16, 1..4_u8).prop_map(|(at, length, times)| Change::Repeat { at, length, times }),
        any::<u16>().prop_map(|at| Change::Cut { at }),
    ];
    prop::collection::vec(change, 1..12)
}

fn changed(bytes: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for change in changes {
        let place = |at: u16| bytes.len() * usize::from(at) / 65_536;
        let end = |at: u16, length: u16| (place(at) + usize::from(length)).min(bytes.len());
        match *change {
            Change::Set { at, byte } => {
                let at = place(at);
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
            }
            Change::Insert { at, text } => drop(bytes.splice(place(at)..place(at), text.bytes())),
            Change::Remove { at, length } => drop(bytes.drain(place(at)..end(at, length))),
            Change::Repeat { at, length, times } => {
                let part = bytes[place(at)..end(at, length)].repeat(usize::from(times));
                let at = place(at);
                drop(bytes.splice(at..at, part));
            }
            Change::Cut { at } => bytes.truncate(place(at)),
        }
    }
    bytes
}

/// A few variants, or as many as there is time for.
fn fuzz(test: impl Fn(Config)) {
    let number = |name| std::env::var(name).ok().map(|n| n.parse::<u32>().expect("a number"));
    let cases = number("FUZZ_CASES").unwrap_or(300);
    let time = Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(0).into()) / 2;
    let begun = Instant::now();
    loop {
        test(Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() });
        if begun.elapsed() >= time {
            break;
        }
    }
}

fn folder(path: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn sa_2566() -> Instrument {
    domain::instrument::parse(include_str!("../../../../instruments/sa-2566.toml")).unwrap()
}

/// Reads bytes as an instrument, as `emes import instrument` does. One that is accepted must survive its own canonical form and score.
fn instrument(bytes: &[u8]) {
    let Ok((text, _)) = decode(bytes) else { return };
    let Ok(instrument) = domain::instrument::parse(&text) else { return };
    let again = domain::instrument::parse(&instrument.to_canonical()).expect("the canonical form is an instrument");
    assert_eq!(again.to_canonical(), instrument.to_canonical());
    marks(&instrument, b"office,node,round,level,value,note\n");
}

/// Reads bytes as marks, and scores them where they are accepted.
fn marks(instrument: &Instrument, bytes: &[u8]) {
    let offices: Vec<_> = shipped_offices().into_iter().map(|office| (office.code, office.kind)).take(30).collect();
    match read_marks(bytes, instrument, &offices) {
        Ok(marks) => {
            let through = instrument.last_round();
            let mut out = Vec::new();
            write_scores(instrument, through, &offices, &marks, true, Format::Json, &mut out).unwrap();
        }
        Err(problems) => assert!((1..=101).contains(&problems.len())),
    }
}

fn tables(bytes: &[u8]) {
    marks(&sa_2566(), bytes);
    let _ = read_offices(bytes);
    let _ = read_regions(bytes);
}

/// The workbook with one of its parts changed, packed again so that the change is what is read and not a broken package.
fn repacked(bytes: &[u8], part: usize, changes: &[Change]) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let part = part % package.len();
    for i in 0..package.len() {
        let mut file = package.by_index(i).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if i == part {
            content = changed(&content, changes);
        }
        let name = file.name().unwrap().into_owned();
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["office", "node", "round", "level", "value", "note"],
        ["P2300", "S1.1", "R12", "5", "", "ดู"],
        ["P2300", "S1.3", "R12", "ดีมาก", "", ""],
    ];
    for (r, row) in (0..).zip(rows) {
        for (c, text) in (0..).zip(row) {
            sheet.write(r, c, text).unwrap();
        }
    }
    sheet.write(3, 0, "P2301").unwrap();
    sheet.write(3, 3, 4).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn what_once_failed_fails_no_more() {
    for bytes in folder("tests/corpus/instrument") {
        instrument(&bytes);
    }
    for bytes in folder("tests/corpus/marks").iter().chain(&folder("tests/corpus/workbook")) {
        tables(bytes);
    }
}

#[test]
fn a_stray_cell_in_the_last_corner_takes_no_memory() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (c, text) in (0..).zip(["office", "node", "round", "level", "value", "note"]) {
        sheet.write(0, c, text).unwrap();
    }
    sheet.write(1_048_575, 16_383, "x").unwrap();
    tables(&workbook.save_to_buffer().unwrap());
}

#[test]
fn changed_instruments_are_read_or_refused() {
    let mut seeds = folder("../../instruments");
    seeds.extend(folder("tests/corpus/instrument"));
    let seed = || prop::sample::select(seeds.clone());
    fuzz(|config| {
        proptest!(config, |(seed in seed(), changes in changes())| instrument(&changed(&seed, &changes)));
    });
}

#[test]
fn changed_marks_are_read_or_refused() {
    let mut seeds = folder("../../data/published");
    seeds.extend(folder("tests/corpus/marks"));
    let seed = || prop::sample::select(seeds.clone());
    fuzz(|config| {
        proptest!(config, |(seed in seed(), changes in changes())| tables(&changed(&seed, &changes)));
    });
}

#[test]
fn changed_workbooks_are_read_or_refused() {
    let whole = workbook();
    let outside = || prop::option::weighted(0.2, changes());
    fuzz(|config| {
        proptest!(config, |(part in any::<usize>(), inside in changes(), outside in outside())| {
            let bytes = repacked(&whole, part, &inside);
            tables(&outside.map_or(bytes.clone(), |changes| changed(&bytes, &changes)));
        });
    });
}
