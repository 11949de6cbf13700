//! Mail that waits: one of a day for each person, claimed by one sender at a time.

use std::time::Duration;

use domain::id::{OfficeId, UserId};
use domain::notice::{MailKind, NoticeKind};
use jiff::SignedDuration;
use jiff::civil::date;
use store::mail::{self, Ending};
use store::notice::{self, Event};
use store::round::RoundKey;
use store::testing::execute;
use store::{Tx, db_test};

use crate::sample::{self, now, year};

const OFFICE: OfficeId = OfficeId(3);

/// Two people with a role and an address.
async fn people(tx: &mut Tx) {
    for id in [1, 2] {
        let sql = format!(
            "INSERT INTO users (id, login, name, email, must_change_password, version, created_at)
            VALUES ({id}, 'user{id}', '', 'user{id}@example.go.th', 0, 1, 0);
            INSERT INTO role_assignments (user_id, position, role, scope, valid_from, acting)
            VALUES ({id}, 0, 'auditor', 'system', '2022-10-01', 0)"
        );
        execute(tx, &sql).await.unwrap();
    }
}

async fn tell(tx: &mut Tx, round: RoundKey, user: i64, step: Option<i32>) -> u64 {
    let event = Event {
        id: tx.next_id(now()),
        kind: NoticeKind::ReportDue,
        round,
        node: None,
        day: Some(date(2023, 4, 1)),
        step,
        at: now(),
        on: date(2023, 3, 1),
        by: None,
    };
    event.tell_user(tx, OFFICE, UserId(user)).await.unwrap()
}

db_test!(a_day_is_one_mail_and_one_sender_has_it, |db| {
    let mut tx = db.write().await.unwrap();
    people(&mut tx).await;
    let instrument_id = sample::instrument(&mut tx).await;
    let round = RoundKey { fiscal_year: year(), instrument_id, round: domain::fiscal_year::RoundCode::R6 };
    assert_eq!(tell(&mut tx, round, 1, Some(-7)).await, 1);
    assert_eq!(tell(&mut tx, round, 1, Some(-7)).await, 0, "a person is reminded once of a day and step");
    assert_eq!(tell(&mut tx, round, 1, Some(-3)).await, 1);
    assert_eq!(tell(&mut tx, round, 2, None).await, 1);
    assert_eq!(tell(&mut tx, round, 9, None).await, 0, "there is no such person");
    let long_ago = now() - SignedDuration::from_hours(24);
    let (first, second) = (date(2026, 9, 22), date(2026, 9, 23));
    assert_eq!(mail::collect(&mut tx, first, long_ago, now()).await.unwrap(), 2);
    assert_eq!(tell(&mut tx, round, 1, None).await, 1);
    assert_eq!(mail::collect(&mut tx, first, long_ago, now()).await.unwrap(), 0, "it waits for the next day");
    tx.commit().await.unwrap();

    let lease = Duration::from_secs(60);
    let mut tx = db.write().await.unwrap();
    let one = mail::claim(&mut tx, lease, now()).await.unwrap().unwrap();
    let other = mail::claim(&mut tx, lease, now()).await.unwrap().unwrap();
    assert_eq!((one.kind, one.attempts), (MailKind::Digest, 1));
    assert_ne!(one.user_id, other.user_id);
    assert_eq!(mail::claim(&mut tx, lease, now()).await.unwrap(), None, "both are being sent");
    let mut told = Vec::new();
    for row in [one, other] {
        told.push((row.user_id.0, notice::list_by_mail(&mut tx, row.user_id, row.id, 10).await.unwrap().len()));
    }
    told.sort_unstable();
    assert_eq!(told, [(1, 2), (2, 1)]);
    // The sender came to nothing: another takes over, and the first has lost the right to say how it ended.
    let later = now() + SignedDuration::from_secs(61);
    let again = mail::claim(&mut tx, lease, later).await.unwrap().unwrap();
    let lost = if again.user_id == one.user_id { one } else { other };
    assert_eq!(again.attempts, 2);
    assert!(!mail::finish(&mut tx, &lost, Ending::Done(None), later).await.unwrap());
    assert!(mail::finish(&mut tx, &again, Ending::Retry(later, "busy"), later).await.unwrap());
    let third = mail::claim(&mut tx, lease, later).await.unwrap().unwrap();
    assert!(mail::finish(&mut tx, &third, Ending::Done(None), later).await.unwrap());
    assert_eq!(mail::delete_old(&mut tx, later).await.unwrap(), 0);
    assert_eq!(mail::delete_old(&mut tx, later + SignedDuration::from_secs(1)).await.unwrap(), 1);
    assert_eq!(mail::collect(&mut tx, second, long_ago, now()).await.unwrap(), 1);
    notice::save_all_read(&mut tx, UserId(2), now()).await.unwrap();
    assert_eq!(notice::count_unread(&mut tx, UserId(2)).await.unwrap(), 0);
    assert_eq!(notice::count_unread(&mut tx, UserId(1)).await.unwrap(), 3);
});
