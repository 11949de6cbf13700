//! The one place where secrets are drawn: tokens of sessions and links, the salt of password hashes, and seeds of draws.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::audit::Hash;
use sha2::{Digest as _, Sha256};

/// 32 random bytes that whoever holds them is recognised by. Only [`Token::hash`] is ever stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    pub(crate) fn random() -> Token {
        Token(random())
    }

    /// Reads a token as it was handed out.
    pub fn parse(text: &str) -> Option<Token> {
        Some(Token(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }

    /// The token for a cookie or an address: 43 characters of base64url.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
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

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::disallowed_methods, reason = "this is where secrets are drawn")]
    getrandom::fill(&mut bytes).expect("every supported system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

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
