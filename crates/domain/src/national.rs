//! The picture of many offices: how levels spread, exact means over offices, and where two years can be compared.

use std::collections::BTreeMap;

use crate::instrument::{Crosswalk, Instrument, crosswalk};
use crate::level::{Bands, Level};
use crate::number::Fraction;
use crate::office::NodeCode;

/// Fewer offices than this are not shown as a group to one of them: it could tell the others apart.
pub const FEWEST_PEERS: i64 = 5;

/// Offices that have something in common, by what level they reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    levels: BTreeMap<Level, i64>,
    sum: Fraction,
    /// Offices that lack a required level.
    pub incomplete: i64,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally { levels: BTreeMap::new(), sum: Fraction::whole(0), incomplete: 0 }
    }
}

impl Tally {
    /// Adds offices with a level, and the sum of their means.
    pub fn add(&mut self, level: Level, offices: i64, sum: &Fraction) {
        *self.levels.entry(level).or_default() += offices;
        self.sum = self.sum.plus(sum);
    }

    /// Takes over another tally.
    pub fn merge(&mut self, other: &Tally) {
        for (level, offices) in &other.levels {
            *self.levels.entry(*level).or_default() += offices;
        }
        self.sum = self.sum.plus(&other.sum);
        self.incomplete += other.incomplete;
    }

    /// The same without one office of this level and mean.
    #[must_use]
    pub fn without(mut self, level: Level, mean: &Fraction) -> Tally {
        *self.levels.entry(level).or_default() -= 1;
        self.sum = self.sum.plus(&mean.times(&Fraction::whole(-1)));
        self
    }

    /// Offices with a level.
    pub fn scored(&self) -> i64 {
        self.levels.values().sum()
    }

    /// Offices at a level.
    pub fn at(&self, level: Level) -> i64 {
        self.levels.get(&level).copied().unwrap_or(0)
    }

    /// Offices at a level or above it.
    pub fn from(&self, level: Level) -> i64 {
        self.levels.range(level..).map(|(_, offices)| offices).sum()
    }

    /// Offices below a level.
    pub fn below(&self, level: Level) -> i64 {
        self.levels.range(..level).map(|(_, offices)| offices).sum()
    }

    /// The mean of the offices' means; none of nothing.
    pub fn mean(&self) -> Option<Fraction> {
        let scored = self.scored();
        (scored > 0).then(|| self.sum.divided_by(&Fraction::whole(scored)))
    }

    /// Whether there are enough offices to be shown to one of them.
    pub fn is_anonymous(&self) -> bool {
        self.scored() >= FEWEST_PEERS
    }
}

/// The level below which an office is to be helped: the middle one, so that of five ปรับปรุง and พอใช้ lie below it.
pub fn help_below(bands: &Bands) -> Level {
    Level(bands.lowest().0 + u8::try_from(bands.iter().len() / 2).unwrap_or(0))
}

/// A share in per cent with one digit; none of nothing.
pub fn percent(part: i64, whole: i64) -> Option<String> {
    let share = |whole| Fraction::new(i128::from(part) * 100, i128::from(whole)).round_half_up(1).to_string();
    (whole > 0).then(|| share(whole))
}

/// Percentages of whole numbers that add up to a hundred: what is left of rounding down goes to the largest remainders.
pub fn widths(counts: &[i64]) -> Vec<u8> {
    let whole: i64 = counts.iter().sum();
    if whole <= 0 {
        return vec![0; counts.len()];
    }
    let mut widths: Vec<i64> = counts.iter().map(|count| count * 100 / whole).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(counts[*i] * 100 % whole));
    let left = 100 - widths.iter().sum::<i64>();
    for i in order.into_iter().cycle().take(usize::try_from(left).unwrap_or(0)) {
        widths[i] += 1;
    }
    widths.into_iter().map(|width| u8::try_from(width).unwrap_or(100)).collect()
}

/// Why two years of a line are not to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The item is new, or was not evaluated before.
    New,
    /// The item has another title or mode, or applies to others.
    Item,
    /// The overall rests on other items.
    Items,
    /// Means are combined or become levels in another way.
    Rules,
}

impl Break {
    /// The word of its message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Break::New => "new",
            Break::Item => "item",
            Break::Items => "items",
            Break::Rules => "rules",
        }
    }
}

