//! Sections of an outline as paragraphs and tables.

use super::package::Page;
use super::paragraph::{Paragraph, paragraph};
use super::table::table;
use super::xml::Element;
use crate::outline::{Block, NOTE, Section, numbered};
use crate::view::Signature;

/// Space for a name that is filled in by hand.
const NAME_DOTS: &str = "(........................................................)";

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
        Block::Bullet(text) => vec![paragraph("Heading").text(&format!("● {text}")).build()],
        Block::Grid(grid) => vec![table(grid, page.text_width())],
        Block::Shares(_) => Vec::new(),
        Block::Paragraph(text) => running(text),
        Block::Notes(notes) => note_paragraphs(notes),
        Block::Signature(signature) => signature_block(signature),
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
pub(super) fn signature_block(signature: &Signature) -> Vec<Element> {
    let name = signature.name_th.as_ref().map_or_else(|| NAME_DOTS.to_owned(), |name| format!("({name})"));
    let mut lines: Vec<Paragraph> = vec![paragraph("SignatureRoom"), paragraph("Signature").text(&name)];
    lines.extend(signature.position_lines_th.iter().map(|line| paragraph("Signature").text(line)));
    let last = lines.len() - 1;
    let stay = |(index, line): (usize, Paragraph)| if index < last { line.keep_next() } else { line };
    lines.into_iter().enumerate().map(stay).map(Paragraph::build).collect()
}
