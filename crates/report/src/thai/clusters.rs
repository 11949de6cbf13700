//! Thai letters and the places between them where a word may end.

/// A consonant, vowel or mark; not a digit, not ๆ, ฯ or ฿.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0E2E}' | '\u{0E30}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E45}' | '\u{0E47}'..='\u{0E4E}')
}

/// A vowel or mark that is drawn above or below the consonant before it.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}

fn is_consonant(c: char) -> bool {
    matches!(c, '\u{0E01}'..='\u{0E2E}')
}

/// A vowel that is written before its consonant: เ แ โ ใ ไ.
fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{0E40}'..='\u{0E44}')
}

/// Whether a word may end after `letters[at - 1]`. It may not inside a cluster, nor where the spelling is still open: after a
/// leading vowel, before a vowel that follows its consonant, or after ั and ื, which never end a syllable.
pub(crate) fn may_end(letters: &[char], at: usize) -> bool {
    let (Some(&before), Some(&after)) = (letters.get(at.wrapping_sub(1)), letters.get(at)) else {
        return true;
    };
    if is_leading_vowel(before) || !(is_consonant(after) || is_leading_vowel(after)) {
        return false;
    }
    // A tone mark stands above the vowel that decides.
    let vowel = letters[..at].iter().rev().find(|&&c| !matches!(c, '\u{0E48}'..='\u{0E4B}'));
    if matches!(vowel, Some('\u{0E31}' | '\u{0E37}')) {
        return false;
    }
    // ก็ is the one word that ends in ็; a consonant before ์ (การันต์) belongs to the syllable before it.
    let silent = letters.get(at + 1) == Some(&'\u{0E4C}')
        || (letters.get(at + 2) == Some(&'\u{0E4C}') && letters.get(at + 1).is_some_and(|&c| is_mark(c)));
    if silent {
        return false;
    }
    before != '\u{0E47}' || (at >= 2 && letters[at - 2] == 'ก')
}
