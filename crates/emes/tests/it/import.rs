//! `emes import`: the same twice changes nothing, one bad row stops all, and what people's programs write is understood.

use std::io::Cursor;
use std::process::Stdio;
use std::time::Duration;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;

use crate::support::{Run, World, interrupt, own, root, shipped};

const MARKS: &str = "SELECT CAST(COUNT(*) AS TEXT) FROM marks";

async fn count_marks(world: &World) -> String {
    world.texts(MARKS).await.remove(0)
}

store::fresh_test!(everything_imported_twice_changes_nothing, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let sa = shipped("instruments/sa-2566.toml");
    let marks = own("P2300-sa-2566.marks.csv");
    let run = world.marks(&marks, "SA", "2566").well();
    assert!(run.out.starts_with("19 added, 0 changed, 0 unchanged\n"), "{}", run.out);
    assert!(run.out.contains("scores through R12: 245 offices, 244 incomplete"), "{}", run.out);
    let before = (world.contents().await, world.audit().await);
    let run = world.marks(&marks, "SA", "2566").well();
    assert!(run.out.starts_with("0 added, 0 changed, 19 unchanged\n"), "{}", run.out);
    let run = world.emes(&["import", "offices", &shipped("data/offices.csv")]).well();
    assert_eq!(run.out, "0 added, 0 changed, 245 unchanged\n");
    let run = world.emes(&["import", "regions", &shipped("data/regions.csv")]).well();
    assert!(run.out.starts_with("0 added, 0 changed,"), "{}", run.out);
    let run = world.emes(&["import", "instrument", &sa]).well();
    assert_eq!(run.out, "SA 2566 is revision 1 already\n");
    assert_eq!(world.contents().await, before.0);
    // What changed nothing is not put on record twice, but that marks were handed in is.
    assert!(world.audit().await.iter().skip(before.1.len()).all(|entry| entry.ends_with(" done")));
});

store::fresh_test!(one_bad_row_stops_all_and_every_problem_is_listed, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let good = std::fs::read_to_string(own("P2300-sa-2566.marks.csv")).unwrap();
    let file = world.write("marks.csv", format!("{good}P2300,S1.1,R12,4,,\nP2399,S1.1,R12,9,,\nP2300,S3.66,R12,5,,\n"));
    let before = world.contents().await;
    let run = world.marks(&file, "SA", "2566").refused();
    assert_eq!(run.out, "");
    let lines: Vec<&str> = run.err.lines().collect();
    assert!(
        lines[0].starts_with(&format!("{file}:21: office: P2300 S1.1 R12 stands in an earlier row")),
        "{}",
        run.err
    );
    assert!(run.err.contains(&format!("{file}:22: office: there is no office \"P2399\"; is P")), "{}", run.err);
    assert!(
        run.err.contains(&format!("{file}:23: node: there is no item \"S3.66\" in this instrument; is S3.6 meant?"))
    );
    assert_eq!(world.contents().await, before);
    assert_eq!(world.audit().await.last().map(String::as_str), Some("mark.import failed"));
});

store::fresh_test!(at_most_a_hundred_problems_are_listed, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let rows: String = (0..500).map(|i| format!("P2300,X{i},R12,5,,\n")).collect();
    let file = world.write("marks.csv", format!("office,node,round,level,value,note\n{rows}"));
    let run = world.marks(&file, "SA", "2566").refused();
    assert_eq!(run.err.lines().count(), 100);
    assert_eq!(count_marks(&world).await, "0");
});

