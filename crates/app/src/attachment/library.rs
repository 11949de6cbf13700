//! The library of an office: finding evidence in it, who cites it, links, what people say of it, handing files out.

use std::collections::HashMap;

use bytes::Bytes;
use domain::attachment::{LINK, MediaType, link, link_name};
use domain::fiscal_year::FiscalYear;
use domain::id::AttachmentId;
use domain::office::{InstrumentCode, NodeCode, OfficeCode};
use domain::policy::{Action, Actor, Entity, allows};
use domain::round::words;
use futures_util::Stream;
use store::Conn;
use store::attachment::{AttachmentRow, Citation, Facts, Filter, NewAttachment};
use store::page::Page;

use super::{Brought, Evidence, entity_of, office_of};
use crate::clock::bangkok_day;
use crate::door::{App, check, not_found};
use crate::error::{AppError, Result};
use crate::instrument;

/// Evidence in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryLine {
    /// The evidence.
    pub row: AttachmentRow,
    /// Where it is cited.
    pub citations: Vec<Citation>,
}

/// The newest versions of the evidence of an office, newest first, with the places where they are cited.
///
/// # Errors
/// When there is no such office; when the actor may not; when the database fails.
pub async fn library(
    app: &App,
    actor: &Actor,
    office: &OfficeCode,
    filter: &Filter,
    page: &Page<AttachmentId>,
) -> Result<Vec<LibraryLine>> {
    let mut conn = app.db().read().await?;
    let (id, entity) = office_of(app, &mut conn, office).await?;
    check(actor, Action::SelfReportRead, &entity)?;
    let rows = store::attachment::list_by_office(&mut conn, id, filter, page).await?;
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(Vec::new()) };
    let mut cited: HashMap<AttachmentId, Vec<Citation>> = HashMap::new();
    let range = (last.id, first.id);
    for (id, place) in store::attachment::list_citations_by_office(&mut conn, id, range).await? {
        cited.entry(id).or_default().push(place);
    }
    let line = |row: AttachmentRow| LibraryLine { citations: cited.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(line).collect())
}

/// A place where evidence is cited, as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Item.
    pub node: NodeCode,
    /// Its number and title.
    pub title_th: String,
    /// Which version is cited.
    pub edition: i32,
}

/// Evidence with everything around it.
pub struct Whole {
    /// The evidence.
    pub row: AttachmentRow,
    /// All versions of it, newest first.
    pub versions: Vec<AttachmentRow>,
    /// Who cites one of them.
    pub places: Vec<Place>,
    /// Whether the actor may open it now.
    pub may_open: bool,
    /// Whether the actor may say something about it and bring new versions.
    pub may_save: bool,
}

/// Evidence of an office with its versions and who cites them.
///
/// # Errors
/// When there is no such evidence in the library of the office; when the actor may not; when the database fails.
pub async fn look(app: &App, actor: &Actor, office: &OfficeCode, id: AttachmentId) -> Result<Whole> {
    let mut conn = app.db().read().await?;
    let (row, entity) = find(app, &mut conn, actor, office, id).await?;
    let versions = store::attachment::list_by_series(&mut conn, row.series).await?;
    let mut places = Vec::new();
    for version in &versions {
        for cited in store::attachment::list_citations(&mut conn, version.id).await? {
            let stored = instrument::shared_by_id(app, &mut conn, cited.instrument_id).await?;
            let Some(at) = stored.position(cited.node_id) else { continue };
            let node = &stored.instrument.nodes()[at];
            places.push(Place {
                year: cited.fiscal_year,
                instrument: stored.instrument.code.clone(),
                node: node.code.clone(),
                title_th: format!("{} {}", node.label_th, node.title_th),
                edition: version.edition,
            });
        }
    }
    let may_open = row.facts.scan.check_open(is_own(actor, office)).is_ok();
    let may_save = allows(actor, Action::AttachmentSave, &entity) && actor.user().is_some();
    Ok(Whole { row, versions, places, may_open, may_save })
}

async fn find(
    app: &App,
    conn: &mut Conn,
    actor: &Actor,
    office: &OfficeCode,
    id: AttachmentId,
) -> Result<(AttachmentRow, Entity)> {
    let (office_id, entity) = office_of(app, conn, office).await?;
    check(actor, Action::SelfReportRead, &entity)?;
    let row = store::attachment::find(conn, id).await?;
    let row = row.filter(|row| row.attachment.office_id == office_id).ok_or_else(|| not_found("file", id))?;
    Ok((row, entity))
}

/// Whether the actor works for the office now.
fn is_own(actor: &Actor, office: &OfficeCode) -> bool {
    actor.roles.iter().any(|(_, scope)| matches!(scope, domain::policy::Scope::Office(own) if own == office))
}

/// A short-lived address of a file, for the actor alone.
///
/// # Errors
/// When there is no such file in the library of the office; when it is in quarantine; when the actor may not; when the database fails.
pub async fn ticket(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    office: &OfficeCode,
    id: AttachmentId,
) -> Result<String> {
    let (row, _) = find(app, &mut app.db().read().await?, actor, office, id).await?;
    row.facts.scan.check_open(is_own(actor, office))?;
    if row.facts.url.is_some() {
        return Err(not_found("file", id));
    }
    Ok(evidence.key.sign(id, actor.user().ok_or(AppError::Denied)?, app.clock().now()))
}

