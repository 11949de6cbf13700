//! The user guide inside the product: a page for each role, written as Markdown in `docs/guide`, and the chapter that belongs to a page.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use app::message::Language;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::policy::Role;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, Markup};
use crate::page;
use crate::visitor::Visitor;

#[derive(rust_embed::Embed)]
#[folder = "../../docs/guide"]
#[include = "*/*.md"]
#[include = "img/*.webp"]
struct Files;

/// The guides with the roles they are for, in the order in which a report goes through their hands. The first is for everybody.
const GUIDES: [(&str, &[Role]); 11] = [
    (FOR_ALL, &[]),
    ("reporter", &[Role::Reporter]),
    ("coordinator", &[Role::Coordinator]),
    ("director", &[Role::Director]),
    ("screener", &[Role::Screener]),
    ("evaluator", &[Role::Evaluator]),
    ("lead-evaluator", &[Role::LeadEvaluator]),
    ("central-admin", &[Role::CentralAdmin]),
    ("instrument-editor", &[Role::InstrumentEditor, Role::CentralAdmin]),
    ("executive", &[Role::RegionChair, Role::Executive]),
    ("auditor", &[Role::Auditor]),
];
const FOR_ALL: &str = "start";

/// Pages by how their address begins and what it holds, and the chapter that a guide has on them. The first that fits counts.
const CHAPTERS: [(&str, &str, &str); 32] = [
    ("/home", "", "home"),
    ("/reports/", "/items/", "item"),
    ("/reports/", "", "report"),
    ("/evidence", "", "evidence"),
    ("/results/", "/outlook", "outlook"),
    ("/results", "", "results"),
    ("/screening/", "", "screening-report"),
    ("/screening", "", "screening"),
    ("/marking/", "/items/", "marking-item"),
    ("/marking", "", "marking"),
    ("/national", "", "national"),
    ("/progress", "", "progress"),
    ("/rounds/", "/review", "review"),
    ("/rounds/", "/publish", "publish"),
    ("/rounds/", "/work", "work"),
    ("/rounds/", "/agreement", "agreement"),
    ("/reconciliation", "", "reconciliation"),
    ("/external/", "", "external"),
    ("/scores/", "", "review"),
    ("/rounds", "", "rounds"),
    ("/instruments/drafts/", "/what-if", "what-if"),
    ("/instruments/drafts/", "", "draft"),
    ("/instruments", "", "instruments"),
    ("/extensions", "", "extensions"),
    ("/users", "", "users"),
    ("/publications", "", "publications"),
    ("/documents", "", "documents"),
    ("/jobs", "", "jobs"),
    ("/audit", "", "audit"),
    ("/notices", "", "notices"),
    ("/me", "", "me"),
    ("/link/", "", "link"),
];

/// Every picture has this size; `docs/guide/README.md` says how they are taken.
const PICTURE: (u16, u16) = (960, 600);

/// A guide, ready to be shown.
struct Guide {
    title: String,
    html: String,
    /// Ids and words of its chapters.
    chapters: Vec<(String, String)>,
    /// The language it is written in, which is Thai where there is no other.
    language: Language,
}

fn guides(language: Language) -> &'static BTreeMap<&'static str, Guide> {
    static RENDERED: [OnceLock<BTreeMap<&str, Guide>>; 2] = [const { OnceLock::new() }; 2];
    RENDERED[language as usize].get_or_init(|| {
        let guide = |name: &'static str| {
            let own = Files::get(&format!("{}/{name}.md", language.code())).map(|file| (file, language));
            let thai = || Files::get(&format!("th/{name}.md")).map(|file| (file, Language::Th));
            let (file, written) = own.or_else(thai).expect("a test looks for every guide");
            (name, render(&String::from_utf8_lossy(&file.data), written))
        };
        GUIDES.into_iter().map(|(name, _)| guide(name)).collect()
    })
}

/// Turns Markdown into what the page shows. Raw HTML is left out: a guide has none.
fn render(markdown: &str, language: Language) -> Guide {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut guide = Guide { title: String::new(), html: String::new(), chapters: Vec::new(), language };
    let mut events = Vec::new();
    let mut parser = Parser::new_ext(markdown, options);
    while let Some(event) = parser.next() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => guide.title = words_until_end(&mut parser),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let words = words_until_end(&mut parser);
                let picture = Picture { name: &dest_url, words: &words, width: PICTURE.0, height: PICTURE.1 };
                events.push(Event::InlineHtml(picture.render().expect("it holds nothing but texts").into()));
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let words = words_until_end(&mut parser);
                if let (HeadingLevel::H2, Some(id)) = (level, &id) {
                    guide.chapters.push((id.to_string(), words.clone()));
                }
                events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                events.push(Event::Text(words.into()));
                events.push(Event::End(TagEnd::Heading(level)));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = match dest_url.contains(':') || dest_url.starts_with(['/', '#']) {
                    true => dest_url,
                    false => CowStr::from(format!("/help/{dest_url}")),
                };
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html("<div class=\"scroll\">".into()));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                events.push(Event::End(TagEnd::Table));
                events.push(Event::Html("</div>".into()));
            }
            Event::Html(_) | Event::InlineHtml(_) => {}
            event => events.push(event),
        }
    }
    html::push_html(&mut guide.html, events.into_iter());
    guide
}

