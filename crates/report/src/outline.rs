//! A document as titled sections of headings, tables and texts, decided once and then written by `docx` and by `xlsx`.
//!
//! What a row shows, which cells are merged and where a text stands is settled here, so a Word file and a workbook made from one
//! view hold the same words in the same order.

pub(crate) mod grid;
pub(crate) mod national;
pub(crate) mod result;

use crate::national::Distribution;
use crate::view::{Imprint, Signature};
use grid::Grid;

/// Words on every page of a document with invented figures.
pub(crate) const SIMULATED: &str = "ข้อมูลจำลอง";

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
    /// Smaller text below a table.
    Note(String),
    /// Who signs.
    Signature(Signature),
}

/// A chart of how the levels are distributed in groups of offices: one bar per group, one part of it per level.
#[derive(Clone, Debug)]
pub(crate) struct Shares {
    /// Title.
    pub(crate) title: String,
    /// Names of the levels, highest first.
    pub(crate) levels: Vec<String>,
    /// Groups of offices.
    pub(crate) groups: Vec<Distribution>,
}

/// "แก้ไขและใช้แทนประกาศผลเลขที่ …", where a publication corrects another.
pub(crate) fn correction_line(imprint: &Imprint) -> Option<String> {
    imprint.corrects.as_ref().map(|number| format!("ฉบับแก้ไข ใช้แทนประกาศผลเลขที่ {number}"))
}

/// "ที่มา: …", where a result was really published elsewhere.
pub(crate) fn source_line(imprint: &Imprint) -> Option<String> {
    imprint.source_th.as_ref().map(|source| format!("ที่มา: {source}"))
}

/// "ประกาศผลเลขที่ … วันที่ …".
pub(crate) fn publication_line(imprint: &Imprint) -> String {
    format!("ประกาศผลเลขที่ {} วันที่ {}", imprint.number, imprint.issued_on_th)
}

/// "รหัสตรวจสอบ …".
pub(crate) fn verification_line(code: &str) -> String {
    format!("รหัสตรวจสอบ {code}")
}

/// The notes of a table: one stands in the line of the word หมายเหตุ, several are numbered.
pub(crate) fn note_lines(notes: &[String]) -> Vec<String> {
    match notes {
        [] => Vec::new(),
        [only] => vec![format!("หมายเหตุ {only}")],
        several => several
            .iter()
            .enumerate()
            .map(|(index, note)| if index == 0 { format!("หมายเหตุ 1) {note}") } else { format!("{}) {note}", index + 1) })
            .collect(),
    }
}
