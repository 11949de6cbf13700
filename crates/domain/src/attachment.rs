//! Evidence that offices bring: which kinds of files are taken and under which name, links, what is found out about a file, and who may
//! open it.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::problem::Fault;
use crate::thai;

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

/// What evidence is kept as that is no file but an address in the web.
pub const LINK: &str = "text/uri-list";

impl MediaType {
    /// The kind with this name; `None` for one that is not taken.
    pub fn taken(name: &str) -> Option<MediaType> {
        TAKEN.into_iter().find(|kind| kind.name == name)
    }

    /// The kind with this ending.
    pub fn of_ending(ending: &str) -> Option<MediaType> {
        TAKEN.into_iter().find(|kind| kind.ending == ending)
    }

    /// Whether a browser shows it itself without running anything in it.
    pub fn is_shown(self) -> bool {
        matches!(self.ending, "pdf" | "jpg" | "png")
    }

    /// Whether it is a picture.
    pub fn is_picture(self) -> bool {
        matches!(self.ending, "jpg" | "png")
    }

    /// Whether words can be read in it.
    pub fn holds_words(self) -> bool {
        matches!(self.ending, "pdf" | "docx" | "xlsx" | "pptx")
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

/// What the virus scanner said of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scan {
    /// There was no scanner when it came.
    Off,
    /// It was not asked yet, or did not answer.
    Waiting,
    /// Nothing was found.
    Clean,
    /// Something was found.
    Infected,
}

impl Scan {
    const ALL: [Scan; 4] = [Scan::Off, Scan::Waiting, Scan::Clean, Scan::Infected];

    /// "waiting"
    pub const fn as_str(self) -> &'static str {
        match self {
            Scan::Off => "off",
            Scan::Waiting => "waiting",
            Scan::Clean => "clean",
            Scan::Infected => "infected",
        }
    }

    /// The inverse of [`Scan::as_str`].
    pub fn from_word(word: &str) -> Option<Scan> {
        Scan::ALL.into_iter().find(|scan| scan.as_str() == word)
    }

    /// Whether the file may be opened; before the scanner has spoken only by its own office.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_open(self, is_own: bool) -> Result<(), Fault> {
        match self {
            Scan::Off | Scan::Clean => Ok(()),
            Scan::Waiting if is_own => Ok(()),
            Scan::Waiting => Err(Fault::new("evidence-quarantined")),
            Scan::Infected => Err(Fault::new("evidence-infected")),
        }
    }
}

/// A part of a file in which something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Page of a PDF.
    Page(u32),
    /// Sheet of a workbook.
    Sheet(String),
    /// Slide of a presentation.
    Slide(u32),
    /// A text without pages of its own.
    Text,
}

/// How many citizen numbers stand in a part of a file. The numbers themselves are kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// Where.
    pub part: Part,
    /// How many.
    pub count: usize,
}

/// Whether a file shows citizen numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Nobody has looked yet.
    Waiting,
    /// There are none in its words.
    Clear,
    /// It has no words that could be read.
    Unread,
    /// There are some, and somebody has to mask them or say why they must stay.
    Found(Vec<Numbers>),
    /// There are some, and they must stay.
    Kept {
        /// Where.
        numbers: Vec<Numbers>,
        /// Why.
        reason: String,
    },
}

impl Privacy {
    /// What a look into the file gives.
    pub fn of(numbers: Vec<Numbers>) -> Privacy {
        if numbers.is_empty() { Privacy::Clear } else { Privacy::Found(numbers) }
    }

    /// Says that the numbers must stay.
    ///
    /// # Errors
    /// When none were found, or no reason is given.
    pub fn keep(&self, reason: &str) -> Result<Privacy, Fault> {
        let reason = crate::round::words(reason)?;
        match self {
            Privacy::Found(numbers) => Ok(Privacy::Kept { numbers: numbers.clone(), reason }),
            _ => Err(Fault::new("evidence-no-numbers")),
        }
    }

    /// "found"
    pub const fn as_str(&self) -> &'static str {
        match self {
            Privacy::Waiting => "waiting",
            Privacy::Clear => "clear",
            Privacy::Unread => "unread",
            Privacy::Found(_) => "found",
            Privacy::Kept { .. } => "kept",
        }
    }

    /// From what is stored: the word, where the numbers are, why they stay.
    pub fn from_words(word: &str, numbers: Vec<Numbers>, reason: Option<String>) -> Option<Privacy> {
        match word {
            "waiting" => Some(Privacy::Waiting),
            "clear" => Some(Privacy::Clear),
            "unread" => Some(Privacy::Unread),
            "found" => Some(Privacy::Found(numbers)),
            "kept" => Some(Privacy::Kept { numbers, reason: reason? }),
            _ => None,
        }
    }

    /// Where numbers are.
    pub fn numbers(&self) -> &[Numbers] {
        match self {
            Privacy::Found(numbers) | Privacy::Kept { numbers, .. } => numbers,
            _ => &[],
        }
    }

    /// Why they must stay.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Privacy::Kept { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

