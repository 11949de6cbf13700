//! Evidence: bringing files and links into an office's library, citing them in items, handing them out.

mod clean;
mod inspect;
mod library;
mod ticket;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::{Bytes, BytesMut};
use domain::attachment::MediaType;
use domain::id::{AttachmentId, OfficeId};
use domain::office::{NodeCode, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::self_report::ItemState;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt as _, Stream, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use store::attachment::NewAttachment;
use store::error::Cause;
use store::object::{Objects, PutError};
use store::{Conn, Tx};
use tokio::sync::Notify;

use crate::answer::citation;
use crate::clock::bangkok_day;
use crate::door::{App, Ctx, apart, check, not_found};
use crate::error::{AppError, Result};
use crate::self_report::{Hold, ReportName, hold};

pub use inspect::{Scanner, inspect};
pub use library::{
    LibraryLine, Opened, Place, Whole, add_link, check_link, keep_numbers, library, look, redeem, ticket,
};
pub use store::attachment::{AttachmentRow, Cited, Filter};
pub use ticket::TicketKey;
pub use words::{WordReader, serve as read_words};

/// How much of a file its kind is told from. The parts that tell a Word file from an Excel file come within the first few kilobytes.
const HEAD: usize = 64 * 1024;

/// The rules of the administration for evidence.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Most bytes of one file.
    pub file_bytes_max: u64,
    /// Most bytes of all evidence of one office.
    pub office_bytes_max: u64,
    /// The virus scanner; without one nothing is held back.
    pub scanner: Option<Scanner>,
    /// Where files are read for citizen numbers.
    pub reader: WordReader,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            file_bytes_max: 50_000_000,
            office_bytes_max: 5_000_000_000,
            scanner: None,
            reader: WordReader::InProcess,
        }
    }
}

impl Rules {
    pub(crate) fn too_large(&self) -> Fault {
        Fault::new("evidence-too-large").with("megabytes", self.file_bytes_max / 1_000_000)
    }
}

/// What evidence needs beside the database.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Where the bytes lie.
    pub objects: Arc<Objects>,
    /// The rules.
    pub rules: Rules,
    key: TicketKey,
    wake: Arc<Notify>,
    is_over: Arc<AtomicBool>,
}

impl Evidence {
    /// Evidence under these rules; the key of short-lived addresses is that of the database, drawn when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open(app: &App, objects: impl Into<Arc<Objects>>, rules: Rules) -> Result<Evidence> {
        Ok(Evidence {
            objects: objects.into(),
            rules,
            key: key(app).await?,
            wake: Arc::default(),
            is_over: Arc::default(),
        })
    }
}

impl Evidence {
    /// Ends [`Evidence::tend`] after the file it is at.
    pub fn stop(&self) {
        self.is_over.store(true, Ordering::SeqCst);
        self.wake.notify_one();
    }
}

/// The setting that holds the key.
const KEY: &str = "evidence-key";

async fn key(app: &App) -> Result<TicketKey> {
    let unreadable = || AppError::Internal(format!("the setting {KEY} is no key"));
    let read = |row: store::setting::SettingRow| {
        let text: String = serde_json::from_str(&row.value).map_err(|_| unreadable())?;
        crate::secret::Token::parse(&text).ok_or_else(unreadable)
    };
    if let Some(row) = store::setting::find(&mut app.db().read().await?, KEY).await? {
        return Ok(TicketKey(read(row)?.bytes()));
    }
    let drawn = app
        .run(&Actor::operator(), Action::AttachmentSave, &Entity::System, &format!("setting:{KEY}"), async |ctx| {
            if let Some(row) = store::setting::find(&mut ctx.tx, KEY).await? {
                ctx.nothing_changed();
                return read(row);
            }
            let token = crate::secret::Token::random();
            let value = serde_json::Value::from(token.to_text()).to_string();
            store::setting::insert(&mut ctx.tx, KEY, &value, ctx.now).await?;
            Ok(token)
        })
        .await?;
    Ok(TicketKey(drawn.bytes()))
}

