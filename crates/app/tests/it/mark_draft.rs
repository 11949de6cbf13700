//! What an evaluator types is kept for them alone, and is gone when they give it.

use app::mark::{self, Judged, Versions};
use app::mark_draft;
use domain::fiscal_year::RoundCode;
use domain::level::Level;
use domain::policy::{Role, Scope};
use store::db_test;

use crate::cycle_support::{self, AP, administration, of_office, person, refusal};
use crate::opinion::{accepted, judgement};

db_test!(a_draft_is_its_writers_alone_and_counts_for_nothing, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", RoundCode::R12).await;
    let (report, nodes) = accepted(&app).await;
    let (at, node) = &nodes[0];
    let [one, two, stranger] = [6, 7, 11].map(|user| person(user, Role::Evaluator, Scope::System));
    let typed = Judged {
        level: Some(Level(4)),
        justification: "ยังคิดอยู่".to_owned(),
        suggestion: ["จุดเด่น".to_owned(), "ทั้งนี้".to_owned(), String::new()],
        ..Judged::default()
    };

    assert!(mark_draft::find(&app, &one, &report, node).await.unwrap().is_none());
    mark_draft::keep(&app, &one, &report, node, &typed).await.unwrap();
    let again = Judged { justification: "คิดแล้ว".to_owned(), ..typed.clone() };
    mark_draft::keep(&app, &one, &report, node, &again).await.unwrap();
    let (found, _) = mark_draft::find(&app, &one, &report, node).await.unwrap().unwrap();
    assert_eq!(found, again);

    // It is no mark, and nobody else has it.
    let judged = mark::judged(&app, &one, &report).await.unwrap().remove(at).unwrap();
    assert_eq!((judged.level, judged.is_waiting()), (None, true));
    assert!(mark_draft::find(&app, &two, &report, node).await.unwrap().is_none());
    for other in [&stranger, &of_office(1, Role::Coordinator, "P2300")] {
        assert_eq!(refusal(mark_draft::keep(&app, other, &report, node, &typed).await), "denied");
        assert_eq!(refusal(mark_draft::discard(&app, other, &report, node).await), "denied");
    }

    // Giving it is the end of the draft; that of the other stays theirs.
    mark_draft::keep(&app, &two, &report, node, &typed).await.unwrap();
    mark::give(&app, &one, &report, node, &judgement(3, "ครบ"), Versions::default()).await.unwrap();
    assert!(mark_draft::find(&app, &one, &report, node).await.unwrap().is_none());
    assert!(mark_draft::find(&app, &two, &report, node).await.unwrap().is_some());
    mark_draft::discard(&app, &two, &report, node).await.unwrap();
    assert!(mark_draft::find(&app, &two, &report, node).await.unwrap().is_none());
    mark_draft::discard(&app, &two, &report, node).await.unwrap();
});
