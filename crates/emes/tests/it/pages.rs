//! The pages as a browser without script uses them: forms, links and cookies against the running program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{Response, StatusCode};

use crate::support::{interrupt, program};

/// A program that serves, and is stopped when the test ends.
pub(crate) struct Site {
    child: Child,
    pub(crate) address: String,
    /// What it said before it served.
    pub(crate) said: Vec<String>,
    folder: Option<TempDir>,
}

impl Site {
    pub(crate) fn start(command: &str) -> Site {
        Site::start_with(command, &[])
    }

    /// The program with settings in its environment.
    pub(crate) fn start_with(command: &str, settings: &[(&str, &str)]) -> Site {
        Site::start_asking(command, &[], settings)
    }

    /// The program with flags of the command, and with settings in its environment.
    pub(crate) fn start_asking(command: &str, flags: &[&str], settings: &[(&str, &str)]) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let mut program = program();
        program
            .args(["--lang", "en", "--data", data.to_str().unwrap(), command, "--listen", "127.0.0.1:0"])
            .args(flags);
        program.envs(settings.iter().copied());
        let mut site = Site::run(program);
        site.folder = Some(folder);
        site
    }

    /// A program that listens where the system lets it.
    pub(crate) fn run(mut program: Command) -> Site {
        let child = program.stdout(Stdio::piped()).spawn().unwrap();
        // From here on it is stopped whatever happens.
        let mut site = Site { child, address: String::new(), said: Vec::new(), folder: None };
        let mut lines = BufReader::new(site.child.stdout.take().unwrap()).lines();
        loop {
            let line = lines.next().expect("the program serves").unwrap();
            if let Some(rest) = line.strip_prefix("serving at http://") {
                site.address = format!("http://{}", rest.split(' ').next().unwrap());
                // Whatever it says later goes nowhere, and must not make it wait.
                std::thread::spawn(move || lines.for_each(drop));
                return site;
            }
            site.said.push(line);
        }
    }

    /// What it said before it served.
    pub(crate) fn said(&self) -> &[String] {
        &self.said
    }

    /// Where its data lies, in `data`.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.as_ref().expect("it was started on a folder of its own").path()
    }

    pub(crate) fn visitor(&self) -> Visitor<'_> {
        let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).build();
        Visitor { site: self, agent: config.into() }
    }

    /// "http://127.0.0.1:40000"
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Most memory it ever held, in KiB.
    pub(crate) fn peak_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().strip_suffix(" kB").unwrap().trim().parse().unwrap()
    }

    /// Somebody of the demonstration.
    pub(crate) fn person(&self, role: &str, office: &str) -> Visitor<'_> {
        let visitor = self.visitor();
        visitor.post("/demo/sign-in", &[("role", role), ("office", office)]).leads_to("/");
        visitor
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            interrupt(&self.child);
            let _ = self.child.wait();
        }
    }
}

/// A browser with its cookies.
pub(crate) struct Visitor<'s> {
    pub(crate) site: &'s Site,
    pub(crate) agent: Agent,
}

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) kind: String,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn of(mut response: Response<ureq::Body>) -> Page {
        let header =
            |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (location, kind) = (header("location"), header("content-type"));
        let status = response.status();
        Page { status, location, kind, text: response.body_mut().read_to_string().unwrap_or_default() }
    }

    #[track_caller]
    pub(crate) fn shows(self, words: &str) -> Page {
        assert_eq!(self.status, 200, "{}", self.text);
        assert!(self.text.contains(words), "{words} in {}", self.text);
        self
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Page {
        assert_eq!(self.status, status, "{} {}", self.location, self.text);
        self
    }

    #[track_caller]
    pub(crate) fn leads_to(self, location: &str) -> Page {
        assert_eq!((self.status.as_u16(), self.location.as_str()), (303, location), "{}", self.text);
        self
    }

    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let begin = format!("name=\"{name}\" value=\"");
        self.text.split(&begin).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }

    /// Addresses of links that begin so, in order.
    pub(crate) fn links(&self, begin: &str) -> Vec<String> {
        let hrefs = self.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        hrefs.filter(|href| href.starts_with(begin)).map(str::to_owned).collect()
    }
}

