//! Drafts of instruments.

use domain::id::UserId;
use domain::instrument::draft::{Review, Stage};
use domain::office::InstrumentCode;
use store::draft::{self, NewDraft};
use store::{Error, SaveError, db_test};

use crate::sample::{at, now, year};

db_test!(a_draft_is_kept_with_its_authors_and_the_later_save_is_refused, |db| {
    let code = InstrumentCode::new("SA").unwrap();
    let new =
        NewDraft { fiscal_year: year(), code: &code, base: Some(3), title: "มาตรฐาน", toml: "a = 1" };
    let begun = Review::begin(Some(UserId(7)));
    let mut tx = db.write().await.unwrap();
    let id = draft::insert(&mut tx, &new, &begun, (now(), Some(UserId(7)))).await.unwrap();
    let row = draft::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((row.base, row.toml.as_str(), &row.review, row.version), (Some(3), "a = 1", &begun, 1));
    assert_eq!(draft::find_by_code(&mut tx, year(), &code).await.unwrap().as_ref(), Some(&row));
    let waiting =
        Review { stage: Stage::Waiting, words: Some("แก้".to_owned()), ..begun.write(Some(UserId(8))).unwrap() };
    let by = (at(1), Some(UserId(8)));
    assert_eq!(draft::save(&mut tx, id, 1, ("ใหม่", "a = 2"), &waiting, by).await.unwrap(), 2);
    let Err(SaveError::Conflict(row)) = draft::save(&mut tx, id, 1, ("ก", "a = 3"), &begun, by).await else {
        panic!("the later save is refused")
    };
    assert_eq!((row.title.as_str(), row.toml.as_str(), &row.review), ("ใหม่", "a = 2", &waiting));
    assert_eq!((row.updated_at, row.updated_by), by);
    assert_eq!(draft::list(&mut tx).await.unwrap(), [*row]);
    assert!(matches!(draft::delete(&mut tx, id, 1).await, Err(SaveError::Conflict(_))));
    draft::delete(&mut tx, id, 2).await.unwrap();
    assert!(matches!(draft::delete(&mut tx, id, 2).await, Err(SaveError::Gone)));
    draft::insert(&mut tx, &new, &begun, (now(), None)).await.unwrap();
    assert!(matches!(draft::insert(&mut tx, &new, &begun, (now(), None)).await, Err(Error::Duplicate(_))));
});
