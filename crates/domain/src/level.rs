//! Quality levels and the bands that turn a mean into one.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::number::Decimal;
use crate::thai;

/// A quality level (ระดับคุณภาพ): 1 ปรับปรุง … 5 ดีเยี่ยม in the shipped instruments, 0-99 in any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub u8);

impl Level {
    /// Adds the number in ASCII.
    pub fn write_to(self, out: &mut Vec<u8>) {
        if self.0 >= 100 {
            out.push(b'0' + self.0 / 100);
        }
        if self.0 >= 10 {
            out.push(b'0' + self.0 / 10 % 10);
        }
        out.push(b'0' + self.0 % 10);
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// One band: the level of every shown mean from `min` up to the next band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Level.
    pub level: Level,
    /// Lowest shown mean of the level.
    pub min: Decimal,
    /// "ดีเยี่ยม"
    pub name_th: String,
    /// "excellent"
    pub name_en: Option<String>,
}

/// The bands of an instrument, highest first. Built only by the instrument reader, which checks that levels step by one and that
/// every whole level lies in its own band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(Vec<Band>);

impl Bands {
    pub(crate) fn new(bands: Vec<Band>) -> Bands {
        debug_assert!(!bands.is_empty());
        Bands(bands)
    }

    /// The bands, highest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Band> + ExactSizeIterator {
        self.0.iter()
    }

    /// Highest level.
    pub fn highest(&self) -> Level {
        self.0[0].level
    }

    /// Lowest level.
    pub fn lowest(&self) -> Level {
        self.0[self.0.len() - 1].level
    }

    /// The band of a shown mean. A mean of levels is never below the lowest level, so the lowest band takes what is left.
    pub fn of_mean(&self, shown: Decimal) -> &Band {
        self.0.iter().find(|band| band.min <= shown).unwrap_or(&self.0[self.0.len() - 1])
    }

    /// The shown means of a level: from the first on and below the second, without an end where there is no band below or above.
    pub fn means_of(&self, level: Level) -> Option<(Option<Decimal>, Option<Decimal>)> {
        let at = self.0.iter().position(|band| band.level == level)?;
        let from = (at + 1 < self.0.len()).then_some(self.0[at].min);
        Some((from, at.checked_sub(1).map(|above| self.0[above].min)))
    }

    /// The band of a level.
    pub fn of_level(&self, level: Level) -> Option<&Band> {
        self.0.iter().find(|band| band.level == level)
    }

    /// Reads a level as people write it: an integer, Thai digits or a band's name.
    pub fn parse_level(&self, text: &str) -> Option<Level> {
        let text = text.trim();
        let digits = thai::to_arabic_digits(text);
        let band = if !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) {
            self.of_level(Level(digits.parse().ok()?))
        } else {
            let is_name =
                |b: &&Band| b.name_th == text || b.name_en.as_deref().is_some_and(|n| n.eq_ignore_ascii_case(text));
            self.0.iter().find(is_name)
        };
        band.map(|band| band.level)
    }
}
