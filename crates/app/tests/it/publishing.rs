//! From the last mark to a corrected publication: confirming, publishing, reading, receiving, objecting, deciding.

use app::assignment;
use app::confirmation::Confirmed;
use app::mark::{Given, Judgement, Versions};
use app::publication::{self, Release};
use app::round::Gaps;
use app::{App, document, mark, objection, result, review, round, score, screening, self_report};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::UserId;
use domain::instrument::Mode;
use domain::level::Level;
use domain::objection::Verdict;
use domain::office::NodeCode;
use domain::policy::{Actor, Role, Scope};
use domain::round::RoundState;
use domain::self_report::ReportState;
use store::{Page, db_test};

use crate::cycle_support::{
    self, AP, administration, answer_all, code, items, name, of_office, on, person, refusal, year,
};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;

/// A report that has all its marks, in a round in which nobody else reported. Returns the nodes that were marked.
async fn marked(app: &App) -> Vec<NodeCode> {
    cycle_support::opened(app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let (coordinator, director) = (of_office(1, Role::Coordinator, OFFICE), of_office(2, Role::Director, OFFICE));
    answer_all(app, &coordinator, &report, AP).await;
    self_report::submit(app, &coordinator, &report).await.unwrap();
    self_report::certify(app, &director, &report, &Confirmed::by_word()).await.unwrap();
    for (user, task) in [(5, Task::Screen), (6, Task::Mark)] {
        let task = Assignment { user: UserId(user), task, region: None, office: None, node: None };
        assignment::give_task(app, &Actor::operator(), (year(), &code("AP"), R12), &task, true).await.unwrap();
    }
    let screener = person(5, Role::Screener, Scope::System);
    let evaluator = person(6, Role::Evaluator, Scope::System);
    let (instrument, items) = items(AP, R12);
    for node in &items {
        screening::pass(app, &screener, &report, &instrument.nodes()[*node].code).await.unwrap();
    }
    screening::accept(app, &screener, &report).await.unwrap();
    let evaluated = items.iter().map(|node| &instrument.nodes()[*node]).filter(|node| node.mode == Mode::Evaluated);
    let codes: Vec<NodeCode> = evaluated.map(|node| node.code.clone()).collect();
    for node in &codes {
        let judgement = Judgement { level: Level(3), justification: String::new(), suggestion: None };
        let given = mark::give(app, &evaluator, &report, node, &judgement, Versions::default()).await.unwrap();
        assert!(matches!(given, Given::Done { .. }));
    }
    codes
}

async fn state(app: &App) -> (RoundState, ReportState) {
    let rounds = round::list(app, &Actor::operator(), year()).await.unwrap();
    let director = of_office(2, Role::Director, OFFICE);
    let open = self_report::open(app, &director, &name("AP", R12, OFFICE)).await.unwrap();
    (rounds[0].1.round.state, open.place.row.report.state)
}

db_test!(a_round_is_confirmed_published_objected_to_and_corrected, |db| {
    let app = administration(db, &[AP]).await;
    let nodes = marked(&app).await;
    let ap = code("AP");
    let named = (year(), &ap, R12);
    let report = name("AP", R12, OFFICE);
    let (lead, centre) = (person(8, Role::LeadEvaluator, Scope::System), person(9, Role::CentralAdmin, Scope::System));
    let director = of_office(2, Role::Director, OFFICE);
    let settings = document::settings_for(year());
    let release = Release { settings: &settings, reason: None, objection_days: Some(15) };
    let publish =
        async |app: &App, actor: &Actor| publication::publish(app, actor, year(), &ap, Some(R12), &release).await;

    // Nothing is published before the marks are final, and they are final only with the gaps in sight.
    assert_eq!(refusal(publish(&app, &centre).await), "round-state");
    let app = on(&app, 16);
    round::close(&app, &centre, named).await.unwrap();
    round::begin_marking(&app, &centre, named).await.unwrap();
    assert_eq!(refusal(review::review(&app, &director, named, (&Page::all(), &Page::all())).await.map(drop)), "denied");
    let seen = review::review(&app, &lead, named, (&Page::first(10), &Page::first(10))).await.unwrap();
    assert_eq!((seen.unmarked_count(), seen.unmarked.len(), seen.far_marks.len()), (244, 10, 0));
    assert_eq!(refusal(publish(&app, &centre).await), "round-state");
    let gaps = Gaps { reports: 244, reason: "ครบกำหนดแล้ว".to_owned() };
    round::confirm(&app, &lead, named, Some(&gaps)).await.unwrap();
    let explained = score::explain(&app, &lead, &report).await.unwrap();
    assert!(!explained.sheet.is_incomplete(), "all marks are there");
    assert_eq!(refusal(score::explain(&app, &director, &report).await.map(drop)), "denied");

    // The centre publishes; the round and the report follow, the others are withheld.
    assert_eq!(refusal(publish(&app, &lead).await), "denied");
    let first = publish(&app, &centre).await.unwrap();
    assert_eq!((first.number.as_str(), first.offices, first.withheld.len()), ("2568-AP-R12-1", 1, 244));
    assert_eq!(state(&app).await, (RoundState::Published, ReportState::Published));
    assert!(!publish(&app, &centre).await.unwrap().is_new, "the same again is the same");

    // The office reads and receives; others do not see it.
    let viewer = of_office(4, Role::Viewer, OFFICE);
    let stranger = of_office(3, Role::Director, "P2402");
    assert_eq!(refusal(result::of_office(&app, &stranger, &report.office, year()).await.map(drop)), "denied");
    assert_eq!(refusal(result::acknowledge(&app, &stranger, &report.office, year()).await), "denied");
    result::note_read(&app, &viewer, &report.office, year()).await.unwrap();
    assert_eq!(refusal(result::acknowledge(&app, &viewer, &report.office, year()).await), "denied");
    result::acknowledge(&on(&app, 17), &director, &report.office, year()).await.unwrap();
    result::acknowledge(&on(&app, 18), &director, &report.office, year()).await.unwrap();
    let own = result::of_office(&app, &viewer, &report.office, year()).await.unwrap();
    let receipt = own.parts[0].receipt.unwrap();
    let received = receipt.acknowledged_at.map(app::clock::bangkok_day);
    assert_eq!(
        (own.parts.len(), received, receipt.acknowledged_by),
        (1, Some(jiff::civil::date(2025, 10, 17)), Some(UserId(2)))
    );
    let withheld = result::of_office(&app, &stranger, &name("AP", R12, "P2402").office, year()).await.unwrap();
    assert_eq!((withheld.parts.len(), withheld.withheld.len()), (0, 1));

    // It objects once per item, in time, and only to levels.
    let file = async |app: &App, actor: &Actor, node: &NodeCode, words: &str| {
        objection::file(app, actor, &report, node, words).await
    };
    assert_eq!(refusal(file(&app, &viewer, &nodes[0], "x").await), "denied");
    assert_eq!(refusal(file(&app, &stranger, &nodes[0], "x").await), "denied");
    assert_eq!(refusal(file(&app, &director, &nodes[0], " ").await), "reason-missing");
    assert_eq!(refusal(file(&app, &director, &NodeCode::new("AP99").unwrap(), "x").await), "not-found");
    let late = app.at(app::Clock::Fixed("2025-11-01T05:00:00Z".parse().unwrap()));
    assert_eq!(refusal(file(&late, &director, &nodes[0], "x").await), "objection-closed");
    file(&app, &director, &nodes[0], "หลักฐานครบทุกประเด็น").await.unwrap();
    file(&app, &director, &nodes[1], "ขอทบทวน").await.unwrap();
    assert_eq!(refusal(file(&app, &director, &nodes[0], "อีกครั้ง").await), "objection-twice");

    // The lead decides; one who belongs to the office does not, nor does the centre.
    let decide = async |actor: &Actor, node: &NodeCode, version, level, reason: &str| {
        objection::decide(&app, actor, &report, node, version, (level, reason)).await
    };
    let own_lead = Actor { belongs_to: vec![report.office.clone()], ..lead.clone() };
    assert_eq!(refusal(decide(&own_lead, &nodes[0], 1, Some(Level(5)), "x").await), "denied");
    assert_eq!(refusal(decide(&centre, &nodes[0], 1, Some(Level(5)), "x").await), "denied");
    assert_eq!(refusal(decide(&lead, &nodes[0], 1, Some(Level(9)), "x").await), "answer-level-unknown");
    assert_eq!(refusal(decide(&lead, &nodes[0], 7, None, "x").await), "changed-meanwhile");
    decide(&lead, &nodes[0], 1, Some(Level(5)), "ตรวจหลักฐานแล้ว").await.unwrap();
    decide(&lead, &nodes[1], 1, None, "เป็นไปตามเกณฑ์").await.unwrap();
    assert_eq!(refusal(decide(&lead, &nodes[1], 2, None, "x").await), "objection-decided");
    let board = result::board(&app, &centre, year()).await.unwrap();
    let line = &board[0];
    assert_eq!((line.offices, line.withheld, line.read, line.acknowledged), (1, 244, 1, 1));
    assert_eq!((line.waiting, line.changed), (0, 1));

    // The correction names the old publication, which stays as it was; the office sees the new level and has not received it yet.
    assert_eq!(refusal(publication::correct(&app, &lead, named, "x").await.map(drop)), "denied");
    assert_eq!(refusal(publication::correct(&app, &centre, named, " ").await.map(drop)), "reason-missing");
    let second = publication::correct(&app, &centre, named, "แก้ไขตามข้อทักท้วง").await.unwrap();
    assert_eq!((second.number.as_str(), second.corrects.as_deref()), ("2568-AP-R12-2", Some("2568-AP-R12-1")));
    let corrected = result::of_office(&app, &director, &report.office, year()).await.unwrap();
    let part = &corrected.parts[0];
    let place = part.publication.instrument.position(nodes[0].as_str()).unwrap();
    assert_eq!(part.sheet.nodes[place].score().unwrap().level, Level(5));
    assert_eq!(part.objections[&place].objection.verdict, Verdict::Changed(Level(5)));
    assert_eq!(
        (part.receipt, part.publication.row.publication.objections_until),
        (None, Some(jiff::civil::date(2025, 10, 31)))
    );
    assert_eq!(result::board(&app, &centre, year()).await.unwrap()[0].changed, 0);
    assert!(matches!(publication::recheck_all(&app, &Actor::operator()).await.unwrap(), Ok(2)));
    store::audit::verify(app.db()).await.unwrap().unwrap();
});
