//! Failures to sign in.

use domain::sign_in::Failures;
use store::{db_test, sign_in};

use crate::sample::at;

db_test!(failures_add_up_until_they_are_forgotten, |db| {
    let mut tx = db.write().await.unwrap();
    for n in 1..=3 {
        let failures = sign_in::count_up(&mut tx, "login:a", at(0), at(n)).await.unwrap();
        assert_eq!(failures, Failures { count: u32::try_from(n).unwrap(), last_at: at(n) });
    }
    sign_in::count_up(&mut tx, "address:b", at(0), at(9)).await.unwrap();
    assert_eq!(sign_in::find(&mut tx, "login:a", at(3)).await.unwrap().unwrap().count, 3);
    assert_eq!(sign_in::find(&mut tx, "login:a", at(4)).await.unwrap(), None);
    assert_eq!(sign_in::count_up(&mut tx, "login:a", at(4), at(10)).await.unwrap().count, 1, "a new beginning");
    assert_eq!(sign_in::delete_old(&mut tx, at(10)).await.unwrap(), 1);
    sign_in::delete(&mut tx, "login:a").await.unwrap();
    assert_eq!(sign_in::find(&mut tx, "login:a", at(0)).await.unwrap(), None);
});

db_test!(failures_at_the_same_moment_all_count, |db| {
    let tries = (0..8).map(|_| {
        let db = db.clone();
        tokio::spawn(async move {
            let mut tx = db.write().await.unwrap();
            sign_in::count_up(&mut tx, "login:a", at(0), at(1)).await.unwrap();
            tx.commit().await.unwrap();
        })
    });
    for one in tries.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let mut conn = db.read().await.unwrap();
    assert_eq!(sign_in::find(&mut conn, "login:a", at(0)).await.unwrap().unwrap().count, 8);
});