impl Visitor<'_> {
    pub(crate) fn get(&self, path: &str) -> Page {
        Page::of(self.agent.get(format!("{}{path}", self.site.address)).call().unwrap())
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        Page::of(self.agent.post(format!("{}{path}", self.site.address)).send_form(fields.iter().copied()).unwrap())
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        let mut response = self.agent.get(format!("{}{path}", self.site.address)).call().unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.body_mut().with_config().limit(100_000_000).read_to_vec().unwrap()
    }

    pub(crate) fn autosave(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.site.address)).header("x-autosave", "1");
        Page::of(request.send_form(fields.iter().copied()).unwrap())
    }

    /// A request of the tus protocol, without a body.
    pub(crate) fn tus(&self, method: &str, path: &str) -> Page {
        let request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.site.address));
        let request =
            request.header("tus-resumable", "1.0.0").header("upload-length", "0").header("upload-offset", "0");
        let request = request.header("content-type", "application/offset+octet-stream").body(()).unwrap();
        Page::of(self.agent.run(request).unwrap())
    }

    pub(crate) fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Page {
        self.upload_with(path, &[], name, bytes)
    }

    /// A file with other fields of its form.
    pub(crate) fn upload_with(&self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Page {
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let disposition = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n");
        for part in [b"--edge\r\n".as_slice(), disposition.as_bytes(), b"\r\n", bytes, b"\r\n--edge--\r\n"] {
            body.extend_from_slice(part);
        }
        let request = self.agent.post(format!("{}{path}", self.site.address));
        Page::of(request.header("content-type", "multipart/form-data; boundary=edge").send(&body[..]).unwrap())
    }
}

const ITEM: &str = "/reports/2569/QP/R12/P2300/items/QP04";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";

#[test]
fn an_office_reports_and_loses_nothing() {
    let site = Site::start("demo");
    let coordinator = site.person("coordinator", "P2300");
    coordinator.get("/home").shows("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด").shows("/reports/2569/QP/R12/P2300");
    coordinator.get(ITEM).shows("name=\"narrative\"");

    let first = [("version", "0"), ("met", "1"), ("met", "2"), ("narrative", "ข้อความแรก"), ("problems", "")];
    coordinator.post(ITEM, &first).leads_to(ITEM);
    coordinator.get(ITEM).shows("ข้อความแรก").shows("name=\"version\" value=\"1\"");
    // The form itself saves on, and is told the new version.
    let saved = coordinator.autosave(ITEM, &[("version", "1"), ("met", "1"), ("narrative", "ข้อความที่สอง")]).is(200);
    assert!(saved.kind.starts_with("application/json") && saved.text.contains("\"version\":2"), "{}", saved.text);

    // Another page still has version 1: both texts are shown, nothing is overwritten.
    let stale = [("version", "1"), ("met", "1"), ("narrative", "ข้อความของอีกคน")];
    coordinator.autosave(ITEM, &stale).is(409);
    let both = coordinator.post(ITEM, &stale).is(409);
    assert!(both.text.contains("ข้อความของอีกคน") && both.text.contains("ข้อความที่สอง"), "{}", both.text);
    coordinator.get(ITEM).shows("ข้อความที่สอง");

    // Evidence is what its bytes say, and comes back as it went in.
    coordinator.upload(&format!("{ITEM}/evidence"), "แผน.pdf", PDF).leads_to(&format!("{ITEM}#evidence"));
    let page = coordinator.get(ITEM).shows("แผน.pdf");
    let file = page.links("/evidence/P2300/").remove(0);
    let address = coordinator.get(&format!("{file}/download")).is(303).location;
    assert_eq!(coordinator.get(&address).is(200).text.as_bytes(), PDF);
    coordinator.upload(&format!("{ITEM}/evidence"), "แผน.pdf", b"<script>alert(1)</script>").is(422);
    coordinator.get("/evidence").shows("แผน.pdf");

    coordinator.post(&format!("{ITEM}/comments"), &[("words", "ขอตรวจทานอีกครั้ง")]).leads_to(&format!("{ITEM}#thread"));
    coordinator.get(ITEM).shows("ขอตรวจทานอีกครั้ง");
    // What is not complete is not handed on.
    coordinator.post("/reports/2569/QP/R12/P2300/submit", &[]).is(422);

    // What belongs to another office does not exist for this one.
    let other = site.person("coordinator", "P2402");
    for path in [ITEM, "/reports/2569/QP/R12/P2300", file.as_str(), &format!("{file}/download"), &address] {
        other.get(path).is(404);
    }
    other.post(ITEM, &first).is(404);
    other.upload(&format!("{ITEM}/evidence"), "x.pdf", PDF).is(404);
    site.person("viewer", "P2300").post(ITEM, &first).is(404);
}

