//! `emes demo`

use std::path::{Path, PathBuf};

use app::demo::cycle;
use app::demo::load::{self, SEED};
use app::demo::{CORRECTED_OFFICE, DemoPlan, EVENTFUL_YEAR, LATE_OFFICE};
use app::document::issue::{Format, Request, Target, Whose};
use app::{App, Clock};
use domain::fiscal_year::FiscalYear;
use domain::office::OfficeCode;
use domain::problem::Fault;
use store::Db;

use super::import::progress_bar;
use super::{Outcome, Refusal, Session, serve};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Seed of the invented figures; the same seed gives the same documents byte for byte.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Folder for a sample of the documents; without it none are made.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Make the data and the documents, and end instead of serving the pages.
    #[arg(long)]
    no_serve: bool,
    /// Serve the demonstration as it was left, with all that was done in it, instead of a new one.
    #[arg(long, conflicts_with_all = ["seed", "out", "no_serve"])]
    keep: bool,
    #[command(flatten)]
    listen: serve::Listen,
}

/// The sample: the two really published results, an invented one in the full layout, and the two that were late and corrected.
const SAMPLE: [(&str, u16); 5] = [
    ("P2402", 2564),
    ("P2300", 2566),
    ("P5004", 2567),
    (LATE_OFFICE, EVENTFUL_YEAR),
    (CORRECTED_OFFICE, EVENTFUL_YEAR),
];

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let folder = session.settings.data.join("demo");
    let database = folder.join("emes.db");
    if !args.keep {
        remove_last(session, &folder)?;
    } else if !database.is_file() {
        return Err(session.refuse(&Fault::new("demo-none").with("folder", folder.display())));
    }
    let url = format!("sqlite://{}", database.display());
    let options = session.page_options();
    Db::migrate(&url, &options).await.map_err(|e| session.failed(None)(e.into()))?;
    let db = Db::open(&url, &options).await.map_err(|e| session.failed(None)(e.into()))?;
    let app = App::new(db, Clock::System);
    if !args.keep {
        load(session, &app, args).await?;
    }
    session.say(&Fault::new("demo-ends").with("data", folder.display()));
    if args.no_serve {
        app.db().close().await;
        return Ok(());
    }
    serve::answer(session, app, &args.listen, true).await
}

/// Makes the demonstration in an empty database, and the documents where they are asked for.
async fn load(session: &Session, app: &App, args: &Args) -> Outcome {
    session.say(&Fault::new("demo-begins").with("seed", args.seed));
    let bar = progress_bar();
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let plan = DemoPlan::new(args.seed);
    let published = load::load(app, &session.actor(), &plan, &progress).await;
    let opened = cycle::load(app, &session.actor(), &plan).await;
    bar.finish_and_clear();
    for publication in published.map_err(session.failed(None))? {
        let key = if publication.corrects.is_some() { "demo-corrected" } else { "demo-published" };
        let fault = Fault::new(key)
            .with("number", &publication.number)
            .with("offices", publication.offices)
            .with("withheld", publication.withheld.len())
            .with("corrects", publication.corrects.as_deref().unwrap_or("none"));
        session.say(&fault);
    }
    opened.map_err(session.failed(None))?;
    app::demo::people(app).await.map_err(session.failed(None))?;
    cycle::give_tasks(app, &session.actor()).await.map_err(session.failed(None))?;
    let Some(out) = &args.out else { return Ok(()) };
    let files = documents(session, app, out).await?;
    for file in &files {
        session.say(&Fault::new("demo-file").with("file", file.display()));
    }
    session.say(&Fault::new("demo-documents").with("out", out.display()).with("files", files.len()));
    Ok(())
}

/// Makes the sample of the documents.
async fn documents(session: &Session, app: &App, out: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let engine = session.engine()?;
    let mut files = Vec::new();
    for (office, year) in SAMPLE {
        for format in [Format::Pdf, Format::Docx, Format::Xlsx] {
            let request = Request {
                year: fiscal_year(year),
                whose: Whose::Office(OfficeCode::new(office).expect("the sample names offices")),
                format,
                to: Target::Folder(out),
                workers: session.workers(),
            };
            files.extend(session.issue(app, &engine, &request).await?.files);
        }
    }
    let (year, workers) = (fiscal_year(2566), session.workers());
    let common = Request { year, whose: Whose::Common, format: Format::Pdf, to: Target::Folder(out), workers };
    files.extend(session.issue(app, &engine, &common).await?.files);
    Ok(files)
}

fn fiscal_year(year: u16) -> FiscalYear {
    FiscalYear::new(i64::from(year)).expect("the sample names fiscal years")
}

/// Removes the database of the demonstration before, in a folder that is there afterwards: it is thrown away each time a new one is made.
fn remove_last(session: &Session, folder: &Path) -> Outcome {
    let failed = |error: std::io::Error| {
        session.refuse(&Fault::new("folder-create").with("folder", folder.display()).with("error", error))
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    for ending in ["db", "db-wal", "db-shm"] {
        match std::fs::remove_file(folder.join(format!("emes.{ending}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    Ok(())
}
