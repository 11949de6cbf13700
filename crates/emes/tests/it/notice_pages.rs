//! The pages around a deadline: the bell, items given to people, a longer window, the calendar, the forgotten password.

use crate::pages::Site;

const REPORT: &str = "/reports/2569/QP/R12/P2300";
const ITEM: &str = "/reports/2569/QP/R12/P2300/items/QP04";

#[test]
fn people_hear_of_what_concerns_them() {
    let site = Site::start("demo");
    let director = site.person("director", "P2300");
    let coordinator = site.person("coordinator", "P2300");
    let reporter = site.person("reporter", "P2300");

    // The coordinator gives two items to the reporter, who finds them behind the bell.
    let page = coordinator.get(REPORT).shows("name=\"node\"").shows("เจ้าหน้าที่ผู้รายงาน สพป.ตราด");
    let person = page.text.split("<option value=\"").find(|option| option.contains("เจ้าหน้าที่ผู้รายงาน")).unwrap();
    let person = person.split('"').next().unwrap().to_owned();
    let nodes: Vec<String> = page.links(&format!("{REPORT}/items/"));
    let code = |i: usize| nodes[i].rsplit('/').next().unwrap().to_owned();
    let (first, second) = (code(0), code(1));
    let given = [("node", first.as_str()), ("node", second.as_str()), ("user", person.as_str()), ("deed", "give")];
    reporter.post(&format!("{REPORT}/assign"), &given).is(404);
    site.person("coordinator", "P2402").post(&format!("{REPORT}/assign"), &given).is(404);
    coordinator.post(&format!("{REPORT}/assign"), &given[2..]).is(422);
    coordinator.post(&format!("{REPORT}/assign"), &given).leads_to(&format!("{REPORT}#items"));
    let list = reporter.get("/notices").shows("หลายรายการใน QP").shows("class=\"dot\"");
    let notice = list.links("/notices/").into_iter().find(|href| href.contains('-')).unwrap();
    director.get(&notice).is(404);
    reporter.get(&notice).leads_to(&format!("{REPORT}?owner=me"));
    // What is still missing is told of the whole report; the table shows the own items only.
    let mine = reporter.get(&format!("{REPORT}?owner=me")).text.matches("class=\"ttl\"").count();
    let empty = reporter.get(&format!("{REPORT}?owner=me&state=passed")).text.matches("class=\"ttl\"").count();
    assert_eq!((mine, empty), (2, 0));
    reporter.get(&format!("{REPORT}?owner=nonsense&state=x")).is(200);
    assert!(!reporter.get("/notices").text.contains("class=\"dot\""), "all was read");

    // A remark to the director is new to the director once.
    let page = reporter.get(ITEM).shows("name=\"to\"");
    let director_id = page
        .text
        .split("name=\"to\" value=\"")
        .skip(1)
        .find(|rest| rest.split("</label>").next().unwrap().contains("ผู้อำนวยการ"));
    let director_id = director_id.unwrap().split('"').next().unwrap().to_owned();
    let remark = [("words", "ขอความเห็นเรื่องหลักฐาน"), ("to", director_id.as_str())];
    reporter.post(&format!("{ITEM}/comments"), &remark).leads_to(&format!("{ITEM}#thread"));
    reporter.post(&format!("{ITEM}/comments"), &[("words", "ก"), ("to", "1")]).is(422);
    director.get(REPORT).shows("ใหม่ 1");
    director.get("/notices").shows("มีผู้เขียนถึงท่าน");
    director.get(ITEM).shows("ขอความเห็นเรื่องหลักฐาน").shows("<span class=\"st st-info\">ใหม่</span>");
    let again = director.get(ITEM);
    assert!(!again.text.contains("<span class=\"st st-info\">ใหม่</span>"), "it was seen");
    director.post("/notices/read", &[]).leads_to("/notices");

    // How they want to hear.
    director.get("/notices/settings").shows("name=\"by-mail\"");
    director.post("/notices/settings", &[("in-product", "mentioned"), ("language", "en")]).is(303);
    let settings = director.get("/notices/settings?saved=1");
    assert_eq!(settings.text.matches(" checked").count(), 1);
    director.post("/notices/settings", &[("language", "xx")]).is(303);
}

