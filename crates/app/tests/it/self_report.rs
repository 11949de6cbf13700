//! The life of one report, and what nobody may do in it.

use app::answer::{self, Saved};
use app::confirmation::Confirmed;
use app::mark::{Given, Judgement, Versions};
use app::{assignment, comment, mark, screening, self_report};
use domain::answer::{Answer, Change};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::UserId;
use domain::instrument::Mode;
use domain::level::Level;
use domain::policy::{Actor, Role, Scope};
use domain::scoring::Outcome;
use domain::self_report::{ItemState, ReportState};
use store::{Page, db_test};

use crate::cycle_support::{
    self, AP, QP, administration, answer_all, code, complete, name, of_office, on, person, refusal, save, year,
};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;

/// Region of the office.
fn region() -> u16 {
    let offices = app::office_file::shipped_offices();
    offices.iter().find(|office| office.code.as_str() == OFFICE).unwrap().region
}

async fn give(app: &app::App, user: i64, task: Task) {
    let task = Assignment { user: UserId(user), task, region: Some(region()), office: None, node: None };
    assignment::give_task(app, &Actor::operator(), (year(), &code("AP"), R12), &task, true).await.unwrap();
}

/// Puts a person of the office on record under a number of the test's own.
async fn on_record(app: &app::App, user: i64, role: &str) {
    let mut tx = app.db().write().await.unwrap();
    let sql = format!(
        "INSERT INTO users (id, login, name, must_change_password, version, created_at) VALUES ({user}, 'user{user}', 'ก', 0, 1, 0);
        INSERT INTO role_assignments (user_id, position, role, scope, office_id, valid_from, acting)
        SELECT {user}, 0, '{role}', 'office', id, '2025-10-01', 0 FROM offices WHERE code = '{OFFICE}'"
    );
    store::testing::execute(&mut tx, &sql).await.unwrap();
    tx.commit().await.unwrap();
}

async fn state(app: &app::App, actor: &Actor) -> ReportState {
    self_report::open(app, actor, &name("AP", R12, OFFICE)).await.unwrap().place.row.report.state
}

