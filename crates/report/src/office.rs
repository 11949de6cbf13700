//! What Word files and workbooks of a publication have in common: the code by which they are checked.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

/// How every code begins.
const PREFIX: &str = "EM-";
/// The properties of a file are short; a longer part is none that this crate wrote.
const LONGEST_PROPERTIES: u64 = 64 * 1024;

/// The verification code in the keywords of a Word file or workbook that this crate made, also after a person changed it.
pub fn read_code(file: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).ok()?;
    let mut properties = Vec::new();
    archive.by_name("docProps/core.xml").ok()?.take(LONGEST_PROPERTIES).read_to_end(&mut properties).ok()?;
    let mut reader = Reader::from_reader(properties.as_slice());
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) if start.local_name().as_ref() == "keywords" => {
                let name = start.to_end().into_owned();
                let text = reader.read_text_into(name.name(), &mut Vec::new()).ok()?.into_owned();
                return text.split([',', ' ']).find(|word| word.starts_with(PREFIX)).map(str::to_owned);
            }
            Event::Eof => return None,
            _ => {}
        }
        buffer.clear();
    }
}
