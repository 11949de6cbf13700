//! A table that a page shows, as a file: CSV or Excel.

use report::xlsx::{Cell, Column, Kind, Sheet};

use crate::error::{AppError, Result};
use crate::export::{BYTE_ORDER_MARK, IN_MEMORY, TableFormat};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words and codes.
    Text,
    /// Counts.
    Count,
    /// Decimal numbers with as many digits.
    Number(u8),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is about, line by line.
    pub title_lines: Vec<String>,
    /// Heads of the columns, what they hold, and how wide they are in characters.
    pub columns: Vec<(String, Holds, u16)>,
    /// Rows, every cell as it is read; an empty one says nothing.
    pub rows: Vec<Vec<String>>,
    /// Sentences below it.
    pub notes: Vec<String>,
}

impl Table {
    /// Adds a column.
    pub fn column(&mut self, head: String, holds: Holds, width: u16) {
        self.columns.push((head, holds, width));
    }
}

/// The table as a file.
///
/// # Errors
/// When it has too many rows for Excel; when the form is none of tables.
pub fn file(table: &Table, format: TableFormat) -> Result<Vec<u8>> {
    match format {
        TableFormat::Csv => {
            let mut csv = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
            csv.write_record(table.columns.iter().map(|(head, ..)| head)).expect(IN_MEMORY);
            for row in &table.rows {
                csv.write_record(row).expect(IN_MEMORY);
            }
            csv.into_inner().map_err(|error| AppError::Internal(error.to_string()))
        }
        TableFormat::Xlsx => {
            let kind = |holds| match holds {
                Holds::Text => Kind::Text,
                Holds::Count => Kind::Integer,
                Holds::Number(digits) => Kind::Decimal { digits },
            };
            let cell = |(text, (_, holds, _)): (&String, &(String, Holds, u16))| match (holds, text.parse::<i64>()) {
                (Holds::Count, Ok(count)) => Cell::Integer(count),
                (Holds::Number(_), _) if text.parse::<domain::number::Decimal>().is_ok() => Cell::Decimal(text.clone()),
                _ => Cell::Text(text.clone()),
            };
            let sheet = Sheet {
                name: "emes".to_owned(),
                title_lines: table.title_lines.clone(),
                columns: table
                    .columns
                    .iter()
                    .map(|(head, holds, width)| Column {
                        header_th: head.clone(),
                        group_header_th: None,
                        kind: kind(*holds),
                        width: *width,
                    })
                    .collect(),
                rows: table.rows.iter().map(|row| row.iter().zip(&table.columns).map(cell).collect()).collect(),
                notes: table.notes.clone(),
                frozen_columns: 1,
            };
            Ok(report::xlsx::workbook(&[sheet]).map_err(report::Error::from)?)
        }
        TableFormat::Json => Err(AppError::Internal("a table of a page is CSV or XLSX".to_owned())),
    }
}
