//! Rounds: the window in which offices report on an instrument, how far it has come, and the longer window of a single office.
//!
//! Days are days in Bangkok. Dates move a round from planned to open to closed; people move it on.

use jiff::civil::Date;

use crate::problem::Fault;

/// How far a round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundState {
    /// Its first day has not come.
    Planned,
    /// Offices may report.
    Open,
    /// Offices may report no longer.
    Closed,
    /// Evaluators mark.
    Marking,
    /// The marks are final.
    Confirmed,
    /// The results are public.
    Published,
}

impl RoundState {
    /// All states in order.
    pub const ALL: [RoundState; 6] = [
        RoundState::Planned,
        RoundState::Open,
        RoundState::Closed,
        RoundState::Marking,
        RoundState::Confirmed,
        RoundState::Published,
    ];

    /// "planned", "open", …
    pub const fn as_str(self) -> &'static str {
        match self {
            RoundState::Planned => "planned",
            RoundState::Open => "open",
            RoundState::Closed => "closed",
            RoundState::Marking => "marking",
            RoundState::Confirmed => "confirmed",
            RoundState::Published => "published",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<RoundState> {
        RoundState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// The window of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First day on which offices may report.
    pub opens_on: Date,
    /// Last day on which a report is in time.
    pub due_on: Date,
    /// Last day on which a report is taken, late.
    pub closes_on: Date,
}

impl Calendar {
    /// A window.
    ///
    /// # Errors
    /// When the days are not in order.
    pub fn new(opens_on: Date, due_on: Date, closes_on: Date) -> Result<Calendar, Fault> {
        if opens_on <= due_on && due_on <= closes_on {
            return Ok(Calendar { opens_on, due_on, closes_on });
        }
        let fault = Fault::new("calendar-order").with("opens", opens_on).with("due", due_on);
        Err(fault.with("closes", closes_on))
    }
}

/// A round of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// How far it has come.
    pub state: RoundState,
    /// Its window; absent until the centre has set one.
    pub calendar: Option<Calendar>,
}

impl Round {
    /// A round of which nothing is set yet.
    pub const PLANNED: Round = Round { state: RoundState::Planned, calendar: None };

    /// How far the calendar says it has come on a day; what people moved on stays.
    pub fn state_on(self, day: Date) -> RoundState {
        match (self.state, self.calendar) {
            (RoundState::Planned, Some(window)) if day > window.closes_on => RoundState::Closed,
            (RoundState::Planned, Some(window)) if day >= window.opens_on => RoundState::Open,
            (RoundState::Open, Some(window)) if day > window.closes_on => RoundState::Closed,
            (state, _) => state,
        }
    }

    /// The last day on which a report is in time, with the office's own longer window; none without a calendar.
    pub fn due(self, extension: Option<Date>) -> Option<Date> {
        self.calendar.map(|window| extension.map_or(window.due_on, |until| until.max(window.due_on)))
    }

    /// Sets the window. While it is open the first day stays as it was.
    ///
    /// # Errors
    /// When the round is closed already, or an open one would begin on another day.
    pub fn plan(self, calendar: Calendar) -> Result<Round, Fault> {
        match (self.state, self.calendar) {
            (RoundState::Planned, _) => {}
            (RoundState::Open, Some(before)) if before.opens_on == calendar.opens_on => {}
            (RoundState::Open, _) => return Err(Fault::new("round-opened-already")),
            _ => return Err(self.not_possible()),
        }
        Ok(Round { calendar: Some(calendar), ..self })
    }

    /// Lets offices report.
    ///
    /// # Errors
    /// When it is not planned, has no window, or its first day has not come.
    pub fn open(self, today: Date) -> Result<Round, Fault> {
        if self.state != RoundState::Planned {
            return Err(self.not_possible());
        }
        let window = self.calendar.ok_or_else(|| Fault::new("round-without-calendar"))?;
        if today < window.opens_on {
            return Err(Fault::new("round-opens-later").with("day", window.opens_on));
        }
        Ok(Round { state: RoundState::Open, ..self })
    }

