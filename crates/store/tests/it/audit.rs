//! The audit log, and what it says when someone has been at it.

use domain::audit::{Broken, Head, Outcome, Record, Tampering};
use store::audit::{self, AuditFilter};
use store::testing::execute;
use store::{Db, Page, db_test};

use crate::sample::{self, at};

fn record(n: i64) -> Record {
    Record {
        at: at(n),
        actor: format!("user:{}", n % 3),
        action: "marks.import".to_owned(),
        entity: format!("instrument:{}", n % 2),
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

db_test!(entries_are_listed_newest_first, |db| {
    write(&db, 12).await;
    let mut conn = db.read().await.unwrap();
    let places =
        |entries: Vec<domain::audit::AuditEntry>| entries.into_iter().map(|entry| entry.seq).collect::<Vec<_>>();
    let page = Page::after(9, 3);
    assert_eq!(places(audit::list(&mut conn, AuditFilter::All, &page).await.unwrap()), [8, 7, 6]);
    assert_eq!(places(audit::list(&mut conn, AuditFilter::Entity("instrument:0"), &page).await.unwrap()), [8, 6, 4]);
    assert_eq!(places(audit::list(&mut conn, AuditFilter::Actor("user:1"), &page).await.unwrap()), [7, 4, 1]);
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
    let forged = audit::head(&mut conn).await.unwrap().append(record(4));
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
