//! What a director sees of a report before all its items: the levels, what is missing, what changed, and the decision.

use app::self_report::{ItemLine, OpenReport, ReportName};
use domain::policy::{Action, allows};
use domain::self_report::ReportState;

use crate::confirmation::Ways;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::home::number_of;
use crate::self_report::{href, item_href, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{LevelWords, Share};

/// Items that are named in a list; there is a table of all of them below.
const NAMED: usize = 8;

/// Something that is to be said of items.
pub(crate) struct Gap {
    pub(crate) words: String,
    /// Address, number and title of each.
    pub(crate) items: Vec<(String, String, String)>,
}

/// An item to look at.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) words: String,
}

/// An item whose level is another than in the round before.
pub(crate) struct Change {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) before: LevelWords,
    pub(crate) now: LevelWords,
}

/// Items of a list, as many as are named, and how many there are.
pub(crate) struct Few<T> {
    pub(crate) lines: Vec<T>,
    pub(crate) all: usize,
}

impl<T> Few<T> {
    fn of(mut lines: Vec<T>) -> Few<T> {
        let all = lines.len();
        lines.truncate(NAMED);
        Few { lines, all }
    }

    pub(crate) fn more(&self) -> usize {
        self.all - self.lines.len()
    }
}

/// What a director sees first.
pub(crate) struct Decision {
    pub(crate) certify: String,
    /// "รับรองและส่งรายงาน", or again.
    pub(crate) words: String,
    pub(crate) send_back: Option<String>,
    /// Whether something is missing yet, so that it cannot be certified.
    pub(crate) blocked: bool,
    pub(crate) shares: Vec<Share>,
    /// Items that take no level, or have none yet.
    pub(crate) without: usize,
    /// What should be looked at.
    pub(crate) gaps: Vec<Gap>,
    pub(crate) changes: Few<Change>,
    /// Whether there is a report of the round before.
    pub(crate) is_compared: bool,
    /// What a screener returned.
    pub(crate) returned: Vec<Line>,
    pub(crate) ways: Ways,
    /// Why it could not be certified.
    pub(crate) wrong: Option<String>,
}

impl Decision {
    /// None for whoever does not decide, and where nothing is to be decided.
    pub(crate) async fn of(
        web: &Web,
        frame: &Frame,
        visitor: &Visitor,
        name: &ReportName,
        open: &OpenReport,
        (step, wrong): (&str, Option<String>),
    ) -> Result<Option<Decision>, Failure> {
        let state = open.place.row.report.state;
        let waits = matches!(state, ReportState::Submitted | ReportState::Returned);
        if !waits || !allows(visitor.actor(), Action::SelfReportCertify, &open.place.entity()) {
            // What failed elsewhere is told as any failure.
            return Ok(None);
        }
        let nodes = open.place.stored.instrument.nodes();
        let link = |node: usize| item_href(name, nodes[node].code.as_str());
        let returned = open.items.iter().filter_map(|line| {
            let words = line.state().reason()?.to_owned();
            Some(Line { href: link(line.node), title: title(frame, open, line.node), words })
        });
        let given = open.items.iter().filter_map(level).map(|level| level.0);
        let shares = frame.shares(&open.place.stored.instrument, given);
        let without = open.items.len() - shares.iter().map(|share| share.count).sum::<usize>();
        let again = state == ReportState::Returned;
        let to = href(name);
        Ok(Some(Decision {
            certify: format!("{to}/certify"),
            words: frame.t(if again { "report-certify-again" } else { "report-certify" }),
            send_back: (!again).then(|| format!("{to}/send-back")),
            blocked: open.readiness.blocking() > 0,
            without,
            shares,
            gaps: gaps(frame, name, open),
            is_compared: open.items.iter().any(|line| line.level_before.is_some()),
            changes: Few::of(changes(frame, name, open)),
            returned: returned.collect(),
            ways: Ways::of(web, visitor, step, &format!("{to}#certify")).await?,
            wrong,
        }))
    }

    /// The ways to the decision, for the head of the page.
    pub(crate) fn acts(&self, frame: &Frame) -> Vec<(String, String, &'static str)> {
        let back = self.send_back.iter().map(|_| ("#send-back", frame.t("report-send-back"), "corner-up-left"));
        let acts = [("#certify", self.words.clone(), "stamp")].into_iter().chain(back);
        acts.map(|(href, words, icon)| (href.to_owned(), words, icon)).collect()
    }
}

fn level(line: &ItemLine) -> Option<domain::level::Level> {
    line.row.as_ref().and_then(|row| row.item.answer.level)
}

/// "1.3 การกระจายอำนาจ"
fn title(frame: &Frame, open: &OpenReport, node: usize) -> String {
    let instrument = &open.place.stored.instrument;
    format!("{} {}", number_of(instrument, node), title_of(frame, &instrument.nodes()[node]))
}

/// What was found, each with the items it was found at: what concerns many items is said once.
fn gaps(frame: &Frame, name: &ReportName, open: &OpenReport) -> Vec<Gap> {
    let instrument = &open.place.stored.instrument;
    let mut gaps: Vec<Gap> = Vec::new();
    for (node, findings) in &open.readiness.items {
        let href = item_href(name, instrument.nodes()[*node].code.as_str());
        let item = (href, number_of(instrument, *node), title(frame, open, *node));
        for words in findings.iter().map(|finding| frame.language.fault(&finding.fault)) {
            match gaps.iter_mut().find(|gap| gap.words == words) {
                Some(gap) => gap.items.push(item.clone()),
                None => gaps.push(Gap { words, items: vec![item.clone()] }),
            }
        }
    }
    gaps
}

/// The items whose level changed, the largest change first.
fn changes(frame: &Frame, name: &ReportName, open: &OpenReport) -> Vec<Change> {
    let instrument = &open.place.stored.instrument;
    let mut changed: Vec<_> = open
        .items
        .iter()
        .filter_map(|line| Some((line.node, line.level_before?, level(line)?)))
        .filter(|(_, before, now)| before != now)
        .collect();
    changed.sort_by_key(|(node, before, now)| (std::cmp::Reverse(before.0.abs_diff(now.0)), *node));
    let change = |(node, before, now): (usize, _, _)| Change {
        href: item_href(name, instrument.nodes()[node].code.as_str()),
        title: title(frame, open, node),
        before: frame.level(instrument, before),
        now: frame.level(instrument, now),
    };
    changed.into_iter().map(change).collect()
}
