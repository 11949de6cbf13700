//! Signing in and out.

use app::session::{self, Origin};
use domain::policy::{Action, Role, Scope, allows};
use store::db_test;

use crate::support::{
    BETTER, GOOD, HERE, add, add_with_password, app_at, audit, given, key, office, sign_in, token, world,
};

db_test!(who_signs_in_has_a_session_with_the_roles_of_the_day, |db| {
    let app = world(db).await;
    let id = add_with_password(&app, "clerk", &[given(Role::Reporter, office("P2300"))]).await;
    let before = audit(&app).await.len();
    let token = token(session::sign_in(&app, " Clerk ", GOOD, &HERE).await.unwrap());
    let present = session::resolve(&app, &token).await.unwrap().unwrap();
    assert_eq!((present.user.id, present.actor.roles.as_slice()), (id, [(Role::Reporter, office("P2300"))].as_slice()));
    assert!(!present.user.must_change_password && present.actor.is_user(id));
    assert_eq!(present.session.user_agent, "browser");
    session::sign_out(&app, &present).await.unwrap();
    assert!(session::resolve(&app, &token).await.unwrap().is_none());
    assert_eq!(key(session::sign_out(&app, &present).await), Err("not-found".to_owned()));
    for wrong in ["", "abc", &"A".repeat(43)] {
        assert!(session::resolve(&app, wrong).await.unwrap().is_none());
    }
    let expected = ["sign-in", "sign-out"].map(|verb| format!("user:{id} session.{verb} user:{id} done"));
    assert_eq!(audit(&app).await[before..before + 2], expected);
    let mut conn = app.db().read().await.unwrap();
    let stored = store::testing::texts(&mut conn, "SELECT detail FROM audit_entries", Vec::new()).await.unwrap();
    assert!(!stored.join("").contains(&token));
});

db_test!(whatever_is_wrong_the_refusal_is_the_same_and_leaves_an_entry, |db| {
    let app = world(db).await;
    let id = add_with_password(&app, "clerk", &[]).await;
    add(&app, "invited", &[]).await;
    let gone = add_with_password(&app, "gone", &[]).await;
    app::user::disable(&app, &domain::policy::Actor::operator(), gone, 1).await.unwrap();
    let before = audit(&app).await.len();
    for (login, password) in [("clerk", BETTER), ("nobody", GOOD), ("invited", GOOD), ("gone", GOOD), ("no login!", "")]
    {
        assert_eq!(sign_in(&app, login, password).await.unwrap_err(), "sign-in-refused", "{login}");
    }
    let log = audit(&app).await;
    assert_eq!(log[before], format!("public session.sign-in user:{id} denied"));
    assert_eq!(log[before + 1], "public session.sign-in unknown denied");
    assert_eq!(log.len(), before + 5);
    assert!(store::audit::verify(app.db()).await.unwrap().is_ok());
});

db_test!(failures_delay_longer_and_longer_and_are_forgiven, |db| {
    let app = world(db).await;
    add_with_password(&app, "clerk", &[]).await;
    let refusal = async |minute, login: &'static str, password| {
        let elsewhere = Origin { address: login, ..HERE };
        key(session::sign_in(&app_at(&app, minute), login, password, &elsewhere).await).err()
    };
    // An unknown login is treated as a known one.
    for login in ["clerk", "nobody"] {
        for _ in 0..5 {
            assert_eq!(refusal(0, login, BETTER).await.as_deref(), Some("sign-in-refused"));
        }
        let before = audit(&app).await.len();
        assert_eq!(refusal(0, login, GOOD).await.as_deref(), Some("sign-in-wait"), "even with the right password");
        assert_eq!(audit(&app).await.len(), before, "who waits does not make the log grow");
        let mut minute = 1;
        for delay in [2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(refusal(minute, login, BETTER).await.as_deref(), Some("sign-in-refused"), "{minute}");
            assert_eq!(refusal(minute + delay - 1, login, BETTER).await.as_deref(), Some("sign-in-wait"), "{minute}");
            minute += delay;
        }
        let last = refusal(minute, login, GOOD).await;
        assert_eq!(last.as_deref(), if login == "clerk" { None } else { Some("sign-in-refused") });
    }
    // Success forgets; so does a quiet day.
    for _ in 0..4 {
        assert_eq!(refusal(300, "clerk", BETTER).await.as_deref(), Some("sign-in-refused"));
    }
    assert_eq!(refusal(300 + 25 * 60, "clerk", BETTER).await.as_deref(), Some("sign-in-refused"));
    assert_eq!(refusal(300 + 25 * 60, "clerk", GOOD).await, None);
});

