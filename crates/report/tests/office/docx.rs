//! Word files.

use std::path::PathBuf;

use report::docx;
use report::result::ResultView;

use crate::libreoffice::{assert_in_order, letters, pages, squeezed, text};
use crate::{expected, package, samples};

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
    for document in all() {
        let path = stored(&document.name, &document.file);
        let text = text(&path);
        assert_in_order(&document.name, &text, document.words.iter().map(|piece| squeezed(piece)));
    }
}

#[test]
fn printed_pages_show_every_row_and_repeat_heads_and_codes() {
    for document in all() {
        let path = stored(&format!("{}-printed", document.name), &document.file);
        let pages = pages(&path);
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
    let text = text(&stored("any-text", &file));
    assert!(text.contains(&squeezed("<b>&amp; \"quoted\" ' ]]> 😀")), "LibreOffice lost the text");
    assert!(text.contains("บรรทัดแรกบรรทัดสองบรรทัดสามหลังแท็บ"));
}

#[test]
fn several_enclosures_are_numbered_in_thai_digits() {
    let mut view = samples::letter();
    view.enclosures_th = vec!["ผลการประเมิน จำนวน ๑ ฉบับ".to_owned(), "สรุประดับประเทศ จำนวน ๑ ฉบับ".to_owned()];
    let text = text(&stored("enclosures", &docx::letter(&view).unwrap()));
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
    assert!(refused.to_string().contains("ตราหน่วยงาน"), "{refused}");
}

#[test]
fn unreadable_date_is_refused() {
    let mut view = samples::letter();
    view.imprint.issued_on = "16/11/2564".to_owned();
    let refused = docx::letter(&view).unwrap_err().to_string();
    assert!(refused.contains("16/11/2564") && refused.contains("2021-11-16"), "{refused}");
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
