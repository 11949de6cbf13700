//! Instruments: versioned trees of standards, indicators, issues and sub-items, with the rules that score them.
//!
//! The file format is a contract (docs/formats.md §1). [`parse()`] lists every problem of a file at once; what it returns is valid,
//! so nothing later checks again.

mod canonical;
mod change;
pub mod draft;
mod parse;

use std::collections::HashMap;

use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::level::Bands;
use crate::number::Decimal;
use crate::office::{InstrumentCode, NodeCode, OfficeKind};

pub use change::{Change, Crosswalk, CrosswalkRow, crosswalk, diff, plain};
pub use draft::Draft;
pub use parse::parse;

/// An instrument of one fiscal year. Always valid, because only the reader makes one; the tree inside a [`Draft`] alone may break rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// "SA"
    pub code: InstrumentCode,
    /// Fiscal year it is for.
    pub fiscal_year: FiscalYear,
    /// Thai title.
    pub title_th: String,
    /// English title.
    pub title_en: Option<String>,
    /// Rounds in order.
    pub rounds: Vec<RoundCode>,
    /// How levels combine.
    pub scoring: ScoringRules,
    /// Bands, highest first.
    pub bands: Bands,
    nodes: Vec<Node>,
    index: HashMap<NodeCode, usize>,
}

/// `[scoring]` of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoringRules {
    /// How the rounds of one leaf combine.
    pub rounds: RoundsRule,
    /// What a group's mean is taken over.
    pub groups: GroupBasis,
    /// What the overall is the mean of; `None`: the instrument has no overall.
    pub overall: Option<OverallBasis>,
    /// Printed label; `{n}` is the number counted.
    pub overall_label_th: Option<String>,
    /// What an absent required level does.
    pub missing: MissingRule,
    /// Digits of a shown mean.
    pub decimals: u32,
}

macro_rules! keyword {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $(| $alias:literal)*),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The words of the file format, in its order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word of the file format.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads the word of the file format.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word $(| $alias)* => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

keyword! {
    /// How the rounds of one leaf combine.
    RoundsRule {
        /// Mean of the rounds considered.
        Mean = "mean",
        /// The last round considered.
        Last = "last",
    }
}

keyword! {
    /// What a group's mean is taken over.
    GroupBasis {
        /// Its scored leaves below, on any tier.
        Leaves = "leaves",
        /// Its scored direct children.
        Children = "children",
    }
}

keyword! {
    /// What the overall is the mean of.
    OverallBasis {
        /// The integer levels of the top nodes.
        TopLevels = "top_levels",
        /// The exact means of the top nodes.
        TopMeans = "top_means",
        /// All scored leaves.
        Leaves = "leaves",
    }
}

keyword! {
    /// What an absent required level does.
    MissingRule {
        /// Makes the node and everything above it incomplete.
        Block = "block",
        /// Is left out.
        Exclude = "exclude",
    }
}

keyword! {
    /// Tier of a node.
    NodeKind {
        /// มาตรฐาน
        Standard = "standard",
        /// ตัวบ่งชี้ or ตัวชี้วัด
        Indicator = "indicator",
        /// ประเด็นการพิจารณา
        Issue = "issue",
        /// ข้อย่อย; the first files spelt it "subitem".
        SubItem = "sub_item" | "subitem",
    }
}

keyword! {
    /// What happens with a node.
    Mode {
        /// Has children and no marks.
        Group = "group",
        /// A leaf that gets a level.
        Evaluated = "evaluated",
        /// ติดตามแต่ไม่ประเมินผล: reported, not evaluated.
        Monitored = "monitored",
        /// Compares a value with a target.
        Target = "target",
        /// Takes its level from another system.
        External = "external",
        /// อยู่ระหว่างดำเนินการ: no result yet.
        Pending = "pending",
    }
}

keyword! {
    /// How a value is compared with its target.
    TargetOperator {
        /// At least.
        AtLeast = ">=",
        /// At most.
        AtMost = "<=",
        /// More than.
        MoreThan = ">",
        /// Less than.
        LessThan = "<",
        /// Exactly.
        Equal = "=" | "==",
    }
}

keyword! {
    /// Whose value is compared with a target.
    TargetScope {
        /// Each office's own.
        Office = "office",
        /// One value of the whole administration.
        National = "national",
    }
}

/// A target a value is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Value to reach, in the unit.
    pub value: Decimal,
    /// "percent", "คน", …
    pub unit: Option<String>,
    /// Comparison; "at least" where the file says nothing.
    pub operator: TargetOperator,
    /// Whose value.
    pub scope: TargetScope,
}

