//! What LibreOffice makes of a file.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Converts a file and gives the path of what came out, in a folder of its own beside it.
pub(crate) fn convert(file: &Path, ending: &str, filter: &str) -> PathBuf {
    let profile = tempfile::tempdir().unwrap();
    let folder = file.parent().unwrap().join("libreoffice");
    std::fs::create_dir_all(&folder).unwrap();
    let made = folder.join(file.file_name().unwrap()).with_extension(ending);
    // What an earlier run left would hide that this one made nothing.
    if made.exists() {
        std::fs::remove_file(&made).unwrap();
    }
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", filter, "--outdir"])
        .args([folder.as_path(), file])
        .output()
        .expect("this test needs LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui");
    assert!(made.exists(), "soffice made no {ending}: {}", String::from_utf8_lossy(&output.stderr));
    made
}

/// The text of a Word file as LibreOffice reads it, without spaces and line ends.
pub(crate) fn text(file: &Path) -> String {
    let made = convert(file, "txt", "txt:Text (encoded):UTF8");
    squeezed(&std::fs::read_to_string(made).unwrap())
}

/// The text of the PDF that LibreOffice makes of a file, page by page, as [`letters`].
pub(crate) fn pages(file: &Path) -> Vec<String> {
    let pdf = convert(file, "pdf", "pdf");
    let output = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8"])
        .args([pdf.as_path(), Path::new("-")])
        .output()
        .expect("this test needs poppler: apt-get install poppler-utils");
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(letters).collect();
    pages.pop();
    pages
}

/// A text without spaces, line ends and byte order mark.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// A text without spaces and without the marks above and below a letter, which LibreOffice's PDF files repeat and reorder.
pub(crate) fn letters(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{25cc}');
    squeezed(text).replace('\u{e33}', "\u{e32}").chars().filter(|c| !is_mark(*c)).collect()
}

/// Fails unless the pieces stand in the text one after the other.
pub(crate) fn assert_in_order(name: &str, text: &str, pieces: impl IntoIterator<Item = String>) {
    let mut rest = text;
    let mut before = String::new();
    for piece in pieces {
        let Some(start) = rest.find(&piece) else {
            let near: String = rest.chars().take(200).collect();
            let elsewhere = if text.contains(&piece) { "stands before it" } else { "is nowhere" };
            panic!("{name}: after “{before}” comes “{near}”, but “{piece}” {elsewhere}");
        };
        rest = &rest[start + piece.len()..];
        before = piece;
    }
}
