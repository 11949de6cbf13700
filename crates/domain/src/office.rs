//! Education service area offices and the codes that name them.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A code that is empty, longer than 64 bytes, or holds white space, a comma or a control character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of 1-64 characters without spaces and commas: {0:?}")]
pub struct CodeError(pub String);

fn check_code(text: &str) -> Result<Box<str>, CodeError> {
    let refused = |c: char| c.is_whitespace() || c.is_control() || c == ',' || c == '"';
    if text.is_empty() || text.len() > 64 || text.contains(refused) {
        return Err(CodeError(text.to_owned()));
    }
    Ok(text.into())
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads a code.
            ///
            /// # Errors
            /// When the text is empty, too long, or holds a space, comma, quote or control character.
            pub fn new(text: &str) -> Result<$name, CodeError> {
                check_code(text).map($name)
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;

            fn try_from(text: String) -> Result<$name, CodeError> {
                $name::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String {
                code.0.into()
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<$name, CodeError> {
                $name::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

code! {
    /// Code of an office ("P2402"). The codes are ours; the ministry has none that is stable.
    OfficeCode
}

code! {
    /// Code of an instrument ("SA", "QP", "AP").
    InstrumentCode
}

code! {
    /// Code of a node of an instrument ("S3.2.1"), stable over the years; gaps are normal.
    NodeCode
}

/// What stands in the office column for values of the whole administration.
pub const NATIONAL: &str = "OBEC";

/// Kind of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// สพป.: kindergarten, primary and opportunity-expansion schools.
    Primary,
    /// สพม.
    Secondary,
}

impl OfficeKind {
    /// Both kinds.
    pub const ALL: [OfficeKind; 2] = [OfficeKind::Primary, OfficeKind::Secondary];

    /// "primary" / "secondary"
    pub const fn as_str(self) -> &'static str {
        match self {
            OfficeKind::Primary => "primary",
            OfficeKind::Secondary => "secondary",
        }
    }

    /// "สพป." / "สพม."
    pub const fn short_th(self) -> &'static str {
        match self {
            OfficeKind::Primary => "สพป.",
            OfficeKind::Secondary => "สพม.",
        }
    }

    /// 0 for primary, 1 for secondary.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A text that names no kind of office.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of office (primary or secondary): {0:?}")]
pub struct OfficeKindError(pub String);

impl FromStr for OfficeKind {
    type Err = OfficeKindError;

    fn from_str(text: &str) -> Result<OfficeKind, OfficeKindError> {
        OfficeKind::ALL.into_iter().find(|k| k.as_str() == text.trim()).ok_or_else(|| OfficeKindError(text.to_owned()))
    }
}

impl fmt::Display for OfficeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// An office as it is on a given day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Code.
    pub code: OfficeCode,
    /// Kind.
    pub kind: OfficeKind,
    /// Full official name.
    pub name_th: String,
    /// Short name ("สพป.ตราด").
    pub short_name_th: String,
    /// English name.
    pub name_en: String,
    /// Provinces served, by their Thai names.
    pub provinces: Vec<String>,
    /// Number of the inspection region; 0 is the central one.
    pub region: u16,
}
