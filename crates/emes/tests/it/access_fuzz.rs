//! Requests by chance, with a fixed seed. Ten thousand by people of one office about everything of others: nothing of theirs may be read or
//! changed. Ten thousand that are broken: none may bring the program down.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use store::testing::{options, texts};

use crate::pages::Site;

/// Requests of each kind.
const REQUESTS: usize = 10_000;
/// Senders at the same time.
const LINES: usize = 4;

/// A stream of chance (SplitMix64): enough to choose with, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }

    fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A connection that is kept open as long as the server keeps it.
struct Line {
    host: String,
    stream: Option<BufReader<TcpStream>>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Line {
    fn new(address: &str) -> Line {
        Line { host: address.trim_start_matches("http://").to_owned(), stream: None }
    }

    fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        BufReader::new(stream)
    }

    /// Sends bytes and reads what comes back; `None` when the server hangs up without a word.
    fn send(&mut self, request: &[u8], is_whole: bool) -> Option<Answer> {
        // A kept connection may have been closed meanwhile: then once more on a new one.
        if let Some(mut stream) = self.stream.take()
            && let Some(answer) = exchange(&mut stream, request, is_whole)
        {
            self.keep(stream, &answer, is_whole);
            return Some(answer);
        }
        let mut stream = self.connect();
        let answer = exchange(&mut stream, request, is_whole)?;
        self.keep(stream, &answer, is_whole);
        Some(answer)
    }

    fn keep(&mut self, stream: BufReader<TcpStream>, answer: &Answer, is_whole: bool) {
        let closes = answer.head.to_ascii_lowercase().contains("connection: close");
        self.stream = (is_whole && !closes).then_some(stream);
    }
}

fn exchange(stream: &mut BufReader<TcpStream>, request: &[u8], is_whole: bool) -> Option<Answer> {
    // The server may refuse before it has read everything.
    let _ = stream.get_mut().write_all(request);
    if !is_whole {
        let _ = stream.get_mut().shutdown(Shutdown::Write);
    }
    let mut head = String::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim_end().is_empty() {
            break;
        }
        head.push_str(&text);
    }
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = |name: &str| {
        let found = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix(name).map(str::to_owned));
        found.map(|value| value.trim().to_owned())
    };
    let mut body = Vec::new();
    if let Some(length) = length("content-length:") {
        body.resize(length.parse().ok()?, 0);
        if request.starts_with(b"HEAD ") {
            body.clear();
        }
        stream.read_exact(&mut body).ok()?;
    } else if length("transfer-encoding:").is_some() {
        loop {
            line.clear();
            stream.read_until(b'\n', &mut line).ok()?;
            let size = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            stream.read_exact(&mut chunk).ok()?;
            if size == 0 {
                break;
            }
            body.extend_from_slice(&chunk[..size]);
        }
    }
    Some(Answer { status, head, body: String::from_utf8_lossy(&body).into_owned() })
}

