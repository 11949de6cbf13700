//! The published result of an office: levels with their reasons, suggestions, documents; receiving it, and objecting to a level.

use app::result::{OfficeResult, Part};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Mode;
use domain::objection::Verdict;
use domain::office::{NodeCode, OfficeCode};
use domain::policy::{Action, Entity, Scope, allows};
use serde::Deserialize;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::round::year_of;
use crate::score::{Line, Overall, lines};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{Badge, Share};

/// An objection with what became of it.
pub(crate) struct Objected {
    pub(crate) words: String,
    pub(crate) state: Badge,
    pub(crate) reason: Option<String>,
}

impl Objected {
    pub(crate) fn of(frame: &Frame, objection: &domain::objection::Objection) -> Objected {
        let (class, icon) = match objection.verdict {
            Verdict::Waiting => ("st-warn", "hourglass"),
            Verdict::Kept => ("st-mute", "scale"),
            Verdict::Changed(_) => ("st-ok", "circle-check"),
        };
        let level = objection.verdict.level().map(|level| level.to_string()).unwrap_or_default();
        let words = frame.t2("objection-verdict", "verdict", objection.verdict.as_str(), "level", level);
        let state = Badge { class, icon, words };
        Objected { words: objection.words.clone(), state, reason: objection.reason.clone() }
    }
}

struct Row {
    line: Line,
    suggestion: Option<String>,
    objection: Option<Objected>,
    may_object: bool,
}

struct PartView {
    id: String,
    title: String,
    number: String,
    corrects: Option<String>,
    published: String,
    instrument: String,
    through: String,
    overall: Option<Overall>,
    shares: Vec<Share>,
    rows: Vec<Row>,
    acknowledged: Option<String>,
    /// The last day for objections, while there is time.
    until: Option<String>,
}

struct File {
    href: String,
    name: String,
}

#[derive(Template)]
#[template(path = "result/page.html")]
struct ResultPage {
    frame: Frame,
    years: Vec<(FiscalYear, bool)>,
    year: FiscalYear,
    office: String,
    action: String,
    is_own: bool,
    simulated: bool,
    parts: Vec<PartView>,
    withheld: Vec<String>,
    files: Vec<File>,
    may_acknowledge: bool,
    is_received: bool,
}

/// The year that is shown.
#[derive(Deserialize)]
pub(crate) struct Choice {
    year: Option<String>,
}

/// The result of the visitor's own office, of the year that was asked for or the newest.
pub(crate) async fn own(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(choice): Query<Choice>,
) -> Answer {
    let code = visitor.office().ok_or(Failure::NotFound)?;
    let years = app::result::years(&web.app).await?;
    match year_of(&years, choice.year.as_deref()) {
        Some(year) => Ok(Redirect::to(&format!("/results/{year}/{code}")).into_response()),
        None => {
            let office = code.to_string();
            page::show(&NothingPage { frame, office, years: Vec::new() })
        }
    }
}

/// Nothing of the office is published.
#[derive(Template)]
#[template(path = "result/nothing.html")]
struct NothingPage {
    frame: Frame,
    office: String,
    years: Vec<(FiscalYear, bool)>,
}

fn parse((year, office): &(String, String)) -> Result<(FiscalYear, OfficeCode), Failure> {
    let parse = || Some((year.parse().ok()?, office.parse().ok()?));
    parse().ok_or(Failure::NotFound)
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<(String, String)>,
) -> Answer {
    let (year, code) = parse(&path)?;
    let years = app::result::years(&web.app).await?;
    let found = app::result::of_office(&web.app, visitor.actor(), &code, year).await;
    let found = match found.map_err(Failure::from) {
        // A year in which this office has nothing leads on to the other years.
        Err(Failure::NotFound) if visitor.office() == Some(&code) => {
            let years = years.into_iter().map(|each| (each, each == year)).collect();
            return page::show(&NothingPage { frame, office: code.to_string(), years });
        }
        found => found?,
    };
    let is_own = visitor.actor().roles.iter().any(|(_, scope)| *scope == Scope::Office(code.clone()));
    if is_own && found.parts.iter().any(|part| part.receipt.is_none()) {
        let (person, office) = (visitor.clone(), code.clone());
        web.act(async move |web: Web| app::result::note_read(&web.app, person.actor(), &office, year).await).await?;
    }
    let today = app::clock::bangkok_day(web.app.clock().now());
    page::show(&show(frame, &visitor, (year, &code), years, found, today))
}

