//! The audit log, and what it says when someone has been at it.

use domain::audit::{Broken, Head, Outcome, Record, Tampering};
use domain::office::OfficeCode;
use store::audit::{self, AuditFilter};
use store::testing::execute;
use store::{Db, Error, Page, db_test};

use crate::sample::{self, at};

fn record(n: i64) -> Record {
    Record {
        at: at(n),
        actor: format!("user:{}", n % 3),
        action: "marks.import".to_owned(),
        entity: format!("self-report:SA-2569-R12:P{}", n % 2),
        outcome: if n % 5 == 0 { Outcome::Denied } else { Outcome::Done },
        detail: format!("{{\"rows\":{n}}}"),
    }
}

async fn write(db: &Db, entries: i64) {
    for n in 1..=entries {
        let mut tx = db.write().await.unwrap();
        assert_eq!(audit::append(&mut tx, record(n)).await.unwrap().seq, n);
        tx.commit().await.unwrap();
    }
}

async fn tamper(db: &Db, sql: &str) -> Result<Head, Broken> {
    let mut tx = db.write().await.unwrap();
    execute(&mut tx, sql).await.unwrap();
    tx.commit().await.unwrap();
    audit::verify(db).await.unwrap()
}

fn broken(seq: i64, what: Tampering) -> Result<Head, Broken> {
    Err(Broken { seq, what })
}

db_test!(a_log_nobody_touched_is_whole, |db| {
    assert_eq!(audit::verify(&db).await.unwrap(), Ok(Head::START));
    write(&db, 12).await;
    let mut conn = db.read().await.unwrap();
    let head = audit::head(&mut conn).await.unwrap();
    assert_eq!(head.seq, 12);
    assert_eq!(audit::verify(&db).await.unwrap(), Ok(head));
});

