//! Sections of an outline as paragraphs and tables.

use super::DocxError;
use super::chart::chart;
use super::package::{Attachment, Page};
use super::paragraph::{Paragraph, paragraph};
use super::table::table;
use super::xml::Element;
use crate::outline::{Block, NOTE, Section, letters, numbered, signed_name};
use crate::view::Signature;

/// Where the signature begins, and a generous width of a Thai letter at 16 pt, in twentieths of a point.
const SIGNATURE_INDENT: u32 = 3685;
const LETTER_WIDTH: u32 = 132;

/// The text of a document, and the charts it shows.
#[derive(Default)]
pub(super) struct Body {
    pub(super) elements: Vec<Element>,
    pub(super) attachments: Vec<Attachment>,
}

impl Body {
    /// Sections one after the other, each beginning a page.
    pub(super) fn sections(&mut self, sections: &[Section], page: Page) -> Result<(), DocxError> {
        for (index, section) in sections.iter().enumerate() {
            self.title(&section.title_lines, index > 0);
            section.blocks.iter().try_for_each(|block| self.block(block, page))?;
        }
        Ok(())
    }

    /// Title lines as one heading; none where there are no lines.
    pub(super) fn title(&mut self, lines: &[String], on_new_page: bool) {
        if !lines.is_empty() {
            self.elements.push(paragraph("Title").on_new_page(on_new_page).lines(lines).build());
        }
    }

    /// More text.
    pub(super) fn push(&mut self, elements: impl IntoIterator<Item = Element>) {
        self.elements.extend(elements);
    }

    fn block(&mut self, block: &Block, page: Page) -> Result<(), DocxError> {
        match block {
            Block::Subtitle(text) => self.push([paragraph("Subtitle").text(text).build()]),
            Block::Heading(text) => self.push([paragraph("Heading").text(text).build()]),
            Block::Bullet(text) => self.push([paragraph("Heading").text(&format!("• {text}")).build()]),
            Block::Grid(grid) => self.push([table(grid, page.text_width())]),
            Block::Paragraph(text) => self.push(running(text)),
            Block::Notes(notes) => self.push(note_paragraphs(notes)),
            Block::Signature(signature) => self.push(signature_block(signature, page)),
            Block::Shares(shares) => {
                let (run, part) = chart(shares, self.attachments.len() + 1, page.text_width())?;
                self.push([paragraph("Mark").run(run).build()]);
                self.attachments.push(part);
            }
        }
        Ok(())
    }
}

/// Running text, one paragraph per line that was entered.
pub(super) fn running(text: &str) -> Vec<Element> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| paragraph("Running").text(line).build()).collect()
}

/// The word หมายเหตุ before the first note; the others stand below it.
fn note_paragraphs(notes: &[String]) -> Vec<Element> {
    let line = |(index, note): (usize, String)| match index {
        0 => paragraph("Note").styled("Strong", NOTE).text(&format!("\t{note}")).build(),
        _ => paragraph("Note").text(&format!("\t{note}")).build(),
    };
    numbered(notes).into_iter().enumerate().map(line).collect()
}

/// Room to sign, the name in parentheses, the positions below; never torn over two pages.
pub(super) fn signature_block(signature: &Signature, page: Page) -> Vec<Element> {
    let left = signature_indent(signature, page);
    let mut lines: Vec<Paragraph> =
        vec![paragraph("SignatureRoom"), paragraph("Signature").text(&signed_name(signature))];
    lines.extend(signature.position_lines_th.iter().map(|line| paragraph("Signature").text(line)));
    let last = lines.len() - 1;
    let stay = |(index, line): (usize, Paragraph)| if index < last { line.keep_next() } else { line };
    lines.into_iter().enumerate().map(stay).map(|line| line.indented(left).build()).collect()
}

/// The block stands in the right part of the page, further left only as far as a long position needs it.
pub(super) fn signature_indent(signature: &Signature, page: Page) -> u32 {
    let longest = signature.position_lines_th.iter().map(|line| letters(line)).max();
    let needed = LETTER_WIDTH * longest.unwrap_or_default() as u32;
    SIGNATURE_INDENT.min(page.text_width().saturating_sub(needed))
}
