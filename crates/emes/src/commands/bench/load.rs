//! `emes bench load`: the days on which many people use the program at once, over HTTP against a process of its own.
//!
//! Every work fills an empty database, sends its requests, and afterwards looks into the database for what was acknowledged. Whoever loses
//! something fails. People are signed in past their passwords, as in the demonstration.

mod browser;
mod exports;
mod ground;
mod national;
mod pages;
mod public;
mod race;
mod served;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::time::Duration;

use clap::Subcommand;
use domain::fiscal_year::RoundCode;
use domain::id::NodeId;
use domain::office::Office;
use domain::policy::Role;
use domain::problem::Fault;
use store::self_report::ReportKey;

use self::browser::Ask;
use self::ground::{Files, Ground, LEVEL, Place, coordinator, narrative};
use self::race::{Race, Raced};
use self::served::Served;
use super::Measured;
use crate::commands::{Refusal, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    files: Files,
}

#[derive(Subcommand)]
enum What {
    /// The last round of every instrument is opened for all offices.
    Opening,
    /// Every office saves thirty answers and brings a PDF of 1 MiB.
    Deadline {
        /// People at work at the same time.
        #[arg(long, default_value_t = 50)]
        clients: usize,
    },
    /// Forms of 250 answers, fifty a second for thirty seconds.
    Soak,
    /// Evaluators mark as fast as they can, with every round of every instrument answered.
    Marks {
        /// Evaluators.
        #[arg(long, default_value_t = 8)]
        clients: usize,
        /// Marks they give.
        #[arg(long, default_value_t = 6000)]
        marks: usize,
    },
    /// The picture of all offices with its lists, every item answered and marked.
    National {
        /// Readers of a page at the same time.
        #[arg(long, default_value_t = 20)]
        clients: usize,
    },
    /// Full tables of all offices, 3.3 a second for a minute, while offices save fifty answers a second.
    Exports,
    /// Every page that each role comes to by links, with every round of every instrument answered.
    Pages {
        /// Readers of a page at the same time.
        #[arg(long, default_value_t = 20)]
        clients: usize,
    },
    /// Public pages, with every instrument published for all offices.
    Public {
        /// Readers at the same time.
        #[arg(long, default_value_t = 20)]
        clients: usize,
        /// Pages they read.
        #[arg(long, default_value_t = 20_000)]
        requests: usize,
    },
}

/// What was measured, with what is asked about a load.
#[derive(serde::Serialize)]
struct Loaded {
    #[serde(flatten)]
    measured: Measured,
    requests: usize,
    seconds: f64,
    p50_ms: f64,
    p95_ms: f64,
    max_ms: f64,
    /// Processor time of program and database, in milliseconds for each request.
    cpu_ms: f64,
    /// Rows of answers that were there before.
    answers: usize,
}

impl Loaded {
    fn new(raced: &Raced, cpu: f64, served: &Served, answers: usize) -> Loaded {
        let p95 = raced.percentile(95);
        let measured = Measured { peak_mib: served.peak_mib(), ..Measured::of("ms", vec![p95]) };
        Loaded {
            measured,
            requests: raced.done.len(),
            seconds: raced.lasted.as_secs_f64(),
            p50_ms: raced.percentile(50),
            p95_ms: p95,
            max_ms: raced.percentile(100),
            cpu_ms: cpu * 1000.0 / raced.done.len() as f64,
            answers,
        }
    }
}

const ROUNDS: [RoundCode; 1] = [RoundCode::R12];
const ALL_ROUNDS: [RoundCode; 3] = [RoundCode::R6, RoundCode::R9, RoundCode::R12];
/// Answers of an office on the last day.
const ANSWERS: usize = 30;
/// The form that others publish their endurance with has so many answers.
const SOAK_FIELDS: usize = 250;
/// Fifty a second for thirty seconds.
const SOAK_FORMS: usize = 1500;
const SOAK_PACE: Duration = Duration::from_millis(20);
/// Offices whose reports are ready to be marked.
const ACCEPTED: usize = 245;

/// Does the work and prints one line of JSON.
pub(super) async fn run(session: &Session, args: &Args) -> Result<String, Refusal> {
    let ground = Arc::new(Ground::new(session, &args.files).await?);
    let json = match &args.what {
        What::Opening => {
            let (reports, taken) = ground.open(session, &ROUNDS).await?;
            super::json(&Measured { rows: Some(reports), ..Measured::new("s", &[taken]) })
        }
        What::Deadline { clients } => {
            ground.open(session, &ROUNDS).await?;
            super::json(&deadline(session, &ground, *clients).await?)
        }
        What::Soak => {
            ground.open(session, &ROUNDS).await?;
            super::json(&soak(session, &ground).await?)
        }
        What::Marks { clients, marks } => {
            ground.open(session, &ALL_ROUNDS).await?;
            super::json(&marking(session, &ground, *clients, *marks).await?)
        }
        What::National { clients } => {
            ground.open(session, &ALL_ROUNDS).await?;
            super::json(&national::read(session, &ground, *clients).await?)
        }
        What::Exports => {
            ground.open(session, &ALL_ROUNDS).await?;
            super::json(&exports::take(session, &ground).await?)
        }
        What::Pages { clients } => {
            ground.open(session, &ALL_ROUNDS).await?;
            let answers = ground.fill(session, &ALL_ROUNDS, ACCEPTED).await?;
            super::json(&pages::read(session, &ground, *clients, answers).await?)
        }
        What::Public { clients, requests } => super::json(&public::read(session, &ground, *clients, *requests).await?),
    };
    ground.app.db().close().await;
    json
}

