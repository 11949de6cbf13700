//! What can be typed (docs/formats.md §6).

mod audit;
mod bench;
mod demo;
mod doctor;
mod export;
mod import;
mod migrate;
mod publish;
mod report;
mod score;
mod serve;
mod user;
mod verify;
mod worker;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::message::Language;
use app::{App, AppError, Clock};
use clap::{Parser, Subcommand, ValueEnum};
use domain::policy::Actor;
use domain::problem::{Fault, Problem};
use store::{Db, DbOptions};

use crate::config::{Flags, Settings};

/// Exit code for input or a state of things that does not allow the command.
const REFUSED: u8 = 1;
/// Exit code of a command that was stopped by Ctrl-C, as shells count it.
const INTERRUPTED: u8 = 130;

/// How long a page waits for a busy database or one that is gone.
const PAGE_PATIENCE: Duration = Duration::from_secs(10);

#[derive(Parser)]
#[command(
    name = "emes",
    version,
    about = "e-MES: monitoring and evaluation of education offices",
    propagate_version = true
)]
struct Cli {
    /// Language of messages.
    #[arg(long, global = true, env = "EMES_LANG", default_value = "th")]
    lang: Lang,
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Th,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// Score marks on files, without a database.
    Score(score::Args),
    /// Bring the database to this version.
    Migrate,
    /// Bring in offices, regions, instruments, marks or suggestions from a file, each in one transaction.
    Import(import::Args),
    /// Make results official.
    Publish(publish::Args),
    /// Make documents of what is published.
    Report(report::Args),
    /// Write tables to files.
    Export(export::Args),
    /// Is this document what was published.
    Verify(verify::Args),
    /// Look after the audit log.
    Audit(audit::Args),
    /// Add people, give them a password, disable them.
    User(user::Args),
    /// Serve the pages.
    Serve(serve::Args),
    /// Do jobs, beside the pages that do them too.
    Worker,
    /// Serve the pages on throw-away data.
    Demo(demo::Args),
    /// Tell the settings in effect and whether everything is there.
    Doctor,
    /// Measure on this machine.
    Bench(bench::Args),
    /// Render a template for the parent process.
    #[command(name = report::RENDER_TEMPLATE, hide = true)]
    RenderTemplate,
    /// Look for citizen numbers in a file for the parent process.
    #[command(name = serve::READ_WORDS, hide = true)]
    ReadWords {
        /// Ending of the file's kind.
        ending: String,
    },
}

/// What a command needs beside its own arguments.
pub(crate) struct Session {
    language: Language,
    settings: Settings,
    stop: Arc<AtomicBool>,
}

/// Why a command stops without doing its work.
pub(crate) enum Refusal {
    /// Problems of a file the person gave.
    Problems {
        /// The file's name as it was typed.
        file: String,
        /// All of them.
        problems: Vec<Problem>,
    },
    /// Anything else, in words.
    Words(String),
    /// Ctrl-C.
    Interrupted(String),
}

type Outcome = Result<(), Refusal>;

/// Reads the command line and runs the command.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    // Causes of failures go to standard error as JSON lines; RUST_LOG says how much.
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "error".into()))
        .init();
    let language = match cli.lang {
        Lang::Th => Language::Th,
        Lang::En => Language::En,
    };
    let settings = match Settings::read(&cli.flags) {
        Ok(settings) => settings,
        Err(fault) => return finish(language, Err(Refusal::Words(language.fault(&fault)))),
    };
    let session = Session { language, settings, stop: Arc::default() };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return finish(language, Err(Refusal::Words(error.to_string()))),
    };
    let outcome = runtime.block_on(async {
        session.watch_for_interrupt();
        match cli.command {
            Command::Score(args) => score::run(&session, &args),
            Command::Migrate => migrate::run(&session).await,
            Command::Import(args) => import::run(&session, &args).await,
            Command::Publish(args) => publish::run(&session, &args).await,
            Command::Report(args) => report::run(&session, &args).await,
            Command::Export(args) => export::run(&session, &args).await,
            Command::Verify(args) => verify::run(&session, &args).await,
            Command::Audit(args) => audit::run(&session, &args).await,
            Command::User(args) => user::run(&session, &args).await,
            Command::Serve(args) => serve::run(&session, &args).await,
            Command::Worker => worker::run(&session).await,
            Command::Demo(args) => demo::run(&session, &args).await,
            Command::Doctor => doctor::run(&session).await,
            Command::Bench(args) => bench::run(&session, &args).await,
            Command::RenderTemplate => report::serve(),
            Command::ReadWords { ending } => serve::read_words(&ending),
        }
    });
    finish(language, outcome)
}

