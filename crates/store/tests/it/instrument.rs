//! Instruments.

use domain::office::{InstrumentCode, NodeCode};
use store::{Error, db_test, instrument};

use crate::sample::{at, now, year};

fn code(text: &str) -> InstrumentCode {
    InstrumentCode::new(text).unwrap()
}

db_test!(the_same_text_brought_in_twice_is_one_revision, |db| {
    let mut tx = db.write().await.unwrap();
    let id = instrument::insert(&mut tx, year(), &code("SA"), now()).await.unwrap();
    assert_eq!(instrument::find(&mut tx, id).await.unwrap().unwrap().latest, None);
    assert_eq!(instrument::insert_revision(&mut tx, id, "a = 1", "aa", at(1)).await.unwrap(), 1);
    assert_eq!(instrument::insert_revision(&mut tx, id, "a = 1", "aa", at(2)).await.unwrap(), 1);
    assert_eq!(instrument::insert_revision(&mut tx, id, "a = 2", "bb", at(3)).await.unwrap(), 2);
    assert_eq!(
        instrument::insert_revision(&mut tx, id, "a = 1", "aa", at(4)).await.unwrap(),
        3,
        "back to an older text is a change"
    );
    instrument::publish_revision(&mut tx, id, 2, at(5)).await.unwrap();
    instrument::publish_revision(&mut tx, id, 2, at(6)).await.unwrap();
    let row = instrument::find_by_code(&mut tx, year(), &code("SA")).await.unwrap().unwrap();
    assert_eq!((row.id, row.latest, row.published), (id, Some(3), Some(2)));
    let second = instrument::find_revision(&mut tx, id, 2).await.unwrap().unwrap();
    assert_eq!((second.toml.as_str(), second.created_at, second.published_at), ("a = 2", at(3), Some(at(5))));
    assert_eq!(instrument::list_revisions(&mut tx, id).await.unwrap().len(), 3);
    assert!(instrument::find_revision(&mut tx, id, 4).await.unwrap().is_none());
});

db_test!(a_year_has_one_instrument_of_a_code, |db| {
    let mut tx = db.write().await.unwrap();
    instrument::insert(&mut tx, year(), &code("SA"), now()).await.unwrap();
    let next = domain::fiscal_year::FiscalYear::new(2567).unwrap();
    instrument::insert(&mut tx, next, &code("SA"), now()).await.unwrap();
    instrument::insert(&mut tx, next, &code("AP"), now()).await.unwrap();
    let codes = |rows: Vec<instrument::InstrumentRow>| {
        rows.into_iter().map(|row| format!("{}-{}", row.code, row.fiscal_year)).collect::<Vec<_>>()
    };
    assert_eq!(codes(instrument::list(&mut tx, Some(next)).await.unwrap()), ["AP-2567", "SA-2567"]);
    assert_eq!(codes(instrument::list(&mut tx, None).await.unwrap()), ["SA-2566", "AP-2567", "SA-2567"]);
    assert!(matches!(instrument::insert(&mut tx, year(), &code("SA"), now()).await, Err(Error::Duplicate(_))));
});

db_test!(a_node_keeps_its_id_over_revisions, |db| {
    let nodes = |codes: &[&str]| codes.iter().map(|code| NodeCode::new(code).unwrap()).collect::<Vec<_>>();
    let mut tx = db.write().await.unwrap();
    let id = instrument::insert(&mut tx, year(), &code("SA"), now()).await.unwrap();
    let first = instrument::insert_nodes(&mut tx, id, &nodes(&["S1", "S1.1"])).await.unwrap();
    let second = instrument::insert_nodes(&mut tx, id, &nodes(&["S1.2", "S1.1"])).await.unwrap();
    assert_eq!(second.len(), 3);
    assert!(first.iter().all(|(code, id)| second[code] == *id));
    assert_eq!(instrument::list_nodes(&mut tx, id).await.unwrap(), second);
});
