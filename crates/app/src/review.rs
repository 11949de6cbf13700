//! The look at a round before its marks become final: what is missing, and what stands out.

use std::collections::HashMap;

use domain::id::{NodeId, OfficeId};
use domain::office::Office;
use domain::policy::{Action, Actor, Entity};
use domain::review::{FAR_LEVELS, FarMean, far_means};
use domain::round::Round;
use domain::scoring::Outcome;
use domain::self_report::ReportState;
use store::mark::FarMark;
use store::page::Page;
use store::round::RoundKey;
use store::self_report::Unmarked;

use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::office;
use crate::round::RoundName;

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
    /// Offices whose mean is far from that of their kind, the farthest first; as the scores were computed last.
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
    let scores = store::score::list_scored(&mut conn, year, stored.id, round, NodeId::OVERALL).await?;
    let kinds: HashMap<OfficeId, domain::office::OfficeKind> = match scores.is_empty() {
        true => HashMap::new(),
        false => office::of_year(&mut conn, year).await?.into_iter().map(|(id, office)| (id, office.kind)).collect(),
    };
    let means: Vec<_> = scores
        .into_iter()
        .filter_map(|row| match row.outcome {
            Outcome::Scored(score) => Some((row.office_id, *kinds.get(&row.office_id)?, score.mean)),
            Outcome::Incomplete | Outcome::LeftOut(_) => None,
        })
        .collect();
    let far_means = far_means(&means);
    drop(conn);
    let ids = unmarked.iter().map(|report| report.office_id).chain(far_marks.iter().map(|mark| mark.office_id));
    let ids: Vec<OfficeId> = ids.chain(far_means.iter().map(|far| far.of)).collect();
    let offices = office::by_ids(app, ids, year).await?;
    Ok(Review { stored, round: row.round, states, unmarked, far_marks, far_means, offices })
}
