//! Four independent programs find what is written in the files.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::json;

use crate::support::{Pdf, data, phrases, run, target};

/// The texts that poppler, pdfium, pypdf and pdfminer read.
fn texts(pdf: &Pdf) -> BTreeMap<String, String> {
    let python = target().join("venv/bin/python");
    assert!(
        python.exists(),
        "{} is missing. Make it with: python3 -m venv {} && {}/bin/pip install -r crates/report/tests/requirements.txt",
        python.display(),
        target().join("venv").display(),
        target().join("venv").display(),
    );
    let output = run(Command::new(python).arg(data("extract.py")).arg(pdf.path()));
    let texts: BTreeMap<String, String> = serde_json::from_slice(&output).expect("the script prints JSON");
    assert_eq!(texts.len(), 4);
    texts
}

/// At least 99 of 100 phrases must be found.
fn assert_found(reader: &str, what: &str, phrases: &[String], is_found: impl Fn(&str) -> bool) {
    let missing: Vec<&String> = phrases.iter().filter(|phrase| !is_found(phrase)).collect();
    assert!(
        missing.len() * 100 <= phrases.len(),
        "{reader}, {what}: {} of {} missing: {missing:#?}",
        missing.len(),
        phrases.len()
    );
}

#[test]
fn phrases_on_one_line_are_found_as_they_are_written() {
    let phrases = phrases();
    assert!(phrases.len() >= 132);
    for weight in ["regular", "bold"] {
        let pdf = Pdf::new(&json!({ "texts": phrases, "weight": weight, "size": 11 }));
        for (reader, text) in texts(&pdf) {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_found(&reader, weight, &phrases, |phrase| text.contains(phrase));
        }
    }
}

#[test]
fn phrases_in_justified_paragraphs_are_found_across_line_ends() {
    let phrases = phrases();
    let paragraphs: Vec<String> = phrases.chunks(8).map(|chunk| chunk.join(" ")).collect();
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    for weight in ["regular", "bold"] {
        let pdf = Pdf::new(&json!({ "texts": paragraphs, "justify": true, "weight": weight }));
        for (reader, text) in texts(&pdf) {
            let text = without_spaces(&text);
            assert_found(&reader, weight, &phrases, |phrase| text.contains(&without_spaces(phrase)));
        }
    }
}
