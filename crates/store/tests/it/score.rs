//! Scores.

use domain::fiscal_year::RoundCode;
use domain::id::{InstrumentId, NodeId, OfficeId};
use domain::level::Level;
use domain::number::Fraction;
use domain::office::OfficeKind;
use domain::scoring::{Outcome, Reason, Score};
use store::score::{self, ScoreKey, ScoreRow};
use store::testing::{execute, texts};
use store::{Engine, Error, Tx, db_test};

use crate::sample::{self, year};

pub(crate) const THROUGH: RoundCode = RoundCode::R12;

fn outcome(office: i64, node: i64) -> Outcome {
    match (office + node) % 4 {
        0 => Outcome::Incomplete,
        1 => Outcome::LeftOut(Reason::Monitored),
        rest => {
            let mean = Fraction::new(i128::from(rest) * 7, 3);
            let shown = mean.round_half_up(2);
            Outcome::Scored(Score { mean, shown, level: Level(u8::try_from(rest).unwrap() + 2) })
        }
    }
}

pub(crate) fn scores(office: i64, nodes: i64) -> Vec<ScoreRow> {
    let row = |node| ScoreRow {
        office_id: OfficeId(office),
        node_id: NodeId(node),
        region: u16::try_from(office % 3).unwrap(),
        kind: OfficeKind::ALL[usize::try_from(office % 2).unwrap()],
        outcome: outcome(office, node),
        achieved: (node == 2).then_some(office % 2 == 0),
        own: (office % 5 > 0).then_some(Level(3)),
    };
    (0..nodes).map(row).collect()
}

pub(crate) async fn replace(tx: &mut Tx, instrument: InstrumentId, offices: impl IntoIterator<Item = i64>, nodes: i64) {
    let mut replacement = score::replace(tx, year(), instrument, THROUGH).await.unwrap();
    for office in offices {
        replacement.push(tx, OfficeId(office), scores(office, nodes)).await.unwrap();
    }
    replacement.finish(tx).await.unwrap();
}

db_test!(a_replacement_leaves_exactly_what_was_handed_over, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    // More rows than one chunk of either engine, so that several are written.
    replace(&mut tx, instrument, 0..1200, 20).await;
    replace(&mut tx, instrument, (3..1100).filter(|office| office % 10 != 5), 21).await;
    for (office, rows) in [(2, 0), (3, 21), (15, 0), (16, 21), (1099, 21), (1100, 0), (1199, 0)] {
        let stored = score::list_by_office(&mut tx, year(), instrument, THROUGH, OfficeId(office)).await.unwrap();
        assert_eq!(stored, if rows == 0 { Vec::new() } else { scores(office, rows) }, "office {office}");
    }
    replace(&mut tx, instrument, [], 0).await;
    for office in [3, 16, 1099] {
        let stored = score::list_by_office(&mut tx, year(), instrument, THROUGH, OfficeId(office)).await.unwrap();
        assert_eq!(stored, [], "office {office}");
    }
});

db_test!(scores_of_some_offices_are_read_for_the_nodes_that_are_asked, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    replace(&mut tx, instrument, 1..30, 6).await;
    let key = ScoreKey { fiscal_year: year(), instrument_id: instrument, through: THROUGH };
    let (offices, nodes) = ([OfficeId(7), OfficeId(3), OfficeId(99)], [NodeId(4), NodeId::OVERALL]);
    let found = score::list_by_offices(&mut tx, key, &offices, &nodes).await.unwrap();
    let expected = [3, 7].into_iter().flat_map(|office| scores(office, 6)).filter(|row| nodes.contains(&row.node_id));
    assert_eq!(found, expected.collect::<Vec<_>>());
    assert_eq!(score::list_by_offices(&mut tx, key, &[], &nodes).await.unwrap(), []);
    assert_eq!(score::list_by_offices(&mut tx, key, &offices, &[]).await.unwrap(), []);
});

db_test!(offices_out_of_order_are_refused, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    let mut replacement = score::replace(&mut tx, year(), instrument, THROUGH).await.unwrap();
    replacement.push(&mut tx, OfficeId(5), scores(5, 2)).await.unwrap();
    assert!(matches!(replacement.push(&mut tx, OfficeId(4), scores(4, 2)).await, Err(Error::Duplicate(_))));
});

db_test!(scores_that_come_out_as_they_were_are_left_alone, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    replace(&mut tx, instrument, 0..900, 5).await;
    // A trigger of the test's own counts what is written the second time.
    let spy = match tx.engine() {
        Engine::Sqlite => {
            "CREATE TABLE spied (what TEXT);
            CREATE TRIGGER spy_i AFTER INSERT ON scores BEGIN INSERT INTO spied VALUES ('i'); END;
            CREATE TRIGGER spy_u AFTER UPDATE ON scores BEGIN INSERT INTO spied VALUES ('u'); END;
            CREATE TRIGGER spy_d AFTER DELETE ON scores BEGIN INSERT INTO spied VALUES ('d'); END"
        }
        Engine::Postgres => {
            "CREATE TABLE spied (what TEXT);
            CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO spied VALUES (lower(left(TG_OP, 1))); RETURN NULL; END $$;
            CREATE TRIGGER spy AFTER INSERT OR UPDATE OR DELETE ON scores FOR EACH ROW EXECUTE FUNCTION spy()"
        }
    };
    execute(&mut tx, spy).await.unwrap();
    replace(&mut tx, instrument, 0..900, 5).await;
    assert_eq!(texts(&mut tx, "SELECT what FROM spied", Vec::new()).await.unwrap(), Vec::<String>::new());
    let mut replacement = score::replace(&mut tx, year(), instrument, THROUGH).await.unwrap();
    for office in 0..901 {
        let mut rows = scores(office, 5);
        if office == 450 {
            rows[3].outcome = Outcome::LeftOut(Reason::Missing);
        }
        replacement.push(&mut tx, OfficeId(office), rows).await.unwrap();
    }
    replacement.finish(&mut tx).await.unwrap();
    let written = texts(&mut tx, "SELECT what FROM spied ORDER BY what", Vec::new()).await.unwrap();
    assert_eq!(written, ["i", "i", "i", "i", "i", "u"], "one office is new and one score changed");
});
