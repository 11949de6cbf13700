//! The picture of all offices, or of those of a region or kind, as it is at this moment. Everything on it is read from counters or from the
//! few rows it shows, so it costs the same whatever the number of offices.

mod compare;
mod list;
mod reflection;
pub(crate) mod trend;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::agreement::Pairs;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::instrument::{Instrument, Mode, NodeKind};
use domain::level::Level;
use domain::national::Tally;
use domain::office::{InstrumentCode, Office, OfficeKind};
use domain::policy::{self, Action, Actor, Entity, allows};
use domain::region::{Province, Region};
use domain::round::{Round, RoundState};
use domain::self_report::ReportState;
use store::Conn;
use store::page::Page;
use store::report_count::ReportCount;
use store::round::RoundKey;
use store::score::{Among, Order, RankFilter, ScoreKey};
use store::score_count::LevelCount;

use crate::clock::bangkok_day;
use crate::door::{App, check, not_found};
use crate::error::Result;
use crate::instrument::{self, StoredInstrument};
use crate::office;

pub use compare::{Comparison, FOUND, Means, Side, compare, search};
pub use list::{ListedOffice, Offices, Which, offices};
pub use reflection::{Reflection, Standing, reflection};
pub use store::report_count::Stage;
pub use store::score::Ranked;
pub use trend::{Point, Series, years as trend_years};

/// Offices in each of the two rankings.
const RANKED: u32 = 5;

/// What is asked for; what is left open is chosen: the newest year, its first instrument, its last round that has begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Fiscal year.
    pub year: Option<FiscalYear>,
    /// Instrument.
    pub instrument: Option<InstrumentCode>,
    /// Round.
    pub round: Option<RoundCode>,
    /// One region.
    pub region: Option<u16>,
    /// One kind of office.
    pub kind: Option<OfficeKind>,
}

/// A round of the year that has begun.
#[derive(Clone, Debug)]
pub struct BegunRound {
    /// Its instrument.
    pub instrument: InstrumentCode,
    /// Id of the instrument.
    pub instrument_id: InstrumentId,
    /// Which round.
    pub code: RoundCode,
    /// How far it has come, and its days.
    pub round: Round,
}

/// What was asked for, found, and allowed.
pub struct Subject {
    /// The years that have rounds, the newest first.
    pub years: Vec<FiscalYear>,
    /// The rounds of the chosen year that have begun.
    pub rounds: Vec<BegunRound>,
    /// The chosen year.
    pub year: FiscalYear,
    /// The chosen instrument.
    pub stored: Arc<StoredInstrument>,
    /// Its chosen round.
    pub round: RoundCode,
    /// The chosen region and kind.
    pub among: Among,
    /// The regions that the reader may choose from, in the order of their numbers.
    pub regions: Vec<Region>,
    /// Whether the reader may choose all of them together.
    pub reads_all: bool,
}

impl Subject {
    /// The instrument.
    pub fn instrument(&self) -> &Instrument {
        &self.stored.instrument
    }

    /// The counters of the chosen round.
    pub(crate) fn key(&self) -> ScoreKey {
        ScoreKey { fiscal_year: self.year, instrument_id: self.stored.id, through: self.round }
    }

    /// The chosen round among [`Subject::rounds`].
    pub fn place(&self) -> Option<usize> {
        self.rounds.iter().position(|round| (round.instrument_id, round.code) == (self.stored.id, self.round))
    }

    /// The regions that are shown: the chosen one, or all of the reader.
    pub fn shown_regions(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(|region| self.among.region.is_none_or(|chosen| chosen == region.number))
    }

    /// The nodes that stand for columns and rows.
    pub fn indicators(&self) -> Vec<usize> {
        indicators(self.instrument())
    }
}

/// The nodes of an instrument that stand for it: its indicators, or all nodes where it has none; those that are scored.
pub(crate) fn indicators(instrument: &Instrument) -> Vec<usize> {
    let nodes = instrument.nodes();
    let is_scored = |at: usize| match nodes[at].mode {
        Mode::Group => (0..nodes.len())
            .any(|below| below != at && nodes[below].takes_level() && instrument.path(below).any(|place| place == at)),
        _ => nodes[at].takes_level(),
    };
    let of_kind = |wanted: fn(NodeKind) -> bool| -> Vec<usize> {
        (0..nodes.len()).filter(|at| wanted(nodes[*at].kind) && is_scored(*at)).collect()
    };
    let found = of_kind(|kind| kind == NodeKind::Indicator);
    if found.is_empty() { of_kind(|_| true) } else { found }
}

