//! What goes wrong in the hands of people: each gets words with place and remedy in both languages, a code that is not zero, and leaves
//! everything as it was. The words themselves are in the snapshots, to be read and agreed to.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use store::Engine;
use store::testing::{self, Fresh, execute};

use crate::support::{Run, World, emes, own, program, root, shipped};

const HEADER: &str = "office,node,round,level,value,note\n";

fn sqlite_test<F: Future<Output = ()>>(test: impl FnOnce(Fresh) -> F) {
    testing::run(Engine::Sqlite, test);
}

/// What a command that must be refused says in both languages, without the paths of this run.
struct Said {
    text: String,
    hidden: Vec<(String, &'static str)>,
}

impl Said {
    fn new(hidden: &[(&str, &'static str)]) -> Said {
        Said { text: String::new(), hidden: hidden.iter().map(|(path, name)| ((*path).to_owned(), *name)).collect() }
    }

    fn note(&mut self, case: &str, mut run: impl FnMut(&str) -> Run) {
        writeln!(self.text, "# {case}").unwrap();
        for language in ["th", "en"] {
            let run = run(language);
            assert_eq!(run.code, 1, "{case}: {run:?}");
            assert_eq!(run.out, "", "{case}: nothing goes to standard output");
            let mut words = run.err;
            for (path, name) in &self.hidden {
                words = words.replace(path, name);
            }
            assert!(words.trim().len() > 10, "{case}: {words}");
            assert!(!words.contains("panicked") && !words.contains("tracing"), "{case}: {words}");
            if language == "th" {
                assert!(words.chars().any(|c| ('ก'..='๛').contains(&c)), "{case}: Thai words: {words}");
            }
            self.text.push_str(&words);
        }
        self.text.push('\n');
    }
}

/// A workbook that is cut off in the middle.
fn cut_workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "office").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    bytes[..bytes.len() / 2].to_vec()
}

fn workbook(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            sheet.write(u32::try_from(r).unwrap(), u16::try_from(c).unwrap(), *text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn marks_that_cannot_be_used() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566", "ap-2566"]).await;
        let rows = |rows: &str| format!("{HEADER}{rows}").into_bytes();
        let cases: Vec<(&str, Vec<u8>)> = vec![
            ("an empty file", Vec::new()),
            ("a binary file", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
            ("a workbook cut off in the middle", cut_workbook()),
            ("a package that is no workbook", b"PK\x03\x04 nothing more".to_vec()),
            ("UTF-16", utf16(&format!("{HEADER}P2300,S1.1,R12,5,,\n"))),
            (
                "an encoding that is neither",
                b"office,node,round,level,value,note\nP2300,S1.1,R12,5,,caf\xfd\xff\n".to_vec(),
            ),
            ("a wrong header", b"office;node;round;level;value;note\nP2300;S1.1;R12;5;;\n".to_vec()),
            ("a workbook with a wrong header", workbook(&[["office", "node", "round", "mark", "value", "note"]])),
            ("a row cut off", rows("P2300,S1.1,R12,5,,\nP2300,S1.3")),
            ("a quotation that does not end", rows("P2300,S1.1,R12,5,,\"cut off")),
            ("a repeated key", rows("P2300,S1.1,R12,5,,\nP2300,S1.3,R12,5,,\nP2300,S1.1,R12,5,,\n")),
            ("an unknown office", rows("P2330,S1.1,R12,5,,\n")),
            ("an unknown item", rows("P2300,S1.l,R12,5,,\n")),
            ("an unknown round", rows("P2300,S1.1,R13,5,,\n")),
            ("an office of the wrong kind", rows("S2200,S3.4.P1,R12,5,,\nP2300,S3.4.P3.2,R12,5,,\n")),
            ("an item that is only monitored", rows("P2300,S1.2,R12,5,,\n")),
            ("a group", rows("P2300,S3,R12,5,,\n")),
            ("no level", rows("P2300,S1.1,R12,,,\n")),
            ("a level outside the bands", rows("P2300,S1.1,R12,6,,\nP2300,S1.3,R12,4.5,,\nP2300,S2.1,R12,ดีมาาก,,\n")),
            ("a national item", rows("OBEC,S1.1,R12,5,,\n")),
        ];
        let before = world.contents().await;
        let folder = world.path("").display().to_string();
        let mut said = Said::new(&[(&folder, "")]);
        for (case, bytes) in cases {
            let file = world.write("marks.csv", bytes);
            said.note(case, |language| {
                let args = ["import", "marks", &file, "--instrument", "SA", "--year", "2566"];
                Run::of(world.command(language, &args).output().unwrap())
            });
            assert_eq!(world.contents().await, before, "{case}");
        }
        let targets = world.write(
            "targets.csv",
            rows("P2300,AP02,R12,,90,\nOBEC,AP03,R12,5,,\nOBEC,AP04,R12,,ninety,\nOBEC,AP11,R12,,,\n"),
        );
        let of = |code| ["import", "marks", &targets, "--instrument", code, "--year", "2566"];
        said.note("values of targets", |language| Run::of(world.command(language, &of("AP")).output().unwrap()));
        said.note("an instrument that is not there", |language| {
            Run::of(world.command(language, &of("QP")).output().unwrap())
        });
        for (case, path) in [("no such file", world.path("nowhere.csv")), ("a folder", world.path(""))] {
            let path = path.display().to_string();
            said.note(case, |language| {
                let args = ["import", "marks", &path, "--instrument", "SA", "--year", "2566"];
                Run::of(world.command(language, &args).output().unwrap())
            });
        }
        assert_eq!(world.contents().await, before);
        assert!(world.audit().await.iter().skip(4).all(|entry| entry == "mark.import failed"));
        insta::assert_snapshot!(said.text);
    });
}

#[test]
fn instruments_offices_and_regions_that_cannot_be_used() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566"]).await;
        let sound = fs::read_to_string(root().join("instruments/qp-2566.toml")).unwrap();
        let changed = |from: &str, to: &str| {
            let text = sound.replacen(from, to, 1);
            assert_ne!(text, sound, "{from}");
            text.into_bytes()
        };
        let band = sound.find("[[band]]\nlevel = 3").expect("a band of level 3");
        let next = sound[band + 1..].find("[[band]]").unwrap() + band + 1;
        let hole = format!("{}{}", &sound[..band], &sound[next..]).into_bytes();
        let instruments: Vec<(&str, Vec<u8>)> = vec![
            ("a band table with a hole", hole),
            ("bands in the wrong order", changed("min = \"3.41\"", "min = \"4.41\"")),
            ("an instrument cut off", sound.as_bytes()[..sound.len() / 3].to_vec()),
            ("a key with a slip", changed("applies_to = [", "aplies_to = [")),
            ("a repeated code", changed("code = \"QP02\"", "code = \"QP01\"")),
            ("an unknown parent", changed("code = \"QP02\"", "code = \"QP02\"\nparent = \"QPO1\"")),
            ("a parent that is evaluated", changed("code = \"QP02\"", "code = \"QP02\"\nparent = \"QP01\"")),
            ("a weight of nothing", changed("code = \"QP02\"", "code = \"QP02\"\nweight = \"0\"")),
            ("another format", changed("format = 1", "format = 2")),
            ("a binary instrument", b"format = 1\0\0".to_vec()),
            ("an instrument in UTF-16", utf16(&sound)),
        ];
        let offices = fs::read_to_string(shipped("data/offices.csv")).unwrap();
        let head = offices.lines().next().unwrap();
        let office = |row: &str| format!("{head}\n{row}\n").into_bytes();
        let name = "สพป.ก,สพป.ก,A";
        let row =
            |code: &str, kind: &str, province: &str, region: &str| format!("{code},{kind},{name},{province},{region}");
        let twice = format!("{}\n{}", row("P9901", "primary", "ตราด", "9"), row("P9901", "primary", "ตราด", "9"));
        let tables: Vec<(&str, &str, Vec<u8>)> = vec![
            ("offices", "an office code twice", office(&twice)),
            ("offices", "a kind that is none", office(&row("P9901", "primery", "ตราด", "9"))),
            ("offices", "a region that is none", office(&row("P9901", "primary", "ตราด", "99"))),
            ("offices", "a province that is none", office(&row("P9901", "primary", "ตราดด", "9"))),
            ("offices", "the code of the administration", office(&row("OBEC", "primary", "ตราด", "9"))),
            ("offices", "a header of something else", fs::read(shipped("data/regions.csv")).unwrap()),
            ("regions", "a header of something else", fs::read(shipped("data/offices.csv")).unwrap()),
        ];
        let before = world.contents().await;
        let folder = world.path("").display().to_string();
        let mut said = Said::new(&[(&folder, "")]);
        for (case, bytes) in instruments {
            let file = world.write("instrument.toml", bytes);
            said.note(case, |language| {
                Run::of(world.command(language, &["import", "instrument", &file]).output().unwrap())
            });
        }
        for (noun, case, bytes) in tables {
            let file = world.write(&format!("{noun}.csv"), bytes);
            said.note(&format!("{noun}: {case}"), |language| {
                Run::of(world.command(language, &["import", noun, &file]).output().unwrap())
            });
        }
        assert_eq!(world.contents().await, before);
        insta::assert_snapshot!(said.text);
    });
}