#[test]
fn a_report_goes_from_the_director_through_screening_to_its_marks() {
    let site = Site::start("demo");
    let report = "/reports/2569/SA/R12/P2300";
    let director = site.person("director", "P2300");
    let page = director.get(report).shows("รอผู้อำนวยการรับรอง");
    let items = page.links(&format!("{report}/items/"));
    director.post(&format!("{report}/certify"), &[("word", "1")]).leads_to(report);
    director.get(report).shows("SA-2569-R12-P2300-01");
    director.post(&format!("{report}/certify"), &[("word", "1")]).is(422);

    let screener = site.person("screener", "P2300");
    let screening = format!("/screening{report}");
    screener.get("/screening").shows(&screening);
    screener.get(&screening).shows("verdict-");
    let codes: Vec<String> = items.iter().map(|href| href.rsplit('/').next().unwrap().to_owned()).collect();
    let verdict = |code: &String, word: &'static str| (format!("verdict-{code}"), word.to_owned());
    let send = |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        screener.post(&screening, &fields)
    };
    send(vec![verdict(&codes[0], "return")]).is(422);
    send(vec![verdict(&codes[0], "return"), (format!("reason-{}", codes[0]), "ขอหลักฐานเพิ่ม".to_owned())])
        .leads_to("/screening");

    // Only what was returned is open again, and the reason stands there.
    let coordinator = site.person("coordinator", "P2300");
    let version = coordinator.get(&items[0]).shows("ขอหลักฐานเพิ่ม").field("version");
    let text = [("version", version.as_str()), ("met", "1"), ("narrative", "เพิ่มหลักฐานแล้ว"), ("level", "1")];
    coordinator.post(&items[0], &text).leads_to(&items[0]);
    coordinator.post(&items[1], &text).is(422);
    director.post(&format!("{report}/certify"), &[("word", "1")]).leads_to(report);
    screener.get(&screening).shows("<ins>");
    let mut all: Vec<(String, String)> = codes.iter().map(|code| verdict(code, "pass")).collect();
    all.push(("accept".to_owned(), "1".to_owned()));
    send(all).leads_to("/screening");

    let evaluator = site.person("evaluator", "P2300");
    let marking = format!("/marking{report}");
    let item = evaluator.get(&marking).is(303).location;
    let page = evaluator.get(&item).shows("name=\"strengths\"");
    let entries = page.links(&format!("{marking}/items/"));
    let marks = |level: &str, why: &str| -> Vec<(String, String)> {
        [
            ("level", level),
            ("justification", why),
            ("strengths", "มีผลงานเชิงประจักษ์"),
            ("connective", "ทั้งนี้"),
            ("recommendation", "ควรขยายผล"),
            ("mark_version", "0"),
            ("suggestion_version", "0"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .to_vec()
    };
    let give = |item: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        evaluator.post(item, &fields)
    };
    // The office gave itself 1: another level needs its reason, and what was typed is still there.
    let refused = give(&item, marks("5", "")).is(422);
    assert!(refused.text.contains("มีผลงานเชิงประจักษ์"), "{}", refused.text);
    give(&item, marks("5", "หลักฐานครบตามเกณฑ์")).is(303);
    give(&item, marks("4", "เปลี่ยนใจ")).is(409);
    let mut seen: Vec<&String> = entries.iter().filter(|href| **href != item).collect();
    seen.sort();
    seen.dedup();
    for href in seen {
        give(href, marks("4", "ตามหลักฐาน")).is(303);
    }
    coordinator.get(report).shows("ให้คะแนนครบแล้ว");
    // Nobody of the office judges, and nobody else screens.
    coordinator.get(&item).is(404);
    evaluator.get(&screening).is(404);
}

