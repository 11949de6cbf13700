//! `emes score`

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::thread;

use app::office_file::{read_offices, shipped_offices};
use app::score_file::{Format, MarksByOffice, read_marks, write_scores};
use app::table_file::decode;
use clap::error::ErrorKind;
use clap::{CommandFactory, ValueEnum};
use domain::fiscal_year::RoundCode;
use domain::instrument::Instrument;
use domain::office::{OfficeCode, OfficeKind};
use domain::problem::Fault;

use super::{Cli, Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Instrument file (TOML). With --out, several may be given, each with its marks.
    #[arg(long, required = true)]
    instrument: Vec<PathBuf>,
    /// Marks file (CSV or XLSX), in the order of the instruments.
    #[arg(long, required = true)]
    marks: Vec<PathBuf>,
    /// Office file; all its offices are scored. Without it, the shipped offices that have marks.
    #[arg(long)]
    offices: Option<PathBuf>,
    /// Last round considered; without it, the last of the instrument.
    #[arg(long)]
    through: Option<RoundCode>,
    /// Form of the result.
    #[arg(long, default_value = "json")]
    format: FormatName,
    /// Folder for the results, one file for each instrument (SA-2566.json). Without it, standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Json,
    Csv,
    Table,
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            FormatName::Json => Format::Json,
            FormatName::Csv => Format::Csv,
            FormatName::Table => Format::Table,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            FormatName::Json => "json",
            FormatName::Csv => "csv",
            FormatName::Table => "txt",
        }
    }
}

type Offices = [(OfficeCode, OfficeKind)];

/// An instrument with its marks.
struct Sheet {
    instrument: Instrument,
    marks: MarksByOffice,
}

pub(crate) fn run(session: &Session, args: &Args) -> Outcome {
    let pairs: Vec<(&Path, &Path)> =
        args.instrument.iter().map(PathBuf::as_path).zip(args.marks.iter().map(PathBuf::as_path)).collect();
    if args.instrument.len() != args.marks.len() || (pairs.len() > 1 && args.out.is_none()) {
        let words = session.language.fault(&Fault::new("score-usage"));
        Cli::command().error(ErrorKind::WrongNumberOfValues, words).exit();
    }
    let (offices, files) = thread::scope(|scope| {
        let files: Vec<_> = pairs.iter().map(|(_, marks)| scope.spawn(|| session.read_file(marks))).collect();
        let offices = offices(session, args.offices.as_deref());
        (offices, files.into_iter().map(joined).collect::<Result<Vec<_>, _>>())
    });
    let (offices, files) = (offices?, files?);
    // The instruments side by side, each on all processors in turn: while one writes, others still read.
    let sheets = thread::scope(|scope| {
        let read = |(instrument, marks), bytes: Vec<u8>| read_sheet(session, instrument, (marks, &bytes), &offices);
        let sheets: Vec<_> =
            pairs.iter().zip(files).map(|(pair, bytes)| scope.spawn(move || read(*pair, bytes))).collect();
        sheets.into_iter().map(joined).collect::<Result<Vec<Sheet>, _>>()
    })?;
    let write = |sheet: &Sheet, out: &mut File| {
        let through = args.through.unwrap_or_else(|| sheet.instrument.last_round());
        let only_marked = args.offices.is_none();
        write_scores(&sheet.instrument, through, &offices, &sheet.marks, only_marked, args.format.format(), out)
    };
    match (&args.out, &sheets[..]) {
        (Some(folder), sheets) => write_files(session, folder, args.format.ending(), sheets, write),
        (None, sheets) => {
            // Unlike `Stdout`, a file does not look for line ends in everything that is written.
            let mut out = io::stdout().as_fd().try_clone_to_owned().map(File::from);
            match sheets.iter().try_for_each(|sheet| write(sheet, out.as_mut().map_err(|e| e.kind())?)) {
                // The reader went away, as `head` does: nothing is wrong.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                written => written.map_err(|error| session.refuse(&Fault::new("output-write").with("error", error))),
            }
        }
    }
}

fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().expect("reading and scoring do not panic")
}

fn problems(path: &Path) -> impl Fn(Vec<domain::problem::Problem>) -> Refusal {
    let file = path.display().to_string();
    move |problems| Refusal::Problems { file: file.clone(), problems }
}

fn offices(session: &Session, path: Option<&Path>) -> Result<Vec<(OfficeCode, OfficeKind)>, Refusal> {
    let offices = match path {
        Some(path) => read_offices(&session.read_file(path)?).map_err(problems(path))?,
        None => shipped_offices(),
    };
    Ok(offices.into_iter().map(|office| (office.code, office.kind)).collect())
}

fn read_sheet(
    session: &Session,
    path: &Path,
    (marks_path, bytes): (&Path, &[u8]),
    offices: &Offices,
) -> Result<Sheet, Refusal> {
    let instrument = session.read_file(path)?;
    let (text, _) = decode(&instrument).map_err(|p| problems(path)(vec![p]))?;
    let instrument = domain::instrument::parse(&text).map_err(problems(path))?;
    let marks = read_marks(bytes, &instrument, offices).map_err(problems(marks_path))?;
    if marks.notice.converted_from_thai_encoding {
        session.note(&session.language.fault(&Fault::new("file-converted").with("file", marks_path.display())));
    }
    Ok(Sheet { instrument, marks })
}

/// Writes all files, or none when one cannot be written: under other names first.
fn write_files(
    session: &Session,
    folder: &Path,
    ending: &str,
    sheets: &[Sheet],
    write: impl Fn(&Sheet, &mut File) -> io::Result<()> + Sync,
) -> Outcome {
    let refused = |path: &Path, error: io::Error| {
        session.refuse(&Fault::new("file-write").with("file", path.display()).with("error", error))
    };
    std::fs::create_dir_all(folder).map_err(|error| refused(folder, error))?;
    let name = |sheet: &Sheet| format!("{}-{}.{ending}", sheet.instrument.code, sheet.instrument.fiscal_year);
    let paths: Vec<(PathBuf, PathBuf)> =
        sheets.iter().map(|sheet| (folder.join(format!(".{}.part", name(sheet))), folder.join(name(sheet)))).collect();
    if let Some(n) = (1..paths.len()).find(|n| paths[..*n].contains(&paths[*n])) {
        return Err(session.refuse(&Fault::new("score-twice").with("file", paths[n].1.display())));
    }
    let written = thread::scope(|scope| {
        let write = &write;
        let one = |sheet, part: &Path| File::create(part).and_then(|mut out| write(sheet, &mut out));
        let threads: Vec<_> =
            sheets.iter().zip(&paths).map(|(sheet, (part, _))| scope.spawn(move || one(sheet, part))).collect();
        threads.into_iter().map(joined).zip(&paths).try_for_each(|(w, (_, path))| w.map_err(|e| refused(path, e)))
    });
    let renamed = written.and_then(|()| {
        paths.iter().try_for_each(|(part, path)| std::fs::rename(part, path).map_err(|error| refused(path, error)))
    });
    if renamed.is_err() {
        // Nothing may be left of files that could not be finished; that one cannot be removed either adds nothing.
        paths.iter().for_each(|(part, _)| drop(std::fs::remove_file(part)));
    }
    renamed
}
