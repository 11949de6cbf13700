//! Self-reports: how far they have come, their items, and handing them on.

use app::confirmation::{self, Shown, Taken};
use app::home::HomeLine;
use app::self_report::{self, ItemLine, OpenReport, ReportName};
use axum::extract::{Path, Query, State};
use domain::answer::Finding;
use domain::id::{OfficeId, UserId};
use domain::instrument::Instrument;
use domain::office::NodeCode;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::instrument::YearQuery;
use super::list::{List, Paging, PagingQuery, whole};
use super::{done, versioned};
use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::round::RoundPath;
use crate::self_report::ReportPath;
use crate::sign_in::From;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(home))
        .routes(routes!(find))
        .routes(routes!(items))
        .routes(routes!(submit))
        .routes(routes!(send_back))
        .routes(routes!(certify))
        .routes(routes!(assign))
}

/// How far the report of an office has come.
#[derive(Serialize, ToSchema)]
struct ReportLine {
    /// Fiscal year.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Round.
    round: &'static str,
    /// Code of the office.
    office: String,
    /// How far it has come: drafting, submitted, certified, returned, accepted, marked, published.
    state: &'static str,
    /// Whether it was certified after its last day.
    late: bool,
    /// How often it was returned.
    returns: u16,
    /// Items it has.
    items: u16,
    /// Items of which something is written.
    begun: i64,
    /// Items of which nothing is missing.
    complete: i64,
    /// Items that a screener let pass.
    passed: i64,
    /// Items that a screener returned.
    returned: i64,
    /// Last change of the report as a whole.
    updated_at: Timestamp,
}

/// The report of an office.
#[derive(Serialize, ToSchema)]
struct ReportView {
    /// Fiscal year.
    year: u16,
    /// Code of the instrument.
    instrument: String,
    /// Round.
    round: &'static str,
    /// Code of the office.
    office: String,
    /// Number of the region it lies in.
    region: u16,
    /// How far it has come.
    state: &'static str,
    /// Last day in time.
    due_on: Option<Date>,
    /// The last day of the office's own longer window.
    extended_until: Option<Date>,
    /// Whether it was certified after its last day.
    late: bool,
    /// How often it was returned.
    returns: u16,
    /// Why it was sent back to the office.
    note: Option<String>,
    /// When it was handed to the director.
    submitted_at: Option<Timestamp>,
    /// When it was certified.
    certified_at: Option<Timestamp>,
    /// Number of the receipt.
    receipt_number: Option<String>,
    /// Hash of what was certified.
    content_hash: Option<String>,
    /// Items that keep it from being handed on.
    blocking: usize,
    /// Counts its changes.
    version: i32,
    /// Last change.
    updated_at: Timestamp,
}

/// An item in the list of a report.
#[derive(Serialize, ToSchema)]
struct ItemView {
    /// Code.
    node: String,
    /// Number as printed.
    label_th: String,
    /// Title.
    title_th: String,
    /// How far it has come: empty, draft, complete, passed, returned.
    state: &'static str,
    /// What a screener wants changed.
    reason: Option<String>,
    /// The level the office gives itself.
    level: Option<u8>,
    /// People of the office it was given to.
    assignees: Vec<PersonView>,
    /// Files and links cited.
    evidence: usize,
    /// Citizen numbers that its evidence shows.
    citizen_numbers: usize,
    /// Remarks in its thread.
    comments: i64,
    /// What is to be said about the answer.
    findings: Vec<FindingView>,
    /// Version of the answer; 0 while nothing is written.
    version: i32,
}

/// A person as others of the work know them.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonView {
    /// Number of the account.
    id: i64,
    /// Name in the product.
    name: String,
}

/// What is to be said about an answer.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingView {
    /// How much it weighs: warning, incomplete, error. The last two keep a report from being handed on.
    severity: &'static str,
    /// The name of the rule.
    code: &'static str,
    /// What it is about.
    arguments: std::collections::BTreeMap<&'static str, String>,
}

impl FindingView {
    pub(super) fn of(finding: &Finding) -> FindingView {
        use domain::answer::Severity;
        let severity = match finding.severity {
            Severity::Warning => "warning",
            Severity::Incomplete => "incomplete",
            Severity::Error => "error",
        };
        FindingView { severity, code: finding.fault.key, arguments: finding.fault.args.iter().cloned().collect() }
    }
}

