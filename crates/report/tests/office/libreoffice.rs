//! What LibreOffice makes of a file.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Converts files of one folder, all in one run, and gives the paths of what came out, in a folder of its own below it.
pub(crate) fn convert_all(files: &[PathBuf], ending: &str, filter: &str) -> Vec<PathBuf> {
    let profile = tempfile::tempdir().unwrap();
    let folder = files[0].parent().unwrap().join("libreoffice");
    std::fs::create_dir_all(&folder).unwrap();
    let made: Vec<PathBuf> =
        files.iter().map(|file| folder.join(file.file_name().unwrap()).with_extension(ending)).collect();
    // What an earlier run left would hide that this one made nothing.
    for old in made.iter().filter(|path| path.exists()) {
        std::fs::remove_file(old).unwrap();
    }
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", filter, "--outdir"])
        .arg(&folder)
        .args(files)
        .output()
        .expect("this test needs LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui");
    for path in &made {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(path.exists(), "soffice did not make {}: {said}", path.display());
    }
    made
}

/// Converts one file.
pub(crate) fn convert(file: &Path, ending: &str, filter: &str) -> PathBuf {
    convert_all(&[file.to_owned()], ending, filter).remove(0)
}

/// The texts of Word files as LibreOffice reads them, without spaces and line ends.
pub(crate) fn texts(files: &[PathBuf]) -> Vec<String> {
    let made = convert_all(files, "txt", "txt:Text (encoded):UTF8");
    made.iter().map(|path| squeezed(&std::fs::read_to_string(path).unwrap())).collect()
}

/// The text of the PDF that LibreOffice makes of each file, page by page, as [`letters`].
pub(crate) fn pages(files: &[PathBuf]) -> Vec<Vec<String>> {
    convert_all(files, "pdf", "pdf").iter().map(|pdf| page_texts(pdf)).collect()
}

fn page_texts(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8"])
        .args([pdf, Path::new("-")])
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
