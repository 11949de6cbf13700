//! The public site: what is published can be read by everybody, what is not cannot be reached, and nothing is made twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use ureq::http::Response;

use crate::pages::{Page, Site, Visitor};
use crate::support::{World, own};

const SA: &str = "2568-SA-R12";

#[test]
fn what_is_published_is_read_without_signing_in() {
    let site = Site::start("demo");
    let nobody = site.visitor();
    nobody.get("/").leads_to("/public");
    let start = nobody.get("/public").shows("ผลการประเมินเขตพื้นที่การศึกษา").shows("action=\"/public/search\"");
    assert!(start.text.contains("href=\"/public/publications/2568-"), "{}", start.text);
    nobody.get("/public/years").shows("2568-SA-R12-2").shows("2564");
    nobody.get("/public/years/2568").shows("/public/offices?year=2568");
    nobody.get(&format!("/public/publications/{SA}-2")).shows("ทั้งประเทศ").shows("/regions/9\"").shows("ข้อมูลจำลอง");
    let region = nobody.get(&format!("/public/publications/{SA}-2/regions/9")).shows("เขตตรวจราชการที่ 9");
    assert!(!region.links(&format!("/public/publications/{SA}-2/offices/P2300")).is_empty(), "{}", region.text);
    nobody.get("/public/offices").shows("เขตตรวจราชการส่วนกลาง");
    nobody.get("/public/offices?year=2568&region=9").shows("/public/offices/P2300/2568");
    nobody.get("/public/offices/P2300").leads_to("/public/offices/P2300/2568");

    // An office with all of its year: levels, reasons, suggestions, the years before, and the same as a table.
    let office = nobody.get("/public/offices/P2300/2568").shows("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด");
    let office = office.shows("ข้อเสนอแนะ").shows("ค่าเฉลี่ย").shows("/public/offices/P2300/2566").shows("ผลย้อนหลัง");
    assert!(office.text.contains("รอบ 6 เดือน") || office.text.contains("R6"), "{}", office.text);
    let table = nobody.get("/public/offices/P2300/2568/results.csv").is(200);
    assert!(table.kind.starts_with("text/csv") && table.text.contains(",P2300,OVERALL,"), "{}", table.text);
    // What was really published elsewhere says where, and is not called simulated.
    let real = nobody.get("/public/offices/P2402/2564").is(200);
    assert!(!real.text.contains("ข้อมูลจำลอง: ผลในหน้านี้"), "{}", real.text);

    nobody.get("/public/instruments").shows("/public/instruments/2568/SA");
    nobody.get("/public/instruments/2568/SA").shows("ดีเยี่ยม").shows("id=\"S1.1\"");
    for (question, found) in [
        ("สพป ตราด", "/public/offices/P2300"),
        ("จันทบุรี ตราด", "/public/offices/S2200"),
        ("เชียงใหม่ เขต ๔", "/public/offices/P5004"),
        ("p2402", "/public/offices/P2402"),
        ("ความปลอดภัยสถานศึกษา", "/public/instruments/2568/"),
    ] {
        let page = nobody.get(&format!("/public/search?q={}", escape(question))).is(200);
        assert!(!page.links(found).is_empty(), "{question}: {}", page.text);
    }
    nobody.get("/public/search?q=zzzz").shows("ไม่พบ");
    nobody.get("/public/search").is(200);

    let other = site.visitor();
    other.get("/language/en?back=/public").leads_to("/public");
    other.get("/public").shows("<html lang=\"en\">").shows("Open data");
    other.get("/public/offices/P2300/2568").shows("Where the score comes from");
}

