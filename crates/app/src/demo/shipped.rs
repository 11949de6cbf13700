//! The files the demonstration is made of: instruments, published results and the phrase bank.

use domain::instrument::{Instrument, parse};
use domain::office::{NodeCode, OfficeCode};
use domain::phrase::PhraseBank;
use domain::publication::Suggestion;
use serde_json::Value;

use super::{DemoHolder, DemoInstrument, DemoMark, PublishedResult};

/// The shipped phrase bank, as a file.
pub const PHRASES: &str = include_str!("../../../../data/phrases.toml");

/// The shipped phrase bank.
pub fn shipped_phrases() -> PhraseBank {
    PhraseBank::parse(PHRASES).expect("the shipped file is read by a test")
}

macro_rules! real {
    ($name:literal) => {
        (include_str!(concat!("../../../../instruments/", $name, ".toml")), false)
    };
}

macro_rules! invented {
    ($name:literal) => {
        (include_str!(concat!("../../../../instruments/demo/", $name, ".toml")), true)
    };
}

/// By year, in the order QP, AP, SA.
const INSTRUMENTS: [(&str, bool); 13] = [
    real!("sa-2564"),
    invented!("qp-2565"),
    invented!("ap-2565"),
    invented!("sa-2565"),
    real!("qp-2566"),
    real!("ap-2566"),
    real!("sa-2566"),
    invented!("qp-2567"),
    invented!("ap-2567"),
    real!("sa-2567"),
    invented!("qp-2568"),
    invented!("ap-2568"),
    invented!("sa-2568"),
];

struct PublishedFile {
    code: &'static str,
    fiscal_year: u16,
    office: &'static str,
    source_th: &'static str,
    marks: &'static str,
    published: &'static str,
}

const PUBLISHED: [PublishedFile; 2] = [
    PublishedFile {
        code: "SA",
        fiscal_year: 2564,
        office: "P2402",
        source_th: "ที่มา: ผลที่สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐานแจ้ง สพป.ฉะเชิงเทรา เขต 2 ตามหนังสือ ที่ ศธ 04003/1121 ลงวันที่ 16 พฤศจิกายน 2564",
        marks: include_str!("../../../../data/published/P2402-sa-2564.marks.csv"),
        published: include_str!("../../../../data/published/P2402-sa-2564.published.json"),
    },
    PublishedFile {
        code: "SA",
        fiscal_year: 2567,
        office: "P5004",
        source_th: "ที่มา: ผลที่สำนักติดตามและประเมินผลการจัดการศึกษาขั้นพื้นฐานแจ้ง สพป.เชียงใหม่ เขต 4 ประจำปีงบประมาณ พ.ศ. 2567",
        marks: include_str!("../../../../data/published/P5004-sa-2567.marks.csv"),
        published: include_str!("../../../../data/published/P5004-sa-2567.published.json"),
    },
];

pub(super) fn instruments(bank: &PhraseBank) -> Vec<DemoInstrument> {
    INSTRUMENTS
        .iter()
        .map(|(source, simulated)| {
            let instrument = parse(source).expect("the shipped instruments are read by a test");
            let file = PUBLISHED
                .iter()
                .find(|p| p.code == instrument.code.as_str() && p.fiscal_year == instrument.fiscal_year.number());
            let published = file.map(|file| file.read(&instrument, bank));
            DemoInstrument { instrument, source, simulated: *simulated, published }
        })
        .collect()
}

const SHIPPED: &str = "the published results are read by a test";

impl PublishedFile {
    fn read(&self, instrument: &Instrument, bank: &PhraseBank) -> PublishedResult {
        let office = OfficeCode::new(self.office).expect(SHIPPED);
        let mut reader = csv::Reader::from_reader(self.marks.as_bytes());
        let marks = reader.records().map(|record| mark(&record.expect(SHIPPED), instrument)).collect();
        let published: Value = serde_json::from_str(self.published).expect(SHIPPED);
        let texts = published["suggestions"].as_object().expect(SHIPPED);
        let mut suggestions: Vec<Suggestion> =
            texts.iter().map(|(node, text)| split(node, text.as_str().expect(SHIPPED), &bank.connectives)).collect();
        suggestions.sort_by_key(|s| instrument.position(s.node.as_str()));
        PublishedResult { office, source_th: self.source_th, marks, suggestions }
    }
}

fn mark(record: &csv::StringRecord, instrument: &Instrument) -> DemoMark {
    DemoMark {
        holder: DemoHolder::Office(OfficeCode::new(&record[0]).expect(SHIPPED)),
        node: NodeCode::new(&record[1]).expect(SHIPPED),
        round: record[2].parse().expect(SHIPPED),
        level: instrument.bands.parse_level(&record[3]),
        value: record[4].parse().ok(),
        note: record[5].to_owned(),
    }
}

/// Takes a printed paragraph apart at its connective. One without a connective is a recommendation when it says what ought to be done
/// (ควร), else strengths.
fn split(node: &str, text: &str, connectives: &[String]) -> Suggestion {
    let node = NodeCode::new(node).expect(SHIPPED);
    for connective in connectives {
        if let Some((strengths, recommendation)) = text.split_once(&format!(" {connective} ")) {
            return Suggestion {
                node,
                strengths_th: strengths.to_owned(),
                connective_th: connective.clone(),
                recommendation_th: recommendation.to_owned(),
            };
        }
    }
    let (strengths, recommendation) = if text.contains("ควร") { ("", text) } else { (text, "") };
    Suggestion {
        node,
        strengths_th: strengths.to_owned(),
        connective_th: String::new(),
        recommendation_th: recommendation.to_owned(),
    }
}
