//! `emes report`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use app::App;
use app::document::issue::{self, Format, Issued, Request, Target, Whose};
use clap::ValueEnum;
use domain::fiscal_year::FiscalYear;
use domain::office::OfficeCode;
use domain::problem::Fault;
use report::sandbox::Launch;
use report::{CustomTemplates, Engine, EngineOptions};

use super::import::progress_bar;
use super::{Outcome, Refusal, Session};

/// The hidden command with which the program renders a template of the administration in a process of its own.
pub(super) const RENDER_TEMPLATE: &str = "render-template";

#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("whose").required(true).args(["office", "all"])))]
pub(super) struct Args {
    /// Code of one office.
    #[arg(long)]
    office: Option<OfficeCode>,
    /// Every office with a published result, the letter and the national summary.
    #[arg(long)]
    all: bool,
    /// Fiscal year, Buddhist Era.
    #[arg(long)]
    year: FiscalYear,
    /// Kind of file.
    #[arg(long, default_value = "pdf")]
    format: FormatName,
    /// Folder for the files.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FormatName {
    Pdf,
    Docx,
    Xlsx,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Pdf => Format::Pdf,
            FormatName::Docx => Format::Docx,
            FormatName::Xlsx => Format::Xlsx,
        }
    }
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let engine = session.engine()?;
    let app = session.open().await?;
    let request = Request {
        year: args.year,
        whose: args.office.clone().map_or(Whose::All, Whose::Office),
        format: args.format.into(),
        to: Target::Folder(&args.out),
        workers: session.workers(),
    };
    let issued = session.issue(&app, &engine, &request).await;
    app.db().close().await;
    let issued = issued?;
    if !issued.without.is_empty() {
        let codes = issued.without.iter().map(OfficeCode::as_str).collect::<Vec<_>>().join(" ");
        session.note(
            &session
                .language
                .fault(&Fault::new("issued-without").with("count", issued.without.len()).with("offices", codes)),
        );
    }
    let fault = Fault::new(if issued.stopped { "issued-stopped" } else { "issued" })
        .with("files", issued.files.len())
        .with("folder", args.out.display());
    if issued.stopped {
        return Err(Refusal::Interrupted(session.language.fault(&fault)));
    }
    session.say(&fault);
    Ok(())
}

/// Renders one template for the parent process; see [`RENDER_TEMPLATE`].
pub(super) fn serve() -> Outcome {
    report::sandbox::serve(std::io::stdin().lock(), std::io::stdout().lock())
        .map_err(|error| Refusal::Words(error.to_string()))
}

impl Session {
    /// The document engine with the administration's own templates, which run in children of this program.
    pub(super) fn engine(&self) -> Result<Engine, Refusal> {
        Engine::new(self.engine_options()?).map_err(|error| self.refuse(&error.fault()))
    }

    /// What the engine is started with.
    pub(super) fn engine_options(&self) -> Result<EngineOptions, Refusal> {
        let program =
            std::env::current_exe().map_err(|error| self.refuse(&Fault::new("program-path").with("error", error)))?;
        let launch = Launch::new(program, vec![RENDER_TEMPLATE.into()]);
        Ok(EngineOptions {
            overrides: self.settings.documents.clone(),
            custom_templates: CustomTemplates::InChildren(launch),
            strict: false,
        })
    }

    /// Documents rendered at the same time.
    pub(super) fn workers(&self) -> NonZeroUsize {
        NonZeroUsize::new(self.settings.workers()).unwrap_or(NonZeroUsize::MIN)
    }

    /// Issues documents under a progress bar.
    pub(super) async fn issue(&self, app: &App, engine: &Engine, request: &Request<'_>) -> Result<Issued, Refusal> {
        let bar = progress_bar();
        let progress = |done: usize, total: usize| {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        };
        let issued = issue::issue(app, &self.actor(), engine, request, &self.stop, &progress).await;
        bar.finish_and_clear();
        issued.map_err(self.failed(None))
    }
}
