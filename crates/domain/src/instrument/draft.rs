//! Drafts: an instrument under work. Its tree may break rules; every one it breaks is listed with its place, and nothing becomes an
//! instrument before the list is empty.

mod item_text;
mod review;
#[cfg(test)]
mod tests;

use super::{Instrument, KindSet, Mode, Node, NodeKind, ScoringRules, parse};
use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::level::{Band, Bands};
use crate::number::Decimal;
use crate::office::{InstrumentCode, NodeCode, OfficeKind};
use crate::problem::{Fault, Problem};

pub use item_text::{ItemText, MeasureText, number};
pub use review::{Review, Stage};

/// An instrument under work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    tree: Instrument,
    problems: Vec<Problem>,
}

/// Which way an item goes among those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the one above.
    Up,
    /// After the one below.
    Down,
}

/// One change to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// What holds for the whole instrument.
    Head {
        /// Thai title.
        title_th: String,
        /// English title.
        title_en: Option<String>,
        /// Rounds in order.
        rounds: Vec<RoundCode>,
        /// How levels combine.
        scoring: ScoringRules,
    },
    /// The bands, highest first.
    Bands(Vec<Band>),
    /// An item more, after those that stand there already.
    Add {
        /// Its code.
        code: NodeCode,
        /// The group it belongs to; none at the top.
        parent: Option<NodeCode>,
        /// Tier.
        kind: NodeKind,
        /// "ตัวชี้วัดที่ 1"
        label_th: String,
        /// Title.
        title_th: String,
        /// What happens with it.
        mode: Mode,
    },
    /// What an item says; its code and place stay.
    Rewrite(Box<Node>),
    /// One place up or down among its siblings.
    Shift {
        /// The item.
        node: NodeCode,
        /// Which way.
        direction: Direction,
    },
    /// Into another group, or to the top.
    Put {
        /// The item.
        node: NodeCode,
        /// The group.
        parent: Option<NodeCode>,
    },
    /// Another code: the item then continues the one that had this code before.
    Renumber {
        /// The item.
        node: NodeCode,
        /// Its new code.
        code: NodeCode,
    },
    /// Away, with everything below it.
    Remove {
        /// The item.
        node: NodeCode,
    },
    /// Everything, by a file of the same instrument.
    Replace(Box<Draft>),
}

impl Edit {
    /// "rewrite"
    pub const fn as_str(&self) -> &'static str {
        match self {
            Edit::Head { .. } => "head",
            Edit::Bands(_) => "bands",
            Edit::Add { .. } => "add",
            Edit::Rewrite(_) => "rewrite",
            Edit::Shift { .. } => "shift",
            Edit::Put { .. } => "put",
            Edit::Renumber { .. } => "renumber",
            Edit::Remove { .. } => "remove",
            Edit::Replace(_) => "replace",
        }
    }

    /// The item it is about.
    pub fn node(&self) -> Option<&NodeCode> {
        match self {
            Edit::Head { .. } | Edit::Bands(_) | Edit::Replace(_) => None,
            Edit::Add { code, .. } => Some(code),
            Edit::Rewrite(node) => Some(&node.code),
            Edit::Shift { node, .. } | Edit::Put { node, .. } | Edit::Renumber { node, .. } | Edit::Remove { node } => {
                Some(node)
            }
        }
    }
}

impl Draft {
    /// Reads the text of a draft or of an instrument file.
    ///
    /// # Errors
    /// Every problem, where one of them hides a part of the tree.
    pub fn read(text: &str) -> Result<Draft, Vec<Problem>> {
        match parse::survey(text) {
            (Some(tree), problems) if problems.iter().all(|problem| is_of_item(&tree, problem)) => {
                Ok(Draft { tree, problems })
            }
            (_, problems) => Err(problems),
        }
    }

    /// A draft that says what an instrument says, for a fiscal year. All codes stay, so that each item continues its own.
    pub fn of(instrument: &Instrument, fiscal_year: FiscalYear) -> Draft {
        Draft { tree: Instrument { fiscal_year, ..instrument.clone() }, problems: Vec::new() }
    }