    /// Takes reports no longer, but from offices with a longer window.
    ///
    /// # Errors
    /// When it is not open, or its last day is not over.
    pub fn close(self, today: Date) -> Result<Round, Fault> {
        match (self.state, self.calendar) {
            (RoundState::Open, Some(window)) if today <= window.closes_on => {
                Err(Fault::new("round-closes-later").with("day", window.closes_on))
            }
            (RoundState::Open, _) => Ok(Round { state: RoundState::Closed, ..self }),
            _ => Err(self.not_possible()),
        }
    }

    /// Ends reporting for everybody, those with a longer window included.
    ///
    /// # Errors
    /// When it is not closed, or the longest window, `last_extension`, is not over.
    pub fn begin_marking(self, today: Date, last_extension: Option<Date>) -> Result<Round, Fault> {
        match (self.state, last_extension) {
            (RoundState::Closed, Some(until)) if today <= until => {
                Err(Fault::new("round-closes-later").with("day", until))
            }
            (RoundState::Closed, _) => Ok(Round { state: RoundState::Marking, ..self }),
            _ => Err(self.not_possible()),
        }
    }

    /// Declares the marks final.
    ///
    /// # Errors
    /// When evaluators are not marking.
    pub fn confirm(self) -> Result<Round, Fault> {
        self.follow(RoundState::Marking, RoundState::Confirmed)
    }

    /// Makes the results public. A correction leaves it published, and results that came from files, without any report, leave it planned.
    ///
    /// # Errors
    /// When offices report in it and the marks are not final.
    pub fn publish(self) -> Result<Round, Fault> {
        match self.state {
            RoundState::Planned | RoundState::Published => Ok(self),
            _ => self.follow(RoundState::Confirmed, RoundState::Published),
        }
    }

    /// Refuses what an office does on its report outside of its window.
    ///
    /// # Errors
    /// When the window of the round, and a longer one of the office, are over.
    pub fn check_open(self, today: Date, extension: Option<Date>) -> Result<(), Fault> {
        let is_longer = matches!(self.state, RoundState::Open | RoundState::Closed)
            && extension.is_some_and(|until| today <= until);
        if self.state != RoundState::Planned && self.state_on(today) == RoundState::Open || is_longer {
            return Ok(());
        }
        Err(Fault::new("round-not-open").with("state", self.state_on(today).as_str()))
    }

    /// Refuses corrections, screening and marks once the marks are final, and everything before the round is open.
    ///
    /// # Errors
    /// When it is not between the two.
    pub fn check_judged(self) -> Result<(), Fault> {
        match self.state {
            RoundState::Open | RoundState::Closed | RoundState::Marking => Ok(()),
            _ => Err(self.not_possible()),
        }
    }

    /// Whether a report that is certified on a day is late.
    pub fn is_late(self, day: Date, extension: Option<Date>) -> bool {
        self.due(extension).is_some_and(|due| day > due)
    }

    fn follow(self, from: RoundState, to: RoundState) -> Result<Round, Fault> {
        if self.state == from { Ok(Round { state: to, ..self }) } else { Err(self.not_possible()) }
    }

    fn not_possible(self) -> Fault {
        Fault::new("round-state").with("state", self.state.as_str())
    }
}

/// What became of the wish for a longer window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Waiting,
    /// The office may report up to this day.
    Granted(Date),
    /// The window stays as it is.
    Refused,
}

/// A longer window of one office, asked for by its director and decided by the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The last day that was asked for.
    pub asked_until: Date,
    /// Why.
    pub reason: String,
    /// What the centre decided.
    pub decision: Decision,
    /// What the centre said to it; empty where it granted without a word.
    pub answer: String,
}

impl Extension {
    /// Asks for a longer window; after a decision one may ask again.
    ///
    /// # Errors
    /// When a wish waits already, the round is past reporting, the day lies within the window, or no reason is given.
    pub fn ask(before: Option<&Extension>, round: Round, until: Date, reason: &str) -> Result<Extension, Fault> {
        if before.is_some_and(|extension| extension.decision == Decision::Waiting) {
            return Err(Fault::new("extension-waits"));
        }
        if !matches!(round.state, RoundState::Open | RoundState::Closed) {
            return Err(round.not_possible());
        }
        if round.calendar.is_some_and(|window| until <= window.due_on) {
            return Err(Fault::new("extension-too-short").with("day", until));
        }
        Ok(Extension { asked_until: until, reason: words(reason)?, decision: Decision::Waiting, answer: String::new() })
    }

