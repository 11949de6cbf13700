//! What would change the overall level of an office: for every item, what one level more would do. All of it is scored, none of it guessed.

use crate::fiscal_year::RoundCode;
use crate::level::Level;
use crate::number::{Decimal, Fraction};
use crate::office::OfficeKind;
use crate::scoring::{OfficeMarks, Score, Scorer};

/// An item with one level more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Place of the item in the instrument.
    pub node: usize,
    /// The round whose level is one more.
    pub round: RoundCode,
    /// The level it has.
    pub from: Level,
    /// The level it would have.
    pub to: Level,
    /// The overall that would follow.
    pub overall: Score,
    /// What the overall mean gains.
    pub gain: Fraction,
    /// What the mean of the item's top node gains, which an overall taken over levels may not show yet.
    pub gain_above: Fraction,
}

/// Where an office stands between two bands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The overall as it is.
    pub overall: Score,
    /// The next level and the lowest mean that has it; none at the highest.
    pub next: Option<(Level, Decimal)>,
    /// How much the mean lacks to it.
    pub lacks: Option<Fraction>,
    /// Items that can rise: first those that alone lead to the next level, then those that move most.
    pub steps: Vec<Step>,
}

/// Looks at every item of an office; none where there is no overall.
pub fn outlook(scorer: &Scorer<'_>, kind: OfficeKind, marks: &OfficeMarks, national: &OfficeMarks) -> Option<Outlook> {
    let instrument = scorer.instrument();
    let before = scorer.score(kind, marks, national);
    let overall = before.overall.as_ref()?.score()?.clone();
    let next = instrument.bands.iter().rev().find(|band| band.level > overall.level);
    let lacks = next.map(|band| less(&band.min.to_fraction(), &overall.mean));
    let mut steps = Vec::new();
    for (node, score) in before.nodes.iter().enumerate() {
        if score.score().is_none() || instrument.children(node).next().is_some() {
            continue;
        }
        // The last round that has a level is the one whose successor is still to come.
        let Some((round, from)) = score.marks.iter().last() else { continue };
        let to = Level(from.0 + 1);
        if to > instrument.bands.highest() {
            continue;
        }
        let mut raised = marks.clone();
        raised.set_level(node, round, to);
        let after = scorer.score(kind, &raised, national);
        let Some(then) = after.overall.as_ref().and_then(|overall| overall.score()) else { continue };
        let top = instrument.path(node).last().unwrap_or(node);
        let above = |sheet: &crate::scoring::ScoreSheet| sheet.nodes[top].score().map(|score| score.mean.clone());
        let gain_above = match (above(&after), above(&before)) {
            (Some(after), Some(before)) => less(&after, &before),
            _ => Fraction::whole(0),
        };
        let gain = less(&then.mean, &overall.mean);
        steps.push(Step { node, round, from, to, overall: then.clone(), gain, gain_above });
    }
    steps.sort_by(|a, b| {
        (b.overall.level, &b.gain, &b.gain_above)
            .cmp(&(a.overall.level, &a.gain, &a.gain_above))
            .then(a.node.cmp(&b.node))
    });
    Some(Outlook { next: next.map(|band| (band.level, band.min)), overall, lacks, steps })
}

fn less(from: &Fraction, what: &Fraction) -> Fraction {
    from.plus(&what.times(&Fraction::whole(-1)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::instrument::{Instrument, parse};

    fn sa() -> Instrument {
        parse(include_str!("../../../instruments/sa-2567.toml")).unwrap()
    }

    /// Every item at the same level, but for those that are named.
    fn marks(instrument: &Instrument, all: u8, others: &[(&str, u8)]) -> OfficeMarks {
        let mut marks = OfficeMarks::new(instrument);
        for (at, node) in instrument.nodes().iter().enumerate().filter(|(_, node)| node.takes_level()) {
            let other = others.iter().find(|(code, _)| *code == node.code.as_str());
            marks.set_level(at, RoundCode::R12, Level(other.map_or(all, |(_, level)| *level)));
        }
        marks
    }

    fn look(instrument: &Instrument, marks: &OfficeMarks) -> Outlook {
        let scorer = Scorer::new(instrument, RoundCode::R12);
        outlook(&scorer, OfficeKind::Primary, marks, &OfficeMarks::new(instrument)).unwrap()
    }

    #[test]
    fn what_alone_leads_to_the_next_level_comes_first() {
        let sa = sa();
        // Three standards at 4; one of them at 5 makes 13/3, and ดีเยี่ยม begins at 4.21. One item of two, or of three, lifts its standard
        // to 5; one of the eleven of standard 3 does not.
        let found = look(&sa, &marks(&sa, 4, &[("S1.1", 5), ("S1.2", 3)]));
        assert_eq!((found.overall.level, found.overall.mean.clone()), (Level(4), Fraction::whole(4)));
        assert_eq!(found.next, Some((Level(5), "4.21".parse().unwrap())));
        assert_eq!(found.lacks, Some(Fraction::new(21, 100)));
        let first = &found.steps[0];
        assert_eq!(sa.nodes()[first.node].code.as_str(), "S1.2", "it lifts standard 1 from 4.00 to 4.50");
        assert_eq!((first.overall.level, first.gain.clone()), (Level(5), Fraction::new(1, 3)));
        let leading = found.steps.iter().filter(|step| step.overall.level == Level(5));
        let leading: Vec<&str> = leading.map(|step| sa.nodes()[step.node].code.as_str()).collect();
        assert_eq!(leading, ["S1.2", "S2.1", "S2.4", "S2.5"]);
        assert!(
            found.steps.iter().all(|step| sa.nodes()[step.node].code.as_str() != "S1.1"),
            "the highest cannot rise"
        );
    }

    #[test]
    fn at_the_highest_level_nothing_is_lacking() {
        let sa = sa();
        let found = look(&sa, &marks(&sa, 5, &[]));
        assert_eq!((found.next, found.lacks, found.steps), (None, None, Vec::new()));
    }

    #[test]
    fn without_an_overall_there_is_no_outlook() {
        let sa = sa();
        let scorer = Scorer::new(&sa, RoundCode::R12);
        let nothing = OfficeMarks::new(&sa);
        assert_eq!(outlook(&scorer, OfficeKind::Primary, &nothing, &nothing), None);
    }

    proptest! {
        #[test]
        fn one_level_more_never_lowers_anything(levels in prop::collection::vec(1_u8..=5, 60)) {
            let sa = sa();
            let mut marks = OfficeMarks::new(&sa);
            for (at, level) in levels.iter().take(sa.nodes().len()).enumerate() {
                marks.set_level(at, RoundCode::R12, Level(*level));
            }
            let found = look(&sa, &marks);
            for step in &found.steps {
                prop_assert!(step.gain >= Fraction::whole(0) && step.gain_above > Fraction::whole(0));
                prop_assert!(step.overall.level >= found.overall.level);
                prop_assert_eq!(step.to.0, step.from.0 + 1);
            }
            prop_assert!(found.steps.windows(2).all(|two| two[0].overall.level >= two[1].overall.level));
        }
    }
}
