//! Requests as bytes on a kept connection, so that they may be anything, and the chance they are made of.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// A stream of chance (SplitMix64): enough to choose with, and the same on every machine.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    pub(super) fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }

    pub(super) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A connection that is kept open as long as the server keeps it.
pub(super) struct Line {
    host: String,
    stream: Option<BufReader<TcpStream>>,
}

pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Line {
    pub(super) fn new(address: &str) -> Line {
        Line { host: address.trim_start_matches("http://").to_owned(), stream: None }
    }

    fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        BufReader::new(stream)
    }

    /// Sends bytes and reads what comes back; `None` when the server hangs up without a word.
    pub(super) fn send(&mut self, request: &[u8], is_whole: bool) -> Option<Answer> {
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
pub(super) fn request(method: &str, path: &str, cookie: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    request_as(method, path, &format!("Cookie: emes-session={cookie}"), kind, body)
}

/// A request with headers that say who sends it.
pub(super) fn request_as(method: &str, path: &str, who: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: emes\r\n{who}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data; boundary=edge";

pub(super) fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

pub(super) fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

pub(super) fn file(name: &str, text: &str) -> Vec<u8> {
    format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n%PDF-1.7\n{text}\n%%EOF\n\r\n--edge--\r\n")
        .into_bytes()
}

/// Signs somebody of the demonstration in; the cookie of the session.
pub(super) fn sign_in(line: &mut Line, role: &str, office: &str) -> String {
    let body = form(&[("role", role), ("office", office)]);
    let answer = line.send(&request("POST", "/demo/sign-in", "", FORM, body.as_bytes()), true).unwrap();
    let cookie = answer.head.split("emes-session=").nth(1).and_then(|rest| rest.split(';').next());
    cookie.unwrap_or_else(|| panic!("{} {}", answer.head, answer.body)).to_owned()
}
