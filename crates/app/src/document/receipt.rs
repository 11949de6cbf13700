//! The receipt of a certified report.

use domain::policy::Actor;
use domain::thai;
use report::Engine;
use report::receipt::ReceiptView;

use crate::clock::{bangkok_day, bangkok_time};
use crate::door::{App, not_found};
use crate::error::Result;
use crate::self_report::{self, ReportName};

/// The receipt of a report as a PDF, with the name of its file. The same certification gives the same bytes.
///
/// # Errors
/// When the report was never certified; when the actor may not read it; when the database or the document engine fails.
pub async fn receipt(app: &App, engine: &Engine, actor: &Actor, name: &ReportName) -> Result<(String, Vec<u8>)> {
    let open = self_report::open(app, actor, name).await?;
    let report = &open.place.row.report;
    let missing = || not_found("receipt", name.on());
    let number = report.receipt_number.clone().ok_or_else(missing)?;
    let (content_hash, certified_at) = report.content_hash.clone().zip(report.certified_at).ok_or_else(missing)?;
    let (day, time) = (bangkok_day(certified_at), bangkok_time(certified_at));
    let view = ReceiptView {
        certified_on: day.to_string(),
        certified_at_th: format!("{} เวลา {:02}.{:02} น.", thai::date_long(day), time.hour(), time.minute()),
        in_time_th: if report.late { "หลังกำหนด" } else { "ภายในกำหนด" }.to_owned(),
        office_th: open.place.office.name_th.clone(),
        instrument_th: open.place.stored.instrument.title_th.clone(),
        round_th: format!("รอบ {} เดือน ปีงบประมาณ พ.ศ. {}", name.round.months(), name.year),
        items: open.items.len(),
        certification: report.certifications,
        number: number.clone(),
        content_hash,
    };
    let pdf = report::receipt::pdf(engine, &view).map_err(report::Error::from)?;
    Ok((format!("{number}.pdf"), pdf))
}
