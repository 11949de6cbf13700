//! `emes publish`

use std::path::PathBuf;

use app::document::settings_for;
use app::publication::Release;
use app::table_file::decode;
use domain::document::DocumentSettings;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::office::InstrumentCode;
use domain::problem::{Fault, PROBLEMS_SHOWN};

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Fiscal year, Buddhist Era.
    #[arg(long)]
    year: FiscalYear,
    /// Code of the instrument; without it, all of the year.
    #[arg(long)]
    instrument: Option<InstrumentCode>,
    /// Last round considered; without it, the last of the instrument.
    #[arg(long)]
    through: Option<RoundCode>,
    /// Settings of the documents (TOML); without it, those shipped for the year.
    #[arg(long)]
    documents: Option<PathBuf>,
    /// Why, for a correction.
    #[arg(long)]
    reason: Option<String>,
    /// Days in which offices may object; without it, a correction keeps the time of what it corrects and anything else has none.
    #[arg(long)]
    objection_days: Option<u16>,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let settings = match &args.documents {
        None => settings_for(args.year),
        Some(path) => {
            let bytes = session.read_file(path)?;
            let problems = |problems| Refusal::Problems { file: path.display().to_string(), problems };
            let (text, _) = decode(&bytes).map_err(|p| problems(vec![p]))?;
            DocumentSettings::parse(&text).map_err(problems)?
        }
    };
    let app = session.open().await?;
    let codes = match &args.instrument {
        Some(code) => vec![code.clone()],
        None => app::instrument::codes_of(&app, args.year).await.map_err(session.failed(None))?,
    };
    for code in codes {
        let release =
            Release { settings: &settings, reason: args.reason.as_deref(), objection_days: args.objection_days };
        let done = app::publication::publish(&app, &session.actor(), args.year, &code, args.through, &release)
            .await
            .map_err(session.failed(None))?;
        let key = if done.is_new { "published" } else { "published-same" };
        let fault = Fault::new(key)
            .with("number", &done.number)
            .with("offices", done.offices)
            .with("withheld", done.withheld.len())
            .with("corrects", done.corrects.as_deref().unwrap_or("none"))
            .with("hash", &done.hash);
        session.say(&fault);
        for (office, nodes) in done.withheld.iter().take(PROBLEMS_SHOWN) {
            session.note(&session.language.fault(&Fault::new("withheld").with("office", office).with("nodes", nodes)));
        }
        if let Some(more) = done.withheld.len().checked_sub(PROBLEMS_SHOWN).filter(|more| *more > 0) {
            session.note(&session.language.fault(&Fault::new("withheld-more").with("count", more)));
        }
    }
    app.db().close().await;
    Ok(())
}
