//! The administration that the load falls upon: offices, open rounds, answers and people, in an empty database.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use app::instrument::StoredInstrument;
use app::office_file::{read_offices, shipped_regions};
use domain::answer::Answer;
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{OfficeId, UserId};
use domain::instrument::Mode;
use domain::level::Level;
use domain::office::Office;
use domain::policy::{Action, Entity, Role, Scope};
use domain::round::Calendar;
use domain::self_report::{ItemState, ReportState};
use domain::user::{Login, Reach, RoleAssignment, User, reaches};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use store::Page;
use store::answer::Item;
use store::round::RoundKey;
use store::self_report::{ReportKey, SelfReport};

use crate::commands::{Refusal, Session, migrate};

/// Offices and instruments of a load.
#[derive(clap::Args)]
pub(super) struct Files {
    /// Office file.
    #[arg(long)]
    offices: PathBuf,
    /// Instrument file; may be given several times.
    #[arg(long = "instrument", required = true)]
    instruments: Vec<PathBuf>,
}

/// The beginning of every role.
const FROM: Date = date(2020, 10, 1);
/// Offices whose answers are written at once.
const AT_ONCE: usize = 500;
/// The level of every self-report and mark, so that no mark needs a reason.
pub(super) const LEVEL: u8 = 3;

/// The administration.
pub(super) struct Ground {
    pub(super) app: App,
    pub(super) year: FiscalYear,
    pub(super) instruments: Vec<Arc<StoredInstrument>>,
    pub(super) offices: Vec<(OfficeId, Office)>,
}

/// An item of an office.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Which instrument of the ground.
    pub(super) instrument: usize,
    /// Place of the node in it.
    pub(super) node: usize,
}

impl Ground {
    /// Offices, a coordinator in each, and instruments, before any round is open.
    pub(super) async fn new(session: &Session, files: &Files) -> Result<Ground, Refusal> {
        migrate::bring_up(session).await?;
        let (app, actor, failed) = (session.open().await?, session.actor(), session.failed(None));
        let wrong = |file: &PathBuf| {
            let file = file.display().to_string();
            move |problems| Refusal::Problems { file, problems }
        };
        let offices = read_offices(&session.read_file(&files.offices)?).map_err(wrong(&files.offices))?;
        app::region::import(&app, &actor, &shipped_regions(), None).await.map_err(&failed)?;
        app::office::import(&app, &actor, &offices, None).await.map_err(&failed)?;
        let mut named = Vec::new();
        for file in &files.instruments {
            let bytes = session.read_file(file)?;
            let (text, _) = app::table_file::decode(&bytes).map_err(|p| wrong(file)(vec![p]))?;
            let instrument = domain::instrument::parse(&text).map_err(wrong(file))?;
            app::instrument::import(&app, &actor, &instrument).await.map_err(&failed)?;
            named.push((instrument.fiscal_year, instrument.code));
        }
        let year = named[0].0;
        let broken = |error: store::Error| failed(error.into());
        let mut conn = app.db().read().await.map_err(broken)?;
        let mut instruments = Vec::new();
        for (year, code) in &named {
            instruments.push(Arc::new(app::instrument::latest(&mut conn, *year, code).await.map_err(&failed)?));
        }
        let rows = store::office::list(&mut conn, year.last_day(), &Page::all()).await.map_err(broken)?;
        drop(conn);
        let offices = rows.into_iter().map(|row| (row.id, row.office)).collect();
        let ground = Ground { app, year, instruments, offices };
        ground.people(session).await?;
        Ok(ground)
    }

    async fn people(&self, session: &Session) -> Result<(), Refusal> {
        let actor = session.actor();
        let made = self.app.run(&actor, Action::UserManage, &Entity::System, "users", async |ctx| {
            for (_, office) in &self.offices {
                let (person, given) = person(Role::Coordinator, Scope::Office(office.code.clone()), &office.code)?;
                store::user::insert(&mut ctx.tx, &person, &[given], ctx.now).await?;
            }
            Ok(())
        });
        made.await.map_err(session.failed(None))
    }

