//! What every page has around its own content: language, menu, the person.

use std::fmt::Display;

use app::message::Language;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use domain::problem::Fault;

use crate::asset;
use crate::guide;
use crate::menu::{self, Entry};
use crate::visitor::{Visitor, is_public};
use crate::web::Web;

/// The cookie that keeps the language.
pub(crate) const LANGUAGE_COOKIE: &str = "emes-language";

/// What the shell of a page shows; templates call it `frame`.
pub(crate) struct Frame {
    /// Language of the page.
    pub(crate) language: Language,
    /// Address of the page with its query, for the switch of the language.
    pub(crate) address: String,
    /// Who is signed in.
    pub(crate) visitor: Option<Visitor>,
    /// Whether this is the demonstration.
    pub(crate) demo: bool,
    /// Notices that the person has not read.
    pub(crate) unread: i64,
}

impl Frame {
    /// Words of the page's language.
    pub(crate) fn t(&self, key: &'static str) -> String {
        self.language.fault(&Fault::new(key))
    }

    /// Words with one value in them.
    pub(crate) fn t1(&self, key: &'static str, name: &'static str, value: impl Display) -> String {
        self.language.fault(&Fault::new(key).with(name, value))
    }

    /// Words with two values in them.
    pub(crate) fn t2(
        &self,
        key: &'static str,
        first: &'static str,
        one: impl Display,
        second: &'static str,
        other: impl Display,
    ) -> String {
        self.language.fault(&Fault::new(key).with(first, one).with(second, other))
    }

    /// Address of an asset.
    pub(crate) fn asset(&self, name: &str) -> String {
        asset::href(name)
    }

    /// Address of a drawing in the sprite.
    pub(crate) fn icon(&self, name: &str) -> String {
        format!("{}#{name}", asset::href("icons.svg"))
    }

    /// An icon that stands beside its word.
    pub(crate) fn svg(&self, name: &str) -> Markup {
        Markup(format!("<svg class=\"i\" aria-hidden=\"true\"><use href=\"{}\"/></svg>", self.icon(name)))
    }

    /// Whether the page is in Thai.
    pub(crate) fn is_thai(&self) -> bool {
        self.language == Language::Th
    }

    /// The main menu of the person's roles.
    pub(crate) fn menu(&self) -> Vec<Entry> {
        menu::of(self.visitor.as_ref(), self.address.split('?').next().unwrap_or_default())
    }

    /// Where "sign in" leads. Public pages do not know whether somebody is signed in already, so it is the page behind the door.
    pub(crate) fn entrance(&self) -> &'static str {
        if is_public(self.address.split('?').next().unwrap_or_default()) { "/home" } else { "/sign-in" }
    }

    /// What the bell shows: "3", "99+".
    pub(crate) fn unread_words(&self) -> String {
        if self.unread > 99 { "99+".to_owned() } else { self.unread.to_string() }
    }

    /// The chapter of the user guide that belongs to this page.
    pub(crate) fn help(&self) -> String {
        guide::address(self.visitor.as_ref(), self.address.split('?').next().unwrap_or_default())
    }

    /// The address that shows this page in a language.
    pub(crate) fn in_language(&self, code: &str) -> String {
        let back = escape(&self.address);
        format!("/language/{code}?back={back}")
    }
}

/// Escapes a text for a query.
pub(crate) fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// Markup of our own, which is not escaped.
pub(crate) struct Markup(pub(crate) String);

impl Markup {
    /// Markup that the program made itself.
    pub(crate) fn own(html: &str) -> Markup {
        Markup(html.to_owned())
    }
}

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// The language a person chose, or Thai.
pub(crate) fn language_of(jar: &CookieJar) -> Language {
    let chosen = jar.get(LANGUAGE_COOKIE).map(|cookie| cookie.value().to_owned());
    Language::ALL.into_iter().find(|l| Some(l.code()) == chosen.as_deref()).unwrap_or_default()
}

impl FromRequestParts<Web> for Frame {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Frame, Self::Rejection> {
        let jar = CookieJar::from_headers(&parts.headers);
        let address = parts.uri.path_and_query().map_or("/", |a| a.as_str()).to_owned();
        let visitor = parts.extensions.get::<Visitor>().cloned();
        let unread = visitor.as_ref().map_or(0, |visitor| visitor.present.unread);
        Ok(Frame { language: language_of(&jar), address, visitor, demo: web.demo, unread })
    }
}
