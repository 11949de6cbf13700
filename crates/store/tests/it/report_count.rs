//! Counters beside the reports.

use domain::fiscal_year::RoundCode;
use domain::id::OfficeId;
use domain::office::OfficeKind;
use domain::self_report::ReportState;
use store::report_count::{self, ReportFilter, Stage};
use store::round::RoundKey;
use store::score::Among;
use store::self_report::{self, NewReport, ReportKey, SelfReport};
use store::{Page, Tx, db_test};

use crate::sample::{self, now, year};

async fn counted(tx: &mut Tx) -> Vec<(u16, OfficeKind, ReportState, bool, i64)> {
    let rows = report_count::list(tx, year(), &Among::default()).await.unwrap();
    let mut rows: Vec<_> = rows.into_iter().map(|c| (c.region, c.kind, c.state, c.late, c.offices)).collect();
    rows.sort_unstable();
    rows
}

db_test!(reports_are_counted_as_they_move_on, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let key = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R12 };
    let report = |n: i64| NewReport {
        office_id: OfficeId(n),
        region: u16::try_from(n % 2).unwrap(),
        kind: if n % 3 == 0 { OfficeKind::Secondary } else { OfficeKind::Primary },
        items: 3,
    };
    let reports: Vec<NewReport> = (1..=6).map(report).collect();
    self_report::insert_many(&mut tx, key, &reports, now()).await.unwrap();
    let (primary, secondary) = (OfficeKind::Primary, OfficeKind::Secondary);
    let drafting = ReportState::Drafting;
    assert_eq!(
        counted(&mut tx).await,
        [
            (0, primary, drafting, false, 2),
            (0, secondary, drafting, false, 1),
            (1, primary, drafting, false, 2),
            (1, secondary, drafting, false, 1)
        ]
    );
    for (office, state, late) in [(1, ReportState::Certified, true), (2, ReportState::Marked, false)] {
        let of = ReportKey::of(key, OfficeId(office));
        let row = self_report::find(&mut tx, of).await.unwrap().unwrap();
        let report = SelfReport { state, late, ..row.report };
        self_report::save(&mut tx, of, row.version, &report, now()).await.unwrap();
        // Said on an old version it is refused and counted nowhere.
        assert!(self_report::save(&mut tx, of, row.version, &report, now()).await.is_err());
    }
    let step_by_step = counted(&mut tx).await;
    assert!(step_by_step.contains(&(1, primary, ReportState::Certified, true, 1)), "{step_by_step:?}");
    report_count::recount(&mut tx, key).await.unwrap();
    assert_eq!(counted(&mut tx).await, step_by_step);

    let list = async |tx: &mut Tx, filter: &ReportFilter| {
        let found = report_count::list_offices(tx, key, filter, &Page::first(9)).await.unwrap();
        found.into_iter().map(|(office, ..)| office.0).collect::<Vec<_>>()
    };
    assert_eq!(list(&mut tx, &ReportFilter::default()).await, [1, 2, 3, 4, 5, 6]);
    let sent = ReportFilter { stage: Some(Stage::Sent), ..ReportFilter::default() };
    assert_eq!(list(&mut tx, &sent).await, [1, 2]);
    let late = ReportFilter { late: Some(true), ..sent };
    assert_eq!(list(&mut tx, &late).await, [1]);
    let among = Among { region: Some(1), kind: Some(secondary) };
    let waiting = ReportFilter { among, stage: Some(Stage::Waiting), late: None };
    assert_eq!(list(&mut tx, &waiting).await, [3]);
    let marked = ReportFilter { stage: Some(Stage::In(ReportState::Marked)), ..ReportFilter::default() };
    assert_eq!(list(&mut tx, &marked).await, [2]);
});
