//! What varies from one publication's documents to the next: layout, texts, signatories, number series. It is data, kept with the
//! publication, and written by an administrator as TOML (docs/documents.md).

use serde::{Deserialize, Serialize};

use crate::office::{InstrumentCode, OfficeCode};
use crate::problem::{Fault, Problem};

/// What kind of file a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// PDF/A-2u and PDF/UA-1.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

impl Format {
    /// All kinds.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Docx, Format::Xlsx];

    /// Ending of the file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
        }
    }

    /// The kind with this ending.
    pub fn from_ending(ending: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.ending() == ending)
    }

    /// What browsers call it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Arrangement of a result file, named after the fiscal year in which it was first used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Levels as words, suggestions in the table.
    #[serde(rename = "2564")]
    Fy2564,
    /// Summary, tables, then suggestions.
    #[serde(rename = "2566")]
    Fy2566,
    /// Lead-in sentence and headed texts after the table.
    #[serde(rename = "2567")]
    Fy2567,
}

/// In which capacity somebody signs (three forms of official correspondence, which are not the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acting {
    /// ปฏิบัติราชการแทน: by delegation.
    OnBehalf,
    /// รักษาราชการแทน: the post is vacant or its holder absent.
    InAbsence,
    /// รักษาการในตำแหน่ง: holding the post until it is filled.
    InPost,
}

impl Acting {
    /// The words that are printed.
    pub const fn words_th(self) -> &'static str {
        match self {
            Acting::OnBehalf => "ปฏิบัติราชการแทน",
            Acting::InAbsence => "รักษาราชการแทน",
            Acting::InPost => "รักษาการในตำแหน่ง",
        }
    }
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Name; without it a space is left for the pen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_th: Option<String>,
    /// Own position.
    pub position_th: String,
    /// Capacity, where it is not the own position's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<Acting>,
    /// The position acted for; needed with `acting`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for_th: Option<String>,
}

impl Signatory {
    /// The lines under the name. "ปฏิบัติราชการแทน" ends the first line, as in reference document 000; the other two begin the second.
    pub fn lines_th(&self) -> Vec<String> {
        match (self.acting, &self.acting_for_th) {
            (Some(Acting::OnBehalf), Some(post)) => {
                vec![format!("{} {}", self.position_th, Acting::OnBehalf.words_th()), post.clone()]
            }
            (Some(acting), Some(post)) => vec![self.position_th.clone(), format!("{}{post}", acting.words_th())],
            _ => vec![self.position_th.clone()],
        }
    }
}

/// The covering letter. Digits are printed as Thai ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterSettings {
    /// Number series ("ศธ 04003").
    pub number_series: String,
    /// Running number; without it a space is left for the registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Date as written ("16 พฤศจิกายน 2564"); without it, that of the publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_th: Option<String>,
    /// Agency and address.
    pub agency_lines_th: Vec<String>,
    /// เรื่อง
    pub subject_th: String,
    /// เรียน
    pub to_th: String,
    /// สิ่งที่ส่งมาด้วย
    #[serde(default)]
    pub enclosures_th: Vec<String>,
    /// Body, the closing sentence last.
    pub paragraphs_th: Vec<String>,
    /// "ขอแสดงความนับถือ"
    pub closing_th: String,
    /// Who signs.
    pub signatory: Signatory,
    /// Issuing bureau and telephone.
    #[serde(default)]
    pub contact_lines_th: Vec<String>,
}

/// Which suggestions a part prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionPlace {
    /// None.
    #[default]
    None,
    /// In the rows of the table.
    InTable,
    /// After the table, headed by the item's title.
    After,
    /// After the table, headed by standard and indicator ("มาตรฐานที่ 1 ตัวบ่งชี้ที่ 2").
    AfterByPath,
}

/// Table form of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableShape {
    /// Indicators × rounds.
    Rounds,
    /// Evaluated, target and pending blocks.
    Blocks,
    /// A tree of standards.
    Tree,
}

/// The part of a result file about one instrument. In all texts `{office}`, `{fiscal_year}` and `{level}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartSettings {
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Its name on the overview page.
    pub summary_title_th: String,
    /// Title lines.
    pub title_lines_th: Vec<String>,
    /// Table form.
    pub shape: TableShape,
    /// Head of the first column.
    pub first_column_th: String,
    /// Which suggestions are printed.
    #[serde(default)]
    pub suggestions: SuggestionPlace,
    /// Title lines above them.
    #[serde(default)]
    pub suggestions_title_lines_th: Vec<String>,
    /// Sentence before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_in_th: Option<String>,
    /// Label of a last row that prints the mean of one top node where the instrument has no printed overall
    /// (FY2564: "สรุปภาพรวมมาตรฐานที่ 3" of "S3").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing_node: Option<ClosingNode>,
}

/// A last row that repeats a top node's level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingNode {
    /// Node.
    pub node: String,
    /// Printed label.
    pub label_th: String,
}

/// The result files of the offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultSettings {
    /// Title lines of the overview page; without them there is none.
    #[serde(default)]
    pub summary_title_lines_th: Vec<String>,
    /// Sentence of thanks after the tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks_th: Option<String>,
    /// Who signs.
    pub signatory: Signatory,
    /// Parts in the order they are printed.
    pub part: Vec<PartSettings>,
}

/// The national summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalSettings {
    /// Title lines.
    pub title_lines_th: Vec<String>,
    /// Who signs.
    pub signatory: Signatory,
}

/// How readers check a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerificationSettings {
    /// Address with `{code}`; without it the QR code holds the code alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where a person checks it.
    pub hint_th: String,
}

/// Where the result of an office comes from, when it was really published elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNote {
    /// Office.
    pub office: OfficeCode,
    /// Source line.
    pub text_th: String,
}

/// Everything about a publication's documents that is not a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentSettings {
    /// Arrangement of the result files.
    pub layout: Layout,
    /// Results are invented: every page says ข้อมูลจำลอง, except for offices with a source note.
    #[serde(default)]
    pub simulated: bool,
    /// How documents are checked.
    pub verification: VerificationSettings,
    /// Covering letter; without it none is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterSettings>,
    /// Result files.
    pub result: ResultSettings,
    /// National summary.
    pub national: NationalSettings,
    /// Sources of results that were really published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<SourceNote>,
}

impl DocumentSettings {
    /// Reads a settings file.
    ///
    /// # Errors
    /// The first problem with its line: a key that is missing, unknown or of the wrong kind.
    pub fn parse(text: &str) -> Result<DocumentSettings, Vec<Problem>> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| {
                let before = &text.as_bytes()[..span.start.min(text.len())];
                u32::try_from(before.iter().filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX - 1) + 1
            });
            vec![Problem { line, place: None, fault: Fault::new("document-settings").with("error", error.message()) }]
        })
    }

    /// The form in which settings are kept with a publication and hashed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("plain data becomes JSON")
    }

    /// Reads the kept form.
    ///
    /// # Errors
    /// When it is not what [`DocumentSettings::to_json`] wrote.
    pub fn from_json(json: &str) -> serde_json::Result<DocumentSettings> {
        serde_json::from_str(json)
    }

    /// The part about an instrument.
    pub fn part(&self, instrument: &InstrumentCode) -> Option<&PartSettings> {
        self.result.part.iter().find(|p| p.instrument == *instrument)
    }

    /// The source line of an office.
    pub fn source_of(&self, office: &OfficeCode) -> Option<&str> {
        self.source.iter().find(|s| s.office == *office).map(|s| s.text_th.as_str())
    }
}
