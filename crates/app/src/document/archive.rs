//! The documents whose files are kept: asking for them to be made, handing out one, handing out all in one archive.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use domain::document::Format;
use domain::fiscal_year::FiscalYear;
use domain::id::{JobId, OfficeId};
use domain::job::Job;
use domain::policy::{Action, Actor, Entity, role_allows};
use domain::problem::Fault;
use futures_util::{Stream, StreamExt as _};
use store::document::{Document, PublicationSet};
use store::page::Page;
use tokio::sync::mpsc;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::Objects;
use crate::door::{App, check, not_found};
use crate::error::{AppError, Result};
use crate::job::{self, JobLine};
use crate::publication;

/// Documents looked up at a time.
const PAGE: u32 = 200;
/// Bytes of an archive on their way to a slow reader: these, and no more, lie in memory.
const CHUNK: usize = 64 * 1024;
const CHUNKS: usize = 4;

/// What is kept of the documents of a year.
pub struct Shelf {
    /// Numbers of the publications that hold.
    pub numbers: Vec<String>,
    /// Offices with an official result in at least one of them.
    pub offices: i64,
    /// Files kept, by format.
    pub kept: Vec<(Format, i64)>,
    /// The job that makes them, while there is one; only for those who look after jobs.
    pub job: Option<JobLine>,
}

/// What is kept of the documents of a year.
///
/// # Errors
/// When nothing is published; when the actor may not; when the database fails.
pub async fn shelf(app: &App, actor: &Actor, year: FiscalYear) -> Result<Shelf> {
    let mut conn = app.read(actor, Action::ResultRead, &Entity::System).await?;
    let holding = publication::holding(&mut conn, year).await?;
    let set = PublicationSet::new(holding.iter().map(|published| published.row.id));
    let counted = store::document::count_kept(&mut conn, year, &set).await?;
    let count = |format: Format| counted.iter().find(|(word, _)| word == format.ending()).map_or(0, |(_, n)| *n);
    let mut offices = 0;
    for published in &holding {
        let (all, withheld) = store::publication::count_offices(&mut conn, &published.row).await?;
        offices = offices.max(all - withheld);
    }
    drop(conn);
    let is_of_year =
        |line: &JobLine| matches!(&line.job, Some(Job::IssueDocuments { fiscal_year, .. }) if *fiscal_year == year);
    let job = match domain::policy::allows(actor, Action::JobManage, &Entity::System) {
        true => job::unfinished(app, actor, KIND).await?.into_iter().find(is_of_year),
        false => None,
    };
    Ok(Shelf {
        numbers: holding.into_iter().map(|published| published.number).collect(),
        offices,
        kept: Format::ALL.map(|format| (format, count(format))).to_vec(),
        job,
    })
}

/// The stored name of the kind of job below.
const KIND: &str = "issue-documents";

/// Asks for the documents of a year to be made.
///
/// # Errors
/// When nothing is published; when they are being made already; when no format is given; when the actor may not; when the database fails.
pub async fn ask(app: &App, actor: &Actor, year: FiscalYear, formats: Vec<Format>) -> Result<JobId> {
    app.run(actor, Action::DocumentIssue, &Entity::System, &format!("documents:{year}"), async |ctx| {
        if formats.is_empty() {
            return Err(Fault::new("documents-no-format").into());
        }
        publication::holding(&mut ctx.tx, year).await?;
        let wanted = Job::IssueDocuments { fiscal_year: year, formats: formats.clone() };
        for row in store::job::list_unfinished(&mut ctx.tx, KIND).await? {
            let other = Job::from_stored(&row.kind, &row.payload);
            if matches!(other, Ok(Job::IssueDocuments { fiscal_year, .. }) if fiscal_year == year) {
                return Err(Fault::new("documents-wait").with("year", year).into());
            }
        }
        job::enqueue(ctx, &wanted).await
    })
    .await
}

/// A kept document, to be handed out.
pub struct Opened<S> {
    /// As on record.
    pub document: Document,
    /// What its file is called.
    pub name: String,
    /// Its bytes.
    pub bytes: S,
}

