//! Hashing passwords with Argon2id: slow on purpose, so at most two at once and never where requests are answered.

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::error::{AppError, Result};
use crate::secret;

/// Two hashes at once leave the other processors to everybody else, and need 38 MiB.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What OWASP asks for at least: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("the numbers lie in the allowed range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The turn to hash a password.
pub(crate) struct Turn(#[expect(dead_code, reason = "it is given back when dropped")] SemaphorePermit<'static>);

/// Waits for one's turn.
pub(crate) async fn turn() -> Turn {
    Turn(AT_ONCE.acquire().await.expect("nobody closes the semaphore"))
}

/// The hash of a new password, to be stored.
pub(crate) async fn hash(password: &str) -> Result<String> {
    let _turn = turn().await;
    let (password, salt) = (password.to_owned(), secret::salt());
    work(move || {
        argon2()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| AppError::Internal(error.to_string()))
    })
    .await?
}

/// A hash that no password is known to have, made as others are.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether it is the password of this hash. Without a hash that of nobody is asked in the same way, so that the time it takes does not tell
/// whose logins exist.
pub(crate) async fn verify(_turn: &Turn, password: &str, stored: Option<String>) -> Result<bool> {
    let (password, stored) = (password.to_owned(), stored.unwrap_or_else(|| NOBODY.to_owned()));
    work(move || argon2().verify_password(password.as_bytes(), stored.as_str()).is_ok()).await
}

async fn work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_says_how_it_was_made() {
        let stored = hash("ฝนตกที่ตราดทุกวัน").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, hash("ฝนตกที่ตราดทุกวัน").await.unwrap(), "salted");
        let turn = turn().await;
        assert!(verify(&turn, "ฝนตกที่ตราดทุกวัน", Some(stored.clone())).await.unwrap());
        assert!(!verify(&turn, "ฝนตกที่ตราดทุกวัน ", Some(stored)).await.unwrap());
        assert!(!verify(&turn, "ฝนตกที่ตราดทุกวัน", Some("not a hash".to_owned())).await.unwrap());
        assert!(!verify(&turn, "ฝนตกที่ตราดทุกวัน", None).await.unwrap());
    }

    #[tokio::test]
    async fn who_is_unknown_costs_the_same_hash() {
        let cost = |hash: &str| hash.rsplitn(3, '$').last().map(str::to_owned);
        let made = hash("ฝนตกที่ตราดทุกวัน").await.unwrap();
        assert_eq!((cost(NOBODY), NOBODY.len()), (cost(&made), made.len()));
        let told = argon2().verify_password("ฝนตกที่ตราดทุกวัน".as_bytes(), NOBODY).unwrap_err();
        assert_eq!(told, argon2::password_hash::Error::PasswordInvalid, "it was computed and compared");
    }
}
