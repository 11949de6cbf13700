//! The API as programs use it: tokens, versions, keys, lists, problems, and a report from its first word to its marks.

use serde_json::json;

use crate::pages::Site;
use crate::program::{ALL, Program, token};

const ITEM: &str = "/api/v1/reports/2569/QP/R12/P2300/items/QP04";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";

#[test]
fn a_token_does_what_its_person_may_narrowed_by_what_it_was_made_for() {
    let site = Site::start("demo");
    let coordinator = site.person("coordinator", "P2300");
    coordinator.post("/me/tokens", &[("name", "ก"), ("days", "30")]).is(422);
    coordinator.post("/me/tokens", &[("name", ""), ("days", "30"), ("grant", "frame:read")]).is(422);
    coordinator.post("/me/tokens", &[("name", "ก"), ("days", "366"), ("grant", "frame:read")]).is(422);

    let reader = Program::of(&coordinator, &["reports:read"]);
    assert!(!coordinator.get("/me/tokens").is(200).text.contains(&reader.token), "it is shown once");
    reader.get(ITEM).is(200);
    let tag = reader.get(ITEM).header("etag").to_owned();
    let said = json!({ "narrative": "ข้อความ" });
    let refused = reader.send("PUT", ITEM, &[("if-match", &tag)], &said).refuses(403, "api-scope");
    assert!(refused.text().contains("reports:write"), "{}", refused.text());
    reader.get("/api/v1/offices").refuses(403, "api-scope");
    // What is another's is not there, whatever the token says.
    let all = Program::of(&coordinator, &ALL);
    all.get(&ITEM.replace("P2300", "P2402")).refuses(404, "about:blank");
    all.post("/api/v1/reports/2569/QP/R12/P2402/items/QP04/comments", &json!({ "text": "ก" })).is(404);
    all.get("/api/v1/jobs").is(404);
    all.get("/api/v1/rounds/2569/QP/R12/reports").is(404);
    let me = all.get("/api/v1/me").is(200).json();
    assert_eq!(me["roles"][0], json!({ "role": "coordinator", "region": null, "office": "P2300" }));

    // Neither a wrong token nor the cookie of a browser.
    for wrong in ["", "emes_", "emes_AAAA", "x"] {
        let answer = Program::with(site.address(), wrong).get(ITEM).refuses(401, "about:blank");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    coordinator.get(ITEM).is(401);

    let page = coordinator.get("/me/tokens").is(200);
    for place in page.text.split("/me/tokens/").skip(1).filter_map(|rest| rest.split("/revoke").next()) {
        site.person("coordinator", "P2402").post(&format!("/me/tokens/{place}/revoke"), &[]).is(404);
        coordinator.post(&format!("/me/tokens/{place}/revoke"), &[]).leads_to("/me/tokens");
    }
    reader.get(ITEM).is(401);
    all.get("/api/v1/me").is(401);
}

#[test]
fn nothing_is_lost_when_two_change_the_same_or_one_sends_twice() {
    let site = Site::start("demo");
    let program = Program::of(&site.person("coordinator", "P2300"), &ALL);
    let read = program.get(ITEM).is(200);
    let tag = read.header("etag").to_owned();
    assert_eq!(program.ask("GET", ITEM, &[("if-none-match", &tag)], None).is(304).bytes, b"");
    let head = program.ask("HEAD", ITEM, &[], None).is(200);
    assert_eq!(head.header("etag"), tag);

    let first = json!({ "narrative": "ข้อความแรก", "level": 2, "ticks": [1, 2] });
    program.send("PUT", ITEM, &[], &first).refuses(428, "api-no-condition");
    let saved = program.send("PUT", ITEM, &[("if-match", &tag)], &first).is(200);
    assert_eq!(saved.json()["narrative"], "ข้อความแรก");
    let second = saved.header("etag").to_owned();
    assert_eq!(program.get(ITEM).header("etag"), second);
    let other = json!({ "narrative": "ข้อความของอีกโปรแกรม" });
    program.send("PUT", ITEM, &[("if-match", &tag)], &other).refuses(412, "changed-meanwhile");
    program.send("PUT", ITEM, &[("if-match", "\"x\"")], &other).refuses(412, "changed-meanwhile");
    assert_eq!(program.get(ITEM).json()["narrative"], "ข้อความแรก");
    program.send("PUT", ITEM, &[("if-match", &second)], &json!({ "naratif": "" })).refuses(422, "api-unreadable");
    program.send("PUT", ITEM, &[("if-match", &second)], &json!({ "narrative": "\0" })).refuses(422, "api-unreadable");
    let broken = [("if-match", second.as_str()), ("content-type", "application/json")];
    program.ask("PUT", ITEM, &broken, Some(b"{")).refuses(400, "api-unreadable");
    program.ask("PUT", ITEM, &broken[..1], Some(b"{}")).refuses(415, "api-unreadable");

    // The same request with the same key is done once.
    let comments = format!("{ITEM}/comments");
    let key = [("idempotency-key", "one")];
    let words = json!({ "text": "ขอตรวจทาน" });
    let made = program.send("POST", &comments, &key, &words).is(201);
    let again = program.send("POST", &comments, &key, &words).is(201);
    assert_eq!((made.text(), again.header("idempotent-replayed")), (again.text(), "true"));
    program.send("POST", &comments, &key, &json!({ "text": "อื่น" })).refuses(422, "api-key-other");
    program.send("POST", &comments, &[("idempotency-key", "")], &words).refuses(400, "api-key");
    // What was refused may be sent again with the same key.
    let refused = [("idempotency-key", "two")];
    program.send("POST", &comments, &refused, &json!({ "text": " " })).is(422);
    program.send("POST", &comments, &refused, &json!({ "text": " " })).is(422);
    assert_eq!(program.get(&comments).json()["items"].as_array().unwrap().len(), 1);

    // Files are known by their bytes.
    let library = "/api/v1/offices/P2300/evidence";
    let upload = |name: &str, bytes: &[u8]| {
        program.ask(
            "POST",
            &format!("{library}?name={name}"),
            &[("content-type", "application/octet-stream")],
            Some(bytes),
        )
    };
    let brought = upload("plan.pdf", PDF).is(201).json();
    assert_eq!(upload("plan.pdf", PDF).is(200).json()["id"], brought["id"]);
    upload("plan.pdf", b"<script>alert(1)</script>").is(422);
    let id = brought["id"].as_i64().unwrap();
    let content = program.get(&format!("{library}/{id}/content")).is(200);
    assert_eq!((content.bytes.as_slice(), content.header("content-type")), (PDF, "application/pdf"));
    let tag = content.header("etag").to_owned();
    program.ask("GET", &format!("{library}/{id}/content"), &[("if-none-match", &tag)], None).is(304);
    program.post(&format!("{ITEM}/evidence"), &json!({ "id": id, "pages": "1-2" })).is(204);
    assert_eq!(program.get(ITEM).json()["evidence"][0]["pages"], "1–2");
    assert_eq!(program.get(library).json()["items"][0]["cited"], 1);
    program.delete(&format!("{ITEM}/evidence/{id}")).is(204);
    assert_eq!(program.get(ITEM).json()["evidence"], json!([]));

    // What is not complete is not handed on, and says why, in the language that is asked for.
    let submit = "/api/v1/reports/2569/QP/R12/P2300/submit";
    let english = program.post(submit, &json!({})).refuses(422, "report-incomplete").json()["detail"].clone();
    let headers = [("content-type", "application/json"), ("accept-language", "th")];
    let thai = program.ask("POST", submit, &headers, Some(b"{}"));
    assert!(thai.status == 422 && thai.json()["detail"] != english);
    program.get("/api/v1/nothing").refuses(404, "about:blank");
    program.ask("DELETE", ITEM, &[], None).refuses(405, "about:blank");
}

#[test]
fn a_list_is_walked_to_its_end_by_its_own_links() {
    let site = Site::start("demo");
    let program = Program::of(&site.person("central-admin", "P2300"), &ALL);
    for (path, rows) in [("/api/v1/offices?limit=100", 245), ("/api/v1/rounds/2569/QP/R12/reports?limit=70", 245)] {
        let (mut next, mut offices) = (Some(path.to_owned()), Vec::new());
        while let Some(path) = next {
            let answer = program.get(&path).is(200);
            let json = answer.json();
            let name = |row: &serde_json::Value| row["code"].as_str().or(row["office"].as_str()).unwrap().to_owned();
            offices.extend(json["items"].as_array().unwrap().iter().map(name));
            next = json["next"].as_str().map(str::to_owned);
            let link = next.as_ref().map(|next| format!("<{next}>; rel=\"next\"")).unwrap_or_default();
            assert_eq!(answer.header("link"), link);
        }
        let different: std::collections::BTreeSet<&String> = offices.iter().collect();
        assert_eq!((offices.len(), different.len()), (rows, rows), "{path}");
    }
    program.get("/api/v1/offices?cursor=x").refuses(400, "api-cursor");
    program.get("/api/v1/offices?limit=0").refuses(400, "api-unreadable");
    program.get("/api/v1/offices?limit=many").refuses(400, "api-unreadable");
    for path in [
        "/api/v1/regions",
        "/api/v1/offices/P2300",
        "/api/v1/instruments?year=2569",
        "/api/v1/instruments/2569/SA",
        "/api/v1/rounds?year=2569",
        "/api/v1/extensions?year=2569",
        "/api/v1/publications?year=2568",
        "/api/v1/publications/2568/QP/R12",
        "/api/v1/publications/2568/QP/R12/offices?limit=5",
        "/api/v1/publications/2568/QP/R12/objections",
        "/api/v1/results/2568/P2300",
        "/api/v1/scores/2568/SA/R12/P2300",
        "/api/v1/jobs",
        "/api/v1/notices",
        "/api/v1/offices/P2300/reports?year=2569",
        "/api/v1/users?limit=5",
        "/api/v1/documents?year=2568",
        "/api/v1/rounds/2568/QP/R12/review",
        "/api/v1/rounds/2568/QP/R12/far-marks?limit=5",
        "/api/v1/rounds/2569/QP/R12/work",
        "/api/v1/rounds/2568/QP/R12/picture",
        "/api/v1/rounds/2568/QP/R12/picture?region=9&kind=primary",
        "/api/v1/rounds/2568/QP/R12/ranking?limit=5",
    ] {
        program.get(path).is(200);
    }
    let result = program.get("/api/v1/results/2568/P2300").json();
    let overall = &result["parts"][0]["scores"]["overall"];
    assert!(overall["mean"].is_string() && overall["level"].is_number(), "{result}");
}

#[test]
fn a_report_goes_from_the_director_to_its_marks() {
    let site = Site::start("demo");
    let report = "/api/v1/reports/2569/SA/R12/P2300";
    let director = Program::of(&site.person("director", "P2300"), &ALL);
    let certify = format!("{report}/certify");
    director.post(&certify, &json!({})).refuses(422, "confirmation-missing");
    director.post(&certify, &json!({ "password": "ไม่ใช่รหัสผ่าน" })).refuses(422, "confirmation-missing");
    let certified = director.post(&certify, &json!({ "word": true })).is(200).json();
    assert_eq!(
        (certified["state"].as_str(), certified["receipt_number"].as_str()),
        (Some("certified"), Some("SA-2569-R12-P2300-01"))
    );
    director.post(&certify, &json!({ "word": true })).refuses(422, "report-state");

    let screener = Program::of(&site.person("screener", "P2300"), &ALL);
    let waiting = screener.get("/api/v1/rounds/2569/SA/R12/screening?limit=200").is(200).text();
    assert!(waiting.contains("P2300"), "{waiting}");
    let items = screener.get(&format!("{report}/items")).is(200).json();
    let items: Vec<String> =
        items["items"].as_array().unwrap().iter().map(|item| item["node"].as_str().unwrap().to_owned()).collect();
    screener.post(&format!("{report}/accept"), &json!({})).is(422);
    for item in &items {
        screener.post(&format!("{report}/items/{item}/pass"), &json!({})).is(204);
    }
    screener.post(&format!("{report}/accept"), &json!({})).is(204);

    let evaluator = Program::of(&site.person("evaluator", "P2300"), &ALL);
    let marks = evaluator.get(&format!("{report}/marks")).is(200).json();
    let mark = marks["items"].as_array().unwrap().iter().find(|mark| mark["part"] == "alone").unwrap();
    let path = format!("{report}/items/{}/mark", mark["node"].as_str().unwrap());
    let tag = evaluator.get(&path).is(200).header("etag").to_owned();
    let given = json!({ "level": 4, "justification": "หลักฐานครบ", "suggestion": { "recommendation_th": "ควรขยายผล" } });
    let saved = evaluator.send("PUT", &path, &[("if-match", &tag)], &given).is(200).json();
    assert_eq!((saved["level"].as_u64(), saved["recommendation_th"].as_str()), (Some(4), Some("ควรขยายผล")));
    evaluator.send("PUT", &path, &[("if-match", &tag)], &given).is(412);
    // The office does not see marks before they are published.
    director.get(&path).is(404);
}

#[test]
fn people_are_managed_and_a_director_certifies_with_a_password() {
    const PASSWORD: &str = "ฝนตกที่ตราดทุกวันศุกร์";
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    let program = Program::of(&centre, &ALL);
    let role = |role: &str, office: &str| json!([{ "role": role, "office": office, "from": "2025-10-01" }]);
    let person = |login: &str, roles| json!({ "login": login, "name": "ผู้อำนวยการ ก.", "roles": roles });
    let made = program.post("/api/v1/users", &person("head.a", role("director", "P2300"))).is(201).json();
    program.post("/api/v1/users", &person("head.a", role("director", "P2300"))).refuses(422, "login-taken");
    program.post("/api/v1/users", &person("head.b", role("king", "P2300"))).refuses(422, "role-unknown");
    program.post("/api/v1/users", &person("head.b", role("screener", "P2300"))).refuses(422, "role-scope");
    let path = format!("/api/v1/users/{}", made["id"]);
    let tag = program.get(&path).is(200).header("etag").to_owned();
    let mut changed = person("head.a", made["roles"].clone());
    changed["email"] = json!("head.a@example.go.th");
    let saved = program.send("PUT", &path, &[("if-match", &tag)], &changed).is(200).json();
    assert_eq!((saved["email"].as_str(), &saved["roles"]), (Some("head.a@example.go.th"), &made["roles"]));
    program.send("PUT", &path, &[("if-match", &tag)], &changed).refuses(412, "changed-meanwhile");

    // A coordinator manages the people of the own office, with the roles of an office.
    let office = Program::of(&site.person("coordinator", "P2402"), &ALL);
    office.get(&path).is(404);
    office.get("/api/v1/users?office=P2300").is(404);
    office.post("/api/v1/users", &person("staff.a", role("reporter", "P2300"))).is(404);
    let made = office.post("/api/v1/users", &person("staff.a", role("reporter", "P2402"))).is(201);
    assert!(office.get("/api/v1/users?office=P2402").is(200).text().contains("staff.a"));
    let staff = format!("/api/v1/users/{}", made.json()["id"]);
    let tag = office.get(&staff).header("etag").to_owned();
    let closed = office.send("POST", &format!("{staff}/disable"), &[("if-match", &tag)], &json!({})).is(200);
    assert!(closed.json()["disabled_at"].is_string());
    let tag = closed.header("etag").to_owned();
    office.send("POST", &format!("{staff}/enable"), &[("if-match", &tag)], &json!({})).is(200);

    // The way in is made in the pages; then it is the password that certifies, and the token is not enough.
    let page = centre.post(&format!("{}/link", path.trim_start_matches("/api/v1")), &[]).is(200);
    let link = page.text.split("/link/").nth(1).and_then(|rest| rest.split('<').next()).expect("the link is shown");
    let director = site.visitor();
    director.post(&format!("/link/{link}"), &[("new", PASSWORD)]).leads_to("/sign-in");
    director.post("/sign-in", &[("login", "head.a"), ("password", PASSWORD), ("back", "")]).leads_to("/");
    let program = Program::of(&director, &ALL);
    let certify = "/api/v1/reports/2569/SA/R12/P2300/certify";
    program.post(certify, &json!({ "word": true })).refuses(422, "confirmation-missing");
    program.post(certify, &json!({ "password": "แดดออกที่แกลงทุกวันจันทร์" })).refuses(422, "confirmation-wrong");
    let key = [("idempotency-key", "certify")];
    let first = program.send("POST", certify, &key, &json!({ "password": PASSWORD })).is(200);
    let again = program.send("POST", certify, &key, &json!({ "password": PASSWORD })).is(200);
    assert_eq!((again.header("idempotent-replayed"), again.text()), ("true", first.text()));

    // What was done has its entries, in stretches of any length.
    let auditor = Program::of(&centre, &["people:read"]);
    let entries = auditor.get("/api/v1/audit?action=user.manage&limit=2").is(200).json();
    let entry = &entries["items"][0];
    assert_eq!((entry["action"].as_str(), entry["outcome"].as_str()), (Some("user.manage"), Some("done")));
    let next = auditor.get(entries["next"].as_str().unwrap()).is(200).json();
    assert!(next["items"][0]["seq"].as_i64() < entry["seq"].as_i64());
    auditor.get("/api/v1/audit?outcome=well").refuses(400, "api-unreadable");
    auditor.post("/api/v1/audit/check", &json!({})).refuses(403, "api-scope");
    assert!(!auditor.get("/api/v1/audit?limit=200").text().contains(PASSWORD));
}

#[test]
fn nobody_asks_more_often_than_others_can_bear() {
    let site = Site::start_with("demo", &[("EMES_API_REQUESTS_PER_MINUTE", "5")]);
    let program = Program::of(&site.person("coordinator", "P2300"), &ALL);
    for _ in 0..5 {
        let answer = program.get("/api/v1/me").is(200);
        assert_eq!(answer.header("ratelimit-policy"), "\"minute\";q=5;w=60");
    }
    let refused = program.get("/api/v1/me").refuses(429, "api-too-many");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait) && refused.header("ratelimit").starts_with("\"minute\";r=0;"), "{wait}");
    // Another token has its own share.
    Program::of(&site.person("coordinator", "P2402"), &ALL).get("/api/v1/me").is(200);
}

