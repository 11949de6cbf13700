//! Files on their way.

use domain::id::{OfficeId, UploadId, UserId};
use jiff::Timestamp;
use store::db_test;
use store::upload::{self, NewUpload, Part};

use crate::sample::at;

fn new(name: &str, expires_at: Timestamp) -> NewUpload {
    NewUpload { user_id: UserId(1), office_id: OfficeId(7), name: name.to_owned(), size: 10, expires_at }
}

fn part(begins_at: i64, size: i64) -> Part {
    Part { begins_at, size, sha256: "ab".repeat(32) }
}

db_test!(parts_follow_each_other, |db| {
    let mut tx = db.write().await.unwrap();
    let id = upload::insert(&mut tx, &new("a.pdf", at(10)), at(0)).await.unwrap();
    assert!(upload::append(&mut tx, id, &part(0, 4), at(20)).await.unwrap());
    assert!(!upload::append(&mut tx, id, &part(0, 4), at(20)).await.unwrap(), "the same part twice");
    assert!(!upload::append(&mut tx, id, &part(5, 4), at(20)).await.unwrap(), "a gap");
    assert!(!upload::append(&mut tx, id, &part(4, 7), at(20)).await.unwrap(), "more than was announced");
    assert!(upload::append(&mut tx, id, &part(4, 6), at(20)).await.unwrap());
    let row = upload::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((row.received, row.upload.expires_at), (10, at(20)));
    assert_eq!(upload::list_parts(&mut tx, id).await.unwrap(), [part(0, 4), part(4, 6)]);
    assert_eq!(upload::sum_by_office(&mut tx, OfficeId(7)).await.unwrap(), 10);
    assert!(upload::list_expired(&mut tx, at(20)).await.unwrap().is_empty());
    assert_eq!(upload::list_expired(&mut tx, at(21)).await.unwrap(), [row]);
    assert!(upload::delete(&mut tx, id).await.unwrap());
    assert!(!upload::delete(&mut tx, id).await.unwrap());
    assert!(upload::list_parts(&mut tx, id).await.unwrap().is_empty());
    assert!(!upload::append(&mut tx, UploadId(1), &part(0, 1), at(20)).await.unwrap());
});
