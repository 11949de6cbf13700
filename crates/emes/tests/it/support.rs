//! The program as a person runs it: a scratch folder, a database, and what came out.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use store::Db;
use store::testing::{self, Fresh};
use tempfile::TempDir;

/// Root of the repository, where instruments and data lie.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A file of the repository.
pub(crate) fn shipped(path: &str) -> String {
    let path = root().join(path);
    assert!(path.exists(), "{} is there", path.display());
    path.display().to_string()
}

/// A file of these tests.
pub(crate) fn own(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).display().to_string()
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn well(self) -> Run {
        assert_eq!(self.code, 0, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn refused(self) -> Run {
        assert_eq!(self.code, 1, "stdout: {}\nstderr: {}", self.out, self.err);
        assert!(!self.err.is_empty(), "a refusal says why");
        self
    }
}

/// The program, untouched by settings of whoever runs the tests. What goes to the log is left out: it carries the time.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_emes"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EMES_")) {
        command.env_remove(name);
    }
    command.current_dir(std::env::temp_dir()).env("RUST_LOG", "off").stdin(Stdio::null());
    command
}

/// Runs the program in English without a database of the test.
pub(crate) fn emes(args: &[&str]) -> Run {
    Run::of(program().args(["--lang", "en"]).args(args).output().unwrap())
}

/// Ctrl-C.
pub(crate) fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success(), "the program still ran");
}

/// A scratch folder with a migrated database.
pub(crate) struct World {
    /// The database, for looking and for tampering.
    pub(crate) db: Db,
    /// Its address.
    pub(crate) url: String,
    pub(crate) folder: TempDir,
}

impl World {
    pub(crate) async fn new(fresh: &Fresh) -> World {
        World { db: fresh.migrated().await, url: fresh.url.clone(), folder: tempfile::tempdir().unwrap() }
    }

    /// With regions, offices and these instruments.
    pub(crate) async fn with(fresh: &Fresh, instruments: &[&str]) -> World {
        let world = World::new(fresh).await;
        world.emes(&["import", "regions", &shipped("data/regions.csv")]).well();
        world.emes(&["import", "offices", &shipped("data/offices.csv")]).well();
        for instrument in instruments {
            world.emes(&["import", "instrument", &shipped(&format!("instruments/{instrument}.toml"))]).well();
        }
        world
    }

    /// A path in the scratch folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the scratch folder and returns its path.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// The program on this database.
    pub(crate) fn command(&self, language: &str, args: &[&str]) -> Command {
        let mut command = program();
        command.args(["--lang", language, "--database-url", &self.url, "--data"]).arg(self.path("data")).args(args);
        command
    }

    pub(crate) fn emes(&self, args: &[&str]) -> Run {
        Run::of(self.command("en", args).output().unwrap())
    }

    pub(crate) fn marks(&self, file: &str, instrument: &str, year: &str) -> Run {
        self.emes(&["import", "marks", file, "--instrument", instrument, "--year", year])
    }

    /// Runs any SQL, as somebody would who gets at the database past the program.
    pub(crate) async fn tamper(&self, sql: &str) {
        let mut tx = self.db.write().await.unwrap();
        testing::execute(&mut tx, sql).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The first column of a query, as text.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let mut conn = self.db.read().await.unwrap();
        testing::texts(&mut conn, sql, Vec::new()).await.unwrap()
    }

    /// Rows of every table that holds what people brought or made, to see that nothing changed.
    pub(crate) async fn contents(&self) -> Vec<String> {
        let mut counts = Vec::new();
        for (table, key) in [
            ("offices", "code"),
            ("instrument_revisions", "sha256"),
            ("marks", "COALESCE(level, -1)"),
            ("suggestions", "recommendation"),
            ("scores", "COALESCE(shown, '-')"),
            ("publications", "results_hash"),
            ("publication_offices", "hash"),
            ("documents", "sha256"),
        ] {
            let mut rows = self.texts(&format!("SELECT CAST({key} AS TEXT) FROM {table}")).await;
            rows.sort_unstable();
            counts.push(format!("{table} {}", domain::sha256_hex(rows.join("\n").as_bytes())));
        }
        counts
    }

    /// The audit log from its beginning, as "action outcome".
    pub(crate) async fn audit(&self) -> Vec<String> {
        self.texts("SELECT action || ' ' || outcome FROM audit_entries ORDER BY seq").await
    }
}
