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
    /// A document, a Word file or a workbook could not be made.
    #[error(transparent)]
    Document(#[from] report::Error),
    /// Some of many documents could not be made.
    #[error("{count} documents could not be made, the first is {file}")]
    Documents {
        /// How many.
        count: usize,
        /// The first of them.
        file: String,
        /// Why that one could not.
        #[source]
        cause: Box<AppError>,
    },
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
            AppError::Document(error) => language.fault(&error.fault()),
            AppError::Documents { count, file, cause } => {
                let fault = Fault::new("documents-failed").with("count", count).with("file", file);
                language.fault(&fault.with("error", cause.words(language)))
            }
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
            AppError::Document(_) | AppError::Documents { .. } => "document".to_owned(),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use report::docx::DocxError;
    use report::xlsx::{ContentProblem, NameProblem, XlsxError};
    use report::{Diagnostic, EngineError, FileProblem, Place, RenderError};

    use super::*;

    /// Each way in which a document can fail.
    fn failures() -> Vec<report::Error> {
        let text = |text: &str| text.to_owned();
        let place = Place { file: text("letter.typ"), line: 3, column: 25 };
        let found = Diagnostic {
            place: Some(place),
            message: text("unknown variable: a-b"),
            hints: vec![text("try adding spaces around the minus sign")],
            trace: vec![text("letter.typ:4:1: while calling `row`")],
        };
        let folders = [
            FileProblem::Unreadable { cause: text("No such file or directory") },
            FileProblem::TooLarge { mebibytes: 256 },
            FileProblem::Outside { root: "/own".into() },
            FileProblem::BadName,
            FileProblem::NoFont,
            FileProblem::TemplateNotUtf8,
            FileProblem::WordsNotUtf8,
        ];
        let folders = folders.map(|problem| EngineError { path: "/own/x".into(), problem });
        let renderings = [
            RenderError::UnknownTemplate { name: text("lettre"), known: vec![text("letter"), text("result")] },
            RenderError::Data(text("no date")),
            RenderError::Template(vec![found.clone()]),
            RenderError::MissingGlyph(vec![Diagnostic { message: text("no font has “🦄”"), ..found }]),
            RenderError::TooSlow { seconds: 20 },
            RenderError::TooLarge { mebibytes: 512 },
            RenderError::Crashed(text("broken pipe")),
        ];
        let word = [
            DocxError::Date { found: text("16/11/2564"), cause: "".parse::<jiff::civil::Date>().unwrap_err() },
            DocxError::Xml(std::io::Error::other("x")),
            DocxError::Picture { picture: "mark", cause: text("no size") },
            DocxError::Picture { picture: "qr", cause: text("no size") },
            DocxError::Chart(XlsxError::NoSheet),
            DocxError::Zip(zip::result::ZipError::FileNotFound),
        ];
        let sheet = || text("SA");
        let names = [
            NameProblem::Empty,
            NameProblem::Long,
            NameProblem::Characters,
            NameProblem::Apostrophe,
            NameProblem::Reserved,
            NameProblem::Taken,
        ];
        let contents = [ContentProblem::Long, ContentProblem::NoNumber, ContentProblem::NoDate];
        let excel = [
            XlsxError::NoSheet,
            XlsxError::RowLength { sheet: sheet(), row: 2, found: 4, expected: 5 },
            XlsxError::TooManyRows { sheet: sheet(), rows: 2_000_000 },
            XlsxError::IssueDate { found: text("today") },
            XlsxError::Write(rust_xlsxwriter::XlsxError::RowColumnLimitError),
        ];
        let content = |problem| XlsxError::Content { sheet: sheet(), cell: text("B7"), found: text("x"), problem };
        let excel = excel
            .into_iter()
            .chain(names.map(|problem| XlsxError::SheetName { name: sheet(), problem }))
            .chain(contents.map(content));
        folders
            .map(report::Error::from)
            .into_iter()
            .chain(renderings.map(report::Error::from))
            .chain(word.map(report::Error::from))
            .chain(excel.map(report::Error::from))
            .collect()
    }

    fn is_thai(words: &str) -> bool {
        words.chars().any(|c| ('\u{0E00}'..='\u{0E7F}').contains(&c))
    }

    #[test]
    fn a_document_that_cannot_be_made_is_explained_in_both_languages() {
        let failures = failures();
        let count = failures.len();
        let mut told = [BTreeSet::new(), BTreeSet::new()];
        for error in failures {
            assert!(!is_thai(&error.to_string()), "the log is in English: {error}");
            let error = AppError::Document(error);
            for (language, told) in Language::ALL.into_iter().zip(&mut told) {
                let words = error.words(language);
                assert_eq!(is_thai(&words), language == Language::Th, "{language:?}: {words}");
                assert!(!words.contains("{$"), "an argument is missing: {words}");
                told.insert(words);
            }
        }
        assert_eq!(told.map(|words| words.len()), [count; 2], "no two read the same");
    }

    #[test]
    fn what_is_wrong_in_a_template_keeps_its_place_in_both_languages() {
        let found = "letter.typ:3:25: unknown variable: a-b\n  hint: try adding spaces around the minus sign
  letter.typ:4:1: while calling `row`";
        let error = failures().into_iter().find(|error| error.fault().key == "document-template").unwrap();
        let error = AppError::Document(error);
        assert_eq!(error.words(Language::Th), format!("แม่แบบเอกสารมีข้อผิดพลาด\n{found}"));
        assert_eq!(error.words(Language::En), format!("the template of the document has an error\n{found}"));
    }

    #[test]
    fn a_cause_inside_an_error_has_the_language_of_the_error() {
        let cause = AppError::Document(RenderError::TooSlow { seconds: 20 }.into());
        let error = AppError::Documents { count: 3, file: "letter-2566.pdf".to_owned(), cause: Box::new(cause) };
        assert!(error.words(Language::Th).contains("letter-2566.pdf: แม่แบบเอกสารใช้เวลาเกิน 20 วินาที"));
        let english = error.words(Language::En);
        assert!(english.contains("letter-2566.pdf: the template of the document took more than 20 seconds"));
        assert!(!is_thai(&english), "{english}");
    }
}
