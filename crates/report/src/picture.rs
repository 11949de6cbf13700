//! The picture of all offices on one page, as it is when somebody asks for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::{DocumentInfo, Engine};
use crate::error::RenderError;
use crate::national::NationalSection;

/// The picture of one round. It is no publication and has no code to verify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// Whether the figures are invented, to show the system.
    pub simulated: bool,
    /// The day it was read, ISO 8601 (Gregorian).
    pub read_on: String,
    /// Day and time as written in Thai.
    pub read_at_th: String,
    /// Round and year in words.
    pub round_th: String,
    /// Which offices it is about ("ทั้งประเทศ", "เขตตรวจราชการที่ 9 · สพป.").
    pub scope_th: String,
    /// The reports; none where the results came by file.
    pub sent: Option<SentView>,
    /// Offices at the two highest levels: the lower of the two by name, how many, and the share in per cent.
    pub good: (String, u32, String),
    /// Offices to be supported.
    pub help: u32,
    /// Levels of all, by kind and by region, and the means of the indicators.
    pub section: NationalSection,
    /// Fiscal years of the trend, the oldest first.
    pub years: Vec<String>,
    /// Overall means over these years, by instrument.
    pub trend: Vec<TrendLine>,
    /// Items that two evaluators marked, and the share in per cent of those in which both gave the same level; none where there are none.
    pub agreement: Option<(u32, String)>,
    /// Offices to be supported first: short name, mean, level.
    pub lowest: Vec<(String, String, i64)>,
}

/// How far the reports of a round have come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentView {
    /// Reports.
    pub all: u32,
    /// Certified at some time.
    pub sent: u32,
    /// Share of these in per cent.
    pub percent: String,
    /// Of these, late.
    pub late: u32,
    /// With all their marks.
    pub marked: u32,
}

/// Means over the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendLine {
    /// Instrument code.
    pub instrument: String,
    /// In the order of the years: the mean, and whether it is not to be compared with the year before.
    pub means: Vec<Option<(String, bool)>>,
}

/// The picture as a PDF of one page, made by the template `picture.typ`.
///
/// # Errors
/// When the template fails.
pub fn pdf(engine: &Engine, view: &PictureView) -> Result<Vec<u8>, RenderError> {
    let simulated = if view.simulated { " (ข้อมูลจำลอง)" } else { "" };
    let about = DocumentInfo {
        title: format!("ภาพรวมผลการติดตามและประเมินผล {} {}{simulated}", view.section.instrument, view.round_th),
        subject: format!("{} {} ข้อมูล ณ {}", view.section.title_th, view.scope_th, view.read_at_th),
        keywords: vec![view.section.instrument.clone()],
        date: view.read_on.clone(),
        files: BTreeMap::new(),
    };
    engine.pdf("picture", view, &about)
}