    /// A draft with the rules of another instrument and no item yet.
    ///
    /// # Errors
    /// When the title is empty.
    pub fn blank(
        rules: &Instrument,
        code: InstrumentCode,
        fiscal_year: FiscalYear,
        title_th: &str,
    ) -> Result<Draft, Fault> {
        let head = Instrument { code, fiscal_year, title_th: title_th.to_owned(), title_en: None, ..rules.clone() };
        checked(with_nodes(&head, Vec::new()))
    }

    /// The canonical text, which [`Draft::read`] reads back.
    pub fn to_text(&self) -> String {
        self.tree.to_canonical()
    }

    /// The tree as it stands. It may break the rules that are listed in [`Draft::problems`].
    pub fn tree(&self) -> &Instrument {
        &self.tree
    }

    /// Every rule it breaks; the place is the code of an item.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The instrument that it is ready to become.
    ///
    /// # Errors
    /// When it breaks a rule.
    pub fn instrument(&self) -> Result<&Instrument, Fault> {
        match self.problems.len() {
            0 => Ok(&self.tree),
            count => Err(Fault::new("draft-problems").with("count", count)),
        }
    }

    /// The draft after a change.
    ///
    /// # Errors
    /// When there is no such item; when a code is taken; when a group would come to lie in itself; when what is given cannot be read.
    pub fn apply(&self, edit: &Edit) -> Result<Draft, Fault> {
        let tree = &self.tree;
        match edit {
            Edit::Head { title_th, title_en, rounds, scoring } => {
                let (title_th, title_en) = (title_th.clone(), title_en.clone());
                let (rounds, scoring) = (rounds.clone(), scoring.clone());
                let nodes = tree.nodes.iter().map(|node| within(node, &rounds)).collect();
                checked(with_nodes(&Instrument { title_th, title_en, rounds, scoring, ..tree.clone() }, nodes))
            }
            Edit::Bands(bands) if bands.is_empty() => Err(Fault::new("draft-bands-none")),
            Edit::Bands(bands) => checked(Instrument { bands: Bands::new(bands.clone()), ..tree.clone() }),
            Edit::Add { code, parent, kind, label_th, title_th, mode } => {
                self.free(code)?;
                let parent = parent.as_ref().map(|parent| self.group(parent)).transpose()?;
                let mut family = Family::of(tree);
                let mut nodes = tree.nodes.clone();
                family.siblings(parent).push(nodes.len());
                family.below.push(Vec::new());
                nodes.push(Node {
                    label_th: label_th.clone(),
                    title_th: title_th.clone(),
                    mode: *mode,
                    ..empty(code.clone(), *kind, parent)
                });
                checked(with_nodes(tree, family.flattened(&nodes)))
            }
            Edit::Rewrite(node) => {
                let at = self.place(&node.code)?;
                let mut nodes = tree.nodes.clone();
                nodes[at] = Node { parent: nodes[at].parent, ..Node::clone(node) };
                checked(with_nodes(tree, nodes))
            }
            Edit::Shift { node, direction } => {
                let at = self.place(node)?;
                let mut family = Family::of(tree);
                let siblings = family.siblings(tree.nodes[at].parent);
                let own = siblings.iter().position(|sibling| *sibling == at).expect("it is among its siblings");
                let other = match direction {
                    Direction::Up => own.checked_sub(1),
                    Direction::Down => Some(own + 1).filter(|next| *next < siblings.len()),
                };
                siblings.swap(own, other.ok_or(Fault::new("draft-at-the-end"))?);
                checked(with_nodes(tree, family.flattened(&tree.nodes)))
            }
            Edit::Put { node, parent } => {
                let at = self.place(node)?;
                let parent = parent.as_ref().map(|parent| self.group(parent)).transpose()?;
                if parent.is_some_and(|parent| tree.path(parent).any(|above| above == at)) {
                    return Err(Fault::new("draft-into-itself").with("node", node));
                }
                let mut family = Family::of(tree);
                family.siblings(tree.nodes[at].parent).retain(|sibling| *sibling != at);
                family.siblings(parent).push(at);
                checked(with_nodes(tree, family.flattened(&tree.nodes)))
            }
            Edit::Renumber { node, code } => {
                let at = self.place(node)?;
                if node != code {
                    self.free(code)?;
                }
                let mut nodes = tree.nodes.clone();
                nodes[at].code = code.clone();
                checked(with_nodes(tree, nodes))
            }
            Edit::Remove { node } => {
                let at = self.place(node)?;
                let mut family = Family::of(tree);
                family.siblings(tree.nodes[at].parent).retain(|sibling| *sibling != at);
                checked(with_nodes(tree, family.flattened(&tree.nodes)))
            }
            Edit::Replace(draft) => {
                let other = &draft.tree;
                if (&other.code, other.fiscal_year) == (&tree.code, tree.fiscal_year) {
                    return Ok(Draft::clone(draft));
                }
                let fault = Fault::new("draft-other-instrument").with("found", &other.code);
                let fault = fault.with("found_year", other.fiscal_year).with("expected", &tree.code);
                Err(fault.with("expected_year", tree.fiscal_year))
            }
        }
    }

