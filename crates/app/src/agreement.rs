//! How far the evaluators of a round agree, by item and by person.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::agreement::Pairs;
use domain::id::{NodeId, UserId};
use domain::opinion::Doubling;
use domain::policy::{Action, Actor, Entity};
use store::round::RoundKey;

use crate::door::{App, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::round::RoundName;

/// How far the evaluators of a round agree.
pub struct Agreement {
    /// The instrument.
    pub stored: Arc<StoredInstrument>,
    /// Which items two evaluators mark.
    pub doubling: Doubling,
    /// Items on which two differed, and how many of them are decided.
    pub differing: (i64, i64),
    /// All pairs of opinions.
    pub all: Pairs,
    /// Those on an item, by its place in the instrument.
    pub items: BTreeMap<usize, Pairs>,
    /// Those of a person beside everybody else's.
    pub people: BTreeMap<UserId, Pairs>,
    /// Their names.
    pub names: HashMap<UserId, String>,
}

/// Counts the pairs of opinions of a round. One person's opinions stand first wherever they stand beside another's: in a pair of two people
/// the one with the smaller id, in the pairs of a person their own.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn agreement(app: &App, actor: &Actor, (year, code, round): RoundName<'_>) -> Result<Agreement> {
    let mut conn = app.read(actor, Action::AgreementRead, &Entity::System).await?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round };
    store::round::find(&mut conn, key).await?.ok_or_else(|| not_found("round", round))?;
    let doubling = store::opinion::find_doubling(&mut conn, key).await?.doubling;
    let differing = store::reconciliation::count(&mut conn, key).await?;
    let counts = store::opinion::count_pairs(&mut conn, key).await?;
    drop(conn);
    let places: HashMap<NodeId, usize> = stored.node_ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let (mut all, mut items, mut people) = (Pairs::default(), BTreeMap::<_, Pairs>::new(), BTreeMap::<_, Pairs>::new());
    for pair in counts {
        let ([one, other], count) = (pair.levels, pair.count);
        all.add(one, other, count);
        if let Some(at) = places.get(&pair.node_id) {
            items.entry(*at).or_default().add(one, other, count);
        }
        people.entry(pair.users[0]).or_default().add(one, other, count);
        people.entry(pair.users[1]).or_default().add(other, one, count);
    }
    let names = crate::user::names(app, people.keys().copied()).await?;
    Ok(Agreement { stored, doubling, differing, all, items, people, names })
}
