//! Attachments.

use domain::attachment::{Numbers, Part, Privacy, Scan};
use domain::id::{AttachmentId, NodeId, OfficeId};
use store::attachment::{self, Citation, Facts, Filter, NewAttachment};
use store::{Error, Page, SaveError, db_test};

use crate::sample::{self, at, year};

fn file(name: &str) -> NewAttachment {
    NewAttachment {
        office_id: OfficeId(7),
        sha256: "ab".repeat(32),
        size: 10,
        media_type: "application/pdf".to_owned(),
        name: name.to_owned(),
    }
}

db_test!(a_file_is_uploaded_once_and_cited_anywhere, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let mut ids = Vec::new();
    for n in 0..5 {
        let file = file(&format!("{n}.pdf"));
        ids.push(attachment::insert(&mut tx, &file, &Facts::default(), None, at(n / 3)).await.unwrap().id);
    }
    assert!(ids.is_sorted(), "ids follow the time: {ids:?}");
    let all = Filter::default();
    let listed = attachment::list_by_office(&mut tx, OfficeId(7), &all, &Page::after(ids[3], 2)).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[2], ids[1]], "newest first");

    let place = |node| Citation { fiscal_year: year(), instrument_id, office_id: OfficeId(7), node_id: NodeId(node) };
    for node in [1, 2, 2] {
        attachment::insert_citation(&mut tx, ids[0], place(node)).await.unwrap();
    }
    attachment::insert_citation(&mut tx, ids[1], place(2)).await.unwrap();
    assert_eq!(attachment::list_citations(&mut tx, ids[0]).await.unwrap(), [place(1), place(2)]);
    let cited = attachment::list_cited(&mut tx, place(2)).await.unwrap();
    assert_eq!(cited.iter().map(|cited| cited.row.id).collect::<Vec<_>>(), &ids[..2]);

    assert_eq!(attachment::save(&mut tx, ids[1], 1, "new.pdf").await.unwrap(), 2);
    assert!(matches!(attachment::save(&mut tx, ids[1], 1, "old.pdf").await, Err(SaveError::Conflict(_))));
    attachment::delete_citation(&mut tx, ids[1], place(2)).await.unwrap();
    attachment::delete(&mut tx, ids[1], 2).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let cited = attachment::delete(&mut tx, ids[0], 1).await;
    assert!(matches!(cited, Err(SaveError::Store(Error::Reference(_)))), "{cited:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let missing = attachment::insert_citation(&mut tx, AttachmentId(1), place(1)).await;
    assert!(matches!(missing, Err(Error::Reference(_))), "{missing:?}");
});

db_test!(a_library_is_searched_and_shows_newest_versions, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let insert = async |tx: &mut store::Tx, name: &str, kind: &str, before: Option<&attachment::AttachmentRow>| {
        let new = NewAttachment { media_type: kind.to_owned(), sha256: format!("{name:0>64}"), ..file(name) };
        attachment::insert(tx, &new, &Facts::default(), before, at(0)).await.unwrap()
    };
    let plan = insert(&mut tx, "แผนปฏิบัติการ.pdf", "application/pdf", None).await;
    let newer = insert(&mut tx, "แผนปฏิบัติการ ฉบับแก้ไข.pdf", "application/pdf", Some(&plan)).await;
    let photo = insert(&mut tx, "Photo_100%.jpg", "image/jpeg", None).await;
    assert_eq!((newer.series, newer.edition), (plan.id, 2));
    let list = async |tx: &mut store::Tx, filter: Filter| {
        let rows = attachment::list_by_office(tx, OfficeId(7), &filter, &Page::first(9)).await.unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let words = |words: &str| Filter { words: words.to_owned(), ..Filter::default() };
    assert_eq!(
        list(&mut tx, Filter::default()).await,
        [photo.id, newer.id],
        "an old version stands behind the new one"
    );
    assert_eq!(list(&mut tx, words("ปฏิบัติ")).await, [newer.id]);
    assert_eq!(list(&mut tx, words("PHOTO_")).await, [photo.id]);
    assert_eq!(list(&mut tx, words("0%")).await, [photo.id], "signs of patterns are letters here");
    assert!(list(&mut tx, words("%x")).await.is_empty());
    assert_eq!(list(&mut tx, Filter { kind: "image/%".to_owned(), ..Filter::default() }).await, [photo.id]);

    let place = Citation { fiscal_year: year(), instrument_id, office_id: OfficeId(7), node_id: NodeId(1) };
    attachment::insert_citation(&mut tx, plan.id, place).await.unwrap();
    assert!(attachment::save_pages(&mut tx, plan.id, place, Some("3–5")).await.unwrap());
    assert!(!attachment::save_pages(&mut tx, photo.id, place, None).await.unwrap());
    let cited = attachment::list_cited(&mut tx, place).await.unwrap().remove(0);
    assert_eq!((cited.row.id, cited.pages.as_deref(), cited.newest), (plan.id, Some("3–5"), newer.id));
    let of_report = attachment::list_cited_by_report(&mut tx, year(), instrument_id, OfficeId(7)).await.unwrap();
    assert_eq!(of_report[0].2.as_deref(), Some("3–5"));
    attachment::insert_citation(&mut tx, photo.id, place).await.unwrap();
    assert_eq!(list(&mut tx, Filter { uncited: true, ..Filter::default() }).await, [newer.id]);

    let privacy = Privacy::of(vec![Numbers { part: Part::Sheet("รายชื่อ".to_owned()), count: 3 }]);
    let facts = Facts { scan: Scan::Clean, privacy, inspect_at: Some(at(5)), ..Facts::default() };
    assert_eq!(attachment::save_facts(&mut tx, plan.id, 1, &facts).await.unwrap(), 2);
    assert!(matches!(attachment::save_facts(&mut tx, plan.id, 1, &facts).await, Err(SaveError::Conflict(_))));
    assert_eq!(attachment::find(&mut tx, plan.id).await.unwrap().unwrap().facts, facts);
    assert!(attachment::list_to_inspect(&mut tx, at(4), 9).await.unwrap().is_empty());
    assert_eq!(attachment::list_to_inspect(&mut tx, at(5), 9).await.unwrap().len(), 1);
    let counts = attachment::count_numbers_by_report(&mut tx, year(), instrument_id, OfficeId(7)).await.unwrap();
    assert_eq!(counts, [(NodeId(1), 3)]);
    assert_eq!(attachment::sum_by_office(&mut tx, OfficeId(7)).await.unwrap(), 30);
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let twice = attachment::insert(&mut tx, &file("x"), &Facts::default(), Some(&plan), at(0)).await;
    assert!(matches!(twice, Err(Error::Duplicate(_))), "two people bring the second version: {twice:?}");
});
