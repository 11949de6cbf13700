//! The offices behind a figure.

use app::national::{Offices, Stage, Which};
use app::self_report::ReportName;
use askama::Template;
use axum::extract::{Query, State};
use domain::id::OfficeId;
use domain::level::Level;
use domain::office::Office;
use serde::Deserialize;

use super::{Choice, Chosen, read, title};
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::{href, title_of};
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::{Badge, LevelWords};

/// Offices shown at a time.
const PAGE: u32 = 50;

/// Which offices an address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ListChoice {
    #[serde(flatten)]
    pub(super) choice: Choice,
    node: Option<String>,
    level: Option<String>,
    province: Option<String>,
    order: Option<String>,
    stage: Option<String>,
    late: Option<String>,
    after: Option<String>,
}

impl ListChoice {
    pub(super) fn which(&self) -> Result<Which, Failure> {
        let stage = match self.stage.as_deref().filter(|word| !word.is_empty()) {
            Some(word) => Some(Stage::from_word(word).ok_or(Failure::NotFound)?),
            None => None,
        };
        let late = read::<u8>(self.late.as_deref())?.map(|late| late > 0);
        if stage.is_some() || late.is_some() {
            return Ok(Which::Reported { stage, late });
        }
        Ok(Which::Scored {
            node: read(self.node.as_deref())?,
            level: read(self.level.as_deref())?.map(Level),
            province: self.province.clone().filter(|code| !code.is_empty()),
            falling: self.order.as_deref() == Some("falling"),
        })
    }

    /// Where the page begins: "4.33_17" behind the office 17 with this mean.
    fn after(&self) -> Result<Option<(String, OfficeId)>, Failure> {
        let Some(text) = self.after.as_deref() else { return Ok(None) };
        let parts = text.split_once('_').and_then(|(mean, id)| Some((mean.to_owned(), OfficeId(id.parse().ok()?))));
        parts.map(Some).ok_or(Failure::NotFound)
    }

    /// The same list, as an address says it.
    fn chosen(&self, chosen: Chosen) -> Chosen {
        let fields = [
            ("node", &self.node),
            ("level", &self.level),
            ("province", &self.province),
            ("order", &self.order),
            ("stage", &self.stage),
            ("late", &self.late),
        ];
        fields.into_iter().fold(chosen, |chosen, (name, value)| match value.as_deref() {
            Some(value) if !value.is_empty() => chosen.with(name, value),
            _ => chosen,
        })
    }
}

struct Line {
    name: String,
    href: String,
    region: String,
    kind: String,
    score: Option<(LevelWords, String)>,
    report: Option<(Badge, bool)>,
}

#[derive(Template)]
#[template(path = "national/list.html")]
struct ListPage {
    frame: Frame,
    back: String,
    title: String,
    heading: String,
    is_scored: bool,
    lines: Vec<Line>,
    next: Option<String>,
    xlsx: String,
    csv: String,
}

/// What the list holds, in words.
pub(super) fn heading(frame: &Frame, which: &Which, found: &Offices) -> String {
    let subject = &found.subject;
    let mut words = Vec::new();
    match which {
        Which::Scored { level, province, .. } => {
            words.push(match found.node {
                Some(at) => {
                    let node = &subject.instrument().nodes()[at];
                    format!("{} {}", node.code, title_of(frame, node))
                }
                None => frame.t("national-overall"),
            });
            words.extend(level.map(|level| {
                let words = frame.level(subject.instrument(), level);
                format!("{} {}", words.number, words.name)
            }));
            let provinces = subject.regions.iter().flat_map(|region| &region.provinces);
            words.extend(
                provinces
                    .filter(|each| Some(&each.code) == province.as_ref())
                    .map(|each| if frame.is_thai() { each.name_th.clone() } else { each.name_en.clone() }),
            );
        }
        Which::Reported { stage, late } => {
            words.push(match stage {
                None => frame.t("national-reports"),
                Some(Stage::In(state)) => frame.report_state(*state).words,
                Some(stage) => frame.t1("national-stage", "stage", stage.as_str()),
            });
            words.extend(late.map(|late| frame.t1("national-stage", "stage", if late { "late" } else { "in-time" })));
        }
    }
    words.extend(subject.among.kind.map(|kind| frame.t1("national-kind", "kind", kind)));
    words.extend(subject.among.region.map(|number| frame.t1("round-region", "number", number)));
    words.join(" · ")
}

pub(super) fn office_name(frame: &Frame, office: &Office) -> String {
    if frame.is_thai() { office.short_name_th.clone() } else { office.name_en.clone() }
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Query(asked): Query<ListChoice>,
) -> Answer {
    let which = asked.which()?;
    let from = match asked.after()? {
        Some(key) => app::Page::after(key, PAGE),
        None => app::Page::first(PAGE),
    };
    let found = app::national::offices(&web.app, visitor.actor(), (&asked.choice.asked()?, &which), &from).await?;
    let (subject, chosen) = (&found.subject, Chosen::of(&found.subject));
    let same = asked.chosen(chosen.clone());
    let line = |listed: &app::national::ListedOffice| {
        let office = &listed.office;
        let name = ReportName {
            year: subject.year,
            instrument: subject.instrument().code.clone(),
            round: subject.round,
            office: office.code.clone(),
        };
        Line {
            name: office_name(&frame, office),
            href: match listed.score {
                Some(_) => chosen.with("office", &office.code).href("/national/compare"),
                None => href(&name),
            },
            region: office.region.to_string(),
            kind: frame.t1("national-kind", "kind", office.kind),
            score: listed.score.map(|(mean, level)| (frame.level(subject.instrument(), level), mean.to_string())),
            report: listed.report.map(|(state, late)| (frame.report_state(state), late)),
        }
    };
    let next = found.next.as_ref().map(|(mean, office)| same.with("after", format!("{mean}_{office}")));
    page::show(&ListPage {
        back: chosen.href("/national"),
        title: title(&frame, subject),
        heading: heading(&frame, &which, &found),
        is_scored: matches!(which, Which::Scored { .. }),
        lines: found.offices.iter().map(line).collect(),
        next: next.map(|next| next.href("/national/list")),
        xlsx: same.href("/national/list/xlsx"),
        csv: same.href("/national/list/csv"),
        frame,
    })
}
