//! The worker: what it does, what becomes of jobs that fail, that are stopped, and whose worker died.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use app::job::worker::Worker;
use app::message::Language;
use app::{App, Clock, Objects, job, round};
use domain::fiscal_year::RoundCode;
use domain::job::JobState;
use domain::policy::{Actor, Role, Scope};
use jiff::{SignedDuration, Timestamp};
use store::{Page, db_test};

use crate::cycle_support::{AP, administration, code, no_engine, of_office, person, refusal, year};

fn start() -> Timestamp {
    "2025-10-02T05:00:00Z".parse().unwrap()
}

/// The use cases some seconds after the start.
fn after(app: &App, seconds: i64) -> App {
    app.at(Clock::Fixed(start() + SignedDuration::from_secs(seconds)))
}

fn worker(app: &App, folder: &tempfile::TempDir) -> Worker {
    let objects = Objects::open(folder.path().to_str().unwrap(), 1).unwrap();
    let (one, stop) = (NonZeroUsize::MIN, Arc::new(AtomicBool::new(false)));
    Worker::new(app.clone(), Arc::new(objects), "test".to_owned(), one, no_engine(), stop)
}

/// Puts a job there as a use case would.
async fn insert(app: &App, kind: &str, payload: &str) {
    let mut tx = app.db().write().await.unwrap();
    store::job::insert(&mut tx, kind, payload, start(), start()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn newest(app: &App, admin: &Actor) -> job::JobLine {
    job::list(app, admin, &Page::first(1)).await.unwrap().remove(0)
}

db_test!(what_is_asked_for_in_a_use_case_is_done_by_a_worker, |db| {
    let app = administration(db, &[AP]).await;
    let folder = tempfile::tempdir().unwrap();
    let admin = person(9, Role::CentralAdmin, Scope::System);
    let ap = code("AP");
    assert!(!worker(&app, &folder).work_once().await.unwrap(), "there is nothing to do");
    let named = (year(), &ap, RoundCode::R12);
    round::recompute(&app, &admin, named).await.unwrap();
    round::recompute(&app, &admin, named).await.unwrap();
    let jobs = job::list(&app, &admin, &Page::all()).await.unwrap();
    assert_eq!(jobs.len(), 1, "what waits already is not asked for twice");
    assert_eq!(jobs[0].state, JobState::Waiting);
    let director = of_office(1, Role::Director, "P2300");
    assert_eq!(refusal(job::list(&app, &director, &Page::all()).await.map(drop)), "denied");
    assert_eq!(refusal(job::cancel(&app, &director, jobs[0].row.id).await), "denied");
    assert!(worker(&app, &folder).work_once().await.unwrap());
    assert_eq!(newest(&app, &admin).await.state, JobState::Done);
    let mut conn = app.db().read().await.unwrap();
    let newest = store::audit::list(&mut conn, &store::audit::AuditFilter::default(), &Page::first(1)).await.unwrap();
    let audit = newest.entries;
    assert_eq!((audit[0].record.actor.as_str(), audit[0].record.action.as_str()), ("worker", "score.recompute"));
});

db_test!(a_job_of_a_dead_worker_is_taken_over_after_its_lease, |db| {
    let app = administration(db, &[AP]).await;
    let folder = tempfile::tempdir().unwrap();
    let admin = person(9, Role::CentralAdmin, Scope::System);
    round::recompute(&app, &admin, (year(), &code("AP"), RoundCode::R12)).await.unwrap();
    // A worker that claims and is never heard of again.
    let mut tx = app.db().write().await.unwrap();
    let dead = store::job::claim(&mut tx, "dead", Duration::from_secs(60), start()).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    assert_eq!(newest(&app, &admin).await.state, JobState::Working);
    assert!(!worker(&after(&app, 59), &folder).work_once().await.unwrap(), "its lease holds");
    assert!(worker(&after(&app, 61), &folder).work_once().await.unwrap());
    let line = newest(&app, &admin).await;
    assert_eq!((line.row.id, line.state, line.row.attempts), (dead.id, JobState::Done, 2));
});

db_test!(a_job_that_fails_waits_longer_each_time_and_is_given_up, |db| {
    let app = administration(db, &[AP]).await;
    let folder = tempfile::tempdir().unwrap();
    let admin = person(9, Role::CentralAdmin, Scope::System);
    // The engine does not start: that may pass, so it is tried again.
    insert(&app, "issue-documents", r#"{"fiscal_year":2568,"formats":["pdf"]}"#).await;
    let mut seconds = 0;
    for (attempt, wait) in [(1, 8), (2, 32), (3, 128), (4, 512), (5, 2048)] {
        assert!(worker(&after(&app, seconds), &folder).work_once().await.unwrap());
        let line = newest(&after(&app, seconds), &admin).await;
        assert_eq!((line.state, line.row.attempts), (JobState::Waiting, attempt));
        let said = Language::ALL.map(|language| line.error(language).unwrap());
        assert!(said[0].starts_with("ใช้โฟลเดอร์แม่แบบเอกสารไม่ได้: /no/such/folder: อ่านไม่ได้ ("), "{said:?}");
        assert!(
            said[1].starts_with("the folder of templates cannot be used: /no/such/folder: it cannot be read ("),
            "{said:?}"
        );
        assert!(!worker(&after(&app, seconds + wait - 1), &folder).work_once().await.unwrap());
        seconds += wait;
    }
    let last = after(&app, seconds);
    assert!(worker(&last, &folder).work_once().await.unwrap());
    let line = newest(&last, &admin).await;
    assert_eq!(line.state, JobState::Failed);
    // A person lets it begin anew, with all its tries, and stops it.
    job::restart(&last, &admin, line.row.id).await.unwrap();
    assert_eq!(refusal(job::restart(&last, &admin, line.row.id).await), "job-state");
    assert!(worker(&last, &folder).work_once().await.unwrap());
    assert_eq!(newest(&last, &admin).await.state, JobState::Waiting);
    job::cancel(&last, &admin, line.row.id).await.unwrap();
    assert_eq!(newest(&last, &admin).await.state, JobState::Cancelled);
    assert_eq!(refusal(job::cancel(&last, &admin, line.row.id).await), "job-state");
    assert!(!worker(&after(&app, 100_000), &folder).work_once().await.unwrap());
});

db_test!(a_job_that_nobody_knows_and_one_that_can_never_work_fail_at_once, |db| {
    let app = administration(db, &[AP]).await;
    let folder = tempfile::tempdir().unwrap();
    let admin = person(9, Role::CentralAdmin, Scope::System);
    for (kind, payload) in
        [("fly-to-the-moon", "{}"), ("recompute-scores", r#"{"fiscal_year":2555,"instrument":"AP","through":"R12"}"#)]
    {
        insert(&app, kind, payload).await;
        assert!(worker(&app, &folder).work_once().await.unwrap());
        let line = newest(&app, &admin).await;
        assert_eq!((line.row.kind.as_str(), line.state), (kind, JobState::Failed));
    }
});

db_test!(words_from_before_there_were_two_languages_are_shown_as_they_are, |db| {
    let app = administration(db, &[AP]).await;
    let admin = person(9, Role::CentralAdmin, Scope::System);
    insert(&app, "issue-documents", r#"{"fiscal_year":2568,"formats":["pdf"]}"#).await;
    let old = "จัดทำเอกสารไม่สำเร็จ 3 ฉบับ ฉบับแรกคือ P2300-2568.pdf: แม่แบบเอกสารมีข้อผิดพลาด";
    let mut tx = app.db().write().await.unwrap();
    let row = store::job::claim(&mut tx, "old", Duration::from_secs(60), start()).await.unwrap().unwrap();
    let ending = store::job::Ending::Failed { error: old };
    assert!(store::job::finish(&mut tx, row.claim(), ending, start()).await.unwrap());
    tx.commit().await.unwrap();
    let line = newest(&app, &admin).await;
    assert_eq!(Language::ALL.map(|language| line.error(language)), [Some(old.to_owned()), Some(old.to_owned())]);
});
