//! A file that people fill in and the import reads: the machine's column names in a locked head, lists to choose from, and a second
//! sheet that explains every column in Thai.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, ProtectionOptions};

use super::paint::{Canvas, check_names, column};
use super::style::{Align, Fill, Look, Number, Styles};
use super::{Cell, XlsxError, new_book, properties, undated};
use crate::outline::grid::HeadCell;

/// Name of the sheet the import reads, which is the first.
const DATA: &str = "ข้อมูล";
/// Name of the sheet that explains.
const GUIDE: &str = "คำอธิบาย";
/// Rows below the last prefilled one in which the choices still open.
const SPARE_ROWS: usize = 2000;

/// What a file to fill in has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputTemplate {
    /// Title of the explanations ("แบบกรอกระดับคุณภาพ SA ปีงบประมาณ พ.ศ. 2566").
    pub title_th: String,
    /// How the file is filled in and sent back, one step per line.
    pub instructions_th: Vec<String>,
    /// Columns in the order the import wants.
    pub columns: Vec<InputColumn>,
    /// Rows that are there already, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a file to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputColumn {
    /// Name by which the import knows it ("office").
    pub name: String,
    /// What it holds, in words.
    pub meaning_th: String,
    /// Whether every row needs it.
    pub is_required: bool,
    /// What may stand in it.
    pub kind: InputKind,
    /// Width in digits.
    pub width: u16,
}

/// What may stand in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// Any words.
    Text,
    /// A number with or without a fraction.
    Number,
    /// One of these, chosen from a list.
    Choice(Vec<Choice>),
}

/// A value that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the import reads it ("S1.1", "R12", "5").
    pub value: Cell,
    /// What it means ("การบริหารจัดการที่ดี").
    pub meaning_th: String,
}

/// The file.
pub(super) fn write(template: &InputTemplate) -> Result<Vec<u8>, XlsxError> {
    check_names([DATA, GUIDE].into_iter())?;
    let mut book = new_book()?;
    book.set_properties(&properties(&template.title_th).set_creation_datetime(&undated()?));
    let mut styles = Styles::default();

    book.add_worksheet().set_name(DATA)?;
    let sheet = book.add_worksheet().set_name(GUIDE)?;
    let choices = guide(Canvas { sheet, styles: &mut styles, name: GUIDE.to_owned(), row: 0 }, template)?;
    let sheet = book.worksheet_from_index(0)?;
    data(Canvas { sheet, styles: &mut styles, name: DATA.to_owned(), row: 0 }, template, &choices)?;
    Ok(book.save_to_buffer()?)
}

/// The sheet to fill in.
fn data(mut canvas: Canvas<'_>, template: &InputTemplate, choices: &[Option<String>]) -> Result<(), XlsxError> {
    let columns = &template.columns;
    canvas.check_room(template.rows.len() + SPARE_ROWS + 1)?;
    for (index, of) in columns.iter().enumerate() {
        canvas.sheet.set_column_width(column(index), of.width)?;
        canvas.sheet.set_column_format(column(index), canvas.styles.get(open_look(of)))?;
    }
    let heads = columns.iter().enumerate().map(|(column, of)| HeadCell { text: &of.name, column, columns: 1, rows: 1 });
    canvas.head(&[heads.collect()])?;
    for (index, cells) in template.rows.iter().enumerate() {
        if cells.len() != columns.len() {
            let (found, expected) = (cells.len(), columns.len());
            return Err(XlsxError::RowLength { sheet: DATA.to_owned(), row: index + 1, found, expected });
        }
        for (index, (cell, of)) in cells.iter().zip(columns).enumerate() {
            canvas.cell(canvas.row, column(index), cell, Look { ruled: true, ..open_look(of) })?;
        }
        canvas.row += 1;
    }
    let last_row = (template.rows.len() + SPARE_ROWS) as u32;
    for (index, (of, list)) in columns.iter().zip(choices).enumerate() {
        if let Some(rule) = validation(of, list.as_deref())? {
            canvas.sheet.add_data_validation(1, column(index), last_row, column(index), &rule)?;
        }
    }
    canvas.sheet.set_freeze_panes(1, 0)?;
    canvas.sheet.set_repeat_rows(0, 0)?;
    // The head is locked against slips, not against people: there is no password.
    let allowed = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_rows: true,
        sort: true,
        ..ProtectionOptions::default()
    };
    canvas.sheet.protect_with_options(&allowed);
    super::list::page(canvas.sheet)
}

