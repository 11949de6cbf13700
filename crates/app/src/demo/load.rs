//! Puts the demonstration into a database through the same use cases as real files: import, score, publish.

use std::ops::ControlFlow;

use domain::document::{DocumentSettings, SourceNote};
use domain::fiscal_year::FiscalYear;
use domain::instrument::Instrument;
use domain::policy::Actor;
use jiff::Timestamp;

use super::{DemoCorrection, DemoDelivery, DemoInstrument, DemoMark, DemoPlan, DemoRecords};
use crate::clock::Clock;
use crate::document::settings_for;
use crate::door::App;
use crate::error::Result;
use crate::office_file::shipped_regions;
use crate::publication::{Published, Release};
use crate::table_file::to_csv;
use crate::{instrument, mark, office, office_size, publication, region, score, suggestion};

/// The seed of the demonstration that everybody sees.
pub const SEED: u64 = 2566;

/// Loads the whole demonstration. The clock stands at fixed moments, so that the same seed gives the same documents byte for byte.
/// `progress` is told how many instruments of how many are loaded.
///
/// # Errors
/// When the database fails.
pub async fn load(
    app: &App,
    actor: &Actor,
    plan: &DemoPlan,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Published>> {
    let app = app.at(Clock::Fixed(moment(2564, 1)));
    region::import(&app, actor, &shipped_regions(), None).await?;
    office::import(&app, actor, plan.offices(), None).await?;
    office_size::import(&app, actor, &plan.sizes()).await?;
    let mut published = Vec::new();
    for (i, of) in plan.instruments().iter().enumerate() {
        progress(i, plan.instruments().len());
        published.extend(load_instrument(&app, actor, of, plan.records(of)).await?);
    }
    progress(plan.instruments().len(), plan.instruments().len());
    Ok(published)
}

/// Nine o'clock in Bangkok on a day of November after a fiscal year; letters with results are dated then (reference document 000: the 16th).
fn moment(year: u16, day: u8) -> Timestamp {
    format!("{}-11-{day:02}T02:00:00Z", year - 543).parse().expect("a valid moment")
}

async fn load_instrument(
    app: &App,
    actor: &Actor,
    of: &DemoInstrument,
    records: DemoRecords,
) -> Result<Vec<Published>> {
    let instrument = &of.instrument;
    let year = instrument.fiscal_year;
    let settings = settings(of, year);
    let mut published = Vec::new();
    instrument::import(app, actor, instrument).await?;
    deliver(app, actor, instrument, &records.on_time).await?;
    for through in &instrument.rounds {
        let dated = app.at(Clock::Fixed(moment(year.number(), 16)));
        published.push(publish(&dated, actor, instrument, *through, &settings, None).await?);
    }
    if !records.late.marks.is_empty() || !records.late.suggestions.is_empty() {
        deliver(app, actor, instrument, &records.late).await?;
        let dated = app.at(Clock::Fixed(moment(year.number(), 25)));
        let reason = "เพิ่มผลของเขตพื้นที่ที่รายงานหลังกำหนด";
        published.push(publish(&dated, actor, instrument, instrument.last_round(), &settings, Some(reason)).await?);
    }
    for correction in &records.corrections {
        correct(app, actor, instrument, correction).await?;
        let dated = app.at(Clock::Fixed(moment(year.number(), 28)));
        published.push(
            publish(&dated, actor, instrument, instrument.last_round(), &settings, Some(correction.reason_th)).await?,
        );
    }
    Ok(published)
}

/// Everything is marked ข้อมูลจำลอง, except the results that were really published, which name their source.
fn settings(of: &DemoInstrument, year: FiscalYear) -> DocumentSettings {
    let mut settings = settings_for(year);
    settings.simulated = super::SIMULATED_YEARS.contains(&year.number());
    let note = |p: &super::PublishedResult| SourceNote { office: p.office.clone(), text_th: p.source_th.to_owned() };
    settings.source = of.published.iter().map(note).collect();
    settings
}

async fn publish(
    app: &App,
    actor: &Actor,
    instrument: &Instrument,
    through: domain::fiscal_year::RoundCode,
    settings: &DocumentSettings,
    reason: Option<&str>,
) -> Result<Published> {
    for round in instrument.rounds.iter().copied().filter(|round| *round <= through) {
        score::recompute(app, actor, instrument.fiscal_year, &instrument.code, round).await?;
    }
    let release = Release { settings, reason, objection_days: None };
    publication::publish(app, actor, instrument.fiscal_year, &instrument.code, Some(through), &release).await
}

async fn deliver(app: &App, actor: &Actor, instrument: &Instrument, delivery: &DemoDelivery) -> Result<()> {
    let (year, code) = (instrument.fiscal_year, &instrument.code);
    import_marks(app, actor, instrument, &delivery.marks).await?;
    let rows = delivery.suggestions.iter().map(|s| {
        let text = &s.suggestion;
        [s.office.as_str(), text.node.as_str(), &text.strengths_th, &text.connective_th, &text.recommendation_th]
            .map(str::to_owned)
    });
    let file = to_csv(suggestion::COLUMNS, rows);
    suggestion::import(app, actor, year, code, &file).await?;
    Ok(())
}

async fn import_marks(app: &App, actor: &Actor, instrument: &Instrument, marks: &[DemoMark]) -> Result<()> {
    let file = to_csv(domain::mark::COLUMNS, marks.iter().map(DemoMark::cells));
    let mut go_on = |_, _| ControlFlow::Continue(());
    mark::import(app, actor, instrument.fiscal_year, &instrument.code, &file, &mut go_on).await?;
    Ok(())
}

async fn correct(app: &App, actor: &Actor, instrument: &Instrument, correction: &DemoCorrection) -> Result<()> {
    let mark = DemoMark {
        holder: super::DemoHolder::Office(correction.office.clone()),
        node: correction.node.clone(),
        round: correction.round,
        level: Some(correction.to),
        value: None,
        note: correction.reason_th.to_owned(),
    };
    import_marks(app, actor, instrument, &[mark]).await
}
