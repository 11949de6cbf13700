//! How a draft becomes an instrument: written, handed in, and published or sent back by somebody who wrote nothing of it.

use super::Draft;
use crate::id::UserId;
use crate::problem::Fault;
use crate::round::words;

/// How far a draft has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is being written.
    Writing,
    /// It waits for a second person.
    Waiting,
}

impl Stage {
    /// "writing"
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Writing => "writing",
            Stage::Waiting => "waiting",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Stage> {
        [Stage::Writing, Stage::Waiting].into_iter().find(|stage| stage.as_str() == word)
    }
}

/// Who wrote a draft, and what a second person said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How far it is.
    pub stage: Stage,
    /// Everybody who wrote something of it, in the order of their first change.
    pub authors: Vec<UserId>,
    /// Why it was sent back last.
    pub words: Option<String>,
}

impl Review {
    /// A draft that somebody begins.
    pub fn begin(by: Option<UserId>) -> Review {
        Review { stage: Stage::Writing, authors: by.into_iter().collect(), words: None }
    }

    /// Somebody changes it.
    ///
    /// # Errors
    /// When it waits for a second person.
    pub fn write(&self, by: Option<UserId>) -> Result<Review, Fault> {
        if self.stage == Stage::Waiting {
            return Err(Fault::new("draft-waits"));
        }
        let mut authors = self.authors.clone();
        authors.extend(by.filter(|by| !self.authors.contains(by)));
        Ok(Review { authors, ..self.clone() })
    }

    /// It is ready for a second person.
    ///
    /// # Errors
    /// When it waits already; when it breaks a rule.
    pub fn hand_in(&self, by: Option<UserId>, draft: &Draft) -> Result<Review, Fault> {
        let written = self.write(by)?;
        draft.instrument()?;
        Ok(Review { stage: Stage::Waiting, words: None, ..written })
    }

    /// Back to writing, because its authors want so.
    ///
    /// # Errors
    /// When it does not wait.
    pub fn take_back(&self) -> Result<Review, Fault> {
        self.waiting()?;
        Ok(Review { stage: Stage::Writing, ..self.clone() })
    }

    /// Back to writing, because a second person wants so.
    ///
    /// # Errors
    /// When it does not wait; when the person wrote some of it; when nothing is said.
    pub fn send_back(&self, by: Option<UserId>, why: &str) -> Result<Review, Fault> {
        self.judge(by)?;
        Ok(Review { stage: Stage::Writing, words: Some(words(why)?), ..self.clone() })
    }

    /// A second person finds it good.
    ///
    /// # Errors
    /// When it does not wait; when the person wrote some of it.
    pub fn judge(&self, by: Option<UserId>) -> Result<(), Fault> {
        self.waiting()?;
        if by.is_some_and(|by| self.authors.contains(&by)) { Err(Fault::new("draft-own")) } else { Ok(()) }
    }

    fn waiting(&self) -> Result<(), Fault> {
        if self.stage == Stage::Waiting { Ok(()) } else { Err(Fault::new("draft-not-waiting")) }
    }
}
