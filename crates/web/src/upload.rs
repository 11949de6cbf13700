//! Files that arrive in parts, by the tus protocol 1.0.0 (<https://tus.io/protocols/resumable-upload>) with its extensions creation,
//! expiration, checksum and termination. What has arrived whole is taken into the library by the form that announced it.

use app::upload::{self, Received, UploadRow};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::id::UploadId;
use tokio::task::JoinHandle;

use crate::failure::{Answer, Failure};
use crate::visitor::Visitor;
use crate::web::Web;

const VERSION: &str = "1.0.0";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The protocol's own word for bytes that are not what their hash says.
const CHECKSUM_MISMATCH: u16 = 460;

/// An answer with headers of the protocol.
fn answer(status: StatusCode, headers: &[(HeaderName, String)]) -> Response {
    let mut response = status.into_response();
    let resumable = (RESUMABLE, VERSION.to_owned());
    // In place of an answer without a kind the page of a failure would be shown.
    let kind = (header::CONTENT_TYPE, "application/octet-stream".to_owned());
    let own = [&resumable, &kind].into_iter().take(if status.is_success() { 1 } else { 2 });
    for (name, value) in headers.iter().chain(own) {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name.clone(), value);
        }
    }
    response
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    text(headers, name)?.parse().ok().filter(|number| *number <= i64::MAX.unsigned_abs())
}

/// Refuses what speaks another version.
fn check_version(headers: &HeaderMap) -> Result<(), Box<Response>> {
    if text(headers, "tus-resumable") == Some(VERSION) {
        return Ok(());
    }
    let versions = (HeaderName::from_static("tus-version"), VERSION.to_owned());
    Err(Box::new(answer(StatusCode::PRECONDITION_FAILED, &[versions])))
}

/// The value of a key of `Upload-Metadata`.
fn metadata(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let pairs = text(headers, "upload-metadata")?.split(',').filter_map(|pair| pair.trim().split_once(' '));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == wanted)?;
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}

fn expires(row: &UploadRow) -> (HeaderName, String) {
    (EXPIRES, row.upload.expires_at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
}

pub(crate) async fn options(State(web): State<Web>) -> Response {
    let name = HeaderName::from_static;
    answer(
        StatusCode::NO_CONTENT,
        &[
            (name("tus-version"), VERSION.to_owned()),
            (name("tus-extension"), "creation,expiration,checksum,termination".to_owned()),
            (name("tus-checksum-algorithm"), "sha256".to_owned()),
            (name("tus-max-size"), web.evidence.rules.file_bytes_max.to_string()),
        ],
    )
}

pub(crate) async fn create(State(web): State<Web>, visitor: Visitor, headers: HeaderMap) -> Answer {
    if let Err(refused) = check_version(&headers) {
        return Ok(*refused);
    }
    let Some(size) = number(&headers, "upload-length") else { return Ok(answer(StatusCode::BAD_REQUEST, &[])) };
    if size > web.evidence.rules.file_bytes_max {
        return Ok(answer(StatusCode::PAYLOAD_TOO_LARGE, &[]));
    }
    let name = metadata(&headers, "filename").unwrap_or_default();
    let office = visitor.office().cloned().ok_or(Failure::NotFound)?;
    let created = web.act(async move |web: Web| {
        upload::create(&web.app, &web.evidence, visitor.actor(), (&office, &name), size).await
    });
    let row = created.await?;
    let location = (header::LOCATION, format!("/evidence/uploads/{}", row.id));
    Ok(answer(StatusCode::CREATED, &[location, expires(&row)]))
}

fn id_of(id: &str) -> Result<UploadId, Failure> {
    id.parse().map(UploadId).map_err(|_| Failure::NotFound)
}

pub(crate) async fn look(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer {
    if let Err(refused) = check_version(&headers) {
        return Ok(*refused);
    }
    let row = upload::find(&web.app, visitor.actor(), id_of(&id)?).await?;
    let (offset, length) = ((OFFSET, row.received.to_string()), (LENGTH, row.upload.size.to_string()));
    Ok(answer(StatusCode::OK, &[offset, length, expires(&row)]))
}

/// What `Upload-Checksum` says: nothing, the hash, or what cannot be used.
fn checksum(headers: &HeaderMap) -> Result<Option<[u8; 32]>, ()> {
    let Some(said) = text(headers, "upload-checksum") else { return Ok(None) };
    let (algorithm, value) = said.split_once(' ').ok_or(())?;
    let bytes = STANDARD.decode(value).map_err(|_| ())?;
    let hash = <[u8; 32]>::try_from(bytes).map_err(|_| ())?;
    if algorithm == "sha256" { Ok(Some(hash)) } else { Err(()) }
}

pub(crate) async fn append(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<String>,
    body: Body,
) -> Answer {
    if let Err(refused) = check_version(&headers) {
        return Ok(*refused);
    }
    if text(&headers, "content-type") != Some("application/offset+octet-stream") {
        return Ok(answer(StatusCode::UNSUPPORTED_MEDIA_TYPE, &[]));
    }
    let Some(offset) = number(&headers, "upload-offset").and_then(|offset| i64::try_from(offset).ok()) else {
        return Ok(answer(StatusCode::BAD_REQUEST, &[]));
    };
    let Ok(hash) = checksum(&headers) else { return Ok(answer(StatusCode::BAD_REQUEST, &[])) };
    let id = id_of(&id)?;
    // On a task of its own: when the line breaks, the answer is given up, and what came until then is kept all the same.
    let received: JoinHandle<app::Result<_>> = tokio::spawn(async move {
        let objects = &web.evidence.objects;
        let bytes = body.into_data_stream();
        let received = upload::append(&web.app, objects, visitor.actor(), (id, offset), bytes, hash).await?;
        Ok((received, upload::find(&web.app, visitor.actor(), id).await?))
    });
    Ok(match received.await.map_err(|panic| app::AppError::Internal(panic.to_string()))?? {
        (Received::Until(end), row) => answer(StatusCode::NO_CONTENT, &[(OFFSET, end.to_string()), expires(&row)]),
        (Received::Elsewhere, _) => answer(StatusCode::CONFLICT, &[]),
        (Received::Damaged, _) => {
            answer(StatusCode::from_u16(CHECKSUM_MISMATCH).unwrap_or(StatusCode::BAD_REQUEST), &[])
        }
    })
}

pub(crate) async fn cancel(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer {
    if let Err(refused) = check_version(&headers) {
        return Ok(*refused);
    }
    let id = id_of(&id)?;
    web.act(async move |web: Web| upload::cancel(&web.app, visitor.actor(), id).await).await?;
    Ok(answer(StatusCode::NO_CONTENT, &[]))
}
