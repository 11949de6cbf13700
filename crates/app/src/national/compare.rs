//! An office beside another one, and beside the means of its region and kind.

use std::collections::HashMap;

use domain::id::NodeId;
use domain::level::Level;
use domain::national::Tally;
use domain::number::Decimal;
use domain::office::{Office, OfficeCode, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::scoring::Outcome;
use store::Conn;
use store::score::Among;

use super::{Asked, Subject, subject};
use crate::door::{App, check, not_found};
use crate::error::Result;

/// Offices named where several have the words in their names.
pub const FOUND: u32 = 20;

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// An office.
    Office(Box<Office>),
    /// All offices of a region.
    Region(u16),
    /// All offices of a kind.
    Kind(OfficeKind),
}

/// Means of nodes with their levels, none where there is no score.
pub type Means = Vec<Option<(Decimal, Level)>>;

/// Means beside each other.
pub struct Comparison {
    /// Which round.
    pub subject: Subject,
    /// Places of the nodes in the instrument; none is the overall.
    pub nodes: Vec<Option<usize>>,
    /// The columns, each with the means of the nodes, and the level where it is one office's.
    pub sides: Vec<(Side, Means)>,
}

/// Sets offices beside each other, and the first of them beside its region and kind as far as the reader may see those.
///
/// # Errors
/// When there is no such round or office; when the actor may not; when the database fails.
pub async fn compare(app: &App, actor: &Actor, asked: &Asked, offices: &[OfficeCode]) -> Result<Comparison> {
    let mut conn = app.db().read().await?;
    let subject = subject(app, &mut conn, actor, asked).await?.ok_or_else(|| not_found("round", ""))?;
    let mut found = Vec::new();
    for code in offices {
        let row = store::office::find_by_code(&mut conn, code, subject.year.last_day()).await?;
        let row = row.ok_or_else(|| not_found("office", code))?;
        check(actor, Action::NationalRead, &Entity::Office { code: code.clone(), region: row.office.region })?;
        found.push(row);
    }
    let instrument = subject.instrument();
    let is_scored = |at: &usize| instrument.nodes()[*at].takes_level() || instrument.children(*at).next().is_some();
    let places: Vec<usize> = (0..instrument.nodes().len()).filter(is_scored).collect();
    let overall = instrument.scoring.overall.is_some().then_some(None);
    let nodes: Vec<Option<usize>> = overall.into_iter().chain(places.into_iter().map(Some)).collect();
    let ids: Vec<NodeId> =
        nodes.iter().map(|at| at.map_or(NodeId::OVERALL, |at| subject.stored.node_ids[at])).collect();
    let mut sides = Vec::new();
    for row in &found {
        let of = (subject.year, subject.stored.id, subject.round);
        let scores = store::score::list_by_office(&mut conn, of.0, of.1, of.2, row.id).await?;
        let scores: HashMap<NodeId, (Decimal, Level)> = scores
            .into_iter()
            .filter_map(|score| match score.outcome {
                Outcome::Scored(of) => Some((score.node_id, (of.shown, of.level))),
                Outcome::Incomplete | Outcome::LeftOut(_) => None,
            })
            .collect();
        let means = ids.iter().map(|id| scores.get(id).copied()).collect();
        sides.push((Side::Office(Box::new(row.office.clone())), means));
    }
    if let Some(first) = found.first() {
        let (region, kind) = (first.office.region, first.office.kind);
        let of_region = Among { region: Some(region), kind: None };
        sides.push((Side::Region(region), means(&mut conn, &subject, &of_region, &ids).await?));
        // A chair reads the own region and nothing of others.
        if subject.reads_all {
            let of_kind = Among { region: None, kind: Some(kind) };
            sides.push((Side::Kind(kind), means(&mut conn, &subject, &of_kind, &ids).await?));
        }
    }
    sides.retain(|(_, means)| !means.is_empty());
    Ok(Comparison { nodes, sides, subject })
}

/// Offices that the reader may compare and that have this code or a name with these words, by code; at most [`FOUND`].
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn search(app: &App, actor: &Actor, asked: &Asked, words: &str) -> Result<Vec<Office>> {
    let mut conn = app.db().read().await?;
    let subject = subject(app, &mut conn, actor, asked).await?.ok_or_else(|| not_found("round", ""))?;
    let (day, words) = (subject.year.last_day(), words.trim());
    if let Ok(code) = OfficeCode::new(&words.to_ascii_uppercase())
        && let Some(row) = store::office::find_by_code(&mut conn, &code, day).await?
    {
        return Ok(vec![row.office]);
    }
    let regions = match subject.reads_all {
        true => vec![None],
        false => subject.regions.iter().map(|region| Some(region.number)).collect(),
    };
    let mut found = Vec::new();
    for region in regions {
        found.extend(store::office::search(&mut conn, day, region, words, FOUND).await?);
    }
    // "เขต 1" stands in "เขต 10", too: who writes a name out means that one.
    if let Some(at) =
        found.iter().position(|row| [&row.office.short_name_th, &row.office.name_th].iter().any(|name| *name == words))
    {
        found = vec![found.swap_remove(at)];
    }
    found.truncate(FOUND as usize);
    Ok(found.into_iter().map(|row| row.office).collect())
}

async fn means(conn: &mut Conn, subject: &Subject, among: &Among, nodes: &[NodeId]) -> Result<Means> {
    let mut tallies: HashMap<NodeId, Tally> = HashMap::new();
    for (node, _, sum) in store::score_count::list_by_region(conn, subject.key(), among, nodes).await? {
        tallies.entry(node).or_default().add(Level(0), sum.offices, &sum.total());
    }
    let instrument = subject.instrument();
    let shown = |node: &NodeId| {
        let mean = tallies.get(node)?.mean()?.round_half_up(instrument.scoring.decimals);
        Some((mean, instrument.bands.of_mean(mean).level))
    };
    Ok(nodes.iter().map(shown).collect())
}
