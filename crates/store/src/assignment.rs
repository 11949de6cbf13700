//! Who works on what: items given to people of the office, and tasks given to screeners and evaluators.

use domain::assignment::{Assignment, Task};
use domain::fiscal_year::FiscalYear;
use domain::id::{NodeId, OfficeId, UserId};

use crate::bulk::Target;
use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::round::RoundKey;
use crate::row::{Column, values};
use crate::self_report::ReportKey;

impl Column for Task {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<Task, Cause> {
        Task::from_word(&raw).ok_or_else(|| format!("no task: {raw}").into())
    }
}

/// Stands where a region would for an assignment to all of them; 0 is the central one.
const EVERY_REGION: i32 = -1;

pub(crate) const LIST_BY_REPORT: &str = "SELECT node_id, user_id FROM item_assignees
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 ORDER BY node_id, user_id";
/// For the sign before the year see `self_report::LIST_BY_OFFICE`.
pub(crate) const LIST_BY_OFFICE: &str = "SELECT g.instrument_id, g.round, g.node_id, g.user_id FROM self_reports r
    JOIN item_assignees g ON g.fiscal_year = r.fiscal_year AND g.instrument_id = r.instrument_id AND g.round = r.round
    AND g.office_id = r.office_id WHERE r.office_id = $1 AND +r.fiscal_year = $2";
pub(crate) const IS_GIVEN: &str = "SELECT 1 AS one FROM item_assignees
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND user_id = $6";
pub(crate) const CLEAR: &str = "DELETE FROM item_assignees
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5";
pub(crate) const GIVE: &str =
    "INSERT INTO item_assignees (fiscal_year, instrument_id, round, office_id, node_id, user_id)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
pub(crate) const TAKE: &str = "DELETE FROM item_assignees
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND office_id = $4 AND node_id = $5 AND user_id = $6";
pub(crate) const LIST_SCREENERS: &str = "SELECT DISTINCT user_id FROM review_assignments
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND task = 'screen' AND office_id IN (0, $4)
    AND region IN (-1, $5) AND (node_id IN (0, $6, $7, $8, $9, $10, $11) OR $6 = -1) ORDER BY user_id";
pub(crate) const LIST_TASKS: &str = "SELECT user_id, task, region, office_id, node_id FROM review_assignments
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 AND user_id = $4 ORDER BY task, region, office_id, node_id";
pub(crate) const LIST_ALL_TASKS: &str = "SELECT user_id, task, region, office_id, node_id FROM review_assignments
    WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3 ORDER BY user_id, task, region, office_id, node_id";

/// The people each item of a report was given to, in one query.
///
/// # Errors
/// When the database fails.
pub async fn list_by_report(conn: &mut Conn, key: ReportKey) -> Result<Vec<(NodeId, UserId)>> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id];
    conn.rows(LIST_BY_REPORT, row, |row| Ok((row.get("node_id")?, row.get("user_id")?))).await
}

/// The people to whom the items of all reports of an office in a year were given.
///
/// # Errors
/// When the database fails.
pub async fn list_by_office(
    conn: &mut Conn,
    office: OfficeId,
    year: FiscalYear,
) -> Result<Vec<((RoundKey, NodeId), UserId)>> {
    conn.rows(LIST_BY_OFFICE, values![office, year], |row| {
        let (instrument_id, round) = (row.get("instrument_id")?, row.get("round")?);
        let round = RoundKey { fiscal_year: year, instrument_id, round };
        Ok(((round, row.get("node_id")?), row.get("user_id")?))
    })
    .await
}

/// Whether an item was given to a person.
///
/// # Errors
/// When the database fails.
pub async fn is_given(conn: &mut Conn, key: ReportKey, node: NodeId, user: UserId) -> Result<bool> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, user];
    Ok(conn.row(IS_GIVEN, row, |_| Ok(())).await?.is_some())
}

