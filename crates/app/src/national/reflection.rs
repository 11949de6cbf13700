//! The reflection of the first round: how offices stood then, and what had changed by the last one.

use std::collections::BTreeMap;

use domain::fiscal_year::RoundCode;
use domain::id::NodeId;
use domain::national::Tally;
use domain::office::OfficeKind;
use domain::policy::Actor;
use store::Conn;
use store::score::ScoreKey;

use super::{Asked, Subject, add, of_indicators, subject};
use crate::door::{App, not_found};
use crate::error::Result;

/// How offices stood through a round.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// All that were asked for.
    pub all: Tally,
    /// By kind.
    pub by_kind: BTreeMap<OfficeKind, Tally>,
    /// By region.
    pub by_region: BTreeMap<u16, Tally>,
    /// By indicator.
    pub by_node: BTreeMap<usize, Tally>,
}

/// Two rounds of a year beside each other.
pub struct Reflection {
    /// What it is about; its round is the first one.
    pub subject: Subject,
    /// How offices stood in it.
    pub first: Standing,
    /// How they stand in the last round; none while that has not begun, or where there is but one.
    pub last: Option<(RoundCode, Standing)>,
}

/// The first round of an instrument beside its last one.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn reflection(app: &App, actor: &Actor, asked: &Asked) -> Result<Reflection> {
    let mut conn = app.db().read().await?;
    let mut subject = subject(app, &mut conn, actor, asked).await?.ok_or_else(|| not_found("round", ""))?;
    let of = subject.rounds.iter().filter(|round| round.instrument_id == subject.stored.id).map(|round| round.code);
    let codes: Vec<RoundCode> = of.collect();
    let [first, .., last] = codes.as_slice() else {
        let first = standing(&mut conn, &subject).await?;
        return Ok(Reflection { subject, first, last: None });
    };
    let (earlier, later) = (*first, *last);
    subject.round = later;
    let last = standing(&mut conn, &subject).await?;
    subject.round = earlier;
    let first = standing(&mut conn, &subject).await?;
    Ok(Reflection { subject, first, last: Some((later, last)) })
}

async fn standing(conn: &mut Conn, subject: &Subject) -> Result<Standing> {
    let key: ScoreKey = subject.key();
    let mut standing = Standing::default();
    for count in store::score_count::list_by_node(conn, key, &subject.among, NodeId::OVERALL).await? {
        add(&mut standing.all, &count);
        add(standing.by_kind.entry(count.kind).or_default(), &count);
        add(standing.by_region.entry(count.region).or_default(), &count);
    }
    standing.by_node = of_indicators(conn, subject).await?.0;
    Ok(standing)
}
