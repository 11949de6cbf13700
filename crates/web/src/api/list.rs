//! Lists: a stretch at a time, and where the next one begins.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Refusal;
use super::{json, set};
use crate::failure::{Answer, Failure};
use crate::web::Web;

/// Rows of a stretch where the client does not say how many.
const ROWS: u32 = 50;
/// Most rows of a stretch.
const ROWS_MAX: u32 = 200;

/// Which stretch of a list is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PagingQuery {
    /// How many rows; 50 where it is not said.
    #[param(minimum = 1, maximum = 200, example = 50)]
    limit: Option<u32>,
    /// Where the list goes on, from `next` of the stretch before. It means nothing by itself.
    cursor: Option<String>,
}

/// A stretch of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T> {
    /// The rows.
    pub(super) items: Vec<T>,
    /// Address of the next stretch, also in the header `Link`; none at the end.
    pub(super) next: Option<String>,
}

/// Which stretch of a list is wanted, and at which address.
pub(super) struct Paging {
    limit: u32,
    cursor: Option<String>,
    uri: Uri,
}

impl FromRequestParts<Web> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Paging, Failure> {
        let Query(PagingQuery { limit, cursor }) = Query::try_from_uri(&parts.uri)
            .map_err(|error| Refusal::Unreadable { status: StatusCode::BAD_REQUEST, cause: error.body_text() })?;
        let limit = limit.unwrap_or(ROWS);
        if !(1..=ROWS_MAX).contains(&limit) {
            let cause = format!("limit: 1-{ROWS_MAX}");
            return Err(Refusal::Unreadable { status: StatusCode::BAD_REQUEST, cause }.into());
        }
        Ok(Paging { limit, cursor, uri: parts.uri.clone() })
    }
}

impl Paging {
    /// The stretch, for a list in the order of this key.
    pub(super) fn page<K: DeserializeOwned>(&self) -> Result<app::Page<K>, Failure> {
        let Some(cursor) = &self.cursor else { return Ok(app::Page::first(self.limit)) };
        let parse = || serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).ok()?).ok();
        Ok(app::Page::after(parse().ok_or(Refusal::Cursor)?, self.limit))
    }

    /// Whether so many rows fill the stretch, so that there may be more.
    pub(super) fn is_full(&self, rows: usize) -> bool {
        rows >= self.limit as usize
    }

    /// Answers with rows, and with the key of the last where there may be more.
    pub(super) fn answer<T: Serialize>(self, items: Vec<T>, last: Option<impl Serialize>) -> Answer {
        let next = last.map(|key| {
            let cursor = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&key).unwrap_or_default());
            let query = self.uri.query().unwrap_or_default();
            let mut fields = form_urlencoded::Serializer::new(String::new());
            fields.extend_pairs(form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "cursor"));
            fields.append_pair("cursor", &cursor);
            format!("{}?{}", self.uri.path(), fields.finish())
        });
        let list = List { items, next };
        let mut response = json(StatusCode::OK, &list)?;
        if let Some(next) = &list.next {
            set(&mut response, "link", &format!("<{next}>; rel=\"next\""));
        }
        Ok(response)
    }
}

/// Answers with a list that is short by nature.
pub(super) fn whole<T: Serialize>(items: Vec<T>) -> Answer {
    json(StatusCode::OK, &List { items, next: None })
}
