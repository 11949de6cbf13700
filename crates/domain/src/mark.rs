//! Marks as they come in: one row per office, node and round, checked against the instrument.

use std::collections::HashMap;

use crate::fiscal_year::RoundCode;
use crate::instrument::{Instrument, Mode, TargetScope};
use crate::level::Level;
use crate::nearest::nearest;
use crate::number::Decimal;
use crate::office::{NATIONAL, OfficeCode, OfficeKind};
use crate::problem::{Fault, PROBLEMS_SHOWN, Problem};
use crate::round::Round;
use crate::self_report::ReportState;

/// The columns of a marks file, in order (docs/formats.md §3).
pub const COLUMNS: [&str; 6] = ["office", "node", "round", "level", "value", "note"];

/// Whose mark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// An office, by its place in the list given to the checker.
    Office(usize),
    /// The whole administration.
    National,
}

/// A row that passed all checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'r> {
    /// Whose.
    pub holder: Holder,
    /// Place of the node in the instrument.
    pub node: usize,
    /// Round.
    pub round: RoundCode,
    /// Level; always there where the node takes one.
    pub level: Option<Level>,
    /// Value; always there where the node is compared with a target.
    pub value: Option<Decimal>,
    /// Remark, as written.
    pub note: &'r str,
}

/// `str::trim`, with a look at the ends first: nearly no cell has spaces around it, and there are millions.
fn trim(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] | [last @ first] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Node and round as one number, counted through the instrument.
fn place(node: usize, round: RoundCode) -> usize {
    node * RoundCode::ALL.len() + round.index()
}

/// A node in a round.
#[derive(Clone, Copy)]
struct Place<'a> {
    node: &'a str,
    round: RoundCode,
    /// Whether it takes a level, from each kind of office.
    takes: [bool; 2],
}

/// Checks rows one by one and keeps the problems, at most [`PROBLEMS_SHOWN`].
#[derive(Clone)]
pub struct MarkChecker<'a> {
    instrument: &'a Instrument,
    offices: &'a [(OfficeCode, OfficeKind)],
    by_code: HashMap<&'a str, usize>,
    /// One bit per (holder, node, round): which rows were seen.
    seen: Vec<u64>,
    /// The office of the row before: files are mostly sorted by office.
    last: Option<usize>,
    /// Node and round of the row before, as one number ([`place`]).
    last_place: usize,
    /// By node and round, those of the row that came after it the last time: most files have the same items for each office.
    follows: Vec<usize>,
    /// All nodes and rounds, and the levels that are one digit, as [`MarkChecker::expected`] looks them up.
    places: Vec<Place<'a>>,
    digits: [Option<Level>; 10],
    problems: Vec<Problem>,
}

