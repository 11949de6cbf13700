//! The editor of a draft: the tree beside the form of an item, and the way to the second person who publishes it.

use app::draft::{self, Opened};
use askama::Template;
use axum::extract::{Path, Query, State};
use domain::answer;
use domain::instrument::draft::{Draft, Stage};
use domain::instrument::{Mode, NodeKind};
use domain::office::NodeCode;
use serde::Deserialize;

use crate::draft_form::{self, BandRow, Choice, Fields, HeadForm, NodeForm};
use crate::draft_look::Look;
use crate::failure::{Answer, Failure};
use crate::frame::{Frame, Markup};
use crate::instrument::{ChangeLine, indent, name_words, problem_words};
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// The part of an address that names a draft.
#[derive(Deserialize)]
pub(crate) struct DraftPath {
    pub(crate) id: String,
}

impl DraftPath {
    pub(crate) fn id(&self) -> Result<i64, Failure> {
        self.id.parse().map_err(|_| Failure::NotFound)
    }
}

/// The address of a draft.
pub(crate) fn href(id: i64) -> String {
    format!("/instruments/drafts/{id}")
}

/// How far a draft is.
pub(crate) fn stage(frame: &Frame, stage: Stage) -> Badge {
    let (class, icon) = match stage {
        Stage::Writing => ("st-info", "pencil"),
        Stage::Waiting => ("st-warn", "hourglass"),
    };
    Badge { class, icon, words: frame.t1("draft-stage", "stage", stage.as_str()) }
}

/// What the pages of a draft have in common.
pub(crate) struct Head {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) state: Badge,
    pub(crate) saved: String,
    /// Pages of the draft: address, icon, words, and whether it is the one that is shown.
    pub(crate) tabs: Vec<(String, &'static str, String, bool)>,
}

impl Head {
    /// `current` is the end of the page's address.
    pub(crate) fn of(frame: &Frame, opened: &Opened, current: &str) -> Head {
        let (row, href) = (&opened.row, href(opened.row.id));
        let tab = |(end, icon, words): (&str, &'static str, String)| {
            let address = if end.is_empty() { href.clone() } else { format!("{href}/{end}") };
            (address, icon, words, end == current)
        };
        let tabs = [
            ("", "pencil", frame.t("draft-edit")),
            ("preview", "eye", frame.t("draft-preview")),
            ("changes", "history", frame.t("draft-changes")),
            ("what-if", "sliders-horizontal", frame.t("draft-what-if")),
        ];
        Head {
            name: name_words(frame, &row.code, row.fiscal_year),
            title: frame.t1("draft-title", "name", name_words(frame, &row.code, row.fiscal_year)),
            state: stage(frame, row.review.stage),
            saved: format!("{} {}", frame.t("autosave-saved"), frame.moment(row.updated_at)),
            tabs: tabs.map(tab).into(),
            href,
        }
    }
}

struct Branch {
    code: String,
    href: String,
    indent: &'static str,
    words: String,
    is_current: bool,
    is_wrong: bool,
}

/// What is shown beside the tree.
enum Shown {
    Head(HeadForm),
    Bands(Vec<BandRow>),
    Add(AddForm),
    Item(Box<Item>),
}

struct AddForm {
    code: String,
    parents: Vec<Choice>,
    kinds: Vec<Choice>,
    modes: Vec<Choice>,
    label_th: String,
    title_th: String,
}

struct Item {
    code: String,
    href: String,
    heading: String,
    form: NodeForm,
    kinds: Vec<Choice>,
    modes: Vec<Choice>,
    office_kinds: Vec<Choice>,
    operators: Vec<Choice>,
    scopes: Vec<Choice>,
    /// Rounds of the instrument, where it has several.
    rounds: Vec<Choice>,
    /// Level and name with the text of the rubric, lowest first.
    levels: Vec<(u8, String, String)>,
    parents: Vec<Choice>,
    is_group: bool,
    is_target: bool,
    look: Markup,
}

#[derive(Template)]
#[template(path = "draft/page.html")]
pub(crate) struct EditorPage {
    head: Head,
    version: i32,
    editable: bool,
    /// Whether the visitor wrote some of it, and so has no word in publishing it.
    own: bool,
    authors: String,
    words: Option<String>,
    /// What is wrong with the draft: where the item is, its name, and words.
    problems: Vec<(String, String, String)>,
    tree: Vec<Branch>,
    part: &'static str,
    shown: Shown,
    wrong: Vec<String>,
    /// What somebody saved in the meantime, against what was typed here.
    conflict: Option<Vec<ChangeLine>>,
    frame: Frame,
}

