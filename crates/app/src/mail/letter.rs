//! What a mail says, as plain text and as simple HTML.

use domain::problem::Fault;
use lettre::Message;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use store::mail::MailRow;

use super::Mailer;
use crate::message::Language;
use crate::notice::Notice;

/// A mail in words.
pub(super) struct Letter {
    language: Language,
    subject: String,
    opening: String,
    /// Words with the page they lead to.
    lines: Vec<(String, String)>,
    closing: Vec<String>,
}

/// Tells other programs that no person wrote this, so that none answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Letter {
    /// Everything of a day.
    pub(super) fn digest(language: Language, notices: &[Notice], is_more: bool) -> Letter {
        let say = |key| language.fault(&Fault::new(key));
        let lines: Vec<_> = notices.iter().map(|notice| (notice.words.clone(), notice.path.clone())).collect();
        let more = is_more.then(|| say("mail-digest-more"));
        Letter {
            language,
            subject: language.fault(&Fault::new("mail-digest-subject").with("count", lines.len())),
            opening: say("mail-digest-opening"),
            lines,
            closing: more.into_iter().chain([say("mail-digest-closing")]).collect(),
        }
    }

    /// A link for a new password.
    pub(super) fn reset(language: Language, token: &str) -> Letter {
        let say = |key| language.fault(&Fault::new(key));
        Letter {
            language,
            subject: say("mail-reset-subject"),
            opening: say("mail-reset-opening"),
            lines: vec![(say("mail-reset-link"), format!("/link/{token}"))],
            closing: vec![say("mail-reset-closing")],
        }
    }

    /// The mail as the server takes it.
    pub(super) fn message(
        &self,
        mailer: &Mailer,
        to: Mailbox,
        mail: &MailRow,
    ) -> Result<Message, lettre::error::Error> {
        let host = mailer.from.email.domain();
        Message::builder()
            .from(mailer.from.clone())
            .to(to)
            .subject(&self.subject)
            // The same for every attempt, so that a mail that goes out twice is recognised.
            .message_id(Some(format!("<{}.{}@{host}>", mail.id, mail.user_id)))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(self.text(&mailer.site), self.html(&mailer.site)))
    }

    fn text(&self, site: &str) -> String {
        let lines = self.lines.iter().map(|(words, path)| format!("- {words}\n  {site}{path}\n"));
        format!("{}\n\n{}\n{}\n", self.opening, lines.collect::<String>(), self.closing.join("\n"))
    }

    fn html(&self, site: &str) -> String {
        let line = |(words, path): &(String, String)| {
            format!("<li><a href=\"{}\">{}</a></li>", escape(&format!("{site}{path}")), escape(words))
        };
        let closing = self.closing.iter().map(|words| format!("<p>{}</p>", escape(words)));
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body><p>{}</p><ul>{}</ul>{}</body></html>",
            self.language.code(),
            escape(&self.subject),
            escape(&self.opening),
            self.lines.iter().map(line).collect::<String>(),
            closing.collect::<String>()
        )
    }
}

/// Makes a text safe in HTML, in attributes too.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, c| {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_called_things_is_no_markup() {
        let language = Language::Th;
        let lines = vec![("<b>\"รายการ\" & 'อื่น'</b>".to_owned(), "/reports/2569?a=1&b=2".to_owned())];
        let letter = Letter { language, subject: "<".to_owned(), opening: String::new(), lines, closing: Vec::new() };
        let html = letter.html("https://emes.example");
        assert!(html.contains("&lt;b&gt;&quot;รายการ&quot; &amp; &#39;อื่น&#39;&lt;/b&gt;"), "{html}");
        assert!(html.contains("href=\"https://emes.example/reports/2569?a=1&amp;b=2\""), "{html}");
        assert!(letter.text("https://emes.example").contains("  https://emes.example/reports/2569?a=1&b=2\n"));
    }
}