#[test]
fn a_director_asks_for_time_and_the_centre_answers() {
    let site = Site::start("demo");
    // The first office of which the demonstration has not certified the report yet.
    let offices = ["P5004", "P2300", "P2402", "P1001", "P3001", "P4001"];
    let asks = |office: &&str| {
        let page = site.person("director", office).get(&format!("/reports/2569/AP/R12/{office}"));
        page.text.contains(&format!("{office}/extension\""))
    };
    let office = offices.into_iter().find(asks).expect("some report is not certified");
    let report = format!("/reports/2569/AP/R12/{office}");
    let (director, coordinator) = (site.person("director", office), site.person("coordinator", office));
    let centre = site.person("central-admin", "P2300");
    let ask = |until| [("until", until), ("reason", "น้ำท่วมสำนักงาน")];
    let action = format!("{report}/extension");
    coordinator.post(&action, &ask("1 ม.ค. 2599")).is(404);
    director.post(&action, &ask("เมื่อวาน")).is(422);
    director.post(&action, &ask("1 ม.ค. 2560")).is(422);
    director.post(&action, &ask("1 ม.ค. 2599")).leads_to(&format!("{report}#extension"));
    director.post(&action, &ask("1 ม.ค. 2599")).is(422);
    coordinator.get(&report).shows("น้ำท่วมสำนักงาน").shows("รอพิจารณา");
    director.get("/extensions").is(404);
    let decide = format!("/extensions/2569/AP/R12/{office}");
    centre.get("/notices").shows("ขอขยายเวลาส่ง AP");
    centre.get("/extensions").shows("น้ำท่วมสำนักงาน").shows(&decide);
    let deed = |deed, answer| [("deed", deed), ("until", "31 ธ.ค. 2598"), ("answer", answer)];
    director.post(&decide, &deed("grant", "")).is(404);
    centre.post(&decide, &deed("refuse", "")).is(422);
    centre.post(&decide, &deed("grant", "ให้ถึงสิ้นปี")).leads_to("/extensions");
    centre.post(&decide, &deed("refuse", "ไม่ได้")).is(422);
    centre.get("/extensions").shows("ให้ถึงสิ้นปี");
    director.get(&report).shows("31 ธ.ค. 2598").shows("ให้ถึงสิ้นปี");
    director.get("/notices").shows("ได้รับการขยายเวลาส่ง AP");
}

#[test]
fn a_calendar_needs_no_session_and_a_forgotten_password_tells_nothing() {
    let site = Site::start("demo");
    let director = site.person("director", "P2300");
    director.get("/me").shows("id=\"calendar\"");
    let page = director.post("/me/calendar", &[]).is(200);
    let path = page.text.split("/calendar/").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let path = format!("/calendar/{path}");
    let visitor = site.visitor();
    let feed = visitor.get(&path).shows("BEGIN:VCALENDAR").shows("P2300@e-mes");
    assert!(feed.kind.starts_with("text/calendar"), "{}", feed.kind);
    director.post("/me/calendar", &[]).is(200);
    visitor.get(&path).is(404);
    visitor.get("/calendar/x.ics").is(404);
    visitor.get("/calendar/x").is(404);
    director.post("/me/calendar/revoke", &[]).leads_to("/me#calendar");
    visitor.post("/me/calendar", &[]).is(401);

    // Without a mail server nothing is promised.
    visitor.get("/sign-in").shows("/forgotten-password");
    visitor.get("/forgotten-password").shows("ขอลิงก์ตั้งรหัสผ่านใหม่จากผู้ประสานงาน");
    let site = Site::start_with(
        "demo",
        &[
            ("EMES_MAIL_URL", "smtp://127.0.0.1:9"),
            ("EMES_MAIL_FROM", "e-MES <emes@obec.example>"),
            ("EMES_PUBLIC_URL", "https://emes.obec.example"),
        ],
    );
    let visitor = site.visitor();
    visitor.get("/forgotten-password").shows("name=\"who\"");
    let answers = ["demo-director-P2300", "nobody.at.all", "", "a b"];
    let answers = answers.map(|who| visitor.post("/forgotten-password", &[("who", who)]).shows("รับคำขอแล้ว").text);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "the same page whoever is asked for");
}
