//! How far the evaluators of a round agree, with words on how to read it.

use app::agreement::Agreement;
use askama::Template;
use axum::extract::{Path, State};
use domain::agreement::{FEW_PAIRS, Pairs, Weighting};
use domain::number::Fraction;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::round::{RoundPath, borrowed, round_title};
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;

/// The numbers of some pairs, in words.
struct Line {
    name: String,
    pairs: i64,
    share: String,
    linear: String,
    quadratic: String,
    alpha: String,
    is_few: bool,
}

impl Line {
    fn of(name: String, pairs: &Pairs) -> Line {
        let digits = |value: Option<Fraction>| value.map_or_else(|| "–".to_owned(), |v| v.round_half_up(3).to_string());
        let share = pairs.share().map(|share| share.times(&Fraction::whole(100)).round_half_up(1).to_string());
        Line {
            name,
            pairs: pairs.count(),
            share: share.map_or_else(|| "–".to_owned(), |share| format!("{share}%")),
            linear: digits(pairs.kappa(Weighting::Linear)),
            quadratic: digits(pairs.kappa(Weighting::Quadratic)),
            alpha: digits(pairs.alpha()),
            is_few: pairs.count() < FEW_PAIRS,
        }
    }
}

/// Lines under one head.
struct Table {
    title: String,
    head: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "agreement/page.html")]
struct AgreementPage {
    frame: Frame,
    title: String,
    percent: u8,
    seed: u32,
    differing: i64,
    decided: i64,
    tables: Vec<Table>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
) -> Answer {
    let name = path.name()?;
    let found = app::agreement::agreement(&web.app, visitor.actor(), borrowed(&name)).await?;
    let Agreement { stored, doubling, differing, all, items, people, names } = found;
    let nodes = stored.instrument.nodes();
    let mut tables = Vec::new();
    if all.count() > 0 {
        let whole = vec![Line::of(frame.t("agreement-all"), &all)];
        tables.push(Table { title: frame.t("agreement-whole"), head: frame.t("agreement-what"), lines: whole });
        let named = |at: usize| format!("{} {}", nodes[at].label_th, title_of(&frame, &nodes[at]));
        let lines = items.iter().map(|(at, pairs)| Line::of(named(*at), pairs)).collect();
        tables.push(Table { title: frame.t("agreement-items"), head: frame.t("review-item"), lines });
        let person = |id| names.get(id).cloned().unwrap_or_default();
        let lines = people.iter().map(|(id, pairs)| Line::of(person(id), pairs)).collect();
        tables.push(Table { title: frame.t("agreement-people"), head: frame.t("agreement-person"), lines });
    }
    page::show(&AgreementPage {
        title: round_title(&frame, &name),
        percent: doubling.percent(),
        seed: doubling.seed(),
        differing: differing.0,
        decided: differing.1,
        tables,
        frame,
    })
}