/// The sheet that explains. Gives for each column with choices the range in which they stand.
fn guide(mut canvas: Canvas<'_>, template: &InputTemplate) -> Result<Vec<Option<String>>, XlsxError> {
    for (index, width) in [16u16, 50, 14, 24, 60].into_iter().enumerate() {
        canvas.sheet.set_column_width(column(index), width)?;
    }
    canvas.title(std::slice::from_ref(&template.title_th), 5)?;
    for (index, step) in template.instructions_th.iter().enumerate() {
        canvas.line(&format!("{}. {step}", index + 1), 5, Look::default())?;
    }
    canvas.row += 1;
    let heads = ["คอลัมน์", "ความหมาย", "ต้องกรอก", "ค่าที่ใช้ได้", "ความหมายของค่า"];
    let head_row = canvas.row;
    let head = heads.iter().enumerate().map(|(column, text)| HeadCell { text, column, columns: 1, rows: 1 });
    canvas.head(&[head.collect()])?;
    canvas.sheet.set_repeat_rows(head_row, head_row)?;
    canvas.sheet.set_freeze_panes(canvas.row, 0)?;

    let ruled = Look { ruled: true, ..Look::default() };
    let mut ranges = Vec::new();
    for of in &template.columns {
        let name = Look { bold: true, fill: Fill::Group, number: Number::Text, ..ruled };
        canvas.cell(canvas.row, 0, &Cell::Text(of.name.clone()), name)?;
        canvas.cell(canvas.row, 1, &Cell::Text(of.meaning_th.clone()), ruled)?;
        let required = if of.is_required { "ต้องกรอก" } else { "เว้นว่างได้" };
        canvas.cell(canvas.row, 2, &Cell::Text(required.to_owned()), Look { align: Align::Centre, ..ruled })?;
        let InputKind::Choice(choices) = &of.kind else {
            let words = if of.kind == InputKind::Number {
                "จำนวน เช่น 92.50"
            } else {
                "ข้อความ"
            };
            canvas.cell(canvas.row, 3, &Cell::Text(words.to_owned()), ruled)?;
            canvas.cell(canvas.row, 4, &Cell::Empty, ruled)?;
            canvas.row += 1;
            ranges.push(None);
            continue;
        };
        let first = canvas.row + 1;
        for choice in choices {
            let number = if matches!(choice.value, Cell::Text(_)) { Number::Text } else { Number::General };
            canvas.cell(canvas.row, 3, &choice.value, Look { number, ..ruled })?;
            canvas.cell(canvas.row, 4, &Cell::Text(choice.meaning_th.clone()), ruled)?;
            canvas.row += 1;
        }
        let is_empty = choices.is_empty();
        ranges.push((!is_empty).then(|| format!("='{GUIDE}'!$D${first}:$D${}", canvas.row)));
        canvas.row += u32::from(is_empty);
    }
    super::list::page(canvas.sheet)?;
    Ok(ranges)
}

/// Cells people fill in are open; codes stay the text they are.
fn open_look(of: &InputColumn) -> Look {
    let number = match &of.kind {
        InputKind::Text => Number::Text,
        InputKind::Number => Number::General,
        InputKind::Choice(choices) => match choices.first().map(|choice| &choice.value) {
            Some(Cell::Text(_)) => Number::Text,
            _ => Number::General,
        },
    };
    Look { unlocked: true, number, ..Look::default() }
}

fn validation(of: &InputColumn, list: Option<&str>) -> Result<Option<DataValidation>, XlsxError> {
    let rule = match (&of.kind, list) {
        (InputKind::Choice(_), Some(range)) => DataValidation::new()
            .allow_list_formula(Formula::new(range))
            .set_error_message(format!("เลือกค่าจากรายการ ค่าที่ใช้ได้ดูในแผ่นงาน “{GUIDE}”"))?,
        // Any number passes, words do not.
        (InputKind::Number, _) => DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(-1e12, 1e12))
            .set_error_message("กรอกเป็นจำนวน เช่น 92.50")?,
        _ => return Ok(None),
    };
    let rule = rule
        .set_error_title("ค่านี้ใช้ไม่ได้")?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_input_title(of.name.chars().take(32).collect::<String>())?
        .set_input_message(of.meaning_th.chars().take(255).collect::<String>())?;
    Ok(Some(rule))
}