db_test!(entries_are_listed_newest_first_by_all_that_is_asked, |db| {
    write(&db, 12).await;
    let mut conn = db.read().await.unwrap();
    let all = AuditFilter::default();
    let (refused, done) = (Some(Outcome::Denied), Some(Outcome::Done));
    let p1 = OfficeCode::new("P1").unwrap();
    let cases: [(AuditFilter<'_>, &[i64]); 9] = [
        (all, &[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (AuditFilter { entity: Some("self-report:SA-2569-R12:P0"), ..all }, &[12, 10, 8, 6, 4, 2]),
        (AuditFilter { actor: Some("user:1"), ..all }, &[10, 7, 4, 1]),
        (AuditFilter { actor: Some("user:1"), office: Some(&p1), ..all }, &[7, 1]),
        (AuditFilter { office: Some(&p1), ..all }, &[11, 9, 7, 5, 3, 1]),
        (AuditFilter { outcome: refused, ..all }, &[10, 5]),
        (AuditFilter { outcome: done, actor: Some("user:1"), ..all }, &[7, 4, 1]),
        (AuditFilter { action: Some("marks.import"), from: Some(at(9)), ..all }, &[12, 11, 10, 9]),
        (AuditFilter { action: Some("marks.export"), ..all }, &[]),
    ];
    for (filter, expected) in cases {
        let found = audit::list(&mut conn, &filter, &Page::first(20)).await.unwrap();
        assert_eq!((places(&found), found.next), (expected.to_vec(), None), "{filter:?}");
        // Page by page it is the same.
        let (mut page, mut seen) = (Page::first(2), Vec::new());
        loop {
            let found = audit::list(&mut conn, &filter, &page).await.unwrap();
            assert!(found.entries.len() <= 2);
            seen.extend(places(&found));
            let Some(next) = found.next else { break };
            page = Page::after(next, 2);
        }
        assert_eq!(seen, expected, "{filter:?}");
    }
    let between = AuditFilter { from: Some(at(3)), before: Some(at(6)), ..all };
    assert_eq!(places(&audit::list(&mut conn, &between, &Page::first(20)).await.unwrap()), [5, 4, 3]);
});

// One call reads a bounded stretch of the log, however rare what it looks for.
db_test!(what_is_rare_in_a_long_log_is_found_in_several_calls, |db| {
    let mut tx = db.write().await.unwrap();
    let fill = "INSERT INTO audit_entries (seq, at, actor, action, entity, outcome, detail, prev_hash, hash)
        WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 12000) SELECT n, n, 'user:1',
        CASE n WHEN 3 THEN 'rare.deed' ELSE 'common.deed' END, 'regions', 'done', '{}', hash, hash FROM n CROSS JOIN audit_head";
    execute(&mut tx, fill).await.unwrap();
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    let filter = AuditFilter { actor: Some("user:1"), action: Some("rare.deed"), ..AuditFilter::default() };
    let (mut page, mut found) = (Page::first(50), Vec::new());
    let mut calls = 0;
    loop {
        calls += 1;
        let stretch = audit::list(&mut conn, &filter, &page).await.unwrap();
        found.extend(places(&stretch));
        let Some(next) = stretch.next else { break };
        page = Page::after(next, 50);
    }
    assert_eq!((calls, found), (3, vec![3]));
    let alone = AuditFilter { action: Some("rare.deed"), ..AuditFilter::default() };
    assert_eq!(places(&audit::list(&mut conn, &alone, &Page::first(50)).await.unwrap()), [3], "by its index at once");
});

fn places(found: &audit::Entries) -> Vec<i64> {
    found.entries.iter().map(|entry| entry.seq).collect()
}

db_test!(an_entry_that_is_kept_from_being_found_is_named, |db| {
    write(&db, 12).await;
    assert_eq!(
        tamper(&db, "UPDATE audit_entries SET office = NULL WHERE seq = 7").await,
        broken(7, Tampering::Changed)
    );
});

db_test!(a_walk_tells_how_far_it_has_come_and_stops_when_told, |db| {
    write(&db, 12).await;
    let mut told = Vec::new();
    let tell = |done, all| {
        told.push((done, all));
        true
    };
    audit::verify_telling(&db, tell).await.unwrap().unwrap();
    assert_eq!(told, [(12, 12)]);
    assert!(matches!(audit::verify_telling(&db, |_, _| false).await, Err(Error::Stopped)));
});

db_test!(a_changed_entry_is_named, |db| {
    write(&db, 12).await;
    let result = tamper(&db, "UPDATE audit_entries SET detail = '{\"rows\":0}' WHERE seq = 7").await;
    assert_eq!(result, broken(7, Tampering::Changed));
});

db_test!(a_removed_entry_is_named, |db| {
    write(&db, 12).await;
    assert_eq!(tamper(&db, "DELETE FROM audit_entries WHERE seq = 7").await, broken(7, Tampering::Removed));
    let closed_up =
        "UPDATE audit_entries SET seq = -(seq - 1) WHERE seq > 7; UPDATE audit_entries SET seq = -seq WHERE seq < 0";
    assert_eq!(tamper(&db, closed_up).await, broken(7, Tampering::Removed));
});

db_test!(entries_cut_off_at_the_end_are_named, |db| {
    write(&db, 12).await;
    assert_eq!(tamper(&db, "DELETE FROM audit_entries WHERE seq > 10").await, broken(11, Tampering::Removed));
    assert_eq!(tamper(&db, "DELETE FROM audit_entries").await, broken(1, Tampering::Removed));
});

db_test!(entries_that_changed_places_are_named, |db| {
    write(&db, 12).await;
    let swap = "UPDATE audit_entries SET seq = -1 WHERE seq = 4; UPDATE audit_entries SET seq = 4 WHERE seq = 9;
        UPDATE audit_entries SET seq = 9 WHERE seq = -1";
    assert_eq!(tamper(&db, swap).await, broken(4, Tampering::Reordered));
});

db_test!(an_entry_behind_the_head_is_named, |db| {
    write(&db, 3).await;
    let mut conn = db.read().await.unwrap();
    let forged = Record { entity: "regions".to_owned(), ..record(4) };
    let forged = audit::head(&mut conn).await.unwrap().append(forged);
    drop(conn);
    assert_eq!(tamper(&db, &sample::insert_sql(&forged)).await, broken(4, Tampering::Added));
});

db_test!(a_record_of_a_transaction_that_fails_is_gone_with_it, |db| {
    write(&db, 2).await;
    let mut tx = db.write().await.unwrap();
    audit::append(&mut tx, record(3)).await.unwrap();
    drop(tx);
    write_again(&db).await;
    assert_eq!(audit::verify(&db).await.unwrap().unwrap().seq, 3);
});

async fn write_again(db: &Db) {
    let mut tx = db.write().await.unwrap();
    assert_eq!(audit::append(&mut tx, record(3)).await.unwrap().seq, 3);
    tx.commit().await.unwrap();
}