    /// Opens a round of every instrument and returns how many reports began and how long it took.
    pub(super) async fn open(&self, session: &Session, rounds: &[RoundCode]) -> Result<(usize, Duration), Refusal> {
        let (actor, failed) = (session.actor(), session.failed(None));
        let today = app::clock::bangkok_day(self.app.clock().now());
        let calendar = Calendar::new(today - 1.days(), today + 30.days(), today + 60.days());
        let calendar = calendar.map_err(|fault| session.refuse(&fault))?;
        let (mut reports, mut taken) = (0, Duration::ZERO);
        for stored in &self.instruments {
            for round in stored.instrument.rounds.iter().filter(|round| rounds.contains(round)) {
                let name = (self.year, &stored.instrument.code, *round);
                app::round::plan(&self.app, &actor, name, calendar, 1).await.map_err(&failed)?;
                let begun = Instant::now();
                reports += app::round::open(&self.app, &actor, name).await.map_err(&failed)?;
                taken += begun.elapsed();
            }
        }
        Ok((reports, taken))
    }

    /// What an office has to report in the last round.
    pub(super) fn places(&self, office: &Office) -> Vec<Place> {
        let places = |(instrument, stored): (usize, &Arc<StoredInstrument>)| {
            let instrument_of = &stored.instrument;
            let items = domain::self_report::items(instrument_of, office.kind, instrument_of.last_round());
            items.into_iter().map(move |node| Place { instrument, node })
        };
        self.instruments.iter().enumerate().flat_map(places).collect()
    }

    /// Whether an item takes a mark.
    pub(super) fn takes_mark(&self, place: &Place) -> bool {
        self.instruments[place.instrument].instrument.nodes()[place.node].mode == Mode::Evaluated
    }

    /// The address of an item in the last round.
    pub(super) fn path(&self, office: &Office, place: &Place) -> String {
        let instrument = &self.instruments[place.instrument].instrument;
        let (code, node) = (&instrument.code, &instrument.nodes()[place.node].code);
        format!("/reports/{}/{code}/{}/{}/items/{node}", self.year, instrument.last_round(), office.code)
    }

    /// The report that an item of the last round belongs to.
    pub(super) fn key(&self, office: OfficeId, place: &Place) -> ReportKey {
        let stored = &self.instruments[place.instrument];
        let round = stored.instrument.last_round();
        ReportKey { fiscal_year: self.year, instrument_id: stored.id, round, office_id: office }
    }

    /// Answers everything in these rounds. The reports of the first offices are accepted, those of one in ten others wait for a screener.
    /// Returns how many answers there are.
    pub(super) async fn fill(
        &self,
        session: &Session,
        rounds: &[RoundCode],
        accepted: usize,
    ) -> Result<usize, Refusal> {
        let mut count = 0;
        for stored in &self.instruments {
            for round in stored.instrument.rounds.iter().copied().filter(|round| rounds.contains(round)) {
                for (chunk, some) in self.offices.chunks(AT_ONCE).enumerate() {
                    let states = |i: usize| match chunk * AT_ONCE + i {
                        number if number < accepted => Some(ReportState::Accepted),
                        number if number.is_multiple_of(10) => Some(ReportState::Certified),
                        _ => None,
                    };
                    count += self.fill_some(session, stored, round, some, states).await?;
                }
            }
        }
        Ok(count)
    }

