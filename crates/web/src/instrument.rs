//! Instruments to read: all of them by year, and one with its criteria, its revisions and what became of the year before.

use std::collections::BTreeSet;

use app::instrument::Revised;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::answer;
use domain::fiscal_year::FiscalYear;
use domain::instrument::{Change, Crosswalk, Instrument, Node, TargetScope, crosswalk, diff, plain};
use domain::office::InstrumentCode;
use domain::policy::{Action, Entity, allows};
use domain::problem::Fault;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{Badge, LevelWords};

/// The part of an address that names an instrument.
#[derive(Deserialize)]
pub(crate) struct InstrumentPath {
    year: String,
    instrument: String,
}

impl InstrumentPath {
    fn name(&self) -> Result<(FiscalYear, InstrumentCode), Failure> {
        let parse = || Some((self.year.parse().ok()?, self.instrument.parse().ok()?));
        parse().ok_or(Failure::NotFound)
    }
}

/// Whether a visitor writes instruments.
pub(crate) fn writes(visitor: &Visitor) -> bool {
    allows(visitor.actor(), Action::InstrumentDraft, &Entity::System)
}

struct Line {
    year: FiscalYear,
    code: String,
    title: String,
    items: usize,
    revision: i32,
    /// The year that a draft made of it would be for; none where that year has one.
    next: Option<u16>,
}

struct DraftLine {
    id: i64,
    title: String,
    state: Badge,
    about: String,
}

#[derive(Template)]
#[template(path = "instrument/list.html")]
pub(crate) struct ListPage {
    frame: Frame,
    years: Vec<(FiscalYear, Vec<Line>)>,
    writes: bool,
    drafts: Vec<DraftLine>,
    /// Instruments whose rules a new one can have.
    rules: Vec<(String, String)>,
    wrong: Vec<String>,
}

pub(crate) async fn list(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    page::show(&ListPage::new(&web, frame, &visitor, Vec::new()).await?)
}

impl ListPage {
    /// The page, with what was wrong with a draft that somebody wanted to begin.
    pub(crate) async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        wrong: Vec<String>,
    ) -> Result<ListPage, Failure> {
        let writes = writes(visitor);
        let listed = app::instrument::list(&web.app).await?;
        let drafts = match writes {
            true => app::draft::list(&web.app, visitor.actor()).await?,
            false => Vec::new(),
        };
        let there: BTreeSet<(u16, String)> =
            listed.iter().map(|each| (each.year.number(), each.stored.instrument.code.to_string())).collect();
        let mut years: Vec<(FiscalYear, Vec<Line>)> = Vec::new();
        for each in &listed {
            let instrument = &each.stored.instrument;
            let next = each.year.number() + 1;
            let code = instrument.code.to_string();
            let line = Line {
                year: each.year,
                next: (writes && !there.contains(&(next, code.clone()))).then_some(next),
                title: frame.title(instrument),
                items: (0..instrument.nodes().len()).filter(|i| instrument.children(*i).next().is_none()).count(),
                revision: each.stored.revision,
                code,
            };
            match years.last_mut().filter(|(year, _)| *year == each.year) {
                Some((_, lines)) => lines.push(line),
                None => years.push((each.year, vec![line])),
            }
        }
        let names = app::user::names(&web.app, drafts.iter().filter_map(|row| row.updated_by)).await?;
        let line = |row: &app::draft::DraftRow| {
            let by = row.updated_by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
            DraftLine {
                id: row.id,
                title: name_words(&frame, &row.code, row.fiscal_year),
                state: crate::draft::stage(&frame, row.review.stage),
                about: format!("{} · {by}", frame.moment(row.updated_at)),
            }
        };
        let rules = listed.iter().map(|each| {
            let (year, code) = (each.year, &each.stored.instrument.code);
            (format!("{year}/{code}"), name_words(&frame, code, year))
        });
        let (drafts, rules) = (drafts.iter().map(line).collect(), rules.collect());
        Ok(ListPage { years, writes, drafts, rules, wrong, frame })
    }
}

/// "QP ปีงบประมาณ 2570"
pub(crate) fn name_words(frame: &Frame, code: &InstrumentCode, year: FiscalYear) -> String {
    format!("{code} {}", frame.t1("home-year-of", "year", year))
}

