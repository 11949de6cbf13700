//! Rounds.

use domain::fiscal_year::RoundCode;
use domain::round::{Calendar, Round, RoundState};
use jiff::civil::date;
use store::round::{self, RoundKey};
use store::{SaveError, db_test};

use crate::sample::{self, at, now, year};

db_test!(a_round_moves_on_and_remembers_its_window, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument_id = sample::instrument(&mut tx).await;
    let key = RoundKey { fiscal_year: year(), instrument_id, round: RoundCode::R6 };
    let planned = Round::PLANNED;
    let calendar = Calendar::new(date(2023, 4, 1), date(2023, 4, 20), date(2023, 4, 30)).ok();
    round::insert(&mut tx, key, &planned, now()).await.unwrap();
    round::insert(&mut tx, RoundKey { round: RoundCode::R12, ..key }, &planned, now()).await.unwrap();
    let mut current = planned;
    for (version, state) in (1..).zip(RoundState::ALL) {
        current = Round { state, calendar };
        assert_eq!(round::save(&mut tx, key, version, &current, at(1)).await.unwrap(), version + 1);
    }
    let row = round::find_locked(&mut tx, key).await.unwrap().unwrap();
    assert_eq!((row.key, row.round, row.version, row.updated_at), (key, current, 7, at(1)));
    assert!(
        matches!(round::save(&mut tx, key, 3, &planned, at(2)).await, Err(SaveError::Conflict(now)) if *now == row)
    );
    assert_eq!(round::list(&mut tx, year()).await.unwrap().len(), 2);
});