/// The pages a citation names ("3–5, 8"), as people type them; none for the whole file.
///
/// # Errors
/// When they are no pages.
pub fn pages(text: &str) -> Result<Option<String>, Fault> {
    let wrong = || Fault::new("evidence-pages").with("pages", text);
    let typed = thai::to_arabic_digits(text.trim());
    if typed.is_empty() {
        return Ok(None);
    }
    let page = |text: &str| {
        let text = text.trim();
        let is_number = !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|page| is_number && *page > 0)
    };
    let mut ranges = Vec::new();
    for range in typed.split(',') {
        let (from, to) = range.split_once(['-', '–']).unwrap_or((range, range));
        let (from, to) = page(from).zip(page(to)).filter(|(from, to)| from <= to).ok_or_else(wrong)?;
        ranges.push(if from == to { from.to_string() } else { format!("{from}–{to}") });
    }
    if ranges.len() > 20 { Err(wrong()) } else { Ok(Some(ranges.join(", "))) }
}

/// The longest address of a link, in bytes.
const URL_MAX: usize = 2000;

/// The address of a page or video in the web, as people type it.
///
/// # Errors
/// When it is none.
pub fn link(text: &str) -> Result<String, Fault> {
    let url = text.trim();
    let wrong = || Fault::new("evidence-link").with("url", url);
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).ok_or_else(wrong)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.') && !host.starts_with('.') && !host.contains('@');
    let is_plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
    if is_host && is_plain && url.len() <= URL_MAX { Ok(url.to_owned()) } else { Err(wrong()) }
}

/// The name a link is kept under: what the person calls it, or its address.
pub fn link_name(name: &str, url: &str) -> String {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    let name = if name.is_empty() { url } else { &name };
    name.graphemes(true).take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_people_type_them() {
        for (typed, read) in [("3-5", "3–5"), (" ๓–๕ , 8 ", "3–5, 8"), ("7", "7"), ("2 - 2", "2")] {
            assert_eq!(pages(typed), Ok(Some(read.to_owned())), "{typed}");
        }
        assert_eq!(pages("  "), Ok(None));
        for wrong in ["0", "5-3", "หน้า 3", "3,", "-", "1-2-3", "123456", "+3"] {
            assert_eq!(pages(wrong).unwrap_err().key, "evidence-pages", "{wrong}");
        }
    }

    #[test]
    fn a_link_leads_into_the_web() {
        for url in ["https://example.go.th/a?b=1#c", "HTTP://example.go.th", "https://ตัวอย่าง.ไทย/หน้า"]
        {
            assert_eq!(link(url).as_deref(), Ok(url));
        }
        for wrong in [
            "",
            "example.go.th",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://localhost",
            "https://a b.th",
            "https://user@example.go.th",
            "https://example.go.th/\"onclick",
            "ftp://example.go.th",
        ] {
            assert_eq!(link(wrong).unwrap_err().key, "evidence-link", "{wrong}");
        }
        assert_eq!(link_name("  ", "https://a.th"), "https://a.th");
    }

    #[test]
    fn what_was_found_must_be_explained_to_stay() {
        let found = Privacy::of(vec![Numbers { part: Part::Page(3), count: 2 }]);
        assert_eq!(found.keep("  ").unwrap_err().key, "reason-missing");
        let kept = found.keep("ประกาศรายชื่อที่เผยแพร่แล้ว").unwrap();
        assert_eq!((kept.as_str(), kept.numbers(), kept.reason().is_some()), ("kept", found.numbers(), true));
        assert_eq!(Privacy::of(Vec::new()).keep("x").unwrap_err().key, "evidence-no-numbers");
        let back = Privacy::from_words(kept.as_str(), kept.numbers().to_vec(), kept.reason().map(str::to_owned));
        assert_eq!(back, Some(kept));
    }

    #[test]
    fn quarantine_is_for_others_and_infection_for_all() {
        for (scan, own, others) in [
            (Scan::Off, true, true),
            (Scan::Waiting, true, false),
            (Scan::Clean, true, true),
            (Scan::Infected, false, false),
        ] {
            assert_eq!((scan.check_open(true).is_ok(), scan.check_open(false).is_ok()), (own, others));
            assert_eq!(Scan::from_word(scan.as_str()), Some(scan));
        }
    }

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
