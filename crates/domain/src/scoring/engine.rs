//! The rules of scoring, in the order of docs/formats.md §2.

use super::{NodeScore, OfficeMarks, Outcome, Reason, Score, ScoreSheet, TargetScore};
use crate::fiscal_year::RoundCode;
use crate::instrument::{GroupBasis, Instrument, MissingRule, Mode, OverallBasis, RoundsRule, TargetScope};
use crate::number::Fraction;
use crate::office::OfficeKind;

/// Every number of rounds that a leaf can have (1-4) divides twelve, so the means of all leaves share this denominator.
const LEAF_DENOMINATOR: usize = 12;

/// Scores offices on one instrument, through one round. What does not depend on the office is worked out once.
pub struct Scorer<'i> {
    instrument: &'i Instrument,
    through: RoundCode,
    /// Exact weights by node; whole numbers wherever the digits allow, because those add fastest.
    weights: Vec<Fraction>,
    /// Nodes with every child before its parent.
    order: Vec<usize>,
    /// The scores that a leaf can have, by its mean in twelfths.
    leaf_scores: Vec<Score>,
    /// By kind of office.
    plans: [Plan; 2],
}

struct Plan {
    nodes: Vec<NodePlan>,
    /// What the overall is taken over.
    overall: Vec<usize>,
    /// All leaves that get a level from marks: their gaps make the overall incomplete.
    leaves: Vec<usize>,
}

/// What a mean is taken of.
#[derive(Clone, Copy)]
enum Part {
    Mean,
    Level,
}

enum NodePlan {
    /// Left out whatever the marks are.
    LeftOut(Reason),
    /// Compared with its target in these rounds.
    Target { rounds: Vec<RoundCode>, applies: bool },
    /// Gets a level from the marks of these rounds.
    Leaf { rounds: Vec<RoundCode>, external: bool },
    /// Gets its mean from these nodes.
    Group { parts: Vec<usize>, leaves: Vec<usize>, applies: bool },
}

impl<'i> Scorer<'i> {
    /// Prepares to score through a round: rounds after it are not considered.
    pub fn new(instrument: &'i Instrument, through: RoundCode) -> Scorer<'i> {
        let mut order: Vec<usize> = (0..instrument.nodes().len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(instrument.depth(*i)));
        Scorer {
            instrument,
            through,
            weights: exact_weights(instrument),
            leaf_scores: leaf_scores(instrument),
            order,
            plans: OfficeKind::ALL.map(|kind| Plan::new(instrument, through, kind)),
        }
    }

    /// The instrument.
    pub fn instrument(&self) -> &'i Instrument {
        self.instrument
    }

    /// Last round considered.
    pub fn through(&self) -> RoundCode {
        self.through
    }

    /// Scores one office. `national` holds the values of the whole administration.
    pub fn score(&self, kind: OfficeKind, marks: &OfficeMarks, national: &OfficeMarks) -> ScoreSheet {
        let plan = &self.plans[kind.index()];
        let mut nodes: Vec<NodeScore> = Vec::with_capacity(plan.nodes.len());
        nodes.resize_with(plan.nodes.len(), || NodeScore::EMPTY);
        for i in &self.order {
            let score = match &plan.nodes[*i] {
                NodePlan::LeftOut(reason) => NodeScore::left_out(*reason),
                NodePlan::Target { rounds, applies: true } => self.compare(*i, rounds, marks, national),
                NodePlan::Target { applies: false, .. } => NodeScore {
                    outcome: Outcome::LeftOut(Reason::NotApplicable),
                    ..self.compare(*i, &[], marks, national)
                },
                NodePlan::Leaf { rounds, external } => self.leaf(*i, rounds, *external, marks),
                NodePlan::Group { parts, leaves, applies } => {
                    let score = self.mean_of(parts, leaves, &nodes, Part::Mean);
                    // Below such a group nothing applies either, so there is a list of reasons and no mean.
                    let reason = Outcome::LeftOut(Reason::NotApplicable);
                    if *applies { score } else { NodeScore { outcome: reason, ..score } }
                }
            };
            nodes[*i] = score;
        }
        let overall = self.instrument.scoring.overall.map(|basis| match basis {
            OverallBasis::TopLevels => self.mean_of(&plan.overall, &plan.leaves, &nodes, Part::Level),
            OverallBasis::TopMeans | OverallBasis::Leaves => {
                self.mean_of(&plan.overall, &plan.leaves, &nodes, Part::Mean)
            }
        });
        ScoreSheet { nodes, overall }
    }

