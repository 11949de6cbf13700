//! What an engine may read: the embedded `documents/` folder and, laid over it, a folder of the administration.
//!
//! Both are read once, when the engine starts. Afterwards nothing touches the disk, so a template cannot reach a file that is
//! not listed here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{EngineError, FileProblem};

/// A folder of templates is text, pictures and a few fonts; more than this is a mistake in the setting.
const LARGEST_FOLDER: u64 = 256 * 1024 * 1024;

#[derive(rust_embed::Embed)]
#[folder = "../../documents"]
#[exclude = "samples/*"]
struct Embedded;

/// Every readable file by its path inside the folder ("letter.typ", "fonts/Sarabun-Bold.ttf").
pub(crate) type Entries = BTreeMap<String, Vec<u8>>;

/// The files of an engine.
pub(crate) struct Files(Entries);

impl Files {
    /// The embedded files, with others in their place where the paths agree.
    pub(crate) fn new(overrides: Entries) -> Self {
        let embedded = Embedded::iter()
            .filter_map(|path| Embedded::get(&path).map(|file| (path.into_owned(), file.data.into_owned())));
        let mut entries: Entries = embedded.collect();
        entries.extend(overrides);
        Self(entries)
    }

    /// Font files, in the order of their names.
    pub(crate) fn fonts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.iter().filter(|(path, _)| is_font(path))
    }

    /// Word lists, in the order of their names.
    pub(crate) fn word_lists(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.iter().filter(|(path, _)| is_word_list(path))
    }

    /// What templates may read: templates and pictures.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.iter().filter(|(path, _)| !is_font(path) && !is_word_list(path))
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, data)| (path.as_str(), data.as_slice()))
    }
}

/// Everything in a folder of the administration.
pub(crate) fn read_folder(folder: &Path) -> Result<Entries, EngineError> {
    let root = fs::canonicalize(folder).map_err(|cause| EngineError::unreadable(folder, &cause))?;
    let mut entries = Entries::new();
    let mut total = 0;
    for path in list(&root, &root)? {
        let data = fs::read(&path).map_err(|cause| EngineError::unreadable(&path, &cause))?;
        total += data.len() as u64;
        if total > LARGEST_FOLDER {
            return Err(EngineError::new(folder, FileProblem::TooLarge { mebibytes: LARGEST_FOLDER / (1024 * 1024) }));
        }
        entries.insert(inside(&root, &path)?, data);
    }
    Ok(entries)
}

/// Whether there is anything but fonts and word lists, that is, anything that could run or be read by what runs.
pub(crate) fn has_templates(entries: &Entries) -> bool {
    entries.keys().any(|path| !is_font(path) && !is_word_list(path))
}

fn is_font(path: &str) -> bool {
    path.starts_with("fonts/")
        && Path::new(path)
            .extension()
            .is_some_and(|ending| ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn is_word_list(path: &str) -> bool {
    path.starts_with("words/") && path.ends_with(".txt")
}

/// All files below a folder. A link is followed only when it stays inside the root, as mounted configuration folders have them.
fn list(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, EngineError> {
    let mut found = Vec::new();
    let unreadable = |cause: std::io::Error| EngineError::unreadable(folder, &cause);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        let target = fs::canonicalize(&path).map_err(|cause| EngineError::unreadable(&path, &cause))?;
        if !target.starts_with(root) {
            return Err(EngineError::new(&path, FileProblem::Outside { root: root.to_owned() }));
        }
        if !target.is_dir() {
            found.push(path);
        } else if !path.is_symlink() {
            found.extend(list(root, &path)?);
        }
    }
    Ok(found)
}

/// The path inside the folder with forward slashes.
fn inside(root: &Path, path: &Path) -> Result<String, EngineError> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| EngineError::new(path, FileProblem::BadName))
}