/// What `emes doctor` says of a database it cannot use, and that looking did not touch the file.
fn unusable(said: &mut Said, case: &str, url: &str) {
    let file = url.strip_prefix("sqlite://").map(Path::new);
    let before = file.and_then(|f| fs::read(f).ok());
    for command in [&["export", "results", "--year", "2566", "--out", "/tmp/never.csv"][..], &["audit", "verify"]] {
        let run = emes(&[&["--database-url", url][..], command].concat()).refused();
        assert_eq!(run.out, "", "{case}");
    }
    said.note(case, |language| {
        let args = ["--lang", language, "--database-url", url, "publish", "--year", "2566"];
        Run::of(program().args(args).output().unwrap())
    });
    assert_eq!(file.and_then(|f| fs::read(f).ok()), before, "{case}: the file is as it was");
}

#[test]
fn databases_that_cannot_be_used() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &[]).await;
        let folder = world.path("").display().to_string();
        let mut said = Said::new(&[(&folder, "")]);
        let url = |name: &str| format!("sqlite://{}", world.path(name).display());
        unusable(&mut said, "no database", &url("nowhere.db"));
        world.write("text.db", HEADER.repeat(300));
        unusable(&mut said, "a file that is no database", &url("text.db"));

        let whole = testing::open_unchecked(&url("whole.db")).await.unwrap();
        whole.close().await;
        drop(store::Db::migrate(&url("whole.db"), &testing::options()).await.unwrap());
        let bytes = fs::read(world.path("whole.db")).unwrap();
        world.write("cut.db", &bytes[..bytes.len() / 2]);
        unusable(&mut said, "a database cut off", &url("cut.db"));

        for (case, name, sql) in [
            ("a database of another program", "other.db", "CREATE TABLE articles (id INTEGER PRIMARY KEY)"),
            (
                "a newer database",
                "newer.db",
                "INSERT INTO migrations (version, applied_at) VALUES ('m9999_do_better', 0)",
            ),
        ] {
            if name == "newer.db" {
                world.write(name, &bytes);
            }
            let db = testing::open_unchecked(&url(name)).await.unwrap();
            let mut tx = db.write().await.unwrap();
            execute(&mut tx, sql).await.unwrap();
            tx.commit().await.unwrap();
            db.close().await;
            unusable(&mut said, case, &url(name));
        }
        testing::migrate_steps(&url("older.db"), 1).await.unwrap();
        unusable(&mut said, "an older database", &url("older.db"));
        fs::create_dir(world.path("folder.db")).unwrap();
        unusable(&mut said, "a folder in its place", &url("folder.db"));
        unusable(&mut said, "an address of another kind", "mysql://localhost/emes");
        // Nothing listens on the port that was just given back.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        unusable(&mut said, "a server that is not there", &format!("postgres://emes:secret@127.0.0.1:{port}/emes"));
        assert!(!said.text.contains("secret"), "no password is shown");
        insta::assert_snapshot!(said.text);
    });
}

