//! The covering letter (หนังสือแจ้งผล), laid out as reference document 000: Thai digits throughout.

use serde::{Deserialize, Serialize};

use crate::engine::{DocumentInfo, Engine};
use crate::error::RenderError;
use crate::view::{Imprint, Signature, Verification};

/// One covering letter. Every text is ready to print, digits included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    /// The publication.
    pub imprint: Imprint,
    /// How to check the letter.
    pub verification: Verification,
    /// "ที่ ศธ ๐๔๐๐๓/๑๑๒๑" without the word ที่.
    pub number_th: String,
    /// Agency and address lines, top right.
    pub agency_lines_th: Vec<String>,
    /// "๑๖ พฤศจิกายน ๒๕๖๔".
    pub date_th: String,
    /// เรื่อง.
    pub subject_th: String,
    /// เรียน.
    pub to_th: String,
    /// สิ่งที่ส่งมาด้วย, one entry each, with its count ("จำนวน ๑ ฉบับ").
    pub enclosures_th: Vec<String>,
    /// Body paragraphs, in order, the closing sentence ("จึงเรียนมาเพื่อทราบ …") last.
    pub paragraphs_th: Vec<String>,
    /// "ขอแสดงความนับถือ".
    pub closing_th: String,
    /// Who signs.
    pub signature: Signature,
    /// Issuing bureau and telephone, bottom left.
    pub contact_lines_th: Vec<String>,
}

/// The letter as a PDF, made by the template `letter.typ`.
pub fn pdf(engine: &Engine, view: &LetterView) -> Result<Vec<u8>, RenderError> {
    let title = format!("ที่ {} เรื่อง {}", view.number_th, view.subject_th);
    engine.pdf("letter", view, &DocumentInfo::new(title, view.subject_th.clone(), &view.imprint, &view.verification)?)
}
