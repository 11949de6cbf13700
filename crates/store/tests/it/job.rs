//! Jobs.

use std::time::Duration;

use store::job::{self, Ending};
use store::{Page, db_test};

use crate::sample::{at, now};

const LEASE: Duration = Duration::from_secs(60);

db_test!(jobs_run_in_the_order_of_their_time_and_not_before_it, |db| {
    let mut tx = db.write().await.unwrap();
    let late = job::insert(&mut tx, "render-letter", "{}", at(2000), now()).await.unwrap();
    let soon = job::insert(&mut tx, "roll-up-round", "{\"round\":1}", at(1000), now()).await.unwrap();
    assert_eq!(job::claim(&mut tx, "a", LEASE, at(999)).await.unwrap(), None);
    let first = job::claim(&mut tx, "a", LEASE, at(3000)).await.unwrap().unwrap();
    assert_eq!((first.id, first.attempts, first.claimed_by.as_deref()), (soon, 1, Some("a")));
    assert_eq!(job::find(&mut tx, soon).await.unwrap().unwrap(), first);
    assert_eq!(job::claim(&mut tx, "b", LEASE, at(3000)).await.unwrap().unwrap().id, late);
    assert_eq!(job::claim(&mut tx, "c", LEASE, at(3000)).await.unwrap(), None);
    assert_eq!(job::count_unfinished(&mut tx).await.unwrap(), 2);
    assert_eq!(job::list(&mut tx, &Page::first(10)).await.unwrap().len(), 2);
});

db_test!(a_worker_that_lost_its_lease_cannot_finish, |db| {
    let mut tx = db.write().await.unwrap();
    job::insert(&mut tx, "render-letter", "{}", now(), now()).await.unwrap();
    let dead = job::claim(&mut tx, "a", LEASE, now()).await.unwrap().unwrap().claim();
    assert!(job::renew(&mut tx, dead, LEASE, at(30_000)).await.unwrap());
    assert_eq!(job::claim(&mut tx, "b", LEASE, at(60_000)).await.unwrap(), None, "the lease was renewed");
    let alive = job::claim(&mut tx, "b", LEASE, at(90_000)).await.unwrap().unwrap().claim();
    assert!(!job::renew(&mut tx, dead, LEASE, at(90_001)).await.unwrap());
    assert!(!job::finish(&mut tx, dead, Ending::Done, at(90_001)).await.unwrap());
    assert!(job::finish(&mut tx, alive, Ending::Done, at(90_002)).await.unwrap());
    assert!(!job::finish(&mut tx, alive, Ending::Done, at(90_003)).await.unwrap(), "a job ends once");
    assert_eq!(job::count_unfinished(&mut tx).await.unwrap(), 0);
});

db_test!(a_job_is_tried_again_later_or_given_up, |db| {
    let mut tx = db.write().await.unwrap();
    let id = job::insert(&mut tx, "send-notification", "{}", now(), now()).await.unwrap();
    let first = job::claim(&mut tx, "a", LEASE, now()).await.unwrap().unwrap().claim();
    assert!(
        job::finish(&mut tx, first, Ending::Retry { at: at(5000), error: "no mail server" }, at(10)).await.unwrap()
    );
    assert_eq!(job::claim(&mut tx, "a", LEASE, at(4999)).await.unwrap(), None);
    let second = job::claim(&mut tx, "a", LEASE, at(5000)).await.unwrap().unwrap();
    assert_eq!((second.attempts, second.error.as_deref()), (2, Some("no mail server")));
    assert!(job::finish(&mut tx, second.claim(), Ending::Failed { error: "no such round" }, at(5001)).await.unwrap());
    let ended = job::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((ended.finished_at, ended.error.as_deref()), (Some(at(5001)), Some("no such round")));
});
