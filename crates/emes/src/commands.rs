//! What can be typed (docs/formats.md §6).

mod score;

use std::process::ExitCode;

use app::message::Language;
use clap::{Parser, Subcommand, ValueEnum};
use domain::problem::Problem;

/// Exit code for input or a state of things that does not allow the command.
const REFUSED: u8 = 1;

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
}

/// What a command needs beside its own arguments.
pub(crate) struct Session {
    language: Language,
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
}

type Outcome = Result<(), Refusal>;

/// Reads the command line and runs the command.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let language = match cli.lang {
        Lang::Th => Language::Th,
        Lang::En => Language::En,
    };
    let session = Session { language };
    let outcome = match cli.command {
        Command::Score(args) => score::run(&session, &args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            session.tell(&refusal);
            ExitCode::from(REFUSED)
        }
    }
}

impl Session {
    #[expect(clippy::print_stderr, reason = "problems go to standard error")]
    fn tell(&self, refusal: &Refusal) {
        match refusal {
            Refusal::Words(words) => eprintln!("{words}"),
            Refusal::Problems { file, problems } => {
                for problem in problems {
                    eprintln!("{file}:{}", self.language.problem(problem));
                }
            }
        }
    }

    /// A note that does not stop the command.
    #[expect(clippy::print_stderr, reason = "notes go to standard error")]
    fn note(&self, words: &str) {
        eprintln!("{words}");
    }
}
