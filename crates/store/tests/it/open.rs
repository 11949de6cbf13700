//! Opening a database, and refusing what is not one of ours.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use store::testing::{self, Fresh, execute, options};
use store::{Db, Engine, Error, db_test, fresh_test, mark};

use crate::migration::NAMES;
use crate::sample::{self, now, year};

async fn refusal(url: &str) -> Error {
    match Db::open(url, &options()).await {
        Err(error) => {
            assert!(!error.message_th().is_empty());
            assert!(
                std::error::Error::source(&error).is_none_or(|cause| !error.to_string().contains(&cause.to_string()))
            );
            error
        }
        Ok(_) => panic!("{url} was opened"),
    }
}

fn sqlite_test<F: Future<Output = ()>>(test: impl FnOnce(Fresh) -> F) {
    testing::run(Engine::Sqlite, test);
}

fn file_of(fresh: &Fresh) -> &Path {
    Path::new(fresh.url.strip_prefix("sqlite://").unwrap())
}

fresh_test!(a_database_that_waits_for_migrations_says_so, |fresh| {
    let url = fresh.empty().await;
    match (fresh.engine(), refusal(url).await) {
        (Engine::Sqlite, Error::NoDatabase { .. }) | (Engine::Postgres, Error::Older { .. }) => {}
        (_, other) => panic!("{other:?}"),
    }
    testing::migrate_steps(url, 1).await.unwrap();
    let error = refusal(url).await;
    assert!(matches!(&error, Error::Older { pending, .. } if pending == &NAMES[1..]), "{error:?}");
    assert!(error.to_string().contains("emes migrate") && error.message_th().contains("emes migrate"), "{error}");
});

fresh_test!(a_database_of_another_program_is_refused_and_left_alone, |fresh| {
    let url = fresh.empty().await;
    let db = testing::open_unchecked(url).await.unwrap();
    let mut tx = db.write().await.unwrap();
    execute(&mut tx, "CREATE TABLE articles (id INTEGER PRIMARY KEY); CREATE TABLE system (version TEXT)")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    for error in [refusal(url).await, Db::migrate(url, &options()).await.unwrap_err()] {
        assert!(matches!(&error, Error::NotOurs { found, .. } if found == "articles, system"), "{error:?}");
    }
});

fresh_test!(a_database_of_a_newer_version_is_refused_and_left_alone, |fresh| {
    let db = fresh.migrated().await;
    let mut tx = db.write().await.unwrap();
    execute(&mut tx, "INSERT INTO migrations (version, applied_at) VALUES ('m9999_do_better', 0)").await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    for error in [refusal(&fresh.url).await, Db::migrate(&fresh.url, &options()).await.unwrap_err()] {
        assert!(matches!(&error, Error::Newer { unknown, .. } if unknown == &["m9999_do_better"]), "{error:?}");
    }
});

#[test]
fn a_file_of_another_program_is_refused_and_left_alone() {
    sqlite_test(|fresh| async move {
        let options = SqliteConnectOptions::new().filename(file_of(&fresh)).create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        connection.execute("PRAGMA application_id = 252006675; CREATE TABLE articles (id INTEGER)").await.unwrap();
        connection.close().await.unwrap();
        let before = std::fs::read(file_of(&fresh)).unwrap();
        for error in [refusal(&fresh.url).await, Db::migrate(&fresh.url, &testing::options()).await.unwrap_err()] {
            assert!(
                matches!(&error, Error::NotOurs { found, .. } if found == "application_id 0x0f055113"),
                "{error:?}"
            );
        }
        assert_eq!(std::fs::read(file_of(&fresh)).unwrap(), before);
    });
}

#[test]
fn a_new_file_may_lie_in_a_new_folder() {
    sqlite_test(|fresh| async move {
        let url = fresh.url.replace("emes.db", "new/folder/emes.db");
        Db::migrate(&url, &options()).await.unwrap();
        Db::open(&url, &options()).await.unwrap();
    });
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    sqlite_test(|fresh| async move {
        std::fs::write(file_of(&fresh), "office,node,round,level,value,note\n".repeat(100)).unwrap();
        let error = refusal(&fresh.url).await;
        assert!(matches!(error, Error::DamagedAt { .. }), "{error:?}");
    });
}

