//! The picture of all offices, or of those of a region: counts, means, and offices in their order.

use app::national::{self, Asked, Picture, Sent, Subject, Which};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::id::OfficeId;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::national::Tally;
use domain::number::Decimal;
use domain::office::{NodeCode, OfficeKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bearer::Caller;
use super::json;
use super::list::{List, Paging, PagingQuery};
use super::problem::Refusal;
use crate::failure::{Answer, Failure};
use crate::round::{Name, RoundPath};
use crate::web::Web;

/// Digits behind the point of a mean.
const DIGITS: u32 = 2;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(picture)).routes(routes!(ranking))
}

/// Kind of office.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum KindWord {
    /// Primary.
    Primary,
    /// Secondary.
    Secondary,
}

impl KindWord {
    fn of(kind: OfficeKind) -> KindWord {
        match kind {
            OfficeKind::Primary => KindWord::Primary,
            OfficeKind::Secondary => KindWord::Secondary,
        }
    }

    fn read(self) -> OfficeKind {
        match self {
            KindWord::Primary => OfficeKind::Primary,
            KindWord::Secondary => OfficeKind::Secondary,
        }
    }
}

/// Which offices are looked at.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AmongQuery {
    /// Number of the inspection region; all of them where it is not said, for whoever reads all.
    region: Option<u16>,
    /// Only offices of this kind.
    #[param(inline)]
    kind: Option<KindWord>,
}

impl AmongQuery {
    fn asked(&self, (year, code, round): &Name) -> Asked {
        Asked {
            year: Some(*year),
            instrument: Some(code.clone()),
            round: Some(*round),
            region: self.region,
            kind: self.kind.map(KindWord::read),
        }
    }
}

/// The page shows what comes nearest; a program gets what it asked for, or nothing.
fn check(subject: &Subject, (year, code, round): &Name) -> Result<(), Failure> {
    let is_it = subject.year == *year && subject.instrument().code == *code && subject.round == *round;
    if is_it { Ok(()) } else { Err(Failure::NotFound) }
}

/// The picture of a round.
#[derive(Serialize, ToSchema)]
struct PictureView {
    /// Reports of the round.
    reports: SentView,
    /// Offices by their overall result, as the scores were computed last.
    all: TallyView,
    /// By inspection region.
    regions: Vec<RegionTally>,
    /// By kind of office.
    kinds: Vec<KindTally>,
    /// By province.
    provinces: Vec<ProvinceTally>,
    /// By indicator.
    nodes: Vec<NodeTally>,
}

/// Reports, counted.
#[derive(Serialize, ToSchema)]
struct SentView {
    /// All.
    all: i64,
    /// Certified at some time.
    sent: i64,
    /// Of these, late.
    late: i64,
    /// Accepted by a screener.
    accepted: i64,
    /// With all their marks.
    marked: i64,
}

/// Offices, counted by what level they reached.
#[derive(Serialize, ToSchema)]
struct TallyView {
    /// Offices with a level.
    scored: i64,
    /// Offices that lack a required level.
    incomplete: i64,
    /// The mean of their means; none of nothing.
    mean: Option<String>,
    /// Offices at each level, the lowest first.
    levels: Vec<LevelCount>,
}

/// Offices at a level.
#[derive(Serialize, ToSchema)]
struct LevelCount {
    /// The level.
    level: u8,
    /// How many.
    offices: i64,
}

/// The offices of a region.
#[derive(Serialize, ToSchema)]
struct RegionTally {
    /// Number of the region.
    region: u16,
    /// Its reports of the round.
    reports: SentView,
    #[serde(flatten)]
    tally: TallyView,
}

/// The offices of a kind.
#[derive(Serialize, ToSchema)]
struct KindTally {
    /// The kind.
    kind: KindWord,
    #[serde(flatten)]
    tally: TallyView,
}

/// The offices of a province.
#[derive(Serialize, ToSchema)]
struct ProvinceTally {
    /// Code of the province.
    code: String,
    /// Its Thai name.
    name_th: String,
    #[serde(flatten)]
    tally: TallyView,
}

/// The offices by their result in an indicator.
#[derive(Serialize, ToSchema)]
struct NodeTally {
    /// Code of the node.
    node: String,
    /// Offices whose final level is below the one they gave themselves.
    below_own: i64,
    /// Offices where both are the same.
    same_as_own: i64,
    /// Offices whose final level is above the one they gave themselves.
    above_own: i64,
    #[serde(flatten)]
    tally: TallyView,
}

impl SentView {
    fn of(sent: Sent) -> SentView {
        let Sent { all, sent, late, accepted, marked } = sent;
        SentView { all, sent, late, accepted, marked }
    }
}

