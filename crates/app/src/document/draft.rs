//! The printed table of a draft, as an office would get it: with its best result everywhere, and marked as invented.

use domain::document::{PartSettings, SuggestionPlace, TableShape};
use domain::fiscal_year::RoundCode;
use domain::instrument::{Instrument, Mode, TargetScope};
use domain::office::{Office, OfficeCode, OfficeKind};
use domain::policy::Actor;
use domain::publication::{FrozenInputs, FrozenMark};
use domain::scoring::Scorer;
use report::Engine;
use report::view::Verification;

use super::result::{PublishedPart, result_view};
use super::{Provenance, imprint, settings_for};
use crate::clock::bangkok_day;
use crate::door::App;
use crate::draft;
use crate::draft_file::stem;
use crate::error::Result;

/// What stands for everything that a draft has not.
const EXAMPLE_TH: &str = "ตัวอย่าง";

/// How the table of an instrument is printed: as the settings of its year say, else with a column for each of its rounds.
pub fn part_of(instrument: &Instrument) -> PartSettings {
    let shipped = settings_for(instrument.fiscal_year).result.part;
    let own = shipped.into_iter().find(|part| part.instrument == instrument.code);
    own.unwrap_or_else(|| PartSettings {
        instrument: instrument.code.clone(),
        summary_title_th: instrument.title_th.clone(),
        title_lines_th: [instrument.title_th.as_str(), "ประจำปีงบประมาณ พ.ศ. {fiscal_year}", "{office}"]
            .map(str::to_owned)
            .into(),
        shape: if instrument.rounds.len() > 1 { TableShape::Rounds } else { TableShape::Tree },
        first_column_th: "รายการ".to_owned(),
        suggestions: SuggestionPlace::None,
        suggestions_title_lines_th: Vec::new(),
        lead_in_th: None,
        closing_node: None,
    })
}

/// The table of a draft for a kind of office as a PDF, with the name of its file.
///
/// # Errors
/// When the draft breaks a rule; when there is none; when the actor may not; when the database or the document engine fails.
pub async fn printed(
    app: &App,
    engine: &Engine,
    actor: &Actor,
    id: i64,
    kind: OfficeKind,
) -> Result<(String, Vec<u8>)> {
    let opened = draft::open(app, actor, id).await?;
    let instrument = opened.draft.instrument()?;
    let year = instrument.fiscal_year;
    let mut settings = settings_for(year);
    settings.result.part = vec![PartSettings { lead_in_th: None, ..part_of(instrument) }];
    let inputs = inputs(instrument, kind);
    let through = instrument.last_round();
    let sheet = inputs.score(&Scorer::new(instrument, through));
    let provenance = Provenance { simulated: true, source_th: None };
    let imprint = imprint(year, EXAMPLE_TH, bangkok_day(app.clock().now()), None, provenance);
    let verification = Verification {
        code: EXAMPLE_TH.to_owned(),
        qr_text: EXAMPLE_TH.to_owned(),
        hint_th: "ตารางนี้ทำจากแบบร่างของเครื่องมือ ไม่ใช่ผลการประเมิน".to_owned(),
    };
    let part = PublishedPart { instrument, through, inputs: &inputs, sheet: &sheet };
    let view = result_view(&settings, year, imprint, verification, &inputs.office, &[part]);
    let pdf = report::result::pdf(engine, &view).map_err(report::Error::from)?;
    Ok((format!("{}.pdf", stem(instrument)), pdf))
}

/// The highest level at every item that takes one, and every target reached.
fn inputs(instrument: &Instrument, kind: OfficeKind) -> FrozenInputs {
    let (mut marks, mut national) = (Vec::new(), Vec::new());
    for (at, node) in instrument.nodes().iter().enumerate() {
        let mark = |round: &RoundCode| FrozenMark {
            node: node.code.clone(),
            round: *round,
            level: node.takes_level().then(|| instrument.bands.highest()),
            value: node.target.as_ref().map(|target| target.value),
        };
        let of_all = node.target.as_ref().is_some_and(|target| target.scope == TargetScope::National);
        let is_given = node.takes_level() || node.mode == Mode::Target;
        if is_given && instrument.applies(at, kind) {
            let to = if of_all { &mut national } else { &mut marks };
            to.extend(instrument.rounds_of(at).iter().map(mark));
        }
    }
    let name_th = format!("{} ({EXAMPLE_TH})", kind.short_th());
    let office = Office {
        code: OfficeCode::new("EXAMPLE").expect("it is a code"),
        kind,
        short_name_th: name_th.clone(),
        name_th,
        name_en: String::new(),
        provinces: Vec::new(),
        region: 0,
    };
    FrozenInputs { office, marks, national, suggestions: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_fills_every_table_that_is_shipped() {
        for of in crate::demo::DemoPlan::new(1).instruments() {
            let part = part_of(&of.instrument);
            assert_eq!(part.instrument, of.instrument.code);
            for kind in OfficeKind::ALL {
                let sheet =
                    inputs(&of.instrument, kind).score(&Scorer::new(&of.instrument, of.instrument.last_round()));
                assert!(!sheet.is_incomplete(), "{} {kind}", of.instrument.code);
            }
        }
    }
}
