//! Answers that are the same for everybody: made once, packed, and kept in memory up to a bound.
//!
//! What is public changes only when something is published, so an answer is kept under the newest publication there is; after the next
//! one nobody asks for it any more, and it is the first to go when room is needed. Cookies choose the language and nothing else: whoever is signed in
//! gets the same bytes as everybody.

use std::collections::{HashMap, VecDeque};
use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};

use app::AppError;
use app::message::Language;
use askama::Template;
use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header::{self, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse};
use axum_extra::extract::CookieJar;
use domain::id::PublicationId;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use tokio::sync::Semaphore;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, language_of};
use crate::web::Web;

/// Bytes kept in all.
const BYTES_MAX: usize = 64 * 1024 * 1024;
/// What a key and its entry take beside their bytes, about.
const OVERHEAD: usize = 512;
/// Answers waited for at the same time; whoever comes beyond is asked to come again.
const LINE: usize = 64;
/// When that is, in seconds.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

/// What tells answers apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    newest: Option<PublicationId>,
    language: Language,
    address: String,
}

/// An answer as it was made.
pub(crate) struct Made {
    /// Media type.
    pub(crate) kind: &'static str,
    /// What a browser calls the file; none for what it shows.
    pub(crate) file: Option<String>,
    /// What it says.
    pub(crate) bytes: Vec<u8>,
}

impl Made {
    /// A page.
    pub(crate) fn page(page: &impl Template) -> app::Result<Made> {
        let html = page.render().map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Made { kind: "text/html; charset=utf-8", file: None, bytes: html.into_bytes() })
    }
}

/// An answer as it is kept.
struct Entry {
    kind: &'static str,
    file: Option<HeaderValue>,
    tag: HeaderValue,
    packed: Bytes,
}

