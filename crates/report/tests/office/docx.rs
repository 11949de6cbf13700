//! Word files.

use std::path::PathBuf;

use domain::problem::Fault;
use report::docx;
use report::result::{ResultView, Row, RowState};

use crate::libreoffice::{assert_in_order, letters, pages, squeezed, texts};
use crate::{expected, libreoffice, package, samples};

/// A sample, its file and the words it must show.
struct Document {
    name: String,
    file: Vec<u8>,
    words: Vec<String>,
}

fn all() -> Vec<Document> {
    let letter = samples::letter();
    let national = samples::national();
    let mut documents = vec![
        Document { name: "letter".to_owned(), file: docx::letter(&letter).unwrap(), words: expected::letter(&letter) },
        Document {
            name: "national".to_owned(),
            file: docx::national(&national).unwrap(),
            words: expected::national(&national),
        },
    ];
    for year in [2564, 2566, 2567] {
        let view = samples::result(year);
        documents.push(Document {
            name: format!("result-{year}"),
            file: docx::result(&view).unwrap(),
            words: expected::result(&view),
        });
    }
    documents
}

fn stored(name: &str, file: &[u8]) -> PathBuf {
    let path = samples::folder("docx").join(format!("{name}.docx"));
    std::fs::write(&path, file).unwrap();
    path
}

#[test]
fn every_part_is_sound_and_bytes_repeat() {
    for (first, second) in all().into_iter().zip(all()) {
        package::assert_sound(&first.file);
        assert!(first.file == second.file, "{} differs when made twice", first.name);
    }
}

#[test]
fn libreoffice_reads_every_row_in_order() {
    let documents = all();
    let paths: Vec<PathBuf> = documents.iter().map(|document| stored(&document.name, &document.file)).collect();
    for (document, text) in documents.iter().zip(texts(&paths)) {
        assert_in_order(&document.name, &text, document.words.iter().map(|piece| squeezed(piece)));
    }
}

#[test]
fn printed_pages_show_every_row_and_repeat_heads_and_codes() {
    let documents = all();
    let stored_as = |document: &Document| stored(&format!("{}-printed", document.name), &document.file);
    let paths: Vec<PathBuf> = documents.iter().map(stored_as).collect();
    for (document, pages) in documents.iter().zip(pages(&paths)) {
        let whole = pages.concat();
        for piece in &document.words {
            // A long text may run over the end of a page, with head and foot between.
            let start: String = letters(piece).chars().take(25).collect();
            assert!(whole.contains(&start), "{}: “{piece}” is not printed", document.name);
        }
        let total = pages.len();
        for (index, page) in pages.iter().enumerate() {
            assert!(page.contains("EM-"), "{} page {} has no code", document.name, index + 1);
            if document.name != "letter" {
                let number = format!("หนา{}/{total}", index + 1);
                assert!(page.contains(&number), "{} page {} has no number", document.name, index + 1);
            }
        }
        if document.name == "result-2566" {
            let head = letters("มาตรฐาน/ตัวบ่งชี้/ประเด็นการพิจารณา");
            let with_head = pages.iter().filter(|page| page.contains(&head)).count();
            assert!(with_head >= 2, "the head of the standards stands on {with_head} pages only");
        }
    }
}