/// What breaks the line of a node, or of the overall, between two years; none where they can be compared.
pub fn break_between(earlier: &Instrument, later: &Instrument, node: Option<&NodeCode>) -> Option<Break> {
    let rules = |instrument: &Instrument| {
        let scoring = &instrument.scoring;
        let bands: Vec<_> = instrument.bands.iter().map(|band| (band.level, band.min)).collect();
        (scoring.rounds, scoring.groups, scoring.overall.filter(|_| node.is_none()), scoring.missing, bands)
    };
    let rows = crosswalk(earlier, later);
    let counts = |code: &NodeCode| {
        [earlier, later].iter().any(|year| year.node(code.as_str()).is_some_and(|node| node.takes_level()))
    };
    let broken = match node {
        Some(code) => match rows.iter().find(|row| row.node == *code).map(|row| &row.relation) {
            Some(Crosswalk::Same) => below_differs(&rows, earlier, later, code).then_some(Break::Item),
            Some(Crosswalk::Changed { .. }) => Some(Break::Item),
            Some(Crosswalk::New | Crosswalk::Gone) | None => Some(Break::New),
        },
        None => {
            let differs = rows.iter().any(|row| row.relation != Crosswalk::Same && counts(&row.node));
            differs.then_some(Break::Items)
        }
    };
    broken.or_else(|| (rules(earlier) != rules(later)).then_some(Break::Rules))
}

/// Whether what a group's mean is taken over differs.
fn below_differs(
    rows: &[crate::instrument::CrosswalkRow],
    earlier: &Instrument,
    later: &Instrument,
    code: &NodeCode,
) -> bool {
    let is_below = |year: &Instrument, node: &NodeCode| {
        let (Some(at), Some(top)) = (year.position(node.as_str()), year.position(code.as_str())) else { return false };
        at != top && year.path(at).any(|place| place == top) && year.nodes()[at].takes_level()
    };
    rows.iter()
        .any(|row| row.relation != Crosswalk::Same && (is_below(earlier, &row.node) || is_below(later, &row.node)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shipped(year: u16) -> Instrument {
        let file = match year {
            2566 => include_str!("../../../instruments/sa-2566.toml"),
            _ => include_str!("../../../instruments/sa-2567.toml"),
        };
        crate::instrument::parse(file).unwrap()
    }

    fn code(text: &str) -> NodeCode {
        NodeCode::new(text).unwrap()
    }

    #[test]
    fn a_tally_has_exact_means_and_counts_from_and_below() {
        let mut tally = Tally::default();
        assert_eq!((tally.mean(), tally.is_anonymous()), (None, false));
        tally.add(Level(5), 2, &Fraction::new(28, 3));
        let mut other = Tally { incomplete: 1, ..Tally::default() };
        other.add(Level(2), 3, &Fraction::new(13, 2));
        tally.merge(&other);
        assert_eq!(tally.mean(), Some(Fraction::new(19, 6)));
        assert_eq!((tally.scored(), tally.at(Level(5)), tally.from(Level(4)), tally.below(Level(3))), (5, 2, 2, 3));
        assert!(tally.is_anonymous());
        let others = tally.clone().without(Level(5), &Fraction::new(14, 3));
        assert_eq!((others.scored(), others.mean(), others.is_anonymous()), (4, Some(Fraction::new(67, 24)), false));
        assert_eq!(tally.incomplete, 1);
        assert_eq!(percent(155, 238).as_deref(), Some("65.1"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(help_below(&shipped(2566).bands), Level(3), "ปรับปรุง and พอใช้ ask for help");
    }

    #[test]
    fn a_line_breaks_where_an_item_changed_and_only_there() {
        let (before, after) = (shipped(2566), shipped(2567));
        assert_eq!(break_between(&before, &before, None), None);
        assert_eq!(break_between(&before, &after, None), Some(Break::Items), "S1.3 is gone and S2.2 is only monitored");
        assert_eq!(break_between(&before, &after, Some(&code("S2.2"))), Some(Break::Item));
        assert_eq!(break_between(&before, &after, Some(&code("S1.3"))), Some(Break::New));
        assert_eq!(break_between(&before, &after, Some(&code("S2.1"))), None);
        assert_eq!(break_between(&before, &after, Some(&code("S1"))), Some(Break::Item), "its items are others");
    }

    proptest! {
        #[test]
        fn widths_add_up_to_a_hundred(counts in prop::collection::vec(0_i64..30_000, 1..8)) {
            let widths = widths(&counts);
            let sum: u32 = widths.iter().map(|width| u32::from(*width)).sum();
            prop_assert_eq!(sum, if counts.iter().sum::<i64>() > 0 { 100 } else { 0 });
            for (count, width) in counts.iter().zip(&widths) {
                prop_assert!(*count > 0 || *width == 0);
            }
        }
    }
}