/// The sessions of the coordinators of the first offices, by office.
async fn coordinators(session: &Session, ground: &Ground, count: usize) -> Result<Vec<String>, Refusal> {
    let mut tokens = Vec::new();
    for (_, office) in ground.offices.iter().take(count) {
        tokens.push(ground.sign_in(session, &coordinator(office)).await?);
    }
    Ok(tokens)
}

/// The items of every office, thirty at most.
fn items(ground: &Ground) -> Arc<Vec<Vec<Place>>> {
    let some = |(_, office): &(_, Office)| ground.places(office).into_iter().take(ANSWERS).collect();
    Arc::new(ground.offices.iter().map(some).collect())
}

/// 1 MiB that no other office brings.
fn pdf(office: &str) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {office}\n").into_bytes();
    let mut state: u32 = bytes.iter().fold(1, |state, byte| state.wrapping_mul(31).wrapping_add(u32::from(*byte)));
    while bytes.len() < 1 << 20 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        bytes.push((state >> 24) as u8);
    }
    bytes.extend_from_slice(b"\n%%EOF\n");
    bytes
}

async fn deadline(session: &Session, ground: &Arc<Ground>, clients: usize) -> Result<Loaded, Refusal> {
    let count = ground.offices.len();
    let tokens = coordinators(session, ground, count).await?;
    let served = Served::start(session)?;
    let before = served.cpu();
    // The offices take turns, so that no two clients are at the same office for long; the file comes last.
    let race = Race { clients, count: count * (ANSWERS + 1), pace: None };
    let items = items(ground);
    let (of, places) = (Arc::clone(ground), Arc::clone(&items));
    let make = move |number: usize| {
        let (office, turn) = (number % count, number / count);
        let (token, (_, named)) = (&tokens[office], &of.offices[office]);
        let Some(place) = places[office].get(turn) else {
            let path = format!("{}/evidence", of.path(named, &places[office][0]));
            return Ask::upload(token, &path, "report.pdf", &pdf(named.code.as_str()));
        };
        let (level, text) = (LEVEL.to_string(), narrative(named.code.as_str(), place.node));
        let fields = [("version", "0"), ("met", level.as_str()), ("level", &level), ("narrative", &text)];
        Ask::autosave(token, &of.path(named, place), &fields)
    };
    let raced = race.run(served.address, make).await;
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, 0);
    drop(served);
    let mut lost = raced.done.len() - raced.accepted().count();
    let mut stored = Stored::default();
    for done in raced.accepted() {
        let (office, turn) = (done.number % count, done.number / count);
        let (id, named) = &ground.offices[office];
        let is_there = match items[office].get(turn) {
            Some(place) => {
                let text = narrative(named.code.as_str(), place.node);
                stored.text(session, ground, ground.key(*id, place), place).await? == Some(text)
            }
            None => stored.has_file(session, ground, office).await?,
        };
        lost += usize::from(!is_there);
    }
    whole(session, lost, loaded)
}

async fn soak(session: &Session, ground: &Arc<Ground>) -> Result<Loaded, Refusal> {
    let count = ground.offices.len();
    let tokens = coordinators(session, ground, count).await?;
    let served = Served::start(session)?;
    let before = served.cpu();
    let names: Vec<String> = (1..SOAK_FIELDS).map(|number| format!("value-q{number}")).collect();
    let race = Race { clients: 100, count: SOAK_FORMS, pace: Some(SOAK_PACE) };
    let items = items(ground);
    let (of, places) = (Arc::clone(ground), Arc::clone(&items));
    let make = move |number: usize| {
        let (office, turn) = (number % count, number / count);
        let (named, place) = (&of.offices[office].1, &places[office][turn]);
        let text = narrative(named.code.as_str(), place.node);
        let mut fields = vec![("version", "0"), ("narrative", text.as_str())];
        fields.extend(names.iter().map(|name| (name.as_str(), "12345")));
        Ask::autosave(&tokens[office], &of.path(named, place), &fields)
    };
    let raced = race.run(served.address, make).await;
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, 0);
    drop(served);
    let mut lost = raced.done.len() - raced.accepted().count();
    let mut stored = Stored::default();
    for done in raced.accepted() {
        let (office, turn) = (done.number % count, done.number / count);
        let (id, named) = &ground.offices[office];
        let place = &items[office][turn];
        let text = narrative(named.code.as_str(), place.node);
        lost += usize::from(stored.text(session, ground, ground.key(*id, place), place).await? != Some(text));
    }
    whole(session, lost, loaded)
}

