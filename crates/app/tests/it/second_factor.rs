//! Authenticator apps, recovery codes and what hangs on them.

use app::second_factor::{self, begin, confirm, find, remove, renew_recovery, reset};
use app::secret::{Token, Vault};
use app::session::{self, Next, Origin, Present};
use app::{App, Clock};
use domain::policy::{Actor, Role, Scope};
use store::{Db, db_test};
use totp_rs::{Builder, Secret};

use crate::support::{
    BETTER, GOOD, HERE, add_with_password, app_at, audit, given, key, office, present, sign_in, world,
};

async fn guarded(db: Db) -> App {
    world(db).await.with_vault(Vault::new(Token::random().as_bytes()))
}

/// The code that an app with this secret shows at a moment.
pub(crate) fn code_of(typed: &str, app: &App) -> String {
    let secret = Secret::try_from_base32(typed.replace(' ', "")).unwrap();
    let now = u64::try_from(app.clock().now().as_second()).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(now).to_string()
}

/// Sets an app up for whoever is signed in; its secret and the recovery codes.
pub(crate) async fn set_up(app: &App, who: &Present) -> (String, Vec<String>) {
    begin(app, who).await.unwrap();
    let typed = find(app, who).await.unwrap().setup.unwrap().typed;
    let codes = confirm(app, who, &code_of(&typed, app)).await.unwrap();
    (typed, codes.iter().map(ToString::to_string).collect())
}

/// The token under which the code is asked for.
async fn asked(app: &App, login: &str) -> String {
    match session::sign_in(app, login, GOOD, &HERE).await.unwrap() {
        Next::Code(token) => token.to_text(),
        Next::Session(_) => panic!("no code is asked for"),
    }
}

async fn enter(app: &App, step: &str, code: &str) -> Result<Next, String> {
    key(second_factor::sign_in(app, step, code, &HERE).await)
}

db_test!(after_the_password_a_code_is_asked_for_that_is_good_once, |db| {
    let app = guarded(db).await;
    let id = add_with_password(&app, "clerk", &[given(Role::Reporter, office("P2300"))]).await;
    let first = sign_in(&app, "clerk", GOOD).await.unwrap();
    let elsewhere = sign_in(&app, "clerk", GOOD).await.unwrap();
    assert!(!first.session.two_factors);
    begin(&app, &first).await.unwrap();
    let setup = find(&app, &first).await.unwrap().setup.unwrap();
    begin(&app, &first).await.unwrap();
    assert_eq!(find(&app, &first).await.unwrap().setup.unwrap().typed, setup.typed, "a second window shows the same");
    assert!(setup.uri.contains(&setup.typed.replace(' ', "")));
    // Until it is confirmed it counts for nothing.
    let again = sign_in(&app, "clerk", GOOD).await.unwrap();
    for wrong in ["", "123", "ไม่รู้", &code_of(&setup.typed, &app_at(&app, 10))] {
        assert_eq!(key(confirm(&app, &first, wrong).await).unwrap_err(), "second-factor-wrong");
    }
    let (typed, codes) = set_up(&app, &again).await;
    assert_eq!((typed.as_str(), codes.len()), (setup.typed.as_str(), 8));
    for gone in [&first, &elsewhere] {
        let list = session::list(&app, &again).await.unwrap();
        assert!(list.iter().all(|row| row.token_hash != gone.session.token_hash), "other sessions end");
    }
    let stored = sealed(&app).await;
    assert!(!stored.contains(&typed.replace(' ', "")) && !stored.contains(&codes[0]), "sealed and hashed");

    let later = app_at(&app, 1);
    let step = asked(&later, "clerk").await;
    assert!(session::resolve(&later, &step).await.unwrap().is_none(), "a step is no session");
    let code = code_of(&typed, &later);
    assert_eq!(
        enter(&later, &step, &code_of(&typed, &app)).await.unwrap_err(),
        "second-factor-refused",
        "used to confirm"
    );
    let within = present(&later, enter(&later, &step, &code).await.unwrap()).await;
    assert!(within.session.two_factors);
    assert_eq!(enter(&later, &step, &code).await.unwrap_err(), "sign-in-step-over");
    // The same code again, and one that somebody looked at before it.
    let step = asked(&later, "clerk").await;
    assert_eq!(enter(&later, &step, &code).await.unwrap_err(), "second-factor-refused");
    assert_eq!(enter(&app_at(&app, 12), &step, "000000").await.unwrap_err(), "sign-in-step-over", "ten minutes");

    let log = audit(&later).await;
    assert!(log.contains(&format!("user:{id} second-factor.change user:{id} done")));
    assert!(log.contains(&format!("public session.sign-in user:{id} denied")));
    assert!(store::audit::verify(app.db()).await.unwrap().is_ok());
});

/// Everything that is stored of second factors, as text.
async fn sealed(app: &App) -> String {
    let mut conn = app.db().read().await.unwrap();
    let mut all = Vec::new();
    for sql in
        ["SELECT secret FROM totp_secrets", "SELECT code_hash FROM recovery_codes", "SELECT detail FROM audit_entries"]
    {
        all.extend(store::testing::texts(&mut conn, sql, Vec::new()).await.unwrap());
    }
    all.join(" ")
}

