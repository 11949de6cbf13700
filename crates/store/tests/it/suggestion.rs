//! Suggestions.

use domain::id::{NodeId, OfficeId};
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
