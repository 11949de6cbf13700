//! Things the tests need and do not care about.

use std::ops::ControlFlow;

use domain::audit::AuditEntry;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::office::{InstrumentCode, Office, OfficeCode, OfficeKind};
use domain::region::{Province, Region};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::mark::{Counts, MarkRow};
use store::{Db, Tx, instrument, mark, region};

pub(crate) const FIRST_DAY: Date = date(2022, 10, 1);

pub(crate) fn year() -> FiscalYear {
    FiscalYear::new(2566).unwrap()
}

pub(crate) fn now() -> Timestamp {
    at(0)
}

pub(crate) fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).unwrap()
}

pub(crate) fn code(text: &str) -> OfficeCode {
    OfficeCode::new(text).unwrap()
}

pub(crate) fn go_on(_: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub(crate) fn regions() -> Vec<Region> {
    let province = |code: &str, name_th: &str, name_en: &str| Province {
        code: code.to_owned(),
        name_th: name_th.to_owned(),
        name_en: name_en.to_owned(),
    };
    vec![
        Region {
            number: 1,
            name_th: "เขตตรวจราชการที่ 1".to_owned(),
            provinces: vec![province("18", "ชัยนาท", "Chai Nat"), province("16", "ลพบุรี", "Lop Buri")],
        },
        Region {
            number: 18,
            name_th: "เขตตรวจราชการที่ 18".to_owned(),
            provinces: vec![province("61", "อุทัยธานี", "Uthai Thani")],
        },
    ]
}

pub(crate) fn office(text: &str, provinces: &[&str], region: u16) -> Office {
    Office {
        code: code(text),
        kind: if text.starts_with('S') { OfficeKind::Secondary } else { OfficeKind::Primary },
        name_th: format!("สำนักงานเขตพื้นที่การศึกษา {text}"),
        short_name_th: format!("สพป. {text}"),
        name_en: format!("Office {text}"),
        provinces: provinces.iter().map(|name| (*name).to_owned()).collect(),
        region,
    }
}

pub(crate) async fn with_regions(db: &Db) {
    let mut tx = db.write().await.unwrap();
    for region in regions() {
        region::insert(&mut tx, &region, FIRST_DAY).await.unwrap();
    }
    tx.commit().await.unwrap();
}

pub(crate) async fn instrument(tx: &mut Tx) -> InstrumentId {
    let id = instrument::insert(tx, year(), &InstrumentCode::new("SA").unwrap(), now()).await.unwrap();
    instrument::insert_revision(tx, id, "code = \"SA\"", "aa", now()).await.unwrap();
    id
}

/// A mark for each of `nodes` nodes of each of `offices` offices.
pub(crate) fn marks(offices: i64, nodes: i64) -> Vec<MarkRow> {
    let mark = |n: i64| MarkRow {
        office_id: OfficeId(n / nodes),
        node_id: NodeId(n % nodes + 1),
        round: RoundCode::R12,
        level: Some(Level(u8::try_from(n % 5 + 1).unwrap())),
        value: (n % 7 == 0).then(|| "4.50".parse().unwrap()),
        note: (n % 11 == 0).then(|| format!("หมายเหตุ {n}")),
    };
    (0..offices * nodes).map(mark).collect()
}

pub(crate) async fn bring_in(tx: &mut Tx, id: InstrumentId, marks: &[MarkRow]) -> Counts {
    mark::upsert_many(tx, year(), id, marks, now(), &mut go_on).await.unwrap()
}

/// Puts an entry into the log behind the back of the store.
pub(crate) fn insert_sql(entry: &AuditEntry) -> String {
    format!(
        "INSERT INTO audit_entries (seq, at, actor, action, entity, outcome, detail, prev_hash, hash)
        VALUES ({}, {}, '{}', '{}', '{}', '{}', '{}', '{}', '{}');",
        entry.seq,
        entry.record.at.as_millisecond(),
        entry.record.actor,
        entry.record.action,
        entry.record.entity,
        entry.record.outcome.as_str(),
        entry.record.detail,
        entry.prev_hash,
        entry.hash
    )
}