/// Gives some items to these people and to nobody else.
///
/// # Errors
/// When the database fails.
pub async fn replace(tx: &mut Tx, key: ReportKey, nodes: &[NodeId], users: &[UserId]) -> Result<()> {
    const GIVE: Target = Target {
        table: "item_assignees",
        fixed: &["fiscal_year", "instrument_id", "round", "office_id"],
        columns: &["node_id", "user_id"],
        at_once: usize::MAX,
    };
    for node in nodes {
        tx.run(CLEAR, values![key.fiscal_year, key.instrument_id, key.round, key.office_id, *node]).await?;
    }
    let pairs: Vec<(NodeId, UserId)> =
        nodes.iter().flat_map(|node| users.iter().map(move |user| (*node, *user))).collect();
    let (year, months) = (i64::from(key.fiscal_year.number()), i64::from(key.round.months()));
    GIVE.insert(tx, &[year, key.instrument_id.0, months, key.office_id.0], &pairs, |(node, user), out| {
        out.int(node.0).int(user.0);
    })
    .await
}

/// Gives an item to a person; says whether they did not have it.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, key: ReportKey, node: NodeId, user: UserId) -> Result<bool> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, user];
    Ok(tx.run(GIVE, row).await? > 0)
}

/// Takes an item from a person; says whether they had it.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, key: ReportKey, node: NodeId, user: UserId) -> Result<bool> {
    let row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, node, user];
    Ok(tx.run(TAKE, row).await? > 0)
}

/// The screeners of a report of a region: of something in it, or of an item, `path` being its node with all above it.
///
/// # Errors
/// When the database fails.
pub async fn list_screeners(
    conn: &mut Conn,
    key: ReportKey,
    region: u16,
    path: Option<&[NodeId]>,
) -> Result<Vec<UserId>> {
    let path = path.unwrap_or(&[NodeId(-1)]);
    let mut row = values![key.fiscal_year, key.instrument_id, key.round, key.office_id, region];
    // An item lies at most so deep; 0, which is no node, fills up.
    row.extend((0..6).map(|i| path.get(i).map_or(0, |node| node.0).into()));
    conn.rows(LIST_SCREENERS, row, |row| row.get("user_id")).await
}

/// The tasks of a person in a round.
///
/// # Errors
/// When the database fails.
pub async fn list_tasks(conn: &mut Conn, key: RoundKey, user: UserId) -> Result<Vec<Assignment>> {
    conn.rows(LIST_TASKS, values![key.fiscal_year, key.instrument_id, key.round, user], read).await
}

/// All tasks of a round, by person.
///
/// # Errors
/// When the database fails.
pub async fn list_all_tasks(conn: &mut Conn, key: RoundKey) -> Result<Vec<Assignment>> {
    conn.rows(LIST_ALL_TASKS, values![key.fiscal_year, key.instrument_id, key.round], read).await
}

fn read(row: &crate::row::Row) -> Result<Assignment> {
    let (office, node): (OfficeId, NodeId) = (row.get("office_id")?, row.get("node_id")?);
    let region: i32 = row.get("region")?;
    Ok(Assignment {
        user: row.get("user_id")?,
        task: row.get("task")?,
        region: u16::try_from(region).ok(),
        office: (office.0 != 0).then_some(office),
        node: (node.0 != 0).then_some(node),
    })
}

/// Gives a person a task; giving it twice changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn insert_task(tx: &mut Tx, key: RoundKey, assignment: &Assignment) -> Result<()> {
    const INSERT: &str = "INSERT INTO review_assignments
        (fiscal_year, instrument_id, round, user_id, task, region, office_id, node_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    tx.run(INSERT, task_row(key, assignment)).await?;
    Ok(())
}

/// Takes a task from a person.
///
/// # Errors
/// When the database fails.
pub async fn delete_task(tx: &mut Tx, key: RoundKey, assignment: &Assignment) -> Result<()> {
    const DELETE: &str = "DELETE FROM review_assignments WHERE fiscal_year = $1 AND instrument_id = $2 AND round = $3
        AND user_id = $4 AND task = $5 AND region = $6 AND office_id = $7 AND node_id = $8";
    tx.run(DELETE, task_row(key, assignment)).await?;
    Ok(())
}

fn task_row(key: RoundKey, assignment: &Assignment) -> Vec<sea_orm::sea_query::Value> {
    let region = assignment.region.map_or(EVERY_REGION, i32::from);
    let (office, node) = (assignment.office.map_or(0, |id| id.0), assignment.node.map_or(0, |id| id.0));
    let RoundKey { fiscal_year, instrument_id, round } = key;
    values![fiscal_year, instrument_id, round, assignment.user, assignment.task, region, office, node]
}
