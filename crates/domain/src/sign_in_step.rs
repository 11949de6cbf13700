//! What lies between two requests of one way in: who gave the password and still owes the code, a passkey's challenge, a visit to the
//! provider.

use jiff::{SignedDuration, Timestamp};

/// What is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// The code of the second factor, after the password.
    Code,
    /// A new passkey of who is signed in.
    PasskeyRegistration,
    /// A passkey, to sign in with.
    PasskeySignIn,
    /// The return from the OpenID provider.
    Provider,
    /// The use of what was confirmed at the provider.
    Confirmation,
}

impl StepKind {
    /// All of them.
    pub const ALL: [StepKind; 5] = [
        StepKind::Code,
        StepKind::PasskeyRegistration,
        StepKind::PasskeySignIn,
        StepKind::Provider,
        StepKind::Confirmation,
    ];

    /// "code" / "passkey-registration" / "passkey-sign-in" / "provider" / "confirmation"
    pub const fn as_str(self) -> &'static str {
        match self {
            StepKind::Code => "code",
            StepKind::PasskeyRegistration => "passkey-registration",
            StepKind::PasskeySignIn => "passkey-sign-in",
            StepKind::Provider => "provider",
            StepKind::Confirmation => "confirmation",
        }
    }
}

/// Long enough to look for the telephone, short enough that a desk that was left gives nothing away.
const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Whether a moment is recent enough for a step that is used now; the clock of a provider may be a little ahead of ours.
pub fn is_recent(moment: Timestamp, now: Timestamp) -> bool {
    now.duration_since(moment).abs() <= LIFETIME
}

/// The moment from which a step begun now is no longer good.
pub fn ends_at(now: Timestamp) -> Timestamp {
    now.saturating_add(LIFETIME).unwrap_or(Timestamp::MAX)
}
