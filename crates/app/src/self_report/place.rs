//! Finding a report with all that decides what may be done with it.

use std::collections::HashMap;
use std::sync::Arc;

use domain::answer::Answer;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, UserId};
use domain::office::{InstrumentCode, NodeCode, Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::round::Round;
use domain::self_report::ReportState;
use jiff::Timestamp;
use jiff::civil::Date;
use store::self_report::{ReportKey, ReportRow};
use store::{Conn, Tx};

use crate::clock::bangkok_day;
use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};

/// What names a report to people: "SA", 2569, R12, "P2300".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReportName {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Round.
    pub round: RoundCode,
    /// Office.
    pub office: OfficeCode,
}

impl ReportName {
    /// The address of its page.
    pub fn path(&self) -> String {
        format!("/reports/{}/{}/{}/{}", self.year, self.instrument, self.round, self.office)
    }

    /// How the audit log names it.
    pub(crate) fn on(&self) -> String {
        format!("self-report:{}-{}-{}:{}", self.instrument, self.year, self.round, self.office)
    }
}

/// A report with all that decides what may be done with it.
pub struct Place {
    /// Its key.
    pub key: ReportKey,
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// The office, without its provinces: nothing about a report asks for them.
    pub office: Office,
    /// The report.
    pub row: ReportRow,
    /// The round.
    pub round: Round,
    /// The last day of the office's own longer window.
    pub until: Option<Date>,
}

/// How firmly a report is held while something is done with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Others may change answers too, nobody moves the report on.
    Shared,
    /// Nobody else does anything.
    Alone,
}

/// Finds a report to read it.
pub(crate) async fn find(app: &App, conn: &mut Conn, name: &ReportName) -> Result<Place> {
    let (stored, office, key) = resolve(app, conn, name).await?;
    let row = store::self_report::find(conn, key).await?;
    around(conn, name, stored, office, row).await
}

/// Finds a report to change something, and holds it until the end of the transaction.
pub(crate) async fn hold(app: &App, tx: &mut Tx, name: &ReportName, hold: Hold) -> Result<Place> {
    let (stored, office, key) = resolve(app, tx, name).await?;
    let row = match hold {
        Hold::Shared => store::self_report::find_shared(tx, key).await?,
        Hold::Alone => store::self_report::find_locked(tx, key).await?,
    };
    around(tx, name, stored, office, row).await
}

async fn resolve(app: &App, conn: &mut Conn, name: &ReportName) -> Result<(Arc<StoredInstrument>, Office, ReportKey)> {
    let stored = instrument::shared(app, conn, name.year, &name.instrument).await?;
    let code = std::slice::from_ref(&name.office);
    let office = store::office::list_by_codes(conn, code, name.year.last_day()).await?.pop();
    let office = office.ok_or_else(|| not_found("office", &name.office))?;
    let (fiscal_year, instrument_id, round) = (name.year, stored.id, name.round);
    Ok((stored, office.office, ReportKey { fiscal_year, instrument_id, round, office_id: office.id }))
}

async fn around(
    conn: &mut Conn,
    name: &ReportName,
    stored: Arc<StoredInstrument>,
    office: Office,
    row: Option<ReportRow>,
) -> Result<Place> {
    let row = row.ok_or_else(|| not_found("report", name.on()))?;
    let round = store::round::find(conn, row.key.round_key()).await?.ok_or_else(|| not_found("round", name.round))?;
    let until = store::extension::find(conn, row.key).await?.and_then(|row| row.extension.until());
    Ok(Place { key: row.key, stored, office, row, round: round.round, until })
}

impl Place {
    /// The office as the policy sees it. The region is that of the day the round was opened.
    pub fn entity(&self) -> Entity {
        Entity::Office { code: self.office.code.clone(), region: self.row.region }
    }

    /// The items to be answered, by their place in the instrument.
    pub fn items(&self) -> Vec<usize> {
        domain::self_report::items(&self.stored.instrument, self.office.kind, self.key.round)
    }

    /// The place of an item of this report in the instrument.
    pub(crate) fn item(&self, node: &NodeCode) -> Result<usize> {
        let place = self.stored.instrument.position(node.as_str()).filter(|place| self.items().contains(place));
        place.ok_or_else(|| not_found("item", node))
    }

