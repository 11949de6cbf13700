//! The board of a round: who has how much, what nobody has yet, and handing work on.

use app::workload::{Board, Row};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::assignment::{Assignment, Task};
use domain::id::UserId;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::round::{RoundPath, borrowed, round_title};
use crate::visitor::Visitor;
use crate::web::Web;

struct Line {
    user: i64,
    name: String,
    offices: usize,
    items: usize,
    parts: Vec<String>,
    successors: Vec<(i64, String)>,
}

struct Group {
    task: &'static str,
    title: String,
    lines: Vec<Line>,
}

struct Share {
    name: String,
    parts: Vec<String>,
    items: usize,
}

#[derive(Template)]
#[template(path = "workload/page.html")]
struct WorkloadPage {
    frame: Frame,
    title: String,
    action: String,
    groups: Vec<Group>,
    shares: Vec<Share>,
    left: Vec<String>,
    evaluators: usize,
    digest: String,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
) -> Answer {
    let name = path.name()?;
    let board = app::workload::board(&web.app, visitor.actor(), borrowed(&name)).await?;
    // Single offices are named by the code that stands in every list of theirs.
    let mut ids = Vec::new();
    for row in &board.rows {
        ids.extend(row.assignments.iter().filter_map(|given| given.office));
    }
    let offices = app::office::by_ids(&web.app, ids, name.0).await?;
    let Board { stored, rows, proposal, digest, evaluators, names } = &board;
    let person = |id: &UserId| names.get(id).cloned().unwrap_or_default();
    let part = |given: &Assignment| {
        let region = given.region.map(|number| frame.t1("round-region", "number", number));
        let office = given.office.and_then(|id| offices.get(&id)).map(|office| office.short_name_th.clone());
        let node =
            given.node.and_then(|id| stored.position(id)).map(|at| stored.instrument.nodes()[at].code.to_string());
        let parts: Vec<String> = [office, region, node].into_iter().flatten().collect();
        if parts.is_empty() { frame.t("workload-everything") } else { parts.join(" · ") }
    };
    let line = |row: &Row| Line {
        user: row.user.0,
        name: person(&row.user),
        offices: row.load.offices,
        items: row.load.items,
        parts: row.assignments.iter().map(part).collect(),
        successors: row.successors.iter().map(|id| (id.0, person(id))).collect(),
    };
    let groups = Task::ALL.map(|task| Group {
        task: task.as_str(),
        title: frame.t1("round-task", "task", task.as_str()),
        lines: rows.iter().filter(|row| row.task == task).map(line).collect(),
    });
    let mut shares: Vec<(UserId, Share)> = Vec::new();
    for (share, items) in &proposal.shares {
        let known = shares.iter().position(|(user, _)| *user == share.user);
        let at = known.unwrap_or_else(|| {
            shares.push((share.user, Share { name: person(&share.user), parts: Vec::new(), items: 0 }));
            shares.len() - 1
        });
        shares[at].1.parts.push(part(share));
        shares[at].1.items += items;
    }
    let left = proposal.left.iter().map(|(region, node)| {
        part(&Assignment { user: UserId(0), task: Task::Mark, region: Some(*region), office: None, node: Some(*node) })
    });
    page::show(&WorkloadPage {
        title: round_title(&frame, &name),
        action: format!("/rounds/{}/{}/{}/work", name.0, name.1, name.2),
        shares: shares.into_iter().map(|(_, share)| share).collect(),
        left: left.collect(),
        groups: groups.into(),
        evaluators: *evaluators,
        digest: digest.clone(),
        frame,
    })
}

/// The proposal that was seen.
#[derive(Deserialize)]
pub(crate) struct ApplyForm {
    digest: String,
}

pub(crate) async fn apply(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<ApplyForm>,
) -> Answer {
    let name = path.name()?;
    let to = format!("/rounds/{}/{}/{}/work", name.0, name.1, name.2);
    web.act(async move |web: Web| app::workload::apply(&web.app, visitor.actor(), borrowed(&name), &form.digest).await)
        .await?;
    Ok(Redirect::to(&to).into_response())
}

/// Whose work goes to whom.
#[derive(Deserialize)]
pub(crate) struct HandForm {
    task: String,
    from: i64,
    to: i64,
}

pub(crate) async fn hand_on(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<HandForm>,
) -> Answer {
    let name = path.name()?;
    let to = format!("/rounds/{}/{}/{}/work", name.0, name.1, name.2);
    let task = Task::from_word(&form.task).ok_or(Failure::NotFound)?;
    web.act(async move |web: Web| {
        let people = (UserId(form.from), UserId(form.to));
        app::workload::hand_on(&web.app, visitor.actor(), borrowed(&name), task, people).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}