/// Finds what is asked for. None while no round has begun anywhere.
async fn subject(app: &App, conn: &mut Conn, actor: &Actor, asked: &Asked) -> Result<Option<Subject>> {
    let reads_all = allows(actor, Action::NationalRead, &Entity::System);
    let own = policy::regions(actor, Action::NationalRead);
    let region = match asked.region {
        Some(number) => Some(number),
        None if reads_all => None,
        None => Some(*own.first().ok_or(crate::AppError::Denied)?),
    };
    check(actor, Action::NationalRead, &region.map_or(Entity::System, Entity::Region))?;
    let years = store::round::list_years(conn).await?;
    let candidates = match asked.year {
        Some(year) if years.contains(&year) => vec![year],
        Some(year) => return Err(not_found("round", year)),
        None => years.clone(),
    };
    for year in candidates {
        let rounds = begun_rounds(app, conn, year).await?;
        // Another year may lack the instrument, and another instrument the round: then what comes nearest is shown.
        let is_instrument = |round: &&BegunRound| asked.instrument.as_ref() == Some(&round.instrument);
        let Some(first) = rounds.iter().find(is_instrument).or(rounds.first()) else { continue };
        let mut of_instrument = rounds.iter().filter(|round| round.instrument_id == first.instrument_id);
        let last = of_instrument.clone().next_back().unwrap_or(first);
        let chosen = of_instrument.find(|round| asked.round == Some(round.code)).unwrap_or(last).clone();
        let stored = instrument::shared_by_id(app, conn, chosen.instrument_id).await?;
        let regions = store::region::list(conn, year.last_day()).await?.into_iter().map(|row| row.region);
        let regions = regions.filter(|region| reads_all || own.contains(&region.number)).collect();
        let among = Among { region, kind: asked.kind };
        return Ok(Some(Subject { years, rounds, year, stored, round: chosen.code, among, regions, reads_all }));
    }
    match asked.year {
        None => Ok(None),
        Some(year) => Err(not_found("round", year)),
    }
}

async fn begun_rounds(app: &App, conn: &mut Conn, year: FiscalYear) -> Result<Vec<BegunRound>> {
    let instruments = store::instrument::list(conn, Some(year)).await?;
    let today = bangkok_day(app.clock().now());
    let rounds = store::round::list(conn, year).await?;
    let mut begun = Vec::new();
    for row in rounds {
        let Some(of) = instruments.iter().find(|of| of.id == row.key.instrument_id) else { continue };
        // Results of years before the program came by file, and nobody ever opened their rounds.
        let key = ScoreKey { fiscal_year: year, instrument_id: of.id, through: row.key.round };
        if row.round.state_on(today) != RoundState::Planned || store::score_count::has_any(conn, key).await? {
            let (instrument, code) = (of.code.clone(), row.key.round);
            begun.push(BegunRound { instrument, instrument_id: of.id, code, round: row.round });
        }
    }
    Ok(begun)
}

/// Reports, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// All.
    pub all: i64,
    /// Certified at some time.
    pub sent: i64,
    /// Of these, late.
    pub late: i64,
    /// Accepted by a screener.
    pub accepted: i64,
    /// With all their marks.
    pub marked: i64,
}

impl Sent {
    fn add(&mut self, count: &ReportCount) {
        let is = |yes: bool| if yes { count.offices } else { 0 };
        self.all += count.offices;
        self.sent += is(Stage::Sent.holds(count.state));
        self.late += is(count.late);
        self.accepted += is(count.state >= ReportState::Accepted);
        self.marked += is(count.state >= ReportState::Marked);
    }

    /// Not certified yet.
    pub fn waiting(&self) -> i64 {
        self.all - self.sent
    }
}

