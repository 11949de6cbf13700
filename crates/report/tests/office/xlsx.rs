//! Workbooks.

use calamine::{Data, DataType, Range, Reader, Xlsx};
use report::xlsx::{
    self, Cell, Choice, Column, InputColumn, InputKind, InputTemplate, Kind, NameProblem, Sheet, XlsxError,
};
use std::io::Cursor;

use crate::libreoffice::{assert_in_order, squeezed};
use crate::{expected, libreoffice, package, samples};

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
fn list_is_styled_for_reading_and_printing() {
    let file = xlsx::workbook(&[list()]).unwrap();
    let sheet = package::part(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane xSplit="1" ySplit="5" topLeftCell="B6""#), "{}", &sheet[..900]);
    assert!(sheet.contains(r#"<autoFilter ref="A5:E8""#));
    assert!(sheet.contains(r#"orientation="landscape""#) && sheet.contains(r#"fitToHeight="0""#));
    for merged in ["A1:E1", "A2:E2", "B4:C4", "A4:A5", "D4:D5"] {
        assert!(sheet.contains(&format!(r#"<mergeCell ref="{merged}"/>"#)), "{merged}");
    }
    let book = package::part(&file, "xl/workbook.xml");
    assert!(book.contains("'ผลรายเขต'!$4:$5") || book.contains("ผลรายเขต!$4:$5"), "{book}");
    let styles = package::part(&file, "xl/styles.xml");
    for form in [r#"formatCode="0.000""#, r#"quotePrefix="1""#, r#"<name val="TH SarabunPSK"/>"#, "[$-107041E]"] {
        assert!(styles.contains(form), "{form}");
    }
    assert!(package::part(&file, "docProps/core.xml").contains("ผลการประเมินรายเขต ปีงบประมาณ พ.ศ. 2566"));
}

#[test]
fn libreoffice_shows_list_values_to_their_last_digit() {
    let path = samples::folder("xlsx").join("shown.xlsx");
    std::fs::write(&path, xlsx::workbook(&[list()]).unwrap()).unwrap();
    // The values as they are shown, in UTF-8.
    let csv = libreoffice::convert(&path, "csv", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true");
    let shown = std::fs::read_to_string(csv).unwrap();
    for row in [
        "สพป.ตราด,4.50,3.005,12,16 พ.ย. 2564",
        "=1+1,–,0.10,-3,",
        "@SUM(A1),123456789012345678.25,,9223372036854775807,29 ก.พ. 2567",
    ] {
        assert!(shown.contains(row), "“{row}” is not in\n{shown}");
    }
}

#[test]
fn workbooks_repeat_their_bytes() {
    assert!(xlsx::workbook(&[list()]).unwrap() == xlsx::workbook(&[list()]).unwrap());
    let (view, national) = (samples::result(2566), samples::national());
    assert!(xlsx::result(&view).unwrap() == xlsx::result(&view).unwrap());
    assert!(xlsx::national(&national).unwrap() == xlsx::national(&national).unwrap());
    assert!(xlsx::input_template(&template()).unwrap() == xlsx::input_template(&template()).unwrap());
}

#[test]
fn sheet_names_that_excel_refuses_are_named() {
    let named = |name: &str| Sheet { name: name.to_owned(), ..list() };
    let refusal = |sheets: &[Sheet]| match xlsx::workbook(sheets).unwrap_err() {
        XlsxError::SheetName { name, problem } => (name, problem),
        other => panic!("{other}"),
    };
    assert!(matches!(xlsx::workbook(&[]).unwrap_err(), XlsxError::NoSheet));
    assert_eq!(refusal(&[named("QP/AP")]), ("QP/AP".to_owned(), NameProblem::Characters));
    assert_eq!(refusal(&[named("ผลการประเมินรายสำนักงานเขตพื้นที่")]).1, NameProblem::Long);
    assert_eq!(refusal(&[named("SA"), named("sa")]).1, NameProblem::Taken);
    assert_eq!(refusal(&[named(" ")]).1, NameProblem::Empty);
    assert_eq!(refusal(&[named("'SA'")]).1, NameProblem::Apostrophe);
    assert_eq!(refusal(&[named("History")]).1, NameProblem::Reserved);
    assert!(xlsx::workbook(&[named("ก".repeat(31).as_str())]).is_ok());
}

#[test]
fn wrong_content_is_named_with_its_place() {
    let refusal = |change: fn(&mut Sheet)| {
        let mut sheet = list();
        change(&mut sheet);
        xlsx::workbook(&[sheet]).unwrap_err().to_string()
    };
    let decimal = refusal(|sheet| sheet.rows[0][1] = Cell::Decimal("๔.๕๐".to_owned()));
    assert!(decimal.contains("B6") && decimal.contains("๔.๕๐") && decimal.contains("NoNumber"), "{decimal}");
    let date = refusal(|sheet| sheet.rows[1][4] = Cell::Date("2021-02-30".to_owned()));
    assert!(date.contains("E7") && date.contains("2021-02-30") && date.contains("NoDate"), "{date}");
    let long = refusal(|sheet| sheet.rows[2][0] = text(&"ก".repeat(32_768)));
    assert!(long.contains("A8") && long.contains("Long"), "{long}");
    let ragged = refusal(|sheet| drop(sheet.rows[1].pop()));
    assert!(ragged.starts_with("row 2 of the sheet") && ragged.contains("4 cells for 5 columns"), "{ragged}");
    let mut view = samples::result(2567);
    view.imprint.issued_on = "วันนี้".to_owned();
    assert!(xlsx::result(&view).unwrap_err().to_string().contains("“วันนี้”"));
}

#[test]
fn result_sheets_show_every_row_in_order() {
    for year in [2564, 2566, 2567] {
        let view = samples::result(year);
        let file = xlsx::result(&view).unwrap();
        std::fs::write(samples::folder("xlsx").join(format!("result-{year}.xlsx")), &file).unwrap();
        package::assert_sound(&file);
        let mut book = open(&file);
        let mut cells = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).unwrap();
            cells.extend(range.used_cells().map(|(_, _, cell)| squeezed(&shown(cell))));
        }
        let words = expected::result(&view).into_iter().map(|piece| squeezed(&piece));
        assert_in_order(&format!("result-{year}"), &cells.join("\u{1f}"), words);
    }
}

/// A number as its format shows it, as far as the samples go: whole numbers as they are, means with two digits.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number} {number:.2}"),
        Data::Float(number) => format!("{number:.2}"),
        other => other.to_string(),
    }
}

#[test]
fn result_tables_have_numbers_and_the_merged_cells_of_the_paper() {
    let view = samples::result(2566);
    let file = xlsx::result(&view).unwrap();
    let mut book = open(&file);
    assert_eq!(book.sheet_names(), ["ภาพรวม", "QP", "AP", "SA", "ข้อเสนอแนะ QP"]);
    let rounds = book.worksheet_range("QP").unwrap();
    let find = |range: &Range<Data>, start: &str| {
        let found = range.used_cells().find(|(_, _, cell)| cell.to_string().starts_with(start));
        found.map(|(row, _, _)| row).unwrap_or_else(|| panic!("no row begins with “{start}”"))
    };
    let row = find(&rounds, "ตัวชี้วัดที่ 1 ");
    let cells: Vec<Data> = (1..5).map(|column| rounds.get((row, column)).unwrap().clone()).collect();
    assert_eq!(cells[..3], [Data::Float(3.0), Data::Float(5.0), Data::Float(4.0)]);
    assert_eq!(cells[3], Data::String("ดีมาก".to_owned()));

    let standards = book.worksheet_range("SA").unwrap();
    let monitored = find(&standards, "ตัวบ่งชี้ที่ 2 การพัฒนา") as u32 + 1;
    let sheet = package::part(&file, "xl/worksheets/sheet4.xml");
    assert!(sheet.contains(&format!(r#"<mergeCell ref="B{monitored}:C{monitored}"/>"#)), "monitored rows are one cell");
    let sheet = package::part(&file, "xl/worksheets/sheet2.xml");
    let head = find(&rounds, "ตัวชี้วัด") + 1;
    for merged in [format!("B{head}:C{head}"), format!("D{head}:E{head}"), format!("A{head}:A{}", head + 1)] {
        assert!(sheet.contains(&format!(r#"<mergeCell ref="{merged}"/>"#)), "{merged} of the two-line head");
    }
    assert!(package::part(&file, "docProps/core.xml").contains(&view.verification.code));
    assert!(cells_of(&mut book).contains("ข้อมูลจำลอง"));
}

fn cells_of(book: &mut Xlsx<Cursor<Vec<u8>>>) -> String {
    let ranges: Vec<_> = book.worksheets().into_iter().map(|(_, range)| range).collect();
    ranges.iter().flat_map(|range| range.used_cells().map(|(_, _, cell)| cell.to_string() + "\n")).collect()
}

#[test]
fn national_sheets_hold_the_figures_and_their_charts() {
    let view = samples::national();
    let file = xlsx::national(&view).unwrap();
    let path = samples::folder("xlsx").join("national.xlsx");
    std::fs::write(&path, &file).unwrap();
    package::assert_sound(&file);
    let charts = package::parts(&file).keys().filter(|path| path.starts_with("xl/charts/chart")).count();
    assert_eq!(charts, 3 * view.sections.len(), "kinds, regions and means of each instrument");
    for section in &view.sections {
        let cells = range(&file, &section.instrument);
        let row_of = |label: &str| {
            let found = cells.used_cells().find(|(_, column, cell)| *column == 0 && **cell == *label);
            found.unwrap_or_else(|| panic!("{label} is not there")).0
        };
        for group in [std::slice::from_ref(&section.all), &section.by_kind[..], &section.by_region[..]].concat() {
            let row = row_of(&group.label_th);
            let number = |column: usize| cells.get((row, column)).and_then(DataType::get_float).unwrap();
            assert_eq!(number(1), f64::from(group.total));
            for (index, (count, percent)) in group.counts.iter().zip(&group.percent).enumerate() {
                assert_eq!(number(2 + index * 2), f64::from(*count), "{}", group.label_th);
                assert_eq!(format!("{:.2}", number(3 + index * 2)), *percent, "{}", group.label_th);
            }
        }
        for node in &section.nodes {
            let row = row_of(&node.title_th);
            assert_eq!(format!("{:.2}", cells.get((row, 2)).and_then(DataType::get_float).unwrap()), node.mean);
        }
    }
    let pages = libreoffice::pages(&[path]).concat().concat();
    assert!(pages.contains(&libreoffice::letters("ร้อยละของเขตในแต่ละระดับคุณภาพ จำแนกตามเขตตรวจราชการ")), "chart title");
}

fn template() -> InputTemplate {
    let choices = |values: &[(&str, &str)]| {
        let choice = |(value, meaning): &(&str, &str)| Choice { value: text(value), meaning_th: (*meaning).to_owned() };
        InputKind::Choice(values.iter().map(choice).collect())
    };
    let column = |name: &str, meaning: &str, is_required: bool, kind: InputKind| InputColumn {
        name: name.to_owned(),
        meaning_th: meaning.to_owned(),
        is_required,
        kind,
        width: 14,
    };
    let levels = ["ปรับปรุง", "พอใช้", "ดี", "ดีมาก", "ดีเยี่ยม"]
        .iter()
        .zip(1..)
        .map(|(name, level)| Choice { value: Cell::Integer(level), meaning_th: (*name).to_owned() });
    InputTemplate {
        title_th: "แบบกรอกระดับคุณภาพ SA ปีงบประมาณ พ.ศ. 2567".to_owned(),
        instructions_th: vec!["กรอกระดับในคอลัมน์ level".to_owned(), "บันทึกแล้วนำเข้าระบบ".to_owned()],
        columns: vec![
            column("office", "รหัสสำนักงาน", true, InputKind::Text),
            column("node", "รหัสตัวบ่งชี้", true, choices(&[("S1.1", "การบริหารจัดการที่ดี"), ("S3.2.1", "ปฐมวัย")])),
            column("round", "รอบ", true, choices(&[("R6", "รอบ 6 เดือน"), ("R12", "รอบ 12 เดือน")])),
            column("level", "ระดับคุณภาพ", false, InputKind::Choice(levels.collect())),
            column("value", "ค่าที่ได้", false, InputKind::Number),
            column("note", "หมายเหตุ", false, InputKind::Text),
        ],
        rows: vec![
            vec![text("P5004"), text("S1.1"), text("R12"), Cell::Integer(5), Cell::Empty, Cell::Empty],
            vec![text("P5004"), text("S3.2.1"), text("R12"), Cell::Empty, Cell::Decimal("92.50".to_owned()), text("-")],
        ],
    }
}

/// What the import reads: the first sheet from its first cell.
fn rows_read(file: &[u8]) -> Vec<Vec<String>> {
    let mut book = open(file);
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn input_template_is_read_back_as_it_was_written() {
    let file = xlsx::input_template(&template()).unwrap();
    let path = samples::folder("xlsx").join("input-template.xlsx");
    std::fs::write(&path, &file).unwrap();
    package::assert_sound(&file);
    let expected = [
        ["office", "node", "round", "level", "value", "note"],
        ["P5004", "S1.1", "R12", "5", "", ""],
        ["P5004", "S3.2.1", "R12", "", "92.5", "-"],
    ];
    assert_eq!(rows_read(&file), expected);
    // A person opens it in another program, saves it and sends it back.
    let saved = std::fs::read(libreoffice::convert(&path, "xlsx", "xlsx")).unwrap();
    assert_eq!(rows_read(&saved)[..3], expected);
    let sheet = package::part(&saved, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("sheetProtection") && sheet.contains("dataValidation"), "LibreOffice lost them");
}

#[test]
fn input_template_offers_choices_and_locks_its_head_only() {
    let file = xlsx::input_template(&template()).unwrap();
    let sheet = package::part(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "the sheet is protected");
    assert_eq!(sheet.matches("<dataValidation ").count(), 4, "node, round, level, value");
    let guide = range(&file, "คำอธิบาย");
    // Each list points at the cells of the second sheet that hold its values.
    for (column, values) in [("B", ["S1.1", "S3.2.1"]), ("C", ["R6", "R12"]), ("D", ["1", "5"])] {
        let rule = sheet.split("<dataValidation ").find(|rule| rule.contains(&format!("sqref=\"{column}2:"))).unwrap();
        let list = rule.split("<formula1>").nth(1).unwrap().split("</formula1>").next().unwrap();
        let rows: Vec<u32> =
            list.split("$D$").skip(1).map(|part| part.trim_end_matches(':').parse().unwrap()).collect();
        let at = |row: u32| guide.get_value((row - 1, 3)).unwrap().to_string();
        assert_eq!([at(rows[0]), at(rows[1])], values, "{list}");
    }
    let styles = package::part(&file, "xl/styles.xml");
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let is_open = |cell: &str| {
        let attributes = sheet.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).unwrap();
        let format: usize = attributes[..attributes.find('"').unwrap()].parse().unwrap();
        formats[format].contains(r#"locked="0""#)
    };
    assert!(!is_open("A1") && !is_open("F1"));
    assert!(is_open("A2") && is_open("D2") && is_open("F3"));
    let columns = sheet.split("<cols>").nth(1).unwrap().split("</cols>").next().unwrap();
    let number = |column: &str, name: &str| -> u32 {
        let value = column.split(&format!("{name}=\"")).nth(1).unwrap();
        value[..value.find('"').unwrap()].parse().unwrap()
    };
    let open_columns: u32 = columns
        .split("<col ")
        .skip(1)
        .filter(|column| formats[number(column, "style") as usize].contains(r#"locked="0""#))
        .map(|column| number(column, "max") - number(column, "min") + 1)
        .sum();
    assert_eq!(open_columns, 6, "the free cells below are open by their column: {columns}");
}