    /// Rule 2 and the part of rule 4 that concerns leaves.
    fn leaf(&self, node: usize, rounds: &[RoundCode], external: bool, marks: &OfficeMarks) -> NodeScore {
        let rules = &self.instrument.scoring;
        let given = marks.levels(node).of_rounds(rounds);
        let required = match rules.rounds {
            RoundsRule::Mean => rounds,
            RoundsRule::Last => &rounds[rounds.len() - 1..],
        };
        let counted = required.iter().filter_map(|round| given.get(*round));
        let (count, sum) = counted.fold((0, 0), |(n, sum), level| (n + 1, sum + usize::from(level.0)));
        let outcome = if count == 0 && external {
            Outcome::LeftOut(Reason::External)
        } else if count < required.len() && !external && rules.missing == MissingRule::Block {
            Outcome::Incomplete
        } else {
            match LEAF_DENOMINATOR.checked_div(count) {
                None => Outcome::LeftOut(Reason::Missing),
                Some(share) => Outcome::Scored(self.leaf_score(sum * share)),
            }
        };
        NodeScore { outcome, marks: given, ..NodeScore::EMPTY }
    }

    /// The score of a mean given in twelfths. A level above the highest band was given under an earlier revision.
    fn leaf_score(&self, twelfths: usize) -> Score {
        self.leaf_scores.get(twelfths).cloned().unwrap_or_else(|| twelfths_score(self.instrument, twelfths))
    }

    fn compare(&self, node: usize, rounds: &[RoundCode], marks: &OfficeMarks, national: &OfficeMarks) -> NodeScore {
        let target =
            self.instrument.nodes()[node].target.as_ref().expect("the reader refuses a target node without target");
        let source = match target.scope {
            TargetScope::Office => marks,
            TargetScope::National => national,
        };
        let value = source.latest_value(node, rounds);
        let achieved = value.map(|v| target.is_achieved_by(v));
        NodeScore {
            target: Some(Box::new(TargetScore { value, target: target.value, achieved })),
            ..NodeScore::left_out(Reason::Target)
        }
    }

    /// Rules 3, 5 and 6: the weighted mean of the scored parts. `leaves` are those whose gaps make it incomplete.
    fn mean_of(&self, parts: &[usize], leaves: &[usize], nodes: &[NodeScore], part_is: Part) -> NodeScore {
        let mut counted = Vec::with_capacity(parts.len());
        let mut excluded = Vec::new();
        let mut sum = Fraction::new(0, LEAF_DENOMINATOR as i128);
        let mut weight_sum = Fraction::whole(0);
        for part in parts {
            match &nodes[*part].outcome {
                Outcome::Scored(score) => {
                    counted.push(*part);
                    let weight = &self.weights[*part];
                    match part_is {
                        Part::Mean => sum.add_product(&score.mean, weight),
                        Part::Level => sum.add_product(&Fraction::whole(i64::from(score.level.0)), weight),
                    }
                    weight_sum = weight_sum.plus(weight);
                }
                Outcome::LeftOut(reason) => excluded.push((*part, *reason)),
                Outcome::Incomplete => {}
            }
        }
        let incomplete = |i: &&usize| matches!(nodes[**i].outcome, Outcome::Incomplete);
        let blocked_by: Vec<usize> = leaves.iter().filter(incomplete).copied().collect();
        let outcome = if !blocked_by.is_empty() {
            Outcome::Incomplete
        } else if counted.is_empty() {
            Outcome::LeftOut(Reason::NoScoredPart)
        } else {
            Outcome::Scored(banded(self.instrument, sum.divided_by(&weight_sum)))
        };
        NodeScore { outcome, counted, left_out: excluded, blocked_by, ..NodeScore::EMPTY }
    }
}

