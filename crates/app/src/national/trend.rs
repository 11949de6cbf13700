//! Means over the years, with the places where a line breaks.

use std::collections::{BTreeMap, HashMap};

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId};
use domain::instrument::Instrument;
use domain::national::{Break, break_between};
use domain::number::Decimal;
use domain::office::{InstrumentCode, NodeCode};
use store::Conn;
use store::score::ScoreKey;
use store::score_count::Sum;

use super::Subject;
use crate::door::App;
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};

/// Years that are looked at.
const YEARS: usize = 5;

/// The mean of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Fiscal year.
    pub year: FiscalYear,
    /// The last round that counts.
    pub through: RoundCode,
    /// Mean of the offices' means as it is shown; none where nothing is scored.
    pub mean: Option<Decimal>,
    /// Offices with a score.
    pub offices: i64,
    /// Why it is not to be compared with the year before.
    pub broken: Option<Break>,
}

/// The means of an instrument, or of a node of it, over the years, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Instrument.
    pub instrument: InstrumentCode,
    /// Points.
    pub points: Vec<Point>,
}

/// The years of which some line has a mean, the oldest first.
pub fn years(series: &[Series]) -> Vec<FiscalYear> {
    let points = series.iter().flat_map(|series| &series.points).filter(|point| point.mean.is_some());
    let mut years: Vec<FiscalYear> = points.map(|point| point.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// What breaks the line at each of some years; the first has nothing before it.
pub(crate) fn breaks(instruments: &[&Instrument], node: Option<&NodeCode>) -> Vec<Option<Break>> {
    let between = instruments.windows(2).map(|two| break_between(two[0], two[1], node));
    std::iter::once(None).chain(between).take(instruments.len()).collect()
}

/// The overall means of all instruments of the chosen year, each through the last round that has scores.
pub(super) async fn overall(app: &App, conn: &mut Conn, subject: &Subject) -> Result<Vec<Series>> {
    let mut codes: Vec<&InstrumentCode> = subject.rounds.iter().map(|round| &round.instrument).collect();
    codes.dedup();
    let years = subject.years.iter().filter(|year| **year <= subject.year).take(YEARS);
    let years: Vec<FiscalYear> = years.copied().collect();
    let mut found = Vec::new();
    for row in store::instrument::list(conn, None).await? {
        if years.contains(&row.fiscal_year) && codes.contains(&&row.code) && row.latest.is_some() {
            found.push((row.fiscal_year, instrument::shared_row(app, conn, &row).await?));
        }
    }
    let keys = found.iter().flat_map(|(year, stored)| {
        let key = |through| ScoreKey { fiscal_year: *year, instrument_id: stored.id, through };
        stored.instrument.rounds.iter().copied().map(key)
    });
    let mut sums: HashMap<InstrumentId, BTreeMap<RoundCode, Vec<Sum>>> = HashMap::new();
    let keys: Vec<ScoreKey> = keys.collect();
    for (id, through, sum) in store::score_count::list_by_round(conn, &keys, &subject.among, NodeId::OVERALL).await? {
        sums.entry(id).or_default().entry(through).or_default().push(sum);
    }
    let of_code = |code: &InstrumentCode| {
        // The oldest first, as they come.
        let of: Vec<_> = found.iter().filter(|(_, stored)| stored.instrument.code == *code).collect();
        let instruments: Vec<&Instrument> = of.iter().map(|(_, stored)| &stored.instrument).collect();
        let points = of.iter().zip(breaks(&instruments, None)).map(|((year, stored), broken)| {
            let last = sums.get(&stored.id).and_then(|rounds| rounds.last_key_value());
            point(*year, stored, last, broken)
        });
        Series { instrument: code.clone(), points: points.collect() }
    };
    let all = codes.into_iter().map(of_code);
    Ok(all.filter(|series| series.points.iter().any(|point| point.mean.is_some())).collect())
}

/// The mean of a year through the last round that has scores.
fn point(
    year: FiscalYear,
    stored: &StoredInstrument,
    last: Option<(&RoundCode, &Vec<Sum>)>,
    broken: Option<Break>,
) -> Point {
    let mean = last.and_then(|(through, sums)| Some((*through, Sum::mean(sums)?)));
    match mean {
        Some((through, (mean, offices))) => {
            let mean = Some(mean.round_half_up(stored.instrument.scoring.decimals));
            Point { year, through, mean, offices, broken }
        }
        None => Point { year, through: stored.instrument.last_round(), mean: None, offices: 0, broken },
    }
}