/// What became of evidence that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The evidence on record.
    pub row: AttachmentRow,
    /// Whether the library did not have it yet.
    pub is_new: bool,
}

/// An office of today, with how the policy sees it.
pub(crate) async fn office_of(app: &App, conn: &mut Conn, office: &OfficeCode) -> Result<(OfficeId, Entity)> {
    let found = store::office::find_by_code(conn, office, bangkok_day(app.clock().now())).await?;
    let found = found.ok_or_else(|| not_found("office", office))?;
    Ok((found.id, Entity::Office { code: office.clone(), region: found.office.region }))
}

/// An office that is known by its id, as the policy sees it.
pub(crate) async fn entity_of(conn: &mut Conn, id: OfficeId, now: Timestamp) -> Result<Entity> {
    let found = store::office::find(conn, id, bangkok_day(now)).await?.ok_or_else(|| not_found("office", id))?;
    Ok(Entity::Office { code: found.office.code, region: found.office.region })
}

/// Refuses what does not fit into the library of an office beside what is there and on its way.
pub(crate) async fn check_space(tx: &mut Tx, evidence: &Evidence, office: OfficeId, more: u64) -> Result<()> {
    let there = store::attachment::sum_by_office(tx, office).await?;
    let coming = store::upload::sum_by_office(tx, office).await?;
    let most = evidence.rules.office_bytes_max;
    let sum = u64::try_from(there.saturating_add(coming)).unwrap_or(u64::MAX);
    match sum.saturating_add(more) > most {
        true => Err(Fault::new("evidence-full").with("megabytes", most / 1_000_000).into()),
        false => Ok(()),
    }
}

/// Brings a file into the library of an office, as a new version of `replaces` where that is given. Bytes that the library has already
/// are not kept twice. What kind it is its bytes say, not its name; of pictures and films only what is seen and heard is kept. The bytes
/// are written before the row, so a row never lacks its file. They may take their time: only the row is written [`apart`], so that a slow
/// line holds no thread.
///
/// # Errors
/// When the file is empty, too large, of a kind that is not taken, damaged or does not arrive whole; when the library is full; when the
/// actor may not; when the database or the object store fails.
pub async fn put<E: Into<Cause> + Send>(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    named: (&OfficeCode, &str),
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send,
    replaces: Option<AttachmentId>,
) -> Result<Brought> {
    take(app, evidence, actor, named, bytes, replaces, 0).await
}

/// [`put`] for a file of which so many bytes have their space in the library already. Boxed, because the compiler cannot see otherwise that
/// it may move between threads with whatever it borrows.
pub(crate) fn take<'a, E: Into<Cause> + Send + 'a>(
    app: &'a App,
    evidence: &'a Evidence,
    actor: &'a Actor,
    (office, name): (&'a OfficeCode, &'a str),
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + 'a,
    replaces: Option<AttachmentId>,
    counted: u64,
) -> BoxFuture<'a, Result<Brought>> {
    let work = async move {
        let on = format!("library:{office}");
        // Asked before anything is written too: who may not bring files fills no disk.
        let (office_id, entity) = office_of(app, &mut app.db().read().await?, office).await?;
        if check(actor, Action::AttachmentAdd, &entity).is_err() {
            let (app, actor) = (app.clone(), actor.clone());
            return apart(move || async move {
                app.run(&actor, Action::AttachmentAdd, &entity, &on, async |_| Err(AppError::Denied)).await
            })
            .await;
        }
        let limit = evidence.rules.file_bytes_max;
        let failed = |error| match error {
            PutError::TooLarge { .. } => evidence.rules.too_large().into(),
            PutError::Source(cause) => match cause.downcast::<AtFault>() {
                Ok(fault) => AppError::Refused(fault.0),
                Err(_) => Fault::new("evidence-broken-off").into(),
            },
            PutError::Store(error) => AppError::Store(error),
        };
        let (kind, whole) = told_apart(name, bytes).await?;
        let whole = cleaned(kind, whole, limit).await.map_err(failed)?;
        let stored = evidence.objects.put(whole, limit).await.map_err(failed)?;
        let new = NewAttachment {
            office_id,
            sha256: stored.sha256,
            size: i64::try_from(stored.size).unwrap_or(i64::MAX),
            media_type: kind.name.to_owned(),
            name: kind.safe_name(name),
        };
        let more = stored.size.saturating_sub(counted);
        let (app, evidence, actor) = (app.clone(), evidence.clone(), actor.clone());
        apart(move || async move {
            let brought = app
                .run(&actor, Action::AttachmentAdd, &entity, &on, async |ctx| {
                    record(ctx, &evidence, kind, &new, replaces, more).await
                })
                .await?;
            evidence.wake.notify_one();
            Ok(brought)
        })
        .await
    };
    work.boxed()
}

