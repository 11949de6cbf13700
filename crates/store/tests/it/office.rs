//! Offices and regions.

use domain::office::Office;
use jiff::civil::date;
use store::{Error, Page, SaveError, db_test, office, region};

use crate::sample::{self, FIRST_DAY, code};

db_test!(offices_are_listed_by_code_page_by_page, |db| {
    sample::with_regions(&db).await;
    let offices: Vec<Office> =
        (0..25).rev().map(|n| sample::office(&format!("P{n:04}"), &["ลพบุรี", "ชัยนาท"], 1)).collect();
    let mut tx = db.write().await.unwrap();
    let ids = office::insert_many(&mut tx, &offices, FIRST_DAY).await.unwrap();
    let mut listed = Vec::new();
    let mut page = Page::first(10);
    loop {
        let rows = office::list(&mut tx, FIRST_DAY, &page).await.unwrap();
        let Some(last) = rows.last() else { break };
        page.after = Some(last.office.code.clone());
        listed.extend(rows);
    }
    let mut expected: Vec<_> = ids.into_iter().zip(offices).collect();
    expected.reverse();
    assert_eq!(listed.into_iter().map(|row| (row.id, row.office)).collect::<Vec<_>>(), expected);
    assert_eq!(office::count(&mut tx, FIRST_DAY).await.unwrap(), 25);
    assert_eq!(office::count(&mut tx, date(2022, 9, 30)).await.unwrap(), 0);
    assert_eq!(office::list_ids(&mut tx).await.unwrap().len(), 25);
});

db_test!(an_office_keeps_what_it_was_when_it_changes, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let old = sample::office("S6100", &["อุทัยธานี", "ชัยนาท"], 18);
    let id = office::insert(&mut tx, &old, FIRST_DAY).await.unwrap();
    let new = Office { region: 1, provinces: vec!["ชัยนาท".to_owned()], ..old.clone() };
    let change = date(2024, 1, 15);
    assert_eq!(office::save(&mut tx, id, 1, &new, change).await.unwrap(), 2);

    let before = office::find(&mut tx, id, date(2024, 1, 14)).await.unwrap().unwrap();
    assert_eq!((before.office, before.valid_from, before.valid_to), (old.clone(), FIRST_DAY, Some(change)));
    let after = office::find_by_code(&mut tx, &old.code, change).await.unwrap().unwrap();
    assert_eq!((&after.office, after.valid_from, after.valid_to, after.version), (&new, change, None, 2));

    let corrected = Office { name_en: "Corrected".to_owned(), ..new };
    assert_eq!(office::save(&mut tx, id, 2, &corrected, change).await.unwrap(), 3);
    let after = office::find(&mut tx, id, change).await.unwrap().unwrap();
    assert_eq!((after.office, after.valid_from), (corrected.clone(), change));

    assert_eq!(office::close(&mut tx, id, 3, date(2025, 1, 1)).await.unwrap(), 4);
    assert!(office::find(&mut tx, id, date(2025, 1, 1)).await.unwrap().is_none());
    assert!(office::find(&mut tx, id, date(2024, 12, 31)).await.unwrap().is_some());
    assert!(matches!(
        office::save(&mut tx, id, 4, &corrected, FIRST_DAY).await,
        Err(SaveError::Store(Error::TooEarly { since })) if since == change
    ));
});

db_test!(an_office_that_someone_else_changed_is_not_overwritten, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let mine = sample::office("P1800", &["ชัยนาท"], 1);
    let id = office::insert(&mut tx, &mine, FIRST_DAY).await.unwrap();
    let theirs = Office { name_en: "Theirs".to_owned(), ..mine.clone() };
    office::save(&mut tx, id, 1, &theirs, FIRST_DAY).await.unwrap();
    match office::save(&mut tx, id, 1, &mine, FIRST_DAY).await {
        Err(SaveError::Conflict(current)) => assert_eq!((current.office, current.version), (theirs, 2)),
        other => panic!("{other:?}"),
    }
});

db_test!(an_office_of_an_unknown_region_or_province_or_with_a_code_twice_is_refused, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let region = office::insert(&mut tx, &sample::office("P1", &["ชัยนาท"], 99), FIRST_DAY).await;
    assert!(matches!(region, Err(Error::Reference(_))), "{region:?}");
    let province = office::insert(&mut tx, &sample::office("P2", &["ไม่มี"], 1), FIRST_DAY).await;
    assert!(matches!(province, Err(Error::Reference(_))), "{province:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    office::insert(&mut tx, &sample::office("P3", &["ชัยนาท"], 1), FIRST_DAY).await.unwrap();
    let twice = office::insert(&mut tx, &sample::office("P3", &["ชัยนาท"], 1), FIRST_DAY).await;
    assert!(matches!(twice, Err(Error::Duplicate(_))), "{twice:?}");
});

db_test!(a_region_keeps_what_it_was_when_its_provinces_change, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let rows = region::list(&mut tx, FIRST_DAY).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.region.clone()).collect::<Vec<_>>(), sample::regions());
    let mut changed = rows[0].region.clone();
    let moved = changed.provinces.remove(0);
    let day = date(2025, 10, 1);
    region::save(&mut tx, rows[0].id, 1, &changed, day).await.unwrap();
    assert_eq!(region::find(&mut tx, rows[0].id, day).await.unwrap().unwrap().region, changed);
    let before = region::find(&mut tx, rows[0].id, date(2025, 9, 30)).await.unwrap().unwrap();
    assert_eq!(before.region.provinces.first(), Some(&moved));
    assert!(matches!(region::save(&mut tx, rows[0].id, 1, &changed, day).await, Err(SaveError::Conflict(_))));
    region::close(&mut tx, rows[1].id, 1, day).await.unwrap();
    assert_eq!(region::list(&mut tx, day).await.unwrap().len(), 1);
    assert_eq!(region::list_provinces(&mut tx).await.unwrap().len(), 3, "a province outlives its region");
});

db_test!(codes_sort_by_their_bytes_on_every_server, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let codes = ["P10", "P9", "S1", "a1", "เขต1"];
    let offices: Vec<Office> = codes.iter().map(|code| sample::office(code, &["ชัยนาท"], 1)).collect();
    office::insert_many(&mut tx, &offices, FIRST_DAY).await.unwrap();
    let rows = office::list(&mut tx, FIRST_DAY, &Page::after(code("P9"), 100)).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.office.code.as_str()).collect::<Vec<_>>(), &codes[2..]);
});
