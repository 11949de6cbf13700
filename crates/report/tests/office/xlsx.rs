//! Workbooks.

use calamine::{Data, Range, Reader, Xlsx};
use report::xlsx::{self, Cell, Choice, Column, InputColumn, InputKind, InputTemplate, Kind, Sheet, XlsxError};
use std::io::Cursor;

use crate::{libreoffice, package, samples};

fn open(file: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(file.to_vec())).unwrap()
}

fn range(file: &[u8], sheet: &str) -> Range<Data> {
    open(file).worksheet_range(sheet).unwrap()
}

fn text(cell: &str) -> Cell {
    Cell::Text(cell.to_owned())
}

fn column(header: &str, kind: Kind) -> Column {
    Column { header_th: header.to_owned(), group_header_th: None, kind, width: 20 }
}

fn list() -> Sheet {
    let grouped = |header: &str| Column {
        group_header_th: Some("ระดับคุณภาพ".to_owned()),
        ..column(header, Kind::Decimal { digits: 2 })
    };
    Sheet {
        name: "ผลรายเขต".to_owned(),
        title_lines: vec!["ผลการประเมินรายเขต".to_owned(), "ปีงบประมาณ พ.ศ. 2566".to_owned()],
        columns: vec![
            column("เขต", Kind::Text),
            grouped("รอบ 6 เดือน"),
            grouped("รอบ 12 เดือน"),
            column("จำนวน", Kind::Integer),
            column("วันที่", Kind::Date),
        ],
        rows: vec![
            vec![
                text("สพป.ตราด"),
                Cell::Decimal("4.50".to_owned()),
                Cell::Decimal("3.005".to_owned()),
                Cell::Integer(12),
                Cell::Date("2021-11-16".to_owned()),
            ],
            vec![text("=1+1"), text("–"), Cell::Decimal("0.10".to_owned()), Cell::Integer(-3), Cell::Empty],
            vec![
                text("@SUM(A1)"),
                Cell::Decimal("123456789012345678.25".to_owned()),
                Cell::Empty,
                Cell::Integer(i64::MAX),
                Cell::Date("2024-02-29".to_owned()),
            ],
        ],
        notes: vec!["ตัวเลขจำลอง".to_owned()],
        frozen_columns: 1,
    }
}

#[test]
fn list_cells_keep_what_they_say() {
    let file = xlsx::workbook(&[list()]).unwrap();
    std::fs::write(samples::folder("xlsx").join("list.xlsx"), &file).unwrap();
    package::assert_sound(&file);
    let cells = range(&file, "ผลรายเขต");
    let at = |row: u32, column: u32| cells.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(0, 0), Data::String("ผลการประเมินรายเขต".to_owned()));
    assert_eq!(at(3, 1), Data::String("ระดับคุณภาพ".to_owned()));
    assert_eq!(at(4, 2), Data::String("รอบ 12 เดือน".to_owned()));
    assert_eq!(at(5, 1), Data::Float(4.5));
    assert_eq!(at(5, 3), Data::Float(12.0));
    assert_eq!(at(6, 0), Data::String("=1+1".to_owned()));
    assert_eq!(at(6, 1), Data::String("–".to_owned()));
    assert_eq!(at(7, 0), Data::String("@SUM(A1)".to_owned()));
    // Excel keeps fifteen digits; a longer number stays whole as text.
    assert_eq!(at(7, 1), Data::String("123456789012345678.25".to_owned()));
    assert_eq!(at(7, 3), Data::String(i64::MAX.to_string()));
    assert!(matches!(at(5, 4), Data::DateTime(_)), "{:?}", at(5, 4));
    assert_eq!(at(9, 0), Data::String("หมายเหตุ ตัวเลขจำลอง".to_owned()));
}

#[test]
fn documents_are_sound() {
    let folder = samples::folder("xlsx");
    for year in [2564, 2566, 2567] {
        let file = xlsx::result(&samples::result(year)).unwrap();
        std::fs::write(folder.join(format!("result-{year}.xlsx")), &file).unwrap();
        package::assert_sound(&file);
    }
    let file = xlsx::national(&samples::national()).unwrap();
    std::fs::write(folder.join("national.xlsx"), &file).unwrap();
    package::assert_sound(&file);
    let _ = libreoffice::convert(&folder.join("national.xlsx"), "pdf", "pdf");
}
