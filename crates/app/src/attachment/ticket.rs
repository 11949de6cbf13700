//! Short-lived addresses of files: one file, one person, a few minutes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{AttachmentId, UserId};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

/// How long an address holds: long enough for a browser to begin, too short to hand it on.
const HOLDS: SignedDuration = SignedDuration::from_mins(5);

/// What signs addresses.
#[derive(Clone)]
pub struct TicketKey(pub(crate) [u8; 32]);

impl std::fmt::Debug for TicketKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TicketKey(…)")
    }
}

impl TicketKey {
    /// The part of an address that lets one person open one file until soon.
    pub(super) fn sign(&self, id: AttachmentId, user: UserId, now: Timestamp) -> String {
        let until = now.saturating_add(HOLDS).unwrap_or(now).as_millisecond();
        let said = [id.0, user.0, until].map(i64::to_be_bytes).concat();
        let seal = self.seal(&said).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([said, seal.to_vec()].concat())
    }

    /// The file that a person may open by an address; none when it is not theirs, not ours or over.
    pub(super) fn read(&self, text: &str, user: UserId, now: Timestamp) -> Option<AttachmentId> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (said, seal) = bytes.split_at_checked(24)?;
        self.seal(said).verify_slice(seal).ok()?;
        let number = |at: usize| said[at..at + 8].try_into().map(i64::from_be_bytes).ok();
        let (id, whose, until) = (number(0)?, number(8)?, number(16)?);
        (whose == user.0 && now.as_millisecond() <= until).then_some(AttachmentId(id))
    }

    fn seal(&self, said: &[u8]) -> Hmac<Sha256> {
        let mut seal = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key may have any length");
        seal.update(said);
        seal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_for_one_person_one_file_and_a_while() {
        let now: Timestamp = "2026-12-01T02:00:00Z".parse().unwrap();
        let key = TicketKey([7; 32]);
        let text = key.sign(AttachmentId(5), UserId(9), now);
        assert_eq!(key.read(&text, UserId(9), now + SignedDuration::from_mins(5)), Some(AttachmentId(5)));
        assert_eq!(key.read(&text, UserId(9), now + SignedDuration::from_mins(6)), None);
        assert_eq!(key.read(&text, UserId(8), now), None);
        assert_eq!(TicketKey([8; 32]).read(&text, UserId(9), now), None);
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            other[at] = if other[at] == b'A' { b'B' } else { b'A' };
            let other = String::from_utf8(other).unwrap();
            assert!(other == text || key.read(&other, UserId(9), now).is_none());
        }
        assert_eq!(key.read("", UserId(9), now), None);
    }
}
