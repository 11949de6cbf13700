//! The covering letter, in the order of the regulation on official correspondence.

use super::body::{running, signature_block};
use super::paragraph::paragraph;
use super::xml::{Element, element};
use crate::letter::LetterView;

/// The letter from the number to the telephone.
pub(super) fn body(view: &LetterView, text_width: u32) -> Vec<Element> {
    let mut elements = vec![sender(view, text_width)];
    elements.push(paragraph("LetterDate").text(&view.date_th).build());
    elements.push(field("เรื่อง", &view.subject_th));
    elements.push(field("เรียน", &view.to_th));
    elements.extend(enclosures(&view.enclosures_th));
    elements.extend(view.paragraphs_th.iter().flat_map(|text| running(text)));
    elements.push(paragraph("Closing").text(&view.closing_th).keep_next().build());
    elements.extend(signature_block(&view.signature));
    let contact = paragraph("Contact").lines(&view.contact_lines_th);
    elements.push(contact.build());
    elements
}

/// The number at the left, the agency at the right, on one line: a table without rules keeps both whole in any typeface.
fn sender(view: &LetterView, text_width: u32) -> Element {
    let left = text_width * 45 / 100;
    let cell = |width: u32, lines: &[String]| {
        let properties =
            element("w:tcPr").holding([element("w:tcW").with("w:w", width.to_string()).with("w:type", "dxa")]);
        let texts = lines.iter().map(|line| paragraph("Normal").text(line).build());
        element("w:tc").holding([properties]).holding(texts)
    };
    let widths = [left, text_width - left];
    let number = [format!("ที่ {}", view.number_th)];
    let none = |name: &'static str| element(name).with("w:w", "0").with("w:type", "dxa");
    let properties = element("w:tblPr").holding([
        element("w:tblW").with("w:w", text_width.to_string()).with("w:type", "dxa"),
        element("w:tblLayout").with("w:type", "fixed"),
        element("w:tblCellMar").holding([none("w:left"), none("w:right")]),
    ]);
    let grid = widths.map(|width| element("w:gridCol").with("w:w", width.to_string()));
    let cells = [cell(widths[0], &number), cell(widths[1], &view.agency_lines_th)];
    element("w:tbl")
        .holding([properties, element("w:tblGrid").holding(grid), element("w:tr").holding(cells)])
}

fn field(label: &str, text: &str) -> Element {
    paragraph("LetterField").text(&format!("{label}\t{text}")).build()
}

fn enclosures(texts: &[String]) -> Vec<Element> {
    let numbered = |(index, text): (usize, &String)| {
        let label = if index == 0 { "สิ่งที่ส่งมาด้วย" } else { "" };
        let number = match texts.len() {
            1 => String::new(),
            _ => format!("{}. ", domain::thai::to_thai_digits(&(index + 1).to_string())),
        };
        paragraph("LetterEnclosure").text(&format!("{label}\t{number}{text}")).build()
    };
    texts.iter().enumerate().map(numbered).collect()
}
