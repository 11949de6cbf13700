//! What is wrong with something a person handed in: where it stands and what would be right.
//!
//! A problem names a message by key and carries its arguments; the words, Thai and English, are in the message files.

use serde::Serialize;

/// How many problems of one file are told at once.
pub const PROBLEMS_SHOWN: usize = 100;

/// A message key with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Key in the message files ("mark-office-unknown").
    pub key: &'static str,
    /// Arguments by name.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault without arguments.
    pub const fn new(key: &'static str) -> Fault {
        Fault { key, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Fault {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the known word that a mistyped one most likely means; "none" where nothing is near.
    #[must_use]
    pub fn with_nearest(self, nearest: Option<&str>) -> Fault {
        self.with("nearest", nearest.unwrap_or("none"))
    }
}

/// A fault and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Line, counted from 1; absent when it concerns the file as a whole.
    pub line: Option<u32>,
    /// The column or node concerned, by its name in the file.
    pub place: Option<String>,
    /// What is wrong and what would be right.
    pub fault: Fault,
}

impl Problem {
    /// A problem of the whole file.
    pub const fn of_file(fault: Fault) -> Problem {
        Problem { line: None, place: None, fault }
    }

    /// A problem in a line.
    pub fn at(line: u32, place: impl Into<String>, fault: Fault) -> Problem {
        Problem { line: Some(line), place: Some(place.into()), fault }
    }
}
