//! Clients that want more than their share: of connections, of time, of memory.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use store::Engine;
use store::testing;

use super::{Client, Ground, PDF, Person, full};

const SECOND: Duration = Duration::from_secs(1);

fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(30 * SECOND)).unwrap();
    stream.set_write_timeout(Some(30 * SECOND)).unwrap();
    stream
}

#[test]
fn slow_clients_keep_nobody_waiting() {
    testing::run(Engine::Sqlite, |fresh| async move {
        let ground = Ground::new(&fresh, 1).await;
        let site = ground.serve(&[]);
        let person = &ground.people[0];
        let mut slow: Vec<TcpStream> = (0..500).map(|_| connect(site.address())).collect();
        for stream in &mut slow {
            stream.write_all(b"GET /home HTTP/1.1\r\nHost: x\r\nX: ").unwrap();
        }
        // Forms and uploads that stop half-way take nobody's place either.
        let mut half: Vec<TcpStream> = (0..100).map(|_| connect(site.address())).collect();
        for (number, stream) in half.iter_mut().enumerate() {
            let path = if number % 2 == 0 { person.item.clone() } else { format!("{}/evidence", person.item) };
            let kind = if number % 2 == 0 {
                "application/x-www-form-urlencoded"
            } else {
                "multipart/form-data; boundary=edge"
            };
            let head = head(person, &path, kind, "Content-Length: 100000");
            stream.write_all(format!("{head}--edge\r\n").as_bytes()).unwrap();
        }
        let client = Client::new(site.address(), person);
        let mut version = 0;
        let begun = Instant::now();
        let lasting = if full().is_some() { 100 * SECOND } else { 3 * SECOND };
        while begun.elapsed() < lasting {
            for stream in &mut slow {
                // The program may have let it go already.
                let _ = stream.write_all(b"a");
            }
            let asked = Instant::now();
            client.get(&person.item).unwrap().is(200);
            let text = format!("ข้อความ {version}");
            let fields = [("version", version.to_string()), ("narrative", text)];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            client.post(&person.item, &fields).unwrap().is(303);
            version += 1;
            assert!(asked.elapsed() < 5 * SECOND, "{:?}", asked.elapsed());
            std::thread::sleep(SECOND / 5);
        }
        if full().is_some() {
            for mut stream in slow.into_iter().chain(half) {
                let mut said = Vec::new();
                let _ = stream.read_to_end(&mut said);
                assert!(!said.starts_with(b"HTTP/1.1 2"), "it was let go");
            }
        }
    });
}

fn head(person: &Person, path: &str, kind: &str, length: &str) -> String {
    let cookie = &person.cookie;
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nCookie: emes-session={cookie}\r\nContent-Type: {kind}\r\n{length}\r\n\r\n"
    )
}

/// Sends chunk after chunk until it is refused, and returns what the program said and how many bytes it took.
fn pour(stream: &mut TcpStream, chunk: &[u8], limit: usize) -> (String, usize) {
    let mut sent = 0;
    stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    let mut said = Vec::new();
    let mut part = [0; 4096];
    while sent < limit {
        if stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes()).is_err()
            || stream.write_all(chunk).is_err()
            || stream.write_all(b"\r\n").is_err()
        {
            break;
        }
        sent += chunk.len();
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => said.extend_from_slice(&part[..read]),
            Err(_) => {}
        }
    }
    stream.set_read_timeout(Some(10 * SECOND)).unwrap();
    let _ = stream.read_to_end(&mut said);
    (String::from_utf8_lossy(&said).into_owned(), sent)
}

#[test]
fn ten_gigabytes_are_refused_early() {
    testing::run(Engine::Sqlite, |fresh| async move {
        const TEN_GB: &str = "Content-Length: 10000000000";
        let ground = Ground::new(&fresh, 1).await;
        let site = ground.serve(&[]);
        let person = &ground.people[0];
        let client = Client::new(site.address(), person);
        client.get(&person.item).unwrap().is(200);
        let before = site.peak_kib();
        let evidence = format!("{}/evidence", person.item);
        let (form, multipart) = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=edge");

        // Who says how much it will be is refused before any of it is sent.
        for (path, kind) in [(person.item.as_str(), form), ("/sign-in", form), (&evidence, multipart)] {
            let mut stream = connect(site.address());
            stream.write_all(head(person, path, kind, TEN_GB).as_bytes()).unwrap();
            let mut said = String::new();
            let _ = stream.read_to_string(&mut said);
            assert!(said.starts_with("HTTP/1.1 413") && said.contains("<html"), "{path}: {said}");
        }

        // Who does not say is refused when it is too much.
        let chunked = "Transfer-Encoding: chunked";
        let text = [b"narrative=", "a".repeat(65_526).as_bytes()].concat();
        let mut stream = connect(site.address());
        stream.write_all(head(person, &person.item, form, chunked).as_bytes()).unwrap();
        let (said, sent) = pour(&mut stream, &text, 200_000_000);
        assert!(sent < 50_000_000 && (said.is_empty() || said.starts_with("HTTP/1.1 413")), "{sent}: {said}");

        let mut stream = connect(site.address());
        stream.write_all(head(person, &evidence, multipart, chunked).as_bytes()).unwrap();
        let part = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.pdf\"\r\n\r\n";
        let begin = [part.as_bytes(), PDF].concat();
        stream.write_all(format!("{:x}\r\n", begin.len()).as_bytes()).unwrap();
        stream.write_all(&begin).unwrap();
        stream.write_all(b"\r\n").unwrap();
        let (said, sent) = pour(&mut stream, &[0x20; 65_536], 1_000_000_000);
        assert!(sent < 100_000_000 && (said.is_empty() || said.starts_with("HTTP/1.1 422")), "{sent}: {said}");

        let grown = (site.peak_kib() - before) / 1024;
        assert!(grown < 100, "{grown} MiB more");
        let library = client.get("/evidence").unwrap().is(200);
        assert!(!library.text.contains("x.pdf"), "{}", library.text);
    });
}
