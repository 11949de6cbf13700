//! Confirming who one is before certifying, although one is signed in.

use app::confirmation::{self, Confirmed, Shown, Taken};
use app::secret::{Token, Vault};
use app::session::Present;
use app::{App, self_report};
use domain::confirmation::Means;
use domain::fiscal_year::RoundCode;
use domain::policy::{Actor, Role};
use domain::user::RoleAssignment;
use jiff::civil::date;
use store::db_test;

use crate::cycle_support::{AP, administration, answer_all, name, of_office, on, opened};
use crate::support::{BETTER, GOOD, HERE, add_with_password, key, office, sign_in};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;
const PLAIN: Taken<'_> = Taken { passkeys: None, provider: false, demo: false };

async fn show(app: &App, who: &Present, shown: Shown<'_>) -> Result<Confirmed, String> {
    key(confirmation::confirm(app, who, PLAIN, Some(shown), &HERE).await)
}

/// The details of the entries about certifying, the oldest first.
async fn certified(app: &App) -> Vec<String> {
    let mut conn = app.db().read().await.unwrap();
    let sql = "SELECT outcome || ' ' || detail FROM audit_entries WHERE action = 'self-report.certify' ORDER BY seq";
    store::testing::texts(&mut conn, sql, Vec::new()).await.unwrap()
}

db_test!(who_certifies_shows_again_who_they_are, |db| {
    let app = administration(db, &[AP]).await;
    opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let role = RoleAssignment {
        role: Role::Director,
        scope: office(OFFICE),
        from: date(2024, 10, 1),
        to: None,
        acting: false,
    };
    let id = add_with_password(&app, "director", &[role]).await;
    let who = sign_in(&app, "director", GOOD).await.unwrap();
    assert_eq!(key(self_report::check_certify(&app, &who.actor, &report).await).unwrap_err(), "report-state");
    answer_all(&app, &coordinator, &report, AP).await;
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    let before = certified(&app).await.len();
    self_report::check_certify(&app, &who.actor, &report).await.unwrap();
    assert_eq!(certified(&app).await.len(), before, "a look is nothing to put on record");
    assert_eq!(key(self_report::check_certify(&app, &coordinator, &report).await).unwrap_err(), "denied");

    // Only what counts for this person is taken.
    assert_eq!(confirmation::means(&app, &who, PLAIN).await.unwrap(), [Means::Password]);
    let demo = Taken { demo: true, ..PLAIN };
    assert_eq!(confirmation::means(&app, &who, demo).await.unwrap(), [Means::Password], "who has one shows it");
    for shown in [None, Some(Shown::Word), Some(Shown::Code("123456")), Some(Shown::Provider { step: "x" })] {
        let refused = confirmation::confirm(&app, &who, demo, shown, &HERE).await;
        assert_eq!(key(refused).unwrap_err(), "confirmation-missing");
    }

    // A wrong one counts like one to sign in, and a right one ends the count.
    for _ in 0..4 {
        assert_eq!(show(&app, &who, Shown::Password("ไม่ใช่รหัสผ่าน")).await.unwrap_err(), "confirmation-wrong");
    }
    let first = show(&app, &who, Shown::Password(GOOD)).await.unwrap();
    assert_eq!(sign_in(&app, "director", BETTER).await.unwrap_err(), "sign-in-refused");
    assert_eq!(sign_in(&app, "director", GOOD).await.unwrap_err(), "sign-in-wait", "the fifth in a row");
    assert_eq!(show(&app, &who, Shown::Password(GOOD)).await.unwrap_err(), "sign-in-wait");

    // It is the person's own, and good as long as the password is.
    let other = of_office(99, Role::Director, OFFICE);
    assert_eq!(key(self_report::certify(&app, &other, &report, &first).await).unwrap_err(), "denied");
    let link = app::one_time_link::create(&app, &Actor::operator(), id).await.unwrap();
    app::one_time_link::redeem(&app, &link.to_text(), BETTER).await.unwrap();
    assert_eq!(key(self_report::certify(&app, &who.actor, &report, &first).await).unwrap_err(), "confirmation-over");
    let later = on(&app, 3);
    let second = show(&later, &who, Shown::Password(BETTER)).await.unwrap();
    self_report::certify(&later, &who.actor, &report, &second).await.unwrap();
    let log = certified(&later).await;
    assert!(log.last().unwrap().contains(r#""confirmed_by":"password""#), "{log:?}");
    sign_in(&later, "director", BETTER).await.unwrap();
});

db_test!(the_code_of_the_app_takes_the_place_of_the_password, |db| {
    let app = administration(db, &[]).await.with_vault(Vault::new(Token::random().as_bytes()));
    add_with_password(&app, "director", &[]).await;
    let who = sign_in(&app, "director", GOOD).await.unwrap();
    let (typed, recovery) = crate::second_factor::set_up(&app, &who).await;
    assert_eq!(confirmation::means(&app, &who, PLAIN).await.unwrap(), [Means::Code]);
    assert_eq!(show(&app, &who, Shown::Password(GOOD)).await.unwrap_err(), "confirmation-missing");
    let later = on(&app, 3);
    let code = crate::second_factor::code_of(&typed, &later);
    assert_eq!(show(&later, &who, Shown::Code(&recovery[0])).await.unwrap_err(), "second-factor-refused");
    assert_eq!(show(&later, &who, Shown::Code("000000")).await.unwrap_err(), "second-factor-refused");
    show(&later, &who, Shown::Code(&code)).await.unwrap();
});
