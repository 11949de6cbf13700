//! Self-reports: what one office says in one round, on its way from the first word to the last mark.
//!
//! The office drafts, the director certifies, screeners pass or return items, evaluators mark. Which step is possible in which state is
//! one table; who may take a step is asked of the policy under the action that the step names.

use crate::answer::{Answer, Finding};
use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::instrument::{Instrument, Mode, TargetScope};
use crate::office::{InstrumentCode, NodeCode, OfficeCode, OfficeKind};
use crate::policy::Action;
use crate::problem::Fault;
use crate::round;

/// How far a report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportState {
    /// The office writes.
    Drafting,
    /// It waits for the director.
    Submitted,
    /// The director has certified it; it is locked.
    Certified,
    /// A screener returned some items, and only those are open.
    Returned,
    /// Every item has passed.
    Accepted,
    /// Every item that is evaluated has its mark.
    Marked,
    /// It is part of a publication.
    Published,
}

/// What moves a report on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The coordinator hands it to the director.
    Submit,
    /// The director hands it back to the office.
    SendBack,
    /// The director certifies it.
    Certify,
    /// A screener returns items.
    Return,
    /// A screener accepts it.
    Accept,
    /// The last mark is given.
    Mark,
    /// A publication takes it in.
    Publish,
}

impl ReportState {
    /// All states in order.
    pub const ALL: [ReportState; 7] = [
        ReportState::Drafting,
        ReportState::Submitted,
        ReportState::Certified,
        ReportState::Returned,
        ReportState::Accepted,
        ReportState::Marked,
        ReportState::Published,
    ];