async fn marking(session: &Session, ground: &Arc<Ground>, clients: usize, most: usize) -> Result<Loaded, Refusal> {
    let answers = ground.fill(session, &ALL_ROUNDS, ACCEPTED).await?;
    let mut tokens = Vec::new();
    for number in 0..clients {
        tokens.push(ground.newcomer(session, Role::Evaluator, number).await?.1);
    }
    // Office after office within an instrument, so that the evaluators are at different reports.
    let mut marks: Vec<(usize, usize, Place)> = Vec::new();
    for office in 0..ACCEPTED.min(ground.offices.len()) {
        let taken = ground.places(&ground.offices[office].1).into_iter().filter(|place| ground.takes_mark(place));
        marks.extend(taken.enumerate().map(|(turn, place)| (turn, office, place)));
    }
    marks.sort_by_key(|(turn, office, _)| (*turn, *office));
    marks.truncate(most);
    let marks = Arc::new(marks);
    let served = Served::start(session)?;
    let before = served.cpu();
    let race = Race { clients, count: marks.len(), pace: None };
    let (of, given) = (Arc::clone(ground), Arc::clone(&marks));
    let make = move |number: usize| {
        let (_, office, place) = &given[number];
        let level = LEVEL.to_string();
        let fields = [
            ("level", level.as_str()),
            ("justification", ""),
            ("strengths", "มีผลงานเชิงประจักษ์และดำเนินการต่อเนื่อง"),
            ("connective", "ทั้งนี้"),
            ("recommendation", "ควรขยายผลไปยังสถานศึกษาอื่น"),
            ("mark_version", "0"),
            ("suggestion_version", "0"),
        ];
        let path = format!("/marking{}", of.path(&of.offices[*office].1, place));
        Ask::form(&tokens[number % tokens.len()], &path, &fields)
    };
    let raced = race.run(served.address, make).await;
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, answers);
    drop(served);
    let mut lost = raced.done.len() - raced.accepted().count();
    let failed = session.failed(None);
    let mut conn = ground.app.db().read().await.map_err(|error| failed(error.into()))?;
    for done in raced.accepted() {
        let (_, office, place) = &marks[done.number];
        let key = ground.key(ground.offices[*office].0, place);
        let node = ground.instruments[place.instrument].node_ids[place.node];
        let at = (key.office_id, node, key.round);
        let found = store::mark::find(&mut conn, key.fiscal_year, key.instrument_id, at).await;
        lost += usize::from(found.map_err(|error| failed(error.into()))?.is_none());
    }
    drop(conn);
    whole(session, lost, loaded)
}

/// What was measured counts only when nothing is lost.
fn whole(session: &Session, lost: usize, loaded: Loaded) -> Result<Loaded, Refusal> {
    match lost {
        0 => Ok(loaded),
        lost => Err(session.refuse(&Fault::new("bench-lost").with("lost", lost).with("of", loaded.requests))),
    }
}

/// What the database holds, read once for each report.
#[derive(Default)]
struct Stored {
    reports: HashMap<ReportKey, HashMap<NodeId, String>>,
}

impl Stored {
    async fn text(
        &mut self,
        session: &Session,
        ground: &Ground,
        key: ReportKey,
        place: &Place,
    ) -> Result<Option<String>, Refusal> {
        let node = ground.instruments[place.instrument].node_ids[place.node];
        if let Entry::Vacant(unread) = self.reports.entry(key) {
            let failed = |error: store::Error| session.failed(None)(error.into());
            let mut conn = ground.app.db().read().await.map_err(failed)?;
            let rows = store::answer::list_by_report(&mut conn, key).await.map_err(failed)?;
            let texts = rows.into_iter().map(|row| (row.item.node_id, row.item.answer.narrative));
            unread.insert(texts.collect());
        }
        Ok(self.reports[&key].get(&node).cloned())
    }

    /// Whether the library of an office has its file, whole.
    async fn has_file(&self, session: &Session, ground: &Ground, office: usize) -> Result<bool, Refusal> {
        let failed = |error: store::Error| session.failed(None)(error.into());
        let (id, named) = &ground.offices[office];
        let sha256 = domain::sha256_hex(&pdf(named.code.as_str()));
        let mut conn = ground.app.db().read().await.map_err(failed)?;
        let row = store::attachment::find_by_sha256(&mut conn, *id, &sha256).await.map_err(failed)?;
        let size = session.objects()?.size(&sha256).await.map_err(failed)?;
        Ok(row.is_some_and(|row| u64::try_from(row.attachment.size).ok() == size))
    }
}
