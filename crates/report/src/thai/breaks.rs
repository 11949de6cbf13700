//! Where lines of running text may end: between Thai words, and never where an official letter would not be broken.

use super::clusters::{is_letter, is_mark};
use super::words::Dictionary;

/// What happens to a character so that lines break where they should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing.
    Keep,
    /// A line may end before it.
    Break,
    /// No line may end before it.
    Join,
    /// A space at which no line may end.
    Hold,
}

/// Stands for a picture, a box or anything else that is not text.
pub(crate) const OBJECT: char = '\u{FFFC}';

/// Words that stay on the line of the number behind them.
const BEFORE_NUMBERS: [&str; 10] = ["พ.ศ.", "ค.ศ.", "ที่", "ร้อยละ", "เขต", "ข้อ", "มาตรา", "ระดับ", "รอบ", "หน้า"];

/// A noun of more letters than this may be parted from its ordinal: the two together would be too wide for a column.
const LONGEST_NOUN: usize = 10;

/// The changes for a paragraph, one per character.
pub(crate) fn plan<D: AsRef<[u8]>>(dictionary: &Dictionary<D>, text: &[char]) -> Vec<Change> {
    let mut changes = vec![Change::Keep; text.len()];
    between_words(dictionary, text, &mut changes);
    around_signs(text, &mut changes);
    before_numbers(text, &mut changes);
    changes
}

fn between_words<D: AsRef<[u8]>>(dictionary: &Dictionary<D>, text: &[char], changes: &mut [Change]) {
    let mut start = 0;
    for run in text.chunk_by(|&one, &next| is_letter(one) == is_letter(next)) {
        if is_letter(run[0]) {
            for boundary in dictionary.boundaries(run) {
                changes[start + boundary] = Change::Break;
            }
        }
        start += run.len();
    }
}

/// Rules about single characters and their neighbours.
fn around_signs(text: &[char], changes: &mut [Change]) {
    let at = |index: usize| text.get(index).copied().unwrap_or(OBJECT);
    for index in 1..text.len() {
        let (before, here) = (at(index - 1), at(index));
        match before {
            // ๆ and ฯ end a word, but ฯลฯ is one.
            'ๆ' | 'ฯ' if is_letter(here) && !(here == 'ล' && at(index + 1) == 'ฯ') => {
                changes[index] = Change::Break
            }
            // O-NET, 1–5
            '-' | '–' if here.is_alphanumeric() && index >= 2 && at(index - 2).is_ascii_alphanumeric() => {
                changes[index] = Change::Join;
            }
            _ if is_letter(before) && here.is_ascii_alphabetic() => changes[index] = Change::Break,
            _ if before.is_ascii_alphabetic() && is_letter(here) && !is_mark(here) => changes[index] = Change::Break,
            // ต่าง ๆ
            ' ' if here == 'ๆ' => hold_spaces(text, changes, index),
            _ => {}
        }
    }
}

/// พ.ศ. ๒๕๖๔, ร้อยละ ๘๐; and an ordinal stays with a short noun: ตัวบ่งชี้ที่ ๑.
fn before_numbers(text: &[char], changes: &mut [Change]) {
    for index in 1..text.len() {
        if text[index].is_numeric() && text[index - 1] == ' ' {
            let spaces = text[..index].iter().rev().take_while(|&&c| c == ' ').count();
            let head = &text[..index - spaces];
            let Some(word) = BEFORE_NUMBERS.iter().find(|word| ends_with(head, word)) else { continue };
            hold_spaces(text, changes, index);
            let first = head.len() - word.chars().count();
            let is_inside = |at: &usize| is_letter(text[*at]) && (at + 1 == first || changes[at + 1] != Change::Break);
            let noun = (0..first).rev().take_while(is_inside);
            if *word == "ที่" && changes[first] == Change::Break && noun.count() <= LONGEST_NOUN {
                changes[first] = Change::Keep;
            }
        }
    }
}

fn ends_with(text: &[char], word: &str) -> bool {
    let mut rest = text.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

fn hold_spaces(text: &[char], changes: &mut [Change], end: usize) {
    for index in (0..end).rev().take_while(|&index| text[index] == ' ') {
        changes[index] = Change::Hold;
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, plan};
    use crate::thai::words::{Dictionary, compile};

    /// The text with its changes: `|` break, `+` join, `_` held space.
    fn planned(text: &str) -> String {
        let dictionary =
            Dictionary::open(compile(["ตัวบ่งชี้\nที่\nร้อยละ\nต่าง\nและ\nครู\nเขต\nระบบ\nของ\nประเด็นการพิจารณา"], [])).unwrap();
        let text: Vec<char> = text.chars().collect();
        let changes = plan(&dictionary, &text);
        let shown = text.into_iter().zip(changes).flat_map(|(c, change)| match change {
            Change::Keep => vec![c],
            Change::Break => vec!['|', c],
            Change::Join => vec!['+', c],
            Change::Hold => vec!['_'],
        });
        shown.collect()
    }

    #[test]
    fn numbers_stay_with_the_word_before_them() {
        assert_eq!(planned("ตัวบ่งชี้ที่ ๑ ร้อยละ  ๘๐"), "ตัวบ่งชี้ที่_๑ ร้อยละ__๘๐");
        assert_eq!(planned("พ.ศ. 2564 และ พ.ศ. ๒๕๖๔"), "พ.ศ._2564 และ พ.ศ._๒๕๖๔");
        assert_eq!(planned("ของครู 5 เขต 2"), "ของ|ครู 5 เขต_2");
    }

    #[test]
    fn an_ordinal_may_leave_a_long_noun() {
        assert_eq!(planned("ประเด็นการพิจารณาที่ 1"), "ประเด็นการพิจารณา|ที่_1");
    }

    #[test]
    fn signs_stay_with_the_word_before_them() {
        assert_eq!(planned("ต่าง ๆและครูฯลฯ"), "ต่าง_ๆ|และ|ครูฯลฯ");
        assert_eq!(planned("O-NET e-MES 1-5 และ-ครู"), "O-+NET e-+MES 1-+5 และ-ครู");
    }

    #[test]
    fn latin_words_in_running_thai_are_words() {
        assert_eq!(planned("ระบบPMQAของครู 4.0"), "ระบบ|PMQA|ของ|ครู 4.0");
    }
}
