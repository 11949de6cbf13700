//! Templates of an administration run in a child that is stopped when it goes too far.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use domain::problem::Fault;
use report::sandbox::Launch;
use report::{CustomTemplates, Engine, EngineOptions, RenderError};
use serde_json::json;

use crate::support::{about, data, folder};

/// The example `sandbox_child`, which cargo builds with the tests.
fn child() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own path");
    let child = test.ancestors().nth(2).expect("tests lie two folders deep").join("examples/sandbox_child");
    assert!(child.exists(), "{} is missing: cargo build -p report --example sandbox_child", child.display());
    child
}

/// Time for what must end, ample on a busy machine.
const AMPLE: u64 = 120;

fn engine(folder: PathBuf, seconds: u64) -> Engine {
    let launch = Launch { time: Duration::from_secs(seconds), ..Launch::new(child(), Vec::new()) };
    let custom_templates = CustomTemplates::InChildren(launch);
    Engine::new(EngineOptions { overrides: Some(folder), custom_templates, strict: true }).expect("the engine starts")
}

#[test]
fn a_child_makes_the_same_file() {
    let engine = engine(data("templates"), AMPLE);
    let view = json!({ "texts": ["ตัวบ่งชี้ที่ 1 ดีเยี่ยม"] });
    let made = engine.pdf("page", &view, &about()).unwrap();
    assert_eq!(made, crate::support::engine().pdf("page", &view, &about()).unwrap());
    assert_eq!(made, engine.pdf("page", &view, &about()).unwrap());
}

#[test]
fn an_error_in_a_child_names_its_place() {
    let folder = folder("#let data = json(\"/data.json\")\n#data.missing");
    let error = engine(folder.path().to_owned(), AMPLE).pdf("page", &json!({}), &about()).unwrap_err();
    assert!(error.to_string().contains("page.typ:2:7: dictionary does not contain key"), "{error}");
}

#[test]
fn a_loop_without_end_is_stopped() {
    let folder = folder("#for i in range(100000) { for j in range(100000) { let k = i * j } }");
    let engine = engine(folder.path().to_owned(), 5);
    let start = Instant::now();
    let error = engine.pdf("page", &json!({}), &about()).unwrap_err();
    assert_eq!(error, RenderError::TooSlow { seconds: 5 });
    assert!(start.elapsed() < Duration::from_secs(60), "it was stopped, not waited for");
    assert!(error.to_string().contains("more than 5 seconds"), "{error}");
    assert_eq!(error.fault(), Fault::new("document-slow").with("seconds", 5));
}

#[test]
fn a_template_that_fills_the_memory_is_stopped() {
    let folder = folder("#let text = \"x\"\n#for i in range(40) { text += text }\n#text.len()");
    let error = engine(folder.path().to_owned(), AMPLE).pdf("page", &json!({}), &about()).unwrap_err();
    assert_eq!(error, RenderError::TooLarge { mebibytes: 512 });
    assert_eq!(error.fault(), Fault::new("document-large").with("mebibytes", 512));
}

#[test]
fn after_a_stop_the_next_document_is_made() {
    let template = "#let data = json(\"/data.json\")\n#if data.loop { for i in range(100000) { for j in range(100000) {} } }\nข้อความ";
    let folder = folder(template);
    let engine = engine(folder.path().to_owned(), 5);
    assert_eq!(engine.pdf("page", &json!({ "loop": true }), &about()), Err(RenderError::TooSlow { seconds: 5 }));
    assert!(engine.pdf("page", &json!({ "loop": false }), &about()).is_ok());
}

#[test]
fn a_child_that_does_not_start_is_named() {
    let launch = Launch::new("/no/such/program".into(), Vec::new());
    let custom_templates = CustomTemplates::InChildren(launch);
    let overrides = Some(data("templates"));
    let engine = Engine::new(EngineOptions { overrides, custom_templates, strict: true }).unwrap();
    let error = engine.pdf("page", &json!({ "texts": [] }), &about()).unwrap_err();
    assert!(error.to_string().contains("/no/such/program does not start"), "{error}");
}
