//! Two evaluators in the demonstration: a share of a round that both of them marked, with differences decided, and a few that wait.

use std::collections::HashMap;

use domain::fiscal_year::FiscalYear;
use domain::id::{NodeId, OfficeId, UserId};
use domain::instrument::Mode;
use domain::level::{Bands, Level};
use domain::office::{InstrumentCode, Office, OfficeKind};
use domain::opinion::Doubling;
use domain::policy::{Action, Actor, Entity};
use domain::self_report::{ReportState, items};
use store::opinion::Opinion;
use store::page::Page;
use store::reconciliation::Decision;
use store::round::RoundKey;
use store::self_report::ReportKey;

use super::chance::Chance;
use super::cycle::ROUND;
use super::load::SEED;
use crate::door::{App, Ctx};
use crate::error::Result;
use crate::{instrument, office, round};

/// The instrument of which two evaluators mark a share, and how much.
pub(super) const DOUBLED: (&str, u8) = ("AP", 50);
/// Offices with a difference that the lead still has to decide.
const WAITING: usize = 3;

/// Lets the two have marked their share in the reports that are marked, and differ in a few that are accepted.
pub(super) async fn load(app: &App, actor: &Actor, year: FiscalYear, both: [UserId; 2]) -> Result<()> {
    let (code, percent) = DOUBLED;
    let code = InstrumentCode::new(code).expect("the constant is the code of an instrument");
    app.run(actor, Action::RoundManage, &Entity::System, &round::on((year, &code, ROUND)), async |ctx| {
        let stored = instrument::shared(app, &mut ctx.tx, year, &code).await?;
        let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round: ROUND };
        let doubling = Doubling::new(percent, u32::from(year.number()))?;
        store::opinion::save_doubling(&mut ctx.tx, key, 0, doubling, (ctx.now, None)).await?;
        let offices: HashMap<OfficeId, Office> = office::of_year(&mut ctx.tx, year).await?.into_iter().collect();
        let (nodes, bands) = (stored.instrument.nodes(), &stored.instrument.bands);
        let mut waiting = 0;
        for progress in store::self_report::list_by_round(&mut ctx.tx, key, None, &Page::all()).await? {
            let report = progress.row.key;
            let office = &offices[&report.office_id];
            let drawn: Vec<usize> = items(&stored.instrument, office.kind, ROUND)
                .into_iter()
                .filter(|at| nodes[*at].mode == Mode::Evaluated && doubling.draws(&office.code, &nodes[*at].code))
                .collect();
            let of = |at: usize| {
                Chance::of(SEED, &["opinion", code.as_str(), office.code.as_str(), nodes[at].code.as_str()])
            };
            match progress.row.report.state {
                ReportState::Marked => {
                    let marks = store::mark::list_by_office(&mut ctx.tx, year, stored.id, report.office_id).await?;
                    for at in drawn {
                        let node = stored.node_ids[at];
                        let mark = marks.iter().find(|mark| mark.row.node_id == node && mark.row.round == ROUND);
                        let Some(level) = mark.and_then(|mark| mark.row.level) else { continue };
                        let levels = pair(&mut of(at), level, bands);
                        give(ctx, report, (node, progress.row.region, office.kind), both, levels).await?;
                        if levels[0] != levels[1] {
                            let words = "พิจารณาหลักฐานร่วมกันแล้วเป็นไปตามเกณฑ์ของระดับนี้".to_owned();
                            let decision = Decision { level, words };
                            store::reconciliation::insert(&mut ctx.tx, report, node, ctx.now).await?;
                            let by = (ctx.now, None);
                            store::reconciliation::decide(&mut ctx.tx, report, node, &decision, by).await?;
                        }
                    }
                }
                ReportState::Accepted if waiting < WAITING => {
                    let Some(node) = drawn.first().map(|at| stored.node_ids[*at]) else { continue };
                    let answer = store::answer::find(&mut ctx.tx, report, node).await?;
                    let level = answer.and_then(|row| row.item.answer.level).unwrap_or(bands.highest());
                    give(ctx, report, (node, progress.row.region, office.kind), both, [level, beside(level, bands)])
                        .await?;
                    store::reconciliation::insert(&mut ctx.tx, report, node, ctx.now).await?;
                    waiting += 1;
                }
                _ => {}
            }
        }
        ctx.detail("simulated", true);
        Ok(())
    })
    .await
}

/// What the two gave where the mark is `level`: mostly the same, sometimes one level apart.
fn pair(chance: &mut Chance, level: Level, bands: &Bands) -> [Level; 2] {
    match chance.below(10) {
        0 => [level, beside(level, bands)],
        1 => [beside(level, bands), level],
        _ => [level, level],
    }
}

/// The level below, or above the lowest.
fn beside(level: Level, bands: &Bands) -> Level {
    Level(if level > bands.lowest() { level.0 - 1 } else { level.0 + 1 })
}

async fn give(
    ctx: &mut Ctx,
    report: ReportKey,
    (node, region, kind): (NodeId, u16, OfficeKind),
    both: [UserId; 2],
    levels: [Level; 2],
) -> Result<()> {
    let words = ["", "หลักฐานบางส่วนยังไม่แสดงผลลัพธ์ที่เกิดกับผู้เรียน"];
    for ((user_id, level), justification) in both.into_iter().zip(levels).zip(words) {
        let is_different = levels[0] != levels[1];
        let opinion = Opinion {
            node_id: node,
            user_id,
            level,
            justification: if is_different { justification.to_owned() } else { String::new() },
            suggestion: [
                "มีการดำเนินงานครบทุกโรงเรียนและมีผลเชิงประจักษ์".to_owned(),
                "ทั้งนี้".to_owned(),
                "ควรติดตามผลที่เกิดกับผู้เรียนอย่างต่อเนื่อง".to_owned(),
            ],
        };
        store::opinion::insert(&mut ctx.tx, report, &opinion, ctx.now).await?;
    }
    Ok(store::opinion::add_pair(&mut ctx.tx, report.round_key(), (region, kind), levels).await?)
}
