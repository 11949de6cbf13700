//! Office files are archives of XML parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

/// The parts of an Office file by path.
pub(crate) fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let path = entry.name().unwrap().into_owned();
        assert!(parts.insert(path.clone(), bytes).is_none(), "{path} is there twice");
    }
    parts
}

/// One XML part as text.
pub(crate) fn part(file: &[u8], path: &str) -> String {
    let parts = parts(file);
    let bytes = parts.get(path).unwrap_or_else(|| panic!("{path} is missing among {:?}", parts.keys()));
    String::from_utf8(bytes.clone()).unwrap()
}

/// Reads every XML part to its end and follows every relationship.
pub(crate) fn assert_sound(file: &[u8]) {
    let parts = parts(file);
    for (path, bytes) in parts.iter().filter(|(path, _)| path.ends_with(".xml") || path.ends_with(".rels")) {
        let mut reader = Reader::from_reader(bytes.as_slice());
        let mut depth = 0;
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer).unwrap_or_else(|cause| panic!("{path}: {cause}")) {
                Event::Eof => break,
                Event::Start(start) => {
                    depth += 1;
                    check_attributes(path, &start);
                }
                Event::Empty(start) => check_attributes(path, &start),
                Event::End(_) => depth -= 1,
                _ => {}
            }
            buffer.clear();
        }
        assert_eq!(depth, 0, "{path} ends inside an element");
    }
    for (path, bytes) in parts.iter().filter(|(path, _)| path.ends_with(".rels")) {
        let folder = path.split("_rels/").next().unwrap();
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while let Some(start) = rest.find("Target=\"") {
            let value = &rest[start + 8..];
            let target = &value[..value.find('"').unwrap()];
            let full = if let Some(absolute) = target.strip_prefix('/') {
                absolute.to_owned()
            } else {
                format!("{folder}{target}")
            };
            let full = resolve(&full);
            assert!(parts.contains_key(&full), "{path} points to {full}, which is missing");
            rest = &value[1..];
        }
    }
}

fn check_attributes(path: &str, start: &quick_xml::events::BytesStart<'_>) {
    for attribute in start.attributes() {
        attribute.unwrap_or_else(|cause| panic!("{path}: {cause}"));
    }
}

fn resolve(path: &str) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    for piece in path.split('/') {
        match piece {
            ".." => {
                pieces.pop();
            }
            piece => pieces.push(piece),
        }
    }
    pieces.join("/")
}
