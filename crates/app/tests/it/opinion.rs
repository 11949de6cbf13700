//! Two evaluators on one item: neither sees the other, equal levels stand, different ones go to the lead.

use app::assignment;
use app::confirmation::Confirmed;
use app::mark::{self, Given, Judgement, Versions};
use app::self_report::ReportName;
use app::{App, agreement, opinion, screening, self_report};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::id::UserId;
use domain::instrument::Mode;
use domain::level::Level;
use domain::number::Fraction;
use domain::office::{NodeCode, OfficeCode};
use domain::opinion::Part;
use domain::policy::{Actor, Role, Scope};
use domain::self_report::ReportState;
use store::db_test;

use crate::cycle_support::{self, AP, administration, answer_all, code, items, name, of_office, person, refusal, year};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;

/// A report that is accepted, with the places of its evaluated items.
pub(crate) async fn accepted(app: &App) -> (ReportName, Vec<(usize, NodeCode)>) {
    let report = name("AP", R12, OFFICE);
    let (coordinator, director) = (of_office(1, Role::Coordinator, OFFICE), of_office(2, Role::Director, OFFICE));
    answer_all(app, &coordinator, &report, AP).await;
    self_report::submit(app, &coordinator, &report).await.unwrap();
    self_report::certify(app, &director, &report, &Confirmed::by_word()).await.unwrap();
    for (user, task) in [(5, Task::Screen), (6, Task::Mark), (7, Task::Mark), (10, Task::Mark)] {
        let task = Assignment { user: UserId(user), task, region: None, office: None, node: None };
        assignment::give_task(app, &Actor::operator(), (year(), &code("AP"), R12), &task, true).await.unwrap();
    }
    let screener = person(5, Role::Screener, Scope::System);
    let (instrument, items) = items(AP, R12);
    for node in &items {
        screening::pass(app, &screener, &report, &instrument.nodes()[*node].code).await.unwrap();
    }
    screening::accept(app, &screener, &report).await.unwrap();
    let nodes = instrument.nodes();
    let evaluated = items.into_iter().filter(|at| nodes[*at].mode == Mode::Evaluated);
    (report, evaluated.map(|at| (at, nodes[at].code.clone())).collect())
}

pub(crate) fn judgement(level: u8, words: &str) -> Judgement {
    let suggestion = [format!("จุดเด่น {words}"), "ทั้งนี้".to_owned(), String::new()];
    Judgement { level: Level(level), justification: words.to_owned(), suggestion: Some(suggestion) }
}

