//! The board of who has how much to screen and mark in a round, giving evenly what nobody has, and handing work on.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::assignment::{Assignment, Task};
use domain::id::{NodeId, OfficeId, UserId};
use domain::instrument::Mode;
use domain::office::{OfficeCode, OfficeKind};
use domain::policy::{Action, Actor, Entity, Role, Scope};
use domain::problem::Fault;
use domain::user;
use domain::workload::{Candidate, Load, Proposal, Work, WorkItem};
use jiff::civil::Date;
use store::Conn;
use store::office::OfficeRow;
use store::round::RoundKey;

use crate::clock::bangkok_day;
use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::round::{self, RoundName};

/// What a person has of a task.
pub struct Row {
    /// Who.
    pub user: UserId,
    /// What for.
    pub task: Task,
    /// How much it comes to.
    pub load: Load,
    /// What was given.
    pub assignments: Vec<Assignment>,
    /// To whom all of it can be handed on.
    pub successors: Vec<UserId>,
}

/// Who has how much in a round, and how the rest could be given.
pub struct Board {
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// By task and person.
    pub rows: Vec<Row>,
    /// What nobody has yet, given evenly.
    pub proposal: Proposal,
    /// Of the proposal, so that what is applied is what was seen.
    pub digest: String,
    /// How many evaluators an item has at most.
    pub evaluators: usize,
    /// Names of all who are named.
    pub names: HashMap<UserId, String>,
}

/// Looks at the work of a round.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn board(app: &App, actor: &Actor, name: RoundName<'_>) -> Result<Board> {
    let (year, code, round) = name;
    let mut conn = app.read(actor, Action::RoundManage, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    store::round::find(&mut conn, key).await?.ok_or_else(|| not_found("round", round))?;
    let field = Field::of(&mut conn, &stored, key, bangkok_day(app.clock().now())).await?;
    drop(conn);
    let mut rows: Vec<Row> = Vec::new();
    for given in &field.given {
        match rows.iter_mut().find(|row| (row.task, row.user) == (given.task, given.user)) {
            Some(row) => row.assignments.push(*given),
            None => rows.push(Row {
                user: given.user,
                task: given.task,
                load: Load::default(),
                assignments: vec![*given],
                successors: Vec::new(),
            }),
        }
    }
    rows.sort_by_key(|row| (row.task, row.user));
    for row in &mut rows {
        row.load = field.work(row.task).load(&row.assignments, &field.own_of(row.user));
        let others = field.people(row.task).iter().filter(|person| person.user != row.user);
        let may = others.filter(|person| row.assignments.iter().all(|given| person.may_have(given)));
        row.successors = may.map(|person| person.user).collect();
    }
    let proposal = field.propose(&stored);
    let ids = rows.iter().flat_map(|row| row.successors.iter().copied().chain([row.user]));
    let ids: Vec<UserId> = ids.chain(proposal.shares.iter().map(|(share, _)| share.user)).collect();
    let names = crate::user::names(app, ids).await?;
    Ok(Board { digest: digest(&proposal), evaluators: field.evaluators, stored, rows, proposal, names })
}

/// Gives what was proposed.
///
/// # Errors
/// When the proposal is another by now, or nothing is left to give; when the actor may not; when the database fails.
pub async fn apply(app: &App, actor: &Actor, name: RoundName<'_>, seen: &str) -> Result<usize> {
    app.run(actor, Action::RoundManage, &Entity::System, &round::on(name), async |ctx| {
        let (stored, row) = round::find(app, ctx, name).await?;
        let field = Field::of(&mut ctx.tx, &stored, row.key, bangkok_day(ctx.now)).await?;
        let proposal = field.propose(&stored);
        if proposal.shares.is_empty() || digest(&proposal) != seen {
            return Err(Fault::new("changed-meanwhile").into());
        }
        for (share, _) in &proposal.shares {
            store::assignment::insert_task(&mut ctx.tx, row.key, share).await?;
        }
        ctx.detail("given", proposal.shares.len());
        ctx.detail("proposal", seen);
        Ok(proposal.shares.len())
    })
    .await
}

/// Hands everything a person has of a task on to another. What was judged already stays theirs.
///
/// # Errors
/// When the person has nothing; when the other does not hold the role where the work lies, or an office of their own lies in it; when the
/// actor may not; when the database fails.
pub async fn hand_on(
    app: &App,
    actor: &Actor,
    name: RoundName<'_>,
    task: Task,
    (from, to): (UserId, UserId),
) -> Result<usize> {
    app.run(actor, Action::RoundManage, &Entity::System, &round::on(name), async |ctx| {
        let (stored, row) = round::find(app, ctx, name).await?;
        let field = Field::of(&mut ctx.tx, &stored, row.key, bangkok_day(ctx.now)).await?;
        let theirs: Vec<Assignment> =
            field.given.iter().filter(|given| (given.task, given.user) == (task, from)).copied().collect();
        if theirs.is_empty() {
            return Err(not_found("user", from));
        }
        let next = field.people(task).iter().find(|person| person.user == to && to != from);
        if !next.is_some_and(|person| theirs.iter().all(|given| person.may_have(given))) {
            return Err(Fault::new("successor-unfit").into());
        }
        for given in &theirs {
            store::assignment::delete_task(&mut ctx.tx, row.key, given).await?;
            store::assignment::insert_task(&mut ctx.tx, row.key, &Assignment { user: to, ..*given }).await?;
        }
        ctx.detail("task", task.as_str());
        ctx.detail("from", from.0);
        ctx.detail("to", to.0);
        Ok(theirs.len())
    })
    .await
}

/// What a proposal says, as a hash.
fn digest(proposal: &Proposal) -> String {
    domain::sha256_hex(format!("{proposal:?}").as_bytes())
}

