//! The form of an item: what the office did, the level it gives itself, its evidence and the thread with the screener.

use std::collections::BTreeSet;

use app::answer::{self, ItemForm, Saved};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Redirect};
use domain::answer::{Answer as Told, Finding, NARRATIVE_MAX, TARGET_VALUE};
use domain::id::UserId;
use domain::instrument::{Instrument, Mode};
use domain::level::Level;
use domain::office::NodeCode;
use domain::policy::{Action, allows};
use serde::Deserialize;

use crate::attachment::{File, Known, known_words};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::{Head, ReportPath, href, item_href, round_words, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// The part of an address that names an item.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ItemPath {
    #[serde(flatten)]
    report: ReportPath,
    node: String,
}

impl ItemPath {
    /// The report and the item.
    pub(crate) fn name(&self) -> Result<(ReportName, NodeCode), Failure> {
        Ok((self.report.name()?, self.node.parse().map_err(|_| Failure::NotFound)?))
    }
}

/// A level with its criterion.
pub(crate) struct Step {
    pub(crate) level: u8,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) met: bool,
    pub(crate) chosen: bool,
}

/// A value that is asked for or follows from others.
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) before: String,
    pub(crate) now: String,
}

/// What is to be said about the answer, and where it is mended.
struct Words {
    field: &'static str,
    words: String,
    /// Whether the report cannot be handed on with it.
    blocks: bool,
}

/// A part of the form.
struct Section {
    id: &'static str,
    words: String,
    /// How far it is: with what it is shown, in words for who does not see it.
    class: &'static str,
    icon: &'static str,
    state: String,
}

/// Evidence of an item that shares it with this one.
struct Shared {
    from: String,
    file: File,
    /// Whether this item cites it too.
    cited: bool,
}

/// A remark.
pub(crate) struct Remark {
    pub(crate) theirs: bool,
    pub(crate) initial: String,
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) words: String,
    /// Names of those it is addressed to.
    pub(crate) to: Option<String>,
    pub(crate) is_new: bool,
}

/// What the office answered.
#[derive(Default)]
pub(crate) struct Shown {
    pub(crate) level: Option<LevelWords>,
    pub(crate) narrative: String,
    pub(crate) problems: String,
    pub(crate) overrule: String,
}

/// Two versions of an answer, as far as they differ.
struct Conflict {
    /// Who saved the other, and when.
    by: Option<String>,
    twins: Vec<Twin>,
}

struct Twin {
    label: String,
    mine: String,
    theirs: String,
}

#[derive(Template)]
#[template(path = "answer/form.html")]
struct FormPage {
    head: Head,
    action: String,
    owner: String,
    version: i32,
    editable: bool,
    refused: bool,
    returned: Option<String>,
    /// What somebody else saved, where both versions have to be merged.
    conflict: Option<Conflict>,
    /// How far saving is, for the icon beside its words.
    saving: &'static str,
    /// The name of evidence that was brought again, as the library has it.
    known: Option<String>,
    takes_level: bool,
    /// Most letters of the narrative.
    narrative_max: usize,
    rubric: Vec<Step>,
    values: Vec<Value>,
    answer: Shown,
    before: Option<String>,
    findings: Vec<Words>,
    /// The parts of the form, in their order.
    sections: Vec<Section>,
    saved: String,
    evidence: Vec<File>,
    shared: Vec<Shared>,
    /// The items that share their evidence with this one, in words.
    linked: String,
    /// Values that follow from others.
    calculated: Vec<Value>,
    file_bytes_max: u64,
    guidance: Vec<String>,
    comments: Vec<Remark>,
    may_comment: bool,
    /// Those whom a remark can be addressed to.
    people: Vec<(i64, String)>,
    frame: Frame,
}

