//! Issuing documents: render what is published, put every document on record under its code, then lay the files down.

use std::collections::{HashSet, VecDeque};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use bytes::Bytes;
use domain::document::DocumentSettings;
pub use domain::document::Format;
use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::{Office, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::publication::{FrozenInputs, verification_code};
use domain::scoring::{ScoreSheet, Scorer};
use report::Engine;
use report::letter::LetterView;
use report::national::NationalView;
use report::result::ResultView;
use store::Conn;
use store::document::{Document, PublicationSet};
use store::page::Page;
use store::publication::PublicationOffice;

use super::letter::letter_view;
use super::national::{NationalTally, national_view};
use super::result::{PublishedPart, result_view};
use super::{Provenance, imprint, verification};
use crate::Objects;
use crate::clock::bangkok_day;
use crate::door::App;
use crate::error::{AppError, Result};
use crate::publication::{self, OpenedPublication, thaw};
use crate::score::region_names;

/// Offices rendered, put on record and laid down at a time.
const PAGE: u32 = 64;

/// Where the files go.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// Into a folder, under names that people read. One document that cannot be made ends it.
    Folder(&'a Path),
    /// Into the object store, for the pages. What lies there already is left alone, so that an attempt that broke off is gone on with,
    /// and one document that cannot be made does not keep the others back.
    Objects(&'a Objects),
}

/// Whose documents are issued.
#[derive(Clone, Debug)]
pub enum Whose {
    /// The result file of one office.
    Office(OfficeCode),
    /// The letter and the national summary.
    Common,
    /// Those, and the result files of all offices.
    All,
}

/// What to issue.
pub struct Request<'a> {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Whose.
    pub whose: Whose,
    /// Kind of file.
    pub format: Format,
    /// Where the files go.
    pub to: Target<'a>,
    /// Documents rendered at the same time.
    pub workers: NonZeroUsize,
}

/// What was issued.
#[derive(Debug, Default)]
pub struct Issued {
    /// Documents made.
    pub made: usize,
    /// Their files, where they were laid down in a folder.
    pub files: Vec<PathBuf>,
    /// Documents whose files were kept already.
    pub kept: usize,
    /// Documents that could not be made: file and why.
    pub failed: Vec<(String, AppError)>,
    /// Offices that have nothing published.
    pub without: Vec<OfficeCode>,
    /// Whether it was stopped before the end. What was laid down until then is whole and on record.
    pub stopped: bool,
}

/// A document before it is rendered.
enum View {
    Letter(Box<LetterView>),
    Result(Box<ResultView>),
    National(Box<NationalView>),
}

struct Job {
    view: View,
    code: String,
    office: OfficeId,
    file: String,
}

impl View {
    fn kind(&self) -> &'static str {
        match self {
            View::Letter(_) => "letter",
            View::Result(_) => "result",
            View::National(_) => "national",
        }
    }

    fn render(&self, engine: &Engine, format: Format) -> Result<Vec<u8>, report::Error> {
        Ok(match (self, format) {
            (View::Letter(view), Format::Pdf) => report::letter::pdf(engine, view)?,
            (View::Letter(view), Format::Docx) => match engine.mark_svg() {
                Some(mark) => report::docx::letter_with_mark(view, mark)?,
                None => report::docx::letter(view)?,
            },
            (View::Letter(_), Format::Xlsx) => {
                return Err(report::RenderError::Data("a letter is no workbook".to_owned()).into());
            }
            (View::Result(view), Format::Pdf) => report::result::pdf(engine, view)?,
            (View::Result(view), Format::Docx) => report::docx::result(view)?,
            (View::Result(view), Format::Xlsx) => report::xlsx::result(view)?,
            (View::National(view), Format::Pdf) => report::national::pdf(engine, view)?,
            (View::National(view), Format::Docx) => report::docx::national(view)?,
            (View::National(view), Format::Xlsx) => report::xlsx::national(view)?,
        })
    }
}

