//! Who has how much in a round, what nobody has yet, and handing work on.

use app::workload::{self, Board};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::id::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::assignment::{Named, TaskView, TaskWord};
use super::bearer::Caller;
use super::body::Body;
use super::self_report::{PersonView, people};
use super::{done, json};
use crate::failure::Answer;
use crate::round::{RoundPath, borrowed};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(board, apply)).routes(routes!(hand_on))
}

/// The work of a round.
#[derive(Serialize, ToSchema)]
struct BoardView {
    /// By task and person.
    people: Vec<LoadView>,
    /// What nobody has yet, given evenly.
    proposal: Vec<ShareView>,
    /// Regions and nodes for which there is nobody.
    left: Vec<LeftView>,
    /// Of the proposal: what is applied is what was seen.
    digest: String,
    /// How many evaluators an item has at most.
    evaluators: usize,
}

/// The work of a person.
#[derive(Serialize, ToSchema)]
struct LoadView {
    /// Who.
    person: Option<PersonView>,
    /// What for.
    task: TaskWord,
    /// Offices with at least one item.
    offices: usize,
    /// Items of all of them.
    items: usize,
    /// What was given.
    tasks: Vec<TaskView>,
    /// To whom all of it can be handed on.
    successors: Vec<PersonView>,
}

/// A task that is proposed.
#[derive(Serialize, ToSchema)]
struct ShareView {
    #[serde(flatten)]
    task: TaskView,
    /// Items in it.
    items: usize,
}

/// A node in a region that nobody can be given.
#[derive(Serialize, ToSchema)]
struct LeftView {
    /// Number of the region.
    region: u16,
    /// Code of the node.
    node: Option<String>,
}

/// The work of a round, with a proposal for what nobody has.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/work", operation_id = "find_work", tag = "judging",
    params(RoundPath), responses((status = 200, body = BoardView)))]
async fn board(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let found = workload::board(&web.app, caller.actor(), borrowed(&name)).await?;
    let Board { stored, rows, proposal, digest, evaluators, names } = &found;
    let given: Vec<_> = rows.iter().flat_map(|row| &row.assignments).filter_map(|task| task.office).collect();
    let offices = app::office::by_ids(&web.app, given, name.0).await?;
    let named = Named { stored, offices: &offices };
    let loads = rows.iter().map(|row| LoadView {
        person: people(&[row.user], names).pop(),
        task: TaskWord::of(row.task),
        offices: row.load.offices,
        items: row.load.items,
        tasks: row.assignments.iter().map(|task| named.task(task)).collect(),
        successors: people(&row.successors, names),
    });
    let shares = proposal.shares.iter().map(|(task, items)| ShareView { task: named.task(task), items: *items });
    let left = proposal.left.iter().map(|(region, node)| LeftView { region: *region, node: named.code(*node) });
    let view = BoardView {
        people: loads.collect(),
        proposal: shares.collect(),
        left: left.collect(),
        digest: digest.clone(),
        evaluators: *evaluators,
    };
    json(StatusCode::OK, &view)
}

/// The proposal that was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposalBody {
    /// Its digest.
    digest: String,
}

/// Gives what was proposed, as long as it is what was seen.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/work", operation_id = "apply_proposal", tag = "judging",
    params(RoundPath), request_body = ProposalBody, responses((status = 204, description = "It is given.")))]
async fn apply(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<ProposalBody>,
) -> Answer {
    let name = path.name()?;
    web.act(async move |web: Web| workload::apply(&web.app, caller.actor(), borrowed(&name), &body.digest).await)
        .await?;
    done()
}

/// Whose work goes to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandBody {
    /// What for.
    task: TaskWord,
    /// Number of the account of who has it.
    from: i64,
    /// Number of the account of who gets it.
    to: i64,
}

/// Hands all work of a person on to another.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/work/hand-on", operation_id = "hand_work_on",
    tag = "judging", params(RoundPath), request_body = HandBody, responses((status = 204, description = "It is handed on.")))]
async fn hand_on(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<HandBody>,
) -> Answer {
    let name = path.name()?;
    let task = body.task.read();
    let between = (UserId(body.from), UserId(body.to));
    web.act(async move |web: Web| workload::hand_on(&web.app, caller.actor(), borrowed(&name), task, between).await)
        .await?;
    done()
}
