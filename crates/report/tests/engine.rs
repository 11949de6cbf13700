//! The engine from outside: a template and data in, PDF bytes out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use report::{DocumentInfo, Engine, EngineOptions};
use serde_json::json;

fn engine() -> Engine {
    let overrides = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    Engine::new(EngineOptions { overrides: Some(overrides), strict: true }).unwrap()
}

fn about() -> DocumentInfo {
    DocumentInfo {
        title: "ทดสอบ".to_owned(),
        subject: "หน้าทดสอบ".to_owned(),
        keywords: vec!["EM-7K3F-9QXM-2C4D".to_owned()],
        date: "2021-11-16".to_owned(),
        files: BTreeMap::new(),
    }
}

#[test]
fn same_input_gives_same_bytes() {
    let view = json!({ "texts": ["สำนักงานเขตพื้นที่การศึกษาประถมศึกษาฉะเชิงเทรา เขต 2 ตัวบ่งชี้ที่ 1 ดีเยี่ยม"] });
    let pdf = engine().pdf("page", &view, &about()).unwrap();
    assert_eq!(pdf, engine().pdf("page", &view, &about()).unwrap());
    assert_eq!(report::verification::read_code(&pdf).as_deref(), Some("EM-7K3F-9QXM-2C4D"));
}
