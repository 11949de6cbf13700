//! The reports of the newest year that wait for a person with a task.

use app::self_report::ReportName;
use domain::assignment::Task;
use domain::fiscal_year::FiscalYear;
use jiff::Timestamp;

use crate::failure::Failure;
use crate::frame::Frame;
use crate::self_report::round_words;
use crate::visitor::Visitor;
use crate::web::Web;

/// Reports shown of one round.
const PAGE: u32 = 50;

/// A report that waits.
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

/// What waits for a person.
#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) year: Option<FiscalYear>,
    pub(crate) waiting: Vec<Waiting>,
    /// Whether a round has more than is shown; what is shown waits longest.
    pub(crate) more: bool,
}

/// The queue of the visitor for a task, round by round.
pub(crate) async fn of(web: &Web, frame: &Frame, visitor: &Visitor, task: Task) -> Result<Queue, Failure> {
    let Some(year) = app::round::years(&web.app).await?.first().copied() else { return Ok(Queue::default()) };
    let mut queue = Queue { year: Some(year), ..Queue::default() };
    // A handful of rounds.
    for (code, round) in app::round::list(&web.app, visitor.actor(), year).await? {
        let page = app::Page::first(PAGE);
        let of_round = (year, &code, round.key.round);
        let (rows, next) = app::screening::queue(&web.app, visitor.actor(), of_round, task, &page).await?;
        queue.more |= next.is_some();
        let offices = app::office::by_ids(&web.app, rows.iter().map(|row| row.key.office_id), year).await?;
        for row in rows {
            let Some(office) = offices.get(&row.key.office_id) else { continue };
            let name = ReportName { year, instrument: code.clone(), round: row.key.round, office: office.code.clone() };
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
