//! Is this document what was published? By the code printed on it, or by the file itself.

use app::document::verify::{Answer as Found, IssuedDocument, verify_code, verify_file};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use domain::policy::Actor;
use serde::Deserialize;

use super::view::edition_href;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::web::Web;

/// Our own documents are smaller by far.
pub(crate) const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// What was found out.
enum Verdict {
    Issued,
    Altered,
    Unknown,
}

struct ResultLine {
    number: String,
    href: String,
    title: String,
    overall: Option<(String, String)>,
    corrected_by: Option<(String, String)>,
}

struct Checked {
    verdict: Verdict,
    code: String,
    about: String,
    format: String,
    rendered: String,
    results: Vec<ResultLine>,
}

#[derive(Template)]
#[template(path = "public/verify.html")]
struct VerifyPage {
    frame: Frame,
    code: String,
    checked: Option<Checked>,
    /// Nothing was chosen.
    lacks_file: bool,
}

/// What stands in the address of a QR picture.
#[derive(Deserialize)]
pub(crate) struct Code {
    code: Option<String>,
}

pub(crate) async fn code(State(web): State<Web>, frame: Frame, Query(asked): Query<Code>) -> Answer {
    let code: String = asked.code.unwrap_or_default().trim().chars().take(64).collect();
    let checked = match code.is_empty() {
        true => None,
        false => Some(show(&frame, verify_code(&web.app, &Actor::public(), &code).await?)),
    };
    page::show(&VerifyPage { frame, code, checked, lacks_file: false })
}

pub(crate) async fn file(State(web): State<Web>, frame: Frame, mut form: Multipart) -> Answer {
    let unreadable = |_| Failure::App(domain::problem::Fault::new("failure-request-words").into());
    let mut bytes = None;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            bytes = Some(field.bytes().await.map_err(unreadable)?).filter(|bytes| !bytes.is_empty());
        }
    }
    let Some(bytes) = bytes else {
        let page = VerifyPage { frame, code: String::new(), checked: None, lacks_file: true };
        return page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let found = web.act(async move |web: Web| verify_file(&web.app, &Actor::public(), &bytes).await).await?;
    let checked = Some(show(&frame, found));
    page::show(&VerifyPage { frame, code: String::new(), checked, lacks_file: false })
}

fn show(frame: &Frame, found: Found) -> Checked {
    let (verdict, issued) = match found {
        Found::Issued(issued) => (Verdict::Issued, Some(issued)),
        Found::Altered(issued) => (Verdict::Altered, Some(issued)),
        Found::Unknown => (Verdict::Unknown, None),
    };
    let Some(IssuedDocument { document, office_th, results }) = issued else {
        let empty = String::new;
        return Checked {
            verdict,
            code: empty(),
            about: empty(),
            format: empty(),
            rendered: empty(),
            results: Vec::new(),
        };
    };
    let linked = |number: String| (edition_href(&number), number);
    let line = |result: app::document::verify::PublishedResult| ResultLine {
        href: edition_href(&result.publication),
        number: result.publication,
        title: result.title_th,
        overall: result.overall,
        corrected_by: result.corrected_by.map(linked),
    };
    Checked {
        verdict,
        about: office_th.unwrap_or_else(|| frame.t("public-country")),
        format: document.format.to_uppercase(),
        rendered: frame.moment(document.rendered_at),
        code: document.code,
        results: results.into_iter().map(line).collect(),
    }
}