/// A request that a browser would send.
fn request(method: &str, path: &str, cookie: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: emes\r\nCookie: emes-session={cookie}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data; boundary=edge";

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

fn file(name: &str, text: &str) -> Vec<u8> {
    format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n%PDF-1.7\n{text}\n%%EOF\n\r\n--edge--\r\n")
        .into_bytes()
}

/// Signs somebody of the demonstration in; the cookie of the session.
fn sign_in(line: &mut Line, role: &str, office: &str) -> String {
    let body = form(&[("role", role), ("office", office)]);
    let answer = line.send(&request("POST", "/demo/sign-in", "", FORM, body.as_bytes()), true).unwrap();
    let cookie = answer.head.split("emes-session=").nth(1).and_then(|rest| rest.split(';').next());
    cookie.unwrap_or_else(|| panic!("{} {}", answer.head, answer.body)).to_owned()
}

/// An office, and what it has that others must not see.
struct Office {
    code: String,
    secret: String,
    attachments: Vec<String>,
    people: Vec<String>,
}

const ITEM: &str = "items/QP04";

impl Office {
    /// Lets the coordinator write, upload and talk, so that there is something to steal; none where the report is not the office's to write.
    fn at_work(line: &mut Line, code: &str) -> Option<Office> {
        let secret = format!("ความลับของ-{code}");
        // The demonstration makes people of an office when they are asked for.
        for role in ["reporter", "director", "viewer"] {
            sign_in(line, role, code);
        }
        let cookie = sign_in(line, "coordinator", code);
        let item = format!("/reports/2569/QP/R12/{code}/{ITEM}");
        let get = |line: &mut Line, path: &str| line.send(&request("GET", path, &cookie, FORM, b""), true).unwrap();
        let version = get(line, &item).body;
        let version = version.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let answer = form(&[("version", version.unwrap_or("0")), ("met", "1"), ("narrative", &secret)]);
        line.send(&request("POST", &item, &cookie, FORM, answer.as_bytes()), true).unwrap();
        let comment = form(&[("words", &secret)]);
        line.send(&request("POST", &format!("{item}/comments"), &cookie, FORM, comment.as_bytes()), true).unwrap();
        let upload = file(&format!("{secret}.pdf"), &secret);
        line.send(&request("POST", &format!("{item}/evidence"), &cookie, MULTIPART, &upload), true).unwrap();
        let shown = get(line, &item).body;
        if shown.matches(&secret).count() < 3 {
            return None;
        }
        let ids = |text: &str, begin: &str| -> Vec<String> {
            let found = text.split(begin).skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
            let mut ids: Vec<String> = found.filter(|id| !id.is_empty()).map(str::to_owned).collect();
            ids.sort();
            ids.dedup();
            ids
        };
        let attachments = ids(&shown, &format!("/evidence/{code}/"));
        let people = ids(&get(line, "/users").body, "/users/");
        assert!(!attachments.is_empty() && people.len() >= 3, "{code}");
        Some(Office { code: code.to_owned(), secret, attachments, people })
    }
}

/// Everything in the database that belongs to offices, so that a change shows: the rows of every table that names an office, and their
/// people with roles, links and ways in.
async fn belongings(site: &Site, codes: &[&str]) -> Vec<String> {
    let file = site.folder.path().join("data/demo/emes.db");
    let db = store::Db::open(&format!("sqlite://{}", file.display()), &options()).await.unwrap();
    let mut conn = db.read().await.unwrap();
    let list = codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(",");
    let offices = format!("(SELECT id FROM offices WHERE code IN ({list}))");
    let people = format!("(SELECT user_id FROM role_assignments WHERE office_id IN {offices})");
    let tables = "SELECT m.name || ' ' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND (c.name = 'office_id' OR c.name = 'user_id' OR m.name = 'users' AND c.name = 'id') ORDER BY 1";
    let mut rows = Vec::new();
    for named in texts(&mut conn, tables, Vec::new()).await.unwrap() {
        let (table, column) = named.split_once(' ').unwrap();
        let whose = if column == "office_id" { &offices } else { &people };
        let columns = format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
        let columns = texts(&mut conn, &columns, Vec::new()).await.unwrap().join(" || '|' || ");
        let sql = format!("SELECT {columns} FROM {table} WHERE {column} IN {whose} ORDER BY 1");
        rows.extend(texts(&mut conn, &sql, Vec::new()).await.unwrap().into_iter().map(|row| format!("{named}: {row}")));
    }
    drop(conn);
    db.close().await;
    rows
}

/// Words for the fields of any form.
const FIELDS: [(&str, &[&str]); 24] = [
    ("version", &["0", "1", "2", "-1", "x"]),
    ("met", &["1", "2", "5"]),
    ("narrative", &["เปลี่ยนข้อความของเขตอื่น", ""]),
    ("problems", &["", "ไม่มี"]),
    ("level", &["1", "5", "9"]),
    ("words", &["ข้อความ", ""]),
    ("attachment", &["1", "99999999"]),
    ("verdict-QP04", &["pass", "return"]),
    ("reason-QP04", &["ขอหลักฐานเพิ่ม"]),
    ("accept", &["1"]),
    ("reason", &["ส่งกลับ", ""]),
    ("strengths", &["จุดเด่น"]),
    ("recommendation", &["ควรขยายผล"]),
    ("connective", &["ทั้งนี้"]),
    ("mark_version", &["0", "1"]),
    ("suggestion_version", &["0", "1"]),
    ("login", &["staff.x", "demo-evaluator", "demo-central-admin"]),
    ("name", &["เจ้าหน้าที่ ก.", ""]),
    ("role", &["reporter", "director", "central-admin", "screener", "nonsense"]),
    ("scope", &["another's", "another's", "9", ""]),
    ("office", &["another's", "P9999"]),
    ("user", &["1", "2"]),
    ("region", &["9", "๙", ""]),
    ("task", &["screen", "mark"]),
];

/// Addresses that end sessions or bring new ones, which would only make the test end early.
fn is_left_out(path: &str) -> bool {
    path.starts_with("/sign-") || path.starts_with("/demo/") || path.starts_with("/me/s") || path.starts_with("/a/")
}

struct World<'w> {
    site: &'w Site,
    routes: Vec<(String, String)>,
    own: &'w Office,
    others: &'w [&'w Office],
}

