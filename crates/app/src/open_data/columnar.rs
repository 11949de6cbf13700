//! A table as Parquet, for programs that read columns. It is made from the CSV by the dictionary, so that the two cannot disagree.

use std::sync::Arc;

use csv::StringRecord;
use domain::number::Decimal;
use parquet::basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::dictionary::{Column, Kind, Table};
use crate::export::BYTE_ORDER_MARK;

/// Rows written at once: readers take them as a whole, and only so many lie in memory.
const ROWS: usize = 100_000;
/// Decimals have 16 bytes, which hold so many digits.
const BYTES: i32 = 16;
const DIGITS: i32 = 38;

type Reader<'t> = csv::Reader<&'t [u8]>;

/// The Parquet of a table that is there as CSV.
///
/// # Errors
/// When the table is not what the dictionary says.
pub(super) fn of_csv(table: &Table, text: &[u8]) -> Result<Vec<u8>> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let scales = scales(table, text)?;
    let fields = table.columns.iter().zip(&scales).map(|(column, scale)| Ok(Arc::new(field(column, *scale)?)));
    let schema = Type::group_type_builder(table.name).with_fields(fields.collect::<Result<_>>()?).build()?;
    let packed = Compression::GZIP(GzipLevel::default());
    let properties = WriterProperties::builder().set_compression(packed).build();
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut reader = Reader::from_reader(text);
    let mut records = reader.records();
    loop {
        let rows: Vec<StringRecord> = records.by_ref().take(ROWS).collect::<csv::Result<_>>().map_err(wrong)?;
        if rows.is_empty() {
            return file.into_inner();
        }
        let mut group = file.next_row_group()?;
        for (place, (column, scale)) in table.columns.iter().zip(&scales).enumerate() {
            let cells = rows.iter().map(|row| row.get(place).unwrap_or_default());
            let Some(mut writer) = group.next_column()? else { return Err(wrong("a column is lacking")) };
            write(&mut writer, column, *scale, cells)?;
            writer.close()?;
        }
        group.close()?;
    }
}

fn wrong(error: impl ToString) -> ParquetError {
    ParquetError::General(error.to_string())
}

/// How many digits each column of decimals has behind the point: as many as the longest of its numbers.
fn scales(table: &Table, text: &[u8]) -> Result<Vec<u32>> {
    let mut scales = vec![0; table.columns.len()];
    for record in Reader::from_reader(text).records() {
        let record = record.map_err(wrong)?;
        for (place, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Number) {
            let cell = record.get(place).unwrap_or_default();
            if !cell.is_empty() {
                let number: Decimal = read(column, cell)?;
                scales[place] = scales[place].max(number.scale());
            }
        }
    }
    Ok(scales)
}

fn read<T: std::str::FromStr>(column: &Column, cell: &str) -> Result<T> {
    cell.parse().map_err(|_| wrong(format!("{}: {cell:?}", column.name)))
}

fn field(column: &Column, scale: u32) -> Result<Type> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Number => {
            let scale = i32::try_from(scale).map_err(wrong)?;
            return Type::primitive_type_builder(column.name, Physical::FIXED_LEN_BYTE_ARRAY)
                .with_repetition(repetition(column))
                .with_logical_type(Some(LogicalType::decimal(scale, DIGITS)))
                .with_length(BYTES)
                .with_precision(DIGITS)
                .with_scale(scale)
                .build();
        }
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(repetition(column))
        .with_logical_type(logical)
        .build()
}

const fn repetition(column: &Column) -> Repetition {
    if column.is_required { Repetition::REQUIRED } else { Repetition::OPTIONAL }
}

fn write<'c>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    scale: u32,
    cells: impl Iterator<Item = &'c str>,
) -> Result<()> {
    match column.kind {
        Kind::Text => put::<ByteArrayType>(writer, column, cells, |cell| Ok(ByteArray::from(cell))),
        Kind::Integer => put::<Int64Type>(writer, column, cells, |cell| read(column, cell)),
        Kind::Boolean => put::<BoolType>(writer, column, cells, |cell| read(column, cell)),
        Kind::Number => put::<FixedLenByteArrayType>(writer, column, cells, |cell| {
            let number: Decimal = read(column, cell)?;
            let more = 10_i128.checked_pow(scale - number.scale()).and_then(|more| number.units().checked_mul(more));
            let units = more.ok_or_else(|| wrong(format!("{}: {cell:?} is too long", column.name)))?;
            Ok(FixedLenByteArray::from(units.to_be_bytes().to_vec()))
        }),
    }
}

/// Writes the cells of a column; an empty one is none.
fn put<'c, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    cells: impl Iterator<Item = &'c str>,
    value: impl Fn(&str) -> Result<T::T>,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(!cell.is_empty()));
        if !cell.is_empty() {
            values.push(value(cell)?);
        }
    }
    let levels = (!column.is_required).then_some(levels.as_slice());
    writer.typed::<T>().write_batch(&values, levels, None)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::Field;

    use super::super::dictionary::TABLES;
    use super::*;

    /// A table of results with these cells under `mean`, `level` and `achieved`.
    fn results(cells: &[(&str, &str, &str)]) -> Vec<u8> {
        let table = &TABLES[0];
        let mut text = BYTE_ORDER_MARK.to_vec();
        text.extend(table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",").bytes());
        for (mean, level, achieved) in cells {
            let cell = |column: &Column| match column.name {
                "mean" => *mean,
                "level" => *level,
                "achieved" => *achieved,
                "fiscal_year" => "2568",
                _ if column.is_required => "\"ก,ข\"",
                _ => "",
            };
            text.extend(b"\r\n");
            text.extend(table.columns.iter().map(cell).collect::<Vec<_>>().join(",").bytes());
        }
        text
    }

    #[test]
    fn cells_keep_their_values_and_what_is_empty_is_none() {
        let file = of_csv(&TABLES[0], &results(&[("4.205", "5", "true"), ("-3", "", ""), ("", "1", "false")])).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 3);
        let cell = |row: &parquet::record::Row, name: &str| {
            row.get_column_iter().find(|(found, _)| *found == name).map(|(_, field)| field.clone()).unwrap()
        };
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap()).collect();
        let shown = |name: &str| rows.iter().map(|row| cell(row, name).to_string()).collect::<Vec<_>>();
        assert_eq!(shown("mean"), ["4.205", "-3.000", "null"]);
        assert_eq!(shown("level"), ["5", "null", "1"]);
        assert_eq!(shown("achieved"), ["true", "null", "false"]);
        assert_eq!(cell(&rows[0], "office"), Field::Str("ก,ข".to_owned()));
    }

    #[test]
    fn what_the_dictionary_does_not_say_is_refused() {
        for (mean, level) in [("vier", "1"), ("4.2", "1.5")] {
            assert!(of_csv(&TABLES[0], &results(&[(mean, level, "")])).is_err(), "{mean} {level}");
        }
        assert!(!of_csv(&TABLES[0], &results(&[])).unwrap().is_empty(), "no rows are a table, too");
    }
}
