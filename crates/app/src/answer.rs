//! Answers: the form of an item, saving it, and what changed since it was certified before.

use std::collections::HashMap;

use domain::answer::{Answer, Beside, Change, Finding, difference};
use domain::id::NodeId;
use domain::level::Level;
use domain::office::NodeCode;
use domain::policy::{Action, Actor};
use domain::self_report::ItemState;
use store::Conn;
use store::SaveError;
use store::answer::{AnswerRow, Item};
use store::attachment::{Citation, Cited};

use crate::door::{App, check};
use crate::error::{AppError, Result};
use crate::self_report::{Hold, Place, ReportName, find, hold};

/// An item as it is opened.
pub struct ItemForm {
    /// The report.
    pub place: Place,
    /// Place of the item in the instrument.
    pub node: usize,
    /// What is stored; none while nothing was written.
    pub row: Option<AnswerRow>,
    /// What the office said in the round before.
    pub earlier: Option<Answer>,
    /// The evidence cited.
    pub evidence: Vec<Cited>,
    /// Items of any instrument of the year that share their evidence with this one, with what they cite.
    pub linked: Vec<Linked>,
    /// What is to be said about it.
    pub findings: Vec<Finding>,
    /// Whether the actor may change it now.
    pub is_editable: bool,
}

/// Opens an item.
///
/// # Errors
/// When there is no such item; when the actor may not; when the database fails.
pub async fn form(app: &App, actor: &Actor, name: &ReportName, node: &NodeCode) -> Result<ItemForm> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    let at = place.item(node)?;
    let row = store::answer::find(&mut conn, place.key, place.stored.node_ids[at]).await?;
    let evidence = store::attachment::list_cited(&mut conn, citation(&place, at)).await?;
    let linked = linked(app, &mut conn, &place, at).await?;
    let earlier = match place.earlier(app, &mut conn).await? {
        Some(earlier) => earlier.answer(&mut conn, node).await?,
        None => None,
    };
    let nothing = Answer::default();
    let beside = Beside { earlier: earlier.as_ref(), evidence: evidence.len() };
    let answer = row.as_ref().map_or(&nothing, |row| &row.item.answer);
    let findings = answer.check(&place.stored.instrument, at, beside);
    let state = row.as_ref().map_or(ItemState::Empty, |row| row.item.state.clone());
    let entity = place.item_entity(&mut conn, actor, Action::AnswerSave, at).await?;
    let is_editable = check(actor, Action::AnswerSave, &entity).is_ok()
        && place.row.report.state.check_editable(&state).is_ok()
        && place.check_window(app.clock().now()).is_ok();
    Ok(ItemForm { place, node: at, row, earlier, evidence, linked, findings, is_editable })
}

/// Where the evidence of an item is cited. An item has the same evidence in all rounds of a year.
pub(crate) fn citation(place: &Place, node: usize) -> Citation {
    Citation {
        fiscal_year: place.key.fiscal_year,
        instrument_id: place.key.instrument_id,
        office_id: place.key.office_id,
        node_id: place.stored.node_ids[node],
    }
}

/// An item that shares its evidence with another.
pub struct Linked {
    /// Instrument and item ("SA S1.1").
    pub label: String,
    /// What it cites.
    pub evidence: Vec<Cited>,
}

/// The items that share their evidence with an item, whichever of the two says so.
async fn linked(app: &App, conn: &mut Conn, place: &Place, at: usize) -> Result<Vec<Linked>> {
    let own = &place.stored.instrument;
    let name = format!("{}:{}", own.code, own.nodes()[at].code);
    let mut linked = Vec::new();
    // An administration has a handful of instruments a year, and they are read already.
    for row in store::instrument::list(conn, Some(place.key.fiscal_year)).await? {
        if row.latest.is_none() {
            continue;
        }
        let stored = crate::instrument::shared_by_id(app, conn, row.id).await?;
        let code = &stored.instrument.code;
        for (i, node) in stored.instrument.nodes().iter().enumerate() {
            let other = format!("{code}:{}", node.code);
            let is_linked =
                node.shared_evidence_with.contains(&name) || own.nodes()[at].shared_evidence_with.contains(&other);
            if !is_linked || other == name {
                continue;
            }
            let citation = Citation {
                fiscal_year: place.key.fiscal_year,
                instrument_id: stored.id,
                office_id: place.key.office_id,
                node_id: stored.node_ids[i],
            };
            let evidence = store::attachment::list_cited(conn, citation).await?;
            linked.push(Linked { label: format!("{code} {}", node.label_th), evidence });
        }
    }
    Ok(linked)
}

/// What became of an answer that was to be saved.
#[derive(Debug)]
pub enum Saved {
    /// It is stored.
    Done {
        /// The version that is stored now.
        version: i32,
        /// How far the item has come.
        state: ItemState,
        /// What is to be said about it.
        findings: Vec<Finding>,
    },
    /// Someone else saved in the meantime. Nothing was changed and nothing is lost: both are here.
    Conflict {
        /// What was to be saved.
        mine: Answer,
        /// What is stored.
        theirs: Box<AnswerRow>,
    },
}