/// Opens a kept document: the result of an office for those who may read it, one about all offices for whoever may read any.
///
/// # Errors
/// When there is no such document or its file is not kept; when the actor may not; when the database or the object store fails.
pub async fn open(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    code: &str,
) -> Result<Opened<impl Stream<Item = store::Result<Bytes>> + Send + use<>>> {
    let mut conn = app.db().read().await?;
    let document = store::document::find(&mut conn, code).await?.filter(|document| document.kept);
    let document = document.ok_or_else(|| not_found("document", code))?;
    drop(conn);
    let name = match document.office_id {
        OfficeId::NATIONAL => {
            if !actor.roles.iter().any(|(role, _)| role_allows(*role, Action::ResultRead)) {
                return Err(AppError::Denied);
            }
            document.kind.clone()
        }
        id => {
            let offices = crate::office::by_ids(app, [id], document.fiscal_year).await?;
            let office = offices.get(&id).ok_or_else(|| not_found("office", id))?;
            let entity = Entity::Office { code: office.code.clone(), region: office.region };
            check(actor, Action::ResultRead, &entity)?;
            office.code.to_string()
        }
    };
    let bytes = objects.get(&document.sha256).await?;
    let bytes = bytes.ok_or_else(|| AppError::Internal(format!("the object {} is gone", document.sha256)))?;
    let name = format!("{name}-{}.{}", document.fiscal_year, document.format);
    Ok(Opened { document, name, bytes })
}

/// All kept documents of a year in one format, as the bytes of a ZIP archive that is made while it is read.
///
/// # Errors
/// When nothing is published or kept; when the actor may not; when the database fails.
pub async fn zip(
    app: &App,
    objects: &Arc<Objects>,
    actor: &Actor,
    year: FiscalYear,
    format: Format,
) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>> {
    let mut conn = app.read(actor, Action::ResultRead, &Entity::System).await?;
    let holding = publication::holding(&mut conn, year).await?;
    let set = PublicationSet::new(holding.iter().map(|published| published.row.id));
    if store::document::list_kept(&mut conn, year, &set, format.ending(), &Page::first(1)).await?.is_empty() {
        return Err(not_found("document", year));
    }
    drop(conn);
    let (sender, receiver) = mpsc::channel(CHUNKS);
    let packing = Packing { app: app.clone(), objects: Arc::clone(objects), year, set, format };
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let pipe = Pipe { sender: sender.clone(), waiting: Vec::with_capacity(CHUNK) };
        if let Err(error) = packing.pack(&runtime, pipe) {
            // Whoever reads sees that the archive broke off; a reader who left is no failure.
            if sender.blocking_send(Err(std::io::Error::other("the archive broke off"))).is_ok() {
                tracing::error!(cause = ?error, "an archive broke off");
            }
        }
    });
    Ok(futures_util::stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver))))
}

struct Packing {
    app: App,
    objects: Arc<Objects>,
    year: FiscalYear,
    set: PublicationSet,
    format: Format,
}

impl Packing {
    fn pack(&self, runtime: &tokio::runtime::Handle, pipe: Pipe) -> Result<()> {
        let broken = |error: zip::result::ZipError| AppError::Internal(error.to_string());
        let written = |error: std::io::Error| AppError::Internal(error.to_string());
        // PDF, Word and Excel files are packed already: more effort would make nothing smaller.
        let options = SimpleFileOptions::default().compression_level(Some(1));
        let mut archive = ZipWriter::new_stream(pipe);
        let mut page = Page::first(PAGE);
        loop {
            let (documents, names) = runtime.block_on(self.documents(&page))?;
            let Some(last) = documents.last() else { break };
            page = Page::after((last.office_id, last.kind.clone()), PAGE);
            for (document, name) in documents.iter().zip(names) {
                archive.start_file(name, options).map_err(broken)?;
                let bytes = runtime.block_on(self.objects.get(&document.sha256))?;
                let bytes = bytes.ok_or_else(|| AppError::Internal(format!("{} is gone", document.sha256)))?;
                let mut bytes = std::pin::pin!(bytes);
                while let Some(chunk) = runtime.block_on(bytes.next()) {
                    archive.write_all(&chunk?).map_err(written)?;
                }
            }
        }
        archive.finish().map_err(broken)?.into_inner().flush().map_err(written)
    }

    /// A page of documents with the names of their files.
    async fn documents(&self, page: &Page<(OfficeId, String)>) -> Result<(Vec<Document>, Vec<String>)> {
        let mut conn = self.app.db().read().await?;
        let ending = self.format.ending();
        let documents = store::document::list_kept(&mut conn, self.year, &self.set, ending, page).await?;
        drop(conn);
        let offices = crate::office::by_ids(&self.app, documents.iter().map(|each| each.office_id), self.year).await?;
        let name = |document: &Document| {
            let office = offices.get(&document.office_id).map(|office| office.code.as_str());
            format!("{}-{}.{ending}", office.unwrap_or(&document.kind), self.year)
        };
        let names = documents.iter().map(name).collect();
        Ok((documents, names))
    }
}

/// Hands bytes over from a thread that writes to a task that reads, waiting while the reader is slow.
struct Pipe {
    sender: mpsc::Sender<std::io::Result<Bytes>>,
    waiting: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK));
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.sender.blocking_send(Ok(bytes.into())).map_err(gone)
    }
}
