//! The covering letter of a publication: settings in, Thai digits out.

use domain::document::{DocumentSettings, LetterSettings};
use domain::fiscal_year::FiscalYear;
use domain::thai::to_thai_digits;
use report::letter::LetterView;
use report::view::{Imprint, Verification};

use super::result::Texts;
use super::signature;

/// Builds the covering letter; `None` where the settings have none.
pub fn letter_view(
    settings: &DocumentSettings,
    year: FiscalYear,
    imprint: Imprint,
    verification: Verification,
) -> Option<LetterView> {
    let letter: &LetterSettings = settings.letter.as_ref()?;
    let text = Texts { office: "", year };
    let line = |t: &str| to_thai_digits(&text.fill(t, None));
    let lines = |texts: &[String]| texts.iter().map(|t| line(t)).collect::<Vec<_>>();
    let date = letter.date_th.clone().unwrap_or_else(|| imprint.issued_on_th.clone());
    Some(LetterView {
        number_th: line(&format!("{}/{}", letter.number_series, letter.number.as_deref().unwrap_or(""))),
        agency_lines_th: lines(&letter.agency_lines_th),
        date_th: line(&date),
        subject_th: line(&letter.subject_th),
        to_th: line(&letter.to_th),
        enclosures_th: lines(&letter.enclosures_th),
        paragraphs_th: lines(&letter.paragraphs_th),
        closing_th: line(&letter.closing_th),
        signature: signature(&letter.signatory),
        contact_lines_th: lines(&letter.contact_lines_th),
        imprint,
        verification,
    })
}
