//! Word files: the covering letter, the result file of one office and the national summary.
//!
//! The same words in the same order as on paper, in styles a person can edit. WordprocessingML is written as it stands in the
//! standard, with an XML library and a zip library: no crate for Word files at hand knows repeated head rows
//! (`w:tblHeader`), Thai justification (`thaiDistribute`), the language of complex scripts (`w:lang`) and compression all at once,
//! and mending one's output costs more lines than writing the few elements these documents need.

mod body;
mod chart;
mod letter;
mod package;
mod paragraph;
mod picture;
mod styles;
mod table;
mod xml;

use domain::problem::Fault;

use crate::letter::LetterView;
use crate::national::NationalView;
use crate::outline;
use crate::outline::national::Figures;
use crate::result::ResultView;
use crate::view::{Imprint, Verification};
use crate::xlsx::XlsxError;
use body::Body;
use package::{Document, Margins, Page, pack, root};
use paragraph::paragraph;
use picture::Picture;
use table::frame;
use xml::Element;

/// The neutral mark that stands at the head of a letter until an administration puts its own there.
const MARK: &str = include_str!("../../../documents/mark.svg");

/// A Word file that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The date of the publication is not a date.
    #[error("the Word file has no date of issue: “{found}” is no ISO 8601 date")]
    Date {
        /// What stands where the date belongs.
        found: String,
        /// Why it is not one.
        #[source]
        cause: jiff::Error,
    },
    /// A part could not be written.
    #[error("a part of the Word file cannot be written")]
    Xml(#[source] std::io::Error),
    /// A picture could not be drawn.
    #[error("the picture {picture} of the Word file cannot be drawn: {cause}")]
    Picture {
        /// Which one ("mark", "qr").
        picture: &'static str,
        /// Why.
        cause: String,
    },
    /// The figures of a chart could not be written.
    #[error("a chart of the Word file cannot be made")]
    Chart(#[source] XlsxError),
    /// The parts could not be packed.
    #[error("the parts of the Word file cannot be packed")]
    Zip(#[source] zip::result::ZipError),
}

impl DocxError {
    /// What a person reads.
    pub fn fault(&self) -> Fault {
        match self {
            DocxError::Date { found, .. } => Fault::new("docx-date").with("found", found),
            DocxError::Xml(_) => Fault::new("docx-write"),
            DocxError::Picture { picture, cause } => {
                Fault::new("docx-picture").with("picture", picture).with("cause", cause)
            }
            DocxError::Chart(_) => Fault::new("docx-chart"),
            DocxError::Zip(_) => Fault::new("docx-pack"),
        }
    }
}

/// The covering letter, with the neutral mark at its head.
pub fn letter(view: &LetterView) -> Result<Vec<u8>, DocxError> {
    letter_with_mark(view, MARK)
}

/// The covering letter with the administration's own mark, an SVG drawing, at its head.
pub fn letter_with_mark(view: &LetterView, mark_svg: &str) -> Result<Vec<u8>, DocxError> {
    let mark = Picture::from_svg("mark", "เครื่องหมายของหน่วยงาน", mark_svg, 24)?;
    let qr = verification_picture(&view.verification)?;
    let margins =
        |head: Element| Margins { header: head, footer: footer(&view.imprint, &view.verification, &qr, Page::Letter) };
    let number = paragraph("Header").aligned("center").text("– ").field("PAGE").text(" –").build();
    let document = Document {
        title: format!("ที่ {} เรื่อง {}", view.number_th, view.subject_th),
        body: letter::body(view, &mark, Page::Letter),
        page: Page::Letter,
        // From the second page on, letters carry their page number between dashes at the top.
        margins: margins(header(&view.imprint).holding([number])),
        first: Some(margins(header(&view.imprint))),
        page_numbers: "thaiNumbers",
        attachments: vec![mark.attachment()],
        footer_picture: qr.attachment(),
    };
    pack(document, &view.imprint, &view.verification)
}

/// The result file of one office.
pub fn result(view: &ResultView) -> Result<Vec<u8>, DocxError> {
    let sections = outline::result::sections(view);
    let mut body = Body::default();
    body.sections(&sections, Page::Tables)?;
    tables(outline::result::title(view), body, &view.imprint, &view.verification)
}

/// The national summary.
pub fn national(view: &NationalView) -> Result<Vec<u8>, DocxError> {
    let sections = outline::national::sections(view, Figures::Together);
    let mut body = Body::default();
    body.title(&view.title_lines_th, false);
    body.push(outline::correction_line(&view.imprint).map(|line| paragraph("Subtitle").text(&line).build()));
    body.sections(&sections, Page::Tables)?;
    tables(outline::national::title(view), body, &view.imprint, &view.verification)
}

fn tables(title: String, body: Body, imprint: &Imprint, verification: &Verification) -> Result<Vec<u8>, DocxError> {
    let qr = verification_picture(verification)?;
    let footer = footer(imprint, verification, &qr, Page::Tables);
    let document = Document {
        title,
        body: body.elements,
        page: Page::Tables,
        margins: Margins { header: header(imprint), footer },
        first: None,
        page_numbers: "decimal",
        attachments: body.attachments,
        footer_picture: qr.attachment(),
    };
    pack(document, imprint, verification)
}

fn verification_picture(verification: &Verification) -> Result<Picture, DocxError> {
    let alternative = format!("คิวอาร์โค้ดของรหัสตรวจสอบ {}", verification.code);
    Picture::qr("qr", &alternative, &verification.qr_text, 11)
}

/// The mark of invented figures.
fn header(imprint: &Imprint) -> Element {
    let line = if imprint.simulated { paragraph("Simulated").text(outline::SIMULATED) } else { paragraph("Header") };
    root("w:hdr").holding([line.build()])
}

/// The code as picture and text, how to check it, the publication and its source, and the page where it does not stand above.
fn footer(imprint: &Imprint, verification: &Verification, qr: &Picture, page: Page) -> Element {
    let code = format!("{} · {}", outline::verification_line(&verification.code), verification.hint_th);
    let mut lines = vec![code, outline::publication_line(imprint)];
    lines.extend(imprint.source_th.clone());
    let number = paragraph("Footer").aligned("right");
    let number = match page {
        Page::Letter => number,
        Page::Tables => number.text("หน้า ").field("PAGE").text("/").field("NUMPAGES"),
    };
    let width = page.text_width();
    let cells = [
        (width * 80 / 1000, vec![paragraph("Footer").run(qr.run()).build()]),
        (width * 790 / 1000, lines.iter().map(|line| paragraph("Footer").text(line).build()).collect()),
        (width * 130 / 1000, vec![number.build()]),
    ];
    root("w:ftr").holding([frame(cells), paragraph("Footer").build()])
}
