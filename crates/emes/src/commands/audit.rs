//! `emes audit`

use clap::Subcommand;
use domain::audit::Tampering;
use domain::policy::{Action, Entity};
use domain::problem::Fault;

use super::{Outcome, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Is the log whole: was no entry changed, removed or moved.
    Verify,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let What::Verify = args.what;
    let app = session.open().await?;
    drop(app.read(&session.actor(), Action::AuditVerify, &Entity::System).await.map_err(session.failed(None))?);
    let verified = store::audit::verify(app.db()).await.map_err(|e| session.failed(None)(e.into()))?;
    app.db().close().await;
    match verified {
        Ok(head) => {
            session.say(&Fault::new("audit-whole").with("entries", head.seq).with("hash", head.hash));
            Ok(())
        }
        Err(broken) => {
            let what = match broken.what {
                Tampering::Changed => "changed",
                Tampering::Removed => "removed",
                Tampering::Reordered => "reordered",
                Tampering::Added => "added",
            };
            Err(session.refuse(&Fault::new("audit-broken").with("seq", broken.seq).with("what", what)))
        }
    }
}
