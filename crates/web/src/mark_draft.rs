//! Drafts of marks: the workspace keeps what is typed while it is typed.

use app::mark::Judged;
use app::self_report::ReportName;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::office::NodeCode;

use crate::answer::ItemPath;
use crate::failure::Answer;
use crate::frame::Frame;
use crate::self_report::item_href;
use crate::visitor::Visitor;
use crate::web::Web;

/// Keeps what was typed and answers the script of the form. The versions it was typed on name the draft: a draft in the browser of others
/// is an old one.
pub(crate) async fn keep(
    web: &Web,
    frame: &Frame,
    visitor: &Visitor,
    (name, node): (&ReportName, &NodeCode),
    typed: &Judged,
) -> Answer {
    let (person, report, item, judged) = (visitor.clone(), name.clone(), node.clone(), typed.clone());
    let kept = web
        .act(async move |web: Web| app::mark_draft::keep(&web.app, person.actor(), &report, &item, &judged).await)
        .await?;
    let answer = serde_json::json!({ "version": version(typed), "saved_at": frame.time(kept) });
    Ok(Json(answer).into_response())
}

/// The versions that something was typed on, in one word.
pub(crate) fn version(judged: &Judged) -> String {
    format!("{}-{}", judged.versions.mark, judged.versions.suggestion)
}

/// Throws a draft away and shows what is stored.
pub(crate) async fn discard(State(web): State<Web>, visitor: Visitor, Path(path): Path<ItemPath>) -> Answer {
    let (name, node) = path.name()?;
    let back = format!("/marking{}", item_href(&name, node.as_str()));
    web.act(async move |web: Web| app::mark_draft::discard(&web.app, visitor.actor(), &name, &node).await).await?;
    Ok(Redirect::to(&back).into_response())
}
