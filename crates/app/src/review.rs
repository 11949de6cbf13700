//! The look at a round before its marks become final: what is missing, and what stands out.

use std::collections::{BTreeMap, HashMap};

use domain::id::{NodeId, OfficeId};
use domain::office::{Office, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::review::{FAR_LEVELS, FarMean, far_means};
use domain::round::Round;
use domain::self_report::ReportState;
use store::Conn;
use store::mark::FarMark;
use store::page::Page;
use store::round::RoundKey;
use store::score::{Among, Order, RankFilter, ScoreKey};
use store::score_count::Sum;
use store::self_report::Unmarked;

use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::office;
use crate::round::RoundName;

/// Means looked at from each end of a kind, of which those are shown that are far from the others.
const OUTLIERS: u32 = 50;

/// A round as its lead evaluator sees it before confirming.
pub struct Review {
    /// The instrument.
    pub stored: std::sync::Arc<StoredInstrument>,
    /// The round.
    pub round: Round,
    /// How many reports have come how far.
    pub states: Vec<(ReportState, i64)>,
    /// Reports that lack marks, a page of them.
    pub unmarked: Vec<Unmarked>,
    /// Marks far from the office's own level, a page of them.
    pub far_marks: Vec<FarMark>,
    /// Offices whose mean is far from that of their kind, the farthest first; at most 50 above and 50 below of a kind.
    pub far_means: Vec<FarMean<OfficeId>>,
    /// The offices named above.
    pub offices: HashMap<OfficeId, Office>,
}

impl Review {
    /// Reports that lack marks, all of them.
    pub fn unmarked_count(&self) -> i64 {
        let is_open = |state: &ReportState| !matches!(state, ReportState::Marked | ReportState::Published);
        self.states.iter().filter(|(state, _)| is_open(state)).map(|(_, count)| count).sum()
    }
}

/// Looks at a round. Each list is one query.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn review(
    app: &App,
    actor: &Actor,
    name: RoundName<'_>,
    (page, far): (&Page<OfficeId>, &Page<(OfficeId, NodeId)>),
) -> Result<Review> {
    let (year, code, round) = name;
    let mut conn = app.read(actor, Action::ResultExport, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    let row = store::round::find(&mut conn, key).await?.ok_or_else(|| not_found("round", round))?;
    let mut states: Vec<(ReportState, i64)> = Vec::new();
    for (_, state, count) in store::self_report::count_by_state(&mut conn, key).await? {
        match states.iter_mut().find(|(each, _)| *each == state) {
            Some((_, sum)) => *sum += count,
            None => states.push((state, count)),
        }
    }
    states.sort_unstable();
    let unmarked = store::self_report::list_unmarked(&mut conn, key, page).await?;
    let far_marks = store::mark::list_far(&mut conn, (year, stored.id, round), FAR_LEVELS, far).await?;
    let score_key = ScoreKey { fiscal_year: year, instrument_id: stored.id, through: round };
    let far_means = outliers(&mut conn, score_key).await?;
    drop(conn);
    let ids = unmarked.iter().map(|report| report.office_id).chain(far_marks.iter().map(|mark| mark.office_id));
    let ids: Vec<OfficeId> = ids.chain(far_means.iter().map(|far| far.of)).collect();
    let offices = office::by_ids(app, ids, year).await?;
    Ok(Review { stored, round: row.round, states, unmarked, far_marks, far_means, offices })
}

/// Offices whose mean is far from that of their kind: at most [`OUTLIERS`] from each end of each kind are looked at.
async fn outliers(conn: &mut Conn, key: ScoreKey) -> Result<Vec<FarMean<OfficeId>>> {
    let (mut means, mut kinds) = (Vec::new(), BTreeMap::new());
    for kind in OfficeKind::ALL {
        let among = Among { kind: Some(kind), ..Among::default() };
        let sums = store::score_count::sum_by_node(conn, key, &among, NodeId::OVERALL).await?;
        let Some((mean, _)) = Sum::mean(&sums) else { continue };
        kinds.insert(kind, mean);
        let filter = RankFilter { among, ..RankFilter::default() };
        for order in [Order::Rising, Order::Falling] {
            let page = Page::first(OUTLIERS);
            let ranked = store::score::list_by_mean(conn, key, NodeId::OVERALL, &filter, order, &page).await?;
            means.extend(ranked.into_iter().map(|one| (one.office_id, kind, one.mean)));
        }
    }
    // Where there are few offices, both ends name the same.
    means.sort_unstable_by_key(|(office, ..)| *office);
    means.dedup_by_key(|(office, ..)| *office);
    Ok(far_means(&means, &kinds))
}
