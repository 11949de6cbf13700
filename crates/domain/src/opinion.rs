//! Two evaluators on one item: which items of a round two of them mark, and what becomes of their opinions.
//!
//! Each of the two gives an opinion, once and without seeing the other. Equal levels stand as the mark; different ones are reconciled by a
//! lead evaluator. Only the mark that comes of it is ever scored.

use sha2::{Digest as _, Sha256};

use crate::id::UserId;
use crate::instrument::{Instrument, Mode};
use crate::level::Level;
use crate::office::{NodeCode, OfficeCode};
use crate::problem::Fault;
use crate::round::{Round, RoundState};

/// Evaluators who mark an item of the draw.
pub const EVALUATORS: usize = 2;

/// The items of a round that two evaluators mark: a share of them, drawn by a seed. Of 0 percent nobody is drawn, of 100 everything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubling {
    percent: u8,
    seed: u32,
}

impl Doubling {
    /// One evaluator marks every item.
    pub const NONE: Doubling = Doubling { percent: 0, seed: 0 };

    /// A share of the items.
    ///
    /// # Errors
    /// When it is more than all of them.
    pub fn new(percent: u8, seed: u32) -> Result<Doubling, Fault> {
        match percent {
            0..=100 => Ok(Doubling { percent, seed }),
            _ => Err(Fault::new("doubling-percent").with("percent", percent)),
        }
    }

    /// How many of a hundred items.
    pub const fn percent(self) -> u8 {
        self.percent
    }

    /// What the draw begins from.
    pub const fn seed(self) -> u32 {
        self.seed
    }

    /// Whether two evaluators mark an item of an office. It depends on the seed and the two codes alone, so that anybody can draw again
    /// and an office or item that is added leaves all others as they were.
    pub fn draws(self, office: &OfficeCode, node: &NodeCode) -> bool {
        let mut hasher = Sha256::new();
        hasher.update(self.seed.to_be_bytes());
        for part in [office.as_str(), node.as_str()] {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        let digest = hasher.finalize();
        let first: [u8; 4] = [digest[0], digest[1], digest[2], digest[3]];
        // An even number below 100 out of 32 even bits.
        let place = (u64::from(u32::from_be_bytes(first)) * 100) >> 32;
        place < u64::from(self.percent)
    }

    /// Refuses a choice that comes too late: `marked` are the places of nodes that have a level in the round already.
    ///
    /// # Errors
    /// When evaluators mark or the marks are final; when an evaluated item has its mark or an opinion.
    pub fn check_choice(
        round: Round,
        instrument: &Instrument,
        mut marked: impl Iterator<Item = usize>,
        has_opinions: bool,
    ) -> Result<(), Fault> {
        if !matches!(round.state, RoundState::Planned | RoundState::Open | RoundState::Closed) {
            return Err(Fault::new("round-state").with("state", round.state.as_str()));
        }
        if has_opinions || marked.any(|at| instrument.nodes()[at].mode == Mode::Evaluated) {
            return Err(Fault::new("doubling-marked-already"));
        }
        Ok(())
    }
}

/// What becomes of the opinions on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An opinion is missing.
    Waiting,
    /// Both are the same, and so it is the mark.
    Stands(Level),
    /// They differ: a lead evaluator decides.
    Differs,
}

/// What becomes of the levels given so far.
pub fn standing(levels: &[Level]) -> Standing {
    match levels {
        [one, other] if one == other => Standing::Stands(*one),
        [_, _] => Standing::Differs,
        _ => Standing::Waiting,
    }
}

/// What a person has to do with an item that two evaluators mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// One evaluator marks it, or it has its mark and the person leads: it is theirs to change.
    #[default]
    Alone,
    /// Their opinion is wanted.
    Open,
    /// They gave it.
    Given,
    /// It is for others.
    Closed,
}

/// What a person has to do with an item of the draw. It tells nothing of the other to one of the two: before their own opinion it is
/// [`Part::Open`], after it [`Part::Given`].
pub fn part(given: &[UserId], user: Option<UserId>, has_mark: bool, is_lead: bool) -> Part {
    if has_mark && is_lead {
        Part::Alone
    } else if user.is_some_and(|user| given.contains(&user)) {
        Part::Given
    } else if given.len() >= EVALUATORS || has_mark {
        Part::Closed
    } else {
        Part::Open
    }
}

/// Refuses an opinion. `given` are those who gave theirs already.
///
/// # Errors
/// When the person gave theirs, which is not changed, because a change that is refused later would tell that the other came; when nobody
/// gave them the item; when two others did.
pub fn check_opinion(given: &[UserId], user: UserId, is_assigned: bool, has_mark: bool) -> Result<(), Fault> {
    if given.contains(&user) {
        Err(Fault::new("opinion-given"))
    } else if !is_assigned {
        Err(Fault::new("opinion-not-assigned"))
    } else if given.len() >= EVALUATORS || has_mark {
        Err(Fault::new("opinion-not-wanted"))
    } else {
        Ok(())
    }
}

