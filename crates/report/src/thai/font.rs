//! What the mending of text asks of a font: which glyph is which Thai character, and which glyphs look alike.

use std::collections::HashMap;

use ttf_parser::{GlyphId, OutlineBuilder};
use typst::layout::Em;
use typst::text::{FontInstance, Glyph};

pub(crate) const NIKHAHIT: char = '\u{0E4D}';
pub(crate) const SARA_AA: char = '\u{0E32}';
pub(crate) const SARA_AM: char = '\u{0E33}';

/// How far the ring of ำ may stand from where shaping puts it, in parts of the letter size. It is where the designer of the font
/// drew it; over a narrow letter the two differ by an eighth of a point.
const RING_TOLERANCE: f64 = 0.025;

/// The contours of a glyph, each as its sorted points in font units.
type Outline = Vec<Vec<(i32, i32)>>;

/// A font and what was found out about it.
pub(crate) struct ThaiFont {
    font: FontInstance,
    chars: HashMap<u16, char>,
    sara_am: HashMap<i32, Option<u16>>,
    tones: HashMap<u16, Option<Tone>>,
}

/// A tone mark that stands alone for a glyph of ring and tone mark.
#[derive(Clone, Copy)]
pub(crate) struct Tone {
    pub(crate) id: u16,
    pub(crate) x: Em,
    pub(crate) y: Em,
}

impl ThaiFont {
    pub(crate) fn new(font: &FontInstance) -> Self {
        let thai = ('\u{0E01}'..='\u{0E5B}').filter_map(|c| font.ttf().glyph_index(c).map(|id| (id.0, c)));
        Self { font: font.clone(), chars: thai.collect(), sara_am: HashMap::new(), tones: HashMap::new() }
    }

    /// The character of a glyph; `None` for the variants a font has for tight places.
    pub(crate) fn char(&self, glyph: &Glyph) -> Option<char> {
        self.chars.get(&glyph.id).copied()
    }

    /// The glyph of ำ, if it looks like ํ and า with this distance between their origins.
    pub(crate) fn sara_am(&mut self, distance: Em) -> Option<u16> {
        let units = (distance.get() * self.font.units_per_em()).round() as i32;
        let tolerance = (RING_TOLERANCE * self.font.units_per_em()) as u32;
        if let Some(known) = self.sara_am.get(&units) {
            return *known;
        }
        let id = |c| self.font.ttf().glyph_index(c).map(|id| id.0);
        let found = (|| {
            let mut parts = shifted(self.outline(id(NIKHAHIT)?), units, 0);
            parts.extend(self.outline(id(SARA_AA)?));
            let whole = id(SARA_AM)?;
            alike(self.outline(whole), parts, tolerance).then_some(whole)
        })();
        self.sara_am.insert(units, found);
        found
    }

    /// The tone mark in a glyph that is drawn as ring and tone mark in one.
    pub(crate) fn tone_above_ring(&mut self, glyph: u16) -> Option<Tone> {
        if let Some(known) = self.tones.get(&glyph) {
            return *known;
        }
        let found = (|| {
            let ring = self.outline(self.font.ttf().glyph_index(NIKHAHIT)?.0);
            let mut tone = self.outline(glyph);
            let both = tone.len();
            tone.retain(|contour| !ring.contains(contour));
            if tone.is_empty() || tone.len() + ring.len() != both {
                return None;
            }
            (1..self.font.ttf().number_of_glyphs()).find_map(|id| {
                let candidate = self.outline(id);
                let (wanted, first) = (tone.first()?.first()?, candidate.first()?.first()?);
                let (x, y) = (wanted.0 - first.0, wanted.1 - first.1);
                let same = alike(shifted(candidate, x, y), tone.clone(), 0);
                same.then(|| Tone { id, x: self.font.to_em(x), y: self.font.to_em(y) })
            })
        })();
        self.tones.insert(glyph, found);
        found
    }

    /// The outline of a glyph, its contours in a fixed order.
    fn outline(&self, id: u16) -> Outline {
        let mut pen = Pen(Vec::new());
        self.font.ttf().outline_glyph(GlyphId(id), &mut pen);
        for contour in &mut pen.0 {
            contour.sort_unstable();
            contour.dedup();
        }
        pen.0.sort_unstable();
        pen.0
    }
}

fn shifted(mut outline: Outline, x: i32, y: i32) -> Outline {
    outline.iter_mut().flatten().for_each(|point| *point = (point.0 + x, point.1 + y));
    outline
}

/// Whether two outlines have the same points, give or take a horizontal distance.
fn alike(mut one: Outline, mut other: Outline, tolerance: u32) -> bool {
    one.sort_unstable();
    other.sort_unstable();
    let near = |a: &(i32, i32), b: &(i32, i32)| a.0.abs_diff(b.0) <= tolerance && a.1.abs_diff(b.1) <= 1;
    !one.is_empty()
        && one.len() == other.len()
        && one.iter().zip(&other).all(|(a, b)| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(a, b)))
}

struct Pen(Outline);

impl Pen {
    fn point(&mut self, x: f32, y: f32) {
        if let Some(contour) = self.0.last_mut() {
            contour.push((x.round() as i32, y.round() as i32));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Vec::new());
        self.point(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.point(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.point(x1, y1);
        self.point(x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.point(x1, y1);
        self.point(x2, y2);
        self.point(x, y);
    }

    fn close(&mut self) {}
}
