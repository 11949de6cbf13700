use super::super::{Target, TargetOperator, TargetScope, parse};
use super::*;
use crate::id::UserId;
use crate::level::Level;

const FILE: &str = r#"
format = 1
code = "SA"
fiscal_year = 2569
title_th = "มาตรฐาน"
rounds = ["R6", "R12"]
[scoring]
rounds = "mean"
groups = "leaves"
missing = "block"
[[band]]
level = 2
min = "1.50"
name_th = "ดี"
[[band]]
level = 1
min = "1.00"
name_th = "พอใช้"
[[node]]
code = "S1"
kind = "standard"
label_th = "มาตรฐานที่ 1"
title_th = "ก"
mode = "group"
applies_to = ["primary", "secondary"]
[[node]]
code = "S1.1"
kind = "indicator"
parent = "S1"
label_th = "ตัวบ่งชี้ที่ 1"
title_th = "ข"
mode = "evaluated"
applies_to = ["primary", "secondary"]
rubric = ["หนึ่ง", "สอง"]
[[node]]
code = "S1.2"
kind = "indicator"
parent = "S1"
label_th = "ตัวบ่งชี้ที่ 2"
title_th = "ค"
mode = "evaluated"
applies_to = ["primary"]
[[node]]
code = "S2"
kind = "standard"
label_th = "มาตรฐานที่ 2"
title_th = "ง"
mode = "evaluated"
applies_to = ["secondary"]
"#;

fn draft() -> Draft {
    Draft::of(&parse(FILE).unwrap(), FiscalYear::new(2570).unwrap())
}

fn code(text: &str) -> NodeCode {
    NodeCode::new(text).unwrap()
}

fn codes(draft: &Draft) -> String {
    let nodes = draft.tree().nodes().iter().enumerate();
    nodes.map(|(i, node)| format!("{}{}", ">".repeat(draft.tree().depth(i)), node.code)).collect::<Vec<_>>().join(" ")
}

fn add(at: &str, parent: Option<&str>, mode: Mode) -> Edit {
    Edit::Add {
        code: code(at),
        parent: parent.map(code),
        kind: NodeKind::Indicator,
        label_th: "ตัวบ่งชี้".to_owned(),
        title_th: "ใหม่".to_owned(),
        mode,
    }
}

fn put(node: &str, parent: Option<&str>) -> Edit {
    Edit::Put { node: code(node), parent: parent.map(code) }
}

#[test]
fn a_draft_of_the_next_year_keeps_codes_and_reads_back() {
    let draft = draft();
    assert_eq!(draft.tree().fiscal_year.number(), 2570);
    assert_eq!(codes(&draft), "S1 >S1.1 >S1.2 S2");
    assert!(draft.instrument().is_ok());
    assert_eq!(Draft::read(&draft.to_text()).unwrap(), draft);
}

#[test]
fn items_are_added_moved_numbered_and_removed() {
    let draft = draft().apply(&add("S2.1", None, Mode::Evaluated)).unwrap();
    assert_eq!(codes(&draft), "S1 >S1.1 >S1.2 S2 S2.1");
    assert_eq!(draft.apply(&put("S2.1", Some("S2"))).unwrap_err().key, "draft-no-group");
    let draft = draft.apply(&put("S2.1", Some("S1"))).unwrap();
    assert_eq!(codes(&draft), "S1 >S1.1 >S1.2 >S2.1 S2");
    let up = |draft: &Draft| draft.apply(&Edit::Shift { node: code("S2.1"), direction: Direction::Up });
    let draft = up(&up(&draft).unwrap()).unwrap();
    assert_eq!(codes(&draft), "S1 >S2.1 >S1.1 >S1.2 S2");
    assert_eq!(up(&draft).unwrap_err().key, "draft-at-the-end");
    let draft = draft.apply(&Edit::Shift { node: code("S1"), direction: Direction::Down }).unwrap();
    assert_eq!(codes(&draft), "S2 S1 >S2.1 >S1.1 >S1.2", "a group moves with what is below it");
    let numbered = draft.apply(&Edit::Renumber { node: code("S2.1"), code: code("S1.3") }).unwrap();
    assert_eq!(codes(&numbered), "S2 S1 >S1.3 >S1.1 >S1.2");
    let taken = draft.apply(&Edit::Renumber { node: code("S2.1"), code: code("S1.1") }).unwrap_err();
    assert_eq!(taken.key, "draft-code-taken");
    assert_eq!(draft.apply(&put("S1", Some("S1"))).unwrap_err().key, "draft-into-itself");
    let draft = draft.apply(&Edit::Remove { node: code("S1") }).unwrap();
    assert_eq!(codes(&draft), "S2");
    assert_eq!(draft.apply(&Edit::Remove { node: code("S1") }).unwrap_err().key, "draft-no-item");
}

