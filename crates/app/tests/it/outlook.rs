//! An office beside its peers.

use std::ops::ControlFlow;

use app::office_size_file::read_office_sizes;
use app::outlook::{PeerGroup, PeerSizes, View, of_office};
use app::publication::{self, Release};
use app::{App, document, mark, office_size, score};
use domain::fiscal_year::RoundCode;
use domain::instrument::Mode;
use domain::level::Level;
use domain::number::Decimal;
use domain::office::{OfficeCode, OfficeKind};
use domain::office_size::OfficeSize;
use domain::policy::{Actor, Role};
use store::db_test;

use crate::cycle_support::{AP, administration, code, items, of_office as person_of, refusal, year};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;
/// Other offices with a result.
const OTHERS: usize = 30;

/// Other primary offices, by code.
fn others() -> Vec<OfficeCode> {
    let offices = app::office_file::shipped_offices().into_iter();
    let primary = offices.filter(|office| office.kind == OfficeKind::Primary && office.code.as_str() != OFFICE);
    primary.map(|office| office.code).take(OTHERS).collect()
}

/// The size that an office, by its place among [`others`], gets: 10, 20, 30, …
fn schools(place: usize) -> usize {
    10 * (place + 1)
}

/// Whether an office is among the 20 nearest to one of 155 schools: those with 60 to 250.
fn is_near(place: usize) -> bool {
    (60..=250).contains(&schools(place))
}

/// The offices have levels that are published: the office itself has threes, those that will be nearest in size fours, the rest twos.
async fn published(app: &App) {
    let (operator, ap) = (Actor::operator(), code("AP"));
    let (instrument, items) = items(AP, R12);
    let levels = others().into_iter().enumerate().map(|(place, office)| (office, if is_near(place) { 4 } else { 2 }));
    let mut file = "office,node,round,level,value,note\n".to_owned();
    for (office, level) in levels.chain([(OfficeCode::new(OFFICE).unwrap(), 3)]) {
        for node in items.iter().map(|at| &instrument.nodes()[*at]).filter(|node| node.mode == Mode::Evaluated) {
            file += &format!("{office},{},R12,{level},,\n", node.code);
        }
    }
    let mut go_on = |_, _| ControlFlow::Continue(());
    mark::import(app, &operator, year(), &ap, file.as_bytes(), &mut go_on).await.unwrap();
    score::recompute(app, &operator, year(), &ap, R12).await.unwrap();
    let settings = document::settings_for(year());
    let release = Release { settings: &settings, reason: None, objection_days: None };
    publication::publish(app, &operator, year(), &ap, Some(R12), &release).await.unwrap();
}

/// Brings in sizes of the year before, which hold for the year of the result.
async fn bring_in(app: &App, rows: impl Iterator<Item = (OfficeCode, usize)>) {
    let rows: String = rows.map(|(office, schools)| format!("{office},2567,{schools}\n")).collect();
    let lines = read_office_sizes(format!("office,year,schools\n{rows}").as_bytes()).unwrap();
    office_size::import(app, &Actor::operator(), &lines).await.unwrap();
}

async fn look(app: &App) -> View {
    let office = OfficeCode::new(OFFICE).unwrap();
    of_office(app, &person_of(1, Role::Director, OFFICE), &office, year()).await.unwrap().views.remove(0)
}

/// How many peers are there, and how many of them have a four.
fn counts(view: &View) -> (i64, i64) {
    view.peers.as_ref().map_or((0, 0), |tally| (tally.scored(), tally.at(Level(4))))
}

db_test!(peers_are_the_twenty_of_the_kind_that_are_nearest_in_size, |db| {
    let app = administration(db, &[AP]).await;
    published(&app).await;
    let near = i64::try_from((0..OTHERS).filter(|place| is_near(*place)).count()).unwrap();
    let all = i64::try_from(OTHERS).unwrap();
    assert_eq!(near, 20);

    // Without sizes, all of the kind.
    let view = look(&app).await;
    assert_eq!((view.group, counts(&view)), (PeerGroup::SizeUnknown, (all, near)));
    let of_kind = view.beside[0].peers;

    // With a size that only three others have, which could tell them apart.
    let own = [(OfficeCode::new(OFFICE).unwrap(), 155)];
    bring_in(&app, own.into_iter().chain(others().into_iter().take(3).map(|office| (office, 150)))).await;
    let view = look(&app).await;
    assert_eq!((view.group, counts(&view)), (PeerGroup::SizesFew, (all, near)));
    assert_eq!(view.beside[0].peers, of_kind);

    // With sizes, the nearest; an office of the other kind that is nearer still is none of them.
    let secondary = OfficeCode::new("S2200").unwrap();
    let sized = others().into_iter().enumerate().map(|(place, office)| (office, schools(place)));
    bring_in(&app, sized.chain([(secondary, 155)])).await;
    let view = look(&app).await;
    let size = |schools| OfficeSize::new(schools).unwrap();
    let sizes = PeerSizes { own: size(155), fewest: size(60), most: size(250) };
    assert_eq!((view.group, counts(&view)), (PeerGroup::Nearest(sizes), (near, near)));
    let [three, four] = ["3.00", "4.00"].map(|mean| mean.parse::<Decimal>().unwrap());
    let marked: Vec<_> = view.beside.iter().filter(|beside| beside.own.is_some()).collect();
    assert_eq!(marked.len(), 4, "the fifth takes its level from another system, which has none yet");
    assert!(marked.iter().all(|beside| (beside.own, beside.peers) == (Some(three), Some(four))), "{marked:?}");
    assert_ne!(of_kind, Some(four));
});

db_test!(sizes_come_in_for_offices_that_are_there_and_by_who_may, |db| {
    let app = administration(db, &[]).await;
    let lines = read_office_sizes("office,year,schools\nP2300,2567,112\n".as_bytes()).unwrap();
    let director = person_of(1, Role::Director, OFFICE);
    assert_eq!(refusal(office_size::import(&app, &director, &lines).await), "denied");
    let first = office_size::import(&app, &Actor::operator(), &lines).await.unwrap();
    let again = office_size::import(&app, &Actor::operator(), &lines).await.unwrap();
    assert_eq!((first.inserted, again.inserted, again.unchanged), (1, 0, 1));
    let unknown = read_office_sizes("office,year,schools\nP2300,2567,90\nP2399,2567,50\n".as_bytes()).unwrap();
    match office_size::import(&app, &Actor::operator(), &unknown).await {
        Err(app::AppError::Problems(problems)) => {
            let told: Vec<_> = problems.iter().map(|p| (p.line, p.place.as_deref(), p.fault.key)).collect();
            assert_eq!(told, [(Some(3), Some("office"), "office-size-unknown")]);
        }
        other => panic!("{other:?}"),
    }
    let again = office_size::import(&app, &Actor::operator(), &lines).await.unwrap();
    assert_eq!(again.unchanged, 1, "nothing of the other file came in");
});
