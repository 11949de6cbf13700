//! Files that offices bring as evidence: which kinds are taken, and under which name.

use unicode_segmentation::UnicodeSegmentation;

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MediaType {
    /// "application/pdf"
    pub name: &'static str,
    /// "pdf", the ending a file of this kind gets.
    pub ending: &'static str,
    also: &'static str,
}

const TAKEN: [MediaType; 7] = [
    MediaType { name: "application/pdf", ending: "pdf", also: "pdf" },
    MediaType {
        name: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ending: "docx",
        also: "docx",
    },
    MediaType {
        name: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ending: "xlsx",
        also: "xlsx",
    },
    MediaType {
        name: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ending: "pptx",
        also: "pptx",
    },
    MediaType { name: "image/jpeg", ending: "jpg", also: "jpeg" },
    MediaType { name: "image/png", ending: "png", also: "png" },
    MediaType { name: "video/mp4", ending: "mp4", also: "m4v" },
];

/// The longest name without its ending, in letters as people count them.
const NAME_MAX: usize = 100;

impl MediaType {
    /// The kind with this name; `None` for one that is not taken.
    pub fn taken(name: &str) -> Option<MediaType> {
        TAKEN.into_iter().find(|kind| kind.name == name)
    }

    /// The endings of all kinds that are taken.
    pub fn endings() -> String {
        TAKEN.map(|kind| kind.ending).join(", ")
    }

    /// The name a file of this kind is kept under: without folders, characters that no file system or header takes, or marks that
    /// turn the writing direction, and with the ending of what it really is.
    pub fn safe_name(self, name: &str) -> String {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let turns = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        let is_refused = |c: &char| c.is_control() || turns(*c) || "<>:\"|?*;%".contains(*c);
        let kept: String = name.chars().filter(|c| !is_refused(c)).collect();
        let stem = match kept.rsplit_once('.') {
            Some((stem, ending)) if [self.ending, self.also].iter().any(|own| ending.eq_ignore_ascii_case(own)) => stem,
            _ => &kept,
        };
        let stem: String =
            stem.trim_matches(|c: char| c == '.' || c.is_whitespace()).graphemes(true).take(NAME_MAX).collect();
        let stem = if stem.is_empty() { "file" } else { stem.trim_end() };
        format!("{stem}.{}", self.ending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_safe_and_says_what_the_file_is() {
        let pdf = MediaType::taken("application/pdf").unwrap();
        for (name, safe) in [
            ("แผนความปลอดภัย ๒๕๖๙.pdf", "แผนความปลอดภัย ๒๕๖๙.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\temp\\report.PDF", "report.pdf"),
            ("invoice.exe", "invoice.exe.pdf"),
            ("a\u{202E}fdp.exe", "afdp.exe.pdf"),
            ("a\r\nb\".pdf", "ab.pdf"),
            ("....", "file.pdf"),
            ("", "file.pdf"),
        ] {
            assert_eq!(pdf.safe_name(name), safe);
        }
        assert_eq!(pdf.safe_name(&"ที่".repeat(500)).graphemes(true).count(), NAME_MAX + 4);
        assert_eq!(MediaType::taken("image/jpeg").unwrap().safe_name("photo.jpeg"), "photo.jpg");
        assert_eq!(MediaType::taken("text/html"), None);
    }
}
