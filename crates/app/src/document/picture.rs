//! The picture of all offices on one page.

use domain::fiscal_year::FiscalYear;
use domain::level::Level;
use domain::national::{help_below, percent};
use domain::office::OfficeKind;
use domain::policy::Actor;
use domain::thai;
use report::Engine;
use report::national::NationalSection;
use report::picture::{PictureView, SentView, TrendLine};

use super::national::{count, distribution, levels, node_mean};
use crate::clock::{bangkok_day, bangkok_time};
use crate::door::{App, not_found};
use crate::error::Result;
use crate::national::{self, Asked, Picture, Sent};

/// The picture of a round as a PDF of one page, with the name of its file. `simulated` says that the figures are invented.
///
/// # Errors
/// When no such round has begun; when the actor may not read it; when the database or the document engine fails.
pub async fn picture(
    app: &App,
    engine: &Engine,
    actor: &Actor,
    asked: &Asked,
    simulated: bool,
) -> Result<(String, Vec<u8>)> {
    let now = app.clock().now();
    let found = national::picture(app, actor, asked).await?.ok_or_else(|| not_found("round", ""))?;
    let (day, time) = (bangkok_day(now), bangkok_time(now));
    let read_at_th = format!("{} เวลา {:02}.{:02} น.", thai::date_long(day), time.hour(), time.minute());
    let view = PictureView { simulated, read_on: day.to_string(), read_at_th, ..view(&found) };
    let pdf = report::picture::pdf(engine, &view).map_err(report::Error::from)?;
    let subject = &found.subject;
    Ok((format!("national-{}-{}-{}.pdf", subject.year, subject.instrument().code, subject.round), pdf))
}

fn view(picture: &Picture) -> PictureView {
    let subject = &picture.subject;
    let instrument = subject.instrument();
    let good = Level(instrument.bands.highest().0.saturating_sub(1));
    let good_th = instrument.bands.of_level(good).map(|band| band.name_th.clone()).unwrap_or_default();
    let good_percent = percent(picture.all.from(good), picture.all.scored()).unwrap_or_else(|| "–".to_owned());
    let years = national::trend::years(&picture.trend);
    let line = |series: &national::Series| {
        let mean = |year: &FiscalYear| {
            let point = series.points.iter().find(|point| point.year == *year)?;
            Some((point.mean?.to_string(), point.broken.is_some()))
        };
        TrendLine { instrument: series.instrument.to_string(), means: years.iter().map(mean).collect() }
    };
    let rank = |(office, ranked): &(domain::office::Office, national::Ranked)| {
        (office.short_name_th.clone(), ranked.shown.to_string(), i64::from(ranked.level.0))
    };
    PictureView {
        simulated: false,
        read_on: String::new(),
        read_at_th: String::new(),
        round_th: format!("รอบ {} เดือน ปีงบประมาณ พ.ศ. {}", subject.round.months(), subject.year),
        scope_th: scope(picture),
        sent: subject.place().map(|at| sent(&picture.sent[at])).filter(|sent| sent.all > 0),
        good: (good_th, count(picture.all.from(good)), good_percent),
        help: count(picture.all.below(help_below(&instrument.bands))),
        section: section(picture),
        trend: picture.trend.iter().map(line).collect(),
        years: years.iter().map(ToString::to_string).collect(),
        agreement: percent(picture.agreement.equal(), picture.agreement.count())
            .map(|share| (count(picture.agreement.count()), share)),
        lowest: picture.lowest.iter().map(rank).collect(),
    }
}

fn region_th(picture: &Picture, number: u16) -> String {
    let region = picture.subject.regions.iter().find(|region| region.number == number);
    region.map_or_else(|| number.to_string(), |region| region.name_th.clone())
}

fn scope(picture: &Picture) -> String {
    let among = &picture.subject.among;
    let place = among.region.map_or_else(|| "ทั้งประเทศ".to_owned(), |number| region_th(picture, number));
    match among.kind {
        Some(kind) => format!("{place} เฉพาะ {}", kind.short_th()),
        None => place,
    }
}

fn sent(sent: &Sent) -> SentView {
    SentView {
        all: count(sent.all),
        sent: count(sent.sent),
        percent: percent(sent.sent, sent.all).unwrap_or_default(),
        late: count(sent.late),
        marked: count(sent.marked),
    }
}

fn section(picture: &Picture) -> NationalSection {
    let subject = &picture.subject;
    let instrument = subject.instrument();
    let kinds = OfficeKind::ALL.into_iter().filter(|_| subject.among.kind.is_none());
    let kind = |kind: OfficeKind| {
        let tally = picture.by_kind.get(&kind).filter(|tally| tally.scored() > 0)?;
        Some(distribution(instrument, kind.short_th().to_owned(), tally))
    };
    let regions = subject.shown_regions().filter_map(|region| Some((region, picture.by_region.get(&region.number)?)));
    let regions = regions.filter(|(_, tally)| tally.scored() > 0);
    let everybody =
        if subject.among.region.is_none() { "ทั้งประเทศ" } else { "ทั้งเขต" };
    let nodes = picture.by_node.iter().filter_map(|(at, tally)| node_mean(instrument, *at, tally));
    NationalSection {
        instrument: instrument.code.to_string(),
        title_th: instrument.title_th.clone(),
        levels: levels(instrument),
        offices_counted: count(picture.all.scored()),
        offices_without: count(picture.all.incomplete),
        all: distribution(instrument, everybody.to_owned(), &picture.all),
        by_kind: kinds.filter_map(kind).collect(),
        by_region: regions.map(|(region, tally)| distribution(instrument, region.name_th.clone(), tally)).collect(),
        nodes: nodes.collect(),
    }
}