/// A difference in words.
pub(crate) struct ChangeLine {
    pub(crate) place: String,
    pub(crate) what: String,
    /// The way from the old words to the new, word by word.
    pub(crate) pieces: Vec<(answer::Change, String)>,
}

/// Differences between two instruments in words; the fiscal year is in the head of the page.
pub(crate) fn changes(
    frame: &Frame,
    (before, after): (&Instrument, &Instrument),
    changes: &[Change],
) -> Vec<ChangeLine> {
    let heading = |code: &str| {
        let node = after.node(code).or_else(|| before.node(code));
        node.map_or_else(|| code.to_owned(), |node| format!("{code} {}", node.heading_th()))
    };
    let line = |change: &Change| match change {
        Change::NodeAdded { node } => {
            ChangeLine { place: heading(node.as_str()), what: frame.t("instrument-item-added"), pieces: Vec::new() }
        }
        Change::NodeRemoved { node } => {
            ChangeLine { place: heading(node.as_str()), what: frame.t("instrument-item-removed"), pieces: Vec::new() }
        }
        Change::Order => ChangeLine {
            place: frame.t("instrument-whole"),
            what: frame.t("instrument-order-changed"),
            pieces: Vec::new(),
        },
        Change::Field { place, key, before, after } => {
            let place = match (place.as_str(), place.strip_prefix("band ")) {
                ("instrument", _) => frame.t("instrument-whole"),
                ("scoring", _) => frame.t("instrument-scoring"),
                (_, Some(level)) => frame.t1("instrument-band", "level", level),
                (code, None) => heading(code),
            };
            let value =
                |value: &Option<String>| value.as_deref().map(|raw| in_words(frame, key, raw)).unwrap_or_default();
            let (old, new) = (value(before), value(after));
            let pieces = answer::difference(&old, &new).into_iter().map(|(kind, words)| (kind, words.to_owned()));
            ChangeLine { place, what: frame.t1("instrument-key", "key", key), pieces: pieces.collect() }
        }
    };
    let is_year = |change: &&Change| matches!(change, Change::Field { key: "fiscal_year", .. });
    changes.iter().filter(|change| !is_year(change)).map(line).collect()
}

/// A value of the file in words: its keywords in the language of the page.
fn in_words(frame: &Frame, key: &str, raw: &str) -> String {
    let plain = plain(raw);
    let each = |message: &'static str, name: &'static str| {
        plain.lines().map(|word| frame.t1(message, name, word)).collect::<Vec<_>>().join(", ")
    };
    match key {
        "mode" => each("instrument-mode", "mode"),
        "kind" => each("instrument-kind", "kind"),
        "applies_to" => each("instrument-office-kind", "kind"),
        _ => plain,
    }
}

/// A line of the cross-walk.
pub(crate) struct WalkLine {
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) state: Badge,
    pub(crate) about: Vec<String>,
    /// Whether it is an item of this year.
    pub(crate) is_here: bool,
    /// Whether it continues one of the year before.
    pub(crate) continues: bool,
}

/// How the items of a year continue those of the year before.
pub(crate) fn walk(frame: &Frame, earlier: &Instrument, later: &Instrument) -> Vec<WalkLine> {
    let rows = crosswalk(earlier, later);
    let line = |row: domain::instrument::CrosswalkRow| {
        let code = row.node.as_str();
        let node = later.node(code).or_else(|| earlier.node(code)).expect("the cross-walk names items of the two");
        let (class, icon, word) = match &row.relation {
            Crosswalk::New => ("st-info", "plus", "new"),
            Crosswalk::Gone => ("st-mute", "x", "gone"),
            Crosswalk::Same => ("st-ok", "check", "same"),
            Crosswalk::Changed { .. } => ("st-warn", "pencil", "changed"),
        };
        let about = match &row.relation {
            Crosswalk::Changed { mode, title, applicability } => {
                let mode = mode.map(|(old, new)| {
                    let words = [old, new].map(|mode| frame.t1("instrument-mode", "mode", mode.as_str()));
                    format!("{} → {}", words[0], words[1])
                });
                let title = title.as_ref().map(|(old, _)| frame.t1("instrument-title-before", "title", old));
                let applicability = applicability.then(|| frame.t("instrument-applies-changed"));
                mode.into_iter().chain(title).chain(applicability).collect()
            }
            _ => Vec::new(),
        };
        WalkLine {
            title: format!("{} {}", node.label_th, title_of(frame, node)),
            state: Badge { class, icon, words: frame.t1("instrument-walk", "relation", word) },
            about,
            is_here: row.relation != Crosswalk::Gone,
            continues: matches!(row.relation, Crosswalk::Same | Crosswalk::Changed { .. }),
            code: code.to_owned(),
        }
    };
    rows.into_iter().map(line).collect()
}

