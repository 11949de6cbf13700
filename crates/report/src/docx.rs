//! Word files: the covering letter, the result file of one office and the national summary.
//!
//! The same words in the same order as on paper, in styles a person can edit. WordprocessingML is written as it stands in the
//! standard, with an XML library and a zip library: no crate for Word files at hand knows repeated head rows
//! (`w:tblHeader`), Thai justification (`thaiDistribute`), the language of complex scripts (`w:lang`) and compression all at once,
//! and mending one's output costs more lines than writing the few elements these documents need.

mod body;
mod letter;
mod package;
mod paragraph;
mod styles;
mod table;
mod xml;

use crate::letter::LetterView;
use crate::national::NationalView;
use crate::outline;
use crate::result::ResultView;
use crate::view::{Imprint, Verification};
use package::{Document, Margins, Page, pack, root};
use paragraph::paragraph;

/// A Word file that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The date of the publication is not a date.
    #[error("สร้างไฟล์ Word ไม่ได้: วันที่ออกประกาศผล “{found}” ไม่ใช่วันที่แบบ ปปปป-ดด-วว (ค.ศ.) เช่น 2021-11-16")]
    Date {
        /// What stands where the date belongs.
        found: String,
        /// Why it is not one.
        #[source]
        cause: jiff::Error,
    },
    /// A part could not be written.
    #[error("สร้างไฟล์ Word ไม่ได้: เขียนเนื้อหาไม่สำเร็จ")]
    Xml(#[source] std::io::Error),
    /// The parts could not be packed.
    #[error("สร้างไฟล์ Word ไม่ได้: บีบอัดไฟล์ไม่สำเร็จ")]
    Zip(#[source] zip::result::ZipError),
}

/// The covering letter.
pub fn letter(view: &LetterView) -> Result<Vec<u8>, DocxError> {
    let document = Document {
        title: view.subject_th.clone(),
        body: letter::body(view, Page::Portrait.text_width()),
        page: Page::Portrait,
        // The first page of an official letter bears no number.
        margins: letter_margins(view, true),
        first: Some(letter_margins(view, false)),
        page_numbers: "thaiNumbers",
        attachments: Vec::new(),
    };
    pack(document, &view.imprint)
}

/// The result file of one office.
pub fn result(view: &ResultView) -> Result<Vec<u8>, DocxError> {
    let sections = outline::result::sections(view);
    let title = sections.first().map(|section| section.title_lines.join(" ")).unwrap_or_default();
    let body = body::sections(&sections, Page::Portrait);
    let document = Document {
        title: format!("{title} {}", view.office.name_th),
        body,
        page: Page::Portrait,
        margins: margins(&view.imprint, &view.verification, Page::Portrait),
        first: None,
        page_numbers: "decimal",
        attachments: Vec::new(),
    };
    pack(document, &view.imprint)
}

/// The national summary.
pub fn national(view: &NationalView) -> Result<Vec<u8>, DocxError> {
    let body = body::sections(&outline::national::sections(view), Page::Landscape);
    let document = Document {
        title: view.title_lines_th.join(" "),
        body,
        page: Page::Landscape,
        margins: margins(&view.imprint, &view.verification, Page::Landscape),
        first: None,
        page_numbers: "decimal",
        attachments: Vec::new(),
    };
    pack(document, &view.imprint)
}

/// The mark of invented figures above; the code, the page and the way to check it below.
fn margins(imprint: &Imprint, verification: &Verification, page: Page) -> Margins {
    let style = if page == Page::Landscape { "FooterWide" } else { "Footer" };
    let code = outline::verification_line(&verification.code);
    let first_line = paragraph(style).text(&format!("{code}\tหน้า ")).field("PAGE").text(" จาก ").field("NUMPAGES");
    let second_line =
        paragraph(style).text(&format!("{} · {}", outline::publication_line(imprint), verification.hint_th));
    Margins { header: header(imprint), footer: root("w:ftr").holding([first_line.build(), second_line.build()]) }
}

fn letter_margins(view: &LetterView, is_numbered: bool) -> Margins {
    let number = paragraph("Header").aligned("center").text("- ").field("PAGE").text(" -").build();
    let verification = &view.verification;
    let code = format!("{} · {}", outline::verification_line(&verification.code), verification.hint_th);
    Margins {
        header: header(&view.imprint).holding(is_numbered.then_some(number)),
        footer: root("w:ftr").holding([paragraph("Footer").text(&code).build()]),
    }
}

fn header(imprint: &Imprint) -> xml::Element {
    let words = if imprint.simulated { outline::SIMULATED } else { "" };
    root("w:hdr").holding([paragraph("Header").text(words).build()])
}