db_test!(wrong_codes_count_to_the_delay_that_passwords_have, |db| {
    let app = guarded(db).await;
    add_with_password(&app, "clerk", &[]).await;
    let (typed, _) = set_up(&app, &sign_in(&app, "clerk", GOOD).await.unwrap()).await;
    let later = app_at(&app, 5);
    let right = code_of(&typed, &later);
    let wrong = if right == "000000" { "111111" } else { "000000" };
    // The right password in between does not begin the count again.
    for _ in 0..4 {
        let step = asked(&later, "clerk").await;
        assert_eq!(enter(&later, &step, wrong).await.unwrap_err(), "second-factor-refused");
    }
    let step = asked(&later, "clerk").await;
    assert_eq!(enter(&later, &step, wrong).await.unwrap_err(), "second-factor-refused");
    assert_eq!(enter(&later, &step, &right).await.unwrap_err(), "sign-in-wait");
    assert_eq!(key(session::sign_in(&later, "clerk", GOOD, &HERE).await).unwrap_err(), "sign-in-wait");
    let after = app_at(&app, 6);
    enter(&after, &step, &code_of(&typed, &after)).await.unwrap();
    let other = Origin { address: "192.0.2.9", ..HERE };
    session::sign_in(&app_at(&app, 7), "clerk", GOOD, &other).await.unwrap();
});

db_test!(a_recovery_code_stands_in_once_and_new_ones_take_its_place, |db| {
    let app = guarded(db).await;
    add_with_password(&app, "clerk", &[]).await;
    let (_, codes) = set_up(&app, &sign_in(&app, "clerk", GOOD).await.unwrap()).await;
    let step = asked(&app, "clerk").await;
    let within = present(&app, enter(&app, &step, &codes[0].to_uppercase()).await.unwrap()).await;
    assert_eq!(find(&app, &within).await.unwrap().recovery_left, 7);
    let step = asked(&app, "clerk").await;
    assert_eq!(enter(&app, &step, &codes[0]).await.unwrap_err(), "second-factor-refused");
    let fresh = renew_recovery(&app, &within).await.unwrap();
    assert_eq!(enter(&app, &step, &codes[1]).await.unwrap_err(), "second-factor-refused");
    enter(&app, &step, &fresh[0].to_string()).await.unwrap();
});

db_test!(a_stolen_password_does_not_become_more_than_that, |db| {
    let app = guarded(db).await;
    let id = add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let weak = sign_in(&app, "admin", GOOD).await.unwrap();
    assert!(domain::session::lacks_factor(&weak.actor, weak.session.two_factors));
    let (typed, _) = set_up(&app, &weak).await;
    let strong = session::list(&app, &weak).await.unwrap();
    assert!(strong[0].two_factors, "who has confirmed the app goes on at once");
    // As one that began before it would be.
    let before = Present { session: store::session::SessionRow { two_factors: false, ..weak.session.clone() }, ..weak };
    assert!(!find(&app, &before).await.unwrap().may_change);
    for refused in
        [remove(&app, &before).await, begin(&app, &before).await, renew_recovery(&app, &before).await.map(drop)]
    {
        assert_eq!(key(refused).unwrap_err(), "second-factor-first");
    }
    // The password alone no longer opens a session, nor does a step outlive a change of the password.
    let step = asked(&app, "admin").await;
    app::user::set_password(&app, &Actor::operator(), id, BETTER).await.unwrap();
    let after = app_at(&app, 1);
    assert_eq!(enter(&after, &step, &code_of(&typed, &after)).await.unwrap_err(), "sign-in-step-over");
});

db_test!(who_removes_the_last_factor_has_no_strong_session_left, |db| {
    let app = guarded(db).await;
    add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let (_, codes) = set_up(&app, &sign_in(&app, "admin", GOOD).await.unwrap()).await;
    let step = asked(&app, "admin").await;
    let within = present(&app, enter(&app, &step, &codes[0]).await.unwrap()).await;
    remove(&app, &within).await.unwrap();
    assert_eq!(key(remove(&app, &within).await).unwrap_err(), "not-found");
    assert!(session::list(&app, &within).await.unwrap().iter().all(|row| !row.two_factors));
    sign_in(&app, "admin", GOOD).await.unwrap();
});

db_test!(an_administrator_resets_what_somebody_lost, |db| {
    let app = guarded(db).await;
    let head = add_with_password(&app, "head", &[given(Role::Coordinator, office("P2300"))]).await;
    let clerk = add_with_password(&app, "clerk", &[given(Role::Reporter, office("P2300"))]).await;
    add_with_password(&app, "other", &[given(Role::Coordinator, office("P2402"))]).await;
    let actor = async |login: &str| sign_in(&app, login, GOOD).await.unwrap().actor;
    set_up(&app, &sign_in(&app, "clerk", GOOD).await.unwrap()).await;
    assert_eq!(key(reset(&app, &actor("other").await, clerk).await).unwrap_err(), "denied");
    assert_eq!(key(reset(&app, &actor("head").await, head).await).unwrap_err(), "user-self");
    asked(&app, "clerk").await;
    reset(&app, &actor("head").await, clerk).await.unwrap();
    sign_in(&app, "clerk", GOOD).await.unwrap();
    assert!(audit(&app).await.contains(&format!("user:{head} user.manage user:{clerk} done")));
    assert!(sealed(&app).await.contains("\"second_factors\":\"reset\""));
});

db_test!(another_key_reads_no_secret_and_says_so, |db| {
    let app = guarded(db.clone()).await;
    add_with_password(&app, "clerk", &[]).await;
    set_up(&app, &sign_in(&app, "clerk", GOOD).await.unwrap()).await;
    let moved = App::new(db, Clock::Fixed(app.clock().now()));
    let step = asked(&moved, "clerk").await;
    assert_eq!(enter(&moved, &step, "123456").await.unwrap_err(), "vault-none");
    let moved = moved.with_vault(Vault::new(Token::random().as_bytes()));
    assert_eq!(enter(&moved, &step, "123456").await.unwrap_err(), "second-factor-unreadable");
});
