//! `emes doctor`

use std::collections::BTreeSet;

use domain::problem::Fault;

use super::{Outcome, Session};

/// Tells the settings in effect, without secrets, and whether everything the program needs is there.
pub(super) async fn run(session: &Session) -> Outcome {
    let settings = &session.settings;
    let database = without_password(&settings.database_url());
    let lines = [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("data", settings.data.display().to_string()),
        ("database_url", database),
        ("objects", settings.objects()),
        ("documents", settings.documents.as_ref().map_or_else(|| "-".to_owned(), |p| p.display().to_string())),
        ("workers", settings.workers().to_string()),
        ("mail_url", settings.mail_url.as_deref().map_or_else(|| "-".to_owned(), without_password)),
        ("mail_from", settings.mail_from.clone().unwrap_or_else(|| "-".to_owned())),
        ("public_url", settings.public_url.clone().unwrap_or_else(|| "-".to_owned())),
        ("oidc_issuer", settings.oidc_issuer.clone().unwrap_or_else(|| "-".to_owned())),
        ("evidence_file_mb", settings.evidence_file_mb.to_string()),
        ("evidence_office_mb", settings.evidence_office_mb.to_string()),
        ("clamd", settings.clamd.clone().unwrap_or_else(|| "-".to_owned())),
        ("data_licence", settings.data_licence.clone()),
    ];
    for (key, value) in lines {
        session.say(&Fault::new("doctor-setting").with("key", key).with("value", value));
    }
    session.engine()?;
    settings.mailer().map_err(|fault| session.refuse(&fault))?;
    let app = session.open().await?;
    let instruments =
        store::instrument::list(&mut app.db().read().await.map_err(|e| session.failed(None)(e.into()))?, None)
            .await
            .map_err(|e| session.failed(None)(e.into()))?;
    let years: BTreeSet<u16> = instruments.iter().map(|i| i.fiscal_year.number()).collect();
    let years = years.iter().map(u16::to_string).collect::<Vec<_>>().join(" ");
    session.say(
        &Fault::new("doctor-well")
            .with("place", app.db().place())
            .with("instruments", instruments.len())
            .with("years", years),
    );
    app.db().close().await;
    Ok(())
}

/// An address as it may be shown.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or("")),
        None => url.to_owned(),
    }
}
