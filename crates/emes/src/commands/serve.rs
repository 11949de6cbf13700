//! `emes serve`

use std::net::SocketAddr;
use std::time::Duration;

use app::attachment::{Rules, Scanner, WordReader};
use app::mail::Mailer;
use app::open_data::Terms;
use app::{App, Evidence};
use domain::problem::Fault;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::worker::Working;
use super::{Outcome, Refusal, Session};
use crate::ways_in;

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
    /// Address and port of the numbers for Prometheus, at /metrics. Whoever reaches it reads them; without it there are none.
    #[arg(long)]
    metrics_listen: Option<SocketAddr>,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    if session.settings.is_embedded() {
        super::migrate::bring_up(session).await?;
    }
    let app = session.open_with(&session.page_options()).await?;
    let first = app::one_time_link::first_administrator(&app).await.map_err(session.failed(None))?;
    if let Some(token) = first {
        let origin = session.settings.public_url.clone().unwrap_or_else(|| format!("http://{}", args.listen.listen));
        let address = format!("{}/link/{}", origin.trim_end_matches('/'), token.to_text());
        session.say(&Fault::new("serve-first-administrator").with("address", address));
    }
    answer(session, app, &args.listen, false).await
}

/// As many connections as the system lets the process have; what it starts with is often a thousand, which a deadline day exceeds.
fn allow_connections() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}

/// Answers browsers until the program is told to stop, and then finishes what is under way.
pub(super) async fn answer(session: &Session, app: App, listen: &Listen, demo: bool) -> Outcome {
    let refused = |address: SocketAddr| {
        move |error: std::io::Error| {
            session.refuse(&Fault::new("serve-listen").with("address", address).with("error", error))
        }
    };
    let refuse = refused(listen.listen);
    allow_connections();
    let mailer = session.settings.mailer().map_err(|fault| session.refuse(&fault))?;
    let listener = TcpListener::bind(listen.listen).await.map_err(refuse)?;
    let address = listener.local_addr().map_err(refuse)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(refuse)?;
    let watched = match listen.metrics_listen {
        Some(asked) => Some(TcpListener::bind(asked).await.map_err(refused(asked))?),
        None => None,
    };
    if let Some(address) = watched.as_ref().and_then(|listener| listener.local_addr().ok()) {
        session.say(&Fault::new("serving-metrics").with("address", address));
    }
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let db = app.db().clone();
    let objects = session.objects()?;
    let settings = &session.settings;
    let app = session.equipped(app)?;
    // Passkeys hold for a name and never for a number, so on one's own machine it is the one that every machine has.
    let origin = settings.public_url.clone().unwrap_or_else(|| format!("http://localhost:{}", address.port()));
    let terms = Terms { origin: origin.clone(), licence: settings.licence().map_err(|fault| session.refuse(&fault))? };
    let kept = web::Kept::default();
    let passkeys = Some(ways_in::passkeys(&origin).map_err(|fault| session.refuse(&fault))?);
    let provider = ways_in::provider(settings, &origin).map_err(|fault| session.refuse(&fault))?;
    let engine = session.lazy_engine()?;
    let working = Working::start(session, &app, &objects, engine.clone());
    let evidence = Evidence::open(&app, objects, rules(session)?).await.map_err(session.failed(None))?;
    let tending = {
        let (app, evidence) = (app.clone(), evidence.clone());
        tokio::task::spawn_blocking(move || tokio::runtime::Handle::current().block_on(evidence.tend(&app)))
    };
    let rounds = tokio::spawn(look_after(app.clone(), mailer.clone()));
    let metrics = web::Metrics::default();
    let numbers = watched.map(|listener| {
        let serving = metrics.clone().serve(app.clone(), listener, std::future::pending());
        tokio::spawn(async move { serving.await.inspect_err(|error| tracing::error!(%error, "no more numbers")) })
    });
    let mails = mailer.is_some();
    let secure = listen.secure;
    let limits = web::ApiLimits::new(settings.api_requests_per_minute);
    let web = web::Web {
        app,
        evidence: evidence.clone(),
        engine,
        demo,
        mails,
        secure,
        passkeys,
        provider,
        metrics,
        limits,
        kept,
        terms,
    };
    session.say(&Fault::new("serving").with("address", address));
    web.serve(listener, stop).await;
    rounds.abort();
    if let Some(numbers) = numbers {
        numbers.abort();
    }
    working.stop().await;
    evidence.stop();
    if let Err(panic) = tending.await {
        tracing::error!(cause = %panic, "nobody looked after the evidence");
    }
    db.close().await;
    session.say(&Fault::new("served"));
    Ok(())
}

/// How often reminders are looked for and mail is sent. Both are found done already by whichever process comes second.
const EVERY: Duration = Duration::from_secs(60);

/// Reminds people and sends mail for as long as the program serves.
async fn look_after(app: App, mailer: Option<Mailer>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let (app, mailer) = (app.clone(), mailer.clone());
        let round = app::door::apart(move || async move {
            app::notice::remind(&app, app::clock::bangkok_day(app.clock().now())).await?;
            match &mailer {
                Some(mailer) => app::mail::send_due(&app, mailer).await,
                None => Ok(0),
            }
        });
        if let Err(error) = round.await {
            tracing::error!(cause = ?error, "failed to remind or to send mail");
        }
    }
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
