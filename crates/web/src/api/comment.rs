//! The thread of an item.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::id::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::body::Body;
use super::json;
use super::list::{List, whole};
use super::self_report::{PersonView, people};
use crate::answer::ItemPath;
use crate::failure::Answer;
use crate::self_report::ReportPath;
use crate::web::Web;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, add))
}

/// A remark.
#[derive(Serialize, ToSchema)]
struct CommentView {
    /// Number; remarks follow one another in its order.
    id: i64,
    /// Who wrote it.
    by: Option<PersonView>,
    /// What it says.
    text: String,
    /// Whom it is addressed to.
    to: Vec<PersonView>,
    /// When.
    created_at: Timestamp,
}

/// A new remark.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CommentBody {
    /// What it says.
    text: String,
    /// Numbers of the accounts it is addressed to.
    #[serde(default)]
    to: Vec<i64>,
}

/// A remark that was made.
#[derive(Serialize, ToSchema)]
struct CommentMade {
    /// Number.
    id: i64,
}

/// Remarks in the thread of an item, oldest first.
#[utoipa::path(get, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/comments",
    operation_id = "list_comments", tag = "reports",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    responses((status = 200, body = List<CommentView>)))]
async fn list(State(web): State<Web>, caller: Caller, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    let thread = app::comment::thread(&web.app, caller.actor(), &name, &node).await?;
    let writers = thread.comments.iter().filter_map(|comment| comment.user);
    let names = app::user::names(&web.app, writers.chain(thread.to.values().flatten().copied())).await?;
    let views = thread.comments.iter().map(|comment| CommentView {
        id: comment.id.0,
        by: comment.user.and_then(|id| people(&[id], &names).pop()),
        text: comment.text.clone(),
        to: thread.to.get(&comment.id).map(|ids| people(ids, &names)).unwrap_or_default(),
        created_at: comment.created_at,
    });
    whole(views.collect())
}

/// Adds a remark to the thread of an item.
#[utoipa::path(post, path = "/api/v1/reports/{year}/{instrument}/{round}/{office}/items/{node}/comments",
    operation_id = "add_comment", tag = "reports",
    params(ReportPath, ("node" = String, Path, description = "Code of the item.", example = "QP04")),
    request_body = CommentBody, responses((status = 201, body = CommentMade)))]
async fn add(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CommentBody>,
) -> Answer {
    let (name, node) = path.name()?;
    let to: Vec<UserId> = body.to.into_iter().map(UserId).collect();
    let id = web
        .act(async move |web: Web| app::comment::add(&web.app, caller.actor(), &name, &node, (&body.text, &to)).await);
    json(StatusCode::CREATED, &CommentMade { id: id.await?.0 })
}