store::fresh_test!(the_template_is_filled_and_comes_back, |fresh| {
    let world = World::with(&fresh, &["qp-2566"]).await;
    let template = world.path("template.xlsx").display().to_string();
    world.emes(&["export", "mark-template", "--instrument", "QP", "--year", "2566", "--out", &template]).well();
    let bytes = std::fs::read(&template).unwrap();
    let rows = first_sheet(&bytes);
    // 12 items per office; 6a is for primary offices, 6b for secondary ones; two rounds.
    assert_eq!(rows.len(), 1 + 245 * 12 * 2);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (r, row) in rows.iter().enumerate() {
        let r_cell = u32::try_from(r).unwrap();
        for (c, text) in row.iter().enumerate() {
            sheet.write(r_cell, u16::try_from(c).unwrap(), text.as_str()).unwrap();
        }
        if r > 0 {
            // As Excel keeps a typed level: a number.
            sheet.write(r_cell, 3, f64::from(u32::try_from(1 + r % 5).unwrap())).unwrap();
        }
    }
    let filled = world.write("filled.xlsx", workbook.save_to_buffer().unwrap());
    let run = world.marks(&filled, "QP", "2566").well();
    assert!(run.out.starts_with("5880 added, 0 changed, 0 unchanged\n"), "{}", run.out);
    assert!(run.out.contains("scores through R12: 245 offices, 0 incomplete"), "{}", run.out);
    assert_eq!(count_marks(&world).await, "5880");
    for ending in ["csv", "xlsx"] {
        let out = world.path(&format!("out.{ending}")).display().to_string();
        world.emes(&["export", "marks", "--instrument", "QP", "--year", "2566", "--out", &out]).well();
        let run = world.marks(&out, "QP", "2566").well();
        assert!(run.out.starts_with("0 added, 0 changed, 5880 unchanged\n"), "{ending}: {}", run.out);
    }
});

store::fresh_test!(numbers_of_schools_come_in_all_or_none, |fresh| {
    let world = World::with(&fresh, &[]).await;
    let file = world.write("sizes.csv", "office,year,schools\nP2300,2566,112\nP2402,2566,๙๘\nP2300,2567,110\n");
    let run = world.emes(&["import", "office-data", &file]).well();
    assert_eq!(run.out, "3 added, 0 changed, 0 unchanged\n");
    let run = world.emes(&["import", "office-data", &file]).well();
    assert_eq!(run.out, "0 added, 0 changed, 3 unchanged\n");
    // As Excel keeps typed numbers.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, head) in (0..).zip(["office", "year", "schools"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "P2300").unwrap();
    sheet.write(1, 1, 2567.0).unwrap();
    sheet.write(1, 2, 109.0).unwrap();
    let changed = world.write("sizes.xlsx", workbook.save_to_buffer().unwrap());
    let run = world.emes(&["import", "office-data", &changed]).well();
    assert_eq!(run.out, "0 added, 1 changed, 0 unchanged\n");
    let rows = "SELECT fiscal_year || ' ' || kind || ' ' || schools FROM office_sizes ORDER BY fiscal_year, office_id";
    let before = world.texts(rows).await;
    assert_eq!(before, ["2566 primary 112", "2566 primary 98", "2567 primary 109"]);

    let bad = world.write("bad.csv", "office,year,schools\nP2300,2566,1\nP2300,2566,2\nP2402,2023,0\n");
    let run = world.emes(&["import", "office-data", &bad]).refused();
    assert_eq!(
        run.err.lines().collect::<Vec<_>>(),
        [
            format!("{bad}:3: office: P2300 in 2566 stands already in line 2; an office has one row for each year"),
            format!("{bad}:4: year: the fiscal year 2023 is not usable; it must be a Buddhist Era year 2500-2699"),
            format!("{bad}:4: schools: the number of schools \"0\" is not usable; it must be a whole number 1-100000"),
        ]
    );
    let unknown = world.write("unknown.csv", "office,year,schools\nP2300,2566,1\nP2420,2566,50\nP2300,2540,60\n");
    let run = world.emes(&["import", "office-data", &unknown]).refused();
    let lines: Vec<&str> = run.err.lines().collect();
    assert!(
        lines[0]
            .starts_with(&format!("{unknown}:3: office: there is no office \"P2420\" in the fiscal year 2566; is P")),
        "{}",
        run.err
    );
    assert_eq!(lines[1], format!("{unknown}:4: office: there is no office \"P2300\" in the fiscal year 2540"));
    assert_eq!(world.texts(rows).await, before);
    assert_eq!(world.audit().await.last().map(String::as_str), Some("office.import failed"));
});

