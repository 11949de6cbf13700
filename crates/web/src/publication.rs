//! Publishing a round, and what offices did with what is published: read, received, objected to, decided, corrected.

use app::publication::Release;
use app::result::BoardLine;
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::office::{NodeCode, OfficeCode};
use domain::policy::{Action, Entity, allows};
use domain::round::RoundState;
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::publication_form::PublicationForm;
use crate::result::Objected;
use crate::review::place_of;
use crate::round::{RoundPath, borrowed, round_title, year_of};
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;

/// Offices, and objections, shown at a time.
const PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "publication/form.html")]
struct FormPage {
    frame: Frame,
    title: String,
    action: String,
    form: PublicationForm,
    has_letter: bool,
}

/// Who may publish, for a round whose marks are final.
pub(crate) async fn form(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
) -> Answer {
    let name = path.name()?;
    let settings = app::publication::proposed_settings(&web.app, visitor.actor(), name.0).await?;
    let rounds = app::round::list(&web.app, visitor.actor(), name.0).await?;
    let found = rounds.iter().find(|(code, row)| *code == name.1 && row.key.round == name.2);
    if found.is_none_or(|(_, row)| row.round.state != RoundState::Confirmed) {
        return Err(Failure::NotFound);
    }
    page::show(&FormPage {
        title: round_title(&frame, &name),
        action: format!("/rounds/{}/{}/{}/publish", name.0, name.1, name.2),
        has_letter: settings.letter.is_some(),
        form: PublicationForm::of(&settings),
        frame,
    })
}

