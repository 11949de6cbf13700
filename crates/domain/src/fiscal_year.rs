//! Fiscal years of the Buddhist Era and the rounds inside them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::thai;

/// A Thai fiscal year: year N runs from 1 October N-1 to 30 September N (Buddhist Era).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct FiscalYear(u16);

/// A number that is no fiscal year of the Buddhist Era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a fiscal year of the Buddhist Era between 2500 and 2699: {0}")]
pub struct FiscalYearError(pub i64);

impl FiscalYear {
    /// The fiscal year of a Buddhist Era number.
    ///
    /// # Errors
    /// When the number lies outside 2500-2699, which catches years written in the Common Era.
    pub fn new(year: i64) -> Result<FiscalYear, FiscalYearError> {
        match u16::try_from(year) {
            Ok(value @ 2500..=2699) => Ok(FiscalYear(value)),
            _ => Err(FiscalYearError(year)),
        }
    }

    /// The Buddhist Era number.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The fiscal year a day belongs to.
    ///
    /// # Errors
    /// When the day lies outside the supported years.
    pub fn of(day: Date) -> Result<FiscalYear, FiscalYearError> {
        let next = i64::from(day.month() >= 10);
        FiscalYear::new(i64::from(thai::buddhist_year(day)) + next)
    }

    /// First day, 1 October of the year before.
    pub fn first_day(self) -> Date {
        date(self.common_era_year() - 1, 10, 1)
    }

    /// Last day, 30 September.
    pub fn last_day(self) -> Date {
        date(self.common_era_year(), 9, 30)
    }

    fn common_era_year(self) -> i16 {
        i16::try_from(self.0).expect("at most 2699") - thai::BUDDHIST_ERA_OFFSET
    }
}

impl TryFrom<u16> for FiscalYear {
    type Error = FiscalYearError;

    fn try_from(year: u16) -> Result<FiscalYear, FiscalYearError> {
        FiscalYear::new(i64::from(year))
    }
}

impl From<FiscalYear> for u16 {
    fn from(year: FiscalYear) -> u16 {
        year.0
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for FiscalYear {
    type Err = FiscalYearError;

    fn from_str(text: &str) -> Result<FiscalYear, FiscalYearError> {
        FiscalYear::new(thai::to_arabic_digits(text.trim()).parse().map_err(|_| FiscalYearError(0))?)
    }
}

/// Which cumulative stretch of a fiscal year a round reports on, counted from 1 October.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoundCode {
    /// First three months, to 31 December.
    R3,
    /// First six months, to 31 March.
    R6,
    /// First nine months, to 30 June.
    R9,
    /// The whole year, to 30 September.
    R12,
}

impl RoundCode {
    /// All rounds in order.
    pub const ALL: [RoundCode; 4] = [RoundCode::R3, RoundCode::R6, RoundCode::R9, RoundCode::R12];

    /// "R6"
    pub const fn as_str(self) -> &'static str {
        match self {
            RoundCode::R3 => "R3",
            RoundCode::R6 => "R6",
            RoundCode::R9 => "R9",
            RoundCode::R12 => "R12",
        }
    }

    /// Months covered: 3, 6, 9 or 12.
    pub const fn months(self) -> u8 {
        match self {
            RoundCode::R3 => 3,
            RoundCode::R6 => 6,
            RoundCode::R9 => 9,
            RoundCode::R12 => 12,
        }
    }

    /// The round of a number of months.
    pub fn from_months(months: u8) -> Option<RoundCode> {
        RoundCode::ALL.into_iter().find(|r| r.months() == months)
    }

    /// "รอบ 6 เดือน"
    pub fn label_th(self) -> String {
        format!("รอบ {} เดือน", self.months())
    }

    /// Last day the round reports on.
    pub fn last_day(self, year: FiscalYear) -> Date {
        let ce = year.common_era_year();
        match self {
            RoundCode::R3 => date(ce - 1, 12, 31),
            RoundCode::R6 => date(ce, 3, 31),
            RoundCode::R9 => date(ce, 6, 30),
            RoundCode::R12 => date(ce, 9, 30),
        }
    }

    /// Place of the round in the year, 0-3.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A text that names no round.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a round (R3, R6, R9 or R12): {0:?}")]
pub struct RoundCodeError(pub String);

impl FromStr for RoundCode {
    type Err = RoundCodeError;

    fn from_str(text: &str) -> Result<RoundCode, RoundCodeError> {
        let text = text.trim();
        RoundCode::ALL
            .into_iter()
            .find(|r| r.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| RoundCodeError(text.to_owned()))
    }
}

impl fmt::Display for RoundCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fiscal_year_runs_from_october_to_september() {
        let year = FiscalYear::new(2566).unwrap();
        assert_eq!(year.first_day(), date(2022, 10, 1));
        assert_eq!(year.last_day(), date(2023, 9, 30));
        assert_eq!(FiscalYear::of(date(2022, 9, 30)).unwrap().number(), 2565);
        assert_eq!(FiscalYear::of(date(2022, 10, 1)).unwrap(), year);
        assert_eq!("๒๕๖๖".parse::<FiscalYear>().unwrap(), year);
        assert!(FiscalYear::new(2023).is_err(), "a year of the Common Era is refused");
    }

    #[test]
    fn rounds_are_cumulative_from_october() {
        let year = FiscalYear::new(2566).unwrap();
        let ends: Vec<Date> = RoundCode::ALL.into_iter().map(|r| r.last_day(year)).collect();
        assert_eq!(ends, [date(2022, 12, 31), date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)]);
        assert_eq!("r6".parse(), Ok(RoundCode::R6));
        assert_eq!(RoundCode::from_months(9), Some(RoundCode::R9));
        assert!("R7".parse::<RoundCode>().is_err());
    }
}
