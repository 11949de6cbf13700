//! What an engine makes and what it refuses.

use std::process::Command;

use domain::problem::Fault;
use report::verification::read_code;
use report::{Place, RenderError};
use serde_json::json;

use crate::support::{Pdf, about, data, engine, engine_with, folder, run};

const TEXT: &str = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาฉะเชิงเทรา เขต 2 ได้ระดับคุณภาพดีเยี่ยม";

#[test]
fn same_input_gives_same_bytes() {
    let view = json!({ "texts": [TEXT] });
    let one = engine().pdf("page", &view, &about()).unwrap();
    let engine = engine_with(&data("templates"));
    let other = engine.pdf("page", &json!({ "texts": ["อื่น"] }), &about()).unwrap();
    assert_ne!(one, other);
    assert_eq!(one, engine.pdf("page", &view, &about()).unwrap());
}

#[test]
fn the_verification_code_is_read_back() {
    let pdf = engine().pdf("page", &json!({ "texts": [TEXT] }), &about()).unwrap();
    assert_eq!(read_code(&pdf).as_deref(), Some("EM-7K3F-9QXM-2C4D"));
    assert_eq!(read_code(b"%PDF-1.7"), None);
    assert_eq!(read_code(b"<pdf:Keywords>EM-7k3f-9QXM-2C4D</pdf:Keywords>"), None);
}

#[test]
fn the_file_is_whole_tagged_and_thai() {
    let pdf = Pdf::new(&json!({ "texts": [TEXT] }));
    run(Command::new("qpdf").arg("--check").arg(pdf.path()));
    let plain = run(Command::new("qpdf").args(["--qdf", "--object-streams=disable"]).arg(pdf.path()).arg("-"));
    let plain = String::from_utf8_lossy(&plain);
    for wanted in [
        "/Lang (th-TH)",
        "/MarkInfo",
        "/StructTreeRoot",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<dc:language><rdf:Bag><rdf:li>th-TH</rdf:li></rdf:Bag></dc:language>",
        "<xmp:CreateDate>2021-11-16",
    ] {
        assert!(plain.contains(wanted), "{wanted} is missing");
    }
    assert!(!plain.contains("(zh"), "the language told to the layout stays inside");
}

#[test]
fn data_is_never_run() {
    let text = "#read(\"/page.typ\") *ไม่หนา* $x$";
    assert_eq!(Pdf::new(&json!({ "texts": [text] })).lines(), [text]);
}

#[test]
fn a_wrong_template_is_named_with_file_and_line() {
    let folder = folder("#let data = json(\"/data.json\")\n\n#let row(part) = [#part.levels]\n#row(data)\n");
    let error = engine_with(folder.path()).pdf("page", &json!({ "level": 5 }), &about()).unwrap_err();
    let RenderError::Template(found) = &error else { panic!("{error:?}") };
    assert_eq!(found[0].place, Some(Place { file: "page.typ".to_owned(), line: 3, column: 25 }));
    assert!(found[0].trace.iter().any(|step| step.contains("page.typ:4:")), "{:?}", found[0].trace);
    let shown = error.to_string();
    assert!(shown.starts_with("the template of the document has an error\npage.typ:3:25: "), "{shown}");
    let fault = error.fault();
    assert_eq!((fault.key, fault.args[0].0), ("document-template", "found"));
    assert!(fault.args[0].1.starts_with("page.typ:3:25: "), "people read the place too: {fault:?}");
}

#[test]
fn a_hint_of_the_compiler_keeps_its_language() {
    let folder = folder("#let data = json(\"/data.json\")\n#data-x");
    let error = engine_with(folder.path()).pdf("page", &json!({}), &about()).unwrap_err();
    let shown = error.fault().args[0].1.clone();
    assert!(shown.starts_with("page.typ:2:2: unknown variable: data-x\n  hint: "), "{shown}");
}

