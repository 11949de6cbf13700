//! `emes publish`: results freeze, corrections name what they correct, and what was frozen is provably what it was.

use app::publication::{self, OpenedPublication};
use domain::fiscal_year::FiscalYear;

use crate::support::{World, own, shipped};

const PUBLISH: [&str; 5] = ["publish", "--year", "2566", "--instrument", "SA"];
const FROZEN: &str = "SELECT inputs || sheet || hash FROM publication_offices ORDER BY publication_id, office_id";

async fn world(fresh: &store::testing::Fresh) -> World {
    let world = World::with(fresh, &["sa-2566"]).await;
    world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
    world
}

/// Marks one item of the office anew.
fn remark(world: &World, level: u8) {
    let file = world.write("remark.csv", format!("office,node,round,level,value,note\nP2300,S2.3,R12,{level},,\n"));
    world.marks(&file, "SA", "2566").well();
}

/// All publications of the year, oldest first.
async fn publications(world: &World) -> Vec<OpenedPublication> {
    let mut conn = world.db.read().await.unwrap();
    let year = FiscalYear::new(2566).unwrap();
    let mut rows = store::publication::list(&mut conn, year).await.unwrap();
    rows.sort_unstable_by_key(|row| row.number);
    let mut opened = Vec::new();
    for row in rows {
        opened.push(publication::open(&mut conn, row).await.unwrap());
    }
    opened
}

async fn recheck(world: &World, publication: &OpenedPublication) -> Vec<String> {
    let mut conn = world.db.read().await.unwrap();
    let differing = publication::recheck(&mut conn, publication).await.unwrap();
    differing.iter().map(ToString::to_string).collect()
}

store::fresh_test!(publishing_freezes_and_a_correction_names_the_old, |fresh| {
    let world = world(&fresh).await;
    let run = world.emes(&PUBLISH).well();
    assert!(run.out.starts_with("published 2566-SA-R12-1: 1 offices, 244 withheld (hash "), "{}", run.out);
    let frozen = world.texts(FROZEN).await;
    assert_eq!(frozen.len(), 245);

    let run = world.emes(&PUBLISH).well();
    assert!(run.out.starts_with("2566-SA-R12-1 says this already; nothing changed"), "{}", run.out);
    assert_eq!(world.texts(FROZEN).await, frozen);

    // A mark that changes stays outside what is published until it is published again.
    remark(&world, 5);
    assert_eq!(world.texts(FROZEN).await, frozen);
    let run = world.emes(&[&PUBLISH[..], &["--reason", "แก้ไข S2.3"]].concat()).well();
    assert!(
        run.out.contains("published 2566-SA-R12-2: 1 offices, 244 withheld, correcting 2566-SA-R12-1"),
        "{}",
        run.out
    );
    assert_eq!(world.texts(FROZEN).await[..245], frozen[..], "the old one is as it was");

    let both = publications(&world).await;
    let numbers: Vec<_> = both.iter().map(|p| (p.number.as_str(), p.corrects.as_deref())).collect();
    assert_eq!(numbers, [("2566-SA-R12-1", None), ("2566-SA-R12-2", Some("2566-SA-R12-1"))]);
    let sheets =
        world.texts("SELECT sheet FROM publication_offices WHERE office_code = 'P2300' ORDER BY publication_id").await;
    assert!(sheets[0].contains("\"mean\":\"4.40\"") && sheets[1].contains("\"mean\":\"5.00\""), "{sheets:?}");
    for publication in &both {
        assert_eq!(recheck(&world, publication).await, [""; 0], "{}", publication.number);
    }

    // Back to the first marks: a third publication, not a return to the first.
    remark(&world, 2);
    let run = world.emes(&PUBLISH).well();
    assert!(run.out.contains("published 2566-SA-R12-3") && run.out.contains("correcting 2566-SA-R12-2"), "{}", run.out);
});

