//! What a draft comes to: the form that offices will fill in, the table of the result, what it changes of the year before, and what its
//! bands would have done to that year.

use app::draft::{self, WhatIf, WhatIfLine};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::answer::{self, Answer as Told, NARRATIVE_MAX};
use domain::instrument::draft::{Draft, Stage};
use domain::instrument::{Instrument, Mode, diff};
use domain::office::OfficeKind;
use domain::problem::Fault;
use serde::Deserialize;

use crate::answer::{Shown, Step, Value, calculated, rubric, values};
use crate::draft::{DraftPath, Head};
use crate::failure::{Answer, Failure};
use crate::frame::{Frame, Markup};
use crate::instrument::{
    ChangeLine, WalkLine, as_file, changes, indent, name_words, problem_words, refusal, target_words, walk,
};
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// An item as offices will see it, with what is wrong with it.
#[derive(Template)]
#[template(path = "draft/look.html")]
pub(crate) struct Look<'a> {
    frame: &'a Frame,
    problems: Vec<String>,
    /// Whether an office reports it at all.
    is_asked: bool,
    heading: String,
    takes_level: bool,
    rubric: Vec<Step>,
    values: Vec<Value>,
    calculated: Vec<Value>,
    answer: Shown,
    before: Option<String>,
    narrative_max: usize,
    guidance: Vec<String>,
}

