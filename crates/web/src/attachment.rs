//! The evidence library of an office: bringing files and links, looking at one, handing it out, citing it in items.

use app::attachment::{self, AttachmentRow, Brought, Cited, Citing, Filter};
use app::self_report::ReportName;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::attachment::{MediaType, Numbers, Part, Privacy, Scan};
use domain::id::{AttachmentId, UploadId};
use domain::office::{NodeCode, OfficeCode};
use domain::policy::{Action, role_allows};
use domain::problem::Fault;
use serde::Deserialize;

use crate::answer::{ItemPath, size_words};
use crate::failure::{Answer, Failure};
use crate::frame::{Frame, escape};
use crate::page;
use crate::self_report::item_href;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Most bytes of one upload, which may hold several files.
pub(crate) const UPLOAD_BYTES_MAX: usize = 300_000_000;
/// Evidence shown at a time.
const PAGE: u32 = 50;

/// Evidence in a list.
pub(crate) struct File {
    pub(crate) id: i64,
    pub(crate) href: String,
    pub(crate) icon: &'static str,
    pub(crate) name: String,
    pub(crate) about: String,
    /// What a person should know before opening it.
    pub(crate) states: Vec<Badge>,
    /// The pages that are meant.
    pub(crate) pages: String,
    /// A newer version of it.
    pub(crate) newer: Option<i64>,
}

impl File {
    pub(crate) fn of(frame: &Frame, office: &OfficeCode, row: &AttachmentRow) -> File {
        let size = match &row.facts.url {
            Some(url) => url.clone(),
            None => size_words(row.attachment.size),
        };
        let edition = (row.edition > 1).then(|| frame.t1("evidence-edition", "edition", row.edition));
        let about = [Some(size), edition, Some(frame.moment(row.created_at))];
        File {
            id: row.id.0,
            href: format!("/evidence/{office}/{}", row.id),
            icon: icon(&row.attachment.media_type),
            name: row.attachment.name.clone(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            states: states(frame, row),
            pages: String::new(),
            newer: None,
        }
    }

    pub(crate) fn cited(frame: &Frame, office: &OfficeCode, cited: &Cited) -> File {
        File {
            pages: cited.pages.clone().unwrap_or_default(),
            newer: (cited.newest != cited.row.id).then_some(cited.newest.0),
            ..File::of(frame, office, &cited.row)
        }
    }
}

fn icon(media_type: &str) -> &'static str {
    match MediaType::taken(media_type).map(|kind| kind.ending) {
        None => "link",
        Some("xlsx") => "file-spreadsheet",
        Some("jpg" | "png") => "file-image",
        Some("mp4") => "video",
        Some(_) => "file-text",
    }
}

fn states(frame: &Frame, row: &AttachmentRow) -> Vec<Badge> {
    let badge = |class, icon, words: String| Badge { class, icon, words };
    let scan = match row.facts.scan {
        Scan::Waiting => Some(badge("st-warn", "hourglass", frame.t("evidence-scan-waiting"))),
        Scan::Infected => Some(badge("st-bad", "ban", frame.t("evidence-scan-infected"))),
        Scan::Off | Scan::Clean => None,
    };
    let count: usize = row.facts.privacy.numbers().iter().map(|numbers| numbers.count).sum();
    let privacy = match &row.facts.privacy {
        Privacy::Found(_) => Some(badge("st-warn", "triangle-alert", frame.t1("evidence-numbers", "count", count))),
        Privacy::Kept { .. } => Some(badge("st-info", "info", frame.t1("evidence-numbers-kept", "count", count))),
        _ => None,
    };
    scan.into_iter().chain(privacy).collect()
}

struct Line {
    file: File,
    citations: usize,
    /// The form that cites it, where the library was opened from an item.
    cite: Option<String>,
}

struct Choice {
    value: &'static str,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "attachment/library.html")]
struct LibraryPage {
    office: String,
    lines: Vec<Line>,
    next: Option<String>,
    may_add: bool,
    file_bytes_max: u64,
    query: LibraryQuery,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    /// The item for which evidence is chosen: its address and name.
    chosen_for: Option<String>,
    /// That the library had a file already that was brought.
    known: Option<String>,
    frame: Frame,
}

/// What a library is narrowed to, and where the list goes on.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LibraryQuery {
    after: Option<i64>,
    q: String,
    kind: String,
    state: String,
    /// The address of an item, where evidence is chosen for it.
    item: String,
    /// A file that was brought again.
    known: Option<i64>,
}

