//! What can go wrong when a document is made, said twice: for people as a [`Fault`], whose words are in the message files, and for the log
//! in English.

use std::fmt;
use std::path::{Path, PathBuf};

use domain::problem::Fault;
use qrcode::types::QrError;
use serde::{Deserialize, Serialize};

use crate::docx::DocxError;
use crate::xlsx::XlsxError;

/// Why there is no document: any error of this crate.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine could not be started.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The template or its data.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A Word file.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// A workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
}

impl Error {
    /// What a person reads.
    pub fn fault(&self) -> Fault {
        match self {
            Error::Engine(error) => error.fault(),
            Error::Render(error) => error.fault(),
            Error::Docx(error) => error.fault(),
            Error::Xlsx(error) => error.fault(),
        }
    }
}

/// An engine that could not be started: something is wrong with the embedded files or the override folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the folder of templates cannot be used: {path}: {problem}")]
pub struct EngineError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: FileProblem,
}

/// What is wrong with a file or folder of an engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FileProblem {
    /// It is not there, or may not be read.
    #[error("it cannot be read ({cause})")]
    Unreadable {
        /// Why, in the words of the system.
        cause: String,
    },
    /// More than any folder of templates holds.
    #[error("it holds more than {mebibytes} MiB")]
    TooLarge {
        /// What it may hold.
        mebibytes: u64,
    },
    /// A link that leads out of the folder.
    #[error("it is a link out of {root}")]
    Outside {
        /// The folder.
        root: PathBuf,
    },
    /// A name that is not UTF-8.
    #[error("its name is not UTF-8")]
    BadName,
    /// No font, or a broken one.
    #[error("it is no TrueType or OpenType font")]
    NoFont,
    /// A template that is not UTF-8.
    #[error("the template is not UTF-8")]
    TemplateNotUtf8,
    /// A list of words that is not UTF-8.
    #[error("the list of words is not UTF-8")]
    WordsNotUtf8,
}

impl EngineError {
    pub(crate) fn new(path: &Path, problem: FileProblem) -> Self {
        Self { path: path.to_owned(), problem }
    }

    pub(crate) fn unreadable(path: &Path, cause: &std::io::Error) -> Self {
        Self::new(path, FileProblem::Unreadable { cause: cause.to_string() })
    }

    /// What a person reads.
    pub fn fault(&self) -> Fault {
        let fault = |problem| Fault::new("document-folder").with("path", self.path.display()).with("problem", problem);
        match &self.problem {
            FileProblem::Unreadable { cause } => fault("unreadable").with("cause", cause),
            FileProblem::TooLarge { mebibytes } => fault("too-large").with("mebibytes", mebibytes),
            FileProblem::Outside { root } => fault("outside").with("root", root.display()),
            FileProblem::BadName => fault("bad-name"),
            FileProblem::NoFont => fault("no-font"),
            FileProblem::TemplateNotUtf8 => fault("template-not-utf8"),
            FileProblem::WordsNotUtf8 => fault("words-not-utf8"),
        }
    }
}

/// A document that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RenderError {
    /// The engine of a child did not start.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// There is no template of this name.
    #[error("there is no template {name}.typ; there are: {}", known.join(", "))]
    UnknownTemplate {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The data does not fit into the document (cause in English).
    #[error("the data of the document cannot be prepared: {0}")]
    Data(String),
    /// The template is wrong or does not fit its data.
    #[error("the template of the document has an error\n{}", lines(.0))]
    Template(Vec<Diagnostic>),
    /// No font has a glyph for some characters.
    #[error("no font has some characters of the document\n{}", lines(.0))]
    MissingGlyph(Vec<Diagnostic>),
    /// A template of the administration took too long, most likely in a loop without an end.
    #[error("the template of the document took more than {seconds} seconds")]
    TooSlow {
        /// The time it was given.
        seconds: u64,
    },
    /// A template of the administration asked for too much memory.
    #[error("the template of the document needs more than {mebibytes} MiB of memory")]
    TooLarge {
        /// The memory it was given.
        mebibytes: u64,
    },
    /// The compiler itself failed (cause in English).
    #[error("the document compiler broke off: {0}")]
    Crashed(String),
}

impl RenderError {
    /// What a person reads. What the compiler found keeps its own English words.
    pub fn fault(&self) -> Fault {
        match self {
            RenderError::Engine(error) => error.fault(),
            RenderError::UnknownTemplate { name, known } => {
                Fault::new("document-template-unknown").with("name", name).with("known", known.join(", "))
            }
            RenderError::Data(cause) => Fault::new("document-data").with("cause", cause),
            RenderError::Template(found) => Fault::new("document-template").with("found", lines(found)),
            RenderError::MissingGlyph(found) => Fault::new("document-glyph").with("found", lines(found)),
            RenderError::TooSlow { seconds } => Fault::new("document-slow").with("seconds", seconds),
            RenderError::TooLarge { mebibytes } => Fault::new("document-large").with("mebibytes", mebibytes),
            RenderError::Crashed(cause) => Fault::new("document-crashed").with("cause", cause),
        }
    }
}

impl From<QrError> for RenderError {
    fn from(cause: QrError) -> RenderError {
        RenderError::Data(format!("no QR code holds the text to be verified: {cause}"))
    }
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One problem and its place in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where, if it is about a place.
    pub place: Option<Place>,
    /// What is wrong, in the words of the typesetting program.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
    /// The calls that led there, innermost first.
    pub trace: Vec<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        for hint in &self.hints {
            write!(f, "\n  hint: {hint}")?;
        }
        for step in &self.trace {
            write!(f, "\n  {step}")?;
        }
        Ok(())
    }
}

/// A place in a template, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path inside the documents folder ("letter.typ").
    pub file: String,
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
