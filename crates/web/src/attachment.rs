//! The evidence library of an office: bringing files, handing them out, citing them in items.

use app::attachment;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Multipart, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::AttachmentId;
use domain::office::OfficeCode;
use domain::policy::Action;
use domain::problem::Fault;
use serde::Deserialize;

use crate::answer::{File, ItemPath, size_words};
use crate::failure::{Answer, Failure};
use crate::frame::{Frame, escape};
use crate::page;
use crate::self_report::item_href;
use crate::visitor::Visitor;
use crate::web::Web;

/// Most bytes of one file.
const FILE_BYTES_MAX: u64 = 50_000_000;
/// Most bytes of one upload, which may hold several files.
pub(crate) const UPLOAD_BYTES_MAX: usize = 300_000_000;
/// Files shown at a time.
const PAGE: u32 = 50;

struct Line {
    file: File,
    citations: usize,
}

#[derive(Template)]
#[template(path = "attachment/library.html")]
struct LibraryPage {
    frame: Frame,
    office: String,
    lines: Vec<Line>,
    next: Option<String>,
    may_add: bool,
}

/// Where a list goes on.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<i64>,
}

pub(crate) async fn library(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    axum::extract::Query(query): axum::extract::Query<After>,
) -> Answer {
    let code = visitor.office().cloned().ok_or(Failure::NotFound)?;
    let page = match query.after {
        Some(id) => app::Page::after(AttachmentId(id), PAGE),
        None => app::Page::first(PAGE),
    };
    let found = attachment::library(&web.app, visitor.actor(), &code, &page).await?;
    let is_full = found.len() == PAGE as usize;
    let next = found.last().filter(|_| is_full).map(|line| format!("/evidence?after={}", line.row.id));
    let lines = found.into_iter().map(|line| Line {
        file: File {
            id: line.row.id.0,
            href: format!("/evidence/{code}/{}", line.row.id),
            about: format!("{} · {}", size_words(line.row.attachment.size), frame.moment(line.row.created_at)),
            name: line.row.attachment.name,
        },
        citations: line.citations.len(),
    });
    let lines = lines.collect();
    let may_add =
        visitor.actor().roles.iter().any(|(role, _)| domain::policy::role_allows(*role, Action::AttachmentAdd));
    page::show(&LibraryPage { frame, office: code.to_string(), lines, next, may_add })
}

/// Brings the files of a form into the library of an office; returns them in the order they came.
async fn bring(
    web: &Web,
    visitor: &Visitor,
    office: &OfficeCode,
    mut form: Multipart,
) -> app::Result<Vec<AttachmentId>> {
    let mut brought = Vec::new();
    let broken = |_| app::AppError::from(Fault::new("evidence-broken-off"));
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else { continue };
        let stored =
            attachment::put(&web.app, &web.objects, visitor.actor(), (office, &name), field, FILE_BYTES_MAX).await?;
        brought.push(stored.row.id);
    }
    Ok(brought)
}

pub(crate) async fn add(State(web): State<Web>, visitor: Visitor, form: Multipart) -> Answer {
    let code = visitor.office().cloned().ok_or(Failure::NotFound)?;
    bring(&web, &visitor, &code, form).await?;
    Ok(Redirect::to("/evidence").into_response())
}

/// Brings files and cites them in an item at once.
pub(crate) async fn add_to_item(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    form: Multipart,
) -> Answer {
    let (name, node) = path.name()?;
    let to = format!("{}#evidence", item_href(&name, node.as_str()));
    let brought = bring(&web, &visitor, &name.office, form).await?;
    web.act(async move |web: Web| -> app::Result<()> {
        for id in brought {
            attachment::cite(&web.app, visitor.actor(), &name, &node, id, true).await?;
        }
        Ok(())
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// A file that is cited no longer.
#[derive(Deserialize)]
pub(crate) struct Removed {
    attachment: i64,
}

pub(crate) async fn remove_from_item(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<Removed>,
) -> Answer {
    let (name, node) = path.name()?;
    let to = format!("{}#evidence", item_href(&name, node.as_str()));
    let id = AttachmentId(form.attachment);
    web.act(async move |web: Web| attachment::cite(&web.app, visitor.actor(), &name, &node, id, false).await).await?;
    Ok(Redirect::to(&to).into_response())
}

pub(crate) async fn download(
    State(web): State<Web>,
    visitor: Visitor,
    Path((office, id)): Path<(String, i64)>,
) -> Answer {
    let office: OfficeCode = office.parse().map_err(|_| Failure::NotFound)?;
    let (row, bytes) = attachment::open(&web.app, &web.objects, visitor.actor(), &office, AttachmentId(id)).await?;
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    // What people brought is shown by the browser as it is or not at all; it never runs as a page of ours.
    let name = format!("attachment; filename*=UTF-8''{}", escape(&row.attachment.name).replace('/', "%2F"));
    for (header, value) in [
        (header::CONTENT_TYPE, row.attachment.media_type.as_str()),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(header, value);
        }
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(row.attachment.size));
    Ok(response)
}
