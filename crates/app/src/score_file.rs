//! The scoring engine on files, without a database (docs/formats.md §4).

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::sync_channel;

use domain::fiscal_year::RoundCode;
use domain::instrument::Instrument;
use domain::mark::{COLUMNS, Holder, MarkChecker};
use domain::office::{OfficeCode, OfficeKind};
use domain::problem::{PROBLEMS_SHOWN, Problem};
use domain::scoring::{NodeScore, OfficeMarks, ScoreSheet, ScoreWriter, Scorer};

use crate::table_file::{TableNotice, read_table_in_parts};

/// Marks by office, as read from one file.
pub struct MarksByOffice {
    /// Marks of the offices, in the order of the list they were read against.
    pub offices: Vec<OfficeMarks>,
    /// National values.
    pub national: OfficeMarks,
    /// What reading noticed.
    pub notice: TableNotice,
}

/// Reads a marks file (docs/formats.md §3).
///
/// # Errors
/// All problems, at most a hundred; then nothing of the file is used.
pub fn read_marks(
    bytes: &[u8],
    instrument: &Instrument,
    offices: &[(OfficeCode, OfficeKind)],
) -> Result<MarksByOffice, Vec<Problem>> {
    let workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    match read_marks_with(bytes, instrument, offices, workers)? {
        Some(marks) => Ok(marks),
        // Something stands twice, in two parts of the file. Reading in order tells where.
        None => {
            let marks = read_marks_with(bytes, instrument, offices, NonZeroUsize::MIN)?;
            Ok(marks.expect("one part has nothing to overlap with"))
        }
    }
}

/// What one thread reads.
#[derive(Clone)]
struct Sink<'a> {
    checker: MarkChecker<'a>,
    offices: Vec<OfficeMarks>,
    national: OfficeMarks,
}

/// `None` when two parts have a mark for the same place.
fn read_marks_with(
    bytes: &[u8],
    instrument: &Instrument,
    offices: &[(OfficeCode, OfficeKind)],
    workers: NonZeroUsize,
) -> Result<Option<MarksByOffice>, Vec<Problem>> {
    let none = OfficeMarks::new(instrument);
    let checker = MarkChecker::new(instrument, offices);
    let sink = Sink { checker, offices: vec![none.clone(); offices.len()], national: none };
    let (mut parts, read) = read_table_in_parts(
        bytes,
        COLUMNS,
        workers,
        &sink,
        |sink, line, cells| {
            if let Some(mark) = sink.checker.check(line, cells) {
                let marks = match mark.holder {
                    Holder::Office(i) => &mut sink.offices[i],
                    Holder::National => &mut sink.national,
                };
                if let Some(level) = mark.level {
                    marks.set_level(mark.node, mark.round, level);
                }
                if let Some(value) = mark.value {
                    marks.set_value(mark.node, mark.round, value);
                }
            }
            !sink.checker.is_full()
        },
        |sink, problem| {
            sink.checker.note(problem);
            !sink.checker.is_full()
        },
    );
    let overlap = (1..parts.len()).any(|n| (0..n).any(|m| parts[n].checker.overlaps(&parts[m].checker)));
    if overlap {
        return Ok(None);
    }
    let mut problems: Vec<Problem> = Vec::new();
    for part in &mut parts {
        problems.append(&mut part.checker.take_problems());
    }
    problems.truncate(PROBLEMS_SHOWN);
    let notice = match read {
        Ok(notice) if problems.is_empty() => notice,
        Ok(_) => return Err(problems),
        Err(problem) => {
            problems.push(problem);
            return Err(problems);
        }
    };
    let mut parts = parts.into_iter();
    let Sink { mut offices, mut national, .. } = parts.next().unwrap_or(sink);
    for part in parts {
        offices.iter_mut().zip(part.offices).for_each(|(own, other)| own.merge(other));
        national.merge(part.national);
    }
    Ok(Some(MarksByOffice { offices, national, notice }))
}

/// How scores are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The contract of docs/formats.md §4.
    Json,
    /// One line per office and node, same fields.
    Csv,
    /// For reading on a terminal.
    Table,
}

/// Offices that are scored and written in one go: enough that threads seldom wait for each other, little memory to hold.
const BLOCK: usize = 64;

