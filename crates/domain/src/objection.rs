//! Objections: what an office has to say against a published level, and what becomes of it.

use jiff::civil::Date;

use crate::level::Level;
use crate::problem::Fault;
use crate::round::words;

/// Longest time offices are given, in days.
pub const DAYS_MAX: u16 = 90;

/// What the lead evaluator said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet.
    Waiting,
    /// The level stays.
    Kept,
    /// The office gets this level.
    Changed(Level),
}

impl Verdict {
    /// "waiting", "kept", "changed".
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Waiting => "waiting",
            Verdict::Kept => "kept",
            Verdict::Changed(_) => "changed",
        }
    }

    /// Reads the word with the level beside it.
    pub fn from_word(word: &str, level: Option<Level>) -> Option<Verdict> {
        match (word, level) {
            ("waiting", None) => Some(Verdict::Waiting),
            ("kept", None) => Some(Verdict::Kept),
            ("changed", Some(level)) => Some(Verdict::Changed(level)),
            _ => None,
        }
    }

    /// The new level, where there is one.
    pub const fn level(self) -> Option<Level> {
        match self {
            Verdict::Changed(level) => Some(level),
            Verdict::Waiting | Verdict::Kept => None,
        }
    }
}

/// An objection to the level of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    /// The level as it was published.
    pub level: Level,
    /// What the office says.
    pub words: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
}

impl Objection {
    /// Objects to a published level. An item is objected to once.
    ///
    /// # Errors
    /// When there is no window or it is over; when there is an objection already; when nothing is said.
    pub fn file(
        before: Option<&Objection>,
        until: Option<Date>,
        today: Date,
        level: Level,
        said: &str,
    ) -> Result<Objection, Fault> {
        if until.is_none_or(|until| today > until) {
            return Err(Fault::new("objection-closed"));
        }
        if before.is_some() {
            return Err(Fault::new("objection-twice"));
        }
        Ok(Objection { level, words: words(said)?, verdict: Verdict::Waiting, reason: None })
    }

    /// Decides: another level, or none for keeping the published one.
    ///
    /// # Errors
    /// When it is decided already; when no reason is given; when the new level is the one that was published.
    pub fn decide(self, level: Option<Level>, reason: &str) -> Result<Objection, Fault> {
        if self.verdict != Verdict::Waiting {
            return Err(Fault::new("objection-decided"));
        }
        if level == Some(self.level) {
            return Err(Fault::new("objection-same-level"));
        }
        let reason = Some(words(reason)?);
        Ok(Objection { verdict: level.map_or(Verdict::Kept, Verdict::Changed), reason, ..self })
    }
}

/// The last day of a window that begins today.
///
/// # Errors
/// When it is longer than [`DAYS_MAX`].
pub fn window(today: Date, days: u16) -> Result<Date, Fault> {
    use jiff::ToSpan as _;
    if days > DAYS_MAX {
        return Err(Fault::new("objection-days").with("days", days).with("max", DAYS_MAX));
    }
    Ok(today.saturating_add(i64::from(days).days()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_item_is_objected_to_once_in_the_window_and_decided_once() {
        let (today, until) = (date(2026, 11, 20), Some(date(2026, 11, 20)));
        let file = |before, until, said| Objection::file(before, until, today, Level(3), said);
        assert_eq!(file(None, None, "x").unwrap_err().key, "objection-closed");
        assert_eq!(file(None, Some(date(2026, 11, 19)), "x").unwrap_err().key, "objection-closed");
        assert_eq!(file(None, until, " ").unwrap_err().key, "reason-missing");
        let filed = file(None, until, "หลักฐานครบ").unwrap();
        assert_eq!(file(Some(&filed), until, "อีกครั้ง").unwrap_err().key, "objection-twice");
        assert_eq!(filed.clone().decide(None, "").unwrap_err().key, "reason-missing");
        assert_eq!(filed.clone().decide(Some(Level(3)), "x").unwrap_err().key, "objection-same-level");
        assert_eq!(filed.clone().decide(None, "คงเดิม").unwrap().verdict, Verdict::Kept);
        let changed = filed.decide(Some(Level(4)), "ตามหลักฐาน").unwrap();
        assert_eq!(changed.verdict.level(), Some(Level(4)));
        assert_eq!(changed.decide(None, "x").unwrap_err().key, "objection-decided");
    }

    #[test]
    fn verdicts_are_read_as_they_are_written() {
        for verdict in [Verdict::Waiting, Verdict::Kept, Verdict::Changed(Level(2))] {
            assert_eq!(Verdict::from_word(verdict.as_str(), verdict.level()), Some(verdict));
        }
        assert_eq!(Verdict::from_word("changed", None), None);
    }

    #[test]
    fn a_window_has_an_end() {
        assert_eq!(window(date(2026, 11, 20), 15), Ok(date(2026, 12, 5)));
        assert_eq!(window(date(2026, 11, 20), 91).unwrap_err().key, "objection-days");
    }
}
