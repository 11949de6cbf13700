//! What the tests share: an engine with the test templates, and other programs to look at its files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use report::{CustomTemplates, DocumentInfo, Engine, EngineOptions};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

pub(crate) fn phrases() -> Vec<String> {
    let list = fs::read_to_string(data("phrases.txt")).expect("the list of phrases is there");
    list.lines().map(str::to_owned).collect()
}

/// The engine with the templates of `tests/data/templates`, to which a warning is an error.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine_with(&data("templates")));
    &ENGINE
}

/// The same with other templates.
pub(crate) fn engine_with(folder: &Path) -> Engine {
    let overrides = Some(folder.to_owned());
    let options = EngineOptions { overrides, custom_templates: CustomTemplates::InProcess, strict: true };
    Engine::new(options).expect("the engine starts")
}

/// A folder with one template, `page.typ`.
pub(crate) fn folder(template: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("page.typ"), template).expect("a template can be written");
    folder
}

pub(crate) fn about() -> DocumentInfo {
    DocumentInfo {
        title: "เอกสารทดสอบ".to_owned(),
        subject: "การทดสอบ".to_owned(),
        keywords: vec!["EM-7K3F-9QXM-2C4D".to_owned(), "2564-SA-1".to_owned()],
        date: "2021-11-16".to_owned(),
        files: BTreeMap::new(),
    }
}

/// A page of the test template, in a file.
pub(crate) struct Pdf {
    folder: TempDir,
}

impl Pdf {
    pub(crate) fn new(view: &Value) -> Self {
        Self::of(&engine().pdf("page", view, &about()).expect("the page is made"))
    }

    pub(crate) fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("page.pdf"), bytes).expect("a file can be written");
        Self { folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("page.pdf")
    }

    /// What pdftotext prints, lines as they are laid out.
    pub(crate) fn lines(&self) -> Vec<String> {
        let text = run(Command::new("pdftotext").arg("-raw").arg(self.path()).arg("-"));
        let text = String::from_utf8(text).expect("the text is UTF-8");
        text.lines().map(|line| line.trim_matches(['\u{c}', ' ']).to_owned()).filter(|line| !line.is_empty()).collect()
    }
}

/// The output of a program, which must succeed.
pub(crate) fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap_or_else(|cause| panic!("{command:?} does not start: {cause}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    let inside = Path::new(env!("CARGO_TARGET_TMPDIR"));
    inside.parent().expect("cargo's folder for tests lies in the target folder").to_owned()
}
