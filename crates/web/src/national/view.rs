//! From a picture to what its page shows.

use app::national::{Picture, Sent};
use askama::Template;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::national::{Tally, help_below, percent, widths};
use domain::number::Fraction;
use domain::office::OfficeKind;
use domain::policy::{Action, Entity, allows};
use domain::region::Region;
use jiff::Timestamp;

use super::{Chosen, Filters, region_names, region_number, region_title, title};
use crate::frame::Frame;
use crate::self_report::title_of;
use crate::visitor::Visitor;
use crate::words::LevelWords;

/// No round has begun.
#[derive(Template)]
#[template(path = "national/nothing.html")]
pub(super) struct Nothing {
    pub(super) frame: Frame,
}

/// A part of a bar: class, width in per cent, number.
pub(super) struct Part {
    pub(super) class: String,
    pub(super) width: u8,
    pub(super) count: i64,
}

/// A share with its bar.
struct Share {
    part: i64,
    whole: i64,
    width: u8,
    href: String,
}

impl Share {
    fn of(part: i64, whole: i64, href: String) -> Share {
        let width = u8::try_from(part * 100 / whole.max(1)).unwrap_or(100);
        Share { part, whole, width, href }
    }
}

/// A round of the year.
struct RoundLine {
    title: String,
    href: String,
    state: String,
    due: Option<String>,
    is_over: bool,
    sent: Share,
    late: (i64, String),
    waiting: (i64, String),
    marked: i64,
}

/// A group of offices with its levels.
struct Group {
    /// What stands before the numbers.
    label: String,
    number: String,
    name: String,
    href: String,
    sent: Option<Share>,
    bar: Vec<Part>,
    /// In the order of the key: how many, and the list of them.
    levels: Vec<(i64, String)>,
    incomplete: i64,
    mean: String,
}

/// A province: what its row says, and what the map reads.
struct ProvinceLine {
    code: String,
    name: String,
    href: String,
    offices: i64,
    mean: String,
    level: Option<LevelWords>,
}

/// A cell of the heatmap.
struct Cell {
    class: &'static str,
    mean: String,
    href: String,
}

/// A column of the heatmap and a row of the indicators.
struct Indicator {
    code: String,
    label: String,
    title: String,
    href: String,
    bar: Vec<Part>,
    levels: Vec<(i64, String)>,
    mean: String,
}

struct HeatRow {
    number: String,
    name: String,
    cells: Vec<Option<Cell>>,
    mean: String,
}

/// How far final levels lie from the offices' own.
struct Distance {
    title: String,
    bar: Vec<Part>,
    counts: [i64; 3],
}

struct Ranked {
    name: String,
    href: String,
    level: LevelWords,
    mean: String,
}

struct TrendRow {
    instrument: String,
    /// Mean, offices, and why the line breaks before it; by year.
    points: Vec<Option<(String, i64, Option<String>)>>,
}

#[derive(Template)]
#[template(path = "national/page.html")]
pub(super) struct NationalPage {
    frame: Frame,
    filters: Filters,
    title: String,
    at: String,
    sent: Share,
    sent_percent: String,
    mean: String,
    highest: Level,
    change: Option<(bool, String, String)>,
    good: (String, i64, i64),
    good_name: String,
    help: (i64, String),
    help_names: String,
    marked: (i64, i64),
    rounds: Vec<RoundLine>,
    key: Vec<LevelWords>,
    regions: Vec<Group>,
    groups: Vec<Group>,
    provinces: Vec<ProvinceLine>,
    indicators: Vec<Indicator>,
    heat: Vec<HeatRow>,
    weakest: Option<String>,
    distances: Vec<Distance>,
    lowest: Vec<Ranked>,
    lowest_href: String,
    best: Vec<Ranked>,
    best_href: String,
    trend_years: Vec<String>,
    trend: Vec<TrendRow>,
    /// Share of pairs of opinions that are equal in per cent, and how many pairs there are.
    agreement: Option<(String, i64)>,
    /// Region, pairs, share of equal ones.
    agreement_regions: Vec<(String, i64, String)>,
    /// Where it stands by item and person, for those who may see that.
    agreement_href: Option<String>,
    waiting: i64,
    waiting_href: String,
    files: Chosen,
}

impl NationalPage {
    /// The address of a table as a file.
    fn file(&self, name: &str, ending: &str) -> String {
        self.files.href(&format!("/national/tables/{name}.{ending}"))
    }

    fn pdf(&self) -> String {
        self.files.href("/national/picture.pdf")
    }

    fn reflection(&self) -> String {
        self.files.href("/national/reflection")
    }

