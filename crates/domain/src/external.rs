//! Levels of other systems (PMQA, ITA) and values of the whole administration: what the centre brings in, always with its source.

use crate::instrument::{Instrument, Mode, Node, TargetScope};
use crate::problem::Fault;
use crate::round::{Round, RoundState};

/// Longest source, in characters.
pub const SOURCE_MAX: usize = 200;

/// Whether the level or value of a node is the centre's to bring in: no evaluator gives it and no office reports it.
pub fn is_external(node: &Node) -> bool {
    node.mode == Mode::External || is_national(node)
}

/// Whether a node has one value for the whole administration.
pub fn is_national(node: &Node) -> bool {
    node.mode == Mode::Target && node.target.as_ref().is_some_and(|target| target.scope == TargetScope::National)
}

/// The places of all such nodes.
pub fn places(instrument: &Instrument) -> impl Iterator<Item = usize> {
    let nodes = instrument.nodes();
    (0..nodes.len()).filter(|at| is_external(&nodes[*at]))
}

/// Refuses a node that is marked or reported.
///
/// # Errors
/// When it is no external node.
pub fn check_node(node: &Node) -> Result<(), Fault> {
    match is_external(node) {
        true => Ok(()),
        false => Err(Fault::new("external-node").with("node", &node.code).with("mode", node.mode.as_str())),
    }
}

/// Refuses what comes after the marks are final.
///
/// # Errors
/// When the round is confirmed or published.
pub fn check_round(round: Round) -> Result<(), Fault> {
    match round.state {
        RoundState::Confirmed | RoundState::Published => {
            Err(Fault::new("round-state").with("state", round.state.as_str()))
        }
        _ => Ok(()),
    }
}

/// Where the numbers come from, in words.
///
/// # Errors
/// When nothing is said, or too much.
pub fn source(text: &str) -> Result<String, Fault> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    match length {
        0 => Err(Fault::new("external-source-missing")),
        1..=SOURCE_MAX => Ok(text),
        _ => Err(Fault::new("external-source-long").with("length", length).with("most", SOURCE_MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_centre_brings_in_what_nobody_marks_or_reports() {
        let instrument = crate::instrument::parse(include_str!("../../../instruments/demo/ap-2568.toml")).unwrap();
        let found: Vec<Mode> = places(&instrument).map(|at| instrument.nodes()[at].mode).collect();
        assert!(found.contains(&Mode::External) && found.contains(&Mode::Target), "{found:?}");
        for node in instrument.nodes().iter().filter(|node| node.mode == Mode::Evaluated) {
            assert_eq!(check_node(node).unwrap_err().key, "external-node");
        }
        let reported =
            crate::self_report::items(&instrument, crate::office::OfficeKind::Primary, instrument.last_round());
        assert!(places(&instrument).all(|at| !reported.contains(&at)));
    }

    #[test]
    fn a_source_is_named_and_a_final_round_is_left_alone() {
        assert_eq!(source(" ผล ITA\n2569 ").unwrap(), "ผล ITA 2569");
        assert_eq!(source("  ").unwrap_err().key, "external-source-missing");
        assert_eq!(source(&"ก".repeat(201)).unwrap_err().key, "external-source-long");
        let round = |state| Round { state, calendar: None };
        assert!(check_round(round(RoundState::Planned)).is_ok() && check_round(round(RoundState::Marking)).is_ok());
        assert_eq!(check_round(round(RoundState::Published)).unwrap_err().key, "round-state");
    }
}
