//! Phrases that evaluators keep for one another: by item and level, put into a suggestion with one click.

use crate::problem::Fault;
use crate::thai;

/// Longest phrase, in characters: a sentence or two, with room to write on.
pub const PHRASE_MAX: usize = 300;

/// Which half of a suggestion a phrase belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// จุดเด่น
    Strengths,
    /// ข้อเสนอแนะ
    Recommendation,
}

impl Half {
    /// Both.
    pub const ALL: [Half; 2] = [Half::Strengths, Half::Recommendation];

    /// "strengths" or "recommendation"
    pub const fn as_str(self) -> &'static str {
        match self {
            Half::Strengths => "strengths",
            Half::Recommendation => "recommendation",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Half> {
        Half::ALL.into_iter().find(|half| half.as_str() == word)
    }
}

/// A phrase as it is kept: on one line, without spaces around it.
///
/// # Errors
/// When it is empty or too long, or mistyped in a way that printing shows.
pub fn phrase(text: &str) -> Result<String, Fault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    if text.is_empty() {
        return Err(Fault::new("phrase-empty"));
    }
    if length > PHRASE_MAX {
        return Err(Fault::new("phrase-too-long").with("length", length).with("most", PHRASE_MAX));
    }
    match thai::typing_slip(&text) {
        Some(offset) => {
            let near: String = text[..offset].chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
            Err(Fault::new("text-mistyped").with("near", near))
        }
        None => Ok(text),
    }
}

/// A text with a phrase behind it; where it stands there already, the text as it is.
pub fn insert(text: &str, phrase: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() {
        phrase.to_owned()
    } else if text.contains(phrase) {
        text.to_owned()
    } else {
        format!("{text} {phrase}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_one_clean_line() {
        assert_eq!(phrase(" มีแผนครบ\r\nทุกโรงเรียน ").unwrap(), "มีแผนครบ ทุกโรงเรียน");
        assert_eq!(phrase(" \n").unwrap_err().key, "phrase-empty");
        assert_eq!(phrase(&"ก".repeat(301)).unwrap_err().key, "phrase-too-long");
        assert_eq!(phrase("เเผน").unwrap_err().key, "text-mistyped");
    }

    #[test]
    fn a_phrase_follows_what_was_written_once() {
        assert_eq!(insert("", "ควรขยายผล"), "ควรขยายผล");
        let text = insert("มีผลงาน \n", "ควรขยายผล");
        assert_eq!(text, "มีผลงาน ควรขยายผล");
        assert_eq!(insert(&text, "ควรขยายผล"), text);
    }
}
