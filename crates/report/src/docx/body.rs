//! Sections of an outline as paragraphs and tables.

use super::package::Page;
use super::paragraph::{Paragraph, paragraph};
use super::table::table;
use super::xml::Element;
use crate::outline::{Block, NOTE, Section, letters, numbered, signed_name};
use crate::view::Signature;

/// Where the signature begins, and a generous width of a Thai letter at 16 pt, in twentieths of a point.
const SIGNATURE_INDENT: u32 = 3685;
const LETTER_WIDTH: u32 = 132;

/// The sections one after the other, each beginning a page.
pub(super) fn sections(sections: &[Section], page: Page) -> Vec<Element> {
    let mut elements = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        elements.extend(title(&section.title_lines, index > 0));
        for block in &section.blocks {
            elements.extend(block_elements(block, page));
        }
    }
    elements
}

/// Title lines as one heading; none where there are no lines.
pub(super) fn title(lines: &[String], on_new_page: bool) -> Option<Element> {
    (!lines.is_empty()).then(|| paragraph("Title").on_new_page(on_new_page).lines(lines).build())
}

fn block_elements(block: &Block, page: Page) -> Vec<Element> {
    match block {
        Block::Subtitle(text) => vec![paragraph("Subtitle").text(text).build()],
        Block::Heading(text) => vec![paragraph("Heading").text(text).build()],
        Block::Bullet(text) => vec![paragraph("Heading").text(&format!("• {text}")).build()],
        Block::Grid(grid) => vec![table(grid, page.text_width())],
        Block::Shares(_) => Vec::new(),
        Block::Paragraph(text) => running(text),
        Block::Notes(notes) => note_paragraphs(notes),
        Block::Signature(signature) => signature_block(signature, page),
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