db_test!(a_report_lives_from_its_opening_to_its_last_mark, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let (instrument, items) = cycle_support::items(AP, R12);
    let nodes: Vec<_> = items.iter().map(|i| instrument.nodes()[*i].code.clone()).collect();
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let director = of_office(2, Role::Director, OFFICE);
    let reporter = of_office(3, Role::Reporter, OFFICE);

    // Two people at one item: the later one gets both texts.
    let mine = complete(&instrument, items[0]);
    assert_eq!(refusal(answer::save(&app, &reporter, &report, &nodes[0], 0, &mine).await), "denied");
    let unknown = assignment::assign(&app, &coordinator, &report, &nodes[..1], &[UserId(3)]).await;
    assert_eq!(refusal(unknown), "assignee-unknown");
    on_record(&app, 3, "reporter").await;
    assignment::assign(&app, &coordinator, &report, &nodes[..1], &[UserId(3)]).await.unwrap();
    assert_eq!(save(&app, &reporter, &report, &nodes[0], 0, &mine).await, 1);
    let other = Answer { narrative: "อีกข้อความหนึ่ง".to_owned(), ..mine.clone() };
    match answer::save(&app, &coordinator, &report, &nodes[0], 0, &other).await.unwrap() {
        Saved::Conflict { mine: refused, theirs } => {
            assert_eq!((refused, theirs.item.answer, theirs.version), (other.clone(), mine.clone(), 1));
            assert_eq!(theirs.updated_by, Some(UserId(3)));
        }
        unexpected => panic!("{unexpected:?}"),
    }
    let log_before = store::audit::verify(app.db()).await.unwrap().unwrap().seq;
    assert_eq!(save(&app, &reporter, &report, &nodes[0], 1, &mine).await, 1, "the same words change nothing");
    assert_eq!(store::audit::verify(app.db()).await.unwrap().unwrap().seq, log_before);

    // Not ready, ready, sent back, handed in again, certified.
    assert_eq!(refusal(self_report::submit(&app, &coordinator, &report).await), "report-incomplete");
    for (i, node) in items.iter().zip(&nodes).skip(1) {
        save(&app, &coordinator, &report, node, 0, &complete(&instrument, *i)).await;
    }
    assert_eq!(refusal(self_report::certify(&app, &director, &report, &Confirmed::by_word()).await), "report-state");
    assert_eq!(refusal(self_report::submit(&app, &director, &report).await), "denied");
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    let locked = answer::save(&app, &coordinator, &report, &nodes[1], 1, &other).await;
    assert_eq!(refusal(locked), "item-locked");
    assert_eq!(refusal(self_report::send_back(&app, &director, &report, " ").await), "reason-missing");
    self_report::send_back(&app, &director, &report, "ขาดผลการนิเทศ").await.unwrap();
    let open = self_report::open(&app, &director, &report).await.unwrap();
    assert_eq!(open.place.row.report.note.as_deref(), Some("ขาดผลการนิเทศ"));
    assert_eq!((open.items.len(), open.readiness.blocking()), (items.len(), 0));
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    let first = self_report::certify(&app, &director, &report, &Confirmed::by_word()).await.unwrap();
    assert_eq!((first.number.as_str(), first.late), ("AP-2568-R12-P2300-01", false));

    // A screener returns two items; only these open again.
    let screener = person(5, Role::Screener, Scope::Region(region()));
    assert_eq!(refusal(screening::pass(&app, &screener, &report, &nodes[0]).await), "denied", "no task, no say");
    give(&app, 5, Task::Screen).await;
    let (queue, _) = screening::queue(
        &app,
        &screener,
        (year(), &code("AP"), R12),
        (Task::Screen, ReportState::Certified),
        &Page::first(10),
    )
    .await
    .unwrap();
    assert_eq!(queue.len(), 1);
    let mut own = screener.clone();
    own.belongs_to = vec![report.office.clone()];
    assert_eq!(refusal(screening::pass(&app, &own, &report, &nodes[0]).await), "denied", "never the own office");
    let (none, _) = screening::queue(
        &app,
        &own,
        (year(), &code("AP"), R12),
        (Task::Screen, ReportState::Certified),
        &Page::first(10),
    )
    .await
    .unwrap();
    assert!(none.is_empty());
    screening::pass(&app, &screener, &report, &nodes[2]).await.unwrap();
    let returned = [(nodes[0].clone(), "ขาดจำนวนครั้ง".to_owned()), (nodes[1].clone(), "หลักฐานไม่ตรง".to_owned())];
    let unsaid = [(nodes[0].clone(), String::new())];
    assert_eq!(refusal(screening::give_back(&app, &screener, &report, &unsaid).await), "reason-missing");
    assert_eq!(refusal(screening::give_back(&app, &screener, &report, &[]).await), "return-nothing");
    screening::give_back(&app, &screener, &report, &returned).await.unwrap();
    comment::add(&app, &screener, &report, &nodes[0], ("โปรดระบุจำนวนครั้ง", &[])).await.unwrap();
    comment::add(&app, &coordinator, &report, &nodes[0], ("แก้ไขแล้ว", &[])).await.unwrap();
    assert_eq!(comment::thread(&app, &director, &report, &nodes[0]).await.unwrap().comments.len(), 2);
    let mut editable = Vec::new();
    for node in &nodes {
        editable.push(answer::form(&app, &coordinator, &report, node).await.unwrap().is_editable);
    }
    assert_eq!(editable.iter().filter(|is| **is).count(), 2);
    assert!(editable[0] && editable[1]);
    assert_eq!(refusal(answer::save(&app, &coordinator, &report, &nodes[2], 2, &other).await), "item-locked");
    let better = Answer { narrative: mine.narrative.replace("2 ครั้ง", "4 ครั้ง"), ..mine.clone() };
    // The window is over by now; what was returned may still be corrected.
    let app = on(&app, 17);
    save(&app, &coordinator, &report, &nodes[0], 2, &better).await;
    let second = self_report::certify(&app, &director, &report, &Confirmed::by_word()).await.unwrap();
    assert_eq!(
        (second.number.as_str(), second.late),
        ("AP-2568-R12-P2300-02", false),
        "late is said of the first time"
    );
    assert_ne!(second.content_hash, first.content_hash);

    // The screener sees what changed, word by word.
    let changes = answer::changes(&app, &screener, &report).await.unwrap().remove(&nodes[0]).unwrap();
    let words = |which| changes.narrative.iter().filter(move |c| c.0 == which).map(|c| c.1.as_str());
    assert_eq!(words(Change::Removed).collect::<Vec<_>>(), ["2"]);
    assert_eq!(words(Change::Added).collect::<Vec<_>>(), ["4"]);
    assert_eq!(answer::changes(&app, &screener, &report).await.unwrap().remove(&nodes[2]), None);

    // Accepted when everything passed, then marked.
    assert_eq!(refusal(screening::accept(&app, &screener, &report).await), "report-not-passed");
    let again = self_report::open(&app, &screener, &report).await.unwrap();
    assert_eq!(again.items[2].state(), ItemState::Passed, "what passed stays passed");
    for node in &nodes {
        screening::pass(&app, &screener, &report, node).await.unwrap();
    }
    screening::accept(&app, &screener, &report).await.unwrap();
    let evaluator = person(6, Role::Evaluator, Scope::Region(region()));
    let evaluated: Vec<_> = instrument.nodes().iter().filter(|n| n.mode == Mode::Evaluated).collect();
    let evaluated: Vec<_> = evaluated.into_iter().filter(|n| nodes.contains(&n.code)).collect();
    let judgement = |level, why: &str| Judgement {
        level: Level(level),
        justification: why.to_owned(),
        suggestion: Some(["ดี".to_owned(), "ทั้งนี้".to_owned(), "ควรขยายผล".to_owned()]),
    };
    let none = Versions::default();
    let node = &evaluated[0].code;
    assert_eq!(refusal(mark::give(&app, &evaluator, &report, node, &judgement(3, ""), none).await), "denied");
    give(&app, 6, Task::Mark).await;
    let unjustified = mark::give(&app, &evaluator, &report, node, &judgement(4, ""), none).await;
    assert_eq!(refusal(unjustified), "mark-justification-missing");
    let unknown = mark::give(&app, &evaluator, &report, node, &judgement(7, "x"), none).await;
    assert_eq!(refusal(unknown), "answer-level-unknown");
    let mut marked = Vec::new();
    for (at, node) in evaluated.iter().enumerate() {
        let why = judgement(4, "ผลเกินเกณฑ์");
        match mark::give(&app, &evaluator, &report, &node.code, &why, none).await.unwrap() {
            Given::Done { versions, is_marked, next } => {
                assert_eq!(versions, Versions { mark: 1, suggestion: 1 });
                assert_eq!(next.as_ref(), evaluated.get(at + 1).map(|node| &node.code), "the next without a mark");
                marked.push(is_marked);
            }
            conflict => panic!("{conflict:?}"),
        }
    }
    assert_eq!(marked.iter().filter(|is| **is).count(), 1);
    assert!(marked.last().unwrap());
    assert_eq!(state(&app, &director).await, ReportState::Marked);
    // A second evaluator on old ground changes neither mark nor suggestion.
    let lead = person(7, Role::LeadEvaluator, Scope::System);
    let stale =
        mark::give(&app, &lead, &report, node, &judgement(5, "ทบทวน"), Versions { mark: 1, suggestion: 0 }).await;
    assert!(matches!(stale.unwrap(), Given::SuggestionConflict(row) if row.version == 1));
    let stale = mark::give(&app, &lead, &report, node, &judgement(5, "ทบทวน"), none).await;
    assert!(matches!(stale.unwrap(), Given::MarkConflict(row) if row.row.level == Some(Level(4)) && row.version == 1));
    // Until the round is confirmed the evaluator finds the report and corrects a mark of it, the last one too.
    let listed = async |actor: &Actor, state| {
        let round = (year(), &code("AP"), R12);
        screening::queue(&app, actor, round, (Task::Mark, state), &Page::first(10)).await.unwrap().0.len()
    };
    assert_eq!(
        (listed(&evaluator, ReportState::Accepted).await, listed(&evaluator, ReportState::Marked).await),
        (0, 1)
    );
    let last = &evaluated.last().unwrap().code;
    let score = async || {
        let key = self_report::open(&app, &director, &report).await.unwrap().place.key;
        let mut conn = app.db().read().await.unwrap();
        let stored = app::instrument::latest(&mut conn, year(), &code("AP")).await.unwrap();
        let node = stored.node_ids[stored.instrument.position(last.as_str()).unwrap()];
        let scores = store::score::list_by_office(&mut conn, year(), stored.id, R12, key.office_id).await.unwrap();
        scores.into_iter().find(|score| score.node_id == node).map(|score| score.outcome)
    };
    let is_scored = |outcome, level| matches!(outcome, Some(Outcome::Scored(score)) if score.level == Level(level));
    assert!(is_scored(score().await, 4), "scores are written with the marks");
    let corrected =
        Judgement { suggestion: None, ..judgement(5, "ตรวจหลักฐานอีกครั้ง") };
    let given = mark::give(&app, &evaluator, &report, last, &corrected, Versions { mark: 1, suggestion: 1 }).await;
    assert!(matches!(given.unwrap(), Given::Done { versions: Versions { mark: 2, .. }, is_marked: false, .. }));
    assert!(is_scored(score().await, 5), "and corrected with them");
    assert_eq!(state(&app, &director).await, ReportState::Marked);
    let log = {
        let mut conn = app.db().read().await.unwrap();
        let sql = "SELECT detail FROM audit_entries WHERE action = 'mark.save' AND outcome = 'done' ORDER BY seq DESC LIMIT 1";
        store::testing::texts(&mut conn, sql, Vec::new()).await.unwrap().remove(0)
    };
    assert!(log.contains(r#""before_level":4"#) && log.contains(r#""level":5"#), "{log}");
    let mut conn = app.db().read().await.unwrap();
    let stored = app::instrument::latest(&mut conn, year(), &code("AP")).await.unwrap();
    let office = self_report::open(&app, &director, &report).await.unwrap().place.key.office_id;
    let marks = store::mark::list_by_office(&mut conn, year(), stored.id, office).await.unwrap();
    let targets = items.iter().filter(|i| instrument.nodes()[**i].mode == Mode::Target).count();
    assert!(targets > 0);
    assert_eq!(marks.iter().filter(|m| m.row.value.is_some()).count(), targets, "values of the office are its marks");
    assert_eq!(marks.len(), targets + evaluated.len());
    store::audit::verify(app.db()).await.unwrap().unwrap();
});

db_test!(nobody_reads_or_writes_across_offices, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let (instrument, items) = cycle_support::items(AP, R12);
    let node = &instrument.nodes()[items[0]].code;
    let elsewhere = "P5004";
    let answer = complete(&instrument, items[0]);
    for role in [Role::Director, Role::Coordinator, Role::Reporter, Role::Viewer] {
        let foreign = of_office(1, role, elsewhere);
        assert_eq!(refusal(self_report::open(&app, &foreign, &report).await), "denied");
        assert_eq!(refusal(app::home::home(&app, &foreign, &report.office, year()).await), "denied");
        assert_eq!(refusal(answer::form(&app, &foreign, &report, node).await), "denied");
        assert_eq!(refusal(answer::changes(&app, &foreign, &report).await), "denied");
        assert_eq!(refusal(answer::save(&app, &foreign, &report, node, 0, &answer).await), "denied");
        assert_eq!(refusal(comment::add(&app, &foreign, &report, node, ("ก", &[])).await), "denied");
        assert_eq!(refusal(comment::thread(&app, &foreign, &report, node).await), "denied");
        assert_eq!(refusal(self_report::submit(&app, &foreign, &report).await), "denied");
        assert_eq!(refusal(self_report::certify(&app, &foreign, &report, &Confirmed::by_word()).await), "denied");
        assert_eq!(refusal(self_report::send_back(&app, &foreign, &report, "ก").await), "denied");
        let given = assignment::assign(&app, &foreign, &report, std::slice::from_ref(node), &[UserId(1)]).await;
        assert_eq!(refusal(given), "denied");
        let everywhere = (year(), &code("AP"), R12);
        assert_eq!(refusal(self_report::progress(&app, &foreign, everywhere, None, &Page::all()).await), "denied");
        let queue =
            screening::queue(&app, &foreign, everywhere, (Task::Screen, ReportState::Certified), &Page::all()).await;
        assert_eq!(refusal(queue.map(|_| ())), "denied");
    }
    // A task in a region that the role does not hold is no task.
    give(&app, 5, Task::Screen).await;
    let screener = person(5, Role::Screener, Scope::Region(region() + 1));
    assert_eq!(refusal(screening::pass(&app, &screener, &report, node).await), "denied");
    assert_eq!(refusal(screening::accept(&app, &screener, &report).await), "denied");
    let viewer = of_office(4, Role::Viewer, OFFICE);
    assert!(!answer::form(&app, &viewer, &report, node).await.unwrap().is_editable);
    let unknown = name("AP", R12, "P9999");
    assert_eq!(refusal(self_report::open(&app, &viewer, &unknown).await), "not-found");
    let mut conn = app.db().read().await.unwrap();
    let denied = store::audit::AuditFilter { outcome: Some(domain::audit::Outcome::Denied), ..Default::default() };
    assert!(store::audit::list(&mut conn, &denied, &Page::first(500)).await.unwrap().entries.len() >= 26);
});

