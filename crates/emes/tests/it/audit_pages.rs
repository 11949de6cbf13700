//! The pages of the audit log, as an auditor uses them.

use std::time::Duration;

use crate::pages::Site;

#[test]
fn an_auditor_finds_who_did_what_and_checks_the_log() {
    let site = Site::start("demo");
    let item = "/reports/2569/QP/R12/P2300/items/QP04";
    let coordinator = site.person("coordinator", "P2300");
    coordinator.post(item, &[("version", "0"), ("met", "1"), ("narrative", "ข้อความแรก")]).leads_to(item);
    site.person("coordinator", "P2402").post(item, &[("version", "1"), ("narrative", "ของผู้อื่น")]).is(404);

    // Nobody else has the page, and nobody else learns that it is there.
    for other in [&coordinator, &site.person("executive", "P2300"), &site.person("lead-evaluator", "P2300")] {
        for path in ["/audit", "/audit/check", "/audit/export/csv", "/audit/export/xlsx"] {
            other.get(path).is(404);
        }
        other.post("/audit/check", &[]).is(404);
    }

    let auditor = site.person("auditor", "P2300");
    auditor.get("/").leads_to("/national");
    let page = auditor.get("/audit").shows("บันทึกการใช้งาน").shows("เข้าสู่ระบบ");
    assert!(page.text.contains("ยังไม่เคยตรวจ"), "nobody checked yet");
    let page =
        auditor.get("/audit?office=p2300&action=answer.save").shows("บันทึกคำตอบ").shows("รายงาน QP-2569-R12 P2300");
    assert!(page.text.contains("ถูกปฏิเสธ") && page.text.contains("เจ้าหน้าที่ผู้ประสานงาน"), "{}", page.text);
    // One click keeps what was asked for and narrows it.
    let narrower = page.links("/audit?actor=user").remove(0).replace("&#38;", "&");
    assert!(narrower.contains("action=answer.save") && narrower.contains("office=p2300"), "{narrower}");
    auditor.get(&narrower).shows("บันทึกคำตอบ");
    let refused = auditor.get("/audit?outcome=denied&action=answer.save").shows("ถูกปฏิเสธ");
    assert!(!refused.text.contains("<span class=\"st st-ok\">"), "{}", refused.text);
    auditor.get("/audit?actor=demo-coordinator-P2300&office=P2300").shows("บันทึกคำตอบ");
    auditor.get("/audit?actor=nobody").shows("ไม่พบรายการ");
    auditor.get("/audit?from=1+%E0%B8%A1.%E0%B8%84.+2560&to=2+%E0%B8%A1.%E0%B8%84.+2560").shows("ไม่พบรายการ");
    auditor.get("/audit?from=yesterday").is(422);
    auditor.get("/audit?before=nonsense&action=x&outcome=y&office=%22").is(200);

    // Older entries page by page, without one twice.
    let mut address = "/audit".to_owned();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let page = auditor.get(&address).is(200);
        let numbers = page.text.split("<span class=\"tnum\">").skip(1).filter_map(|rest| rest.split('<').next());
        seen.extend(numbers.map(|number| number.parse::<i64>().unwrap()));
        address = page.links("/audit?before=").remove(0);
    }
    let apart: std::collections::BTreeSet<i64> = seen.iter().copied().collect();
    assert_eq!((seen.len(), apart.len()), (100, 100), "{seen:?}");

    // The tables.
    let csv = auditor.get("/audit/export/csv?office=P2300&action=answer.save").is(200);
    assert!(csv.kind.starts_with("text/csv") && csv.text.lines().count() >= 3, "{}", csv.text);
    assert!(csv.text.contains("บันทึกคำตอบ") && csv.text.contains("QP04"), "{}", csv.text);
    assert!(auditor.bytes("/audit/export/xlsx?office=P2300").starts_with(b"PK"));
    auditor.get("/audit/export/pdf").is(404);
    auditor.get("/audit/export/csv?from=yesterday").is(422);

    // The check is done in the background.
    auditor.post("/audit/check", &[]).leads_to("/audit");
    let done = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(200));
        auditor.get("/audit/check").text.contains("ครบถ้วน ไม่มีการแก้ไข")
    });
    assert!(done, "{}", auditor.get("/audit/check").text);
    auditor.get("/audit").shows("ครบถ้วน ไม่มีการแก้ไข").shows("รหัสท้ายบันทึก");
    auditor.get("/audit?action=audit.verify").shows("ตรวจบันทึกการใช้งาน").shows("งานเบื้องหลัง");
    site.person("central-admin", "P2300").get("/jobs").shows("ตรวจบันทึกการใช้งาน");

    let english = site.person("auditor", "P2300");
    english.get("/language/en?back=/audit").is(303);
    english.get("/audit").shows("Audit log").shows("Whole and unchanged");
}
