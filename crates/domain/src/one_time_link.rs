//! One-time links: how a person comes to a first password, or to a new one, without anybody else knowing it.

use jiff::{SignedDuration, Timestamp};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkPurpose {
    /// The person has no password yet.
    Invitation,
    /// The person needs another password.
    Reset,
}

impl LinkPurpose {
    /// Both.
    pub const ALL: [LinkPurpose; 2] = [LinkPurpose::Invitation, LinkPurpose::Reset];

    /// "invitation" / "reset"
    pub const fn as_str(self) -> &'static str {
        match self {
            LinkPurpose::Invitation => "invitation",
            LinkPurpose::Reset => "reset",
        }
    }

    /// The moment from which a link made now is no longer good. Invitations go out by letter before people come back from a long
    /// holiday; who asks for another password waits beside the administrator.
    pub fn ends_at(self, now: Timestamp) -> Timestamp {
        let hours = match self {
            LinkPurpose::Invitation => 7 * 24,
            LinkPurpose::Reset => 24,
        };
        now.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
    }
}
