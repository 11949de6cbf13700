//! The official documents as a reader sees them: page images against golden files, printed text against the data.
//!
//! The sample views lie in `documents/samples/`; two of them hold results that were really published. Pages are drawn by poppler
//! (`pdftoppm`, `pdftotext`). `UPDATE_GOLDEN=1 cargo test -p report --test documents` writes the golden images anew: look at them
//! before they are committed.

#![expect(clippy::unwrap_used, reason = "what goes wrong here fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use report::letter::LetterView;
use report::national::NationalView;
use report::result::{Layout, ResultView, Row, RowState};
use report::{Engine, EngineOptions, letter, national, result};
use serde::de::DeserializeOwned;
use tempfile::TempDir;

const SAMPLES: [&str; 5] = ["letter", "result-2564", "result-2566", "result-2567", "national"];

/// A pixel differs when its grey value is further away than this: anti-aliasing may change with the version of poppler.
const GREY: u8 = 24;
/// So many pixels of a page (331 × 468) may differ. One changed digit changes seven, one changed level word about fifty.
const PIXELS: usize = 3;

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> =
        LazyLock::new(|| Engine::new(EngineOptions { strict: true, ..EngineOptions::default() }).unwrap());
    &ENGINE
}

fn sample<View: DeserializeOwned>(name: &str) -> View {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../documents/samples/{name}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn sample_pdf(name: &str) -> Vec<u8> {
    match name {
        "letter" => letter::pdf(engine(), &sample::<LetterView>(name)),
        "national" => national::pdf(engine(), &sample::<NationalView>(name)),
        _ => result::pdf(engine(), &sample::<ResultView>(name)),
    }
    .unwrap()
}

fn result_pages(view: &ResultView) -> Vec<String> {
    pages(&result::pdf(engine(), view).unwrap())
}

/// Text of each page without spaces, cell after cell as it stands in the file. (`pdftotext -layout` mixes the lines of neighbouring cells.)
fn pages(pdf: &[u8]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("document.pdf");
    fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-").output().unwrap();
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split('\u{c}').map(squeezed).filter(|page| !page.is_empty()).collect()
}

/// What is left of a text when spaces, line ends and invisible break marks are taken out.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Asserts that the texts stand in the document one after the other.
fn assert_in_order(document: &str, texts: &[String]) {
    let mut rest = document;
    for text in texts {
        let wanted = squeezed(text);
        let Some(at) = rest.find(&wanted) else { panic!("{text:?} is missing, or out of order, in:\n{rest}") };
        rest = &rest[at + wanted.len()..];
    }
}

#[test]
fn pages_look_as_they_were_approved() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for name in SAMPLES {
        let folder = TempDir::new().unwrap();
        for drawn in draw(&sample_pdf(name), name, folder.path()) {
            let approved = golden.join(drawn.file_name().unwrap());
            if update {
                fs::copy(&drawn, &approved).unwrap();
            } else if !approved.exists() {
                wrong.push(format!("{}: the page is new", approved.display()));
            } else {
                let differing = differing_pixels(&read_grey(&drawn), &read_grey(&approved));
                if differing > PIXELS {
                    wrong.push(format!("{}: {differing} pixels differ", approved.display()));
                }
            }
        }
        let drawn = fs::read_dir(folder.path()).unwrap().count() - 1;
        for page in golden_pages(&golden, name).into_iter().skip(drawn) {
            if update {
                fs::remove_file(page).unwrap();
            } else {
                wrong.push(format!("{}: the document has no such page any more", page.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "compare the pages and run with UPDATE_GOLDEN=1 if they are right:\n{}",
        wrong.join("\n")
    );
}

/// Draws the pages at 40 dots per inch in grey, as `NAME-N.png`.
fn draw(pdf: &[u8], name: &str, folder: &Path) -> Vec<PathBuf> {
    let file = folder.join("document.pdf");
    fs::write(&file, pdf).unwrap();
    let output = Command::new("pdftoppm")
        .args(["-r", "40", "-gray", "-png"])
        .arg(&file)
        .arg(folder.join(name))
        .output()
        .unwrap();
    assert!(output.status.success(), "pdftoppm: {}", String::from_utf8_lossy(&output.stderr));
    golden_pages(folder, name)
}

fn golden_pages(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| {
        let stem = path.file_stem().unwrap().to_string_lossy();
        stem.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('-') && rest[1..].bytes().all(|byte| byte.is_ascii_digit()))
    });
    pages.sort();
    pages
}

/// Width and grey values of a picture. Poppler writes grey as three equal channels.
fn read_grey(path: &Path) -> (u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).unwrap())).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    (info.width, bytes.iter().step_by(info.color_type.samples()).copied().collect())
}