const KINDS: [(&str, &str, &str); 6] = [
    ("", "", "library-kind-all"),
    ("pdf", "application/pdf", "library-kind-pdf"),
    ("office", "application/vnd.openxmlformats%", "library-kind-office"),
    ("image", "image/%", "library-kind-image"),
    ("video", "video/%", "library-kind-video"),
    ("link", "text/uri-list", "library-kind-link"),
];
const STATES: [(&str, &str); 3] =
    [("", "library-state-all"), ("uncited", "library-state-uncited"), ("flagged", "library-state-flagged")];

pub(crate) async fn library(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(query): Query<LibraryQuery>,
) -> Answer {
    let code = visitor.office().cloned().ok_or(Failure::NotFound)?;
    let page = match query.after {
        Some(id) => app::Page::after(AttachmentId(id), PAGE),
        None => app::Page::first(PAGE),
    };
    let kind = KINDS.iter().find(|(value, _, _)| *value == query.kind).map_or("", |(_, pattern, _)| pattern);
    let filter = Filter {
        words: query.q.clone(),
        kind: kind.to_owned(),
        uncited: query.state == "uncited",
        flagged: query.state == "flagged",
    };
    let found = attachment::library(&web.app, visitor.actor(), &code, &filter, &page).await?;
    // Only an item of this office takes its evidence.
    let chosen_for = Some(query.item.clone()).filter(|item| {
        item.starts_with("/reports/") && item.contains(&format!("/{code}/items/")) && !item.contains(['?', '#'])
    });
    let is_full = found.len() == PAGE as usize;
    let next = found.last().filter(|_| is_full).map(|line| {
        let (q, item) = (escape(&query.q), escape(&query.item));
        format!(
            "/evidence?after={}&q={q}&kind={}&state={}&item={item}",
            line.row.id,
            escape(&query.kind),
            escape(&query.state)
        )
    });
    let lines = found.into_iter().map(|line| Line {
        file: File::of(&frame, &code, &line.row),
        citations: line.citations.len(),
        cite: chosen_for.as_ref().map(|item| format!("{item}/evidence/cite")),
    });
    let lines = lines.collect();
    let known = match query.known {
        Some(id) => Some(attachment::look(&web.app, visitor.actor(), &code, AttachmentId(id)).await?),
        None => None,
    };
    let known = known.map(|whole| known_words(&frame, &whole.row));
    let may_add = visitor.actor().roles.iter().any(|(role, _)| role_allows(*role, Action::AttachmentAdd));
    let kinds = KINDS.map(|(value, _, key)| Choice { value, words: frame.t(key), chosen: value == query.kind });
    let states = STATES.map(|(value, key)| Choice { value, words: frame.t(key), chosen: value == query.state });
    let office = match app::round::current_year(&web.app).await? {
        Some(year) => app::office::name(&web.app, &code, year).await?,
        None => code.to_string(),
    };
    page::show(&LibraryPage {
        office,
        lines,
        next,
        may_add,
        file_bytes_max: web.evidence.rules.file_bytes_max,
        query,
        kinds: kinds.into(),
        states: states.into(),
        chosen_for,
        known,
        frame,
    })
}

/// Brings the files of a form into the library of an office: those that came with it, and those that arrived before in parts.
async fn bring(
    web: &Web,
    visitor: &Visitor,
    office: &OfficeCode,
    replaces: Option<AttachmentId>,
    mut form: Multipart,
) -> app::Result<Vec<Brought>> {
    let mut brought = Vec::new();
    let broken = |_| app::AppError::from(Fault::new("evidence-broken-off"));
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("upload") {
            let text = field.text().await.map_err(broken)?;
            let missing = || Fault::new("not-found").with("noun", "upload").with("name", &text);
            let id = text.parse().map(UploadId).map_err(|_| missing())?;
            let kept = app::upload::keep(&web.app, &web.evidence, visitor.actor(), office, id, replaces).await?;
            brought.push(kept);
            continue;
        }
        let Some(name) = field.file_name().map(str::to_owned).filter(|name| !name.is_empty()) else { continue };
        let put = attachment::put(&web.app, &web.evidence, visitor.actor(), (office, &name), field, replaces);
        brought.push(put.await?);
    }
    Ok(brought)
}

#[derive(Template)]
#[template(path = "attachment/row.html")]
struct Row {
    frame: Frame,
    file: Option<File>,
    /// That the library had it already.
    known: Option<String>,
    wrong: Option<String>,
}

