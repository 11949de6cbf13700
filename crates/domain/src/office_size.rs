//! The size of an office in a fiscal year, and which offices are nearest to it.

use std::fmt;
use std::str::FromStr;

use crate::thai;

/// How many offices are set beside one. Enough that the mean of them does not jump when one of them changes, few enough that all of them
/// are of about its size: of 183 primary offices they are a ninth.
pub const PEERS: u8 = 20;

/// The number of schools under an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeSize(u32);

/// A number that is no number of schools under an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of schools between 1 and {max}: {0}", max = OfficeSize::MAX)]
pub struct OfficeSizeError(pub i64);

impl OfficeSize {
    /// The most schools an office can have: three times as many as the whole administration has, so that a number of pupils that slipped
    /// into the column is mostly told.
    pub const MAX: u32 = 100_000;

    /// The size of an office with so many schools.
    ///
    /// # Errors
    /// When the number lies outside 1-[`OfficeSize::MAX`].
    pub fn new(schools: i64) -> Result<OfficeSize, OfficeSizeError> {
        match u32::try_from(schools) {
            Ok(count @ 1..=OfficeSize::MAX) => Ok(OfficeSize(count)),
            _ => Err(OfficeSizeError(schools)),
        }
    }

    /// Schools.
    pub const fn schools(self) -> u32 {
        self.0
    }
}

impl fmt::Display for OfficeSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for OfficeSize {
    type Err = OfficeSizeError;

    fn from_str(text: &str) -> Result<OfficeSize, OfficeSizeError> {
        OfficeSize::new(thai::to_arabic_digits(text.trim()).parse().map_err(|_| OfficeSizeError(0))?)
    }
}

/// The [`PEERS`] candidates nearest in size to an office, the nearest first. Of two that are as near, the smaller one comes first, and of
/// two of the same size the one whose name (a code or id) comes first, so that the same candidates always give the same peers.
pub fn nearest<K: Ord + Copy>(
    own: OfficeSize,
    candidates: impl IntoIterator<Item = (K, OfficeSize)>,
) -> Vec<(K, OfficeSize)> {
    let mut found: Vec<(K, OfficeSize)> = candidates.into_iter().collect();
    found.sort_unstable_by_key(|(name, size)| (size.schools().abs_diff(own.schools()), *size, *name));
    found.truncate(usize::from(PEERS));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(schools: u32) -> OfficeSize {
        OfficeSize::new(schools.into()).unwrap()
    }

    #[test]
    fn a_size_is_read_in_both_kinds_of_digits_and_within_its_bounds() {
        assert_eq!("112".parse(), Ok(size(112)));
        assert_eq!(" ๑๑๒ ".parse(), Ok(size(112)));
        assert_eq!("100000".parse(), Ok(size(OfficeSize::MAX)));
        assert_eq!("0".parse::<OfficeSize>(), Err(OfficeSizeError(0)));
        assert_eq!("100001".parse::<OfficeSize>(), Err(OfficeSizeError(100_001)));
        for wrong in ["", "-5", "112.5", "many"] {
            assert!(wrong.parse::<OfficeSize>().is_err(), "{wrong}");
        }
        assert_eq!(OfficeSizeError(0).to_string(), "not a number of schools between 1 and 100000: 0");
    }

    #[test]
    fn of_two_as_near_the_smaller_comes_first_and_then_the_name() {
        let candidates = [("d", 110), ("c", 90), ("b", 110), ("a", 140), ("e", 100), ("f", 90)];
        let found = nearest(size(100), candidates.map(|(name, schools)| (name, size(schools))));
        assert_eq!(found.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["e", "c", "f", "b", "d", "a"]);
        let many = nearest(size(100), (1..=300).map(|schools| (schools, size(schools))));
        let mut sizes: Vec<u32> = many.iter().map(|(_, size)| size.schools()).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, (90..=109).collect::<Vec<_>>(), "90 and 110 are as near, and 90 is smaller");
        assert!(nearest(size(100), Vec::<(i64, OfficeSize)>::new()).is_empty());
    }

    proptest! {
        #[test]
        fn order_is_nothing_and_nobody_left_out_is_nearer(
            own in 1_u32..300,
            schools in prop::collection::vec(1_u32..300, 0..90),
        ) {
            let own = size(own);
            let candidates: Vec<(usize, OfficeSize)> = schools.iter().map(|count| size(*count)).enumerate().collect();
            let found = nearest(own, candidates.iter().copied());
            let backwards: Vec<_> = candidates.iter().rev().copied().collect();
            prop_assert_eq!(&found, &nearest(own, backwards));
            prop_assert_eq!(found.len(), candidates.len().min(usize::from(PEERS)));
            let far = |size: OfficeSize| size.schools().abs_diff(own.schools());
            let farthest = found.last().map_or(0, |(_, size)| far(*size));
            let mut left_out = candidates.iter().filter(|candidate| !found.contains(candidate));
            prop_assert!(left_out.all(|(_, size)| far(*size) >= farthest));
        }

        // What the store asks the database for: as many on either side are enough.
        #[test]
        fn the_nearest_on_either_side_hold_the_nearest_of_all(
            own in 1_u32..300,
            schools in prop::collection::vec(1_u32..300, 0..200),
        ) {
            let own = size(own);
            let all: Vec<(usize, OfficeSize)> = schools.iter().map(|count| size(*count)).enumerate().collect();
            let (mut below, mut from): (Vec<_>, Vec<_>) = all.iter().copied().partition(|(_, size)| *size < own);
            below.sort_unstable_by_key(|(name, size)| (std::cmp::Reverse(*size), *name));
            from.sort_unstable_by_key(|(name, size)| (*size, *name));
            let sides = below.into_iter().take(usize::from(PEERS)).chain(from.into_iter().take(usize::from(PEERS)));
            prop_assert_eq!(nearest(own, sides), nearest(own, all));
        }
    }
}