    async fn fill_some(
        &self,
        session: &Session,
        stored: &StoredInstrument,
        round: RoundCode,
        offices: &[(OfficeId, Office)],
        states: impl Fn(usize) -> Option<ReportState>,
    ) -> Result<usize, Refusal> {
        let instrument = &stored.instrument;
        let round_key = RoundKey { fiscal_year: self.year, instrument_id: stored.id, round };
        let mut answers = Vec::new();
        for (id, office) in offices {
            for node in domain::self_report::items(instrument, office.kind, round) {
                let evaluated = instrument.nodes()[node].mode == Mode::Evaluated;
                let level = evaluated.then_some(Level(LEVEL));
                let narrative = narrative(office.code.as_str(), node);
                let answer = Answer { narrative, level, ticks: level.into_iter().collect(), ..Answer::default() };
                answers.push((*id, Item { node_id: stored.node_ids[node], answer, state: ItemState::Passed }));
            }
        }
        let on = format!("instrument:{}-{}:{round}", instrument.code, self.year);
        let actor = session.actor();
        let filled = self.app.run(&actor, Action::RoundManage, &Entity::System, &on, async |ctx| {
            store::answer::insert_many(&mut ctx.tx, round_key, &answers, ctx.now).await?;
            for (i, (id, _)) in offices.iter().enumerate() {
                let Some(state) = states(i) else { continue };
                let key = ReportKey::of(round_key, *id);
                let Some(row) = store::self_report::find_locked(&mut ctx.tx, key).await? else { continue };
                let at = Some(ctx.now);
                let report =
                    SelfReport { state, certifications: 1, submitted_at: at, certified_at: at, ..row.report.clone() };
                store::self_report::save(&mut ctx.tx, key, row.version, &report, ctx.now).await?;
            }
            Ok(())
        });
        filled.await.map_err(session.failed(None))?;
        Ok(answers.len())
    }

    /// Signs a person in: the coordinator of an office, or somebody new with a role.
    pub(super) async fn sign_in(&self, session: &Session, login: &str) -> Result<String, Refusal> {
        let failed = session.failed(None);
        let login = Login::new(login).map_err(|fault| session.refuse(&fault))?;
        let row = app::user::find_by_login(&self.app, &session.actor(), &login).await.map_err(&failed)?;
        self.token(session, row.id).await
    }

    /// Somebody new with a role, as far as the role reaches at most; those of offices are of the first one.
    pub(super) async fn newcomer(
        &self,
        session: &Session,
        role: Role,
        number: usize,
    ) -> Result<(UserId, String), Refusal> {
        let first = &self.offices[0].1;
        let scope = match reaches(role).first() {
            Some(Reach::Office) => Scope::Office(first.code.clone()),
            Some(Reach::Region) => Scope::Region(first.region),
            _ => Scope::System,
        };
        let name = format!("{number}");
        let (person, given) = person(role, scope, &name).map_err(session.failed(None))?;
        let id = app::user::create(&self.app, &session.actor(), &person, &[given]).await;
        let id = id.map_err(session.failed(None))?;
        for (wanted, task) in [(Role::Screener, Task::Screen), (Role::Evaluator, Task::Mark)] {
            if role == wanted {
                self.give(session, id, task).await?;
            }
        }
        Ok((id, self.token(session, id).await?))
    }

    /// Everything that is open, to be screened or marked.
    async fn give(&self, session: &Session, user: UserId, task: Task) -> Result<(), Refusal> {
        for stored in &self.instruments {
            let name = (self.year, &stored.instrument.code, stored.instrument.last_round());
            let given = Assignment { user, task, region: None, office: None, node: None };
            let done = app::assignment::give_task(&self.app, &session.actor(), name, &given, true).await;
            done.map_err(session.failed(None))?;
        }
        Ok(())
    }

    async fn token(&self, session: &Session, id: UserId) -> Result<String, Refusal> {
        let next = app::session::sign_in_demo(&self.app, id).await.map_err(session.failed(None))?;
        Ok(next.token().to_text())
    }
}

/// The login of the coordinator of an office.
pub(super) fn coordinator(office: &Office) -> String {
    login(Role::Coordinator, &office.code)
}

fn login(role: Role, of: &dyn std::fmt::Display) -> String {
    format!("{}.{of}", role.as_str()).to_ascii_lowercase()
}

fn person(role: Role, scope: Scope, of: &dyn std::fmt::Display) -> app::Result<(User, RoleAssignment)> {
    let person = User { login: Login::new(&login(role, of))?, name: format!("{role:?} {of}"), email: None };
    Ok((person, RoleAssignment { role, scope, from: FROM, to: None, acting: false }))
}

/// What an office says at an item, different from what any other says.
pub(super) fn narrative(office: &str, node: usize) -> String {
    format!("{office} รายการที่ {node} ดำเนินการครบทุกสถานศึกษาและมีหลักฐานรองรับ")
}