#[expect(clippy::print_stderr, reason = "problems go to standard error")]
fn finish(language: Language, outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Refusal::Words(words)) => {
            eprintln!("{words}");
            ExitCode::from(REFUSED)
        }
        Err(Refusal::Interrupted(words)) => {
            eprintln!("{words}");
            ExitCode::from(INTERRUPTED)
        }
        Err(Refusal::Problems { file, problems }) => {
            for problem in &problems {
                // Tools jump to `file:line:`; what concerns the whole file has no line.
                let space = if problem.line.is_some() { "" } else { " " };
                eprintln!("{file}:{space}{}", language.problem(problem));
            }
            ExitCode::from(REFUSED)
        }
    }
}

impl Session {
    /// A first Ctrl-C asks the running command to stop between two steps, so that nothing is left half done; a second ends it.
    fn watch_for_interrupt(&self) {
        let stop = Arc::clone(&self.stop);
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if stop.swap(true, Ordering::SeqCst) {
                    std::process::exit(i32::from(INTERRUPTED));
                }
            }
        });
    }

    /// A note that does not stop the command.
    #[expect(clippy::print_stderr, reason = "notes go to standard error")]
    fn note(&self, words: &str) {
        eprintln!("{words}");
    }

    /// A line on standard output. Who listens no longer, as `head` when it has read enough, misses it, and the command goes on.
    fn print(&self, line: &str) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// What a command has to say on standard output.
    fn say(&self, fault: &Fault) {
        self.print(&self.language.fault(fault));
    }

    /// The bytes of a file that a person named.
    fn read_file(&self, path: &Path) -> Result<Vec<u8>, Refusal> {
        std::fs::read(path)
            .map_err(|error| self.refuse(&Fault::new("file-read").with("file", path.display()).with("error", error)))
    }

    /// A refusal in the session's language.
    fn refuse(&self, fault: &Fault) -> Refusal {
        Refusal::Words(self.language.fault(fault))
    }

    /// A use case that did not happen, about a file where one was given. The cause goes to the log.
    fn failed(&self, file: Option<&Path>) -> impl Fn(AppError) -> Refusal {
        let file = file.map(|f| f.display().to_string());
        move |error| match error {
            AppError::Problems(problems) => {
                Refusal::Problems { file: file.clone().unwrap_or_else(|| "emes".to_owned()), problems }
            }
            AppError::Stopped | AppError::Store(store::Error::Stopped) => {
                Refusal::Interrupted(error.words(self.language))
            }
            error => {
                if matches!(error, AppError::Store(_) | AppError::Internal(_)) {
                    tracing::error!(cause = ?error, "the command failed");
                }
                Refusal::Words(error.words(self.language))
            }
        }
    }

    /// Opens the use cases on the database, which has to be of this version.
    async fn open(&self) -> Result<App, Refusal> {
        self.open_with(&self.db_options()).await
    }

    async fn open_with(&self, options: &DbOptions) -> Result<App, Refusal> {
        let db = Db::open(&self.settings.database_url(), options).await.map_err(|e| self.failed(None)(e.into()))?;
        Ok(App::new(db, Clock::System))
    }

    fn db_options(&self) -> DbOptions {
        // Not the number of the process: in containers it is the same for all.
        DbOptions { id_salt: app::secret::process_salt(), ..DbOptions::default() }
    }

    /// Behind a page somebody waits: a form that saves itself gives up after twenty seconds, and shall hear what is wrong before that.
    fn page_options(&self) -> DbOptions {
        DbOptions { patience: PAGE_PATIENCE, ..self.db_options() }
    }

    /// Whoever types commands on the machine.
    fn actor(&self) -> Actor {
        Actor::operator()
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}
