//! How much work assignments are, and giving evenly to people what nobody has.

use std::collections::{BTreeMap, BTreeSet};

use crate::assignment::{Assignment, Task};
use crate::id::{NodeId, OfficeId, UserId};
use crate::office::OfficeKind;

/// An item that offices of some kinds have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkItem {
    /// Its node with all above it, itself first.
    pub path: Vec<NodeId>,
    /// Whether offices of a kind have it, by [`OfficeKind::index`].
    pub applies: [bool; 2],
}

/// All that is to be judged in a round. Offices are counted, not listed: only those that are named one by one are known one by one.
#[derive(Clone, Debug, Default)]
pub struct Work {
    offices: BTreeMap<(u16, usize), usize>,
    single: BTreeMap<OfficeId, (u16, usize)>,
    items: Vec<WorkItem>,
}

/// What a person has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Offices with at least one item.
    pub offices: usize,
    /// Items of all of them.
    pub items: usize,
}

/// Somebody to whom work can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub user: UserId,
    /// Regions the role reaches; none where it reaches all of them.
    pub regions: Option<Vec<u16>>,
    /// Offices the person belongs or ever belonged to, with their regions.
    pub own: Vec<(OfficeId, u16)>,
}

impl Candidate {
    /// Whether an assignment lies where the role reaches and in no office of the person's own.
    pub fn may_have(&self, assignment: &Assignment) -> bool {
        let is_reached = match (&self.regions, assignment.region) {
            (None, _) => true,
            (Some(regions), Some(region)) => regions.contains(&region),
            (Some(_), None) => false,
        };
        let is_own = |(office, region): &(OfficeId, u16)| match (assignment.office, assignment.region) {
            (Some(one), _) => one == *office,
            (None, Some(one)) => one == *region,
            (None, None) => true,
        };
        is_reached && !self.own.iter().any(is_own)
    }
}

/// Work that was given out on paper, and what is left of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// New assignments with the items in each.
    pub shares: Vec<(Assignment, usize)>,
    /// Regions and nodes for which there is nobody.
    pub left: Vec<(u16, NodeId)>,
}

impl Work {
    /// How many offices of a region and kind there are, where those among them lie that are named in an assignment or are somebody's own,
    /// and the items that are judged.
    pub fn new(
        offices: impl IntoIterator<Item = (u16, OfficeKind, usize)>,
        single: impl IntoIterator<Item = (OfficeId, u16, OfficeKind)>,
        items: Vec<WorkItem>,
    ) -> Work {
        let mut work = Work { items, ..Work::default() };
        for (region, kind, count) in offices {
            *work.offices.entry((region, kind.index())).or_default() += count;
        }
        work.single.extend(single.into_iter().map(|(office, region, kind)| (office, (region, kind.index()))));
        work
    }

    /// What assignments of one person for one task come to. Nobody judges offices of their own, so those do not count.
    pub fn load(&self, assignments: &[Assignment], own: &[OfficeId]) -> Load {
        let named: BTreeSet<OfficeId> =
            assignments.iter().filter_map(|given| given.office).chain(own.iter().copied()).collect();
        let mut load = Load::default();
        for ((region, kind), offices) in &self.offices {
            let count = |office: Option<OfficeId>| {
                let reaches = |item: &&WorkItem| {
                    item.applies[*kind]
                        && assignments.iter().any(|given| match (given.office, office) {
                            (None, _) => given.covers(*region, OfficeId::NATIONAL, &item.path),
                            (Some(_), Some(office)) => given.covers(*region, office, &item.path),
                            (Some(_), None) => false,
                        })
                };
                self.items.iter().filter(reaches).count()
            };
            let lies_here = |office: &&OfficeId| self.single.get(office) == Some(&(*region, *kind));
            let single: Vec<OfficeId> = named.iter().filter(lies_here).copied().collect();
            let everywhere = count(None);
            let mut add = |offices: usize, items: usize| {
                load.offices += if items > 0 { offices } else { 0 };
                load.items += offices * items;
            };
            add(offices.saturating_sub(single.len()), everywhere);
            for office in single.into_iter().filter(|office| !own.contains(office)) {
                add(1, count(Some(office)));
            }
        }
        load
    }

    /// The items of a region below a node, over all its offices.
    fn weight(&self, region: u16, top: NodeId) -> usize {
        let of = |kind: usize| self.items.iter().filter(|item| item.applies[kind] && item.path.contains(&top)).count();
        (0..OfficeKind::ALL.len())
            .map(|kind| self.offices.get(&(region, kind)).copied().unwrap_or_default() * of(kind))
            .sum()
    }

