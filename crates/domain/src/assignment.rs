//! Who screens and marks what: a person, a task, and the part of a round that the task reaches.

use crate::id::{NodeId, OfficeId, UserId};
use crate::policy::Action;

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Whether an item is complete.
    Screen,
    /// How good it is.
    Mark,
}

impl Task {
    /// Both.
    pub const ALL: [Task; 2] = [Task::Screen, Task::Mark];

    /// "screen" or "mark"
    pub const fn as_str(self) -> &'static str {
        match self {
            Task::Screen => "screen",
            Task::Mark => "mark",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.as_str() == word)
    }

    /// What the policy is asked for.
    pub const fn action(self) -> Action {
        match self {
            Task::Screen => Action::ItemScreen,
            Task::Mark => Action::MarkSave,
        }
    }
}

/// A task given to a person in one round of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignment {
    /// Who.
    pub user: UserId,
    /// What for.
    pub task: Task,
    /// Only in this region; everywhere where there is none.
    pub region: Option<u16>,
    /// Only this office.
    pub office: Option<OfficeId>,
    /// Only this node and what is below it.
    pub node: Option<NodeId>,
}

impl Assignment {
    /// Whether it reaches an item: `path` is its node with all above it.
    pub fn covers(&self, region: u16, office: OfficeId, path: &[NodeId]) -> bool {
        self.region.is_none_or(|own| own == region)
            && self.office.is_none_or(|own| own == office)
            && self.node.is_none_or(|own| path.contains(&own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assignment_reaches_what_lies_below_its_node_and_in_its_region() {
        let whole =
            Assignment { user: UserId(1), task: Task::Screen, region: None, office: None, node: Some(NodeId(2)) };
        let path = [NodeId(5), NodeId(2)];
        assert!(whole.covers(9, OfficeId(1), &path) && !whole.covers(9, OfficeId(1), &[NodeId(5)]));
        let regional = Assignment { region: Some(9), ..whole };
        assert!(regional.covers(9, OfficeId(1), &path) && !regional.covers(10, OfficeId(1), &path));
        let single = Assignment { office: Some(OfficeId(1)), ..regional };
        assert!(single.covers(9, OfficeId(1), &path) && !single.covers(9, OfficeId(2), &path));
    }
}