/// The picture of one round.
pub struct Picture {
    /// What it shows.
    pub subject: Subject,
    /// The reports of every round of the year, in the order of [`Subject::rounds`].
    pub sent: Vec<Sent>,
    /// The reports of the chosen round, by region.
    pub sent_by_region: BTreeMap<u16, Sent>,
    /// The overall levels.
    pub all: Tally,
    /// By region.
    pub by_region: BTreeMap<u16, Tally>,
    /// By kind.
    pub by_kind: BTreeMap<OfficeKind, Tally>,
    /// By province, in the order of regions.
    pub by_province: Vec<(Province, Tally)>,
    /// The overall levels through the round before.
    pub before: Option<(RoundCode, Tally)>,
    /// Levels of the indicators, by place in the instrument.
    pub by_node: BTreeMap<usize, Tally>,
    /// Means of the indicators by region: `(place, region)`.
    pub heat: HashMap<(usize, u16), Tally>,
    /// By how many levels the final level is above the office's own, by place: offices below, the same, above.
    pub distances: BTreeMap<usize, [i64; 3]>,
    /// How often two evaluators gave which levels.
    pub agreement: Pairs,
    /// The same by region, where there are any.
    pub agreement_by_region: BTreeMap<u16, Pairs>,
    /// Offices with the lowest means.
    pub lowest: Vec<(Office, Ranked)>,
    /// Offices with the highest means.
    pub highest: Vec<(Office, Ranked)>,
    /// The overall means of every instrument over the years.
    pub trend: Vec<Series>,
}

/// The picture of all offices, or of some; none while no round has begun.
///
/// # Errors
/// When there is no such round; when the actor may not; when the database fails.
pub async fn picture(app: &App, actor: &Actor, asked: &Asked) -> Result<Option<Picture>> {
    let mut conn = app.db().read().await?;
    let Some(subject) = subject(app, &mut conn, actor, asked).await? else { return Ok(None) };
    let (sent, sent_by_region) = reports(&mut conn, &subject).await?;
    let (key, among) = (subject.key(), subject.among.clone());
    let counts = store::score_count::list_by_node(&mut conn, key, &among, NodeId::OVERALL).await?;
    let before = match earlier_round(&subject) {
        None => None,
        Some(through) => Some((through, overall(&mut conn, ScoreKey { through, ..key }, &among).await?)),
    };
    let (by_node, heat) = of_indicators(&mut conn, &subject).await?;
    let by_province = provinces(&mut conn, &subject).await?;
    let mut distances: BTreeMap<usize, [i64; 3]> = BTreeMap::new();
    for (node, sides) in store::score_count::list_distances(&mut conn, key, &among).await? {
        let leaf = subject.stored.position(node).filter(|at| subject.instrument().nodes()[*at].takes_level());
        if let Some(at) = leaf.filter(|_| sides != [0; 3]) {
            distances.insert(at, sides);
        }
    }
    let (mut agreement, mut agreement_by_region) = (Pairs::default(), BTreeMap::<u16, Pairs>::new());
    let round = RoundKey { fiscal_year: key.fiscal_year, instrument_id: key.instrument_id, round: key.through };
    for (region, [one, other], count) in store::opinion::list_pairs(&mut conn, round, &among).await? {
        agreement.add(one, other, count);
        agreement_by_region.entry(region).or_default().add(one, other, count);
    }
    let filter = RankFilter { among: among.clone(), ..RankFilter::default() };
    let mut ranks = Vec::new();
    for order in [Order::Rising, Order::Falling] {
        let page = Page::first(RANKED);
        ranks.push(store::score::list_by_mean(&mut conn, key, NodeId::OVERALL, &filter, order, &page).await?);
    }
    let trend = trend::overall(app, &mut conn, &subject).await?;
    drop(conn);
    let ids: Vec<OfficeId> = ranks.iter().flatten().map(|ranked| ranked.office_id).collect();
    let offices = office::by_ids(app, ids, subject.year).await?;
    let named = |ranks: Vec<Ranked>| -> Vec<(Office, Ranked)> {
        ranks.into_iter().filter_map(|ranked| Some((offices.get(&ranked.office_id)?.clone(), ranked))).collect()
    };
    let highest = named(ranks.pop().unwrap_or_default());
    let mut lowest = named(ranks.pop().unwrap_or_default());
    // Who is among the best needs no help: with few offices both ends would name the same.
    let help = domain::national::help_below(&subject.instrument().bands);
    lowest.retain(|(_, ranked)| ranked.level < help);
    let (mut by_region, mut by_kind) = (BTreeMap::<u16, Tally>::new(), BTreeMap::<OfficeKind, Tally>::new());
    for count in &counts {
        add(by_region.entry(count.region).or_default(), count);
        add(by_kind.entry(count.kind).or_default(), count);
    }
    let all = tally(&counts);
    Ok(Some(Picture {
        subject,
        sent,
        sent_by_region,
        all,
        by_region,
        by_kind,
        by_province,
        before,
        by_node,
        heat,
        distances,
        agreement,
        agreement_by_region,
        lowest,
        highest,
        trend,
    }))
}

