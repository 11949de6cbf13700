//! What LibreOffice makes of a file.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Converts a file and gives the path of what came out, beside it.
pub(crate) fn convert(file: &Path, ending: &str, filter: &str) -> PathBuf {
    let profile = tempfile::tempdir().unwrap();
    let folder = file.parent().unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--norestore", "--convert-to", filter, "--outdir"])
        .args([folder, file])
        .output()
        .expect("this test needs LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui");
    let made = file.with_extension(ending);
    assert!(made.exists(), "soffice: {}", String::from_utf8_lossy(&output.stderr));
    made
}

/// The text of the PDF that LibreOffice makes of a file, page by page.
pub(crate) fn pages(file: &Path) -> Vec<String> {
    let pdf = convert(file, "pdf", "pdf");
    let output = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .args([pdf.as_path(), Path::new("-")])
        .output()
        .expect("this test needs poppler: apt-get install poppler-utils");
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    pages
}
