//! The receipt that an office holds of a certified report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::{DocumentInfo, Engine};
use crate::error::RenderError;
use crate::verification::qr_svg;

/// One receipt. Every text is ready to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// Its number ("SA-2569-R12-P2300-01").
    pub number: String,
    /// The day of the certification, ISO 8601 (Gregorian); also the PDF's document date, so that bytes repeat.
    pub certified_on: String,
    /// Day and time as written in Thai.
    pub certified_at_th: String,
    /// Whether it came before its last day.
    pub in_time_th: String,
    /// Full official name of the office.
    pub office_th: String,
    /// Title of the instrument.
    pub instrument_th: String,
    /// Round and year in words.
    pub round_th: String,
    /// Items reported.
    pub items: usize,
    /// The how-manieth certification of the report.
    pub certification: u16,
    /// SHA-256 of what was certified, in hexadecimal.
    pub content_hash: String,
}

/// The receipt as a PDF, made by the template `receipt.typ`. Its QR code holds number and hash.
///
/// # Errors
/// When the template fails.
pub fn pdf(engine: &Engine, view: &ReceiptView) -> Result<Vec<u8>, RenderError> {
    let about = DocumentInfo {
        title: format!("ใบรับรายงานเลขที่ {}", view.number),
        subject: format!("{} {}", view.instrument_th, view.round_th),
        keywords: vec![view.number.clone()],
        date: view.certified_on.clone(),
        files: BTreeMap::from([("qr.svg".to_owned(), qr_svg(&format!("{} {}", view.number, view.content_hash))?)]),
    };
    engine.pdf("receipt", view, &about)
}
