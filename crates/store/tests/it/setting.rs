//! Settings.

use store::{Error, SaveError, db_test, setting};

use crate::sample::{at, now};

db_test!(a_setting_that_someone_else_changed_is_not_overwritten, |db| {
    let mut tx = db.write().await.unwrap();
    setting::insert(&mut tx, "documents", "{}", now()).await.unwrap();
    setting::insert(&mut tx, "calendar", "[1]", now()).await.unwrap();
    assert_eq!(setting::save(&mut tx, "documents", 1, "{\"layout\":\"2566\"}", at(1)).await.unwrap(), 2);
    match setting::save(&mut tx, "documents", 1, "{}", at(2)).await {
        Err(SaveError::Conflict(current)) => {
            assert_eq!((current.value.as_str(), current.version), ("{\"layout\":\"2566\"}", 2))
        }
        other => panic!("{other:?}"),
    }
    let names: Vec<String> = setting::list(&mut tx).await.unwrap().into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["calendar", "documents"]);
    setting::delete(&mut tx, "calendar", 1).await.unwrap();
    assert!(setting::find(&mut tx, "calendar").await.unwrap().is_none());
    assert!(matches!(setting::insert(&mut tx, "documents", "{}", now()).await, Err(Error::Duplicate(_))));
});
