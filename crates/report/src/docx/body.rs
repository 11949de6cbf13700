//! Sections of an outline as paragraphs and tables.

use super::package::Page;
use super::paragraph::{Paragraph, paragraph};
use super::table::table;
use super::xml::Element;
use crate::outline::{Block, Section};
use crate::view::Signature;

/// Space for a name that is filled in by hand.
const NAME_DOTS: &str = "(........................................................)";

/// The sections one after the other, each beginning a page.
pub(super) fn sections(sections: &[Section], page: Page) -> Vec<Element> {
    let mut elements = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let title = paragraph("Title").on_new_page(index > 0).lines(&section.title_lines);
        elements.push(title.build());
        for block in &section.blocks {
            elements.extend(block_elements(block, page));
        }
    }
    elements
}

fn block_elements(block: &Block, page: Page) -> Vec<Element> {
    match block {
        Block::Subtitle(text) => vec![paragraph("Subtitle").text(text).build()],
        Block::Heading(text) => vec![paragraph("Heading").text(text).build()],
        Block::Bullet(text) => vec![paragraph("Heading").text(&format!("● {text}")).build()],
        Block::Grid(grid) => vec![table(grid, page.text_width())],
        Block::Shares(_) => Vec::new(),
        Block::Paragraph(text) => running(text),
        Block::Note(text) => vec![paragraph("Note").text(text).build()],
        Block::Signature(signature) => signature_block(signature),
    }
}

/// Running text, one paragraph per line that was entered.
pub(super) fn running(text: &str) -> Vec<Element> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| paragraph("Running").text(line).build()).collect()
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
