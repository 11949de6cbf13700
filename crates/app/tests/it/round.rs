//! Rounds: opening them for everybody, their window, and a longer one for one office.

use app::confirmation::Confirmed;
use app::round::{self, Gaps};
use domain::fiscal_year::RoundCode;
use domain::policy::{Actor, Role, Scope};
use domain::round::RoundState;
use jiff::civil::date;
use store::db_test;

use crate::cycle_support::{
    self, AP, QP, SA, administration, answer_all, code, name, of_office, on, person, refusal, year,
};

db_test!(a_round_opens_for_all_offices_at_once, |db| {
    let app = administration(db, &[SA, QP, AP]).await;
    for (instrument, round) in [("SA", RoundCode::R12), ("QP", RoundCode::R12), ("AP", RoundCode::R12)] {
        assert_eq!(cycle_support::opened(&app, instrument, round).await, 245);
    }
    let rounds = round::list(&app, &Actor::operator(), year()).await.unwrap();
    let open = rounds.iter().filter(|(_, row)| row.round.state == RoundState::Open).count();
    assert_eq!((rounds.len(), open), (4, 3), "round 6 of QP stays planned");
    let operator = Actor::operator();
    let sa = code("SA");
    let again = round::open(&app, &operator, (year(), &sa, RoundCode::R12)).await;
    assert_eq!(refusal(again), "round-state");
    let director = of_office(1, Role::Director, "P2300");
    let denied = round::open(&app, &director, (year(), &sa, RoundCode::R12)).await;
    assert_eq!(refusal(denied), "denied");
    let early = round::close(&app, &operator, (year(), &sa, RoundCode::R12)).await;
    assert_eq!(refusal(early), "round-closes-later");
    let home = app::home::home(&app, &director, &name("SA", RoundCode::R12, "P2300").office, year()).await;
    let home = home.unwrap().lines;
    assert_eq!(home.len(), 3);
    assert!(home.iter().all(|line| line.progress.begun == 0 && line.progress.row.items > 0));
    let admin = person(9, Role::CentralAdmin, Scope::System);
    let page = store::Page::first(100);
    let progress = app::self_report::progress(&app, &admin, (year(), &sa, RoundCode::R12), None, &page).await.unwrap();
    assert_eq!(progress.len(), 100);
    assert_eq!(store::audit::verify(app.db()).await.unwrap().unwrap().seq, 14);
});

db_test!(a_late_report_is_marked_late_and_a_longer_window_is_not_late, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", RoundCode::R12).await;
    let admin = person(9, Role::CentralAdmin, Scope::System);
    let mut late = Vec::new();
    for (office, day) in [("P2300", 10), ("P2402", 11), ("P5004", 18)] {
        let report = name("AP", RoundCode::R12, office);
        let (coordinator, director) = (of_office(1, Role::Coordinator, office), of_office(2, Role::Director, office));
        answer_all(&app, &coordinator, &report, AP).await;
        if office == "P5004" {
            let closed = on(&app, 16);
            round::close(&closed, &Actor::operator(), (year(), &code("AP"), RoundCode::R12)).await.unwrap();
            let too_late = app::self_report::submit(&closed, &coordinator, &report).await;
            assert_eq!(refusal(too_late), "round-not-open");
            let until = date(2025, 10, 20);
            let asked = round::ask_extension(&closed, &coordinator, &report, until, "น้ำท่วม").await;
            assert_eq!(refusal(asked), "denied", "only the director asks");
            round::ask_extension(&closed, &director, &report, until, "น้ำท่วม").await.unwrap();
            let own = round::decide_extension(&closed, &director, &report, Some(until), "").await;
            assert_eq!(refusal(own), "denied");
            round::decide_extension(&closed, &admin, &report, Some(until), "").await.unwrap();
            let twice = round::decide_extension(&closed, &admin, &report, None, "ไม่ได้").await;
            assert_eq!(refusal(twice), "extension-decided");
            let early = round::begin_marking(&on(&app, 20), &admin, (year(), &code("AP"), RoundCode::R12)).await;
            assert_eq!(refusal(early), "round-closes-later");
        }
        let app = on(&app, day);
        app::self_report::submit(&app, &coordinator, &report).await.unwrap();
        late.push(app::self_report::certify(&app, &director, &report, &Confirmed::by_word()).await.unwrap().late);
    }
    assert_eq!(late, [false, true, false]);
    let ap = code("AP");
    round::begin_marking(&on(&app, 21), &admin, (year(), &ap, RoundCode::R12)).await.unwrap();
    let lead = person(8, Role::LeadEvaluator, Scope::System);
    let confirm = async |actor, reports: Option<(usize, &str)>| {
        let gaps = reports.map(|(reports, reason)| Gaps { reports, reason: reason.to_owned() });
        round::confirm(&app, actor, (year(), &ap, RoundCode::R12), gaps.as_ref()).await
    };
    assert_eq!(refusal(confirm(&admin, None).await), "denied");
    // Nothing is marked: that has to be known and to have a reason.
    assert_eq!(refusal(confirm(&lead, None).await), "round-incomplete");
    assert_eq!(refusal(confirm(&lead, Some((244, "ไม่รอ"))).await), "changed-meanwhile");
    assert_eq!(refusal(confirm(&lead, Some((245, " "))).await), "reason-missing");
    confirm(&lead, Some((245, "ไม่รอ"))).await.unwrap();
});
