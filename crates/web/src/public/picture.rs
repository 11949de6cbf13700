//! A publication at a glance: the country, and each of its regions.

use app::public::{ProvinceMean, Standing};
use askama::Template;
use axum::extract::{Path, State};
use domain::publication::PublicationNumber;

use super::read;
use super::view::{EditionView, Group, Item, Overall, edition_href, groups, items, key, region_name, short_name};
use crate::failure::Answer;
use crate::frame::Frame;
use crate::kept::{Asked, Made, Shelf};
use crate::web::Web;
use crate::words::LevelWords;

#[derive(Template)]
#[template(path = "public/edition.html")]
struct EditionPage {
    frame: Frame,
    edition: EditionView,
    offices: u32,
    without: u32,
    mean: Option<String>,
    key: Vec<LevelWords>,
    groups: Vec<Group>,
    provinces: Vec<ProvinceLine>,
    items: Vec<Item>,
}

/// A province: what its row says, and what the map reads.
struct ProvinceLine {
    code: String,
    name: String,
    offices: i64,
    mean: String,
    level: LevelWords,
}

pub(crate) async fn edition(State(web): State<Web>, asked: Asked, Path(number): Path<String>) -> Answer {
    let number: PublicationNumber = read(&number)?;
    let address = edition_href(&number.to_string());
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let edition = app::public::edition(&web.app, &number).await?;
        let picture = app::public::picture(&web.app, &edition).await?;
        let instrument = &edition.publication.instrument;
        let province = |of: &ProvinceMean| ProvinceLine {
            code: of.province.code.clone(),
            name: if frame.is_thai() { of.province.name_th.clone() } else { of.province.name_en.clone() },
            offices: of.offices,
            mean: of.mean.to_string(),
            level: frame.level(instrument, of.level),
        };
        Made::page(&EditionPage {
            edition: EditionView::of(&frame, &edition),
            offices: picture.national.offices_counted,
            without: picture.national.offices_without,
            mean: picture.national.all.mean.clone(),
            key: key(&frame, instrument),
            groups: groups(&frame, &edition, &picture.national),
            provinces: picture.provinces.iter().map(province).collect(),
            items: items(&frame, instrument, &picture.national, None),
            frame,
        })
    };
    web.public(asked, Shelf::Page, address, make).await
}

/// Offices of a region shown here; the list of all of them goes on page by page.
const SHOWN: usize = 100;

struct OfficeLine {
    href: String,
    name: String,
    overall: Option<Overall>,
}

#[derive(Template)]
#[template(path = "public/region.html")]
struct RegionPage {
    frame: Frame,
    edition: EditionView,
    region: String,
    key: Vec<LevelWords>,
    groups: Vec<Group>,
    items: Vec<Item>,
    offices: Vec<OfficeLine>,
    /// How many there are, and where all of them stand when they are more than are shown.
    count: usize,
    more: Option<String>,
}

pub(crate) async fn region(
    State(web): State<Web>,
    asked: Asked,
    Path((number, region)): Path<(String, String)>,
) -> Answer {
    let (number, region): (PublicationNumber, u16) = (read(&number)?, read(&region)?);
    let address = format!("{}/regions/{region}", edition_href(&number.to_string()));
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let edition = app::public::edition(&web.app, &number).await?;
        let picture = app::public::picture(&web.app, &edition).await?;
        let Some(section) = picture.regions.get(&region) else {
            return Err(domain::problem::Fault::new("not-found").with("noun", "region").with("name", region).into());
        };
        let instrument = &edition.publication.instrument;
        let of_country = groups(&frame, &edition, &picture.national).into_iter().take(1);
        let mut own = groups(&frame, &edition, section);
        // Below the region itself stand its kinds of office; that it is its own only region says nothing.
        own.truncate(1 + section.by_kind.len());
        own[0].label = region_name(&frame, region);
        let base = edition_href(&edition.publication.number);
        let line = |standing: &Standing| OfficeLine {
            href: format!("{base}/offices/{}", standing.office.code),
            name: short_name(&frame, &standing.office),
            overall: standing.overall.map(|score| Overall::of(&frame, instrument, score)),
        };
        let of_region: Vec<&Standing> =
            picture.offices.iter().filter(|standing| standing.office.region == region).collect();
        let all = format!("/public/offices?year={}&region={region}", edition.year());
        Made::page(&RegionPage {
            count: of_region.len(),
            more: (of_region.len() > SHOWN).then_some(all),
            offices: of_region.into_iter().take(SHOWN).map(line).collect(),
            edition: EditionView::of(&frame, &edition),
            region: region_name(&frame, region),
            key: key(&frame, instrument),
            groups: own.into_iter().chain(of_country).collect(),
            items: items(&frame, instrument, section, Some(&picture.national)),
            frame,
        })
    };
    web.public(asked, Shelf::Page, address, make).await
}
