//! What a folder of the administration may hold, and what it may not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use report::sandbox::Launch;
use report::{CustomTemplates, Engine, EngineError, EngineOptions, FileProblem};
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Pdf, about, data, folder};

fn start(folder: &Path) -> Result<Engine, EngineError> {
    let overrides = Some(folder.to_owned());
    let options = EngineOptions { overrides, custom_templates: CustomTemplates::InProcess, strict: true };
    Engine::new(options)
}

fn refusal(folder: &Path) -> EngineError {
    start(folder).err().expect("the folder is refused")
}

/// A folder with a copy of the test template.
fn copy() -> TempDir {
    folder(&fs::read_to_string(data("templates/page.typ")).expect("the template is there"))
}

#[test]
fn a_word_of_the_administration_is_kept_whole() {
    let view = json!({ "texts": ["กขคงจฉชซดตนบกขคงจฉชซดตนบกขคงจฉชซดตนบ".repeat(2)], "page": [70, 60] });
    let folder = copy();
    let before = Pdf::of(&start(folder.path()).unwrap().pdf("page", &view, &about()).unwrap()).lines();
    fs::create_dir(folder.path().join("words")).unwrap();
    fs::write(folder.path().join("words/names.txt"), "# ชื่อ\nกขคงจฉชซดตนบ\n").unwrap();
    let after = Pdf::of(&start(folder.path()).unwrap().pdf("page", &view, &about()).unwrap()).lines();
    assert_ne!(before, after);
    assert!(after.iter().all(|line| line.starts_with("กขค") && line.ends_with("ตนบ")), "{after:?}");
}

#[test]
fn a_template_of_the_administration_takes_the_place_of_ours() {
    let folder = folder("= หัวเรื่องของหน่วยงาน");
    fs::rename(folder.path().join("page.typ"), folder.path().join("letter.typ")).unwrap();
    let pdf = start(folder.path()).unwrap().pdf("letter", &json!({}), &about()).unwrap();
    assert_eq!(Pdf::of(&pdf).lines(), ["หัวเรื่องของหน่วยงาน"]);
}

#[test]
fn fonts_alone_need_no_child() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("fonts")).unwrap();
    let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../documents/fonts/Sarabun-Regular.ttf");
    fs::copy(font, folder.path().join("fonts/Own.ttf")).unwrap();
    let custom_templates = CustomTemplates::InChildren(Launch::new("/no/such/program".into(), Vec::new()));
    let overrides = Some(folder.path().to_owned());
    let engine = Engine::new(EngineOptions { overrides, custom_templates, strict: true }).unwrap();
    let error = engine.pdf("no-such-template", &json!({}), &about()).unwrap_err();
    assert_eq!(error.fault().key, "document-template-unknown");
}

#[test]
fn a_broken_font_is_named() {
    let folder = copy();
    fs::create_dir(folder.path().join("fonts")).unwrap();
    fs::write(folder.path().join("fonts/Broken.ttf"), b"not a font").unwrap();
    let refusal = refusal(folder.path());
    assert!(refusal.to_string().contains("fonts/Broken.ttf: it is no TrueType or OpenType font"), "{refusal}");
}

#[test]
fn a_template_that_is_not_utf8_is_named() {
    let folder = copy();
    fs::write(folder.path().join("letter.typ"), b"\xa1\xa2\xa3").unwrap();
    let refusal = refusal(folder.path());
    assert_eq!(refusal.problem, FileProblem::TemplateNotUtf8);
    assert_eq!(refusal.path, Path::new("letter.typ"));
}

#[test]
fn a_link_out_of_the_folder_is_refused() {
    let folder = copy();
    symlink("/etc/passwd", folder.path().join("data.txt")).unwrap();
    let refusal = refusal(folder.path());
    assert!(refusal.path.ends_with("data.txt") && matches!(refusal.problem, FileProblem::Outside { .. }), "{refusal}");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let refusal = refusal(Path::new("/no/such/folder"));
    assert!(refusal.to_string().contains("/no/such/folder: it cannot be read (No such file"), "{refusal}");
    let fault = refusal.fault();
    assert_eq!(fault.key, "document-folder");
    assert!(fault.args.contains(&("problem", "unreadable".to_owned())), "{fault:?}");
}