    fn compare(&self) -> String {
        self.files.href("/national/compare")
    }
}

/// The mean of a tally as the instrument shows means.
pub(super) fn shown(instrument: &Instrument, tally: &Tally) -> String {
    let mean = tally.mean().map(|mean| mean.round_half_up(instrument.scoring.decimals).to_string());
    mean.unwrap_or_else(|| "–".to_owned())
}

/// The shade of a mean: nine half steps from the lowest level to the highest.
pub(super) fn shade(instrument: &Instrument, mean: &Fraction) -> &'static str {
    let (low, high) = (instrument.bands.lowest().0, instrument.bands.highest().0);
    let span = i64::from(high - low).max(1);
    // As if levels went from one to five, in hundredths.
    let above = mean.plus(&Fraction::whole(-i64::from(low)));
    let scaled = above.times(&Fraction::new(400, span.into())).round_half_up(0).units() + 100;
    match scaled {
        475.. => "h47",
        425.. => "h45",
        375.. => "h40",
        325.. => "h35",
        275.. => "h30",
        225.. => "h25",
        175.. => "h20",
        125.. => "h15",
        _ => "h10",
    }
}

pub(super) fn bar(instrument: &Instrument, tally: &Tally) -> Vec<Part> {
    let levels: Vec<Level> = instrument.bands.iter().map(|band| band.level).collect();
    let mut counts: Vec<i64> = levels.iter().map(|level| tally.at(*level)).collect();
    counts.push(tally.incomplete);
    let classes = levels.iter().map(|level| format!("lvb-{level}")).chain(std::iter::once("none".to_owned()));
    let parts = classes.zip(widths(&counts)).zip(&counts);
    parts.filter(|(_, count)| **count > 0).map(|((class, width), count)| Part { class, width, count: *count }).collect()
}

/// A group as a row; `chosen` leads to its offices.
fn group(instrument: &Instrument, (number, name): (String, String), chosen: &Chosen, tally: &Tally) -> Group {
    let of_level = |level: Level| (tally.at(level), chosen.with("level", level).href("/national/list"));
    Group {
        label: name.clone(),
        number,
        name,
        href: chosen.href("/national/list"),
        sent: None,
        bar: bar(instrument, tally),
        levels: instrument.bands.iter().map(|band| of_level(band.level)).collect(),
        incomplete: tally.incomplete,
        mean: shown(instrument, tally),
    }
}

fn reports(chosen: &Chosen, stage: &str) -> String {
    chosen.with("stage", stage).href("/national/list")
}