    /// "drafting", "submitted", …
    pub const fn as_str(self) -> &'static str {
        match self {
            ReportState::Drafting => "drafting",
            ReportState::Submitted => "submitted",
            ReportState::Certified => "certified",
            ReportState::Returned => "returned",
            ReportState::Accepted => "accepted",
            ReportState::Marked => "marked",
            ReportState::Published => "published",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<ReportState> {
        ReportState::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state after a step: the whole table.
    ///
    /// # Errors
    /// When the step is not possible in this state.
    pub fn after(self, step: Step) -> Result<ReportState, Fault> {
        match (self, step) {
            (ReportState::Drafting, Step::Submit) => Ok(ReportState::Submitted),
            (ReportState::Submitted, Step::SendBack) => Ok(ReportState::Drafting),
            (ReportState::Submitted | ReportState::Returned, Step::Certify) => Ok(ReportState::Certified),
            (ReportState::Certified, Step::Return) => Ok(ReportState::Returned),
            (ReportState::Certified, Step::Accept) => Ok(ReportState::Accepted),
            (ReportState::Accepted, Step::Mark) => Ok(ReportState::Marked),
            (ReportState::Marked, Step::Publish) => Ok(ReportState::Published),
            _ => Err(Fault::new("report-state").with("state", self.as_str())),
        }
    }

    /// Refuses a change of an item that is locked: all are open while drafting, the returned ones afterwards.
    ///
    /// # Errors
    /// When the item is locked.
    pub fn check_editable(self, item: &ItemState) -> Result<(), Fault> {
        match (self, item) {
            (ReportState::Drafting, _) | (ReportState::Returned, ItemState::Returned { .. }) => Ok(()),
            _ => Err(Fault::new("item-locked").with("state", self.as_str())),
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Step; 7] =
        [Step::Submit, Step::SendBack, Step::Certify, Step::Return, Step::Accept, Step::Mark, Step::Publish];

    /// What the policy is asked for before it.
    pub const fn action(self) -> Action {
        match self {
            Step::Submit => Action::SelfReportSubmit,
            Step::SendBack | Step::Certify => Action::SelfReportCertify,
            Step::Return | Step::Accept => Action::ItemScreen,
            Step::Mark => Action::MarkSave,
            Step::Publish => Action::PublicationPublish,
        }
    }
}

/// How far an item of a report has come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ItemState {
    /// Nothing is written.
    Empty,
    /// Something is missing or wrong.
    Draft,
    /// Nothing is missing; a screener has not judged it.
    Complete,
    /// A screener let it pass.
    Passed,
    /// A screener wants it changed.
    Returned {
        /// What should be changed.
        reason: String,
    },
}

impl ItemState {
    /// "empty", "draft", …
    pub const fn as_str(&self) -> &'static str {
        match self {
            ItemState::Empty => "empty",
            ItemState::Draft => "draft",
            ItemState::Complete => "complete",
            ItemState::Passed => "passed",
            ItemState::Returned { .. } => "returned",
        }
    }

    /// Reads the word, with the reason that stands beside it.
    pub fn from_word(word: &str, reason: Option<String>) -> Option<ItemState> {
        Some(match word {
            "empty" => ItemState::Empty,
            "draft" => ItemState::Draft,
            "complete" => ItemState::Complete,
            "passed" => ItemState::Passed,
            "returned" => ItemState::Returned { reason: reason.unwrap_or_default() },
            _ => return None,
        })
    }

    /// What a screener wants changed.
    pub fn reason(&self) -> Option<&str> {
        match self {
            ItemState::Returned { reason } => Some(reason),
            _ => None,
        }
    }

    /// The item after the office saved an answer.
    ///
    /// # Errors
    /// When the item is locked.
    pub fn save(self, report: ReportState, answer: &Answer, findings: &[Finding]) -> Result<ItemState, Fault> {
        report.check_editable(&self)?;
        Ok(match self {
            ItemState::Returned { .. } => self,
            _ if answer.is_empty() => ItemState::Empty,
            _ if findings.iter().any(Finding::blocks) => ItemState::Draft,
            _ => ItemState::Complete,
        })
    }

    /// The item after a screener let it pass.
    ///
    /// # Errors
    /// When the report is not certified.
    pub fn pass(self, report: ReportState) -> Result<ItemState, Fault> {
        match report {
            ReportState::Certified => Ok(ItemState::Passed),
            _ => Err(Fault::new("report-state").with("state", report.as_str())),
        }
    }

    /// The item after a screener returned it, even when it had passed.
    ///
    /// # Errors
    /// When the report is not certified, or no reason is given.
    pub fn give_back(self, report: ReportState, reason: &str) -> Result<ItemState, Fault> {
        report.after(Step::Return)?;
        Ok(ItemState::Returned { reason: round::words(reason)? })
    }
}

/// The items of an instrument that an office of a kind reports in a round, in file order: leaves with a level or value of the office
/// itself, and what is only monitored. Levels of other systems and national values are not the office's to tell.
pub fn items(instrument: &Instrument, kind: OfficeKind, round: RoundCode) -> Vec<usize> {
    let is_reported = |i: &usize| {
        let node = &instrument.nodes()[*i];
        let is_own = match node.mode {
            Mode::Evaluated | Mode::Monitored => true,
            Mode::Target => node.target.as_ref().is_some_and(|target| target.scope == TargetScope::Office),
            Mode::Group | Mode::External | Mode::Pending => false,
        };
        is_own && instrument.rounds_of(*i).contains(&round) && instrument.applies(*i, kind)
    };
    (0..instrument.nodes().len()).filter(is_reported).collect()
}

/// Whether a report may be handed on: what was found at each of its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Items with findings, by their place in the instrument.
    pub items: Vec<(usize, Vec<Finding>)>,
}

impl Readiness {
    /// How many items keep the report from being handed on.
    pub fn blocking(&self) -> usize {
        self.items.iter().filter(|(_, findings)| findings.iter().any(Finding::blocks)).count()
    }

    /// Refuses a report that is not complete.
    ///
    /// # Errors
    /// When an item blocks it.
    pub fn check(&self) -> Result<(), Fault> {
        match self.blocking() {
            0 => Ok(()),
            count => Err(Fault::new("report-incomplete").with("count", count)),
        }
    }
}

/// One item as it is certified.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CertifiedItem<'a> {
    /// Item.
    pub node: &'a NodeCode,
    /// What the office answers.
    pub answer: &'a Answer,
    /// Hashes of the files cited, in order.
    pub evidence: Vec<String>,
}

/// Hash of what a director certifies: which report, and every answer in the order of the instrument with the hashes of its evidence, as
/// JSON with its keys in a fixed order. Who, when and how often are not in it, so the same words have the same hash.
pub fn content_hash(
    instrument: (&InstrumentCode, FiscalYear, RoundCode),
    office: &OfficeCode,
    items: &[CertifiedItem<'_>],
) -> String {
    #[derive(serde::Serialize)]
    struct Content<'a> {
        format: u8,
        instrument: &'a InstrumentCode,
        fiscal_year: FiscalYear,
        round: &'a str,
        office: &'a OfficeCode,
        items: &'a [CertifiedItem<'a>],
    }
    let (code, fiscal_year, round) = instrument;
    let content = Content { format: 1, instrument: code, fiscal_year, round: round.as_str(), office, items };
    crate::sha256_hex(&serde_json::to_vec(&content).expect("texts and numbers are written as JSON"))
}

