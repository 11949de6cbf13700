//! The audit log as a chain: every entry carries the hash of the one before it, so nothing can be changed, removed or moved unseen.
//!
//! The log alone cannot show that its last entries were cut off; [`verify`] therefore returns the end it reached, and whoever keeps
//! the head of the chain elsewhere compares the two with [`Head::check`].

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::office::OfficeCode;

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// The actor may not do it.
    Denied,
    /// It was allowed and went wrong.
    Failed,
}

impl Outcome {
    /// All three.
    pub const ALL: [Outcome; 3] = [Outcome::Done, Outcome::Denied, Outcome::Failed];

    /// "done", "denied" or "failed".
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Denied => "denied",
            Outcome::Failed => "failed",
        }
    }

    /// The outcome a stored word names.
    pub fn from_name(name: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.as_str() == name)
    }
}

/// What is put on record, before it has a place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// Who: the name of an account, of a command or of a job.
    pub actor: String,
    /// What: "noun.verb", as in "marks.import".
    pub action: String,
    /// On what: "noun:key", as in "instrument:SA-2566".
    pub entity: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Details as JSON text, kept byte for byte as they were written.
    pub detail: String,
}

/// Nouns of entities that are of one office, whose code stands at the end of their name: "self-report:SA-2569-R12:P2300".
pub const OF_OFFICES: [&str; 3] = ["self-report", "result", "library"];

/// The office that an entity is of, where it is of one.
pub fn office_of(entity: &str) -> Option<OfficeCode> {
    let (noun, rest) = entity.split_once(':')?;
    let code = rest.rsplit(':').next().filter(|_| OF_OFFICES.contains(&noun))?;
    OfficeCode::new(code).ok()
}

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first entry names as the hash before it.
    pub const START: Hash = Hash([0; 32]);

    /// Reads 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Hash> {
        let digits = text.as_bytes();
        if digits.len() != 64 || digits.iter().any(|d| !matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let value = |digit: u8| if digit <= b'9' { digit - b'0' } else { digit - b'a' + 10 };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value(pair[0]) << 4 | value(pair[1]);
        }
        Some(Hash(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Place in the chain, from 1 without gaps.
    pub seq: i64,
    /// What happened.
    pub record: Record,
    /// Hash of the entry before, [`Hash::START`] for the first.
    pub prev_hash: Hash,
    /// Hash of this entry.
    pub hash: Hash,
}

/// Where the chain ends: place and hash of its last entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Place of the last entry, 0 for an empty log.
    pub seq: i64,
    /// Its hash, [`Hash::START`] for an empty log.
    pub hash: Hash,
}

impl Head {
    /// The head of an empty log.
    pub const START: Head = Head { seq: 0, hash: Hash::START };

    /// Puts a record behind this head.
    pub fn append(self, record: Record) -> AuditEntry {
        let seq = self.seq + 1;
        let hash = hash(self.hash, seq, &record);
        AuditEntry { seq, record, prev_hash: self.hash, hash }
    }

    /// Compares the end that was reached with the head that was kept apart.
    ///
    /// # Errors
    /// When entries were cut off at the end, were added past the head, or the last one is another one.
    pub fn check(self, kept: Head) -> Result<(), Broken> {
        if self == kept {
            Ok(())
        } else if self.seq < kept.seq {
            Err(Broken { seq: self.seq + 1, what: Tampering::Removed })
        } else if self.seq > kept.seq {
            Err(Broken { seq: kept.seq + 1, what: Tampering::Added })
        } else {
            Err(Broken { seq: self.seq, what: Tampering::Changed })
        }
    }
}

impl AuditEntry {
    /// The head of a chain that ends with this entry.
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }
}

/// What was done to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
    /// The entry says something else than when it was written.
    Changed,
    /// The entry is missing.
    Removed,
    /// The entry stands where another one was written.
    Reordered,
    /// The entry was put behind the end of the chain.
    Added,
}

/// The first entry at which the chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("audit entry {seq} was {}", match .what {
    Tampering::Changed => "changed",
    Tampering::Removed => "removed",
    Tampering::Reordered => "moved from its place",
    Tampering::Added => "added past the end of the chain",
})]
pub struct Broken {
    /// Place of the entry.
    pub seq: i64,
    /// What happened to it.
    pub what: Tampering,
}

