//! The day on which results are published: everybody reads the public pages.

use std::ops::ControlFlow;
use std::sync::Arc;

use app::document::settings_for;
use app::publication::{Release, publish};
use domain::mark::COLUMNS;

use super::Loaded;
use super::browser::{Ask, Browser};
use super::ground::Ground;
use super::race::Race;
use super::served::Served;
use crate::commands::{Refusal, Session};

/// Offices whose pages are read, about: as many as lie in memory together.
const OFFICES: usize = 500;

/// Publishes every instrument, makes each page once, and then reads them with many clients. The program has one processor, so that the
/// requests of a second are those of a processor.
pub(super) async fn read(
    session: &Session,
    ground: &Arc<Ground>,
    clients: usize,
    requests: usize,
) -> Result<Loaded, Refusal> {
    publish_all(session, ground).await?;
    let served = Served::start_on_one(session)?;
    let year = ground.year;
    let mut paths: Vec<String> =
        ["/public", "/public/years", "/public/offices", "/public/instruments", "/data"].map(str::to_owned).into();
    paths.push(format!("/public/years/{year}"));
    let some = ground.offices.iter().step_by(ground.offices.len().div_ceil(OFFICES).max(1));
    paths.extend(some.map(|(_, office)| format!("/public/offices/{}/{year}", office.code)));
    let mut browser = Browser::new(served.address);
    for path in &paths {
        let reply = browser.ask(Ask::page("", path)).await.map_err(Refusal::Words)?;
        if reply.status != 200 {
            return Err(Refusal::Words(format!("{path}: {}", reply.status)));
        }
    }
    let before = served.cpu();
    let race = Race { clients, count: requests, pace: None };
    let raced = race.run(served.address, move |number| Ask::page("", &paths[number % paths.len()])).await;
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, 0);
    let lost = raced.done.len() - raced.accepted().count();
    super::whole(session, lost, loaded)
}

/// Gives every office a level for everything that takes one, and publishes it.
async fn publish_all(session: &Session, ground: &Ground) -> Result<(), Refusal> {
    let (actor, failed) = (session.actor(), session.failed(None));
    for stored in &ground.instruments {
        let instrument = &stored.instrument;
        let mut marks = COLUMNS.join(",");
        for (number, (_, office)) in ground.offices.iter().enumerate() {
            for (place, node) in instrument.nodes().iter().enumerate() {
                if !node.takes_level() || !instrument.applies(place, office.kind) {
                    continue;
                }
                for round in instrument.rounds_of(place) {
                    let level = 1 + (number + place) % 5;
                    marks.push_str(&format!("\n{},{},{round},{level},,", office.code, node.code));
                }
            }
        }
        marks.push('\n');
        let (year, code) = (instrument.fiscal_year, &instrument.code);
        let mut go_on = |_, _| ControlFlow::Continue(());
        app::mark::import(&ground.app, &actor, year, code, marks.as_bytes(), &mut go_on).await.map_err(&failed)?;
        let settings = settings_for(year);
        let release = Release { settings: &settings, reason: None, objection_days: None };
        publish(&ground.app, &actor, year, code, None, &release).await.map_err(&failed)?;
    }
    Ok(())
}
