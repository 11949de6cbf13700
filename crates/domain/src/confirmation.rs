//! Confirming who one is, once more, for what one vouches for: a desk that was left for a moment must not certify a report.

/// With what a person confirms it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Means {
    /// The password.
    Password,
    /// The code that the authenticator app shows. A recovery code stands in for it to sign in, and to set up another, but not here.
    Code,
    /// A passkey.
    Passkey,
    /// Signing in anew at the OpenID provider.
    Provider,
    /// The person's word alone, in the demonstration.
    Word,
}

/// What a person could confirm it with, as far as the installation takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// A password.
    pub password: bool,
    /// An authenticator app.
    pub app: bool,
    /// A passkey.
    pub passkey: bool,
    /// An account at the provider.
    pub provider: bool,
    /// Whether it is a demonstration, whose people were given nothing of all that.
    pub demo: bool,
}

/// The means that are offered to a person and accepted from them. Who has the app is asked for its code in place of the password, which
/// alone would be less than what they sign in with. A word is enough only for who has nothing else, and only in a demonstration.
pub fn means(held: Held) -> Vec<Means> {
    let offered = [
        (held.password && !held.app, Means::Password),
        (held.app, Means::Code),
        (held.passkey, Means::Passkey),
        (held.provider, Means::Provider),
    ];
    let means: Vec<Means> = offered.into_iter().filter(|(is, _)| *is).map(|(_, means)| means).collect();
    if means.is_empty() && held.demo { vec![Means::Word] } else { means }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_enough_only_where_nobody_has_more() {
        let nothing = Held::default();
        assert_eq!(means(nothing), []);
        assert_eq!(means(Held { demo: true, ..nothing }), [Means::Word]);
        assert_eq!(means(Held { demo: true, password: true, ..nothing }), [Means::Password]);
        assert_eq!(means(Held { password: true, app: true, ..nothing }), [Means::Code], "not less than to sign in");
        let all = Held { password: true, app: true, passkey: true, provider: true, demo: false };
        assert_eq!(means(all), [Means::Code, Means::Passkey, Means::Provider]);
    }
}
