//! Measures the bulk paths of the store on a fresh database: `bulk URL OFFICES NODES [CSV]`.
//!
//! Prints one line per step, tab-separated: step, rows, seconds, rows per second. With CSV it also writes the marks there, in the columns
//! of the table, so that the database's own loader can be timed on the same rows.

#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::error::Error;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::time::Instant;

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{NodeId, OfficeId};
use domain::level::Level;
use domain::number::Fraction;
use domain::office::{InstrumentCode, OfficeCode, OfficeKind};
use domain::scoring::{Outcome, Score};
use jiff::Timestamp;
use store::mark::{self, MarkRow};
use store::publication::{self, NewPublication, PublicationOffice};
use store::score::{self, ScoreRow};
use store::{Db, DbOptions, instrument};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, url, offices, nodes, csv @ ..] = arguments.as_slice() else {
        return Err("bulk URL OFFICES NODES [CSV]".into());
    };
    let (offices, nodes): (i64, i64) = (offices.parse()?, nodes.parse()?);
    let year = FiscalYear::new(2566)?;
    let now = Timestamp::from_millisecond(1_790_000_000_000)?;

    Db::migrate(url, &DbOptions::default()).await?;
    let db = Db::open(url, &DbOptions::default()).await?;
    let mut tx = db.write().await?;
    let id = instrument::insert(&mut tx, year, &InstrumentCode::new("SA")?, now).await?;
    instrument::insert_revision(&mut tx, id, "", "", now).await?;
    tx.commit().await?;

    let mut marks = Vec::new();
    for n in 0..offices * nodes {
        marks.push(MarkRow {
            office_id: OfficeId(n / nodes + 1),
            node_id: NodeId(n % nodes + 1),
            round: RoundCode::R12,
            level: Some(Level(u8::try_from(n % 5 + 1)?)),
            value: None,
            note: None,
        });
    }
    if let [path] = csv {
        let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
        for mark in &marks {
            let level = mark.level.map_or(0, |level| level.0);
            writeln!(file, "2566,{id},{},{},12,{level},,,1,{}", mark.office_id, mark.node_id, now.as_millisecond())?;
        }
        file.flush()?;
    }

    let go_on = &mut |_| ControlFlow::Continue(());
    let mut clock = Clock::new();
    let mut tx = db.write().await?;
    mark::upsert_many(&mut tx, year, id, &marks, now, go_on).await?;
    tx.commit().await?;
    clock.lap("marks, new", marks.len());

    let mut tx = db.write().await?;
    mark::upsert_many(&mut tx, year, id, &marks, now, go_on).await?;
    tx.commit().await?;
    clock.lap("marks, the same again", marks.len());

    for mark in marks.iter_mut().step_by(100) {
        mark.level = Some(Level(9));
    }
    clock = Clock::new();
    let mut tx = db.write().await?;
    mark::upsert_many(&mut tx, year, id, &marks, now, go_on).await?;
    tx.commit().await?;
    clock.lap("marks, one in a hundred changed", marks.len());

    let mut conn = db.read().await?;
    let mut stream = mark::stream_by_office(year, id, 5000);
    let mut read = 0;
    while let Some((_, marks)) = stream.next(&mut conn).await? {
        read += marks.len();
    }
    drop(conn);
    clock.lap("marks, read by office", read);

    for step in ["scores, new", "scores, replaced"] {
        let mut tx = db.write().await?;
        let mut replacement = score::replace(&mut tx, year, id, RoundCode::R12).await?;
        let mut rows = 0;
        for office in 1..=offices {
            let mut scores = Vec::new();
            for node in 0..nodes {
                let mean = Fraction::new(i128::from(office % 7 + 8), 3);
                let shown = mean.round_half_up(2);
                let outcome = Outcome::Scored(Score { mean, shown, level: Level(4) });
                scores.push(ScoreRow {
                    office_id: OfficeId(office),
                    node_id: NodeId(node),
                    region: u16::try_from(office % 19)?,
                    kind: OfficeKind::Primary,
                    outcome,
                    achieved: None,
                    own: None,
                });
            }
            rows += scores.len();
            replacement.push(&mut tx, OfficeId(office), scores).await?;
        }
        replacement.finish(&mut tx).await?;
        tx.commit().await?;
        clock.lap(step, rows);
    }

    let mut tx = db.write().await?;
    let new = NewPublication {
        fiscal_year: year,
        instrument_id: id,
        through: RoundCode::R12,
        revision: 1,
        corrects_id: None,
        published_at: now,
        inputs_hash: String::new(),
        results_hash: String::new(),
        settings: "{}".to_owned(),
        reason: None,
        actor: "bench".to_owned(),
        objections_until: None,
    };
    let made = publication::insert(&mut tx, &new).await?;
    let mut batch = Vec::new();
    for office in 1..=offices {
        batch.push(PublicationOffice {
            office_id: OfficeId(office),
            office_code: OfficeCode::new(&format!("P{office:05}"))?,
            inputs: "i".repeat(6000),
            sheet: "s".repeat(4000),
            hash: "0".repeat(64),
            withheld: None,
        });
        if batch.len() == 500 || office == offices {
            publication::insert_offices(&mut tx, &made, &batch).await?;
            batch.clear();
        }
    }
    tx.commit().await?;
    clock.lap("offices of a publication, 10 kB each", usize::try_from(offices)?);
    db.close().await;
    Ok(())
}

/// Prints what each step took.
struct Clock(Instant);

impl Clock {
    fn new() -> Clock {
        Clock(Instant::now())
    }

    fn lap(&mut self, step: &str, rows: usize) {
        let seconds = self.0.elapsed().as_secs_f64();
        println!("{step}\t{rows}\t{seconds:.3}\t{:.0}", rows as f64 / seconds);
        self.0 = Instant::now();
    }
}
