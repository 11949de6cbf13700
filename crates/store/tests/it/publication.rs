//! Publications.

use domain::fiscal_year::RoundCode;
use domain::id::{InstrumentId, OfficeId, PublicationId};
use store::publication::{self, NewPublication, PublicationOffice};
use store::{Error, Page, db_test};

use crate::sample::{self, code, now, year};

fn new(instrument_id: InstrumentId, corrects_id: Option<PublicationId>) -> NewPublication {
    NewPublication {
        fiscal_year: year(),
        instrument_id,
        through: RoundCode::R12,
        revision: 1,
        corrects_id,
        published_at: now(),
        inputs_hash: "aa".to_owned(),
        results_hash: "bb".to_owned(),
        settings: "{}".to_owned(),
        reason: corrects_id.map(|_| "คะแนนผิด".to_owned()),
        actor: "operator".to_owned(),
        objections_until: None,
    }
}

fn office(n: i64) -> PublicationOffice {
    PublicationOffice {
        office_id: OfficeId(n),
        office_code: code(&format!("P{n:05}")),
        inputs: format!("{{\"marks\":[{n}]}}"),
        sheet: format!("{{\"office\":{n}}}"),
        hash: format!("{n:064x}"),
        withheld: (n % 10 == 3).then(|| "incomplete".to_owned()),
    }
}

db_test!(a_publication_is_read_back_as_it_was_made, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let made = publication::insert(&mut tx, &new(instrument, None)).await.unwrap();
    let offices: Vec<PublicationOffice> = (0..1234).map(office).collect();
    for some in offices.chunks(700) {
        publication::insert_offices(&mut tx, &made, some).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    assert_eq!(publication::find(&mut conn, made.id).await.unwrap().unwrap(), made);
    assert_eq!(publication::count_offices(&mut conn, &made).await.unwrap(), (1234, 124));
    assert_eq!(publication::find_office(&mut conn, &made, OfficeId(13)).await.unwrap().unwrap(), offices[13]);
    let page = Page::after(code("P00099"), 100);
    assert_eq!(publication::list_offices(&mut conn, &made, &page).await.unwrap(), &offices[100..200]);
});

db_test!(a_correction_names_what_it_corrects_and_both_stay, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let first = publication::insert(&mut tx, &new(instrument, None)).await.unwrap();
    let second = publication::insert(&mut tx, &new(instrument, Some(first.id))).await.unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    let latest = publication::find_latest(&mut tx, year(), instrument, RoundCode::R12).await.unwrap();
    assert_eq!(latest.as_ref(), Some(&second));
    assert_eq!(publication::find_correction(&mut tx, first.id).await.unwrap().as_ref(), Some(&second));
    assert_eq!(publication::find_correction(&mut tx, second.id).await.unwrap(), None);
    assert_eq!(publication::list(&mut tx, year()).await.unwrap(), [first.clone(), second]);
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let again = publication::insert(&mut tx, &new(instrument, Some(first.id))).await;
    assert!(matches!(again, Err(Error::Duplicate(_))), "{again:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let nothing = publication::insert(&mut tx, &new(instrument, Some(PublicationId(999)))).await;
    assert!(matches!(nothing, Err(Error::Reference(_))), "{nothing:?}");
});
