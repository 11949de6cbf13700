//! The open round of the demonstration.

use app::demo::DemoPlan;
use app::demo::cycle::{self, OPEN_YEAR};
use app::{App, self_report};
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::policy::{Actor, Role, Scope};
use domain::self_report::ReportState;
use store::{Page, db_test};

use crate::cycle_support::{self, code, of_office, on, person};

async fn table(app: &App) -> Vec<(ReportState, i64, i64, bool)> {
    let admin = person(9, Role::CentralAdmin, Scope::System);
    let year = FiscalYear::new(i64::from(OPEN_YEAR)).unwrap();
    let mut lines = Vec::new();
    for instrument in ["QP", "SA", "AP"] {
        let round = (year, &code(instrument), RoundCode::R12);
        let progress = self_report::progress(app, &admin, round, None, &Page::all()).await.unwrap();
        assert_eq!(progress.len(), 245);
        lines.extend(progress.iter().map(|p| (p.row.report.state, p.begun, p.returned, p.row.report.late)));
    }
    lines
}

db_test!(the_demonstration_has_a_round_in_which_offices_are_at_work, |db| {
    let app = on(&cycle_support::administration(db, &[]).await, 25);
    cycle::load(&app, &Actor::operator(), &DemoPlan::new(2566)).await.unwrap();
    let lines = table(&app).await;
    let share = |state| lines.iter().filter(|line| line.0 == state).count();
    for state in ReportState::ALL.into_iter().filter(|state| *state != ReportState::Published) {
        assert!(share(state) > 20, "{state:?}: {}", share(state));
    }
    assert!(lines.iter().any(|line| line.3), "some are late");
    assert!(lines.iter().all(|line| (line.0 == ReportState::Returned) == (line.2 > 0)));
    let year = FiscalYear::new(i64::from(OPEN_YEAR)).unwrap();
    let director = of_office(1, Role::Director, "P2300");
    for line in app::home::home(&app, &director, &director_office(), year).await.unwrap().lines {
        let open = self_report::open(&app, &director, &line.name).await.unwrap();
        let is_drafting = line.progress.row.report.state == ReportState::Drafting;
        assert!(is_drafting || open.readiness.blocking() == 0, "{:?}", open.readiness);
    }
});

fn director_office() -> domain::office::OfficeCode {
    domain::office::OfficeCode::new("P2300").unwrap()
}
