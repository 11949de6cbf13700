//! What a lead evaluator looks at before the marks of a round become final: levels and means that stand out.

use std::collections::BTreeMap;

use crate::number::Fraction;
use crate::office::OfficeKind;

/// A mark is far from the level the office gave itself from two levels on: one level is where reasonable people differ.
pub const FAR_LEVELS: u8 = 2;

/// A mean is far from the mean of its kind from one whole level on, the width of a band.
fn far() -> Fraction {
    Fraction::whole(1)
}

/// A mean that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FarMean<T> {
    /// Whose.
    pub of: T,
    /// Mean of the office.
    pub mean: Fraction,
    /// Mean of all offices of its kind.
    pub kind_mean: Fraction,
}

/// The means that lie far from the mean of their kind, the farthest first. All of it is exact.
pub fn far_means<T: Clone + Ord>(
    means: &[(T, OfficeKind, Fraction)],
    kinds: &BTreeMap<OfficeKind, Fraction>,
) -> Vec<FarMean<T>> {
    let mut found: Vec<(Fraction, FarMean<T>)> = means
        .iter()
        .filter_map(|(of, kind, mean)| {
            let kind_mean = kinds.get(kind)?.clone();
            let gap = distance(mean, &kind_mean);
            Some((gap, FarMean { of: of.clone(), mean: mean.clone(), kind_mean }))
        })
        .filter(|(gap, _)| *gap >= far())
        .collect();
    found.sort_by(|(a, of_a), (b, of_b)| b.cmp(a).then_with(|| of_a.of.cmp(&of_b.of)));
    found.into_iter().map(|(_, far)| far).collect()
}

fn distance(a: &Fraction, b: &Fraction) -> Fraction {
    let (high, low) = if a < b { (b, a) } else { (a, b) };
    high.plus(&low.times(&Fraction::whole(-1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_compared_with_those_of_its_kind_only() {
        use OfficeKind::{Primary, Secondary};
        let means = [
            ("a", Primary, Fraction::new(9, 2)),
            ("b", Primary, Fraction::new(9, 2)),
            ("c", Primary, Fraction::new(3, 1)),
            ("d", Secondary, Fraction::new(2, 1)),
            ("e", Secondary, Fraction::new(2, 1)),
        ];
        // Primary offices have a mean of exactly 4, so c is exactly one level away.
        let kinds = BTreeMap::from([(Primary, Fraction::whole(4)), (Secondary, Fraction::whole(2))]);
        let found = far_means(&means, &kinds);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].of, &found[0].kind_mean), ("c", &Fraction::whole(4)));
        assert!(far_means::<u8>(&[], &kinds).is_empty());
    }
}
