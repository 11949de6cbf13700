//! A document as titled sections of headings, tables and texts, decided once and then written by `docx` and by `xlsx`.
//!
//! What a row shows, which cells are merged and where a text stands is settled here, so a Word file and a workbook made from one
//! view hold the same words in the same order.

pub(crate) mod grid;
pub(crate) mod national;
pub(crate) mod result;

use crate::national::{Distribution, LevelName};
use crate::view::{Imprint, Signature};
use grid::Grid;

/// Words on every page of a document with invented figures.
pub(crate) const SIMULATED: &str = "ข้อมูลจำลอง เพื่อสาธิตระบบ ไม่ใช่ผลการประเมินจริง";

/// Stands where there is nothing to print.
pub(crate) const DASH: &str = "–";

/// Who made the file, in its properties.
pub(crate) const CREATOR: &str = "e-MES สำนักติดตามและประเมินผลการจัดการศึกษาขั้นพื้นฐาน";

/// A part of a document with a title of its own: a new page on paper, a sheet in a workbook.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Short name, for the tab of a sheet.
    pub(crate) name: String,
    /// Title lines, centred.
    pub(crate) title_lines: Vec<String>,
    /// What stands below the title.
    pub(crate) blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Line below the title that belongs to it (the publication this one corrects).
    Subtitle(String),
    /// Bold line that leads what follows.
    Heading(String),
    /// Bold line with a bullet that names the table below it.
    Bullet(String),
    /// A table.
    Grid(Grid),
    /// The levels of several groups of offices, as shares.
    Shares(Shares),
    /// Running text.
    Paragraph(String),
    /// Notes below a table.
    Notes(Vec<String>),
    /// Who signs.
    Signature(Signature),
}

/// A chart of how the levels are distributed in groups of offices: one bar per group, one part of it per level.
#[derive(Clone, Debug)]
pub(crate) struct Shares {
    /// Title.
    pub(crate) title: String,
    /// Levels, highest first.
    pub(crate) levels: Vec<LevelName>,
    /// Groups of offices.
    pub(crate) groups: Vec<Distribution>,
}

/// Line below the first title of a publication that corrects another.
pub(crate) fn correction_line(imprint: &Imprint) -> Option<String> {
    imprint.corrects.as_ref().map(|number| format!("ฉบับแก้ไข แทนประกาศฉบับที่ {number}"))
}

/// "ประกาศฉบับที่ … · วันที่ … · แก้ไขแทนฉบับที่ …".
pub(crate) fn publication_line(imprint: &Imprint) -> String {
    let line = format!("ประกาศฉบับที่ {} · วันที่ {}", imprint.number, imprint.issued_on_th);
    match &imprint.corrects {
        Some(corrected) => format!("{line} · แก้ไขแทนฉบับที่ {corrected}"),
        None => line,
    }
}

/// "รหัสตรวจสอบ …".
pub(crate) fn verification_line(code: &str) -> String {
    format!("รหัสตรวจสอบ {code}")
}

/// The word before notes.
pub(crate) const NOTE: &str = "หมายเหตุ";

/// Notes as they stand behind the word หมายเหตุ: several are numbered.
pub(crate) fn numbered(notes: &[String]) -> Vec<String> {
    match notes {
        [only] => vec![only.clone()],
        several => several.iter().enumerate().map(|(index, note)| format!("{}) {note}", index + 1)).collect(),
    }
}

/// The name in its parentheses, or dots where it is written by hand.
pub(crate) fn signed_name(signature: &Signature) -> String {
    match &signature.name_th {
        Some(name) => format!("({name})"),
        None => format!("({})", ".".repeat(56)),
    }
}

/// Letters of a line that take width: the vowels and tone marks above and below a consonant take none.
pub(crate) fn letters(line: &str) -> usize {
    line.chars().filter(|c| !matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')).count()
}