/// Saves the answer of an item, whether a person or the form itself asks. `version` is that of the answer that was changed, 0 where
/// there was none.
///
/// # Errors
/// When the item is locked; when the window is over; when the actor may not; when the database fails.
pub async fn save(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    version: i32,
    answer: &Answer,
) -> Result<Saved> {
    app.enter(actor, Action::AnswerSave, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
        let at = place.item(node)?;
        let entity = place.item_entity(&mut ctx.tx, actor, Action::AnswerSave, at).await?;
        ctx.allow(actor, Action::AnswerSave, &entity)?;
        place.check_window(ctx.now)?;
        let node_id = place.stored.node_ids[at];
        let before = store::answer::find(&mut ctx.tx, place.key, node_id).await?;
        let state = before.as_ref().map_or(ItemState::Empty, |row| row.item.state.clone());
        place.row.report.state.check_editable(&state)?;
        let earlier = match place.earlier(app, &mut ctx.tx).await? {
            Some(earlier) => earlier.answer(&mut ctx.tx, node).await?,
            None => None,
        };
        let evidence = store::attachment::list_cited(&mut ctx.tx, citation(&place, at)).await?.len();
        let beside = Beside { earlier: earlier.as_ref(), evidence };
        let findings = answer.check(&place.stored.instrument, at, beside);
        let state = state.save(place.row.report.state, answer, &findings)?;
        let item = Item { node_id, answer: answer.clone(), state: state.clone() };
        if let Some(row) = before.filter(|row| row.item == item) {
            ctx.nothing_changed();
            return Ok(Saved::Done { version: row.version, state, findings });
        }
        match store::answer::save(&mut ctx.tx, place.key, version, &item, (ctx.now, actor.user())).await {
            Ok(version) => {
                ctx.detail("node", node.as_str());
                ctx.detail("version", version);
                Ok(Saved::Done { version, state, findings })
            }
            Err(SaveError::Conflict(theirs)) => {
                ctx.nothing_changed();
                Ok(Saved::Conflict { mine: answer.clone(), theirs })
            }
            Err(error) => Err(AppError::from(error)),
        }
    })
    .await
}

/// What changed in an item since it was certified before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The narrative, word by word.
    pub narrative: Vec<(Change, String)>,
    /// Problems and needs, word by word.
    pub problems_and_needs: Vec<(Change, String)>,
    /// The self-rated level before and now.
    pub level: (Option<Level>, Option<Level>),
    /// Values that differ: name, before, now.
    pub values: Vec<(String, String, String)>,
}

/// What changed in the items of a report between the text certified before and the one that stands now; items without a text before are
/// not there.
///
/// # Errors
/// When there is no such report; when the actor may not; when the database fails.
pub async fn changes(app: &App, actor: &Actor, name: &ReportName) -> Result<HashMap<NodeCode, Changes>> {
    let mut conn = app.db().read().await?;
    let place = find(app, &mut conn, name).await?;
    check(actor, Action::SelfReportRead, &place.entity())?;
    let mut kept: HashMap<NodeId, Vec<Answer>> = HashMap::new();
    for row in store::answer::list_revisions(&mut conn, place.key).await? {
        kept.entry(row.node_id).or_default().push(row.answer);
    }
    let mut changes = HashMap::new();
    for row in store::answer::list_by_report(&mut conn, place.key).await? {
        let Item { node_id, answer: now, .. } = row.item;
        let mut kept = kept.remove(&node_id).unwrap_or_default();
        // The last text that was certified is the one that stands, unless the office is at work on it.
        if kept.last() == Some(&now) {
            kept.pop();
        }
        if let (Some(before), Some(at)) = (kept.pop(), place.stored.position(node_id)) {
            changes.insert(place.stored.instrument.nodes()[at].code.clone(), compare(&before, &now));
        }
    }
    Ok(changes)
}

fn compare(before: &Answer, now: &Answer) -> Changes {
    let text = |before: &str, now: &str| {
        difference(before, now).into_iter().map(|(change, words)| (change, words.to_owned())).collect()
    };
    let names: std::collections::BTreeSet<&String> = before.values.keys().chain(now.values.keys()).collect();
    let value = |answer: &Answer, name: &String| answer.values.get(name).cloned().unwrap_or_default();
    let values = names.into_iter().map(|name| (name.clone(), value(before, name), value(now, name)));
    Changes {
        narrative: text(&before.narrative, &now.narrative),
        problems_and_needs: text(&before.problems_and_needs, &now.problems_and_needs),
        level: (before.level, now.level),
        values: values.filter(|(_, before, now)| before != now).collect(),
    }
}
