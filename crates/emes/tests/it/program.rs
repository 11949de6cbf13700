//! A program that comes with the token of a person, as the API is used.

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Response};

use crate::pages::Visitor;

/// Every group, to read and to write.
pub(crate) const ALL: [&str; 7] = [
    "frame:write",
    "reports:write",
    "evidence:write",
    "judging:write",
    "results:write",
    "people:write",
    "service:write",
];

/// Makes a token on the page of a person and reads it there, the only time it is shown.
pub(crate) fn token(visitor: &Visitor<'_>, grants: &[&str]) -> String {
    let mut fields = vec![("name", "โปรแกรมทดสอบ"), ("days", "30")];
    fields.extend(grants.iter().map(|grant| ("grant", *grant)));
    let page = visitor.post("/me/tokens", &fields).is(200);
    let begin = page.text.find("emes_").expect("the token is shown");
    page.text[begin..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect()
}

pub(crate) struct Program {
    agent: Agent,
    address: String,
    pub(crate) token: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Program {
    pub(crate) fn of(visitor: &Visitor<'_>, grants: &[&str]) -> Program {
        Program::with(visitor.site.address(), &token(visitor, grants))
    }

    pub(crate) fn with(address: &str, token: &str) -> Program {
        let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).build();
        Program { agent: config.into(), address: address.to_owned(), token: token.to_owned() }
    }

    /// Asks with more headers. A body that is no text is a file.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
        let address = if path.starts_with('/') { format!("{}{path}", self.address) } else { path.to_owned() };
        let mut request = ureq::http::Request::builder().method(method).uri(address);
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        Answer::of(sent.unwrap())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("accept-language", "en")], None)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], body)
    }

    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json"), ("accept-language", "en")];
        all.extend_from_slice(headers);
        self.ask(method, path, &all, Some(body.to_string().as_bytes()))
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path, &[], None)
    }
}

impl Answer {
    fn of(mut response: Response<ureq::Body>) -> Answer {
        let bytes = response.body_mut().with_config().limit(100_000_000).read_to_vec().unwrap_or_default();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), bytes }
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// A problem with this name and status, told as RFC 9457 wants it.
    #[track_caller]
    pub(crate) fn refuses(self, status: u16, name: &str) -> Answer {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let json = answer.json();
        assert_eq!(json["status"], status);
        let kind = json["type"].as_str().unwrap();
        assert_eq!(kind.strip_prefix("urn:emes:problem:").unwrap_or(kind), name, "{json}");
        assert!(!json["detail"].as_str().unwrap().is_empty() && json["title"].is_string());
        answer
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
