//! What makes a result official: everything it rests on, frozen with it and sealed by hash.
//!
//! A publication never changes. A correction is a new publication that names the old one; both stay readable, and scoring the
//! frozen inputs of either gives the same bytes again.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::fiscal_year::{FiscalYear, RoundCode};
use crate::instrument::Instrument;
use crate::level::Level;
use crate::number::Decimal;
use crate::office::{InstrumentCode, NodeCode, Office, OfficeCode};
use crate::scoring::{OfficeMarks, ScoreSheet, ScoreWriter, Scorer};

/// What a publication is called: "2566-SA-R12-1".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PublicationNumber {
    /// Fiscal year.
    pub year: FiscalYear,
    /// Instrument.
    pub instrument: InstrumentCode,
    /// The last round considered.
    pub through: RoundCode,
    /// Counts the publications of that instrument through that round, from 1.
    pub edition: i32,
}

impl fmt::Display for PublicationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PublicationNumber { year, instrument, through, edition } = self;
        write!(f, "{year}-{instrument}-{through}-{edition}")
    }
}

/// A text that is not the number of a publication.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number of a publication: {0:?}")]
pub struct PublicationNumberError(pub String);

impl FromStr for PublicationNumber {
    type Err = PublicationNumberError;

    fn from_str(text: &str) -> Result<PublicationNumber, PublicationNumberError> {
        // The code of an instrument may hold hyphens itself.
        let read = || {
            let (year, rest) = text.split_once('-')?;
            let (rest, edition) = rest.rsplit_once('-')?;
            let (instrument, through) = rest.rsplit_once('-')?;
            let edition: i32 = edition.parse().ok()?;
            let number = PublicationNumber {
                year: year.parse().ok()?,
                instrument: instrument.parse().ok()?,
                through: through.parse().ok()?,
                edition,
            };
            // One publication has one address.
            (number.to_string() == text).then_some(number)
        };
        read().ok_or_else(|| PublicationNumberError(text.to_owned()))
    }
}

/// A mark as it is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenMark {
    /// Node.
    pub node: NodeCode,
    /// Round.
    pub round: RoundCode,
    /// Level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
}

/// A suggestion for development: what is strong, a connective, what is recommended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Node it is about.
    pub node: NodeCode,
    /// จุดเด่น; may be empty (a suggestion may be a recommendation only).
    pub strengths_th: String,
    /// "ทั้งนี้", "อย่างไรก็ตาม", "ในขณะเดียวกัน", or empty.
    pub connective_th: String,
    /// ข้อเสนอแนะ; may be empty (a suggestion may be strengths only).
    pub recommendation_th: String,
}

impl Suggestion {
    /// The paragraph as the documents print it: strengths, connective, recommendation.
    pub fn paragraph_th(&self) -> String {
        let parts = [&self.strengths_th, &self.connective_th, &self.recommendation_th];
        let present: Vec<&str> = parts.into_iter().map(|p| p.trim()).filter(|p| !p.is_empty()).collect();
        match present.as_slice() {
            // A connective joins two parts; beside only one of them it says nothing.
            [one, connective] if *connective == self.connective_th.trim() => (*one).to_owned(),
            [connective, one] if *connective == self.connective_th.trim() => (*one).to_owned(),
            all => all.join(" "),
        }
    }
}

/// Everything the result of one office rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenInputs {
    /// The office as it was.
    pub office: Office,
    /// Its marks, in the order of the instrument and the rounds.
    pub marks: Vec<FrozenMark>,
    /// National values, likewise.
    pub national: Vec<FrozenMark>,
    /// Suggestions, in the order of the instrument.
    pub suggestions: Vec<Suggestion>,
}

impl FrozenInputs {
    /// Puts marks and suggestions into the order in which they are frozen.
    pub fn sort(&mut self, instrument: &Instrument) {
        let place = |code: &NodeCode| instrument.position(code.as_str()).unwrap_or(usize::MAX);
        self.marks.sort_by_key(|m| (place(&m.node), m.round));
        self.national.sort_by_key(|m| (place(&m.node), m.round));
        self.suggestions.sort_by_key(|s| place(&s.node));
    }

    /// The office's marks and the national values, by place in the instrument.
    pub fn marks(&self, instrument: &Instrument) -> (OfficeMarks, OfficeMarks) {
        let marks = |frozen: &[FrozenMark]| {
            let mut marks = OfficeMarks::new(instrument);
            for mark in frozen {
                let Some(node) = instrument.position(mark.node.as_str()) else { continue };
                if let Some(level) = mark.level {
                    marks.set_level(node, mark.round, level);
                }
                if let Some(value) = mark.value {
                    marks.set_value(node, mark.round, value);
                }
            }
            marks
        };
        (marks(&self.marks), marks(&self.national))
    }