    /// The draft with other items, each with the code of its parent: what a workbook says. What holds for the whole instrument stays.
    ///
    /// # Errors
    /// When a code stands twice or a parent is none of the items; when what is given cannot be read.
    pub fn with_items(&self, items: Vec<(Option<NodeCode>, Node)>) -> Result<Draft, Fault> {
        let mut nodes: Vec<Node> = items.iter().map(|(_, node)| node.clone()).collect();
        for (at, (parent, node)) in items.iter().enumerate() {
            let place = |code: &NodeCode| items.iter().position(|(_, other)| other.code == *code);
            if place(&node.code) != Some(at) {
                return Err(Fault::new("draft-code-taken").with("code", &node.code));
            }
            nodes[at].parent = match parent {
                None => None,
                Some(code) => Some(place(code).ok_or_else(|| Fault::new("draft-no-item").with("node", code))?),
            };
        }
        let linked = checked(with_nodes(&self.tree, nodes))?;
        // People sort rows as they like; the tree has each item before those below it.
        checked(with_nodes(&self.tree, Family::of(&linked.tree).flattened(&linked.tree.nodes)))
    }

    /// A code for an item more beside those of a group: the number after that of the last one, which nothing has and `is_taken` does not
    /// know. A code of the year before would make it continue what it does not.
    pub fn next_code(&self, parent: Option<&str>, is_taken: impl Fn(&str) -> bool) -> String {
        let place = parent.and_then(|parent| self.tree.position(parent));
        let last = Family::of(&self.tree).siblings(place).last().map(|at| self.tree.nodes[*at].code.to_string());
        let stem_of = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let (stem, digits) = match (&last, parent) {
            (Some(last), _) if stem_of(last).len() < last.len() => {
                let stem = stem_of(last);
                let digits = last[stem.len()..].to_owned();
                (stem, digits)
            }
            (Some(last), _) => (format!("{last}."), "0".to_owned()),
            (None, Some(parent)) => (format!("{parent}."), "0".to_owned()),
            (None, None) => (self.tree.code.to_string(), "00".to_owned()),
        };
        let first = digits.parse::<u64>().unwrap_or_default() + 1;
        let width = digits.len();
        let is_free = |code: &String| self.tree.position(code).is_none() && !is_taken(code);
        (first..).map(|number| format!("{stem}{number:0width$}")).find(is_free).unwrap_or_default()
    }

    fn place(&self, code: &NodeCode) -> Result<usize, Fault> {
        self.tree.position(code.as_str()).ok_or_else(|| Fault::new("draft-no-item").with("node", code))
    }

    fn group(&self, code: &NodeCode) -> Result<usize, Fault> {
        let at = self.place(code)?;
        let is_group = self.tree.nodes[at].mode == Mode::Group;
        if is_group { Ok(at) } else { Err(Fault::new("draft-no-group").with("node", code)) }
    }

