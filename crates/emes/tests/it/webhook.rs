//! Webhooks against a real server: what it is told, how it can know who says so, and what happens while it does not listen.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::pages::Site;
use crate::program::{ALL, Program};

/// A request as the server of the test got it.
struct Heard {
    head: String,
    body: String,
}

impl Heard {
    fn header(&self, name: &str) -> String {
        let line = self.head.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:"))).unwrap();
        line[name.len() + 1..].trim().to_owned()
    }
}

/// A server that answers with these statuses, then always with the last.
fn server(statuses: &'static [u16]) -> (String, Receiver<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().enumerate() {
            let heard = answer(stream.unwrap(), statuses[n.min(statuses.len() - 1)]);
            if send.send(heard).is_err() {
                return;
            }
        }
    });
    (address, receive)
}

fn answer(stream: TcpStream, status: u16) -> Heard {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).unwrap() > 0, "{head}");
    }
    let mut heard = Heard { head, body: String::new() };
    let mut body = vec![0; heard.header("content-length").parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    heard.body = String::from_utf8(body).unwrap();
    let said = format!(
        "HTTP/1.1 {status} X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    stream.get_mut().write_all(said.as_bytes()).unwrap();
    heard
}

#[test]
fn a_webhook_is_told_and_can_know_who_says_so() {
    let site = Site::start_with("demo", &[("EMES_WEBHOOKS_INNER", "true")]);
    let centre = Program::of(&site.person("central-admin", "P2300"), &ALL);
    let (url, heard) = server(&[503, 204]);
    let made = centre.post("/api/v1/webhooks", &json!({ "url": url, "events": ["report.certified"] })).is(201).json();
    let secret = made["secret"].as_str().unwrap().strip_prefix("whsec_").unwrap().to_owned();
    let path = format!("/api/v1/webhooks/{}", made["id"]);
    assert!(!centre.get("/api/v1/webhooks").is(200).text().contains(&secret), "it is shown once");

    let director = site.person("director", "P2300");
    director.post("/reports/2569/SA/R12/P2300/certify", &[("word", "1")]).leads_to("/reports/2569/SA/R12/P2300");
    let wait = Duration::from_secs(30);
    let first = heard.recv_timeout(wait).unwrap();
    // The server was not ready: the same is said again.
    let second = heard.recv_timeout(wait).unwrap();
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
    let said: Value = serde_json::from_str(&second.body).unwrap();
    assert_eq!(said["event"], "report.certified");
    assert_eq!(said["id"], second.header("webhook-id"));
    let data = json!({ "year": 2569, "instrument": "SA", "round": "R12", "office": "P2300",
        "receipt_number": "SA-2569-R12-P2300-01", "late": said["data"]["late"] });
    assert_eq!(said["data"], data);

    let mut seal = Hmac::<Sha256>::new_from_slice(&STANDARD.decode(&secret).unwrap()).unwrap();
    seal.update(
        format!("{}.{}.{}", second.header("webhook-id"), second.header("webhook-timestamp"), second.body).as_bytes(),
    );
    let signature = format!("v1,{}", STANDARD.encode(seal.finalize().into_bytes()));
    assert_eq!(second.header("webhook-signature"), signature);

    // The log knows of both tries; its row is written after the answer.
    let delivered = || centre.get(&format!("{path}/deliveries")).is(200).json()["items"][0].clone();
    for _ in 0..100 {
        if delivered()["delivered_at"].is_string() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let row = delivered();
    assert_eq!(
        (row["tries"].as_u64(), row["status"].as_u64(), &row["error"]),
        (Some(2), Some(204), &Value::Null),
        "{row}"
    );

    // One that is off is told nothing but a test.
    let tag = centre.get(&path).header("etag").to_owned();
    let off = json!({ "url": url, "events": ["report.certified"], "is_on": false });
    centre.send("PUT", &path, &[("if-match", &tag)], &off).is(200);
    centre.send("PUT", &path, &[("if-match", &tag)], &off).is(412);
    let page = site.person("central-admin", "P2300");
    page.post(&format!("/webhooks/{}/test", made["id"]), &[]).is(303);
    assert!(heard.recv_timeout(wait).unwrap().body.contains("\"event\":\"test\""));
    page.get(&format!("/webhooks/{}", made["id"])).shows("ปลายทางรับแล้ว");
    centre.delete(&path).is(204);
    centre.get(&path).is(404);
}

#[test]
fn machines_inside_are_not_told() {
    let site = Site::start("demo");
    let centre = Program::of(&site.person("central-admin", "P2300"), &ALL);
    let register = |url: &str| centre.post("/api/v1/webhooks", &json!({ "url": url, "events": ["round.opened"] }));
    let (url, heard) = server(&[204]);
    register(&url).refuses(422, "webhook-url");
    register(&url.replace("http://", "https://")).refuses(422, "webhook-inner");
    register("https://localhost/").refuses(422, "webhook-inner");
    register("https://169.254.169.254/").refuses(422, "webhook-inner");
    // A name tells nothing about where it leads; it is asked when it is told.
    let made = register("https://localhost.localdomain/").is(201).json();
    centre.post(&format!("/api/v1/webhooks/{}/test", made["id"]), &json!({})).is(204);
    let row = || centre.get(&format!("/api/v1/webhooks/{}/deliveries", made["id"])).json()["items"][0].clone();
    for _ in 0..100 {
        if row()["tries"].as_u64() > Some(0) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(row()["error"].is_string() && row()["status"].is_null(), "{}", row());
    assert!(heard.try_recv().is_err(), "nobody asked the machine inside");
}
