//! Where a score comes from: every node with its marks, what was counted and left out, its mean and the band it falls into.

use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Path, State};
use domain::fiscal_year::RoundCode;
use domain::instrument::Instrument;
use domain::problem::Fault;
use domain::scoring::{NodeScore, Outcome, Reason, ScoreSheet};

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::self_report::{ReportPath, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// Beyond it nothing is indented further: lines get too short on a phone.
const DEEPEST: usize = 3;

/// A node with the reason for its score.
pub(crate) struct Line {
    /// Place in the instrument.
    pub(crate) node: usize,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) is_group: bool,
    /// How far below the top, for its indent.
    pub(crate) depth: usize,
    pub(crate) level: Option<LevelWords>,
    pub(crate) shown: String,
    /// In place of a level: why there is none.
    pub(crate) without: Option<String>,
    pub(crate) is_missing: bool,
    /// Sentences.
    pub(crate) reasons: Vec<String>,
}

/// The overall of an instrument, or of a node.
pub(crate) struct Overall {
    pub(crate) level: Option<LevelWords>,
    pub(crate) shown: String,
    pub(crate) reasons: Vec<String>,
}

impl Overall {
    pub(crate) fn of(frame: &Frame, instrument: &Instrument, sheet: &ScoreSheet) -> Option<Overall> {
        let score = sheet.overall.as_ref()?;
        Some(Overall {
            level: score.score().map(|score| frame.level(instrument, score.level)),
            shown: score.score().map(|score| score.shown.to_string()).unwrap_or_default(),
            reasons: reasons(frame, instrument, score),
        })
    }
}

/// All nodes of a sheet, in the order of the instrument.
pub(crate) fn lines(frame: &Frame, instrument: &Instrument, sheet: &ScoreSheet) -> Vec<Line> {
    let nodes = instrument.nodes();
    let line = |(node, score): (usize, &NodeScore)| {
        let of = &nodes[node];
        let without = match &score.outcome {
            Outcome::Scored(_) => None,
            Outcome::Incomplete => Some(frame.t("score-incomplete")),
            Outcome::LeftOut(reason) => Some(reason_words(frame, *reason)),
        };
        Line {
            node,
            code: of.code.to_string(),
            title: format!("{} {}", of.label_th, title_of(frame, of)),
            is_group: instrument.children(node).next().is_some(),
            depth: instrument.depth(node).min(DEEPEST),
            level: score.score().map(|score| frame.level(instrument, score.level)),
            shown: score.score().map(|score| score.shown.to_string()).unwrap_or_default(),
            is_missing: score.outcome == Outcome::Incomplete,
            without,
            reasons: reasons(frame, instrument, score),
        }
    };
    sheet.nodes.iter().enumerate().map(line).collect()
}

fn reason_words(frame: &Frame, reason: Reason) -> String {
    frame.t1("score-reason", "reason", reason.as_str())
}

fn reasons(frame: &Frame, instrument: &Instrument, score: &NodeScore) -> Vec<String> {
    let nodes = instrument.nodes();
    let codes = |places: &[usize]| places.iter().map(|at| nodes[*at].code.to_string()).collect::<Vec<_>>().join(", ");
    let mut said = Vec::new();
    if !score.marks.is_empty() {
        let mark = |(round, level): (RoundCode, domain::level::Level)| {
            frame.t2("score-mark", "months", round.months(), "level", level)
        };
        let marks: Vec<String> = score.marks.iter().map(mark).collect();
        said.push(frame.t1("score-marks", "marks", marks.join(", ")));
    }
    if !score.counted.is_empty() {
        said.push(frame.t2("score-counted", "count", score.counted.len(), "items", codes(&score.counted)));
    }
    if !score.left_out.is_empty() {
        let each = |(at, reason): &(usize, Reason)| format!("{} ({})", nodes[*at].code, reason_words(frame, *reason));
        let items: Vec<String> = score.left_out.iter().map(each).collect();
        said.push(frame.t1("score-left-out", "items", items.join(", ")));
    }
    if !score.blocked_by.is_empty() {
        said.push(frame.t1("score-missing", "items", codes(&score.blocked_by)));
    }
    if let Some(score) = score.score() {
        let fault = Fault::new("score-mean").with("exact", score.mean.to_ratio_string()).with("shown", score.shown);
        said.push(frame.language.fault(&fault));
        if let Some(band) = instrument.bands.of_level(score.level) {
            let name = frame.level(instrument, score.level).name;
            said.push(frame.t2("score-band", "name", name, "min", band.min));
        }
    }
    if let Some(target) = &score.target {
        let value = target.value.map(|value| value.to_string()).unwrap_or_else(|| "–".to_owned());
        let fault = Fault::new("score-target").with("value", value).with("target", target.target);
        let word = match target.achieved {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        };
        said.push(frame.language.fault(&fault.with("achieved", word)));
    }
    said
}

#[derive(Template)]
#[template(path = "score/page.html")]
struct ScorePage {
    frame: Frame,
    office: String,
    about: String,
    overall: Option<Overall>,
    lines: Vec<Line>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
) -> Answer {
    let name: ReportName = path.name()?;
    let explained = app::score::explain(&web.app, visitor.actor(), &name).await?;
    let instrument = &explained.stored.instrument;
    page::show(&ScorePage {
        office: if frame.is_thai() { explained.office.name_th.clone() } else { explained.office.name_en.clone() },
        about: format!("{} {}", instrument.title_th, round_words(&frame, &name)),
        overall: Overall::of(&frame, instrument, &explained.sheet),
        lines: lines(&frame, instrument, &explained.sheet),
        frame,
    })
}