/// Names of people by their numbers.
pub(super) fn people(ids: &[UserId], names: &std::collections::HashMap<UserId, String>) -> Vec<PersonView> {
    let person = |id: &UserId| Some(PersonView { id: id.0, name: names.get(id)?.clone() });
    ids.iter().filter_map(person).collect()
}

async fn view(web: &Web, caller: &Caller, name: &ReportName) -> Answer {
    let open = self_report::open(&web.app, caller.actor(), name).await?;
    let OpenReport { place, readiness, .. } = &open;
    let report = &place.row.report;
    let view = ReportView {
        year: name.year.number(),
        instrument: name.instrument.to_string(),
        round: name.round.as_str(),
        office: name.office.to_string(),
        region: place.row.region,
        state: report.state.as_str(),
        due_on: place.round.due(place.until),
        extended_until: place.until,
        late: report.late,
        returns: report.returns,
        note: report.note.clone(),
        submitted_at: report.submitted_at,
        certified_at: report.certified_at,
        receipt_number: report.receipt_number.clone(),
        content_hash: report.content_hash.clone(),
        blocking: readiness.blocking(),
        version: place.row.version,
        updated_at: place.row.updated_at,
    };
    versioned(place.row.version, &view)
}

/// The region that is asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RegionQuery {
    /// Number of the inspection region; all of them where it is not said, for whoever reads all.
    region: Option<u16>,
}

/// Reports of a round, by office, with how far they have come.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/reports", operation_id = "list_reports", tag = "reports",
    params(RoundPath, RegionQuery, PagingQuery), responses((status = 200, body = List<ReportLine>)))]
async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    paging: Paging,
    Query(query): Query<RegionQuery>,
) -> Answer {
    let (year, code, round) = path.name()?;
    let page = paging.page::<OfficeId>()?;
    let found = self_report::progress(&web.app, caller.actor(), (year, &code, round), query.region, &page).await?;
    let offices = app::office::by_ids(&web.app, found.iter().map(|each| each.row.key.office_id), year).await?;
    let last = found.last().filter(|_| paging.is_full(found.len())).map(|last| last.row.key.office_id);
    let lines = found.into_iter().filter_map(|each| {
        let office = offices.get(&each.row.key.office_id)?.code.clone();
        Some(ReportLine {
            year: year.number(),
            instrument: code.to_string(),
            round: round.as_str(),
            office: office.to_string(),
            state: each.row.report.state.as_str(),
            late: each.row.report.late,
            returns: each.row.report.returns,
            items: each.row.items,
            begun: each.begun,
            complete: each.complete,
            passed: each.passed,
            returned: each.returned,
            updated_at: each.row.updated_at,
        })
    });
    let lines = lines.collect();
    paging.answer(lines, last)
}

/// Reports of an office in a year.
#[utoipa::path(get, path = "/api/v1/offices/{office}/reports", operation_id = "list_reports_of_office", tag = "reports",
    params(("office" = String, Path, description = "Code of the office.", example = "P2300"), YearQuery),
    responses((status = 200, body = List<ReportLine>)))]
async fn home(
    State(web): State<Web>,
    caller: Caller,
    Path(office): Path<String>,
    Query(query): Query<YearQuery>,
) -> Answer {
    let office = office.parse().map_err(|_| Failure::NotFound)?;
    let lines = app::home::home(&web.app, caller.actor(), &office, query.year()?).await?.lines;
    let line = |HomeLine { name, progress, .. }: HomeLine| ReportLine {
        year: name.year.number(),
        instrument: name.instrument.to_string(),
        round: name.round.as_str(),
        office: name.office.to_string(),
        state: progress.row.report.state.as_str(),
        late: progress.row.report.late,
        returns: progress.row.report.returns,
        items: progress.row.items,
        begun: progress.begun,
        complete: progress.complete,
        passed: progress.passed,
        returned: progress.returned,
        updated_at: progress.row.updated_at,
    };
    whole(lines.into_iter().map(line).collect())
}

/// The report of an office.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}", operation_id = "find_report", tag = "reports",
    params(ReportPath), responses((status = 200, body = ReportView)))]
async fn find(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    view(&web, &caller, &path.name()?).await
}

