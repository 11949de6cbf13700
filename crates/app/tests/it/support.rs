//! A database with the shipped offices, a clock that is set by hand, and a person or two.

use app::message::Language;
use app::office_file::{shipped_offices, shipped_regions};
use app::session::{Next, Origin, Present};
use app::{App, AppError, Clock};
use domain::id::UserId;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use domain::user::{RoleAssignment, User};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use store::Db;

pub(crate) const GOOD: &str = "ฝนตกที่ตราดทุกวันศุกร์";
pub(crate) const BETTER: &str = "แดดออกที่แกลงทุกวันจันทร์";
pub(crate) const HERE: Origin<'_> = Origin { address: "192.0.2.1", user_agent: "browser" };

/// Nine o'clock in Bangkok on 1 December 2026, and minutes after it.
pub(crate) fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-12-01T02:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

/// The use cases at a moment.
pub(crate) fn app_at(app: &App, minutes: i64) -> App {
    app.at(Clock::Fixed(at(minutes)))
}

pub(crate) async fn world(db: Db) -> App {
    let app = App::new(db, Clock::Fixed(at(0)));
    app::region::import(&app, &Actor::operator(), &shipped_regions(), None).await.unwrap();
    app::office::import(&app, &Actor::operator(), &shipped_offices(), None).await.unwrap();
    app
}

pub(crate) fn office(code: &str) -> Scope {
    Scope::Office(OfficeCode::new(code).unwrap())
}

pub(crate) fn given(role: Role, scope: Scope) -> RoleAssignment {
    RoleAssignment { role, scope, from: date(2026, 10, 1), to: None, acting: false }
}

pub(crate) fn person(login: &str) -> User {
    User::new(login, "เจ้าหน้าที่ ก.", "").unwrap()
}

pub(crate) async fn add(app: &App, login: &str, roles: &[RoleAssignment]) -> UserId {
    app::user::create(app, &Actor::operator(), &person(login), roles).await.unwrap()
}

/// A person who signs in with [`GOOD`] and was not given it by anybody.
pub(crate) async fn add_with_password(app: &App, login: &str, roles: &[RoleAssignment]) -> UserId {
    let id = add(app, login, roles).await;
    let link = app::one_time_link::create(app, &Actor::operator(), id).await.unwrap();
    app::one_time_link::redeem(app, &link.to_text(), GOOD).await.unwrap();
    id
}

pub(crate) async fn sign_in(app: &App, login: &str, password: &str) -> Result<Present, String> {
    let next = key(app::session::sign_in(app, login, password, &HERE).await)?;
    Ok(present(app, next).await)
}

/// The token of a session that somebody came into.
#[track_caller]
pub(crate) fn token(next: Next) -> String {
    match next {
        Next::Session(token) => token.to_text(),
        Next::Code(_) => panic!("a code is asked for"),
    }
}

/// Who came into a session.
pub(crate) async fn present(app: &App, next: Next) -> Present {
    app::session::resolve(app, &token(next)).await.unwrap().expect("the session was just begun")
}

/// The key of a refusal; every one has words in both languages.
pub(crate) fn key<T>(outcome: app::Result<T>) -> Result<T, String> {
    outcome.map_err(|error| {
        for language in Language::ALL {
            assert!(!error.words(language).is_empty());
        }
        match error {
            AppError::Refused(fault) => fault.key.to_owned(),
            AppError::Denied => "denied".to_owned(),
            other => panic!("{other:?}"),
        }
    })
}

/// The audit log from its beginning, as "actor action entity outcome", without the import of offices.
pub(crate) async fn audit(app: &App) -> Vec<String> {
    let mut conn = app.db().read().await.unwrap();
    let sql = "SELECT actor || ' ' || action || ' ' || entity || ' ' || outcome FROM audit_entries WHERE seq > 2 ORDER BY seq";
    store::testing::texts(&mut conn, sql, Vec::new()).await.unwrap()
}
