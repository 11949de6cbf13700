//! The audit log: its entries, and checking that it is whole.

use app::audit::{self, AuditQuery, Verdict};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use domain::audit::{AuditEntry, Outcome};
use domain::policy::Action;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, Paging, PagingQuery};
use super::problem::Refusal;
use crate::failure::{Answer, Failure};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(soundness, check))
}

/// An entry of the log.
#[derive(Serialize, ToSchema)]
struct EntryView {
    /// Place in the chain, from 1 without gaps.
    seq: i64,
    /// When.
    at: Timestamp,
    /// Who: "user:" and the number of an account, or "operator".
    actor: String,
    /// What: noun and verb.
    action: String,
    /// On what.
    entity: String,
    /// How it ended: done, denied, failed.
    outcome: &'static str,
    /// Details.
    #[schema(value_type = Object)]
    detail: Value,
    /// Hash of the entry before.
    prev_hash: String,
    /// Hash of the entry.
    hash: String,
}

impl EntryView {
    fn of(entry: AuditEntry) -> EntryView {
        let record = entry.record;
        EntryView {
            seq: entry.seq,
            at: record.at,
            actor: record.actor,
            action: record.action,
            entity: record.entity,
            outcome: record.outcome.as_str(),
            detail: serde_json::from_str(&record.detail).unwrap_or_default(),
            prev_hash: entry.prev_hash.to_string(),
            hash: entry.hash.to_string(),
        }
    }
}

/// Whether the log is whole.
#[derive(Serialize, ToSchema)]
struct SoundnessView {
    /// Entries there are.
    entries: i64,
    /// The last check; none where there was none.
    last: Option<CheckView>,
    /// Whether a check waits or works.
    is_running: bool,
}

/// What a check found.
#[derive(Serialize, ToSchema)]
struct CheckView {
    /// When.
    at: Timestamp,
    /// Whether all of it is as it was written, and what was published still scores to what it says.
    is_whole: bool,
    /// Place of the last entry that was looked at, or of the first at which something shows.
    seq: Option<i64>,
    /// Hash of the last entry, to be noted elsewhere.
    hash: Option<String>,
    /// What was done to the log: changed, removed, reordered, added.
    tampering: Option<String>,
    /// Number of a publication that does not score to what it says.
    publication: Option<String>,
}

impl CheckView {
    fn of(at: Timestamp, verdict: Verdict) -> CheckView {
        let none = CheckView { at, is_whole: false, seq: None, hash: None, tampering: None, publication: None };
        match verdict {
            Verdict::Whole { reached, hash, .. } => {
                CheckView { is_whole: true, seq: Some(reached), hash: Some(hash), ..none }
            }
            Verdict::Broken { seq, what } => CheckView { seq: Some(seq), tampering: Some(what), ..none },
            Verdict::Differs { publication } => CheckView { publication: Some(publication), ..none },
        }
    }
}

/// What is looked for: all that is given holds.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EntryQuery {
    /// From this day in Bangkok on.
    from: Option<Date>,
    /// Up to this day, with it.
    to: Option<Date>,
    /// A login, or a name as the log has it.
    actor: Option<String>,
    /// What was done.
    #[param(example = "self-report.certify")]
    action: Option<String>,
    /// On what, as the log names it.
    entity: Option<String>,
    /// What was done on an office's own: its code.
    office: Option<String>,
    /// How it ended: done, denied, failed.
    outcome: Option<String>,
}

impl EntryQuery {
    fn read(self) -> Result<AuditQuery, Failure> {
        let unknown = |field: &str| {
            Failure::from(Refusal::Unreadable { status: StatusCode::BAD_REQUEST, cause: format!("{field}: unknown") })
        };
        let action = |name: String| Action::ALL.into_iter().find(|action| action.as_str() == name);
        let outcome = |name: String| Outcome::from_name(&name);
        Ok(AuditQuery {
            from: self.from,
            to: self.to,
            actor: self.actor,
            action: self.action.map(|name| action(name).ok_or_else(|| unknown("action"))).transpose()?,
            entity: self.entity,
            office: self.office.map(|code| code.parse().map_err(|_| unknown("office"))).transpose()?,
            outcome: self.outcome.map(|name| outcome(name).ok_or_else(|| unknown("outcome"))).transpose()?,
        })
    }
}

/// Entries of the log, newest first. A stretch may have fewer than asked for where they lie far apart; it goes on as long as there is `next`.
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "list_audit", tag = "people", params(EntryQuery, PagingQuery),
    responses((status = 200, body = List<EntryView>)))]
async fn list(State(web): State<Web>, caller: Caller, paging: Paging, Query(query): Query<EntryQuery>) -> Answer {
    let page = paging.page::<(Timestamp, i64)>()?;
    let found = audit::list(&web.app, caller.actor(), &query.read()?, &page).await?;
    paging.answer(found.entries.into_iter().map(EntryView::of).collect(), found.next)
}

/// What the last check of the log found.
#[utoipa::path(get, path = "/api/v1/audit/check", operation_id = "find_audit_check", tag = "people",
    responses((status = 200, body = SoundnessView)))]
async fn soundness(State(web): State<Web>, caller: Caller) -> Answer {
    let found = audit::soundness(&web.app, caller.actor()).await?;
    let view = SoundnessView {
        entries: found.entries,
        last: found.last.map(|(at, verdict)| CheckView::of(at, verdict)),
        is_running: found.running.is_some(),
    };
    json(StatusCode::OK, &view)
}

/// Asks for the log to be checked.
#[utoipa::path(post, path = "/api/v1/audit/check", operation_id = "check_audit", tag = "people",
    responses((status = 202, description = "It is asked for.")))]
async fn check(State(web): State<Web>, caller: Caller) -> Answer {
    use axum::response::IntoResponse as _;
    web.act(async move |web: Web| audit::ask(&web.app, caller.actor()).await).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}
