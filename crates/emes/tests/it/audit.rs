//! The audit log: every write leaves an entry, a refused one too, and `emes audit verify` finds what was done to it.

use crate::support::{World, own, shipped};

const ENTRIES: &str = "SELECT seq || hash FROM audit_entries ORDER BY seq";

store::fresh_test!(every_write_leaves_an_entry, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
    world.emes(&["publish", "--year", "2566"]).well();
    let out = world.path("out").display().to_string();
    world.emes(&["report", "--office", "P2300", "--year", "2566", "--format", "xlsx", "--out", &out]).well();
    let expected = [
        "region.import done",
        "office.import done",
        "instrument.import done",
        "mark.import done",
        "score.recompute done",
        "publication.publish done",
        "document.issue done",
    ];
    assert_eq!(world.audit().await, expected);
    let entities = world.texts("SELECT entity FROM audit_entries WHERE action = 'mark.import'").await;
    assert_eq!(entities, ["instrument:SA-2566"]);
    let run = world.emes(&["audit", "verify"]).well();
    assert!(run.out.contains("the audit log is whole: 7 entries (head "), "{}", run.out);
});

store::fresh_test!(a_failed_write_leaves_an_entry_that_says_why, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let wrong = world.write("wrong.csv", "office,node,round,level,value,note\nP2300,S1.1,R12,7,,\n");
    world.marks(&wrong, "SA", "2566").refused();
    world.marks(&own("P2300-sa-2566.marks.csv"), "QP", "2566").refused();
    world.emes(&["publish", "--year", "2566"]).refused();
    let failed =
        "SELECT action || ' ' || entity || ' ' || detail FROM audit_entries WHERE outcome = 'failed' ORDER BY seq";
    let expected = [
        "mark.import instrument:SA-2566 {\"error\":\"1 problems, first mark-level-unknown\"}",
        "mark.import instrument:QP-2566 {\"error\":\"not-found\"}",
        "publication.publish instrument:SA-2566 {\"error\":\"publish-nothing\"}",
    ];
    assert_eq!(world.texts(failed).await, expected);
    world.emes(&["audit", "verify"]).well();
});

store::fresh_test!(a_changed_removed_or_moved_entry_is_found_and_named, |fresh| {
    let world = World::with(&fresh, &["sa-2566", "qp-2566"]).await;
    world.emes(&["import", "instrument", &shipped("instruments/ap-2566.toml")]).well();
    assert_eq!(world.audit().await.len(), 5);
    let whole = world.texts(ENTRIES).await;
    let swap = "UPDATE audit_entries SET seq = -2 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 3;
                UPDATE audit_entries SET seq = 3 WHERE seq = -2";
    // What is done, what puts it right again, and what is to be found.
    let cases = [
        (
            "UPDATE audit_entries SET actor = actor || 'x' WHERE seq = 3",
            "UPDATE audit_entries SET actor = substr(actor, 1, length(actor) - 1) WHERE seq = 3",
            "at entry 3: it was changed",
        ),
        (
            "UPDATE audit_entries SET at = at + 1 WHERE seq = 1",
            "UPDATE audit_entries SET at = at - 1 WHERE seq = 1",
            "at entry 1: it was changed",
        ),
        (swap, swap, "at entry 2: it was moved"),
        ("UPDATE audit_entries SET seq = -4 WHERE seq = 4", "UPDATE audit_entries SET seq = 4 WHERE seq = -4", ""),
        ("UPDATE audit_head SET seq = 4", "UPDATE audit_head SET seq = 5", "at entry "),
    ];
    for (done, undone, found) in cases {
        world.tamper(done).await;
        let run = world.emes(&["audit", "verify"]).refused();
        assert!(!run.out.contains("whole"), "{}", run.out);
        assert!(run.err.contains("the audit log is broken") && run.err.contains(found), "{done}: {}", run.err);
        world.tamper(undone).await;
        assert_eq!(world.texts(ENTRIES).await, whole);
        world.emes(&["audit", "verify"]).well();
    }
    for (gone, found) in [(5, "at entry 5: it was removed"), (2, "at entry 2: it was removed")] {
        world.tamper(&format!("DELETE FROM audit_entries WHERE seq = {gone}")).await;
        let run = world.emes(&["audit", "verify"]).refused();
        assert!(run.err.contains(found), "{gone}: {}", run.err);
    }
});
