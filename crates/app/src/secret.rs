//! The one place where secrets are drawn: tokens of sessions and links, the salt of password hashes, secrets of second factors, seeds of
//! draws; and the vault that seals what has to be read again.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use domain::audit::Hash;
use sha2::{Digest as _, Sha256};

/// 32 random bytes that whoever holds them is recognised by. Only [`Token::hash`] is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A new one.
    pub fn random() -> Token {
        Token(random())
    }

    /// The bytes, where they are a key.
    pub fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// Reads a token as it was handed out.
    pub fn parse(text: &str) -> Option<Token> {
        Some(Token(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// The token for a cookie or an address: 43 characters of base64url.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The bytes, where they are a key.
    pub(crate) fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// What is stored of it. A plain hash is enough for what nobody can guess.
    pub fn hash(&self) -> Hash {
        Hash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

pub(crate) fn salt() -> [u8; 16] {
    random()
}

/// What a draw begins from: nobody chooses it, and everybody may know it.
pub(crate) fn seed() -> u32 {
    u32::from_be_bytes(random())
}

/// Bytes of the key of a [`Vault`].
pub const KEY_BYTES: usize = 32;

/// Seals secrets that the program has to read again, so that whoever gets the database alone cannot use them. XChaCha20-Poly1305: its
/// nonces are long enough to be drawn by chance.
#[derive(Clone)]
pub struct Vault(XChaCha20Poly1305);

const NONCE_BYTES: usize = 24;

impl Vault {
    /// The vault of a key.
    pub fn new(key: &[u8; KEY_BYTES]) -> Vault {
        Vault(XChaCha20Poly1305::new(key.into()))
    }

    /// Seals a secret. `of` says what it is and whose, so that it cannot be put in another's place.
    pub(crate) fn seal(&self, secret: &[u8], of: &str) -> String {
        let nonce: [u8; NONCE_BYTES] = random();
        let payload = Payload { msg: secret, aad: of.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).expect("a secret is short");
        URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed; `None` when it was sealed with another key or for something else.
    pub(crate) fn open(&self, sealed: &str, of: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        self.0.decrypt(&XNonce::from(*nonce), Payload { msg: rest, aad: of.as_bytes() }).ok()
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}

/// A number that tells this process from others: it begins their ids and names their unfinished uploads.
pub fn process_salt() -> u32 {
    u32::from_le_bytes(random())
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::disallowed_methods, reason = "this is where secrets are drawn")]
    getrandom::fill(&mut bytes).expect("every supported system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_person() {
        let vault = Vault::new(Token::random().as_bytes());
        let sealed = vault.seal(b"secret", "totp:1");
        assert_eq!(vault.open(&sealed, "totp:1").as_deref(), Some(b"secret".as_slice()));
        assert_ne!(sealed, vault.seal(b"secret", "totp:1"));
        assert_eq!(vault.open(&sealed, "totp:2"), None);
        assert_eq!(Vault::new(Token::random().as_bytes()).open(&sealed, "totp:1"), None);
        for wrong in ["", "AAAA", &sealed[1..], &sealed[..sealed.len() - 1]] {
            assert_eq!(vault.open(wrong, "totp:1"), None, "{wrong}");
        }
    }

    #[test]
    fn a_token_is_read_back_and_does_not_show_itself() {
        let token = Token::random();
        assert_eq!(Token::parse(&token.to_text()), Some(token.clone()));
        assert_eq!(token.to_text().len(), 43);
        assert_ne!(token, Token::random());
        assert!(!format!("{token:?}").contains(&token.to_text()));
        for wrong in ["", "abc", "!", &token.to_text()[1..], &format!("{}=", token.to_text())] {
            assert_eq!(Token::parse(wrong), None, "{wrong}");
        }
    }
}