#[test]
fn the_centre_opens_a_round_and_gives_it_people() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    let round = "/rounds/2568/SA/R12";
    centre.get("/rounds?year=2568").shows(round);
    let days = |opens, due| [("opens", opens), ("due", due), ("closes", "30 ก.ย. 2599"), ("version", "1")];
    centre.post(round, &days("เมื่อวาน", "1 ม.ค. 2569")).is(422);
    centre.post(round, &days("2 ม.ค. 2569", "1 ม.ค. 2569")).is(422);
    centre.post(&format!("{round}/open"), &[]).is(422);
    centre.post(round, &days("1 ต.ค. 2568", "2026-01-31")).leads_to("/rounds?year=2568#SA-R12");
    centre.post(round, &days("1 ต.ค. 2568", "2026-02-28")).is(409);
    centre.get("/rounds?year=2568").shows("31 ม.ค. 2569");
    centre.post(&format!("{round}/open"), &[]).leads_to("/rounds?year=2568#SA-R12");
    centre.post(&format!("{round}/nonsense"), &[]).is(404);
    let coordinator = site.person("coordinator", "P2300");
    coordinator.get("/home?year=2568").shows("/reports/2568/SA/R12/P2300");

    let tasks = format!("{round}/tasks");
    let task = |login| [("login", login), ("task", "screen"), ("region", "๙")];
    centre.post(&tasks, &task("nobody.at.all")).is(404);
    centre.post(&tasks, &task("demo-evaluator-2")).leads_to("/rounds?year=2568#SA-R12");
    centre.get("/rounds?year=2568").shows("ผู้ประเมิน 2 · กลั่นกรองรายงาน เขตตรวจราชการที่ 9");
    // Nobody else moves a round, and a lead evaluator only confirms it.
    for role in ["coordinator", "director", "screener", "evaluator", "executive"] {
        site.person(role, "P2300").post(&format!("{round}/close"), &[]).is(404);
    }
    let lead = site.person("lead-evaluator", "P2300");
    lead.get("/rounds").is(200);
    lead.post(&format!("{round}/close"), &[]).is(404);
    lead.post(&format!("{round}/confirm"), &[]).is(422);
}

#[test]
fn pages_keep_their_language_and_answer_nonsense_with_a_page() {
    let site = Site::start("demo");
    let nobody = site.visitor();
    nobody.get("/home").leads_to("/sign-in?back=/home");
    nobody.get("/sign-in").shows("<html lang=\"th\">");
    nobody.get("/language/en?back=/sign-in%3Fback%3D/home").leads_to("/sign-in?back=/home");
    nobody.get("/sign-in").shows("<html lang=\"en\">").shows("Sign in");
    nobody.get("/language/en?back=https://example.org").leads_to("/");
    nobody.get("/language/xx").is(404);
    nobody.post("/sign-in", &[("login", "nobody"), ("password", "wrong"), ("back", "")]).is(422);
    nobody.get("/healthz").is(200);
    nobody.get("/readyz").is(200);
    nobody.get("/a/nothing.css").is(404);
    nobody.get("/a/manifest.json").is(404);
    for role in ["central-admin", "executive", "auditor", "reporter", "viewer", "lead-evaluator", "region-chair"] {
        let person = site.person(role, "P2300");
        let to = person.get("/").is(303).location;
        person.get(&to).is(200);
        person.get("/me").is(200);
    }
    let person = site.person("coordinator", "P2300");
    for path in [
        "/reports/2569/QP/R12/P9999",
        "/reports/abc/QP/R12/P2300",
        "/reports/2569/QP/R12/P2300/items/%00",
        "/reports/2569/QP/R12/P2300/items/%F0%9F%92%A9",
        "/evidence/P2300/99999999999",
        "/evidence/P2300/x",
        "/home?year=99999999999999999999",
        "/screening",
        "/marking",
        "/progress",
        "/%ff",
    ] {
        let page = person.get(path);
        assert!(page.status.is_client_error() || page.status == 200, "{path}: {}", page.status);
        assert!(page.status == 200 || page.kind.starts_with("text/html"), "{path}: a person can read it");
    }
    person.post(ITEM, &[("version", "x")]).is(303);
    let foreign = person.agent.post(format!("{}/sign-out", site.address)).header("sec-fetch-site", "cross-site");
    Page::of(foreign.send_empty().unwrap()).is(403);
    person.post("/sign-out", &[]).leads_to("/sign-in");
    person.get("/home").is(303);
}