    /// Scores what is frozen.
    pub fn score(&self, scorer: &Scorer<'_>) -> ScoreSheet {
        let (marks, national) = self.marks(scorer.instrument());
        scorer.score(self.office.kind, &marks, &national)
    }

    /// The bytes that are stored and hashed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("plain data becomes JSON")
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// When they are not what [`FrozenInputs::to_json`] wrote.
    pub fn from_json(json: &str) -> serde_json::Result<FrozenInputs> {
        serde_json::from_str(json)
    }
}

/// The score sheet of an office as it is stored, hashed and handed out: the form of docs/formats.md §4.
pub fn sheet_json(instrument: &Instrument, office: &OfficeCode, sheet: &ScoreSheet) -> String {
    let mut json = Vec::new();
    ScoreWriter::new(instrument).write(office, sheet, &mut json);
    String::from_utf8(json).expect("texts and numbers in JSON are UTF-8")
}

/// SHA-256 over the frozen bytes of one office.
pub fn office_hash(inputs_json: &str, sheet_json: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(inputs_json.as_bytes());
    hasher.update(b"\n");
    hasher.update(sheet_json.as_bytes());
    crate::hex(&hasher.finalize())
}

/// Adds up the hash of a publication, office by office in code order.
pub struct Seal(Sha256);

impl Seal {
    /// Begins with what is common to all offices.
    pub fn new(instrument_hash: &str, through: RoundCode, settings: &str) -> Seal {
        let mut hasher = Sha256::new();
        for part in ["e-MES publication 1", instrument_hash, through.as_str(), settings] {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part.as_bytes());
        }
        Seal(hasher)
    }

    /// Adds an office.
    pub fn add(&mut self, office: &OfficeCode, hash: &str) {
        self.0.update(office.as_str().as_bytes());
        self.0.update(b" ");
        self.0.update(hash.as_bytes());
        self.0.update(b"\n");
    }

    /// The hash in lower-case hexadecimal.
    pub fn finish(self) -> String {
        crate::hex(&self.0.finalize())
    }
}

/// Letters and digits of verification codes: those that are not mistaken for each other on paper.
const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The verification code of a document ("EM-7K3F-9QXM-2C4D"): 60 bits of the hash of what it says.
pub fn verification_code(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let bits = u64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes"));
    let letter = |i: u32| char::from(CODE_ALPHABET[usize::try_from((bits >> (59 - 5 * i)) & 31).expect("five bits")]);
    let group = |g: u32| (0..4).map(|i| letter(g * 4 + i)).collect::<String>();
    format!("EM-{}-{}-{}", group(0), group(1), group(2))
}

/// Reads a code as people type it: any case, without or with hyphens, O for 0 and I or L for 1.
pub fn parse_verification_code(text: &str) -> Option<String> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let body: String = plain
        .strip_prefix("EM")?
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    let known = body.len() == 12 && body.bytes().all(|b| CODE_ALPHABET.contains(&b));
    known.then(|| format!("EM-{}-{}-{}", &body[..4], &body[4..8], &body[8..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(strengths: &str, connective: &str, recommendation: &str) -> String {
        Suggestion {
            node: NodeCode::new("QP01").unwrap(),
            strengths_th: strengths.to_owned(),
            connective_th: connective.to_owned(),
            recommendation_th: recommendation.to_owned(),
        }
        .paragraph_th()
    }

    #[test]
    fn a_connective_stands_only_between_two_parts() {
        assert_eq!(suggestion("มีระบบ", "ทั้งนี้", "ควรขยายผล"), "มีระบบ ทั้งนี้ ควรขยายผล");
        assert_eq!(suggestion("มีระบบ", "ทั้งนี้", ""), "มีระบบ");
        assert_eq!(suggestion("", "ทั้งนี้", "ควรขยายผล"), "ควรขยายผล");
        assert_eq!(suggestion("มีระบบ", "", "ควรขยายผล"), "มีระบบ ควรขยายผล");
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for text in ["2566-SA-R12-1", "2569-X-Y-R6-12"] {
            assert_eq!(text.parse::<PublicationNumber>().unwrap().to_string(), text);
        }
        for wrong in [
            "",
            "2566",
            "2566-SA-R12",
            "2566-SA-R12-01",
            "2566-SA-R13-1",
            "๒๕๖๖-SA-R12-1",
            "2566--R12-1",
            "2566-SA-R12-1-",
        ] {
            assert!(wrong.parse::<PublicationNumber>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = verification_code(&["2566", "P2402"]);
        assert_eq!(code.len(), "EM-7K3F-9QXM-2C4D".len());
        assert_eq!(parse_verification_code(&code.to_lowercase().replace('-', " ")).as_deref(), Some(code.as_str()));
        assert_eq!(parse_verification_code("em-o000-1l11-2222").as_deref(), Some("EM-0000-1111-2222"));
        assert_eq!(parse_verification_code("P2402"), None);
        assert_ne!(code, verification_code(&["2566P", "2402"]), "parts do not run together");
    }
}