    /// An item as the policy sees it for an action of a person: whether it was given to them.
    pub(crate) async fn item_entity(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        action: Action,
        node: usize,
    ) -> Result<Entity> {
        let assigned = match (actor.user(), action) {
            (None, _) => false,
            (Some(user), Action::ItemScreen | Action::MarkSave) => {
                let path: Vec<NodeId> =
                    self.stored.instrument.path(node).map(|place| self.stored.node_ids[place]).collect();
                self.has_task(conn, user, action, &path).await?
            }
            (Some(user), _) => store::assignment::is_given(conn, self.key, self.stored.node_ids[node], user).await?,
        };
        Ok(Entity::Item { code: self.office.code.clone(), region: self.row.region, assigned })
    }

    /// The report as a whole for someone with a task in it.
    pub(crate) async fn task_entity(&self, conn: &mut Conn, actor: &Actor, action: Action) -> Result<Entity> {
        let assigned = match actor.user() {
            Some(user) => self.has_task(conn, user, action, &self.stored.node_ids).await?,
            None => false,
        };
        Ok(Entity::Item { code: self.office.code.clone(), region: self.row.region, assigned })
    }

    async fn has_task(&self, conn: &mut Conn, user: UserId, action: Action, path: &[NodeId]) -> Result<bool> {
        let tasks = store::assignment::list_tasks(conn, self.key.round_key(), user).await?;
        let reaches = |task: &domain::assignment::Assignment| {
            task.task.action() == action && task.covers(self.row.region, self.key.office_id, path)
        };
        Ok(tasks.iter().any(reaches))
    }

    /// Refuses the office what it may not do on this day: to change a report outside of its window, or a returned one once the
    /// marks are final.
    pub(crate) fn check_window(&self, now: Timestamp) -> Result<()> {
        match self.row.report.state {
            ReportState::Returned => self.round.check_judged()?,
            _ => self.round.check_open(bangkok_day(now), self.until)?,
        }
        Ok(())
    }

    /// The report of the round before: of the same year, or the last one of the year before.
    pub(crate) async fn earlier(&self, app: &App, conn: &mut Conn) -> Result<Option<Earlier>> {
        let rounds = &self.stored.instrument.rounds;
        let at = rounds.iter().position(|round| *round == self.key.round);
        if let Some(before) = at.and_then(|at| at.checked_sub(1)) {
            let key = ReportKey { round: rounds[before], ..self.key };
            return Ok(Some(Earlier { key, stored: Arc::clone(&self.stored) }));
        }
        let Ok(year) = FiscalYear::new(i64::from(self.key.fiscal_year.number()) - 1) else { return Ok(None) };
        let code = &self.stored.instrument.code;
        if store::instrument::find_by_code(conn, year, code).await?.is_none_or(|row| row.latest.is_none()) {
            return Ok(None);
        }
        let stored = instrument::shared(app, conn, year, code).await?;
        let round = stored.instrument.last_round();
        let key = ReportKey { fiscal_year: year, instrument_id: stored.id, round, ..self.key };
        Ok(Some(Earlier { key, stored }))
    }
}

/// The report of the round before.
pub(crate) struct Earlier {
    key: ReportKey,
    stored: Arc<StoredInstrument>,
}

impl Earlier {
    /// What the office said at an item.
    pub(crate) async fn answer(&self, conn: &mut Conn, node: &NodeCode) -> Result<Option<Answer>> {
        let Some(place) = self.stored.instrument.position(node.as_str()) else { return Ok(None) };
        let row = store::answer::find(conn, self.key, self.stored.node_ids[place]).await?;
        Ok(row.map(|row| row.item.answer))
    }

    /// To whom its items were given.
    pub(crate) async fn assignees(&self, conn: &mut Conn) -> Result<Vec<(NodeCode, UserId)>> {
        let rows = store::assignment::list_by_report(conn, self.key).await?;
        let named = rows.into_iter().filter_map(|(node, user)| {
            let place = self.stored.position(node)?;
            Some((self.stored.instrument.nodes()[place].code.clone(), user))
        });
        Ok(named.collect())
    }

    /// What the office said everywhere.
    pub(super) async fn answers(&self, conn: &mut Conn) -> Result<HashMap<NodeCode, Answer>> {
        let rows = store::answer::list_by_report(conn, self.key).await?;
        let named = rows.into_iter().filter_map(|row| {
            let place = self.stored.position(row.item.node_id)?;
            Some((self.stored.instrument.nodes()[place].code.clone(), row.item.answer))
        });
        Ok(named.collect())
    }
}