db_test!(an_address_that_keeps_failing_waits_whatever_the_login, |db| {
    let app = world(db).await;
    add_with_password(&app, "clerk", &[]).await;
    for n in 0..20 {
        assert_eq!(sign_in(&app, &format!("guess{n}"), GOOD).await.unwrap_err(), "sign-in-refused");
    }
    assert_eq!(sign_in(&app, "clerk", GOOD).await.unwrap_err(), "sign-in-wait");
    let elsewhere = Origin { address: "192.0.2.2", ..HERE };
    session::sign_in(&app, "clerk", GOOD, &elsewhere).await.unwrap();
    sign_in(&app_at(&app, 1), "clerk", GOOD).await.unwrap();
});

db_test!(sessions_end_by_age_and_central_ones_by_lying_idle, |db| {
    let app = world(db).await;
    add_with_password(&app, "clerk", &[given(Role::Reporter, office("P2300"))]).await;
    add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let clerk = token(session::sign_in(&app, "clerk", GOOD, &HERE).await.unwrap());
    let admin = token(session::sign_in(&app, "admin", GOOD, &HERE).await.unwrap());
    let idle = token(session::sign_in(&app, "admin", GOOD, &HERE).await.unwrap());
    let holds = async |token: &str, minute| session::resolve(&app_at(&app, minute), token).await.unwrap().is_some();
    assert!(holds(&admin, 100).await && holds(&admin, 200).await, "use keeps it alive");
    assert!(!holds(&idle, 120).await && holds(&clerk, 500).await);
    assert!(!holds(&admin, 320).await);
    assert!(holds(&clerk, 719).await && !holds(&clerk, 720).await);
    let mut conn = app.db().read().await.unwrap();
    let count = "SELECT CAST(COUNT(*) AS TEXT) FROM sessions";
    assert_eq!(store::testing::texts(&mut conn, count, Vec::new()).await.unwrap(), ["3"]);
    drop(conn);
    session::sign_in(&app_at(&app, 800), "clerk", GOOD, &HERE).await.unwrap();
    let mut conn = app.db().read().await.unwrap();
    assert_eq!(store::testing::texts(&mut conn, count, Vec::new()).await.unwrap(), ["1"], "the next one clears up");
});

db_test!(sessions_are_listed_and_ended_by_their_owner, |db| {
    let app = world(db).await;
    add_with_password(&app, "clerk", &[]).await;
    add_with_password(&app, "other", &[]).await;
    let other = sign_in(&app, "other", GOOD).await.unwrap();
    let first = sign_in(&app, "clerk", GOOD).await.unwrap();
    let second = sign_in(&app_at(&app, 1), "clerk", GOOD).await.unwrap();
    let third = sign_in(&app_at(&app, 2), "clerk", GOOD).await.unwrap();
    let hashes = |rows: Vec<store::session::SessionRow>| rows.into_iter().map(|row| row.token_hash).collect::<Vec<_>>();
    let own = hashes(session::list(&app, &first).await.unwrap());
    assert_eq!(own, [&third, &second, &first].map(|present| present.session.token_hash));
    assert_eq!(key(session::revoke(&app, &other, own[0]).await), Err("not-found".to_owned()));
    session::revoke(&app, &first, own[0]).await.unwrap();
    assert_eq!(session::sign_out_everywhere(&app, &first).await.unwrap(), 2);
    assert!(session::list(&app, &first).await.unwrap().is_empty());
    assert_eq!(session::list(&app, &other).await.unwrap().len(), 1);
    let another = domain::policy::Entity::Account(first.user.id);
    assert!(!allows(&other.actor, Action::SessionRead, &another));
});
