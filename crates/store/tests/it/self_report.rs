//! Self-reports, their answers, and who works on them.

use domain::answer::Answer;
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::{NodeId, OfficeId, UserId};
use domain::level::Level;
use domain::office::OfficeKind;
use domain::round::{Extension, Round, RoundState};
use domain::self_report::{ItemState, ReportState};
use jiff::civil::date;
use store::answer::{self, Item};
use store::round::RoundKey;
use store::self_report::{self, NewReport, ReportKey, SelfReport};
use store::{Page, SaveError, Tx, assignment, comment, db_test, extension};

use crate::sample::{self, at, now, year};

const WRITER: Option<UserId> = Some(UserId(8));

async fn opened(tx: &mut Tx, offices: i64) -> RoundKey {
    let instrument_id = sample::instrument(tx).await;
    let round = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R12 };
    let new = |n: i64| NewReport {
        office_id: OfficeId(n),
        region: u16::try_from(n % 3).unwrap(),
        kind: OfficeKind::Primary,
        items: 4,
    };
    let reports: Vec<NewReport> = (1..=offices).map(new).collect();
    self_report::insert_many(tx, round, &reports, now()).await.unwrap();
    round
}

fn item(node: i64, narrative: &str, state: ItemState) -> Item {
    let answer = Answer { narrative: narrative.to_owned(), level: Some(Level(3)), ..Answer::default() };
    Item { node_id: NodeId(node), answer, state }
}

db_test!(an_answer_that_someone_else_changed_is_not_overwritten, |db| {
    let mut tx = db.write().await.unwrap();
    let key = ReportKey::of(opened(&mut tx, 1).await, OfficeId(1));
    let first = item(1, "ก", ItemState::Draft);
    assert_eq!(answer::save(&mut tx, key, 0, &first, (at(1), WRITER)).await.unwrap(), 1);
    let other = item(1, "ข", ItemState::Complete);
    match answer::save(&mut tx, key, 0, &other, (at(2), None)).await {
        Err(SaveError::Conflict(row)) => {
            assert_eq!((row.item, row.version, row.updated_by), (first.clone(), 1, WRITER));
        }
        unexpected => panic!("{unexpected:?}"),
    }
    assert_eq!(answer::save(&mut tx, key, 1, &other, (at(2), None)).await.unwrap(), 2);
    assert!(matches!(answer::save(&mut tx, key, 1, &first, (at(3), None)).await, Err(SaveError::Conflict(_))));
    assert_eq!(answer::list_by_report(&mut tx, key).await.unwrap()[0].item, other);
    let elsewhere = ReportKey { office_id: OfficeId(2), ..key };
    assert_eq!(answer::find(&mut tx, elsewhere, NodeId(1)).await.unwrap(), None);
});

db_test!(what_is_certified_again_keeps_only_what_had_been_returned, |db| {
    let mut tx = db.write().await.unwrap();
    let round = opened(&mut tx, 2).await;
    let key = ReportKey::of(round, OfficeId(1));
    let items: Vec<_> = (1..=3).map(|node| (OfficeId(1), item(node, "ก", ItemState::Complete))).collect();
    answer::insert_many(&mut tx, round, &items, now()).await.unwrap();
    answer::certify(&mut tx, key, 1, at(1)).await.unwrap();
    assert!(answer::restate(&mut tx, key, NodeId(1), &ItemState::Passed).await.unwrap());
    let returned = ItemState::Returned { reason: "ขาดผล".to_owned() };
    answer::restate(&mut tx, key, NodeId(2), &returned).await.unwrap();
    let row = answer::find(&mut tx, key, NodeId(2)).await.unwrap().unwrap();
    assert_eq!((&row.item.state, row.version), (&returned, 2));
    answer::save(&mut tx, key, 2, &item(2, "ข", returned), (at(2), WRITER)).await.unwrap();
    let progress = self_report::list_by_round(&mut tx, round, None, &Page::first(9)).await.unwrap();
    let counts: Vec<_> = progress.iter().map(|p| (p.begun, p.complete, p.passed, p.returned)).collect();
    assert_eq!(counts, [(3, 3, 1, 1), (0, 0, 0, 0)]);
    answer::certify(&mut tx, key, 2, at(3)).await.unwrap();
    let mut kept = Vec::new();
    for node in 1..=3 {
        let texts = answer::list_revisions(&mut tx, key).await.unwrap();
        let of_node = texts.into_iter().filter(|r| r.node_id == NodeId(node));
        kept.push(of_node.map(|r| (r.certification, r.answer.narrative)).collect::<Vec<_>>());
    }
    let (first, second) = ((1, "ก".to_owned()), (2, "ข".to_owned()));
    assert_eq!(kept, [vec![first.clone()], vec![first.clone(), second], vec![first]]);
    let states: Vec<_> =
        answer::list_by_report(&mut tx, key).await.unwrap().into_iter().map(|row| row.item.state).collect();
    assert_eq!(states, [ItemState::Passed, ItemState::Complete, ItemState::Complete]);
});

