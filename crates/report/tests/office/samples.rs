//! The views in `documents/samples`.

use std::path::{Path, PathBuf};

use report::letter::LetterView;
use report::national::NationalView;
use report::result::ResultView;
use serde::de::DeserializeOwned;

fn sample<View: DeserializeOwned>(name: &str) -> View {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../documents/samples").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// The covering letter of FY2564.
pub(crate) fn letter() -> LetterView {
    sample("letter")
}

/// The result file of a layout's year.
pub(crate) fn result(year: u16) -> ResultView {
    sample(&format!("result-{year}"))
}

/// The national summary of FY2566.
pub(crate) fn national() -> NationalView {
    sample("national")
}

/// A folder for the files of a test, kept after it, so that a person can look at them.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
