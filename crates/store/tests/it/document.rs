//! Documents.

use domain::id::{OfficeId, PublicationId};
use store::document::{self, Document, PublicationSet};
use store::{Error, db_test};

use crate::sample::{at, now, year};

fn sample(code: &str, publications: &[i64]) -> Document {
    Document {
        code: code.to_owned(),
        fiscal_year: year(),
        publications: PublicationSet::new(publications.iter().map(|id| PublicationId(*id))),
        office_id: OfficeId(7),
        kind: "result".to_owned(),
        format: "pdf".to_owned(),
        sha256: "ab".repeat(32),
        size: 123_456,
        rendered_at: now(),
        kept: false,
    }
}

db_test!(a_document_is_found_by_its_code_and_by_its_file, |db| {
    let mut tx = db.write().await.unwrap();
    let first = sample("EM-1", &[3, 1, 2, 3]);
    document::save(&mut tx, &first).await.unwrap();
    document::save(&mut tx, &sample("EM-2", &[1, 2])).await.unwrap();
    let found = document::find(&mut tx, "EM-1").await.unwrap().unwrap();
    assert_eq!(found, first);
    assert_eq!(found.publications.ids(), [PublicationId(1), PublicationId(2), PublicationId(3)]);
    assert!(document::find_by_sha256(&mut tx, &first.sha256).await.unwrap().is_some());
    assert!(document::find_by_sha256(&mut tx, "00").await.unwrap().is_none());
    assert_eq!(document::list_by_office(&mut tx, year(), OfficeId(7)).await.unwrap().len(), 2);
});

db_test!(a_document_rendered_again_keeps_its_code_and_first_time, |db| {
    let mut tx = db.write().await.unwrap();
    let first = sample("EM-1", &[1]);
    document::save(&mut tx, &first).await.unwrap();
    let again = Document { rendered_at: at(1000), size: 5, sha256: "cd".repeat(32), ..first.clone() };
    document::save(&mut tx, &again).await.unwrap();
    assert_eq!(
        document::find(&mut tx, "EM-1").await.unwrap().unwrap(),
        Document { rendered_at: now(), ..again.clone() }
    );
    for file in [&first.sha256, &again.sha256] {
        let found =
            document::find_by_sha256(&mut tx, file).await.unwrap().expect("every file that was given out is known");
        assert_eq!(found.code, "EM-1");
    }
    let other = document::save(&mut tx, &sample("EM-1", &[2])).await;
    assert!(matches!(other, Err(Error::Duplicate(_))), "a code is given once: {other:?}");
    let renamed = document::save(&mut tx, &sample("EM-2", &[1])).await;
    assert!(matches!(renamed, Err(Error::Duplicate(_))), "a document has one code: {renamed:?}");
});
