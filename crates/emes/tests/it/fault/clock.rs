//! The clock of the machine jumps, forth and back.

use std::collections::BTreeSet;

use app::session::Origin;
use app::{App, Clock};
use domain::office::OfficeCode;
use domain::policy::{Actor, Scope};
use jiff::{SignedDuration, Timestamp};
use store::db_test;

use super::{add, open};

const PASSWORD: &str = "ฝนตกที่ตราดทุกวันศุกร์";
const HERE: Origin<'_> = Origin { address: "192.0.2.1", user_agent: "browser" };

fn at(app: &App, hours: i64) -> App {
    let start: Timestamp = "2026-12-01T02:00:00Z".parse().unwrap();
    app.at(Clock::Fixed(start + SignedDuration::from_hours(hours)))
}

async fn is_in(app: &App, token: &str) -> bool {
    app::session::resolve(app, token).await.unwrap().is_some()
}

db_test!(a_clock_that_jumps_leaves_ids_sessions_and_audit_sound, |db| {
    const AHEAD: i64 = 24 * 400;
    let app = at(&App::new(db, Clock::System), 0);
    let people = open(&app, 1).await;
    let token = &people[0].cookie;
    let office = Scope::Office(OfficeCode::new(&people[0].office).unwrap());

    // Ids only ever grow, whatever the clock says.
    let mut ids = BTreeSet::new();
    for (number, hours) in [0, AHEAD, -AHEAD, 1, 1, -13, AHEAD, 0].into_iter().enumerate() {
        let id = add(&at(&app, hours), &format!("person.{number}"), office.clone()).await;
        assert!(ids.last().is_none_or(|last| *last < id), "{id} at {hours} hours after {ids:?}");
        ids.insert(id);
    }

    // A session holds for its time and for no longer, wherever it was begun.
    assert!(is_in(&at(&app, 1), token).await);
    assert!(!is_in(&at(&app, 13), token).await);
    assert!(is_in(&at(&app, 2), token).await);
    let person = *ids.first().unwrap();
    let later = app::session::sign_in_demo(&at(&app, AHEAD), person).await.unwrap().token().to_text();
    assert!(is_in(&at(&app, AHEAD + 1), &later).await);
    assert!(!is_in(&at(&app, 2), &later).await, "the clock was ahead when it began");

    // Whom a clock that was ahead shut out comes in when it is right again.
    app::user::set_password(&app, &Actor::operator(), person, PASSWORD).await.unwrap();
    for _ in 0..6 {
        assert!(app::session::sign_in(&at(&app, AHEAD), "person.0", "ไม่ใช่รหัสผ่าน", &HERE).await.is_err());
    }
    assert!(app::session::sign_in(&at(&app, AHEAD), "person.0", PASSWORD, &HERE).await.is_err(), "it waits");
    let next = app::session::sign_in(&at(&app, 3), "person.0", PASSWORD, &HERE).await.unwrap();
    assert!(is_in(&at(&app, 4), &next.token().to_text()).await);

    store::audit::verify(app.db()).await.unwrap().expect("the chain is whole");
});
