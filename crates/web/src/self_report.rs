//! The report of an office: its items, whether it can be sent, sending and certifying it.

use app::self_report::{self, OpenReport, ReportName};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use domain::answer::Finding;
use domain::policy::{Action, allows};
use domain::self_report::ReportState;
use serde::Deserialize;

use crate::assignment::{Filter, Giving};
use crate::confirmation;
use crate::decision::Decision;
use crate::extension::Window;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::sign_in::{From, step_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{Badge, LevelWords};

/// The part of an address that names a report.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ReportPath {
    year: String,
    instrument: String,
    round: String,
    office: String,
}

impl ReportPath {
    /// The report; none where a part is no year, instrument, round or office.
    pub(crate) fn name(&self) -> Result<ReportName, Failure> {
        let parse = || {
            Some(ReportName {
                year: self.year.parse().ok()?,
                instrument: self.instrument.parse().ok()?,
                round: self.round.parse().ok()?,
                office: self.office.parse().ok()?,
            })
        };
        parse().ok_or(Failure::NotFound)
    }
}

/// The address of a report.
pub(crate) fn href(name: &ReportName) -> String {
    name.path()
}

/// What stands at the head of all pages of a report.
pub(crate) struct Head {
    pub(crate) crumbs: Vec<(String, String)>,
    pub(crate) here: String,
    pub(crate) title: String,
    pub(crate) state: Badge,
    pub(crate) office: String,
    pub(crate) due: Option<String>,
    /// Ways to what the visitor has to do on the page: where, in which words, with which icon.
    pub(crate) acts: Vec<(String, String, &'static str)>,
}

impl Head {
    /// The head of the page of the report itself.
    pub(crate) fn of(frame: &Frame, place: &self_report::Place, name: &ReportName) -> Head {
        let instrument = &place.stored.instrument;
        let title = format!("{} {}", frame.title(instrument), round_words(frame, name));
        let due = place.round.due(place.until);
        Head {
            crumbs: vec![("/home".to_owned(), frame.t("menu-home"))],
            here: format!("{} {}", name.instrument, round_words(frame, name)),
            title,
            state: frame.report_state(place.row.report.state),
            office: if frame.is_thai() { place.office.name_th.clone() } else { place.office.name_en.clone() },
            due: due.map(|day| frame.t1("report-due", "day", frame.date(day))),
            acts: Vec::new(),
        }
    }
}

/// "รอบ 12 เดือน ปีงบประมาณ 2569"
pub(crate) fn round_words(frame: &Frame, name: &ReportName) -> String {
    frame.t2("report-round", "months", name.round.months(), "year", name.year)
}

struct ItemRow {
    /// The standard it belongs to, where the item before belongs to another.
    group: Option<String>,
    href: String,
    label: String,
    title: String,
    state: Badge,
    level: Option<LevelWords>,
    evidence: usize,
    code: String,
    /// Names of those who have it.
    owners: String,
    /// Remarks of others that the visitor has not read.
    unread: i64,
}

struct Ready {
    all: usize,
    done: usize,
    missing: Vec<(String, String)>,
    /// Where it is handed to the director, by who may.
    submit: Option<String>,
    receipt: Option<Vec<(String, String)>>,
    /// Where the receipt is as a file.
    receipt_href: String,
}

#[derive(Template)]
#[template(path = "report/items.html")]
struct ItemsPage {
    frame: Frame,
    head: Head,
    note: Option<String>,
    items: Vec<ItemRow>,
    action: String,
    owners: Vec<(String, String, bool)>,
    states: Vec<(&'static str, String, bool)>,
    giving: Option<Giving>,
    window: Option<Window>,
    ready: Ready,
    /// What the director sees first.
    decision: Option<Decision>,
}

pub(crate) async fn items(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    jar: CookieJar,
    Path(path): Path<ReportPath>,
    Query(filter): Query<Filter>,
) -> Answer {
    let name = path.name()?;
    page::show(&ItemsPage::new(&web, frame, &visitor, &name, filter, (&step_of(&jar), None)).await?)
}

impl ItemsPage {
    /// The page for who has got to a step of confirming who they are, with why they could not certify.
    async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        name: &ReportName,
        filter: Filter,
        (step, wrong): (&str, Option<String>),
    ) -> Result<ItemsPage, Failure> {
        let open = self_report::open(&web.app, visitor.actor(), name).await?;
        let names =
            app::user::names(&web.app, open.items.iter().flat_map(|line| line.assignees.iter().copied())).await?;
        let unread = app::comment::unread(&web.app, visitor.actor(), &open.place).await?;
        let giving = Giving::of(web, visitor, name, &open).await?;
        let window = Window::of(web, &frame, visitor, name, &open.place).await?;
        let instrument = &open.place.stored.instrument;
        let nodes = instrument.nodes();
        let mut last = None;
        let items = open.items.iter().filter(|line| filter.shows(line, visitor)).map(|line| {
            let node = &nodes[line.node];
            let top = instrument.path(line.node).last().filter(|top| *top != line.node);
            let group = top
                .filter(|_| top != last)
                .map(|top| format!("{} {}", nodes[top].label_th, title_of(&frame, &nodes[top])));
            last = top;
            let level = line.row.as_ref().and_then(|row| row.item.answer.level);
            ItemRow {
                group,
                href: item_href(name, node.code.as_str()),
                label: node.label_th.clone(),
                title: title_of(&frame, node),
                state: frame.item_state(&line.state()),
                level: level.map(|level| frame.level(instrument, level)),
                evidence: line.evidence.len(),
                code: node.code.to_string(),
                owners: line.assignees.iter().filter_map(|id| names.get(id).cloned()).collect::<Vec<_>>().join(", "),
                unread: unread.get(&open.place.stored.node_ids[line.node]).copied().unwrap_or_default(),
            }
        });
        let items = items.collect();
        let mut head = Head::of(&frame, &open.place, name);
        let ready = ready(&frame, visitor, name, &open);
        let decision = Decision::of(web, &frame, visitor, name, &open, (step, wrong)).await?;
        head.acts = decision.as_ref().map(|decision| decision.acts(&frame)).unwrap_or_default();
        let note = open.place.row.report.note.clone();
        let mut people: Vec<_> = names.into_iter().collect();
        people.sort_by(|a, b| domain::thai::compare(&a.1, &b.1));
        let (owners, states) = (filter.owners(&frame, &people), filter.states(&frame));
        let action = href(name);
        Ok(ItemsPage { head, items, action, owners, states, giving, window, ready, decision, note, frame })
    }
}

pub(crate) fn title_of(frame: &Frame, node: &domain::instrument::Node) -> String {
    match &node.title_en {
        Some(title) if !frame.is_thai() => title.clone(),
        _ => node.title_th.clone(),
    }
}

/// The address of an item.
pub(crate) fn item_href(name: &ReportName, node: &str) -> String {
    format!("{}/items/{node}", href(name))
}

fn ready(frame: &Frame, visitor: &Visitor, name: &ReportName, open: &OpenReport) -> Ready {
    let nodes = open.place.stored.instrument.nodes();
    let blocking = |findings: &[Finding]| {
        findings.iter().filter(|f| f.blocks()).map(|f| frame.language.fault(&f.fault)).collect::<Vec<_>>().join(" · ")
    };
    let missing: Vec<(String, String)> = open
        .readiness
        .items
        .iter()
        .map(|(node, findings)| (&nodes[*node], blocking(findings)))
        .filter(|(_, words)| !words.is_empty())
        .map(|(node, words)| (item_href(name, node.code.as_str()), format!("{} {words}", node.label_th)))
        .collect();
    let report = &open.place.row.report;
    let may_submit = report.state == ReportState::Drafting
        && allows(visitor.actor(), Action::SelfReportSubmit, &open.place.entity());
    let submit = may_submit.then(|| format!("{}/submit", href(name)));
    let receipt = report.receipt_number.as_ref().map(|number| {
        let certified = report.certified_at.map(|at| frame.moment(at)).unwrap_or_default();
        let late = if report.late { frame.t("report-late") } else { frame.t("report-in-time") };
        vec![
            (frame.t("report-receipt-number"), number.clone()),
            (frame.t("report-receipt-at"), certified),
            (frame.t("report-receipt-when"), late),
            (frame.t("report-receipt-hash"), report.content_hash.clone().unwrap_or_default()),
        ]
    });
    let all = open.items.len();
    let receipt_href = format!("{}/receipt", href(name));
    Ready { receipt_href, all, done: all - missing.len(), missing, submit, receipt }
}

/// The receipt of the last certification as a PDF.
pub(crate) async fn receipt(State(web): State<Web>, visitor: Visitor, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let made = web.act(async move |web: Web| {
        app::document::receipt::receipt(&web.app, web.engine.get()?, visitor.actor(), &name).await
    });
    let (file, pdf) = made.await?;
    let disposition = format!("attachment; filename=\"{file}\"");
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], pdf)
        .into_response())
}

