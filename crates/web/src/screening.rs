//! Screening: the reports that wait, passing items or returning them with a reason, accepting a report.

use std::collections::HashMap;

use app::screening;
use app::self_report::{self, ReportName};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::answer::Change;
use domain::assignment::Task;
use domain::fiscal_year::FiscalYear;
use domain::office::NodeCode;
use domain::policy::Role;
use domain::problem::Fault;
use domain::self_report::{ItemState, ReportState};

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::queue::{self, Place, Queue};
use crate::self_report::{Head, ReportPath, href, item_href, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{Badge, LevelWords};

struct Waiting {
    href: String,
    office: String,
    round: String,
    certified: String,
    days: i32,
    returns: u16,
    late: bool,
}

#[derive(Template)]
#[template(path = "screening/queue.html")]
struct QueuePage {
    frame: Frame,
    year: Option<FiscalYear>,
    waiting: Vec<Waiting>,
    /// The rounds that have more than is shown, which waits longest.
    more: Vec<(String, String)>,
}

pub(crate) async fn queue(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(place): Query<Place>,
) -> Answer {
    if !visitor.actor().has(Role::Screener) {
        return Err(Failure::NotFound);
    }
    let Queue { year, waiting, more } =
        queue::of(&web, &frame, &visitor, (Task::Screen, ReportState::Certified), &place).await?;
    let now = web.app.clock().now();
    let waiting = waiting.into_iter().map(|each| Waiting {
        href: format!("/screening{}", href(&each.name)),
        certified: each.certified_at.map(|at| frame.moment(at)).unwrap_or_default(),
        days: each.certified_at.map_or(0, |at| i32::try_from(now.duration_since(at).as_hours() / 24).unwrap_or(0)),
        office: each.office,
        round: each.round,
        returns: each.returns,
        late: each.late,
    });
    let waiting = waiting.collect();
    page::show(&QueuePage { frame, year, waiting, more })
}

struct Item {
    code: String,
    href: String,
    title: String,
    state: Badge,
    passed: bool,
    level: Option<LevelWords>,
    narrative: String,
    problems: String,
    evidence: usize,
    /// Citizen numbers that its evidence shows.
    numbers: usize,
    /// What changed since it was certified before, word by word.
    changes: Vec<(Change, String)>,
}

#[derive(Template)]
#[template(path = "screening/report.html")]
struct ReportPage {
    head: Head,
    action: String,
    items: Vec<Item>,
    open: bool,
    passed: usize,
    frame: Frame,
}

pub(crate) async fn report(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
) -> Answer {
    if !visitor.actor().has(Role::Screener) {
        return Err(Failure::NotFound);
    }
    let name = path.name()?;
    let opened = self_report::open(&web.app, visitor.actor(), &name).await?;
    let instrument = &opened.place.stored.instrument;
    let resubmitted = opened.place.row.report.certifications > 1;
    let mut changes = match resubmitted {
        true => app::answer::changes(&web.app, visitor.actor(), &name).await?,
        false => HashMap::new(),
    };
    let mut items = Vec::with_capacity(opened.items.len());
    for line in &opened.items {
        let node = &instrument.nodes()[line.node];
        let told = line.row.as_ref().map(|row| row.item.answer.clone()).unwrap_or_default();
        items.push(Item {
            code: node.code.to_string(),
            href: item_href(&name, node.code.as_str()),
            title: format!("{} {}", node.label_th, title_of(&frame, node)),
            state: frame.item_state(&line.state()),
            passed: line.state() == ItemState::Passed,
            level: told.level.map(|level| frame.level(instrument, level)),
            narrative: told.narrative,
            problems: told.problems_and_needs,
            evidence: line.evidence.len(),
            numbers: line.numbers,
            changes: changes.remove(&node.code).map(|changes| changes.narrative).unwrap_or_default(),
        });
    }
    let mut head = Head::of(&frame, &opened.place, &name);
    head.crumbs = vec![("/screening".to_owned(), frame.t("menu-screening"))];
    head.here = head.office.clone();
    let passed = items.iter().filter(|item| item.passed).count();
    let open = opened.place.row.report.state == ReportState::Certified;
    let action = format!("/screening{}", href(&name));
    page::show(&ReportPage { head, action, items, open, passed, frame })
}

/// One form for the whole report: every item is passed, returned with its reason, or left for later.
pub(crate) async fn judge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let name = path.name()?;
    let to = format!("/screening{}", href(&name));
    let is_over = web.act(async move |web: Web| judge_items(&web, &visitor, &name, &fields).await).await?;
    Ok(Redirect::to(if is_over { "/screening" } else { &to }).into_response())
}

/// Passes and returns what the form says; says whether the report has left the queue.
async fn judge_items(
    web: &Web,
    visitor: &Visitor,
    name: &ReportName,
    fields: &[(String, String)],
) -> app::Result<bool> {
    let node = |code: &str| {
        code.parse::<NodeCode>().map_err(|_| Fault::new("not-found").with("noun", "item").with("name", code))
    };
    let mut returned = Vec::new();
    for (field, verdict) in fields {
        let Some(code) = field.strip_prefix("verdict-") else { continue };
        match verdict.as_str() {
            "pass" => screening::pass(&web.app, visitor.actor(), name, &node(code)?).await?,
            "return" => {
                let field = format!("reason-{code}");
                let reason = fields.iter().find(|(name, _)| *name == field).map(|(_, reason)| reason.clone());
                returned.push((node(code)?, reason.unwrap_or_default()));
            }
            _ => {}
        }
    }
    if !returned.is_empty() {
        screening::give_back(&web.app, visitor.actor(), name, &returned).await?;
        return Ok(true);
    }
    let accepts = fields.iter().any(|(field, _)| field == "accept");
    if accepts {
        screening::accept(&web.app, visitor.actor(), name).await?;
    } else if !fields.iter().any(|(field, _)| field.starts_with("verdict-")) {
        // Nothing was chosen, so nothing has asked whose report it is.
        self_report::open(&web.app, visitor.actor(), name).await?;
    }
    Ok(accepts)
}
