//! Files on their way into a library, in parts: announced, sent on from where the line broke, kept when whole. What was acknowledged is
//! on the disk and in the database, whatever happens to the process.

use bytes::{Bytes, BytesMut};
use domain::id::{UploadId, UserId};
use domain::office::OfficeCode;
use domain::policy::{Action, Actor};
use domain::problem::Fault;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use store::error::Cause;
use store::object::Objects;
use store::upload::{NewUpload, Part};

pub use store::upload::UploadRow;

use crate::attachment::{Brought, Evidence, check_space, entity_of, office_of};
use crate::door::{App, apart, not_found};
use crate::error::{AppError, Result};

/// How long an unfinished file is kept after its last part came.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Bytes kept and acknowledged together: what a broken line costs at most.
const PART: usize = 4 * 1024 * 1024;
/// Most bytes that are sent with a hash of them, and so are held in memory.
const CHECKED_MAX: usize = 4 * PART;
/// Objects that nothing names are removed after a day: until then a transaction may be about to name them.
const UNNAMED: SignedDuration = SignedDuration::from_hours(24);

fn on(id: UploadId) -> String {
    format!("upload:{id}")
}

/// Announces a file of so many bytes.
///
/// # Errors
/// When it is too large or the library is full; when the actor may not; when the database fails.
pub async fn create(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    (office, name): (&OfficeCode, &str),
    size: u64,
) -> Result<UploadRow> {
    app.enter(actor, Action::AttachmentAdd, &format!("library:{office}"), async |ctx| {
        let (id, entity) = office_of(app, &mut ctx.tx, office).await?;
        ctx.allow(actor, Action::AttachmentAdd, &entity)?;
        // What it becomes goes on record when it is kept.
        ctx.nothing_changed();
        let user_id = actor.user().ok_or(AppError::Denied)?;
        if size == 0 {
            return Err(Fault::new("evidence-empty").into());
        }
        if size > evidence.rules.file_bytes_max {
            return Err(evidence.rules.too_large().into());
        }
        check_space(&mut ctx.tx, evidence, id, size).await?;
        let size = i64::try_from(size).map_err(|_| evidence.rules.too_large())?;
        let name: String = name.chars().take(300).collect();
        let expires_at = later(ctx.now);
        let upload = NewUpload { user_id, office_id: id, name, size, expires_at };
        let id = store::upload::insert(&mut ctx.tx, &upload, ctx.now).await?;
        Ok(UploadRow { id, upload, received: 0 })
    })
    .await
}

/// A file on its way, for whoever brings it; for others there is none.
///
/// # Errors
/// When there is no such file of the actor; when the database fails.
pub async fn find(app: &App, actor: &Actor, id: UploadId) -> Result<UploadRow> {
    let row = store::upload::find(&mut app.db().read().await?, id).await?;
    own(row, actor.user(), id, app.clock().now())
}

fn own(row: Option<UploadRow>, user: Option<UserId>, id: UploadId, now: Timestamp) -> Result<UploadRow> {
    let is_own = |row: &UploadRow| Some(row.upload.user_id) == user && row.upload.expires_at > now;
    row.filter(is_own).ok_or_else(|| not_found("upload", id))
}

/// What became of bytes that were sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// So many bytes of the file are there now.
    Until(i64),
    /// They do not begin where the bytes that are there end.
    Elsewhere,
    /// They are not what the sender said they were; none is kept.
    Damaged,
}

/// Takes bytes that begin at `offset`. When the line breaks, what came whole until then is kept. With a `sha256` of them, all are kept or
/// none. They may take their time: only the row of a part is written [`apart`].
///
/// # Errors
/// When there is no such file of the actor; when more comes than was announced; when the database or the object store fails.
pub async fn append<E: Into<Cause> + Send>(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    (id, offset): (UploadId, i64),
    bytes: impl Stream<Item = std::result::Result<Bytes, E>> + Send,
    sha256: Option<[u8; 32]>,
) -> Result<Received> {
    let row = find(app, actor, id).await?;
    if row.received != offset {
        return Ok(Received::Elsewhere);
    }
    let mut bytes = std::pin::pin!(bytes);
    let (mut received, mut buffer) = (offset, BytesMut::new());
    let mut digest = Sha256::new();
    loop {
        let chunk = match bytes.next().await {
            Some(Ok(chunk)) => Some(chunk),
            // The line broke: the sender asks how much is there, and goes on from it.
            Some(Err(_)) | None => None,
        };
        let is_end = chunk.is_none();
        if let Some(chunk) = chunk {
            digest.update(&chunk);
            buffer.extend_from_slice(&chunk);
        }
        let length = i64::try_from(buffer.len()).unwrap_or(i64::MAX);
        if received.saturating_add(length) > row.upload.size {
            return Err(Fault::new("upload-longer").into());
        }
        // What has to be right as a whole is held until all of it came.
        let is_checked = sha256.is_some();
        if is_checked && buffer.len() > CHECKED_MAX {
            return Err(Fault::new("upload-longer").into());
        }
        if is_end && sha256.is_some_and(|said| said[..] != digest.clone().finalize()[..]) {
            return Ok(Received::Damaged);
        }
        if (is_end || (!is_checked && buffer.len() >= PART)) && !buffer.is_empty() {
            match keep_part(app, objects, actor, (id, received), buffer.split().freeze()).await? {
                Received::Until(end) => received = end,
                other => return Ok(other),
            }
        }
        if is_end {
            return Ok(Received::Until(received));
        }
    }
}