/// A request of somebody of the own office, and whether its address names something of another.
fn by_chance(world: &World<'_>, chance: &mut Chance) -> (String, String, bool, Vec<u8>, &'static str) {
    let (method, route) = &world.routes[chance.below(world.routes.len())];
    let victim = world.others[chance.below(world.others.len())];
    let own_office = chance.happens(20);
    let (mut path, mut is_foreign) = (String::new(), false);
    for part in route.split('/').skip(1) {
        path.push('/');
        if !part.starts_with('{') {
            path.push_str(part);
            continue;
        }
        let id = |ids: &[String], chance: &mut Chance| ids[chance.below(ids.len())].clone();
        let value = match part.trim_matches(['{', '}', '*']) {
            "year" => chance.one(&["2569", "2569", "2569", "2568", "9"]).to_owned(),
            "instrument" => chance.one(&["QP", "QP", "QP", "SA", "AP"]).to_owned(),
            "round" => chance.one(&["R12", "R12", "R12", "R06"]).to_owned(),
            "office" if own_office => world.own.code.clone(),
            "office" => {
                is_foreign = true;
                victim.code.clone()
            }
            "node" => chance.one(&["QP04", "QP04", "QP01", "S1.1", "AP21", "%00"]).to_owned(),
            "verb" => chance.one(&["open", "close", "confirm", "begin-marking", "x"]).to_owned(),
            "id" if route.starts_with("/users/") => {
                is_foreign = true;
                id(&victim.people, chance)
            }
            "id" if route.starts_with("/evidence/") => id(&victim.attachments, chance),
            _ => chance.one(&["1", "en", "unknown"]).to_owned(),
        };
        path.push_str(&value);
    }
    if method == "GET" && chance.happens(30) {
        path.push_str(&format!("?office={}&after={}&year=2569", victim.code, chance.one(&["0", "a", ""])));
    }
    let (mut body, mut kind) = (Vec::new(), FORM);
    if method != "GET" && route.ends_with("/evidence") && chance.happens(70) {
        (body, kind) = (file("แผน.pdf", "x"), MULTIPART);
    } else if method != "GET" {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for (name, values) in FIELDS {
            if chance.happens(40) {
                let value = chance.one(values);
                fields.push((name, if value == "another's" { &victim.code } else { value }));
            }
        }
        let named = &victim.attachments[0];
        if chance.happens(20) {
            fields.retain(|(name, _)| *name != "attachment");
            fields.push(("attachment", named));
        }
        body = form(&fields).into_bytes();
    }
    (method.clone(), path, is_foreign, body, kind)
}

/// One sender: somebody of the own office, or nobody, asking for what is not theirs.
fn snoop(world: &World<'_>, role: &str, seed: u64, requests: usize) {
    let mut chance = Chance(seed);
    let mut line = Line::new(&world.site.address);
    let cookie = sign_in(&mut line, role, &world.own.code);
    for n in 0..requests {
        let cookie = if chance.happens(8) { "" } else { cookie.as_str() };
        let (method, path, is_foreign, body, kind) = by_chance(world, &mut chance);
        let what = || format!("{role} of {}, {n}: {method} {path} {}", world.own.code, String::from_utf8_lossy(&body));
        let answer =
            line.send(&request(&method, &path, cookie, kind, &body), true).unwrap_or_else(|| panic!("{}", what()));
        assert!(answer.status < 500, "{}: {} {}", what(), answer.status, answer.body);
        for other in world.others {
            assert!(!answer.body.contains(&other.secret), "{} shows what is of {}", what(), other.code);
        }
        if is_foreign && cookie.is_empty() {
            assert!(matches!(answer.status, 303 | 401 | 404 | 422 | 400 | 415), "{}: {}", what(), answer.status);
        } else if is_foreign && answer.status != 404 {
            // Refused before it was known what it is about: so it must be for what does not exist.
            let nowhere = world.others.iter().fold(path.clone(), |path, other| {
                let path = path.replace(&other.code, "P9999");
                other.people.iter().fold(path, |path, id| path.replace(&format!("/users/{id}"), "/users/7"))
            });
            let same = line.send(&request(&method, &nowhere, cookie, kind, &body), true).unwrap();
            assert_eq!(answer.status, same.status, "{} tells that it exists: {}", what(), answer.body);
            assert!(answer.status >= 400, "{}: {}", what(), answer.status);
        }
    }
    let own = format!("/reports/2569/QP/R12/{}", world.own.code);
    let answer = line.send(&request("GET", &own, &cookie, FORM, b""), true).unwrap();
    assert_eq!(answer.status, 200, "the session was good to the end");
}

