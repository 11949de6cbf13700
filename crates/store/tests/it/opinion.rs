//! Opinions, the choice of a round, and differences.

use domain::fiscal_year::RoundCode;
use domain::id::{NodeId, OfficeId, UserId};
use domain::level::Level;
use domain::office::OfficeKind;
use domain::opinion::Doubling;
use store::opinion::{self, Opinion, PairCount};
use store::reconciliation::{self, Decision};
use store::round::RoundKey;
use store::score::Among;
use store::self_report::{self, NewReport, ReportKey};
use store::{Error, Page, SaveError, db_test};

use crate::sample::{self, at, now, year};

fn given(user: i64, node: i64, level: u8) -> Opinion {
    Opinion {
        node_id: NodeId(node),
        user_id: UserId(user),
        level: Level(level),
        justification: "เหตุผล".to_owned(),
        suggestion: ["จุดเด่น", "ทั้งนี้", "ข้อเสนอแนะ"].map(str::to_owned),
    }
}

db_test!(a_choice_is_kept_with_its_seed_and_not_overwritten, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let key = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R12 };
    assert_eq!(opinion::find_doubling(&mut tx, key).await.unwrap().doubling, Doubling::NONE);
    let chosen = Doubling::new(20, u32::MAX).unwrap();
    assert_eq!(opinion::save_doubling(&mut tx, key, 0, chosen, (now(), None)).await.unwrap(), 1);
    let again = opinion::save_doubling(&mut tx, key, 0, Doubling::NONE, (at(1), None)).await;
    assert!(matches!(again, Err(SaveError::Conflict(row)) if row.doubling == chosen && row.version == 1));
    let stale = opinion::save_doubling(&mut tx, key, 7, Doubling::NONE, (at(1), None)).await;
    assert!(matches!(stale, Err(SaveError::Conflict(_))));
    let all = Doubling::new(100, u32::MAX).unwrap();
    assert_eq!(opinion::save_doubling(&mut tx, key, 1, all, (at(1), Some(UserId(9)))).await.unwrap(), 2);
    assert_eq!(opinion::find_doubling(&mut tx, key).await.unwrap().doubling, all);
});

db_test!(opinions_are_given_once_and_counted_in_pairs, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let round = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R12 };
    assert!(!opinion::is_begun(&mut tx, round).await.unwrap());
    let [first, second] = [1, 2].map(|office| ReportKey::of(round, OfficeId(office)));
    for (key, opinion, time) in [
        (first, given(9, 5, 3), 1),
        (first, given(4, 5, 4), 2),
        (second, given(4, 5, 4), 3),
        (second, given(9, 5, 3), 4),
        (second, given(9, 6, 3), 5),
    ] {
        opinion::insert(&mut tx, key, &opinion, at(time)).await.unwrap();
    }
    assert!(opinion::is_begun(&mut tx, round).await.unwrap());
    let on_item = opinion::list_by_item(&mut tx, first, NodeId(5)).await.unwrap();
    assert_eq!(on_item, [given(9, 5, 3), given(4, 5, 4)], "the earlier first");
    assert_eq!(opinion::list_by_report(&mut tx, second).await.unwrap().len(), 3);
    let pair = PairCount { node_id: NodeId(5), users: [UserId(4), UserId(9)], levels: [Level(4), Level(3)], count: 2 };
    assert_eq!(opinion::count_pairs(&mut tx, round).await.unwrap(), [pair]);
    for (of, levels) in
        [((9, OfficeKind::Primary), [4, 3]), ((9, OfficeKind::Primary), [3, 4]), ((7, OfficeKind::Secondary), [5, 5])]
    {
        opinion::add_pair(&mut tx, round, of, levels.map(Level)).await.unwrap();
    }
    let counted =
        async |tx: &mut store::Tx, region, kind| opinion::list_pairs(tx, round, &Among { region, kind }).await.unwrap();
    let (apart, same) = ((9, [Level(3), Level(4)], 2), (7, [Level(5), Level(5)], 1));
    assert_eq!(counted(&mut tx, None, None).await, [same, apart], "the order of the two does not matter");
    assert_eq!(counted(&mut tx, Some(9), None).await, [apart]);
    assert_eq!(counted(&mut tx, None, Some(OfficeKind::Secondary)).await, [same]);
    assert!(matches!(opinion::insert(&mut tx, first, &given(9, 5, 5), at(6)).await, Err(Error::Duplicate(_))));
});

db_test!(a_difference_waits_until_it_is_decided_once, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let round = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R12 };
    let report =
        |office, region| NewReport { office_id: OfficeId(office), region, kind: OfficeKind::Primary, items: 3 };
    self_report::insert_many(&mut tx, round, &[report(1, 9), report(2, 10)], now()).await.unwrap();
    let [first, second] = [1, 2].map(|office| ReportKey::of(round, OfficeId(office)));
    for key in [first, second] {
        reconciliation::insert(&mut tx, key, NodeId(5), now()).await.unwrap();
    }
    let all = Page::all();
    assert_eq!(reconciliation::list_waiting(&mut tx, round, None, &all).await.unwrap().len(), 2);
    let regional = reconciliation::list_waiting(&mut tx, round, Some(10), &all).await.unwrap();
    assert_eq!(regional.iter().map(|row| row.office_id).collect::<Vec<_>>(), [OfficeId(2)]);
    assert_eq!(reconciliation::find(&mut tx, first, NodeId(6)).await.unwrap(), None);
    assert_eq!(reconciliation::find(&mut tx, first, NodeId(5)).await.unwrap(), Some(None));
    let decision = Decision { level: Level(4), words: "ตรวจหลักฐานแล้ว".to_owned() };
    assert!(reconciliation::decide(&mut tx, first, NodeId(5), &decision, (at(1), None)).await.unwrap());
    assert!(!reconciliation::decide(&mut tx, first, NodeId(5), &decision, (at(2), None)).await.unwrap());
    assert_eq!(reconciliation::find(&mut tx, first, NodeId(5)).await.unwrap(), Some(Some(decision)));
    assert_eq!(reconciliation::count(&mut tx, round).await.unwrap(), (2, 1));
    let after = Page::after((OfficeId(2), NodeId(5)), 10);
    assert_eq!(reconciliation::list_waiting(&mut tx, round, None, &after).await.unwrap(), []);
});