/// What of the draft is shown.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct View {
    pub(crate) node: Option<String>,
    part: Option<String>,
    parent: Option<String>,
}

impl View {
    pub(crate) fn node(code: &NodeCode) -> View {
        View { node: Some(code.to_string()), ..View::default() }
    }

    pub(crate) fn part(part: &str) -> View {
        View { part: Some(part.to_owned()), ..View::default() }
    }

    pub(crate) fn address(&self, id: i64) -> String {
        let query = match (&self.node, &self.part) {
            (Some(node), _) => format!("?node={}", crate::frame::escape(node)),
            (None, Some(part)) => format!("?part={part}"),
            (None, None) => String::new(),
        };
        format!("{}{query}", href(id))
    }
}

/// What a person sent that could not be saved.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) wrong: Vec<String>,
    pub(crate) fields: Option<Fields>,
    pub(crate) conflict: Option<Vec<ChangeLine>>,
}

/// The groups that an item can belong to, and the top.
fn parents(frame: &Frame, draft: &Draft, chosen: Option<&str>, not_below: Option<usize>) -> Vec<Choice> {
    let tree = draft.tree();
    let top = Choice { value: String::new(), words: frame.t("draft-top"), chosen: chosen.is_none() };
    let groups = tree.nodes().iter().enumerate().filter(|(i, node)| {
        node.mode == Mode::Group && not_below.is_none_or(|at| !tree.path(*i).any(|above| above == at))
    });
    let choice = |node: &domain::instrument::Node| Choice {
        value: node.code.to_string(),
        words: format!("{} {}", node.code, node.heading_th()),
        chosen: chosen == Some(node.code.as_str()),
    };
    [top].into_iter().chain(groups.map(|(_, node)| choice(node))).collect()
}

impl Item {
    fn new(frame: &Frame, id: i64, opened: &Opened, at: usize, typed: Option<NodeForm>) -> Item {
        let tree = opened.draft.tree();
        let node = &tree.nodes()[at];
        let form = typed.unwrap_or_else(|| NodeForm::of(tree, at));
        let round = |round: &domain::fiscal_year::RoundCode| Choice {
            value: round.to_string(),
            words: frame.t1("draft-round", "months", round.months()),
            chosen: form.rounds.iter().any(|own| own == round.as_str()),
        };
        let parent = node.parent.map(|parent| tree.nodes()[parent].code.as_str());
        let level = |(i, band): (usize, &domain::level::Band)| {
            (band.level.0, frame.level(tree, band.level).name, form.rubric.get(i).cloned().unwrap_or_default())
        };
        Item {
            code: node.code.to_string(),
            href: format!("{}/nodes/{}", href(id), crate::frame::escape(node.code.as_str())),
            heading: format!("{} {}", node.label_th, title_of(frame, node)),
            kinds: form.kinds(frame),
            modes: form.modes(frame),
            office_kinds: form.office_kinds(frame),
            operators: form.operators(frame),
            scopes: form.scopes(frame),
            rounds: if tree.rounds.len() > 1 { tree.rounds.iter().map(round).collect() } else { Vec::new() },
            levels: tree.bands.iter().rev().enumerate().map(level).collect(),
            parents: parents(frame, &opened.draft, parent, Some(at)),
            is_group: node.mode == Mode::Group,
            is_target: node.mode == Mode::Target,
            look: Look::of(frame, &opened.draft, node.code.as_str()).markup(),
            form,
        }
    }
}