/// The first sheet of a workbook as text.
fn first_sheet(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

store::fresh_test!(a_file_in_the_old_thai_encoding_is_converted, |fresh| {
    let world = World::with(&fresh, &["sa-2566"]).await;
    let text = "office,node,round,level,value,note\nP2300,S1.1,R12,ดีเยี่ยม,,เสนอ \"ผอ.\" แล้ว\nP2300,S1.3,R12,๔,,\n";
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_874.encode(text);
    assert!(!unmappable);
    let file = world.write("tis620.csv", bytes);
    let run = world.marks(&file, "SA", "2566").well();
    assert!(run.err.contains("converted from TIS-620"), "{}", run.err);
    let levels = world.texts("SELECT CAST(level AS TEXT) || COALESCE(note, '') FROM marks ORDER BY node_id").await;
    assert_eq!(levels, ["5เสนอ \"ผอ.\" แล้ว", "4"]);
});

store::fresh_test!(an_instrument_exported_and_imported_is_the_same_revision, |fresh| {
    let world = World::with(&fresh, &["sa-2564", "sa-2566", "sa-2567", "qp-2566", "ap-2566"]).await;
    for (code, year) in [("SA", "2564"), ("SA", "2566"), ("SA", "2567"), ("QP", "2566"), ("AP", "2566")] {
        let out = world.path(&format!("{code}-{year}.toml")).display().to_string();
        world.emes(&["export", "instrument", "--instrument", code, "--year", year, "--out", &out]).well();
        let run = world.emes(&["import", "instrument", &out]).well();
        assert_eq!(run.out, format!("{code} {year} is revision 1 already\n"));
    }
});

/// An instrument with so many items that importing its marks takes a while.
fn large_instrument() -> String {
    let text = std::fs::read_to_string(root().join("instruments/qp-2566.toml")).unwrap();
    let head = &text[..text.find("[[node]]").unwrap()];
    let node = |i: usize| {
        format!(
            "[[node]]\ncode = \"QP{i}\"\nkind = \"indicator\"\nlabel_th = \"ตัวชี้วัดที่ {i}\"\ntitle_th = \"ข้อ {i}\"\n\
             mode = \"evaluated\"\napplies_to = [\"primary\", \"secondary\"]\n\n"
        )
    };
    head.to_owned() + &(0..1200).map(node).collect::<String>()
}

store::fresh_test!(ctrl_c_in_the_middle_leaves_nothing, |fresh| {
    let world = World::with(&fresh, &[]).await;
    let instrument = world.write("large.toml", large_instrument());
    world.emes(&["import", "instrument", &instrument]).well();
    let offices = std::fs::read_to_string(shipped("data/offices.csv")).unwrap();
    let mut marks = String::from("office,node,round,level,value,note\n");
    for office in offices.lines().skip(1).map(|line| line.split(',').next().unwrap()) {
        for i in 0..1200 {
            marks += &format!("{office},QP{i},R6,4,,\n{office},QP{i},R12,5,,\n");
        }
    }
    let file = world.write("large.csv", marks);
    let before = world.contents().await;
    let mut command = world.command("en", &["import", "marks", &file, "--instrument", "QP", "--year", "2566"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(400));
    interrupt(&child);
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, 130, "stdout: {}\nstderr: {}", run.out, run.err);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", "stopped; nothing was changed\n"));
    assert_eq!(world.contents().await, before);
    assert_eq!(count_marks(&world).await, "0");
    assert_eq!(world.audit().await.last().map(String::as_str), Some("mark.import failed"));
    world.emes(&["audit", "verify"]).well();
});
