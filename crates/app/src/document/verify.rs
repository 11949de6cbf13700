//! Is this document what was published?

use domain::id::OfficeId;
use domain::policy::{Action, Actor, Entity};
use domain::publication::parse_verification_code;
use store::Conn;
use store::document::Document;

use crate::door::App;
use crate::error::Result;
use crate::publication::{self, thaw};

/// What is known of a document.
#[derive(Debug)]
pub enum Answer {
    /// A document with this code was issued.
    Issued(IssuedDocument),
    /// The file carries a known code, but it is not the file that was issued under it.
    Altered(IssuedDocument),
    /// No document with this code, or no such file, was issued here.
    Unknown,
}

/// A document that was issued.
#[derive(Debug)]
pub struct IssuedDocument {
    /// As put on record.
    pub document: Document,
    /// Name of the office; `None` for a document about all.
    pub office_th: Option<String>,
    /// What the publications say, one line each.
    pub results: Vec<PublishedResult>,
}

/// What one publication says about the office of a document.
#[derive(Debug)]
pub struct PublishedResult {
    /// Number of the publication.
    pub publication: String,
    /// Title of the instrument.
    pub title_th: String,
    /// Overall mean as printed and level in words; `None` where there is none.
    pub overall: Option<(String, String)>,
    /// Number of the publication that corrected it since.
    pub corrected_by: Option<String>,
}

/// What is known of a code, as people type it.
///
/// # Errors
/// When the database fails.
pub async fn verify_code(app: &App, actor: &Actor, code: &str) -> Result<Answer> {
    let mut conn = app.read(actor, Action::PublicationRead, &Entity::System).await?;
    let Some(code) = parse_verification_code(code) else { return Ok(Answer::Unknown) };
    match store::document::find(&mut conn, &code).await? {
        Some(document) => Ok(Answer::Issued(describe(&mut conn, document).await?)),
        None => Ok(Answer::Unknown),
    }
}

/// What is known of a file: whether it is byte for byte one that was issued.
///
/// # Errors
/// When the database fails.
pub async fn verify_file(app: &App, actor: &Actor, bytes: &[u8]) -> Result<Answer> {
    let mut conn = app.read(actor, Action::PublicationRead, &Entity::System).await?;
    if let Some(document) = store::document::find_by_sha256(&mut conn, &domain::sha256_hex(bytes)).await? {
        return Ok(Answer::Issued(describe(&mut conn, document).await?));
    }
    let code = report::verification::read_code(bytes).or_else(|| report::office::read_code(bytes));
    let Some(code) = code else { return Ok(Answer::Unknown) };
    match store::document::find(&mut conn, &code).await? {
        Some(document) => Ok(Answer::Altered(describe(&mut conn, document).await?)),
        None => Ok(Answer::Unknown),
    }
}

async fn describe(conn: &mut Conn, document: Document) -> Result<IssuedDocument> {
    let mut office_th = None;
    let mut results = Vec::new();
    for id in document.publications.ids() {
        let Some(row) = store::publication::find(conn, *id).await? else { continue };
        let corrected_by = store::publication::find_correction(conn, *id).await?;
        let opened = publication::open(conn, row).await?;
        let code = &opened.instrument.code;
        let mut overall = None;
        if document.office_id != OfficeId::NATIONAL
            && let Some(office) = store::publication::find_office(conn, &opened.row, document.office_id).await?
        {
            let inputs = thaw(&office)?;
            let scorer = domain::scoring::Scorer::new(&opened.instrument, opened.row.publication.through);
            let sheet = inputs.score(&scorer);
            overall =
                sheet.overall.as_ref().and_then(|o| o.score()).filter(|_| office.withheld.is_none()).map(|score| {
                    let band = opened.instrument.bands.of_level(score.level);
                    (score.shown.to_string(), band.map(|b| b.name_th.clone()).unwrap_or_default())
                });
            office_th = Some(inputs.office.name_th);
        }
        results.push(PublishedResult {
            corrected_by: corrected_by.map(|row| publication::number(code, &row)),
            publication: opened.number,
            title_th: opened.instrument.title_th,
            overall,
        });
    }
    Ok(IssuedDocument { document, office_th, results })
}
