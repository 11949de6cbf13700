//! `emes score`: the contract of docs/formats.md §4, against an independent implementation and against what was really published.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::Command;

use domain::instrument::Instrument;
use domain::level::Level;
use serde_json::Value;

use crate::support::{Run, emes, own, program, root, shipped};

const CASES: usize = 400;

fn python(args: &[&str]) {
    let run = Command::new("python3").current_dir(root()).args(args).output().expect("python3 is there");
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn random_instruments_score_as_the_independent_implementation_says() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().to_str().unwrap();
    python(&["tests/reference/generate.py", "--seed", "2566", "--count", &CASES.to_string(), "--out", cases]);
    python(&["tests/reference/score.py", "--cases", cases]);
    let mut seen = 0;
    for case in fs::read_dir(folder.path()).unwrap() {
        let case = case.unwrap().path();
        let file = |name: &str| case.join(name).display().to_string();
        let (instrument, marks, offices) = (file("instrument.toml"), file("marks.csv"), file("offices.csv"));
        let mut args = vec!["score", "--instrument", &instrument, "--marks", &marks, "--offices", &offices];
        let through = fs::read_to_string(case.join("through")).unwrap();
        if !through.trim().is_empty() {
            args.extend(["--through", through.trim()]);
        }
        let run = emes(&args).well();
        let found: Value = serde_json::from_str(&run.out).unwrap();
        let expected: Value = serde_json::from_slice(&fs::read(case.join("expected.json")).unwrap()).unwrap();
        assert_eq!(found, expected, "case {}", case.display());
        seen += 1;
    }
    assert_eq!(seen, CASES);
}

