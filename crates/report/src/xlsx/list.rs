//! A list as a sheet: frozen head, filter, print titles.

use rust_xlsxwriter::{Workbook, Worksheet};

use super::paint::{Canvas, column, lines_of};
use super::style::{Align, Look, Number, Styles};
use super::{Cell, Column, Kind, Sheet, XlsxError};
use crate::outline::grid::head_lines;
use crate::outline::{NOTE, numbered};

/// Adds the sheet to the workbook.
pub(super) fn write(book: &mut Workbook, sheet: &Sheet, styles: &mut Styles) -> Result<(), XlsxError> {
    let columns = column(sheet.columns.len());
    let mut canvas = Canvas { sheet: book.add_worksheet(), styles, name: sheet.name.clone(), row: 0 };
    canvas.sheet.set_name(&sheet.name)?;
    for (index, wide) in sheet.columns.iter().enumerate() {
        canvas.sheet.set_column_width(column(index), wide.width)?;
    }
    canvas.title(&sheet.title_lines, columns)?;
    canvas.check_room(sheet.rows.len() + sheet.notes.len() + 3)?;

    let head_row = canvas.row;
    let heads: Vec<_> =
        sheet.columns.iter().map(|column| (column.header_th.as_str(), column.group_header_th.as_deref())).collect();
    canvas.head(&head_lines(&heads))?;
    let first_row = canvas.row;
    for (index, cells) in sheet.rows.iter().enumerate() {
        if cells.len() != sheet.columns.len() {
            let (sheet_name, row) = (sheet.name.clone(), index + 1);
            let (found, expected) = (cells.len(), sheet.columns.len());
            return Err(XlsxError::RowLength { sheet: sheet_name, row, found, expected });
        }
        let mut lines = 1;
        for (index, (cell, of)) in cells.iter().zip(&sheet.columns).enumerate() {
            if let Cell::Text(text) = cell {
                lines = lines.max(lines_of(text, of.width.into()));
            }
            canvas.cell(canvas.row, column(index), cell, look(cell, of))?;
        }
        canvas.grow(canvas.row, lines)?;
        canvas.row += 1;
    }
    let last_row = canvas.row.max(first_row + 1) - 1;
    if columns > 0 {
        canvas.sheet.autofilter(first_row - 1, 0, last_row.max(first_row), columns - 1)?;
        canvas.sheet.set_repeat_rows(head_row, first_row - 1)?;
    }
    canvas.sheet.set_freeze_panes(first_row, sheet.frozen_columns)?;
    let width = sheet.columns.iter().map(|column| u32::from(column.width)).sum();
    notes(&mut canvas, &sheet.notes, columns, width)?;
    page(canvas.sheet)?;
    Ok(())
}

/// Notes below a table, each across it.
pub(super) fn notes(canvas: &mut Canvas<'_>, notes: &[String], columns: u16, width: u32) -> Result<(), XlsxError> {
    canvas.row += u32::from(!notes.is_empty());
    for (index, note) in numbered(notes).iter().enumerate() {
        let text = if index == 0 { format!("{NOTE} {note}") } else { note.clone() };
        canvas.grow(canvas.row, lines_of(&text, width))?;
        canvas.line(&text, columns, Look::default())?;
    }
    Ok(())
}

/// A4, turned, as wide as the page, numbered.
pub(super) fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.6, 0.6, 0.7, 0.8, 0.3, 0.4);
    sheet.set_footer("&L&A&Rหน้า &P/&N");
    Ok(())
}

fn look(cell: &Cell, of: &Column) -> Look {
    let align = match (of.kind, cell) {
        (Kind::Text, _) => Align::Start,
        (_, Cell::Text(_)) | (Kind::Date, _) => Align::Centre,
        _ => Align::Right,
    };
    let number = match of.kind {
        Kind::Decimal { digits } => Number::Decimal(digits.into()),
        // A code that looks like a number or a date stays what it is.
        Kind::Text => Number::Text,
        Kind::Integer | Kind::Date => Number::General,
    };
    Look { align, number, ruled: true, ..Look::default() }
}