fn item(instrument: &Instrument, line: ItemLine, findings: &[Finding], assignees: Vec<PersonView>) -> ItemView {
    let node = &instrument.nodes()[line.node];
    ItemView {
        node: node.code.to_string(),
        label_th: node.label_th.clone(),
        title_th: node.title_th.clone(),
        state: line.state().as_str(),
        reason: line.state().reason().map(str::to_owned),
        level: line.row.as_ref().and_then(|row| row.item.answer.level).map(|level| level.0),
        assignees,
        evidence: line.evidence.len(),
        citizen_numbers: line.numbers,
        comments: line.comments,
        findings: findings.iter().map(FindingView::of).collect(),
        version: line.row.as_ref().map_or(0, |row| row.version),
    }
}

/// Items of a report, in the order of the instrument.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items", operation_id = "list_items",
    tag = "reports", params(ReportPath), responses((status = 200, body = List<ItemView>)))]
async fn items(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    let OpenReport { place, items, readiness } = self_report::open(&web.app, caller.actor(), &path.name()?).await?;
    let names = app::user::names(&web.app, items.iter().flat_map(|line| line.assignees.iter().copied())).await?;
    let views = items.into_iter().map(|line| {
        let found = readiness.items.iter().find(|(node, _)| *node == line.node);
        let assignees = people(&line.assignees, &names);
        item(&place.stored.instrument, line, found.map_or(&[], |(_, findings)| findings), assignees)
    });
    whole(views.collect())
}

/// Hands a report to the director.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/submit", operation_id = "submit_report",
    tag = "reports", params(ReportPath), responses((status = 200, body = ReportView)))]
async fn submit(State(web): State<Web>, caller: Caller, Path(path): Path<ReportPath>) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| self_report::submit(&web.app, &actor, &of).await).await?;
    view(&web, &caller, &name).await
}

/// Certifies a report and sends it; what it said is kept and gets a receipt.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/certify", operation_id = "certify_report",
    tag = "reports", params(ReportPath), request_body = CertifyBody, responses((status = 200, body = ReportView)))]
async fn certify(
    State(web): State<Web>,
    caller: Caller,
    from: From,
    Path(path): Path<ReportPath>,
    Body(body): Body<CertifyBody>,
) -> Answer {
    let name = path.name()?;
    let (person, of) = (caller.clone(), name.clone());
    web.act(async move |web: Web| {
        self_report::check_certify(&web.app, person.actor(), &of).await?;
        // A passkey and a provider show themselves in a browser only.
        let taken = Taken { passkeys: None, provider: false, demo: web.demo };
        let confirmed = confirmation::confirm(&web.app, &person.0.user, taken, body.shown(), &from.origin()).await?;
        self_report::certify(&web.app, person.actor(), &of, &confirmed).await
    })
    .await?;
    view(&web, &caller, &name).await
}

/// How the director confirms who they are, as the page asks for it too. One of these is enough.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct CertifyBody {
    /// The code that the authenticator app shows.
    code: Option<String>,
    /// The password, where there is no app.
    password: Option<String>,
    /// That it is so, which is enough in a demonstration.
    word: bool,
}

impl CertifyBody {
    fn shown(&self) -> Option<Shown<'_>> {
        let code = self.code.as_deref().map(Shown::Code);
        code.or(self.password.as_deref().map(Shown::Password)).or(self.word.then_some(Shown::Word))
    }
}

/// A reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonBody {
    /// Why.
    pub(super) reason: String,
}

/// Hands a report back to the office, for a reason.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/send-back", operation_id = "send_report_back",
    tag = "reports", params(ReportPath), request_body = ReasonBody, responses((status = 200, body = ReportView)))]
async fn send_back(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ReportPath>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    let name = path.name()?;
    let (actor, of) = (caller.actor().clone(), name.clone());
    web.act(async move |web: Web| self_report::send_back(&web.app, &actor, &of, &body.reason).await).await?;
    view(&web, &caller, &name).await
}

/// Who works on an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssigneesBody {
    /// Numbers of their accounts; nobody where it is empty.
    users: Vec<i64>,
}

/// Gives an item to these people of the office and to nobody else.
#[utoipa::path(put, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/assignees",
    operation_id = "assign_item", tag = "reports",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = AssigneesBody, responses((status = 204, description = "It is given.")))]
async fn assign(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<AssigneesBody>,
) -> Answer {
    let (name, node): (ReportName, NodeCode) = path.name()?;
    let users: Vec<UserId> = body.users.into_iter().map(UserId).collect();
    web.act(async move |web: Web| app::assignment::assign(&web.app, caller.actor(), &name, &[node], &users).await)
        .await?;
    done()
}
