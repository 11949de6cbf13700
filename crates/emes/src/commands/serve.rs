//! `emes serve`

use std::net::SocketAddr;
use std::sync::Arc;

use app::attachment::{Rules, Scanner, WordReader};
use app::{App, Evidence};
use domain::problem::Fault;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Outcome, Refusal, Session};

/// The hidden command that looks for citizen numbers in a file.
pub(super) const READ_WORDS: &str = "read-words";

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) listen: Listen,
}

/// Where pages are served.
#[derive(clap::Args)]
pub(super) struct Listen {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Browsers reach the program by HTTPS only, through a proxy: cookies are kept to it.
    #[arg(long, env = "EMES_SECURE")]
    secure: bool,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    if session.settings.is_embedded() {
        super::migrate::bring_up(session).await?;
    }
    let app = session.open().await?;
    let first = app::one_time_link::first_administrator(&app).await.map_err(session.failed(None))?;
    if let Some(token) = first {
        let address = format!("http://{}/link/{}", args.listen.listen, token.to_text());
        session.say(&Fault::new("serve-first-administrator").with("address", address));
    }
    answer(session, app, &args.listen, false).await
}

/// Answers browsers until the program is told to stop, and then finishes what is under way.
pub(super) async fn answer(session: &Session, app: App, listen: &Listen, demo: bool) -> Outcome {
    let refuse = |error: std::io::Error| {
        session.refuse(&Fault::new("serve-listen").with("address", listen.listen).with("error", error))
    };
    let listener = TcpListener::bind(listen.listen).await.map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(refuse)?;
    session.say(&Fault::new("serving").with("address", address));
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let db = app.db().clone();
    let objects = app::Objects::open(&session.settings.objects(), session.db_options().id_salt.into())
        .map_err(|error| session.failed(None)(error.into()))?;
    let evidence = Evidence::open(&app, objects, rules(session)?).await.map_err(session.failed(None))?;
    let engine = Arc::new(session.engine()?);
    let tending = {
        let (app, evidence) = (app.clone(), evidence.clone());
        tokio::task::spawn_blocking(move || tokio::runtime::Handle::current().block_on(evidence.tend(&app)))
    };
    let web = web::Web { app, evidence: evidence.clone(), engine, demo, secure: listen.secure };
    let served = web.serve(listener, stop).await.map_err(refuse);
    evidence.stop();
    if let Err(panic) = tending.await {
        tracing::error!(cause = %panic, "nobody looked after the evidence");
    }
    served?;
    db.close().await;
    session.say(&Fault::new("served"));
    Ok(())
}

/// The rules of the administration for evidence.
fn rules(session: &Session) -> Result<Rules, Refusal> {
    let settings = &session.settings;
    let program =
        std::env::current_exe().map_err(|error| session.refuse(&Fault::new("program-path").with("error", error)))?;
    Ok(Rules {
        file_bytes_max: settings.evidence_file_mb.saturating_mul(1_000_000),
        office_bytes_max: settings.evidence_office_mb.saturating_mul(1_000_000),
        scanner: settings.clamd.as_deref().map(Scanner::parse),
        reader: WordReader::Child(program, vec![READ_WORDS.into()]),
    })
}

/// Looks for citizen numbers in a file on standard input; see [`READ_WORDS`].
pub(super) fn read_words(ending: &str) -> Outcome {
    app::attachment::read_words(ending, std::io::stdin().lock(), std::io::stdout().lock())
        .map_err(|error| Refusal::Words(error.to_string()))
}
