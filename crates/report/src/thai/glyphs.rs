//! The glyphs of a Thai syllable, each with the character it stands for.

use typst::layout::Em;
use typst::text::Glyph;

use super::font::{NIKHAHIT, SARA_AA, SARA_AM, ThaiFont};

/// A mark that shaping moves up or down by less than this part of the letter size stays on the height it is drawn for. Programs
/// that read a PDF take glyphs of different heights for different lines and put them in another order.
const SAME_HEIGHT: f64 = 0.06;

/// A glyph begins at least this part of the letter size before the next one, far less than can be seen. Programs that read a
/// PDF put the glyphs of a line in the order of their beginnings.
const STEP: Em = Em::new(0.001);

/// A horizontal shift smaller than this part of the letter size is not seen.
const UNSEEN: f64 = 0.025;

/// Glyphs that stand for a piece of text together.
pub(crate) struct Cluster {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<Glyph>,
}

/// A glyph with its place in the cluster, so that it can change its turn without moving.
struct Placed {
    glyph: Glyph,
    x: Em,
    c: Option<char>,
}

impl Cluster {
    /// Whether the glyphs of the other cluster were torn off this one.
    pub(crate) fn is_torn_from(&self, other: &Self, font: &ThaiFont) -> bool {
        let (Some(here), Some(there)) = (self.glyphs.first(), other.glyphs.first()) else { return false };
        // The place in the template tells clusters apart, but for the rare text that comes from one and the same place; there,
        // the first character of a cluster tells that another one begins.
        here.span == there.span && self.text == other.text && font.char(there) != self.text.chars().next()
    }

    /// Without the marks that told where lines may end.
    pub(crate) fn without_marks(self) -> Self {
        let text = self.text.replace(['\u{200B}', '\u{2060}'], "").replace('\u{A0}', " ");
        Self { text, ..self }
    }

    /// One cluster per character, in the order of writing; the whole one where its glyphs cannot be told apart.
    pub(crate) fn separate(self, font: &mut ThaiFont) -> Vec<Self> {
        if self.glyphs.len() < 2 {
            return vec![self];
        }
        let mut pen = Em::zero();
        let mut placed = Vec::with_capacity(self.glyphs.len());
        for glyph in &self.glyphs {
            let mut glyph = glyph.clone();
            if glyph.y_offset.get().abs() < SAME_HEIGHT {
                glyph.y_offset = Em::zero();
            }
            let x = pen + glyph.x_offset;
            pen += glyph.x_advance;
            placed.push(Placed { x, c: font.char(&glyph), glyph });
        }
        let mut letters: Vec<String> = self.text.chars().map(String::from).collect();
        join_sara_am(&mut placed, &mut letters, font);
        match in_order(placed, &letters) {
            Some(placed) => spread(placed, letters),
            None => vec![self],
        }
    }
}

/// One cluster per letter, each glyph where it was.
fn spread(mut placed: Vec<Placed>, letters: Vec<String>) -> Vec<Cluster> {
    line_up(&mut placed);
    let mut pen = Em::zero();
    let pieces = letters.into_iter().zip(placed).map(|(text, Placed { mut glyph, x, .. })| {
        glyph.x_offset = x - pen;
        pen += glyph.x_advance;
        Cluster { text, glyphs: vec![glyph] }
    });
    pieces.collect()
}

/// Puts the beginnings of the marks in order, where a shift too small to see does it.
fn line_up(placed: &mut [Placed]) {
    let width: Em = placed.iter().map(|part| part.glyph.x_advance).sum();
    for index in 2..placed.len() {
        let wanted = placed[index - 1].x + STEP;
        placed[index].shift_to(placed[index].x.max(wanted));
    }
    let mut right = width;
    for part in placed[1..].iter_mut().rev() {
        right -= STEP;
        part.shift_to(part.x.min(right));
        right = part.x;
    }
}

/// Draws ํ and า as the one character they are, ำ. Where the font does not draw it so, the text becomes what is drawn.
fn join_sara_am(placed: &mut Vec<Placed>, letters: &mut Vec<String>, font: &mut ThaiFont) {
    let Some(am) = letters.iter().position(|letter| letter.chars().eq([SARA_AM])) else { return };
    let Some(aa) = placed.iter().position(|part| part.c == Some(SARA_AA)) else { return };
    let distance = |ring: &Placed| ring.x - placed[aa].x;
    if let Some(ring) = placed[..aa].iter().position(|part| part.c == Some(NIKHAHIT)) {
        match font.sara_am(distance(&placed[ring])) {
            Some(id) => {
                let advance = placed[ring].glyph.x_advance;
                placed[aa].become_sara_am(id, advance);
                placed.remove(ring);
            }
            None => {
                letters.splice(am..=am, [NIKHAHIT.into(), SARA_AA.into()]);
            }
        }
    } else if am > 0 && aa > 0 && placed[aa - 1].c.is_none() && placed.len() == letters.len() {
        // Ring and tone mark are one glyph: น้ำ.
        let both = &placed[aa - 1];
        let tone = font.tone_above_ring(both.glyph.id);
        match tone.zip(font.sara_am(distance(both))) {
            Some((tone, id)) => {
                let above = &mut placed[aa - 1];
                above.glyph.id = tone.id;
                above.x += tone.x;
                if tone.y.get().abs() >= SAME_HEIGHT {
                    above.glyph.y_offset += tone.y;
                }
                placed[aa].become_sara_am(id, Em::zero());
            }
            None => {
                letters[am] = SARA_AA.into();
                letters[am - 1].insert(0, NIKHAHIT);
            }
        }
    }
}

impl Placed {
    fn shift_to(&mut self, x: Em) {
        if (x - self.x).get().abs() < UNSEEN {
            self.x = x;
        }
    }

    fn become_sara_am(&mut self, id: u16, advance: Em) {
        self.glyph.id = id;
        self.glyph.x_advance += advance;
        self.c = Some(SARA_AM);
    }
}

/// The glyphs in the order of the letters: those whose character is known by it, the others in the order they come.
fn in_order(placed: Vec<Placed>, letters: &[String]) -> Option<Vec<Placed>> {
    if placed.len() != letters.len() {
        return None;
    }
    let mut slots: Vec<Option<Placed>> = letters.iter().map(|_| None).collect();
    let mut unknown = Vec::new();
    for part in placed {
        let is_own = |slot: &usize| slots[*slot].is_none() && part.c.is_some_and(|c| letters[*slot].chars().eq([c]));
        match (0..letters.len()).find(is_own) {
            Some(slot) => slots[slot] = Some(part),
            None => unknown.push(part),
        }
    }
    let mut unknown = unknown.into_iter();
    slots.into_iter().map(|slot| slot.or_else(|| unknown.next())).collect()
}
