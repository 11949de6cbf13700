//! The phrase bank beside the fields of a suggestion. Every button is part of the form of the mark, so what was typed comes along and
//! nothing but the bank is changed.

use app::AppError;
use app::phrase::Phrase;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::phrase::kept::{self, Half};

use crate::answer::ItemPath;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::mark::{ItemPage, MarkForm, Typed};
use crate::mark_draft;
use crate::page;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// A phrase to put in.
pub(crate) struct Line {
    pub(crate) id: i64,
    pub(crate) half: &'static str,
    pub(crate) text: String,
    pub(crate) may_remove: bool,
}

/// The phrases of a level.
pub(crate) struct Group {
    pub(crate) level: LevelWords,
    /// Whether it is the level that is chosen.
    pub(crate) open: bool,
    pub(crate) lines: Vec<Line>,
}

/// Phrases by level, the highest first.
pub(crate) fn groups(
    frame: &Frame,
    instrument: &Instrument,
    phrases: Vec<Phrase>,
    chosen: Option<Level>,
) -> Vec<Group> {
    let mut groups: Vec<(Level, Group)> = Vec::new();
    for Phrase { row, may_remove } in phrases {
        if groups.last().is_none_or(|(level, _)| *level != row.level) {
            let (level, open) = (frame.level(instrument, row.level), chosen == Some(row.level));
            groups.push((row.level, Group { level, open, lines: Vec::new() }));
        }
        let line = Line { id: row.id, half: row.half.as_str(), text: row.text, may_remove };
        groups.last_mut().expect("one was just put there").1.lines.push(line);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Puts a phrase into its field, keeps what stands in a field, or takes a phrase away, and shows the form again as it was typed.
pub(crate) async fn click(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path(path): Path<ItemPath>,
    Form(form): Form<MarkForm>,
) -> Answer {
    let (name, node) = path.name()?;
    let mut judged = form.judged();
    let (person, report, item) = (visitor.clone(), name.clone(), node.clone());
    let done = if let Some(id) = form.insert {
        let phrases = app::phrase::list(&web.app, visitor.actor(), &name, &node).await?;
        let found = phrases.into_iter().find(|phrase| phrase.row.id == id).ok_or(Failure::NotFound)?;
        let field = &mut judged.suggestion[place(found.row.half)];
        *field = kept::insert(field, &found.row.text);
        Ok(None)
    } else if let Some(half) = form.keep.as_deref().and_then(Half::from_word) {
        let text = judged.suggestion[place(half)].clone();
        match judged.level {
            None => Err(frame.t("mark-level-choose")),
            Some(level) => {
                let kept = web.act(async move |web: Web| {
                    app::phrase::keep(&web.app, person.actor(), &report, &item, (level, half, &text)).await
                });
                match kept.await {
                    Ok(is_new) => Ok(Some(frame.t(if is_new { "phrase-kept" } else { "phrase-known" }))),
                    Err(AppError::Refused(fault)) if fault.key != "not-found" => Err(frame.language.fault(&fault)),
                    Err(error) => return Err(error.into()),
                }
            }
        }
    } else if let Some(id) = form.remove {
        let removed =
            web.act(async move |web: Web| app::phrase::remove(&web.app, person.actor(), &report, &item, id).await);
        removed.await?;
        Ok(Some(frame.t("phrase-removed")))
    } else {
        return Err(Failure::NotFound);
    };
    // What was typed came along with the click: it is kept as it is now shown.
    if done.is_ok() {
        mark_draft::keep(&web, &frame, &visitor, (&name, &node), &judged).await?;
    }
    let (status, said, wrong) = match done {
        Ok(said) => (StatusCode::OK, said, None),
        Err(words) => (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words)),
    };
    let page = ItemPage::new(&web, frame, &visitor, &name, &node, Some(Typed { judged, wrong, said })).await?;
    page::show_as(status, &page)
}

/// The field of a half among strengths, connective and recommendation.
fn place(half: Half) -> usize {
    match half {
        Half::Strengths => 0,
        Half::Recommendation => 2,
    }
}