#[test]
fn a_truncated_file_is_refused() {
    sqlite_test(|fresh| async move {
        fresh.migrated().await.close().await;
        let whole = std::fs::read(file_of(&fresh)).unwrap();
        for kept in [whole.len() / 2, 4096, 1000] {
            std::fs::write(file_of(&fresh), &whole[..kept]).unwrap();
            let error = refusal(&fresh.url).await;
            assert!(matches!(error, Error::DamagedAt { .. }), "{kept} bytes: {error:?}");
        }
    });
}

#[test]
fn a_folder_in_place_of_the_file_is_refused() {
    sqlite_test(|fresh| async move {
        std::fs::create_dir(file_of(&fresh)).unwrap();
        let error = refusal(&fresh.url).await;
        assert!(matches!(&error, Error::CannotOpen { place, .. } if place.ends_with("emes.db")), "{error:?}");
    });
}

#[test]
fn a_server_that_does_not_answer_is_unreachable() {
    sqlite_test(|_| async {
        // Bound and closed again: nothing listens there.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let error = refusal(&format!("postgres://user:secret@127.0.0.1:{port}/emes")).await;
        assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    });
}

#[test]
fn a_server_without_the_database_says_so_and_shows_no_password() {
    sqlite_test(|_| async {
        let server = testing::server_url().replacen("postgres@", "postgres:secret@", 1);
        let url = format!("{}/nothing_here", server.rsplit_once('/').unwrap().0);
        let error = refusal(&url).await;
        assert!(matches!(&error, Error::NoDatabase { place } if place.ends_with("/nothing_here")), "{error:?}");
        assert!(!error.to_string().contains("secret"));
    });
}

#[test]
fn other_urls_are_refused() {
    sqlite_test(|_| async {
        for url in ["mysql://localhost/emes", "emes.db", "sqlite::memory:", "sqlite://", "postgres://[", ""] {
            let error = refusal(url).await;
            assert!(matches!(error, Error::BadUrl(_)), "{url}: {error:?}");
        }
    });
}

db_test!(a_full_disk_stops_the_import_and_changes_nothing, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let error = if db.engine() == Engine::Sqlite {
        // As many pages as there are now.
        execute(&mut tx, "PRAGMA max_page_count = 1").await.unwrap();
        let rows = sample::marks(500, 60);
        mark::upsert_many(&mut tx, year(), instrument, &rows, now(), &mut sample::go_on).await.unwrap_err()
    } else {
        // A server cannot be given a small disk from here; it is made to say what it says when its disk is full.
        execute(&mut tx, "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$")
            .await
            .unwrap_err()
    };
    assert!(matches!(error, Error::Full(_)), "{error:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    if db.engine() == Engine::Sqlite {
        execute(&mut tx, "PRAGMA max_page_count = 1000000").await.unwrap();
    }
    assert_eq!(mark::count(&mut tx, year(), instrument).await.unwrap(), 0);
    sample::bring_in(&mut tx, instrument, &sample::marks(5, 5)).await;
    tx.commit().await.unwrap();
});

db_test!(a_snapshot_shows_one_moment, |db| {
    let mut tx = db.write().await.unwrap();
    let instrument = sample::instrument(&mut tx).await;
    tx.commit().await.unwrap();
    let mut conn = db.read().await.unwrap();
    assert_eq!(mark::count(&mut conn, year(), instrument).await.unwrap(), 0);
    let mut tx = db.write().await.unwrap();
    sample::bring_in(&mut tx, instrument, &sample::marks(2, 2)).await;
    tx.commit().await.unwrap();
    assert_eq!(mark::count(&mut conn, year(), instrument).await.unwrap(), 0, "the snapshot is older");
    drop(conn);
    let mut conn = db.read().await.unwrap();
    assert_eq!(mark::count(&mut conn, year(), instrument).await.unwrap(), 4);
});

db_test!(a_reader_cannot_write, |db| {
    let mut conn = db.read().await.unwrap();
    let written =
        testing::texts(&mut conn, "INSERT INTO counters (name, last) VALUES ('x', 1) RETURNING name", Vec::new()).await;
    assert!(written.is_err());
});