#[test]
fn the_description_is_for_everybody_and_a_page_of_its_own() {
    let site = Site::start("demo");
    let nobody = site.visitor();
    let document = nobody.get("/api/v1/openapi.json").is(200);
    let json: serde_json::Value = serde_json::from_str(&document.text).unwrap();
    assert_eq!(json["openapi"], "3.1.0");
    let page = nobody.get("/api").is(200);
    for path in json["paths"].as_object().unwrap().keys() {
        assert!(page.text.contains(path), "{path}");
    }
    assert!(token(&site.person("viewer", "P2300"), &["frame:read"]).starts_with("emes_"));
}

#[test]
fn a_program_writes_an_instrument_and_a_second_person_publishes_it() {
    const DRAFTS: &str = "/api/v1/instrument-drafts";
    let site = Site::start("demo");
    let author = Program::of(&site.person("instrument-editor", "P2300"), &ALL);
    let second = Program::of(&site.person("central-admin", "P2300"), &ALL);
    assert_eq!(author.get(DRAFTS).is(200).json()["items"], json!([]));
    let cloned = json!({ "from": "instrument", "year": 2569, "instrument": "QP", "to": 2570 });
    let begun = author.post(DRAFTS, &cloned).is(201).json();
    assert_eq!((&begun["year"], &begun["stage"], &begun["base"]), (&json!(2570), &json!("writing"), &json!(null)));
    assert_eq!(begun["problems"], json!([]));
    author.post(DRAFTS, &cloned).refuses(422, "draft-twice");
    author.post(DRAFTS, &json!({ "from": "instrument", "year": 9, "instrument": "QP", "to": 2570 })).is(422);
    author.post(DRAFTS, &json!({ "from": "nowhere" })).refuses(422, "api-unreadable");
    let one = format!("{DRAFTS}/{}", begun["id"]);

    // The text goes out and comes back whole.
    let text = begun["toml"].as_str().unwrap().to_owned();
    let tag = author.get(&one).is(200).header("etag").to_owned();
    author.send("PUT", &one, &[], &json!({ "toml": text })).refuses(428, "api-no-condition");
    author.send("PUT", &one, &[("if-match", &tag)], &json!({ "toml": "format = 2" })).is(422);
    let changed = text.replacen("title_th = \"", "title_th = \"ปรับปรุง ", 1);
    let written = author.send("PUT", &one, &[("if-match", &tag)], &json!({ "toml": changed })).is(200);
    assert!(written.json()["title_th"].as_str().unwrap().starts_with("ปรับปรุง "), "{}", written.text());
    author.send("PUT", &one, &[("if-match", &tag)], &json!({ "toml": text })).refuses(412, "changed-meanwhile");
    assert_eq!(author.get(&format!("{one}/changes")).is(200).json()["items"], json!([]), "it began from no revision");
    let tried = author.get(&format!("{one}/what-if")).is(200).json();
    assert!(tried["year"].as_u64().unwrap() < 2570 && tried["offices"] == 245, "{tried}");
    assert!(tried["lines"].as_array().unwrap().iter().all(|line| line["moved"] == 0));

    let step = |who: &Program, name: &str, body: &serde_json::Value| {
        let tag = author.get(&one).is(200).header("etag").to_owned();
        who.send("POST", &format!("{one}/{name}"), &[("if-match", &tag)], body)
    };
    step(&second, "publish", &json!({})).is(422);
    assert_eq!(step(&author, "hand-in", &json!({})).is(200).json()["stage"], "waiting");
    step(&second, "send-back", &json!({ "words": " " })).is(422);
    let words = step(&second, "send-back", &json!({ "words": "ขอแก้ชื่อ" })).is(200).json()["words"].clone();
    assert_eq!(words, "ขอแก้ชื่อ");
    step(&author, "hand-in", &json!({})).is(200);
    step(&author, "take-back", &json!({})).is(200);
    step(&author, "hand-in", &json!({})).is(200);
    step(&author, "publish", &json!({})).refuses(422, "draft-own");
    let published = step(&second, "publish", &json!({})).is(200).json();
    assert_eq!(published, json!({ "year": 2570, "instrument": "QP", "revision": 1 }));
    author.get(&one).refuses(404, "about:blank");
    let there = author.get("/api/v1/instruments/2570/QP").is(200).json();
    assert!(there["title_th"].as_str().unwrap().starts_with("ปรับปรุง "));

    // A revision says what it changes, and is given up.
    let revision = json!({ "from": "instrument", "year": 2570, "instrument": "QP", "to": 2570 });
    let begun = author.post(DRAFTS, &revision).is(201).json();
    let one = format!("{DRAFTS}/{}", begun["id"]);
    let tag = author.get(&one).is(200).header("etag").to_owned();
    let text = begun["toml"].as_str().unwrap().replacen("ปรับปรุง ", "", 1);
    let tag =
        author.send("PUT", &one, &[("if-match", &tag)], &json!({ "toml": text })).is(200).header("etag").to_owned();
    let changes = author.get(&format!("{one}/changes")).json()["items"].clone();
    assert_eq!((&changes[0]["what"], &changes[0]["key"]), (&json!("changed"), &json!("title_th")), "{changes}");
    author.ask("DELETE", &one, &[("if-match", &tag)], None).is(204);

    // One that begins from rules has no items yet; one from a file says what is wrong with the file.
    let rules = json!({ "from": "rules", "rules_year": 2569, "rules_instrument": "SA", "year": 2571, "instrument": "XY",
        "title_th": "เครื่องมือใหม่" });
    let empty = author.post(DRAFTS, &rules).is(201).json();
    assert_eq!(empty["problems"].as_array().unwrap().len(), 1, "{empty}");
    author.post(DRAFTS, &json!({ "from": "file", "toml": "format = 2" })).refuses(422, "problems");
    let file = author
        .post(DRAFTS, &json!({ "from": "file", "toml": text.replace("fiscal_year = 2570", "fiscal_year = 2572") }));
    assert_eq!(file.is(201).json()["year"], 2572);
}
