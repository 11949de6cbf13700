//! Many at once.

use std::collections::HashMap;
use std::time::Duration;

use domain::audit::{Outcome, Record};
use jiff::Timestamp;
use store::{Db, Error, SaveError, audit, db_test, job, setting};

use crate::sample::{at, now};

/// Reads a number, adds one and writes it back, with a record in the log; again when another transaction was in the way.
async fn count_up(db: &Db, worker: i64) -> u32 {
    let mut again = 0;
    loop {
        let mut tx = db.write().await.unwrap();
        let row = setting::find(&mut tx, "number").await.unwrap().unwrap();
        let next = (row.value.parse::<i64>().unwrap() + 1).to_string();
        match setting::save(&mut tx, "number", row.version, &next, now()).await {
            Ok(_) => {}
            Err(SaveError::Conflict(_)) => {
                again += 1;
                continue;
            }
            Err(other) => panic!("{other}"),
        }
        let record = Record {
            at: now(),
            actor: format!("worker:{worker}"),
            action: "number.raise".to_owned(),
            entity: "setting:number".to_owned(),
            outcome: Outcome::Done,
            detail: "{}".to_owned(),
        };
        audit::append(&mut tx, record).await.unwrap();
        tx.commit().await.unwrap();
        return again;
    }
}

db_test!(eight_tasks_that_read_and_then_write_all_succeed, |db| {
    const TASKS: i64 = 8;
    const EACH: i64 = 50;
    let mut tx = db.write().await.unwrap();
    setting::insert(&mut tx, "number", "0", now()).await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..TASKS)
        .map(|worker| {
            let db = db.clone();
            tokio::spawn(async move {
                for _ in 0..EACH {
                    let again = count_up(&db, worker).await;
                    assert!(
                        again == 0 || db.engine() == store::Engine::Postgres,
                        "SQLite has one writer: nothing is ever in its way"
                    );
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut conn = db.read().await.unwrap();
    let row = setting::find(&mut conn, "number").await.unwrap().unwrap();
    assert_eq!(row.value, (TASKS * EACH).to_string());
    assert_eq!(audit::verify(&db).await.unwrap().unwrap().seq, TASKS * EACH);
});

db_test!(six_workers_claim_every_job_exactly_once, |db| {
    const JOBS: i64 = 300;
    let mut tx = db.write().await.unwrap();
    for n in 0..JOBS {
        job::insert(&mut tx, "count", &n.to_string(), now(), now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let workers: Vec<_> = (0..6)
        .map(|worker| {
            let db = db.clone();
            tokio::spawn(async move { work(&db, &format!("worker:{worker}"), at(1)).await })
        })
        .collect();
    let mut done: HashMap<String, u32> = HashMap::new();
    for worker in workers {
        for payload in worker.await.unwrap() {
            *done.entry(payload).or_default() += 1;
        }
    }
    assert_eq!(done.len() as i64, JOBS);
    assert!(done.values().all(|times| *times == 1), "{done:?}");
    let mut conn = db.read().await.unwrap();
    assert_eq!(job::count_unfinished(&mut conn).await.unwrap(), 0);
});

async fn work(db: &Db, worker: &str, now: Timestamp) -> Vec<String> {
    let mut done = Vec::new();
    loop {
        let mut tx = db.write().await.unwrap();
        let claimed = job::claim(&mut tx, worker, Duration::from_secs(60), now).await.unwrap();
        tx.commit().await.unwrap();
        let Some(job) = claimed else { return done };
        let mut tx = db.write().await.unwrap();
        assert!(job::finish(&mut tx, job.claim(), job::Ending::Done, now).await.unwrap());
        tx.commit().await.unwrap();
        done.push(job.payload);
    }
}

db_test!(two_transactions_that_wait_for_each_other_end_in_a_retry, |db| {
    if db.engine() == store::Engine::Sqlite {
        // There the second writer waits until the first is done; it can hold nothing the first one wants.
        let first = db.write().await.unwrap();
        let second = tokio::time::timeout(Duration::from_millis(100), db.write()).await;
        assert!(second.is_err());
        drop(first);
        db.write().await.unwrap();
        return;
    }
    let mut tx = db.write().await.unwrap();
    setting::insert(&mut tx, "a", "0", now()).await.unwrap();
    setting::insert(&mut tx, "b", "0", now()).await.unwrap();
    tx.commit().await.unwrap();
    let (mut one, mut two) = (db.write().await.unwrap(), db.write().await.unwrap());
    setting::save(&mut one, "a", 1, "1", now()).await.unwrap();
    setting::save(&mut two, "b", 1, "2", now()).await.unwrap();
    let (first, second) = tokio::join!(setting::save(&mut one, "b", 1, "1", now()), async {
        let result = setting::save(&mut two, "a", 1, "2", now()).await;
        drop(two);
        result
    });
    let errors: Vec<Error> = [first.err(), second.err()]
        .into_iter()
        .flatten()
        .filter_map(|error| match error {
            SaveError::Store(error) => Some(error),
            _ => None,
        })
        .collect();
    assert_eq!(errors.iter().filter(|error| error.is_retryable()).count(), 1, "{errors:?}");
});