/// The number of a receipt. It follows from what is certified, so that no two offices wait for each other on the last day.
pub fn receipt_number(
    instrument: (&InstrumentCode, FiscalYear, RoundCode),
    office: &OfficeCode,
    certification: u16,
) -> String {
    let (code, year, round) = instrument;
    format!("{code}-{year}-{round}-{office}-{certification:02}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_of_states_and_steps_is_as_reviewed() {
        let mut table = String::new();
        for state in ReportState::ALL {
            for step in Step::ALL {
                if let Ok(after) = state.after(step) {
                    let action = step.action().as_str();
                    table.push_str(&format!("{} -{step:?}-> {} ({action})\n", state.as_str(), after.as_str()));
                }
            }
        }
        insta::assert_snapshot!(table, @r"
        drafting -Submit-> submitted (self-report.submit)
        submitted -SendBack-> drafting (self-report.certify)
        submitted -Certify-> certified (self-report.certify)
        certified -Return-> returned (item.screen)
        certified -Accept-> accepted (item.screen)
        returned -Certify-> certified (self-report.certify)
        accepted -Mark-> marked (mark.save)
        marked -Publish-> published (publication.publish)
        ");
    }

    /// What a random person tries on a report of three items.
    #[derive(Clone, Debug)]
    enum Try {
        Step(Step),
        Save(usize),
        Pass(usize),
        Return(Vec<usize>),
    }

    fn tries() -> impl Strategy<Value = Vec<Try>> {
        let one = prop_oneof![
            3 => prop::sample::select(Step::ALL.to_vec()).prop_map(Try::Step),
            3 => (0_usize..3).prop_map(Try::Save),
            2 => (0_usize..3).prop_map(Try::Pass),
            1 => prop::collection::vec(0_usize..3, 1..3).prop_map(Try::Return),
        ];
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn whatever_is_tried_only_returned_items_open_again(tries in tries()) {
            let answer = Answer { narrative: "ผล".to_owned(), ..Answer::default() };
            let mut report = ReportState::Drafting;
            let mut items = vec![ItemState::Empty, ItemState::Empty, ItemState::Empty];
            let mut was_certified = false;
            for attempt in tries {
                let (state_before, items_before) = (report, items.clone());
                match attempt {
                    Try::Step(step) => {
                        if step == Step::Return { continue; }
                        if step == Step::Accept && !items.iter().all(|i| *i == ItemState::Passed) { continue; }
                        if let Ok(after) = report.after(step) {
                            report = after;
                            if step == Step::Certify {
                                was_certified = true;
                                for item in &mut items {
                                    if item.reason().is_some() { *item = ItemState::Complete; }
                                }
                            }
                        }
                    }
                    Try::Save(i) => match items[i].clone().save(report, &answer, &[]) {
                        Ok(after) => {
                            prop_assert!(report == ReportState::Drafting || items[i].reason().is_some());
                            items[i] = after;
                        }
                        Err(fault) => prop_assert_eq!(fault.key, "item-locked"),
                    },
                    Try::Pass(i) => if let Ok(after) = items[i].clone().pass(report) {
                        prop_assert_eq!(report, ReportState::Certified);
                        items[i] = after;
                    },
                    Try::Return(which) => if report.after(Step::Return).is_ok() {
                        for i in which { items[i] = items[i].clone().give_back(report, "แก้ไข").unwrap(); }
                        report = report.after(Step::Return).unwrap();
                    },
                }
                let is_in_table = state_before == report || Step::ALL.iter().any(|s| state_before.after(*s) == Ok(report));
                prop_assert!(is_in_table, "{:?} -> {:?}", state_before, report);
                prop_assert!(!was_certified || report > ReportState::Submitted, "what was certified is never a draft again");
                let open = items.iter().filter(|i| report.check_editable(i).is_ok()).count();
                let expected = match report {
                    ReportState::Drafting => 3,
                    ReportState::Returned => items.iter().filter(|i| i.reason().is_some()).count(),
                    _ => 0,
                };
                prop_assert_eq!(open, expected);
                prop_assert!(report != ReportState::Returned || open > 0, "something is open: {:?}", items_before);
            }
        }
    }
}