#[test]
fn a_coordinator_manages_the_people_of_the_own_office_only() {
    let site = Site::start("demo");
    let coordinator = site.person("coordinator", "P2300");
    let person = |login, role, scope| {
        [("login", login), ("name", "เจ้าหน้าที่ ก."), ("email", ""), ("role", role), ("scope", scope)]
    };
    coordinator.post("/users", &person("a", "reporter", "")).is(422).text.contains("เจ้าหน้าที่ ก.");
    for (role, scope) in [("reporter", "P2402"), ("central-admin", ""), ("evaluator", "9")] {
        coordinator.post("/users", &person("staff.a", role, scope)).is(404);
    }
    let page = coordinator.post("/users", &person("staff.a", "reporter", "")).is(200);
    let link = page.text.split("/link/").nth(1).and_then(|rest| rest.split('<').next()).expect("the link is shown");
    let newcomer = site.visitor();
    newcomer.post(&format!("/link/{link}"), &[("new", "ฝนตกที่ตราดทุกวันศุกร์")]).leads_to("/sign-in");
    let login = [("login", "staff.a"), ("password", "ฝนตกที่ตราดทุกวันศุกร์"), ("back", "")];
    newcomer.post("/sign-in", &login).leads_to("/");
    newcomer.get("/home").is(200).shows("ยังไม่มีรายการที่มอบหมายให้ท่าน");
    newcomer.get("/users").is(404);
    // Disabled, the person is out at once and stays out.
    let page = coordinator.get("/users").shows("staff.a");
    let row = page.text.split("staff.a").nth(1).unwrap();
    let id = row.split("/users/").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let version = row.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let seen = [("version", version)];
    site.person("coordinator", "P2402").post(&format!("/users/{id}/disable"), &seen).is(404);
    coordinator.post(&format!("/users/{id}/disable"), &seen).leads_to("/users");
    newcomer.get("/home").is(303);
    newcomer.post("/sign-in", &login).is(422);
    site.person("central-admin", "P2300").get("/users?office=P2300").shows("staff.a");
}

#[test]
fn the_first_administrator_comes_in_by_a_link_that_works_once() {
    let site = Site::start("serve");
    let link = site.said.iter().find_map(|line| line.split("/link/").nth(1)).expect("a link is printed");
    let link = format!("/link/{}", link.trim());
    let visitor = site.visitor();
    visitor.post("/demo/sign-in", &[("role", "central-admin")]).is(404);
    visitor.get(&link).shows("admin");
    visitor.post(&link, &[("new", "emes2569emes")]).is(422);
    visitor.post(&link, &[("new", "ฝนตกที่ตราดทุกวันศุกร์")]).leads_to("/sign-in");
    visitor.post(&link, &[("new", "ฝนตกที่ตราดทุกวันเสาร์")]).is(422);
    visitor.post("/sign-in", &[("login", "admin"), ("password", "ฝนตกที่ตราดทุกวันศุกร์"), ("back", "/me")]).leads_to("/me");
    visitor.get("/me").shows("admin");
    visitor.post("/me/password", &[("old", "ไม่ใช่รหัสผ่าน"), ("new", "แดดออกที่แกลงทุกวันจันทร์")]).is(422);
    visitor.post("/me/sign-out-everywhere", &[]).leads_to("/sign-in");
    visitor.get("/me").is(303);
}
