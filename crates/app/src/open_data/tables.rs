//! The tables themselves.

use domain::instrument::Instrument;
use domain::office::{NATIONAL, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::publication::FrozenMark;

use super::dictionary::{OVERALL_KIND, TABLES, Table};
use super::{Edition, File};
use crate::door::App;
use crate::error::{AppError, Result};
use crate::export::{self, BYTE_ORDER_MARK, IN_MEMORY, TableFormat};
use crate::public::{Part, picture};
use crate::publication::each_given;
use crate::score_file::{OVERALL, csv_fields, lines};

type Csv = csv::Writer<Vec<u8>>;

/// A table with its head.
fn begin(table: &Table) -> Csv {
    let mut csv = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    csv.write_record(table.columns.iter().map(|column| column.name)).expect(IN_MEMORY);
    csv
}

fn end(csv: Csv) -> Vec<u8> {
    csv.into_inner().expect(IN_MEMORY)
}

/// The results, read from what was sealed.
pub(super) async fn results(app: &App, edition: &Edition, file: File) -> Result<Vec<u8>> {
    let format = TableFormat::of_ending(&file.format().to_lowercase());
    let format = format.ok_or_else(|| AppError::Internal(format!("no table is written as {}", file.name())))?;
    export::of_publication(app, &edition.publication, format).await
}

/// The offices with a result.
pub(super) async fn offices(app: &App, edition: &Edition) -> Result<Vec<u8>> {
    let mut csv = begin(&TABLES[1]);
    for standing in &picture(app, edition).await?.offices {
        let office = &standing.office;
        let region = office.region.to_string();
        let provinces = office.provinces.join(" ");
        let names = [office.name_th.as_str(), &office.short_name_th, &office.name_en];
        let row = [office.code.as_str(), office.kind.as_str(), names[0], names[1], names[2], &region, &provinces];
        csv.write_record(row).expect(IN_MEMORY);
    }
    Ok(end(csv))
}

/// The items of an instrument, and the overall where it has one.
pub(super) fn items(instrument: &Instrument) -> Vec<u8> {
    let mut csv = begin(&TABLES[2]);
    for (place, node) in instrument.nodes().iter().enumerate() {
        let parent = node.parent.map_or("", |parent| instrument.nodes()[parent].code.as_str());
        let kinds = OfficeKind::ALL.into_iter().filter(|kind| instrument.applies(place, *kind));
        let kinds: Vec<&str> = kinds.map(OfficeKind::as_str).collect();
        let row = [
            node.code.as_str(),
            parent,
            node.kind.as_str(),
            node.mode.as_str(),
            &node.label_th,
            &node.title_th,
            node.title_en.as_deref().unwrap_or_default(),
            &node.weight.to_string(),
            &kinds.join(" "),
        ];
        csv.write_record(row).expect(IN_MEMORY);
    }
    if instrument.scoring.overall.is_some() {
        let label = instrument.scoring.overall_label_th.as_deref().unwrap_or(OVERALL);
        let english = instrument.title_en.as_deref().unwrap_or_default();
        let row = [OVERALL, "", OVERALL_KIND, "", label, &instrument.title_th, english, "", ""];
        csv.write_record(row).expect(IN_MEMORY);
    }
    end(csv)
}

/// What the results were computed from: the national values, then the marks of the offices with a result.
pub(super) async fn marks(app: &App, edition: &Edition) -> Result<Vec<u8>> {
    let mut csv = begin(&TABLES[3]);
    let mut write = |holder: &str, mark: &FrozenMark| {
        let level = mark.level.map(|level| level.to_string()).unwrap_or_default();
        let value = mark.value.map(|value| value.to_string()).unwrap_or_default();
        csv.write_record([holder, mark.node.as_str(), mark.round.as_str(), &level, &value, ""]).expect(IN_MEMORY);
    };
    let mut conn = app.read(&Actor::public(), Action::PublicationRead, &Entity::System).await?;
    let mut is_first = true;
    each_given(&mut conn, &edition.publication.row, |_, inputs| {
        if std::mem::take(&mut is_first) {
            inputs.national.iter().for_each(|mark| write(NATIONAL, mark));
        }
        inputs.marks.iter().for_each(|mark| write(inputs.office.code.as_str(), mark));
    })
    .await?;
    Ok(end(csv))
}

/// The regions on the last day of the fiscal year, a row for each province.
pub(super) async fn regions(app: &App, edition: &Edition) -> Result<Vec<u8>> {
    let mut csv = begin(&TABLES[4]);
    let mut conn = app.read(&Actor::public(), Action::PublicationRead, &Entity::System).await?;
    for row in store::region::list(&mut conn, edition.year().last_day()).await? {
        let region = row.region;
        for province in &region.provinces {
            let number = region.number.to_string();
            let row = [number.as_str(), &region.name_th, &province.code, &province.name_th, &province.name_en];
            csv.write_record(row).expect(IN_MEMORY);
        }
    }
    Ok(end(csv))
}

/// The results of one office.
pub fn of_office<'p>(parts: impl IntoIterator<Item = &'p Part>) -> Vec<u8> {
    let mut csv = begin(&TABLES[0]);
    for part in parts {
        let publication = &part.edition.publication;
        let instrument = &publication.instrument;
        let common = export::common(publication);
        let office = &part.inputs.office;
        for (code, score) in lines(instrument, &part.sheet) {
            let own = csv_fields(instrument, &office.code, code, score);
            csv.write_record(common.iter().chain([&office.name_th]).chain(&own)).expect(IN_MEMORY);
        }
    }
    end(csv)
}
