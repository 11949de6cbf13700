//! Exact numbers: decimals as people write them and fractions as means need them.
//!
//! No binary floating point: a mean that feeds another mean stays a fraction, and only what is shown is rounded, half up.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Digits after the point that a [`Decimal`] may carry.
pub const DECIMAL_MAX_SCALE: u32 = 18;

/// An exact decimal number: `units` / 10^`scale`.
///
/// Keeps the digits it was written with ("4.50" stays "4.50"); equality and order are by value.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i128,
    scale: u32,
}

/// A text that is not a decimal number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number with at most {DECIMAL_MAX_SCALE} digits after the point: {0:?}")]
pub struct DecimalError(pub String);

impl Decimal {
    /// A decimal from its units and scale: `new(450, 2)` is 4.50.
    pub const fn new(units: i128, scale: u32) -> Decimal {
        Decimal { units, scale }
    }

    /// The value in units of 10^-`scale` of this number.
    pub const fn units(self) -> i128 {
        self.units
    }

    /// Digits after the point.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Whether the value is greater than zero.
    pub const fn is_positive(self) -> bool {
        self.units > 0
    }

    /// Adds the number as people write it, in ASCII. The same as [`fmt::Display`], several times as fast.
    pub fn write_to(self, out: &mut Vec<u8>) {
        // 39 digits of an i128, or 18 behind the point of a smaller one and what stands before them, sign and point.
        let mut text = [b'0'; 60];
        let mut at = text.len();
        let mut size = self.units.unsigned_abs();
        let mut place = 0;
        while size > 0 || place <= self.scale {
            if place == self.scale && place > 0 {
                at -= 1;
                text[at] = b'.';
            }
            // A division of 128 bits takes ten times as long, and hardly a number needs it.
            let digit = match u64::try_from(size) {
                Ok(small) => {
                    size = u128::from(small / 10);
                    small % 10
                }
                Err(_) => {
                    let digit = size % 10;
                    size /= 10;
                    digit as u64
                }
            };
            at -= 1;
            text[at] = b'0' + digit as u8;
            place += 1;
        }
        if self.units < 0 {
            at -= 1;
            text[at] = b'-';
        }
        out.extend_from_slice(&text[at..]);
    }

    /// The same value as a fraction.
    pub fn to_fraction(self) -> Fraction {
        Fraction::new(self.units, 10_i128.pow(self.scale))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads `-?digits(.digits)?`, at most 18 digits on either side of the point. Thai digits are read as Arabic ones.
    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        let fail = || DecimalError(text.to_owned());
        let ascii = crate::thai::to_arabic_digits(text.trim());
        let (negative, digits) = match ascii.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, ascii.strip_prefix('+').unwrap_or(&ascii)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let part_is_missing = digits.contains('.') && part.is_empty();
        if whole.is_empty() || part_is_missing || !all_digits(whole) || !all_digits(part) {
            return Err(fail());
        }
        let scale = u32::try_from(part.len()).map_err(|_| fail())?;
        if scale > DECIMAL_MAX_SCALE || whole.trim_start_matches('0').len() > 18 {
            return Err(fail());
        }
        let units: i128 = format!("{whole}{part}").parse().map_err(|_| fail())?;
        Ok(Decimal { units: if negative { -units } else { units }, scale })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = Vec::with_capacity(24);
        self.write_to(&mut digits);
        f.write_str(std::str::from_utf8(&digits).expect("digits are ASCII"))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        if self.scale == other.scale {
            return self.units.cmp(&other.units);
        }
        // Both scales are at most 18 and both wholes at most 18 digits, so the common units stay within 54 digits of an i128 only
        // when the scales are close; split at the point instead of multiplying out.
        let split = |d: &Decimal| {
            let base = 10_i128.pow(d.scale);
            (d.units.div_euclid(base), d.units.rem_euclid(base) * 10_i128.pow(DECIMAL_MAX_SCALE - d.scale))
        };
        split(self).cmp(&split(other))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An exact fraction. Small ones live in two `i128`s; one that outgrows them moves to big integers, so no operation overflows.
#[derive(Clone)]
pub struct Fraction(Repr);

#[derive(Clone)]
enum Repr {
    /// Not necessarily in lowest terms; the denominator is positive.
    Small(i128, i128),
    Big(Box<BigRational>),
}

/// The product, where it fits. Nearly all numbers are small, and then it fits for certain.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

/// The quotient rounded down; `b` is positive. Dividing 128 bits takes ten times as long as dividing 64.
fn floor_of(a: i128, b: i128) -> i128 {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => i128::from(a.div_euclid(b)),
        _ => a.div_euclid(b),
    }
}

impl Fraction {
    /// The fraction `numerator` / `denominator`.
    ///
    /// # Panics
    /// When `denominator` is not positive: callers count things, and a mean over nothing does not exist.
    pub fn new(numerator: i128, denominator: i128) -> Fraction {
        assert!(denominator > 0, "a fraction needs a positive denominator");
        Fraction(Repr::Small(numerator, denominator))
    }