/// Renders documents of what is published, a page of offices at a time: each page is put on record in one transaction before its files
/// appear under their names, so that a file that is there can always be verified.
///
/// `progress` is told how many documents are done of how many.
///
/// # Errors
/// When nothing is published, a template or the folder does not work, the actor may not, or the database fails.
pub async fn issue(
    app: &App,
    actor: &Actor,
    engine: &Engine,
    request: &Request<'_>,
    stop: &AtomicBool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Issued> {
    if let Target::Folder(out) = request.to {
        prepare_folder(out)?;
    }
    let mut conn = app.read(actor, Action::DocumentIssue, &Entity::System).await?;
    let publications = publication::holding(&mut conn, request.year).await?;
    let edition = Edition::new(request, publications);
    let kept = match request.to {
        Target::Folder(_) => HashSet::new(),
        Target::Objects(_) => edition.kept(&mut conn).await?,
    };
    let mut issued = Issued::default();
    let mut waiting = match request.whose {
        Whose::Office(_) => Vec::new(),
        Whose::Common | Whose::All => edition.common(&mut conn).await?,
    };
    let total = match request.whose {
        Whose::Office(_) => 1,
        Whose::Common => waiting.len(),
        Whose::All => edition.count_offices(&mut conn).await? + waiting.len(),
    };
    let mut pages = Pages::new(&edition, &request.whose);
    loop {
        let offices = pages.next(&mut conn).await?;
        let mut jobs = std::mem::take(&mut waiting);
        for office in &offices {
            match edition.result(office)? {
                Some(job) => jobs.push(job),
                None => issued.without.push(office.code.clone()),
            }
        }
        if offices.is_empty() && jobs.is_empty() {
            break;
        }
        let all = jobs.len();
        jobs.retain(|job| !kept.contains(&job.code));
        issued.kept += all - jobs.len();
        let done = issued.kept + issued.made + issued.failed.len();
        progress(done, total);
        let each = |n: usize| progress(done + n, total);
        let rendered = tokio::task::block_in_place(|| render(engine, request, jobs, stop, &each))?;
        put(request, &rendered.files).await?;
        if let Err(error) = record(app, actor, &edition, request, &rendered.files).await {
            discard(&rendered.files, request.to);
            return Err(error);
        }
        issued.made += rendered.files.len();
        issued.failed.extend(rendered.failed);
        if let Target::Folder(out) = request.to {
            for file in &rendered.files {
                let path = out.join(&file.job.file);
                std::fs::rename(temporary(out, &file.job.file), &path).map_err(|e| unwritable(&path, &e))?;
                issued.files.push(path);
            }
        }
        if rendered.stopped {
            issued.stopped = true;
            break;
        }
    }
    match &request.whose {
        Whose::Office(code) if issued.made + issued.kept + issued.failed.len() == 0 && !issued.stopped => {
            Err(Fault::new("office-unpublished").with("office", code).with("year", request.year).into())
        }
        _ => Ok(issued),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> AppError {
    Fault::new("file-write").with("file", path.display()).with("error", error).into()
}

/// Makes the folder and sees that files can be written there, before any work is done.
fn prepare_folder(out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).map_err(|e| unwritable(out, &e))?;
    let probe = out.join(".emes-writable");
    std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).map_err(|e| unwritable(out, &e))
}

/// A rendered document: under a temporary name in its folder, or in memory on its way into the object store.
struct Rendered {
    job: Job,
    sha256: String,
    size: usize,
    bytes: Bytes,
}

fn temporary(out: &Path, file: &str) -> PathBuf {
    out.join(format!(".{file}.part"))
}

/// Removes what was rendered and is of no use without its record. Objects without one are swept away in time.
fn discard(files: &[Rendered], to: Target<'_>) {
    if let Target::Folder(out) = to {
        for file in files {
            let _ = std::fs::remove_file(temporary(out, &file.job.file));
        }
    }
}

/// Puts documents into the object store, before the rows that point there.
async fn put(request: &Request<'_>, files: &[Rendered]) -> Result<()> {
    if let Target::Objects(objects) = request.to {
        for file in files {
            objects.put_bytes(file.bytes.clone()).await?;
        }
    }
    Ok(())
}

struct Batch {
    files: Vec<Rendered>,
    failed: Vec<(String, AppError)>,
    stopped: bool,
}

fn render(
    engine: &Engine,
    request: &Request<'_>,
    jobs: Vec<Job>,
    stop: &AtomicBool,
    progress: &dyn Fn(usize),
) -> Result<Batch> {
    let mut batch = Batch { files: Vec::with_capacity(jobs.len()), failed: Vec::new(), stopped: false };
    let mut failure = None;
    let make = |job: &Job| job.view.render(engine, request.format);
    let outcome = report::batch::run(request.workers, jobs, stop, make, |job, bytes| {
        let file = job.file.clone();
        match bytes.map_err(AppError::from).and_then(|bytes| hold(request.to, job, bytes)) {
            Ok(file) => batch.files.push(file),
            Err(error) => match request.to {
                Target::Folder(_) => failure = failure.take().or(Some(error)),
                Target::Objects(_) => {
                    tracing::error!(cause = ?error, file, "a document cannot be made");
                    batch.failed.push((file, error));
                }
            },
        }
        progress(batch.files.len() + batch.failed.len());
    })
    .map_err(|e| AppError::Internal(format!("starting a worker: {e}")))?;
    if let Some(error) = failure {
        discard(&batch.files, request.to);
        return Err(error);
    }
    batch.files.sort_by(|a, b| a.job.file.cmp(&b.job.file));
    batch.stopped = outcome.cancelled;
    Ok(batch)
}

fn hold(to: Target<'_>, job: Job, bytes: Vec<u8>) -> Result<Rendered> {
    let (sha256, size) = (domain::sha256_hex(&bytes), bytes.len());
    let bytes = match to {
        Target::Objects(_) => bytes.into(),
        Target::Folder(out) => {
            let path = temporary(out, &job.file);
            if let Err(error) = std::fs::write(&path, &bytes) {
                // A full disk leaves the beginning of the file; that it cannot be removed either adds nothing.
                let _ = std::fs::remove_file(&path);
                return Err(unwritable(&out.join(&job.file), &error));
            }
            Bytes::new()
        }
    };
    Ok(Rendered { job, sha256, size, bytes })
}

async fn record(app: &App, actor: &Actor, edition: &Edition, request: &Request<'_>, files: &[Rendered]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let on = format!("documents:{}", request.year);
    app.run(actor, Action::DocumentIssue, &Entity::System, &on, async |ctx| {
        for file in files {
            let document = Document {
                code: file.job.code.clone(),
                fiscal_year: request.year,
                publications: edition.set(),
                office_id: file.job.office,
                kind: file.job.view.kind().to_owned(),
                format: request.format.ending().to_owned(),
                sha256: file.sha256.clone(),
                size: i64::try_from(file.size).unwrap_or(i64::MAX),
                rendered_at: ctx.now,
                kept: matches!(request.to, Target::Objects(_)),
            };
            store::document::save(&mut ctx.tx, &document).await?;
        }
        ctx.detail("format", request.format.ending());
        ctx.detail("documents", files.len());
        ctx.detail("first", files[0].job.code.clone());
        ctx.detail("last", files[files.len() - 1].job.code.clone());
        Ok(())
    })
    .await
}

/// What is printed: the publications of a year that hold, with the settings of the newest.
struct Edition {
    year: FiscalYear,
    format: Format,
    publications: Vec<OpenedPublication>,
    settings: DocumentSettings,
}

/// Where the parts about an office come from: a part with a source note is real, whatever the rest of its publication is.
fn provenance<'a>(parts: impl Iterator<Item = &'a OpenedPublication>, office: &OfficeCode) -> Provenance {
    let mut simulated = false;
    let mut sources = Vec::new();
    for published in parts {
        match published.settings.source_of(office) {
            Some(source) => sources.push(format!("{} {source}", published.instrument.code)),
            None => simulated |= published.settings.simulated,
        }
    }
    Provenance { simulated, source_th: (!sources.is_empty()).then(|| sources.join(" ")) }
}