#[tokio::test]
async fn nothing_of_another_office_is_read_or_changed() {
    let site = Site::start("demo");
    let mut line = Line::new(&site.address);
    let all = app::office_file::shipped_offices();
    let offices: Vec<Office> = all.iter().filter_map(|o| Office::at_work(&mut line, o.code.as_str())).take(3).collect();
    let routes: Vec<_> = web::addresses(true).into_iter().filter(|(_, path)| !is_left_out(path)).collect();
    for (turn, own) in offices[..2].iter().enumerate() {
        let others: Vec<&Office> = offices.iter().filter(|other| other.code != own.code).collect();
        let codes: Vec<&str> = others.iter().map(|other| other.code.as_str()).collect();
        let before = belongings(&site, &codes).await;
        assert!(before.len() > 100, "{}", before.len());
        let world = World { site: &site, routes: routes.clone(), own, others: &others };
        std::thread::scope(|scope| {
            for (n, role) in ["coordinator", "reporter", "director", "viewer"].into_iter().enumerate() {
                let (world, seed) = (&world, u64::try_from(turn * LINES + n).unwrap());
                scope.spawn(move || snoop(world, role, seed, REQUESTS / 2 / LINES));
            }
        });
        let after = belongings(&site, &codes).await;
        let changed: Vec<_> = after.iter().filter(|row| !before.contains(row)).take(5).collect();
        assert!(before == after, "{} rows became {}: {changed:?}", before.len(), after.len());
    }
    let file = site.folder.path().join("data/demo/emes.db");
    let db = store::Db::open(&format!("sqlite://{}", file.display()), &options()).await.unwrap();
    assert!(store::audit::verify(&db).await.unwrap().is_ok());
    db.close().await;
}

/// Texts that break what was not written for them.
const NASTY: [&str; 20] = [
    "%00",
    "%ff",
    "%F0%9F%92%A9",
    "%",
    "%2e%2e%2f",
    "..",
    "\u{202e}",
    "ก\u{e34}\u{e34}\u{e34}",
    "\u{0}",
    "'\"<>&",
    "\r\nX: y",
    "{}",
    "[]=1",
    "%25%32%66",
    "99999999999999999999",
    "-1",
    "\u{feff}",
    "ａ",
    "&&&===",
    ";;;",
];

/// Changes a request a little, a lot, or where it hurts. Says whether it still is one that the server can know the end of.
fn broken(good: &[u8], chance: &mut Chance) -> (Vec<u8>, bool) {
    let split = good.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let (head, body) = (String::from_utf8_lossy(&good[..split]).into_owned(), good[split + 4..].to_vec());
    let mut lines: Vec<String> = head.split("\r\n").map(str::to_owned).collect();
    let (mut body, mut is_whole) = (body, true);
    for _ in 0..=chance.below(3) {
        match chance.below(12) {
            0 => {
                let at = chance.below(lines[0].len());
                if lines[0].is_char_boundary(at) {
                    lines[0].insert_str(at, chance.one(&NASTY));
                }
                is_whole = false;
            }
            1 => lines[0] = lines[0].replacen(" HTTP", &format!("{} HTTP", escaped(chance.one(&NASTY))), 1),
            2 => {
                lines[0] = lines[0].replacen(
                    " HTTP",
                    &format!("?{}={} HTTP", escaped(chance.one(&NASTY)), chance.one(&["%", "a", "%F0%28"])),
                    1,
                )
            }
            3 => lines.push(format!(
                "Cookie: emes-session={}; emes-language={}",
                chance.one(&NASTY),
                escaped(chance.one(&NASTY))
            )),
            4 => lines.push(format!(
                "{}: {}",
                chance.one(&[
                    "X-Autosave",
                    "X-Upload",
                    "Accept-Language",
                    "Origin",
                    "Range",
                    "Accept-Encoding",
                    "Expect",
                    "Content-Type",
                    "If-None-Match",
                    "Sec-Fetch-Site"
                ]),
                chance.one(&NASTY).replace(['\r', '\n', '\0'], "")
            )),
            5 => lines.push(format!("X-Long: {}", "ก".repeat(chance.below(4000)))),
            6 => {
                let kind = chance.one(&[
                    FORM,
                    MULTIPART,
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "application/json",
                    "text/plain; charset=\u{e01}",
                    "",
                ]);
                lines.retain(|line| !line.starts_with("Content-Type"));
                lines.push(format!("Content-Type: {kind}"));
            }
            7 | 8 if !body.is_empty() => {
                for _ in 0..=chance.below(8) {
                    let at = chance.below(body.len());
                    body[at] = u8::try_from(chance.below(256)).unwrap();
                }
            }
            9 if !body.is_empty() => body.truncate(chance.below(body.len())),
            10 => {
                let at = chance.below(body.len() + 1);
                let piece = chance.one(&NASTY).repeat(chance.below(50));
                body.splice(at..at, piece.into_bytes());
            }
            _ => {
                // A length that is not true, or one too many.
                is_whole = false;
                lines.push(format!("Content-Length: {}", chance.one(&["0", "5", "99999999999", "-1", "x"])));
            }
        }
    }
    if is_whole {
        lines.retain(|line| !line.starts_with("Content-Length"));
        lines.push(format!("Content-Length: {}", body.len()));
    }
    ([lines.join("\r\n").as_bytes(), b"\r\n\r\n", &body].concat(), is_whole)
}