db_test!(a_queue_holds_what_was_given_to_a_person_in_the_order_of_waiting, |db| {
    let mut tx = db.write().await.unwrap();
    let round = opened(&mut tx, 9).await;
    for n in 1..=8 {
        let key = ReportKey::of(round, OfficeId(n));
        let row = self_report::find_locked(&mut tx, key).await.unwrap().unwrap();
        let certified = SelfReport {
            state: ReportState::Certified,
            certified_at: Some(at(100 - n)),
            receipt_number: Some(format!("R{n}")),
            ..row.report
        };
        assert_eq!(self_report::save(&mut tx, key, 1, &certified, at(1)).await.unwrap(), 2);
        assert!(matches!(self_report::save(&mut tx, key, 1, &certified, at(2)).await, Err(SaveError::Conflict(_))));
    }
    let task = |user, region, office| Assignment { user: UserId(user), task: Task::Screen, region, office, node: None };
    for assignment in
        [task(1, Some(0), None), task(1, None, Some(OfficeId(4))), task(1, Some(0), None), task(2, None, None)]
    {
        assignment::insert_task(&mut tx, round, &assignment).await.unwrap();
    }
    let mut page = Page::first(2);
    let mut seen = Vec::new();
    loop {
        let who = (UserId(1), Task::Screen);
        let rows = self_report::queue(&mut tx, round, ReportState::Certified, who, &page).await.unwrap();
        let Some(last) = rows.last() else { break };
        page = Page::after((last.report.certified_at.unwrap(), last.key.office_id), 2);
        seen.extend(rows.iter().map(|row| row.key.office_id.0));
    }
    assert_eq!(seen, [6, 4, 3], "region 0 and the one office, those that wait longest first");
    let other = self_report::queue(&mut tx, round, ReportState::Certified, (UserId(1), Task::Mark), &Page::all()).await;
    assert_eq!(other.unwrap(), []);
    assert_eq!(assignment::list_all_tasks(&mut tx, round).await.unwrap().len(), 3);
    assignment::delete_task(&mut tx, round, &task(1, Some(0), None)).await.unwrap();
    assert_eq!(assignment::list_tasks(&mut tx, round, UserId(1)).await.unwrap(), [task(1, None, Some(OfficeId(4)))]);
    let counts = self_report::count_by_state(&mut tx, round).await.unwrap();
    assert_eq!(counts.iter().map(|(_, _, n)| n).sum::<i64>(), 9);
    assert!(counts.contains(&(0, ReportState::Drafting, 1)), "{counts:?}");
    let found = self_report::find_by_receipt(&mut tx, "R3").await.unwrap().unwrap();
    assert_eq!(found.key.office_id, OfficeId(3));
    let of_region = self_report::list_by_round(&mut tx, round, Some(1), &Page::first(2)).await.unwrap();
    assert_eq!(of_region.iter().map(|p| p.row.key.office_id.0).collect::<Vec<_>>(), [1, 4]);
    assert_eq!(self_report::list_by_office(&mut tx, OfficeId(5), year()).await.unwrap().len(), 1);
});

db_test!(items_threads_and_longer_windows_belong_to_their_report, |db| {
    let mut tx = db.write().await.unwrap();
    let round = opened(&mut tx, 2).await;
    let key = ReportKey::of(round, OfficeId(1));
    let nodes = [NodeId(1), NodeId(2)];
    assignment::replace(&mut tx, key, &nodes, &[UserId(5), UserId(6)]).await.unwrap();
    assignment::replace(&mut tx, key, &nodes[..1], &[UserId(7)]).await.unwrap();
    let given = assignment::list_by_report(&mut tx, key).await.unwrap();
    assert_eq!(given, [(NodeId(1), UserId(7)), (NodeId(2), UserId(5)), (NodeId(2), UserId(6))]);
    assert!(assignment::is_given(&mut tx, key, NodeId(2), UserId(6)).await.unwrap());
    let other = ReportKey { office_id: OfficeId(2), ..key };
    assert!(!assignment::is_given(&mut tx, other, NodeId(2), UserId(6)).await.unwrap());
    for text in ["หลักฐานหน้าใด", "หน้า 4"] {
        comment::insert(&mut tx, key, NodeId(1), (WRITER, text), now()).await.unwrap();
    }
    let thread = comment::list_by_item(&mut tx, key, NodeId(1)).await.unwrap();
    assert_eq!(thread.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["หลักฐานหน้าใด", "หน้า 4"]);
    assert_eq!(comment::count_by_report(&mut tx, key).await.unwrap(), [(NodeId(1), 2)]);
    assert_eq!(comment::list_by_item(&mut tx, other, NodeId(1)).await.unwrap(), []);

    assert_eq!(extension::last_day(&mut tx, round).await.unwrap(), None);
    let open = Round { state: RoundState::Open, calendar: None };
    let asked = Extension::ask(None, open, date(2023, 11, 5), "น้ำท่วม").unwrap();
    assert_eq!(extension::save(&mut tx, key, 0, &asked, (now(), WRITER)).await.unwrap(), 1);
    let granted = asked.clone().grant(date(2023, 11, 3), "ได้").unwrap();
    assert!(matches!(
        extension::save(&mut tx, key, 0, &granted, (now(), None)).await,
        Err(SaveError::Conflict(row)) if row.extension == asked
    ));
    assert_eq!(extension::save(&mut tx, key, 1, &granted, (now(), None)).await.unwrap(), 2);
    assert_eq!(extension::last_day(&mut tx, round).await.unwrap(), Some(date(2023, 11, 3)));
    assert_eq!(extension::list(&mut tx, round).await.unwrap()[0].extension, granted);
    assert_eq!(extension::find(&mut tx, other).await.unwrap(), None);
});
