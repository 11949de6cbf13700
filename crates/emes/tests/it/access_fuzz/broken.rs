//! Requests that are broken.

use super::line::{Chance, FORM, Line, MULTIPART, escaped, file, form, request, sign_in};
use super::{LINES, REQUESTS};
use crate::pages::Site;

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
