//! The one place that reads the clock.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

/// Where "now" comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine.
    System,
    /// A moment that stands still, so that what is made repeats byte for byte.
    Fixed(Timestamp),
}

impl Clock {
    /// This moment, UTC, to the millisecond that is stored.
    pub fn now(self) -> Timestamp {
        match self {
            Clock::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the clock")]
                let now = Timestamp::now();
                Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
            }
            Clock::Fixed(moment) => moment,
        }
    }
}

/// The day in Bangkok on which an instant falls. Thailand has kept UTC+7 without summer time since 1920.
pub fn bangkok_day(instant: Timestamp) -> Date {
    TimeZone::fixed(Offset::constant(7)).to_datetime(instant).date()
}

/// The moment at which a day begins in Bangkok.
pub fn bangkok_midnight(day: Date) -> Timestamp {
    Offset::constant(7).to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// The time of day in Bangkok.
pub fn bangkok_time(instant: Timestamp) -> Time {
    TimeZone::fixed(Offset::constant(7)).to_datetime(instant).time()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_bangkok_seven_hours_before_utc() {
        let evening: Timestamp = "2021-11-15T17:30:00Z".parse().unwrap();
        assert_eq!(bangkok_day(evening), jiff::civil::date(2021, 11, 16));
        assert_eq!(bangkok_midnight(jiff::civil::date(2021, 11, 16)).to_string(), "2021-11-15T17:00:00Z");
    }
}