/// Rule 5: the level is the band of the shown mean, so that 4.205 is 4.21 and ดีเยี่ยม.
fn banded(instrument: &Instrument, mean: Fraction) -> Score {
    let shown = mean.round_half_up(instrument.scoring.decimals);
    let level = instrument.bands.of_mean(shown).level;
    Score { mean, shown, level }
}

fn leaf_scores(instrument: &Instrument) -> Vec<Score> {
    let twelfths = 0..=LEAF_DENOMINATOR * usize::from(instrument.bands.highest().0);
    twelfths.map(|n| twelfths_score(instrument, n)).collect()
}

fn twelfths_score(instrument: &Instrument, twelfths: usize) -> Score {
    banded(instrument, Fraction::new(twelfths as i128, LEAF_DENOMINATOR as i128))
}

fn exact_weights(instrument: &Instrument) -> Vec<Fraction> {
    let nodes = instrument.nodes();
    let scale = nodes.iter().map(|n| n.weight.scale()).max().unwrap_or(0);
    // Only ratios of weights matter, so all may be multiplied by the same power of ten.
    let whole: Option<Vec<Fraction>> = nodes
        .iter()
        .map(|n| {
            n.weight.units().checked_mul(10_i128.pow(scale - n.weight.scale())).map(|units| Fraction::new(units, 1))
        })
        .collect();
    whole.unwrap_or_else(|| nodes.iter().map(|n| n.weight.to_fraction()).collect())
}

impl Plan {
    fn new(instrument: &Instrument, through: RoundCode, kind: OfficeKind) -> Plan {
        let nodes: Vec<NodePlan> =
            (0..instrument.nodes().len()).map(|i| NodePlan::new(instrument, through, kind, i)).collect();
        let overall = match instrument.scoring.overall {
            Some(OverallBasis::TopLevels | OverallBasis::TopMeans) => instrument.top().collect(),
            Some(OverallBasis::Leaves) => {
                (0..nodes.len()).filter(|i| instrument.nodes()[*i].mode != Mode::Group).collect()
            }
            None => Vec::new(),
        };
        let leaves = (0..nodes.len()).filter(|i| matches!(nodes[*i], NodePlan::Leaf { .. })).collect();
        Plan { nodes, overall, leaves }
    }
}

impl NodePlan {
    /// Rules 1 and 4.
    fn new(instrument: &Instrument, through: RoundCode, kind: OfficeKind, i: usize) -> NodePlan {
        let node = &instrument.nodes()[i];
        let applies = instrument.applies(i, kind);
        let rounds: Vec<RoundCode> = instrument.rounds_of(i).iter().copied().filter(|r| *r <= through).collect();
        match node.mode {
            Mode::Target => NodePlan::Target { rounds, applies },
            Mode::Evaluated | Mode::External | Mode::Monitored | Mode::Pending if !applies => {
                NodePlan::LeftOut(Reason::NotApplicable)
            }
            Mode::Monitored => NodePlan::LeftOut(Reason::Monitored),
            Mode::Pending => NodePlan::LeftOut(Reason::Pending),
            Mode::Evaluated | Mode::External if rounds.is_empty() => NodePlan::LeftOut(Reason::NotDue),
            Mode::Evaluated | Mode::External => NodePlan::Leaf { rounds, external: node.mode == Mode::External },
            Mode::Group => {
                let below = |j: &usize| *j != i && instrument.path(*j).any(|ancestor| ancestor == i);
                let is_leaf = |j: &usize| instrument.nodes()[*j].mode != Mode::Group;
                let leaves: Vec<usize> = (0..instrument.nodes().len()).filter(below).filter(is_leaf).collect();
                let parts = match instrument.scoring.groups {
                    GroupBasis::Leaves => leaves.clone(),
                    GroupBasis::Children => instrument.children(i).collect(),
                };
                NodePlan::Group { parts, leaves, applies }
            }
        }
    }
}