fn differing_pixels(one: &(u32, Vec<u8>), other: &(u32, Vec<u8>)) -> usize {
    if one.0 != other.0 || one.1.len() != other.1.len() {
        return usize::MAX;
    }
    one.1.iter().zip(&other.1).filter(|(one, other)| one.abs_diff(**other) > GREY).count()
}

/// What a row prints, cell after cell.
fn printed_row(row: &Row, cells: impl Fn(&Row) -> String) -> String {
    let source = row.source_th.as_ref().map(|source| format!("({source})")).unwrap_or_default();
    let title = format!("{}{}{source}", row.label_th, row.title_th);
    match row.state {
        RowState::Scored => format!("{title}{}", cells(row)),
        _ => format!("{title}{}", row.state_th),
    }
}

/// Level and its name, as the layouts of 2566 and 2567 print them.
fn level_and_name(row: &Row) -> String {
    format!("{}{}", row.level.unwrap(), row.level_th.as_ref().unwrap())
}

/// The pages of a result file in one text, without footers and banners.
fn body(view: &ResultView) -> String {
    result_pages(view).iter().map(|page| page_body(page)).collect()
}

fn page_body(page: &str) -> &str {
    let page = page.strip_prefix("ข้อมูลจำลองเพื่อสาธิตระบบไม่ใช่ผลการประเมินจริง").unwrap_or(page);
    page.split("รหัสตรวจสอบ").next().unwrap()
}

#[test]
fn every_published_row_of_2567_is_printed() {
    let view: ResultView = sample("result-2567");
    let part = &view.parts[0];
    let mut texts = part.title_lines_th.clone();
    texts.extend(part.rows.iter().map(|row| printed_row(row, level_and_name)));
    let overall = part.overall.as_ref().unwrap();
    texts.push(format!("{}{}", overall.label_th, overall.level_th));
    texts.extend(part.lead_in_th.clone());
    texts.extend(part.suggestions.iter().flat_map(|one| [one.heading_th.clone(), one.text_th.clone()]));
    texts.extend(view.signature.position_lines_th.clone());
    assert_eq!(part.rows.len(), 27, "the published table has 27 rows and the overall");
    assert_in_order(&body(&view), &texts);
}

#[test]
fn every_published_row_of_2564_is_printed() {
    let view: ResultView = sample("result-2564");
    let part = &view.parts[0];
    let cells = |row: &Row| format!("{}{}", row.level_th.as_ref().unwrap(), row.suggestion_th.as_ref().unwrap());
    let mut texts = part.title_lines_th.clone();
    texts.extend(part.rows.iter().map(|row| printed_row(row, cells)));
    let overall = part.overall.as_ref().unwrap();
    texts.push(format!("{}{}", overall.label_th, overall.level_th));
    texts.extend(view.thanks_th.clone());
    texts.extend(view.signature.position_lines_th.clone());
    assert_eq!(part.rows.len(), 9, "the published table has 9 rows");
    assert_in_order(&body(&view), &texts);
}

#[test]
fn every_part_of_2566_is_printed() {
    let view: ResultView = sample("result-2566");
    let [qp, ap, sa] = &view.parts[..] else { panic!("the sample has three parts") };
    let summary = view.summary.as_ref().unwrap();
    let mut texts = summary.title_lines_th.clone();
    texts.extend(summary.rows.iter().map(|row| format!("{}{}", row.title_th, row.level_th)));
    texts.extend(view.signature.position_lines_th.clone());

    texts.extend(qp.title_lines_th.clone());
    texts.extend(qp.rows.iter().map(|row| {
        printed_row(row, |row| {
            let rounds: String =
                row.round_levels.iter().map(|level| level.map_or("–".to_owned(), |level| level.to_string())).collect();
            format!("{rounds}{}{}", row.mean.as_ref().unwrap(), row.level_th.as_ref().unwrap())
        })
    }));

    texts.extend(ap.title_lines_th.clone());
    let evaluated = ap.rows.iter().filter(|row| matches!(row.state, RowState::Scored | RowState::Missing));
    texts.extend(evaluated.map(|row| printed_row(row, level_and_name)));
    texts.extend(ap.rows.iter().filter_map(|row| {
        let target = row.target.as_ref()?;
        Some(format!("{}{}{}{}{}", row.label_th, row.title_th, target.target_th, target.value_th, target.achieved_th))
    }));
    texts.push("หมายเหตุ".to_owned());
    texts.extend(
        ap.rows.iter().filter(|row| row.state == RowState::Pending).map(|row| printed_row(row, level_and_name)),
    );

    texts.extend(sa.title_lines_th.clone());
    texts.extend(sa.rows.iter().map(|row| printed_row(row, level_and_name)));
    texts.extend(qp.suggestions_title_lines_th.clone());
    texts.extend(qp.suggestions.iter().flat_map(|one| [one.heading_th.clone(), one.text_th.clone()]));
    assert_in_order(&body(&view), &texts);
}

