//! One error for all use cases. What a person reads and what the log keeps are apart.

use domain::problem::{Fault, Problem};

use crate::message::Language;

/// Why a use case did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What the person handed in has problems.
    #[error("{} problems in what was handed in", .0.len())]
    Problems(Vec<Problem>),
    /// A rule refuses it.
    #[error("refused: {}", .0.key)]
    Refused(Fault),
    /// The actor may not do it.
    #[error("not allowed")]
    Denied,
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
    /// The database or the object store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A document could not be made.
    #[error(transparent)]
    Report(#[from] report::RenderError),
    /// A Word or Excel file could not be made; the words are for people.
    #[error("{0}")]
    Document(String),
    /// Something that does not happen, happened; the cause is for the log.
    #[error("{0}")]
    Internal(String),
}

/// What a use case returns.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

impl AppError {
    /// A refusal by rule.
    pub fn refused(fault: Fault) -> AppError {
        AppError::Refused(fault)
    }

    /// What a person reads.
    pub fn words(&self, language: Language) -> String {
        match self {
            AppError::Problems(problems) => problems.iter().map(|p| language.problem(p)).collect::<Vec<_>>().join("\n"),
            AppError::Refused(fault) => language.fault(fault),
            AppError::Denied => language.fault(&Fault::new("denied")),
            AppError::Stopped | AppError::Store(store::Error::Stopped) => language.fault(&Fault::new("stopped")),
            AppError::Store(error) => match language {
                Language::Th => error.message_th(),
                Language::En => error.to_string(),
            },
            AppError::Report(error) => error.to_string(),
            AppError::Document(words) => words.clone(),
            AppError::Internal(_) => language.fault(&Fault::new("internal")),
        }
    }

    /// How the audit log names it.
    pub(crate) fn audit_word(&self) -> String {
        match self {
            AppError::Problems(problems) => {
                format!("{} problems, first {}", problems.len(), problems.first().map_or("", |p| p.fault.key))
            }
            AppError::Refused(fault) => fault.key.to_owned(),
            AppError::Denied => "denied".to_owned(),
            AppError::Stopped | AppError::Store(store::Error::Stopped) => "stopped".to_owned(),
            AppError::Store(error) => format!("store: {error}"),
            AppError::Report(_) | AppError::Document(_) => "document".to_owned(),
            AppError::Internal(cause) => cause.clone(),
        }
    }
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> AppError {
        AppError::Refused(fault)
    }
}

impl From<Vec<Problem>> for AppError {
    fn from(problems: Vec<Problem>) -> AppError {
        AppError::Problems(problems)
    }
}

impl<T: std::fmt::Debug> From<store::SaveError<T>> for AppError {
    fn from(error: store::SaveError<T>) -> AppError {
        match error {
            store::SaveError::Store(error) => AppError::Store(error),
            store::SaveError::Conflict(_) | store::SaveError::Gone => {
                AppError::Refused(Fault::new("changed-meanwhile"))
            }
        }
    }
}
