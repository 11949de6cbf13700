//! The covering letter, in the order of the regulation on official correspondence.

use super::body::{running, signature_block, signature_indent};
use super::package::Page;
use super::paragraph::paragraph;
use super::picture::Picture;
use super::table::frame;
use super::xml::Element;
use crate::letter::LetterView;

/// The letter from the mark to the telephone.
pub(super) fn body(view: &LetterView, mark: &Picture, page: Page) -> Vec<Element> {
    let mut elements = vec![paragraph("Mark").run(mark.run()).build(), sender(view, page.text_width())];
    elements.push(paragraph("LetterDate").text(&view.date_th).build());
    elements.push(field("เรื่อง", &view.subject_th));
    elements.push(field("เรียน", &view.to_th));
    elements.extend(enclosures(&view.enclosures_th));
    elements.extend(view.paragraphs_th.iter().flat_map(|text| running(text)));
    elements.push(
        paragraph("Closing")
            .text(&view.closing_th)
            .indented(signature_indent(&view.signature, page))
            .keep_next()
            .build(),
    );
    elements.extend(signature_block(&view.signature, page));
    let contact = paragraph("Contact").lines(&view.contact_lines_th);
    elements.push(contact.build());
    elements
}

/// The number at the left, the agency at the right.
fn sender(view: &LetterView, text_width: u32) -> Element {
    let left = text_width / 2;
    let lines = |lines: &[String]| lines.iter().map(|line| paragraph("Normal").text(line).build()).collect();
    frame([(left, lines(&[format!("ที่ {}", view.number_th)])), (text_width - left, lines(&view.agency_lines_th))])
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
