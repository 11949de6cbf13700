//! What several public pages show: a publication, how levels are spread, an item with its mean.

use app::public::{Distribution, Edition, LevelName, NationalSection, NodeMean, picture};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::national::widths;
use domain::number::Decimal;
use domain::office::{Office, OfficeKind};

use crate::frame::Frame;
use crate::self_report::title_of;
use crate::web::Web;
use crate::words::LevelWords;

/// The address of a publication.
pub(crate) fn edition_href(number: &str) -> String {
    format!("/public/publications/{number}")
}

/// A publication, as heads and lists show it.
pub(crate) struct EditionView {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) round: String,
    pub(crate) published: String,
    /// Number and address of what it corrects, with the reason.
    pub(crate) corrects: Option<(String, String)>,
    pub(crate) reason: Option<String>,
    /// Number and address of what corrects it.
    pub(crate) corrected_by: Option<(String, String)>,
    pub(crate) simulated: bool,
}

impl EditionView {
    pub(crate) fn of(frame: &Frame, edition: &Edition) -> EditionView {
        let publication = &edition.publication;
        let of = &publication.row.publication;
        let linked = |number: &String| (number.clone(), edition_href(number));
        EditionView {
            number: publication.number.clone(),
            href: edition_href(&publication.number),
            title: frame.title(&publication.instrument),
            round: frame.t2("report-round", "months", of.through.months(), "year", of.fiscal_year),
            published: frame.moment(of.published_at),
            corrects: publication.corrects.as_ref().map(linked),
            reason: of.reason.clone().filter(|_| publication.corrects.is_some()),
            corrected_by: edition.corrected_by.as_ref().map(linked),
            simulated: edition.is_simulated(),
        }
    }
}

/// The name of an office.
pub(super) fn name(frame: &Frame, office: &Office) -> String {
    if frame.is_thai() { office.name_th.clone() } else { office.name_en.clone() }
}

/// The short name of an office; in English it has but one.
pub(super) fn short_name(frame: &Frame, office: &Office) -> String {
    if frame.is_thai() { office.short_name_th.clone() } else { office.name_en.clone() }
}

/// What a region is called. The central one has no number.
pub(super) fn region_name(frame: &Frame, region: u16) -> String {
    match region {
        0 => frame.t("public-region-central"),
        number => frame.t1("round-region", "number", number),
    }
}

/// An overall score.
pub(super) struct Overall {
    pub(super) shown: String,
    pub(super) level: LevelWords,
}

impl Overall {
    pub(super) fn of(frame: &Frame, instrument: &Instrument, score: (Decimal, Level)) -> Overall {
        Overall { shown: score.0.to_string(), level: frame.level(instrument, score.1) }
    }
}

/// A part of a bar.
pub(super) struct Segment {
    pub(super) level: i64,
    pub(super) width: u8,
    pub(super) count: u32,
}

/// How levels are spread.
pub(super) struct Spread {
    pub(super) segments: Vec<Segment>,
    /// The same in words, for those who do not see it.
    pub(super) words: String,
}

impl Spread {
    /// The counts of levels, the highest first.
    pub(super) fn of(frame: &Frame, instrument: &Instrument, levels: &[LevelName], counts: &[u32]) -> Spread {
        let widths = widths(&counts.iter().copied().map(i64::from).collect::<Vec<_>>());
        let segment =
            |((level, count), width): ((&LevelName, &u32), u8)| Segment { level: level.level, width, count: *count };
        let all = levels.iter().zip(counts).zip(widths).filter(|((_, count), _)| **count > 0);
        let segments: Vec<Segment> = all.map(segment).collect();
        let words = |segment: &Segment| {
            let level = Level(u8::try_from(segment.level).unwrap_or_default());
            format!("{} {}", frame.level(instrument, level).name, segment.count)
        };
        Spread { words: segments.iter().map(words).collect::<Vec<_>>().join(", "), segments }
    }
}

/// A group of offices.
pub(super) struct Group {
    pub(super) label: String,
    pub(super) href: Option<String>,
    pub(super) total: u32,
    pub(super) mean: String,
    pub(super) spread: Spread,
}

