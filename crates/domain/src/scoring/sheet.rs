//! What scoring one office gives.

use super::RoundLevels;
use crate::level::Level;
use crate::number::{Decimal, Fraction};

/// Why something is left out of a mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Reported, not evaluated.
    Monitored,
    /// Does not apply to this kind of office.
    NotApplicable,
    /// Compared with a target instead.
    Target,
    /// No result yet.
    Pending,
    /// The other system's level is not here.
    External,
    /// None of its own rounds is considered yet.
    NotDue,
    /// A group with nothing to average.
    NoScoredPart,
    /// No mark, and the instrument leaves such items out.
    Missing,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 8] = [
        Reason::Monitored,
        Reason::NotApplicable,
        Reason::Target,
        Reason::Pending,
        Reason::External,
        Reason::NotDue,
        Reason::NoScoredPart,
        Reason::Missing,
    ];

    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Monitored => "monitored",
            Reason::NotApplicable => "not_applicable",
            Reason::Target => "target",
            Reason::Pending => "pending",
            Reason::External => "external",
            Reason::NotDue => "not_due",
            Reason::NoScoredPart => "no_scored_part",
            Reason::Missing => "missing",
        }
    }

    /// Reads the word of the contract.
    pub fn from_word(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// A mean with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Exact mean.
    pub mean: Fraction,
    /// The mean rounded half up to the instrument's digits.
    pub shown: Decimal,
    /// Band of the shown mean.
    pub level: Level,
}

/// What became of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has a mean and a level.
    Scored(Score),
    /// A required level is absent, here or below.
    Incomplete,
    /// It is in no mean.
    LeftOut(Reason),
}

/// A value beside its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetScore {
    /// Value of the latest considered round that has one.
    pub value: Option<Decimal>,
    /// Target.
    pub target: Decimal,
    /// Whether it is reached; `None` without a value.
    pub achieved: Option<bool>,
}

/// The score of a node, or the overall, with its reasons. Nodes are named by their place in the instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeScore {
    /// What became of it.
    pub outcome: Outcome,
    /// What its mean was taken over, in file order; empty for a leaf.
    pub counted: Vec<usize>,
    /// What was left out of its mean, in file order.
    pub left_out: Vec<(usize, Reason)>,
    /// Leaves whose absent level makes it incomplete, in file order; empty for a leaf, which blocks itself.
    pub blocked_by: Vec<usize>,
    /// The marks of a leaf in the rounds considered.
    pub marks: RoundLevels,
    /// Comparison of a target node.
    pub target: Option<Box<TargetScore>>,
}

impl NodeScore {
    /// Nothing known yet; what a constructor starts from.
    pub(super) const EMPTY: NodeScore = NodeScore {
        outcome: Outcome::Incomplete,
        counted: Vec::new(),
        left_out: Vec::new(),
        blocked_by: Vec::new(),
        marks: RoundLevels::NONE,
        target: None,
    };

    /// Something that is in no mean.
    pub(super) fn left_out(reason: Reason) -> NodeScore {
        NodeScore { outcome: Outcome::LeftOut(reason), ..NodeScore::EMPTY }
    }

    /// The score, where there is one.
    pub fn score(&self) -> Option<&Score> {
        match &self.outcome {
            Outcome::Scored(score) => Some(score),
            Outcome::Incomplete | Outcome::LeftOut(_) => None,
        }
    }

    /// Why it is left out, where it is.
    pub fn reason(&self) -> Option<Reason> {
        match self.outcome {
            Outcome::LeftOut(reason) => Some(reason),
            Outcome::Scored(_) | Outcome::Incomplete => None,
        }
    }

    /// "scored", "incomplete" or "left_out".
    pub fn state(&self) -> &'static str {
        match self.outcome {
            Outcome::Scored(_) => "scored",
            Outcome::Incomplete => "incomplete",
            Outcome::LeftOut(_) => "left_out",
        }
    }
}

/// All scores of one office in one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheet {
    /// One per node, in file order.
    pub nodes: Vec<NodeScore>,
    /// `None` where the instrument has no overall.
    pub overall: Option<NodeScore>,
}

impl ScoreSheet {
    /// Whether a required level is absent anywhere.
    pub fn is_incomplete(&self) -> bool {
        self.nodes.iter().any(|n| n.outcome == Outcome::Incomplete)
    }
}