/// Puts a file whose bytes are stored on record; `more` bytes of it have no space in the library yet.
async fn record(
    ctx: &mut Ctx,
    evidence: &Evidence,
    kind: MediaType,
    new: &NewAttachment,
    replaces: Option<AttachmentId>,
    more: u64,
) -> Result<Brought> {
    let facts = inspect::to_do(kind, evidence.rules.scanner.as_ref(), ctx.now);
    if let Some(row) = store::attachment::find_by_sha256(&mut ctx.tx, new.office_id, &new.sha256).await? {
        ctx.nothing_changed();
        return Ok(Brought { row, is_new: false });
    }
    check_space(&mut ctx.tx, evidence, new.office_id, more).await?;
    let before = match replaces {
        Some(id) => Some(newest(&mut ctx.tx, new.office_id, id).await?),
        None => None,
    };
    let row = store::attachment::insert(&mut ctx.tx, new, &facts, before.as_ref(), ctx.now).await?;
    ctx.detail("sha256", new.sha256.as_str());
    ctx.detail("edition", row.edition);
    Ok(Brought { row, is_new: true })
}

/// The newest version of a file of an office; a link has none.
async fn newest(conn: &mut Conn, office: OfficeId, id: AttachmentId) -> Result<AttachmentRow> {
    let of_office = |row: &AttachmentRow| row.attachment.office_id == office && row.facts.url.is_none();
    let row = store::attachment::find(conn, id).await?.filter(of_office).ok_or_else(|| not_found("file", id))?;
    store::attachment::list_by_series(conn, row.series).await?.into_iter().next().ok_or_else(|| not_found("file", id))
}

type Pieces<'a> = BoxStream<'a, std::result::Result<Bytes, Cause>>;

/// The kind of a file by its first bytes, and all of its bytes.
async fn told_apart<'a, E: Into<Cause> + Send + 'a>(
    name: &str,
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send + 'a,
) -> Result<(MediaType, Pieces<'a>)> {
    let mut bytes = bytes.map_err(Into::into).boxed();
    let (mut head, mut broken) = (BytesMut::new(), None);
    while head.len() < HEAD && broken.is_none() {
        match bytes.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            Some(Err(error)) => broken = Some(error),
            None => break,
        }
    }
    let head = head.freeze();
    if broken.is_none() && head.is_empty() {
        return Err(Fault::new("evidence-empty").into());
    }
    let refused = || Fault::new("evidence-kind").with("name", name).with("taken", MediaType::endings());
    let kind = infer::get(&head).and_then(|kind| MediaType::taken(kind.mime_type()));
    let kind = match (kind, &broken) {
        (Some(kind), _) => kind,
        (None, Some(_)) => return Err(Fault::new("evidence-broken-off").into()),
        (None, None) => return Err(refused().into()),
    };
    let begun = futures_util::stream::iter([Ok::<Bytes, Cause>(head)]);
    let failed = futures_util::stream::iter(broken.map(Err));
    Ok((kind, begun.chain(failed).chain(bytes).boxed()))
}

/// What a stream ends with where the bytes themselves are at fault.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.key)]
struct AtFault(Fault);

fn damaged() -> Cause {
    AtFault(Fault::new("evidence-damaged")).into()
}