/// The bytes of an entry that its hash is taken over: its place and every field in a fixed order, each text preceded by its length
/// in bytes so that no two records share their bytes.
pub fn canonical_bytes(seq: i64, record: &Record) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 + record.detail.len());
    bytes.extend_from_slice(b"emes-audit-1\n");
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(&record.at.as_millisecond().to_be_bytes());
    for text in [&record.actor, &record.action, &record.entity, record.outcome.as_str(), &record.detail] as [&str; 5] {
        bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

/// Hash of an entry: SHA-256 over the hash before it and its [`canonical_bytes`].
pub fn hash(prev_hash: Hash, seq: i64, record: &Record) -> Hash {
    let mut digest = Sha256::new();
    digest.update(prev_hash.0);
    digest.update(canonical_bytes(seq, record));
    Hash(digest.finalize().into())
}

/// Walks a log in the order of its places and returns the end it reached.
///
/// # Errors
/// The first entry that was changed, removed or moved.
pub fn verify(entries: impl IntoIterator<Item = AuditEntry>) -> Result<Head, Broken> {
    let mut verifier = Verifier::default();
    for entry in entries {
        verifier.push(entry)?;
    }
    verifier.finish()
}

/// [`verify`] for a log that arrives page by page.
///
/// It looks one entry ahead: what follows a misfit tells an entry that moved from one that moved up because another was removed.
#[derive(Default)]
pub struct Verifier {
    reached: Option<Head>,
    misfit: Option<AuditEntry>,
}

impl Verifier {
    /// Takes the next entry.
    ///
    /// # Errors
    /// When the chain does not hold at this entry or at the one before it.
    pub fn push(&mut self, entry: AuditEntry) -> Result<(), Broken> {
        if let Some(misfit) = self.misfit.take() {
            return Err(blame(&misfit, Some(&entry)));
        }
        let reached = self.reached.unwrap_or(Head::START);
        if entry.seq <= reached.seq {
            return Err(Broken { seq: entry.seq, what: Tampering::Reordered });
        }
        if entry.seq > reached.seq + 1 {
            return Err(Broken { seq: reached.seq + 1, what: Tampering::Removed });
        }
        if entry.prev_hash == reached.hash && entry.is_written_for(entry.seq) {
            self.reached = Some(entry.head());
        } else {
            self.misfit = Some(entry);
        }
        Ok(())
    }

    /// The end that was reached.
    ///
    /// # Errors
    /// When the last entry does not fit.
    pub fn finish(self) -> Result<Head, Broken> {
        match self.misfit {
            None => Ok(self.reached.unwrap_or(Head::START)),
            Some(misfit) => Err(blame(&misfit, None)),
        }
    }
}

/// How far on either side the place is looked for that a misfit was written for; its number is kept nowhere but in its hash.
const SEARCHED: i64 = 100_000;

impl AuditEntry {
    fn is_written_for(&self, seq: i64) -> bool {
        self.hash == hash(self.prev_hash, seq, &self.record)
    }

    /// The place this entry was written for, none when it is not as it was written.
    fn original_place(&self) -> Option<i64> {
        if self.is_written_for(self.seq) {
            return Some(self.seq);
        }
        (1..=SEARCHED)
            .flat_map(|distance| [self.seq + distance, self.seq - distance])
            .find(|&seq| seq > 0 && self.is_written_for(seq))
    }
}

/// Says what happened at the place of an entry that does not fit there.
fn blame(misfit: &AuditEntry, next: Option<&AuditEntry>) -> Broken {
    let seq = misfit.seq;
    match misfit.original_place() {
        None => Broken { seq, what: Tampering::Changed },
        // It is as it was written and stands where it was written, but names another hash before it: that one was written anew.
        Some(place) if place == seq => Broken { seq: 1.max(seq - 1), what: Tampering::Changed },
        // It comes from further on, and so does what follows: all moved up to close a gap.
        Some(place) if place > seq && next.is_none_or(|next| next.is_written_for(next.seq + place - seq)) => {
            Broken { seq, what: Tampering::Removed }
        }
        Some(_) => Broken { seq, what: Tampering::Reordered },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: i64) -> Record {
        Record {
            at: Timestamp::from_millisecond(1_700_000_000_000 + number).unwrap(),
            actor: "central-admin".to_owned(),
            action: "marks.import".to_owned(),
            entity: format!("instrument:SA-{number}"),
            outcome: Outcome::Done,
            detail: format!("{{\"rows\":{number}}}"),
        }
    }

    fn log(length: i64) -> Vec<AuditEntry> {
        let mut head = Head::START;
        let append = |number| {
            let entry = head.append(record(number));
            head = entry.head();
            entry
        };
        (1..=length).map(append).collect()
    }

    fn renumber(log: &mut [AuditEntry]) {
        log.iter_mut().zip(1..).for_each(|(entry, seq)| entry.seq = seq);
    }

    fn broken(seq: i64, what: Tampering) -> Result<Head, Broken> {
        Err(Broken { seq, what })
    }

    #[test]
    fn a_whole_log_holds_and_ends_at_its_head() {
        let log = log(6);
        let kept = log.last().unwrap().head();
        assert_eq!(verify(log), Ok(kept));
        assert_eq!(verify([]), Ok(Head::START));
    }

    #[test]
    fn a_changed_entry_is_named() {
        for field in 0..6 {
            let mut log = log(6);
            let record = &mut log[2].record;
            match field {
                0 => record.at = Timestamp::from_millisecond(record.at.as_millisecond() + 1).unwrap(),
                1 => record.actor.push('x'),
                2 => record.action.push('x'),
                3 => record.entity.push('x'),
                4 => record.outcome = Outcome::Denied,
                _ => record.detail.push(' '),
            }
            assert_eq!(verify(log), broken(3, Tampering::Changed), "field {field}");
        }
    }

    #[test]
    fn a_changed_entry_with_a_new_hash_is_named() {
        let mut log = log(6);
        log[2].record.actor.push('x');
        log[2].hash = hash(log[2].prev_hash, 3, &log[2].record);
        assert_eq!(verify(log), broken(3, Tampering::Changed));
    }

    #[test]
    fn a_removed_entry_is_named_even_when_the_rest_is_renumbered() {
        for renumbered in [false, true] {
            for gone in 0..5 {
                let mut log = log(6);
                log.remove(gone);
                if renumbered {
                    renumber(&mut log);
                }
                assert_eq!(verify(log), broken(gone as i64 + 1, Tampering::Removed), "{gone}, renumbered {renumbered}");
            }
        }
    }

    #[test]
    fn entries_that_changed_places_are_named() {
        for (a, b) in [(1, 2), (1, 4), (0, 5), (4, 5)] {
            let mut log = log(6);
            log.swap(a, b);
            renumber(&mut log);
            assert_eq!(verify(log), broken(a as i64 + 1, Tampering::Reordered), "{a} and {b}");
        }
    }

    #[test]
    fn the_head_shows_what_was_cut_off_or_added_at_the_end() {
        let whole = log(6);
        let kept = whole.last().unwrap().head();
        let cut = verify(whole[..4].to_vec()).unwrap();
        assert_eq!(cut.check(kept), Err(Broken { seq: 5, what: Tampering::Removed }));
        assert_eq!(kept.check(cut), Err(Broken { seq: 5, what: Tampering::Added }));
        let other = Head { hash: Hash([7; 32]), ..kept };
        assert_eq!(other.check(kept), Err(Broken { seq: 6, what: Tampering::Changed }));
        assert_eq!(kept.check(kept), Ok(()));
    }

    #[test]
    fn no_two_records_share_their_bytes() {
        let mut moved = record(1);
        moved.actor = "central-adminmarks".to_owned();
        moved.action = ".import".to_owned();
        assert_ne!(canonical_bytes(1, &record(1)), canonical_bytes(1, &moved));
        assert_ne!(canonical_bytes(1, &record(1)), canonical_bytes(2, &record(1)));
    }

    #[test]
    fn an_entity_of_an_office_ends_with_its_code() {
        let office = |entity| office_of(entity).map(String::from);
        for entity in ["self-report:SA-2569-R12:P2300", "result:2569:P2300", "library:P2300"] {
            assert_eq!(office(entity).as_deref(), Some("P2300"));
        }
        for entity in ["instrument:SA-2569:R12", "user:17", "regions", "library:", ""] {
            assert_eq!(office(entity), None, "{entity}");
        }
    }

    #[test]
    fn a_hash_reads_back_from_its_text() {
        let hash = hash(Hash::START, 1, &record(1));
        assert_eq!(Hash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(Hash::from_hex("xyz"), None);
        assert_eq!(Hash::from_hex(&"g".repeat(64)), None);
    }
}
