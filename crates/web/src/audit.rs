//! The audit log for those who read it: finding entries, taking them along as a table, checking that the log is whole.

use app::audit::export::{Csv, workbook};
use app::audit::{AuditQuery, Verdict};
use askama::Template;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use domain::audit::Outcome;
use domain::office::OfficeCode;
use domain::policy::Action;
use futures_util::stream;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::{Frame, escape};
use crate::page;
use crate::round::{day_of, day_words};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Entries shown at a time.
const PAGE: u32 = 50;

/// What the address of the page asks for, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    from: String,
    to: String,
    actor: String,
    action: String,
    entity: String,
    office: String,
    outcome: String,
    /// Where the list goes on: milliseconds and place of the last entry that was looked at.
    before: String,
}

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("from", &self.from),
            ("to", &self.to),
            ("actor", &self.actor),
            ("action", &self.action),
            ("entity", &self.entity),
            ("office", &self.office),
            ("outcome", &self.outcome),
        ]
    }

    /// The address of a page with these conditions.
    fn address(&self, path: &str, before: Option<(Timestamp, i64)>) -> String {
        let given = self.fields().into_iter().filter(|(_, value)| !value.trim().is_empty());
        let mut pairs: Vec<String> = given.map(|(name, value)| format!("{name}={}", escape(value.trim()))).collect();
        pairs.extend(before.map(|(at, seq)| format!("before={}-{seq}", at.as_millisecond())));
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }

    fn is_empty(&self) -> bool {
        self.fields().into_iter().all(|(_, value)| value.trim().is_empty())
    }

    /// The conditions as the use case takes them.
    ///
    /// # Errors
    /// When a day is not a day.
    fn query(&self) -> app::Result<AuditQuery> {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let day = |typed: &str| text(typed).map(|typed| day_of(&typed)).transpose();
        Ok(AuditQuery {
            from: day(&self.from)?,
            to: day(&self.to)?,
            actor: text(&self.actor),
            action: Action::ALL.into_iter().find(|action| action.as_str() == self.action),
            entity: text(&self.entity),
            office: OfficeCode::new(&self.office.trim().to_uppercase()).ok(),
            outcome: Outcome::from_name(&self.outcome),
        })
    }

    fn before(&self) -> Option<(Timestamp, i64)> {
        let (at, seq) = self.before.rsplit_once('-')?;
        Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, seq.parse().ok()?))
    }
}

/// A condition that one click adds: address and what it keeps.
struct Narrow {
    href: String,
    words: String,
}

struct Line {
    seq: i64,
    at: String,
    actor: Narrow,
    action: String,
    entity: Narrow,
    outcome: Badge,
    details: Vec<app::audit::Detail>,
}

/// What is shown of the last check.
struct Check {
    class: &'static str,
    icon: &'static str,
    title: String,
    words: String,
    hash: Option<String>,
    newer: Option<String>,
    /// Set while a check waits or works.
    running: Option<String>,
}

