//! What a draft comes to: the form that offices will fill in, the table of the result, what it changes of the year before, and what its
//! bands would have done to that year.

use app::document::draft::part_of;
use app::draft::{self, WhatIf, WhatIfLine};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use domain::answer::{self, Answer as Told, NARRATIVE_MAX};
use domain::document::TableShape;
use domain::fiscal_year::RoundCode;
use domain::instrument::draft::{Draft, Stage};
use domain::instrument::{Instrument, Mode, Node, OverallBasis, diff};
use domain::office::OfficeKind;
use domain::problem::{Fault, Problem};
use serde::Deserialize;

use crate::answer::{Shown, Step, Value, calculated, rubric, values};
use crate::draft::{DraftPath, Head, href};
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

/// Whether there is something wrong with what was typed.
#[derive(Template)]
#[template(path = "draft/note.html")]
pub(crate) struct Note<'a> {
    frame: &'a Frame,
    problems: Vec<String>,
    good: &'static str,
}

impl<'a> Note<'a> {
    /// What is wrong with a change of a draft that it was not before.
    pub(crate) fn of(frame: &'a Frame, before: &Draft, changed: Result<Draft, Fault>) -> Note<'a> {
        let words = |problem: &Problem| {
            let words = problem_words(frame, &problem.fault);
            problem.place.as_ref().map_or_else(|| words.clone(), |place| format!("{place}: {words}"))
        };
        let problems = match &changed {
            Ok(draft) => {
                let new = draft.problems().iter().filter(|problem| !is_known(before, problem));
                new.map(words).collect()
            }
            Err(fault) => vec![problem_words(frame, fault)],
        };
        Note { frame, problems, good: "draft-part-good" }
    }

    /// The markup, to take the place of what stood there.
    pub(crate) fn markup(&self) -> Markup {
        Markup(self.render().expect("it holds nothing but texts"))
    }
}

/// Whether a draft has a problem already; its line may be another.
fn is_known(draft: &Draft, problem: &Problem) -> bool {
    draft.problems().iter().any(|known| (&known.place, &known.fault) == (&problem.place, &problem.fault))
}

/// An item as offices will see it, with what is wrong with it.
#[derive(Template)]
#[template(path = "draft/look.html")]
pub(crate) struct Look<'a> {
    frame: &'a Frame,
    problems: Vec<String>,
    good: &'static str,
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
    /// The item in the table of the result, between its neighbours; none where the whole table stands beside it.
    table: Option<ResultTable>,
}

impl<'a> Look<'a> {
    /// The number of a part of the form, as the form of the office has it.
    fn number(&self, id: &str) -> usize {
        let has_values = !self.values.is_empty() || !self.calculated.is_empty();
        let parts = [("level", self.takes_level), ("values", has_values), ("narrative-section", true)];
        parts.iter().filter(|(_, is_there)| *is_there).position(|(part, _)| *part == id).map_or(0, |at| at + 1)
    }

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
            good: "draft-item-good",
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
            table: Some(ResultTable::around(frame, tree, at)),
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
    /// Whether it is the item that is looked at.
    is_current: bool,
    words: String,
    /// What stands in place of a level.
    instead: Option<String>,
}

/// The table of the result, as an office of a kind will get it, before there is any.
struct ResultTable {
    first: String,
    /// Heads of the rounds, where the table has a column for each.
    rounds: Vec<String>,
    lines: Vec<ResultLine>,
    overall: Option<String>,
}

impl ResultTable {
    /// The lines of the items for which `is_shown`.
    fn new(frame: &Frame, tree: &Instrument, kind: OfficeKind, is_shown: impl Fn(usize) -> bool) -> ResultTable {
        let part = part_of(tree);
        let line = |(i, node): (usize, &Node)| {
            let instead = match node.mode {
                _ if !tree.applies(i, kind) => {
                    let kind = frame.t1("instrument-office-kind", "kind", kind.as_str());
                    Some(frame.t1("draft-not-for", "kind", kind))
                }
                // A group below the top prints no level.
                Mode::Group if tree.depth(i) > 0 => Some(String::new()),
                Mode::Group | Mode::Evaluated => None,
                Mode::Target => Some(target_words(frame, node).unwrap_or_default()),
                mode => Some(frame.t1("instrument-mode", "mode", mode.as_str())),
            };
            ResultLine {
                indent: indent(tree, i),
                is_group: node.mode == Mode::Group,
                is_current: false,
                words: node.heading_th(),
                instead,
            }
        };
        let round = |round: &RoundCode| frame.t1("draft-round", "months", round.months());
        let lines = tree.nodes().iter().enumerate().filter(|(i, _)| is_shown(*i));
        ResultTable {
            first: part.first_column_th,
            rounds: if part.shape == TableShape::Rounds { tree.rounds.iter().map(round).collect() } else { Vec::new() },
            lines: lines.map(line).collect(),
            overall: None,
        }
    }

