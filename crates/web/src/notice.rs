//! What people are told: the list behind the bell, and how they want to hear of what.

use app::message::Language;
use app::notice::{self, After, Preferences};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::id::OfficeId;
use domain::notice::{NoticeKind, Preference};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

/// Notices of a page.
const PAGE: u32 = 30;

/// A notice in a list.
pub(crate) struct Line {
    pub(crate) href: String,
    icon: &'static str,
    class: &'static str,
    pub(crate) words: String,
    pub(crate) at: String,
    is_read: bool,
}

#[derive(Template)]
#[template(path = "notice/page.html")]
struct NoticesPage {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<String>,
}

/// Where the list goes on: "id-office".
#[derive(Deserialize)]
pub(crate) struct Choice {
    after: Option<String>,
}

fn place_of(text: &str) -> Option<After> {
    let (id, office) = text.split_once('-')?;
    Some((id.parse().ok()?, OfficeId(office.parse().ok()?)))
}

fn place_words((id, office): After) -> String {
    format!("{id}-{office}")
}

fn looks(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::RoundOpened => ("lock-open", "ic-info"),
        NoticeKind::ReportDue => ("clock", "ic-warn"),
        NoticeKind::ReportSubmitted => ("send", "ic-info"),
        NoticeKind::ReportSentBack | NoticeKind::ReportReturned => ("corner-up-left", "ic-warn"),
        NoticeKind::ReportCertified => ("stamp", "ic-ok"),
        NoticeKind::ItemAssigned => ("clipboard-list", "ic-info"),
        NoticeKind::ExtensionAsked | NoticeKind::ExtensionDecided => ("hourglass", "ic-info"),
        NoticeKind::CommentAdded | NoticeKind::Mentioned => ("message-square", "ic-info"),
    }
}

/// Notices as lines of a list.
pub(crate) fn lines(frame: &Frame, found: Vec<notice::Notice>) -> Vec<Line> {
    let lines = found.into_iter().map(|each| {
        let (icon, class) = looks(each.kind);
        Line {
            href: format!("/notices/{}", place_words(each.place)),
            icon,
            class,
            at: frame.moment(each.at),
            words: each.words,
            is_read: each.is_read,
        }
    });
    lines.collect()
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let page = match choice.after.as_deref().and_then(place_of) {
        Some(after) => app::Page::after(after, PAGE),
        None => app::Page::first(PAGE),
    };
    let found = notice::list(&web.app, visitor.actor(), frame.language, &page).await?;
    let last = found.last().filter(|_| found.len() == PAGE as usize);
    let next = last.map(|last| format!("/notices?after={}", place_words(last.place)));
    let lines = lines(&frame, found);
    page::show(&NoticesPage { lines, next, frame })
}

/// Notes that a notice was read and shows what it is about.
pub(crate) async fn open(State(web): State<Web>, visitor: Visitor, Path(place): Path<String>) -> Answer {
    let place = place_of(&place).ok_or(Failure::NotFound)?;
    let to = web.act(async move |web: Web| notice::open(&web.app, visitor.actor(), place).await).await?;
    Ok(Redirect::to(&to).into_response())
}

pub(crate) async fn read_all(State(web): State<Web>, visitor: Visitor) -> Answer {
    web.act(async move |web: Web| notice::read_all(&web.app, visitor.actor()).await).await?;
    Ok(Redirect::to("/notices").into_response())
}

struct KindLine {
    kind: &'static str,
    words: String,
    in_product: bool,
    by_mail: bool,
}

#[derive(Template)]
#[template(path = "notice/settings.html")]
struct SettingsPage {
    frame: Frame,
    kinds: Vec<KindLine>,
    /// The address mail goes to.
    email: Option<String>,
    /// Whether this installation sends mail at all.
    mails: bool,
    /// Codes of the languages, and which is chosen.
    languages: Vec<(&'static str, bool)>,
    saved: bool,
}

/// Whether the settings were just saved.
#[derive(Deserialize)]
pub(crate) struct Saved {
    saved: Option<String>,
}

pub(crate) async fn settings(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(query): Query<Saved>,
) -> Answer {
    let Preferences { language, kinds } = notice::preferences(&web.app, visitor.actor()).await?;
    let kinds = kinds.into_iter().map(|(kind, preference)| KindLine {
        kind: kind.as_str(),
        words: frame.t1("notice-kind", "kind", kind.as_str()),
        in_product: preference.in_product,
        by_mail: preference.by_mail,
    });
    let chosen = language.unwrap_or(frame.language);
    page::show(&SettingsPage {
        kinds: kinds.collect(),
        email: visitor.present.user.user.email.clone(),
        mails: web.mails,
        languages: Language::ALL.map(|language| (language.code(), language == chosen)).to_vec(),
        saved: query.saved.is_some(),
        frame,
    })
}

/// What is ticked is sent; what is not there is off.
pub(crate) async fn choose(
    State(web): State<Web>,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let ticked = |way: &str, kind: NoticeKind| fields.iter().any(|(name, value)| name == way && value == kind.as_str());
    let of = |kind| Preference { in_product: ticked("in-product", kind), by_mail: ticked("by-mail", kind) };
    let kinds = NoticeKind::ALL.map(|kind| (kind, of(kind))).to_vec();
    let code = fields.iter().find(|(name, _)| name == "language").map(|(_, code)| code.as_str());
    let language = Language::ALL.into_iter().find(|language| Some(language.code()) == code);
    let chosen = Preferences { language, kinds };
    web.act(async move |web: Web| notice::choose(&web.app, visitor.actor(), &chosen).await).await?;
    Ok(Redirect::to("/notices/settings?saved=1").into_response())
}
