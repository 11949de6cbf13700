//! The offices behind a figure, page by page.

use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::number::Decimal;
use domain::office::{NodeCode, Office};
use domain::policy::Actor;
use domain::self_report::ReportState;
use store::page::Page;
use store::report_count::{ReportFilter, Stage};
use store::round::RoundKey;
use store::score::{Order, RankFilter};

use super::{Asked, Subject, subject};
use crate::door::{App, not_found};
use crate::error::Result;
use crate::office;

/// Which offices are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those with a score in a node, or overall.
    Scored {
        /// Node; none for the overall.
        node: Option<NodeCode>,
        /// At this level.
        level: Option<Level>,
        /// Of this province, by its code.
        province: Option<String>,
        /// The highest mean first.
        falling: bool,
    },
    /// Those whose report is in this stage.
    Reported {
        /// How far; none for all.
        stage: Option<Stage>,
        /// Late ones, or those in time.
        late: Option<bool>,
    },
}

/// An office of the list.
pub struct ListedOffice {
    /// Office.
    pub office: Office,
    /// Its mean and level, in a list of scores.
    pub score: Option<(Decimal, Level)>,
    /// How far its report has come, and whether it was late, in a list of reports.
    pub report: Option<(ReportState, bool)>,
}

/// A page of the list.
pub struct Offices {
    /// What it is about.
    pub subject: Subject,
    /// Place of the node, where there is one.
    pub node: Option<usize>,
    /// Offices.
    pub offices: Vec<ListedOffice>,
    /// Where the next page begins; none at the end.
    pub next: Option<(String, OfficeId)>,
}

/// The offices behind a figure.
///
/// # Errors
/// When there is no such round or node; when the actor may not; when the database fails.
pub async fn offices(
    app: &App,
    actor: &Actor,
    (asked, which): (&Asked, &Which),
    page: &Page<(String, OfficeId)>,
) -> Result<Offices> {
    let mut conn = app.db().read().await?;
    let subject = subject(app, &mut conn, actor, asked).await?.ok_or_else(|| not_found("round", ""))?;
    let (mut found, mut place) = (Vec::new(), None);
    match which {
        Which::Scored { node, level, province, falling } => {
            let mut id = NodeId::OVERALL;
            if let Some(code) = node {
                let at = subject.instrument().position(code.as_str()).ok_or_else(|| not_found("item", code))?;
                (id, place) = (subject.stored.node_ids[at], Some(at));
            }
            let bands = &subject.instrument().bands;
            let means = level.filter(|_| bands.highest().0 < 10).and_then(|level| bands.means_of(level));
            let filter = RankFilter {
                among: subject.among.clone(),
                level: *level,
                means: means.unwrap_or_default(),
                province: province.clone(),
            };
            let order = if *falling { Order::Falling } else { Order::Rising };
            for row in store::score::list_by_mean(&mut conn, subject.key(), id, &filter, order, page).await? {
                let shown = row.shown.to_string();
                found.push(((shown, row.office_id), Some((row.shown, row.level)), None));
            }
        }
        Which::Reported { stage, late } => {
            let key = RoundKey { fiscal_year: subject.year, instrument_id: subject.stored.id, round: subject.round };
            let filter = ReportFilter { among: subject.among.clone(), stage: *stage, late: *late };
            let page = Page { after: page.after.as_ref().map(|(_, office)| *office), limit: page.limit };
            for (office, state, late) in store::report_count::list_offices(&mut conn, key, &filter, &page).await? {
                found.push(((String::new(), office), None, Some((state, late))));
            }
        }
    }
    drop(conn);
    let is_full = found.len() == page.limit as usize;
    let next = found.last().filter(|_| is_full).map(|(key, ..)| key.clone());
    let names = office::by_ids(app, found.iter().map(|((_, office), ..)| *office), subject.year).await?;
    let listed = found.into_iter().filter_map(|((_, office), score, report)| {
        Some(ListedOffice { office: names.get(&office)?.clone(), score, report })
    });
    Ok(Offices { offices: listed.collect(), next, node: place, subject })
}
