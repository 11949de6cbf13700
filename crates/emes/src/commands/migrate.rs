//! `emes migrate`

use domain::problem::Fault;
use store::Db;

use super::{Outcome, Session};

pub(super) async fn run(session: &Session) -> Outcome {
    let url = session.settings.database_url();
    if session.settings.is_embedded() {
        std::fs::create_dir_all(&session.settings.data).map_err(|error| {
            session.refuse(&Fault::new("folder-create").with("folder", session.settings.data.display()).with("error", error))
        })?;
    }
    let applied = Db::migrate(&url, &session.db_options()).await.map_err(|e| session.failed(None)(e.into()))?;
    let fault = if applied.is_empty() { Fault::new("migrated-none") } else { Fault::new("migrated").with("names", applied.join(", ")) };
    session.say(&fault);
    Ok(())
}
