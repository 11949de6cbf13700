//! What the forms of a draft send: changes of the tree, files, and the steps on the way to its publication.

use app::AppError;
use app::draft::{self, Edited, Opened, Source};
use axum::extract::{Form, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use domain::instrument::diff;
use domain::instrument::draft::{Direction, Draft, Edit};
use domain::office::NodeCode;
use domain::problem::Fault;
use serde::Deserialize;

use crate::draft::{DraftPath, EditorPage, Kept, View, href};
use crate::draft_form::{self, Fields, NodeForm};
use crate::draft_look::{Look, Note};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::instrument::{ListPage, changes, problem_words, refusal, to};
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;

/// Shows the editor again with what was refused.
async fn refused(web: &Web, frame: Frame, visitor: &Visitor, id: i64, view: &View, kept: Kept) -> Answer {
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let status = if kept.conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    // The item may be gone by now; then what was typed has nowhere to stand.
    let gone = view.node.as_deref().is_some_and(|code| opened.draft.tree().node(code).is_none());
    let view = if gone { View::default() } else { view.clone() };
    page::show_as(status, &EditorPage::new(web, frame, visitor, &opened, &view, kept).await?)
}

/// Changes a draft and leads to what is shown next.
async fn save(
    web: &Web,
    frame: Frame,
    visitor: &Visitor,
    (id, version): (i64, i32),
    edit: Result<Edit, Fault>,
    (back, next): (View, View),
    typed: Option<Fields>,
) -> Answer {
    let kept = |wrong| Kept { wrong, fields: typed.clone(), conflict: None };
    let edit = match edit {
        Ok(edit) => edit,
        Err(fault) => {
            let wrong = vec![problem_words(&frame, &fault)];
            return refused(web, frame, visitor, id, &back, kept(wrong)).await;
        }
    };
    let (person, made) = (visitor.clone(), edit.clone());
    let saved = web.act(async move |web: Web| draft::edit(&web.app, person.actor(), id, version, &made).await);
    match saved.await {
        Ok(Edited::Done) => Ok(to(&next.address(id))),
        Ok(Edited::Conflict(theirs)) => {
            // What this person wants, on top of what the other one saved.
            let mine = theirs.draft.apply(&edit).ok();
            let lines = mine.map(|mine| {
                let (before, after) = (theirs.draft.tree(), mine.tree());
                changes(&frame, (before, after), &diff(before, after))
            });
            let kept = Kept { conflict: Some(lines.unwrap_or_default()), ..kept(Vec::new()) };
            refused(web, frame, visitor, id, &back, kept).await
        }
        Err(error) => {
            let wrong = refusal(&frame, error)?;
            refused(web, frame, visitor, id, &back, kept(wrong)).await
        }
    }
}

pub(crate) async fn head(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, fields) = (path.id()?, Fields(fields));
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let edit = draft_form::head(&fields, opened.draft.tree());
    let view = View::part("head");
    save(&web, frame, &visitor, (id, fields.version()), edit, (view.clone(), view), Some(fields)).await
}

pub(crate) async fn bands(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, fields) = (path.id()?, Fields(fields));
    let view = View::part("bands");
    let edit = draft_form::bands(&fields);
    save(&web, frame, &visitor, (id, fields.version()), edit, (view.clone(), view), Some(fields)).await
}

pub(crate) async fn add(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, fields) = (path.id()?, Fields(fields));
    let edit = draft_form::add(&fields);
    let next = edit.as_ref().ok().and_then(Edit::node).map(View::node).unwrap_or_default();
    save(&web, frame, &visitor, (id, fields.version()), edit, (View::part("add"), next), Some(fields)).await
}

/// The part of an address that names an item of a draft.
#[derive(Deserialize)]
pub(crate) struct ItemPath {
    id: String,
    node: String,
}

impl ItemPath {
    fn name(&self) -> Result<(i64, NodeCode), Failure> {
        let parse = || Some((self.id.parse().ok()?, self.node.parse().ok()?));
        parse().ok_or(Failure::NotFound)
    }
}

/// The change that the form of an item asks for.
fn rewritten(draft: &Draft, node: &NodeCode, form: &NodeForm) -> Result<Edit, Fault> {
    let tree = draft.tree();
    let before = tree.node(node.as_str()).ok_or_else(|| Fault::new("draft-no-item").with("node", node))?;
    Ok(Edit::Rewrite(Box::new(form.node(node.clone(), before.parent, &tree.rounds)?)))
}

pub(crate) async fn rewrite(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let ((id, node), fields) = (path.name()?, Fields(fields));
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let edit = rewritten(&opened.draft, &node, &NodeForm::typed(&fields));
    let view = View::node(&node);
    save(&web, frame, &visitor, (id, fields.version()), edit, (view.clone(), view), Some(fields)).await
}