/// Settings may publish several instruments in the arrangement of any year.
#[test]
fn no_arrangement_leaves_out_a_part() {
    for layout in [Layout::Fy2564, Layout::Fy2566, Layout::Fy2567] {
        let mut view: ResultView = sample("result-2566");
        view.layout = layout;
        let mut suggestions = view.parts[0].suggestions_title_lines_th.clone();
        suggestions.extend(view.parts[0].suggestions.iter().map(|one| one.text_th.clone()));
        if layout == Layout::Fy2564 {
            // Its suggestions stand in the tables.
            view.parts[0].suggestions.clear();
            suggestions.clear();
        }
        let mut texts = view.summary.as_ref().unwrap().title_lines_th.clone();
        texts.extend(view.parts.iter().flat_map(|part| part.title_lines_th.clone()));
        let document = body(&view);
        assert_in_order(&document, &texts);
        assert_in_order(&document, &suggestions);
        assert_in_order(&document, &view.signature.position_lines_th);
    }
}

#[test]
fn every_line_of_the_letter_is_printed() {
    let view: LetterView = sample("letter");
    let mut texts = vec![format!("ที่ {}", view.number_th)];
    texts.extend(view.agency_lines_th.clone());
    texts.push(view.date_th.clone());
    texts.push(format!("เรื่อง {}", view.subject_th));
    texts.push(format!("เรียน {}", view.to_th));
    texts.push(format!("สิ่งที่ส่งมาด้วย {}", view.enclosures_th[0]));
    texts.extend(view.paragraphs_th.clone());
    texts.push(view.closing_th.clone());
    texts.extend(view.signature.position_lines_th.clone());
    texts.extend(view.contact_lines_th.clone());
    let pages = pages(&letter::pdf(engine(), &view).unwrap());
    assert_eq!(pages.len(), 1);
    assert_in_order(page_body(&pages[0]), &texts);
    assert!(!page_body(&pages[0]).contains(|c: char| c.is_ascii_digit()), "a letter has Thai digits only");
}

#[test]
fn every_figure_of_the_national_summary_is_printed() {
    let view: NationalView = sample("national");
    let pages = pages(&national::pdf(engine(), &view).unwrap());
    let document: String = pages.iter().map(|page| page_body(page)).collect();
    for section in &view.sections {
        let mut texts = vec![section.title_th.clone()];
        texts.extend([&section.all].into_iter().chain(&section.by_kind).chain(&section.by_region).map(|group| {
            let counts: String =
                group.counts.iter().zip(&group.percent).map(|(count, percent)| format!("{count}({percent})")).collect();
            format!("{}{}{counts}{}", group.label_th, group.total, group.mean.as_ref().unwrap())
        }));
        texts.extend(section.nodes.iter().map(|node| {
            let level = section.levels.iter().find(|level| level.level == node.level).unwrap();
            format!("{}{}{}{}", node.title_th, node.offices, node.mean, level.name_th)
        }));
        assert_in_order(&document, &texts);
    }
}

#[test]
fn every_page_says_what_it_is() {
    let mut view: ResultView = sample("result-2566");
    view.imprint.corrects = Some("2566-1".to_owned());
    view.imprint.number = "2566-2".to_owned();
    let pages = result_pages(&view);
    for (index, page) in pages.iter().enumerate() {
        for wanted in ["ข้อมูลจำลอง", &view.verification.code, "ประกาศฉบับที่2566-2", "แก้ไขแทนฉบับที่2566-1"]
        {
            assert!(page.contains(wanted), "page {} lacks {wanted}", index + 1);
        }
        assert!(page.contains(&format!("หน้า{}/{}", index + 1, pages.len())));
    }
    assert!(page_body(&pages[0]).contains("ฉบับแก้ไขแทนประกาศฉบับที่2566-1"));

    let published: ResultView = sample("result-2567");
    for page in result_pages(&published) {
        assert!(!page.contains("ข้อมูลจำลอง"));
        assert!(page.contains(&squeezed(published.imprint.source_th.as_ref().unwrap())));
    }
}

