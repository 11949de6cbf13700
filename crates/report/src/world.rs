//! The world a template sees: the files of the engine, the data of one document, and nothing else.

use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, PackageError, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, TextElem};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryBuilder, World, WorldExt};

use crate::error::{Diagnostic, EngineError, FileProblem, Place};
use crate::files::Files;
use crate::thai::widths::widen_marks;
use crate::thai::{hook, words};

/// The path under which a template reads its data. Always the same one: file ids are never freed and there are 65,535 of them.
pub(crate) const DATA: &str = "data.json";

/// The list of general words; all others hold terms that are never broken.
const GENERAL_WORDS: &str = "words/pythainlp.txt";

/// The id under which the line breaker finds its dictionary. No list of words can be read under this name by mistake: the
/// folder keeps only text files.
pub(crate) fn dictionary_id() -> FileId {
    static ID: LazyLock<FileId> = LazyLock::new(|| {
        let path = VirtualPath::new("words/dictionary").expect("a plain path is a virtual path");
        RootedPath::new(VirtualRoot::Project, path).intern()
    });
    *ID
}

/// What all documents share: parsed templates, fonts, the standard library, the dictionary.
pub(crate) struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl Shelf {
    /// Parses what the files hold.
    pub(crate) fn new(files: &Files) -> Result<Self, EngineError> {
        let mut fonts = Vec::new();
        for (path, data) in files.fonts() {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(widen_marks(data.to_vec()))));
            if fonts.len() == before {
                return Err(EngineError::new(Path::new(path), FileProblem::NoFont));
            }
        }
        let mut shelf = Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: HashMap::new(),
            files: HashMap::new(),
        };
        for (path, data) in files.templates() {
            let id = file_id(path).ok_or_else(|| EngineError::new(Path::new(path), FileProblem::BadName))?;
            if path.ends_with(".typ") {
                let text = String::from_utf8(data.to_vec())
                    .map_err(|_| EngineError::new(Path::new(path), FileProblem::TemplateNotUtf8))?;
                shelf.sources.insert(id, Source::new(id, text));
            }
            shelf.files.insert(id, Bytes::new(data.to_vec()));
        }
        shelf.files.insert(dictionary_id(), dictionary(files)?);
        Ok(shelf)
    }

    /// A text file that templates may read, by its path inside the folder.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        file_id(path).and_then(|id| self.files.get(&id)).and_then(|data| std::str::from_utf8(data).ok())
    }

    /// The template of this name.
    pub(crate) fn template(&self, name: &str) -> Option<FileId> {
        file_id(&format!("{name}.typ")).filter(|id| self.sources.contains_key(id))
    }

    /// Names of the templates in the top folder.
    pub(crate) fn template_names(&self) -> Vec<String> {
        let paths = self.sources.keys().map(|id| id.get().vpath().get_without_slash());
        let mut names: Vec<String> = paths
            .filter(|path| !path.contains('/'))
            .filter_map(|path| path.strip_suffix(".typ"))
            .map(str::to_owned)
            .collect();
        names.sort();
        names
    }
}

fn library() -> Library {
    let inputs = Dict::from_iter([("text-lang".into(), hook::LANG.as_str().into_value())]);
    // The roles of table cells (`pdf.header-cell`, `pdf.data-cell`) are still behind a flag of Typst's.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library =
        LibraryBuilder::from_routines(&hook::ROUTINES).with_inputs(inputs).with_features(features).build();
    library.styles.set(TextElem::lang, hook::LANG);
    library
}

/// The dictionary of the line breaker. Every list but the general one counts as a list of terms.
fn dictionary(files: &Files) -> Result<Bytes, EngineError> {
    let mut general = Vec::new();
    let mut terms = Vec::new();
    for (path, data) in files.word_lists() {
        let text =
            std::str::from_utf8(data).map_err(|_| EngineError::new(Path::new(path), FileProblem::WordsNotUtf8))?;
        if path == GENERAL_WORDS { general.push(text) } else { terms.push(text) }
    }
    Ok(Bytes::new(words::compile(general, terms)))
}

/// The id of a path inside the documents folder.
pub(crate) fn file_id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The world of one document.
pub(crate) struct DocumentWorld<'a> {
    pub(crate) shelf: &'a Shelf,
    pub(crate) main: FileId,
    pub(crate) files: HashMap<FileId, Bytes>,
    pub(crate) date: Option<Datetime>,
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.get(&id).cloned().ok_or_else(|| refusal(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).or_else(|| self.shelf.files.get(&id)).cloned().ok_or_else(|| refusal(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.date
    }
}

fn refusal(id: FileId) -> FileError {
    match id.get().root() {
        VirtualRoot::Package(spec) => FileError::Package(PackageError::NotFound(spec.clone())),
        VirtualRoot::Project => FileError::NotFound(id.get().vpath().get_without_slash().into()),
    }
}

impl DocumentWorld<'_> {
    /// The diagnostics of the compiler with their places looked up.
    pub(crate) fn diagnostics(&self, found: &[SourceDiagnostic]) -> Vec<Diagnostic> {
        found.iter().map(|diagnostic| self.diagnostic(diagnostic)).collect()
    }

    fn diagnostic(&self, found: &SourceDiagnostic) -> Diagnostic {
        Diagnostic {
            place: self.place(found.span),
            message: found.message.to_string(),
            hints: found.hints.iter().map(|hint| self.located(&hint.v, hint.span)).collect(),
            trace: found.trace.iter().map(|step| self.located(&step.v, step.span.into())).collect(),
        }
    }

    fn located(&self, text: &impl ToString, span: DiagSpan) -> String {
        match self.place(span) {
            Some(place) => format!("{place}: {}", text.to_string()),
            None => text.to_string(),
        }
    }

    /// Line and column of a span.
    pub(crate) fn place(&self, span: impl Into<DiagSpan>) -> Option<Place> {
        let span = span.into();
        let id = span.id()?;
        let start = self.range(span)?.start;
        let lines = match self.shelf.sources.get(&id) {
            Some(source) => source.lines().clone(),
            None => self.file(id).ok()?.lines().ok()?,
        };
        let (line, column) = lines.byte_to_line_column(start)?;
        let file = id.get().vpath().get_without_slash().to_owned();
        Some(Place { file, line: line + 1, column: column + 1 })
    }
}