/// The words up to the end of a heading or picture, which hold nothing that has an end of its own.
fn words_until_end(parser: &mut Parser<'_>) -> String {
    let mut words = String::new();
    for event in parser.by_ref() {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::End(TagEnd::Heading(_) | TagEnd::Image) => break,
            _ => {}
        }
    }
    words
}

/// A picture with its description; it is loaded when it comes into sight.
#[derive(Template)]
#[template(path = "guide/picture.html")]
struct Picture<'a> {
    name: &'a str,
    words: &'a str,
    width: u16,
    height: u16,
}

/// The guides of a visitor's roles, and the one for everybody.
fn own(visitor: Option<&Visitor>) -> impl Iterator<Item = &'static str> {
    let has = move |roles: &[Role]| visitor.is_some_and(|v| roles.iter().any(|role| v.actor().has(*role)));
    GUIDES.into_iter().filter(move |(_, roles)| has(roles)).map(|(name, _)| name).chain([FOR_ALL])
}

/// The chapter on a page for the roles of a visitor: "/help/reporter#item".
pub(crate) fn address(visitor: Option<&Visitor>, path: &str) -> String {
    chapter(&own(visitor).collect::<Vec<_>>(), path)
}

fn chapter(own: &[&'static str], path: &str) -> String {
    let fits = |(begin, holds, _): &&(&str, &str, &str)| path.starts_with(begin) && path.contains(holds);
    let guides = guides(Language::Th);
    let on_page = CHAPTERS.iter().find(fits).and_then(|(_, _, id)| {
        let has = |name: &&&str| guides[**name].chapters.iter().any(|(known, _)| known == id);
        own.iter().find(has).map(|name| format!("/help/{name}#{id}"))
    });
    on_page.unwrap_or_else(|| format!("/help/{}", own[0]))
}

struct Entry {
    href: String,
    title: &'static str,
    lang: &'static str,
}

#[derive(Template)]
#[template(path = "guide/index.html")]
struct IndexPage {
    frame: Frame,
    own: Vec<Entry>,
    others: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "guide/page.html")]
struct GuidePage {
    frame: Frame,
    title: &'static str,
    lang: &'static str,
    /// Whether the guide is not in the language of the page.
    is_other_language: bool,
    chapters: &'static [(String, String)],
    html: Markup,
}

pub(crate) async fn index(frame: Frame) -> Answer {
    let guides = guides(frame.language);
    let entry = |name: &'static str| {
        let guide = &guides[name];
        Entry { href: format!("/help/{name}"), title: &guide.title, lang: guide.language.code() }
    };
    let own: Vec<&'static str> = own(frame.visitor.as_ref()).collect();
    let others = GUIDES.into_iter().map(|(name, _)| name).filter(|name| !own.contains(name));
    let (others, own) = (others.map(entry).collect(), own.iter().copied().map(entry).collect());
    page::show(&IndexPage { frame, own, others })
}

pub(crate) async fn page(frame: Frame, Path(name): Path<String>) -> Answer {
    let guide = guides(frame.language).get(name.as_str()).ok_or(Failure::NotFound)?;
    page::show(&GuidePage {
        title: &guide.title,
        lang: guide.language.code(),
        is_other_language: guide.language != frame.language,
        chapters: &guide.chapters,
        html: Markup::own(&guide.html),
        frame,
    })
}

