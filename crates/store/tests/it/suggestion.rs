//! Suggestions.

use domain::id::{NodeId, OfficeId};
use store::mark::Counts;
use store::suggestion::{self, Suggestion};
use store::{SaveError, db_test};

use crate::sample::{self, at, now, year};

db_test!(suggestions_are_kept_per_office_and_node, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let about = |office, node| Suggestion {
        office_id: OfficeId(office),
        node_id: NodeId(node),
        strengths: "มีระบบ".to_owned(),
        connective: "อย่างไรก็ตาม".to_owned(),
        recommendation: format!("ควรขยายผล {node}"),
    };
    let all: Vec<Suggestion> = (1..4).flat_map(|office| (0..5).map(move |node| about(office, node))).collect();
    suggestion::insert_many(&mut tx, year(), instrument, &all, now()).await.unwrap();
    let second = suggestion::list_by_office(&mut tx, year(), instrument, OfficeId(2)).await.unwrap();
    assert_eq!(second.iter().map(|row| row.suggestion.clone()).collect::<Vec<_>>(), &all[5..10]);

    let changed = Suggestion { recommendation: "ควรติดตาม".to_owned(), ..about(2, 3) };
    assert_eq!(suggestion::save(&mut tx, year(), instrument, 1, &changed, at(1)).await.unwrap(), 2);
    let found = suggestion::find(&mut tx, year(), instrument, OfficeId(2), NodeId(3)).await.unwrap().unwrap();
    assert_eq!((&found.suggestion, found.version, found.updated_at), (&changed, 2, at(1)));
    match suggestion::save(&mut tx, year(), instrument, 1, &about(2, 3), at(2)).await {
        Err(SaveError::Conflict(current)) => assert_eq!(*current, found),
        other => panic!("{other:?}"),
    }
    suggestion::delete(&mut tx, year(), instrument, (OfficeId(2), NodeId(3)), 2).await.unwrap();
    assert!(matches!(
        suggestion::delete(&mut tx, year(), instrument, (OfficeId(2), NodeId(3)), 2).await,
        Err(SaveError::Gone)
    ));
});

db_test!(suggestions_brought_in_twice_change_nothing_the_second_time, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let about = |office, node| Suggestion {
        office_id: OfficeId(office),
        node_id: NodeId(node),
        strengths: "บรรทัด\nแรก\tและ \\ สอง".to_owned(),
        connective: String::new(),
        recommendation: String::new(),
    };
    let mut all: Vec<Suggestion> =
        (0..900).rev().flat_map(|office| (0..3).map(move |node| about(office, node))).collect();
    let first = suggestion::upsert_many(&mut tx, year(), instrument, &all, now()).await.unwrap();
    assert_eq!(first, Counts { inserted: 2700, changed: 0, unchanged: 0 });
    all[7].recommendation = "ควรติดตาม".to_owned();
    let second = suggestion::upsert_many(&mut tx, year(), instrument, &all, now()).await.unwrap();
    assert_eq!(second, Counts { inserted: 0, changed: 1, unchanged: 2699 });
    let listed = suggestion::list_by_offices(&mut tx, year(), instrument, OfficeId(896), OfficeId(897)).await.unwrap();
    assert_eq!(listed.len(), 6);
    assert_eq!((&listed[4], &listed[0]), (&all[7], &about(896, 0)));
});
