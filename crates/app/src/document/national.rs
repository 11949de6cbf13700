//! The national summary: levels counted and means averaged over all published offices, exactly.

use std::collections::BTreeMap;

use domain::document::NationalSettings;
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::level::Band;
use domain::national::Tally;
use domain::number::Fraction;
use domain::office::{Office, OfficeKind};
use domain::scoring::ScoreSheet;
use report::national::{Distribution, LevelName, NationalSection, NationalView, NodeMean};
use report::view::{Imprint, Verification};

use super::result::Texts;
use super::signature;

/// Gathers the national picture of one instrument, office by office.
pub struct NationalTally<'i> {
    instrument: &'i Instrument,
    all: Tally,
    by_kind: BTreeMap<OfficeKind, Tally>,
    by_region: BTreeMap<u16, Tally>,
    nodes: Vec<Tally>,
    without: u32,
}

impl<'i> NationalTally<'i> {
    /// Nothing counted yet.
    pub fn new(instrument: &'i Instrument) -> NationalTally<'i> {
        NationalTally {
            instrument,
            all: Tally::default(),
            by_kind: BTreeMap::new(),
            by_region: BTreeMap::new(),
            nodes: instrument.nodes().iter().map(|_| Tally::default()).collect(),
            without: 0,
        }
    }

    /// Counts an office.
    pub fn add(&mut self, office: &Office, sheet: &ScoreSheet) {
        match sheet.overall.as_ref().and_then(|o| o.score()) {
            Some(score) => {
                self.all.add(score.level, 1, &score.mean);
                self.by_kind.entry(office.kind).or_default().add(score.level, 1, &score.mean);
                self.by_region.entry(office.region).or_default().add(score.level, 1, &score.mean);
            }
            None => self.without += 1,
        }
        for (group, node) in self.nodes.iter_mut().zip(&sheet.nodes) {
            if let Some(score) = node.score() {
                group.add(score.level, 1, &score.mean);
            }
        }
    }

    /// Counts an office whose result is withheld.
    pub fn add_withheld(&mut self) {
        self.without += 1;
    }

    /// The section of the summary. `region_th` names a region by its number.
    pub fn section(&self, region_th: impl Fn(u16) -> String) -> NationalSection {
        let instrument = self.instrument;
        let group = |label_th: String, tally: &Tally| distribution(instrument, label_th, tally);
        NationalSection {
            instrument: instrument.code.to_string(),
            title_th: instrument.title_th.clone(),
            levels: levels(instrument),
            offices_counted: count(self.all.scored()),
            offices_without: self.without,
            all: group("ทั้งประเทศ".to_owned(), &self.all),
            by_kind: self.by_kind.iter().map(|(kind, tally)| group(kind.short_th().to_owned(), tally)).collect(),
            by_region: self.by_region.iter().map(|(number, tally)| group(region_th(*number), tally)).collect(),
            nodes: self.nodes.iter().enumerate().filter_map(|(at, tally)| node_mean(instrument, at, tally)).collect(),
        }
    }
}

/// A number of offices as it is printed.
pub(super) fn count(offices: i64) -> u32 {
    u32::try_from(offices).unwrap_or(0)
}

/// The levels of an instrument, the highest first.
pub(super) fn levels(instrument: &Instrument) -> Vec<LevelName> {
    let level = |band: &Band| LevelName { level: i64::from(band.level.0), name_th: band.name_th.clone() };
    instrument.bands.iter().map(level).collect()
}

fn counts(instrument: &Instrument, tally: &Tally) -> Vec<u32> {
    instrument.bands.iter().map(|band| count(tally.at(band.level))).collect()
}

/// How the levels of a group spread.
pub(super) fn distribution(instrument: &Instrument, label_th: String, tally: &Tally) -> Distribution {
    let total = count(tally.scored());
    let counts = counts(instrument, tally);
    let share = |count: u32, whole: i128, decimals: u32| {
        Fraction::new(i128::from(count) * whole, i128::from(total.max(1))).round_half_up(decimals)
    };
    Distribution {
        label_th,
        total,
        per_mille: counts.iter().map(|c| u32::try_from(share(*c, 1000, 0).units()).unwrap_or(0)).collect(),
        percent: counts.iter().map(|c| share(*c, 100, 2).to_string()).collect(),
        counts,
        mean: tally.mean().map(|m| m.round_half_up(instrument.scoring.decimals).to_string()),
    }
}

/// The mean of a node; none where nobody has a score.
pub(super) fn node_mean(instrument: &Instrument, at: usize, tally: &Tally) -> Option<NodeMean> {
    let mean = tally.mean()?;
    let shown = mean.round_half_up(instrument.scoring.decimals);
    Some(NodeMean {
        code: instrument.nodes()[at].code.to_string(),
        depth: u8::try_from(instrument.depth(at)).unwrap_or(u8::MAX),
        title_th: instrument.nodes()[at].heading_th(),
        offices: count(tally.scored()),
        mean: shown.to_string(),
        mean_milli: u32::try_from(mean.round_half_up(3).units()).unwrap_or(0),
        level: i64::from(instrument.bands.of_mean(shown).level.0),
        counts: counts(instrument, tally),
    })
}

/// Builds the national summary from its sections.
pub fn national_view(
    settings: &NationalSettings,
    year: FiscalYear,
    imprint: Imprint,
    verification: Verification,
    sections: Vec<NationalSection>,
) -> NationalView {
    let text = Texts { office: "", year };
    NationalView {
        imprint,
        verification,
        title_lines_th: text.fill_all(&settings.title_lines_th, None),
        sections,
        signature: signature(&settings.signatory),
    }
}
