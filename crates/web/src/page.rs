//! From a page to an answer.

use app::AppError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};

use crate::failure::{Answer, Failure};

/// Shows a page.
pub(crate) fn show(page: &impl Template) -> Answer {
    show_as(StatusCode::OK, page)
}

/// Shows a page with a status: 422 for a form that is shown again with what is wrong.
pub(crate) fn show_as(status: StatusCode, page: &impl Template) -> Answer {
    let html = page.render().map_err(|error| Failure::App(AppError::Internal(error.to_string())))?;
    Ok((status, Html(html)).into_response())
}