    /// The whole table.
    fn whole(frame: &Frame, tree: &Instrument, kind: OfficeKind) -> ResultTable {
        let overall = tree.scoring.overall.map(|overall| {
            let counts = |at: &usize| match overall {
                OverallBasis::Leaves => tree.nodes()[*at].takes_level() && tree.applies(*at, kind),
                OverallBasis::TopLevels | OverallBasis::TopMeans => {
                    tree.nodes()[*at].parent.is_none() && tree.applies(*at, kind) && has_level(tree, *at, kind)
                }
            };
            let count = (0..tree.nodes().len()).filter(counts).count();
            let label = tree.scoring.overall_label_th.clone().unwrap_or_else(|| frame.t("draft-overall"));
            label.replace("{n}", &count.to_string())
        });
        ResultTable { overall, ..ResultTable::new(frame, tree, kind, |_| true) }
    }

    /// An item with the groups above it and the item before and behind it.
    fn around(frame: &Frame, tree: &Instrument, at: usize) -> ResultTable {
        let node = &tree.nodes()[at];
        let beside: Vec<usize> = (0..tree.nodes().len()).filter(|i| tree.nodes()[*i].parent == node.parent).collect();
        let own = beside.iter().position(|i| *i == at).unwrap_or_default();
        let shown = own.checked_sub(1).into_iter().chain([own, own + 1]).filter_map(|i| beside.get(i).copied());
        let shown: Vec<usize> = tree.path(at).chain(shown).collect();
        let kind = node.applies_to.iter().next().unwrap_or(OfficeKind::Primary);
        let mut table = ResultTable::new(frame, tree, kind, |i| shown.contains(&i));
        for (line, i) in table.lines.iter_mut().zip((0..tree.nodes().len()).filter(|i| shown.contains(i))) {
            line.is_current = i == at;
        }
        table
    }
}

/// Whether something at or below a node gets a level.
fn has_level(tree: &Instrument, at: usize, kind: OfficeKind) -> bool {
    let counts = |i: usize| tree.nodes()[i].takes_level() && tree.applies(i, kind);
    (0..tree.nodes().len()).any(|i| counts(i) && tree.path(i).any(|above| above == at))
}

#[derive(Template)]
#[template(path = "draft/preview.html")]
struct PreviewPage {
    head: Head,
    kinds: Vec<(&'static str, String, bool)>,
    table: ResultTable,
    /// The address of the table on paper, where the draft breaks no rule.
    printed: Option<String>,
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

impl Choice {
    fn kind(&self) -> OfficeKind {
        self.kind.as_deref().and_then(|kind| kind.parse().ok()).unwrap_or(OfficeKind::Primary)
    }
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
    let kind = choice.kind();
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
        table: ResultTable::whole(&frame, tree, kind),
        printed: opened
            .draft
            .problems()
            .is_empty()
            .then(|| format!("{}/printed?kind={}", href(opened.row.id), kind.as_str())),
        levels: tree.bands.iter().map(|band| (frame.level(tree, band.level), band.min.to_string())).collect(),
        look: shown.map(|code| Look { table: None, ..Look::of(&frame, &opened.draft, code) }.markup()),
        items,
        frame,
    };
    page::show(&page)
}

/// The table of the result on paper, with an example of a result.
pub(crate) async fn printed(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Query(choice): Query<Choice>,
) -> Answer {
    let (id, kind) = (path.id()?, choice.kind());
    let made = web.act(async move |web: Web| {
        app::document::draft::printed(&web.app, web.engine.get()?, visitor.actor(), id, kind).await
    });
    let (name, pdf) = made.await?;
    let disposition = format!("inline; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, pdf).into_response())
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
    /// For each level: its name, how many before and after.
    counts: Vec<(String, usize, usize)>,
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
            counts: each
                .iter()
                .zip(line.before.iter().zip(&line.after))
                .map(|(level, (before, after))| (frame.level(tree, *level).name, *before, *after))
                .collect(),
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