store::fresh_test!(an_old_publication_is_recomputed_with_the_instrument_of_its_day, |fresh| {
    let world = world(&fresh).await;
    world.emes(&PUBLISH).well();
    let text = std::fs::read_to_string(shipped("instruments/sa-2566.toml")).unwrap();
    let revised = world.write("revised.toml", text.replacen("min = \"4.21\"", "min = \"4.45\"", 1));
    let run = world.emes(&["import", "instrument", &revised]).well();
    assert!(run.out.starts_with("SA 2566 is now revision 2"), "{}", run.out);
    let first = publications(&world).await.remove(0);
    assert_eq!(recheck(&world, &first).await, [""; 0]);
    let run = world.emes(&PUBLISH).well();
    assert!(run.out.contains("published 2566-SA-R12-2") && run.out.contains("correcting 2566-SA-R12-1"), "{}", run.out);
    let sheets =
        world.texts("SELECT sheet FROM publication_offices WHERE office_code = 'P2300' ORDER BY publication_id").await;
    assert_ne!(sheets[0], sheets[1], "4.40 is excellent under the old bands only");
});

store::fresh_test!(an_incomplete_office_is_withheld_and_follows_later, |fresh| {
    let world = world(&fresh).await;
    let marks = std::fs::read_to_string(own("P2300-sa-2566.marks.csv")).unwrap().replace("P2300,", "P1402,");
    let all: Vec<&str> = marks.lines().collect();
    let short = world.write("short.csv", all[..all.len() - 1].join("\n"));
    world.marks(&short, "SA", "2566").well();
    let run = world.emes(&PUBLISH).well();
    assert!(run.out.starts_with("published 2566-SA-R12-1: 1 offices, 244 withheld"), "{}", run.out);
    assert!(run.err.contains("P1402: not published; marks are missing for S3.6\n"), "{}", run.err);
    let out = world.path("out").display().to_string();
    let run =
        world.emes(&["report", "--office", "P1402", "--year", "2566", "--format", "xlsx", "--out", &out]).refused();
    assert_eq!(run.err, "nothing is published of P1402 for 2566\n");
    let results = world.path("results.csv").display().to_string();
    world.emes(&["export", "results", "--year", "2566", "--out", &results]).well();
    assert!(!std::fs::read_to_string(&results).unwrap().contains("P1402"));

    let rest = world.write("rest.csv", marks);
    world.marks(&rest, "SA", "2566").well();
    let run = world.emes(&PUBLISH).well();
    assert!(
        run.out.contains("published 2566-SA-R12-2: 2 offices, 243 withheld, correcting 2566-SA-R12-1"),
        "{}",
        run.out
    );
    world.emes(&["export", "results", "--year", "2566", "--out", &results]).well();
    assert!(std::fs::read_to_string(&results).unwrap().contains("P1402"));
});

store::fresh_test!(tampering_with_what_is_published_is_found, |fresh| {
    let world = world(&fresh).await;
    world.emes(&PUBLISH).well();
    let publication = publications(&world).await.remove(0);
    assert_eq!(recheck(&world, &publication).await, [""; 0]);
    for (what, column, from, to) in [
        ("a mean", "sheet", "\"4.40\"", "\"4.90\""),
        ("a mark", "inputs", "\"level\":2", "\"level\":5"),
        ("the hash", "hash", "0", "1"),
    ] {
        let at = "WHERE office_code = 'P2300'";
        let sound = world.texts(&format!("SELECT {column} FROM publication_offices {at}")).await.remove(0);
        let altered = sound.replace(from, to);
        assert_ne!(altered, sound, "{what}");
        let set = |text: &str| format!("UPDATE publication_offices SET {column} = '{}' {at}", text.replace('\'', "''"));
        world.tamper(&set(&altered)).await;
        assert_eq!(recheck(&world, &publication).await, ["P2300"], "{what}");
        let run = world.emes(&["audit", "verify"]).refused();
        assert_eq!(run.err, "the publication 2566-SA-R12-1 was changed after it was made: P2300\n", "{what}");
        world.tamper(&set(&sound)).await;
        assert_eq!(recheck(&world, &publication).await, [""; 0], "{what}");
        world.emes(&["audit", "verify"]).well();
    }
    world.tamper("DELETE FROM publication_offices WHERE office_code = 'P2300'").await;
    let mut conn = world.db.read().await.unwrap();
    assert!(publication::recheck(&mut conn, &publication).await.is_err(), "an office that was removed is missed");
});