#[test]
fn files_outside_the_folder_are_out_of_reach() {
    for path in
        ["../../etc/passwd", "/etc/passwd", "/../page.typ/../../etc/passwd", "/words/pythainlp.txt", "/fonts/x.ttf"]
    {
        let folder = folder(&format!("= หัวข้อ\n#read(\"{path}\")"));
        let error = engine_with(folder.path()).pdf("page", &json!({}), &about()).unwrap_err();
        let RenderError::Template(found) = &error else { panic!("{path}: {error:?}") };
        assert_eq!(found[0].place.as_ref().map(|place| place.line), Some(2), "{path}: {error}");
    }
}

#[test]
fn packages_are_not_found() {
    let folder = folder("#import \"@preview/tablex:0.0.8\": tablex");
    let error = engine_with(folder.path()).pdf("page", &json!({}), &about()).unwrap_err();
    assert!(error.to_string().contains("page.typ:1:9: package not found"), "{error}");
}

#[test]
fn a_character_without_a_font_is_named() {
    let error = engine().pdf("page", &json!({ "texts": ["ชื่อ 🦄 ที่ไม่มีแบบอักษร"] }), &about()).unwrap_err();
    let RenderError::MissingGlyph(found) = &error else { panic!("{error:?}") };
    assert!(found[0].message.contains("“🦄” (U+1F984)"), "{error}");
    assert_eq!(error.fault().key, "document-glyph");
    assert_eq!(found[0].place.as_ref().map(|place| place.file.as_str()), Some("page.typ"));
}

#[test]
fn symbols_of_ordinary_texts_have_fonts() {
    let text = "● ○ ☐ ☑ ✓ ✗ ★ ① № ≤ ≥ ≠ ± × ÷ → ½ ² µ “ ” ‘ ’ – — … € ° ฿ é ñ ü α β ж";
    assert_eq!(Pdf::new(&json!({ "texts": [text] })).lines(), [text]);
}

#[test]
fn a_template_that_sets_the_language_is_told_not_to() {
    let folder = folder("#set text(lang: \"th\")\nข้อความ");
    let error = engine_with(folder.path()).pdf("page", &json!({}), &about()).unwrap_err();
    assert!(error.to_string().contains("page.typ:2:1: the language of text must not be set"), "{error}");
}

#[test]
fn warnings_are_errors_to_a_strict_engine() {
    let folder = folder("#set text(font: \"No Such Font\")\nข้อความ");
    let error = engine_with(folder.path()).pdf("page", &json!({}), &about()).unwrap_err();
    assert!(error.to_string().contains("page.typ:1:17: unknown font family"), "{error}");
}

#[test]
fn an_unknown_template_is_named_with_those_there_are() {
    let error = engine().pdf("pages", &json!({}), &about()).unwrap_err();
    let RenderError::UnknownTemplate { name, known } = &error else { panic!("{error:?}") };
    assert_eq!(name, "pages");
    assert!(known.contains(&"page".to_owned()));
    assert!(error.to_string().starts_with("there is no template pages.typ; there are: "), "{error}");
    let said = Fault::new("document-template-unknown").with("name", "pages").with("known", known.join(", "));
    assert_eq!(error.fault(), said);
}

#[test]
fn a_date_that_is_none_is_refused() {
    let about = report::DocumentInfo { date: "16/11/2564".to_owned(), ..about() };
    let error = engine().pdf("page", &json!({ "texts": [] }), &about).unwrap_err();
    assert!(matches!(error, RenderError::Data(_)), "{error:?}");
}

#[test]
fn letters_in_any_order_are_drawn() {
    // What people type is not always spelling: marks without a letter, two tone marks, vowels in a row.
    let signs: Vec<char> =
        ('\u{0E01}'..='\u{0E3A}').chain('\u{0E3F}'..='\u{0E5B}').chain(" -().A1๑\u{200B}\u{A0}".chars()).collect();
    let mut state = 12345_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state as usize >> 8
    };
    let texts: Vec<String> =
        (0..400).map(|_| (0..3 + next() % 30).map(|_| signs[next() % signs.len()]).collect()).collect();
    let pdf = Pdf::new(&json!({ "texts": texts, "justify": true }));
    run(Command::new("qpdf").arg("--check").arg(pdf.path()));
    assert!(pdf.lines().len() >= 300, "{}", pdf.lines().len());
}
