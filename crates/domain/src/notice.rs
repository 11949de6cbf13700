//! Notices: what is told to people whom a change concerns, in the product and by mail, and on which days they are reminded.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::round::Calendar;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// A round was opened for the office.
    RoundOpened,
    /// A report is due soon, or was due.
    ReportDue,
    /// A report waits for the director.
    ReportSubmitted,
    /// The director sent the report back.
    ReportSentBack,
    /// The report was certified.
    ReportCertified,
    /// A screener returned items.
    ReportReturned,
    /// Items were given to the person.
    ItemAssigned,
    /// An office asks for a longer window.
    ExtensionAsked,
    /// The centre decided about the longer window.
    ExtensionDecided,
    /// Somebody wrote in a thread of the person's.
    CommentAdded,
    /// Somebody wrote to the person.
    Mentioned,
}

impl NoticeKind {
    /// All kinds, in the order of a report's way.
    pub const ALL: [NoticeKind; 11] = [
        NoticeKind::RoundOpened,
        NoticeKind::ReportDue,
        NoticeKind::ItemAssigned,
        NoticeKind::ReportSubmitted,
        NoticeKind::ReportSentBack,
        NoticeKind::ReportCertified,
        NoticeKind::ReportReturned,
        NoticeKind::ExtensionAsked,
        NoticeKind::ExtensionDecided,
        NoticeKind::CommentAdded,
        NoticeKind::Mentioned,
    ];

    /// "round-opened"
    pub const fn as_str(self) -> &'static str {
        match self {
            NoticeKind::RoundOpened => "round-opened",
            NoticeKind::ReportDue => "report-due",
            NoticeKind::ReportSubmitted => "report-submitted",
            NoticeKind::ReportSentBack => "report-sent-back",
            NoticeKind::ReportCertified => "report-certified",
            NoticeKind::ReportReturned => "report-returned",
            NoticeKind::ItemAssigned => "item-assigned",
            NoticeKind::ExtensionAsked => "extension-asked",
            NoticeKind::ExtensionDecided => "extension-decided",
            NoticeKind::CommentAdded => "comment-added",
            NoticeKind::Mentioned => "mentioned",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<NoticeKind> {
        NoticeKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How a person wants to hear of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preference {
    /// In the product.
    pub in_product: bool,
    /// In the mail of the day.
    pub by_mail: bool,
}

impl Preference {
    /// What holds for whoever chose nothing.
    pub const DEFAULT: Preference = Preference { in_product: true, by_mail: true };
}

/// What a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailKind {
    /// Everything of a day.
    Digest,
    /// A link to set another password.
    Reset,
}

impl MailKind {
    /// Both.
    pub const ALL: [MailKind; 2] = [MailKind::Digest, MailKind::Reset];

    /// "digest" / "reset"
    pub const fn as_str(self) -> &'static str {
        match self {
            MailKind::Digest => "digest",
            MailKind::Reset => "reset",
        }
    }
}

/// Days from the day a report is due to those on which an office is reminded of it (issue of the cycle, section 3).
pub const REMINDERS: [i32; 8] = [-14, -7, -3, -1, 1, 3, 7, 14];

/// The reminder that holds on a day: the last one whose day has come, so that one missed while the program stood still is made up for.
/// None before the first, on a day on which the round was not open yet, and after the last day on which a report is taken.
pub fn reminder(window: Calendar, due_on: Date, today: Date) -> Option<i32> {
    if today > window.closes_on.max(due_on) {
        return None;
    }
    // Whoever hears on the first day that the round is open need not be reminded on the same day.
    let has_come = |step: &i32| due_on.checked_add(step.days()).is_ok_and(|day| day <= today && day > window.opens_on);
    REMINDERS.into_iter().rev().find(has_come)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_reminder_is_made_on_its_day_or_as_soon_as_possible_after() {
        let window = Calendar::new(date(2026, 3, 1), date(2026, 3, 20), date(2026, 4, 10)).unwrap();
        let on = |month, day| reminder(window, window.due_on, date(2026, month, day));
        let steps: Vec<_> = (1..=31).filter_map(|day| Some((day, on(3, day)?))).collect();
        let firsts: Vec<_> =
            steps.iter().enumerate().filter(|(i, s)| *i == 0 || steps[i - 1].1 != s.1).map(|(_, s)| *s).collect();
        assert_eq!(firsts, [(6, -14), (13, -7), (17, -3), (19, -1), (21, 1), (23, 3), (27, 7)]);
        assert_eq!((on(4, 3), on(4, 10), on(4, 11)), (Some(14), Some(14), None), "until the last day");
    }

    #[test]
    fn what_would_have_been_before_the_opening_is_left_out() {
        let window = Calendar::new(date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 20)).unwrap();
        assert_eq!(reminder(window, window.due_on, date(2026, 3, 10)), None);
        assert_eq!(reminder(window, window.due_on, date(2026, 3, 13)), Some(-7));
        let longer = date(2026, 3, 30);
        assert_eq!(reminder(window, longer, date(2026, 3, 20)), Some(-14), "a longer window has reminders of its own");
        assert_eq!(reminder(window, longer, date(2026, 3, 31)), None);
    }

    #[test]
    fn words_are_read_back() {
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::from_word(kind.as_str()), Some(kind));
        }
    }
}
