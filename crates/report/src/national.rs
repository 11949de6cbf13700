//! The national summary: how the levels are distributed over all offices.

use serde::{Deserialize, Serialize};

use crate::engine::{DocumentInfo, Engine};
use crate::error::RenderError;
use crate::view::{Imprint, Signature, Verification};

/// The national summary of a fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalView {
    /// The publication.
    pub imprint: Imprint,
    /// How to check the summary.
    pub verification: Verification,
    /// Title lines, centred.
    pub title_lines_th: Vec<String>,
    /// One section per instrument.
    pub sections: Vec<NationalSection>,
    /// Who signs.
    pub signature: Signature,
}

/// The national picture of one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalSection {
    /// Instrument code.
    pub instrument: String,
    /// Instrument title.
    pub title_th: String,
    /// Levels, highest first, as the columns of the tables and the legend of the charts.
    pub levels: Vec<LevelName>,
    /// Offices counted, and offices without a published overall level.
    pub offices_counted: u32,
    /// Offices whose overall level is not published.
    pub offices_without: u32,
    /// Distribution of the overall level: all, by kind, by region.
    pub all: Distribution,
    /// By kind of office.
    pub by_kind: Vec<Distribution>,
    /// By inspection region, in the order of their numbers.
    pub by_region: Vec<Distribution>,
    /// Mean of each scored node over the offices it applies to.
    pub nodes: Vec<NodeMean>,
}

/// A level and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelName {
    /// Level.
    pub level: i64,
    /// Name.
    pub name_th: String,
}

/// How many offices of a group are at each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// Name of the group ("ทั้งประเทศ", "สพป.", "เขตตรวจราชการที่ 1").
    pub label_th: String,
    /// Offices in the group with a level.
    pub total: u32,
    /// Offices at each level, in the order of `NationalSection::levels`.
    pub counts: Vec<u32>,
    /// The same as a share of `total` in per mille (integer, rounded half up), for charts.
    pub per_mille: Vec<u32>,
    /// The same as printed percentages ("41.63").
    pub percent: Vec<String>,
    /// Mean of the overall means as printed; `None` where the instrument prints none.
    pub mean: Option<String>,
}

/// National mean of one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeMean {
    /// Node code.
    pub code: String,
    /// Tier, 0 for the top.
    pub depth: u8,
    /// Label and title in one line.
    pub title_th: String,
    /// Offices that have a score.
    pub offices: u32,
    /// Mean as printed.
    pub mean: String,
    /// Mean in thousandths (integer, rounded half up), for charts.
    pub mean_milli: u32,
    /// Level of the mean by the instrument's bands.
    pub level: i64,
    /// Offices at each level, in the order of `NationalSection::levels`.
    pub counts: Vec<u32>,
}

/// The national summary as a PDF, made by the template `national.typ`.
pub fn pdf(engine: &Engine, view: &NationalView) -> Result<Vec<u8>, RenderError> {
    let subject = format!("ผลการติดตามและประเมินผลระดับประเทศ ปีงบประมาณ พ.ศ. {}", view.imprint.fiscal_year);
    engine.pdf("national", view, &DocumentInfo::new(subject.clone(), subject, &view.imprint, &view.verification)?)
}
