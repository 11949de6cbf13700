//! Thai citizen numbers in texts: thirteen digits, of which the last one checks the others.
//!
//! Only how many there are is told, never the numbers themselves: nothing that is made here can leak one.

use crate::thai;

const DIGITS: usize = 13;
/// Where the parts of a number end as it is printed on the card: 1-2345-67890-12-3.
const PRINTED: [usize; 4] = [1, 5, 10, 12];
/// The longest stretch of spaces and dashes between two parts (" - ").
const GAP_MAX: usize = 3;

/// How many citizen numbers stand in a text: in Thai or Arabic digits, written in one, divided by dashes or spaces as on the card, or
/// digit by digit as in the boxes of a form. Numbers of companies and authorities, which begin with 0, are not people's.
pub fn count(text: &str) -> usize {
    let text = thai::to_arabic_digits(text);
    let (mut groups, mut found): (Vec<Group>, usize) = (Vec::new(), 0);
    let (mut digits, mut gap) = (Vec::new(), Some(0));
    // The last, empty character ends the last group.
    for c in text.chars().map(Some).chain([None]) {
        match c.and_then(|c| c.to_digit(10)) {
            Some(digit) => digits.push(u8::try_from(digit).unwrap_or_default()),
            None => {
                if !digits.is_empty() {
                    groups.push(Group { digits: std::mem::take(&mut digits), joined: gap.is_some_and(|g| g > 0) });
                    if ends_number(&groups) {
                        found += 1;
                        groups.clear();
                    }
                    gap = Some(0);
                }
                let is_separator =
                    c.is_some_and(|c| matches!(c, ' ' | '\u{A0}' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'));
                gap = gap.filter(|length| is_separator && *length < GAP_MAX).map(|length| length + 1);
            }
        }
        // More groups than digits in a number are never looked at again.
        if groups.len() > DIGITS {
            groups.remove(0);
        }
    }
    found
}

struct Group {
    digits: Vec<u8>,
    /// Whether only spaces or dashes stand between it and the group before.
    joined: bool,
}

/// Whether the last groups make a number.
fn ends_number(groups: &[Group]) -> bool {
    let (mut taken, mut ends) = (0, Vec::new());
    for (i, group) in groups.iter().enumerate().rev() {
        taken += group.digits.len();
        if taken > DIGITS {
            return false;
        }
        if taken == DIGITS {
            let parts = &groups[i..];
            let is_boxes = parts.len() == DIGITS;
            let is_printed = ends.iter().all(|left: &usize| PRINTED.contains(&(DIGITS - left)));
            let digits: Vec<u8> = parts.iter().flat_map(|part| part.digits.iter().copied()).collect();
            return (is_boxes || is_printed) && is_number(&digits);
        }
        ends.push(taken);
        if !group.joined {
            return false;
        }
    }
    false
}

fn is_number(digits: &[u8]) -> bool {
    let Some((last, first)) = digits.split_last() else { return false };
    let sum: u32 = (2..).zip(first.iter().rev()).map(|(weight, digit)| weight * u32::from(*digit)).sum();
    first.len() == DIGITS - 1 && matches!(digits[0], 1..=8) && (11 - sum % 11) % 10 == u32::from(*last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Thirteen digits whose last one is right, from twelve.
    fn number(first: &[u8]) -> Vec<u8> {
        let sum: u32 = (2..).zip(first.iter().rev()).map(|(weight, digit)| weight * u32::from(*digit)).sum();
        let check = u8::try_from((11 - sum % 11) % 10).unwrap();
        first.iter().copied().chain([check]).collect()
    }

    fn written(digits: &[u8], separator: &str, ends: &[usize], zero: char) -> String {
        let mut text = String::new();
        for (i, digit) in digits.iter().enumerate() {
            if ends.contains(&i) {
                text.push_str(separator);
            }
            text.push(char::from_u32(u32::from(zero) + u32::from(*digit)).unwrap());
        }
        text
    }

    fn first() -> impl Strategy<Value = Vec<u8>> {
        (1..=8_u8, proptest::collection::vec(0..=9_u8, 11)).prop_map(|(head, tail)| [vec![head], tail].concat())
    }

    proptest! {
        #[test]
        fn every_number_is_found_however_it_is_written(
            first in first(),
            ends in proptest::sample::subsequence(PRINTED.to_vec(), 0..=4),
            separator in proptest::sample::select(vec!["-", " ", " - ", "\u{A0}", "–"]),
            zero in proptest::sample::select(vec!['0', '๐']),
        ) {
            let digits = number(&first);
            let text = written(&digits, separator, &ends, zero);
            let around = format!("เลขที่ {text}, อายุ 40 ปี");
            prop_assert_eq!(count(&around), 1);
            let boxes: Vec<usize> = (1..DIGITS).collect();
            let boxed = written(&digits, " ", &boxes, zero);
            prop_assert_eq!(count(&boxed), 1);
            prop_assert_eq!(count(&format!("{text}\n{text};{text}")), 3);
        }

        #[test]
        fn one_wrong_digit_is_no_number(first in first(), at in 1..DIGITS, more in 1..=9_u8) {
            let mut digits = number(&first);
            let before = digits[at];
            digits[at] = (digits[at] + more) % 10;
            prop_assume!(digits[at] != before);
            // The rule itself takes two check digits for one remainder each: 10 and 0, 11 and 1.
            let is_number = is_number(&digits);
            prop_assert_eq!(count(&written(&digits, "", &[], '0')), usize::from(is_number));
            prop_assert!(!is_number || at < DIGITS - 1);
        }

        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,200}") {
            let _ = count(&text);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_is_left_alone() {
        // Invented, with the right check digit.
        let right: String =
            number(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2]).iter().map(|d| char::from(b'0' + d)).collect();
        assert_eq!(count(&right), 1);
        assert_eq!(count(&format!("7{right}")), 0, "fourteen digits");
        assert_eq!(count(&format!("{right}7")), 0);
        assert_eq!(count(&format!("ปี 2569 {right}")), 1, "a number beside it takes nothing away");
        assert_eq!(count(&format!("{right} 12")), 1);
        let company: String =
            number(&[0, 9, 9, 4, 0, 0, 0, 1, 5, 8, 3, 7]).iter().map(|d| char::from(b'0' + d)).collect();
        assert_eq!(count(&company), 0, "authorities and companies are no people");
        let odd = format!("{} {} {}", &right[..3], &right[3..8], &right[8..]);
        assert_eq!(count(&odd), 0, "columns of a table");
        assert_eq!(count(&right.chars().map(|c| format!("{c},")).collect::<String>()), 0);
    }
}
