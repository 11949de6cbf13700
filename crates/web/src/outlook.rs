//! The office's own view of its results: over the years, beside others of its kind and size, and what would raise its level.

mod file;

use app::outlook::{PeerGroup, View};
use askama::Template;
use axum::extract::{Path, State};
use domain::fiscal_year::FiscalYear;
use domain::national::widths;
use domain::number::{Decimal, Fraction};
use domain::office::OfficeCode;
use domain::problem::Fault;

use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::web::Web;
use crate::words::LevelWords;

/// Items shown that would raise the level most.
const STEPS: usize = 10;

pub(crate) use file::table as table_file;

struct Point {
    year: String,
    href: String,
    mean: Option<String>,
    level: Option<LevelWords>,
    broken: Option<String>,
}

struct Step {
    title: String,
    href: String,
    from: u8,
    to: LevelWords,
    mean: String,
    level: LevelWords,
    /// Whether it alone leads to the next level.
    is_enough: bool,
}

struct Outlook {
    overall: LevelWords,
    mean: String,
    /// The next level, its lowest mean, and what lacks to it.
    next: Option<(LevelWords, String, String)>,
    steps: Vec<Step>,
}

struct Beside {
    code: String,
    title: String,
    /// The office's mean, and that of its peers.
    means: [Option<String>; 2],
}

struct Peers {
    /// Who they are and what they reached.
    words: String,
    /// Class, width, number.
    bar: Vec<(String, u8, i64)>,
    levels: Vec<(LevelWords, i64)>,
}

struct Recommendation {
    title: String,
    text: String,
}

struct Part {
    code: String,
    title: String,
    points: Vec<Point>,
    outlook: Option<Outlook>,
    peers: Option<Peers>,
    beside: Vec<Beside>,
    lowest: u8,
    highest: u8,
    /// By year, the newest first.
    recommendations: Vec<(FiscalYear, Vec<Recommendation>)>,
}

#[derive(Template)]
#[template(path = "outlook/page.html")]
struct OutlookPage {
    frame: Frame,
    /// Where its tables lie as files.
    files: String,
    back: String,
    year: FiscalYear,
    office: String,
    own: String,
    parts: Vec<Part>,
}

pub(crate) async fn page(
    State(web): State<Web>,
    frame: Frame,
    visitor: Visitor,
    Path((year, code)): Path<(String, String)>,
) -> Answer {
    let (Ok(year), Ok(code)) = (year.parse::<FiscalYear>(), code.parse::<OfficeCode>()) else {
        return Err(Failure::NotFound);
    };
    let found = app::outlook::of_office(&web.app, visitor.actor(), &code, year).await?;
    let part = |view: &View| part(&frame, (year, &code), view);
    page::show(&OutlookPage {
        files: format!("/results/{year}/{code}/outlook"),
        back: format!("/results/{year}/{code}"),
        year,
        office: if frame.is_thai() { found.office.name_th.clone() } else { found.office.name_en.clone() },
        own: found.office.short_name_th.clone(),
        parts: found.views.iter().map(part).collect(),
        frame,
    })
}

fn part(frame: &Frame, (year, code): (FiscalYear, &OfficeCode), view: &View) -> Part {
    let instrument = &view.instrument;
    let digits = instrument.scoring.decimals;
    let nodes = instrument.nodes();
    let words = |mean: Decimal| mean.to_string();
    let href = |node: usize| format!("/results/{year}/{code}#{}-{}", instrument.code, nodes[node].code);
    let point = |point: &app::outlook::YearPoint| Point {
        year: point.year.to_string(),
        href: format!("/results/{}/{code}#{}", point.year, instrument.code),
        mean: point.overall.as_ref().map(|score| score.shown.to_string()),
        level: point.overall.as_ref().map(|score| frame.level(instrument, score.level)),
        broken: point.broken.map(|broken| frame.t1("national-break", "why", broken.as_str())),
    };
    let outlook = view.outlook.as_ref().map(|outlook| {
        let step = |step: &domain::outlook::Step| Step {
            title: format!("{} {}", nodes[step.node].code, title_of(frame, &nodes[step.node])),
            href: href(step.node),
            from: step.from.0,
            to: frame.level(instrument, step.to),
            mean: step.overall.shown.to_string(),
            level: frame.level(instrument, step.overall.level),
            is_enough: step.overall.level > outlook.overall.level,
        };
        let lacks = |lacks: &Fraction| lacks.round_half_up(digits).to_string();
        Outlook {
            overall: frame.level(instrument, outlook.overall.level),
            mean: outlook.overall.shown.to_string(),
            next: outlook.next.map(|(level, min)| {
                (frame.level(instrument, level), min.to_string(), outlook.lacks.as_ref().map(lacks).unwrap_or_default())
            }),
            steps: outlook.steps.iter().take(STEPS).map(step).collect(),
        }
    });
    let peers = view.peers.as_ref().map(|tally| {
        let counts: Vec<i64> = instrument.bands.iter().map(|band| tally.at(band.level)).collect();
        let levels = || instrument.bands.iter().map(|band| band.level);
        let bar = levels().zip(widths(&counts)).zip(&counts).filter(|(_, count)| **count > 0);
        Peers {
            words: peers_words(frame, view),
            bar: bar.map(|((level, width), count)| (format!("lvb-{level}"), width, *count)).collect(),
            levels: levels().map(|level| (frame.level(instrument, level), tally.at(level))).collect(),
        }
    });
    let beside = |beside: &app::outlook::Beside| Beside {
        code: nodes[beside.node].code.to_string(),
        title: title_of(frame, &nodes[beside.node]),
        means: [beside.own.map(words), beside.peers.map(words)],
    };
    let recommendation = |each: &app::outlook::Recommendation| Recommendation {
        title: each.title_th.clone(),
        text: each.text_th.clone(),
    };
    let of_year = |each: &[app::outlook::Recommendation]| (each[0].year, each.iter().map(recommendation).collect());
    Part {
        code: instrument.code.to_string(),
        title: instrument.title_th.clone(),
        points: view.points.iter().map(point).collect(),
        outlook,
        peers,
        beside: view.beside.iter().map(beside).collect(),
        lowest: instrument.bands.lowest().0,
        highest: instrument.bands.highest().0,
        recommendations: view.recommendations.chunk_by(|one, next| one.year == next.year).map(of_year).collect(),
    }
}

/// Who the peers are and what they reached, and why they are all of a kind where they are; or that they are too few to be shown.
fn peers_words(frame: &Frame, view: &View) -> String {
    let Some(tally) = view.peers.as_ref() else { return frame.t("outlook-peers-few") };
    let digits = view.instrument.scoring.decimals;
    let mean = tally.mean().map(|mean| mean.round_half_up(digits).to_string()).unwrap_or_default();
    let all = |why: &'static str| {
        let others = frame.t2("outlook-peers-words", "count", tally.scored(), "mean", &mean);
        format!("{others} {}", frame.t(why))
    };
    match view.group {
        PeerGroup::Nearest(sizes) => {
            let is_one = sizes.fewest == sizes.most;
            let range = if is_one { sizes.most.to_string() } else { format!("{}–{}", sizes.fewest, sizes.most) };
            let fault = Fault::new("outlook-peers-near").with("count", tally.scored()).with("range", range);
            frame.language.fault(&fault.with("own", sizes.own).with("mean", &mean))
        }
        PeerGroup::SizeUnknown => all("outlook-size-unknown"),
        PeerGroup::SizesFew => all("outlook-sizes-few"),
    }
}