/// The nodes of the one office of a run by code, the overall result as "OVERALL".
fn nodes_of(run: Run, office: &str) -> BTreeMap<String, Value> {
    let mut found: Value = serde_json::from_str(&run.well().out).unwrap();
    let offices = found["offices"].as_array_mut().unwrap();
    assert_eq!(offices.len(), 1, "only offices with marks are scored");
    let mut result = offices.remove(0);
    assert_eq!(result["office"], office);
    let mut nodes: BTreeMap<String, Value> = result["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| (n["code"].as_str().unwrap().to_owned(), n.clone()))
        .collect();
    nodes.insert("OVERALL".to_owned(), result["overall"].take());
    nodes
}

fn score(instrument: &str, marks: &str) -> Run {
    emes(&["score", "--instrument", &shipped(&format!("instruments/{instrument}.toml")), "--marks", marks])
}

fn instrument(name: &str) -> Instrument {
    let text = fs::read_to_string(shipped(&format!("instruments/{name}.toml"))).unwrap();
    domain::instrument::parse(&text).unwrap()
}

fn word(instrument: &Instrument, score: &Value) -> String {
    let level = u8::try_from(score["level"].as_u64().unwrap()).unwrap();
    instrument.bands.of_level(Level(level)).unwrap().name_th.clone()
}

/// Every row of a published result: level and word as printed, and what was printed without a level.
fn agrees_with_publication(name: &str, office: &str, means: &[(&str, &str)]) {
    let (_, of) = name.split_once('-').unwrap();
    let instrument = instrument(of);
    let nodes = nodes_of(score(of, &shipped(&format!("data/published/{name}.marks.csv"))), office);
    let text = fs::read_to_string(shipped(&format!("data/published/{name}.published.json"))).unwrap();
    let published: Value = serde_json::from_str(&text).unwrap();
    let mut rows = 0;
    let printed = published["published"].as_object().unwrap().iter();
    for (code, row) in printed.chain(published["scores"].as_object().unwrap()) {
        let found = &nodes[code];
        match row["status"].as_str() {
            None | Some("evaluated") => {
                assert_eq!(found["state"], "scored", "{code}");
                assert_eq!(found["level"], row["level"], "{code}");
                assert_eq!(word(&instrument, found), row["level_th"].as_str().unwrap(), "{code}");
            }
            Some("monitored_only") => {
                assert_eq!((&found["state"], &found["reason"]), (&"left_out".into(), &"monitored".into()), "{code}");
            }
            Some("external_result") => {
                assert_eq!((&found["state"], &found["reason"]), (&"left_out".into(), &"external".into()), "{code}");
            }
            Some("group") => assert!(found["counted"].is_array(), "{code}"),
            Some(other) => panic!("{code}: {other}"),
        }
        rows += 1;
    }
    assert!(rows > 8, "{rows} rows were compared");
    for (code, mean) in means {
        assert_eq!(nodes[*code]["mean"], *mean, "{code}");
    }
}

#[test]
fn the_published_result_of_2564_comes_out_as_printed() {
    agrees_with_publication("P2402-sa-2564", "P2402", &[("S3", "4.17")]);
}

#[test]
fn the_published_result_of_2567_comes_out_as_printed() {
    let means = [("S1", "3.00"), ("S2", "4.67"), ("S3", "4.73"), ("OVERALL", "4.33")];
    agrees_with_publication("P5004-sa-2567", "P5004", &means);
}

fn printed(of: &str, expected: &[(&str, &str, &str)]) -> BTreeMap<String, Value> {
    let instrument = instrument(&format!("{of}-2566"));
    let nodes = nodes_of(score(&format!("{of}-2566"), &own(&format!("P2300-{of}-2566.marks.csv"))), "P2300");
    for (code, mean, level_th) in expected {
        let found = &nodes[*code];
        assert_eq!((found["mean"].as_str(), word(&instrument, found).as_str()), (Some(*mean), *level_th), "{code}");
    }
    nodes
}

#[test]
fn the_quick_policies_of_trat_2566_come_out_as_printed() {
    let rows = [
        ("QP01", "3.50", "ดีมาก"),
        ("QP02", "4.00", "ดีมาก"),
        ("QP03", "4.50", "ดีเยี่ยม"),
        ("QP04", "4.00", "ดีมาก"),
        ("QP05", "5.00", "ดีเยี่ยม"),
        ("QP06a", "5.00", "ดีเยี่ยม"),
        ("QP07", "5.00", "ดีเยี่ยม"),
        ("QP08", "4.50", "ดีเยี่ยม"),
        ("QP09", "5.00", "ดีเยี่ยม"),
        ("QP10", "4.50", "ดีเยี่ยม"),
        ("QPX1", "5.00", "ดีเยี่ยม"),
        ("QPX2", "5.00", "ดีเยี่ยม"),
        ("OVERALL", "4.58", "ดีเยี่ยม"),
    ];
    let nodes = printed("qp", &rows);
    assert_eq!(nodes["QP06b"]["reason"], "not_applicable");
    assert_eq!(nodes["OVERALL"]["counted"].as_array().unwrap().len(), 12);
}

#[test]
fn the_action_plan_of_trat_2566_comes_out_as_printed() {
    let nodes = printed("ap", &[("OVERALL", "5.00", "ดีเยี่ยม")]);
    assert_eq!(nodes["AP14"]["reason"], "missing");
    assert_eq!(nodes["AP24"]["reason"], "pending");
    assert_eq!(nodes["OVERALL"]["counted"].as_array().unwrap().len(), 5);
}

#[test]
fn the_standards_of_trat_2566_come_out_as_printed() {
    let rows =
        [("S1", "4.50", "ดีเยี่ยม"), ("S2", "4.40", "ดีเยี่ยม"), ("S3", "4.83", "ดีเยี่ยม"), ("OVERALL", "5.00", "ดีเยี่ยม")];
    let nodes = printed("sa", &rows);
    assert_eq!(nodes["S3"]["counted"].as_array().unwrap().len(), 12);
}

#[test]
fn all_three_forms_say_the_same() {
    let (instrument, marks) = (shipped("instruments/qp-2566.toml"), own("P2300-qp-2566.marks.csv"));
    let form = |f: &str| emes(&["score", "--instrument", &instrument, "--marks", &marks, "--format", f]).well().out;
    let json: Value = serde_json::from_str(&form("json")).unwrap();
    let (csv, table) = (form("csv"), form("table"));
    let nodes = json["offices"][0]["nodes"].as_array().unwrap();
    assert_eq!(csv.lines().count(), nodes.len() + 2, "a header, the nodes, the overall result");
    assert_eq!(table.lines().count(), nodes.len() + 2);
    for (node, (csv, table)) in nodes.iter().zip(csv.lines().skip(1).zip(table.lines().skip(1))) {
        let (code, mean) = (node["code"].as_str().unwrap(), node["mean"].as_str().unwrap_or(""));
        assert!(csv.starts_with(&format!("P2300,{code},")) && csv.contains(mean), "{csv}");
        assert!(table.starts_with("P2300") && table.contains(code) && table.contains(mean), "{table}");
    }
}

#[test]
fn bad_input_prints_nothing_and_wrong_usage_is_told_apart() {
    let marks = own("P2300-qp-2566.marks.csv");
    // Quick-policy marks on the standards: every row names an unknown item.
    let run = score("sa-2566", &marks).refused();
    assert_eq!(run.out, "");
    assert!(run.err.lines().all(|line| line.starts_with(&format!("{marks}:"))), "{}", run.err);
    let run = score("sa-2566", "/nowhere/marks.csv").refused();
    assert_eq!(run.out, "");
    for wrong in [&["score"][..], &["score", "--marks", &marks], &["score", "--format", "pdf"], &["scor"], &[]] {
        let run = emes(wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{wrong:?}");
    }
}

#[test]
fn several_instruments_are_scored_into_a_folder_or_none_is() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("scores");
    let pairs = [("qp-2566", own("P2300-qp-2566.marks.csv")), ("ap-2566", own("P2300-ap-2566.marks.csv"))];
    let files = pairs.each_ref().map(|(name, _)| shipped(&format!("instruments/{name}.toml")));
    let all = |marks: [&str; 2], out: &str| {
        let mut args = vec!["score", "--out", out];
        for (instrument, marks) in files.iter().zip(marks) {
            args.extend(["--instrument", instrument, "--marks", marks]);
        }
        emes(&args)
    };
    let refused = all([&pairs[0].1, &pairs[0].1], out.to_str().unwrap()).refused();
    assert!(refused.err.starts_with(&pairs[0].1), "{}", refused.err);
    assert!(!out.exists(), "nothing is written when a file is bad");
    all([&pairs[0].1, &pairs[1].1], out.to_str().unwrap()).well();
    let mut names: Vec<_> =
        fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["AP-2566.json", "QP-2566.json"]);
    for ((name, marks), file) in pairs.iter().zip(["QP-2566.json", "AP-2566.json"]) {
        assert_eq!(fs::read_to_string(out.join(file)).unwrap(), score(name, marks).well().out);
    }
    let (instrument, marks) = (&files[0], &pairs[0].1);
    for wrong in [
        &["score", "--instrument", instrument, "--marks", marks, "--marks", marks, "--out", "x"][..],
        &["score", "--instrument", instrument, "--marks", marks, "--instrument", instrument, "--marks", marks],
    ] {
        assert_eq!(emes(wrong).code, 2, "{wrong:?}");
    }
    let twice = ["score", "--instrument", instrument, "--marks", marks, "--instrument", instrument, "--marks", marks];
    let run = emes(&[&twice[..], &["--out", out.to_str().unwrap()]].concat()).refused();
    assert!(run.err.contains("QP-2566.json"), "{}", run.err);
    assert!(
        emes(&["score", "--instrument", instrument, "--marks", marks, "--out", "/proc/x"])
            .refused()
            .err
            .contains("/proc/x")
    );
}

#[test]
fn a_full_disk_under_the_result_is_told() {
    let mut command = program();
    command.args(["--lang", "en", "score", "--instrument", &shipped("instruments/qp-2566.toml"), "--marks"]);
    command.arg(own("P2300-qp-2566.marks.csv")).stdout(File::create("/dev/full").unwrap());
    let run = Run::of(command.output().unwrap()).refused();
    assert!(run.err.contains("could not be written"), "{}", run.err);
}