/// An item in the table of what is asked.
pub(crate) struct ItemLine {
    pub(crate) code: String,
    /// Class that moves it in.
    pub(crate) indent: &'static str,
    pub(crate) is_group: bool,
    pub(crate) title: String,
    pub(crate) mode: String,
    /// The kinds of office it is for, where it is not for all.
    pub(crate) only: Option<String>,
    pub(crate) about: Vec<String>,
    pub(crate) rubric: Vec<(LevelWords, String)>,
    pub(crate) guidance: Vec<String>,
}

/// Classes by depth; what lies deeper stands below the last.
const INDENTS: [&str; 4] = ["in-0", "in-1", "in-2", "in-3"];

/// The class of an item by its depth in the tree.
pub(crate) fn indent(instrument: &Instrument, node: usize) -> &'static str {
    INDENTS[instrument.depth(node).min(INDENTS.len() - 1)]
}

/// What a target asks for: "≥ 80 ร้อยละ".
pub(crate) fn target_words(frame: &Frame, node: &Node) -> Option<String> {
    let target = node.target.as_ref()?;
    let unit = target.unit.as_deref().or(node.unit.as_deref()).unwrap_or_default();
    let scope = match target.scope {
        TargetScope::Office => String::new(),
        TargetScope::National => format!(" ({})", frame.t("instrument-national")),
    };
    Some(format!("{} {} {unit}{scope}", target.operator.as_str(), target.value).trim_end().to_owned())
}

/// The items of an instrument with all that is asked of them.
pub(crate) fn items(frame: &Frame, instrument: &Instrument) -> Vec<ItemLine> {
    let line = |(i, node): (usize, &Node)| {
        let kinds: Vec<String> =
            node.applies_to.iter().map(|kind| frame.t1("instrument-office-kind", "kind", kind.as_str())).collect();
        let said = |key: &'static str, value: Option<String>| {
            value.map(|value| format!("{}: {value}", frame.t1("instrument-key", "key", key)))
        };
        let is_plain = node.weight.to_string() == "1";
        let about = [
            said("target", target_words(frame, node)),
            said("unit", node.unit.clone()),
            said("weight", (!is_plain).then(|| node.weight.to_string())),
            said("owner_th", node.owner_th.clone()),
            said("source_th", node.source_th.clone()),
        ];
        let bands = instrument.bands.iter().rev();
        ItemLine {
            code: node.code.to_string(),
            indent: indent(instrument, i),
            is_group: node.mode == domain::instrument::Mode::Group,
            title: format!("{} {}", node.label_th, title_of(frame, node)),
            mode: frame.t1("instrument-mode", "mode", node.mode.as_str()),
            only: (kinds.len() < 2).then(|| kinds.join(", ")),
            about: about.into_iter().flatten().collect(),
            rubric: bands
                .zip(&node.rubric)
                .map(|(band, words)| (frame.level(instrument, band.level), words.clone()))
                .collect(),
            guidance: node.guidance_th.iter().chain(&node.evidence).cloned().collect(),
        }
    };
    instrument.nodes().iter().enumerate().map(line).collect()
}

struct RevisionLine {
    number: i32,
    at: String,
    /// What it changed of the one before; none for the first.
    changes: Option<Vec<ChangeLine>>,
}

