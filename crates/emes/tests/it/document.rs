//! `emes report` and `emes verify`: documents of what is published, the same bytes each time, and recognised again.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use domain::instrument::Instrument;
use domain::office::OfficeKind;

use crate::support::{Run, World, interrupt, own, root, shipped};

async fn published(fresh: &store::testing::Fresh) -> World {
    let world = World::with(fresh, &["qp-2566", "ap-2566", "sa-2566"]).await;
    for code in ["qp", "ap", "sa"] {
        world.marks(&own(&format!("P2300-{code}-2566.marks.csv")), &code.to_uppercase(), "2566").well();
    }
    world.emes(&["publish", "--year", "2566"]).well();
    world
}

fn report(world: &World, format: &str, out: &str) -> (String, Vec<u8>) {
    let out = world.path(out).display().to_string();
    let run = world.emes(&["report", "--office", "P2300", "--year", "2566", "--format", format, "--out", &out]).well();
    assert_eq!(run.out, format!("1 documents are in {out}\n"));
    let file = format!("{out}/P2300-2566.{format}");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "nothing but the document is left");
    let bytes = fs::read(&file).unwrap();
    (file, bytes)
}

store::fresh_test!(documents_are_the_same_twice_and_recognised, |fresh| {
    let world = published(&fresh).await;
    for (format, begin) in [("pdf", &b"%PDF-"[..]), ("docx", b"PK"), ("xlsx", b"PK")] {
        let (file, bytes) = report(&world, format, &format!("one-{format}"));
        assert!(bytes.starts_with(begin), "{format}");
        let (_, again) = report(&world, format, &format!("two-{format}"));
        assert!(bytes == again, "{format}: the same input gives the same bytes");

        let run = world.emes(&["verify", &file]).well();
        assert!(run.out.contains("2566-SA-R12-1") && run.out.contains("5.00 ดีเยี่ยม"), "{}", run.out);
        assert!(run.out.contains("2566-QP-R12-1") && run.out.contains("4.58 ดีเยี่ยม"), "{}", run.out);
        assert!(run.out.contains("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด"), "{}", run.out);
        let code = run.out.split_whitespace().find(|word| word.starts_with("EM-")).unwrap().to_owned();
        assert_eq!(world.emes(&["verify", &code]).well().out, run.out);
        assert_eq!(world.emes(&["verify", &code.to_lowercase().replace('-', " ")]).well().out, run.out);

        let altered = world.write(&format!("altered.{format}"), altered(format, &bytes));
        let run = world.emes(&["verify", &altered]).refused();
        assert!(run.err.contains("is not the file that was issued") && run.err.contains(&code), "{}", run.err);
        // In Thai too, and the person still learns what was issued.
        let run = Run::of(world.command("th", &["verify", &altered]).output().unwrap()).refused();
        assert!(run.out.contains("2566-SA-R12-1") && run.err.contains(&code), "{run:?}");
    }
});

/// The document with something else in it, still a file that opens: a PDF gets bytes behind its end as an editor adds them, a package
/// another comment.
fn altered(format: &str, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if format == "pdf" {
        bytes.extend(b"\n% amended\n");
    } else {
        let length = bytes.len();
        assert_eq!(&bytes[length - 2..], [0, 0], "the package has no comment");
        bytes[length - 2] = 4;
        bytes.extend(b"more");
    }
    bytes
}

store::fresh_test!(an_administration_has_its_own_mark_on_the_letter, |fresh| {
    let world = published(&fresh).await;
    let folder = world.path("own");
    fs::create_dir(&folder).unwrap();
    let mark = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#00aa44"/></svg>"##;
    fs::write(folder.join("mark.svg"), mark).unwrap();
    for format in ["pdf", "docx"] {
        let letters = ["plain", "own"].map(|name| {
            let out = world.path(&format!("{name}-{format}")).display().to_string();
            let mut command =
                world.command("en", &["report", "--all", "--year", "2566", "--format", format, "--out", &out]);
            if name == "own" {
                command.env("EMES_DOCUMENTS", &folder);
            }
            Run::of(command.output().unwrap()).well();
            fs::read(format!("{out}/letter-2566.{format}")).unwrap()
        });
        assert!(letters[0] != letters[1], "{format}: the mark is another");
    }
});