async fn reports(conn: &mut Conn, subject: &Subject) -> Result<(Vec<Sent>, BTreeMap<u16, Sent>)> {
    let (mut sent, mut by_region) = (vec![Sent::default(); subject.rounds.len()], BTreeMap::<u16, Sent>::new());
    for count in store::report_count::list(conn, subject.year, &subject.among).await? {
        let is_of = |round: &BegunRound| (round.instrument_id, round.code) == (count.instrument_id, count.round);
        if let Some(at) = subject.rounds.iter().position(is_of) {
            sent[at].add(&count);
        }
        if (count.instrument_id, count.round) == (subject.stored.id, subject.round) {
            by_region.entry(count.region).or_default().add(&count);
        }
    }
    Ok((sent, by_region))
}

/// The round before the chosen one that has begun.
fn earlier_round(subject: &Subject) -> Option<RoundCode> {
    let of = subject.rounds.iter().filter(|round| round.instrument_id == subject.stored.id);
    of.map(|round| round.code).filter(|code| *code < subject.round).max()
}

type Indicators = (BTreeMap<usize, Tally>, HashMap<(usize, u16), Tally>);

async fn of_indicators(conn: &mut Conn, subject: &Subject) -> Result<Indicators> {
    let nodes: Vec<NodeId> = subject.indicators().into_iter().map(|at| subject.stored.node_ids[at]).collect();
    let (mut by_node, mut heat) = (BTreeMap::<usize, Tally>::new(), HashMap::<(usize, u16), Tally>::new());
    for (node, level, offices) in store::score_count::list_levels(conn, subject.key(), &subject.among, &nodes).await? {
        if let Some(at) = subject.stored.position(node) {
            by_node.entry(at).or_default().add(level, offices, &domain::number::Fraction::whole(0));
        }
    }
    for (node, region, sum) in store::score_count::list_by_region(conn, subject.key(), &subject.among, &nodes).await? {
        let Some(at) = subject.stored.position(node) else { continue };
        // Of which level they are does not matter to a mean.
        heat.entry((at, region)).or_default().add(Level(0), sum.offices, &sum.total());
        by_node.entry(at).or_default().add(Level(0), 0, &sum.total());
    }
    Ok((by_node, heat))
}

async fn provinces(conn: &mut Conn, subject: &Subject) -> Result<Vec<(Province, Tally)>> {
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    for (code, level, sum) in store::score_count::list_by_province(conn, subject.key(), &subject.among).await? {
        tallies.entry(code).or_default().add(level, sum.offices, &sum.total());
    }
    let provinces = subject.shown_regions().flat_map(|region| &region.provinces);
    let named = provinces.map(|province| (province.clone(), tallies.remove(&province.code).unwrap_or_default()));
    Ok(named.collect())
}

/// The overall levels through a round.
async fn overall(conn: &mut Conn, key: ScoreKey, among: &Among) -> Result<Tally> {
    Ok(tally(&store::score_count::list_by_node(conn, key, among, NodeId::OVERALL).await?))
}

fn tally(counts: &[LevelCount]) -> Tally {
    let mut all = Tally::default();
    counts.iter().for_each(|count| add(&mut all, count));
    all
}

fn add(tally: &mut Tally, count: &LevelCount) {
    match count.level {
        Some(level) => tally.add(level, count.sum.offices, &count.sum.total()),
        None => tally.incomplete += count.sum.offices,
    }
}
