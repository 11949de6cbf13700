//! Two evaluators and a lead, as browsers without script use the pages.

use crate::pages::{Page, Site, Visitor};

const ROUND: &str = "/rounds/2569/AP/R12";
const OPEN: &str = "รายการนี้มีผู้ประเมินสองคน";
const GIVEN: &str = "ท่านให้คะแนนรายการนี้แล้ว";
const SECRET: &str = "ถ้อยคำของผู้ประเมินคนแรก";

fn give(person: &Visitor<'_>, item: &str, level: &str, words: &str) -> Page {
    let fields = [
        ("level", level),
        ("justification", words),
        ("strengths", words),
        ("connective", "ทั้งนี้"),
        ("recommendation", "ควรขยายผล"),
        ("mark_version", "0"),
        ("suggestion_version", "0"),
    ];
    person.post(item, &fields)
}

/// The items of the workspace of a report, each once.
fn items(person: &Visitor<'_>, marking: &str) -> Vec<String> {
    let first = person.get(marking).is(303).location;
    let mut items = person.get(&first).links(&format!("{marking}/items/"));
    items.sort();
    items.dedup();
    items
}

#[test]
fn two_evaluators_mark_apart_and_the_lead_decides_where_they_differ() {
    let site = Site::start("demo");
    let (one, two) = (site.person("evaluator", "P2300"), site.person("evaluator-2", "P2300"));
    let (lead, centre) = (site.person("lead-evaluator", "P2300"), site.person("central-admin", "P2300"));
    let demo_differences = lead.get("/reconciliation").shows("รอตั้งแต่").links("/reconciliation/reports/2569/AP/").len();

    // A report in which nobody gave an opinion yet, with items of either kind.
    let reports = one.get("/marking").links("/marking/reports/2569/AP/R12/");
    assert_eq!(two.get("/marking").links("/marking/reports/2569/AP/R12/"), reports);
    let fits = |marking: &String| {
        let pages: Vec<(String, String)> =
            items(&one, marking).into_iter().map(|item| (one.get(&item).is(200).text, item)).collect();
        let is_fresh = !pages.iter().any(|(text, _)| text.contains(GIVEN));
        let (doubled, single): (Vec<_>, Vec<_>) = pages.into_iter().partition(|(text, _)| text.contains(OPEN));
        let items = |pages: Vec<(String, String)>| pages.into_iter().map(|(_, item)| item).collect::<Vec<_>>();
        (is_fresh && doubled.len() > 1 && !single.is_empty()).then(|| (marking.clone(), items(doubled), items(single)))
    };
    let (marking, doubled, single) = reports.iter().find_map(fits).expect("a report that nobody marked waits");

    // The first gives; it is sealed, and the second sees nothing of it.
    let before = two.get(&doubled[0]).shows(OPEN).text;
    give(&one, &doubled[0], "4", SECRET).is(303);
    assert!(one.get(&doubled[0]).shows(GIVEN).text.contains(SECRET));
    give(&one, &doubled[0], "5", "เปลี่ยนใจ").is(422).text.contains(SECRET);
    let after = two.get(&doubled[0]).shows(OPEN).text;
    assert_eq!(before, after, "the page of the second is the same to the letter");

    // Equal levels stand.
    give(&two, &doubled[0], "4", "อีกคน").is(303);
    assert!(!two.get(&doubled[0]).is(200).text.contains(SECRET));
    // Different ones go to the lead.
    give(&one, &doubled[1], "5", SECRET).is(303);
    give(&two, &doubled[1], "3", "อีกคน").is(303);
    let dispute = doubled[1].replacen("/marking", "/reconciliation", 1);
    let listed = lead.get("/reconciliation").links("/reconciliation/reports/2569/AP/");
    assert_eq!(listed.len(), demo_differences + 1);
    assert!(listed.contains(&dispute), "{listed:?}");
    lead.get(&dispute).shows(SECRET).shows("อีกคน").shows("ผู้ประเมิน 1").shows("ผู้ประเมิน 2");
    let decision = |level: &'static str, words: &'static str| {
        [
            ("level", level),
            ("words", words),
            ("strengths", "มีผลงาน"),
            ("connective", "ทั้งนี้"),
            ("recommendation", "ควรขยายผล"),
        ]
    };
    for person in [&one, &two, &centre] {
        person.get(&dispute).is(404);
        person.post(&dispute, &decision("4", "x")).is(404);
        person.get("/reconciliation").is(404);
    }
    lead.get(&doubled[0].replacen("/marking", "/reconciliation", 1)).is(404);
    lead.post(&dispute, &decision("", "x")).is(422);
    let refused = lead.post(&dispute, &decision("4", " ")).is(422);
    assert!(refused.text.contains("มีผลงาน"), "what was typed is still there");
    lead.post(&dispute, &decision("4", "ตรวจหลักฐานแล้ว")).leads_to("/reconciliation");
    lead.post(&dispute, &decision("4", "x")).is(409);
    lead.get(&dispute).shows("ตรวจหลักฐานแล้ว");

    // The report is marked when both gave theirs everywhere.
    let is_waiting = || one.get("/marking").links(&marking).contains(&marking);
    for item in doubled[2..].iter().chain(&single) {
        assert!(is_waiting());
        give(&one, item, "4", "ตามหลักฐาน").is(303);
    }
    for item in &doubled[2..] {
        give(&two, item, "4", "ตามหลักฐาน").is(303);
    }
    assert!(!is_waiting() && !two.get("/marking").links(&marking).contains(&marking));

    // Lead and centre see how far they agree; those who are counted do not.
    for person in [&lead, &centre] {
        person.get(&format!("{ROUND}/agreement")).shows("ผู้ประเมิน 2").shows("Krippendorff");
    }
    for person in [&one, &two, &site.person("director", "P2300"), &site.person("executive", "P2300")] {
        person.get(&format!("{ROUND}/agreement")).is(404);
    }
}

#[test]
fn the_share_is_chosen_before_marking() {
    let site = Site::start("demo");
    let (centre, lead) = (site.person("central-admin", "P2300"), site.person("lead-evaluator", "P2300"));
    let share = |percent, version| [("percent", percent), ("version", version)];
    let fresh = "/rounds/2569/QP/R6/doubling";
    lead.post(fresh, &share("20", "0")).is(404);
    for wrong in ["", "ยี่สิบ", "101", "-1"] {
        centre.post(fresh, &share(wrong, "0")).is(422);
    }
    centre.post(fresh, &share("๒๐", "0")).leads_to("/rounds?year=2569#QP-R6");
    centre.post(fresh, &share("30", "0")).is(409);
    centre.post(fresh, &share("30", "1")).leads_to("/rounds?year=2569#QP-R6");
    centre.get("/rounds?year=2569").shows("เลขตั้งต้นของการสุ่ม");
    centre.get("/rounds/2569/QP/R6/agreement").shows("ยังไม่มีรายการ");
    centre.get("/rounds/2569/QP/R9/agreement").is(404);
    // Some offices of this round have their marks.
    centre.post(&format!("{ROUND}/doubling"), &share("50", "1")).is(422);
}