/// A picture's groups: the country, the kinds of office, the regions with their own pages.
pub(super) fn groups(frame: &Frame, edition: &Edition, section: &NationalSection) -> Vec<Group> {
    let instrument = &edition.publication.instrument;
    let group = |label: String, href: Option<String>, of: &Distribution| Group {
        label,
        href,
        total: of.total,
        mean: of.mean.clone().unwrap_or_else(|| "–".to_owned()),
        spread: Spread::of(frame, instrument, &section.levels, &of.counts),
    };
    let mut groups = vec![group(frame.t("public-country"), None, &section.all)];
    for of in &section.by_kind {
        let kind = OfficeKind::ALL.into_iter().find(|kind| kind.short_th() == of.label_th);
        let label = kind.map_or_else(|| of.label_th.clone(), |kind| kind_name(frame, kind));
        groups.push(group(label, None, of));
    }
    for of in &section.by_region {
        let region = of.label_th.parse().unwrap_or_default();
        let href = format!("{}/regions/{region}", edition_href(&edition.publication.number));
        groups.push(group(region_name(frame, region), Some(href), of));
    }
    groups
}

/// What a kind of office is called.
pub(super) fn kind_name(frame: &Frame, kind: OfficeKind) -> String {
    frame.t1("public-kind", "kind", kind.as_str())
}

/// An item with its mean over offices.
pub(super) struct Item {
    pub(super) title: String,
    pub(super) depth: u8,
    pub(super) offices: u32,
    pub(super) mean: String,
    pub(super) level: LevelWords,
    /// The country's mean, beside that of a region.
    pub(super) country: Option<String>,
}

/// The items of a section; with the country's means beside them where it is about a part of the country.
pub(super) fn items(
    frame: &Frame,
    instrument: &Instrument,
    section: &NationalSection,
    country: Option<&NationalSection>,
) -> Vec<Item> {
    let item = |of: &NodeMean| Item {
        title: match instrument.node(&of.code) {
            Some(node) => format!("{} {}", node.label_th, title_of(frame, node)),
            None => of.title_th.clone(),
        },
        depth: of.depth.min(3),
        offices: of.offices,
        mean: of.mean.clone(),
        level: frame.level(instrument, Level(u8::try_from(of.level).unwrap_or_default())),
        country: country
            .and_then(|all| all.nodes.iter().find(|node| node.code == of.code))
            .map(|node| node.mean.clone()),
    };
    section.nodes.iter().map(item).collect()
}

/// The levels of an instrument, the highest first, as a key.
pub(super) fn key(frame: &Frame, instrument: &Instrument) -> Vec<LevelWords> {
    instrument.bands.iter().map(|band| frame.level(instrument, band.level)).collect()
}

/// A publication in short.
pub(super) struct Card {
    pub(super) edition: EditionView,
    pub(super) mean: Option<String>,
    pub(super) level: Option<LevelWords>,
    pub(super) offices: u32,
    pub(super) spread: Spread,
}

/// What holds of a year, in short.
pub(super) async fn cards(web: &Web, frame: &Frame, year: FiscalYear) -> app::Result<Vec<Card>> {
    let mut cards = Vec::new();
    for edition in app::public::holding(&web.app, year).await? {
        let picture = picture(&web.app, &edition).await?;
        let all = &picture.national.all;
        let instrument = &edition.publication.instrument;
        // The band of a national mean says how the country stands; it is nobody's official level.
        let shown: Option<Decimal> = all.mean.as_ref().and_then(|mean| mean.parse().ok());
        cards.push(Card {
            edition: EditionView::of(frame, &edition),
            mean: all.mean.clone(),
            level: shown.map(|mean| frame.level(instrument, instrument.bands.of_mean(mean).level)),
            offices: u32::try_from(picture.offices.len()).unwrap_or(u32::MAX),
            spread: Spread::of(frame, instrument, &picture.national.levels, &all.counts),
        });
    }
    Ok(cards)
}