pub(crate) async fn form(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Query(known): Query<Known>,
) -> Answer {
    let (name, node) = path.name()?;
    let opened = answer::form(&web.app, visitor.actor(), &name, &node).await?;
    let known = opened.evidence.iter().find(|cited| known.is(cited.row.id));
    let known = known.map(|cited| known_words(&frame, &cited.row));
    let page = FormPage { known, ..FormPage::new(&web, frame, &visitor, &name, opened, None).await? };
    page::show(&page)
}

impl FormPage {
    /// The number of a part of the form.
    fn number(&self, id: &str) -> usize {
        self.sections.iter().position(|section| section.id == id).map_or(0, |at| at + 1)
    }

    /// The page with what is stored, or with what a person typed and could not save.
    async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        name: &ReportName,
        opened: ItemForm,
        typed: Option<Told>,
    ) -> Result<FormPage, Failure> {
        let instrument = &opened.place.stored.instrument;
        let node = &instrument.nodes()[opened.node];
        let stored = opened.row.as_ref().map(|row| row.item.answer.clone()).unwrap_or_default();
        let twins = typed.as_ref().map(|mine| twins(&frame, instrument, opened.node, mine, &stored));
        let is_refused = twins.is_some();
        let told = typed.unwrap_or(stored);
        let thread = app::comment::thread(&web.app, visitor.actor(), name, &node.code).await?;
        let there = thread.comments.iter().filter_map(|comment| comment.user);
        let saved_by = opened.row.as_ref().and_then(|row| row.updated_by);
        let named = there.chain(thread.to.values().flatten().copied()).chain(saved_by);
        let names = app::user::names(&web.app, named).await?;
        let reader = Some(visitor.present.user.id);
        let comments = thread.comments.iter().map(|comment| {
            let by = comment.user.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
            let to = thread.to.get(&comment.id).into_iter().flatten().filter_map(|id| names.get(id).cloned());
            let to = to.collect::<Vec<_>>().join(", ");
            Remark {
                theirs: comment.user != reader,
                initial: by.chars().next().map(String::from).unwrap_or_default(),
                at: frame.moment(comment.created_at),
                words: comment.text.clone(),
                to: (!to.is_empty()).then(|| frame.t1("thread-to", "names", to)),
                is_new: thread.is_new(comment, reader),
                by,
            }
        });
        let comments = comments.collect();
        app::comment::note_read(&web.app, visitor.actor(), &thread).await;
        let people = thread.people.into_iter().map(|(id, name)| (id.0, name)).collect();
        let mut head = Head::of(&frame, &opened.place, name);
        head.crumbs.push((href(name), format!("{} {}", name.instrument, round_words(&frame, name))));
        head.here = node.label_th.clone();
        head.title = format!("{} {}", node.label_th, title_of(&frame, node));
        if let Some(row) = &opened.row {
            head.state = frame.item_state(&row.item.state);
        }
        head.acts = neighbours(&opened, name);
        let takes_level = node.mode == Mode::Evaluated;
        let values = values(instrument, opened.node, &told, opened.earlier.as_ref());
        let calculated = calculated(instrument, opened.node, &told, opened.earlier.as_ref());
        let findings: Vec<Words> = opened.findings.iter().map(|finding| words_of(&frame, finding)).collect();
        let has_values = !values.is_empty() || !calculated.is_empty();
        let parts = [
            (takes_level, ("level", "answer-criteria-short")),
            (has_values, ("values", "answer-values")),
            (true, ("narrative-section", "answer-narrative-short")),
            (true, ("evidence", "answer-evidence")),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|(is, _)| *is).map(|(_, part)| part).collect();
        let evidence = opened.evidence.iter().map(|cited| File::cited(&frame, &name.office, cited));
        let evidence: Vec<File> = evidence.collect();
        let shared = opened.linked.iter().flat_map(|linked| {
            linked.evidence.iter().map(|cited| Shared {
                from: linked.label.clone(),
                file: File::cited(&frame, &name.office, cited),
                cited: opened.evidence.iter().any(|own| own.row.id == cited.row.id),
            })
        });
        let shared = shared.collect();
        let linked = opened.linked.iter().map(|linked| linked.label.as_str()).collect::<Vec<_>>().join(", ");
        Ok(FormPage {
            action: item_href(name, node.code.as_str()),
            owner: visitor.present.user.id.to_string(),
            version: opened.row.as_ref().map_or(0, |row| row.version),
            editable: opened.is_editable,
            refused: is_refused,
            returned: opened.row.as_ref().and_then(|row| row.item.state.reason().map(str::to_owned)),
            saving: match (&twins, &opened.row) {
                (Some(_), _) => "changed",
                (None, Some(_)) => "saved",
                (None, None) => "none",
            },
            conflict: twins.map(|twins| Conflict {
                by: opened.row.as_ref().map(|row| {
                    let name = row.updated_by.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
                    frame.t2("answer-conflict-by", "name", name, "moment", frame.moment(row.updated_at))
                }),
                twins,
            }),
            known: None,
            takes_level,
            narrative_max: NARRATIVE_MAX,
            rubric: if takes_level { rubric(&frame, instrument, opened.node, &told) } else { Vec::new() },
            values,
            before: opened.earlier.as_ref().map(|told| told.narrative.clone()).filter(|text| !text.is_empty()),
            sections: sections(&frame, &parts, &findings),
            findings,
            saved: match &opened.row {
                _ if is_refused => frame.t("autosave-changed"),
                Some(row) => format!("{} {}", frame.t("autosave-saved"), frame.moment(row.updated_at)),
                None => frame.t("autosave-none"),
            },
            evidence,
            shared,
            linked,
            calculated,
            file_bytes_max: web.evidence.rules.file_bytes_max,
            guidance: node.guidance_th.iter().chain(&node.evidence).cloned().collect(),
            comments,
            people,
            may_comment: allows(visitor.actor(), Action::CommentAdd, &opened.place.entity()),
            answer: Shown {
                level: told.level.map(|level| frame.level(instrument, level)),
                narrative: told.narrative,
                problems: told.problems_and_needs,
                overrule: told.overrule_reason,
            },
            head,
            frame,
        })
    }
}

