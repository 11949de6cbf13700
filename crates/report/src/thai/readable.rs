//! Makes the text of finished pages copy, search and read aloud as it was written.
//!
//! A shaped Thai syllable is a cluster of glyphs which all stand for the whole syllable, torn into several text items where
//! its marks are raised; programs that read the PDF then see it several times. Here every glyph gets its own character, in
//! the order of writing. Nothing moves: offsets are adjusted so that each glyph is drawn where it was.

use typst::diag::{SourceDiagnostic, SourceResult, error};
use typst::ecow::EcoVec;
use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document;
use typst::text::{FontInstance, Glyph, Lang, Region, TextItem};
use typst_layout::{Page, PagedDocument};

use super::font::ThaiFont;
use super::glyphs::Cluster;

/// A text longer than this stays in several items: the ranges of glyphs are 16-bit numbers.
const LONGEST_TEXT: usize = 60_000;

/// The document with readable text, in Thai, without break marks. The error names the characters that no font can show.
pub(crate) fn mend(document: &PagedDocument) -> SourceResult<PagedDocument> {
    let mut mender = Mender { region: "TH".parse().ok(), ..Mender::default() };
    let mut pages: EcoVec<Page> = document.pages().into();
    for page in pages.make_mut() {
        mender.mend(&mut page.frame);
    }
    if mender.missing.is_empty() { Ok(PagedDocument::new(pages, document.info().clone())) } else { Err(mender.missing) }
}

#[derive(Default)]
struct Mender {
    region: Option<Region>,
    fonts: Vec<(FontInstance, ThaiFont)>,
    missing: EcoVec<SourceDiagnostic>,
}

/// A text item taken apart into its clusters.
struct Run {
    item: TextItem,
    clusters: Vec<Cluster>,
}

/// What a frame is put together from again.
enum Part {
    Run(Run),
    Other(FrameItem),
}

impl Mender {
    fn mend(&mut self, frame: &mut Frame) {
        let mut parts: Vec<(Point, Part)> = Vec::new();
        for (position, item) in frame.items() {
            match item.clone() {
                FrameItem::Text(item) => self.add(&mut parts, *position, item),
                FrameItem::Group(mut group) => {
                    self.mend(&mut group.frame);
                    parts.push((*position, Part::Other(FrameItem::Group(group))));
                }
                other => parts.push((*position, Part::Other(other))),
            }
        }
        frame.clear();
        frame.push_multiple(parts.into_iter().map(|(position, part)| match part {
            Part::Run(run) => (position, FrameItem::Text(self.rewrite(run))),
            Part::Other(item) => (position, item),
        }));
    }

    /// Adds a text item: to the one before it, where it was only torn off.
    fn add(&mut self, parts: &mut Vec<(Point, Part)>, position: Point, item: TextItem) {
        let mut run = Run { clusters: clusters(&item), item };
        // The line of an underlined text lies between its items.
        let before = parts.iter_mut().rev().find(|(_, part)| !matches!(part, Part::Other(FrameItem::Shape(..))));
        match before {
            Some((start, Part::Run(last))) if last.is_continued_by(&run, position - *start) => {
                let raised = Em::from_abs(start.y - position.y, run.item.size);
                for glyph in run.clusters.iter_mut().flat_map(|cluster| &mut cluster.glyphs) {
                    glyph.y_offset += raised;
                }
                let font = font(&mut self.fonts, &run.item.font);
                last.append(run, font);
            }
            _ => parts.push((position, Part::Run(run))),
        }
    }

    /// The text item of a run, each glyph with its own character where they can be told apart.
    fn rewrite(&mut self, run: Run) -> TextItem {
        let Run { mut item, clusters } = run;
        let font = font(&mut self.fonts, &item.font);
        let mut text = String::new();
        item.glyphs.clear();
        for cluster in clusters {
            self.missing
                .extend(cluster.glyphs.iter().find(|glyph| glyph.id == 0).map(|glyph| missing(&cluster, glyph)));
            for piece in cluster.without_marks().separate(font) {
                let start = text.len() as u16;
                text.push_str(&piece.text);
                let range = start..text.len() as u16;
                item.glyphs.extend(piece.glyphs.into_iter().map(|glyph| Glyph { range: range.clone(), ..glyph }));
            }
        }
        item.text = text.into();
        item.lang = Lang::THAI;
        item.region = self.region;
        item
    }
}

fn font<'a>(fonts: &'a mut Vec<(FontInstance, ThaiFont)>, wanted: &FontInstance) -> &'a mut ThaiFont {
    let index = fonts.iter().position(|(known, _)| known == wanted).unwrap_or_else(|| {
        fonts.push((wanted.clone(), ThaiFont::new(wanted)));
        fonts.len() - 1
    });
    &mut fonts[index].1
}

fn clusters(item: &TextItem) -> Vec<Cluster> {
    let groups = item.glyphs.chunk_by(|one, next| one.range == next.range);
    groups.map(|glyphs| Cluster { text: item.text[glyphs[0].range()].to_owned(), glyphs: glyphs.to_vec() }).collect()
}

impl Run {
    /// Whether the other item begins exactly where this one ends and looks the same.
    fn is_continued_by(&self, other: &Self, distance: Point) -> bool {
        let (one, next) = (&self.item, &other.item);
        one.font == next.font
            && one.size == next.size
            && one.fill == next.fill
            && one.stroke == next.stroke
            && one.text.len() + next.text.len() < LONGEST_TEXT
            && (distance.x - one.width()).to_pt().abs() < 0.001
            && distance.y.to_pt().abs() < one.size.to_pt()
    }

    /// Takes in the other run, whose first glyphs may belong to the last cluster of this one.
    fn append(&mut self, other: Self, font: &ThaiFont) {
        // Only the text's length and the glyphs' widths are asked for from here on; both are rewritten in the end.
        self.item.text.push_str(&other.item.text);
        self.item.glyphs.extend(other.item.glyphs);
        let mut rest = other.clusters.into_iter();
        if let (Some(last), Some(first)) = (self.clusters.last_mut(), rest.next()) {
            if last.is_torn_from(&first, font) {
                last.glyphs.extend(first.glyphs);
            } else {
                self.clusters.push(first);
            }
        }
        self.clusters.extend(rest);
    }
}

fn missing(cluster: &Cluster, glyph: &Glyph) -> SourceDiagnostic {
    let codes: Vec<String> = cluster.text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    error!(glyph.span.0, "no font has the character “{}” ({})", cluster.text, codes.join(" "))
}