#[derive(Template)]
#[template(path = "instrument/page.html")]
struct InstrumentPage {
    frame: Frame,
    href: String,
    year: FiscalYear,
    code: String,
    name: String,
    title: String,
    revision: i32,
    writes: bool,
    items: Vec<ItemLine>,
    revisions: Vec<RevisionLine>,
    walk: Vec<WalkLine>,
    earlier: String,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<InstrumentPath>,
) -> Answer {
    let (year, code) = path.name()?;
    let found = app::instrument::history(&web.app, year, &code).await?;
    let instrument = &found.stored.instrument;
    let revision = |revised: &Revised| {
        let lines = revised.before.as_ref().map(|before| {
            let both = (&before.instrument, &revised.stored.instrument);
            changes(&frame, both, &diff(both.0, both.1))
        });
        RevisionLine { number: revised.stored.revision, at: frame.moment(revised.at), changes: lines }
    };
    let earlier = found.earlier.as_ref().map(|earlier| &earlier.instrument);
    let page = InstrumentPage {
        href: format!("/instruments/{year}/{code}"),
        year,
        name: name_words(&frame, &code, year),
        title: frame.title(instrument),
        revision: found.stored.revision,
        writes: writes(&visitor),
        items: items(&frame, instrument),
        revisions: found.revisions.iter().map(revision).collect(),
        walk: earlier.map(|earlier| walk(&frame, earlier, instrument)).unwrap_or_default(),
        earlier: earlier.map(|earlier| name_words(&frame, &earlier.code, earlier.fiscal_year)).unwrap_or_default(),
        code: code.to_string(),
        frame,
    };
    page::show(&page)
}

/// A file of an instrument.
pub(crate) async fn file(
    State(web): State<Web>,
    frame: Frame,
    _: Visitor,
    Path((year, instrument, format)): Path<(String, String, String)>,
) -> Answer {
    let (year, code) = InstrumentPath { year, instrument }.name()?;
    let stored = app::instrument::of_form(&web.app, year, &code).await?;
    as_file(&frame, &stored.instrument, &format)
}

/// An instrument, or what is there of a draft, as a file to keep.
pub(crate) fn as_file(frame: &Frame, instrument: &Instrument, format: &str) -> Answer {
    let name = app::draft_file::stem(instrument);
    let disposition = |ending: &str| format!("attachment; filename=\"{name}.{ending}\"");
    match format {
        "toml" => {
            let headers = [
                (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, disposition("toml")),
            ];
            Ok((headers, instrument.to_canonical()).into_response())
        }
        "xlsx" => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition("xlsx"))];
            Ok((headers, app::draft_file::workbook(frame.language, instrument)?).into_response())
        }
        _ => Err(Failure::NotFound),
    }
}

/// What a refusal says, one line for each problem; other errors are passed on.
pub(crate) fn refusal(frame: &Frame, error: app::AppError) -> Result<Vec<String>, Failure> {
    match error {
        app::AppError::Refused(fault) if fault.key == "not-found" => Err(Failure::NotFound),
        app::AppError::Refused(fault) => Ok(vec![problem_words(frame, &fault)]),
        error @ app::AppError::Problems(_) => Ok(error.words(frame.language).lines().map(str::to_owned).collect()),
        error => Err(error.into()),
    }
}

/// The words of a problem for who sees forms and no file.
pub(crate) fn problem_words(frame: &Frame, fault: &Fault) -> String {
    let arg = |name: &str| fault.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    match fault.key {
        "node-target-missing" => frame.t("draft-problem-target"),
        "node-applies-to-nobody" => frame.t("draft-problem-nobody"),
        "node-rubric-count" => frame.t1("draft-problem-rubric", "levels", arg("levels").unwrap_or_default()),
        "node-parent-evaluated" | "node-parent-no-group" => {
            frame.t1("draft-problem-parent", "parent", arg("parent").unwrap_or_default())
        }
        "instrument-key-missing" => frame.t("draft-problem-no-item"),
        "instrument-text-empty" => {
            let key = frame.t1("instrument-key", "key", arg("key").unwrap_or_default());
            frame.t1("draft-problem-empty", "field", key)
        }
        _ => frame.language.fault(fault),
    }
}

/// A page that leads on.
pub(crate) fn to(address: &str) -> Response {
    axum::response::Redirect::to(address).into_response()
}
