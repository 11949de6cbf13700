//! Finding an office or an item by words.

use app::public::{FoundItem, FoundOffice};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::view::{name, region_name};
use crate::failure::Answer;
use crate::frame::{Frame, escape};
use crate::kept::{Asked, Made, Shelf};
use crate::web::Web;

/// Longest question that is shown again, in characters.
const LONGEST: usize = 100;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Question {
    q: Option<String>,
}

struct Hit {
    href: String,
    title: String,
    about: String,
}

#[derive(Template)]
#[template(path = "public/search.html")]
struct SearchPage {
    frame: Frame,
    question: String,
    offices: Vec<Hit>,
    items: Vec<Hit>,
}

pub(crate) async fn page(State(web): State<Web>, asked: Asked, Query(question): Query<Question>) -> Answer {
    let question: String = question.q.unwrap_or_default().trim().chars().take(LONGEST).collect();
    let address = format!("/public/search?q={}", escape(&question));
    let make = async move |web: Web, frame: Frame| -> app::Result<Made> {
        let hits = app::public::search(&web.app, &question).await?;
        let office = |found: &FoundOffice| Hit {
            href: format!("/public/offices/{}", found.office.code),
            title: name(&frame, &found.office),
            about: format!("{} · {}", region_name(&frame, found.office.region), found.office.provinces.join(" ")),
        };
        let item = |found: &FoundItem| Hit {
            href: format!("/public/instruments/{}/{}#{}", found.year, found.instrument, found.node),
            title: match &found.title_en {
                Some(title) if !frame.is_thai() => title.clone(),
                _ => found.heading_th.clone(),
            },
            about: format!("{} · {}", found.instrument, frame.t1("home-year-of", "year", found.year)),
        };
        let offices = hits.offices.iter().map(office).collect();
        let items = hits.items.iter().map(item).collect();
        Made::page(&SearchPage { frame, question, offices, items })
    };
    web.public(asked, Shelf::Question, address, make).await
}
