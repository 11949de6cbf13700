//! `emes migrate`

use domain::problem::Fault;
use store::Db;

use super::{Outcome, Refusal, Session};

pub(super) async fn run(session: &Session) -> Outcome {
    let applied = bring_up(session).await?;
    let fault = if applied.is_empty() {
        Fault::new("migrated-none")
    } else {
        Fault::new("migrated").with("names", applied.join(", "))
    };
    session.say(&fault);
    Ok(())
}

/// Brings the database to this version and returns the names of the migrations applied.
pub(super) async fn bring_up(session: &Session) -> Result<Vec<String>, Refusal> {
    let folder = &session.settings.data;
    if session.settings.is_embedded() {
        std::fs::create_dir_all(folder).map_err(|error| {
            session.refuse(&Fault::new("folder-create").with("folder", folder.display()).with("error", error))
        })?;
    }
    Db::migrate(&session.settings.database_url(), &session.db_options())
        .await
        .map_err(|e| session.failed(None)(e.into()))
}
