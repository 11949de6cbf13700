//! Thai text in Typst: line breaks between words before the layout, readable text after it.
//!
//! Typst asks a language model for the word boundaries of Thai, which breaks words (`น|วัตกรรม`), and the text copied from its
//! files repeats syllables. Both are mended from outside, with public interfaces only: [`hook`] puts break marks into the text
//! of every paragraph just before it is laid out, and [`readable`] takes them out of the finished pages again.

pub(crate) mod breaks;
pub(crate) mod clusters;
pub(crate) mod font;
pub(crate) mod glyphs;
pub(crate) mod hook;
pub(crate) mod readable;
pub(crate) mod widths;
pub(crate) mod words;
