//! The phrase bank and the board of a round, as browsers without script use them.

use crate::pages::Site;

const ROUND: &str = "/rounds/2569/AP/R12";
const WORDS: &str = "มีระบบติดตามรายโรงเรียนที่ใช้ได้จริง";

#[test]
fn a_phrase_is_put_in_with_one_click_and_kept_for_others() {
    let site = Site::start("demo");
    let (one, two) = (site.person("evaluator", "P2300"), site.person("evaluator-2", "P2300"));
    let report = one.get("/marking").links("/marking/reports/2569/AP/R12/").pop().unwrap();
    let item = one.get(&report).is(303).location;
    let bank = format!("{item}/phrases");
    let click = |person: &crate::pages::Visitor<'_>, level: &str, strengths: &str, button: (&str, &str)| {
        let fields = [
            ("level", level),
            ("justification", "ยังไม่ได้บันทึก"),
            ("strengths", strengths),
            ("connective", "ทั้งนี้"),
            ("recommendation", ""),
            ("mark_version", "0"),
            ("suggestion_version", "0"),
            button,
        ];
        person.post(&bank, &fields)
    };
    let page = one.get(&item).shows("คลังข้อความ");
    let id =
        page.text.split("name=\"insert\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let inserted = click(&one, "4", "เขียนไว้ก่อน", ("insert", &id)).shows("ยังไม่ได้บันทึก").shows("เขียนไว้ก่อน");
    assert!(inserted.text.matches("value=\"4\" data-key=\"4\" checked").count() == 1, "the level is still chosen");
    // It is kept as a draft of the person who typed it: no level is given, and nobody else reads it.
    let draft = one.get(&item).shows("ข้อความนี้เป็นร่างของท่าน").shows("เขียนไว้ก่อน");
    assert!(draft.text.contains("name=\"mark_version\" value=\"0\""), "no mark was saved");
    assert!(!two.get(&item).is(200).text.contains("เขียนไว้ก่อน"), "a draft is its writer's alone");
    one.post(&format!("{item}/draft"), &[]).is(303);
    assert!(!one.get(&item).is(200).text.contains("เขียนไว้ก่อน"), "the draft is gone");
    click(&one, "4", "", ("insert", "7")).is(404);
    click(&one, "4", "", ("nothing", "7")).is(404);

    click(&one, "", WORDS, ("keep", "strengths")).is(422);
    click(&one, "4", " ", ("keep", "strengths")).is(422);
    click(&one, "4", WORDS, ("keep", "strengths")).shows("เก็บข้อความเข้าคลังแล้ว");
    click(&one, "4", WORDS, ("keep", "strengths")).shows("อยู่แล้ว");
    // Others who mark the item have it, in every office; those who do not mark it have nothing to do with it.
    let theirs = two.get(&item).shows(WORDS);
    let before = theirs.text.split(WORDS).next().unwrap();
    let own =
        theirs.text[before.len()..].split("name=\"insert\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let own = own.unwrap().to_owned();
    click(&two, "4", "", ("insert", &own)).shows(WORDS);
    click(&site.person("coordinator", "P2300"), "4", WORDS, ("keep", "strengths")).is(404);
    click(&site.person("screener", "P2300"), "4", WORDS, ("keep", "strengths")).is(404);
    // It is taken away by whoever kept it, or by the lead.
    let removed = click(&two, "4", "", ("remove", &own));
    assert_eq!(removed.status, 422);
    click(&site.person("lead-evaluator", "P2300"), "4", "", ("remove", &own)).shows("ลบข้อความออกจากคลังแล้ว");
    // What the other put in from it stays in their draft until they throw that away.
    two.post(&format!("{item}/draft"), &[]).is(303);
    assert!(!two.get(&item).is(200).text.contains(WORDS));
}

#[test]
fn the_centre_sees_who_has_how_much_and_hands_work_on() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    let board = format!("{ROUND}/work");
    let page = centre.get(&board).shows("ผู้ประเมิน 1").shows("ผู้ประเมิน 2").shows("ทุกส่วนมีผู้ประเมินครบแล้ว");
    let form = |page: &crate::pages::Page| {
        let mark = page.text.split("name=\"task\" value=\"mark\"").nth(1).map(str::to_owned);
        let from = mark.as_deref().and_then(|rest| rest.split("name=\"from\" value=\"").nth(1)?.split('"').next());
        let to = mark.as_deref().and_then(|rest| rest.split("<option value=\"").nth(1)?.split('"').next());
        (from.unwrap().to_owned(), to.unwrap().to_owned())
    };
    let (from, to) = form(&page);
    let hand_on = |from: &str, to: &str| {
        centre.post(&format!("{board}/hand-on"), &[("task", "mark"), ("from", from), ("to", to)])
    };
    hand_on(&from, &from).is(422);
    hand_on(&from, &to).leads_to(&board);
    // Now one of them has everything, and a second is proposed for all parts again.
    let page = centre.get(&board).shows("name=\"digest\"");
    let digest = page.field("digest");
    centre.post(&board, &[("digest", "another")]).is(409);
    centre.post(&board, &[("digest", &digest)]).leads_to(&board);
    centre.get(&board).shows("ทุกส่วนมีผู้ประเมินครบแล้ว");
    for role in ["lead-evaluator", "evaluator", "director"] {
        let person = site.person(role, "P2300");
        person.get(&board).is(404);
        person.post(&board, &[("digest", &digest)]).is(404);
    }
}
