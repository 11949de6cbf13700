//! Jobs.

use std::time::Duration;

use domain::job::JobState;
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
    assert_eq!(job::renew(&mut tx, dead, LEASE, (3, 9), at(30_000)).await.unwrap(), Some(false));
    assert_eq!(job::claim(&mut tx, "b", LEASE, at(60_000)).await.unwrap(), None, "the lease was renewed");
    let alive = job::claim(&mut tx, "b", LEASE, at(90_000)).await.unwrap().unwrap().claim();
    assert_eq!(job::renew(&mut tx, dead, LEASE, (4, 9), at(90_001)).await.unwrap(), None);
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

db_test!(a_job_is_stopped_at_once_or_by_its_worker_and_begins_anew, |db| {
    let mut tx = db.write().await.unwrap();
    let id = job::insert(&mut tx, "issue-documents", "{}", now(), now()).await.unwrap();
    assert!(job::is_due(&mut tx, now()).await.unwrap());
    assert!(job::cancel(&mut tx, id, at(1)).await.unwrap());
    assert_eq!(job::find(&mut tx, id).await.unwrap().unwrap().state(at(1)), JobState::Cancelled);
    assert!(!job::cancel(&mut tx, id, at(2)).await.unwrap(), "it has ended");
    assert!(!job::is_due(&mut tx, at(2)).await.unwrap());

    assert!(job::restart(&mut tx, id, at(3)).await.unwrap());
    assert!(!job::restart(&mut tx, id, at(3)).await.unwrap(), "it waits already");
    let claimed = job::claim(&mut tx, "a", LEASE, at(4)).await.unwrap().unwrap();
    assert_eq!((claimed.state(at(5)), claimed.failures()), (JobState::Working, 1));
    assert_eq!(claimed.state(at(60_005)), JobState::Waiting, "its worker is dead");
    assert!(job::cancel(&mut tx, id, at(5)).await.unwrap());
    assert_eq!(job::renew(&mut tx, claimed.claim(), LEASE, (1, 2), at(6)).await.unwrap(), Some(true));
    assert!(job::finish(&mut tx, claimed.claim(), Ending::Cancelled, at(7)).await.unwrap());
    let ended = job::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((ended.state(at(8)), ended.done, ended.total), (JobState::Cancelled, 1, 2));

    assert!(job::restart(&mut tx, id, at(9)).await.unwrap());
    let claimed = job::claim(&mut tx, "a", LEASE, at(10)).await.unwrap().unwrap();
    assert!(job::finish(&mut tx, claimed.claim(), Ending::Released, at(11)).await.unwrap());
    assert_eq!(job::list_unfinished(&mut tx, "issue-documents").await.unwrap().len(), 1);
    let again = job::claim(&mut tx, "b", LEASE, at(11)).await.unwrap().unwrap();
    assert_eq!(again.failures(), 1, "a worker that was stopped is no failure");
});
