//! Counters beside the scores.

use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::number::Fraction;
use domain::office::OfficeKind;
use domain::scoring::{Outcome, Score};
use store::score::{self, Among, Order, RankFilter, ScoreKey, ScoreRow};
use store::testing::texts;
use store::{Page, Tx, db_test, office, score_count};

use crate::sample::{self, FIRST_DAY, year};
use crate::score::{THROUGH, replace, scores};

/// Where a counter counts something.
fn there(table: &str) -> &'static str {
    if table == "distance_counts" { "below + same + above <> 0" } else { "offices <> 0" }
}

/// Everything that is counted, but for counters that came down to nothing.
async fn counted(tx: &mut Tx) -> Vec<String> {
    let mut all = Vec::new();
    for (table, columns) in [
        ("score_counts", "node_id || ' ' || region || ' ' || kind || ' ' || state || ' ' || level || ' ' || achieved || ' ' ||
            denominator || ' ' || offices || ' ' || numerator"),
        ("province_counts", "province_code || ' ' || region || ' ' || kind || ' ' || level || ' ' || denominator || ' ' || offices || ' '
            || numerator"),
        (
            "distance_counts",
            "node_id || ' ' || region || ' ' || kind || ' ' || below || ' ' || same || ' ' || above",
        ),
    ] {
        let sql = format!("SELECT '{table} ' || {columns} FROM {table} WHERE {} ORDER BY 1", there(table));
        all.extend(texts(tx, &sql, Vec::new()).await.unwrap());
    }
    all
}

async fn save(tx: &mut Tx, key: ScoreKey, office: OfficeId, rows: &[ScoreRow]) {
    let ScoreKey { fiscal_year, instrument_id, through } = key;
    let before = score::list_by_office(tx, fiscal_year, instrument_id, through, office).await.unwrap();
    score::save_office(tx, key, (office, &before), rows).await.unwrap().apply(tx).await.unwrap();
}

fn scored(office: i64, node: i64, mean: Fraction) -> ScoreRow {
    let shown = mean.round_half_up(2);
    let level = Level(u8::try_from(mean.round_half_up(0).units()).unwrap());
    ScoreRow {
        office_id: OfficeId(office),
        node_id: NodeId(node),
        region: 1,
        kind: OfficeKind::Primary,
        outcome: Outcome::Scored(Score { mean, shown, level }),
        achieved: None,
        own: Some(Level(3)),
    }
}

db_test!(what_is_counted_step_by_step_is_what_counting_anew_gives, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let offices: Vec<_> = (0..40)
        .map(|n| match n % 2 {
            0 => sample::office(&format!("P18{n:02}"), &["ชัยนาท", "ลพบุรี"], 1),
            _ => sample::office(&format!("S61{n:02}"), &["อุทัยธานี"], 18),
        })
        .collect();
    let ids = office::insert_many(&mut tx, &offices, FIRST_DAY).await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let key = ScoreKey { fiscal_year: year(), instrument_id: instrument, through: THROUGH };
    replace(&mut tx, instrument, ids.iter().map(|id| id.0).take(30), 6).await;
    // New offices, changed scores, another region and kind, a node that is gone, a mean with too many digits, and nothing new.
    for (n, id) in ids.iter().enumerate().skip(20) {
        let mut rows = scores(id.0, 6);
        match n % 5 {
            0 => rows[2] = scored(id.0, 2, Fraction::new(13, 3)),
            1 => rows.iter_mut().for_each(|row| (row.region, row.kind) = (7, OfficeKind::Secondary)),
            2 => drop(rows.remove(4)),
            3 => rows[0] = scored(id.0, 0, Fraction::new(4_000_000_000_001, 1_000_000_000_003)),
            _ => {}
        }
        save(&mut tx, key, *id, &rows).await;
        assert_eq!(score::list_by_office(&mut tx, year(), instrument, THROUGH, *id).await.unwrap(), rows);
    }
    let step_by_step = counted(&mut tx).await;
    assert!(step_by_step.iter().any(|line| line.starts_with("province_counts")), "{step_by_step:?}");
    score_count::recount(&mut tx, key).await.unwrap();
    assert_eq!(step_by_step, counted(&mut tx).await);
    // Handing over the same scores again changes nothing either.
    save(&mut tx, key, ids[39], &scores(ids[39].0, 6)).await;
    assert_eq!(step_by_step, counted(&mut tx).await);
});

db_test!(means_add_up_exactly_and_offices_are_told_apart_by_region_kind_and_province, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let offices = ["P1801", "P1802", "P1803"].map(|code| sample::office(code, &["ชัยนาท", "ลพบุรี"], 1));
    let ids = office::insert_many(&mut tx, &offices, FIRST_DAY).await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let key = ScoreKey { fiscal_year: year(), instrument_id: instrument, through: THROUGH };
    let means = [Fraction::new(13, 3), Fraction::new(9, 2), Fraction::new(13, 3)];
    for (id, mean) in ids.iter().zip(&means) {
        save(&mut tx, key, *id, &[scored(id.0, 0, mean.clone()), scored(id.0, 5, mean.clone())]).await;
    }
    let everybody = Among::default();
    let sums = score_count::sum_by_node(&mut tx, key, &everybody, NodeId::OVERALL).await.unwrap();
    let total = sums.iter().fold(Fraction::whole(0), |total, sum| total.plus(&sum.total()));
    assert_eq!(total, Fraction::new(79, 6));
    assert_eq!(sums.iter().map(|sum| sum.offices).sum::<i64>(), 3);
    let secondary = Among { kind: Some(OfficeKind::Secondary), ..Among::default() };
    assert_eq!(score_count::sum_by_node(&mut tx, key, &secondary, NodeId::OVERALL).await.unwrap(), []);
    let elsewhere = Among { region: Some(18), ..Among::default() };
    assert_eq!(score_count::list_by_node(&mut tx, key, &elsewhere, NodeId::OVERALL).await.unwrap(), []);
    let levels = score_count::list_levels(&mut tx, key, &everybody, &[NodeId(5)]).await.unwrap();
    let mut levels: Vec<_> = levels.into_iter().map(|(node, level, offices)| (node.0, level.0, offices)).collect();
    levels.sort_unstable();
    assert_eq!(levels, [(5, 4, 2), (5, 5, 1)]);
    let regions = score_count::list_by_region(&mut tx, key, &everybody, &[NodeId(5)]).await.unwrap();
    assert_eq!(
        regions.iter().map(|(_, region, sum)| (*region, sum.offices)).max(),
        Some((1, 3)),
        "halves and thirds in one"
    );
    let provinces = score_count::list_by_province(&mut tx, key, &everybody).await.unwrap();
    let of_16: i64 = provinces.iter().filter(|(code, ..)| code == "16").map(|(.., sum)| sum.offices).sum();
    assert_eq!((of_16, provinces.iter().map(|(.., sum)| sum.offices).sum::<i64>()), (3, 6), "in each of its provinces");
    let apart = score_count::list_distances(&mut tx, key, &everybody).await.unwrap();
    assert_eq!(apart, [(NodeId(0), [0, 0, 3]), (NodeId(5), [0, 0, 3])]);

    let all = RankFilter { among: everybody, ..RankFilter::default() };
    let list = async |tx: &mut Tx, filter: &RankFilter, order, page: &Page<(String, OfficeId)>| {
        let found = score::list_by_mean(tx, key, NodeId::OVERALL, filter, order, page).await.unwrap();
        found.into_iter().map(|row| (row.shown.to_string(), row.office_id)).collect::<Vec<_>>()
    };
    let shown = |mean: &str, n: usize| (mean.to_owned(), ids[n]);
    let first = list(&mut tx, &all, Order::Rising, &Page::first(2)).await;
    assert_eq!(first, [shown("4.33", 0), shown("4.33", 2)]);
    assert_eq!(list(&mut tx, &all, Order::Rising, &Page::after(first[1].clone(), 2)).await, [shown("4.50", 1)]);
    let falling = list(&mut tx, &all, Order::Falling, &Page::first(9)).await;
    assert_eq!(falling, [shown("4.50", 1), shown("4.33", 2), shown("4.33", 0)]);
    let fours = RankFilter { level: Some(Level(4)), province: Some("16".to_owned()), ..all.clone() };
    assert_eq!(list(&mut tx, &fours, Order::Rising, &Page::first(9)).await, first);
    let mean = |text: &str| Some(text.parse().unwrap());
    for (from, below, found) in [("4.34", "5.00", vec![shown("4.50", 1)]), ("4.33", "4.5", first.clone())] {
        let between = RankFilter { means: (mean(from), mean(below)), ..all.clone() };
        assert_eq!(list(&mut tx, &between, Order::Rising, &Page::first(9)).await, found);
        let back: Vec<_> = found.into_iter().rev().collect();
        assert_eq!(list(&mut tx, &between, Order::Falling, &Page::first(9)).await, back);
    }
    let nowhere = RankFilter { province: Some("61".to_owned()), ..all };
    assert_eq!(list(&mut tx, &nowhere, Order::Rising, &Page::first(9)).await, []);
});
