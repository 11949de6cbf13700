//! Evidence: bringing files into an office's library, citing them in items, handing them out.

use std::collections::HashMap;

use bytes::{Bytes, BytesMut};
use domain::attachment::MediaType;
use domain::id::AttachmentId;
use domain::office::{NodeCode, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::self_report::ItemState;
use futures_util::{Stream, StreamExt as _};
use store::attachment::{AttachmentRow, Citation, NewAttachment};
use store::error::Cause;
use store::object::{Objects, PutError};
use store::page::Page;

use crate::answer::citation;
use crate::clock::bangkok_day;
use crate::door::{App, apart, check, not_found};
use crate::error::{AppError, Result};
use crate::self_report::{Hold, ReportName, hold};

/// How much of a file its kind is told from. The parts that tell a Word file from an Excel file come within the first few kilobytes.
const HEAD: usize = 64 * 1024;

/// What became of a file that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The file on record.
    pub row: AttachmentRow,
    /// Whether the library did not have it yet.
    pub is_new: bool,
}

/// Brings a file of at most `limit` bytes into the library of an office. Bytes that the library has already are not kept twice. What
/// kind it is its bytes say, not its name. The bytes are written before the row, so a row never lacks its file. They may take their time: only
/// the row is written [`apart`], so that a slow line holds no thread.
///
/// # Errors
/// When the file is empty, too large, of a kind that is not taken or does not arrive whole; when the actor may not; when the database or
/// the object store fails.
pub async fn put<E: Into<Cause>>(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    (office, name): (&OfficeCode, &str),
    bytes: impl Stream<Item = std::result::Result<Bytes, E>>,
    limit: u64,
) -> Result<Brought> {
    let today = bangkok_day(app.clock().now());
    let on = format!("library:{office}");
    // Asked before anything is written too: who may not bring files fills no disk.
    let mut conn = app.db().read().await?;
    let row = store::office::find_by_code(&mut conn, office, today).await?;
    let row = row.ok_or_else(|| not_found("office", office))?;
    drop(conn);
    let entity = Entity::Office { code: office.clone(), region: row.office.region };
    if check(actor, Action::AttachmentAdd, &entity).is_err() {
        let (app, actor) = (app.clone(), actor.clone());
        return apart(move || async move {
            app.run(&actor, Action::AttachmentAdd, &entity, &on, async |_| Err(AppError::Denied)).await
        })
        .await;
    }
    let mut bytes = std::pin::pin!(bytes);
    let (mut head, mut broken) = (BytesMut::new(), None);
    while head.len() < HEAD && broken.is_none() {
        match bytes.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            Some(Err(error)) => broken = Some(error.into()),
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
    let whole = begun.chain(failed).chain(bytes.map(|chunk| chunk.map_err(Into::into)));
    let stored = objects.put(whole, limit).await.map_err(|error| match error {
        PutError::TooLarge { limit } => Fault::new("evidence-too-large").with("megabytes", limit / 1_000_000).into(),
        PutError::Source(_) => Fault::new("evidence-broken-off").into(),
        PutError::Store(error) => AppError::Store(error),
    })?;
    let new = NewAttachment {
        office_id: row.id,
        sha256: stored.sha256,
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        media_type: kind.name.to_owned(),
        name: kind.safe_name(name),
    };
    let (app, actor) = (app.clone(), actor.clone());
    apart(move || async move { record(&app, &actor, (&entity, &on), &new).await }).await
}

/// Puts a file whose bytes are stored on record.
async fn record(app: &App, actor: &Actor, (entity, on): (&Entity, &str), new: &NewAttachment) -> Result<Brought> {
    app.run(actor, Action::AttachmentAdd, entity, on, async |ctx| {
        if let Some(row) = store::attachment::find_by_sha256(&mut ctx.tx, new.office_id, &new.sha256).await? {
            ctx.nothing_changed();
            return Ok(Brought { row, is_new: false });
        }
        let id = store::attachment::insert(&mut ctx.tx, new, ctx.now).await?;
        ctx.detail("sha256", new.sha256.as_str());
        let row = AttachmentRow { id, attachment: new.clone(), version: 1, created_at: ctx.now };
        Ok(Brought { row, is_new: true })
    })
    .await
}

/// Cites a file of the office's library in an item, or cites it no longer.
///
/// # Errors
/// When the item is locked; when the file is not in the library of the office; when the actor may not; when the database fails.
pub async fn cite(
    app: &App,
    actor: &Actor,
    name: &ReportName,
    node: &NodeCode,
    id: AttachmentId,
    is_cited: bool,
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
        ctx.detail("cited", is_cited);
        let place = citation(&place, at);
        if is_cited {
            store::attachment::insert_citation(&mut ctx.tx, id, place).await?;
        } else {
            store::attachment::delete_citation(&mut ctx.tx, id, place).await?;
        }
        Ok(())
    })
    .await
}

/// A file in the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryLine {
    /// The file.
    pub row: AttachmentRow,
    /// Where it is cited.
    pub citations: Vec<Citation>,
}

/// The files of an office, oldest first, with the places where they are cited.
///
/// # Errors
/// When there is no such office; when the actor may not; when the database fails.
pub async fn library(
    app: &App,
    actor: &Actor,
    office: &OfficeCode,
    page: &Page<AttachmentId>,
) -> Result<Vec<LibraryLine>> {
    let mut conn = app.db().read().await?;
    let found = store::office::find_by_code(&mut conn, office, bangkok_day(app.clock().now())).await?;
    let found = found.ok_or_else(|| not_found("office", office))?;
    let entity = Entity::Office { code: office.clone(), region: found.office.region };
    check(actor, Action::SelfReportRead, &entity)?;
    let rows = store::attachment::list_by_office(&mut conn, found.id, page).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let mut cited: HashMap<AttachmentId, Vec<Citation>> = HashMap::new();
    let range = (first.id, last.id);
    for (id, place) in store::attachment::list_citations_by_office(&mut conn, found.id, range).await? {
        cited.entry(id).or_default().push(place);
    }
    let line = |row: AttachmentRow| LibraryLine { citations: cited.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(line).collect())
}

/// A file of an office, to be handed out.
///
/// # Errors
/// When there is no such file in the library of the office; when the actor may not; when the database or the object store fails.
pub async fn open(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    office: &OfficeCode,
    id: AttachmentId,
) -> Result<(AttachmentRow, impl Stream<Item = store::Result<Bytes>> + Send + use<>)> {
    let mut conn = app.db().read().await?;
    let found = store::office::find_by_code(&mut conn, office, bangkok_day(app.clock().now())).await?;
    let found = found.ok_or_else(|| not_found("office", office))?;
    let entity = Entity::Office { code: office.clone(), region: found.office.region };
    check(actor, Action::SelfReportRead, &entity)?;
    let row = store::attachment::find(&mut conn, id).await?;
    let row = row.filter(|row| row.attachment.office_id == found.id).ok_or_else(|| not_found("file", id))?;
    let bytes = objects.get(&row.attachment.sha256).await?;
    let bytes = bytes.ok_or_else(|| AppError::Internal(format!("the object {} is gone", row.attachment.sha256)))?;
    Ok((row, bytes))
}