db_test!(whoever_reads_a_region_sees_how_far_its_offices_have_come, |db| {
    let app = administration(db, &[QP]).await;
    let all = cycle_support::opened(&app, "QP", R12).await;
    let round = (year(), &code("QP"), R12);
    let chair = person(7, Role::RegionChair, Scope::Region(region()));
    let seen = async |actor: &Actor, region| self_report::progress(&app, actor, round, region, &Page::all()).await;
    let own = seen(&chair, Some(region())).await.unwrap();
    assert!(!own.is_empty() && own.len() < all && own.iter().all(|each| each.row.region == region()));
    let auditor = person(8, Role::Auditor, Scope::System);
    assert_eq!(seen(&auditor, Some(region())).await.unwrap().len(), own.len());
    assert_eq!(seen(&auditor, None).await.unwrap().len(), all);
    for (actor, of) in [
        (&chair, None),
        (&chair, Some(region() + 1)),
        (&of_office(1, Role::Director, OFFICE), Some(region())),
        (&of_office(1, Role::Director, OFFICE), None),
    ] {
        assert_eq!(refusal(seen(actor, of).await), "denied", "{actor:?} {of:?}");
    }
    // The reports of the region are read, and nothing is written.
    let report = name("QP", R12, OFFICE);
    self_report::open(&app, &chair, &report).await.unwrap();
    let (instrument, items) = cycle_support::items(QP, R12);
    let node = &instrument.nodes()[items[0]].code;
    let answer = cycle_support::complete(&instrument, items[0]);
    assert_eq!(refusal(answer::save(&app, &chair, &report, node, 0, &answer).await), "denied");
    let elsewhere = person(7, Role::RegionChair, Scope::Region(region() + 1));
    assert_eq!(refusal(self_report::open(&app, &elsewhere, &report).await), "denied");
});