store::fresh_test!(what_was_not_issued_is_refused, |fresh| {
    let world = published(&fresh).await;
    for what in ["EM-AAAA-BBBB-CCCC", "nonsense", &own("P2300-sa-2566.marks.csv"), &shipped("documents/mark.svg")] {
        let run = world.emes(&["verify", what]).refused();
        assert_eq!((run.out.as_str(), run.err), ("", format!("no document {what} was issued by this system\n")));
    }
    // A document of another system carries a code that is unknown here.
    let (file, _) = report(&world, "pdf", "out");
    world.tamper("DELETE FROM documents").await;
    let run = world.emes(&["verify", &file]).refused();
    assert!(run.err.starts_with("no document "), "{}", run.err);
});

store::fresh_test!(a_corrected_document_is_told_from_the_one_that_holds, |fresh| {
    let world = published(&fresh).await;
    let (old, _) = report(&world, "xlsx", "old");
    let marks = world.write("marks.csv", "office,node,round,level,value,note\nP2300,S2.3,R12,5,,\n");
    world.marks(&marks, "SA", "2566").well();
    world.emes(&["publish", "--year", "2566"]).well();
    let (new, _) = report(&world, "xlsx", "new");
    let run = world.emes(&["verify", &old]).well();
    assert!(run.out.contains("(corrected by 2566-SA-R12-2)"), "{}", run.out);
    let run = world.emes(&["verify", &new]).well();
    assert!(run.out.contains("2566-SA-R12-2") && !run.out.contains("corrected by"), "{}", run.out);
});

store::fresh_test!(all_reports_can_be_interrupted_and_leave_only_whole_files, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let text = fs::read_to_string(root().join("instruments/sa-2566.toml")).unwrap();
    let marks = world.write("all.csv", marks_of_all(&domain::instrument::parse(&text).unwrap()));
    world.marks(&marks, "SA", "2566").well();
    let run = world.emes(&["publish", "--year", "2566"]).well();
    assert!(run.out.contains(": 245 offices, 0 withheld"), "{}", run.out);

    let out = world.path("out");
    let mut command = world.command("en", &["report", "--all", "--year", "2566", "--format", "pdf", "--out"]);
    let child = command.arg(&out).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let files = || fs::read_dir(&out).map_or(0, |entries| entries.filter(|e| is_named(e, "pdf")).count());
    let begun = Instant::now();
    while fs::read_dir(&out).map_or(0, Iterator::count) < 5 && begun.elapsed() < Duration::from_secs(40) {
        std::thread::sleep(Duration::from_millis(20));
    }
    interrupt(&child);
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, 130, "{run:?}");
    let (done, entries) = (files(), fs::read_dir(&out).unwrap().count());
    assert!(done < 247, "it was stopped before the end");
    assert_eq!(done, entries, "no half-written file is left");
    assert_eq!(run.err, format!("stopped; {done} documents are in {}, all of them whole\n", out.display()));
    assert_eq!(world.texts("SELECT CAST(COUNT(*) AS TEXT) FROM documents").await, [done.to_string()]);
    for file in fs::read_dir(&out).unwrap().take(3) {
        let path = file.unwrap().path();
        assert!(fs::read(&path).unwrap().trim_ascii_end().ends_with(b"%%EOF"), "{}", path.display());
        world.emes(&["verify", path.to_str().unwrap()]).well();
    }
});

fn is_named(entry: &std::io::Result<fs::DirEntry>, ending: &str) -> bool {
    entry.as_ref().is_ok_and(|e| e.path().extension().is_some_and(|found| found == ending))
}

/// A full set of marks for every office.
pub(crate) fn marks_of_all(instrument: &Instrument) -> String {
    let mut marks = String::from("office,node,round,level,value,note\n");
    for line in fs::read_to_string(root().join("data/offices.csv")).unwrap().lines().skip(1) {
        let mut cells = line.split(',');
        let (code, kind) = (cells.next().unwrap(), cells.next().unwrap());
        let kind = if kind == "primary" { OfficeKind::Primary } else { OfficeKind::Secondary };
        for (i, node) in instrument.nodes().iter().enumerate() {
            if node.takes_level() && instrument.applies(i, kind) {
                for round in instrument.rounds_of(i) {
                    marks += &format!("{code},{},{round},{},,\n", node.code, 1 + (i + code.len()) % 5);
                }
            }
        }
    }
    marks
}
