//! Lines end between words, judged on the lines of finished pages.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::support::{Pdf, phrases};

fn words(list: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../documents/words").join(list);
    let list = fs::read_to_string(path).expect("the word list is there");
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_thai(c: char) -> bool {
    ('\u{0E01}'..='\u{0E4E}').contains(&c) && !"ฯๆ฿".contains(c)
}

/// A vowel or mark that cannot begin a word.
fn is_dependent(c: char) -> bool {
    matches!(c, '\u{0E30}'..='\u{0E3A}' | '\u{0E45}' | '\u{0E47}'..='\u{0E4E}')
}

/// The places in the text, as counts of characters, at which the lines of a page of this width end.
fn line_ends(text: &str, width: u32) -> Vec<usize> {
    let pdf = Pdf::new(&json!({ "texts": [text], "page": [width, 280], "size": 11 }));
    let text: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut ends = Vec::new();
    for line in pdf.lines() {
        let line: Vec<char> = line.chars().collect();
        assert_eq!(text.get(at..at + line.len()), Some(line.as_slice()), "the page shows the text, in order");
        at += line.len();
        ends.push(at);
        while text.get(at) == Some(&' ') {
            at += 1;
        }
    }
    assert_eq!(at, text.len(), "the page shows all of the text");
    ends.pop();
    ends
}

/// Whether the letters can be divided into words of the dictionary.
fn is_made_of_words(letters: &[char], dictionary: &HashSet<String>) -> bool {
    let mut reached = vec![true];
    for end in 1..=letters.len() {
        let is_reached = (0..end)
            .any(|start| reached[start] && dictionary.contains(&letters[start..end].iter().collect::<String>()));
        reached.push(is_reached);
    }
    reached[letters.len()]
}

#[test]
fn no_line_ends_inside_a_word_or_term() {
    let terms = words("own.txt");
    let dictionary: HashSet<String> = words("pythainlp.txt").into_iter().chain(terms.iter().cloned()).collect();
    let terms: Vec<Vec<char>> = terms.iter().map(|term| term.chars().collect()).collect();
    let (mut checked, mut unknown) = (0, 0);
    for paragraph in phrases().chunks(10) {
        let text = paragraph.join(" ");
        let letters: Vec<char> = text.chars().collect();
        for width in [55, 70, 90, 120, 170] {
            for end in line_ends(&text, width) {
                let shown: String = letters[end.saturating_sub(12)..end]
                    .iter()
                    .chain(&['|'])
                    .chain(&letters[end..letters.len().min(end + 12)])
                    .collect();
                for term in &terms {
                    let first = end.saturating_sub(term.len() - 1);
                    let broken = (first..end).find(|&start| letters[start..].starts_with(term));
                    assert_eq!(broken, None, "{shown}: a line ends inside {}", term.iter().collect::<String>());
                }
                if letters[end] == ' ' || !is_thai(letters[end]) || !is_thai(letters[end - 1]) {
                    continue;
                }
                let start = letters[..end].iter().rposition(|&c| !is_thai(c)).map_or(0, |at| at + 1);
                let stop = letters[end..].iter().position(|&c| !is_thai(c)).map_or(letters.len(), |at| end + at);
                if !is_made_of_words(&letters[start..stop], &dictionary) {
                    unknown += 1;
                    continue;
                }
                let both = is_made_of_words(&letters[start..end], &dictionary)
                    && is_made_of_words(&letters[end..stop], &dictionary);
                assert!(both, "{shown}: a line ends inside a word");
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "only {checked} line ends were seen");
    assert!(unknown * 10 < checked, "{unknown} line ends lie in texts that are not in the dictionary");
}

#[test]
fn no_line_ends_where_official_letters_do_not() {
    let text = "ตามที่ได้รายงานผลการทดสอบ O-NET ประจำปีงบประมาณ พ.ศ. ๒๕๖๔ และ พ.ศ. 2565 ตามตัวบ่งชี้ที่ ๑ มาตรฐานที่ 12 \
        คิดเป็นร้อยละ ๘๐ หรือร้อยละ 92.50 ของโรงเรียนต่าง ๆ ในสังกัดทั้งหมด ฯลฯ ผ่านระบบ e-MES ของสำนักงานเขตพื้นที่การศึกษา \
        เขต 2 ในระดับ 5 รอบ 12 เดือน สื่อนวัตกรรมใหม่ ๆและกิจกรรมอื่น ๆ ของครูที่ 1";
    let letters: Vec<char> = text.chars().collect();
    let mut seen = 0;
    for width in (52..=190).step_by(2) {
        for end in line_ends(text, width) {
            seen += 1;
            let before: String = letters[..end].iter().collect();
            let after: String = letters[end..].iter().collect();
            let is_at_space = after.starts_with(' ');
            let after = after.trim_start();
            let number_follows = after.starts_with(char::is_numeric);
            let shown = format!("{before}|{after}");
            assert!(!after.starts_with('ๆ'), "{shown}");
            assert!(is_at_space || !after.starts_with('ฯ'), "{shown}");
            assert!(!after.starts_with(is_dependent), "{shown}");
            assert!(!before.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']), "{shown}");
            for word in ["พ.ศ.", "ที่", "ร้อยละ", "เขต", "ระดับ", "รอบ"] {
                assert!(!(number_follows && before.ends_with(word)), "{shown}");
            }
            assert!(!(before.ends_with("O-") || before.ends_with("e-") || before.ends_with('-')), "{shown}");
            assert!(!(after.starts_with("ที่ ๑") || after.starts_with("ที่ 12")), "{shown}");
            assert!(!(before.ends_with("ฯ") && after.starts_with('ล')), "{shown}");
        }
    }
    assert!(seen > 200, "only {seen} line ends were seen");
}

#[test]
fn a_long_unknown_word_is_broken_at_clusters_rather_than_run_out() {
    let text = "กฤ็ฟ้ฎิ์ฌ้ฒุ่ฬ".repeat(12);
    for end in line_ends(&text, 60) {
        let letters: Vec<char> = text.chars().collect();
        assert!(!is_dependent(letters[end]), "{end}");
    }
    assert!(line_ends(&text, 60).len() > 1);
}
