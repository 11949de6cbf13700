//! The scoring engine on files, without a database (docs/formats.md §4).

use std::io::{self, Write};

use domain::fiscal_year::RoundCode;
use domain::instrument::Instrument;
use domain::mark::{COLUMNS, Holder, MarkChecker};
use domain::office::{OfficeCode, OfficeKind};
use domain::problem::Problem;
use domain::scoring::{NodeScore, OfficeMarks, OfficeResult, ScoreFile, ScoreSheet, Scorer};

use crate::table_file::{TableNotice, read_table};

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
    struct Sink<'a> {
        checker: MarkChecker<'a>,
        offices: Vec<OfficeMarks>,
        national: OfficeMarks,
    }
    let none = OfficeMarks::new(instrument);
    let checker = MarkChecker::new(instrument, offices);
    let mut sink = Sink { checker, offices: vec![none.clone(); offices.len()], national: none };
    let read = read_table(
        bytes,
        COLUMNS,
        &mut sink,
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
    let mut problems = sink.checker.into_problems();
    match read {
        Err(problem) => {
            problems.push(problem);
            Err(problems)
        }
        Ok(_) if !problems.is_empty() => Err(problems),
        Ok(notice) => Ok(MarksByOffice { offices: sink.offices, national: sink.national, notice }),
    }
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
    let mut chosen: Vec<usize> = (0..offices.len()).filter(|i| !only_marked || !marks.offices[*i].is_empty()).collect();
    chosen.sort_by(|a, b| offices[*a].0.cmp(&offices[*b].0));
    match format {
        Format::Json => out.write_all(ScoreFile::head(instrument, through).as_bytes())?,
        Format::Csv => {
            out.write_all(b"office,node,state,reason,mean,level,counted,left_out,value,target,achieved\n")?
        }
        Format::Table => out.write_all(b"office   node           state          mean level  reason\n")?,
    }
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    // Blocks of a few hundred offices: enough work to share, little memory to hold.
    for (block, part) in chosen.chunks(256 * workers).enumerate() {
        let texts: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let threads: Vec<_> = part
                .chunks(part.len().div_ceil(workers))
                .map(|share| {
                    let scorer = &scorer;
                    scope.spawn(move || {
                        let mut text = Vec::with_capacity(share.len() * 4096);
                        for i in share {
                            let (code, kind) = &offices[*i];
                            let sheet = scorer.score(*kind, &marks.offices[*i], &marks.national);
                            write_office(&mut text, instrument, code, &sheet, format);
                        }
                        text
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().expect("scoring does not panic")).collect()
        });
        for (i, text) in texts.iter().enumerate() {
            // Each JSON office is written with a comma before it; the first of the file has none.
            let skip = usize::from(format == Format::Json && block == 0 && i == 0);
            out.write_all(&text[skip..])?;
        }
    }
    if format == Format::Json {
        out.write_all(ScoreFile::TAIL.as_bytes())?;
    }
    out.flush()
}

fn write_office(text: &mut Vec<u8>, instrument: &Instrument, office: &OfficeCode, sheet: &ScoreSheet, format: Format) {
    const IN_MEMORY: &str = "writing to memory does not fail";
    match format {
        Format::Json => {
            text.push(b',');
            serde_json::to_writer(text, &OfficeResult { instrument, office, sheet }).expect(IN_MEMORY);
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