    /// A whole number.
    pub fn whole(value: i64) -> Fraction {
        Fraction(Repr::Small(i128::from(value), 1))
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => BigRational::new(BigInt::from(*n), BigInt::from(*d)),
            Repr::Big(ratio) => (**ratio).clone(),
        }
    }

    fn from_big(ratio: BigRational) -> Fraction {
        match (ratio.numer().to_i128(), ratio.denom().to_i128()) {
            (Some(n), Some(d)) => Fraction(Repr::Small(n, d)),
            _ => Fraction(Repr::Big(Box::new(ratio))),
        }
    }

    fn reduced(&self) -> Option<Ratio<i128>> {
        match &self.0 {
            Repr::Small(n, d) => Some(Ratio::new(*n, *d)),
            Repr::Big(_) => None,
        }
    }

    fn from_ratio(ratio: Ratio<i128>) -> Fraction {
        let (n, d) = ratio.into_raw();
        Fraction(Repr::Small(n, d))
    }

    /// The sum of two fractions.
    #[inline]
    pub fn plus(&self, other: &Fraction) -> Fraction {
        if let (&Repr::Small(a, b), &Repr::Small(c, d)) = (&self.0, &other.0) {
            if b == d
                && let Some(sum) = a.checked_add(c)
            {
                return Fraction(Repr::Small(sum, b));
            }
            if let (Some(ad), Some(cb), Some(bd)) = (product(a, d), product(c, b), product(b, d))
                && let Some(sum) = ad.checked_add(cb)
            {
                return Fraction(Repr::Small(sum, bd));
            }
        }
        match (self.reduced(), other.reduced()) {
            (Some(a), Some(b)) if a.checked_add(&b).is_some() => {
                a.checked_add(&b).map(Fraction::from_ratio).expect("checked on the line above")
            }
            _ => Fraction::from_big(self.big() + other.big()),
        }
    }

    /// Adds the product of two fractions, the step of a weighted sum.
    #[inline]
    pub fn add_product(&mut self, value: &Fraction, weight: &Fraction) {
        if let (Repr::Small(a, b), &Repr::Small(c, d), &Repr::Small(w, 1)) = (&mut self.0, &value.0, &weight.0)
            && *b == d
            && let Some(sum) = product(c, w).and_then(|cw| a.checked_add(cw))
        {
            *a = sum;
            return;
        }
        *self = self.plus(&value.times(weight));
    }

    /// The product of two fractions.
    pub fn times(&self, other: &Fraction) -> Fraction {
        if let (&Repr::Small(a, b), &Repr::Small(c, d)) = (&self.0, &other.0)
            && let (Some(n), Some(m)) = (product(a, c), product(b, d))
        {
            return Fraction(Repr::Small(n, m));
        }
        match (self.reduced(), other.reduced()) {
            (Some(a), Some(b)) => match a.checked_mul(&b) {
                Some(product) => Fraction::from_ratio(product),
                None => Fraction::from_big(self.big() * other.big()),
            },
            _ => Fraction::from_big(self.big() * other.big()),
        }
    }

    /// This fraction divided by a positive one.
    ///
    /// # Panics
    /// When `divisor` is not positive.
    pub fn divided_by(&self, divisor: &Fraction) -> Fraction {
        match &divisor.0 {
            Repr::Small(n, d) if *n > 0 => self.times(&Fraction(Repr::Small(*d, *n))),
            Repr::Small(..) => panic!("a mean is divided by a positive weight"),
            Repr::Big(ratio) => {
                assert!(ratio.is_positive(), "a mean is divided by a positive weight");
                match (self.reduced(), divisor.reduced()) {
                    (Some(a), Some(b)) => a
                        .checked_div(&b)
                        .map_or_else(|| Fraction::from_big(self.big() / (**ratio).clone()), Fraction::from_ratio),
                    _ => Fraction::from_big(self.big() / (**ratio).clone()),
                }
            }
        }
    }

    /// The value rounded half up (towards the larger) to `decimals` digits, as a decimal.
    ///
    /// # Panics
    /// When it does not fit 128 bits, which no mean does.
    pub fn round_half_up(&self, decimals: u32) -> Decimal {
        self.try_round_half_up(decimals).expect("a rounded mean fits 128 bits")
    }

