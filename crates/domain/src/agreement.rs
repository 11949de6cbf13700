//! How far two evaluators agree: percent, weighted kappa and Krippendorff's alpha, all of it exact.
//!
//! The three say different things. Percent is how often both gave the same level, by chance too. Kappa and alpha take chance out: 1 is
//! perfect, 0 is what throwing dice gives, less is worse than dice. Kappa compares two fixed people, each with their own habit; alpha
//! compares opinions of whoever gave them, and corrects for small numbers.

use std::collections::BTreeMap;

use crate::level::Level;
use crate::number::Fraction;

/// Fewer pairs than this say little: one pair more or less then moves the percentage by more than three points.
pub const FEW_PAIRS: i64 = 30;

/// How often the one gave a level and the other another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(BTreeMap<(Level, Level), i64>);

/// How much graver a difference of two levels is than one of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighting {
    /// Twice as grave.
    Linear,
    /// Four times as grave.
    Quadratic,
}

impl Weighting {
    fn weight(self, one: Level, other: Level) -> i128 {
        let apart = i128::from(one.0.abs_diff(other.0));
        match self {
            Weighting::Linear => apart,
            Weighting::Quadratic => apart * apart,
        }
    }
}

impl Pairs {
    /// Adds pairs of opinions.
    pub fn add(&mut self, one: Level, other: Level, count: i64) {
        *self.0.entry((one, other)).or_default() += count;
    }

    /// How many pairs there are.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// How many of them are equal.
    pub fn equal(&self) -> i64 {
        self.0.iter().filter(|((one, other), _)| one == other).map(|(_, count)| count).sum()
    }

    /// The share of equal pairs; none of nothing.
    pub fn share(&self) -> Option<Fraction> {
        quotient(self.equal().into(), self.count().into())
    }

    /// Weighted kappa, 1 − Σ v·o ⁄ Σ v·e: `o` the pairs that are observed, `e` those that the two would give by chance with the levels
    /// each of them gave, `v` the weight of the difference. Cohen, J. (1968), "Weighted kappa: nominal scale agreement with provision for
    /// scaled disagreement or partial credit", Psychological Bulletin 70(4), 213–220. None where chance leaves no difference:
    /// both gave one and the same level throughout.
    pub fn kappa(&self, weighting: Weighting) -> Option<Fraction> {
        self.kappa_by(|one, other| weighting.weight(one, other))
    }

    fn kappa_by(&self, weight: impl Fn(Level, Level) -> i128) -> Option<Fraction> {
        let (mut ones, mut others) = (BTreeMap::<Level, i128>::new(), BTreeMap::<Level, i128>::new());
        for ((one, other), count) in &self.0 {
            *ones.entry(*one).or_default() += i128::from(*count);
            *others.entry(*other).or_default() += i128::from(*count);
        }
        let observed: i128 = self.0.iter().map(|((a, b), count)| weight(*a, *b) * i128::from(*count)).sum();
        let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
        let by_chance: i128 = pairs.map(|((a, n), (b, m))| weight(*a, *b) * n * m).sum();
        Some(one_minus(&quotient(i128::from(self.count()) * observed, by_chance)?))
    }

    /// [`alpha`] of the pairs.
    pub fn alpha(&self) -> Option<Fraction> {
        let units = self.0.iter().map(|((one, other), count)| (vec![*one, *other], *count));
        alpha(&units.collect::<Vec<_>>())
    }
}

/// Krippendorff's alpha for ordered levels, 1 − (n − 1) Σ o·δ² ⁄ Σ n·n·δ²: each unit with the levels it was given and how often such a unit
/// comes, the order of the levels without meaning. Units with one level alone have nothing to compare and are left out. Krippendorff, K.
/// (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania; the difference of two levels is how
/// many opinions lie from the one to the other. None where all levels are the same.
pub fn alpha(units: &[(Vec<Level>, i64)]) -> Option<Fraction> {
    // How often two levels coincide within a unit, each unit weighing as much as it has levels.
    let mut coincidences: BTreeMap<(Level, Level), Fraction> = BTreeMap::new();
    let mut totals: BTreeMap<Level, i64> = BTreeMap::new();
    for (levels, count) in units.iter().filter(|(levels, _)| levels.len() > 1) {
        let others = levels.len() as i128 - 1;
        for (i, one) in levels.iter().enumerate() {
            *totals.entry(*one).or_default() += count;
            for (_, other) in levels.iter().enumerate().filter(|(j, _)| *j != i) {
                let sum = coincidences.entry((*one, *other)).or_insert_with(|| Fraction::whole(0));
                *sum = sum.plus(&Fraction::new((*count).into(), others));
            }
        }
    }
    // Twice the difference, so that it stays whole: the two levels themselves count half.
    let doubled = |one: Level, other: Level| {
        let (low, high) = (one.min(other), one.max(other));
        let between: i64 = totals.range(low..=high).map(|(_, count)| count).sum();
        let apart = i128::from(2 * between - totals[&low] - totals[&high]);
        apart * apart
    };
    let mut observed = Fraction::whole(0);
    for ((one, other), count) in &coincidences {
        observed.add_product(count, &Fraction::new(doubled(*one, *other), 1));
    }
    let all: i64 = totals.values().sum();
    let pairs = totals.iter().flat_map(|one| totals.iter().map(move |other| (one, other)));
    let by_chance: i128 = pairs.map(|((a, n), (b, m))| i128::from(*n) * i128::from(*m) * doubled(*a, *b)).sum();
    let expected = (by_chance > 0).then(|| Fraction::new(by_chance, 1))?;
    Some(one_minus(&observed.times(&Fraction::whole(all - 1)).divided_by(&expected)))
}