    /// Gives each region below each node of `tops` to evaluators until `each` of them have it: the largest first, always to whoever has
    /// least so far. What is given already stays and counts. Nobody gets a region in which an office of their own lies. The same question
    /// has the same answer.
    pub fn propose(&self, tops: &[NodeId], people: &[Candidate], given: &[Assignment], each: usize) -> Proposal {
        let given: Vec<Assignment> = given.iter().filter(|one| one.task == Task::Mark).copied().collect();
        let mut loads: BTreeMap<UserId, usize> = people
            .iter()
            .map(|person| {
                let theirs: Vec<Assignment> = given.iter().filter(|one| one.user == person.user).copied().collect();
                let own: Vec<OfficeId> = person.own.iter().map(|(office, _)| *office).collect();
                (person.user, self.load(&theirs, &own).items)
            })
            .collect();
        let regions: BTreeSet<u16> = self.offices.keys().map(|(region, _)| *region).collect();
        let mut units: Vec<(usize, u16, NodeId)> = regions
            .into_iter()
            .flat_map(|region| tops.iter().map(move |top| (region, *top)))
            .map(|(region, top)| (self.weight(region, top), region, top))
            .filter(|(weight, ..)| *weight > 0)
            .collect();
        units.sort_by_key(|(weight, region, top)| (std::cmp::Reverse(*weight), *region, *top));
        let mut proposal = Proposal::default();
        for (weight, region, top) in units {
            let has_it = |one: &Assignment| one.office.is_none() && one.covers(region, OfficeId::NATIONAL, &[top]);
            let mut having: BTreeSet<UserId> = given.iter().filter(|one| has_it(one)).map(|one| one.user).collect();
            while having.len() < each {
                let share =
                    |user| Assignment { user, task: Task::Mark, region: Some(region), office: None, node: Some(top) };
                let free = people
                    .iter()
                    .filter(|person| !having.contains(&person.user) && person.may_have(&share(person.user)));
                let Some(next) = free.map(|person| person.user).min_by_key(|user| (loads[user], *user)) else {
                    proposal.left.push((region, top));
                    break;
                };
                *loads.entry(next).or_default() += weight;
                having.insert(next);
                proposal.shares.push((share(next), weight));
            }
        }
        proposal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two regions of ten primary and two secondary offices; two standards, the first with three items, one of them for primary offices
    /// alone, the second with one.
    fn work() -> Work {
        let office = |n: i64| {
            let (region, kind) =
                (if n < 12 { 1 } else { 2 }, if n % 6 == 0 { OfficeKind::Secondary } else { OfficeKind::Primary });
            (OfficeId(n + 100), region, kind)
        };
        let item = |id, top, applies| WorkItem { path: vec![NodeId(id), NodeId(top)], applies };
        let both = [true, true];
        let mut primary = [false, false];
        primary[OfficeKind::Primary.index()] = true;
        Work::new(
            (0..24).map(office).map(|(_, region, kind)| (region, kind, 1)),
            (0..24).map(office),
            vec![item(11, 1, both), item(12, 1, both), item(13, 1, primary), item(21, 2, both)],
        )
    }

    fn given(user: i64, region: Option<u16>, office: Option<i64>, node: Option<i64>) -> Assignment {
        Assignment {
            user: UserId(user),
            task: Task::Mark,
            region,
            office: office.map(OfficeId),
            node: node.map(NodeId),
        }
    }

    fn candidate(user: i64, own: &[(i64, u16)]) -> Candidate {
        let own = own.iter().map(|(office, region)| (OfficeId(*office), *region)).collect();
        Candidate { user: UserId(user), regions: None, own }
    }

    #[test]
    fn work_is_counted_once_however_often_it_is_given() {
        let work = work();
        let load = |given: &[Assignment], own: &[i64]| {
            let load = work.load(given, &own.iter().copied().map(OfficeId).collect::<Vec<_>>());
            (load.offices, load.items)
        };
        // Ten primary offices with four items, two secondary ones with three.
        assert_eq!(load(&[given(1, Some(1), None, None)], &[]), (12, 46));
        assert_eq!(load(&[given(1, Some(1), None, None), given(1, Some(1), None, Some(2))], &[]), (12, 46));
        assert_eq!(load(&[given(1, None, None, None)], &[]), (24, 92));
        assert_eq!(load(&[given(1, None, None, Some(2))], &[]), (24, 24));
        // A single office, inside and outside of what is given anyway, and an own one.
        assert_eq!(load(&[given(1, None, Some(101), None)], &[]), (1, 4));
        assert_eq!(load(&[given(1, Some(1), None, Some(2)), given(1, None, Some(101), None)], &[]), (12, 15));
        assert_eq!(load(&[given(1, Some(1), None, None)], &[101]), (11, 42));
        assert_eq!(load(&[], &[101]), (0, 0));
    }

    #[test]
    fn a_proposal_is_even_complete_and_keeps_people_from_their_own() {
        let work = work();
        let tops = [NodeId(1), NodeId(2)];
        // Standards of region 1 and 2: 34 and 12 items each.
        let people = [candidate(1, &[]), candidate(2, &[(101, 1)])];
        let proposal = work.propose(&tops, &people, &[], 1);
        assert!(proposal.left.is_empty());
        assert_eq!(proposal.shares.iter().map(|(_, items)| items).sum::<usize>(), 92);
        assert!(proposal.shares.iter().all(|(share, _)| share.user == UserId(1) || share.region == Some(2)));
        assert_eq!(proposal, work.propose(&tops, &people, &[], 1));
        // What somebody has stays with them.
        let rest = work.propose(&tops, &people, &[given(1, Some(1), None, None)], 1);
        assert_eq!(rest.shares.len(), 2);
        assert!(rest.shares.iter().all(|(share, _)| share.user == UserId(2)), "the other has 46 items already");
        // Two evaluators each: nobody but one may have region 1.
        let double = work.propose(&tops, &people, &[], 2);
        assert_eq!((double.shares.len(), double.left.len()), (6, 2));
        let regional = Candidate { regions: Some(vec![2]), ..candidate(3, &[]) };
        assert!(!regional.may_have(&given(3, None, None, None)) && regional.may_have(&given(3, Some(2), None, None)));
        assert!(!candidate(4, &[(101, 1)]).may_have(&given(4, None, None, Some(1))));
        assert!(!candidate(4, &[(101, 1)]).may_have(&given(4, None, Some(101), None)));
        assert!(candidate(4, &[(101, 1)]).may_have(&given(4, Some(1), Some(102), None)));
    }
}
