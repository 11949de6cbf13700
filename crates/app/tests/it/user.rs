//! Managing people.

use app::session;
use app::user::{change_password, create, disable, enable, find, list, save, set_password};
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use domain::user::{RoleAssignment, User};
use jiff::civil::date;
use store::{Page, db_test};

use crate::support::{
    BETTER, GOOD, HERE, add, add_with_password, app_at, audit, given, key, office, person, sign_in, token, world,
};

fn refused<T>(word: &str) -> Result<T, String> {
    Err(word.to_owned())
}

db_test!(a_coordinator_manages_the_people_of_the_own_office_and_nobody_else, |db| {
    let app = world(db).await;
    let head = add_with_password(&app, "head", &[given(Role::Coordinator, office("P2300"))]).await;
    let actor = sign_in(&app, "head", GOOD).await.unwrap().actor;
    let here = given(Role::Reporter, office("P2300"));
    let there = given(Role::Reporter, office("P2402"));
    let central = given(Role::CentralAdmin, Scope::System);
    let regional = given(Role::Evaluator, Scope::Region(9));
    let own = create(&app, &actor, &person("own"), std::slice::from_ref(&here)).await.unwrap();
    for role in [&there, &central, &regional] {
        assert_eq!(key(create(&app, &actor, &person("new"), std::slice::from_ref(role)).await), refused("denied"));
        let both = [here.clone(), role.clone()];
        assert_eq!(key(create(&app, &actor, &person("new"), &both).await), refused("denied"));
        assert_eq!(key(save(&app, &actor, own, 1, &person("own"), &both).await), refused("denied"));
    }
    assert_eq!(key(create(&app, &actor, &person("new"), &[]).await), refused("denied"));

    let other = add(&app, "other", std::slice::from_ref(&there)).await;
    let more = add(&app, "more", &[here.clone(), central.clone()]).await;
    for id in [other, more] {
        let row = find(&app, &Actor::operator(), id).await.unwrap();
        assert_eq!(key(disable(&app, &actor, id, 1).await), refused("denied"));
        let renamed = User { name: "ข".to_owned(), ..row.user.clone() };
        assert_eq!(key(save(&app, &actor, id, 1, &renamed, &row.assignments).await), refused("denied"));
    }
    assert_eq!(key(find(&app, &actor, other).await).map(|_| ()), refused("denied"));
    assert_eq!(key(save(&app, &actor, other, 1, &person("other"), &[there, here.clone()]).await), Ok(2), "adding here");
    // Of somebody who is more, the part that lies here may be changed.
    let ended = RoleAssignment { to: Some(date(2026, 12, 1)), ..here.clone() };
    let after = [ended.clone(), central.clone()];
    assert_eq!(key(save(&app, &actor, more, 1, &person("more"), &after).await), Ok(2));
    assert_eq!(key(save(&app, &actor, more, 2, &person("more"), &[ended]).await), refused("denied"));

    let p2300 = OfficeCode::new("P2300").unwrap();
    let people = list(&app, &actor, Some(&p2300), &Page::all()).await.unwrap();
    assert_eq!(people.iter().map(|row| row.user.login.as_str()).collect::<Vec<_>>(), ["head", "other", "own"]);
    let p2402 = OfficeCode::new("P2402").unwrap();
    assert_eq!(key(list(&app, &actor, Some(&p2402), &Page::all()).await).map(|_| ()), refused("denied"));
    assert_eq!(key(list(&app, &actor, None, &Page::all()).await).map(|_| ()), refused("denied"));
    assert_eq!(key(set_password(&app, &actor, own, GOOD).await), refused("denied"));
    let mine = [given(Role::Coordinator, office("P2300")), given(Role::Director, office("P2300"))];
    assert_eq!(key(save(&app, &actor, head, 1, &person("head"), &mine).await), refused("user-self"));
    assert_eq!(key(disable(&app, &actor, head, 1).await), refused("user-self"));
    assert!(audit(&app).await.iter().any(|entry| *entry == format!("user:{head} user.manage user:{other} denied")));
});