/// The items before and behind one, for the head of the page.
fn neighbours(opened: &ItemForm, name: &ReportName) -> Vec<(String, String, &'static str)> {
    let nodes = opened.place.stored.instrument.nodes();
    let items = opened.place.items();
    let at = items.iter().position(|node| *node == opened.node);
    let link = |node: &usize, icon| (item_href(name, nodes[*node].code.as_str()), nodes[*node].label_th.clone(), icon);
    let before = at.and_then(|at| items.get(at.checked_sub(1)?)).map(|node| link(node, "chevron-left"));
    let after = at.and_then(|at| items.get(at + 1)).map(|node| link(node, "chevron-right"));
    before.into_iter().chain(after).collect()
}

/// Where two versions of an answer differ, in the words of the form.
fn twins(frame: &Frame, instrument: &Instrument, node: usize, mine: &Told, theirs: &Told) -> Vec<Twin> {
    let level = |told: &Told| {
        let words = told.level.map(|level| frame.level(instrument, level));
        words.map_or_else(|| frame.t("answer-no-level"), |level| format!("{} {}", level.number, level.name))
    };
    let ticks = |told: &Told| told.ticks.iter().map(Level::to_string).collect::<Vec<_>>().join(", ");
    let pairs = [
        ("answer-criteria", ticks(mine), ticks(theirs)),
        ("answer-self-level-choose", level(mine), level(theirs)),
        ("answer-overrule", mine.overrule_reason.clone(), theirs.overrule_reason.clone()),
    ];
    let words = [
        ("answer-narrative", mine.narrative.clone(), theirs.narrative.clone()),
        ("answer-problems", mine.problems_and_needs.clone(), theirs.problems_and_needs.clone()),
    ];
    let pairs = pairs.into_iter().map(|(key, mine, theirs)| Twin { label: frame.t(key), mine, theirs });
    // A value of mine stands where the form has that of this round, theirs where it has that of the round before.
    let values = values(instrument, node, mine, Some(theirs));
    let values = values.into_iter().map(|value| Twin { label: value.words, mine: value.now, theirs: value.before });
    let words = words.into_iter().map(|(key, mine, theirs)| Twin { label: frame.t(key), mine, theirs });
    pairs.chain(values).chain(words).filter(|twin| twin.mine != twin.theirs).collect()
}