#[test]
fn output_that_cannot_be_written() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566"]).await;
        world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
        world.emes(&["publish", "--year", "2566"]).well();
        let before = world.contents().await;
        // A file where a folder should be stops root too, whom permissions do not.
        let file = world.write("file", "kept");
        let (below, table) = (format!("{file}/out"), format!("{file}/results.csv"));
        let folder = world.path("").display().to_string();
        let mut said = Said::new(&[(&folder, "")]);
        let mut note = |case: &str, args: &[&str]| {
            said.note(case, |language| Run::of(world.command(language, args).output().unwrap()));
        };
        let one = ["report", "--office", "P2300", "--year", "2566", "--format", "xlsx", "--out"];
        note("a folder that cannot be made", &[&one[..], &[&below]].concat());
        note("a file in place of the folder", &[&one[..], &[&file]].concat());
        note("a table below a file", &["export", "results", "--year", "2566", "--out", &table]);
        let odd = world.path("results.odd").display().to_string();
        note("an ending that is unknown", &["export", "results", "--year", "2566", "--out", &odd]);
        note("a year without results", &["export", "results", "--year", "2567", "--out", &odd.replace("odd", "csv")]);
        note("an office that is not there", &["report", "--office", "P2330", "--year", "2566", "--out", &odd]);
        let settings = world.write("settings.toml", "[result]\nlayout = \"of another kind\"\n");
        note("document settings that are wrong", &["publish", "--year", "2566", "--documents", &settings]);
        let own_settings = world.write("emes.toml", "databse_url = \"sqlite://x\"\n");
        note("a settings file that is wrong", &["--config", &own_settings, "doctor"]);
        assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
        assert_eq!(world.contents().await, before);
        insta::assert_snapshot!(said.text);
    });
}

