//! The picture of all offices, read by several executives at once, with every item of the last rounds answered and marked.

use std::sync::Arc;

use domain::id::OfficeId;
use domain::level::Level;
use domain::office::Office;
use domain::policy::{Action, Entity, Role};
use store::mark::MarkRow;

use super::browser::{Ask, Browser};
use super::ground::Ground;
use super::race::{Race, Raced};
use super::served::Served;
use super::{Loaded, ROUNDS};
use crate::commands::{Refusal, Session};

/// Offices whose marks are written at once.
const AT_ONCE: usize = 500;
/// How often each reader reads a page.
const TIMES: usize = 20;

/// What was read. The time is that of the slowest page.
#[derive(serde::Serialize)]
pub(super) struct NationalRead {
    #[serde(flatten)]
    loaded: Loaded,
    offices: usize,
    /// Every page with its median and its 95th percentile in milliseconds, and its size in kB before it is compressed.
    read: Vec<(String, f64, f64, f64)>,
}

/// Reads the pages and tells the slowest wait.
pub(super) async fn read(session: &Session, ground: &Arc<Ground>, clients: usize) -> Result<NationalRead, Refusal> {
    let answers = ground.fill(session, &ROUNDS, ground.offices.len()).await?;
    mark(session, ground).await?;
    let (_, token) = ground.newcomer(session, Role::Executive, ground.offices.len()).await?;
    let served = Served::start(session)?;
    let (before, begun) = (served.cpu(), std::time::Instant::now());
    let (mut pages, mut all) = (Vec::new(), Vec::new());
    for path in paths(ground) {
        let mut browser = Browser::new(served.address);
        let mut plain = Ask::page(&token, &path);
        plain.headers.clear();
        let size = browser.ask(plain).await.map_err(Refusal::Words)?.body.len() as f64 / 1000.0;
        let race = Race { clients, count: clients * TIMES, pace: None };
        let (asked, by) = (path.clone(), token.clone());
        let raced = race.run(served.address, move |_| Ask::page(&by, &asked)).await;
        session.note(&format!("{:8.1} {:8.1} ms {size:6.1} kB  {path}", raced.percentile(50), raced.percentile(95)));
        pages.push((path, raced.percentile(50), raced.percentile(95), size));
        all.extend(raced.done);
    }
    let raced = Raced { lasted: begun.elapsed(), done: all };
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, answers);
    Ok(NationalRead { loaded, offices: ground.offices.len(), read: pages })
}

fn paths(ground: &Ground) -> Vec<String> {
    let mut paths = Vec::new();
    for stored in &ground.instruments {
        let of = format!("year={}&instrument={}&round=R12", ground.year, stored.instrument.code);
        paths.extend(["", "&region=9", "&kind=secondary"].map(|filter| format!("/national?{of}{filter}")));
        paths.extend(
            ["", "&level=2", "&order=falling", "&region=9&kind=secondary&level=3"]
                .map(|filter| format!("/national/list?{of}{filter}")),
        );
        paths.extend(["sent", "waiting"].map(|stage| format!("/national/list?{of}&stage={stage}")));
        paths.push(format!("/national/reflection?{of}"));
        paths.push(format!("/national/compare?{of}&office={}", ground.offices[0].1.code));
    }
    paths
}

/// Marks every evaluated item of every office in the last rounds, and scores them.
async fn mark(session: &Session, ground: &Ground) -> Result<(), Refusal> {
    let (actor, failed) = (session.actor(), session.failed(None));
    for stored in &ground.instruments {
        let round = stored.instrument.last_round();
        for some in ground.offices.chunks(AT_ONCE) {
            let marks: Vec<MarkRow> = some
                .iter()
                .flat_map(|(id, office)| {
                    let rounds = stored.instrument.rounds.iter().copied();
                    rounds.flat_map(move |round| marks(stored, round, (*id, office))).collect::<Vec<_>>()
                })
                .collect();
            let on = format!("instrument:{}-{}", stored.instrument.code, ground.year);
            let done = ground.app.run(&actor, Action::RoundManage, &Entity::System, &on, async |ctx| {
                let mut go_on = |_| std::ops::ControlFlow::Continue(());
                store::mark::upsert_many(&mut ctx.tx, ground.year, stored.id, &marks, ctx.now, &mut go_on).await?;
                Ok(())
            });
            done.await.map_err(&failed)?;
        }
        let (year, code) = (ground.year, &stored.instrument.code);
        for through in stored.instrument.rounds.iter().copied().filter(|each| *each <= round) {
            app::score::recompute(&ground.app, &actor, year, code, through).await.map_err(&failed)?;
        }
    }
    Ok(())
}

/// Levels that differ from office to office and from item to item, most of them good.
fn marks(
    stored: &app::instrument::StoredInstrument,
    round: domain::fiscal_year::RoundCode,
    (office_id, office): (OfficeId, &Office),
) -> Vec<MarkRow> {
    let nodes = stored.instrument.nodes().iter().enumerate();
    let taken = nodes.filter(|(at, node)| {
        node.takes_level()
            && stored.instrument.applies(*at, office.kind)
            && stored.instrument.rounds_of(*at).contains(&round)
    });
    let level = |at: usize| {
        let spread = (office_id.0.unsigned_abs() * 2_654_435_761 + at as u64 * 40_503 + u64::from(round.months())) >> 7;
        [5, 4, 4, 3, 5, 4, 3, 2, 5, 1][(spread % 10) as usize]
    };
    let row = |(at, _): (usize, &domain::instrument::Node)| MarkRow {
        office_id,
        node_id: stored.node_ids[at],
        round,
        level: Some(Level(level(at))),
        value: None,
        note: None,
    };
    taken.map(row).collect()
}
