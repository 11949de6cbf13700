//! `emes bench`: what the program does, timed on this machine. `make bench` sets it beside its peers.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use app::App;
use app::document::issue::{Format, Request, Whose};
use app::office_file::{read_offices, shipped_regions};
use clap::Subcommand;
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::problem::{Fault, Problem};

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Bring in marks files; the database has to be empty.
    Import(Files),
    /// Bring in marks files, then score them and store the rows.
    Recompute(Files),
    /// Render the result files of a year of the database as PDF.
    Render {
        /// Fiscal year, Buddhist Era.
        #[arg(long)]
        year: FiscalYear,
        /// Folder for the files.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        runs: Runs,
    },
}

#[derive(clap::Args)]
struct Runs {
    /// How often it is measured.
    #[arg(long, default_value_t = 1)]
    runs: usize,
}

#[derive(clap::Args)]
struct Files {
    /// Office file.
    #[arg(long)]
    offices: PathBuf,
    /// An instrument file and its marks file, as INSTRUMENT=MARKS; may be given several times.
    #[arg(long = "pair", required = true)]
    pairs: Vec<String>,
    #[command(flatten)]
    runs: Runs,
}

/// An instrument with the marks given on it.
struct Loaded {
    instrument: Instrument,
    marks: Vec<u8>,
}

/// Measures and prints one line of JSON with the milliseconds of every run.
pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let (name, runs) = match &args.what {
        What::Import(files) => ("import", vec![import(session, files).await?]),
        What::Recompute(files) => ("recompute", recompute(session, files).await?),
        What::Render { year, out, runs } => ("render", render(session, *year, out, runs.runs).await?),
    };
    let runs = runs.iter().map(|run| run.as_millis().to_string()).collect::<Vec<_>>().join(",");
    session.print(&format!("{{\"name\":\"{name}\",\"unit\":\"ms\",\"runs\":[{runs}]}}"));
    Ok(())
}

/// The database with offices and instruments, and the marks still to be brought in.
async fn prepare(session: &Session, files: &Files) -> Result<(App, Vec<Loaded>), Refusal> {
    super::migrate::bring_up(session).await?;
    let app = session.open().await?;
    let actor = session.actor();
    let failed = session.failed(None);
    let in_file = |file: String| move |problems: Vec<Problem>| Refusal::Problems { file, problems };
    let offices =
        read_offices(&session.read_file(&files.offices)?).map_err(in_file(files.offices.display().to_string()))?;
    app::region::import(&app, &actor, &shipped_regions(), None).await.map_err(&failed)?;
    app::office::import(&app, &actor, &offices, None).await.map_err(&failed)?;
    let mut loaded = Vec::new();
    for pair in &files.pairs {
        let Some((file, marks)) = pair.split_once('=') else {
            return Err(session.refuse(&Fault::new("bench-pair").with("pair", pair)));
        };
        let bytes = session.read_file(file.as_ref())?;
        let (text, _) = app::table_file::decode(&bytes).map_err(|p| in_file(file.to_owned())(vec![p]))?;
        let instrument = domain::instrument::parse(&text).map_err(in_file(file.to_owned()))?;
        app::instrument::import(&app, &actor, &instrument).await.map_err(&failed)?;
        loaded.push(Loaded { instrument, marks: session.read_file(marks.as_ref())? });
    }
    Ok((app, loaded))
}

async fn import_all(session: &Session, app: &App, loaded: &[Loaded]) -> Result<Duration, Refusal> {
    let begun = Instant::now();
    for one in loaded {
        let mut go_on = |_, _| ControlFlow::Continue(());
        let (year, code) = (one.instrument.fiscal_year, &one.instrument.code);
        app::mark::import(app, &session.actor(), year, code, &one.marks, &mut go_on)
            .await
            .map_err(session.failed(None))?;
    }
    Ok(begun.elapsed())
}

async fn import(session: &Session, files: &Files) -> Result<Duration, Refusal> {
    let (app, loaded) = prepare(session, files).await?;
    let taken = import_all(session, &app, &loaded).await?;
    app.db().close().await;
    Ok(taken)
}

async fn recompute(session: &Session, files: &Files) -> Result<Vec<Duration>, Refusal> {
    let (app, loaded) = prepare(session, files).await?;
    import_all(session, &app, &loaded).await?;
    let mut runs = Vec::with_capacity(files.runs.runs);
    for _ in 0..files.runs.runs {
        let begun = Instant::now();
        for one in &loaded {
            let (year, code, through) = (one.instrument.fiscal_year, &one.instrument.code, one.instrument.last_round());
            app::score::recompute(&app, &session.actor(), year, code, through).await.map_err(session.failed(None))?;
        }
        runs.push(begun.elapsed());
    }
    app.db().close().await;
    Ok(runs)
}

async fn render(
    session: &Session,
    year: FiscalYear,
    out: &std::path::Path,
    times: usize,
) -> Result<Vec<Duration>, Refusal> {
    let engine = session.engine()?;
    let app = session.open().await?;
    let mut runs = Vec::with_capacity(times);
    for _ in 0..times {
        let begun = Instant::now();
        let request = Request { year, whose: Whose::All, format: Format::Pdf, out, workers: session.workers() };
        session.issue(&app, &engine, &request).await?;
        runs.push(begun.elapsed());
    }
    app.db().close().await;
    Ok(runs)
}
