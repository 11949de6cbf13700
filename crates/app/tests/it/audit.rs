//! Reading the audit log: finding entries, taking them along, checking the whole.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use app::audit::export::{Csv, workbook};
use app::audit::{self, AuditQuery, Verdict};
use app::job::worker::Worker;
use app::message::Language;
use app::{App, Objects};
use domain::audit::Outcome;
use domain::fiscal_year::RoundCode;
use domain::office::OfficeCode;
use domain::policy::{Action, Actor, Role, Scope};
use jiff::civil::date;
use store::{Page, db_test, testing};

use crate::cycle_support::{
    AP, administration, complete, items, name, no_engine, of_office, opened, person, refusal, save,
};

fn auditor() -> Actor {
    person(8, Role::Auditor, Scope::System)
}

/// An office has answered an item; somebody of another office tried to.
async fn world(db: store::Db) -> App {
    let app = administration(db, &[AP]).await;
    opened(&app, "AP", RoundCode::R12).await;
    let report = name("AP", RoundCode::R12, "P2300");
    let (instrument, items) = items(AP, RoundCode::R12);
    let (node, answer) = (&instrument.nodes()[items[0]].code, complete(&instrument, items[0]));
    save(&app, &of_office(1, Role::Coordinator, "P2300"), &report, node, 0, &answer).await;
    let foreign = of_office(2, Role::Coordinator, "P2402");
    assert_eq!(refusal(app::answer::save(&app, &foreign, &report, node, 1, &answer).await), "denied");
    app
}

async fn found(app: &App, query: &AuditQuery) -> Vec<String> {
    let listed = audit::list(app, &auditor(), query, &Page::first(50)).await.unwrap();
    assert!(listed.next.is_none());
    let words = |entry: &domain::audit::AuditEntry| format!("{} {}", entry.record.actor, entry.record.action);
    listed.entries.iter().map(words).collect()
}

db_test!(entries_are_found_by_who_what_where_when_and_how_it_ended, |db| {
    let app = world(db).await;
    let query = AuditQuery::default();
    let all = found(&app, &query).await;
    assert_eq!(all[..3], ["user:2 answer.save", "user:1 answer.save", "operator round.manage"]);
    let office = |code| Some(OfficeCode::new(code).unwrap());
    let of_office = AuditQuery { office: office("P2300"), ..query.clone() };
    assert_eq!(found(&app, &of_office).await, all[..2]);
    assert_eq!(found(&app, &AuditQuery { office: office("P2402"), ..query.clone() }).await.len(), 0);
    let by = |actor: &str| AuditQuery { actor: Some(actor.to_owned()), ..query.clone() };
    assert_eq!(found(&app, &by("user:2")).await, ["user:2 answer.save"]);
    assert_eq!(found(&app, &by("nobody.at.all")).await.len(), 0);
    let denied = AuditQuery { outcome: Some(Outcome::Denied), ..query.clone() };
    assert_eq!(found(&app, &denied).await, ["user:2 answer.save"]);
    let managed = AuditQuery { action: Some(Action::RoundManage), ..query.clone() };
    assert_eq!(found(&app, &managed).await.len(), 2);
    // It is the 2nd of October in all that happened.
    let days =
        |from, to| AuditQuery { from: Some(date(2025, 10, from)), to: Some(date(2025, 10, to)), ..query.clone() };
    assert_eq!(found(&app, &days(2, 2)).await, all);
    assert_eq!(found(&app, &days(1, 1)).await.len() + found(&app, &days(3, 9)).await.len(), 0);
    let managers = [Role::CentralAdmin, Role::Auditor].map(|role| person(8, role, Scope::System));
    for manager in managers {
        audit::list(&app, &manager, &query, &Page::first(1)).await.unwrap();
    }
    let executive = person(9, Role::Executive, Scope::System);
    assert_eq!(refusal(audit::list(&app, &executive, &query, &Page::first(1)).await.map(drop)), "denied");
    assert_eq!(refusal(audit::soundness(&app, &executive).await.map(drop)), "denied");
    assert_eq!(refusal(audit::ask(&app, &executive).await), "denied");
});

