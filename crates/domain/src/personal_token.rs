//! Personal tokens: with them the programs of a person act in that person's name, for a time and within what the token was made for.

use std::collections::BTreeMap;
use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::problem::Fault;

/// How long a token holds at most, in days.
pub const DAYS_MAX: u16 = 365;
/// Tokens a person may have at a time.
pub const TOKENS_MAX: usize = 20;
/// What a token begins with, so that a program that looks for forgotten secrets knows it.
pub const PREFIX: &str = "emes_";

/// The nouns that a token is made for, by what people do with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NounGroup {
    /// Regions, offices, instruments and rounds.
    Frame,
    /// Self-reports with their answers, threads and longer windows.
    Reports,
    /// The evidence library.
    Evidence,
    /// Screening, marks and suggestions.
    Judging,
    /// Scores, publications, results and objections.
    Results,
    /// Accounts with their roles, and the audit log.
    People,
    /// Jobs, notices and webhooks.
    Service,
}

impl NounGroup {
    /// All groups.
    pub const ALL: [NounGroup; 7] = [
        NounGroup::Frame,
        NounGroup::Reports,
        NounGroup::Evidence,
        NounGroup::Judging,
        NounGroup::Results,
        NounGroup::People,
        NounGroup::Service,
    ];

    /// "reports"
    pub const fn as_str(self) -> &'static str {
        match self {
            NounGroup::Frame => "frame",
            NounGroup::Reports => "reports",
            NounGroup::Evidence => "evidence",
            NounGroup::Judging => "judging",
            NounGroup::Results => "results",
            NounGroup::People => "people",
            NounGroup::Service => "service",
        }
    }
}

/// What may be done with the nouns of a group. Whoever writes also reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Read.
    Read,
    /// Read and write.
    Write,
}

impl Access {
    /// Both.
    pub const ALL: [Access; 2] = [Access::Read, Access::Write];

    /// "read" / "write"
    pub const fn as_str(self) -> &'static str {
        match self {
            Access::Read => "read",
            Access::Write => "write",
        }
    }
}

/// What a token was made for. It narrows what the person may, and never widens it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(BTreeMap<NounGroup, Access>);

impl Grants {
    /// Reads "reports:write results:read"; `None` when a word is no grant.
    pub fn parse(text: &str) -> Option<Grants> {
        let mut grants = BTreeMap::new();
        for word in text.split_ascii_whitespace() {
            let (group, access) = word.split_once(':')?;
            let group = NounGroup::ALL.into_iter().find(|each| each.as_str() == group)?;
            let access = Access::ALL.into_iter().find(|each| each.as_str() == access)?;
            let before: &mut Access = grants.entry(group).or_insert(access);
            *before = access.max(*before);
        }
        Some(Grants(grants))
    }

    /// Whether it was made for this.
    pub fn covers(&self, group: NounGroup, access: Access) -> bool {
        self.0.get(&group).is_some_and(|given| *given >= access)
    }

    /// Every group it was made for.
    pub fn iter(&self) -> impl Iterator<Item = (NounGroup, Access)> {
        self.0.iter().map(|(group, access)| (*group, *access))
    }
}

impl fmt::Display for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (group, access)) in self.iter().enumerate() {
            let gap = if n == 0 { "" } else { " " };
            write!(f, "{gap}{}:{}", group.as_str(), access.as_str())?;
        }
        Ok(())
    }
}

/// A token as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalToken {
    /// What it is for, in the person's words.
    pub name: String,
    /// What it was made for.
    pub grants: Grants,
    /// The last day on which it holds.
    pub until: Date,
}

impl PersonalToken {
    /// Reads what was asked for, by somebody who has so many tokens already.
    ///
    /// # Errors
    /// When it has no name or is made for nothing; when it would hold too long; when there are too many.
    pub fn new(name: &str, grants: Grants, days: u16, today: Date, held: usize) -> Result<PersonalToken, Fault> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(Fault::new("token-name-unusable"));
        }
        if grants.0.is_empty() {
            return Err(Fault::new("token-for-nothing"));
        }
        if days == 0 || days > DAYS_MAX {
            return Err(Fault::new("token-days").with("days", days).with("max", DAYS_MAX));
        }
        if held >= TOKENS_MAX {
            return Err(Fault::new("token-too-many").with("max", TOKENS_MAX));
        }
        Ok(PersonalToken { name: name.to_owned(), grants, until: today.saturating_add(i64::from(days).days()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn grants_are_read_and_written_in_one_order_and_writing_is_reading_too() {
        let grants = Grants::parse("results:read reports:read reports:write").unwrap();
        assert_eq!(grants.to_string(), "reports:write results:read");
        assert!(grants.covers(NounGroup::Reports, Access::Read));
        assert!(grants.covers(NounGroup::Reports, Access::Write));
        assert!(!grants.covers(NounGroup::Results, Access::Write));
        assert!(!grants.covers(NounGroup::Service, Access::Read));
        assert_eq!(Grants::parse(&grants.to_string()), Some(grants));
        for wrong in ["reports", "reports:all", "marks:read"] {
            assert_eq!(Grants::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_token_has_a_name_a_purpose_and_an_end() {
        let today = date(2026, 11, 22);
        let all = || Grants::parse("frame:read").unwrap();
        let made = PersonalToken::new(" งานประจำวัน ", all(), 365, today, 0).unwrap();
        assert_eq!((made.name.as_str(), made.until), ("งานประจำวัน", date(2027, 11, 22)));
        let key = |made: Result<PersonalToken, Fault>| made.unwrap_err().key;
        assert_eq!(key(PersonalToken::new(" ", all(), 30, today, 0)), "token-name-unusable");
        assert_eq!(key(PersonalToken::new("ก", Grants::default(), 30, today, 0)), "token-for-nothing");
        assert_eq!(key(PersonalToken::new("ก", all(), 366, today, 0)), "token-days");
        assert_eq!(key(PersonalToken::new("ก", all(), 0, today, 0)), "token-days");
        assert_eq!(key(PersonalToken::new("ก", all(), 30, today, TOKENS_MAX)), "token-too-many");
    }
}