#[test]
fn documents_that_cannot_be_made() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566"]).await;
        world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
        world.emes(&["publish", "--year", "2566"]).well();
        let before = world.contents().await;
        let folder = world.path("").display().to_string();
        let mut said = Said::new(&[(&folder, "")]);
        let out = world.path("out").display().to_string();
        let mut note = |case: &str, own: &str| {
            let args = ["report", "--office", "P2300", "--year", "2566", "--out", &out];
            said.note(case, |language| {
                Run::of(world.command(language, &args).env("EMES_DOCUMENTS", world.path(own)).output().unwrap())
            });
        };
        let own = |name: &str, template: &str| {
            fs::create_dir(world.path(name)).unwrap();
            world.write(&format!("{name}/result.typ"), template);
        };
        note("a folder of templates that is not there", "nowhere");
        own("wrong", "#let row(part) = [#part.levels]\n\n#row(json(\"/data.json\"))\n");
        note("a template with an error", "wrong");
        own("unicorn", "= ผลการประเมิน 🦄\n");
        note("a character that no font has", "unicorn");
        own("greedy", "#let text = \"x\"\n#for i in range(40) { text += text }\n#text.len()\n");
        note("a template that fills the memory", "greedy");
        own("font", "= ผลการประเมิน\n");
        fs::create_dir(world.path("font/fonts")).unwrap();
        world.write("font/fonts/Own.ttf", "not a font");
        note("a font that is none", "font");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0, "no half document is left");
        assert_eq!(world.contents().await, before);
        insta::assert_snapshot!(said.text);
    });
}

/// Runs a shell script with a small file system of its own at `$MOUNT`, which is gone when the script ends.
fn on_small_disk(world: &World, kilobytes: usize, script: &str) -> Run {
    let mount = world.path("mount");
    let _ = fs::create_dir(&mount);
    let script = format!("mount -t tmpfs -o size={kilobytes}k emes \"$MOUNT\" || exit 99\n{script}");
    let run = |flags: &str| {
        let mut command = Command::new("unshare");
        command
            .args([flags, "sh", "-c", &script])
            .env("MOUNT", &mount)
            .env("EMES", env!("CARGO_BIN_EXE_emes"))
            .env("RUST_LOG", "off");
        Run::of(command.env("WORLD", world.path("")).output().expect("unshare of util-linux is there"))
    };
    // Root may mount in a namespace of its own; others need a user namespace as well.
    let first = run("-m");
    let run = if first.code == 99 || first.err.starts_with("unshare:") { run("-Urm") } else { first };
    assert_ne!(run.code, 99, "this test needs the right to mount a tmpfs in a namespace of its own: {}", run.err);
    run
}

#[test]
fn a_full_disk_under_the_database_changes_nothing() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566"]).await;
        let text = fs::read_to_string(root().join("instruments/sa-2566.toml")).unwrap();
        let marks = crate::document::marks_of_all(&domain::instrument::parse(&text).unwrap());
        world.write("marks.csv", marks);
        let before = world.contents().await;
        world.db.close().await;
        let source = world.url.strip_prefix("sqlite://").unwrap();
        let size = fs::metadata(source).unwrap().len().div_ceil(1024) + 96;
        let script = format!(
            "cp '{source}' \"$MOUNT/emes.db\" || exit 98
             \"$EMES\" --lang en --data \"$MOUNT\" import marks \"$WORLD/marks.csv\" --instrument SA --year 2566
             code=$?
             cp \"$MOUNT\"/emes.db* \"$WORLD/\" || exit 97
             exit $code"
        );
        let run = on_small_disk(&world, usize::try_from(size).unwrap(), &script).refused();
        assert_eq!(run.err, "the disk of the database is full; nothing was changed; free some space and try again\n");
        let db = testing::open_unchecked(&format!("sqlite://{}", world.path("emes.db").display())).await.unwrap();
        let world = World { db, ..world };
        assert_eq!(world.contents().await, before);
    });
}

#[test]
fn a_full_disk_under_the_documents_leaves_no_half_file() {
    sqlite_test(|fresh| async move {
        let world = World::with(&fresh, &["sa-2566"]).await;
        world.marks(&own("P2300-sa-2566.marks.csv"), "SA", "2566").well();
        world.emes(&["publish", "--year", "2566"]).well();
        let before = world.contents().await;
        for command in [
            "report --office P2300 --year 2566 --out \"$MOUNT/out\"",
            "export results --year 2566 --out \"$MOUNT/r.xlsx\"",
        ] {
            let script = format!(
                "\"$EMES\" --lang en --database-url '{}' {command}
                 code=$?
                 find \"$MOUNT\" -type f >&2
                 exit $code",
                world.url
            );
            let run = on_small_disk(&world, 4, &script).refused();
            assert!(run.err.contains("cannot be written: No space left on device"), "{}", run.err);
            assert_eq!(run.err.lines().count(), 1, "no file is left: {}", run.err);
        }
        assert_eq!(world.contents().await, before);
    });
}
