//! From an empty database and from a filled earlier one to this version.

use domain::audit::{Head, Outcome, Record};
use store::testing::{self, execute, options, texts};
use store::{Conn, Db, Engine, Page, audit, fresh_test, instrument, office, publication};

use crate::sample::{self, FIRST_DAY, year};

/// What the first version of the program left behind, as SQL because its functions are gone: rows in every table it had.
const M0001_ROWS: &str = include_str!("m0001.sql");

/// All migrations, oldest first.
pub(crate) const NAMES: [&str; 17] = [
    "m0001_found",
    "m0002_add_work",
    "m0003_keep_renderings",
    "m0004_add_people",
    "m0005_add_cycle",
    "m0006_add_publishing",
    "m0007_add_notices",
    "m0008_add_second_factors",
    "m0009_extend_evidence",
    "m0010_add_opinions",
    "m0011_find_audit_entries",
    "m0012_count_results",
    "m0014_add_drafts",
    "m0015_add_api",
    "m0016_keep_mark_drafts",
    "m0017_add_office_sizes",
    "m0018_rank_by_mean",
];

fresh_test!(four_processes_may_migrate_at_once, |fresh| {
    let url = fresh.empty().await;
    let migrate = || {
        let url = url.to_owned();
        tokio::spawn(async move { Db::migrate(&url, &options()).await })
    };
    let tasks = [migrate(), migrate(), migrate(), migrate()];
    let mut applied = Vec::new();
    for task in tasks {
        applied.extend(task.await.unwrap().unwrap());
    }
    assert_eq!(applied, NAMES, "each migration was applied once");
    Db::open(url, &options()).await.unwrap();
    assert!(Db::migrate(url, &options()).await.unwrap().is_empty());
});

fresh_test!(a_filled_earlier_database_loses_nothing, |fresh| {
    let url = fresh.empty().await;
    assert_eq!(testing::migrate_steps(url, 1).await.unwrap(), ["m0001_found"]);
    let db = testing::open_unchecked(url).await.unwrap();
    let mut tx = db.write().await.unwrap();
    execute(&mut tx, M0001_ROWS).await.unwrap();
    execute(&mut tx, &log()).await.unwrap();
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    let tables = tables(&mut conn).await;
    let mut before = Vec::new();
    for table in &tables {
        let columns = columns(&mut conn, table).await;
        let rows = dump(&mut conn, table, &columns).await;
        assert!(!rows.is_empty(), "the sample has no row in {table}");
        before.push((columns, rows));
    }
    drop(conn);
    db.close().await;

    assert_eq!(Db::migrate(url, &options()).await.unwrap(), NAMES[1..]);

    let db = Db::open(url, &options()).await.unwrap();
    let mut conn = db.read().await.unwrap();
    for (table, (columns, rows)) in tables.iter().zip(before) {
        assert_eq!(dump(&mut conn, table, &columns).await, rows, "{table}");
    }
    let offices = office::list(&mut conn, FIRST_DAY, &Page::all()).await.unwrap();
    assert_eq!(offices[0].office, sample::office("P1800", &["ชัยนาท", "ลพบุรี"], 1));
    let row = instrument::list(&mut conn, None).await.unwrap().remove(0);
    assert_eq!((row.latest, row.published), (Some(2), Some(1)));
    let publications = publication::list(&mut conn, year()).await.unwrap();
    assert_eq!(publications.len(), 2);
    assert_eq!(publication::count_offices(&mut conn, &publications[0]).await.unwrap(), (1, 0));
    assert_eq!(audit::verify(&db).await.unwrap().unwrap().seq, 2);
    let office = office::list(&mut conn, FIRST_DAY, &Page::all()).await.unwrap().remove(0).office.code;
    let filter = audit::AuditFilter { office: Some(&office), ..Default::default() };
    let found = audit::list(&mut conn, &filter, &Page::first(9)).await.unwrap();
    assert_eq!(found.entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [2], "{office}");
});

/// Two entries of the audit log, which need hashes that hold.
fn log() -> String {
    let record = |n| Record {
        at: sample::at(n),
        actor: "operator".to_owned(),
        action: "marks.import".to_owned(),
        entity: ["regions", "self-report:SA-2566-R12:P1800"][usize::from(n == 2)].to_owned(),
        outcome: Outcome::Done,
        detail: "{}".to_owned(),
    };
    let first = Head::START.append(record(1));
    let second = first.head().append(record(2));
    let head = format!("UPDATE audit_head SET seq = 2, hash = '{}'", second.hash);
    [sample::insert_sql(&first), sample::insert_sql(&second), head].concat()
}

/// The tables that were there before, but for those of the migrations themselves.
async fn tables(conn: &mut Conn) -> Vec<String> {
    let sql = match conn.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations' ORDER BY 1",
        Engine::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1"
        }
    };
    texts(conn, sql, Vec::new()).await.unwrap()
}

/// The columns of a table; a later version may have more.
async fn columns(conn: &mut Conn, table: &str) -> Vec<String> {
    let sql = match conn.engine() {
        Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        Engine::Postgres => format!(
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    texts(conn, &sql, Vec::new()).await.unwrap()
}

/// All rows of a table as texts, in an order that does not depend on how they lie.
async fn dump(conn: &mut Conn, table: &str, columns: &[String]) -> Vec<String> {
    let row = match conn.engine() {
        Engine::Sqlite => {
            columns.iter().map(|column| format!("quote({column})")).collect::<Vec<_>>().join(" || ',' || ")
        }
        Engine::Postgres => format!("CAST(ROW({}) AS TEXT)", columns.join(", ")),
    };
    texts(conn, &format!("SELECT {row} FROM {table} ORDER BY 1"), Vec::new()).await.unwrap()
}
