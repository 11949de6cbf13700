//! A client: one connection that is kept, as a browser keeps it.

use std::net::SocketAddr;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, HOST, HeaderName, LOCATION};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) method: Method,
    pub(super) path: String,
    /// Token of the session.
    pub(super) token: String,
    pub(super) headers: Vec<(HeaderName, &'static str)>,
    pub(super) body: Bytes,
}

impl Ask {
    /// A page, packed as browsers want it.
    pub(super) fn page(token: &str, path: &str) -> Ask {
        let headers = vec![(ACCEPT_ENCODING, "gzip, deflate, br, zstd")];
        let (path, token) = (path.to_owned(), token.to_owned());
        Ask { method: Method::GET, path, token, headers, body: Bytes::new() }
    }

    /// A form.
    pub(super) fn form(token: &str, path: &str, fields: &[(&str, &str)]) -> Ask {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Ask {
            method: Method::POST,
            headers: vec![(CONTENT_TYPE, "application/x-www-form-urlencoded")],
            body: body.into(),
            ..Ask::page(token, path)
        }
    }

    /// A form that saves itself.
    pub(super) fn autosave(token: &str, path: &str, fields: &[(&str, &str)]) -> Ask {
        let mut ask = Ask::form(token, path, fields);
        ask.headers.push((HeaderName::from_static("x-autosave"), "1"));
        ask
    }

    /// A file.
    pub(super) fn upload(token: &str, path: &str, name: &str, bytes: &[u8]) -> Ask {
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        Ask {
            method: Method::POST,
            headers: vec![(CONTENT_TYPE, "multipart/form-data; boundary=edge")],
            body: [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat().into(),
            ..Ask::page(token, path)
        }
    }
}

/// What the program answered.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// Kind of what it answered with.
    pub(super) kind: String,
    /// Where a redirect leads.
    pub(super) location: String,
    pub(super) body: Bytes,
}

/// A connection, made when it is first needed and again when it was lost.
pub(super) struct Browser {
    address: SocketAddr,
    sender: Option<SendRequest<Full<Bytes>>>,
}

impl Browser {
    pub(super) fn new(address: SocketAddr) -> Browser {
        Browser { address, sender: None }
    }

    /// Asks, and reads the whole answer.
    pub(super) async fn ask(&mut self, ask: Ask) -> Result<Reply, String> {
        let reply = self.try_ask(ask).await;
        if reply.is_err() {
            self.sender = None;
        }
        reply
    }

    async fn try_ask(&mut self, ask: Ask) -> Result<Reply, String> {
        let told = |error: hyper::Error| error.to_string();
        let sender = match &mut self.sender {
            Some(sender) => sender,
            none => {
                let stream = TcpStream::connect(self.address).await.map_err(|error| error.to_string())?;
                stream.set_nodelay(true).map_err(|error| error.to_string())?;
                let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(told)?;
                tokio::spawn(connection);
                none.insert(sender)
            }
        };
        let mut request = Request::builder().method(ask.method).uri(&ask.path).header(HOST, "localhost");
        if !ask.token.is_empty() {
            request = request.header(COOKIE, format!("emes-session={}", ask.token));
        }
        for (name, value) in ask.headers {
            request = request.header(name, value);
        }
        let request = request.body(Full::new(ask.body)).map_err(|error| error.to_string())?;
        sender.ready().await.map_err(told)?;
        let response = sender.send_request(request).await.map_err(told)?;
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, kind, location) = (response.status(), header(CONTENT_TYPE), header(LOCATION));
        let body = response.into_body().collect().await.map_err(told)?.to_bytes();
        Ok(Reply { status, kind, location, body })
    }
}