/// The bytes as they are kept.
async fn cleaned(kind: MediaType, mut bytes: Pieces<'_>, limit: u64) -> std::result::Result<Pieces<'_>, PutError> {
    if kind.is_picture() {
        let mut whole = BytesMut::new();
        while let Some(chunk) = bytes.try_next().await.map_err(PutError::Source)? {
            whole.extend_from_slice(&chunk);
            if whole.len() as u64 > limit {
                return Err(PutError::TooLarge { limit });
            }
        }
        let clean = if kind.ending == "png" { clean::png(whole.freeze()) } else { clean::jpeg(whole.freeze()) };
        let clean = clean.ok_or_else(|| PutError::Source(damaged()))?;
        return Ok(futures_util::stream::iter([Ok(clean)]).boxed());
    }
    if kind.ending != "mp4" {
        return Ok(bytes);
    }
    let cleaner = clean::FilmCleaner::default();
    let pieces = futures_util::stream::try_unfold((bytes, Some(cleaner)), async |(mut bytes, cleaner)| {
        let Some(mut cleaner) = cleaner else { return Ok(None) };
        match bytes.try_next().await? {
            Some(chunk) => {
                let clean = cleaner.pass(&chunk).ok_or_else(damaged)?;
                Ok(Some((clean, (bytes, Some(cleaner)))))
            }
            None => Ok(Some((cleaner.end(), (bytes, None)))),
        }
    });
    Ok(pieces.boxed())
}

/// What is done with a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Citing {
    /// It is made.
    Add,
    /// It is made in the place of that of another version, with the same pages.
    InPlaceOf(AttachmentId),
    /// These pages are meant ("3-5"), or all where none are named.
    Pages(String),
    /// It is taken back.
    Remove,
}

/// Cites evidence of the office's library in an item, or cites it no longer.
///
/// # Errors
/// When the item is locked; when the evidence is not in the library of the office; when the pages are none; when the actor may not; when
/// the database fails.
pub async fn cite(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    id: AttachmentId,
    citing: &Citing,
) -> Result<()> {
    app.enter(actor, Action::AnswerSave, &name.on(), async |ctx| {
        let place = hold(app, &mut ctx.tx, name, Hold::Shared).await?;
        let at = place.item(node)?;
        let entity = place.item_entity(&mut ctx.tx, actor, Action::AnswerSave, at).await?;
        ctx.allow(actor, Action::AnswerSave, &entity)?;
        place.check_window(ctx.now)?;
        let row = store::answer::find(&mut ctx.tx, place.key, place.stored.node_ids[at]).await?;
        place.row.report.state.check_editable(&row.map_or(ItemState::Empty, |row| row.item.state))?;
        let file = store::attachment::find(&mut ctx.tx, id).await?;
        let is_own = file.is_some_and(|file| file.attachment.office_id == place.key.office_id);
        if !is_own {
            return Err(not_found("file", id));
        }
        ctx.detail("node", node.as_str());
        ctx.detail("attachment", id.0);
        let place = citation(&place, at);
        match citing {
            Citing::Add => store::attachment::insert_citation(&mut ctx.tx, id, place).await?,
            Citing::Remove => {
                ctx.detail("cited", false);
                store::attachment::delete_citation(&mut ctx.tx, id, place).await?;
            }
            Citing::Pages(typed) => {
                let pages = domain::attachment::pages(typed)?;
                if !store::attachment::save_pages(&mut ctx.tx, id, place, pages.as_deref()).await? {
                    return Err(not_found("file", id));
                }
                ctx.detail("pages", pages.unwrap_or_default());
            }
            Citing::InPlaceOf(before) => {
                let cited = store::attachment::list_cited(&mut ctx.tx, place).await?;
                let cited = cited.into_iter().find(|cited| cited.row.id == *before && cited.newest == id);
                let cited = cited.ok_or_else(|| not_found("file", before))?;
                ctx.detail("in_place_of", before.0);
                store::attachment::delete_citation(&mut ctx.tx, *before, place).await?;
                store::attachment::insert_citation(&mut ctx.tx, id, place).await?;
                store::attachment::save_pages(&mut ctx.tx, id, place, cited.pages.as_deref()).await?;
            }
        }
        Ok(())
    })
    .await
}