db_test!(the_centre_manages_everybody_and_sees_no_password, |db| {
    let app = world(db).await;
    add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let admin = sign_in(&app, "admin", GOOD).await.unwrap().actor;
    let acting = RoleAssignment { to: Some(date(2027, 1, 1)), acting: true, ..given(Role::Director, office("P2300")) };
    let id = create(&app, &admin, &person("clerk"), std::slice::from_ref(&acting)).await.unwrap();
    assert_eq!(key(create(&app, &admin, &person("clerk"), &[]).await), refused("login-taken"));
    let both = [acting.clone(), given(Role::Evaluator, Scope::Region(9))];
    let nowhere = [acting.clone(), given(Role::Evaluator, Scope::Region(99))];
    assert_eq!(key(save(&app, &admin, id, 1, &person("clerk"), &nowhere).await), refused("office-region-unknown"));
    let wrong = [acting.clone(), given(Role::Auditor, Scope::Region(9))];
    assert_eq!(key(save(&app, &admin, id, 1, &person("clerk"), &wrong).await), refused("role-scope"));
    assert_eq!(save(&app, &admin, id, 1, &person("clerk"), &both).await.unwrap(), 2);
    assert_eq!(key(save(&app, &admin, id, 1, &person("clerk"), &both).await), refused("changed-meanwhile"));
    assert_eq!(save(&app, &admin, id, 2, &person("clerk"), &both).await.unwrap(), 2, "the same is no change");
    assert_eq!(key(save(&app, &admin, id, 2, &person("clerk"), &both[1..]).await), refused("role-begun"));
    assert_eq!(key(save(&app, &admin, id, 2, &person("admin"), &both).await), refused("login-taken"));
    assert_eq!(find(&app, &admin, id).await.unwrap().assignments, both);
    assert_eq!(list(&app, &admin, None, &Page::first(1)).await.unwrap().len(), 1);
    assert_eq!(key(set_password(&app, &admin, id, GOOD).await), refused("denied"));
});

db_test!(roles_of_acting_persons_begin_and_end_with_their_days, |db| {
    let app = world(db).await;
    let acting = RoleAssignment {
        from: date(2026, 12, 2),
        to: Some(date(2026, 12, 3)),
        acting: true,
        ..given(Role::Director, office("P2300"))
    };
    add_with_password(&app, "clerk", &[acting]).await;
    // 00:00 in Bangkok is fifteen hours after nine o'clock.
    for (minute, roles) in [(14 * 60, 0), (15 * 60, 1), (38 * 60, 1), (39 * 60, 0)] {
        let present = sign_in(&app_at(&app, minute), "clerk", GOOD).await.unwrap();
        assert_eq!(present.actor.roles.len(), roles, "{minute}");
        assert_eq!(present.actor.belongs_to, [OfficeCode::new("P2300").unwrap()]);
    }
});

db_test!(the_disabled_are_out_at_once_and_may_come_back, |db| {
    let app = world(db).await;
    let id = add_with_password(&app, "clerk", &[]).await;
    let token = token(session::sign_in(&app, "clerk", GOOD, &HERE).await.unwrap());
    assert_eq!(disable(&app, &Actor::operator(), id, 1).await.unwrap(), 2);
    assert!(session::resolve(&app, &token).await.unwrap().is_none());
    assert_eq!(sign_in(&app, "clerk", GOOD).await.unwrap_err(), "sign-in-refused");
    assert_eq!(key(disable(&app, &Actor::operator(), id, 1).await), refused("changed-meanwhile"));
    enable(&app, &Actor::operator(), id, 2).await.unwrap();
    sign_in(&app, "clerk", GOOD).await.unwrap();
});

db_test!(passwords_are_changed_by_who_knows_the_old_one, |db| {
    let app = world(db).await;
    let id = add_with_password(&app, "clerk", &[]).await;
    set_password(&app, &Actor::operator(), id, BETTER).await.unwrap();
    let present = sign_in(&app, "clerk", BETTER).await.unwrap();
    assert!(present.user.must_change_password);
    let elsewhere = sign_in(&app, "clerk", BETTER).await.unwrap();
    let change = async |old, new| key(change_password(&app, &present, old, new, &HERE).await);
    for (new, word) in [
        ("short", "password-short"),
        ("Password-2567", "password-common"),
        ("0812345678900", "password-digits"),
        ("xx clerk xx 99", "password-has-login"),
        (BETTER, "password-same"),
    ] {
        assert_eq!(change(BETTER, new).await, refused(word));
    }
    assert_eq!(change("wrong", GOOD).await, refused("sign-in-refused"));
    assert_eq!(change(BETTER, GOOD).await, Ok(()));
    let left = session::list(&app, &present).await.unwrap();
    assert_eq!(left.iter().map(|row| row.token_hash).collect::<Vec<_>>(), [present.session.token_hash]);
    assert_ne!(left[0].token_hash, elsewhere.session.token_hash);
    assert_eq!(sign_in(&app, "clerk", BETTER).await.unwrap_err(), "sign-in-refused");
    assert!(!sign_in(&app, "clerk", GOOD).await.unwrap().user.must_change_password);
});