#[derive(Template)]
#[template(path = "audit/page.html")]
struct AuditPage {
    frame: Frame,
    asked: Asked,
    /// What is wrong with what was typed.
    wrong: Option<String>,
    /// Name, words, whether chosen.
    actions: Vec<(&'static str, String, bool)>,
    outcomes: Vec<(&'static str, String, bool)>,
    day_example: String,
    check: Check,
    lines: Vec<Line>,
    next: Option<String>,
    /// How far back was looked, where that was not all.
    searched: Option<String>,
    newest: Option<String>,
    csv: String,
    xlsx: String,
}

/// The state of the check alone, which the page asks for again while one is under way.
#[derive(Template)]
#[template(path = "audit/check.html")]
struct CheckPart {
    frame: Frame,
    check: Check,
}

pub(crate) async fn page(State(web): State<Web>, frame: Frame, visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let check = check_of(&web, &frame, &visitor).await?;
    let (mut lines, mut next, mut searched, mut wrong) = (Vec::new(), None, None, None);
    match asked.query() {
        Err(error) => wrong = Some(error.words(frame.language)),
        Ok(query) => {
            let page = match asked.before() {
                Some(before) => app::Page::after(before, PAGE),
                None => app::Page::first(PAGE),
            };
            let listed = app::audit::list(&web.app, visitor.actor(), &query, &page).await?;
            lines.extend(listed.entries.iter().map(|entry| line(&frame, &asked, entry, &listed.names)));
            next = listed.next.map(|next| asked.address("/audit", Some(next)));
            let is_full = lines.len() == PAGE as usize;
            searched = listed.next.filter(|_| !is_full).map(|(at, _)| frame.language.audit_moment(at));
        }
    }
    let actions = Action::ALL.into_iter().map(|action| {
        let name = action.as_str();
        (name, frame.language.audit_action(name), name == asked.action)
    });
    let outcomes = Outcome::ALL.into_iter().map(|outcome| {
        let name = outcome.as_str();
        (name, frame.t1("audit-outcome", "outcome", name), name == asked.outcome)
    });
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (actions, outcomes) = (actions.collect(), outcomes.collect());
    let shown = AuditPage {
        day_example: day_words(&frame, Date::constant(2026, 9, 29)),
        newest: asked.before().map(|_| asked.address("/audit", None)),
        csv: asked.address("/audit/export/csv", None),
        xlsx: asked.address("/audit/export/xlsx", None),
        frame,
        asked,
        wrong,
        actions,
        outcomes,
        check,
        lines,
        next,
        searched,
    };
    page::show_as(status, &shown)
}

fn line(
    frame: &Frame,
    asked: &Asked,
    entry: &domain::audit::AuditEntry,
    names: &std::collections::HashMap<domain::id::UserId, String>,
) -> Line {
    let (language, record) = (frame.language, &entry.record);
    let (class, icon) = match record.outcome {
        Outcome::Done => ("st-ok", "check"),
        Outcome::Denied => ("st-warn", "ban"),
        Outcome::Failed => ("st-bad", "circle-x"),
    };
    let narrow = |asked: Asked, words: String| Narrow { href: asked.address("/audit", None), words };
    Line {
        seq: entry.seq,
        at: language.audit_moment(record.at),
        actor: narrow(
            Asked { actor: record.actor.clone(), ..asked.clone() },
            language.audit_actor(&record.actor, names),
        ),
        action: language.audit_action(&record.action),
        entity: narrow(
            Asked { entity: record.entity.clone(), ..asked.clone() },
            language.audit_entity(&record.entity, names),
        ),
        outcome: Badge { class, icon, words: frame.t1("audit-outcome", "outcome", record.outcome.as_str()) },
        details: app::audit::details(language, record, names),
    }
}

async fn check_of(web: &Web, frame: &Frame, visitor: &Visitor) -> Result<Check, Failure> {
    let sound = app::audit::soundness(&web.app, visitor.actor()).await?;
    let running = sound.running.map(|(done, total)| match total {
        0 => frame.t("audit-check-waiting"),
        _ => frame.t2("audit-check-running", "done", done, "total", total),
    });
    let never = Check {
        class: "",
        icon: "info",
        title: frame.t("audit-check-never"),
        words: frame.t1("audit-check-never-words", "count", sound.entries),
        hash: None,
        newer: None,
        running: None,
    };
    let Some((at, verdict)) = sound.last else { return Ok(Check { running, ..never }) };
    let moment = frame.language.audit_moment(at);
    let fault = |key| domain::problem::Fault::new(key).with("moment", &moment);
    let words = |fault| frame.language.fault(&fault);
    let bad = |title: &'static str, words: String| Check {
        class: "note-bad",
        icon: "triangle-alert",
        title: frame.t(title),
        words,
        hash: None,
        newer: None,
        running: running.clone(),
    };
    Ok(match verdict {
        Verdict::Whole { reached, hash, publications } => Check {
            class: "note-ok",
            icon: "shield-check",
            title: frame.t("audit-check-whole"),
            words: words(fault("audit-check-whole-words").with("reached", reached).with("publications", publications)),
            hash: Some(hash),
            // The check itself left an entry.
            newer: (sound.entries > reached + 1)
                .then(|| frame.t1("audit-check-newer", "count", sound.entries - reached - 1)),
            running: running.clone(),
        },
        Verdict::Broken { seq, what } => {
            let what = frame.t1("audit-word", "word", what);
            bad("audit-check-broken", words(fault("audit-check-broken-words").with("seq", seq).with("what", what)))
        }
        Verdict::Differs { publication } => {
            bad("audit-check-differs", words(fault("audit-check-differs-words").with("publication", publication)))
        }
    })
}

pub(crate) async fn check_state(State(web): State<Web>, frame: Frame, visitor: Visitor) -> Answer {
    let check = check_of(&web, &frame, &visitor).await?;
    page::show(&CheckPart { frame, check })
}

pub(crate) async fn ask_check(State(web): State<Web>, visitor: Visitor) -> Answer {
    web.act(async move |web: Web| app::audit::ask(&web.app, visitor.actor()).await).await?;
    Ok(Redirect::to("/audit").into_response())
}

/// The entries that the conditions of the address find, as a file.
pub(crate) async fn export(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let query = asked.query()?;
    let file = |kind: &'static str, ending: &str| {
        let disposition = format!("attachment; filename=\"audit.{ending}\"");
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)]
    };
    match format.as_str() {
        "csv" => {
            let mut csv = Csv::new(web.app.clone(), visitor.actor().clone(), query, frame.language);
            // The first piece before the answer begins, so that who may not gets no file.
            let first = csv.next().await?;
            let rest = stream::unfold(Some(csv), |csv| async {
                let mut csv = csv?;
                match csv.next().await {
                    Ok(piece) => piece.map(|piece| (Ok(piece), Some(csv))),
                    // The file ends broken off, which a browser says; it does not look whole.
                    Err(error) => {
                        tracing::error!(cause = ?error, "an export of the audit log broke off");
                        Some((Err(std::io::Error::other(error)), None))
                    }
                }
            });
            let pieces = futures_util::StreamExt::chain(stream::iter(first.map(Ok)), rest);
            Ok((file("text/csv; charset=utf-8", "csv"), Body::from_stream(pieces)).into_response())
        }
        "xlsx" => {
            let bytes = workbook(&web.app, visitor.actor(), &query, frame.language).await?;
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Ok((file(kind, "xlsx"), bytes).into_response())
        }
        _ => Err(Failure::NotFound),
    }
}
