//! The result file of one office: from frozen inputs to what is printed.

use domain::document::{DocumentSettings, Layout, PartSettings, SuggestionPlace, TableShape};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::instrument::{Instrument, Mode, Node, Target, TargetOperator, TargetScope};
use domain::level::Level;
use domain::number::Decimal;
use domain::office::Office;
use domain::publication::FrozenInputs;
use domain::scoring::{NodeScore, Outcome, Reason, ScoreSheet};
use report::result::{Overall, Part, ResultView, Row, RowState, Shape, Suggestion, Summary, SummaryRow, TargetResult};
use report::view::{Imprint, Verification};

use super::{office_view, signature};

/// What is published about one office in one instrument.
pub struct PublishedPart<'a> {
    /// Instrument as it was published.
    pub instrument: &'a Instrument,
    /// Last round considered.
    pub through: RoundCode,
    /// What the scores rest on.
    pub inputs: &'a FrozenInputs,
    /// The scores.
    pub sheet: &'a ScoreSheet,
}

/// Builds the result file of an office. Parts of the settings about which nothing is published are left out, but named as
/// unpublished on the overview page.
pub fn result_view(
    settings: &DocumentSettings,
    year: FiscalYear,
    imprint: Imprint,
    verification: Verification,
    office: &Office,
    published: &[PublishedPart<'_>],
) -> ResultView {
    let text = Texts { office: &office.name_th, year };
    let find = |part: &PartSettings| published.iter().find(|p| p.instrument.code == part.instrument);
    let parts = settings.result.part.iter().filter_map(|part| find(part).map(|p| part_view(part, &text, p))).collect();
    let titles = &settings.result.summary_title_lines_th;
    let summary = (!titles.is_empty() && settings.result.part.len() > 1).then(|| Summary {
        title_lines_th: text.fill_all(titles, None),
        rows: settings.result.part.iter().map(|part| summary_row(part, &text, find(part))).collect(),
    });
    ResultView {
        imprint,
        verification,
        office: office_view(office),
        layout: match settings.layout {
            Layout::Fy2564 => report::result::Layout::Fy2564,
            Layout::Fy2566 => report::result::Layout::Fy2566,
            Layout::Fy2567 => report::result::Layout::Fy2567,
        },
        summary,
        parts,
        thanks_th: settings.result.thanks_th.as_deref().map(|t| text.fill(t, None)),
        signature: signature(&settings.result.signatory),
    }
}

/// Fills the placeholders of settings.
pub(super) struct Texts<'a> {
    pub(super) office: &'a str,
    pub(super) year: FiscalYear,
}

impl Texts<'_> {
    pub(super) fn fill(&self, text: &str, level_th: Option<&str>) -> String {
        text.replace("{office}", self.office)
            .replace("{fiscal_year}", &self.year.to_string())
            .replace("{level}", level_th.unwrap_or("—"))
    }

    pub(super) fn fill_all(&self, texts: &[String], level_th: Option<&str>) -> Vec<String> {
        texts.iter().map(|t| self.fill(t, level_th)).collect()
    }
}

fn level_name(instrument: &Instrument, level: Level) -> String {
    instrument.bands.of_level(level).map(|band| band.name_th.clone()).unwrap_or_default()
}

fn summary_row(part: &PartSettings, text: &Texts<'_>, published: Option<&PublishedPart<'_>>) -> SummaryRow {
    let overall = published.and_then(|p| closing(part, p));
    SummaryRow {
        title_th: text.fill(&part.summary_title_th, None),
        level_th: overall.map_or_else(|| "ยังไม่ประกาศผล".to_owned(), |o| o.level_th),
    }
}

