//! `emes export`

use std::path::{Path, PathBuf};

use app::export::{self, TableFormat};
use clap::Subcommand;
use domain::fiscal_year::FiscalYear;
use domain::office::InstrumentCode;
use domain::problem::Fault;

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Published results (CSV, XLSX or JSON by the file's ending).
    Results {
        /// Fiscal year, Buddhist Era.
        #[arg(long)]
        year: FiscalYear,
        /// Code of the instrument; without it, all of the year.
        #[arg(long)]
        instrument: Option<InstrumentCode>,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// All marks of an instrument, in the form in which they are imported.
    Marks(OfInstrument),
    /// A workbook to be filled with marks and imported back (XLSX).
    MarkTemplate(OfInstrument),
    /// An instrument in canonical form (TOML).
    Instrument(OfInstrument),
}

#[derive(clap::Args)]
struct OfInstrument {
    /// Code of the instrument (SA).
    #[arg(long)]
    instrument: InstrumentCode,
    /// Fiscal year, Buddhist Era.
    #[arg(long)]
    year: FiscalYear,
    /// File to write.
    #[arg(long)]
    out: PathBuf,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let app = session.open().await?;
    let actor = session.actor();
    let (out, bytes) = match &args.what {
        What::Results { year, instrument, out } => {
            (out, export::results(&app, &actor, *year, instrument.as_ref(), session.table_format(out)?).await)
        }
        What::Marks(of) => {
            (&of.out, export::marks(&app, &actor, of.year, &of.instrument, session.table_format(&of.out)?).await)
        }
        What::MarkTemplate(of) => (&of.out, export::mark_template(&app, &actor, of.year, &of.instrument).await),
        What::Instrument(of) => (&of.out, export::instrument(&app, &actor, of.year, &of.instrument).await),
    };
    app.db().close().await;
    let bytes = bytes.map_err(session.failed(None))?;
    session.write_file(out, &bytes)?;
    session.say(&Fault::new("exported").with("file", out.display()).with("size", bytes.len()));
    Ok(())
}

impl Session {
    fn table_format(&self, out: &Path) -> Result<TableFormat, Refusal> {
        let ending = out.extension().and_then(|e| e.to_str()).unwrap_or("");
        TableFormat::of_ending(ending)
            .ok_or_else(|| self.refuse(&Fault::new("export-ending").with("file", out.display())))
    }

    /// Writes a file whole or not at all: under another name first.
    fn write_file(&self, path: &Path, bytes: &[u8]) -> Outcome {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let part = path.with_file_name(format!(".{name}.part"));
        let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
        written.map_err(|error| {
            // Nothing may be left of a file that could not be finished; that it cannot be removed either adds nothing.
            let _ = std::fs::remove_file(&part);
            self.refuse(&Fault::new("file-write").with("file", path.display()).with("error", error))
        })
    }
}