/// The levels with their criteria, lowest first.
pub(crate) fn rubric(frame: &Frame, instrument: &Instrument, node: usize, told: &Told) -> Vec<Step> {
    let texts = &instrument.nodes()[node].rubric;
    let by_ticks = told.level_by_ticks(instrument).filter(|_| !texts.is_empty());
    let levels = instrument.bands.iter().rev().enumerate().map(|(i, band)| {
        let LevelWords { number, name } = frame.level(instrument, band.level);
        Step {
            level: number,
            words: texts.get(i).cloned().unwrap_or_else(|| name.clone()),
            name,
            met: told.ticks.contains(&band.level),
            // What follows the ticks needs no choice of its own.
            chosen: told.level == Some(band.level) && by_ticks != Some(band.level),
        }
    });
    levels.collect()
}

/// What an office types in at an item.
pub(crate) fn values(instrument: &Instrument, node: usize, told: &Told, earlier: Option<&Told>) -> Vec<Value> {
    let node = &instrument.nodes()[node];
    let value = |name: &str, words: String| Value {
        name: name.to_owned(),
        words,
        before: earlier.and_then(|told| told.values.get(name).cloned()).unwrap_or_default(),
        now: told.values.get(name).cloned().unwrap_or_default(),
    };
    let with_unit = |words: &str, unit: Option<&String>| match unit {
        Some(unit) => format!("{words} ({unit})"),
        None => words.to_owned(),
    };
    let target =
        (node.mode == Mode::Target).then(|| value(TARGET_VALUE, with_unit(&node.title_th, node.unit.as_ref())));
    let typed = node.measures.iter().filter(|measure| measure.formula.is_none());
    let measures = typed.map(|measure| value(&measure.name, with_unit(&measure.label_th, measure.unit.as_ref())));
    target.into_iter().chain(measures).collect()
}

/// What the formulas of the measures give.
pub(crate) fn calculated(instrument: &Instrument, node: usize, told: &Told, earlier: Option<&Told>) -> Vec<Value> {
    let measures = instrument.nodes()[node].measures.iter().filter(|measure| measure.formula.is_some());
    let shown = |told: &Told, measure| told.measure(measure).map(|value| value.to_string()).unwrap_or_default();
    let value = measures.map(|measure| Value {
        name: measure.name.clone(),
        words: match &measure.unit {
            Some(unit) => format!("{} ({unit})", measure.label_th),
            None => measure.label_th.clone(),
        },
        before: earlier.map(|earlier| shown(earlier, measure)).unwrap_or_default(),
        now: shown(told, measure),
    });
    value.collect()
}

fn words_of(frame: &Frame, finding: &Finding) -> Words {
    let field = match finding.fault.key {
        "answer-level-missing" | "answer-level-unknown" | "answer-overruled" => "self-level",
        "answer-evidence-missing" => "evidence",
        key if key.starts_with("answer-value") || key == "answer-part-larger" => "values",
        _ => "narrative",
    };
    Words { field, words: frame.language.fault(&finding.fault), blocks: finding.blocks() }
}

/// The parts of the form with how far each has come.
fn sections(frame: &Frame, has: &[(&'static str, &'static str)], findings: &[Words]) -> Vec<Section> {
    let of = |id: &'static str| findings.iter().filter(move |finding| part_of(finding.field) == id);
    let section = |(id, key): &(&'static str, &'static str)| {
        let (class, icon, state) = if of(id).any(|finding| finding.blocks) {
            ("c-bad", "circle-alert", frame.t("answer-part-missing"))
        } else if of(id).next().is_some() {
            ("c-warn", "triangle-alert", frame.t("answer-part-look"))
        } else {
            ("c-ok", "circle-check", frame.t("answer-part-done"))
        };
        Section { id, words: frame.t(key), class, icon, state }
    };
    has.iter().map(section).collect()
}

