//! The public site: what is published, for everybody, without signing in. Pages are made once and kept ([`crate::kept`]).

mod criteria;
mod office;
mod picture;
mod search;
mod verify;
mod view;

pub(crate) use criteria::{instrument, instruments};
pub(crate) use office::{
    edition as office_in_edition, list as offices, newest as office_newest, page as office, table,
};
pub(crate) use picture::{edition, region};
pub(crate) use search::page as search;
pub(crate) use verify::{FILE_BYTES_MAX, code as verify, file as verify_file};
pub(crate) use view::EditionView;

use app::public::Edition;
use askama::Template;
use axum::extract::{Path, State};
use domain::fiscal_year::FiscalYear;

use self::view::{Card, cards};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::kept::{Asked, Made, Shelf};
use crate::web::Web;

/// Where the site begins.
pub(crate) const START: &str = "/public";

#[derive(Template)]
#[template(path = "public/start.html")]
struct StartPage {
    frame: Frame,
    years: Vec<FiscalYear>,
    newest: Option<FiscalYear>,
    cards: Vec<Card>,
}

pub(crate) async fn start(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let years = app::result::years(&web.app).await?;
        let newest = years.first().copied();
        let cards = match newest {
            Some(year) => cards(&web, &frame, year).await?,
            None => Vec::new(),
        };
        Made::page(&StartPage { frame, years, newest, cards })
    };
    web.public(asked, Shelf::Page, START.to_owned(), make).await
}

struct YearView {
    year: FiscalYear,
    editions: Vec<(EditionView, bool)>,
}

#[derive(Template)]
#[template(path = "public/years.html")]
struct YearsPage {
    frame: Frame,
    years: Vec<YearView>,
}

/// Everything that was ever published.
pub(crate) async fn years(State(web): State<Web>, asked: Asked) -> Answer {
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let all = app::public::all(&web.app).await?;
        let mut years: Vec<YearView> = Vec::new();
        for edition in &all {
            let view = (EditionView::of(&frame, edition), holds(edition, &all));
            match years.last_mut().filter(|last| last.year == edition.year()) {
                Some(last) => last.editions.push(view),
                None => years.push(YearView { year: edition.year(), editions: vec![view] }),
            }
        }
        Made::page(&YearsPage { frame, years })
    };
    web.public(asked, Shelf::Page, "/public/years".to_owned(), make).await
}

/// Whether a publication is the one that holds of its instrument and year.
fn holds(edition: &Edition, all: &[Edition]) -> bool {
    let place = |edition: &Edition| (edition.publication.row.publication.through, edition.publication.row.number);
    let is_same = |other: &&Edition| {
        other.year() == edition.year() && other.publication.instrument.code == edition.publication.instrument.code
    };
    all.iter().filter(is_same).all(|other| place(other) <= place(edition))
}

#[derive(Template)]
#[template(path = "public/year.html")]
struct YearPage {
    frame: Frame,
    year: FiscalYear,
    cards: Vec<Card>,
    others: Vec<EditionView>,
}

/// What holds of a year, and what held before.
pub(crate) async fn year(State(web): State<Web>, asked: Asked, Path(year): Path<String>) -> Answer {
    let year = year_in(&year)?;
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let cards = cards(&web, &frame, year).await?;
        let all = app::public::all(&web.app).await?;
        let of_year = all.iter().filter(|edition| edition.year() == year && !holds(edition, &all));
        let others = of_year.map(|edition| EditionView::of(&frame, edition)).collect();
        Made::page(&YearPage { frame, year, cards, others })
    };
    web.public(asked, Shelf::Page, format!("/public/years/{year}"), make).await
}

/// A part of an address, where it is written as we write it: one thing has one address.
pub(crate) fn read<T: std::str::FromStr + ToString>(text: &str) -> Result<T, Failure> {
    text.parse().ok().filter(|value: &T| value.to_string() == text).ok_or(Failure::NotFound)
}

fn year_in(text: &str) -> Result<FiscalYear, Failure> {
    read(text)
}
