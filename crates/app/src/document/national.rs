//! The national summary: levels counted and means averaged over all published offices, exactly.

use std::collections::BTreeMap;

use domain::document::NationalSettings;
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::number::Fraction;
use domain::office::{Office, OfficeKind};
use domain::scoring::ScoreSheet;
use report::national::{Distribution, LevelName, NationalSection, NationalView, NodeMean};
use report::view::{Imprint, Verification};

use super::result::Texts;
use super::signature;

/// Counts of one group of offices.
#[derive(Default)]
struct Group {
    counts: BTreeMap<Level, u32>,
    sum: Option<Fraction>,
}

impl Group {
    fn add(&mut self, level: Level, mean: &Fraction) {
        *self.counts.entry(level).or_default() += 1;
        self.sum = Some(self.sum.as_ref().map_or_else(|| mean.clone(), |sum| sum.plus(mean)));
    }

    fn total(&self) -> u32 {
        self.counts.values().sum()
    }

    fn mean(&self) -> Option<Fraction> {
        let total = self.total();
        self.sum.as_ref().filter(|_| total > 0).map(|sum| sum.divided_by(&Fraction::whole(i64::from(total))))
    }
}

/// Gathers the national picture of one instrument, office by office.
pub struct NationalTally<'i> {
    instrument: &'i Instrument,
    all: Group,
    by_kind: BTreeMap<OfficeKind, Group>,
    by_region: BTreeMap<u16, Group>,
    nodes: Vec<Group>,
    without: u32,
}

impl<'i> NationalTally<'i> {
    /// Nothing counted yet.
    pub fn new(instrument: &'i Instrument) -> NationalTally<'i> {
        NationalTally {
            instrument,
            all: Group::default(),
            by_kind: BTreeMap::new(),
            by_region: BTreeMap::new(),
            nodes: instrument.nodes().iter().map(|_| Group::default()).collect(),
            without: 0,
        }
    }

    /// Counts an office.
    pub fn add(&mut self, office: &Office, sheet: &ScoreSheet) {
        match sheet.overall.as_ref().and_then(|o| o.score()) {
            Some(score) => {
                self.all.add(score.level, &score.mean);
                self.by_kind.entry(office.kind).or_default().add(score.level, &score.mean);
                self.by_region.entry(office.region).or_default().add(score.level, &score.mean);
            }
            None => self.without += 1,
        }
        for (group, node) in self.nodes.iter_mut().zip(&sheet.nodes) {
            if let Some(score) = node.score() {
                group.add(score.level, &score.mean);
            }
        }
    }

    /// Counts an office whose result is withheld.
    pub fn add_withheld(&mut self) {
        self.without += 1;
    }

    fn counts(&self, group: &Group) -> Vec<u32> {
        self.instrument.bands.iter().map(|band| group.counts.get(&band.level).copied().unwrap_or(0)).collect()
    }

    fn distribution(&self, label_th: String, group: &Group) -> Distribution {
        let total = group.total();
        let counts = self.counts(group);
        let share = |count: u32, whole: i128, decimals: u32| {
            Fraction::new(i128::from(count) * whole, i128::from(total.max(1))).round_half_up(decimals)
        };
        Distribution {
            label_th,
            total,
            per_mille: counts.iter().map(|c| u32::try_from(share(*c, 1000, 0).units()).unwrap_or(0)).collect(),
            percent: counts.iter().map(|c| share(*c, 100, 2).to_string()).collect(),
            counts,
            mean: group.mean().map(|m| m.round_half_up(self.instrument.scoring.decimals).to_string()),
        }
    }

    /// The section of the summary. `region_th` names a region by its number.
    pub fn section(&self, region_th: impl Fn(u16) -> String) -> NationalSection {
        let instrument = self.instrument;
        let node = |i: usize| {
            let group = &self.nodes[i];
            let mean = group.mean()?;
            let shown = mean.round_half_up(instrument.scoring.decimals);
            Some(NodeMean {
                code: instrument.nodes()[i].code.to_string(),
                depth: u8::try_from(instrument.depth(i)).unwrap_or(u8::MAX),
                title_th: instrument.nodes()[i].heading_th(),
                offices: group.total(),
                mean: shown.to_string(),
                mean_milli: u32::try_from(mean.round_half_up(3).units()).unwrap_or(0),
                level: i64::from(instrument.bands.of_mean(shown).level.0),
                counts: self.counts(group),
            })
        };
        let levels =
            instrument.bands.iter().map(|b| LevelName { level: i64::from(b.level.0), name_th: b.name_th.clone() });
        NationalSection {
            instrument: instrument.code.to_string(),
            title_th: instrument.title_th.clone(),
            levels: levels.collect(),
            offices_counted: self.all.total(),
            offices_without: self.without,
            all: self.distribution("ทั้งประเทศ".to_owned(), &self.all),
            by_kind: self.by_kind.iter().map(|(k, g)| self.distribution(k.short_th().to_owned(), g)).collect(),
            by_region: self.by_region.iter().map(|(r, g)| self.distribution(region_th(*r), g)).collect(),
            nodes: (0..instrument.nodes().len()).filter_map(node).collect(),
        }
    }
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