    fn free(&self, code: &NodeCode) -> Result<(), Fault> {
        match self.tree.position(code.as_str()) {
            None => Ok(()),
            Some(_) => Err(Fault::new("draft-code-taken").with("code", code)),
        }
    }
}

/// Whether a problem is one that can be shown beside an item, or that there is no item yet. All others hide a part of the tree.
fn is_of_item(tree: &Instrument, problem: &Problem) -> bool {
    let says = |key: &str, value: &str| problem.fault.args.iter().any(|(name, arg)| *name == key && arg == value);
    if problem.fault.key == "instrument-key-missing" {
        return says("key", "[[node]]");
    }
    // What is wrong with the writing of a value leaves the value, or its item, out; an item without its group moves to the top.
    let hides = matches!(
        problem.fault.key,
        "node-code-repeated" | "node-parent-cycle" | "node-parent-unknown" | "round-unknown"
    ) || problem.fault.key.starts_with("instrument-");
    !hides && problem.place.as_deref().is_some_and(|place| tree.position(place).is_some())
}

/// The changed tree with what is wrong with it now.
fn checked(changed: Instrument) -> Result<Draft, Fault> {
    Draft::read(&changed.to_canonical()).map_err(|problems| {
        let hiding = problems.iter().find(|problem| !is_of_item(&changed, problem));
        hiding.or(problems.first()).map_or(Fault::new("internal"), |problem| problem.fault.clone())
    })
}

/// An item of an instrument that has these rounds: of its own rounds those that are left.
fn within(node: &Node, rounds: &[RoundCode]) -> Node {
    let own = node.rounds.iter().flatten().copied().filter(|round| rounds.contains(round)).collect::<Vec<_>>();
    Node { rounds: Some(own).filter(|own| !own.is_empty() && own != rounds), ..node.clone() }
}

fn with_nodes(tree: &Instrument, nodes: Vec<Node>) -> Instrument {
    let index = nodes.iter().enumerate().map(|(i, node)| (node.code.clone(), i)).collect();
    Instrument { nodes, index, ..tree.clone() }
}

fn empty(code: NodeCode, kind: NodeKind, parent: Option<usize>) -> Node {
    Node {
        code,
        kind,
        parent,
        label_th: String::new(),
        title_th: String::new(),
        title_en: None,
        mode: Mode::Evaluated,
        applies_to: KindSet::of(&OfficeKind::ALL),
        rounds: None,
        weight: Decimal::new(1, 0),
        unit: None,
        target: None,
        rubric: Vec::new(),
        guidance_th: None,
        evidence: Vec::new(),
        owner_th: None,
        source_th: None,
        shared_evidence_with: Vec::new(),
        measures: Vec::new(),
    }
}

/// Who stands below whom, in order.
struct Family {
    top: Vec<usize>,
    below: Vec<Vec<usize>>,
}

impl Family {
    fn of(tree: &Instrument) -> Family {
        let mut family = Family { top: Vec::new(), below: vec![Vec::new(); tree.nodes.len()] };
        for (at, node) in tree.nodes.iter().enumerate() {
            family.siblings(node.parent).push(at);
        }
        family
    }

    fn siblings(&mut self, parent: Option<usize>) -> &mut Vec<usize> {
        match parent {
            Some(parent) => &mut self.below[parent],
            None => &mut self.top,
        }
    }

    /// The nodes in the order of the tree, each before those below it; who is nowhere in the family is left out.
    fn flattened(&self, nodes: &[Node]) -> Vec<Node> {
        fn walk(family: &Family, nodes: &[Node], at: usize, parent: Option<usize>, out: &mut Vec<Node>) {
            let own = out.len();
            out.push(Node { parent, ..nodes[at].clone() });
            for child in &family.below[at] {
                walk(family, nodes, *child, Some(own), out);
            }
        }
        let mut out = Vec::with_capacity(nodes.len());
        for at in &self.top {
            walk(self, nodes, *at, None, &mut out);
        }
        out
    }
}