#[test]
fn no_broken_request_brings_the_program_down() {
    let site = Site::start("demo");
    let report = "/reports/2569/QP/R12/P2300";
    std::thread::scope(|scope| {
        for seed in 0..LINES {
            let site = &site;
            scope.spawn(move || {
                let mut chance = Chance(u64::try_from(1000 + seed).unwrap());
                let mut line = Line::new(&site.address);
                let cookie =
                    sign_in(&mut line, ["coordinator", "screener", "evaluator", "central-admin"][seed], "P2300");
                let answer = form(&[("version", "0"), ("met", "1"), ("narrative", "ข้อความ"), ("level", "1")]);
                let person =
                    form(&[("login", "a"), ("name", "เจ้าหน้าที่ ก."), ("email", ""), ("role", "reporter"), ("scope", "")]);
                let good: Vec<Vec<u8>> = [
                    ("GET", "/home?year=2569".to_owned(), FORM, Vec::new()),
                    ("GET", "/users?office=P2300&after=a".to_owned(), FORM, Vec::new()),
                    ("GET", format!("{report}/items/QP04"), FORM, Vec::new()),
                    ("GET", "/language/en?back=/home".to_owned(), FORM, Vec::new()),
                    ("GET", "/evidence?after=1".to_owned(), FORM, Vec::new()),
                    ("GET", "/a/app.css".to_owned(), FORM, Vec::new()),
                    ("GET", "/sign-in?back=/".to_owned(), FORM, Vec::new()),
                    ("POST", format!("{report}/items/QP04"), FORM, answer.into_bytes()),
                    ("POST", format!("{report}/items/QP04/comments"), FORM, form(&[("words", "ข้อความ")]).into_bytes()),
                    ("POST", format!("{report}/items/QP04/evidence"), MULTIPART, file("แผน.pdf", "x")),
                    ("POST", "/evidence".to_owned(), MULTIPART, file("แผน.pdf", "x")),
                    ("POST", "/users".to_owned(), FORM, person.into_bytes()),
                    ("POST", "/me/password".to_owned(), FORM, form(&[("old", "a"), ("new", "b")]).into_bytes()),
                    ("POST", "/sign-in/code".to_owned(), FORM, form(&[("code", "123456")]).into_bytes()),
                    ("POST", "/sign-in/passkey".to_owned(), FORM, form(&[("answer", "{}")]).into_bytes()),
                    (
                        "POST",
                        "/rounds/2569/QP/R12".to_owned(),
                        FORM,
                        form(&[("opens", "1"), ("due", "2"), ("closes", "3"), ("version", "1")]).into_bytes(),
                    ),
                    ("POST", format!("/screening{report}"), FORM, form(&[("verdict-QP04", "return")]).into_bytes()),
                    (
                        "POST",
                        format!("/marking{report}/items/QP04"),
                        FORM,
                        form(&[("level", "3"), ("mark_version", "0"), ("suggestion_version", "0")]).into_bytes(),
                    ),
                ]
                .into_iter()
                .map(|(method, path, kind, body)| request(method, &path, &cookie, kind, &body))
                .collect();
                let mut answered = 0;
                for n in 0..REQUESTS / LINES {
                    let (request, is_whole) = broken(&good[chance.below(good.len())], &mut chance);
                    let Some(answer) = line.send(&request, is_whole) else { continue };
                    answered += 1;
                    let shown = String::from_utf8_lossy(&request);
                    assert!(answer.status < 500, "{seed}/{n}: {} to {shown}\n{}", answer.status, answer.body);
                }
                assert!(answered > REQUESTS / LINES / 2, "{answered}");
            });
        }
    });
    site.visitor().get("/readyz").is(200);
}
