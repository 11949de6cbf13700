//! `emes bench`: what the program does, timed on this machine. `make bench` sets it beside its peers.

mod load;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use app::App;
use app::office_file::{read_offices, shipped_regions};
use clap::Subcommand;
use domain::instrument::Instrument;
use domain::problem::{Fault, Problem};
use report::result::ResultView;

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
    /// Load a program with many clients at once; the database has to be empty.
    Load(load::Args),
    /// Render result files from their content as PDF, without a database.
    Render {
        /// Result views, one JSON object a line.
        #[arg(long)]
        views: PathBuf,
        /// Folder for the files.
        #[arg(long)]
        out: PathBuf,
        /// Documents rendered at the same time.
        #[arg(long, default_value = "1")]
        workers: NonZeroUsize,
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

/// What was measured.
#[derive(serde::Serialize)]
struct Measured {
    name: String,
    unit: &'static str,
    runs: Vec<f64>,
    /// Most memory this process ever held, in MiB; left out where the system does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    peak_mib: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
}

impl Measured {
    fn new(unit: &'static str, runs: &[Duration]) -> Measured {
        Measured::of(unit, runs.iter().map(|run| run.as_secs_f64()).collect())
    }

    fn of(unit: &'static str, runs: Vec<f64>) -> Measured {
        Measured {
            name: concat!("e-MES ", env!("CARGO_PKG_VERSION")).to_owned(),
            unit,
            runs,
            peak_mib: peak_mib("self"),
            documents: None,
            rows: None,
        }
    }

    fn per_document(self, documents: usize) -> Measured {
        let runs = self.runs.iter().map(|seconds| seconds * 1000.0 / documents as f64).collect();
        Measured { runs, unit: "ms/document", documents: Some(documents), ..self }
    }
}

/// The high-water mark of resident memory of a process ("self", or its number) as Linux keeps it.
fn peak_mib(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?;
    Some(kib.trim().parse::<u64>().ok()?.div_ceil(1024))
}

/// Measures and prints one line of JSON with the time of every run.
pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let measured = match &args.what {
        What::Load(args) => {
            session.print(&load::run(session, args).await?);
            return Ok(());
        }
        What::Import(files) => Measured::new("s", &[import(session, files).await?]),
        What::Recompute(files) => Measured::new("s", &recompute(session, files).await?),
        What::Render { views, out, workers, runs } => render(session, views, out, *workers, runs.runs)?,
    };
    session.print(&json(&measured)?);
    Ok(())
}

fn json(measured: &impl serde::Serialize) -> Result<String, Refusal> {
    serde_json::to_string(measured).map_err(|error| Refusal::Words(error.to_string()))
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

fn render(
    session: &Session,
    views: &Path,
    out: &Path,
    workers: NonZeroUsize,
    times: usize,
) -> Result<Measured, Refusal> {
    let words = |error: &dyn std::fmt::Display| Refusal::Words(format!("{}: {error}", views.display()));
    let text = String::from_utf8(session.read_file(views)?).map_err(|e| words(&e))?;
    let views: Vec<ResultView> =
        text.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|e| words(&e))?;
    std::fs::create_dir_all(out).map_err(|e| words(&e))?;
    let engine = session.engine()?;
    let go_on = AtomicBool::new(false);
    let once = || -> Result<Duration, Refusal> {
        let begun = Instant::now();
        let mut failure = None;
        let make = |view: &&ResultView| report::result::pdf(&engine, view);
        report::batch::run(workers, &views, &go_on, make, |view, made| {
            let written = made.map_err(|e| words(&e)).and_then(|bytes| {
                let file = out.join(format!("{}.pdf", view.office.code));
                std::fs::write(file, bytes).map_err(|e| words(&e))
            });
            failure = failure.take().or(written.err());
        })
        .map_err(|e| words(&e))?;
        failure.map_or(Ok(begun.elapsed()), Err)
    };
    // The peers, too, come warm to the first run that counts.
    once()?;
    let runs = (0..times).map(|_| once()).collect::<Result<Vec<_>, _>>()?;
    Ok(Measured::new("s", &runs).per_document(views.len()))
}
