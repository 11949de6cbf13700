//! Gives the marks of a Thai font a width.
//!
//! Fonts draw marks over the letter before them and give them the width zero. Some programs that read a PDF take two glyphs
//! without width, as in ที่, for the end of a line. Shaping sets the width of a mark to zero whatever the font says, so the
//! layout stays as it is; only what the PDF tells about the glyph changes.

use ttf_parser::gdef::GlyphClass;
use ttf_parser::{Face, GlyphId, RawFace, Tag};

/// The width in parts of the letter size: more than a third of the distance between the beginnings of two marks on a letter.
const WIDTH: f64 = 0.07;

/// The font with widths for its marks. A font without Thai, without the tables that shaping goes by, or in a collection stays as
/// it is.
pub(crate) fn widen_marks(mut data: Vec<u8>) -> Vec<u8> {
    for at in widths_to_fill(&data).unwrap_or_default() {
        let width = at.1.to_be_bytes();
        data[at.0..at.0 + 2].copy_from_slice(&width);
    }
    data
}

/// Positions of the width entries of marks, with the width in font units.
fn widths_to_fill(data: &[u8]) -> Option<Vec<(usize, u16)>> {
    if ttf_parser::fonts_in_collection(data).is_some() {
        return None;
    }
    let face = Face::parse(data, 0).ok()?;
    face.glyph_index('\u{0E48}')?;
    face.tables().gpos?;
    let definitions = face.tables().gdef?;
    let raw = RawFace::parse(data, 0).ok()?;
    let header = raw.table(Tag::from_bytes(b"hhea"))?;
    let entries = u16::from_be_bytes([*header.get(34)?, *header.get(35)?]);
    let metrics = raw.table(Tag::from_bytes(b"hmtx"))?;
    let start = metrics.as_ptr().addr() - data.as_ptr().addr();
    let width = (WIDTH * f64::from(face.units_per_em())) as u16;
    let is_mark = |id: u16| {
        definitions.glyph_class(GlyphId(id)) == Some(GlyphClass::Mark) && face.glyph_hor_advance(GlyphId(id)) == Some(0)
    };
    let mut marks: Vec<u16> = (0..entries.checked_sub(1)?).filter(|&id| is_mark(id)).collect();
    // The last entry stands for all glyphs from there on.
    if (entries - 1..face.number_of_glyphs()).all(is_mark) {
        marks.push(entries - 1);
    }
    Some(marks.into_iter().map(|id| (start + 4 * usize::from(id), width)).collect())
}
