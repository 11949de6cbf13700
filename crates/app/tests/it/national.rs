//! The picture of all offices: true at the moment of reading, in the reader's region, the same as counting everything anew.

use app::confirmation::Confirmed;
use app::mark::{Judgement, Versions};
use app::national::{Asked, Side, Stage, Which, compare, offices, picture};
use app::self_report::ReportName;
use app::{App, AppError, Page, assignment, mark, screening, self_report};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::UserId;
use domain::instrument::Mode;
use domain::level::Level;
use domain::number::Fraction;
use domain::office::{NodeCode, OfficeCode, OfficeKind};
use domain::policy::{Actor, Role, Scope};
use store::score::ScoreKey;
use store::testing::texts;
use store::{Tx, db_test, score_count};

use crate::cycle_support::{self, AP, administration, answer_all, code, items, name, of_office, person, year};

const OFFICE: &str = "P2300";
const REGION: u16 = 9;
const R12: RoundCode = RoundCode::R12;

/// The report of an office, accepted, with its evaluated items; the office gave itself a three everywhere.
async fn accepted(app: &App, office: &str) -> (ReportName, Vec<NodeCode>) {
    let report = name("AP", R12, office);
    let (coordinator, director) = (of_office(1, Role::Coordinator, office), of_office(2, Role::Director, office));
    answer_all(app, &coordinator, &report, AP).await;
    self_report::submit(app, &coordinator, &report).await.unwrap();
    self_report::certify(app, &director, &report, &Confirmed::by_word()).await.unwrap();
    for (user, task) in [(5, Task::Screen), (6, Task::Mark)] {
        let task = Assignment { user: UserId(user), task, region: None, office: None, node: None };
        assignment::give_task(app, &Actor::operator(), (year(), &code("AP"), R12), &task, true).await.unwrap();
    }
    let screener = person(5, Role::Screener, Scope::System);
    let (instrument, items) = items(AP, R12);
    let nodes = instrument.nodes();
    for node in &items {
        screening::pass(app, &screener, &report, &nodes[*node].code).await.unwrap();
    }
    screening::accept(app, &screener, &report).await.unwrap();
    let evaluated = items.into_iter().filter(|at| nodes[*at].mode == Mode::Evaluated);
    (report, evaluated.map(|at| nodes[at].code.clone()).collect())
}

/// Marks the items one after another with a level each.
async fn mark_all(app: &App, report: &ReportName, nodes: &[NodeCode], levels: &[u8]) {
    let evaluator = person(6, Role::Evaluator, Scope::System);
    for (node, level) in nodes.iter().zip(levels.iter().cycle()) {
        let words = if *level == 3 {
            ""
        } else {
            "หลักฐานแสดงผลที่ต่างจากที่เขตประเมินตนเอง"
        };
        let judgement = Judgement { level: Level(*level), justification: words.to_owned(), suggestion: None };
        mark::give(app, &evaluator, report, node, &judgement, Versions::default()).await.unwrap();
    }
}

/// Accepts the report of the office and marks it, and says how many marks that were.
async fn marked(app: &App, levels: &[u8]) -> usize {
    let (report, nodes) = accepted(app, OFFICE).await;
    mark_all(app, &report, &nodes, levels).await;
    nodes.len()
}

