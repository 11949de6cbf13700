//! What people may change about the documents of a publication before it is made.

use domain::document::{Acting, DocumentSettings, Signatory};
use domain::problem::Fault;
use domain::thai;
use serde::Deserialize;

/// Days to object that a form begins with.
const DAYS: u16 = 15;

/// The fields of the form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PublicationForm {
    pub(crate) series: String,
    pub(crate) number: String,
    pub(crate) date: String,
    pub(crate) subject: String,
    pub(crate) to: String,
    pub(crate) paragraphs: String,
    pub(crate) contact: String,
    pub(crate) letter_name: String,
    pub(crate) letter_position: String,
    pub(crate) letter_acting: String,
    pub(crate) letter_acting_for: String,
    pub(crate) result_name: String,
    pub(crate) result_position: String,
    pub(crate) days: String,
}

/// The ways to act for somebody, with the words of the form.
pub(crate) const ACTING: [(&str, Acting); 3] =
    [("on_behalf", Acting::OnBehalf), ("in_absence", Acting::InAbsence), ("in_post", Acting::InPost)];

impl PublicationForm {
    /// The form as it begins.
    pub(crate) fn of(settings: &DocumentSettings) -> PublicationForm {
        let mut form = PublicationForm {
            result_name: settings.result.signatory.name_th.clone().unwrap_or_default(),
            result_position: settings.result.signatory.position_th.clone(),
            days: DAYS.to_string(),
            ..PublicationForm::default()
        };
        if let Some(letter) = &settings.letter {
            let acting = ACTING.iter().find(|(_, acting)| Some(*acting) == letter.signatory.acting);
            form.series = letter.number_series.clone();
            form.number = letter.number.clone().unwrap_or_default();
            form.date = letter.date_th.clone().unwrap_or_default();
            form.subject = letter.subject_th.clone();
            form.to = letter.to_th.clone();
            form.paragraphs = letter.paragraphs_th.join("\n\n");
            form.contact = letter.contact_lines_th.join("\n");
            form.letter_name = letter.signatory.name_th.clone().unwrap_or_default();
            form.letter_position = letter.signatory.position_th.clone();
            form.letter_acting = acting.map(|(word, _)| (*word).to_owned()).unwrap_or_default();
            form.letter_acting_for = letter.signatory.acting_for_th.clone().unwrap_or_default();
        }
        form
    }

    /// Whether a way of acting is chosen, and its words on paper.
    pub(crate) fn acting(&self) -> Vec<(&'static str, &'static str, bool)> {
        ACTING.iter().map(|(word, acting)| (*word, acting.words_th(), self.letter_acting == *word)).collect()
    }

    /// Days to object.
    ///
    /// # Errors
    /// When it is no number.
    pub(crate) fn days(&self) -> Result<u16, Fault> {
        let digits = thai::to_arabic_digits(self.days.trim());
        let wrong = || Fault::new("objection-days").with("days", &self.days).with("max", domain::objection::DAYS_MAX);
        if digits.is_empty() { Ok(0) } else { digits.parse().map_err(|_| wrong()) }
    }

    /// The settings with what the form says.
    ///
    /// # Errors
    /// When a signatory has no position, or acts for nobody.
    pub(crate) fn apply(&self, mut settings: DocumentSettings) -> Result<DocumentSettings, Fault> {
        if let Some(letter) = &mut settings.letter {
            let acting = ACTING.iter().find(|(word, _)| *word == self.letter_acting).map(|(_, acting)| *acting);
            let signatory = Signatory {
                acting,
                acting_for_th: acting.and(given(&self.letter_acting_for)),
                ..signatory(&self.letter_name, &self.letter_position)?
            };
            if acting.is_some() && signatory.acting_for_th.is_none() {
                return Err(Fault::new("signatory-acts-for-nobody"));
            }
            letter.number_series = self.series.trim().to_owned();
            letter.number = given(&self.number);
            letter.date_th = given(&self.date);
            letter.subject_th = self.subject.trim().to_owned();
            letter.to_th = self.to.trim().to_owned();
            letter.paragraphs_th = parts(&self.paragraphs, "\n\n");
            letter.contact_lines_th = parts(&self.contact, "\n");
            letter.signatory = signatory;
        }
        let signatory = signatory(&self.result_name, &self.result_position)?;
        settings.national.signatory = signatory.clone();
        settings.result.signatory = signatory;
        Ok(settings)
    }
}

fn signatory(name: &str, position: &str) -> Result<Signatory, Fault> {
    let position_th = given(position).ok_or_else(|| Fault::new("signatory-without-position"))?;
    Ok(Signatory { name_th: given(name), position_th, acting: None, acting_for_th: None })
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn parts(text: &str, between: &str) -> Vec<String> {
    text.replace("\r\n", "\n").split(between).filter_map(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_sent_back_as_it_was_changes_nothing_but_the_common_signatory() {
        let year = domain::fiscal_year::FiscalYear::new(2567).unwrap();
        let mut settings = app::document::settings_for(year);
        let form = PublicationForm::of(&settings);
        assert_eq!(form.days(), Ok(DAYS));
        settings.national.signatory = settings.result.signatory.clone();
        assert_eq!(form.apply(settings.clone()).unwrap(), settings);
        let nobody = PublicationForm { letter_acting_for: String::new(), ..form.clone() };
        assert_eq!(nobody.apply(settings.clone()).unwrap_err().key, "signatory-acts-for-nobody");
        let without = PublicationForm { result_position: " ".to_owned(), ..form };
        assert_eq!(without.apply(settings).unwrap_err().key, "signatory-without-position");
    }
}