impl<'a> MarkChecker<'a> {
    /// A checker for marks of an instrument given to these offices.
    pub fn new(instrument: &'a Instrument, offices: &'a [(OfficeCode, OfficeKind)]) -> MarkChecker<'a> {
        let place = |i: usize, round| {
            let takes = matches!(instrument.nodes()[i].mode, Mode::Evaluated | Mode::External)
                && instrument.rounds_of(i).contains(&round);
            let takes = OfficeKind::ALL.map(|kind| takes && instrument.applies(i, kind));
            Place { node: instrument.nodes()[i].code.as_str(), round, takes }
        };
        let places: Vec<Place<'_>> =
            (0..instrument.nodes().len()).flat_map(|i| RoundCode::ALL.map(|round| place(i, round))).collect();
        MarkChecker {
            instrument,
            offices,
            by_code: offices.iter().enumerate().map(|(i, (code, _))| (code.as_str(), i)).collect(),
            seen: vec![0; ((offices.len() + 1) * places.len()).div_ceil(64)],
            last: None,
            last_place: 0,
            follows: vec![0; places.len()],
            places,
            digits: std::array::from_fn(|n| Some(instrument.bands.of_level(Level(n as u8))?.level)),
            problems: Vec::new(),
        }
    }

    /// Whether so many problems were found that reading on serves nobody.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_SHOWN
    }

    /// Whether both saw a mark for the same office, node and round.
    pub fn overlaps(&self, other: &MarkChecker<'_>) -> bool {
        self.seen.iter().zip(&other.seen).any(|(own, others)| own & others != 0)
    }

    /// The problems found, leaving none.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// Notes a problem of a row that could not be taken apart.
    pub fn note(&mut self, problem: Problem) {
        if !self.is_full() {
            self.problems.push(problem);
        }
    }

    fn fault(&mut self, line: u32, column: &'static str, fault: Fault) {
        self.note(Problem::at(line, column, fault));
    }

    /// Checks a row, its cells in the order of [`COLUMNS`]. `None`: it has a problem, which is noted.
    pub fn check<'r>(&mut self, line: u32, cells: [&'r str; 6]) -> Option<Mark<'r>> {
        if let Some(mark) = self.expected(cells) {
            return self.is_first(line, &mark).then_some(mark);
        }
        let [office, node, round, level, value, note] = cells.map(trim);
        let holder = self.holder(line, office);
        let node = self.node(line, node);
        let round = node.and_then(|n| self.round(line, n, round));
        let (holder, node, round) = (holder?, node?, round?);
        let fits = self.fits(line, holder, node);
        let level = self.level(line, node, level);
        let value = self.value(line, node, value);
        if !fits {
            return None;
        }
        let (level, value) = (level.ok()?, value.ok()?);
        let mark = Mark { holder, node, round, level, value, note };
        let place = place(node, round);
        self.follows[self.last_place] = place;
        self.last_place = place;
        self.is_first(line, &mark).then_some(mark)
    }

    /// The mark of a row like nearly all of the millions in a file: a level, for the node and round that follow those of the row before,
    /// written without a space. `None` says nothing about the row.
    fn expected<'r>(&mut self, [office, node, round, level, value, note]: [&'r str; 6]) -> Option<Mark<'r>> {
        let known = self.last.filter(|last| self.offices[*last].0.as_str() == office);
        let holder = known.or_else(|| self.by_code.get(office).copied())?;
        let at = self.follows[self.last_place];
        let place = &self.places[at];
        let &[digit @ b'0'..=b'9'] = level.as_bytes() else { return None };
        let level = self.digits[usize::from(digit - b'0')]?;
        let takes = place.takes[self.offices[holder].1.index()];
        if !takes || place.node != node || place.round.as_str() != round || !value.is_empty() {
            return None;
        }
        self.last = Some(holder);
        self.last_place = at;
        let node = at / RoundCode::ALL.len();
        Some(Mark {
            holder: Holder::Office(holder),
            node,
            round: place.round,
            level: Some(level),
            value: None,
            note: trim(note),
        })
    }

    fn holder(&mut self, line: u32, code: &str) -> Option<Holder> {
        if let Some(last) = self.last
            && self.offices[last].0.as_str() == code
        {
            return Some(Holder::Office(last));
        }
        if let Some(i) = self.by_code.get(code) {
            self.last = Some(*i);
            return Some(Holder::Office(*i));
        }
        if code == NATIONAL {
            return Some(Holder::National);
        }
        let near = nearest(code, self.by_code.keys().copied());
        self.fault(line, "office", Fault::new("mark-office-unknown").with("office", code).with_nearest(near));
        None
    }

    fn node(&mut self, line: u32, code: &str) -> Option<usize> {
        let found = self.instrument.position(code);
        if found.is_none() {
            let near = nearest(code, self.instrument.nodes().iter().map(|n| n.code.as_str()));
            self.fault(line, "node", Fault::new("mark-node-unknown").with("node", code).with_nearest(near));
        }
        found
    }

    fn round(&mut self, line: u32, node: usize, text: &str) -> Option<RoundCode> {
        let allowed = self.instrument.rounds_of(node);
        let found = allowed.iter().copied().find(|r| r.as_str().eq_ignore_ascii_case(text));
        if found.is_none() {
            let words = allowed.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ");
            self.fault(line, "round", Fault::new("round-unknown").with("round", text).with("rounds", words));
        }
        found
    }

    /// Whether the node takes marks, and from this holder.
    fn fits(&mut self, line: u32, holder: Holder, node: usize) -> bool {
        let of = &self.instrument.nodes()[node];
        let national = of.target.as_ref().is_some_and(|t| of.mode == Mode::Target && t.scope == TargetScope::National);
        if matches!(of.mode, Mode::Group | Mode::Monitored | Mode::Pending) {
            let fault = Fault::new("mark-node-takes-none").with("node", &of.code).with("mode", of.mode.as_str());
            self.fault(line, "node", fault);
            return false;
        }
        match holder {
            Holder::National if !national => {
                self.fault(line, "office", Fault::new("mark-node-not-national").with("node", &of.code));
                false
            }
            Holder::Office(_) if national => {
                self.fault(
                    line,
                    "office",
                    Fault::new("mark-node-national").with("node", &of.code).with("national", NATIONAL),
                );
                false
            }
            Holder::Office(i) if !self.instrument.applies(node, self.offices[i].1) => {
                let (office, kind) = &self.offices[i];
                let fault = Fault::new("mark-node-not-applicable")
                    .with("node", &of.code)
                    .with("office", office)
                    .with("kind", kind.short_th());
                self.fault(line, "node", fault);
                false
            }
            _ => true,
        }
    }

    fn level(&mut self, line: u32, node: usize, text: &str) -> Result<Option<Level>, ()> {
        let of = &self.instrument.nodes()[node];
        let (takes, bands) = (of.takes_level(), &self.instrument.bands);
        if text.is_empty() {
            if takes {
                let fault =
                    Fault::new("mark-level-missing").with("lowest", bands.lowest()).with("highest", bands.highest());
                self.fault(line, "level", fault);
                return Err(());
            }
            return Ok(None);
        }
        if of.mode == Mode::Target {
            self.fault(line, "level", Fault::new("mark-level-on-target").with("node", &of.code));
            return Err(());
        }
        match bands.parse_level(text) {
            Some(level) => Ok(Some(level)),
            None => {
                let names = bands.iter().rev().map(|b| b.name_th.as_str()).collect::<Vec<_>>().join(", ");
                let fault = Fault::new("mark-level-unknown")
                    .with("level", text)
                    .with("lowest", bands.lowest())
                    .with("highest", bands.highest())
                    .with("names", names);
                self.fault(line, "level", fault);
                Err(())
            }
        }
    }

    fn value(&mut self, line: u32, node: usize, text: &str) -> Result<Option<Decimal>, ()> {
        let of = &self.instrument.nodes()[node];
        if text.is_empty() {
            if of.mode == Mode::Target {
                self.fault(line, "value", Fault::new("mark-value-missing").with("node", &of.code));
                return Err(());
            }
            return Ok(None);
        }
        match text.parse::<Decimal>() {
            Ok(value) => Ok(Some(value)),
            Err(_) => {
                self.fault(line, "value", Fault::new("mark-value-malformed").with("value", text));
                Err(())
            }
        }
    }

    fn is_first(&mut self, line: u32, mark: &Mark<'_>) -> bool {
        let holder = match mark.holder {
            Holder::Office(i) => i + 1,
            Holder::National => 0,
        };
        let cell = holder * self.places.len() + place(mark.node, mark.round);
        let bit = 1_u64 << (cell % 64);
        if self.seen[cell / 64] & bit != 0 {
            let office = match mark.holder {
                Holder::Office(i) => self.offices[i].0.as_str(),
                Holder::National => NATIONAL,
            };
            let node = &self.instrument.nodes()[mark.node].code;
            let fault = Fault::new("mark-repeated").with("office", office).with("node", node).with("round", mark.round);
            self.fault(line, "office", fault);
            return false;
        }
        self.seen[cell / 64] |= bit;
        true
    }
}

