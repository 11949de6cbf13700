//! Sizes of offices.

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::office::{Office, OfficeKind};
use domain::office_size::{OfficeSize, PEERS, nearest};
use store::mark::Counts;
use store::office_size::{self, OfficeSizeRow};
use store::{Db, Error, Tx, db_test, office};

use crate::sample::{self, FIRST_DAY, year};

fn of(number: i64) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

fn size(schools: u32) -> OfficeSize {
    OfficeSize::new(schools.into()).unwrap()
}

fn row(fiscal_year: FiscalYear, office_id: OfficeId, kind: OfficeKind, schools: u32) -> OfficeSizeRow {
    OfficeSizeRow { fiscal_year, office_id, kind, size: size(schools) }
}

/// So many offices.
async fn offices(db: &Db, count: usize) -> (Tx, Vec<OfficeId>) {
    sample::with_regions(db).await;
    let mut tx = db.write().await.unwrap();
    let offices: Vec<Office> = (0..count).map(|n| sample::office(&format!("P{n:04}"), &["ชัยนาท"], 1)).collect();
    let ids = office::insert_many(&mut tx, &offices, FIRST_DAY).await.unwrap();
    (tx, ids)
}

db_test!(the_newest_size_at_or_before_a_year_is_found, |db| {
    let (mut tx, ids) = offices(&db, 2).await;
    let rows = [
        row(of(2565), ids[0], OfficeKind::Primary, 90),
        row(of(2567), ids[0], OfficeKind::Secondary, 88),
        row(of(2566), ids[1], OfficeKind::Primary, 40),
    ];
    office_size::upsert_many(&mut tx, &rows).await.unwrap();
    let [old, new, _] = rows.map(Some);
    for (asked, found) in [(2564, None), (2565, old), (2566, old), (2567, new), (2569, new)] {
        assert_eq!(office_size::find(&mut tx, of(asked), ids[0]).await.unwrap(), found, "{asked}");
    }
    assert_eq!(office_size::find(&mut tx, of(2569), OfficeId(999_999)).await.unwrap(), None);
});

db_test!(sizes_that_come_again_change_only_what_is_other, |db| {
    let (mut tx, ids) = offices(&db, 3).await;
    let mut rows: Vec<_> = ids.iter().map(|id| row(year(), *id, OfficeKind::Primary, 100)).collect();
    let done = office_size::upsert_many(&mut tx, &rows[..2]).await.unwrap();
    assert_eq!(done, Counts { inserted: 2, changed: 0, unchanged: 0 });
    rows[1].size = size(101);
    rows.reverse();
    let done = office_size::upsert_many(&mut tx, &rows).await.unwrap();
    assert_eq!(done, Counts { inserted: 1, changed: 1, unchanged: 1 });
    assert_eq!(office_size::find(&mut tx, year(), ids[1]).await.unwrap(), Some(rows[1]));
    assert_eq!(office_size::upsert_many(&mut tx, &[]).await.unwrap(), Counts::default());
    let twice = office_size::upsert_many(&mut tx, &[rows[0], rows[0]]).await;
    assert!(matches!(twice, Err(Error::Duplicate(_))), "{twice:?}");
});

db_test!(those_around_a_size_hold_the_nearest_of_all_of_the_year_and_kind, |db| {
    let (mut tx, ids) = offices(&db, 200).await;
    // Sizes that many share, in no order; every fourth office is of the other kind, and last year was another one.
    let kind = |n: usize| OfficeKind::ALL[usize::from(n % 4 == 3)];
    let schools = |n: usize| u32::try_from(n * 37 % 90 + 20).unwrap();
    let of_year: Vec<_> = ids.iter().enumerate().map(|(n, id)| row(year(), *id, kind(n), schools(n))).collect();
    let before: Vec<_> = ids.iter().map(|id| row(of(2565), *id, OfficeKind::Primary, 60)).collect();
    office_size::upsert_many(&mut tx, &[of_year.clone(), before].concat()).await.unwrap();
    for own in &of_year[..40] {
        let all = of_year.iter().filter(|other| other.kind == own.kind && other.office_id != own.office_id);
        let expected = nearest(own.size, all.map(|other| (other.office_id, other.size)));
        let around = office_size::list_around(&mut tx, own, u32::from(PEERS)).await.unwrap();
        assert!(around.len() <= 2 * usize::from(PEERS));
        assert_eq!(nearest(own.size, around), expected, "{own:?}");
    }
});
