//! What can go wrong when a document is made, in words a person can act on.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// An engine that could not be started: something is wrong with the embedded files or the override folder.
#[derive(Debug, thiserror::Error)]
#[error("ใช้โฟลเดอร์แม่แบบเอกสารไม่ได้: {path}: {problem}")]
pub struct EngineError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it and what would be right.
    pub problem: String,
}

impl EngineError {
    pub(crate) fn new(path: &Path, problem: impl Into<String>) -> Self {
        Self { path: path.to_owned(), problem: problem.into() }
    }

    pub(crate) fn unreadable(path: &Path, cause: &std::io::Error) -> Self {
        Self::new(path, format!("อ่านไม่ได้ ({cause})"))
    }

    pub(crate) fn too_large(path: &Path, limit: u64) -> Self {
        Self::new(path, format!("มีขนาดรวมเกิน {} เมบิไบต์ ตรวจสอบว่าตั้งค่าโฟลเดอร์ถูกต้อง", limit / (1024 * 1024)))
    }

    pub(crate) fn outside(path: &Path, root: &Path) -> Self {
        Self::new(path, format!("เป็นลิงก์ที่ชี้ออกนอกโฟลเดอร์ {} ให้คัดลอกไฟล์เข้ามาแทน", root.display()))
    }

    pub(crate) fn bad_name(path: &Path) -> Self {
        Self::new(path, "ชื่อไฟล์ต้องเป็น UTF-8")
    }
}

/// A document that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RenderError {
    /// There is no template of this name.
    #[error("ไม่มีแม่แบบเอกสาร {name}.typ แม่แบบที่มี: {}", known.join(", "))]
    UnknownTemplate {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The data does not fit into the document (cause in English).
    #[error("เตรียมข้อมูลของเอกสารไม่ได้: {0}")]
    Data(String),
    /// The template is wrong or does not fit its data.
    #[error("แม่แบบเอกสารมีข้อผิดพลาด\n{}", lines(.0))]
    Template(Vec<Diagnostic>),
    /// No font has a glyph for some characters.
    #[error("ไม่มีแบบอักษรสำหรับอักขระในเอกสาร แก้ข้อความหรือเพิ่มแบบอักษรในโฟลเดอร์ fonts\n{}", lines(.0))]
    MissingGlyph(Vec<Diagnostic>),
    /// A template of the administration took too long, most likely in a loop without an end.
    #[error("แม่แบบเอกสารใช้เวลาเกิน {seconds} วินาที ตรวจสอบคำสั่งวนซ้ำ (for, while) ในแม่แบบที่แก้ไข")]
    TooSlow {
        /// The time it was given.
        seconds: u64,
    },
    /// A template of the administration asked for too much memory.
    #[error("แม่แบบเอกสารใช้หน่วยความจำเกิน {mebibytes} เมบิไบต์ ตรวจสอบคำสั่งวนซ้ำและขนาดรูปภาพในแม่แบบที่แก้ไข")]
    TooLarge {
        /// The memory it was given.
        mebibytes: u64,
    },
    /// The compiler itself failed (cause in English).
    #[error("ตัวสร้างเอกสารหยุดทำงานผิดปกติ: {0}")]
    Crashed(String),
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// One problem and its place in a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where, if it is about a place.
    pub place: Option<Place>,
    /// What is wrong, in the words of the typesetting program.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
    /// The calls that led there, innermost first.
    pub trace: Vec<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        for hint in &self.hints {
            write!(f, "\n  คำแนะนำ: {hint}")?;
        }
        for step in &self.trace {
            write!(f, "\n  {step}")?;
        }
        Ok(())
    }
}

/// A place in a template, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path inside the documents folder ("letter.typ").
    pub file: String,
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
