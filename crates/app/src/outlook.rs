//! An office's own view of its published results: over the years, beside offices of its kind and size that are not named, and what would
//! raise its level.

mod peers;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::OfficeId;
use domain::instrument::Instrument;
use domain::national::{Break, Tally};
use domain::number::Decimal;
use domain::office::{NodeCode, Office, OfficeCode};
use domain::outlook::{Outlook, outlook};
use domain::policy::Actor;
use domain::scoring::{Score, Scorer};
use store::Conn;

use crate::door::{App, not_found};
use crate::error::Result;
use crate::national::trend::breaks;
use crate::result::{self, Part};

use peers::Near;
pub use peers::{PeerGroup, PeerSizes};

/// Published years that are looked at.
const YEARS: usize = 5;

/// The result of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPoint {
    /// Fiscal year.
    pub year: FiscalYear,
    /// The last round considered.
    pub through: RoundCode,
    /// The overall.
    pub overall: Option<Score>,
    /// Why it is not to be compared with the year before.
    pub broken: Option<Break>,
}

/// What was recommended to the office in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Item.
    pub node: NodeCode,
    /// The item in words.
    pub title_th: String,
    /// The recommendation.
    pub text_th: String,
}

/// An indicator of the office beside its peers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Place in the instrument.
    pub node: usize,
    /// The office's mean.
    pub own: Option<Decimal>,
    /// That of its peers; none where they are too few.
    pub peers: Option<Decimal>,
}

/// The office's view of one instrument.
pub struct View {
    /// The instrument, as it was published last.
    pub instrument: Instrument,
    /// The results, the oldest year first.
    pub points: Vec<YearPoint>,
    /// Who its peers are.
    pub group: PeerGroup,
    /// Overall levels of its peers; none where they are too few.
    pub peers: Option<Tally>,
    /// Its indicators beside theirs.
    pub beside: Vec<Beside>,
    /// What would raise the level.
    pub outlook: Option<Outlook>,
    /// What was recommended, the newest year first.
    pub recommendations: Vec<Recommendation>,
}

/// What an office sees of itself.
pub struct OfficeView {
    /// The office.
    pub office: Office,
    /// By instrument, in the order of its result.
    pub views: Vec<View>,
}

/// The results of an office up to a year.
///
/// # Errors
/// When nothing is published; when the actor may not; when the database fails.
pub async fn of_office(app: &App, actor: &Actor, code: &OfficeCode, year: FiscalYear) -> Result<OfficeView> {
    let newest = result::of_office(app, actor, code, year).await?;
    let mut earlier: Vec<(FiscalYear, Vec<Part>)> = Vec::new();
    let years = result::years(app).await?;
    for before in years.into_iter().filter(|each| *each < year).take(YEARS - 1) {
        match result::of_office(app, actor, code, before).await {
            Ok(found) => earlier.push((before, found.parts)),
            // A year in which the office has nothing is no year of its line.
            Err(crate::AppError::Refused(fault)) if fault.key == "not-found" => {}
            Err(error) => return Err(error),
        }
    }
    let mut conn = app.db().read().await?;
    let row = store::office::find_by_code(&mut conn, code, year.last_day()).await?;
    let id = row.ok_or_else(|| not_found("office", code))?.id;
    let near = peers::near(&mut conn, id, year).await?;
    let mut views = Vec::new();
    for part in newest.parts {
        let code = &part.publication.instrument.code;
        let mut history: Vec<(FiscalYear, &Part)> = vec![(year, &part)];
        history.extend(earlier.iter().filter_map(|(year, parts)| {
            Some((*year, parts.iter().find(|each| each.publication.instrument.code == *code)?))
        }));
        history.reverse();
        views.push(view(&mut conn, (id, near.as_ref()), &history).await?);
    }
    if views.is_empty() { Err(not_found("publication", year)) } else { Ok(OfficeView { office: newest.office, views }) }
}

async fn view(
    conn: &mut Conn,
    (office, near): (OfficeId, Option<&Near>),
    history: &[(FiscalYear, &Part)],
) -> Result<View> {
    let (_, part) = history.last().ok_or_else(|| not_found("publication", ""))?;
    let instrument = &part.publication.instrument;
    let instruments: Vec<&Instrument> = history.iter().map(|(_, part)| &part.publication.instrument).collect();
    let points = history.iter().zip(breaks(&instruments, None)).map(|((year, part), broken)| YearPoint {
        year: *year,
        through: part.publication.row.publication.through,
        overall: part.sheet.overall.as_ref().and_then(|overall| overall.score()).cloned(),
        broken,
    });
    let of_year = |(year, part): &(FiscalYear, &Part)| {
        let suggestion = |each: &domain::publication::Suggestion| {
            let node = part.publication.instrument.node(each.node.as_str())?;
            let title_th = format!("{} {}", node.label_th, node.title_th);
            let text_th = each.paragraph_th();
            Some(Recommendation { year: *year, node: each.node.clone(), title_th, text_th })
        };
        part.inputs.suggestions.iter().filter_map(suggestion).collect::<Vec<_>>()
    };
    let scorer = Scorer::new(instrument, part.publication.row.publication.through);
    let (marks, national) = part.inputs.marks(instrument);
    let (group, peers, beside) = peers::of(conn, part, office, near).await?;
    Ok(View {
        points: points.collect(),
        group,
        peers,
        beside,
        outlook: outlook(&scorer, part.inputs.office.kind, &marks, &national),
        recommendations: history.iter().rev().flat_map(of_year).collect(),
        instrument: instrument.clone(),
    })
}
