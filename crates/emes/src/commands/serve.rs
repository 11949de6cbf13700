//! `emes serve`

use std::net::SocketAddr;
use std::sync::Arc;

use app::App;
use domain::problem::Fault;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Outcome, Session};
use crate::ways_in;

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
        let origin = session.settings.public_url.clone().unwrap_or_else(|| format!("http://{}", args.listen.listen));
        let address = format!("{}/link/{}", origin.trim_end_matches('/'), token.to_text());
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
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let db = app.db().clone();
    let objects = app::Objects::open(&session.settings.objects(), session.db_options().id_salt.into())
        .map_err(|error| session.failed(None)(error.into()))?;
    let settings = &session.settings;
    let app = app.with_vault(ways_in::vault(settings).map_err(|fault| session.refuse(&fault))?);
    // Passkeys hold for a name and never for a number, so on one's own machine it is the one that every machine has.
    let origin = settings.public_url.clone().unwrap_or_else(|| format!("http://localhost:{}", address.port()));
    let passkeys = Some(ways_in::passkeys(&origin).map_err(|fault| session.refuse(&fault))?);
    let provider = ways_in::provider(settings, &origin).map_err(|fault| session.refuse(&fault))?;
    let web = web::Web { app, objects: Arc::new(objects), demo, secure: listen.secure, passkeys, provider };
    session.say(&Fault::new("serving").with("address", address));
    web.serve(listener, stop).await.map_err(refuse)?;
    db.close().await;
    session.say(&Fault::new("served"));
    Ok(())
}
