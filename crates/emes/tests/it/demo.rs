//! `emes demo`: everything at once on throw-away data, the same bytes from the same seed.

use std::fs;
use std::path::Path;

use crate::support::{Run, emes, program};

fn demo(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let (data, out) = (folder.join("data"), folder.join("out"));
    let run = emes(&["--data", data.to_str().unwrap(), "demo", "--no-serve", "--out", out.to_str().unwrap()]).well();
    assert!(run.out.contains("making the demonstration from seed 2566"), "{}", run.out);
    assert!(run.out.contains(", correcting "), "one publication corrects another: {}", run.out);
    let mut files: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_demonstration_makes_documents_that_can_be_verified() {
    let folder = tempfile::tempdir().unwrap();
    let files = demo(folder.path());
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["P2402-2564.pdf", "P2300-2566.pdf", "P2300-2566.docx", "P2300-2566.xlsx", "P5004-2567.pdf"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert!(names.contains(&"letter-2566.pdf") && names.contains(&"national-2566.pdf"), "{names:?}");
    let database = format!("sqlite://{}", folder.path().join("data/demo/emes.db").display());
    let on_demo = |args: &[&str]| {
        Run::of(program().args(["--lang", "en", "--database-url", &database]).args(args).output().unwrap())
    };
    for name in ["P2402-2564.pdf", "P5004-2567.docx", "letter-2566.pdf"] {
        on_demo(&["verify", folder.path().join("out").join(name).to_str().unwrap()]).well();
    }
    let run = on_demo(&["verify", folder.path().join("out/P2402-2564.pdf").to_str().unwrap()]).well();
    assert!(run.out.contains("2564-SA-R12-"), "{}", run.out);
    on_demo(&["audit", "verify"]).well();
    let run = on_demo(&["doctor"]).well();
    assert!(run.out.contains("2564 2565 2566 2567 2568"), "{}", run.out);
}

#[test]
fn a_demonstration_that_is_not_there_cannot_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let run = emes(&["--data", folder.path().to_str().unwrap(), "demo", "--keep", "--listen", "127.0.0.1:0"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("start without --keep to make one"), "{}", run.err);
    assert!(!folder.path().join("demo").exists(), "nothing was made");
}
