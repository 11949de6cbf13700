//! Looking for citizen numbers in the words of a file. Libraries that read such files may loop, fill the memory or end on a bad file, so
//! a server has a child process of the same program do it, with limits; only where the numbers are and how many comes back.

use std::ffi::OsString;
use std::io::{self, Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bytes::Bytes;
use calamine::{Reader as _, Xlsx};
use domain::attachment::{MediaType, Numbers, Part};
use domain::citizen;
use quick_xml::Reader;
use quick_xml::events::Event;
use rustix::process::{Resource, Rlimit, setrlimit};

/// Seconds of work and bytes of memory for one file.
const SECONDS: u64 = 20;
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Most bytes of one part of an office file once it is unpacked, and places that are told of one file.
const UNPACKED_MAX: u64 = 64 * 1024 * 1024;
const TOLD_MAX: usize = 200;

/// Where files are read.
#[derive(Clone, Debug, Default)]
pub enum WordReader {
    /// In this process, for tests.
    #[default]
    InProcess,
    /// In a child: this program with these arguments, which call [`serve`].
    Child(PathBuf, Vec<OsString>),
}

/// What [`serve`] says of a file without words that can be read.
const UNREAD: &[u8] = b"unread";

impl WordReader {
    /// The places of citizen numbers in a file; none when its words cannot be read.
    pub(super) fn read(&self, kind: MediaType, bytes: Bytes) -> io::Result<Option<Vec<Numbers>>> {
        match self {
            WordReader::InProcess => Ok(look(kind, &bytes)),
            WordReader::Child(program, arguments) => {
                let mut child = Command::new(program)
                    .args(arguments)
                    .arg(kind.ending)
                    // The allocator would reserve all of the address space that is allowed.
                    .env("MIMALLOC_ARENA_RESERVE", "64M")
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()?;
                let told = converse(&mut child, bytes);
                let _ = child.kill();
                let _ = child.wait();
                Ok(told.filter(|told| told != UNREAD).and_then(|told| serde_json::from_slice(&told).ok()))
            }
        }
    }
}

/// Hands the file over and waits for the answer. A child that died or takes too long has none.
fn converse(child: &mut Child, bytes: Bytes) -> Option<Vec<u8>> {
    let (mut input, mut output) = (child.stdin.take()?, child.stdout.take()?);
    std::thread::spawn(move || input.write_all(&bytes));
    let (sender, answer) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut told = Vec::new();
        let whole = output.read_to_end(&mut told);
        sender.send(whole.map(|_| told))
    });
    let told = answer.recv_timeout(Duration::from_secs(SECONDS + 5)).ok()?.ok()?;
    child.wait().ok()?.success().then_some(told)
}

/// The child: limits itself, reads a file of this ending from its input, writes the places to its output.
///
/// # Errors
/// When the limits cannot be set or the parent is gone.
pub fn serve(ending: &str, mut input: impl io::Read, mut output: impl io::Write) -> io::Result<()> {
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::As, limit(MEMORY))?;
    setrlimit(Resource::Cpu, limit(SECONDS))?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let kind = MediaType::of_ending(ending).ok_or(io::ErrorKind::InvalidInput)?;
    // Deeply nested files need more than the usual stack.
    let told = std::thread::Builder::new().stack_size(64 * 1024 * 1024).spawn(move || look(kind, &bytes))?.join();
    match told.ok().flatten() {
        Some(numbers) => output.write_all(&serde_json::to_vec(&numbers)?),
        None => output.write_all(UNREAD),
    }
}

/// The places of citizen numbers in a file; none when its words cannot be read.
fn look(kind: MediaType, bytes: &[u8]) -> Option<Vec<Numbers>> {
    let mut told = Told::default();
    let read = catch_unwind(AssertUnwindSafe(|| match kind.ending {
        "pdf" => pdf(bytes, &mut told),
        "xlsx" => xlsx(bytes, &mut told),
        "docx" => package(bytes, &mut told, |name| name.starts_with("word/").then_some(Part::Text)),
        "pptx" => package(bytes, &mut told, |name| {
            let slide =
                name.strip_prefix("ppt/slides/slide").or_else(|| name.strip_prefix("ppt/notesSlides/notesSlide"))?;
            slide.strip_suffix(".xml")?.parse().ok().map(Part::Slide)
        }),
        _ => None,
    }));
    let is_read = read.ok().flatten().is_some() && told.words;
    (is_read || !told.numbers.is_empty()).then_some(told.numbers)
}

#[derive(Default)]
struct Told {
    numbers: Vec<Numbers>,
    /// Whether there was any word at all.
    words: bool,
}

impl Told {
    fn add(&mut self, part: Part, text: &str) {
        self.words |= text.chars().any(char::is_alphanumeric);
        let count = citizen::count(text);
        if count == 0 {
            return;
        }
        match self.numbers.iter_mut().find(|numbers| numbers.part == part) {
            Some(numbers) => numbers.count += count,
            None => self.numbers.push(Numbers { part, count }),
        }
        self.numbers.truncate(TOLD_MAX);
    }
}