#[test]
fn what_is_missing_leaves_no_empty_place() {
    let mut view: ResultView = sample("result-2566");
    view.parts.remove(1);
    view.parts[0].suggestions.clear();
    let row = &mut view.parts[0].rows[0];
    (row.state, row.state_th) = (RowState::Missing, "ไม่มีผลการประเมิน".to_owned());
    (row.level, row.level_th, row.mean, row.round_levels) = (None, None, None, vec![Some(4), None]);
    let overall = view.parts[0].overall.as_mut().unwrap();
    (overall.mean, overall.level, overall.level_th) = (None, None, "ยังไม่ครบถ้วน".to_owned());
    let row = &view.parts[0].rows[0];
    let document = body(&view);
    assert_in_order(
        &document,
        &[
            format!("{}{}4–ไม่มีผลการประเมิน", row.label_th, row.title_th),
            format!("{}ยังไม่ครบถ้วน", view.parts[0].overall.as_ref().unwrap().label_th),
        ],
    );
    assert!(!document.contains("ข้อเสนอแนะ"));

    let mut view: ResultView = sample("result-2564");
    let row = &mut view.parts[0].rows[3];
    row.suggestion_th = None;
    let printed = format!("{}{}{}–", row.label_th, row.title_th, row.level_th.as_ref().unwrap());
    assert_in_order(&body(&view), &[printed]);
}

/// Standards print their level in every layout, and words where they have none.
#[test]
fn a_row_above_others_prints_its_level_or_its_words() {
    let mut view: ResultView = sample("result-2564");
    let standard = &mut view.parts[0].rows[2];
    (standard.state, standard.level, standard.level_th) = (RowState::Scored, Some(4), Some("ดีมาก".to_owned()));
    let row = |index: usize| &view.parts[0].rows[index];
    let level = |row: &Row| row.level_th.clone().unwrap();
    let next = format!("{}{}", row(3).label_th, row(3).title_th);
    assert_in_order(&body(&view), &[printed_row(row(2), level) + &next]);

    let mut view: ResultView = sample("result-2567");
    let rows = &mut view.parts[0].rows;
    (rows[0].state, rows[0].state_th) = (RowState::Missing, "ยังไม่มีผลครบ".to_owned());
    rows[13].state_th = "ไม่มีรายการที่ประเมิน".to_owned();
    assert_eq!(rows[13].state, RowState::Group);
    let printed = [&rows[0], &rows[13]].map(|row| printed_row(row, level_and_name));
    assert_in_order(&body(&view), &printed);
}

#[test]
fn an_instrument_without_overall_has_no_empty_charts() {
    let mut view: NationalView = sample("national");
    let section = &mut view.sections[1];
    (section.offices_counted, section.offices_without) = (0, 245);
    let pages = pages(&national::pdf(engine(), &view).unwrap());
    let document: String = pages.iter().map(|page| page_body(page)).collect();
    let (_, rest) = document.split_once(&squeezed(&view.sections[1].title_th)).unwrap();
    assert!(rest.starts_with("สำนักงานเขตพื้นที่การศึกษาทั้งหมด245เขตไม่มีผลการประเมินในภาพรวมที่ประกาศค่าเฉลี่ยระดับประเทศ"));
}

/// Result files whose only table has so many rows that its end falls on every part of a page.
fn tables_of_many_lengths(change: impl Fn(&mut ResultView)) -> impl Iterator<Item = ResultView> {
    let view: ResultView = sample("result-2567");
    (16..40).map(move |length| {
        let mut view = view.clone();
        let part = &mut view.parts[0];
        part.rows = part.rows.iter().cycle().take(length).cloned().collect();
        while part.rows.last().is_some_and(|row| row.state == RowState::Group) {
            part.rows.pop();
        }
        change(&mut view);
        view
    })
}

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    for view in tables_of_many_lengths(|_| ()) {
        let last_sentence = squeezed("มีการนำองค์ความรู้ไปประยุกต์ใช้ในการปฏิบัติงาน");
        assert!(result_pages(&view).last().unwrap().contains(&last_sentence), "{} rows", view.parts[0].rows.len());
    }
    let table_only = |view: &mut ResultView| {
        view.parts[0].lead_in_th = None;
        view.parts[0].suggestions.clear();
    };
    for view in tables_of_many_lengths(table_only) {
        let overall = squeezed(&view.parts[0].overall.as_ref().unwrap().label_th);
        assert!(result_pages(&view).last().unwrap().contains(&overall), "{} rows", view.parts[0].rows.len());
    }
}

#[test]
fn a_group_row_is_never_the_last_of_a_page() {
    let view: ResultView = sample("result-2567");
    let groups: Vec<&Row> = view.parts[0].rows.iter().filter(|row| row.state == RowState::Group).collect();
    for skipped in 0..12 {
        let mut shifted = view.clone();
        shifted.parts[0].rows.drain(..skipped);
        shifted.parts[0].rows.extend_from_slice(&view.parts[0].rows);
        for page in result_pages(&shifted) {
            let group = groups.iter().find(|row| page_body(&page).ends_with(&squeezed(&row.title_th)));
            assert!(group.is_none(), "{:?} ends a page", group.unwrap().title_th);
        }
    }
}