/// What the page after an upload is told of a file that the library had already.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Known {
    known: Option<i64>,
}

impl Known {
    /// Whether it is this file.
    pub(crate) fn is(&self, id: AttachmentId) -> bool {
        self.known == Some(id.0)
    }
}

/// That the library has a file already, and under which name.
pub(crate) fn known_words(frame: &Frame, row: &AttachmentRow) -> String {
    frame.t1("evidence-known", "name", &row.attachment.name)
}

/// Answers a form that brought files: a script gets the finished row, good or bad, everybody else the page.
fn brought(
    frame: Frame,
    headers: &HeaderMap,
    office: &OfficeCode,
    (page, anchor): (&str, &str),
    outcome: app::Result<Vec<Brought>>,
) -> Answer {
    if !headers.contains_key("x-upload") {
        let known = outcome?.iter().find(|brought| !brought.is_new).map(|brought| brought.row.id);
        let known = known.map(|id| format!("?known={id}")).unwrap_or_default();
        return Ok(Redirect::to(&format!("{page}{known}{anchor}")).into_response());
    }
    let (status, file, known, wrong) = match outcome {
        Ok(brought) => {
            let last = brought.last();
            let known = last.filter(|last| !last.is_new).map(|last| known_words(&frame, &last.row));
            (StatusCode::OK, last.map(|last| File::of(&frame, office, &last.row)), known, None)
        }
        Err(app::AppError::Refused(fault)) if fault.key != "not-found" => {
            (StatusCode::UNPROCESSABLE_ENTITY, None, None, Some(frame.language.fault(&fault)))
        }
        Err(error) => return Err(error.into()),
    };
    let html = Row { frame, file, known, wrong }.render();
    let html = html.map_err(|error| Failure::App(app::AppError::Internal(error.to_string())))?;
    Ok((status, [(HeaderName::from_static("x-upload"), "1")], Html(html)).into_response())
}

pub(crate) async fn add(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    form: Multipart,
) -> Answer {
    let code = visitor.office().cloned().ok_or(Failure::NotFound)?;
    let outcome = bring(&web, &visitor, &code, None, form).await;
    brought(frame, &headers, &code, ("/evidence", ""), outcome)
}

/// Brings a new version of a file.
pub(crate) async fn add_version(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    Path(path): Path<(String, i64)>,
    form: Multipart,
) -> Answer {
    let (office, id) = name(path)?;
    let outcome = bring(&web, &visitor, &office, Some(id), form).await;
    let to = outcome.as_ref().ok().and_then(|brought| brought.last()).map_or(id, |brought| brought.row.id);
    brought(frame, &headers, &office, (&format!("/evidence/{office}/{to}"), ""), outcome)
}

/// Brings files and cites them in an item at once.
pub(crate) async fn add_to_item(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    Path(path): Path<ItemPath>,
    form: Multipart,
) -> Answer {
    let (name, node) = path.name()?;
    let (to, office) = (item_href(&name, node.as_str()), name.office.clone());
    let outcome = match bring(&web, &visitor, &name.office, None, form).await {
        Ok(files) => cite_all(&web, visitor, name, node, files).await,
        Err(error) => Err(error),
    };
    brought(frame, &headers, &office, (&to, "#evidence"), outcome)
}

async fn cite_all(
    web: &Web,
    visitor: Visitor,
    name: ReportName,
    node: NodeCode,
    files: Vec<Brought>,
) -> app::Result<Vec<Brought>> {
    web.act(async move |web: Web| {
        for each in &files {
            attachment::cite(&web.app, visitor.actor(), &name, &node, each.row.id, &Citing::Add).await?;
        }
        Ok(files)
    })
    .await
}

/// What is done with a citation.
#[derive(Deserialize)]
pub(crate) struct CitingForm {
    attachment: i64,
    #[serde(default)]
    pages: String,
    #[serde(default)]
    before: i64,
}

async fn change(web: &Web, visitor: Visitor, path: &ItemPath, form: CitingForm, citing: Citing) -> Answer {
    let (name, node): (ReportName, NodeCode) = path.name()?;
    let to = format!("{}#evidence", item_href(&name, node.as_str()));
    let id = AttachmentId(form.attachment);
    web.act(async move |web: Web| attachment::cite(&web.app, visitor.actor(), &name, &node, id, &citing).await).await?;
    Ok(Redirect::to(&to).into_response())
}

