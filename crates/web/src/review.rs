//! The look at a round before its marks become final, and confirming them.

use app::review::Review;
use app::round::Gaps;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use domain::id::{NodeId, OfficeId};
use domain::policy::{Action, Entity, allows};
use domain::round::RoundState;
use serde::Deserialize;

use crate::failure::Answer;
use crate::frame::Frame;
use crate::page;
use crate::round::{RoundPath, borrowed, round_title, to_page};
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::Badge;

/// Reports without all their marks, and marks far from the own level, shown at a time.
const PAGE: u32 = 50;

struct Gap {
    href: String,
    office: String,
    state: Badge,
    marks: i64,
    items: u16,
}

struct FarMark {
    href: String,
    office: String,
    item: String,
    own: u8,
    level: u8,
}

struct FarMean {
    href: String,
    office: String,
    mean: String,
    kind_mean: String,
}

#[derive(Template)]
#[template(path = "review/page.html")]
struct ReviewPage {
    frame: Frame,
    title: String,
    action: String,
    states: Vec<(Badge, i64)>,
    count: i64,
    gaps: Vec<Gap>,
    next: Option<String>,
    far_marks: Vec<FarMark>,
    next_far: Option<String>,
    far_means: Vec<FarMean>,
    may_confirm: bool,
}

/// Where the list goes on.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<i64>,
    /// Of the marks far from the own level: the last office and item that were seen ("17-204").
    far: Option<String>,
}

/// An office and an item, as an address names the last row of a list.
pub(crate) fn place_of(text: &str) -> Option<(OfficeId, NodeId)> {
    let (office, node) = text.split_once('-')?;
    Some((OfficeId(office.parse().ok()?), NodeId(node.parse().ok()?)))
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Query(query): Query<After>,
) -> Answer {
    let name = path.name()?;
    let page = match query.after {
        Some(id) => app::Page::after(OfficeId(id), PAGE),
        None => app::Page::first(PAGE),
    };
    let far = match query.far.as_deref().and_then(place_of) {
        Some(after) => app::Page::after(after, PAGE),
        None => app::Page::first(PAGE),
    };
    let review = app::review::review(&web.app, visitor.actor(), borrowed(&name), (&page, &far)).await?;
    let action = format!("/rounds/{}/{}/{}", name.0, name.1, name.2);
    let score = |office: &str| format!("/scores/{}/{}/{}/{office}", name.0, name.1, name.2);
    let last = review.unmarked.last().filter(|_| review.unmarked.len() == PAGE as usize);
    let next = last.map(|report| format!("{action}/review?after={}", report.office_id));
    let last = review.far_marks.last().filter(|_| review.far_marks.len() == PAGE as usize);
    let next_far = last.map(|far| format!("{action}/review?far={}-{}#far", far.office_id, far.node_id));
    let may_confirm =
        review.round.state == RoundState::Marking && allows(visitor.actor(), Action::MarkConfirm, &Entity::System);
    let Review { stored, states, unmarked, far_marks, far_means, offices, .. } = &review;
    let office = |id: &OfficeId| offices.get(id).map(|office| (office.code.as_str(), office.short_name_th.clone()));
    let digits = |mean: &domain::number::Fraction| mean.round_half_up(2).to_string();
    let page = ReviewPage {
        title: round_title(&frame, &name),
        states: states.iter().map(|(state, count)| (frame.report_state(*state), *count)).collect(),
        count: review.unmarked_count(),
        gaps: unmarked
            .iter()
            .filter_map(|report| {
                let (code, office) = office(&report.office_id)?;
                let state = frame.report_state(report.state);
                Some(Gap { href: score(code), office, state, marks: report.marks, items: report.items })
            })
            .collect(),
        far_marks: far_marks
            .iter()
            .filter_map(|mark| {
                let (code, office) = office(&mark.office_id)?;
                let node = &stored.instrument.nodes()[stored.position(mark.node_id)?];
                let item = format!("{} {}", node.label_th, title_of(&frame, node));
                Some(FarMark { href: score(code), office, item, own: mark.own.0, level: mark.level.0 })
            })
            .collect(),
        far_means: far_means
            .iter()
            .filter_map(|far| {
                let (code, office) = office(&far.of)?;
                let (mean, kind_mean) = (digits(&far.mean), digits(&far.kind_mean));
                Some(FarMean { href: score(code), office, mean, kind_mean })
            })
            .collect(),
        next,
        next_far,
        action,
        may_confirm,
        frame,
    };
    page::show(&page)
}

/// What confirming sends: how many gaps the person saw, and why they are not waited for.
#[derive(Deserialize)]
pub(crate) struct ConfirmForm {
    gaps: Option<usize>,
    reason: Option<String>,
}

pub(crate) async fn confirm(
    State(web): State<Web>,
    visitor: Visitor,
    Path(path): Path<RoundPath>,
    Form(form): Form<ConfirmForm>,
) -> Answer {
    let name = path.name()?;
    let back = name.clone();
    web.act(async move |web: Web| {
        let gaps = form.gaps.map(|reports| Gaps { reports, reason: form.reason.unwrap_or_default() });
        app::round::confirm(&web.app, visitor.actor(), borrowed(&name), gaps.as_ref()).await
    })
    .await?;
    Ok(to_page(&back))
}

pub(crate) async fn recompute(State(web): State<Web>, visitor: Visitor, Path(path): Path<RoundPath>) -> Answer {
    let name = path.name()?;
    let to = format!("/rounds/{}/{}/{}/review", name.0, name.1, name.2);
    web.act(async move |web: Web| app::round::recompute(&web.app, visitor.actor(), borrowed(&name)).await).await?;
    Ok(Redirect::to(&to).into_response())
}