/// A picture of a guide. Its name does not change with what is in it, so a browser asks again after a day.
pub(crate) async fn img(Path(name): Path<String>) -> Response {
    match Files::get(&format!("img/{name}")) {
        Some(file) => {
            let headers = [(header::CONTENT_TYPE, "image/webp"), (header::CACHE_CONTROL, "public, max-age=86400")];
            (headers, file.data.into_owned()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
        let own = Files::iter().filter(|path| path.starts_with(folder));
        own.map(|path| (path.to_string(), Files::get(&path).unwrap().data.into_owned())).collect()
    }

    #[test]
    fn every_role_has_its_guide_in_thai_and_no_guide_is_left_over() {
        let found: BTreeSet<String> = files("th/").into_keys().collect();
        let named: BTreeSet<String> = GUIDES.iter().map(|(name, _)| format!("th/{name}.md")).collect();
        assert_eq!(found, named);
        for (name, guide) in guides(Language::Th) {
            assert!(!guide.title.is_empty() && guide.chapters.len() > 1, "{name}");
            assert!(!guide.html.contains("<h1") && guide.html.contains("<ol>"), "{name}");
        }
    }

    #[test]
    fn every_picture_is_there_small_and_described() {
        let pictures = files("img/");
        let mut shown = BTreeSet::new();
        for guide in guides(Language::Th).values().chain(guides(Language::En).values()) {
            for picture in guide.html.split("<img ").skip(1) {
                let value = |name: &str| picture.split(name).nth(1).and_then(|rest| rest.split('"').next()).unwrap();
                shown.insert(value("src=\"/help/").to_owned());
                assert!(value("alt=\"").chars().count() > 15, "{picture}");
            }
        }
        assert_eq!(shown, pictures.keys().cloned().collect());
        assert!(pictures.len() <= 16, "{}", pictures.len());
        for (name, bytes) in pictures {
            assert!(bytes.starts_with(b"RIFF") && bytes.len() <= 60 * 1024, "{name} has {} bytes", bytes.len());
            // RFC 9649 §2.7: width and height, each less one, as the browser writes them.
            let size = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) + 1;
            assert!(bytes[12..].starts_with(b"VP8X") && (size(24), size(27)) == PICTURE, "{name} has another size");
        }
    }

    #[test]
    fn links_between_guides_lead_somewhere() {
        let guides = guides(Language::Th);
        for (name, guide) in guides {
            for link in guide.html.split("href=\"/help/").skip(1).filter_map(|rest| rest.split('"').next()) {
                let (to, id) = link.split_once('#').unwrap_or((link, ""));
                let chapters = &guides.get(to).unwrap_or_else(|| panic!("{name}: {link}")).chapters;
                assert!(id.is_empty() || chapters.iter().any(|(known, _)| known == id), "{name}: {link}");
            }
        }
    }

    /// What stands in bold in a guide, but for the first words of a list item, is written so on the screen.
    #[test]
    fn a_guide_names_what_the_screen_shows() {
        let thai = include_str!("../../../locales/th/pages.ftl");
        let english = include_str!("../../../locales/en/pages.ftl");
        for (path, bytes) in files("th/").into_iter().chain(files("en/")) {
            let words = if path.starts_with("th/") { thai } else { english };
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains('<'), "{path} has no raw HTML");
            for line in text.lines() {
                let line =
                    line.strip_prefix("- **").and_then(|rest| rest.split_once("**")).map_or(line, |(_, rest)| rest);
                for named in line.split("**").skip(1).step_by(2) {
                    assert!(words.contains(named), "{path}: {named}");
                }
            }
        }
    }

    #[test]
    fn a_page_leads_to_its_chapter_in_the_guide_of_the_role() {
        for (begin, holds, id) in CHAPTERS {
            let path = format!("{begin}x{holds}x");
            let found = GUIDES.iter().any(|(name, _)| chapter(&[name], &path).ends_with(&format!("#{id}")));
            assert!(found, "no guide has a chapter {id}");
        }
        let item = "/reports/2569/QP/R12/P2300/items/QP04";
        assert_eq!(chapter(&["reporter", FOR_ALL], item), "/help/reporter#item");
        assert_eq!(chapter(&["reporter", FOR_ALL], "/notices"), "/help/start#notices");
        assert_eq!(
            chapter(&["screener", FOR_ALL], "/screening/reports/2569/QP/R12/P2300"),
            "/help/screener#screening-report"
        );
        assert_eq!(chapter(&["auditor", FOR_ALL], "/nowhere"), "/help/auditor");
        assert_eq!(chapter(&[FOR_ALL], "/home"), "/help/start");
    }

    #[test]
    fn what_is_not_there_in_english_is_shown_in_thai_and_what_is_has_the_same_chapters() {
        let ids = |guide: &Guide| guide.chapters.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
        for (name, guide) in guides(Language::En) {
            let has_own = Files::get(&format!("en/{name}.md")).is_some();
            assert_eq!(guide.language == Language::En, has_own, "{name}");
            assert_eq!(ids(guide), ids(&guides(Language::Th)[name]), "{name}");
        }
    }

    #[test]
    fn markdown_becomes_plain_and_safe_html() {
        let guide =
            render("# ก\n\n## ข {#b}\n\n<script>x</script>\n\n[ค](auditor#audit) ![\"ง\"](a.webp)\n", Language::Th);
        assert_eq!(guide.title, "ก");
        assert_eq!(guide.chapters, [("b".to_owned(), "ข".to_owned())]);
        assert!(guide.html.contains("<h2 id=\"b\">ข</h2>") && guide.html.contains("href=\"/help/auditor#audit\""));
        assert!(
            guide.html.contains("alt=\"&quot;ง&quot;\"") || guide.html.contains("alt=\"&#34;ง&#34;\""),
            "{}",
            guide.html
        );
        assert!(!guide.html.contains("script"), "{}", guide.html);
    }
}