/// The last row of a part: the instrument's overall, or a top node where the settings say so.
fn closing(part: &PartSettings, published: &PublishedPart<'_>) -> Option<Overall> {
    let instrument = published.instrument;
    let (score, label) = match &part.closing_node {
        Some(closing) => (&published.sheet.nodes[instrument.position(&closing.node)?], closing.label_th.clone()),
        None => {
            let label = instrument.scoring.overall_label_th.clone().unwrap_or_else(|| "ภาพรวม".to_owned());
            (published.sheet.overall.as_ref()?, label)
        }
    };
    let value = score.score();
    Some(Overall {
        label_th: label.replace("{n}", &score.counted.len().to_string()),
        mean: value.map(|s| s.shown.to_string()),
        level: value.map(|s| i64::from(s.level.0)),
        level_th: match value {
            Some(s) => level_name(instrument, s.level),
            None => "ไม่มีรายการที่ประเมิน".to_owned(),
        },
    })
}

fn part_view(part: &PartSettings, text: &Texts<'_>, published: &PublishedPart<'_>) -> Part {
    let instrument = published.instrument;
    let overall = closing(part, published);
    let rounds: Vec<RoundCode> = instrument.rounds.iter().copied().filter(|r| *r <= published.through).collect();
    let shape = match part.shape {
        TableShape::Rounds => Shape::Rounds,
        TableShape::Blocks => Shape::Blocks,
        TableShape::Tree => Shape::Tree,
    };
    let in_table = part.suggestions == SuggestionPlace::InTable;
    let rows = (0..instrument.nodes().len())
        .map(|i| {
            let mut row = row_view(published, i, &rounds, shape);
            if in_table {
                row.suggestion_th = suggestion_of(published, i);
            }
            // The closing row prints the level of this node; its own row is a heading.
            if part.closing_node.as_ref().is_some_and(|closing| closing.node == instrument.nodes()[i].code.as_str()) {
                (row.state, row.level, row.level_th, row.mean) = (RowState::Group, None, None, None);
            }
            row
        })
        .collect();
    let suggestions = suggestions(part, published);
    let level_th = overall.as_ref().map(|o| o.level_th.clone());
    let level_th = level_th.as_deref();
    Part {
        instrument: instrument.code.to_string(),
        title_lines_th: text.fill_all(&part.title_lines_th, level_th),
        shape,
        round_labels_th: rounds.iter().map(|r| r.label_th()).collect(),
        first_column_th: part.first_column_th.clone(),
        rows,
        lead_in_th: part.lead_in_th.as_deref().filter(|_| !suggestions.is_empty()).map(|t| text.fill(t, level_th)),
        overall,
        suggestions_title_lines_th: text.fill_all(&part.suggestions_title_lines_th, level_th),
        suggestions,
        notes_th: Vec::new(),
    }
}

fn suggestion_of(published: &PublishedPart<'_>, node: usize) -> Option<String> {
    let code = &published.instrument.nodes()[node].code;
    published.inputs.suggestions.iter().find(|s| s.node == *code).map(|s| s.paragraph_th())
}

fn suggestions(part: &PartSettings, published: &PublishedPart<'_>) -> Vec<Suggestion> {
    let instrument = published.instrument;
    let heading = |node: usize| match part.suggestions {
        SuggestionPlace::AfterByPath => {
            let mut labels: Vec<&str> =
                instrument.path(node).map(|i| instrument.nodes()[i].label_th.as_str()).collect();
            labels.reverse();
            labels.join(" ")
        }
        SuggestionPlace::After | SuggestionPlace::InTable | SuggestionPlace::None => {
            instrument.nodes()[node].heading_th()
        }
    };
    if !matches!(part.suggestions, SuggestionPlace::After | SuggestionPlace::AfterByPath) {
        return Vec::new();
    }
    (0..instrument.nodes().len())
        .filter_map(|i| {
            let text_th = suggestion_of(published, i)?;
            Some(Suggestion { code: instrument.nodes()[i].code.to_string(), heading_th: heading(i), text_th })
        })
        .collect()
}

