//! Instruments and their criteria, as publications were made with them.

use askama::Template;
use axum::extract::{Path, State};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Node;
use domain::office::{InstrumentCode, OfficeKind};

use super::read;
use super::view::{EditionView, kind_name};
use crate::failure::Answer;
use crate::frame::Frame;
use crate::kept::{Asked, Made, Shelf};
use crate::self_report::title_of;
use crate::web::Web;
use crate::words::LevelWords;

struct InstrumentLine {
    href: String,
    title: String,
    items: usize,
}

#[derive(Template)]
#[template(path = "public/instruments.html")]
struct InstrumentsPage {
    frame: Frame,
    years: Vec<(FiscalYear, Vec<InstrumentLine>)>,
}

pub(crate) async fn instruments(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let mut years = Vec::new();
        for year in app::result::years(&web.app).await? {
            let editions = app::public::holding(&web.app, year).await?;
            let lines = editions.iter().map(|edition| {
                let instrument = &edition.publication.instrument;
                InstrumentLine {
                    href: format!("/public/instruments/{year}/{}", instrument.code),
                    title: frame.title(instrument),
                    items: instrument.nodes().iter().filter(|node| node.takes_level()).count(),
                }
            });
            years.push((year, lines.collect()));
        }
        Made::page(&InstrumentsPage { frame, years })
    };
    web.public(asked, Shelf::Page, "/public/instruments".to_owned(), make).await
}

/// An item with what it is judged by.
struct ItemView {
    code: String,
    title: String,
    depth: usize,
    is_group: bool,
    /// What becomes of it, where it is not simply evaluated.
    mode: Option<String>,
    /// The only kind of office it applies to.
    only: Option<String>,
    guidance: Option<String>,
    evidence: Vec<String>,
    /// Level, words; the highest first.
    rubric: Vec<(LevelWords, String)>,
    target: Option<String>,
    owner: Option<String>,
}

#[derive(Template)]
#[template(path = "public/instrument.html")]
struct InstrumentPage {
    frame: Frame,
    edition: EditionView,
    /// Levels with the lowest mean of each.
    bands: Vec<(LevelWords, String)>,
    items: Vec<ItemView>,
}

pub(crate) async fn instrument(
    State(web): State<Web>,
    asked: Asked,
    Path((year, code)): Path<(String, String)>,
) -> Answer {
    let (year, code): (FiscalYear, InstrumentCode) = (read(&year)?, read(&code)?);
    let address = format!("/public/instruments/{year}/{code}");
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let edition = app::public::of_instrument(&web.app, year, &code).await?;
        let instrument = &edition.publication.instrument;
        let item = |(place, node): (usize, &Node)| {
            let kinds: Vec<OfficeKind> =
                OfficeKind::ALL.into_iter().filter(|kind| instrument.applies(place, *kind)).collect();
            let level = |(step, words): (usize, &String)| {
                // The texts come lowest first, one for each level.
                let lowest = usize::from(instrument.bands.lowest().0);
                let level = domain::level::Level(u8::try_from(lowest + step).unwrap_or(u8::MAX));
                (frame.level(instrument, level), words.clone())
            };
            let is_group = instrument.children(place).next().is_some();
            ItemView {
                code: node.code.to_string(),
                title: format!("{} {}", node.label_th, title_of(&frame, node)),
                depth: instrument.depth(place).min(3),
                is_group,
                mode: (!is_group && node.mode != domain::instrument::Mode::Evaluated)
                    .then(|| frame.t1("public-mode", "mode", node.mode.as_str())),
                only: match kinds.as_slice() {
                    [one] => Some(kind_name(&frame, *one)),
                    _ => None,
                },
                guidance: node.guidance_th.clone(),
                evidence: node.evidence.clone(),
                rubric: node.rubric.iter().enumerate().map(level).rev().collect(),
                target: node.target.as_ref().map(|target| {
                    let unit = target.unit.as_deref().unwrap_or_default();
                    format!("{} {} {unit}", target.operator.as_str(), target.value).trim().to_owned()
                }),
                owner: node.owner_th.clone(),
            }
        };
        let bands = instrument.bands.iter().map(|band| (frame.level(instrument, band.level), band.min.to_string()));
        Made::page(&InstrumentPage {
            edition: EditionView::of(&frame, &edition),
            bands: bands.collect(),
            items: instrument.nodes().iter().enumerate().map(item).collect(),
            frame,
        })
    };
    web.public(asked, Shelf::Page, address, make).await
}
