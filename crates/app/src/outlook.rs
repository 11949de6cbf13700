//! An office's own view of its published results: over the years, beside offices of its kind that are not named, and what would raise its
//! level.

use std::collections::BTreeMap;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::NodeId;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::national::{Break, Tally};
use domain::number::Decimal;
use domain::office::{NodeCode, Office, OfficeCode};
use domain::outlook::{Outlook, outlook};
use domain::policy::Actor;
use domain::scoring::{Outcome, Score, Scorer};
use store::Conn;
use store::publication::PublicationRow;
use store::score::{Among, ScoreKey};

use crate::door::{App, not_found};
use crate::error::Result;
use crate::national::trend::breaks;
use crate::result::{self, Part};

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
    /// That of the other offices of its kind; none where they are too few.
    pub peers: Option<Decimal>,
}

/// The office's view of one instrument.
pub struct View {
    /// The instrument, as it was published last.
    pub instrument: Instrument,
    /// The results, the oldest year first.
    pub points: Vec<YearPoint>,
    /// Overall levels of the other offices of its kind; none where they are too few.
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
    let mut views = Vec::new();
    for part in newest.parts {
        let code = &part.publication.instrument.code;
        let mut history: Vec<(FiscalYear, &Part)> = vec![(year, &part)];
        history.extend(earlier.iter().filter_map(|(year, parts)| {
            Some((*year, parts.iter().find(|each| each.publication.instrument.code == *code)?))
        }));
        history.reverse();
        views.push(view(&mut conn, &history).await?);
    }
    if views.is_empty() { Err(not_found("publication", year)) } else { Ok(OfficeView { office: newest.office, views }) }
}

async fn view(conn: &mut Conn, history: &[(FiscalYear, &Part)]) -> Result<View> {
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
    let (peers, beside) = peers(conn, part).await?;
    Ok(View {
        points: points.collect(),
        peers,
        beside,
        outlook: outlook(&scorer, part.inputs.office.kind, &marks, &national),
        recommendations: history.iter().rev().flat_map(of_year).collect(),
        instrument: instrument.clone(),
    })
}

/// The other offices of the same kind, as far as there are enough of them that none can be told from the others.
async fn peers(conn: &mut Conn, part: &Part) -> Result<(Option<Tally>, Vec<Beside>)> {
    let PublicationRow { publication, .. } = &part.publication.row;
    let instrument = &part.publication.instrument;
    let key = ScoreKey {
        fiscal_year: publication.fiscal_year,
        instrument_id: publication.instrument_id,
        through: publication.through,
    };
    let kind = part.inputs.office.kind;
    let among = Among { region: None, kind: Some(kind) };
    let mut peers = Tally::default();
    for count in store::score_count::list_by_node(conn, key, &among, NodeId::OVERALL).await? {
        if let Some(level) = count.level {
            peers.add(level, count.sum.offices, &count.sum.total());
        }
    }
    // What the counters hold of the office itself, which a decided objection may have changed since the publication.
    let mut own: BTreeMap<NodeId, Score> = BTreeMap::new();
    let (year, instrument_id, through) = (key.fiscal_year, key.instrument_id, key.through);
    if let Some(row) = store::office::find_by_code(conn, &part.inputs.office.code, year.last_day()).await? {
        for score in store::score::list_by_office(conn, year, instrument_id, through, row.id).await? {
            if let Outcome::Scored(of) = score.outcome {
                own.insert(score.node_id, of);
            }
        }
    }
    let peers = match own.get(&NodeId::OVERALL) {
        Some(score) => peers.without(score.level, &score.mean),
        None => peers,
    };
    let peers = Some(peers).filter(Tally::is_anonymous);

    let ids = store::instrument::list_nodes(conn, publication.instrument_id).await?;
    let places = crate::national::indicators(instrument);
    let nodes: BTreeMap<NodeId, usize> =
        places.iter().filter_map(|at| Some((*ids.get(&instrument.nodes()[*at].code)?, *at))).collect();
    let asked: Vec<NodeId> = nodes.keys().copied().collect();
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (node, _, sum) in store::score_count::list_by_region(conn, key, &among, &asked).await? {
        if let Some(at) = nodes.get(&node) {
            // Only their mean is asked for, which does not ask for their levels.
            tallies.entry(*at).or_default().add(Level(0), sum.offices, &sum.total());
        }
    }
    let digits = instrument.scoring.decimals;
    let mut beside = Vec::new();
    for at in places {
        let id = ids.get(&instrument.nodes()[at].code);
        let all = tallies.remove(&at).unwrap_or_default();
        let others = match id.and_then(|id| own.get(id)) {
            Some(score) => all.without(Level(0), &score.mean),
            None => all,
        };
        let peers = Some(others).filter(Tally::is_anonymous).and_then(|others| others.mean());
        let own = part.sheet.nodes[at].score().map(|score| score.shown);
        beside.push(Beside { node: at, own, peers: peers.map(|mean| mean.round_half_up(digits)) });
    }
    Ok((peers, beside))
}
