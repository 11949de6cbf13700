//! What an office sees first: its reports of a year, the state of every item, and what the person has to do.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::fiscal_year::FiscalYear;
use domain::id::NodeId;
use domain::office::{Office, OfficeCode};
use domain::policy::{Action, Actor, Entity, allows};
use domain::round::Round;
use domain::self_report::{ItemState, ReportState};
use domain::todo::{Duties, Seen, Todo, todos};
use jiff::civil::Date;
use store::round::RoundKey;
use store::self_report::Progress;

use crate::clock::bangkok_day;
use crate::door::{App, check, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::self_report::ReportName;

/// The reports of an office in a year.
pub struct Home {
    /// The office.
    pub office: Office,
    /// Its reports.
    pub lines: Vec<HomeLine>,
    /// Whether the person answers what is given to them, and nothing was yet.
    pub awaits_items: bool,
}

/// A report in the list of an office.
pub struct HomeLine {
    /// What names it.
    pub name: ReportName,
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// The round.
    pub round: Round,
    /// The last day of the office's own longer window.
    pub until: Option<Date>,
    /// How far it has come.
    pub progress: Progress,
    /// Its items, in the order of the instrument.
    pub items: Vec<Seen>,
    /// What the person has to do with it.
    pub todos: Vec<Todo>,
}

impl HomeLine {
    /// The last day on which it is in time.
    pub fn due(&self) -> Option<Date> {
        self.round.due(self.until)
    }
}

/// The reports of an office in a year, in as many queries whatever their number.
///
/// # Errors
/// When there is no such office; when the actor may not; when the database fails.
pub async fn home(app: &App, actor: &Actor, office: &OfficeCode, year: FiscalYear) -> Result<Home> {
    let mut conn = app.db().read().await?;
    let row = store::office::find_by_code(&mut conn, office, year.last_day()).await?;
    let row = row.ok_or_else(|| not_found("office", office))?;
    let entity = Entity::Office { code: office.clone(), region: row.office.region };
    check(actor, Action::SelfReportRead, &entity)?;
    let reports = store::self_report::list_by_office(&mut conn, row.id, year).await?;
    let rounds: HashMap<RoundKey, Round> =
        store::round::list(&mut conn, year).await?.into_iter().map(|row| (row.key, row.round)).collect();
    let longer: HashMap<RoundKey, Date> = store::extension::list_by_office(&mut conn, row.id, year)
        .await?
        .into_iter()
        .filter_map(|row| Some((row.round, row.extension.until()?)))
        .collect();
    let mut states: HashMap<(RoundKey, NodeId), ItemState> =
        store::answer::list_states(&mut conn, row.id, year).await?.into_iter().collect();
    let (mut given, mut own) = (HashSet::new(), HashSet::new());
    for (place, user) in store::assignment::list_by_office(&mut conn, row.id, year).await? {
        given.insert(place);
        if actor.user() == Some(user) {
            own.insert(place);
        }
    }
    let today = bangkok_day(app.clock().now());
    let duties = duties(actor, &entity);
    let mut lines = Vec::with_capacity(reports.len());
    for progress in reports {
        let round_key = progress.row.key.round_key();
        let stored = instrument::shared_by_id(app, &mut conn, round_key.instrument_id).await?;
        let round = *rounds.get(&round_key).ok_or_else(|| not_found("round", round_key.round))?;
        let until = longer.get(&round_key).copied();
        let items = domain::self_report::items(&stored.instrument, row.office.kind, round_key.round);
        let items = items.into_iter().map(|node| {
            let place = (round_key, stored.node_ids[node]);
            let state = states.remove(&place).unwrap_or(ItemState::Empty);
            Seen { node, state, is_own: own.contains(&place), is_given: given.contains(&place) }
        });
        let items: Vec<Seen> = items.collect();
        let state = progress.row.report.state;
        let is_open = match state {
            ReportState::Returned => round.check_judged().is_ok(),
            _ => round.check_open(today, until).is_ok(),
        };
        lines.push(HomeLine {
            name: ReportName {
                year,
                instrument: stored.instrument.code.clone(),
                round: round_key.round,
                office: office.clone(),
            },
            todos: todos(duties, state, is_open, &items),
            items,
            stored,
            round,
            until,
            progress,
        });
    }
    let awaits_items = duties.answers && !duties.submits && own.is_empty() && !lines.is_empty();
    Ok(Home { office: row.office, lines, awaits_items })
}

/// What an actor does in an office.
fn duties(actor: &Actor, office: &Entity) -> Duties {
    let may = |action| allows(actor, action, office);
    let given = match office {
        Entity::Office { code, region } => Entity::Item { code: code.clone(), region: *region, assigned: true },
        other => other.clone(),
    };
    Duties {
        certifies: may(Action::SelfReportCertify),
        submits: may(Action::SelfReportSubmit),
        answers: allows(actor, Action::AnswerSave, &given),
    }
}
