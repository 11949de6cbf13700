//! `emes audit`

use clap::Subcommand;
use domain::problem::Fault;

use super::{Outcome, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Is the log whole, and does every publication still score to the bytes it was made of.
    Verify,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let What::Verify = args.what;
    let app = session.open().await?;
    let publications = app::publication::recheck_all(&app, &session.actor()).await.map_err(session.failed(None))?;
    let verified = store::audit::verify(app.db()).await.map_err(|e| session.failed(None)(e.into()))?;
    app.db().close().await;
    match publications {
        Ok(count) => session.say(&Fault::new("publications-sound").with("count", count)),
        Err((number, offices)) => {
            let offices = offices.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(" ");
            return Err(
                session.refuse(&Fault::new("publication-changed").with("number", number).with("offices", offices))
            );
        }
    }
    match verified {
        Ok(head) => {
            session.say(&Fault::new("audit-whole").with("entries", head.seq).with("hash", head.hash));
            Ok(())
        }
        Err(broken) => {
            let what = app::audit::tampering(broken.what);
            Err(session.refuse(&Fault::new("audit-broken").with("seq", broken.seq).with("what", what)))
        }
    }
}
