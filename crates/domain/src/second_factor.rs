//! The second factor: codes that change every half minute (RFC 6238), and recovery codes for who lost the device that shows them.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Secret, Totp};

use crate::audit::Hash;
use crate::problem::Fault;
use crate::user::Login;

/// Bytes of a secret: what RFC 4226 asks for.
pub const SECRET_BYTES: usize = 20;
/// Recovery codes that a person gets.
pub const RECOVERY_CODES: usize = 8;
/// Bytes of a recovery code: too many to be tried out, so that a plain hash of it may be stored.
pub const RECOVERY_BYTES: usize = 10;
/// Name beside the code in the app.
const ISSUER: &str = "e-MES";

/// Six digits, a step of 30 seconds, SHA-1: what every app understands. One step before and after the present one counts, for clocks
/// that are wrong and people who type slowly.
fn totp(secret: &[u8; SECRET_BYTES], login: &str) -> Totp {
    let builder = Builder::new().with_secret(*secret).with_issuer(Some(ISSUER)).with_account_name(login);
    builder.build().expect("the length is right, and no login has a colon")
}

/// What the QR picture says to the app.
pub fn key_uri(secret: &[u8; SECRET_BYTES], login: &Login) -> String {
    totp(secret, login.as_str()).to_url().expect("issuer and account are set")
}

/// The secret for typing, in groups of four.
pub fn typed_secret(secret: &[u8; SECRET_BYTES]) -> String {
    groups(&Secret::from(*secret).to_base32(), " ")
}

/// The step whose code this is. A code is good once: its step must be after `last`, the one that was used last.
pub fn step_of(secret: &[u8; SECRET_BYTES], code: &str, now: Timestamp, last: Option<i64>) -> Option<i64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    let step = i64::try_from(totp(secret, "").check(code, seconds)?).ok()?;
    (last.is_none_or(|last| last < step)).then_some(step)
}

/// A code that stands in for the app, once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryCode([u8; RECOVERY_BYTES]);

impl RecoveryCode {
    /// The code of random bytes.
    pub const fn new(bytes: [u8; RECOVERY_BYTES]) -> RecoveryCode {
        RecoveryCode(bytes)
    }

    /// What is stored of it.
    pub fn hash(&self) -> Hash {
        Hash(Sha256::digest(self.0).into())
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&groups(&Secret::from(self.0.to_vec()).to_base32().to_lowercase(), "-"))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// What somebody typed where a second factor was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Six digits of the app.
    Code(String),
    /// A recovery code.
    Recovery(RecoveryCode),
}

/// Reads a code as people type it: with spaces, hyphens, capitals or Thai digits.
pub fn read(text: &str) -> Option<Typed> {
    let text = crate::thai::to_arabic_digits(text);
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Typed::Code(plain));
    }
    let bytes = Secret::try_from_base32(plain.to_ascii_uppercase()).ok()?;
    Some(Typed::Recovery(RecoveryCode(bytes.as_bytes().try_into().ok()?)))
}

fn groups(text: &str, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(between)
}

/// Whether somebody may add, change or remove factors: who has one already only in a session that began with one, so that a stolen
/// password does not become more than that.
///
/// # Errors
/// When the session began with less than the person has.
pub fn check_change(has_any: bool, two_factors: bool) -> Result<(), Fault> {
    if has_any && !two_factors { Err(Fault::new("second-factor-first")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 20] = *b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits of eight.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(&SECRET, code, at(second), None), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_step_and_its_neighbours_and_once() {
        let good = |second, last| step_of(&SECRET, "050471", at(second), last);
        let step = 1_111_111_111 / 30;
        let begins = step * 30;
        assert_eq!([begins - 30, begins, begins + 59].map(|second| good(second, None)), [Some(step); 3]);
        assert_eq!([begins - 31, begins + 60].map(|second| good(second, None)), [None; 2]);
        assert_eq!(good(begins, Some(step)), None, "used");
        assert_eq!(good(begins, Some(step - 1)), Some(step));
        assert_eq!(good(begins, Some(step + 1)), None, "an older one comes too late");
        assert_eq!(step_of(&SECRET, "", at(begins), None), None);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(read(" ๐๕๐ 471 "), Some(Typed::Code("050471".to_owned())));
        let code = RecoveryCode::new(*b"0123456789");
        let shown = code.to_string();
        assert_eq!((shown.len(), shown.matches('-').count()), (19, 3));
        for text in [shown.clone(), shown.to_uppercase(), shown.replace('-', " "), format!(" {shown}\n")] {
            assert_eq!(read(&text), Some(Typed::Recovery(code)), "{text}");
        }
        for wrong in ["", "12345", "1234567", "abcd", &shown[1..], &format!("{shown}aa"), "ก"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert!(!format!("{code:?}").contains(&shown[..4]));
    }

    #[test]
    fn the_app_is_told_whose_code_it_is() {
        let uri = key_uri(&SECRET, &Login::new("clerk@example.go.th").unwrap());
        assert!(uri.starts_with("otpauth://totp/e-MES:clerk%40example.go.th?"), "{uri}");
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") && uri.contains("issuer=e-MES"), "{uri}");
        assert!(typed_secret(&SECRET).starts_with("GEZD GNBV "));
    }

    #[test]
    fn who_has_a_factor_changes_it_only_with_it() {
        assert!(check_change(false, false).is_ok() && check_change(true, true).is_ok());
        assert_eq!(check_change(true, false).unwrap_err().key, "second-factor-first");
    }
}