db_test!(two_evaluators_mark_without_seeing_each_other_and_a_lead_reconciles, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", R12).await;
    let ap = code("AP");
    let named = (year(), &ap, R12);
    let [one, two, third] = [6, 7, 10].map(|user| person(user, Role::Evaluator, Scope::System));
    let (lead, centre) = (person(8, Role::LeadEvaluator, Scope::System), person(9, Role::CentralAdmin, Scope::System));

    // The centre chooses before marking; the seed stays with the first choice.
    assert_eq!(refusal(opinion::choose(&app, &lead, named, 20, 0).await), "denied");
    assert_eq!(refusal(opinion::choose(&app, &centre, named, 101, 0).await), "doubling-percent");
    assert_eq!(opinion::choose(&app, &centre, named, 20, 0).await.unwrap(), 1);
    let seed = opinion::doubling(&app, &lead, named).await.unwrap().doubling.seed();
    assert_eq!(refusal(opinion::choose(&app, &centre, named, 30, 0).await), "changed-meanwhile");
    assert_eq!(opinion::choose(&app, &centre, named, 100, 1).await.unwrap(), 2);
    assert_eq!(opinion::doubling(&app, &lead, named).await.unwrap().doubling.seed(), seed);
    assert_eq!(refusal(opinion::doubling(&app, &one, named).await), "denied");

    let (report, nodes) = accepted(&app).await;
    let give = async |actor: &Actor, node: usize, judgement: &Judgement| {
        mark::give(&app, actor, &report, &nodes[node].1, judgement, Versions::default()).await
    };
    let seen = async |actor: &Actor, node: usize| {
        mark::judged(&app, actor, &report).await.unwrap().remove(&nodes[node].0).unwrap()
    };
    let marked = async |node: usize| {
        let mut conn = app.db().read().await.unwrap();
        let office = OfficeCode::new(OFFICE).unwrap();
        let office = store::office::find_by_code(&mut conn, &office, year().last_day()).await.unwrap().unwrap().id;
        let instrument = store::instrument::find_by_code(&mut conn, year(), &ap).await.unwrap().unwrap().id;
        let ids = store::instrument::list_nodes(&mut conn, instrument).await.unwrap();
        let mark = store::mark::find(&mut conn, year(), instrument, (office, ids[&nodes[node].1], R12)).await.unwrap();
        mark.and_then(|mark| Some((mark.row.level?.0, mark.row.note.unwrap_or_default())))
    };

    // The first gives; the second sees nothing of it, and what the first gave is sealed.
    give(&one, 0, &judgement(3, "หนึ่ง")).await.unwrap();
    assert_eq!(seen(&two, 0).await, seen(&two, 1).await, "an item that was marked looks like one that was not");
    assert_eq!(seen(&two, 0).await.part, Part::Open);
    let own = seen(&one, 0).await;
    assert_eq!((own.level, own.part), (Some(Level(3)), Part::Given));
    assert_eq!(refusal(give(&one, 0, &judgement(4, "เปลี่ยนใจ")).await), "opinion-given");
    assert_eq!(refusal(give(&lead, 0, &judgement(4, "หัวหน้า")).await), "opinion-not-assigned");
    let stranger = person(11, Role::Evaluator, Scope::System);
    assert_eq!(refusal(give(&stranger, 0, &judgement(3, "")).await), "denied");
    let belongs = Actor { belongs_to: vec![OfficeCode::new(OFFICE).unwrap()], ..two.clone() };
    assert_eq!(refusal(give(&belongs, 0, &judgement(3, "")).await), "denied", "never an own office");
    assert_eq!(marked(0).await, None);

    // Equal levels stand; the first of them learns nothing of it, a third is not wanted.
    give(&two, 0, &judgement(3, "สอง")).await.unwrap();
    assert_eq!(marked(0).await, Some((3, "หนึ่ง".to_owned())));
    assert_eq!(seen(&one, 0).await, own);
    assert_eq!(seen(&third, 0).await.part, Part::Closed);
    assert_eq!(seen(&third, 0).await.level, None);
    assert_eq!(refusal(give(&third, 0, &judgement(3, "")).await), "opinion-not-wanted");
    assert_eq!(refusal(opinion::choose(&app, &centre, named, 0, 2).await), "doubling-marked-already");

    // Different ones wait for a lead who is none of the two and not of the office.
    give(&one, 1, &judgement(3, "หนึ่ง")).await.unwrap();
    assert!(opinion::waiting(&app, &lead, named, 50).await.unwrap().differences.is_empty());
    give(&two, 1, &judgement(5, "สอง")).await.unwrap();
    assert_eq!(marked(1).await, None);
    let waiting = opinion::waiting(&app, &lead, named, 50).await.unwrap();
    assert_eq!((waiting.differences.len(), waiting.is_more), (1, false));
    let regional = |region| person(8, Role::LeadEvaluator, Scope::Region(region));
    assert_eq!(opinion::waiting(&app, &regional(9), named, 50).await.unwrap().differences.len(), 1);
    assert!(opinion::waiting(&app, &regional(10), named, 50).await.unwrap().differences.is_empty());
    let own_lead = Actor { belongs_to: vec![OfficeCode::new(OFFICE).unwrap()], ..lead.clone() };
    assert!(opinion::waiting(&app, &own_lead, named, 50).await.unwrap().differences.is_empty());
    assert_eq!(refusal(opinion::waiting(&app, &one, named, 50).await), "denied");
    let dispute = opinion::dispute(&app, &lead, &report, &nodes[1].1).await.unwrap();
    let levels: Vec<u8> = dispute.opinions.iter().map(|opinion| opinion.level.0).collect();
    assert_eq!((levels, dispute.may_decide), (vec![3, 5], true));
    assert_eq!(refusal(opinion::dispute(&app, &lead, &report, &nodes[0].1).await), "not-found", "equal ones are none");
    assert_eq!(refusal(opinion::dispute(&app, &one, &report, &nodes[1].1).await), "denied");
    let decide = async |actor: &Actor, node: usize, judgement: &Judgement| {
        opinion::decide(&app, actor, &report, &nodes[node].1, judgement).await
    };
    let one_as_lead = person(6, Role::LeadEvaluator, Scope::System);
    assert_eq!(refusal(decide(&one_as_lead, 1, &judgement(4, "x")).await), "opinion-of-lead");
    assert_eq!(refusal(decide(&own_lead, 1, &judgement(4, "x")).await), "denied");
    assert_eq!(refusal(decide(&centre, 1, &judgement(4, "x")).await), "denied");
    assert_eq!(refusal(decide(&lead, 1, &judgement(4, " ")).await), "reason-missing");
    assert_eq!(refusal(decide(&lead, 1, &judgement(9, "x")).await), "answer-level-unknown");
    decide(&lead, 1, &judgement(4, "ตรวจหลักฐานแล้ว")).await.unwrap();
    assert_eq!(refusal(decide(&lead, 1, &judgement(4, "x")).await), "changed-meanwhile");
    assert_eq!(marked(1).await, Some((4, "ตรวจหลักฐานแล้ว".to_owned())));
    assert_eq!(seen(&one, 1).await.level, Some(Level(3)), "what one gave stays what one gave");

    // The lead may correct a mark that is final, as before.
    let final_mark = seen(&lead, 1).await;
    assert_eq!((final_mark.level, final_mark.part), (Some(Level(4)), Part::Alone));
    let corrected = mark::give(&app, &lead, &report, &nodes[1].1, &judgement(5, "แก้ไข"), final_mark.versions).await;
    assert!(matches!(corrected.unwrap(), Given::Done { is_marked: false, .. }));

    // The last mark that comes of two opinions makes the report marked.
    for node in 2..nodes.len() {
        give(&one, node, &judgement(3, "")).await.unwrap();
        let is_last = node + 1 == nodes.len();
        let given = give(&two, node, &judgement(3, "")).await.unwrap();
        assert!(matches!(given, Given::Done { is_marked, .. } if is_marked == is_last));
    }
    let director = of_office(2, Role::Director, OFFICE);
    let open = self_report::open(&app, &director, &report).await.unwrap();
    assert_eq!(open.place.row.report.state, ReportState::Marked);

    let count = i64::try_from(nodes.len()).unwrap();
    let found = agreement::agreement(&app, &lead, named).await.unwrap();
    assert_eq!((found.all.count(), found.all.equal(), found.differing), (count, count - 1, (1, 1)));
    assert_eq!(found.items[&nodes[1].0].share(), Some(Fraction::whole(0)));
    assert_eq!(found.people.keys().map(|user| user.0).collect::<Vec<_>>(), [6, 7]);
    assert_eq!(refusal(agreement::agreement(&app, &one, named).await), "denied");
    store::audit::verify(app.db()).await.unwrap().unwrap();
});