pub(crate) async fn submit(State(web): State<Web>, visitor: Visitor, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let to = href(&name);
    web.act(async move |web: Web| self_report::submit(&web.app, visitor.actor(), &name).await).await?;
    Ok(Redirect::to(&to).into_response())
}

pub(crate) async fn certify(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    from: From,
    jar: CookieJar,
    Path(path): Path<ReportPath>,
    Form(typed): Form<confirmation::Typed>,
) -> Answer {
    let name = path.name()?;
    let (to, step) = (href(&name), step_of(&jar));
    let (person, report, at) = (visitor.clone(), name.clone(), step.clone());
    let certified = web.act(async move |web: Web| {
        self_report::check_certify(&web.app, person.actor(), &report).await?;
        let confirmed = confirmation::confirm(&web, &person, &from, &at, &typed).await?;
        self_report::certify(&web.app, person.actor(), &report, &confirmed).await
    });
    match certified.await.map_err(Failure::from) {
        Ok(_) => Ok(Redirect::to(&to).into_response()),
        Err(failure) => {
            let Some(words) = failure.refusal(frame.language) else { return Err(failure) };
            let page = ItemsPage::new(&web, frame, &visitor, &name, Filter::default(), (&step, Some(words))).await?;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// A form with a reason.
#[derive(Deserialize)]
pub(crate) struct Reason {
    pub(crate) reason: String,
}

pub(crate) async fn send_back(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
    Form(form): Form<Reason>,
) -> Answer {
    let name = path.name()?;
    let to = href(&name);
    web.act(async move |web: Web| self_report::send_back(&web.app, visitor.actor(), &name, &form.reason).await).await?;
    Ok(Redirect::to(&to).into_response())
}