db_test!(an_item_is_filled_from_the_round_before, |db| {
    let app = administration(db, &[QP]).await;
    cycle_support::opened(&app, "QP", RoundCode::R6).await;
    cycle_support::opened(&app, "QP", R12).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let (instrument, items) = cycle_support::items(QP, RoundCode::R6);
    answer_all(&app, &coordinator, &name("QP", RoundCode::R6, OFFICE), QP).await;
    let node = &instrument.nodes()[items[0]].code;
    let form = answer::form(&app, &coordinator, &name("QP", R12, OFFICE), node).await.unwrap();
    assert_eq!(form.earlier, Some(complete(&instrument, items[0])));
    assert!(form.row.is_none() && form.is_editable);
    let report = name("QP", R12, OFFICE);
    let copied = answer::save(&app, &coordinator, &report, node, 0, &form.earlier.unwrap()).await.unwrap();
    let Saved::Done { state, findings, .. } = copied else { panic!("{copied:?}") };
    assert_eq!(state, ItemState::Complete, "a copy is a warning, not an error");
    assert!(findings.iter().any(|finding| finding.fault.key == "answer-as-before"));
});

db_test!(the_same_words_have_the_same_hash, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let (coordinator, director) = (of_office(1, Role::Coordinator, OFFICE), of_office(2, Role::Director, OFFICE));
    answer_all(&app, &coordinator, &report, AP).await;
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    let receipt = self_report::certify(&on(&app, 9), &director, &report, &Confirmed::by_word()).await.unwrap();
    // Written down once: a receipt that was printed must be found again by any later version.
    assert_eq!(receipt.content_hash, "33032d5e8c765bfda66d12ae7c05012c88d3b6b49fec4815b81a55e33e1837c8");
});

db_test!(a_use_case_runs_apart_from_a_server_that_moves_between_threads, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let of_server = app.clone();
    let version = tokio::spawn(app::door::apart(async move || {
        let (instrument, items) = cycle_support::items(AP, R12);
        let coordinator = of_office(1, Role::Coordinator, OFFICE);
        let answer = complete(&instrument, items[0]);
        let node = &instrument.nodes()[items[0]].code;
        Ok(save(&of_server, &coordinator, &name("AP", R12, OFFICE), node, 0, &answer).await)
    }));
    assert_eq!(version.await.unwrap().unwrap(), 1);
});
