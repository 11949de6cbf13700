//! Beside whom an office is shown: the offices of its kind that are nearest in size, or else all of its kind; never so few that one could
//! be told from the others.

use std::collections::BTreeMap;

use domain::fiscal_year::FiscalYear;
use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::national::Tally;
use domain::office::OfficeKind;
use domain::office_size::{OfficeSize, PEERS, nearest};
use domain::scoring::Outcome;
use store::Conn;
use store::publication::PublicationRow;
use store::score::{Among, ScoreKey};

use super::Beside;
use crate::error::Result;
use crate::result::Part;

/// Who the peers of an office are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeerGroup {
    /// The offices of its kind that are nearest in size, as far as they have a result.
    Nearest(PeerSizes),
    /// All others of its kind: its size is not known.
    SizeUnknown,
    /// All others of its kind: too few near it have a size and a result.
    SizesFew,
}

/// How large peers are, beside the office itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerSizes {
    /// The office itself.
    pub own: OfficeSize,
    /// The smallest of its peers.
    pub fewest: OfficeSize,
    /// The largest of them.
    pub most: OfficeSize,
}

/// The offices of its kind that are nearest in size to an office.
pub(super) struct Near {
    own: OfficeSize,
    sizes: BTreeMap<OfficeId, OfficeSize>,
}

/// The scored offices of a group: in the overall, and in nodes.
#[derive(Default)]
struct Tallies {
    overall: Tally,
    nodes: BTreeMap<NodeId, Tally>,
}

/// The offices nearest in size, by the newest sizes at or before a year; none where that of the office is not known.
pub(super) async fn near(conn: &mut Conn, office: OfficeId, year: FiscalYear) -> Result<Option<Near>> {
    let Some(own) = store::office_size::find(conn, year, office).await? else { return Ok(None) };
    let around = store::office_size::list_around(conn, &own, u32::from(PEERS)).await?;
    Ok(Some(Near { own: own.size, sizes: nearest(own.size, around).into_iter().collect() }))
}

/// The peers of an office in the instrument of a result: who they are, their overall levels, and its indicators beside theirs.
pub(super) async fn of(
    conn: &mut Conn,
    part: &Part,
    office: OfficeId,
    near: Option<&Near>,
) -> Result<(PeerGroup, Option<Tally>, Vec<Beside>)> {
    let PublicationRow { publication, .. } = &part.publication.row;
    let instrument = &part.publication.instrument;
    let key = ScoreKey {
        fiscal_year: publication.fiscal_year,
        instrument_id: publication.instrument_id,
        through: publication.through,
    };
    let ids = store::instrument::list_nodes(conn, publication.instrument_id).await?;
    let places = crate::national::indicators(instrument);
    let nodes: BTreeMap<usize, NodeId> =
        places.iter().filter_map(|at| Some((*at, *ids.get(&instrument.nodes()[*at].code)?))).collect();
    let asked: Vec<NodeId> = nodes.values().copied().collect();

    let found = match near {
        Some(near) => of_nearest(conn, key, near, &asked).await?,
        None => None,
    };
    let (group, mut tallies) = match found {
        Some((sizes, tallies)) => (PeerGroup::Nearest(sizes), tallies),
        None => {
            let group = if near.is_some() { PeerGroup::SizesFew } else { PeerGroup::SizeUnknown };
            (group, of_kind(conn, key, part.inputs.office.kind, office, &asked).await?)
        }
    };

    let digits = instrument.scoring.decimals;
    let mut beside = Vec::new();
    for at in places {
        let others = nodes.get(&at).and_then(|node| tallies.nodes.remove(node)).unwrap_or_default();
        let peers = Some(others).filter(Tally::is_anonymous).and_then(|others| others.mean());
        let own = part.sheet.nodes[at].score().map(|score| score.shown);
        beside.push(Beside { node: at, own, peers: peers.map(|mean| mean.round_half_up(digits)) });
    }
    Ok((group, Some(tallies.overall).filter(Tally::is_anonymous), beside))
}

/// Those nearest in size, where enough of them have a result. Their scores are read themselves: a few hundred rows, however many offices there
/// are.
async fn of_nearest(
    conn: &mut Conn,
    key: ScoreKey,
    near: &Near,
    nodes: &[NodeId],
) -> Result<Option<(PeerSizes, Tallies)>> {
    let offices: Vec<OfficeId> = near.sizes.keys().copied().collect();
    let asked: Vec<NodeId> = std::iter::once(NodeId::OVERALL).chain(nodes.iter().copied()).collect();
    let (mut tallies, mut sizes) = (Tallies::default(), Vec::new());
    for row in store::score::list_by_offices(conn, key, &offices, &asked).await? {
        let Outcome::Scored(score) = row.outcome else { continue };
        if row.node_id == NodeId::OVERALL {
            tallies.overall.add(score.level, 1, &score.mean);
            sizes.extend(near.sizes.get(&row.office_id).copied());
        } else {
            // Only their mean is asked for, which does not ask for their levels.
            tallies.nodes.entry(row.node_id).or_default().add(Level(0), 1, &score.mean);
        }
    }
    if !tallies.overall.is_anonymous() {
        return Ok(None);
    }
    let range = sizes.iter().min().zip(sizes.iter().max());
    Ok(range.map(|(fewest, most)| (PeerSizes { own: near.own, fewest: *fewest, most: *most }, tallies)))
}

/// All others of a kind, from the counters.
async fn of_kind(
    conn: &mut Conn,
    key: ScoreKey,
    kind: OfficeKind,
    office: OfficeId,
    nodes: &[NodeId],
) -> Result<Tallies> {
    let among = Among { region: None, kind: Some(kind) };
    let mut tallies = Tallies::default();
    for count in store::score_count::list_by_node(conn, key, &among, NodeId::OVERALL).await? {
        if let Some(level) = count.level {
            tallies.overall.add(level, count.sum.offices, &count.sum.total());
        }
    }
    for (node, _, sum) in store::score_count::list_by_region(conn, key, &among, nodes).await? {
        // Only their mean is asked for, which does not ask for their levels.
        tallies.nodes.entry(node).or_default().add(Level(0), sum.offices, &sum.total());
    }
    // Without what the counters hold of the office itself, which a decided objection may have changed since the publication.
    for row in store::score::list_by_office(conn, key.fiscal_year, key.instrument_id, key.through, office).await? {
        let Outcome::Scored(own) = row.outcome else { continue };
        if row.node_id == NodeId::OVERALL {
            tallies.overall = tallies.overall.without(own.level, &own.mean);
        } else if let Some(all) = tallies.nodes.remove(&row.node_id) {
            tallies.nodes.insert(row.node_id, all.without(Level(0), &own.mean));
        }
    }
    Ok(tallies)
}
