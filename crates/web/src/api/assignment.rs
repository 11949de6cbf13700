//! Who has to screen and to mark in a round.

use axum::extract::{Path, State};
use domain::assignment::{Assignment, Task};
use domain::id::UserId;
use domain::office::Office;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::done;
use super::list::{List, whole};
use crate::failure::Answer;
use crate::round::{RoundPath, borrowed};
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, give)).routes(routes!(end))
}

/// What for.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TaskWord {
    /// Whether items are complete.
    Screen,
    /// How good they are.
    Mark,
}

impl TaskWord {
    pub(super) fn of(task: Task) -> TaskWord {
        match task {
            Task::Screen => TaskWord::Screen,
            Task::Mark => TaskWord::Mark,
        }
    }

    pub(super) fn read(self) -> Task {
        match self {
            TaskWord::Screen => Task::Screen,
            TaskWord::Mark => Task::Mark,
        }
    }
}

/// A task that a person has in a round.
#[derive(Serialize, ToSchema)]
pub(super) struct TaskView {
    /// Number of the account.
    user: i64,
    /// What for.
    task: TaskWord,
    /// Only in this region.
    region: Option<u16>,
    /// Only this office: its code.
    office: Option<String>,
    /// Only this node and what is below it: its code.
    node: Option<String>,
}

/// Offices and nodes by what tasks name them by.
pub(super) struct Named<'n> {
    pub(super) stored: &'n app::instrument::StoredInstrument,
    pub(super) offices: &'n std::collections::HashMap<domain::id::OfficeId, Office>,
}

impl Named<'_> {
    pub(super) fn code(&self, node: domain::id::NodeId) -> Option<String> {
        self.stored.position(node).map(|at| self.stored.instrument.nodes()[at].code.to_string())
    }

    pub(super) fn task(&self, given: &Assignment) -> TaskView {
        TaskView {
            user: given.user.0,
            task: TaskWord::of(given.task),
            region: given.region,
            office: given.office.and_then(|id| self.offices.get(&id)).map(|office| office.code.to_string()),
            node: given.node.and_then(|id| self.code(id)),
        }
    }
}

/// Whose task it is: in a region, or everywhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskBody {
    /// Number of the account.
    user: i64,
    /// What for.
    task: TaskWord,
    /// Only in this region; everywhere where it is not said.
    #[serde(default)]
    region: Option<u16>,
}

impl TaskBody {
    fn read(&self) -> Assignment {
        let (user, task) = (UserId(self.user), self.task.read());
        Assignment { user, task, region: self.region, office: None, node: None }
    }
}

/// Tasks that were given in a round.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/tasks", operation_id = "list_tasks", tag = "judging",
    params(RoundPath), responses((status = 200, body = List<TaskView>)))]
async fn list(State(web): State<Web>, caller: Caller, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let given = app::assignment::tasks(&web.app, caller.actor(), borrowed(&name)).await?;
    let stored = app::instrument::of_form(&web.app, name.0, &name.1).await?;
    let offices = app::office::by_ids(&web.app, given.iter().filter_map(|task| task.office), name.0).await?;
    let named = Named { stored: &stored, offices: &offices };
    whole(given.iter().map(|task| named.task(task)).collect())
}

/// Gives a person a task.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/tasks", operation_id = "give_task", tag = "judging",
    params(RoundPath), request_body = TaskBody, responses((status = 204, description = "It is given.")))]
async fn give(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<TaskBody>,
) -> Answer {
    let (name, task) = (path.name()?, body.read());
    web.act(async move |web: Web| {
        let (app, actor) = (&web.app, caller.actor());
        app::user::find(app, actor, task.user).await?;
        app::assignment::give_task(app, actor, borrowed(&name), &task, true).await
    })
    .await?;
    done()
}

/// Takes a task away.
#[utoipa::path(post, path = "/api/v1/rounds/{year}/{instrument}/{round}/tasks/end", operation_id = "end_task", tag = "judging",
    params(RoundPath), request_body = TaskBody, responses((status = 204, description = "It is taken away.")))]
async fn end(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Body(body): Body<TaskBody>,
) -> Answer {
    let (name, task) = (path.name()?, body.read());
    web.act(async move |web: Web| {
        app::assignment::give_task(&web.app, caller.actor(), borrowed(&name), &task, false).await
    })
    .await?;
    done()
}