impl Entry {
    fn pack(made: Made) -> app::Result<Entry> {
        let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
        let hash = domain::sha256_hex(&made.bytes);
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        let packed = packer.write_all(&made.bytes).and_then(|()| packer.finish()).map_err(|e| internal(&e))?;
        let file = made.file.map(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")));
        Ok(Entry {
            kind: made.kind,
            file: file.transpose().map_err(|e| internal(&e))?,
            // Weak: packed or not, it says the same.
            tag: HeaderValue::from_str(&format!("W/\"{}\"", &hash[..32])).map_err(|e| internal(&e))?,
            packed: packed.into(),
        })
    }

    fn answer(&self, asked: &Asked, shelf: Shelf) -> Answer {
        let mut response = if asked.has(&self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else if asked.takes_gzip {
            ([(header::CONTENT_ENCODING, "gzip")], self.packed.clone()).into_response()
        } else {
            let mut plain = Vec::new();
            let read = GzDecoder::new(&self.packed[..]).read_to_end(&mut plain);
            read.map_err(|error| Failure::App(AppError::Internal(error.to_string())))?;
            plain.into_response()
        };
        let headers = response.headers_mut();
        let mut put = |name: HeaderName, value: HeaderValue| headers.insert(name, value);
        put(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        put(header::ETAG, self.tag.clone());
        put(header::CACHE_CONTROL, HeaderValue::from_static(shelf.lifetime()));
        put(header::VARY, HeaderValue::from_static(shelf.varies_by()));
        if shelf == Shelf::Data {
            // Programs in other pages may read it: it is for everybody.
            put(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        if let Some(file) = &self.file {
            put(header::CONTENT_DISPOSITION, file.clone());
        }
        Ok(response)
    }
}

/// Where an answer belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// A page, in a language.
    Page,
    /// A page that answers a question of which there are endless many: made each time.
    Question,
    /// A file, which speaks no language of the page.
    Data,
}

impl Shelf {
    /// How long others may keep it. After that they ask whether it is still the same, which costs them no more than the question.
    const fn lifetime(self) -> &'static str {
        match self {
            Shelf::Page | Shelf::Question => "public, max-age=60",
            Shelf::Data => "public, max-age=600",
        }
    }

    const fn varies_by(self) -> &'static str {
        match self {
            Shelf::Page | Shelf::Question => "accept-encoding, cookie",
            Shelf::Data => "accept-encoding",
        }
    }
}

/// What counts of a request for something public.
pub(crate) struct Asked {
    language: Language,
    takes_gzip: bool,
    known: Option<String>,
}

impl Asked {
    fn has(&self, tag: &HeaderValue) -> bool {
        let known = self.known.as_deref().unwrap_or_default();
        known.split(',').map(str::trim).any(|one| one == "*" || one.as_bytes() == tag.as_bytes())
    }

    /// The shell of a public page. Nobody is named in it.
    pub(crate) fn frame(&self, web: &Web, address: &str) -> Frame {
        Frame { language: self.language, address: address.to_owned(), visitor: None, demo: web.demo, unread: 0 }
    }
}

impl FromRequestParts<Web> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Asked, Self::Rejection> {
        let text = |headers: &HeaderMap, name: HeaderName| {
            headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        Ok(Asked {
            language: language_of(&CookieJar::from_headers(&parts.headers)),
            takes_gzip: text(&parts.headers, header::ACCEPT_ENCODING).is_some_and(|taken| taken.contains("gzip")),
            known: text(&parts.headers, header::IF_NONE_MATCH),
        })
    }
}

#[derive(Template)]
#[template(path = "public/busy.html")]
struct BusyPage {
    frame: Frame,
}

/// The answers that are kept. Clones share them.
#[derive(Clone)]
pub struct Kept {
    entries: Arc<Mutex<Entries>>,
    line: Arc<Semaphore>,
    makers: Arc<Semaphore>,
}

impl Default for Kept {
    fn default() -> Kept {
        let makers = std::thread::available_parallelism().map_or(1, usize::from);
        Kept {
            entries: Arc::new(Mutex::new(Entries::up_to(BYTES_MAX))),
            line: Arc::new(Semaphore::new(LINE)),
            makers: Arc::new(Semaphore::new(makers)),
        }
    }
}

/// Entries with the order in which they came.
struct Entries {
    by_key: HashMap<Key, Arc<Entry>>,
    order: VecDeque<Key>,
    bytes: usize,
    most: usize,
}

impl Entries {
    fn up_to(most: usize) -> Entries {
        Entries { by_key: HashMap::new(), order: VecDeque::new(), bytes: 0, most }
    }

    fn size(key: &Key, entry: &Entry) -> usize {
        entry.packed.len() + 2 * key.address.len() + OVERHEAD
    }

    /// Keeps an entry; the oldest make room for it. One that would take more than an eighth of all room is not kept.
    fn keep(&mut self, key: Key, entry: Arc<Entry>) {
        let size = Entries::size(&key, &entry);
        if size > self.most / 8 || self.by_key.contains_key(&key) {
            return;
        }
        while self.bytes + size > self.most {
            let Some(oldest) = self.order.pop_front() else { break };
            if let Some(gone) = self.by_key.remove(&oldest) {
                self.bytes -= Entries::size(&oldest, &gone);
            }
        }
        self.bytes += size;
        self.order.push_back(key.clone());
        self.by_key.insert(key, entry);
    }
}

impl Kept {
    const HELD: &str = "nothing panics while it is held";

    fn find(&self, key: &Key) -> Option<Arc<Entry>> {
        self.entries.lock().expect(Self::HELD).by_key.get(key).cloned()
    }
}

impl Web {
    /// Answers with what is kept under an address of ours, or makes it. The address is as we write it, not as it was asked for, or
    /// everybody could fill the memory.
    pub(crate) async fn public<F>(
        &self,
        asked: Asked,
        shelf: Shelf,
        address: String,
        make: impl FnOnce(Web, Frame) -> F + Send + 'static,
    ) -> Answer
    where
        F: Future<Output = app::Result<Made>>,
    {
        // Files say the same in all languages.
        let language = if shelf == Shelf::Data { Language::default() } else { asked.language };
        let newest = app::public::newest(&self.app).await?;
        let key = Key { newest, language, address };
        if let Some(entry) = self.kept.find(&key) {
            return entry.answer(&asked, shelf);
        }
        let frame = asked.frame(self, &key.address);
        let Ok(_place) = self.kept.line.try_acquire() else {
            let page = BusyPage { frame }.render().map_err(|e| Failure::App(AppError::Internal(e.to_string())))?;
            return Ok((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, AGAIN)], Html(page)).into_response());
        };
        let closed = |error: tokio::sync::AcquireError| Failure::App(AppError::Internal(error.to_string()));
        let _maker = self.kept.makers.acquire().await.map_err(closed)?;
        // Somebody else may have made it meanwhile.
        if let Some(entry) = self.kept.find(&key) {
            return entry.answer(&asked, shelf);
        }
        let entry = self.act(async move |web: Web| Entry::pack(make(web, frame).await?)).await?;
        let entry = Arc::new(entry);
        if shelf != Shelf::Question {
            self.kept.entries.lock().expect(Kept::HELD).keep(key, Arc::clone(&entry));
        }
        entry.answer(&asked, shelf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str) -> Key {
        Key { newest: Some(PublicationId(1)), language: Language::Th, address: address.to_owned() }
    }

    fn entry(bytes: usize) -> Arc<Entry> {
        let tag = HeaderValue::from_static("W/\"1\"");
        Arc::new(Entry { kind: "text/html", file: None, tag, packed: Bytes::from(vec![0; bytes]) })
    }

    #[test]
    fn the_oldest_make_room_and_the_bound_holds() {
        let mut entries = Entries::up_to(20_000);
        for number in 0..100 {
            entries.keep(key(&format!("/{number}")), entry(1000));
            assert!(entries.bytes <= 20_000);
        }
        assert!(entries.by_key.contains_key(&key("/99")) && !entries.by_key.contains_key(&key("/0")));
        assert_eq!(entries.by_key.len(), entries.order.len());
        let before = entries.bytes;
        entries.keep(key("/99"), entry(1000));
        assert_eq!(entries.bytes, before, "kept once");
        entries.keep(key("/large"), entry(19_000));
        assert!(!entries.by_key.contains_key(&key("/large")), "one alone does not drive out all others");
    }

    #[test]
    fn what_is_known_is_not_sent_again_and_whoever_cannot_unpack_gets_it_plain() {
        let made = Made { kind: "text/html", file: Some("a.csv".to_owned()), bytes: "ผล".repeat(100).into_bytes() };
        let entry = Entry::pack(made).unwrap();
        let tag = entry.tag.to_str().unwrap().to_owned();
        let asked = |takes_gzip, known: Option<&str>| Asked {
            language: Language::Th,
            takes_gzip,
            known: known.map(str::to_owned),
        };
        let status = |known: &str| entry.answer(&asked(true, Some(known)), Shelf::Page).unwrap().status();
        assert_eq!(status(&format!("\"x\", {tag}")), StatusCode::NOT_MODIFIED);
        assert_eq!(status("*"), StatusCode::NOT_MODIFIED);
        assert_eq!(status("\"x\""), StatusCode::OK);
        let packed = entry.answer(&asked(true, None), Shelf::Page).unwrap();
        assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
        assert_eq!(packed.headers()[header::VARY], "accept-encoding, cookie");
        let plain = entry.answer(&asked(false, None), Shelf::Data).unwrap();
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(plain.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"a.csv\"");
        assert_eq!(plain.headers()[header::CACHE_CONTROL], "public, max-age=600");
    }
}
