//! Who makes a request.

use domain::policy::{Actor, Role};

use crate::frame::Frame;

/// A person who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// Opaque id of the user.
    pub(crate) id: domain::id::UserId,
    /// Name on the page.
    pub(crate) name: String,
    /// What they may do.
    pub(crate) actor: Actor,
}

impl Visitor {
    /// The first letter of the name that is not a vowel written before its consonant.
    pub(crate) fn initial(&self) -> String {
        let before = |c: char| ('เ'..='ไ').contains(&c);
        self.name.chars().find(|c| c.is_alphabetic() && !before(*c)).map(String::from).unwrap_or_default()
    }

    /// The roles in words.
    pub(crate) fn role_words(&self, frame: &Frame) -> String {
        let mut roles: Vec<Role> = self.actor.roles.iter().map(|(role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles.into_iter().map(|role| frame.t1("role", "role", role.as_str())).collect::<Vec<_>>().join(" · ")
    }
}
