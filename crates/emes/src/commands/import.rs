//! `emes import`

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use app::office::ImportCounts;
use app::office_file::{read_offices, read_regions};
use app::office_size_file::read_office_sizes;
use app::table_file::decode;
use clap::Subcommand;
use domain::fiscal_year::FiscalYear;
use domain::office::InstrumentCode;
use domain::problem::{Fault, Problem};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, arg_required_else_help = true)]
pub(super) struct Args {
    /// Address of another program, whose published results are brought in.
    #[arg(long, value_name = "URL", required = true)]
    from: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Offices (CSV or XLSX, docs/formats.md §5).
    Offices(Dated),
    /// Inspection regions with their provinces (CSV or XLSX).
    Regions(Dated),
    /// How many schools each office has in a fiscal year (CSV or XLSX, docs/formats.md §5).
    OfficeData {
        /// File.
        file: PathBuf,
    },
    /// An instrument or a revision of it (TOML, docs/formats.md §1).
    Instrument {
        /// File.
        file: PathBuf,
    },
    /// Marks (CSV or XLSX, docs/formats.md §3).
    Marks(OfInstrument),
    /// Suggestions for development (CSV or XLSX).
    Suggestions(OfInstrument),
}

#[derive(clap::Args)]
struct Dated {
    /// File.
    file: PathBuf,
    /// First day on which it holds (2026-10-01); without it, today, or for a first import the beginning.
    #[arg(long)]
    from: Option<Date>,
}

#[derive(clap::Args)]
struct OfInstrument {
    /// File.
    file: PathBuf,
    /// Code of the instrument (SA).
    #[arg(long)]
    instrument: InstrumentCode,
    /// Fiscal year, Buddhist Era (2566).
    #[arg(long)]
    year: FiscalYear,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let app = session.open().await?;
    let actor = session.actor();
    let Some(what) = &args.what else {
        let origin = args.from.as_deref().unwrap_or_default();
        mirror(session, &app, origin).await?;
        app.db().close().await;
        return Ok(());
    };
    match what {
        What::Offices(Dated { file, from }) => {
            let offices = read_offices(&session.read_file(file)?).map_err(|p| problems(file, p))?;
            let counts =
                app::office::import(&app, &actor, &offices, *from).await.map_err(session.failed(Some(file)))?;
            session.say_counts(counts);
        }
        What::Regions(Dated { file, from }) => {
            let regions = read_regions(&session.read_file(file)?).map_err(|p| problems(file, p))?;
            let counts =
                app::region::import(&app, &actor, &regions, *from).await.map_err(session.failed(Some(file)))?;
            session.say_counts(counts);
        }
        What::OfficeData { file } => {
            let sizes = read_office_sizes(&session.read_file(file)?).map_err(|p| problems(file, p))?;
            let counts = app::office_size::import(&app, &actor, &sizes).await.map_err(session.failed(Some(file)))?;
            session.say_counts(counts);
        }
        What::Instrument { file } => {
            let bytes = session.read_file(file)?;
            let (text, _) = decode(&bytes).map_err(|p| problems(file, vec![p]))?;
            let instrument = domain::instrument::parse(&text).map_err(|p| problems(file, p))?;
            let done = app::instrument::import(&app, &actor, &instrument).await.map_err(session.failed(Some(file)))?;
            let key = if done.is_new { "imported-revision" } else { "imported-revision-same" };
            let fault = Fault::new(key)
                .with("code", &instrument.code)
                .with("year", instrument.fiscal_year)
                .with("revision", done.revision)
                .with("changes", done.changes.len());
            session.say(&fault);
        }
        What::Marks(OfInstrument { file, instrument, year }) => {
            let bytes = session.read_file(file)?;
            let bar = progress_bar();
            let mut progress = |done: usize, total: usize| {
                bar.set_length(total as u64);
                bar.set_position(done as u64);
                if session.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let done = app::mark::import(&app, &actor, *year, instrument, &bytes, &mut progress).await;
            bar.finish_and_clear();
            let done = done.map_err(session.failed(Some(file)))?;
            if done.notice.converted_from_thai_encoding {
                session.note(&session.language.fault(&Fault::new("file-converted").with("file", file.display())));
            }
            session.say_counts(done.counts);
            recompute(session, &app, *year, instrument).await?;
        }
        What::Suggestions(OfInstrument { file, instrument, year }) => {
            let bytes = session.read_file(file)?;
            let counts = app::suggestion::import(&app, &actor, *year, instrument, &bytes)
                .await
                .map_err(session.failed(Some(file)))?;
            session.say_counts(counts);
        }
    }
    app.db().close().await;
    Ok(())
}

async fn mirror(session: &Session, app: &app::App, origin: &str) -> Outcome {
    let mut file = PathBuf::new();
    let mut reading = |url: &str| file = PathBuf::from(url);
    let done = app::mirror::mirror(app, &session.actor(), origin, &mut reading).await;
    for each in done.map_err(session.failed(Some(&file)))? {
        let fault = Fault::new("mirrored")
            .with("number", &each.number)
            .with("offices", each.offices)
            .with("scores", each.scores);
        session.say(&fault);
    }
    Ok(())
}

/// Scores follow marks at once, through every round of the instrument, so that what is shown is never behind what was imported.
async fn recompute(session: &Session, app: &app::App, year: FiscalYear, code: &InstrumentCode) -> Outcome {
    let rounds = app::instrument::rounds(app, year, code).await.map_err(session.failed(None))?;
    for through in rounds {
        let done =
            app::score::recompute(app, &session.actor(), year, code, through).await.map_err(session.failed(None))?;
        let fault = Fault::new("recomputed")
            .with("through", through)
            .with("offices", done.offices)
            .with("incomplete", done.incomplete);
        session.say(&fault);
    }
    Ok(())
}

fn problems(file: &Path, problems: Vec<Problem>) -> Refusal {
    Refusal::Problems { file: file.display().to_string(), problems }
}

/// A bar on a terminal; nothing in a pipe.
pub(super) fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {eta}").expect("a valid template");
    ProgressBar::new(0).with_style(style)
}

impl Session {
    fn say_counts(&self, counts: ImportCounts) {
        let fault = Fault::new("imported")
            .with("inserted", counts.inserted)
            .with("changed", counts.changed)
            .with("unchanged", counts.unchanged);
        self.say(&fault);
    }
}
