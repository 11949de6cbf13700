//! Which passwords are good enough. Long ones that are not easily guessed; nothing is asked about capitals, digits or signs, which people
//! put at the same places.

use std::collections::HashSet;
use std::sync::OnceLock;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::problem::Fault;
use crate::user::Login;

/// Fewest characters, as people count them.
pub const SHORTEST: usize = 12;
/// Most bytes, so that nobody has the machine hash a book.
const LONGEST: usize = 1000;

/// Passwords that everybody tries first.
const COMMON: &str = include_str!("../../../data/common-passwords.txt");

/// Words that lie near here: with nothing but digits and signs beside them they are tried first too.
const NEAR: [&str; 21] = [
    "emes",
    "obec",
    "esao",
    "moe",
    "admin",
    "password",
    "thailand",
    "bangkok",
    "school",
    "teacher",
    "director",
    "สพฐ",
    "สพท",
    "สพป",
    "สพม",
    "สตผ",
    "รหัสผ่าน",
    "โรงเรียน",
    "การศึกษา",
    "เขตพื้นที่",
    "ประเทศไทย",
];

/// Whether a password may be chosen by the person with this login.
///
/// # Errors
/// The first rule that refuses it.
pub fn check(password: &str, login: &Login) -> Result<(), Fault> {
    if password.graphemes(true).count() < SHORTEST {
        return Err(Fault::new("password-short").with("count", SHORTEST));
    }
    if password.len() > LONGEST {
        return Err(Fault::new("password-long"));
    }
    let lower = password.to_lowercase();
    let name = login.as_str().split('@').next().unwrap_or_default();
    if lower.contains(login.as_str()) || (name.len() >= 3 && lower.contains(name)) {
        return Err(Fault::new("password-has-login"));
    }
    if lower.chars().all(is_trimming) {
        return Err(Fault::new("password-digits"));
    }
    let as_words =
        |text: &str| text.split(is_trimming).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let whole = lower.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let read_through = spelled_out(lower.trim_end_matches(is_trimming));
    if common().contains(whole) || [as_words(&lower), as_words(&read_through)].iter().any(|w| is_guessed(w)) {
        return Err(Fault::new("password-common"));
    }
    Ok(())
}

/// What people put around a word to make a password of it.
fn is_trimming(c: char) -> bool {
    c.is_numeric() || c.is_whitespace() || c.is_ascii_punctuation()
}

/// "p@ssw0rd" as it is meant.
fn spelled_out(text: &str) -> String {
    let letter = |c| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// One common word, however often, or only words that lie near.
fn is_guessed(words: &[String]) -> bool {
    let Some(first) = words.first() else { return true };
    let unit = unit_of(first);
    let is_one = words.iter().all(|word| unit_of(word) == unit);
    // Three letters over and over are no word and yet quickly tried.
    is_one && (unit.chars().count() <= 3 || common().contains(unit)) || words.iter().all(|word| is_near(word))
}

/// The shortest beginning that gives the whole word when it is repeated.
fn unit_of(word: &str) -> &str {
    let ends = word.char_indices().map(|(i, _)| i).skip(1).filter(|i| word.len().is_multiple_of(*i));
    ends.map(|end| &word[..end]).find(|unit| unit.repeat(word.len() / unit.len()) == word).unwrap_or(word)
}

fn is_near(word: &str) -> bool {
    word.is_empty() || NEAR.iter().any(|near| word.strip_prefix(near).is_some_and(is_near))
}

fn common() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| COMMON.lines().filter(|line| !line.starts_with("# ")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(password: &str) -> Option<&'static str> {
        check(password, &Login::new("clerk7@example.go.th").unwrap()).err().map(|fault| fault.key)
    }

    #[test]
    fn long_and_not_obvious_is_all_that_is_asked() {
        for good in ["ฝนตกที่ตราดทุกวันศุกร์", "correct horse battery", "guitarsbiology", "kX9$vTq2#mLp"]
        {
            assert_eq!(refusal(good), None, "{good}");
        }
    }

    #[test]
    fn characters_are_counted_as_people_do() {
        assert_eq!(refusal("kX9$vTq2#mL"), Some("password-short"));
        // Eleven characters, though two dozen code points.
        assert_eq!(refusal("ที่นี่ดีที่สุดกู้นี่ที่"), Some("password-short"));
        assert_eq!(refusal(&"ก ".repeat(300)), Some("password-long"));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for common in [
            "password1234",
            "P@ssw0rd2567!",
            "PasswordPassword",
            "dragon 123 dragon",
            "1qaz2wsx3edc!!",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "emes@obec2567",
            "สพฐ-2567-สพฐ!",
            "obecEMES2026",
            "รหัสผ่าน25672568",
        ] {
            assert_eq!(refusal(common), Some("password-common"), "{common}");
        }
        assert_eq!(refusal("1103700012345"), Some("password-digits"));
        assert_eq!(refusal("08-1234-5678 2567"), Some("password-digits"));
    }

    #[test]
    fn the_login_is_no_part_of_it() {
        assert_eq!(refusal("xx-Clerk7-xx-99"), Some("password-has-login"));
    }

    #[test]
    fn the_list_has_some_thousand_words() {
        assert!((4000..9000).contains(&common().len()), "{}", common().len());
        assert!(NEAR.iter().all(|near| near.to_lowercase() == *near));
    }
}