/// What is published of one office, in the order of the edition's publications.
struct PublishedOffice {
    code: OfficeCode,
    id: OfficeId,
    parts: Vec<Option<PublicationOffice>>,
}

impl Edition {
    fn new(request: &Request<'_>, mut publications: Vec<OpenedPublication>) -> Edition {
        let newest = publications.iter().max_by_key(|p| (p.row.publication.published_at, p.row.id));
        let settings = newest.expect("a year without publications is refused before").settings.clone();
        let place = |p: &OpenedPublication| {
            settings.result.part.iter().position(|part| part.instrument == p.instrument.code).unwrap_or(usize::MAX)
        };
        publications.sort_by_key(place);
        Edition { year: request.year, format: request.format, publications, settings }
    }

    /// The publications it shows.
    fn set(&self) -> PublicationSet {
        PublicationSet::new(self.publications.iter().map(|p| p.row.id))
    }

    /// Codes of its documents whose files are kept.
    async fn kept(&self, conn: &mut Conn) -> Result<HashSet<String>> {
        let (set, ending) = (self.set(), self.format.ending());
        let mut codes = HashSet::new();
        let mut page = Page::first(1000);
        loop {
            let documents = store::document::list_kept(conn, self.year, &set, ending, &page).await?;
            let Some(last) = documents.last() else { return Ok(codes) };
            page = Page::after((last.office_id, last.kind.clone()), 1000);
            codes.extend(documents.into_iter().map(|document| document.code));
        }
    }

