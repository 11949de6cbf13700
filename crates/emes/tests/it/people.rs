//! People in the browser: one person's page, and many by a file.

use crate::pages::{Page, Site, Visitor};

fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    text.split(begin).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_else(|| panic!("{begin} in {text}"))
}

/// The address of the page of somebody who stands in the list.
fn page_of(visitor: &Visitor<'_>, login: &str) -> String {
    let list = visitor.get("/users").is(200).text;
    let before = list.split(login).next().unwrap();
    format!("/users/{}", before.rsplit("href=\"/users/").next().unwrap().split('"').next().unwrap())
}

#[test]
fn an_acting_role_is_given_with_its_days_and_ended() {
    let site = Site::start("demo");
    let head = site.person("coordinator", "P2300");
    let person = page_of(&head, "demo-viewer-p2300");
    let version = || head.get(&person).is(200).field("version");
    let give = |from: &str, until: &str| -> Page {
        let version = version();
        let role = [
            ("version", version.as_str()),
            ("role", "director"),
            ("scope", ""),
            ("from", from),
            ("until", until),
            ("acting", "1"),
        ];
        head.post(&format!("{person}/roles"), &role)
    };
    give("เมื่อวาน", "").is(422);
    give("1 ม.ค. 2600", "31 ธ.ค. 2599").is(422);
    give("", "30 ก.ย. 2699").leads_to(&person);
    let page = head.get(&person).shows("รักษาราชการแทน").shows("ถึง 30 ก.ย. 2699");
    site.person("viewer", "P2300").get("/me").shows("รักษาราชการแทน");
    // A slip of today is taken back; what has begun is ended by its last day.
    let positions: Vec<&str> =
        page.text.split("name=\"position\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(positions, ["0", "1"]);
    let end = |position: &str, until: &str| -> Page {
        let version = version();
        head.post(&format!("{person}/roles/end"), &[("version", &version), ("position", position), ("until", until)])
    };
    end("1", "").leads_to(&person);
    assert!(!head.get(&person).is(200).text.contains("30 ก.ย. 2699"));
    end("0", "1 ม.ค. 2560").is(422);
    end("7", "30 ก.ย. 2699").is(409);
    end("0", "30 ก.ย. 2699").leads_to(&person);
    head.get(&person).shows("30 ก.ย. 2699");
    // Two windows: the older one is told.
    let stale = [("version", "1"), ("login", "demo-viewer-p2300"), ("name", "เจ้าหน้าที่ ข."), ("email", "")];
    head.post(&person, &stale).is(409);
    let seen = version();
    let known = [
        ("version", seen.as_str()),
        ("login", "demo-viewer-p2300"),
        ("name", "เจ้าหน้าที่ ข."),
        ("email", "b@example.go.th"),
    ];
    head.post(&person, &known).leads_to(&person);
    head.get(&person).shows("b@example.go.th");
    for foreign in [site.person("coordinator", "P2402"), site.person("viewer", "P2300")] {
        foreign.get(&person).is(404);
        foreign.post(&person, &known).is(404);
        foreign.post(&format!("{person}/roles"), &[("version", "1"), ("role", "director")]).is(404);
    }
}

#[test]
fn people_come_in_by_a_file_all_or_none() {
    let site = Site::start("demo");
    let head = site.person("coordinator", "P2300");
    head.get("/users/import").shows("/users/import/template");
    head.get("/users/import/template").is(200);
    let header = "login,name,email,role,scope,from,until,acting\n";
    let send = |visitor: &Visitor<'_>, rows: &str| -> Page {
        visitor.upload("/users/import", "users.csv", format!("{header}{rows}").as_bytes())
    };
    let page = send(&head, "staff.a,เจ้าหน้าที่ ก.,,reporter,,,,\nstaff.b,เจ้าหน้าที่ ข.,,reporter,P2402,,,\n").is(422);
    assert!(page.text.contains("3: scope"), "{}", page.text);
    assert!(!head.get("/users").is(200).text.contains("staff.a"));
    head.upload("/users/import", "", b"").is(422);
    let page = send(&head, "staff.a,เจ้าหน้าที่ ก.,,reporter,,,,\n").shows("staff.a");
    let link = between(&page.text, "/link/", "<");
    site.visitor().post(&format!("/link/{link}"), &[("new", "ฝนตกที่ตราดทุกวันศุกร์")]).leads_to("/sign-in");
    let centre = site.person("central-admin", "P2300");
    send(&centre, "auditor.a,ผู้ตรวจสอบ ก.,,auditor,,,,\nstaff.c,เจ้าหน้าที่ ค.,,reporter,P2402,,,\n").shows("auditor.a");
    site.person("viewer", "P2300").get("/users/import").is(404);
    send(&site.person("reporter", "P2300"), "staff.d,เจ้าหน้าที่ ง.,,reporter,,,,\n").is(404);
}