/// A page that one reader cannot read may be read by the other; the words of all others count all the same.
fn pdf(bytes: &[u8], told: &mut Told) -> Option<()> {
    let mut document = pdf_extract::Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt("").ok()?;
    }
    let mut is_whole = true;
    for page in document.get_pages().into_keys() {
        let placed = catch_unwind(AssertUnwindSafe(|| {
            let mut text = String::new();
            let mut output = pdf_extract::PlainTextOutput::new(&mut text);
            pdf_extract::output_doc_page(&document, &mut output, page).ok()?;
            Some(text)
        }));
        let plain = || catch_unwind(AssertUnwindSafe(|| document.extract_text(&[page]).ok())).ok().flatten();
        match placed.ok().flatten().or_else(plain) {
            Some(text) => told.add(Part::Page(page), &text),
            None => is_whole = false,
        }
    }
    is_whole.then_some(())
}

fn xlsx(bytes: &[u8], told: &mut Told) -> Option<()> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).ok()?;
    for sheet in book.sheet_names() {
        let cells = book.worksheet_range(&sheet).ok()?;
        for row in cells.rows() {
            // Numbers in cells beside each other are no number together.
            let text: Vec<String> = row.iter().map(ToString::to_string).collect();
            told.add(Part::Sheet(sheet.clone()), &text.join("\t"));
        }
    }
    Some(())
}

/// A Word file or presentation: the parts that `part_of` names.
fn package(bytes: &[u8], told: &mut Told, part_of: impl Fn(&str) -> Option<Part>) -> Option<()> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(std::borrow::Cow::into_owned)
        .filter(|name| name.ends_with(".xml"))
        .collect();
    for name in names {
        let Some(part) = part_of(&name) else { continue };
        let mut xml = String::new();
        archive.by_name(&name).ok()?.take(UNPACKED_MAX).read_to_string(&mut xml).ok()?;
        told.add(part, &text_of(&xml)?);
    }
    Some(())
}

/// The text of a part, a line for each paragraph. A word may be cut into many runs, so what stands between them is nothing.
fn text_of(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut text, mut is_text) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "t" => is_text = true,
            Event::End(end) => match end.local_name().as_ref() {
                "t" => is_text = false,
                "p" | "tr" => text.push('\n'),
                _ => {}
            },
            Event::Empty(empty) => match empty.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                _ => {}
            },
            Event::Text(words) if is_text => text.push_str(&words),
            Event::Eof => return Some(text),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Invented, with the right check digit.
    const NUMBER: &str = "1234567890121";

    fn kind(ending: &str) -> MediaType {
        MediaType::of_ending(ending).unwrap()
    }

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// A PDF with one line on each page.
    pub(crate) fn pdf_of(pages: &[&str]) -> Vec<u8> {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            String::new(),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        let mut kids = String::new();
        for line in pages {
            let content = format!("BT /F1 12 Tf 50 700 Td ({line}) Tj ET");
            objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
            let content_at = objects.len();
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content_at} 0 R
                /Resources << /Font << /F1 3 0 R >> >> >>"
            ));
            kids += &format!("{} 0 R ", objects.len());
        }
        objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
        let mut out = "%PDF-1.4\n".to_owned();
        let mut places = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            places.push(out.len());
            out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
        }
        let start = out.len();
        out += &format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        places.iter().for_each(|place| out += &format!("{place:010} 00000 n \n"));
        out += &format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
        out.into_bytes()
    }

    #[test]
    fn numbers_are_found_where_they_stand() {
        let pages = ["nothing here", "ID 1-2345-67890-12-1 and 1234567890121", "1 234 567"];
        let found = look(kind("pdf"), &pdf_of(&pages)).unwrap();
        assert_eq!(found, [Numbers { part: Part::Page(2), count: 2 }]);
        assert_eq!(look(kind("pdf"), &pdf_of(&["words"])), Some(Vec::new()));
        assert_eq!(look(kind("pdf"), &pdf_of(&[""])), None, "a scan has no words");

        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let word = format!("<w:document xmlns:w='w'><w:p>{}{}</w:p></w:document>", run("1-2345-"), run("67890-12-1"));
        let docx = zipped(&[("word/document.xml", &word), ("docProps/core.xml", NUMBER)]);
        assert_eq!(look(kind("docx"), &docx).unwrap(), [Numbers { part: Part::Text, count: 1 }]);
        let slide = format!(
            "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>๑๒๓๔๕๖๗๘๙๐๑๒๑</a:t></a:r></a:p><a:p><a:t>{NUMBER}</a:t></a:p></p:sld>"
        );
        let pptx = zipped(&[("ppt/slides/slide7.xml", &slide)]);
        assert_eq!(look(kind("pptx"), &pptx).unwrap(), [Numbers { part: Part::Slide(7), count: 2 }]);

        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("ว่าง").unwrap().write(0, 0, "1234567890").unwrap();
        let sheet = book.add_worksheet().set_name("รายชื่อ").unwrap();
        sheet.write(0, 0, 1_234_567_890_121_i64).unwrap().write(1, 0, "1 2345 67890 12 1").unwrap();
        sheet.write(2, 0, "12345").unwrap().write(2, 1, "67890121").unwrap();
        let found = look(kind("xlsx"), &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(found, [Numbers { part: Part::Sheet("รายชื่อ".to_owned()), count: 2 }]);
        assert!(!serde_json::to_string(&found).unwrap().contains("1234"), "numbers are told nowhere");
    }

    #[test]
    fn what_cannot_be_read_is_said_to_be_unread() {
        for ending in ["pdf", "docx", "xlsx", "pptx", "png"] {
            for bytes in [&b""[..], b"%PDF-1.7\n%%EOF", b"PK\x03\x04", &[0xFF; 100]] {
                assert_eq!(look(kind(ending), bytes), None, "{ending}");
            }
        }
    }
}
