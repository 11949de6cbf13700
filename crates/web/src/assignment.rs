//! Who works on which item: giving items to people of the office, and finding one's own.

use app::self_report::{ItemLine, OpenReport, ReportName};
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::id::UserId;
use domain::office::NodeCode;
use domain::policy::{Action, allows};
use domain::problem::Fault;
use domain::self_report::ReportState;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::self_report::{ReportPath, href};
use crate::visitor::Visitor;
use crate::web::Web;

/// Which items are shown.
#[derive(Default, Deserialize)]
pub(crate) struct Filter {
    owner: Option<String>,
    state: Option<String>,
}

/// States that a filter offers.
const STATES: [&str; 5] = ["empty", "draft", "complete", "returned", "passed"];

impl Filter {
    /// Whether an item is shown.
    pub(crate) fn shows(&self, line: &ItemLine, visitor: &Visitor) -> bool {
        let is_owned = match self.owner.as_deref().unwrap_or_default() {
            "" => true,
            "me" => line.assignees.contains(&visitor.present.user.id),
            "none" => line.assignees.is_empty(),
            id => id.parse().is_ok_and(|id| line.assignees.contains(&UserId(id))),
        };
        let is_so = match self.state.as_deref().unwrap_or_default() {
            "" => true,
            state => line.state().as_str() == state,
        };
        is_owned && is_so
    }

    /// The owners to choose from: everybody, oneself, nobody, and those who have an item.
    pub(crate) fn owners(&self, frame: &Frame, owners: &[(UserId, String)]) -> Vec<(String, String, bool)> {
        let fixed = [("", "all"), ("me", "me"), ("none", "none")];
        let fixed = fixed.map(|(value, word)| (value.to_owned(), frame.t1("filter-owner", "who", word)));
        let people = owners.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let chosen = self.owner.as_deref().unwrap_or_default();
        fixed.into_iter().chain(people).map(|(value, words)| (value.clone(), words, value == chosen)).collect()
    }

    /// The states to choose from.
    pub(crate) fn states(&self, frame: &Frame) -> Vec<(&'static str, String, bool)> {
        let chosen = self.state.as_deref().unwrap_or_default();
        let words = |state| match state {
            "" => frame.t("filter-state-all"),
            state => frame.t1("item-state-words", "state", state),
        };
        [""].into_iter().chain(STATES).map(|state| (state, words(state), state == chosen)).collect()
    }
}

/// The form with which items are given to people.
pub(crate) struct Giving {
    pub(crate) action: String,
    pub(crate) people: Vec<(i64, String)>,
}

impl Giving {
    /// None where the visitor may not, or nothing of the report is to be worked on any more.
    pub(crate) async fn of(
        web: &Web,
        visitor: &Visitor,
        name: &ReportName,
        open: &OpenReport,
    ) -> Result<Option<Giving>, Failure> {
        let is_at_work = matches!(open.place.row.report.state, ReportState::Drafting | ReportState::Returned);
        if !is_at_work || !allows(visitor.actor(), Action::ItemAssign, &open.place.entity()) {
            return Ok(None);
        }
        let people = app::assignment::people(&web.app, visitor.actor(), name).await?;
        let people = people.into_iter().map(|(id, name)| (id.0, name)).collect();
        Ok(Some(Giving { action: format!("{}/assign", href(name)), people }))
    }
}

/// Gives the items that are ticked to a person, or takes them away; or copies from the round before.
pub(crate) async fn assign(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let name = path.name()?;
    let to = format!("{}#items", href(&name));
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let deed = value("deed").unwrap_or_default().to_owned();
    let user = value("user").and_then(|id| id.parse().ok()).map(UserId);
    let nodes = fields.iter().filter(|(field, _)| field == "node").map(|(_, code)| code.parse::<NodeCode>());
    let nodes: Vec<NodeCode> = nodes.collect::<Result<_, _>>().map_err(|_| Failure::NotFound)?;
    web.act(async move |web: Web| {
        let (app, actor) = (&web.app, visitor.actor());
        if deed == "copy" {
            return app::assignment::copy_earlier(app, actor, &name).await.map(drop);
        }
        let user = user.ok_or_else(|| Fault::new("assignee-unknown"))?;
        if nodes.is_empty() {
            return Err(Fault::new("assignment-nothing").into());
        }
        match deed.as_str() {
            "only" => app::assignment::assign(app, actor, &name, &nodes, &[user]).await,
            deed => app::assignment::hand(app, actor, &name, &nodes, user, deed != "take").await.map(drop),
        }
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}