async fn counted(tx: &mut Tx) -> Vec<String> {
    let mut all = Vec::new();
    for (table, columns) in [
        ("score_counts", "node_id || ' ' || region || ' ' || kind || ' ' || state || ' ' || level || ' ' || denominator || ' ' || offices
            || ' ' || numerator"),
        ("province_counts", "province_code || ' ' || region || ' ' || level || ' ' || denominator || ' ' || offices || ' ' || numerator"),
        ("distance_counts", "node_id || ' ' || region || ' ' || below || ' ' || same || ' ' || above"),
    ] {
        let there = if table == "distance_counts" { "below + same + above <> 0" } else { "offices <> 0" };
        let sql = format!("SELECT '{table} ' || {columns} FROM {table} WHERE {there} ORDER BY 1");
        all.extend(texts(tx, &sql, Vec::new()).await.unwrap());
    }
    all
}

fn executive() -> Actor {
    person(20, Role::Executive, Scope::System)
}

fn denied<T>(result: app::Result<T>) -> bool {
    matches!(result, Err(AppError::Denied))
}

db_test!(a_mark_shows_in_the_picture_at_once_and_counting_anew_finds_the_same, |db| {
    let app = administration(db, &[AP]).await;
    let everything = Asked::default();
    assert!(picture(&app, &executive(), &everything).await.unwrap().is_none(), "no round has begun");
    let reports = cycle_support::opened(&app, "AP", R12).await;
    let before = picture(&app, &executive(), &everything).await.unwrap().unwrap();
    assert_eq!((before.sent[0].all, before.sent[0].sent), (i64::try_from(reports).unwrap(), 0));
    assert_eq!((before.all.scored(), before.all.mean()), (0, None));

    let given = marked(&app, &[5, 3, 2]).await;
    // No job has run: the scores were written with the marks.
    let found = picture(&app, &executive(), &everything).await.unwrap().unwrap();
    assert_eq!((found.sent[0].sent, found.sent[0].late, found.sent[0].marked), (1, 0, 1));
    assert_eq!(
        (found.all.scored(), found.by_region[&REGION].scored(), found.by_kind[&OfficeKind::Primary].scored()),
        (1, 1, 1)
    );
    let levels: i64 = (0..given).map(|n| [5, 3, 2][n % 3]).sum();
    assert_eq!(found.all.mean(), Some(Fraction::new(levels.into(), given as i128)));
    assert_eq!(found.by_province.iter().filter(|(_, tally)| tally.scored() > 0).count(), 1);
    let sum = |side: usize| found.distances.values().map(|counts| counts[side]).sum::<i64>();
    let given = i64::try_from(given).unwrap();
    assert_eq!((sum(0) + sum(1) + sum(2), sum(2)), (given, (given + 2) / 3), "fives are above the office's own three");
    assert_eq!(found.highest[0].0.code.as_str(), OFFICE);

    let mut tx = app.db().write().await.unwrap();
    let step_by_step = counted(&mut tx).await;
    let instrument_id = found.subject.stored.id;
    score_count::recount(&mut tx, ScoreKey { fiscal_year: year(), instrument_id, through: R12 }).await.unwrap();
    assert_eq!(counted(&mut tx).await, step_by_step);
    tx.commit().await.unwrap();
    // Computing all scores anew changes nothing of what was marked.
    app::score::recompute(&app, &Actor::operator(), year(), &code("AP"), R12).await.unwrap();
    let again = picture(&app, &executive(), &everything).await.unwrap().unwrap();
    assert_eq!((&again.distances, again.all.mean(), again.all.scored()), (&found.distances, found.all.mean(), 1));
});

db_test!(marks_of_the_same_moment_are_all_counted, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    // Of one region and kind, so that all of them change the same counters.
    let [one, two, three] =
        [accepted(&app, OFFICE).await, accepted(&app, "P2201").await, accepted(&app, "P2501").await];
    tokio::join!(
        mark_all(&app, &one.0, &one.1, &[4]),
        mark_all(&app, &two.0, &two.1, &[4, 3]),
        mark_all(&app, &three.0, &three.1, &[3, 4, 4]),
    );
    let found = picture(&app, &executive(), &Asked::default()).await.unwrap().unwrap();
    assert_eq!((found.sent[0].marked, found.all.scored(), found.all.incomplete), (3, 3, 0));
    let mut tx = app.db().write().await.unwrap();
    let step_by_step = counted(&mut tx).await;
    let key = ScoreKey { fiscal_year: year(), instrument_id: found.subject.stored.id, through: R12 };
    score_count::recount(&mut tx, key).await.unwrap();
    assert_eq!(counted(&mut tx).await, step_by_step);
});

