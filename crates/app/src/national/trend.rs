//! Means over the years, with the places where a line breaks.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::NodeId;
use domain::instrument::Instrument;
use domain::national::{Break, break_between};
use domain::number::Decimal;
use domain::office::{InstrumentCode, NodeCode};
use store::Conn;
use store::score::{Among, ScoreKey};
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

/// The instrument of this code in the last years up to one, the oldest first.
pub(crate) async fn revisions(
    app: &App,
    conn: &mut Conn,
    (year, code): (FiscalYear, &InstrumentCode),
    years: &[FiscalYear],
) -> Result<Vec<(FiscalYear, std::sync::Arc<StoredInstrument>)>> {
    let mut found = Vec::new();
    for each in years.iter().copied().filter(|each| *each <= year).take(YEARS) {
        if store::instrument::find_by_code(conn, each, code).await?.is_some_and(|row| row.latest.is_some()) {
            found.push((each, instrument::shared(app, conn, each, code).await?));
        }
    }
    found.reverse();
    Ok(found)
}

/// What breaks the line at each of some years; the first has nothing before it.
pub(crate) fn breaks(instruments: &[&Instrument], node: Option<&NodeCode>) -> Vec<Option<Break>> {
    let between = instruments.windows(2).map(|two| break_between(two[0], two[1], node));
    std::iter::once(None).chain(between).take(instruments.len()).collect()
}

/// The overall means of all instruments of the chosen year. The chosen instrument ends with the chosen round, the others with their last.
pub(super) async fn overall(app: &App, conn: &mut Conn, subject: &Subject) -> Result<Vec<Series>> {
    let mut codes: Vec<&InstrumentCode> = subject.rounds.iter().map(|round| &round.instrument).collect();
    codes.dedup();
    let mut all = Vec::new();
    for code in codes {
        let years = revisions(app, conn, (subject.year, code), &subject.years).await?;
        let instruments: Vec<&Instrument> = years.iter().map(|(_, stored)| &stored.instrument).collect();
        let mut points = Vec::new();
        for ((year, stored), broken) in years.iter().zip(breaks(&instruments, None)) {
            points.push(point(conn, (*year, stored), &subject.among, NodeId::OVERALL, broken).await?);
        }
        if points.iter().any(|point| point.mean.is_some()) {
            all.push(Series { instrument: code.clone(), points });
        }
    }
    Ok(all)
}

/// The mean of a node in a year, through the last round that has scores.
pub(crate) async fn point(
    conn: &mut Conn,
    (year, stored): (FiscalYear, &StoredInstrument),
    among: &Among,
    node: NodeId,
    broken: Option<Break>,
) -> Result<Point> {
    let last = stored.instrument.last_round();
    let mut point = Point { year, through: last, mean: None, offices: 0, broken };
    for through in stored.instrument.rounds.iter().rev().copied() {
        let key = ScoreKey { fiscal_year: year, instrument_id: stored.id, through };
        let sums = store::score_count::sum_by_node(conn, key, among, node).await?;
        if let Some((mean, offices)) = Sum::mean(&sums) {
            let mean = mean.round_half_up(stored.instrument.scoring.decimals);
            point = Point { through, mean: Some(mean), offices, ..point };
            break;
        }
    }
    Ok(point)
}