pub(crate) async fn cite(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<CitingForm>,
) -> Answer {
    change(&web, visitor, &path, form, Citing::Add).await
}

pub(crate) async fn pages(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<CitingForm>,
) -> Answer {
    let citing = Citing::Pages(form.pages.clone());
    change(&web, visitor, &path, form, citing).await
}

pub(crate) async fn newest(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<CitingForm>,
) -> Answer {
    let citing = Citing::InPlaceOf(AttachmentId(form.before));
    change(&web, visitor, &path, form, citing).await
}

pub(crate) async fn remove_from_item(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<CitingForm>,
) -> Answer {
    change(&web, visitor, &path, form, Citing::Remove).await
}

/// A page or video in the web.
#[derive(Deserialize)]
pub(crate) struct LinkForm {
    url: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    note: String,
}

pub(crate) async fn add_link(State(web): State<Web>, visitor: Visitor, Form(form): Form<LinkForm>) -> Answer {
    let code = visitor.office().cloned().ok_or(Failure::NotFound)?;
    web.act(async move |web: Web| {
        let link = (form.url.as_str(), form.name.as_str(), form.note.as_str());
        attachment::add_link(&web.app, visitor.actor(), &code, link).await
    })
    .await?;
    Ok(Redirect::to("/evidence").into_response())
}

fn name((office, id): (String, i64)) -> Result<(OfficeCode, AttachmentId), Failure> {
    Ok((office.parse().map_err(|_| Failure::NotFound)?, AttachmentId(id)))
}

/// What a browser is given to show.
enum Preview {
    Picture(String),
    Document(String),
}

struct Version {
    href: String,
    words: String,
    about: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "attachment/page.html")]
struct FilePage {
    href: String,
    file: File,
    version: i32,
    facts: Vec<(String, String)>,
    url: Option<String>,
    /// That the library had it already when it was brought.
    known: Option<String>,
    preview: Option<Preview>,
    may_open: bool,
    may_save: bool,
    infected: bool,
    /// Where citizen numbers stand, where somebody has to say something about it.
    found: Vec<String>,
    places: Vec<String>,
    versions: Vec<Version>,
    file_bytes_max: u64,
    frame: Frame,
}

fn place_words(frame: &Frame, numbers: &Numbers) -> String {
    let part = match &numbers.part {
        Part::Page(page) => frame.t1("evidence-part-page", "page", page),
        Part::Slide(slide) => frame.t1("evidence-part-slide", "slide", slide),
        Part::Sheet(name) => frame.t1("evidence-part-sheet", "name", name),
        Part::Text => frame.t("evidence-part-text"),
    };
    frame.t2("evidence-numbers-at", "part", part, "count", numbers.count)
}