    /// [`Fraction::round_half_up`] of a value that people's formulas may have made too large.
    pub fn try_round_half_up(&self, decimals: u32) -> Option<Decimal> {
        let base = 10_i128.pow(decimals);
        if let Repr::Small(n, d) = self.0
            && let Some(doubled) = product(n, base).and_then(|n| product(n, 2)).and_then(|n| n.checked_add(d))
            && let Some(divisor) = product(d, 2)
        {
            return Some(Decimal::new(floor_of(doubled, divisor), decimals));
        }
        let half = BigRational::new(BigInt::one(), BigInt::from(2));
        let units = (self.big() * BigInt::from(base) + half).floor().to_integer();
        Some(Decimal::new(units.to_i128()?, decimals))
    }

    /// The fraction in lowest terms as text: "13/3".
    pub fn to_ratio_string(&self) -> String {
        match self.reduced() {
            Some(ratio) => format!("{}/{}", ratio.numer(), ratio.denom()),
            None => {
                let ratio = self.big();
                format!("{}/{}", ratio.numer(), ratio.denom())
            }
        }
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n == 0,
            Repr::Big(ratio) => ratio.is_zero(),
        }
    }
}

impl FromStr for Fraction {
    type Err = DecimalError;

    /// Reads the form that [`Fraction::to_ratio_string`] writes.
    fn from_str(text: &str) -> Result<Fraction, DecimalError> {
        let ratio: BigRational = text.parse().map_err(|_| DecimalError(text.to_owned()))?;
        Ok(Fraction::from_big(ratio))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        if let (&Repr::Small(a, b), &Repr::Small(c, d)) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (product(a, d), product(c, b))
        {
            return left.cmp(&right);
        }
        self.big().cmp(&other.big())
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_ratio_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_keep_their_digits_and_compare_by_value() {
        assert_eq!(decimal("4.50").to_string(), "4.50");
        assert_eq!(decimal("-0.05").to_string(), "-0.05");
        assert_eq!(decimal("๔.๒๑").to_string(), "4.21");
        assert_eq!(decimal("4.5"), decimal("4.500"));
        assert!(decimal("-1.5") < decimal("-1.25"));
        for bad in ["", ".", "1.", ".5", "1e3", "1,000", "ห้า", "0x1", "1.2.3", "1234567890123456789"] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
    }

    #[test]
    fn halves_round_up() {
        assert_eq!(Fraction::new(4205, 1000).round_half_up(2).to_string(), "4.21");
        assert_eq!(Fraction::new(1005, 1000).round_half_up(2).to_string(), "1.01");
        assert_eq!(Fraction::new(25, 6).round_half_up(2).to_string(), "4.17");
        assert_eq!(Fraction::new(7, 2).round_half_up(0).to_string(), "4");
    }

    #[test]
    fn a_sum_that_outgrows_128_bits_stays_exact() {
        let mut sum = Fraction::new(0, 1);
        let primes = [1_000_000_007_i128, 1_000_000_009, 1_000_000_021, 1_000_000_033, 1_000_000_087, 1_000_000_093];
        for p in primes {
            sum = sum.plus(&Fraction::new(1, p));
        }
        for p in primes {
            sum = sum.plus(&Fraction::new(-1, p));
        }
        assert!(sum.is_zero());
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_big_rationals(a in -10_000_i128..10_000, b in 1_i128..10_000, c in 1_i128..10_000, d in 1_i128..10_000) {
            let (x, y) = (Fraction::new(a, b), Fraction::new(c, d));
            prop_assert_eq!(x.plus(&y).big(), x.big() + y.big());
            prop_assert_eq!(x.times(&y).big(), x.big() * y.big());
            prop_assert_eq!(x.divided_by(&y).big(), x.big() / y.big());
            for weight in [&y, &Fraction::new(c, 1)] {
                let mut sum = Fraction::new(c, b);
                sum.add_product(&x, weight);
                prop_assert_eq!(sum.big(), Fraction::new(c, b).big() + x.big() * weight.big());
            }
            prop_assert_eq!(x.cmp(&y), x.big().cmp(&y.big()));
        }

        #[test]
        fn decimals_are_written_as_their_units_with_a_point(units in any::<i128>(), small in -1_000_000_i128..1_000_000, scale in 0_u32..=18) {
            for units in [units, small] {
                let written = Decimal::new(units, scale).to_string();
                let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
                prop_assert_eq!(part.len(), scale as usize);
                prop_assert_eq!(format!("{whole}{part}").parse::<i128>().unwrap(), units);
                prop_assert!(whole == "0" || whole == "-0" || !whole.trim_start_matches('-').starts_with('0'), "{}", written);
            }
        }

        #[test]
        fn written_fractions_read_back(a in any::<i64>(), b in 1_i64..i64::MAX) {
            let x = Fraction::new(i128::from(a), i128::from(b));
            prop_assert_eq!(x.to_ratio_string().parse::<Fraction>().unwrap(), x);
        }
    }
}
