//! `emes score`

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use app::office_file::{read_offices, shipped_offices};
use app::score_file::{Format, read_marks, write_scores};
use app::table_file::decode;
use clap::ValueEnum;
use domain::fiscal_year::RoundCode;
use domain::problem::Fault;

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Instrument file (TOML).
    #[arg(long)]
    instrument: PathBuf,
    /// Marks file (CSV or XLSX).
    #[arg(long)]
    marks: PathBuf,
    /// Office file; all its offices are scored. Without it, the shipped offices that have marks.
    #[arg(long)]
    offices: Option<PathBuf>,
    /// Last round considered; without it, the last of the instrument.
    #[arg(long)]
    through: Option<RoundCode>,
    /// Form of the result.
    #[arg(long, default_value = "json")]
    format: FormatName,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Json,
    Csv,
    Table,
}

pub(crate) fn run(session: &Session, args: &Args) -> Outcome {
    let problems = |path: &Path| {
        let file = path.display().to_string();
        move |problems| Refusal::Problems { file: file.clone(), problems }
    };
    let bytes = session.read_file(&args.instrument)?;
    let (text, _) = decode(&bytes).map_err(|p| problems(&args.instrument)(vec![p]))?;
    let instrument = domain::instrument::parse(&text).map_err(problems(&args.instrument))?;
    let offices = match &args.offices {
        Some(path) => read_offices(&session.read_file(path)?).map_err(problems(path))?,
        None => shipped_offices(),
    };
    let offices: Vec<_> = offices.into_iter().map(|o| (o.code, o.kind)).collect();
    let bytes = session.read_file(&args.marks)?;
    let marks = read_marks(&bytes, &instrument, &offices).map_err(problems(&args.marks))?;
    drop(bytes);
    if marks.notice.converted_from_thai_encoding {
        session.note(&session.language.fault(&Fault::new("file-converted").with("file", args.marks.display())));
    }
    let through = args.through.unwrap_or_else(|| instrument.last_round());
    let format = match args.format {
        FormatName::Json => Format::Json,
        FormatName::Csv => Format::Csv,
        FormatName::Table => Format::Table,
    };
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match write_scores(&instrument, through, &offices, &marks, args.offices.is_none(), format, &mut out) {
        // The reader went away, as `head` does: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(session.refuse(&Fault::new("output-write").with("error", error))),
        Ok(()) => Ok(()),
    }
}