pub(crate) async fn publish(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<PublicationForm>,
) -> Answer {
    let (year, code, through) = path.name()?;
    let to = format!("/publications/{year}/{code}/{through}");
    web.act(async move |web: Web| {
        let proposed = app::publication::proposed_settings(&web.app, visitor.actor(), year).await?;
        let settings = form.apply(proposed)?;
        let release = Release { settings: &settings, reason: None, objection_days: Some(form.days()?) };
        app::publication::publish(&web.app, visitor.actor(), year, &code, Some(through), &release).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// A publication in numbers.
struct Figures {
    href: String,
    title: String,
    number: String,
    published: String,
    corrects: Option<String>,
    reason: Option<String>,
    until: Option<String>,
    offices: i64,
    withheld: i64,
    read: i64,
    acknowledged: i64,
    waiting: i64,
    changed: i64,
}

impl Figures {
    fn of(frame: &Frame, line: &BoardLine) -> Figures {
        let published = &line.publication;
        let of = &published.row.publication;
        let name = (of.fiscal_year, published.instrument.code.clone(), of.through);
        Figures {
            href: format!("/publications/{}/{}/{}", name.0, name.1, name.2),
            title: round_title(frame, &name),
            number: published.number.clone(),
            published: frame.moment(of.published_at),
            corrects: published.corrects.clone(),
            reason: of.reason.clone(),
            until: of.objections_until.map(|day| frame.date(day)),
            offices: line.offices,
            withheld: line.withheld,
            read: line.read,
            acknowledged: line.acknowledged,
            waiting: line.waiting,
            changed: line.changed,
        }
    }
}

#[derive(Template)]
#[template(path = "publication/board.html")]
struct BoardPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    year: Option<FiscalYear>,
    lines: Vec<Figures>,
}

/// The year that is shown.
#[derive(Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
}

pub(crate) async fn board(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let years = app::result::years(&web.app).await?;
    let year = year_of(&years, choice.year.as_deref());
    let lines = match year {
        Some(year) => app::result::board(&web.app, visitor.actor(), year).await?,
        None if allows(visitor.actor(), Action::ResultRead, &Entity::System) => Vec::new(),
        None => return Err(Failure::NotFound),
    };
    let lines = lines.iter().map(|line| Figures::of(&frame, line)).collect();
    let years = years.into_iter().map(|each| (each, Some(each) == year)).collect();
    page::show(&BoardPage { frame, years, year, lines })
}

struct Recipient {
    href: String,
    office: String,
    withheld: bool,
    read: Option<String>,
    acknowledged: Option<String>,
}

struct Filed {
    id: String,
    office: String,
    code: OfficeCode,
    node: String,
    item: String,
    level: u8,
    objected: Objected,
    version: i32,
    is_waiting: bool,
}

#[derive(Template)]
#[template(path = "publication/page.html")]
struct PublicationPage {
    frame: Frame,
    figures: Figures,
    objections: Vec<Filed>,
    next_objection: Option<String>,
    levels: Vec<(u8, String)>,
    recipients: Vec<Recipient>,
    next: Option<String>,
    may_decide: bool,
    may_correct: bool,
}

/// Where the list of offices goes on.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<String>,
    /// Of the objections: the last office and item that were seen ("17-204").
    objection: Option<String>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Query(query): Query<After>,
) -> Answer {
    let name = path.name()?;
    let (app, actor) = (&web.app, visitor.actor());
    let page = match query.after.and_then(|code| code.parse().ok()) {
        Some(code) => app::Page::after(code, PAGE),
        None => app::Page::first(PAGE),
    };
    let (line, recipients) = app::result::recipients(app, actor, borrowed(&name), &page).await?;
    let filed_from = match query.objection.as_deref().and_then(place_of) {
        Some(place) => app::Page::after(place, PAGE),
        None => app::Page::first(PAGE),
    };
    let (stored, filed) = app::objection::list(app, actor, borrowed(&name), &filed_from).await?;
    let ids = recipients.iter().map(|recipient| recipient.office_id);
    let offices = app::office::by_ids(app, ids, name.0).await?;
    let figures = Figures::of(&frame, &line);
    let last = recipients.last().filter(|_| recipients.len() == PAGE as usize);
    let next = last.map(|last| format!("{}?after={}", figures.href, last.office_code));
    let last = filed.last().filter(|_| filed.len() == PAGE as usize);
    let next_objection = last
        .map(|last| format!("{}?objection={}-{}#objections", figures.href, last.row.key.office_id, last.row.node_id));
    let nodes = stored.instrument.nodes();
    let objections = filed.iter().map(|line| Filed {
        id: format!("{}-{}", line.office.0, nodes[line.node].code),
        office: line.office.1.clone(),
        code: line.office.0.clone(),
        node: nodes[line.node].code.to_string(),
        item: format!("{} {}", nodes[line.node].label_th, title_of(&frame, &nodes[line.node])),
        level: line.row.objection.level.0,
        objected: Objected::of(&frame, &line.row.objection),
        version: line.row.version,
        is_waiting: line.row.objection.verdict == domain::objection::Verdict::Waiting,
    });
    let levels = stored.instrument.bands.iter().map(|band| {
        let level = frame.level(&stored.instrument, band.level);
        (level.number, level.name)
    });
    let recipients = recipients.iter().map(|recipient| Recipient {
        href: format!("/results/{}/{}", name.0, recipient.office_code),
        office: offices.get(&recipient.office_id).map(|office| office.short_name_th.clone()).unwrap_or_default(),
        withheld: recipient.withheld.is_some(),
        read: recipient.read_at.map(|at| frame.moment(at)),
        acknowledged: recipient.acknowledged_at.map(|at| frame.moment(at)),
    });
    let may = |action| allows(actor, action, &Entity::System);
    let page = PublicationPage {
        objections: objections.collect(),
        levels: levels.collect(),
        recipients: recipients.collect(),
        next,
        next_objection,
        may_decide: may(Action::ObjectionDecide),
        may_correct: may(Action::PublicationPublish) && figures.changed > 0,
        figures,
        frame,
    };
    page::show(&page)
}

/// What a decision sends; no level keeps the one that was published.
#[derive(Deserialize)]
pub(crate) struct Decision {
    office: String,
    node: String,
    level: String,
    reason: String,
    version: i32,
}

pub(crate) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<Decision>,
) -> Answer {
    let (year, instrument, round) = path.name()?;
    let to = format!("/publications/{year}/{instrument}/{round}#{}-{}", form.office, form.node);
    let parse = || Some((form.office.parse().ok()?, NodeCode::new(&form.node).ok()?));
    let (office, node): (OfficeCode, NodeCode) = parse().ok_or(Failure::NotFound)?;
    let level = match form.level.as_str() {
        "" => None,
        digits => Some(domain::level::Level(digits.parse().map_err(|_| Failure::NotFound)?)),
    };
    let name = ReportName { year, instrument, round, office };
    let reason = form.reason.replace("\r\n", "\n");
    web.act(async move |web: Web| {
        let decision = (level, reason.as_str());
        app::objection::decide(&web.app, visitor.actor(), &name, &node, form.version, decision).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// Why a correction is made.
#[derive(Deserialize)]
pub(crate) struct Correction {
    reason: String,
}

pub(crate) async fn correct(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<Correction>,
) -> Answer {
    let name = path.name()?;
    let to = format!("/publications/{}/{}/{}", name.0, name.1, name.2);
    web.act(async move |web: Web| {
        app::publication::correct(&web.app, visitor.actor(), borrowed(&name), &form.reason).await
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}