    fn code(&self, kind: &str, office: &str) -> String {
        let mut parts = vec![kind, self.format.ending(), office];
        parts.extend(self.publications.iter().map(|p| p.row.publication.results_hash.as_str()));
        verification_code(&parts)
    }

    fn imprint(&self, provenance: Provenance) -> report::view::Imprint {
        let numbers: Vec<&str> = self.publications.iter().map(|p| p.number.as_str()).collect();
        let corrected: Vec<&str> = self.publications.iter().filter_map(|p| p.corrects.as_deref()).collect();
        let issued = self.publications.iter().map(|p| p.row.publication.published_at).max().unwrap_or_default();
        let corrects = (!corrected.is_empty()).then(|| corrected.join(", "));
        imprint(self.year, &numbers.join(", "), bangkok_day(issued), corrects.as_deref(), provenance)
    }

    /// A document about all offices is invented as soon as one publication is.
    fn common_provenance(&self) -> Provenance {
        Provenance { simulated: self.publications.iter().any(|p| p.settings.simulated), source_th: None }
    }

    /// Letter and national summary.
    async fn common(&self, conn: &mut Conn) -> Result<Vec<Job>> {
        let mut jobs = Vec::new();
        let job = |view: View, code: String| {
            let file = format!("{}-{}.{}", view.kind(), self.year, self.format.ending());
            Job { view, code, office: OfficeId::NATIONAL, file }
        };
        if self.format != Format::Xlsx {
            let code = self.code("letter", "");
            let check = verification(&self.settings.verification, &code);
            let view = letter_view(&self.settings, self.year, self.imprint(self.common_provenance()), check);
            jobs.extend(view.map(|view| job(View::Letter(Box::new(view)), code)));
        }
        let code = self.code("national", "");
        let check = verification(&self.settings.verification, &code);
        let view = self.national(conn, check).await?;
        jobs.push(job(View::National(Box::new(view)), code));
        Ok(jobs)
    }

    async fn national(&self, conn: &mut Conn, check: report::view::Verification) -> Result<NationalView> {
        let regions = region_names(conn, self.year).await?;
        let region_th =
            |number: u16| regions.get(&number).cloned().unwrap_or_else(|| format!("เขตตรวจราชการที่ {number}"));
        let mut sections = Vec::with_capacity(self.publications.len());
        for published in &self.publications {
            let scorer = Scorer::new(&published.instrument, published.row.publication.through);
            let mut tally = NationalTally::new(&published.instrument);
            let mut page = Page::first(1000);
            loop {
                let offices = store::publication::list_offices(conn, &published.row, &page).await?;
                let Some(last) = offices.last() else { break };
                page = Page::after(last.office_code.clone(), 1000);
                for office in &offices {
                    if office.withheld.is_some() {
                        tally.add_withheld();
                        continue;
                    }
                    let inputs = thaw(office)?;
                    tally.add(&inputs.office, &inputs.score(&scorer));
                }
            }
            sections.push(tally.section(region_th));
        }
        Ok(national_view(&self.settings.national, self.year, self.imprint(self.common_provenance()), check, sections))
    }