fn show(
    frame: Frame,
    visitor: &Visitor,
    (year, code): (FiscalYear, &OfficeCode),
    years: Vec<FiscalYear>,
    found: OfficeResult,
    today: jiff::civil::Date,
) -> ResultPage {
    let entity = Entity::Office { code: code.clone(), region: found.office.region };
    let may = |action| allows(visitor.actor(), action, &entity);
    let is_received = found.parts.iter().all(|part| part.receipt.is_some_and(|r| r.acknowledged_at.is_some()));
    let simulated =
        |part: &Part| part.publication.settings.simulated && part.publication.settings.source_of(code).is_none();
    let files = found.documents.iter().map(|document| File {
        href: format!("/documents/file/{}", document.code),
        name: document.format.to_uppercase(),
    });
    ResultPage {
        years: years.into_iter().map(|each| (each, each == year)).collect(),
        office: if frame.is_thai() { found.office.name_th.clone() } else { found.office.name_en.clone() },
        action: format!("/results/{year}/{code}"),
        is_own: visitor.office() == Some(code),
        simulated: found.parts.iter().any(simulated),
        parts: found.parts.iter().map(|part| view(&frame, part, may(Action::ObjectionFile), today)).collect(),
        files: files.collect(),
        may_acknowledge: may(Action::ResultAcknowledge) && !found.parts.is_empty(),
        withheld: found.withheld,
        is_received,
        year,
        frame,
    }
}

fn view(frame: &Frame, part: &Part, may_object: bool, today: jiff::civil::Date) -> PartView {
    let published = &part.publication;
    let instrument = &published.instrument;
    let nodes = instrument.nodes();
    let until = published.row.publication.objections_until.filter(|until| today <= *until);
    let row = |line: Line| {
        let code = &nodes[line.node].code;
        let suggestion = part.inputs.suggestions.iter().find(|suggestion| suggestion.node == *code);
        let objection = part.objections.get(&line.node).map(|row| Objected::of(frame, &row.objection));
        let is_open = may_object && until.is_some() && objection.is_none();
        Row {
            may_object: is_open && nodes[line.node].mode == Mode::Evaluated && line.level.is_some(),
            suggestion: suggestion.map(domain::publication::Suggestion::paragraph_th),
            objection,
            line,
        }
    };
    let all = lines(frame, instrument, &part.sheet);
    let evaluated = all.iter().filter(|line| nodes[line.node].mode == Mode::Evaluated);
    let levels: Vec<u8> = evaluated.filter_map(|line| line.level.as_ref()).map(|level| level.number).collect();
    let levels = levels.into_iter();
    PartView {
        id: instrument.code.to_string(),
        title: frame.title(instrument),
        number: published.number.clone(),
        corrects: published.corrects.clone(),
        published: frame.moment(published.row.publication.published_at),
        instrument: instrument.code.to_string(),
        through: published.row.publication.through.to_string(),
        overall: Overall::of(frame, instrument, &part.sheet),
        shares: frame.shares(instrument, levels),
        rows: all.into_iter().map(row).collect(),
        acknowledged: part.receipt.and_then(|receipt| receipt.acknowledged_at).map(|at| frame.moment(at)),
        until: until.map(|day| frame.date(day)),
    }
}

pub(crate) async fn acknowledge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<(String, String)>,
) -> Answer {
    let (year, code) = parse(&path)?;
    let to = format!("/results/{year}/{code}");
    web.act(async move |web: Web| app::result::acknowledge(&web.app, visitor.actor(), &code, year).await).await?;
    Ok(Redirect::to(&to).into_response())
}

/// What an objection sends.
#[derive(Deserialize)]
pub(crate) struct ObjectionForm {
    instrument: String,
    through: String,
    node: String,
    words: String,
}

pub(crate) async fn object(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<(String, String)>,
    Form(form): Form<ObjectionForm>,
) -> Answer {
    let (year, office) = parse(&path)?;
    let parse = || {
        let (instrument, round) = (form.instrument.parse().ok()?, form.through.parse().ok()?);
        Some((ReportName { year, instrument, round, office: office.clone() }, NodeCode::new(&form.node).ok()?))
    };
    let (name, node) = parse().ok_or(Failure::NotFound)?;
    let to = format!("/results/{year}/{office}#{}-{node}", name.instrument);
    let words = form.words.replace("\r\n", "\n");
    web.act(async move |web: Web| app::objection::file(&web.app, visitor.actor(), &name, &node, &words).await).await?;
    Ok(Redirect::to(&to).into_response())
}
