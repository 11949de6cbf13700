//! How long somebody stays signed in.

use jiff::{SignedDuration, Timestamp};

use crate::policy::Actor;

/// A working day: who signs in when it begins need not do so again before it ends.
const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// What a session of somebody with a role in the whole administration may lie idle, because more hangs on it.
const IDLE: SignedDuration = SignedDuration::from_hours(2);

/// The moment at which a session begun now ends at the latest.
pub fn ends_at(now: Timestamp) -> Timestamp {
    later(now, LIFETIME)
}

/// How far the clocks of two machines may be apart.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Whether a session still holds. One that would hold for longer than a session can was begun while the clock was ahead, and does not. The roles are those of now, so that who gets a central role during a session has a short one from then on.
pub fn holds(actor: &Actor, last_seen_at: Timestamp, expires_at: Timestamp, now: Timestamp) -> bool {
    let began_before = expires_at <= later(now, LIFETIME + SKEW);
    now < expires_at && began_before && (!actor.is_central() || now < later(last_seen_at, IDLE))
}

/// Whether a person has to prove themselves by a second factor before anything else is open to them.
pub fn lacks_factor(actor: &Actor, two_factors: bool) -> bool {
    actor.is_central() && !two_factors
}

fn later(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment.saturating_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::OfficeCode;
    use crate::policy::{Role, Scope};

    #[test]
    fn only_central_sessions_end_by_lying_idle() {
        let start: Timestamp = "2026-10-01T01:00:00Z".parse().unwrap();
        let after = |minutes| later(start, SignedDuration::from_mins(minutes));
        let who = |role, scope| Actor { name: "user:1".to_owned(), roles: vec![(role, scope)], belongs_to: Vec::new() };
        let central = who(Role::CentralAdmin, Scope::System);
        let office = who(Role::Reporter, Scope::Office(OfficeCode::new("P2300").unwrap()));
        let end = ends_at(start);
        assert!(holds(&central, start, end, after(119)) && !holds(&central, start, end, after(120)));
        assert!(holds(&office, start, end, after(719)) && !holds(&office, start, end, after(720)));
        assert!(lacks_factor(&central, false) && !lacks_factor(&central, true) && !lacks_factor(&office, false));
        assert!(holds(&office, start, end, after(-4)) && !holds(&office, start, end, after(-6)), "the clock was ahead");
        assert!(holds(&central, after(700), end, after(719)) && !holds(&central, after(719), end, after(720)));
    }
}
