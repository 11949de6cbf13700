//! No page holds words of a language: they stand in `locales/`, in both.

use std::path::Path;

/// What is the same in both languages: the product's name, the languages' own names, keys of a keyboard.
const SAME: [&str; 7] = ["e-MES", "ไทย", "EN", "J", "K", "C", "Ctrl"];

/// Cuts out everything between two marks.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + " " + part.split_once(end).map_or("", |(_, rest)| rest))
}

fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => templates(&path, found),
            false => found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap())),
        }
    }
}

#[test]
fn no_page_holds_a_bare_literal() {
    let mut found = Vec::new();
    templates(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates")), &mut found);
    assert!(found.len() > 10, "the templates were found");
    let mut bad = Vec::new();
    for (path, text) in &found {
        let classless = without(text, "{% block body_class %}", "{% endblock %}");
        let filled = without(&without(&classless, "{%", "%}"), "{{", "}}");
        let shown = without(&filled, "<", ">");
        let is_literal = |word: &&str| word.chars().any(char::is_alphabetic) && !SAME.contains(word);
        bad.extend(shown.split_whitespace().filter(is_literal).map(|word| format!("{path}: {word}")));
        // What a screen reader or a field says is read by people too.
        for attribute in ["aria-label=\"", "placeholder=\"", "title=\"", "alt=\""] {
            let values = filled.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            bad.extend(
                values.filter(|v| v.chars().any(char::is_alphabetic)).map(|v| format!("{path}: {attribute}{v}")),
            );
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