/// The part of the form in which a field stands.
fn part_of(field: &str) -> &'static str {
    match field {
        "self-level" => "level",
        "values" => "values",
        "evidence" => "evidence",
        _ => "narrative-section",
    }
}

/// "2.4 MB"
pub(crate) fn size_words(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Takes a form apart: fields that are not there stay empty.
fn told(fields: &[(String, String)], instrument: &Instrument) -> (i32, Told) {
    let text = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        // A browser sends line ends as two characters; people count them as one.
        found.map(|(_, text)| text.replace("\r\n", "\n")).unwrap_or_default()
    };
    let ticks: BTreeSet<Level> = fields
        .iter()
        .filter(|(field, _)| field == "met")
        .filter_map(|(_, level)| instrument.bands.parse_level(level))
        .collect();
    let values = fields
        .iter()
        .filter_map(|(field, value)| Some((field.strip_prefix("value-")?.to_owned(), value.trim().to_owned())))
        .filter(|(_, value)| !value.is_empty());
    let mut told = Told {
        narrative: text("narrative"),
        problems_and_needs: text("problems"),
        level: instrument.bands.parse_level(&text("level")),
        ticks,
        values: values.collect(),
        overrule_reason: text("overrule"),
    };
    told.level = told.level.or_else(|| told.level_by_ticks(instrument));
    (text("version").parse().unwrap_or_default(), told)
}

pub(crate) async fn save(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    headers: HeaderMap,
    Path(path): Path<ItemPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (name, node) = path.name()?;
    let itself = headers.contains_key("x-autosave");
    let stored = app::instrument::of_form(&web.app, name.year, &name.instrument).await?;
    let (version, told) = told(&fields, &stored.instrument);
    let saved = {
        let (visitor, name, node) = (visitor.clone(), name.clone(), node.clone());
        web.act(async move |web: Web| answer::save(&web.app, visitor.actor(), &name, &node, version, &told).await)
    };
    match saved.await? {
        Saved::Done { version, .. } if itself => {
            let saved_at = frame.time(web.app.clock().now());
            Ok(Json(serde_json::json!({ "version": version, "saved_at": saved_at })).into_response())
        }
        Saved::Done { .. } => Ok(Redirect::to(&item_href(&name, node.as_str())).into_response()),
        Saved::Conflict { .. } if itself => Ok((StatusCode::CONFLICT, Json(serde_json::json!({}))).into_response()),
        Saved::Conflict { mine, .. } => {
            let opened = answer::form(&web.app, visitor.actor(), &name, &node).await?;
            let page = FormPage::new(&web, frame, &visitor, &name, opened, Some(mine)).await?;
            page::show_as(StatusCode::CONFLICT, &page)
        }
    }
}

/// Adds a remark: its words, and those who are ticked.
pub(crate) async fn comment(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let (name, node) = path.name()?;
    let page = format!("{}#thread", item_href(&name, node.as_str()));
    let words = fields.iter().find(|(field, _)| field == "words").map(|(_, words)| words.clone()).unwrap_or_default();
    let ticked = fields.iter().filter(|(field, _)| field == "to");
    let to: Vec<UserId> = ticked.filter_map(|(_, id)| id.parse().ok()).map(UserId).collect();
    web.act(async move |web: Web| app::comment::add(&web.app, visitor.actor(), &name, &node, (&words, &to)).await)
        .await?;
    Ok(Redirect::to(&page).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_one_digit() {
        assert_eq!(size_words(999), "999 B");
        assert_eq!(size_words(12_345), "12 kB");
        assert_eq!(size_words(2_449_999), "2.4 MB");
    }
}