async fn keep_part(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    (id, begins_at): (UploadId, i64),
    bytes: Bytes,
) -> Result<Received> {
    let stored = objects.put_bytes(bytes).await?;
    let part = Part { begins_at, size: i64::try_from(stored.size).unwrap_or(i64::MAX), sha256: stored.sha256 };
    let (app, actor) = (app.clone(), actor.clone());
    apart(move || async move {
        app.enter(&actor, Action::AttachmentAdd, &on(id), async |ctx| {
            let row = store::upload::find(&mut ctx.tx, id).await?;
            let row = own(row, actor.user(), id, ctx.now)?;
            let entity = entity_of(&mut ctx.tx, row.upload.office_id, ctx.now).await?;
            ctx.allow(&actor, Action::AttachmentAdd, &entity)?;
            ctx.nothing_changed();
            let is_next = store::upload::append(&mut ctx.tx, id, &part, later(ctx.now)).await?;
            Ok(if is_next { Received::Until(part.begins_at + part.size) } else { Received::Elsewhere })
        })
        .await
    })
    .await
}

/// Takes a file that has arrived whole into the library of an office; `replaces` names the file it is a new version of.
///
/// # Errors
/// When bytes are missing; when the library does not take it; when the actor may not; when the database or the object store fails.
pub async fn keep(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    office: &OfficeCode,
    id: UploadId,
    replaces: Option<domain::id::AttachmentId>,
) -> Result<Brought> {
    let row = find(app, actor, id).await?;
    if row.received != row.upload.size {
        return Err(Fault::new("upload-unfinished").into());
    }
    let parts = store::upload::list_parts(&mut app.db().read().await?, id).await?;
    let objects = evidence.objects.clone();
    let pieces = futures_util::stream::iter(parts).then(move |part| {
        let objects = objects.clone();
        async move {
            let found = objects.get(&part.sha256).await?;
            found
                .ok_or_else(|| Cause::from(format!("the part {} is gone", part.sha256)))
                .map(|s| s.map_err(Cause::from))
        }
    });
    let (named, counted) = ((office, row.upload.name.as_str()), u64::try_from(row.upload.size).unwrap_or_default());
    let brought = crate::attachment::take(app, evidence, actor, named, pieces.try_flatten(), replaces, counted).await;
    // A file that is refused stays refused: its bytes are of no use any more.
    if matches!(brought, Ok(_) | Err(AppError::Refused(_))) {
        forget(app, actor, id).await?;
    }
    brought
}

/// Gives a file on its way up.
///
/// # Errors
/// When there is no such file of the actor; when the database fails.
pub async fn cancel(app: &App, actor: &Actor, id: UploadId) -> Result<()> {
    find(app, actor, id).await?;
    forget(app, actor, id).await
}

async fn forget(app: &App, actor: &Actor, id: UploadId) -> Result<()> {
    let (app, actor) = (app.clone(), actor.clone());
    apart(move || async move {
        app.enter(&actor, Action::AttachmentSave, &on(id), async |ctx| {
            ctx.nothing_changed();
            let Some(row) = store::upload::find(&mut ctx.tx, id).await? else { return Err(not_found("upload", id)) };
            let entity = entity_of(&mut ctx.tx, row.upload.office_id, ctx.now).await?;
            ctx.allow(&actor, Action::AttachmentSave, &entity)?;
            store::upload::delete(&mut ctx.tx, id).await?;
            Ok(())
        })
        .await
    })
    .await
}

/// Removes files on their way that nobody sent on for a week, and the bytes of all that nothing names.
///
/// # Errors
/// When the database or the object store fails.
pub async fn tidy(app: &App, objects: &Objects) -> Result<u64> {
    let now = app.clock().now();
    loop {
        let expired = store::upload::list_expired(&mut app.db().read().await?, now).await?;
        if expired.is_empty() {
            break;
        }
        for row in expired {
            forget(app, &Actor::operator(), row.id).await?;
        }
    }
    Ok(objects.sweep(app.db(), now.saturating_sub(UNNAMED).unwrap_or(now)).await?)
}

fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(KEPT).unwrap_or(now)
}