impl<'a> Look<'a> {
    /// The look of an item that is in the draft.
    pub(crate) fn of(frame: &'a Frame, draft: &Draft, code: &str) -> Look<'a> {
        let tree = draft.tree();
        let at = tree.position(code).expect("the caller found it");
        let node = &tree.nodes()[at];
        let told = Told::default();
        let own = draft.problems().iter().filter(|problem| problem.place.as_deref() == Some(code));
        let takes_level = node.mode == Mode::Evaluated;
        Look {
            frame,
            problems: own.map(|problem| problem_words(frame, &problem.fault)).collect(),
            is_asked: matches!(node.mode, Mode::Evaluated | Mode::Monitored | Mode::Target),
            heading: format!("{} {}", node.label_th, title_of(frame, node)),
            takes_level,
            rubric: if takes_level { rubric(frame, tree, at, &told) } else { Vec::new() },
            values: values(tree, at, &told, None),
            calculated: calculated(tree, at, &told, None),
            answer: Shown::default(),
            before: None,
            narrative_max: NARRATIVE_MAX,
            guidance: node.guidance_th.iter().chain(&node.evidence).cloned().collect(),
        }
    }

    /// The look of an item as it is, though something else was typed.
    pub(crate) fn refused(frame: &'a Frame, draft: &Draft, code: &str, fault: &Fault) -> Look<'a> {
        Look { problems: vec![problem_words(frame, fault)], ..Look::of(frame, draft, code) }
    }

    /// The markup, to stand in a page or to take the place of what stood there.
    pub(crate) fn markup(&self) -> Markup {
        Markup(self.render().expect("it holds nothing but texts"))
    }
}

/// A line of the table of the result.
struct ResultLine {
    indent: &'static str,
    is_group: bool,
    words: String,
    /// What stands in place of a level.
    instead: Option<String>,
}

#[derive(Template)]
#[template(path = "draft/preview.html")]
struct PreviewPage {
    head: Head,
    kinds: Vec<(&'static str, String, bool)>,
    rounds: Vec<String>,
    lines: Vec<ResultLine>,
    overall: Option<String>,
    levels: Vec<(LevelWords, String)>,
    items: Vec<(String, String, bool)>,
    look: Option<Markup>,
    frame: Frame,
}

/// Which office, and which item of it.
#[derive(Deserialize)]
pub(crate) struct Choice {
    kind: Option<String>,
    node: Option<String>,
}

/// The leaves below a node that count in a mean.
fn counted(tree: &Instrument, kind: OfficeKind) -> usize {
    let counts = |(i, node): (usize, &domain::instrument::Node)| node.takes_level() && tree.applies(i, kind);
    tree.nodes().iter().enumerate().filter(|each| counts(*each)).count()
}

pub(crate) async fn preview(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Query(choice): Query<Choice>,
) -> Answer {
    let opened = draft::open(&web.app, visitor.actor(), path.id()?).await?;
    let tree = opened.draft.tree();
    let kind = choice.kind.as_deref().and_then(|kind| kind.parse().ok()).unwrap_or(OfficeKind::Primary);
    let line = |(i, node): (usize, &domain::instrument::Node)| {
        let instead = match node.mode {
            _ if !tree.applies(i, kind) => {
                let other = frame.t1("instrument-office-kind", "kind", kind.as_str());
                Some(frame.t1("draft-not-for", "kind", other))
            }
            Mode::Group | Mode::Evaluated => None,
            Mode::Target => Some(target_words(&frame, node).unwrap_or_default()),
            mode => Some(frame.t1("instrument-mode", "mode", mode.as_str())),
        };
        ResultLine {
            indent: indent(tree, i),
            is_group: node.mode == Mode::Group,
            words: format!("{} {}", node.label_th, title_of(&frame, node)),
            instead,
        }
    };
    let overall = tree.scoring.overall.map(|overall| {
        let count = match overall {
            domain::instrument::OverallBasis::Leaves => counted(tree, kind),
            _ => {
                tree.top().filter(|top| tree.applies(*top, kind) && tree.nodes()[*top].mode != Mode::Monitored).count()
            }
        };
        let label = tree.scoring.overall_label_th.clone().unwrap_or_else(|| frame.t("draft-overall"));
        label.replace("{n}", &count.to_string())
    });
    let leaves = tree.nodes().iter().filter(|node| node.mode != Mode::Group);
    let item = leaves.map(|node| {
        let chosen = choice.node.as_deref() == Some(node.code.as_str());
        (node.code.to_string(), format!("{} {}", node.code, node.heading_th()), chosen)
    });
    let items: Vec<(String, String, bool)> = item.collect();
    let shown = choice.node.as_deref().filter(|code| tree.node(code).is_some());
    let shown = shown.or_else(|| items.first().map(|(code, ..)| code.as_str()));
    let page = PreviewPage {
        head: Head::of(&frame, &opened, "preview"),
        kinds: OfficeKind::ALL
            .map(|each| (each.as_str(), frame.t1("instrument-office-kind", "kind", each.as_str()), each == kind))
            .into(),
        rounds: tree.rounds.iter().map(|round| frame.t1("draft-round", "months", round.months())).collect(),
        lines: tree.nodes().iter().enumerate().map(line).collect(),
        overall,
        levels: tree.bands.iter().map(|band| (frame.level(tree, band.level), band.min.to_string())).collect(),
        look: shown.map(|code| Look::of(&frame, &opened.draft, code).markup()),
        items,
        frame,
    };
    page::show(&page)
}

#[derive(Template)]
#[template(path = "draft/changes.html")]
struct ChangesPage {
    head: Head,
    version: i32,
    editable: bool,
    /// What it is compared with, and how it differs.
    against: Option<(String, Vec<ChangeLine>)>,
    earlier: String,
    walk: Vec<WalkLine>,
    /// Items of the year before that nothing continues.
    free: Vec<(String, String)>,
    frame: Frame,
}

pub(crate) async fn differences(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
) -> Answer {
    let opened = draft::open(&web.app, visitor.actor(), path.id()?).await?;
    let tree = opened.draft.tree();
    let earlier = opened.earlier.as_ref().map(|earlier| &earlier.instrument);
    let against = opened.base.as_ref().map(|base| &base.instrument).or(earlier).map(|before| {
        let mut name = name_words(&frame, &before.code, before.fiscal_year);
        if let Some(revision) = opened.row.base {
            name = format!("{name} {}", frame.t1("instrument-revision", "number", revision));
        }
        (name, changes(&frame, (before, tree), &diff(before, tree)))
    });
    let gone = earlier.map(|earlier| {
        let free = earlier.nodes().iter().filter(|node| tree.node(node.code.as_str()).is_none());
        free.map(|node| (node.code.to_string(), format!("{} {}", node.code, node.heading_th()))).collect()
    });
    let page = ChangesPage {
        head: Head::of(&frame, &opened, "changes"),
        version: opened.row.version,
        editable: opened.row.review.stage == Stage::Writing,
        against,
        earlier: earlier.map(|earlier| name_words(&frame, &earlier.code, earlier.fiscal_year)).unwrap_or_default(),
        walk: earlier.map(|earlier| walk(&frame, earlier, tree)).unwrap_or_default(),
        free: gone.unwrap_or_default(),
        frame,
    };
    page::show(&page)
}

struct Spread {
    words: String,
    /// For each level: how many before and after.
    counts: Vec<(usize, usize)>,
    moved: usize,
}

#[derive(Template)]
#[template(path = "draft/what_if.html")]
struct WhatIfPage {
    head: Head,
    earlier: String,
    offices: usize,
    levels: Vec<(LevelWords, String, String)>,
    lines: Vec<Spread>,
    wrong: Vec<String>,
    frame: Frame,
}

pub(crate) async fn what_if(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
) -> Answer {
    let id = path.id()?;
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let (found, wrong) = match draft::what_if(&web.app, visitor.actor(), id).await {
        Ok(found) => (found, Vec::new()),
        Err(error) => (None, refusal(&frame, error)?),
    };
    let head = Head::of(&frame, &opened, "what-if");
    let tree = opened.draft.tree();
    let (mut earlier, mut offices, mut levels, mut lines) = (String::new(), 0, Vec::new(), Vec::new());
    if let Some(WhatIf { earlier: before, offices: count, levels: each, lines: spread }) = found {
        let instrument = &before.instrument;
        let line = |line: &WhatIfLine| Spread {
            words: match line.node {
                Some(node) => {
                    format!("{} {}", instrument.nodes()[node].label_th, title_of(&frame, &instrument.nodes()[node]))
                }
                None => frame.t("draft-overall"),
            },
            counts: line.before.iter().copied().zip(line.after.iter().copied()).collect(),
            moved: line.moved,
        };
        let min =
            |of: &Instrument, level| of.bands.of_level(level).map(|band| band.min.to_string()).unwrap_or_default();
        earlier = name_words(&frame, &instrument.code, instrument.fiscal_year);
        offices = count;
        levels =
            each.iter().map(|level| (frame.level(tree, *level), min(instrument, *level), min(tree, *level))).collect();
        lines = spread.iter().map(line).collect();
    }
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page::show_as(status, &WhatIfPage { head, earlier, offices, levels, lines, wrong, frame })
}

/// A draft as a file to keep or to send to somebody.
pub(crate) async fn file(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((id, format)): Path<(String, String)>,
) -> Answer {
    let id: i64 = id.parse().map_err(|_| Failure::NotFound)?;
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    as_file(&frame, opened.draft.tree(), &format)
}
