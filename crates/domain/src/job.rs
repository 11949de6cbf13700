//! Jobs: what is done later, how far it has come, and when something that failed is tried again.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::document::Format;
use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::id::DeliveryId;
use crate::office::InstrumentCode;
use crate::problem::Fault;

/// What is to be done. A job may run again after it was done, so doing it twice must be as good as doing it once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "kebab-case")]
pub enum Job {
    /// Compute the scores of all offices anew.
    RecomputeScores {
        /// Fiscal year.
        fiscal_year: FiscalYear,
        /// Instrument.
        instrument: InstrumentCode,
        /// The last round considered.
        through: RoundCode,
    },
    /// Make the documents of everything that is published of a year and keep their files.
    IssueDocuments {
        /// Fiscal year.
        fiscal_year: FiscalYear,
        /// Kinds of files.
        formats: Vec<Format>,
    },
    /// Walk the whole audit log, score again what was published, and say whether both are as they were written.
    VerifyAudit,
    /// Tell a webhook what happened.
    DeliverWebhook {
        /// What it is told.
        delivery: DeliveryId,
    },
}

impl Job {
    /// The kind and what else has to be known, as JSON text: what is stored.
    pub fn to_stored(&self) -> (String, String) {
        let mut value = serde_json::to_value(self).expect("plain data becomes JSON");
        let payload = value["payload"].take().to_string();
        (value["kind"].as_str().unwrap_or_default().to_owned(), payload)
    }

    /// Reads what is stored.
    ///
    /// # Errors
    /// When it is not what [`Job::to_stored`] wrote: a newer program asked for it.
    pub fn from_stored(kind: &str, payload: &str) -> serde_json::Result<Job> {
        let payload: serde_json::Value = serde_json::from_str(payload)?;
        serde_json::from_value(serde_json::json!({ "kind": kind, "payload": payload }))
    }
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JobState {
    /// No worker has it: it is new, waits for its next try, or its worker died.
    Waiting,
    /// A worker has it.
    Working,
    /// It was done.
    Done,
    /// It was given up.
    Failed,
    /// A person stopped it.
    Cancelled,
}

impl JobState {
    /// All states.
    pub const ALL: [JobState; 5] =
        [JobState::Waiting, JobState::Working, JobState::Done, JobState::Failed, JobState::Cancelled];

    /// "waiting", "working", …
    pub const fn as_str(self) -> &'static str {
        match self {
            JobState::Waiting => "waiting",
            JobState::Working => "working",
            JobState::Done => "done",
            JobState::Failed => "failed",
            JobState::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<JobState> {
        JobState::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing more happens by itself.
    pub const fn is_over(self) -> bool {
        matches!(self, JobState::Done | JobState::Failed | JobState::Cancelled)
    }

    /// Refuses to stop what is over.
    ///
    /// # Errors
    /// When it is over.
    pub fn check_cancel(self) -> Result<(), Fault> {
        if self.is_over() { Err(self.not_possible()) } else { Ok(()) }
    }

    /// Refuses to begin anew what was done or is still to be done by itself.
    ///
    /// # Errors
    /// When it neither failed nor was stopped.
    pub fn check_restart(self) -> Result<(), Fault> {
        match self {
            JobState::Failed | JobState::Cancelled => Ok(()),
            _ => Err(self.not_possible()),
        }
    }

    fn not_possible(self) -> Fault {
        Fault::new("job-state").with("state", self.as_str())
    }
}

/// How often a job is tried before it is given up. With the waits below that is about three quarters of an hour: a mail server or
/// database that is down for longer needs a person.
pub const TRIES: i32 = 6;
/// The wait after the first failure; each one after it is four times as long.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(8);

/// When a job is tried again after its `failures`-th failure in a row; none when it is given up.
pub fn next_try(failures: i32, now: Timestamp) -> Option<Timestamp> {
    if failures >= TRIES {
        return None;
    }
    let wait = FIRST_WAIT * 4_i32.pow(u32::try_from(failures - 1).unwrap_or_default());
    now.checked_add(wait).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_stored_by_kind_and_payload() {
        let job = Job::IssueDocuments {
            fiscal_year: FiscalYear::new(2569).unwrap(),
            formats: vec![Format::Pdf, Format::Docx],
        };
        let (kind, payload) = job.to_stored();
        assert_eq!(kind, "issue-documents");
        assert_eq!(payload, r#"{"fiscal_year":2569,"formats":["pdf","docx"]}"#);
        assert_eq!(Job::from_stored(&kind, &payload).unwrap(), job);
        let (kind, payload) = Job::VerifyAudit.to_stored();
        assert_eq!((kind.as_str(), Job::from_stored(&kind, &payload).unwrap()), ("verify-audit", Job::VerifyAudit));
        assert!(Job::from_stored("fly-to-the-moon", "{}").is_err());
    }

    #[test]
    fn waits_grow_and_come_to_an_end() {
        let now = Timestamp::UNIX_EPOCH;
        let waits: Vec<i64> = (1..).map_while(|n| Some(next_try(n, now)?.as_second())).collect();
        assert_eq!(waits, [8, 32, 128, 512, 2048]);
        assert_eq!(next_try(0, now).map(Timestamp::as_second), Some(8));
    }

    #[test]
    fn only_what_is_not_over_is_stopped_and_only_what_failed_begins_anew() {
        for state in JobState::ALL {
            assert_eq!(JobState::from_word(state.as_str()), Some(state));
            assert_eq!(state.check_cancel().is_ok(), matches!(state, JobState::Waiting | JobState::Working));
            assert_eq!(state.check_restart().is_ok(), matches!(state, JobState::Failed | JobState::Cancelled));
        }
    }
}
