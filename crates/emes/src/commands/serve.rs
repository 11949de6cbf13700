//! `emes serve`

use std::net::SocketAddr;
use std::time::Duration;

use app::App;
use app::mail::Mailer;
use domain::problem::Fault;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::worker::Working;
use super::{Outcome, Session};

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
    let app = session.open_with(&session.page_options()).await?;
    let first = app::one_time_link::first_administrator(&app).await.map_err(session.failed(None))?;
    if let Some(token) = first {
        let address = format!("http://{}/link/{}", args.listen.listen, token.to_text());
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
    let refuse = |error: std::io::Error| {
        session.refuse(&Fault::new("serve-listen").with("address", listen.listen).with("error", error))
    };
    allow_connections();
    let mailer = session.settings.mailer().map_err(|fault| session.refuse(&fault))?;
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
    let objects = session.objects()?;
    let working = Working::start(session, &app, &objects)?;
    let rounds = tokio::spawn(look_after(app.clone(), mailer.clone()));
    let web = web::Web { app, objects, demo, mails: mailer.is_some(), secure: listen.secure };
    web.serve(listener, stop).await;
    rounds.abort();
    working.stop().await;
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
