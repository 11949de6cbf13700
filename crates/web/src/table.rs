//! Tables that a page shows, as files.

use app::export::TableFormat;
use app::table::Table;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// The form that an ending asks for, of those that a table has.
pub(crate) fn format(ending: &str) -> Result<TableFormat, Failure> {
    let format = TableFormat::of_ending(ending).filter(|format| *format != TableFormat::Json);
    format.ok_or(Failure::NotFound)
}

/// The table as a file to keep, named `name.ending`.
pub(crate) fn send(name: &str, ending: &str, table: &Table) -> Result<Response, Failure> {
    let bytes = app::table::file(table, format(ending)?)?;
    let kind = match ending {
        "csv" => "text/csv; charset=utf-8",
        _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
}
