//! Documents: having all of them made, watching it, taking one or all.

use app::document::archive::{self, Shelf};
use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use domain::document::Format;
use domain::fiscal_year::FiscalYear;
use domain::policy::{Action, Entity, allows};
use domain::problem::Fault;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, escape};
use crate::job::Shown;
use crate::page;
use crate::round::year_of;
use crate::visitor::Visitor;
use crate::web::Web;

struct Kept {
    ending: &'static str,
    name: String,
    files: i64,
    /// The archive; none while there is nothing in it.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "document/page.html")]
struct DocumentsPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    year: FiscalYear,
    numbers: String,
    offices: i64,
    kept: Vec<Kept>,
    job: Option<Shown>,
    may_make: bool,
}

/// The year that is shown.
#[derive(Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let years = app::result::years(&web.app).await?;
    let year = year_of(&years, choice.year.as_deref()).ok_or(Failure::NotFound)?;
    let Shelf { numbers, offices, kept, job } = archive::shelf(&web.app, visitor.actor(), year).await?;
    let job = job.map(|line| Shown::of(&frame, &line));
    let may_make = job.is_none() && allows(visitor.actor(), Action::DocumentIssue, &Entity::System);
    let kept = kept.into_iter().map(|(format, files)| Kept {
        ending: format.ending(),
        name: format.ending().to_uppercase(),
        files,
        href: (files > 0).then(|| format!("/documents/{year}/{}.zip", format.ending())),
    });
    page::show(&DocumentsPage {
        years: years.into_iter().map(|each| (each, each == year)).collect(),
        numbers: numbers.join(", "),
        kept: kept.collect(),
        year,
        offices,
        job,
        may_make,
        frame,
    })
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    year: String,
    #[serde(default)]
    format: Vec<String>,
}

pub(crate) async fn ask(State(web): State<Web>, visitor: Visitor, Form(form): Form<Wanted>) -> Answer {
    let year: FiscalYear = form.year.parse().map_err(|_| Failure::NotFound)?;
    let formats = Format::ALL.into_iter().filter(|format| form.format.iter().any(|word| word == format.ending()));
    let formats = formats.collect();
    web.act(async move |web: Web| archive::ask(&web.app, visitor.actor(), year, formats).await).await?;
    Ok(Redirect::to(&format!("/documents?year={year}")).into_response())
}

/// All documents of a year in one format: "pdf.zip".
pub(crate) async fn archive(
    State(web): State<Web>,
    visitor: Visitor,
    Path((year, file)): Path<(String, String)>,
) -> Answer {
    let year: FiscalYear = year.parse().map_err(|_| Failure::NotFound)?;
    let format = file.strip_suffix(".zip").and_then(Format::from_ending).ok_or(Failure::NotFound)?;
    let bytes = archive::zip(&web.app, &web.evidence.objects, visitor.actor(), year, format).await?;
    Ok(download(Body::from_stream(bytes), "application/zip", &format!("emes-{year}-{}.zip", format.ending())))
}

pub(crate) async fn file(State(web): State<Web>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let opened = archive::open(&web.app, &web.evidence.objects, visitor.actor(), &code).await?;
    let format = Format::from_ending(&opened.document.format);
    let format = format.ok_or_else(|| Failure::App(Fault::new("internal").into()))?;
    let mut response = download(Body::from_stream(opened.bytes), format.media_type(), &opened.name);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(opened.document.size));
    Ok(response)
}

fn download(body: Body, kind: &str, name: &str) -> Response {
    let mut response = Response::new(body);
    let disposition = format!("attachment; filename*=UTF-8''{}", escape(name).replace('/', "%2F"));
    for (header, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition.as_str()),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}