fn row_view(published: &PublishedPart<'_>, i: usize, rounds: &[RoundCode], shape: Shape) -> Row {
    let instrument = published.instrument;
    let (node, score) = (&instrument.nodes()[i], &published.sheet.nodes[i]);
    let kind_th = published.inputs.office.kind.short_th();
    let depth = instrument.depth(i);
    let (state, state_th) = row_state(node, score, depth, kind_th);
    // A group below the top prints no level, as in the published tables.
    let value = score.score().filter(|_| state == RowState::Scored);
    let in_rounds = shape == Shape::Rounds && node.mode != Mode::Group;
    let round_level = |round: &RoundCode| score.marks.get(*round).map(|level| i64::from(level.0));
    Row {
        code: node.code.to_string(),
        depth: u8::try_from(depth).unwrap_or(u8::MAX),
        kind: node.kind.as_str().to_owned(),
        label_th: node.label_th.clone(),
        title_th: node.title_th.clone(),
        state,
        state_th,
        level: value.map(|s| i64::from(s.level.0)),
        level_th: value.map(|s| level_name(instrument, s.level)),
        mean: value.map(|s| s.shown.to_string()),
        round_levels: if in_rounds { rounds.iter().map(round_level).collect() } else { Vec::new() },
        target: (state == RowState::Target).then(|| target_result(node, score)),
        source_th: node.source_th.clone(),
        suggestion_th: None,
    }
}

/// What a row shows and, where it is not a level, in which words.
fn row_state(node: &Node, score: &NodeScore, depth: usize, kind_th: &str) -> (RowState, String) {
    let reason = match &score.outcome {
        Outcome::Scored(_) if node.mode == Mode::Group && depth > 0 => return (RowState::Group, String::new()),
        Outcome::Scored(_) => return (RowState::Scored, String::new()),
        Outcome::Incomplete => return (RowState::Missing, "ยังไม่มีผลครบ".to_owned()),
        Outcome::LeftOut(reason) => *reason,
    };
    match reason {
        Reason::Monitored => (RowState::Monitored, "ติดตามแต่ไม่ประเมินผล".to_owned()),
        Reason::NotApplicable => (RowState::NotApplicable, format!("ไม่ใช้กับ {kind_th}")),
        Reason::Target => (RowState::Target, "เทียบกับค่าเป้าหมาย".to_owned()),
        Reason::Pending => (RowState::Pending, "อยู่ระหว่างดำเนินการ".to_owned()),
        Reason::External => (RowState::External, "ใช้ผลการประเมินจากระบบอื่น".to_owned()),
        Reason::NotDue => (RowState::NotDue, "ยังไม่ถึงรอบรายงาน".to_owned()),
        Reason::NoScoredPart => (RowState::Group, "ไม่มีรายการที่ประเมิน".to_owned()),
        Reason::Missing => (RowState::Missing, "ไม่มีผลการประเมิน".to_owned()),
    }
}

fn with_unit(value: Decimal, unit: Option<&str>) -> String {
    match unit {
        Some("percent") => format!("ร้อยละ {value}"),
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}

fn target_words(target: &Target) -> String {
    let value = with_unit(target.value, target.unit.as_deref());
    match target.operator {
        TargetOperator::AtLeast | TargetOperator::Equal => value,
        TargetOperator::AtMost => format!("ไม่เกิน{value}"),
        TargetOperator::MoreThan => format!("มากกว่า{value}"),
        TargetOperator::LessThan => format!("น้อยกว่า{value}"),
    }
}

fn target_result(node: &Node, score: &NodeScore) -> TargetResult {
    let target = node.target.as_ref().expect("the reader refuses a target node without target");
    let compared = score.target.as_ref();
    TargetResult {
        target_th: target_words(target),
        value_th: match compared.and_then(|t| t.value) {
            Some(value) => with_unit(value, target.unit.as_deref()),
            None => "ไม่มีข้อมูล".to_owned(),
        },
        achieved_th: match compared.and_then(|t| t.achieved) {
            Some(true) => "บรรลุ",
            Some(false) => "ไม่บรรลุ",
            None => "ยังไม่มีผล",
        }
        .to_owned(),
        scope_th: match target.scope {
            TargetScope::National => "ภาพรวมของ สพฐ.",
            TargetScope::Office => "ของสำนักงานเขตพื้นที่การศึกษา",
        }
        .to_owned(),
    }
}