pub(super) fn page(frame: Frame, visitor: &Visitor, picture: &Picture, now: Timestamp) -> NationalPage {
    let subject = &picture.subject;
    let (instrument, chosen) = (subject.instrument(), Chosen::of(subject));
    let sent = subject.place().map_or(Sent::default(), |at| picture.sent[at]);
    let help = help_below(&instrument.bands);
    let good = Level(instrument.bands.highest().0.saturating_sub(1));
    let bands = |wanted: &dyn Fn(Level) -> bool| -> Vec<LevelWords> {
        instrument
            .bands
            .iter()
            .filter(|band| wanted(band.level))
            .map(|band| frame.level(instrument, band.level))
            .collect()
    };
    let help_words: Vec<String> = bands(&|level| level < help)
        .into_iter()
        .map(|words| format!("{} {}", words.name, picture.all.at(Level(words.number))))
        .collect();
    let region = |region: &Region| {
        let chosen = chosen.with("region", region.number);
        let tally = picture.by_region.get(&region.number).cloned().unwrap_or_default();
        let sent = picture.sent_by_region.get(&region.number).copied().unwrap_or_default();
        let names = (region_number(&frame, region), region_names(&frame, region));
        let share = Share::of(sent.sent, sent.all, reports(&chosen, "waiting"));
        let label = region_title(&frame, region);
        Group { label, sent: Some(share), ..group(instrument, names, &chosen, &tally) }
    };
    let kind = |kind: OfficeKind| {
        let tally = picture.by_kind.get(&kind).cloned().unwrap_or_default();
        let names = (String::new(), frame.t1("national-kind", "kind", kind));
        group(instrument, names, &chosen.with("kind", kind), &tally)
    };
    let everybody =
        (String::new(), frame.t(if subject.among.region.is_none() { "national-all" } else { "national-region-all" }));
    let mut groups = vec![group(instrument, everybody, &chosen, &picture.all)];
    if subject.among.kind.is_none() {
        groups.extend(OfficeKind::ALL.into_iter().map(kind));
    }
    let indicators = indicators(&frame, picture, &chosen);
    let mut lowest: Vec<(Fraction, String)> = picture
        .by_node
        .iter()
        .filter_map(|(at, tally)| Some((tally.mean()?, title_of(&frame, &instrument.nodes()[*at]))))
        .collect();
    lowest.sort();
    let weakest = lowest.into_iter().take(2).map(|(_, title)| title).collect::<Vec<_>>();
    let weakest = (indicators.len() > 2 && weakest.len() == 2)
        .then(|| frame.t2("national-weakest", "first", &weakest[0], "second", &weakest[1]));
    let change = picture.before.as_ref().and_then(|(code, tally)| {
        let (before, after) = (tally.mean()?, picture.all.mean()?);
        let apart = after.plus(&before.times(&Fraction::whole(-1)));
        let is_up = apart >= Fraction::whole(0);
        let size = if is_up { apart } else { apart.times(&Fraction::whole(-1)) };
        let size = size.round_half_up(instrument.scoring.decimals).to_string();
        Some((is_up, size, frame.t1("national-since", "months", code.months())))
    });
    let ranked = |(office, ranked): &(domain::office::Office, app::national::Ranked)| Ranked {
        name: if frame.is_thai() { office.short_name_th.clone() } else { office.name_en.clone() },
        href: chosen.with("office", &office.code).href("/national/compare"),
        level: frame.level(instrument, ranked.level),
        mean: ranked.shown.to_string(),
    };
    let may_agreement = allows(visitor.actor(), Action::AgreementRead, &Entity::System);
    let agreement = format!("/rounds/{}/{}/{}/agreement", subject.year, instrument.code, subject.round);
    let pairs = &picture.agreement;
    let agreement_region = |region: &Region| {
        let pairs = picture.agreement_by_region.get(&region.number)?;
        let share = percent(pairs.equal(), pairs.count())?;
        Some((region_title(&frame, region), pairs.count(), share))
    };
    let (trend_years, trend) = trend(&frame, picture);
    let order = chosen.with("order", "falling");
    NationalPage {
        filters: Filters::of(&frame, subject, "/national"),
        title: title(&frame, subject),
        at: frame.moment(now),
        sent_percent: percent(sent.sent, sent.all).unwrap_or_else(|| "–".to_owned()),
        sent: Share::of(sent.sent, sent.all, reports(&chosen, "sent")),
        mean: shown(instrument, &picture.all),
        highest: instrument.bands.highest(),
        change,
        good: (
            percent(picture.all.from(good), picture.all.scored()).unwrap_or_else(|| "–".to_owned()),
            picture.all.from(good),
            picture.all.scored(),
        ),
        good_name: frame.level(instrument, good).name,
        help: (picture.all.below(help), chosen.href("/national/list")),
        help_names: help_words.join(" "),
        marked: (sent.marked, sent.accepted),
        rounds: rounds(&frame, picture, &chosen, now),
        key: bands(&|_| true),
        regions: subject.shown_regions().map(region).collect(),
        groups,
        provinces: provinces(&frame, picture, &chosen),
        heat: heat(&frame, picture, &chosen),
        indicators,
        weakest,
        distances: distances(&frame, picture),
        lowest: picture.lowest.iter().map(ranked).collect(),
        lowest_href: chosen.href("/national/list"),
        best: picture.highest.iter().map(ranked).collect(),
        best_href: order.href("/national/list"),
        trend_years,
        trend,
        agreement: percent(pairs.equal(), pairs.count()).map(|share| (share, pairs.count())),
        agreement_regions: subject.shown_regions().filter_map(agreement_region).collect(),
        agreement_href: may_agreement.then_some(agreement),
        waiting: sent.waiting(),
        waiting_href: reports(&chosen, "waiting"),
        files: chosen,
        frame,
    }
}

fn rounds(frame: &Frame, picture: &Picture, chosen: &Chosen, now: Timestamp) -> Vec<RoundLine> {
    let today = app::clock::bangkok_day(now);
    let line = |(round, sent): (&app::national::BegunRound, &Sent)| {
        let chosen = chosen.with("instrument", &round.instrument).with("round", round.code);
        let due = round.round.due(None);
        RoundLine {
            title: format!("{} {}", round.instrument, frame.t1("national-months", "months", round.code.months())),
            href: chosen.href("/national"),
            state: frame.t1("round-state-words", "state", round.round.state_on(today).as_str()),
            is_over: due.is_some_and(|due| due < today),
            due: due.map(|due| frame.date(due)),
            sent: Share::of(sent.sent, sent.all, reports(&chosen, "sent")),
            late: (sent.late, chosen.with("late", 1).href("/national/list")),
            waiting: (sent.waiting(), reports(&chosen, "waiting")),
            marked: sent.marked,
        }
    };
    picture.subject.rounds.iter().zip(&picture.sent).map(line).collect()
}