/// Scores offices on all processors and writes them in code order.
///
/// # Errors
/// When writing fails.
pub fn write_scores(
    instrument: &Instrument,
    through: RoundCode,
    offices: &[(OfficeCode, OfficeKind)],
    marks: &MarksByOffice,
    only_marked: bool,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    let scorer = Scorer::new(instrument, through);
    let writer = ScoreWriter::new(instrument);
    let mut chosen: Vec<usize> = (0..offices.len()).filter(|i| !only_marked || !marks.offices[*i].is_empty()).collect();
    chosen.sort_by(|a, b| offices[*a].0.cmp(&offices[*b].0));
    match format {
        Format::Json => out.write_all(writer.head(through).as_bytes())?,
        Format::Csv => {
            out.write_all(b"office,node,state,reason,mean,level,counted,left_out,value,target,achieved\n")?
        }
        Format::Table => out.write_all(b"office   node           state          mean level  reason\n")?,
    }
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    // Worker n of w makes the blocks n, n + w, n + 2w, …, so that asking them in turn gives the blocks in order.
    let blocks: Vec<&[usize]> = chosen.chunks(BLOCK).collect();
    std::thread::scope(|scope| {
        let mut texts = Vec::with_capacity(workers);
        for worker in 0..workers {
            let (sender, receiver) = sync_channel(1);
            texts.push(receiver);
            let (scorer, mut writer, blocks) = (&scorer, writer.clone(), &blocks);
            scope.spawn(move || {
                let mut size = 0;
                for block in blocks.iter().skip(worker).step_by(workers) {
                    let mut text = Vec::with_capacity(size);
                    for i in *block {
                        let (code, kind) = &offices[*i];
                        let sheet = scorer.score(*kind, &marks.offices[*i], &marks.national);
                        write_office(&mut text, &mut writer, instrument, code, &sheet, format);
                    }
                    // The next block has about the same size; a little more, and it is not moved while it grows.
                    size = text.len() + text.len() / 8;
                    if sender.send(text).is_err() {
                        // The file cannot be written.
                        return;
                    }
                }
            });
        }
        for n in 0..blocks.len() {
            let text: Vec<u8> = texts[n % workers].recv().expect("scoring does not panic");
            // Each JSON office is written with a comma before it; the first of the file has none.
            out.write_all(&text[usize::from(format == Format::Json && n == 0)..])?;
        }
        io::Result::Ok(())
    })?;
    if format == Format::Json {
        out.write_all(ScoreWriter::TAIL.as_bytes())?;
    }
    out.flush()
}

fn write_office(
    text: &mut Vec<u8>,
    writer: &mut ScoreWriter<'_>,
    instrument: &Instrument,
    office: &OfficeCode,
    sheet: &ScoreSheet,
    format: Format,
) {
    const IN_MEMORY: &str = "writing to memory does not fail";
    match format {
        Format::Json => {
            text.push(b',');
            writer.write(office, sheet, text);
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(text);
            for (code, score) in lines(instrument, sheet) {
                csv.write_record(csv_fields(instrument, office, code, score)).expect(IN_MEMORY);
            }
            csv.flush().expect(IN_MEMORY);
        }
        Format::Table => {
            for (code, score) in lines(instrument, sheet) {
                let mean = score.score().map_or_else(|| "-".to_owned(), |s| s.shown.to_string());
                let level = score.score().map_or_else(|| "-".to_owned(), |s| s.level.to_string());
                let reason = score.reason().map_or("", |r| r.as_str());
                let state = score.state();
                writeln!(text, "{office:<8} {code:<14} {state:<10} {mean:>8} {level:>5}  {reason}").expect(IN_MEMORY);
            }
        }
    }
}

/// What the overall is called where nodes have codes.
pub const OVERALL: &str = "OVERALL";

pub(crate) fn lines<'a>(
    instrument: &'a Instrument,
    sheet: &'a ScoreSheet,
) -> impl Iterator<Item = (&'a str, &'a NodeScore)> {
    let nodes = instrument.nodes().iter().zip(&sheet.nodes).map(|(node, score)| (node.code.as_str(), score));
    nodes.chain(sheet.overall.as_ref().map(|score| (OVERALL, score)))
}

pub(crate) fn csv_fields(instrument: &Instrument, office: &OfficeCode, code: &str, score: &NodeScore) -> [String; 11] {
    let name = |i: usize| instrument.nodes()[i].code.as_str();
    let target = score.target.as_ref();
    [
        office.to_string(),
        code.to_owned(),
        score.state().to_owned(),
        score.reason().map_or("", |r| r.as_str()).to_owned(),
        score.score().map(|s| s.shown.to_string()).unwrap_or_default(),
        score.score().map(|s| s.level.to_string()).unwrap_or_default(),
        score.counted.iter().map(|i| name(*i)).collect::<Vec<_>>().join(" "),
        score.left_out.iter().map(|(i, r)| format!("{}:{}", name(*i), r.as_str())).collect::<Vec<_>>().join(" "),
        target.and_then(|t| t.value).map(|v| v.to_string()).unwrap_or_default(),
        target.map(|t| t.target.to_string()).unwrap_or_default(),
        target.and_then(|t| t.achieved).map(|a| a.to_string()).unwrap_or_default(),
    ]
}
