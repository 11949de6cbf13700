//! Chance that is the same on every machine and in every version: ChaCha8, one stream per thing that is drawn.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of chance.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of one thing, named by its parts.
    pub(super) fn of(seed: u64, parts: &[&str]) -> Chance {
        let mut hasher = Sha256::new();
        hasher.update(seed.to_le_bytes());
        for part in parts {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        Chance(ChaCha8Rng::from_seed(hasher.finalize().into()))
    }

    /// A whole number from 0 up to and without `end`.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // The product of two 32-bit numbers keeps its upper half within 32 bits.
        ((u64::from(self.0.next_u32()) * u64::from(end)) >> 32) as u32
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).expect("the lists are short")) as usize
    }

    /// One of a list that is not empty.
    pub(super) fn one_of<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.place(list.len())]
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below(high.abs_diff(low) + 1).cast_signed()
    }

    /// A number of the normal distribution around 0, in thousandths of `spread`: twelve even ones added up.
    pub(super) fn normal(&mut self, spread: i32) -> i32 {
        let sum: i32 = (0..12).map(|_| self.between(0, 1000)).sum();
        (sum - 6000) * spread / 1000
    }
}
