//! `emes verify`

use std::path::Path;

use app::document::verify::{Answer, IssuedDocument, verify_code, verify_file};
use domain::problem::Fault;

use super::{Outcome, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Code printed on the document, or the document's file.
    what: String,
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let app = session.open().await?;
    let path = Path::new(&args.what);
    let answer = if path.is_file() {
        verify_file(&app, &session.actor(), &session.read_file(path)?).await
    } else {
        verify_code(&app, &session.actor(), &args.what).await
    };
    app.db().close().await;
    match answer.map_err(session.failed(None))? {
        Answer::Issued(document) => {
            session.say(&Fault::new("verify-issued").with("code", &document.document.code));
            session.say_document(&document);
            Ok(())
        }
        Answer::Altered(document) => {
            session.say_document(&document);
            Err(session.refuse(&Fault::new("verify-altered").with("code", &document.document.code)))
        }
        Answer::Unknown => Err(session.refuse(&Fault::new("verify-unknown").with("what", &args.what))),
    }
}

impl Session {
    fn say_document(&self, issued: &IssuedDocument) {
        let document = &issued.document;
        let about = Fault::new("verify-document")
            .with("kind", &document.kind)
            .with("format", &document.format)
            .with("year", document.fiscal_year)
            .with("office", issued.office_th.as_deref().unwrap_or("none"))
            .with("sha256", &document.sha256);
        self.say(&about);
        for result in &issued.results {
            let (mean, level) = result.overall.clone().unwrap_or_else(|| ("–".to_owned(), "none".to_owned()));
            let line = Fault::new("verify-result")
                .with("publication", &result.publication)
                .with("title", &result.title_th)
                .with("mean", mean)
                .with("level", level)
                .with("corrected", result.corrected_by.as_deref().unwrap_or("none"));
            self.say(&line);
        }
    }
}
