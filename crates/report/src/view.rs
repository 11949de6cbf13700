//! What every document of a publication shares.

use serde::{Deserialize, Serialize};

/// The publication a document belongs to, as it is printed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    /// Fiscal year, Buddhist Era (2566).
    pub fiscal_year: u16,
    /// Number of the publication, as printed ("2566-SA-1").
    pub number: String,
    /// Date of the publication, ISO 8601 (Gregorian); also the PDF's document date, so that bytes repeat.
    pub issued_on: String,
    /// The same date as written in Thai ("16 พฤศจิกายน 2564").
    pub issued_on_th: String,
    /// Every page carries "ข้อมูลจำลอง" when the figures are invented for a demonstration.
    pub simulated: bool,
    /// The source line of a result that was really published elsewhere.
    pub source_th: Option<String>,
    /// Number of the publication this one corrects.
    pub corrects: Option<String>,
}

/// How a reader checks the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Code printed on every page ("EM-7K3F-9QXM-2C4D").
    pub code: String,
    /// What the QR code holds: an address where the administration has one, else the code itself.
    pub qr_text: String,
    /// Where a person checks it, in words ("ตรวจสอบได้ที่ …").
    pub hint_th: String,
}

/// The office a document is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Office code ("P2402").
    pub code: String,
    /// Full official name.
    pub name_th: String,
    /// Short name ("สพป.ฉะเชิงเทรา เขต 2").
    pub short_name_th: String,
    /// Kind of office in words ("สพป." / "สพม.").
    pub kind_th: String,
}

/// Who signs, and in which of the three forms of the regulation on official correspondence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Name in the parentheses; `None` prints a dotted space to be filled by hand.
    pub name_th: Option<String>,
    /// Lines under the name, ready to print: the signer's own position, then "ปฏิบัติราชการแทน …" or "รักษาราชการแทน …" where it applies.
    pub position_lines_th: Vec<String>,
}
