//! A round from its last mark to a corrected publication, as browsers without script go through it.

use std::io::Read as _;
use std::time::{Duration, Instant};

use crate::pages::{Page, Site, Visitor};
use crate::support::emes;

const REPORT: &str = "/reports/2569/SA/R12/P2300";
const ROUND: &str = "/rounds/2569/SA/R12";
const BOARD: &str = "/publications/2569/SA/R12";
const RESULT: &str = "/results/2569/P2300";

/// Waits until a page shows what a worker is still at.
fn wait(visitor: &Visitor<'_>, path: &str, is_there: impl Fn(&Page) -> bool) -> Page {
    let begun = Instant::now();
    loop {
        let page = visitor.get(path).is(200);
        if is_there(&page) {
            return page;
        }
        assert!(begun.elapsed() < Duration::from_secs(240), "{path} never came to it: {}", page.text);
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// Brings the report of P2300 to its last mark.
fn mark_all(site: &Site) {
    let director = site.person("director", "P2300");
    let items = director.get(REPORT).links(&format!("{REPORT}/items/"));
    director.post(&format!("{REPORT}/certify"), &[("word", "1")]).leads_to(REPORT);
    let screener = site.person("screener", "P2300");
    let verdicts: Vec<String> =
        items.iter().map(|href| format!("verdict-{}", href.rsplit('/').next().unwrap())).collect();
    let mut passed: Vec<(&str, &str)> = verdicts.iter().map(|verdict| (verdict.as_str(), "pass")).collect();
    passed.push(("accept", "1"));
    screener.post(&format!("/screening{REPORT}"), &passed).leads_to("/screening");
    let evaluator = site.person("evaluator", "P2300");
    let mut item = evaluator.get(&format!("/marking{REPORT}")).is(303).location;
    let fields = [
        ("level", "4"),
        ("justification", "ตามหลักฐาน"),
        ("strengths", "มีผลงานเชิงประจักษ์"),
        ("connective", "ทั้งนี้"),
        ("recommendation", "ควรขยายผล"),
        ("mark_version", "0"),
        ("suggestion_version", "0"),
    ];
    while item != "/marking" {
        item = evaluator.post(&item, &fields).is(303).location;
    }
}

/// Ends reporting: the centre draws the last day to the first, which is over.
fn close(centre: &Visitor<'_>) {
    let page = centre.get("/rounds?year=2569").shows("SA-R12-opens");
    let form = page.text.split("id=\"SA-R12\"").nth(1).unwrap().to_owned();
    let form = Page { text: form, ..page };
    let (opens, version) = (form.field("opens"), form.field("version"));
    let days = [("opens", opens.as_str()), ("due", &opens), ("closes", &opens), ("version", &version)];
    centre.post(ROUND, &days).leads_to("/rounds?year=2569#SA-R12");
    for step in ["close", "begin-marking"] {
        centre.post(&format!("{ROUND}/{step}"), &[]).leads_to("/rounds?year=2569#SA-R12");
    }
}

#[test]
fn a_round_is_confirmed_published_issued_objected_to_and_corrected() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    let lead = site.person("lead-evaluator", "P2300");
    mark_all(&site);
    close(&centre);

    // The worker computes the scores by itself; the lead looks at what is missing and says why it is not waited for.
    wait(&centre, "/jobs", |page| page.text.contains("เสร็จแล้ว"));
    let review = lead.get(&format!("{ROUND}/review")).shows("ยังไม่ครบ");
    let gaps = review.field("gaps");
    lead.get("/scores/2569/SA/R12/P2300").shows("ค่าเฉลี่ย");
    lead.post(&format!("{ROUND}/confirm"), &[]).is(422);
    lead.post(&format!("{ROUND}/confirm"), &[("gaps", "1"), ("reason", "x")]).is(409);
    centre.post(&format!("{ROUND}/confirm"), &[("gaps", &gaps), ("reason", "x")]).is(404);
    centre.get(&format!("{ROUND}/publish")).is(404);
    lead.post(&format!("{ROUND}/confirm"), &[("gaps", &gaps), ("reason", "ครบกำหนดแล้ว")])
        .leads_to("/rounds?year=2569#SA-R12");

    // The centre publishes with the texts of the letter.
    centre.get(&format!("{ROUND}/publish")).shows("name=\"series\"");
    lead.get(&format!("{ROUND}/publish")).is(404);
    let letter = |position| {
        [
            ("series", "ศธ 04003"),
            ("number", "ว 1"),
            ("subject", "แจ้งผล"),
            ("to", "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา ทุกเขต"),
            ("paragraphs", "ตามที่ได้ดำเนินการ\r\n\r\nจึงเรียนมาเพื่อทราบ"),
            ("letter_position", "รองเลขาธิการ"),
            ("result_position", position),
            ("days", "15"),
        ]
    };
    centre.post(&format!("{ROUND}/publish"), &letter(" ")).is(422);
    centre.post(&format!("{ROUND}/publish"), &letter("ผู้อำนวยการสำนัก")).leads_to(BOARD);
    centre.get(BOARD).shows("2569-SA-R12-1");

    // All documents are made in the background, watched by events, and come as one archive.
    centre.post("/documents", &[("year", "2569")]).is(422);
    lead.post("/documents", &[("year", "2569"), ("format", "pdf")]).is(404);
    centre.post("/documents", &[("year", "2569"), ("format", "pdf")]).leads_to("/documents?year=2569");
    centre.post("/documents", &[("year", "2569"), ("format", "pdf")]).is(422);
    let page = centre.get("/documents?year=2569").shows("data-progress-url");
    let events = page.text.split("data-progress-url=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let stream = centre.get(events).is(200);
    assert!(stream.kind.starts_with("text/event-stream") && stream.text.contains("event: "), "{}", stream.text);
    lead.get(events).is(404);
    wait(&centre, "/documents?year=2569", |page| page.text.contains("/documents/2569/pdf.zip"));
    wait(&centre, "/documents?year=2569", |page| !page.text.contains("data-progress-url"));
    let archive = centre.bytes("/documents/2569/pdf.zip");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    assert!(archive.by_name("letter-2569.pdf").is_ok() && archive.by_name("national-2569.pdf").is_ok());
    let mut packed = Vec::new();
    archive.by_name("P2300-2569.pdf").unwrap().read_to_end(&mut packed).unwrap();

    // The office takes its own file, and it is the one that was issued.
    let viewer = site.person("viewer", "P2300");
    viewer.get("/results").leads_to(RESULT);
    let result = viewer.get(RESULT).shows("2569-SA-R12-1").shows("ดีมาก");
    let file = result.links("/documents/file/").remove(0);
    assert_eq!(viewer.bytes(&file), packed);
    let path = site.folder().join("P2300-2569.pdf");
    std::fs::write(&path, &packed).unwrap();
    let data = site.folder().join("data/demo");
    let verify = |path: &std::path::Path| emes(&["--data", data.to_str().unwrap(), "verify", path.to_str().unwrap()]);
    assert!(verify(&path).well().out.contains("2569-SA-R12-1"));
    let other = site.person("director", "P2402");
    for path in
        [RESULT, file.as_str(), "/documents/2569/pdf.zip", BOARD, "/documents", "/jobs", "/scores/2569/SA/R12/P2300"]
    {
        other.get(path).is(404);
    }

    // It receives and objects: the director alone.
    let director = site.person("director", "P2300");
    viewer.post(&format!("{RESULT}/acknowledge"), &[]).is(404);
    other.post(&format!("{RESULT}/acknowledge"), &[]).is(404);
    director.post(&format!("{RESULT}/acknowledge"), &[]).leads_to(RESULT);
    director.get(RESULT).shows("ตอบรับเมื่อ");
    let node = director.get(RESULT).field("node");
    let objection = [("instrument", "SA"), ("through", "R12"), ("node", node.as_str()), ("words", "หลักฐานครบทุกประเด็น")];
    for person in [&viewer, &other, &lead] {
        person.post(&format!("{RESULT}/object"), &objection).is(404);
    }
    director.post(&format!("{RESULT}/object"), &objection).leads_to(&format!("{RESULT}#SA-{node}"));
    director.post(&format!("{RESULT}/object"), &objection).is(422);

    // The lead decides, the centre corrects, the office sees both.
    let board = lead.get(BOARD).shows("หลักฐานครบทุกประเด็น");
    let decision = |level, version| {
        [
            ("office", "P2300"),
            ("node", node.as_str()),
            ("level", level),
            ("reason", "ตรวจหลักฐานแล้ว"),
            ("version", version),
        ]
    };
    let version = board.field("version");
    centre.post(&format!("{BOARD}/decide"), &decision("5", &version)).is(404);
    lead.post(&format!("{BOARD}/decide"), &decision("5", "9")).is(409);
    lead.post(&format!("{BOARD}/decide"), &decision("5", &version)).leads_to(&format!("{BOARD}#P2300-{node}"));
    lead.post(&format!("{BOARD}/correct"), &[("reason", "แก้ไข")]).is(404);
    centre.get(BOARD).shows(&format!("{BOARD}/correct"));
    centre.post(&format!("{BOARD}/correct"), &[("reason", "แก้ไขตามผลการพิจารณา")]).leads_to(BOARD);
    centre.get("/publications?year=2569").shows("2569-SA-R12-2").shows("2569-SA-R12-1");
    director.get(RESULT).shows("2569-SA-R12-2").shows("ปรับเป็นระดับ 5").shows("ดีเยี่ยม");
    assert!(verify(&path).well().out.contains("2569-SA-R12-2"), "the old file is known, with what corrected it");
}

#[test]
fn offices_see_what_was_published_before() {
    let site = Site::start("demo");
    let director = site.person("director", "P2300");
    let newest = director.get("/results").is(303).location;
    director.get(&newest).shows("ข้อมูลจำลอง").shows("/results/2568/P2300/acknowledge");
    director.get("/results?year=2566").leads_to("/results/2566/P2300");
    director.get("/results/2566/P2300").is(200);
    director.get("/results/2564/P2300").shows("จึงยังไม่ประกาศผล");
    director.get("/results/2566/P2402").is(404);
    for path in ["/results/abc/P2300", "/results/2566/%F0%9F%92%A9", "/documents/file/x", "/documents/2566/exe.zip"] {
        director.get(path).is(404);
    }
    let centre = site.person("central-admin", "P2300");
    centre.get("/publications?year=2568").shows("2568-SA-R12-2");
    centre.get("/results/2566/P2300").is(200);
    centre.get("/jobs").is(200);
    centre.post("/jobs/1/cancel", &[]).is(404);
    centre.get("/jobs/1/events").is(404);
    for role in ["executive", "auditor", "lead-evaluator"] {
        let person = site.person(role, "P2300");
        person.get("/publications").is(200);
        person.get("/jobs").is(404);
    }
}
