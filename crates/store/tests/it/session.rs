//! Sessions.

use domain::audit::Hash;
use domain::id::UserId;
use domain::policy::{Role, Scope};
use store::session::{self, SessionRow};
use store::{db_test, user};

use crate::sample::{at, now};
use crate::user::{given, person};

fn begun(user_id: UserId, n: u8, ends: i64) -> SessionRow {
    SessionRow {
        token_hash: Hash([n; 32]),
        user_id,
        created_at: at(i64::from(n)),
        last_seen_at: at(i64::from(n)),
        expires_at: at(ends),
        user_agent: "browser".to_owned(),
        two_factors: n == 2,
    }
}

db_test!(a_session_brings_its_person_until_it_ends, |db| {
    let mut tx = db.write().await.unwrap();
    let roles = [given(Role::Auditor, Scope::System), given(Role::Executive, Scope::Region(1))];
    let id = user::insert(&mut tx, &person("clerk"), &roles, now()).await.unwrap();
    let other = user::insert(&mut tx, &person("other"), &[], now()).await.unwrap();
    let first = begun(id, 1, 1000);
    for row in [&first, &begun(id, 2, 2000), &begun(id, 3, 3000), &begun(other, 4, 3000)] {
        session::insert(&mut tx, row).await.unwrap();
    }
    let (found, person) = session::resolve(&mut tx, first.token_hash, at(999)).await.unwrap().unwrap();
    assert_eq!((found, person.id, person.assignments), (first.clone(), id, roles.to_vec()));
    let (_, person) = session::resolve(&mut tx, Hash([4; 32]), at(999)).await.unwrap().unwrap();
    assert_eq!((person.id, person.assignments.len()), (other, 0));
    assert_eq!(session::resolve(&mut tx, first.token_hash, at(1000)).await.unwrap(), None);
    assert_eq!(session::resolve(&mut tx, Hash([9; 32]), at(0)).await.unwrap(), None);

    session::save_seen(&mut tx, first.token_hash, at(500)).await.unwrap();
    session::save_seen(&mut tx, first.token_hash, at(400)).await.unwrap();
    let list = session::list_by_user(&mut tx, id, at(0)).await.unwrap();
    assert_eq!(list.iter().map(|s| s.token_hash).collect::<Vec<_>>(), [3, 2, 1].map(|n| Hash([n; 32])));
    assert_eq!(list[2].last_seen_at, at(500), "time does not run back");

    assert!(!session::delete(&mut tx, other, first.token_hash).await.unwrap(), "only one's own");
    assert!(session::delete(&mut tx, id, first.token_hash).await.unwrap());
    assert_eq!(session::delete_expired(&mut tx, at(2000)).await.unwrap(), 1);
    session::insert(&mut tx, &begun(id, 5, 5000)).await.unwrap();
    assert_eq!(session::delete_by_user(&mut tx, id, Some(Hash([5; 32]))).await.unwrap(), 1);
    assert_eq!(session::delete_by_user(&mut tx, id, None).await.unwrap(), 1);
    assert_eq!(session::list_by_user(&mut tx, other, at(0)).await.unwrap().len(), 1);
});