/// Refuses a lead who would decide between themselves and somebody else.
///
/// # Errors
/// When one of the opinions is the lead's own.
pub fn check_lead(given: &[UserId], lead: Option<UserId>) -> Result<(), Fault> {
    match lead {
        Some(lead) if given.contains(&lead) => Err(Fault::new("opinion-of-lead")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> impl Iterator<Item = (OfficeCode, NodeCode)> {
        (0..200).flat_map(|office| {
            (0..50).map(move |node| {
                (
                    OfficeCode::new(&format!("P{:04}", 1000 + office)).unwrap(),
                    NodeCode::new(&format!("N{node}")).unwrap(),
                )
            })
        })
    }

    #[test]
    fn the_same_seed_draws_the_same_items_and_another_draws_others() {
        let drawn =
            |doubling: Doubling| codes().map(|(office, node)| doubling.draws(&office, &node)).collect::<Vec<_>>();
        let twenty = Doubling::new(20, 7).unwrap();
        assert_eq!(drawn(twenty), drawn(twenty));
        assert_ne!(drawn(twenty), drawn(Doubling::new(20, 8).unwrap()));
        // A larger share of the same seed has all of the smaller one.
        let more = drawn(Doubling::new(40, 7).unwrap());
        assert!(drawn(twenty).into_iter().zip(more).all(|(few, many)| many || !few));
        // The first forty, drawn by another program: SHA-256 of the seed and the codes, as the documentation says.
        let first: String = codes().take(40).map(|(o, n)| if twenty.draws(&o, &n) { '1' } else { '0' }).collect();
        assert_eq!(first, "1000110010010001001000010001010000000101");
    }

    #[test]
    fn a_share_is_about_as_large_as_it_says_and_the_ends_are_exact() {
        let count = |percent| {
            let doubling = Doubling::new(percent, 2569).unwrap();
            codes().filter(|(office, node)| doubling.draws(office, node)).count()
        };
        assert_eq!((count(0), count(100)), (0, 10_000));
        // Five standard deviations of 10,000 draws of one in four are 217.
        assert!((2283..=2717).contains(&count(25)), "{}", count(25));
        assert_eq!(Doubling::new(101, 1).unwrap_err().key, "doubling-percent");
    }

    #[test]
    fn equal_levels_stand_and_different_ones_wait_for_the_lead() {
        assert_eq!(standing(&[]), Standing::Waiting);
        assert_eq!(standing(&[Level(4)]), Standing::Waiting);
        assert_eq!(standing(&[Level(4), Level(4)]), Standing::Stands(Level(4)));
        assert_eq!(standing(&[Level(4), Level(5)]), Standing::Differs);
    }

    #[test]
    fn an_opinion_is_given_once_by_two_who_have_the_item() {
        let [one, two, three] = [1, 2, 3].map(UserId);
        let key = |given: &[UserId], user, assigned, marked| {
            check_opinion(given, user, assigned, marked).map_err(|fault| fault.key)
        };
        assert_eq!(key(&[], one, true, false), Ok(()));
        assert_eq!(key(&[one], two, true, false), Ok(()));
        // Whether the other came makes no difference to what one is told.
        assert_eq!(key(&[one], one, true, false), Err("opinion-given"));
        assert_eq!(key(&[one, two], one, true, true), Err("opinion-given"));
        assert_eq!(key(&[one], three, false, false), Err("opinion-not-assigned"));
        assert_eq!(key(&[one, two], three, true, false), Err("opinion-not-wanted"));
        assert_eq!(key(&[], one, true, true), Err("opinion-not-wanted"));
        assert_eq!(check_lead(&[one, two], Some(one)).unwrap_err().key, "opinion-of-lead");
        assert!(check_lead(&[one, two], Some(three)).is_ok());
    }

    #[test]
    fn nobody_of_the_two_is_told_of_the_other() {
        let [one, two, three] = [1, 2, 3].map(|id| Some(UserId(id)));
        let given = [UserId(1), UserId(2)];
        assert_eq!(part(&[], two, false, false), part(&given[..1], two, false, false));
        assert_eq!(part(&given[..1], one, false, false), part(&given, one, true, false));
        assert_eq!(part(&given, three, false, false), Part::Closed);
        assert_eq!(part(&given, three, true, true), Part::Alone);
        assert_eq!(part(&given, one, false, true), Part::Given, "a lead who is one of the two waits like them");
    }

    #[test]
    fn the_share_is_chosen_before_marking() {
        let instrument = crate::instrument::parse(include_str!("../../../instruments/demo/ap-2568.toml")).unwrap();
        let round = |state| Round { state, calendar: None };
        let check = |state, marked: &[usize], opinions| {
            Doubling::check_choice(round(state), &instrument, marked.iter().copied(), opinions).map_err(|f| f.key)
        };
        let of = |mode| instrument.nodes().iter().position(|node| node.mode == mode).unwrap();
        assert_eq!(check(RoundState::Open, &[], false), Ok(()));
        // Values that the office reports itself are no marks of an evaluator.
        assert_eq!(check(RoundState::Open, &[of(Mode::Target)], false), Ok(()));
        assert_eq!(check(RoundState::Open, &[of(Mode::Evaluated)], false), Err("doubling-marked-already"));
        assert_eq!(check(RoundState::Closed, &[], true), Err("doubling-marked-already"));
        assert_eq!(check(RoundState::Marking, &[], false), Err("round-state"));
    }
}
