//! Requests by chance, with a fixed seed. Ten thousand by people of one office about everything of others: nothing of theirs may be read or
//! changed. Ten thousand that are broken: none may bring the program down.

mod broken;
mod line;

use store::testing::{options, texts};

use crate::pages::Site;
use line::{Chance, FORM, Line, MULTIPART, file, form, request, request_as, sign_in};

/// Requests of each kind.
const REQUESTS: usize = 10_000;
/// Senders at the same time.
const LINES: usize = 4;

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
    let file = site.folder().join("data/demo/emes.db");
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

/// Waits until the program has looked into every file that was brought: what it notes of one is no doing of those who ask.
async fn inspected(site: &Site) {
    let file = site.folder().join("data/demo/emes.db");
    let db = store::Db::open(&format!("sqlite://{}", file.display()), &options()).await.unwrap();
    let waiting = "SELECT name FROM attachments WHERE inspect_at IS NOT NULL";
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(120);
    loop {
        let names = texts(&mut db.read().await.unwrap(), waiting, Vec::new()).await.unwrap();
        if names.is_empty() {
            break;
        }
        assert!(std::time::Instant::now() < deadline, "nobody looked into {names:?}");
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    db.close().await;
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
                // What is published of an office is no secret of it.
                is_foreign = !route.starts_with("/public/");
                victim.code.clone()
            }
            "node" => chance.one(&["QP04", "QP04", "QP01", "S1.1", "AP21", "%00"]).to_owned(),
            "verb" => chance.one(&["open", "close", "confirm", "begin-marking", "x"]).to_owned(),
            "id" if route.starts_with("/users/") => {
                is_foreign = true;
                id(&victim.people, chance)
            }
            "id" if route.contains("/evidence/") => id(&victim.attachments, chance),
            _ => chance.one(&["1", "en", "unknown"]).to_owned(),
        };
        path.push_str(&value);
    }
    // Which offices there are is known to everybody.
    is_foreign &= route != "/api/v1/offices/{office}";
    if method == "GET" && chance.happens(30) {
        path.push_str(&format!("?office={}&after={}&year=2569", victim.code, chance.one(&["0", "a", ""])));
    }
    let (mut body, mut kind) = (Vec::new(), FORM);
    if route.starts_with("/api/v1/") {
        (body, kind) = (in_json(route, victim).into_bytes(), JSON);
        if route.ends_with("{office}/evidence") {
            (body, kind) = (b"%PDF-1.7\nx\n%%EOF\n".to_vec(), "application/octet-stream");
            path.push_str("?name=plan.pdf");
        }
    } else if method != "GET" && route.ends_with("/evidence") && chance.happens(70) {
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

const JSON: &str = "application/json";

/// A body that a program could send there.
fn in_json(route: &str, victim: &Office) -> String {
    let (id, words) = (&victim.attachments[0], "เปลี่ยนข้อความของเขตอื่น");
    let end = route.rsplit('/').next().unwrap_or_default();
    match end {
        "comments" => format!(r#"{{"text":"{words}"}}"#),
        "evidence" => format!(r#"{{"id":{id}}}"#),
        "links" => r#"{"url":"https://example.org/"}"#.to_owned(),
        "assignees" => r#"{"users":[1]}"#.to_owned(),
        "extension" => format!(r#"{{"until":"2056-09-30","reason":"{words}"}}"#),
        "return" => format!(r#"{{"items":[{{"node":"QP04","reason":"{words}"}}]}}"#),
        "mark" => r#"{"level":1}"#.to_owned(),
        "send-back" | "correct" => format!(r#"{{"reason":"{words}"}}"#),
        "{node}" if route.contains("/objections/") => format!(r#"{{"words":"{words}"}}"#),
        "{node}" => format!(r#"{{"narrative":"{words}"}}"#),
        _ => "{}".to_owned(),
    }
}

/// A token of the person who is signed in, made for everything.
fn token_of(line: &mut Line, cookie: &str) -> String {
    let mut fields = vec![("name", "x"), ("days", "30")];
    fields.extend(crate::program::ALL.map(|grant| ("grant", grant)));
    let page = line.send(&request("POST", "/me/tokens", cookie, FORM, form(&fields).as_bytes()), true).unwrap().body;
    let begin = page.find("emes_").unwrap_or_else(|| panic!("{page}"));
    page[begin..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect()
}

/// One sender: somebody of the own office, or nobody, asking for what is not theirs.
fn snoop(world: &World<'_>, role: &str, seed: u64, requests: usize) {
    let mut chance = Chance(seed);
    let mut line = Line::new(&world.site.address);
    let cookie = sign_in(&mut line, role, &world.own.code);
    let token = token_of(&mut line, &cookie);
    for n in 0..requests {
        let cookie = if chance.happens(8) { "" } else { cookie.as_str() };
        let who = match cookie {
            "" => "Cookie: emes-session=".to_owned(),
            _ => format!("Cookie: emes-session={cookie}\r\nAuthorization: Bearer {token}\r\nIf-Match: \"0\""),
        };
        let (method, path, is_foreign, body, kind) = by_chance(world, &mut chance);
        let what = || format!("{role} of {}, {n}: {method} {path} {}", world.own.code, String::from_utf8_lossy(&body));
        let answer =
            line.send(&request_as(&method, &path, &who, kind, &body), true).unwrap_or_else(|| panic!("{}", what()));
        assert!(answer.status < 500, "{}: {} {}", what(), answer.status, answer.body);
        for other in world.others {
            assert!(!answer.body.contains(&other.secret), "{} shows what is of {}", what(), other.code);
        }
        if is_foreign && cookie.is_empty() {
            assert!(matches!(answer.status, 303 | 401 | 404 | 422 | 400 | 415 | 429), "{}: {}", what(), answer.status);
        } else if is_foreign && answer.status != 404 {
            // Refused before it was known what it is about: so it must be for what does not exist.
            let nowhere = world.others.iter().fold(path.clone(), |path, other| {
                let path = path.replace(&other.code, "P9999");
                other.people.iter().fold(path, |path, id| path.replace(&format!("/users/{id}"), "/users/7"))
            });
            let same = line.send(&request_as(&method, &nowhere, &who, kind, &body), true).unwrap();
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
    let site = Site::start_with("demo", &[("EMES_API_REQUESTS_PER_MINUTE", "1000000")]);
    let mut line = Line::new(&site.address);
    let all = app::office_file::shipped_offices();
    let offices: Vec<Office> = all.iter().filter_map(|o| Office::at_work(&mut line, o.code.as_str())).take(3).collect();
    let routes: Vec<_> = web::addresses(true).into_iter().filter(|(_, path)| !is_left_out(path)).collect();
    for (turn, own) in offices[..2].iter().enumerate() {
        let others: Vec<&Office> = offices.iter().filter(|other| other.code != own.code).collect();
        let codes: Vec<&str> = others.iter().map(|other| other.code.as_str()).collect();
        inspected(&site).await;
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
    let file = site.folder().join("data/demo/emes.db");
    let db = store::Db::open(&format!("sqlite://{}", file.display()), &options()).await.unwrap();
    assert!(store::audit::verify(&db).await.unwrap().is_ok());
    db.close().await;
}
