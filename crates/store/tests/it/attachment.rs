//! Attachments.

use domain::id::{AttachmentId, NodeId, OfficeId};
use store::attachment::{self, Citation, NewAttachment};
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
        ids.push(attachment::insert(&mut tx, &file(&format!("{n}.pdf")), at(n / 3)).await.unwrap());
    }
    assert!(ids.is_sorted(), "ids follow the time: {ids:?}");
    let listed = attachment::list_by_office(&mut tx, OfficeId(7), &Page::after(ids[1], 2)).await.unwrap();
    assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), &ids[2..4]);

    let place = |node| Citation { fiscal_year: year(), instrument_id, office_id: OfficeId(7), node_id: NodeId(node) };
    for node in [1, 2, 2] {
        attachment::insert_citation(&mut tx, ids[0], place(node)).await.unwrap();
    }
    attachment::insert_citation(&mut tx, ids[1], place(2)).await.unwrap();
    assert_eq!(attachment::list_citations(&mut tx, ids[0]).await.unwrap(), [place(1), place(2)]);
    let cited = attachment::list_cited(&mut tx, place(2)).await.unwrap();
    assert_eq!(cited.iter().map(|row| row.id).collect::<Vec<_>>(), &ids[..2]);

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
