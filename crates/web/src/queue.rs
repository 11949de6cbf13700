//! The reports of the newest year that are with a person with a task.

use app::self_report::ReportName;
use domain::assignment::Task;
use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::self_report::ReportState;
use jiff::Timestamp;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::Frame;
use crate::self_report::round_words;
use crate::visitor::Visitor;
use crate::web::Web;

/// Reports shown of one round.
const PAGE: u32 = 50;

/// Where a list goes on: in which round, behind which report.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Place {
    round: Option<String>,
    after: Option<String>,
}

impl Place {
    /// The key of the last report that was seen ("1790000000000-17").
    fn key(&self) -> Option<(Timestamp, OfficeId)> {
        let (at, office) = self.after.as_deref()?.split_once('-')?;
        Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, OfficeId(office.parse().ok()?)))
    }
}

/// A report of the list.
pub(crate) struct Waiting {
    pub(crate) name: ReportName,
    /// Short name of the office.
    pub(crate) office: String,
    /// Instrument and round in words.
    pub(crate) round: String,
    pub(crate) certified_at: Option<Timestamp>,
    pub(crate) returns: u16,
    pub(crate) late: bool,
}

/// What is with a person.
#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) year: Option<FiscalYear>,
    pub(crate) waiting: Vec<Waiting>,
    /// The rounds that have more than is shown, which waits longest: in words, and as the query that goes on.
    pub(crate) more: Vec<(String, String)>,
}

/// The reports in a state that the visitor has a task in, round by round, or those of one round from a place on.
pub(crate) async fn of(
    web: &Web,
    frame: &Frame,
    visitor: &Visitor,
    (task, state): (Task, ReportState),
    place: &Place,
) -> Result<Queue, Failure> {
    let Some(year) = app::round::current_year(&web.app).await? else { return Ok(Queue::default()) };
    let mut queue = Queue { year: Some(year), ..Queue::default() };
    // A handful of rounds.
    for (code, row) in app::round::list(&web.app, visitor.actor(), year).await? {
        let (round, value) = (row.key.round, format!("{code}-{}", row.key.round));
        // What is marked can be corrected until the marks are final.
        let is_over = state == ReportState::Marked && row.round.check_judged().is_err();
        if is_over || place.round.as_ref().is_some_and(|chosen| *chosen != value) {
            continue;
        }
        let page = match place.key() {
            Some(key) => app::Page::after(key, PAGE),
            None => app::Page::first(PAGE),
        };
        let of_round = (year, &code, round);
        let (rows, next) = app::screening::queue(&web.app, visitor.actor(), of_round, (task, state), &page).await?;
        let name_of = |office| ReportName { year, instrument: code.clone(), round, office };
        let offices = app::office::by_ids(&web.app, rows.iter().map(|row| row.key.office_id), year).await?;
        let months = frame.t2("report-round", "months", round.months(), "year", year);
        if let Some((at, office)) = next {
            let query = format!("round={value}&after={}-{office}", at.as_millisecond());
            queue.more.push((format!("{code} {months}"), query));
        }
        for row in rows {
            let Some(office) = offices.get(&row.key.office_id) else { continue };
            let name = name_of(office.code.clone());
            queue.waiting.push(Waiting {
                office: office.short_name_th.clone(),
                round: format!("{code} {}", round_words(frame, &name)),
                certified_at: row.report.certified_at,
                returns: row.report.returns,
                late: row.report.late,
                name,
            });
        }
    }
    Ok(queue)
}