    /// Grants it up to a day, which need not be the one that was asked for.
    ///
    /// # Errors
    /// When it is decided already.
    pub fn grant(self, until: Date, answer: &str) -> Result<Extension, Fault> {
        self.decide(Decision::Granted(until), answer.trim().to_owned())
    }

    /// Refuses it, in words.
    ///
    /// # Errors
    /// When it is decided already, or nothing is said.
    pub fn refuse(self, answer: &str) -> Result<Extension, Fault> {
        let answer = words(answer)?;
        self.decide(Decision::Refused, answer)
    }

    /// The last day on which the office may report because of it.
    pub fn until(&self) -> Option<Date> {
        match self.decision {
            Decision::Granted(until) => Some(until),
            Decision::Waiting | Decision::Refused => None,
        }
    }

    fn decide(self, decision: Decision, answer: String) -> Result<Extension, Fault> {
        if self.decision == Decision::Waiting {
            Ok(Extension { decision, answer, ..self })
        } else {
            Err(Fault::new("extension-decided"))
        }
    }
}

/// A reason in words, which some steps must have.
///
/// # Errors
/// When there is none.
pub fn words(reason: &str) -> Result<String, Fault> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Fault::new("reason-missing")) } else { Ok(reason.to_owned()) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(day: i8) -> Date {
        date(2026, 4, day)
    }

    fn planned() -> Round {
        Round::PLANNED.plan(Calendar::new(day(1), day(10), day(15)).unwrap()).unwrap()
    }

    #[test]
    fn dates_open_and_close_and_people_move_on() {
        assert_eq!(Calendar::new(day(2), day(1), day(3)).unwrap_err().key, "calendar-order");
        assert_eq!(Round::PLANNED.open(day(1)).unwrap_err().key, "round-without-calendar");
        assert_eq!(planned().open(date(2026, 3, 31)).unwrap_err().key, "round-opens-later");
        let states = [date(2026, 3, 31), day(1), day(15), day(16)].map(|day| planned().state_on(day).as_str());
        assert_eq!(states, ["planned", "open", "open", "closed"]);
        let open = planned().open(day(1)).unwrap();
        assert_eq!(open.close(day(15)).unwrap_err().key, "round-closes-later");
        let closed = open.close(day(16)).unwrap();
        assert_eq!(closed.begin_marking(day(16), Some(day(20))).unwrap_err().key, "round-closes-later");
        let marking = closed.begin_marking(day(21), Some(day(20))).unwrap();
        assert_eq!(marking.confirm().unwrap().publish().unwrap().state, RoundState::Published);
        assert_eq!(marking.publish().unwrap_err().key, "round-state");
        assert_eq!(closed.plan(planned().calendar.unwrap()).unwrap_err().key, "round-state");
        let later = Calendar::new(day(2), day(10), day(15)).unwrap();
        assert_eq!(open.plan(later).unwrap_err().key, "round-opened-already");
    }

    #[test]
    fn a_longer_window_keeps_the_round_open_for_one_office() {
        let closed = planned().open(day(1)).unwrap().close(day(16)).unwrap();
        assert_eq!(closed.check_open(day(18), None).unwrap_err().key, "round-not-open");
        let asked = Extension::ask(None, closed, day(20), "น้ำท่วมสำนักงาน").unwrap();
        assert_eq!(Extension::ask(Some(&asked), closed, day(21), "อีกครั้ง").unwrap_err().key, "extension-waits");
        assert_eq!(Extension::ask(None, closed, day(9), "x").unwrap_err().key, "extension-too-short");
        assert_eq!(Extension::ask(None, closed, day(20), " ").unwrap_err().key, "reason-missing");
        assert_eq!(asked.until(), None);
        assert_eq!(asked.clone().refuse(" ").unwrap_err().key, "reason-missing", "a refusal is explained");
        let granted = asked.grant(day(19), "").unwrap();
        assert!(closed.check_open(day(19), granted.until()).is_ok());
        assert!(closed.check_open(day(20), granted.until()).is_err());
        assert_eq!(granted.clone().refuse("ไม่ได้").unwrap_err().key, "extension-decided");
        assert!(closed.is_late(day(11), None) && !closed.is_late(day(10), None));
        assert!(!closed.is_late(day(19), granted.until()) && closed.is_late(day(20), granted.until()));
    }
}
