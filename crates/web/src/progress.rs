//! How far offices have come in a round: all of them, or those of the regions that a person reads.

use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Query, State};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::OfficeId;
use domain::office::InstrumentCode;
use domain::policy::{self, Action, Entity, allows};
use domain::round::RoundState;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::href;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Offices shown at a time.
const PAGE: u32 = 50;

/// The round that is shown, and where the list goes on.
#[derive(Deserialize)]
pub(crate) struct Choice {
    round: Option<String>,
    region: Option<String>,
    after: Option<i64>,
}

struct Line {
    href: String,
    office: String,
    state: Badge,
    late: bool,
    done: i64,
    all: i64,
    returns: u16,
}

struct RoundChoice {
    value: String,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "progress/page.html")]
struct ProgressPage {
    frame: Frame,
    rounds: Vec<RoundChoice>,
    /// Regions to choose from with their words and whether one is chosen; none where there is no choice.
    regions: Vec<(u16, String, bool)>,
    /// Whether all regions together can be chosen.
    reads_all: bool,
    /// The region, where it is the only one.
    only: Option<String>,
    lines: Vec<Line>,
    next: Option<String>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let reads_all = allows(visitor.actor(), Action::SelfReportRead, &Entity::System);
    let regions = match reads_all {
        true => app::region::numbers(&web.app, app::clock::bangkok_day(web.app.clock().now())).await?,
        false => policy::regions(visitor.actor(), Action::SelfReportRead),
    };
    let asked = choice.region.as_deref().and_then(|text| text.parse().ok()).filter(|number| regions.contains(number));
    let region = asked.or_else(|| regions.first().copied().filter(|_| !reads_all));
    if !reads_all && region.is_none() {
        return Err(Failure::NotFound);
    }
    let mut rounds: Vec<(FiscalYear, InstrumentCode, RoundCode)> = Vec::new();
    let mut begun = None;
    if let Some(year) = app::round::current_year(&web.app).await? {
        let found = app::round::list(&web.app, visitor.actor(), year).await?;
        // A round that is only planned has no reports to show.
        begun = found.iter().position(|(_, row)| row.round.state != RoundState::Planned);
        rounds.extend(found.into_iter().map(|(code, row)| (year, code, row.key.round)));
    }
    let value = |(year, code, round): &(FiscalYear, InstrumentCode, RoundCode)| format!("{year}-{code}-{round}");
    let chosen =
        rounds.iter().find(|round| Some(value(round)) == choice.round).or(begun.map(|at| &rounds[at])).cloned();
    let (mut lines, mut next) = (Vec::new(), None);
    if let Some(round) = &chosen {
        let (year, code, of_year) = round;
        let page = match choice.after {
            Some(id) => app::Page::after(OfficeId(id), PAGE),
            None => app::Page::first(PAGE),
        };
        let of = (*year, code, *of_year);
        let found = app::self_report::progress(&web.app, visitor.actor(), of, region, &page).await?;
        let offices = app::office::by_ids(&web.app, found.iter().map(|each| each.row.key.office_id), *year).await?;
        let is_full = found.len() == PAGE as usize;
        let last = found.last().filter(|_| is_full);
        let of_region = region.map(|number| format!("&region={number}")).unwrap_or_default();
        next = last.map(|last| format!("/progress?round={}{of_region}&after={}", value(round), last.row.key.office_id));
        for each in found {
            let Some(office) = offices.get(&each.row.key.office_id) else { continue };
            let name =
                ReportName { year: *year, instrument: code.clone(), round: *of_year, office: office.code.clone() };
            lines.push(Line {
                href: href(&name),
                office: office.short_name_th.clone(),
                state: frame.report_state(each.row.report.state),
                late: each.row.report.late,
                done: each.complete,
                all: i64::from(each.row.items),
                returns: each.row.report.returns,
            });
        }
    }
    let rounds = rounds.iter().map(|round| RoundChoice {
        value: value(round),
        words: format!("{} {}", round.1, frame.t2("report-round", "months", round.2.months(), "year", round.0)),
        chosen: Some(round) == chosen.as_ref(),
    });
    let rounds = rounds.collect();
    let words = |number: u16| frame.t1("round-region", "number", number);
    let (mut only, mut shown) = (None, Vec::new());
    match regions.as_slice() {
        [one] if !reads_all => only = Some(words(*one)),
        many => shown.extend(many.iter().map(|number| (*number, words(*number), region == Some(*number)))),
    }
    page::show(&ProgressPage { frame, rounds, regions: shown, reads_all, only, lines, next })
}
