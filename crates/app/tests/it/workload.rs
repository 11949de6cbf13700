//! The board: who has how much, the proposal that is applied as it was seen, and handing work on.

use app::workload::{self, Board};
use app::{App, assignment, opinion};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::UserId;
use domain::policy::{Actor, Role, Scope};
use domain::user::RoleAssignment;
use jiff::civil::date;
use store::db_test;

use crate::cycle_support::{self, AP, administration, code, person, refusal, year};
use crate::support::{add, office};

const R12: RoundCode = RoundCode::R12;

fn held(role: Role, scope: Scope) -> RoleAssignment {
    RoleAssignment { role, scope, from: date(2024, 10, 1), to: None, acting: false }
}

async fn board(app: &App) -> Board {
    let centre = person(1, Role::CentralAdmin, Scope::System);
    workload::board(app, &centre, (year(), &code("AP"), R12)).await.unwrap()
}

db_test!(work_is_proposed_evenly_applied_as_seen_and_handed_on, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let ap = code("AP");
    let named = (year(), &ap, R12);
    let centre = person(1, Role::CentralAdmin, Scope::System);
    let one = add(&app, "evaluator.1", &[held(Role::Evaluator, Scope::System)]).await;
    let two = add(&app, "evaluator.2", &[held(Role::Evaluator, Scope::System)]).await;
    // Who once reported for an office is offered nothing in its region.
    let former = RoleAssignment { to: Some(date(2025, 1, 1)), ..held(Role::Reporter, office("P2300")) };
    let once = add(&app, "evaluator.3", &[held(Role::Evaluator, Scope::System), former]).await;
    let over = RoleAssignment { to: Some(date(2025, 1, 1)), ..held(Role::Evaluator, Scope::System) };
    let gone = add(&app, "evaluator.4", &[over]).await;
    let screener = add(&app, "screener.1", &[held(Role::Screener, Scope::Region(9))]).await;

    let lead = person(8, Role::LeadEvaluator, Scope::System);
    assert_eq!(refusal(workload::board(&app, &lead, named).await.map(drop)), "denied");
    let proposed = board(&app).await;
    assert!(proposed.rows.is_empty() && proposed.proposal.left.is_empty());
    assert_eq!(proposed.evaluators, 1);
    let of = |board: &Board, user: UserId| -> usize {
        board.proposal.shares.iter().filter(|(share, _)| share.user == user).map(|(_, items)| items).sum()
    };
    let loads = [one, two, once].map(|user| of(&proposed, user));
    let all: usize = loads.iter().sum();
    assert!(loads.iter().all(|load| load.abs_diff(all / 3) * 20 < all), "{loads:?} of {all} is even to a twentieth");
    assert_eq!((of(&proposed, gone), of(&proposed, screener)), (0, 0));
    let in_own = |(share, _): &(Assignment, usize)| share.user == once && share.region == Some(9);
    assert!(!proposed.proposal.shares.iter().any(in_own));

    assert_eq!(refusal(workload::apply(&app, &lead, named, &proposed.digest).await), "denied");
    assert_eq!(refusal(workload::apply(&app, &centre, named, "another").await), "changed-meanwhile");
    let given = workload::apply(&app, &centre, named, &proposed.digest).await.unwrap();
    assert_eq!(given, proposed.proposal.shares.len());
    assert_eq!(refusal(workload::apply(&app, &centre, named, &proposed.digest).await), "changed-meanwhile");
    let applied = board(&app).await;
    assert!(applied.proposal.shares.is_empty());
    let load = |board: &Board, user| board.rows.iter().find(|row| row.user == user).map_or(0, |row| row.load.items);
    assert_eq!([one, two, once].map(|user| load(&applied, user)), loads, "the board counts what the proposal did");

    // Handing on takes everything along, and never to somebody of an office in it.
    let hand_on = async |from, to| workload::hand_on(&app, &centre, named, Task::Mark, (from, to)).await;
    let successors = &applied.rows.iter().find(|row| row.user == one).unwrap().successors;
    assert!(successors.contains(&two) && !successors.contains(&gone) && !successors.contains(&screener));
    for unfit in [gone, screener, one] {
        assert_eq!(refusal(hand_on(one, unfit).await), "successor-unfit");
    }
    let region_nine = Assignment { user: two, task: Task::Mark, region: Some(9), office: None, node: None };
    assignment::give_task(&app, &Actor::operator(), named, &region_nine, true).await.unwrap();
    assert_eq!(refusal(hand_on(two, once).await), "successor-unfit");
    assert_eq!(refusal(hand_on(gone, two).await), "not-found");
    let before = load(&board(&app).await, two);
    hand_on(one, two).await.unwrap();
    let handed = board(&app).await;
    assert_eq!(load(&handed, one), 0);
    assert!(load(&handed, two) > before);

    // A second evaluator doubles what is to be given.
    opinion::choose(&app, &centre, named, 20, 0).await.unwrap();
    let double = board(&app).await;
    assert_eq!(double.evaluators, 2);
    assert!(!double.proposal.shares.is_empty());
    store::audit::verify(app.db()).await.unwrap().unwrap();
});