#[test]
fn what_is_wrong_is_listed_with_its_place_until_it_is_mended() {
    let broken = draft().apply(&add("S3", None, Mode::Group)).unwrap();
    let [problem] = broken.problems() else { panic!("{:?}", broken.problems()) };
    assert_eq!((problem.place.as_deref(), problem.fault.key), (Some("S3"), "node-group-empty"));
    assert_eq!(broken.instrument().unwrap_err().key, "draft-problems");
    assert_eq!(Draft::read(&broken.to_text()).unwrap(), broken, "a draft is stored with its problems");
    let mended = broken.apply(&put("S2", Some("S3"))).unwrap();
    assert!(mended.instrument().is_ok());

    let node = draft().tree().node("S2").unwrap().clone();
    let aimless = draft().apply(&Edit::Rewrite(Box::new(Node { mode: Mode::Target, ..node.clone() }))).unwrap();
    assert_eq!(aimless.problems()[0].fault.key, "node-target-missing");
    let target = Target {
        value: "80".parse().unwrap(),
        unit: None,
        operator: TargetOperator::AtLeast,
        scope: TargetScope::Office,
    };
    let aimed = Node { mode: Mode::Target, target: Some(target), ..node.clone() };
    assert!(aimless.apply(&Edit::Rewrite(Box::new(aimed))).unwrap().instrument().is_ok());
    let weightless = Node { weight: Decimal::new(0, 0), rubric: vec!["หนึ่ง".to_owned()], ..node };
    let keys = draft().apply(&Edit::Rewrite(Box::new(weightless))).unwrap();
    let keys: Vec<&str> = keys.problems().iter().map(|problem| problem.fault.key).collect();
    assert_eq!(keys, ["weight-not-positive", "node-rubric-count"]);
}

#[test]
fn what_would_hide_a_part_of_the_tree_is_refused() {
    let node = draft().tree().node("S2").unwrap().clone();
    let nameless = draft().apply(&Edit::Rewrite(Box::new(Node { title_th: " ".to_owned(), ..node })));
    assert_eq!(nameless.unwrap_err().key, "instrument-text-empty");
    let band = |level, min: &str| Band {
        level: Level(level),
        min: min.parse().unwrap(),
        name_th: "ก".to_owned(),
        name_en: None,
    };
    assert_eq!(draft().apply(&Edit::Bands(Vec::new())).unwrap_err().key, "draft-bands-none");
    let upside_down = draft().apply(&Edit::Bands(vec![band(2, "1.00"), band(1, "1.50")]));
    assert_eq!(upside_down.unwrap_err().key, "band-min-order");
    assert!(draft().apply(&Edit::Bands(vec![band(2, "1.75"), band(1, "1.00")])).unwrap().instrument().is_ok());
    let scoring = draft().tree().scoring.clone();
    let roundless = Edit::Head { title_th: "ก".to_owned(), title_en: None, rounds: Vec::new(), scoring };
    assert_eq!(draft().apply(&roundless).unwrap_err().key, "rounds-order");
}

#[test]
fn an_item_keeps_of_its_rounds_those_that_the_instrument_has() {
    let node = draft().tree().node("S2").unwrap().clone();
    let early = Node { rounds: Some(vec![RoundCode::R6]), ..node };
    let draft = draft().apply(&Edit::Rewrite(Box::new(early))).unwrap();
    let with = |rounds: &[RoundCode]| {
        let scoring = draft.tree().scoring.clone();
        let head = Edit::Head { title_th: "ก".to_owned(), title_en: None, rounds: rounds.to_vec(), scoring };
        draft.apply(&head).unwrap().tree().node("S2").unwrap().rounds.clone()
    };
    assert_eq!(with(&[RoundCode::R3, RoundCode::R6]), Some(vec![RoundCode::R6]));
    assert_eq!(with(&[RoundCode::R12]), None, "without one of its own it has all");
}

#[test]
fn a_file_that_would_lose_something_is_refused() {
    let refused = |to: &str, key: &str| {
        let problems = Draft::read(&FILE.replacen("parent = \"S1\"", to, 1)).unwrap_err();
        assert!(problems.iter().any(|problem| problem.fault.key == key), "{problems:?}");
    };
    refused("parent = \"S9\"", "node-parent-unknown");
    refused("parent = \"S1.1\"", "node-parent-cycle");
}