#[test]
fn document_speaks_thai_to_word() {
    let file = docx::result(&samples::result(2567)).unwrap();
    let styles = package::part(&file, "word/styles.xml");
    assert!(styles.contains(r#"<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>"#));
    assert!(styles.contains(r#"w:cs="TH SarabunPSK""#) && styles.contains(r#"<w:szCs w:val="32"/>"#));
    assert!(styles.contains(r#"<w:jc w:val="thaiDistribute"/>"#));
    assert!(package::part(&file, "word/fontTable.xml").contains(r#"<w:altName w:val="TH Sarabun New,Sarabun"/>"#));
    let document = package::part(&file, "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert!(document.contains("<w:cantSplit/>") && document.contains(r#"w:w="11906" w:h="16838""#));
    let core = package::part(&file, "docProps/core.xml");
    assert!(core.contains("2024-11-29T00:00:00Z") && core.contains("<dc:language>th-TH</dc:language>"));
    assert!(core.contains("<cp:keywords>EM-"), "a program finds the code without opening the text: {core}");
}

#[test]
fn two_line_heads_are_merged_and_repeated() {
    let document = package::part(&docx::result(&samples::result(2566)).unwrap(), "word/document.xml");
    let rounds = document.split("<w:tbl>").find(|table| table.contains("รอบ 6 เดือน")).unwrap();
    assert_eq!(rounds.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(rounds.matches(r#"<w:vMerge w:val="restart"/>"#).count(), 1);
    assert_eq!(rounds.matches("<w:vMerge/>").count(), 1);
    let upper = &rounds[..rounds.find("</w:tr>").unwrap()];
    assert_eq!(upper.matches(r#"<w:gridSpan w:val="2"/>"#).count(), 2, "ระดับคุณภาพ and ภาพรวมของตัวชี้วัด");
    let monitored = document.split("<w:tr>").find(|row| row.contains("ติดตามแต่ไม่ประเมินผล")).unwrap();
    assert_eq!(monitored.matches("<w:tc>").count(), 2, "title and one merged cell");
    assert!(monitored.contains(r#"<w:gridSpan w:val="2"/>"#));
}

#[test]
fn invented_figures_say_so_on_every_page() {
    let view = samples::result(2566);
    assert!(view.imprint.simulated);
    let simulated = package::part(&docx::result(&view).unwrap(), "word/header-default.xml");
    assert!(simulated.contains("ข้อมูลจำลอง"));
    let real = samples::result(2567);
    assert!(!package::part(&docx::result(&real).unwrap(), "word/header-default.xml").contains("ข้อมูลจำลอง"));
    let mut letter = samples::letter();
    letter.imprint.simulated = true;
    let file = docx::letter(&letter).unwrap();
    for part in ["word/header-default.xml", "word/header-first.xml"] {
        assert!(package::part(&file, part).contains("ข้อมูลจำลอง"), "{part}");
    }
}

/// The words of each cell of the first row of a document that holds a text.
fn cells_of_row(file: &[u8], text: &str) -> Vec<String> {
    let document = package::part(file, "word/document.xml");
    let row = document.split("<w:tr>").find(|row| row.contains(text)).unwrap_or_else(|| panic!("no row has “{text}”"));
    let row = row.split("</w:tr>").next().unwrap();
    let words = |cell: &str| -> String {
        let runs = cell.split(r#"<w:t xml:space="preserve">"#).skip(1);
        runs.map(|run| run.split("</w:t>").next().unwrap().to_owned()).collect::<Vec<_>>().join("|")
    };
    row.split("<w:tc>").skip(1).map(words).collect()
}

#[test]
fn rows_without_a_level_say_why_and_keep_what_they_have() {
    let mut view = samples::result(2566);
    let row = &mut view.parts[0].rows[0];
    (row.state, row.state_th) = (RowState::Missing, "ยังไม่มีผลรอบ 12 เดือน".to_owned());
    (row.level, row.level_th, row.mean, row.round_levels) = (None, None, None, vec![Some(3), None]);
    let title = row.title_th.clone();
    let overall = view.parts[0].overall.as_mut().unwrap();
    (overall.mean, overall.level, overall.level_th) = (None, None, "ยังไม่ครบ".to_owned());
    let label = overall.label_th.clone();
    let file = docx::result(&view).unwrap();
    assert_eq!(cells_of_row(&file, &title)[1..], ["3", "–", "ยังไม่มีผลรอบ 12 เดือน"]);
    assert_eq!(cells_of_row(&file, &label), [label.as_str(), "ยังไม่ครบ"]);
    let not_applicable = view.parts[0].rows.iter().find(|row| row.state == RowState::NotApplicable).unwrap();
    assert_eq!(cells_of_row(&file, &not_applicable.title_th)[1..], ["ไม่ใช้กับ สพป."]);
}

#[test]
fn blocks_keep_the_groups_of_their_rows_and_the_scope_of_each_value() {
    let mut view = samples::result(2566);
    let part = &mut view.parts[1];
    let group = Row {
        code: "AP-G".to_owned(),
        label_th: "กลยุทธ์ที่ 1".to_owned(),
        title_th: "ความปลอดภัย".to_owned(),
        state: RowState::Group,
        state_th: String::new(),
        target: None,
        ..part.rows[0].clone()
    };
    part.rows.iter_mut().for_each(|row| row.depth = 1);
    let other = part.rows.iter_mut().find(|row| row.code == "AP03").unwrap();
    other.target.as_mut().unwrap().scope_th = "ของเขต".to_owned();
    let title = other.title_th.clone();
    part.rows.insert(0, group);
    let second = Row { label_th: "กลยุทธ์ที่ 2".to_owned(), depth: 0, ..part.rows[0].clone() };
    // Below the second group stands only a row with a target.
    let last = part.rows.iter().position(|row| row.code == "AP11").unwrap();
    let row = part.rows.remove(last);
    part.rows.extend([second, row]);
    let file = docx::result(&view).unwrap();
    let document = package::part(&file, "word/document.xml");
    let tables: Vec<&str> = document.split("<w:tbl>").collect();
    let evaluated = tables.iter().find(|table| table.contains("พหุปัญญา")).unwrap();
    let targets = tables.iter().find(|table| table.contains("การแปลผล")).unwrap();
    assert!(evaluated.contains("กลยุทธ์ที่ 1") && !evaluated.contains("กลยุทธ์ที่ 2"));
    assert!(targets.contains("กลยุทธ์ที่ 1") && targets.contains("กลยุทธ์ที่ 2"));
    assert!(targets.contains(">ผลการดำเนินงาน<"), "a head for two scopes names none");
    assert_eq!(cells_of_row(&file, &title)[2], "ร้อยละ 91.08|(ของเขต)");
}

#[test]
#[should_panic(expected = "stands before it")]
fn order_of_rows_is_really_checked() {
    assert_in_order("sample", "ขก", ["ก", "ข"].map(str::to_owned));
}

#[test]
fn corrections_and_sources_are_named() {
    let mut view = samples::result(2567);
    view.imprint.corrects = Some("2567-SA-0".to_owned());
    let file = docx::result(&view).unwrap();
    assert!(package::part(&file, "word/document.xml").contains("ฉบับแก้ไข แทนประกาศฉบับที่ 2567-SA-0"));
    let footer = package::part(&file, "word/footer-default.xml");
    assert!(footer.contains("แก้ไขแทนฉบับที่ 2567-SA-0") && footer.contains(view.imprint.source_th.as_ref().unwrap()));
}

#[test]
fn any_text_gives_a_sound_file() {
    let mut view: ResultView = samples::result(2564);
    let row = view.parts[0].rows.iter_mut().find(|row| row.suggestion_th.is_some()).unwrap();
    row.title_th = "<b>&amp; \"quoted\" ' ]]> \u{1}\u{8}\u{fffe} 😀".to_owned();
    row.suggestion_th = Some("บรรทัดแรก\u{b}บรรทัดสอง\nบรรทัดสาม\tหลังแท็บ\r\n  ".to_owned());
    let file = docx::result(&view).unwrap();
    package::assert_sound(&file);
    let document = package::part(&file, "word/document.xml");
    let suggestion = document.split("<w:t xml:space=\"preserve\">บรรทัดแรก</w:t>").nth(1).unwrap();
    assert!(suggestion.starts_with("<w:br/>"), "{}", &suggestion[..60]);
    let text = texts(&[stored("any-text", &file)]).remove(0);
    assert!(text.contains(&squeezed("<b>&amp; \"quoted\" ' ]]> 😀")), "LibreOffice lost the text");
    assert!(text.contains("บรรทัดแรกบรรทัดสองบรรทัดสามหลังแท็บ"));
}

#[test]
fn several_enclosures_are_numbered_in_thai_digits() {
    let mut view = samples::letter();
    view.enclosures_th = vec!["ผลการประเมิน จำนวน ๑ ฉบับ".to_owned(), "สรุประดับประเทศ จำนวน ๑ ฉบับ".to_owned()];
    let text = texts(&[stored("enclosures", &docx::letter(&view).unwrap())]).remove(0);
    assert_in_order("letter", &text, ["สิ่งที่ส่งมาด้วย๑.ผลการประเมิน", "๒.สรุประดับประเทศ"].map(str::to_owned));
}

#[test]
fn own_mark_replaces_the_neutral_one() {
    let view = samples::letter();
    let own = r##"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="#a00"/></svg>"##;
    let file = docx::letter_with_mark(&view, own).unwrap();
    let neutral = docx::letter(&view).unwrap();
    let mark = |file: &[u8]| package::parts(file).remove("word/media/mark.png").unwrap();
    assert!(mark(&file).starts_with(b"\x89PNG") && mark(&file) != mark(&neutral));
    let refused = docx::letter_with_mark(&view, "<svg").unwrap_err();
    assert!(refused.to_string().starts_with("the picture mark of the Word file cannot be drawn"), "{refused}");
    assert!(refused.fault().args.contains(&("picture", "mark".to_owned())), "{:?}", refused.fault());
}

#[test]
fn unreadable_date_is_refused() {
    let mut view = samples::letter();
    view.imprint.issued_on = "16/11/2564".to_owned();
    let refused = docx::letter(&view).unwrap_err();
    assert!(refused.to_string().contains("16/11/2564"), "{refused}");
    assert_eq!(refused.fault(), Fault::new("docx-date").with("found", "16/11/2564"));
}

#[test]
fn charts_of_the_summary_are_native_and_hold_their_figures() {
    let view = samples::national();
    let file = docx::national(&view).unwrap();
    let parts = package::parts(&file);
    let charts = parts.keys().filter(|path| path.starts_with("word/charts/chart")).count();
    assert_eq!(charts, 2 * view.sections.len());
    let chart = package::part(&file, "word/charts/chart1.xml");
    let counts = &view.sections[0].all.counts;
    assert!(chart.contains(&format!("<c:v>{}</c:v>", counts[0])) && chart.contains("externalData"));
    assert!(chart.contains(r#"<c:showVal val="1"/><c:showCatName val="0"/>"#) && !chart.contains("printSettings"));
    let workbook = parts.get("word/embeddings/chart1.xlsx").unwrap();
    package::assert_sound(workbook);
}

#[test]
fn code_is_read_from_the_files() {
    let view = samples::result(2566);
    let code = Some(view.verification.code.clone());
    let word = docx::result(&view).unwrap();
    assert_eq!(report::office::read_code(&word), code);
    assert_eq!(report::office::read_code(&report::xlsx::result(&view).unwrap()), code);
    // A program that saves the file again keeps the code.
    let saved = libreoffice::convert(&stored("code", &word), "docx", "docx");
    assert_eq!(report::office::read_code(&std::fs::read(saved).unwrap()), code);
    assert_eq!(report::office::read_code(b"%PDF-1.7"), None);
    let list = report::xlsx::Sheet { name: "SA".to_owned(), ..Default::default() };
    assert_eq!(report::office::read_code(&report::xlsx::workbook(&[list]).unwrap()), None);
}
