//! Official documents of what is published.

pub mod archive;
pub mod draft;
pub mod engine;
pub mod issue;
pub mod letter;
pub mod national;
pub mod picture;
pub mod receipt;
pub mod result;
pub mod verify;

use domain::document::{DocumentSettings, Signatory, VerificationSettings};
use domain::fiscal_year::FiscalYear;
use domain::office::Office;
use domain::thai;
use jiff::civil::Date;
use report::view::{Imprint, Signature, Verification};

/// The settings that are shipped: those of the real years, and 2566's for every other.
///
/// The texts are those of the reference documents of the three years.
pub fn settings_for(year: FiscalYear) -> DocumentSettings {
    let text = match year.number() {
        2564 => include_str!("../../../documents/settings/2564.toml"),
        2567 => include_str!("../../../documents/settings/2567.toml"),
        _ => include_str!("../../../documents/settings/2566.toml"),
    };
    DocumentSettings::parse(text).expect("the shipped settings are read by a test")
}

/// The office as documents name it.
fn office_view(office: &Office) -> report::view::Office {
    report::view::Office {
        code: office.code.to_string(),
        name_th: office.name_th.clone(),
        short_name_th: office.short_name_th.clone(),
        kind_th: office.kind.short_th().to_owned(),
    }
}

fn signature(signatory: &Signatory) -> Signature {
    Signature { name_th: signatory.name_th.clone(), position_lines_th: signatory.lines_th() }
}

/// Where the results in a document come from.
pub struct Provenance {
    /// Some of them are invented for a demonstration.
    pub simulated: bool,
    /// Source lines of those that were really published elsewhere.
    pub source_th: Option<String>,
}

/// The publications a document shows, as it names them.
pub fn imprint(
    year: FiscalYear,
    number: &str,
    issued_on: Date,
    corrects: Option<&str>,
    provenance: Provenance,
) -> Imprint {
    Imprint {
        fiscal_year: year.number(),
        number: number.to_owned(),
        issued_on: issued_on.to_string(),
        issued_on_th: thai::date_long(issued_on),
        simulated: provenance.simulated,
        source_th: provenance.source_th,
        corrects: corrects.map(str::to_owned),
    }
}

/// How a document with this code is checked.
pub fn verification(settings: &VerificationSettings, code: &str) -> Verification {
    Verification {
        code: code.to_owned(),
        qr_text: settings.url.as_deref().map_or_else(|| code.to_owned(), |url| url.replace("{code}", code)),
        hint_th: settings.hint_th.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_settings_can_be_read_and_kept() {
        for year in [2564, 2566, 2567, 2568] {
            let settings = settings_for(FiscalYear::new(year).unwrap());
            assert_eq!(DocumentSettings::from_json(&settings.to_json()).unwrap(), settings);
            assert!(!settings.result.part.is_empty());
        }
    }
}
