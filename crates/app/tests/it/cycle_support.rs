//! An administration of real offices with an open round, and the people of one office.

use app::answer::Saved;
use app::self_report::ReportName;
use app::{App, Clock, LazyEngine};
use domain::answer::{Answer, TARGET_VALUE};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::instrument::{Instrument, Mode, parse};
use domain::level::Level;
use domain::office::{InstrumentCode, NodeCode, OfficeCode, OfficeKind};
use domain::policy::{Actor, Role, Scope};
use domain::round::Calendar;
use jiff::civil::date;
use report::{Engine, EngineOptions};
use store::Db;

pub(crate) const AP: &str = include_str!("../../../../instruments/demo/ap-2568.toml");
pub(crate) const QP: &str = include_str!("../../../../instruments/demo/qp-2568.toml");
pub(crate) const SA: &str = include_str!("../../../../instruments/demo/sa-2568.toml");

/// A document engine that does not start, for tests that make no documents.
pub(crate) fn no_engine() -> LazyEngine {
    let overrides = Some("/no/such/folder".into());
    LazyEngine::new(move || Engine::new(EngineOptions { overrides: overrides.clone(), ..EngineOptions::default() }))
}

pub(crate) fn year() -> FiscalYear {
    FiscalYear::new(2568).unwrap()
}

pub(crate) fn code(text: &str) -> InstrumentCode {
    InstrumentCode::new(text).unwrap()
}

/// Noon in Bangkok on a day of October 2568, in which the window lies.
pub(crate) fn on(app: &App, day: i8) -> App {
    app.at(Clock::Fixed(format!("2025-10-{day:02}T05:00:00Z").parse().unwrap()))
}

/// Opens on the 1st, is due on the 10th and closes on the 15th.
pub(crate) fn calendar() -> Calendar {
    Calendar::new(date(2025, 10, 1), date(2025, 10, 10), date(2025, 10, 15)).unwrap()
}

/// The administration with these instruments, before any round is open. It is the 2nd of October.
pub(crate) async fn administration(db: Db, files: &[&str]) -> App {
    let app = on(&App::new(db, Clock::System), 2);
    let operator = Actor::operator();
    app::region::import(&app, &operator, &app::office_file::shipped_regions(), None).await.unwrap();
    app::office::import(&app, &operator, &app::office_file::shipped_offices(), None).await.unwrap();
    for file in files {
        app::instrument::import(&app, &operator, &parse(file).unwrap()).await.unwrap();
    }
    app
}

pub(crate) async fn opened(app: &App, instrument: &str, round: RoundCode) -> usize {
    let (operator, code) = (Actor::operator(), code(instrument));
    let name = (year(), &code, round);
    app::round::plan(app, &operator, name, calendar(), 1).await.unwrap();
    app::round::open(app, &operator, name).await.unwrap()
}

pub(crate) fn name(instrument: &str, round: RoundCode, office: &str) -> ReportName {
    ReportName { year: year(), instrument: code(instrument), round, office: OfficeCode::new(office).unwrap() }
}

/// A person with one role; `user` is their number.
pub(crate) fn person(user: i64, role: Role, scope: Scope) -> Actor {
    Actor { name: format!("user:{user}"), roles: vec![(role, scope)], belongs_to: Vec::new() }
}

pub(crate) fn of_office(user: i64, role: Role, office: &str) -> Actor {
    person(user, role, Scope::Office(OfficeCode::new(office).unwrap()))
}

/// The items an office of the primary kind reports.
pub(crate) fn items(file: &str, round: RoundCode) -> (Instrument, Vec<usize>) {
    let instrument = parse(file).unwrap();
    let items = domain::self_report::items(&instrument, OfficeKind::Primary, round);
    (instrument, items)
}

/// A complete answer at an item.
pub(crate) fn complete(instrument: &Instrument, node: usize) -> Answer {
    let mode = instrument.nodes()[node].mode;
    let level = (mode == Mode::Evaluated).then_some(Level(3));
    let ticks = level.into_iter().flat_map(|_| [1, 2, 3].map(Level)).collect();
    let values = (mode == Mode::Target).then(|| (TARGET_VALUE.to_owned(), "92.50".to_owned())).into_iter().collect();
    Answer {
        narrative: "ดำเนินการครบทุกโรงเรียน 2 ครั้ง".to_owned(), level, ticks, values, ..Answer::default()
    }
}

pub(crate) async fn save(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    version: i32,
    answer: &Answer,
) -> i32 {
    match app::answer::save(app, actor, name, node, version, answer).await.unwrap() {
        Saved::Done { version, .. } => version,
        Saved::Conflict { theirs, .. } => panic!("version {} is stored", theirs.version),
    }
}

/// Answers every item of a report.
pub(crate) async fn answer_all(app: &App, actor: &Actor, name: &ReportName, file: &str) {
    let (instrument, items) = items(file, name.round);
    for node in items {
        save(app, actor, name, &instrument.nodes()[node].code, 0, &complete(&instrument, node)).await;
    }
}

/// The key of the refusal that a use case ended with.
pub(crate) fn refusal<T>(result: app::Result<T>) -> &'static str {
    match result {
        Err(app::AppError::Refused(fault)) => fault.key,
        Err(app::AppError::Denied) => "denied",
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was not refused"),
    }
}
