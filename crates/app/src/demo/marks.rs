//! Invented marks: an office's strength, its trend over the years, how hard an item is, and chance. All in thousandths of a level.

use domain::fiscal_year::RoundCode;
use domain::instrument::{Instrument, Mode, Node, TargetScope};
use domain::level::Level;
use domain::number::Decimal;
use domain::office::Office;

use super::chance::Chance;
use super::{
    CORRECTED_NODE, CORRECTED_OFFICE, DemoHolder, DemoInstrument, DemoMark, DemoPlan, EVENTFUL_YEAR, INCOMPLETE_NODE,
    INCOMPLETE_OFFICE, LEFT_BLANK, SIMULATED_YEARS,
};

/// Level of the corrected item as first published.
pub(super) const BEFORE_CORRECTION: Level = Level(4);
/// Level of the corrected item afterwards.
pub(super) const AFTER_CORRECTION: Level = Level(5);

/// Where the middle office stands in FY2566, round 6: about what the field monitoring of that year tells of QP.
const MIDDLE: i32 = 3450;
/// How far offices lie apart.
const OFFICE_SPREAD: i32 = 800;
/// How far one office drifts from year to year.
const DRIFT_SPREAD: i32 = 140;
/// What all offices gain from year to year.
const YEARLY_GAIN: i32 = 70;
/// How far items lie apart in what they ask.
const ITEM_SPREAD: i32 = 260;
/// How far an office is better or worse at one item, over all years.
const PROFILE_SPREAD: i32 = 380;
/// What is left to chance.
const NOISE_SPREAD: i32 = 480;
/// What round 12 adds to round 6 in the mean, and how widely: one office in five falls on an item.
const ROUND_GAIN: (i32, i32) = (400, 480);

impl DemoPlan {
    pub(super) fn marks(&self, of: &DemoInstrument) -> Vec<DemoMark> {
        let instrument = &of.instrument;
        let mut marks = Vec::new();
        if SIMULATED_YEARS.contains(&instrument.fiscal_year.number()) {
            let national = instrument.nodes().iter().filter(|n| is_compared(n, TargetScope::National));
            marks.extend(national.map(|node| self.value(of, DemoHolder::National, node, 0)));
        }
        for office in self.offices_in(of) {
            match &of.published {
                Some(published) if published.office == office.code => marks.extend_from_slice(&published.marks),
                _ => self.office_marks(of, office, &mut marks),
            }
        }
        marks
    }

    fn office_marks(&self, of: &DemoInstrument, office: &Office, marks: &mut Vec<DemoMark>) {
        let instrument = &of.instrument;
        let strength = self.strength(instrument, office);
        for (i, node) in instrument.nodes().iter().enumerate() {
            if !instrument.applies(i, office.kind) || is_left_out(of, office, node) {
                continue;
            }
            let holder = || DemoHolder::Office(office.code.clone());
            if is_compared(node, TargetScope::Office) {
                marks.push(self.value(of, holder(), node, strength - MIDDLE));
            } else if node.takes_level() {
                for (round, level) in self.levels(of, office, i, strength) {
                    let node = node.code.clone();
                    let level = Some(level);
                    marks.push(DemoMark { holder: holder(), node, round, level, value: None, note: String::new() });
                }
            }
        }
    }

    /// Where an office stands in an instrument, before items tell apart.
    pub(super) fn strength(&self, instrument: &Instrument, office: &Office) -> i32 {
        let office = office.code.as_str();
        let base = Chance::of(self.seed, &["office", office]).normal(OFFICE_SPREAD);
        let drift: i32 = SIMULATED_YEARS
            .take_while(|year| *year <= instrument.fiscal_year.number())
            .map(|year| Chance::of(self.seed, &["drift", office, &year.to_string()]).normal(DRIFT_SPREAD))
            .sum();
        // AP asks for shares of schools and learners and SA for the whole of the work; both are scored higher than quick policies.
        let ease = match instrument.code.as_str() {
            "AP" => 850,
            "SA" => 600,
            _ => 0,
        };
        let years = i32::from(instrument.fiscal_year.number()) - 2566;
        MIDDLE + ease + years * YEARLY_GAIN + base + drift
    }

    pub(super) fn levels(
        &self,
        of: &DemoInstrument,
        office: &Office,
        node: usize,
        strength: i32,
    ) -> Vec<(RoundCode, Level)> {
        let instrument = &of.instrument;
        let code = instrument.nodes()[node].code.as_str();
        let (name, office) = (instrument.code.as_str(), office.code.as_str());
        if of.is("SA", EVENTFUL_YEAR) && office == CORRECTED_OFFICE && code == CORRECTED_NODE {
            return vec![(RoundCode::R12, BEFORE_CORRECTION)];
        }
        let year = instrument.fiscal_year.to_string();
        let item = Chance::of(self.seed, &["item", name, code]).normal(ITEM_SPREAD);
        let profile = Chance::of(self.seed, &["profile", name, code, office]).normal(PROFILE_SPREAD);
        let mut chance = Chance::of(self.seed, &["mark", name, code, office, &year]);
        let mut standing = strength + item + profile + chance.normal(NOISE_SPREAD);
        let (lowest, highest) = (i32::from(instrument.bands.lowest().0), i32::from(instrument.bands.highest().0));
        let mut levels = Vec::new();
        for (i, round) in instrument.rounds_of(node).iter().enumerate() {
            if i > 0 {
                standing += ROUND_GAIN.0 + chance.normal(ROUND_GAIN.1);
            }
            let level = (standing + 500).div_euclid(1000).clamp(lowest, highest);
            levels.push((*round, Level(u8::try_from(level).expect("levels are 0-99"))));
        }
        levels
    }

    /// A percentage near its target, mostly above it.
    fn value(&self, of: &DemoInstrument, holder: DemoHolder, node: &Node, lead: i32) -> DemoMark {
        let instrument = &of.instrument;
        let year = instrument.fiscal_year.to_string();
        let key = ["value", instrument.code.as_str(), node.code.as_str(), holder.as_str(), &year];
        let mut chance = Chance::of(self.seed, &key);
        let target = node.target.as_ref().map_or(8000, |t| hundredths(t.value));
        // A whole level of lead is worth six points.
        let value = (target + 600 + lead * 6 / 10 + chance.normal(450)).clamp(0, 10_000);
        DemoMark {
            holder,
            node: node.code.clone(),
            round: instrument.last_round(),
            level: None,
            value: Some(Decimal::new(i128::from(value), 2)),
            note: String::new(),
        }
    }
}

fn hundredths(value: Decimal) -> i32 {
    let rounded = value.to_fraction().round_half_up(2).units();
    i32::try_from(rounded).expect("a target is a percentage")
}

fn is_compared(node: &Node, scope: TargetScope) -> bool {
    node.mode == Mode::Target && node.target.as_ref().is_some_and(|t| t.scope == scope)
}

/// Whether a mark is absent on purpose.
fn is_left_out(of: &DemoInstrument, office: &Office, node: &Node) -> bool {
    let (year, blank) = LEFT_BLANK;
    let is_blank = of.is("AP", year) && node.code.as_str() == blank;
    let is_gap = of.is("SA", EVENTFUL_YEAR)
        && office.code.as_str() == INCOMPLETE_OFFICE
        && node.code.as_str() == INCOMPLETE_NODE;
    is_blank || is_gap
}