fn quotient(above: i128, below: i128) -> Option<Fraction> {
    (below > 0).then(|| Fraction::new(above, below))
}

fn one_minus(share: &Fraction) -> Fraction {
    Fraction::whole(1).plus(&share.times(&Fraction::whole(-1)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table<const N: usize>(rows: [[i64; N]; N]) -> Pairs {
        let mut pairs = Pairs::default();
        for (one, row) in (1..).zip(rows) {
            for (other, count) in (1..).zip(row) {
                pairs.add(Level(one), Level(other), count);
            }
        }
        pairs
    }

    fn written(value: Option<Fraction>, digits: u32) -> (String, String) {
        let value = value.unwrap();
        (value.to_ratio_string(), value.round_half_up(digits).to_string())
    }

    fn words(exact: &str, shown: &str) -> (String, String) {
        (exact.to_owned(), shown.to_owned())
    }

    /// Cohen (1968), table 1: two judges, 200 cases, three diagnoses. He prints an agreement of .70, kappa .492 and, with the weights of
    /// his table, weighted kappa .348.
    #[test]
    fn the_example_of_cohen_1968() {
        let cases = table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
        assert_eq!((cases.count(), written(cases.share(), 2)), (200, words("7/10", "0.70")));
        assert_eq!(written(cases.kappa_by(|a, b| i128::from(a != b)), 3), words("29/59", "0.492"));
        let graver = |a: Level, b: Level| match (a.0.min(b.0), a.0.max(b.0)) {
            (1, 2) => 1,
            (1, 3) => 3,
            (2, 3) => 6,
            _ => 0,
        };
        assert_eq!(written(cases.kappa_by(graver), 3), words("8/23", "0.348"));
    }

    /// SAS/STAT User's Guide, the FREQ procedure, "Agreement Study" (skin condition data, two dermatologists, 88 patients): kappa 0.3449,
    /// weighted kappa with Cicchetti-Allison weights, which are linear, 0.5082.
    #[test]
    fn the_skin_condition_study_of_sas_has_its_linear_kappa() {
        let patients = table([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]);
        assert_eq!(written(patients.kappa_by(|a, b| i128::from(a != b)), 4), words("249/722", "0.3449"));
        assert_eq!(written(patients.kappa(Weighting::Linear), 4), words("2273/4473", "0.5082"));
    }

    /// Agresti, A., "Categorical Data Analysis", 2nd edition (2002), section 10.5: two pathologists, 118 slides (Landis and Koch 1977);
    /// kappa 0.493, weighted kappa with squared weights 0.78.
    #[test]
    fn the_pathologists_of_agresti_have_their_quadratic_kappa() {
        let slides = table([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]);
        assert_eq!(written(slides.kappa_by(|a, b| i128::from(a != b)), 3), words("2467/5004", "0.493"));
        assert_eq!(written(slides.kappa(Weighting::Quadratic), 2), words("2781/3548", "0.78"));
    }

    /// The example of Krippendorff (2011): four observers, twelve units, with values missing; alpha of ordinal data 0.815.
    #[test]
    fn the_example_of_krippendorff_2011() {
        let observers: [[u8; 12]; 4] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let unit = |at: usize| (observers.iter().map(|row| row[at]).filter(|v| *v > 0).map(Level).collect(), 1);
        let units: Vec<(Vec<Level>, i64)> = (0..12).map(unit).collect();
        assert_eq!(written(alpha(&units), 3), words("108577/133160", "0.815"));
    }

    #[test]
    fn nothing_and_one_level_alone_have_no_chance_to_correct() {
        let nothing = Pairs::default();
        assert_eq!((nothing.share(), nothing.kappa(Weighting::Linear), nothing.alpha()), (None, None, None));
        let alike = table([[9]]);
        assert_eq!(alike.share(), Some(Fraction::whole(1)));
        assert_eq!((alike.kappa(Weighting::Quadratic), alike.alpha()), (None, None));
    }

    proptest! {
        #[test]
        fn perfect_agreement_is_one_and_order_is_nothing_to_alpha(
            given in proptest::collection::vec((1_u8..=5, 1_u8..=5), 2..60),
        ) {
            let (mut same, mut pairs, mut turned) = (Pairs::default(), Pairs::default(), Pairs::default());
            for (one, other) in &given {
                same.add(Level(*one), Level(*one), 1);
                pairs.add(Level(*one), Level(*other), 1);
                turned.add(Level(*other), Level(*one), 1);
            }
            for value in [same.kappa(Weighting::Linear), same.kappa(Weighting::Quadratic), same.alpha()] {
                prop_assert!(value.is_none_or(|value| value == Fraction::whole(1)));
            }
            prop_assert_eq!(pairs.alpha(), turned.alpha());
            prop_assert_eq!(pairs.kappa(Weighting::Linear), turned.kappa(Weighting::Linear));
            prop_assert!(pairs.alpha().is_none_or(|alpha| alpha <= Fraction::whole(1)));
        }
    }
}