fn provinces(frame: &Frame, picture: &Picture, chosen: &Chosen) -> Vec<ProvinceLine> {
    let instrument = picture.subject.instrument();
    let mut all: Vec<_> = picture.by_province.iter().filter(|(_, tally)| tally.scored() > 0).collect();
    // The lowest mean first.
    all.sort_by_cached_key(|(_, tally)| tally.mean());
    let line = |(province, tally): &(domain::region::Province, Tally)| {
        let mean = tally.mean().map(|mean| mean.round_half_up(instrument.scoring.decimals));
        ProvinceLine {
            code: province.code.clone(),
            name: if frame.is_thai() { province.name_th.clone() } else { province.name_en.clone() },
            href: chosen.with("province", &province.code).href("/national/list"),
            offices: tally.scored(),
            mean: shown(instrument, tally),
            level: mean.map(|mean| frame.level(instrument, instrument.bands.of_mean(mean).level)),
        }
    };
    all.into_iter().map(line).collect()
}

fn indicators(frame: &Frame, picture: &Picture, chosen: &Chosen) -> Vec<Indicator> {
    let instrument = picture.subject.instrument();
    let line = |at: usize| {
        let (node, nothing) = (&instrument.nodes()[at], Tally::default());
        let tally = picture.by_node.get(&at).unwrap_or(&nothing);
        let chosen = chosen.with("node", &node.code);
        let of_level = |level: Level| (tally.at(level), chosen.with("level", level).href("/national/list"));
        Indicator {
            code: node.code.to_string(),
            label: node.label_th.clone(),
            title: title_of(frame, node),
            href: chosen.href("/national/list"),
            bar: bar(instrument, tally),
            levels: instrument.bands.iter().map(|band| of_level(band.level)).collect(),
            mean: shown(instrument, tally),
        }
    };
    picture.subject.indicators().into_iter().map(line).collect()
}

fn heat(frame: &Frame, picture: &Picture, chosen: &Chosen) -> Vec<HeatRow> {
    let (subject, instrument) = (&picture.subject, picture.subject.instrument());
    let columns = subject.indicators();
    let row = |region: &Region| {
        let chosen = chosen.with("region", region.number);
        let cell = |at: &usize| {
            let mean = picture.heat.get(&(*at, region.number))?.mean()?;
            Some(Cell {
                class: shade(instrument, &mean),
                mean: mean.round_half_up(1).to_string(),
                href: chosen.with("node", &instrument.nodes()[*at].code).href("/national/list"),
            })
        };
        let tally = picture.by_region.get(&region.number).cloned().unwrap_or_default();
        HeatRow {
            number: region_number(frame, region),
            name: region_names(frame, region),
            cells: columns.iter().map(cell).collect(),
            mean: shown(instrument, &tally),
        }
    };
    subject.shown_regions().map(row).collect()
}

fn distances(frame: &Frame, picture: &Picture) -> Vec<Distance> {
    let nodes = picture.subject.instrument().nodes();
    let line = |(at, counts): (&usize, &[i64; 3])| {
        let classes = ["apart-below", "apart-same", "apart-above"];
        let parts = classes.iter().zip(widths(counts)).zip(counts).filter(|(_, count)| **count > 0);
        Distance {
            title: format!("{} {}", nodes[*at].code, title_of(frame, &nodes[*at])),
            bar: parts
                .map(|((class, width), count)| Part { class: (*class).to_owned(), width, count: *count })
                .collect(),
            counts: *counts,
        }
    };
    picture.distances.iter().map(line).collect()
}

fn trend(frame: &Frame, picture: &Picture) -> (Vec<String>, Vec<TrendRow>) {
    let years = app::national::trend_years(&picture.trend);
    let row = |series: &app::national::Series| {
        let point = |year| {
            let point = series.points.iter().find(|point| point.year == year)?;
            let broken = point.broken.map(|broken| frame.t1("national-break", "why", broken.as_str()));
            Some((point.mean?.to_string(), point.offices, broken))
        };
        TrendRow { instrument: series.instrument.to_string(), points: years.iter().copied().map(point).collect() }
    };
    let rows = picture.trend.iter().map(row).collect();
    (years.iter().map(ToString::to_string).collect(), rows)
}