impl EditorPage {
    pub(crate) async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        opened: &Opened,
        view: &View,
        kept: Kept,
    ) -> Result<EditorPage, Failure> {
        let (row, tree) = (&opened.row, opened.draft.tree());
        let at = match &view.node {
            Some(code) => Some(tree.position(code).ok_or(Failure::NotFound)?),
            None => None,
        };
        let typed = kept.fields.as_ref();
        let (part, shown) = match (at, view.part.as_deref()) {
            (Some(at), _) => {
                let item = Item::new(&frame, row.id, opened, at, typed.map(NodeForm::typed));
                ("", Shown::Item(Box::new(item)))
            }
            (None, Some("bands")) => {
                let rows = typed.map_or_else(|| draft_form::band_rows(tree), draft_form::typed_bands);
                ("bands", Shown::Bands(rows))
            }
            (None, Some("add")) => {
                let form = AddForm::new(&frame, opened, view.parent.as_deref());
                (
                    "add",
                    Shown::Add(match typed {
                        Some(fields) => form.typed(fields),
                        None => form,
                    }),
                )
            }
            (None, None | Some("head")) => {
                let form = HeadForm::of(&frame, tree);
                (
                    "head",
                    Shown::Head(match typed {
                        Some(fields) => form.typed(fields),
                        None => form,
                    }),
                )
            }
            (None, Some(_)) => return Err(Failure::NotFound),
        };
        let address = |code: &str| View { node: Some(code.to_owned()), ..View::default() }.address(row.id);
        let is_wrong =
            |code: &str| opened.draft.problems().iter().any(|problem| problem.place.as_deref() == Some(code));
        let branch = |(i, node): (usize, &domain::instrument::Node)| Branch {
            code: node.code.to_string(),
            href: address(node.code.as_str()),
            indent: indent(tree, i),
            words: format!("{} {}", node.label_th, title_of(&frame, node)),
            is_current: at == Some(i),
            is_wrong: is_wrong(node.code.as_str()),
        };
        let problems = opened.draft.problems().iter().map(|problem| {
            let place = problem.place.as_deref().filter(|place| tree.node(place).is_some()).unwrap_or_default();
            let href = if place.is_empty() { View::part("add").address(row.id) } else { address(place) };
            (href, place.to_owned(), problem_words(&frame, &problem.fault))
        });
        let names = app::user::names(&web.app, row.review.authors.iter().copied()).await?;
        let authors = row.review.authors.iter().filter_map(|id| names.get(id).cloned()).collect::<Vec<_>>();
        Ok(EditorPage {
            head: Head::of(&frame, opened, ""),
            version: row.version,
            editable: row.review.stage == Stage::Writing,
            own: visitor.actor().user().is_some_and(|user| row.review.authors.contains(&user)),
            authors: authors.join(", "),
            words: row.review.words.clone(),
            problems: problems.collect(),
            tree: tree.nodes().iter().enumerate().map(branch).collect(),
            part,
            shown,
            wrong: kept.wrong,
            conflict: kept.conflict,
            frame,
        })
    }
}

impl AddForm {
    fn new(frame: &Frame, opened: &Opened, parent: Option<&str>) -> AddForm {
        let tree = opened.draft.tree();
        let above = |node: &&domain::instrument::Node| node.parent.map(|parent| tree.nodes()[parent].code.as_str());
        // What stands beside it is most likely of its kind.
        let beside = tree.nodes().iter().rfind(|node| above(node) == parent);
        let kind = beside.map_or(NodeKind::Indicator, |node| node.kind);
        let choices = |words: &[&str], (message, name): (&'static str, &'static str), chosen: &str| -> Vec<Choice> {
            let choice = |word: &&str| Choice {
                value: (*word).to_owned(),
                words: frame.t1(message, name, word),
                chosen: *word == chosen,
            };
            words.iter().map(choice).collect()
        };
        AddForm {
            code: opened.draft.next_code(parent, |code| opened.is_earlier(code)),
            parents: parents(frame, &opened.draft, parent, None),
            kinds: choices(NodeKind::WORDS, ("instrument-kind", "kind"), kind.as_str()),
            modes: choices(Mode::WORDS, ("instrument-mode", "mode"), Mode::Evaluated.as_str()),
            label_th: String::new(),
            title_th: String::new(),
        }
    }

    /// The form as somebody filled it in.
    fn typed(mut self, fields: &Fields) -> AddForm {
        for (choices, name) in [(&mut self.parents, "parent"), (&mut self.kinds, "kind"), (&mut self.modes, "mode")] {
            draft_form::choose(choices, &fields.all(name));
        }
        let (label_th, title_th) = (fields.text("label_th"), fields.text("title_th"));
        AddForm { code: fields.text("code"), label_th, title_th, ..self }
    }
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Query(view): Query<View>,
) -> Answer {
    let opened = draft::open(&web.app, visitor.actor(), path.id()?).await?;
    page::show(&EditorPage::new(&web, frame, &visitor, &opened, &view, Kept::default()).await?)
}