#[test]
fn a_new_draft_has_rules_and_no_item() {
    let rules = parse(FILE).unwrap();
    let (new, year) = (InstrumentCode::new("XY").unwrap(), FiscalYear::new(2571).unwrap());
    let blank = Draft::blank(&rules, new.clone(), year, "เครื่องมือใหม่").unwrap();
    assert_eq!((codes(&blank).as_str(), blank.problems().len()), ("", 1));
    assert_eq!(Draft::read(&blank.to_text()).unwrap(), blank);
    assert_eq!(blank.next_code(None, |_| false), "XY01");
    assert!(blank.apply(&add("XY01", None, Mode::Evaluated)).unwrap().instrument().is_ok());
    assert!(Draft::blank(&rules, new, year, " ").is_err());
    let foreign = draft().apply(&Edit::Replace(Box::new(blank))).unwrap_err();
    assert_eq!(foreign.key, "draft-other-instrument");
}

#[test]
fn a_code_is_proposed_that_continues_nothing() {
    let draft = draft();
    assert_eq!(draft.next_code(Some("S1"), |_| false), "S1.3");
    assert_eq!(draft.next_code(Some("S1"), |code| code == "S1.3"), "S1.4");
    assert_eq!(draft.next_code(None, |_| false), "S3");
    assert_eq!(draft.next_code(Some("S2"), |_| false), "S2.1");
}

#[test]
fn a_second_person_publishes() {
    let (author, helper, second) = (Some(UserId(1)), Some(UserId(2)), Some(UserId(3)));
    let draft = draft();
    let broken = draft.apply(&add("S3", None, Mode::Group)).unwrap();
    let review = Review::begin(author).write(helper).unwrap().write(author).unwrap();
    assert_eq!(review.authors, [UserId(1), UserId(2)]);
    assert_eq!(review.judge(second).unwrap_err().key, "draft-not-waiting");
    assert_eq!(review.hand_in(author, &broken).unwrap_err().key, "draft-problems");
    let waiting = review.hand_in(author, &draft).unwrap();
    assert_eq!(waiting.write(author).unwrap_err().key, "draft-waits");
    for own in [author, helper] {
        assert_eq!(waiting.judge(own).unwrap_err().key, "draft-own");
        assert_eq!(waiting.send_back(own, "แก้").unwrap_err().key, "draft-own");
    }
    assert!(waiting.judge(second).is_ok());
    assert_eq!(waiting.send_back(second, " ").unwrap_err().key, "reason-missing");
    let back = waiting.send_back(second, "แก้เกณฑ์").unwrap();
    assert_eq!((back.stage, back.words.as_deref()), (Stage::Writing, Some("แก้เกณฑ์")));
    assert_eq!(back.hand_in(author, &draft).unwrap().words, None);
    assert_eq!(waiting.take_back().unwrap().stage, Stage::Writing);
}

#[test]
fn an_item_reads_back_from_its_texts() {
    let draft = draft();
    let tree = draft.tree();
    for (at, node) in tree.nodes().iter().enumerate() {
        let text = ItemText::of(tree, at);
        assert_eq!(text.node(node.code.clone(), node.parent, &tree.rounds).as_ref(), Ok(node));
    }
    let text = |text: ItemText| text.node(code("S2"), None, &tree.rounds);
    let good = ItemText::of(tree, 3);
    assert_eq!(text(ItemText { mode: "x".to_owned(), ..good.clone() }).unwrap_err().key, "instrument-word-unknown");
    assert_eq!(text(ItemText { weight: "x".to_owned(), ..good.clone() }).unwrap_err().key, "draft-number");
    let own = ItemText { rounds: vec!["R12".to_owned()], weight: "๑,๐๐๐.๕".to_owned(), ..good };
    let own = text(own).unwrap();
    assert_eq!((own.rounds, own.weight.to_string()), (Some(vec![RoundCode::R12]), "1000.5".to_owned()));
    let items = tree.nodes().iter().map(|node| {
        let parent = node.parent.map(|parent| tree.nodes()[parent].code.clone());
        (parent, node.clone())
    });
    let items: Vec<_> = items.collect();
    assert_eq!(draft.with_items(items.clone()).unwrap(), draft);
    let shuffled = [1, 3, 0, 2].map(|at| items[at].clone()).to_vec();
    assert_eq!(codes(&draft.with_items(shuffled).unwrap()), "S2 S1 >S1.1 >S1.2", "each item before those below it");
    let twice = items.iter().chain(&items[..1]).cloned().collect();
    assert_eq!(draft.with_items(twice).unwrap_err().key, "draft-code-taken");
    assert_eq!(draft.with_items(items[1..].to_vec()).unwrap_err().key, "draft-no-item");
}
