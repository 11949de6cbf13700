//! Full tables of all offices, asked for at a steady pace while offices write.

use std::sync::Arc;
use std::time::Duration;

use domain::policy::Role;

use super::browser::Ask;
use super::ground::{Ground, LEVEL, Place, narrative};
use super::race::Race;
use super::served::Served;
use super::{ANSWERS, Loaded, ROUNDS, Stored, coordinators, items, national, whole};
use crate::commands::{Refusal, Session};

/// Ten in three seconds.
const PACE: Duration = Duration::from_millis(300);
/// For a minute.
const EXPORTS: usize = 200;
/// Fifty answers a second, meanwhile.
const WRITE_PACE: Duration = Duration::from_millis(20);
const WRITES: usize = 3000;
const WRITERS: usize = 50;
/// People who ask for tables at the same time.
const READERS: usize = 20;

/// How long the tables took, and the answers meanwhile.
#[derive(serde::Serialize)]
pub(super) struct Exported {
    #[serde(flatten)]
    loaded: Loaded,
    /// The wait of 95 of 100 who wrote, in milliseconds.
    writes_p95_ms: f64,
}

/// Every office has its results of the instruments; the writers save other answers than those that are there.
pub(super) async fn take(session: &Session, ground: &Arc<Ground>) -> Result<Exported, Refusal> {
    national::mark(session, ground).await?;
    let (_, token) = ground.newcomer(session, Role::Executive, ground.offices.len()).await?;
    let paths = paths(ground);
    let (count, items) = (ground.offices.len(), items(ground));
    let tokens = coordinators(session, ground, count.min(WRITES)).await?;
    let served = Served::start(session)?;
    let before = served.cpu();
    let exports = Race { clients: READERS, count: EXPORTS, pace: Some(PACE) };
    let writes = Race { clients: WRITERS, count: WRITES.min(count * ANSWERS), pace: Some(WRITE_PACE) };
    let (of, places) = (Arc::clone(ground), Arc::clone(&items));
    let write = move |number: usize| {
        let (office, place) = written(&places, number);
        let named = &of.offices[office].1;
        let (level, text) = (LEVEL.to_string(), narrative(named.code.as_str(), place.node));
        let fields = [("version", "0"), ("met", level.as_str()), ("level", &level), ("narrative", &text)];
        Ask::autosave(&tokens[office], &of.path(named, place), &fields)
    };
    let export = move |number: usize| Ask::page(&token, &paths[number % paths.len()]);
    let (raced, wrote) = tokio::join!(exports.run(served.address, export), writes.run(served.address, write));
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, 0);
    drop(served);
    let mut lost = raced.done.len() - raced.accepted().count() + wrote.done.len() - wrote.accepted().count();
    let mut stored = Stored::default();
    for done in wrote.accepted() {
        let (office, place) = written(&items, done.number);
        let (id, named) = &ground.offices[office];
        let text = narrative(named.code.as_str(), place.node);
        lost += usize::from(stored.text(session, ground, ground.key(*id, place), place).await? != Some(text));
    }
    Ok(Exported { loaded: whole(session, lost, loaded)?, writes_p95_ms: wrote.percentile(95) })
}

/// Which answer of which office a writer saves: the offices take turns.
fn written(items: &[Vec<Place>], number: usize) -> (usize, &Place) {
    let office = number % items.len();
    (office, &items[office][number / items.len() % items[office].len()])
}

/// The tables of all offices, as files.
fn paths(ground: &Ground) -> Vec<String> {
    let round = ROUNDS[0];
    let of = |code| format!("year={}&instrument={code}&round={round}", ground.year);
    let codes = ground.instruments.iter().map(|stored| &stored.instrument.code);
    codes
        .flat_map(|code| {
            ["list/csv", "list/xlsx", "tables/heat.csv", "tables/heat.xlsx"]
                .map(|file| format!("/national/{file}?{}", of(code)))
        })
        .collect()
}
