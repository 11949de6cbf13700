//! Longer windows: a director asks, the centre decides, the office sees what became of it.

use app::round::{self, Wish};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::policy::{Action, Entity, allows};
use domain::round::{Decision, Extension, RoundState};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::round::{Choice, day_of, day_words, working_year};
use crate::self_report::{ReportPath, href, round_words};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

fn badge(frame: &Frame, extension: &Extension) -> Badge {
    let (class, icon, state) = match extension.decision {
        Decision::Waiting => ("st-warn", "hourglass", "waiting"),
        Decision::Granted(_) => ("st-ok", "circle-check", "granted"),
        Decision::Refused => ("st-bad", "circle-x", "refused"),
    };
    Badge { class, icon, words: frame.t1("extension-state", "state", state) }
}

/// What the page of a report says of a longer window.
pub(crate) struct Window {
    pub(crate) state: Option<Badge>,
    /// Names and values: asked until, why, granted until, what the centre said.
    pub(crate) lines: Vec<(String, String)>,
    /// The address of the form, where the visitor may ask.
    pub(crate) action: Option<String>,
}

impl Window {
    /// None where nothing was asked for and the visitor may not ask.
    pub(crate) async fn of(
        web: &Web,
        frame: &Frame,
        visitor: &Visitor,
        name: &ReportName,
        place: &app::self_report::Place,
    ) -> Result<Option<Window>, Failure> {
        let extension = round::extension(&web.app, visitor.actor(), name).await?;
        let waits = extension.as_ref().is_some_and(|extension| extension.decision == Decision::Waiting);
        let is_open = matches!(place.round.state, RoundState::Open | RoundState::Closed);
        let may = allows(visitor.actor(), Action::ExtensionAsk, &place.entity())
            && is_open
            && !waits
            && place.row.report.certifications == 0;
        if extension.is_none() && !may {
            return Ok(None);
        }
        let action = may.then(|| format!("{}/extension", href(name)));
        let state = extension.as_ref().map(|extension| badge(frame, extension));
        let lines = extension.as_ref().map(|extension| lines(frame, extension)).unwrap_or_default();
        Ok(Some(Window { state, lines, action }))
    }
}

fn lines(frame: &Frame, extension: &Extension) -> Vec<(String, String)> {
    let mut lines = vec![
        (frame.t("extension-asked"), frame.date(extension.asked_until)),
        (frame.t("extension-reason"), extension.reason.clone()),
    ];
    if let Decision::Granted(until) = extension.decision {
        lines.push((frame.t("extension-granted"), frame.date(until)));
    }
    if !extension.answer.is_empty() {
        lines.push((frame.t("extension-answer"), extension.answer.clone()));
    }
    lines
}

/// What the director's form sends.
#[derive(Deserialize)]
pub(crate) struct Ask {
    until: String,
    reason: String,
}

pub(crate) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
    Form(form): Form<Ask>,
) -> Answer {
    let name = path.name()?;
    let to = format!("{}#extension", href(&name));
    web.act(async move |web: Web| {
        let until = day_of(&form.until)?;
        round::ask_extension(&web.app, visitor.actor(), &name, until, &form.reason).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

struct Line {
    id: String,
    report: String,
    action: String,
    office: String,
    title: String,
    due: String,
    at: String,
    state: Badge,
    /// The day that was asked for, as the form shows it and reads it back.
    until: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "extension/page.html")]
struct ExtensionsPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    waiting: Vec<Line>,
    decided: Vec<Line>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    if !allows(visitor.actor(), Action::ExtensionDecide, &Entity::System) {
        return Err(Failure::NotFound);
    }
    let years = round::years(&web.app).await?;
    let year = working_year(&web, &years, choice.year.as_deref()).await?;
    let [waiting, decided] = match year {
        Some(year) => round::wishes(&web.app, visitor.actor(), year).await?,
        None => [Vec::new(), Vec::new()],
    };
    let show = |wish: Wish| Line {
        id: format!("{}-{}-{}-{}", wish.name.instrument, wish.name.year, wish.name.round, wish.name.office),
        report: href(&wish.name),
        action: href(&wish.name).replacen("/reports", "/extensions", 1),
        office: if frame.is_thai() { wish.office.short_name_th.clone() } else { wish.office.name_en.clone() },
        title: format!("{} {}", wish.name.instrument, round_words(&frame, &wish.name)),
        due: wish.round.due(None).map(|day| frame.date(day)).unwrap_or_default(),
        at: frame.moment(wish.at),
        state: badge(&frame, &wish.extension),
        until: day_words(&frame, wish.extension.asked_until),
        lines: lines(&frame, &wish.extension),
    };
    let waiting = waiting.into_iter().map(show).collect();
    let decided = decided.into_iter().map(show).collect();
    let years = years.into_iter().map(|each| (each, Some(each) == year)).collect();
    page::show(&ExtensionsPage { years, waiting, decided, frame })
}

/// What the centre's form sends.
#[derive(Deserialize)]
pub(crate) struct Decide {
    deed: String,
    until: String,
    answer: String,
}

pub(crate) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<ReportPath>,
    Form(form): Form<Decide>,
) -> Answer {
    let name = path.name()?;
    web.act(async move |web: Web| {
        let until = match form.deed.as_str() {
            "grant" => Some(day_of(&form.until)?),
            _ => None,
        };
        round::decide_extension(&web.app, visitor.actor(), &name, until, &form.answer).await
    })
    .await?;
    Ok(Redirect::to("/extensions").into_response())
}