    /// The result file of an office; `None` where nothing of it is published.
    fn result(&self, office: &PublishedOffice) -> Result<Option<Job>> {
        let mut thawed: Vec<(&OpenedPublication, FrozenInputs, ScoreSheet)> = Vec::new();
        for (published, part) in self.publications.iter().zip(&office.parts) {
            let Some(part) = part.as_ref().filter(|p| p.withheld.is_none()) else { continue };
            let inputs = thaw(part)?;
            let scorer = Scorer::new(&published.instrument, published.row.publication.through);
            let sheet = inputs.score(&scorer);
            thawed.push((published, inputs, sheet));
        }
        let Some((_, newest, _)) = thawed.last() else { return Ok(None) };
        let about: &Office = &newest.office;
        let parts: Vec<PublishedPart<'_>> = thawed
            .iter()
            .map(|(published, inputs, sheet)| PublishedPart {
                instrument: &published.instrument,
                through: published.row.publication.through,
                inputs,
                sheet,
            })
            .collect();
        let code = self.code("result", office.code.as_str());
        let check = verification(&self.settings.verification, &code);
        let imprint = self.imprint(provenance(thawed.iter().map(|(published, ..)| *published), &office.code));
        let view = result_view(&self.settings, self.year, imprint, check, about, &parts);
        let file = format!("{}-{}.{}", office.code, self.year, self.format.ending());
        Ok(Some(Job { view: View::Result(Box::new(view)), code, office: office.id, file }))
    }

    async fn count_offices(&self, conn: &mut Conn) -> Result<usize> {
        let mut most = 0;
        for published in &self.publications {
            let (offices, withheld) = store::publication::count_offices(conn, &published.row).await?;
            most = most.max(usize::try_from(offices - withheld).unwrap_or(0));
        }
        Ok(most)
    }
}

/// Walks the offices of all publications side by side, in the order of their codes.
struct Pages<'e> {
    edition: &'e Edition,
    ahead: Vec<VecDeque<PublicationOffice>>,
    after: Vec<Option<OfficeCode>>,
    ended: Vec<bool>,
    only: Option<OfficeCode>,
}

impl<'e> Pages<'e> {
    fn new(edition: &'e Edition, whose: &Whose) -> Pages<'e> {
        let n = edition.publications.len();
        let (only, ended) = match whose {
            Whose::Office(code) => (Some(code.clone()), true),
            Whose::Common => (None, true),
            Whose::All => (None, false),
        };
        Pages { edition, ahead: vec![VecDeque::new(); n], after: vec![None; n], ended: vec![ended; n], only }
    }

    /// The next offices; none at the end.
    async fn next(&mut self, conn: &mut Conn) -> Result<Vec<PublishedOffice>> {
        if let Some(code) = self.only.take() {
            return self.one(conn, &code).await;
        }
        let mut offices = Vec::new();
        while offices.len() < PAGE as usize {
            for (i, published) in self.edition.publications.iter().enumerate() {
                if self.ahead[i].is_empty() && !self.ended[i] {
                    let page = match self.after[i].take() {
                        Some(code) => Page::after(code, PAGE),
                        None => Page::first(PAGE),
                    };
                    let rows = store::publication::list_offices(conn, &published.row, &page).await?;
                    self.ended[i] = rows.is_empty();
                    self.after[i] = rows.last().map(|row| row.office_code.clone());
                    self.ahead[i] = rows.into();
                }
            }
            let Some(code) = self.ahead.iter().filter_map(|rows| Some(&rows.front()?.office_code)).min().cloned()
            else {
                break;
            };
            let take = |rows: &mut VecDeque<PublicationOffice>| {
                if rows.front().is_some_and(|row| row.office_code == code) { rows.pop_front() } else { None }
            };
            let parts: Vec<Option<PublicationOffice>> = self.ahead.iter_mut().map(take).collect();
            let id = parts.iter().flatten().map(|part| part.office_id).next().unwrap_or(OfficeId::NATIONAL);
            offices.push(PublishedOffice { code, id, parts });
        }
        Ok(offices)
    }

    async fn one(&self, conn: &mut Conn, code: &OfficeCode) -> Result<Vec<PublishedOffice>> {
        let ids = store::office::list_ids(conn).await?;
        let Some(id) = ids.get(code).copied() else {
            let near = domain::nearest::nearest(code.as_str(), ids.keys().map(OfficeCode::as_str));
            return Err(Fault::new("mark-office-unknown").with("office", code).with_nearest(near).into());
        };
        let mut parts = Vec::new();
        for published in &self.edition.publications {
            parts.push(store::publication::find_office(conn, &published.row, id).await?);
        }
        Ok(vec![PublishedOffice { code: code.clone(), id, parts }])
    }
}
