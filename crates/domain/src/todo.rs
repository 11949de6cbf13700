//! What a person of an office has to do with a report.

use crate::self_report::{ItemState, ReportState};

/// What a person does in an office, as the policy has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// Certifies reports.
    pub certifies: bool,
    /// Hands reports to the director and gives items to people.
    pub submits: bool,
    /// Answers the items that were given to them.
    pub answers: bool,
}

/// An item as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its place in the instrument.
    pub node: usize,
    /// How far it has come.
    pub state: ItemState,
    /// Whether it was given to the person.
    pub is_own: bool,
    /// Whether it was given to anybody.
    pub is_given: bool,
}

impl Seen {
    fn is_done(&self) -> bool {
        !matches!(self.state, ItemState::Empty | ItemState::Draft)
    }
}

/// Something to do. What presses most comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Todo {
    /// To correct an item that a screener returned.
    Correct {
        /// The item.
        node: usize,
        /// What should be changed.
        reason: String,
    },
    /// To certify the report or send it back.
    Decide,
    /// To certify again once what was returned is corrected.
    CertifyAgain,
    /// To hand a report to the director in which nothing is missing.
    Submit,
    /// To go on with items that are not complete.
    GoOn {
        /// The first of them.
        node: usize,
        /// How many.
        count: usize,
    },
    /// To give items to people.
    Give {
        /// How many are nobody's.
        count: usize,
    },
    /// To remind the director, for whom it waits.
    Remind,
}

/// What a person has to do with a report; `is_open` says whether the office may still change it.
pub fn todos(duties: Duties, report: ReportState, is_open: bool, items: &[Seen]) -> Vec<Todo> {
    let mut todos = Vec::new();
    match report {
        _ if !is_open => {}
        ReportState::Drafting => {
            // Whoever hands the report on sees to all of it.
            let mine = |item: &&Seen| !item.is_done() && (duties.submits || duties.answers && item.is_own);
            let open: Vec<&Seen> = items.iter().filter(mine).collect();
            todos.extend(open.first().map(|first| Todo::GoOn { node: first.node, count: open.len() }));
            todos.extend((duties.submits && open.is_empty()).then_some(Todo::Submit));
            // Where nothing was given to anybody, the office works without it.
            let free = open.iter().filter(|item| !item.is_given).count();
            let gives = duties.submits && items.iter().any(|item| item.is_given);
            todos.extend((gives && free > 0).then_some(Todo::Give { count: free }));
        }
        ReportState::Submitted => {
            todos.extend(duties.certifies.then_some(Todo::Decide));
            todos.extend((duties.submits && !duties.certifies).then_some(Todo::Remind));
        }
        ReportState::Returned => {
            let returned = items.iter().filter(|item| duties.submits || duties.answers && item.is_own);
            todos.extend(
                returned.filter_map(|item| {
                    Some(Todo::Correct { node: item.node, reason: item.state.reason()?.to_owned() })
                }),
            );
            todos.extend(duties.certifies.then_some(Todo::CertifyAgain));
        }
        ReportState::Certified | ReportState::Accepted | ReportState::Marked | ReportState::Published => {}
    }
    todos.sort();
    todos
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(node: usize, state: ItemState, is_own: bool) -> Seen {
        Seen { node, state, is_own, is_given: is_own }
    }

    #[test]
    fn everybody_is_told_of_their_own_part() {
        let coordinator = Duties { submits: true, ..Duties::default() };
        let reporter = Duties { answers: true, ..Duties::default() };
        let director = Duties { certifies: true, ..Duties::default() };
        let begun =
            [item(1, ItemState::Draft, true), item(2, ItemState::Complete, true), item(3, ItemState::Empty, false)];
        let told = |duties, state| todos(duties, state, true, &begun);
        assert_eq!(told(reporter, ReportState::Drafting), [Todo::GoOn { node: 1, count: 1 }]);
        let both = [Todo::GoOn { node: 1, count: 2 }, Todo::Give { count: 1 }];
        assert_eq!(told(coordinator, ReportState::Drafting), both);
        assert_eq!(told(director, ReportState::Drafting), []);
        assert_eq!(told(director, ReportState::Submitted), [Todo::Decide]);
        assert_eq!(told(coordinator, ReportState::Submitted), [Todo::Remind]);
        assert_eq!(told(Duties::default(), ReportState::Submitted), []);
        assert_eq!(todos(reporter, ReportState::Drafting, false, &begun), [], "the window is over");
        let nobody = [item(3, ItemState::Empty, false)];
        let alone = todos(coordinator, ReportState::Drafting, true, &nobody);
        assert_eq!(alone, [Todo::GoOn { node: 3, count: 1 }], "an office that gives nothing to anybody");
        let complete = [item(2, ItemState::Complete, true)];
        assert_eq!(todos(coordinator, ReportState::Drafting, true, &complete), [Todo::Submit]);
    }

    #[test]
    fn what_was_returned_comes_first_and_only_to_whom_it_concerns() {
        let returned = |node, is_own| item(node, ItemState::Returned { reason: "ขาดหลักฐาน".to_owned() }, is_own);
        let items = [item(1, ItemState::Passed, true), returned(2, true), returned(3, false)];
        let correct = |node| Todo::Correct { node, reason: "ขาดหลักฐาน".to_owned() };
        let told = |duties| todos(duties, ReportState::Returned, true, &items);
        assert_eq!(told(Duties { answers: true, ..Duties::default() }), [correct(2)]);
        assert_eq!(told(Duties { submits: true, ..Duties::default() }), [correct(2), correct(3)]);
        assert_eq!(told(Duties { certifies: true, ..Duties::default() }), [Todo::CertifyAgain]);
    }
}
