//! Who keeps failing to sign in has to wait, longer each time, so that passwords cannot be tried out.

use jiff::{SignedDuration, Timestamp};

/// On what failures are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// One login, whether anybody has it or not.
    Login,
    /// One network address.
    Address,
}

impl Counted {
    /// Failures without a delay, those with the first delay not among them. All people of an office share one address, so it gets more:
    /// else one forgetful person would lock the door for thirty.
    const fn free(self) -> u32 {
        match self {
            Counted::Login => 4,
            Counted::Address => 19,
        }
    }
}

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// When the last one was.
    pub last_at: Timestamp,
}

const FIRST_DELAY: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(1);
/// After a quiet day failures are forgotten.
const MEMORY: SignedDuration = SignedDuration::from_hours(24);

/// Until when signing in is refused: a minute after the fifth failure of a login (the twentieth of an address), twice as long after each
/// further one, an hour at most. The moment may lie in the past. A failure far in the
/// future is one of a clock that was ahead: it delays nobody until then.
pub fn refused_until(counted: Counted, failures: Failures, now: Timestamp) -> Option<Timestamp> {
    let over = failures.count.checked_sub(counted.free() + 1)?;
    if failures.last_at.duration_since(now) > LONGEST_DELAY {
        return None;
    }
    let minutes = FIRST_DELAY.as_mins().saturating_mul(1_i64.checked_shl(over).filter(|f| *f > 0).unwrap_or(i64::MAX));
    let delay = SignedDuration::from_mins(minutes.min(LONGEST_DELAY.as_mins()));
    Some(failures.last_at.saturating_add(delay).unwrap_or(Timestamp::MAX))
}

/// A failure that finds the last one before it older than this is the first again.
pub fn remembered_since(now: Timestamp) -> Timestamp {
    now.saturating_sub(MEMORY).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(counted: Counted, count: u32) -> Option<i64> {
        let last_at: Timestamp = "2026-10-01T01:00:00Z".parse().unwrap();
        refused_until(counted, Failures { count, last_at }, last_at)
            .map(|until| until.duration_since(last_at).as_mins())
    }

    #[test]
    fn the_delay_doubles_up_to_an_hour() {
        let delays: Vec<_> = (0..14).map(|count| minutes(Counted::Login, count)).collect();
        let expected = [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60];
        assert_eq!(delays, expected.map(|m| (m > 0).then_some(m)));
        assert_eq!((minutes(Counted::Address, 19), minutes(Counted::Address, 20)), (None, Some(1)));
        let failures = Failures { count: 5, last_at: "2027-10-01T01:00:00Z".parse().unwrap() };
        let before: Timestamp = "2026-10-01T01:00:00Z".parse().unwrap();
        assert_eq!(refused_until(Counted::Login, failures, before), None, "the clock was ahead");
        assert_eq!((minutes(Counted::Login, 68), minutes(Counted::Login, u32::MAX)), (Some(60), Some(60)));
    }
}
