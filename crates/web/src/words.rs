//! Dates, times, states and levels in the words of the page.

use app::clock::{bangkok_day, bangkok_time};
use app::message::Language;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::self_report::{ItemState, ReportState};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::frame::Frame;

/// A state with its looks.
pub(crate) struct Badge {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) words: String,
}

/// A level with its name.
pub(crate) struct LevelWords {
    pub(crate) number: u8,
    pub(crate) name: String,
}

/// How many items have a level.
pub(crate) struct Share {
    pub(crate) level: LevelWords,
    pub(crate) count: usize,
    /// Of a hundred; what is there at all is seen.
    pub(crate) width: usize,
}

impl Frame {
    /// "29 ก.ย. 2566", "29 Sep 2566 BE"
    pub(crate) fn date(&self, day: Date) -> String {
        self.language.date(day)
    }

    /// The time of day in Bangkok: "16.30 น.", "16:30".
    pub(crate) fn time(&self, instant: Timestamp) -> String {
        let time = bangkok_time(instant);
        match self.language {
            Language::Th => format!("{:02}.{:02} น.", time.hour(), time.minute()),
            Language::En => format!("{:02}:{:02}", time.hour(), time.minute()),
        }
    }

    /// Day and time in Bangkok.
    pub(crate) fn moment(&self, instant: Timestamp) -> String {
        format!("{} {}", self.date(bangkok_day(instant)), self.time(instant))
    }

    /// A level by its number and name.
    pub(crate) fn level(&self, instrument: &Instrument, level: Level) -> LevelWords {
        let band = instrument.bands.of_level(level);
        let name = band.map(|band| match (self.language, &band.name_en) {
            (Language::En, Some(name)) => name.clone(),
            _ => band.name_th.clone(),
        });
        LevelWords { number: level.0, name: name.unwrap_or_default() }
    }

    /// How many of these levels are which, the highest first, without those that are none.
    pub(crate) fn shares(&self, instrument: &Instrument, given: impl Iterator<Item = u8>) -> Vec<Share> {
        let given: Vec<u8> = given.collect();
        let shares = instrument.bands.iter().map(|band| {
            let count = given.iter().filter(|level| **level == band.level.0).count();
            let width = (count * 100).div_ceil(given.len().max(1));
            Share { level: self.level(instrument, band.level), count, width }
        });
        shares.filter(|share| share.count > 0).collect()
    }

    /// The title of an instrument.
    pub(crate) fn title(&self, instrument: &Instrument) -> String {
        match &instrument.title_en {
            Some(title) if !self.is_thai() => title.clone(),
            _ => instrument.title_th.clone(),
        }
    }

    /// How far a report has come.
    pub(crate) fn report_state(&self, state: ReportState) -> Badge {
        let (class, icon) = match state {
            ReportState::Drafting => ("st-info", "pencil"),
            ReportState::Submitted => ("st-warn", "user"),
            ReportState::Certified => ("st-info", "stamp"),
            ReportState::Returned => ("st-warn", "corner-up-left"),
            ReportState::Accepted => ("st-ok", "circle-check"),
            ReportState::Marked => ("st-ok", "clipboard-check"),
            ReportState::Published => ("st-mute", "lock"),
        };
        Badge { class, icon, words: self.t1("report-state-words", "state", state.as_str()) }
    }

    /// How far an item has come.
    pub(crate) fn item_state(&self, state: &ItemState) -> Badge {
        let (class, icon) = match state {
            ItemState::Empty => ("st-mute", "circle-dashed"),
            ItemState::Draft => ("st-info", "pencil"),
            ItemState::Complete => ("st-ok", "check"),
            ItemState::Passed => ("st-ok", "circle-check"),
            ItemState::Returned { .. } => ("st-warn", "corner-up-left"),
        };
        Badge { class, icon, words: self.t1("item-state-words", "state", state.as_str()) }
    }
}