/// A round with all its work, those who could do it, and what they were given.
struct Field {
    /// By task.
    work: [Work; 2],
    people: [Vec<Candidate>; 2],
    own: HashMap<UserId, Vec<OfficeId>>,
    given: Vec<Assignment>,
    evaluators: usize,
}

impl Field {
    async fn of(conn: &mut Conn, stored: &StoredInstrument, key: RoundKey, today: Date) -> Result<Field> {
        let people = store::user::list_judges(conn).await?;
        let actors: Vec<(UserId, Actor)> =
            people.iter().map(|row| (row.id, user::actor(row.id, &row.assignments, today))).collect();
        let given = store::assignment::list_all_tasks(conn, key).await?;
        let single = single_offices(conn, key, &actors, &given).await?;
        let places: HashMap<&OfficeCode, (OfficeId, u16)> =
            single.iter().map(|row| (&row.office.code, (row.id, row.office.region))).collect();
        let own_of = |actor: &Actor| -> Vec<(OfficeId, u16)> {
            actor.belongs_to.iter().filter_map(|code| places.get(code).copied()).collect()
        };
        let candidates = |task: Task| -> Vec<Candidate> {
            let candidate = |(id, actor): &(UserId, Actor)| {
                let scopes = || actor.roles.iter().filter(|(role, _)| judges(*role, task)).map(|(_, scope)| scope);
                let regions = scopes().filter_map(|scope| match scope {
                    Scope::Region(number) => Some(*number),
                    Scope::System | Scope::Office(_) => None,
                });
                let regions: Vec<u16> = regions.collect();
                let is_everywhere = scopes().any(|scope| *scope == Scope::System);
                let reach = (!is_everywhere).then_some(regions);
                (reach.as_ref().is_none_or(|regions| !regions.is_empty())).then(|| Candidate {
                    user: *id,
                    regions: reach,
                    own: own_of(actor),
                })
            };
            actors.iter().filter_map(candidate).collect()
        };
        let doubling = store::opinion::find_doubling(conn, key).await?.doubling;
        let offices = offices_by_place(conn, key).await?;
        let named = || single.iter().map(|row| (row.id, row.office.region, row.office.kind));
        Ok(Field {
            work: Task::ALL.map(|task| Work::new(offices.iter().copied(), named(), work_items(stored, key, task))),
            people: Task::ALL.map(candidates),
            own: actors
                .iter()
                .map(|(id, actor)| (*id, own_of(actor).into_iter().map(|(id, _)| id).collect()))
                .collect(),
            given,
            evaluators: if doubling.percent() > 0 { domain::opinion::EVALUATORS } else { 1 },
        })
    }

    fn work(&self, task: Task) -> &Work {
        &self.work[task as usize]
    }

    fn people(&self, task: Task) -> &[Candidate] {
        &self.people[task as usize]
    }

    fn own_of(&self, user: UserId) -> Vec<OfficeId> {
        self.own.get(&user).cloned().unwrap_or_default()
    }

    fn propose(&self, stored: &StoredInstrument) -> Proposal {
        let tops: Vec<NodeId> = stored.instrument.top().map(|at| stored.node_ids[at]).collect();
        self.work(Task::Mark).propose(&tops, self.people(Task::Mark), &self.given, self.evaluators)
    }
}

/// How many offices of a region and kind report in a round: counted when it was opened, and until then all that exist.
async fn offices_by_place(conn: &mut Conn, key: RoundKey) -> Result<Vec<(u16, OfficeKind, usize)>> {
    let mut counts = store::report_count::list_places(conn, key).await?;
    if counts.is_empty() {
        counts = store::office::count_places(conn, key.fiscal_year.last_day()).await?;
    }
    let counts = counts.into_iter().map(|(region, kind, n)| (region, kind, usize::try_from(n).unwrap_or_default()));
    Ok(counts.collect())
}

/// The offices that are somebody's own and those that were given one by one.
async fn single_offices(
    conn: &mut Conn,
    key: RoundKey,
    actors: &[(UserId, Actor)],
    given: &[Assignment],
) -> Result<Vec<OfficeRow>> {
    let day = key.fiscal_year.last_day();
    let own: BTreeSet<OfficeCode> = actors.iter().flat_map(|(_, actor)| actor.belongs_to.iter().cloned()).collect();
    let named: BTreeSet<OfficeId> = given.iter().filter_map(|one| one.office).collect();
    let mut rows = store::office::list_by_codes(conn, &Vec::from_iter(own), day).await?;
    let known: BTreeSet<OfficeId> = rows.iter().map(|row| row.id).collect();
    let others: Vec<OfficeId> = named.difference(&known).copied().collect();
    rows.extend(store::office::list_by_ids(conn, &others, day).await?);
    Ok(rows)
}

/// The items that offices report in a round, of which evaluators mark some.
fn work_items(stored: &StoredInstrument, key: RoundKey, task: Task) -> Vec<WorkItem> {
    let nodes = stored.instrument.nodes();
    let reported = OfficeKind::ALL.map(|kind| domain::self_report::items(&stored.instrument, kind, key.round));
    let is_judged = |at: &usize| task == Task::Screen || nodes[*at].mode == Mode::Evaluated;
    let places = (0..nodes.len()).filter(is_judged);
    let items = places.map(|at| WorkItem {
        path: stored.instrument.path(at).map(|place| stored.node_ids[place]).collect(),
        applies: OfficeKind::ALL.map(|kind| reported[kind.index()].contains(&at)),
    });
    items.filter(|item| item.applies.contains(&true)).collect()
}

/// Whose role a task is.
fn judges(role: Role, task: Task) -> bool {
    match task {
        Task::Screen => role == Role::Screener,
        Task::Mark => role == Role::Evaluator,
    }
}