impl TallyView {
    fn of(instrument: &Instrument, tally: &Tally) -> TallyView {
        let mut levels: Vec<LevelCount> = instrument
            .bands
            .iter()
            .map(|band| LevelCount { level: band.level.0, offices: tally.at(band.level) })
            .collect();
        levels.sort_by_key(|count| count.level);
        TallyView {
            scored: tally.scored(),
            incomplete: tally.incomplete,
            mean: tally.mean().map(|mean| mean.round_half_up(DIGITS).to_string()),
            levels,
        }
    }
}

impl PictureView {
    fn of(found: &Picture) -> PictureView {
        let instrument = found.subject.instrument();
        let tally = |tally: &Tally| TallyView::of(instrument, tally);
        let nothing = Tally::default();
        let regions = found.subject.shown_regions().map(|region| RegionTally {
            region: region.number,
            reports: SentView::of(found.sent_by_region.get(&region.number).copied().unwrap_or_default()),
            tally: tally(found.by_region.get(&region.number).unwrap_or(&nothing)),
        });
        let nodes = found.by_node.iter().map(|(at, of)| {
            let [below_own, same_as_own, above_own] = found.distances.get(at).copied().unwrap_or_default();
            let node = instrument.nodes()[*at].code.to_string();
            NodeTally { node, below_own, same_as_own, above_own, tally: tally(of) }
        });
        let sent = found.subject.place().and_then(|at| found.sent.get(at)).copied().unwrap_or_default();
        PictureView {
            reports: SentView::of(sent),
            all: tally(&found.all),
            regions: regions.collect(),
            kinds: found
                .by_kind
                .iter()
                .map(|(kind, of)| KindTally { kind: KindWord::of(*kind), tally: tally(of) })
                .collect(),
            provinces: found
                .by_province
                .iter()
                .map(|(province, of)| ProvinceTally {
                    code: province.code.clone(),
                    name_th: province.name_th.clone(),
                    tally: tally(of),
                })
                .collect(),
            nodes: nodes.collect(),
        }
    }
}

/// The picture of all offices in a round that has begun, also before it is published.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/picture", operation_id = "find_picture", tag = "results",
    params(RoundPath, AmongQuery), responses((status = 200, body = PictureView)))]
async fn picture(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    Query(query): Query<AmongQuery>,
) -> Answer {
    let name = path.name()?;
    let found = national::picture(&web.app, caller.actor(), &query.asked(&name)).await?.ok_or(Failure::NotFound)?;
    check(&found.subject, &name)?;
    json(StatusCode::OK, &PictureView::of(&found))
}

/// Which offices, and in which order.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RankQuery {
    /// Code of the node; the overall where it is not said.
    node: Option<String>,
    /// Only offices at this level.
    level: Option<u8>,
    /// Only offices of this province, by its code.
    province: Option<String>,
    /// Whether the highest mean comes first; the lowest where it is not said.
    falling: Option<bool>,
}

/// An office with its mean.
#[derive(Serialize, ToSchema)]
struct RankedView {
    /// Code of the office.
    office: String,
    /// The mean as shown, exact.
    mean: String,
    /// The level.
    level: u8,
}

/// Offices by their mean in a round that has begun, those to be supported first.
#[utoipa::path(get, path = "/api/v1/rounds/{year}/{instrument}/{round}/ranking", operation_id = "list_ranking",
    tag = "results", params(RoundPath, AmongQuery, RankQuery, PagingQuery), responses((status = 200, body = List<RankedView>)))]
async fn ranking(
    State(web): State<Web>,
    caller: Caller,
    Path(path): Path<RoundPath>,
    paging: Paging,
    Query(among): Query<AmongQuery>,
    Query(query): Query<RankQuery>,
) -> Answer {
    let name = path.name()?;
    let app::Page { after, limit } = paging.page::<(String, OfficeId)>()?;
    if after.as_ref().is_some_and(|(mean, _)| mean.parse::<Decimal>().is_err()) {
        return Err(Refusal::Cursor.into());
    }
    let node: Option<NodeCode> = match query.node {
        Some(code) => Some(code.parse().map_err(|_| Failure::NotFound)?),
        None => None,
    };
    let which = Which::Scored {
        node,
        level: query.level.map(Level),
        province: query.province,
        falling: query.falling.unwrap_or_default(),
    };
    let page = app::Page { after, limit };
    let found = national::offices(&web.app, caller.actor(), (&among.asked(&name), &which), &page).await?;
    check(&found.subject, &name)?;
    let views = found.offices.iter().filter_map(|listed| {
        let (mean, level) = listed.score.as_ref()?;
        Some(RankedView { office: listed.office.code.to_string(), mean: mean.to_string(), level: level.0 })
    });
    paging.answer(views.collect(), found.next)
}