db_test!(a_login_stands_for_the_person_and_a_change_says_what_was_before, |db| {
    let app = world(db).await;
    let id = crate::support::add(&app, "clerk.p2300", &[]).await;
    let row = app::user::find(&app, &Actor::operator(), id).await.unwrap();
    app::user::disable(&app, &person(id.0, Role::CentralAdmin, Scope::System), id, row.version).await.unwrap_err();
    let by_login = AuditQuery { actor: Some("clerk.p2300".to_owned()), ..AuditQuery::default() };
    let listed = audit::list(&app, &auditor(), &by_login, &Page::first(50)).await.unwrap();
    assert_eq!((listed.entries.len(), listed.names[&id].as_str()), (1, "เจ้าหน้าที่ ก."));
    assert_eq!(listed.entries[0].record.outcome, Outcome::Failed);
    // The round was opened: the entry says from which state to which.
    let opened = AuditQuery { action: Some(Action::RoundManage), ..AuditQuery::default() };
    let listed = audit::list(&app, &auditor(), &opened, &Page::first(1)).await.unwrap();
    let told = audit::details(Language::Th, &listed.entries[0].record, &listed.names);
    let state = told.iter().find(|detail| detail.label == "สถานะ").unwrap();
    assert!(state.before.is_some() && state.before.as_deref() != Some(state.value.as_str()), "{state:?}");
});

db_test!(the_whole_log_is_checked_in_the_background_and_what_is_wrong_is_said, |db| {
    let app = world(db).await;
    let folder = tempfile::tempdir().unwrap();
    let worker = || {
        let objects = Objects::open(folder.path().to_str().unwrap(), 1).unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        Worker::new(app.clone(), Arc::new(objects), "test".to_owned(), NonZeroUsize::MIN, no_engine(), stop)
    };
    let before = audit::soundness(&app, &auditor()).await.unwrap();
    assert!(before.last.is_none() && before.running.is_none() && before.entries > 3);
    audit::ask(&app, &auditor()).await.unwrap();
    audit::ask(&app, &auditor()).await.unwrap();
    let asked = audit::soundness(&app, &auditor()).await.unwrap();
    assert_eq!((asked.running, asked.entries), (Some((0, 0)), before.entries + 1), "who asks twice asks once");
    assert!(worker().work_once().await.unwrap());
    let sound = audit::soundness(&app, &auditor()).await.unwrap();
    let Some((_, Verdict::Whole { reached, hash, publications })) = &sound.last else { panic!("{:?}", sound.last) };
    assert_eq!((*reached, *publications, hash.len(), sound.running), (asked.entries, 0, 64, None));
    assert!(!worker().work_once().await.unwrap(), "it was one job");

    let mut tx = app.db().write().await.unwrap();
    testing::execute(&mut tx, "UPDATE audit_entries SET actor = 'user:9' WHERE seq = 2").await.unwrap();
    tx.commit().await.unwrap();
    audit::ask(&app, &auditor()).await.unwrap();
    assert!(worker().work_once().await.unwrap());
    let broken = audit::soundness(&app, &auditor()).await.unwrap();
    assert_eq!(broken.last.unwrap().1, Verdict::Broken { seq: 2, what: "changed".to_owned() });
});

db_test!(what_is_found_goes_out_as_a_table, |db| {
    let app = world(db).await;
    // More than one piece.
    let mut tx = app.db().write().await.unwrap();
    for n in 0..1200 {
        let record = domain::audit::Record {
            at: app.clock().now(),
            actor: "user:9".to_owned(),
            action: "round.manage".to_owned(),
            entity: "instrument:AP-2568:R12".to_owned(),
            outcome: Outcome::Done,
            detail: format!(r#"{{"reports":{n}}}"#),
        };
        store::audit::append(&mut tx, record).await.unwrap();
    }
    tx.commit().await.unwrap();
    let query = AuditQuery { actor: Some("user:9".to_owned()), ..AuditQuery::default() };
    let mut csv = Csv::new(app.clone(), auditor(), query.clone(), Language::Th);
    let (mut text, mut pieces) = (Vec::new(), 0);
    while let Some(piece) = csv.next().await.unwrap() {
        text.extend(piece);
        pieces += 1;
    }
    let text = String::from_utf8(text).unwrap();
    assert_eq!((pieces, text.lines().count()), (2, 1201));
    assert!(text.starts_with("\u{feff}ลำดับ,เวลา (UTC),ผู้กระทำ"), "{}", &text[..200]);
    assert!(text.contains(
        "จัดการรอบและมอบหมายงาน,round.manage,instrument:AP-2568:R12,สำเร็จ,จำนวนรายงาน: 7,\"{\"\"reports\"\":7}\""
    ));
    let bytes = workbook(&app, &auditor(), &query, Language::En).await.unwrap();
    assert!(bytes.starts_with(b"PK"), "a workbook");
    let director = of_office(1, Role::Director, "P2300");
    let mut refused = Csv::new(app.clone(), director.clone(), query.clone(), Language::Th);
    assert_eq!(refusal(refused.next().await.map(drop)), "denied");
    assert_eq!(refusal(workbook(&app, &director, &query, Language::Th).await.map(drop)), "denied");
});