pub(crate) async fn show(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<(String, i64)>,
    Query(known): Query<Known>,
) -> Answer {
    let (office, id) = name(path)?;
    let whole = attachment::look(&web.app, visitor.actor(), &office, id).await?;
    let row = &whole.row;
    let facts_of = &row.facts;
    let people = app::user::names(&web.app, facts_of.privacy_by.into_iter().chain(facts_of.checked_by)).await?;
    let by = |user: Option<domain::id::UserId>| user.and_then(|id| people.get(&id).cloned()).unwrap_or_default();
    let kind = MediaType::taken(&row.attachment.media_type);
    let preview = match kind.filter(|kind| whole.may_open && kind.is_shown()) {
        Some(kind) => {
            let ticket = attachment::ticket(&web.app, &web.evidence, visitor.actor(), &office, id).await?;
            let href = format!("/evidence/files/{ticket}?show=1");
            Some(if kind.is_picture() { Preview::Picture(href) } else { Preview::Document(href) })
        }
        None => None,
    };
    let mut facts = Vec::new();
    if let Some(day) = facts_of.checked_on {
        let words = [frame.date(day), by(facts_of.checked_by), facts_of.checked_note.clone().unwrap_or_default()];
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        facts.push((frame.t("evidence-checked"), words.join(" · ")));
    }
    if let Some(reason) = facts_of.privacy.reason() {
        let where_: Vec<String> =
            facts_of.privacy.numbers().iter().map(|numbers| place_words(&frame, numbers)).collect();
        facts.push((frame.t("evidence-numbers-where"), where_.join(", ")));
        facts.push((frame.t("evidence-numbers-reason"), format!("{reason} · {}", by(facts_of.privacy_by))));
    }
    if facts_of.url.is_none() {
        facts.push((frame.t("evidence-scan"), frame.t1("evidence-scan-words", "scan", facts_of.scan.as_str())));
        let privacy = frame.t1("evidence-privacy-words", "privacy", facts_of.privacy.as_str());
        facts.push((frame.t("evidence-privacy"), privacy));
        facts.push((frame.t("evidence-hash"), row.attachment.sha256.clone()));
    }
    let found = match &facts_of.privacy {
        Privacy::Found(numbers) => numbers.iter().map(|numbers| place_words(&frame, numbers)).collect(),
        _ => Vec::new(),
    };
    let places = whole.places.iter().map(|place| {
        let edition = (whole.versions.len() > 1).then(|| frame.t1("evidence-edition", "edition", place.edition));
        let item = format!("{} {} · {}", place.instrument, place.year, place.title_th);
        [Some(item), edition].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let places = places.collect();
    let versions = whole.versions.iter().map(|version| Version {
        href: format!("/evidence/{office}/{}", version.id),
        words: frame.t1("evidence-edition", "edition", version.edition),
        about: format!("{} · {}", version.attachment.name, frame.moment(version.created_at)),
        current: version.id == id,
    });
    page::show(&FilePage {
        href: format!("/evidence/{office}/{id}"),
        file: File::of(&frame, &office, row),
        version: row.version,
        facts,
        url: facts_of.url.clone(),
        known: known.is(id).then(|| known_words(&frame, row)),
        preview,
        may_open: whole.may_open && facts_of.url.is_none(),
        may_save: whole.may_save,
        infected: facts_of.scan == Scan::Infected,
        found,
        places,
        versions: versions.collect(),
        file_bytes_max: web.evidence.rules.file_bytes_max,
        frame,
    })
}

/// What a person says of evidence they have looked at.
#[derive(Deserialize)]
pub(crate) struct Said {
    version: i32,
    #[serde(default)]
    words: String,
}

/// A link was looked at today.
pub(crate) async fn checked(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<(String, i64)>,
    Form(said): Form<Said>,
) -> Answer {
    let (office, id) = name(path)?;
    let to = format!("/evidence/{office}/{id}");
    web.act(async move |web: Web| {
        attachment::check_link(&web.app, visitor.actor(), (&office, id, said.version), &said.words).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// Citizen numbers must stay, for a reason.
pub(crate) async fn numbers(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<(String, i64)>,
    Form(said): Form<Said>,
) -> Answer {
    let (office, id) = name(path)?;
    let to = format!("/evidence/{office}/{id}");
    web.act(async move |web: Web| {
        attachment::keep_numbers(&web.app, visitor.actor(), (&office, id, said.version), &said.words).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// Leads to a file by an address of its own that soon is over.
pub(crate) async fn download(State(web): State<Web>, visitor: Visitor, Path(path): Path<(String, i64)>) -> Answer {
    let (office, id) = name(path)?;
    let ticket = attachment::ticket(&web.app, &web.evidence, visitor.actor(), &office, id).await?;
    Ok(Redirect::to(&format!("/evidence/files/{ticket}")).into_response())
}

/// Whether a file is shown in the page instead of being saved.
#[derive(Deserialize)]
pub(crate) struct Shown {
    show: Option<u8>,
}

/// The file of a short-lived address.
pub(crate) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Path(ticket): Path<String>,
    Query(shown): Query<Shown>,
) -> Answer {
    let opened = attachment::redeem(&web.app, &web.evidence, visitor.actor(), &ticket).await?;
    let is_shown = shown.show.is_some() && opened.kind.is_shown();
    let size = opened.row.attachment.size;
    let mut response = Response::new(Body::from_stream(opened.bytes));
    let headers = response.headers_mut();
    let way = if is_shown { "inline" } else { "attachment" };
    let name = escape(&opened.row.attachment.name).replace('/', "%2F");
    // What people brought is shown by the browser as it is or not at all; it never runs as a page of ours. The viewers that browsers have
    // for PDF do not work in a sandbox; they run nothing of the document in our name.
    let policy = match (is_shown, opened.kind.is_picture()) {
        (true, false) => "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        _ => "default-src 'none'; frame-ancestors 'none'; sandbox",
    };
    for (header, value) in [
        (header::CONTENT_TYPE, opened.row.attachment.media_type.as_str()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename*=UTF-8''{name}").as_str()),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "private, no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(header, value);
        }
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}
