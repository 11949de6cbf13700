//! The result file of one office: summary, indicator tables, suggestions, in the layout of its fiscal year.

use serde::{Deserialize, Serialize};

use crate::engine::{DocumentInfo, Engine};
use crate::error::RenderError;
use crate::view::{Imprint, Office, Signature, Verification};

/// How the parts of a result file are arranged. The names are the fiscal years in which the arrangement was first used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Levels as words, suggestions in the table, thanks sentence at the end (reference document 000).
    #[serde(rename = "2564")]
    Fy2564,
    /// Summary, tables with level numbers and words, suggestions after the tables.
    #[serde(rename = "2566")]
    Fy2566,
    /// As 2566 with a lead-in sentence and headed texts after the table (reference document 001).
    #[serde(rename = "2567")]
    Fy2567,
}

/// The result file of one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultView {
    /// The publication.
    pub imprint: Imprint,
    /// How to check the file.
    pub verification: Verification,
    /// Whose result it is.
    pub office: Office,
    /// Arrangement.
    pub layout: Layout,
    /// First part of a file with several instruments: one line per instrument. `None` where only one instrument is published.
    pub summary: Option<Summary>,
    /// One part per instrument, in the order they are printed.
    pub parts: Vec<Part>,
    /// Sentence after the last table that thanks the office (layout 2564).
    pub thanks_th: Option<String>,
    /// Who signs the tables.
    pub signature: Signature,
}

/// The overview page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Title lines, centred.
    pub title_lines_th: Vec<String>,
    /// Instrument title and its overall level name, or the words that stand for it ("ยังไม่ประกาศผล").
    pub rows: Vec<SummaryRow>,
}

/// A line of the overview page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// What was measured.
    pub title_th: String,
    /// Its level in words.
    pub level_th: String,
}

/// How the table of a part is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Indicators × rounds with a mean (QP).
    Rounds,
    /// Evaluated, target and pending blocks (AP).
    Blocks,
    /// Standards > indicators > issues > sub-items (SA).
    Tree,
}

/// The result of one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Instrument code ("SA").
    pub instrument: String,
    /// Title lines of the part, centred; the office's name stands where the layout wants it.
    pub title_lines_th: Vec<String>,
    /// Table form.
    pub shape: Shape,
    /// Labels of the rounds shown, in order ("รอบ 6 เดือน").
    pub round_labels_th: Vec<String>,
    /// Head of the first column ("มาตรฐาน/ตัวบ่งชี้/ประเด็นการพิจารณา" or "ตัวชี้วัด").
    pub first_column_th: String,
    /// Every node of the instrument that the layout prints, in instrument order.
    pub rows: Vec<Row>,
    /// Overall row; `None` where the instrument has none.
    pub overall: Option<Overall>,
    /// Lead-in sentence before the texts (layout 2567), already filled in.
    pub lead_in_th: Option<String>,
    /// Title lines above the suggestions, where they stand apart from the table.
    pub suggestions_title_lines_th: Vec<String>,
    /// Suggestions in instrument order; in layout 2564 they are printed in the rows instead.
    pub suggestions: Vec<Suggestion>,
    /// Notes below the table (หมายเหตุ), without that word.
    pub notes_th: Vec<String>,
}

/// Why a row shows what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Has a level.
    Scored,
    /// Has children and prints no level of its own.
    Group,
    /// ติดตามแต่ไม่ประเมินผล: one merged cell.
    Monitored,
    /// Does not apply to this kind of office.
    NotApplicable,
    /// Compared with a target.
    Target,
    /// อยู่ระหว่างดำเนินการ.
    Pending,
    /// The level comes from another system and is not here.
    External,
    /// A level was left out because none was given.
    Missing,
    /// None of its rounds is due yet.
    NotDue,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Node code ("S3.2.1").
    pub code: String,
    /// 0 for a standard or a top-level indicator, one more per tier.
    pub depth: u8,
    /// "standard" | "indicator" | "issue" | "sub_item".
    pub kind: String,
    /// "ตัวบ่งชี้ที่ 1".
    pub label_th: String,
    /// Title of the node.
    pub title_th: String,
    /// What the row shows.
    pub state: RowState,
    /// Words to print where there is no level ("ติดตามแต่ไม่ประเมินผล", "ไม่ใช้กับ สพป."). Never empty for a leaf without a level.
    pub state_th: String,
    /// Level, 1-5 in the shipped instruments.
    pub level: Option<i64>,
    /// Its name ("ดีเยี่ยม").
    pub level_th: Option<String>,
    /// Mean as printed ("4.50").
    pub mean: Option<String>,
    /// Level of each round of `Part::round_labels_th`; `None` prints "-".
    pub round_levels: Vec<Option<i64>>,
    /// Target comparison.
    pub target: Option<TargetResult>,
    /// Remark below the title ("ใช้ผลการประเมิน … ของ กพร. สพฐ.").
    pub source_th: Option<String>,
    /// Suggestion of this row (layout 2564 prints it in the third column).
    pub suggestion_th: Option<String>,
}

/// A value beside its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetResult {
    /// Target with its unit in words ("ร้อยละ 80").
    pub target_th: String,
    /// Value with its unit ("ร้อยละ 92.50"), or the words that stand for it.
    pub value_th: String,
    /// "บรรลุ" / "ไม่บรรลุ", or the words that stand for it.
    pub achieved_th: String,
    /// "ภาพรวมของ สพฐ." or "ของสำนักงานเขตพื้นที่การศึกษา".
    pub scope_th: String,
}

/// The last row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overall {
    /// Printed label with its number filled in.
    pub label_th: String,
    /// Mean as printed.
    pub mean: Option<String>,
    /// Level.
    pub level: Option<i64>,
    /// Its name, or the words that stand for it.
    pub level_th: String,
}

/// A suggestion for development (ข้อเสนอแนะเพื่อการพัฒนา).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Node code.
    pub code: String,
    /// Heading ("มาตรฐานที่ 1 ตัวบ่งชี้ที่ 2" or the indicator's title).
    pub heading_th: String,
    /// The paragraph.
    pub text_th: String,
}

/// The result file as a PDF, made by the template `result.typ`.
pub fn pdf(engine: &Engine, view: &ResultView) -> Result<Vec<u8>, RenderError> {
    let subject = format!("ผลการติดตามและประเมินผล ปีงบประมาณ พ.ศ. {}", view.imprint.fiscal_year);
    let title = format!("{subject} {}", view.office.name_th);
    engine.pdf("result", view, &DocumentInfo::new(title, subject, &view.imprint, &view.verification)?)
}