/// Refuses marks where there are none to give: they begin with the acceptance of a report, and each can be corrected, also after the last one,
/// until a lead evaluator declares those of the round final.
///
/// # Errors
/// When the report is not accepted; when the marks are final.
pub fn check_open(round: Round, report: ReportState) -> Result<(), Fault> {
    round.check_judged()?;
    match report {
        ReportState::Accepted | ReportState::Marked => Ok(()),
        _ => Err(Fault::new("report-state").with("state", report.as_str())),
    }
}

/// Refuses a level that an evaluator gives to an item of a report: `levels` are the one given and the one the office gave itself.
///
/// # Errors
/// When the level is none of the instrument; when it differs and nothing says why.
pub fn check_given(
    instrument: &Instrument,
    (given, own): (Level, Option<Level>),
    justification: &str,
) -> Result<(), Fault> {
    let bands = &instrument.bands;
    if bands.of_level(given).is_none() {
        let fault = Fault::new("answer-level-unknown").with("level", given).with("lowest", bands.lowest());
        return Err(fault.with("highest", bands.highest()));
    }
    match own {
        Some(own) if own != given && justification.trim().is_empty() => {
            Err(Fault::new("mark-justification-missing").with("level", given).with("own", own))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::round::RoundState;

    #[test]
    fn a_mark_can_be_corrected_until_the_round_is_confirmed() {
        let open = |round, report| check_open(Round { state: round, calendar: None }, report).is_ok();
        for round in RoundState::ALL {
            for report in ReportState::ALL {
                let is_judged = matches!(round, RoundState::Open | RoundState::Closed | RoundState::Marking);
                let is_marking = matches!(report, ReportState::Accepted | ReportState::Marked);
                assert_eq!(open(round, report), is_judged && is_marking, "{round:?} {report:?}");
            }
        }
    }

    const INSTRUMENTS: [&str; 2] =
        [include_str!("../../../instruments/qp-2566.toml"), include_str!("../../../instruments/ap-2566.toml")];

    proptest! {
        /// What the rows before were changes how fast a row is checked, not what comes of it.
        #[test]
        fn a_row_is_checked_as_if_it_were_the_first(
            which in 0_usize..2,
            picks in proptest::collection::vec((0_usize..5, 0_usize..40, 0_usize..8, 0_usize..12, 0_usize..12), 1..80),
        ) {
            let instrument = crate::instrument::parse(INSTRUMENTS[which]).unwrap();
            let offices = [("P1", OfficeKind::Primary), ("P2", OfficeKind::Primary), ("S1", OfficeKind::Secondary)]
                .map(|(code, kind)| (OfficeCode::new(code).unwrap(), kind));
            let mut checker = MarkChecker::new(&instrument, &offices);
            let mut taken = Vec::new();
            let mut node = 0;
            for (line, (office, step, round, level, value)) in (2..).zip(picks) {
                // Mostly the node after the one before, sometimes any, sometimes none.
                node = if step < 30 { node + 1 } else { step * 7 } % (instrument.nodes().len() + 1);
                let cells = [
                    ["P1", "P1", "P2", "S1", "X9"][office],
                    instrument.nodes().get(node).map_or("none", |node| node.code.as_str()),
                    ["R6", "R12", "R6", "R12", "R6", "r6", "R3", " R12"][round],
                    ["1", "2", "3", "4", "5", "5", "0", "6", "", "๓", " 4", "44"][level],
                    if value == 0 { "3.5" } else { "" },
                    "",
                ];
                let alone = MarkChecker::new(&instrument, &offices).check(line, cells);
                let is_repeated = alone.is_some_and(|mark| taken.contains(&(mark.holder, mark.node, mark.round)));
                prop_assert_eq!(checker.check(line, cells), alone.filter(|_| !is_repeated), "{:?}", cells);
                taken.extend(alone.map(|mark| (mark.holder, mark.node, mark.round)));
            }
        }
    }
}