fn escape(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn a_correction_says_what_it_corrects_and_both_can_be_read() {
    let site = Site::start("demo");
    let nobody = site.visitor();
    let (old, new) = (format!("/public/publications/{SA}-1"), format!("/public/publications/{SA}-2"));
    nobody.get(&old).shows("ประกาศฉบับนี้มีการแก้ไขแล้ว").shows(&format!("href=\"{new}\""));
    nobody.get(&new).shows("แก้ไขแทนฉบับที่").shows(&format!("href=\"{old}\"")).shows("ปรับระดับคุณภาพ");
    let first = nobody.get(&format!("{old}/offices/S2200")).shows("ประกาศฉบับนี้มีการแก้ไขแล้ว");
    let second = nobody.get(&format!("{new}/offices/S2200")).shows("สิ่งที่แก้ไข").shows("ผลตามฉบับก่อนแก้ไข");
    assert!(first.text != second.text && !second.text.contains("ไม่เปลี่ยนแปลงจากฉบับก่อน"));
    nobody.get(&format!("{new}/offices/P2300")).shows("ไม่เปลี่ยนแปลงจากฉบับก่อน");
    nobody.get("/public/offices/S2200/2568").shows("2568-SA-R12-2").shows("2568-SA-R12-1/offices/S2200");
    nobody.get(&format!("/data/{SA}-1")).shows("ประกาศฉบับนี้มีการแก้ไขแล้ว");
}

/// Everything that can be come to by links from the public site, a few addresses of each kind.
fn walk(visitor: &Visitor<'_>) -> BTreeMap<String, Page> {
    let mut seen: BTreeMap<String, Page> = BTreeMap::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting = vec!["/public".to_owned(), "/data".to_owned()];
    while let Some(path) = waiting.pop() {
        let kind: String = path.chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect();
        let many = kinds.entry(kind).or_default();
        if seen.contains_key(&path) || *many >= 6 {
            continue;
        }
        *many += 1;
        let page = visitor.get(&path);
        assert!(matches!(page.status.as_u16(), 200 | 303), "{path}: {} {}", page.status, page.text);
        let links = ["/public", "/data"].iter().flat_map(|begin| page.links(begin));
        waiting.extend(
            links.map(|href| href.split('#').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&")),
        );
        seen.insert(path, page);
    }
    seen
}

#[test]
fn nothing_that_is_not_published_is_reached() {
    let site = Site::start("demo");
    // Somebody of the office has work under way in the open year, and the centre is signed in: neither shows.
    let coordinator = site.person("coordinator", "P2300");
    let item = "/reports/2569/QP/R12/P2300/items/QP04";
    let text = [("version", "0"), ("met", "1"), ("narrative", "ร่างที่ยังไม่ประกาศ"), ("problems", "")];
    coordinator.post(item, &text).leads_to(item);
    let centre = site.person("central-admin", "P2300");
    let nobody = site.visitor();

    let seen = walk(&nobody);
    let kinds: BTreeSet<&str> = seen.keys().filter_map(|path| path.split('/').nth(2)).collect();
    assert!(seen.len() > 60 && kinds.len() > 8, "{} {kinds:?}", seen.len());
    for (path, page) in &seen {
        assert!(!page.text.contains("2569"), "{path} speaks of the open year");
        assert!(!page.text.contains("ร่างที่ยังไม่ประกาศ"), "{path}");
        assert!(!page.text.contains("/sign-out"), "{path} knows somebody");
    }
    for path in ["/public", "/public/offices/P2300/2568", "/data", "/public/years", "/data/2568-SA-R12-2/results.csv"] {
        assert_eq!(centre.get(path).text, nobody.get(path).text, "{path} is the same for all");
    }

    // Years, rounds and editions that are not there, however they are written.
    let offices = "/public/offices";
    for path in [
        "/public/years/2569",
        "/public/years/2563",
        "/public/years/๒๕๖๘",
        "/public/years/abc",
        "/public/publications/2569-QP-R12-1",
        "/public/publications/2569-SA-R12-1",
        "/public/publications/2568-SA-R6-1",
        "/public/publications/2568-SA-R12-3",
        "/public/publications/2568-SA-R12-0",
        "/public/publications/2568-SA-R12--1",
        "/public/publications/2568-SA-R12-01",
        "/public/publications/2568-sa-R12-1",
        "/public/publications/%00",
        "/public/publications/2568-SA-R12-1/regions/99",
        "/public/publications/2568-SA-R12-1/regions/09",
        "/public/publications/2568-SA-R12-1/offices/P9999",
        "/public/publications/2569-SA-R12-1/offices/P2300",
        "/public/publications/2569-SA-R12-1/regions/9",
        "/public/instruments/2569/SA",
        "/public/instruments/2569/QP",
        "/public/instruments/2568/XX",
        &format!("{offices}/P2300/2569"),
        &format!("{offices}/P2300/2564"),
        &format!("{offices}/P2300/2569/results.csv"),
        &format!("{offices}/P9999"),
        &format!("{offices}/P9999/2568"),
        &format!("{offices}?year=2568&region=99"),
        "/data/2569-SA-R12-1",
        "/data/2569-SA-R12-1/results.csv",
        "/data/2569-QP-R12-1/datapackage.json",
        "/data/2569-QP-R12-1/marks.csv",
        "/data/2568-SA-R6-1/marks.csv",
        "/data/2568-SA-R12-1/suggestions.csv",
        "/data/2568-SA-R12-1/evidence.csv",
        "/data/2568-SA-R12-1/..%2f..",
        "/data/series/XX.csv",
        "/data/series/SA",
    ] {
        for visitor in [&nobody, &centre] {
            visitor.get(path).is(404);
        }
    }
    // A year that is not published is not chosen either.
    assert!(!nobody.get(&format!("{offices}?year=2569&region=9")).is(200).text.contains("2569"));

    // An office whose result a publication withholds: it is in others, and nowhere in this one.
    for number in [format!("{SA}-1"), format!("{SA}-2")] {
        nobody.get(&format!("/public/publications/{number}/offices/P9603")).is(404);
        for file in ["results.csv", "results.json", "offices.csv"] {
            assert!(!nobody.get(&format!("/data/{number}/{file}")).is(200).text.contains("P9603"), "{number} {file}");
        }
        let sheet = nobody.bytes(&format!("/data/{number}/results.xlsx"));
        assert!(!cells(&sheet).contains("P9603"), "{number}");
    }
    let office = nobody.get("/public/offices/P9603/2568").shows("2568-QP-R12");
    assert!(!office.text.contains("2568-SA-R12"), "{}", office.text);
    assert!(!nobody.get("/public/offices/P9603/2568/results.csv").is(200).text.contains("-SA-"));
    // One that came late is in the correction and not in what was published before.
    nobody.get("/public/publications/2568-QP-R12-1/offices/P5801").is(404);
    nobody.get("/public/publications/2568-QP-R12-2/offices/P5801").is(200);
}

/// All texts of a workbook.
fn cells(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("P2300"), "the offices stand in it");
    text
}

/// An answer with its headers.
fn ask(site: &Site, path: &str, headers: &[(&str, &str)]) -> Response<ureq::Body> {
    let visitor = site.visitor();
    let mut request = visitor.agent.get(format!("{}{path}", site.address()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.call().unwrap()
}

fn header<'r>(response: &'r Response<ureq::Body>, name: &str) -> &'r str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

/// What is said to somebody who is about to send a file of this length.
fn announce(site: &Site, path: &str, length: usize) -> String {
    let address = site.address().trim_start_matches("http://");
    let mut line = TcpStream::connect(address).unwrap();
    let kind = "multipart/form-data; boundary=edge";
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n");
    line.write_all(head.as_bytes()).unwrap();
    let mut said = String::new();
    line.read_to_string(&mut said).unwrap();
    said
}

store::fresh_test!(what_is_kept_ends_with_the_next_publication, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
    let site = Site::run(world.command("en", &["serve", "--listen", "127.0.0.1:0"]));
    let nobody = site.visitor();
    // Marks alone are nothing that anybody sees.
    let empty = nobody.get("/public").shows("ยังไม่มีผลที่ประกาศ");
    assert!(!empty.text.contains("2566"), "{}", empty.text);
    nobody.get("/public/offices/P2300/2566").is(404);
    nobody.get("/public/search?q=P2300").shows("ไม่พบ");
    nobody.get("/data/catalog.jsonld").is(200);

    let publish = ["publish", "--year", "2566", "--instrument", "SA"];
    world.emes(&publish).well();
    let path = "/public/publications/2566-SA-R12-1";
    let first = ask(&site, path, &[("accept-encoding", "gzip")]);
    assert_eq!(first.status(), 200);
    assert_eq!(
        (header(&first, "cache-control"), header(&first, "vary")),
        ("public, max-age=60", "accept-encoding, cookie")
    );
    let tag = header(&first, "etag").to_owned();
    assert!(tag.starts_with("W/\"") && header(&first, "set-cookie").is_empty());
    let again = ask(&site, path, &[("if-none-match", &tag)]);
    assert_eq!((again.status().as_u16(), header(&again, "etag")), (304, tag.as_str()));
    let plain = ask(&site, path, &[("accept-encoding", "identity")]);
    assert!(header(&plain, "content-encoding").is_empty());
    let data = ask(&site, "/data/2566-SA-R12-1/results.csv", &[]);
    assert_eq!((header(&data, "access-control-allow-origin"), header(&data, "vary")), ("*", "accept-encoding"));

    // Another process publishes a correction: the old page says so at once, and the new one is there.
    let marks = world.write("remark.csv", "office,node,round,level,value,note\nP2300,S2.3,R12,5,,\n");
    world.marks(&marks, "SA", "2566").well();
    assert_eq!(ask(&site, path, &[("if-none-match", &tag)]).status(), 304, "a mark that changed is not published");
    world.emes(&[&publish[..], &["--reason", "แก้ไข S2.3"]].concat()).well();
    let changed = ask(&site, path, &[("if-none-match", &tag)]);
    assert_eq!(changed.status(), 200);
    nobody.get(path).shows("มีการแก้ไขแล้ว");
    nobody.get("/public/publications/2566-SA-R12-2/offices/P2300").shows("แก้ไข S2.3").shows("สิ่งที่แก้ไข");
    nobody.get("/public/search?q=P2300").shows("/public/offices/P2300");

    // A document is known by its code and byte by byte, as anybody may find out.
    let out = world.path("out").display().to_string();
    world.emes(&["report", "--office", "P2300", "--year", "2566", "--format", "xlsx", "--out", &out]).well();
    let mut bytes = std::fs::read(format!("{out}/P2300-2566.xlsx")).unwrap();
    let issued = nobody.upload("/public/verify", "ผล.xlsx", &bytes).shows("เป็นเอกสารที่ออกจากระบบนี้");
    let code =
        issued.text.split("<dd class=\"code\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let typed = code.to_lowercase().replace('-', "");
    nobody.get(&format!("/public/verify?code={typed}")).shows("เป็นเอกสารที่ออกจากระบบนี้").shows("2566-SA-R12-2");
    bytes.push(0);
    nobody.upload("/public/verify", "ผล.xlsx", &bytes).shows("ไม่ตรงกับที่ออกไว้").shows(&code);
    nobody.upload("/public/verify", "ผล.pdf", b"%PDF-1.7").shows("ไม่พบเอกสารนี้");
    nobody.upload("/public/verify", "", b"").is(422);
    nobody.get("/public/verify?code=EM-0000-0000-0000").shows("ไม่พบเอกสารนี้");
    nobody.get("/public/verify?code=%3Cscript%3E").shows("ไม่พบเอกสารนี้");
    assert!(
        announce(&site, "/public/verify", 9 * 1024 * 1024).starts_with("HTTP/1.1 413 "),
        "refused before it is read"
    );
});
