//! One-time links.

use domain::audit::Hash;
use domain::one_time_link::LinkPurpose;
use store::one_time_link::{self, LinkRow};
use store::{db_test, user};

use crate::sample::{at, now};
use crate::user::person;

db_test!(a_link_is_good_once_and_for_a_while, |db| {
    let mut tx = db.write().await.unwrap();
    let user_id = user::insert(&mut tx, &person("clerk"), &[], now()).await.unwrap();
    let link = LinkRow { user_id, purpose: LinkPurpose::Reset, expires_at: at(1000) };
    let hash = |n| Hash([n; 32]);
    for n in 1..=3 {
        one_time_link::insert(&mut tx, hash(n), &link).await.unwrap();
    }
    assert_eq!(one_time_link::find(&mut tx, hash(1), at(999)).await.unwrap(), Some(link));
    assert_eq!(one_time_link::find(&mut tx, hash(1), at(1000)).await.unwrap(), None);
    assert!(!one_time_link::save_used(&mut tx, hash(1), at(1000)).await.unwrap());
    assert!(one_time_link::save_used(&mut tx, hash(1), at(5)).await.unwrap());
    assert!(!one_time_link::save_used(&mut tx, hash(1), at(6)).await.unwrap());
    assert_eq!(one_time_link::find(&mut tx, hash(1), at(6)).await.unwrap(), None);
    assert_eq!(one_time_link::delete_by_user(&mut tx, user_id).await.unwrap(), 2);
    assert_eq!(one_time_link::delete_expired(&mut tx, at(1000)).await.unwrap(), 1);
});
