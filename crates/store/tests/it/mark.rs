//! Marks.

use std::ops::ControlFlow;

use domain::id::OfficeId;
use domain::level::Level;
use store::mark::{Counts, MarkRow};
use store::{Error, SaveError, db_test, mark};

use crate::sample::{self, at, bring_in, now, year};

db_test!(marks_brought_in_twice_change_nothing_the_second_time, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let mut rows = sample::marks(400, 60);
    let first = bring_in(&mut tx, instrument, &rows).await;
    assert_eq!(first, Counts { inserted: 24_000, changed: 0, unchanged: 0 });
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    rows.reverse();
    let again = bring_in(&mut tx, instrument, &rows).await;
    assert_eq!(again, Counts { inserted: 0, changed: 0, unchanged: 24_000 });
    rows[5].level = Some(Level(9));
    rows[6].value = Some("4.5".parse().unwrap());
    rows[7].note = Some("อื่น".to_owned());
    rows.truncate(9000);
    rows.push(MarkRow { office_id: OfficeId(1_000_000), ..rows[0].clone() });
    let third = bring_in(&mut tx, instrument, &rows).await;
    assert_eq!(third, Counts { inserted: 1, changed: 3, unchanged: 8997 });
    assert_eq!(mark::count(&mut tx, year(), instrument).await.unwrap(), 24_001);
    for (row, version) in [(&rows[5], 2), (&rows[6], 2), (&rows[7], 2), (&rows[8], 1)] {
        let key = (row.office_id, row.node_id, row.round);
        let stored = mark::find(&mut tx, year(), instrument, key).await.unwrap().unwrap();
        assert_eq!((&stored.row, stored.version), (row, version));
    }
});

db_test!(an_import_that_is_stopped_leaves_nothing, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    tx.commit().await.unwrap();

    let mut tx = db.write().await.unwrap();
    let mut told = Vec::new();
    let mut stop_after_one = |done| {
        told.push(done);
        ControlFlow::Break(())
    };
    let rows = sample::marks(500, 60);
    let stopped = mark::upsert_many(&mut tx, year(), instrument, &rows, now(), &mut stop_after_one).await;
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert_eq!(told.len(), 1);
    drop(tx);
    let mut conn = db.read().await.unwrap();
    assert_eq!(mark::count(&mut conn, year(), instrument).await.unwrap(), 0);
});

db_test!(two_marks_for_one_place_are_refused, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let mut rows = sample::marks(2, 3);
    rows.push(rows[1].clone());
    let refused = mark::upsert_many(&mut tx, year(), instrument, &rows, now(), &mut sample::go_on).await;
    assert!(matches!(refused, Err(Error::Duplicate(_))), "{refused:?}");
    assert_eq!(mark::count(&mut tx, year(), instrument).await.unwrap(), 0);
});

db_test!(marks_are_read_office_by_office_whatever_the_page, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let rows = sample::marks(7, 5);
    bring_in(&mut tx, instrument, &rows).await;
    for page in [1, 4, 5, 6, 34, 35, 36, 1000] {
        let mut stream = mark::stream_by_office(year(), instrument, page);
        let mut read = Vec::new();
        while let Some((office, marks)) = stream.next(&mut tx).await.unwrap() {
            assert_eq!(marks.len(), 5, "page {page}");
            assert!(marks.iter().all(|mark| mark.office_id == office), "page {page}");
            read.extend(marks);
        }
        assert_eq!(read, rows, "page {page}");
    }
});

db_test!(a_mark_that_someone_else_changed_is_not_overwritten, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let mut row = sample::marks(1, 1).remove(0);
    mark::insert(&mut tx, year(), instrument, &row, now()).await.unwrap();
    row.level = Some(Level(5));
    assert_eq!(mark::save(&mut tx, year(), instrument, 1, &row, at(1)).await.unwrap(), 2);
    let mine = MarkRow { level: Some(Level(2)), ..row.clone() };
    match mark::save(&mut tx, year(), instrument, 1, &mine, at(2)).await {
        Err(SaveError::Conflict(current)) => {
            assert_eq!((current.row, current.version, current.updated_at), (row.clone(), 2, at(1)))
        }
        other => panic!("{other:?}"),
    }
    let place = (row.office_id, row.node_id, row.round);
    assert!(matches!(mark::delete(&mut tx, year(), instrument, place, 1).await, Err(SaveError::Conflict(_))));
    mark::delete(&mut tx, year(), instrument, place, 2).await.unwrap();
    assert!(matches!(mark::save(&mut tx, year(), instrument, 2, &mine, at(3)).await, Err(SaveError::Gone)));
    assert_eq!(mark::list_by_office(&mut tx, year(), instrument, row.office_id).await.unwrap(), []);
});

db_test!(a_second_mark_in_one_place_is_refused, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let row = sample::marks(1, 1).remove(0);
    mark::insert(&mut tx, year(), instrument, &row, now()).await.unwrap();
    assert!(matches!(mark::insert(&mut tx, year(), instrument, &row, now()).await, Err(Error::Duplicate(_))));
});
