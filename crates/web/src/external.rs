//! Levels of other systems and national values: the page on which the centre enters or imports them with their source.

use app::AppError;
use app::external::External;
use app::office::ImportCounts;
use askama::Template;
use axum::extract::{Form, Multipart, Path, State};
use axum::http::StatusCode;
use domain::external;
use domain::fiscal_year::FiscalYear;
use domain::office::{InstrumentCode, NATIONAL};
use domain::problem::Fault;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;

/// Most bytes of a file: a level for every office and node is a tenth of it.
pub(crate) const FILE_BYTES_MAX: usize = 10_000_000;

/// The part of an address that names an instrument.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct InstrumentPath {
    /// Fiscal year of the Buddhist Era.
    #[param(value_type = u16, minimum = 2500, maximum = 2699, example = 2569)]
    year: String,
    /// Code of the instrument.
    #[param(example = "QP")]
    instrument: String,
}

impl InstrumentPath {
    /// The instrument.
    pub(crate) fn name(&self) -> Result<(FiscalYear, InstrumentCode), Failure> {
        let parse = || Some((self.year.parse().ok()?, self.instrument.parse().ok()?));
        parse().ok_or(Failure::NotFound)
    }
}

struct Line {
    code: String,
    title: String,
    is_national: bool,
    /// Rounds, each with the value and source where there is one for all.
    rounds: Vec<(String, String, String)>,
}

struct Import {
    source: String,
    count: i64,
    about: String,
}

#[derive(Template)]
#[template(path = "external/page.html")]
struct ExternalPage {
    frame: Frame,
    title: String,
    action: String,
    lines: Vec<Line>,
    imports: Vec<Import>,
    entry: Entry,
    wrong: Vec<String>,
    done: Option<String>,
}

/// What the form for a single level or value sends.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Entry {
    office: String,
    node: String,
    round: String,
    level: String,
    value: String,
    source: String,
}

impl ExternalPage {
    async fn new(
        web: &Web,
        frame: Frame,
        visitor: &Visitor,
        (year, code): &(FiscalYear, InstrumentCode),
        entry: Entry,
        done: Option<Result<ImportCounts, AppError>>,
    ) -> Result<(StatusCode, ExternalPage), Failure> {
        let found = app::external::open(&web.app, visitor.actor(), *year, code).await?;
        let External { stored, places, national, imports, names } = &found;
        let nodes = stored.instrument.nodes();
        let line = |at: &usize| {
            let rounds = stored.instrument.rounds_of(*at).iter().map(|round| {
                let (value, source) = national.get(&(*at, *round)).cloned().unwrap_or_default();
                (round.to_string(), value.map(|value| value.to_string()).unwrap_or_default(), source)
            });
            Line {
                code: nodes[*at].code.to_string(),
                title: format!("{} {}", nodes[*at].label_th, title_of(&frame, &nodes[*at])),
                is_national: external::is_national(&nodes[*at]),
                rounds: rounds.collect(),
            }
        };
        let (status, wrong, done) = match done {
            None => (StatusCode::OK, Vec::new(), None),
            Some(Ok(counts)) => {
                let fault = Fault::new("imported").with("inserted", counts.inserted).with("changed", counts.changed);
                let words = frame.language.fault(&fault.with("unchanged", counts.unchanged));
                (StatusCode::OK, Vec::new(), Some(words))
            }
            Some(Err(AppError::Problems(problems))) => {
                let words = problems.iter().map(|problem| frame.language.problem(problem)).collect();
                (StatusCode::UNPROCESSABLE_ENTITY, words, None)
            }
            Some(Err(error @ AppError::Refused(_))) => {
                (StatusCode::UNPROCESSABLE_ENTITY, vec![error.words(frame.language)], None)
            }
            Some(Err(error)) => return Err(error.into()),
        };
        let page = ExternalPage {
            title: format!("{code} {}", frame.t1("home-year-of", "year", year)),
            action: format!("/external/{year}/{code}"),
            lines: places.iter().map(line).collect(),
            imports: imports
                .iter()
                .map(|import| {
                    let person = import.by.and_then(|id| names.get(&id).cloned());
                    let moment = frame.moment(import.at);
                    let about = person.map_or(moment.clone(), |person| format!("{moment} · {person}"));
                    Import { source: import.source.clone(), count: import.count, about }
                })
                .collect(),
            entry,
            wrong,
            done,
            frame,
        };
        Ok((status, page))
    }
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<InstrumentPath>,
) -> Answer {
    let (status, page) = ExternalPage::new(&web, frame, &visitor, &path.name()?, Entry::default(), None).await?;
    page::show_as(status, &page)
}

pub(crate) async fn enter(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<InstrumentPath>,
    Form(entry): Form<Entry>,
) -> Answer {
    let of = path.name()?;
    let (person, name, given) = (visitor.clone(), of.clone(), entry.clone());
    let done = web.act(async move |web: Web| {
        let Entry { office, node, round, level, value, source } = &given;
        let row = [office, node, round, level, value].map(|cell| cell.trim().to_owned());
        app::external::enter(&web.app, person.actor(), (name.0, &name.1), vec![row], source).await
    });
    let done = done.await;
    // What was entered well is not entered again.
    let entry = if done.is_ok() { Entry { source: entry.source, ..Entry::default() } } else { entry };
    let (status, page) = ExternalPage::new(&web, frame, &visitor, &of, entry, Some(done)).await?;
    page::show_as(status, &page)
}

pub(crate) async fn import(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<InstrumentPath>,
    mut form: Multipart,
) -> Answer {
    let of = path.name()?;
    let (mut source, mut bytes) = (String::new(), Vec::new());
    let broken = |_| Failure::from(AppError::from(Fault::new("evidence-broken-off")));
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("source") => source = field.text().await.map_err(broken)?,
            Some("file") => bytes = field.bytes().await.map_err(broken)?.to_vec(),
            _ => {}
        }
    }
    let (person, name) = (visitor.clone(), of.clone());
    let done = web.act(async move |web: Web| {
        app::external::import(&web.app, person.actor(), (name.0, &name.1), &bytes, &source).await
    });
    let (status, page) = ExternalPage::new(&web, frame, &visitor, &of, Entry::default(), Some(done.await)).await?;
    page::show_as(status, &page)
}
