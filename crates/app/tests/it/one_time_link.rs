//! One-time links.

use app::one_time_link::{create, find, first_administrator, redeem};
use app::session;
use domain::one_time_link::LinkPurpose;
use domain::policy::{Actor, Role, Scope};
use store::db_test;

use crate::support::{
    BETTER, GOOD, HERE, add, add_with_password, app_at, audit, given, key, office, sign_in, token, world,
};

fn unusable<T>() -> Result<T, String> {
    Err("link-unusable".to_owned())
}

db_test!(the_first_administrator_comes_in_by_a_link, |db| {
    let app = world(db).await;
    let lost = first_administrator(&app).await.unwrap().unwrap().to_text();
    let link = first_administrator(&app).await.unwrap().unwrap().to_text();
    assert_eq!(key(find(&app, &lost).await), unusable(), "the newest one counts");
    let (row, purpose) = find(&app, &link).await.unwrap();
    assert_eq!((row.user.login.as_str(), purpose), ("admin", LinkPurpose::Invitation));
    assert_eq!(sign_in(&app, "admin", "").await.unwrap_err(), "sign-in-refused", "no password is none");
    redeem(&app, &link, GOOD).await.unwrap();
    let present = sign_in(&app, "admin", GOOD).await.unwrap();
    assert_eq!(present.actor.roles, [(Role::CentralAdmin, Scope::System)]);
    assert!(first_administrator(&app).await.unwrap().is_none());
    let id = row.id;
    assert!(audit(&app).await.contains(&format!("user:{id} user.change-password user:{id} done")));
});

db_test!(a_link_is_good_once_and_until_it_ends, |db| {
    let app = world(db).await;
    let id = add_with_password(&app, "clerk", &[]).await;
    let held = token(session::sign_in(&app, "clerk", GOOD, &HERE).await.unwrap());
    let link = create(&app, &Actor::operator(), id).await.unwrap().to_text();
    assert_eq!(find(&app, &link).await.unwrap().1, LinkPurpose::Reset);
    assert_eq!(key(redeem(&app, &link, "password1234").await), Err("password-common".to_owned()));
    let day = 24 * 60;
    assert_eq!(key(redeem(&app_at(&app, day), &link, BETTER).await), unusable());
    for _ in 0..5 {
        sign_in(&app, "clerk", BETTER).await.unwrap_err();
    }
    assert_eq!(redeem(&app_at(&app, day - 1), &link, BETTER).await.unwrap(), id);
    assert_eq!(key(redeem(&app, &link, GOOD).await), unusable());
    assert!(session::resolve(&app, &held).await.unwrap().is_none(), "sessions of before are over");
    sign_in(&app, "clerk", BETTER).await.unwrap();
    for wrong in ["", "abc", &"A".repeat(43)] {
        assert_eq!(key(find(&app, wrong).await).map(|_| ()), unusable());
    }
});

db_test!(a_link_used_by_two_at_once_is_good_to_one, |db| {
    let app = world(db).await;
    let id = add(&app, "clerk", &[]).await;
    let link = create(&app, &Actor::operator(), id).await.unwrap().to_text();
    let (one, other) = tokio::join!(redeem(&app, &link, GOOD), redeem(&app, &link, BETTER));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
});

db_test!(links_of_the_disabled_end_and_coordinators_give_them_to_their_own_only, |db| {
    let app = world(db).await;
    let here = || given(Role::Reporter, office("P2300"));
    let own = add(&app, "own", &[here()]).await;
    let more = add(&app, "more", &[here(), given(Role::CentralAdmin, Scope::System)]).await;
    let other = add(&app, "other", &[given(Role::Reporter, office("P2402"))]).await;
    add_with_password(&app, "head", &[given(Role::Coordinator, office("P2300"))]).await;
    let head = sign_in(&app, "head", GOOD).await.unwrap().actor;
    let link = create(&app, &head, own).await.unwrap().to_text();
    for id in [more, other] {
        assert_eq!(key(create(&app, &head, id).await).map(|_| ()), Err("denied".to_owned()));
    }
    app::user::disable(&app, &head, own, 1).await.unwrap();
    assert_eq!(key(find(&app, &link).await).map(|_| ()), unusable());
    assert_eq!(key(create(&app, &head, own).await).map(|_| ()), Err("user-disabled".to_owned()));
});