impl Target {
    /// Whether a value reaches the target.
    pub fn is_achieved_by(&self, value: Decimal) -> bool {
        match self.operator {
            TargetOperator::AtLeast => value >= self.value,
            TargetOperator::AtMost => value <= self.value,
            TargetOperator::MoreThan => value > self.value,
            TargetOperator::LessThan => value < self.value,
            TargetOperator::Equal => value == self.value,
        }
    }
}

/// A named input value of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Name used in formulas.
    pub name: String,
    /// What a person reads.
    pub label_th: String,
    /// Unit.
    pub unit: Option<String>,
    /// How it follows from other measures; absent for what people type in.
    pub formula: Option<String>,
    /// The measure it is a part of, and than which it cannot be larger.
    pub part_of: Option<String>,
}

/// The kinds of office a node applies to, by [`OfficeKind::index`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSet([bool; 2]);

impl KindSet {
    /// The set of these kinds.
    pub fn of(kinds: &[OfficeKind]) -> KindSet {
        let mut set = [false; 2];
        for kind in kinds {
            set[kind.index()] = true;
        }
        KindSet(set)
    }

    /// Whether it holds a kind.
    pub const fn contains(self, kind: OfficeKind) -> bool {
        self.0[kind.index()]
    }

    /// Kinds in the set.
    pub fn iter(self) -> impl Iterator<Item = OfficeKind> {
        OfficeKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Code, stable over the years.
    pub code: NodeCode,
    /// Tier.
    pub kind: NodeKind,
    /// Index of the parent in [`Instrument::nodes`].
    pub parent: Option<usize>,
    /// "ตัวบ่งชี้ที่ 1"
    pub label_th: String,
    /// Title.
    pub title_th: String,
    /// English title.
    pub title_en: Option<String>,
    /// What happens with it.
    pub mode: Mode,
    /// Offices it applies to, before its ancestors are asked.
    pub applies_to: KindSet,
    /// Its own rounds, where it has fewer than the instrument.
    pub rounds: Option<Vec<RoundCode>>,
    /// Weight in the mean it is part of; positive.
    pub weight: Decimal,
    /// Unit of its value.
    pub unit: Option<String>,
    /// Target; always there when `mode` is [`Mode::Target`].
    pub target: Option<Target>,
    /// One text per level, lowest first; empty where there is none.
    pub rubric: Vec<String>,
    /// Guidance for reporters.
    pub guidance_th: Option<String>,
    /// Evidence expected.
    pub evidence: Vec<String>,
    /// Owning bureau.
    pub owner_th: Option<String>,
    /// Where an external level comes from.
    pub source_th: Option<String>,
    /// Items of other instruments that share evidence, as "SA:S1.1".
    pub shared_evidence_with: Vec<String>,
    /// Input values.
    pub measures: Vec<Measure>,
}

impl Instrument {
    /// The nodes in file order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Place of a node in [`Instrument::nodes`].
    pub fn position(&self, code: &str) -> Option<usize> {
        self.index.get(code).copied()
    }

    /// A node by its code.
    pub fn node(&self, code: &str) -> Option<&Node> {
        self.position(code).map(|i| &self.nodes[i])
    }

    /// Direct children of a node, in file order.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |i| self.nodes[*i].parent == Some(parent))
    }

    /// Nodes without a parent, in file order.
    pub fn top(&self) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(|i| self.nodes[*i].parent.is_none())
    }

    /// Whether a value of the whole administration is compared with a target.
    pub fn has_national_values(&self) -> bool {
        self.nodes.iter().any(|node| node.target.as_ref().is_some_and(|target| target.scope == TargetScope::National))
    }

    /// Whether a node applies to a kind of office: it and all its ancestors say so.
    pub fn applies(&self, node: usize, kind: OfficeKind) -> bool {
        self.path(node).all(|i| self.nodes[i].applies_to.contains(kind))
    }

    /// The node and its ancestors, nearest first.
    pub fn path(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |i| self.nodes[*i].parent)
    }

    /// Tier of a node in the tree: 0 at the top.
    pub fn depth(&self, node: usize) -> usize {
        self.path(node).count() - 1
    }

    /// Rounds in which a leaf is reported.
    pub fn rounds_of(&self, node: usize) -> &[RoundCode] {
        self.nodes[node].rounds.as_deref().unwrap_or(&self.rounds)
    }

    /// The same instrument with other bands, to see what they would change; `None` where they have other levels, for which neither rubrics
    /// nor marks were made.
    pub fn with_bands(&self, bands: &Bands) -> Option<Instrument> {
        let levels = |bands: &Bands| bands.iter().map(|band| band.level).collect::<Vec<_>>();
        (levels(&self.bands) == levels(bands)).then(|| Instrument { bands: bands.clone(), ..self.clone() })
    }

    /// Last round of the year.
    pub fn last_round(&self) -> RoundCode {
        *self.rounds.last().expect("the reader refuses an instrument without rounds")
    }
}