/// A file that is handed out.
pub struct Opened<S> {
    /// What it is.
    pub row: AttachmentRow,
    /// Its kind.
    pub kind: MediaType,
    /// Its bytes.
    pub bytes: S,
}

/// The file of a short-lived address. What the address was given for is asked again.
///
/// # Errors
/// When the address is over or another's; when the actor may not open the file (any more); when the database or the object store fails.
pub async fn redeem(
    app: &App,
    evidence: &Evidence,
    actor: &Actor,
    ticket: &str,
) -> Result<Opened<impl Stream<Item = store::Result<Bytes>> + Send + use<>>> {
    let missing = || not_found("file", "");
    let user = actor.user().ok_or(AppError::Denied)?;
    let id = evidence.key.read(ticket, user, app.clock().now()).ok_or_else(missing)?;
    let mut conn = app.db().read().await?;
    let row = store::attachment::find(&mut conn, id).await?.ok_or_else(missing)?;
    let entity = entity_of(&mut conn, row.attachment.office_id, app.clock().now()).await?;
    check(actor, Action::SelfReportRead, &entity)?;
    row.facts.scan.check_open(entity.office().is_some_and(|office| is_own(actor, office)))?;
    let kind = MediaType::taken(&row.attachment.media_type).ok_or_else(missing)?;
    let bytes = evidence.objects.get(&row.attachment.sha256).await?;
    let bytes = bytes.ok_or_else(|| AppError::Internal(format!("the object {} is gone", row.attachment.sha256)))?;
    Ok(Opened { row, kind, bytes })
}

/// Puts a page or video in the web into the library of an office. A person has looked at it: that is noted with what they saw.
///
/// # Errors
/// When the address is none; when the actor may not; when the database fails.
pub async fn add_link(
    app: &App,
    actor: &Actor,
    office: &OfficeCode,
    (url, name, note): (&str, &str, &str),
) -> Result<Brought> {
    app.enter(actor, Action::AttachmentAdd, &format!("library:{office}"), async |ctx| {
        let (office_id, entity) = office_of(app, &mut ctx.tx, office).await?;
        ctx.allow(actor, Action::AttachmentAdd, &entity)?;
        let url = link(url)?;
        let new = NewAttachment {
            office_id,
            sha256: domain::sha256_hex(url.as_bytes()),
            size: 0,
            media_type: LINK.to_owned(),
            name: link_name(name, &url),
        };
        if let Some(row) = store::attachment::find_by_sha256(&mut ctx.tx, office_id, &new.sha256).await? {
            ctx.nothing_changed();
            return Ok(Brought { row, is_new: false });
        }
        let facts = Facts {
            url: Some(url),
            checked_on: Some(bangkok_day(ctx.now)),
            checked_by: actor.user(),
            checked_note: some(note),
            ..Facts::default()
        };
        let row = store::attachment::insert(&mut ctx.tx, &new, &facts, None, ctx.now).await?;
        ctx.detail("sha256", new.sha256.as_str());
        Ok(Brought { row, is_new: true })
    })
    .await
}

fn some(note: &str) -> Option<String> {
    words(note).ok()
}

/// Notes that a person looked today whether a link leads where it should, and what they saw.
///
/// # Errors
/// When there is no such link in the library of the office; when somebody else noted something meanwhile; when the actor may not; when the
/// database fails.
pub async fn check_link(
    app: &App,
    actor: &Actor,
    (office, id, version): (&OfficeCode, AttachmentId, i32),
    note: &str,
) -> Result<()> {
    let today = bangkok_day(app.clock().now());
    change(app, actor, (office, id, version), |row| {
        let _ = row.facts.url.as_ref().ok_or_else(|| not_found("link", id))?;
        let (checked_on, checked_by, checked_note) = (Some(today), actor.user(), some(note));
        Ok(Facts { checked_on, checked_by, checked_note, ..row.facts.clone() })
    })
    .await
}

/// Says that the citizen numbers in a file must stay, and why.
///
/// # Errors
/// When none were found; when no reason is given; when somebody else said something meanwhile; when the actor may not; when the database
/// fails.
pub async fn keep_numbers(
    app: &App,
    actor: &Actor,
    (office, id, version): (&OfficeCode, AttachmentId, i32),
    reason: &str,
) -> Result<()> {
    change(app, actor, (office, id, version), |row| {
        let privacy = row.facts.privacy.keep(reason)?;
        Ok(Facts { privacy, privacy_by: actor.user(), ..row.facts.clone() })
    })
    .await
}

async fn change(
    app: &App,
    actor: &Actor,
    (office, id, version): (&OfficeCode, AttachmentId, i32),
    work: impl Fn(&AttachmentRow) -> Result<Facts>,
) -> Result<()> {
    app.enter(actor, Action::AttachmentSave, &format!("attachment:{id}"), async |ctx| {
        let (row, entity) = find(app, &mut ctx.tx, actor, office, id).await?;
        ctx.allow(actor, Action::AttachmentSave, &entity)?;
        let facts = work(&row)?;
        ctx.detail("numbers", facts.privacy.as_str());
        store::attachment::save_facts(&mut ctx.tx, id, version, &facts).await?;
        Ok(())
    })
    .await
}