db_test!(an_office_far_from_its_kind_stands_out_before_confirming, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    for (office, level) in [(OFFICE, 5), ("P2201", 3), ("P2501", 3)] {
        let (report, nodes) = accepted(&app, office).await;
        mark_all(&app, &report, &nodes, &[level]).await;
    }
    let lead = person(8, Role::LeadEvaluator, Scope::System);
    let named = (year(), &code("AP"), R12);
    let seen = app::review::review(&app, &lead, named, (&Page::first(10), &Page::first(10))).await.unwrap();
    let [far] = &seen.far_means[..] else { panic!("{} are far", seen.far_means.len()) };
    assert_eq!(seen.offices[&far.of].code.as_str(), OFFICE);
    assert_eq!((&far.mean, &far.kind_mean), (&Fraction::whole(5), &Fraction::new(11, 3)));
});

db_test!(a_chair_sees_the_own_region_and_others_see_nothing, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    marked(&app, &[4]).await;
    let chair = person(21, Role::RegionChair, Scope::Region(REGION));
    let own = picture(&app, &chair, &Asked::default()).await.unwrap().unwrap();
    assert_eq!(own.subject.among.region, Some(REGION));
    assert!(own.sent[0].all < 20 && own.subject.regions.len() == 1 && !own.subject.reads_all);
    let elsewhere = Asked { region: Some(15), ..Asked::default() };
    assert!(denied(picture(&app, &chair, &elsewhere).await));
    for role in [Role::Screener, Role::Evaluator, Role::InstrumentEditor] {
        assert!(denied(picture(&app, &person(22, role, Scope::System), &Asked::default()).await), "{role:?}");
    }
    assert!(denied(picture(&app, &of_office(2, Role::Director, OFFICE), &Asked::default()).await));

    let all = Which::Reported { stage: Some(Stage::Waiting), late: None };
    let first = offices(&app, &chair, (&Asked::default(), &all), &Page::first(5)).await.unwrap();
    assert_eq!(first.offices.len(), 5);
    assert!(first.offices.iter().all(|each| each.office.region == REGION));
    let rest = Page::after(first.next.unwrap(), 50);
    let rest = offices(&app, &chair, (&Asked::default(), &all), &rest).await.unwrap();
    assert_eq!(i64::try_from(first.offices.len() + rest.offices.len()).unwrap(), own.sent[0].waiting());
    let scored = Which::Scored { node: None, level: Some(Level(4)), province: None, falling: false };
    let found = offices(&app, &chair, (&Asked::default(), &scored), &Page::first(5)).await.unwrap();
    assert_eq!(found.offices.iter().map(|each| each.office.code.as_str()).collect::<Vec<_>>(), [OFFICE]);
    assert!(denied(offices(&app, &chair, (&elsewhere, &scored), &Page::first(5)).await));

    let beside = |codes: &[&str]| codes.iter().map(|code| OfficeCode::new(code).unwrap()).collect::<Vec<_>>();
    let found = compare(&app, &chair, &Asked::default(), &beside(&[OFFICE])).await.unwrap();
    assert!(matches!(found.sides[..], [(Side::Office(_), _), (Side::Region(REGION), _)]), "no means of other regions");
    assert_eq!(found.sides[0].1, found.sides[1].1, "one office is the mean of its region");
    assert!(denied(compare(&app, &chair, &Asked::default(), &beside(&[OFFICE, "P5004"])).await));
    let found = compare(&app, &executive(), &Asked::default(), &beside(&[OFFICE, "P5004"])).await.unwrap();
    assert_eq!(found.sides.len(), 4);
});

db_test!(an_office_that_moves_is_counted_where_it_is, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    marked(&app, &[4]).await;
    let mut offices = app::office_file::shipped_offices();
    let moved = offices.iter_mut().find(|office| office.code.as_str() == OFFICE).unwrap();
    (moved.region, moved.provinces) = (8, vec!["ระยอง".to_owned()]);
    app::office::import(&app, &Actor::operator(), &offices, Some(year().last_day())).await.unwrap();
    let found = picture(&app, &executive(), &Asked::default()).await.unwrap().unwrap();
    assert_eq!((found.by_region.get(&REGION), found.by_region[&8].scored()), (None, 1));
    let named = found.by_province.iter().filter(|(_, tally)| tally.scored() > 0).map(|(p, _)| p.name_th.as_str());
    assert_eq!(named.collect::<Vec<_>>(), ["ระยอง"]);
});