/// Where an item stands: its place among its siblings, its group, its code; or what its form would look like.
pub(crate) async fn item_verb(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((id, node, verb)): Path<(String, String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let ((id, node), fields) = (ItemPath { id, node }.name()?, Fields(fields));
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let (back, same) = (View::node(&node), View::node(&node));
    let (edit, next) = match verb.as_str() {
        "check" => return check(&frame, &opened, &node, &fields),
        "up" => (Ok(Edit::Shift { node, direction: Direction::Up }), same),
        "down" => (Ok(Edit::Shift { node, direction: Direction::Down }), same),
        "put" => {
            let parent = match fields.text("parent").is_empty() {
                true => Ok(None),
                false => fields.code("parent").map(Some),
            };
            (parent.map(|parent| Edit::Put { node, parent }), same)
        }
        "renumber" => {
            let code = fields.code("code");
            let next = code.as_ref().map_or(same, View::node);
            (code.map(|code| Edit::Renumber { node, code }), next)
        }
        "remove" => {
            let parent = opened.draft.tree().node(node.as_str()).and_then(|of| of.parent);
            let next = parent.map(|parent| View::node(&opened.draft.tree().nodes()[parent].code));
            (Ok(Edit::Remove { node }), next.unwrap_or_default())
        }
        // To continue another item of the year before is to have its code; to continue none, to have a new one.
        "continue" => {
            let code = match fields.text("code").is_empty() {
                true => {
                    let parent = opened.draft.tree().node(node.as_str()).and_then(|of| of.parent);
                    let parent = parent.map(|parent| opened.draft.tree().nodes()[parent].code.to_string());
                    let code = opened.draft.next_code(parent.as_deref(), |code| opened.is_earlier(code));
                    NodeCode::new(&code).map_err(|_| Fault::new("code-malformed").with("code", code))
                }
                false => fields.code("code"),
            };
            let edit = code.map(|code| Edit::Renumber { node, code });
            return walk_on(&web, frame, &visitor, (id, fields.version()), edit, back).await;
        }
        _ => return Err(Failure::NotFound),
    };
    save(&web, frame, &visitor, (id, fields.version()), edit, (back, next), None).await
}

/// A change on the page of the cross-walk leads back to it.
async fn walk_on(
    web: &Web,
    frame: Frame,
    visitor: &Visitor,
    of: (i64, i32),
    edit: Result<Edit, Fault>,
    back: View,
) -> Answer {
    let done = save(web, frame, visitor, of, edit, (back, View::default()), None).await?;
    Ok(if done.status().is_redirection() { to(&format!("{}/changes#walk", href(of.0))) } else { done })
}

/// What an item would look like, and what would be wrong with it; nothing is saved.
fn check(frame: &Frame, opened: &Opened, node: &NodeCode, fields: &Fields) -> Answer {
    let edit = rewritten(&opened.draft, node, &NodeForm::typed(fields));
    let look = match edit.and_then(|edit| opened.draft.apply(&edit)) {
        Ok(draft) => Look::of(frame, &draft, node.as_str()).markup(),
        Err(fault) => Look::refused(frame, &opened.draft, node.as_str(), &fault).markup(),
    };
    Ok(Html(look.0).into_response())
}

/// What would be wrong with the whole instrument, its bands or one more item; nothing is saved.
pub(crate) async fn check_part(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((id, part)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (id, fields) = (DraftPath { id }.id()?, Fields(fields));
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let edit = match part.as_str() {
        "head" => draft_form::head(&fields, opened.draft.tree()),
        "bands" => draft_form::bands(&fields),
        "add" => draft_form::add(&fields),
        _ => return Err(Failure::NotFound),
    };
    let changed = edit.and_then(|edit| opened.draft.apply(&edit));
    Ok(Html(Note::of(&frame, &opened.draft, changed).markup().0).into_response())
}

/// What the form for a new draft sends.
#[derive(Clone, Deserialize)]
pub(crate) struct Beginning {
    year: String,
    instrument: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    rules: String,
    #[serde(default)]
    title: String,
}

impl Beginning {
    fn source(&self) -> Result<Source, Fault> {
        let year = |text: &str| {
            let plain = domain::thai::to_arabic_digits(text.trim()).into_owned();
            plain.parse().map_err(|_| Fault::new("fiscal-year-unknown").with("year", text))
        };
        let code = |text: &str| text.trim().parse().map_err(|_| Fault::new("code-malformed").with("code", text));
        let (own, instrument) = (year(&self.year)?, code(&self.instrument)?);
        match self.rules.split_once('/') {
            Some((of, from)) => Ok(Source::Blank {
                rules: (year(of)?, code(from)?),
                year: own,
                code: instrument,
                title_th: self.title.trim().to_owned(),
            }),
            None => Ok(Source::Stored { year: own, code: instrument, to: year(&self.to)? }),
        }
    }
}

async fn begun(web: Web, frame: Frame, visitor: Visitor, source: Result<Source, Fault>) -> Answer {
    let person = visitor.clone();
    let begun = match source {
        Ok(source) => web.act(async move |web: Web| draft::begin(&web.app, person.actor(), &source).await).await,
        Err(fault) if crate::instrument::writes(&visitor) => Err(AppError::Refused(fault)),
        Err(_) => Err(AppError::Denied),
    };
    match begun {
        Ok(id) => Ok(to(&href(id))),
        Err(error) => {
            let wrong = refusal(&frame, error)?;
            let page = ListPage::new(&web, frame, &visitor, wrong).await?;
            page::show_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

pub(crate) async fn begin(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Form(form): Form<Beginning>,
) -> Answer {
    let source = form.source();
    begun(web, frame, visitor, source).await
}

async fn bytes_of(mut form: Multipart) -> Result<(Vec<u8>, i32), Failure> {
    let broken = |_| Failure::from(AppError::from(Fault::new("evidence-broken-off")));
    let (mut bytes, mut version) = (Vec::new(), 0);
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => bytes = field.bytes().await.map_err(broken)?.to_vec(),
            Some("version") => version = field.text().await.map_err(broken)?.parse().unwrap_or_default(),
            _ => {}
        }
    }
    Ok((bytes, version))
}

pub(crate) async fn begin_by_file(State(web): State<Web>, frame: Frame, visitor: Visitor, form: Multipart) -> Answer {
    let (bytes, _) = bytes_of(form).await?;
    begun(web, frame, visitor, Ok(Source::File(bytes))).await
}

pub(crate) async fn replace(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<DraftPath>,
    form: Multipart,
) -> Answer {
    let id = path.id()?;
    // Who may not know of the draft does not hear what is wrong with the file.
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let (bytes, version) = bytes_of(form).await?;
    // A workbook has the items, a text file the whole instrument.
    let read = match bytes.starts_with(b"PK\x03\x04") {
        true => app::draft_file::with_items(&opened.draft, &bytes),
        false => draft::of_file(&bytes),
    };
    match read {
        Ok(draft) => {
            let edit = Ok(Edit::Replace(Box::new(draft)));
            save(&web, frame, &visitor, (id, version), edit, (View::default(), View::default()), None).await
        }
        Err(error) => {
            let kept = Kept { wrong: refusal(&frame, error)?, ..Kept::default() };
            refused(&web, frame, &visitor, id, &View::default(), kept).await
        }
    }
}

/// What the buttons of the review send.
#[derive(Deserialize)]
pub(crate) struct Step {
    version: i32,
    #[serde(default)]
    words: String,
}

/// Hands a draft in, takes or sends it back, publishes it or gives it up.
pub(crate) async fn step(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((id, verb)): Path<(String, String)>,
    Form(form): Form<Step>,
) -> Answer {
    let (id, version) = (DraftPath { id }.id()?, form.version);
    let opened = draft::open(&web.app, visitor.actor(), id).await?;
    let instrument = format!("/instruments/{}/{}", opened.row.fiscal_year, opened.row.code);
    let person = visitor.clone();
    let (next, done) = match verb.as_str() {
        "hand-in" => {
            (href(id), web.act(async move |web: Web| draft::hand_in(&web.app, person.actor(), id, version).await).await)
        }
        "take-back" => (
            href(id),
            web.act(async move |web: Web| draft::take_back(&web.app, person.actor(), id, version).await).await,
        ),
        "send-back" => {
            let words = form.words;
            let sent =
                web.act(async move |web: Web| draft::send_back(&web.app, person.actor(), id, version, &words).await);
            (href(id), sent.await)
        }
        "discard" => (
            "/instruments".to_owned(),
            web.act(async move |web: Web| draft::discard(&web.app, person.actor(), id, version).await).await,
        ),
        "publish" => {
            let published =
                web.act(async move |web: Web| draft::publish(&web.app, person.actor(), id, version).await).await;
            (instrument, published.map(|_| ()))
        }
        _ => return Err(Failure::NotFound),
    };
    match done {
        Ok(()) => Ok(to(&next)),
        Err(error) => {
            let kept = Kept { wrong: refusal(&frame, error)?, ..Kept::default() };
            refused(&web, frame, &visitor, id, &View::default(), kept).await
        }
    }
}
