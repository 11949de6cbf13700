//! Words of running Thai text, found with a dictionary: the division into the fewest words that leaves the least unknown.
//!
//! PyThaiNLP's own tokenizer, the crate nlpo3, was tried on the 65,000 letters of the reference documents first. It is as fast,
//! but looks for the first rather than the best division and so cut โครง|การตาม, กระบวน|การวิจัย and เหมาะ|สมใน.

use std::collections::BTreeMap;

use fst::raw::{Fst, Output};

use super::clusters::{is_letter, may_end};

/// An unknown stretch longer than this many letters may be broken at any cluster, so that it cannot run out of its column.
const LONGEST_UNKNOWN: usize = 24;

/// An unknown stretch of at most this many letters is no word of its own: it stays with its neighbours.
const SHORTEST_UNKNOWN: usize = 2;

/// A general word longer than this many letters is left out, so that names of five words can be broken between them.
const LONGEST_WORD: usize = 20;

/// What a term of our own lists costs, so that it wins over words that overlap it …
const TERM: u32 = 1;
/// … what a word of the general dictionary costs …
const WORD: u32 = 2;
/// … and a letter that no word covers.
const UNKNOWN: u32 = 5;

/// A dictionary over borrowed bytes, made by [`compile`].
pub(crate) struct Dictionary<D>(Fst<D>);

/// The bytes of a dictionary from lists with one word per line; `#` starts a comment. What is not purely Thai letters is
/// left out: no break is ever put next to other characters anyway.
pub(crate) fn compile<'a>(
    general: impl IntoIterator<Item = &'a str>,
    terms: impl IntoIterator<Item = &'a str>,
) -> Vec<u8> {
    let mut costs = BTreeMap::new();
    let short = |word: &&str| word.chars().nth(LONGEST_WORD).is_none();
    costs.extend(general.into_iter().flat_map(words).filter(short).map(|word| (word, WORD)));
    costs.extend(terms.into_iter().flat_map(words).map(|word| (word, TERM)));
    let mut builder = fst::MapBuilder::memory();
    for (word, cost) in costs {
        // Sorted and without repeats, the words cannot be refused.
        let _ = builder.insert(word, u64::from(cost));
    }
    builder.into_inner().unwrap_or_default()
}

fn words(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|word| word.chars().nth(1).is_some() && word.chars().all(is_letter))
}

#[derive(Clone, Copy)]
struct Step {
    cost: (u32, u32),
    from: usize,
    known: bool,
}

impl<D: AsRef<[u8]>> Dictionary<D> {
    /// Opens the bytes of [`compile`]; `None` if they are something else.
    pub(crate) fn open(bytes: D) -> Option<Self> {
        Fst::new(bytes).ok().map(Self)
    }

    /// The inner word boundaries of a run of Thai letters, as counts of letters before them.
    pub(crate) fn boundaries(&self, letters: &[char]) -> Vec<usize> {
        let mut steps: Vec<Option<Step>> = vec![None; letters.len() + 1];
        steps[0] = Some(Step { cost: (0, u32::MAX), from: 0, known: true });
        for start in 0..letters.len() {
            let Some(here) = steps[start] else { continue };
            for (end, cost) in self.words_at(letters, start) {
                // Among equally few words the one with the longest is most often meant; squares of the lengths tell.
                let cost = (here.cost.0 + cost, here.cost.1.saturating_sub(square(end - start)));
                offer(&mut steps[end], Step { cost, from: start, known: true });
            }
            let end = (start + 1..letters.len()).find(|&end| may_end(letters, end)).unwrap_or(letters.len());
            let length = (end - start) as u32;
            let cost = (here.cost.0 + UNKNOWN * length, here.cost.1.saturating_sub(square(end - start)));
            offer(&mut steps[end], Step { cost, from: start, known: false });
        }
        walk_back(&steps)
    }

    /// The ends of the words that start here, with their costs.
    fn words_at(&self, letters: &[char], start: usize) -> Vec<(usize, u32)> {
        let mut ends = Vec::new();
        let mut node = self.0.root();
        let mut cost = Output::zero();
        let mut utf8 = [0; 4];
        for (index, letter) in letters.iter().enumerate().skip(start) {
            for &byte in letter.encode_utf8(&mut utf8).as_bytes() {
                let Some(found) = node.find_input(byte) else { return ends };
                let transition = node.transition(found);
                cost = cost.cat(transition.out);
                node = self.0.node(transition.addr);
            }
            if node.is_final() && may_end(letters, index + 1) {
                ends.push((index + 1, cost.cat(node.final_output()).value() as u32));
            }
        }
        ends
    }
}

fn square(length: usize) -> u32 {
    (length * length) as u32
}

fn offer(slot: &mut Option<Step>, step: Step) {
    if slot.is_none_or(|held| step.cost < held.cost) {
        *slot = Some(step);
    }
}

/// The boundaries of the cheapest division. Unknown clusters side by side are one word, unless they are very many or very few.
fn walk_back(steps: &[Option<Step>]) -> Vec<usize> {
    let mut parts = Vec::new();
    let mut end = steps.len() - 1;
    while let Some(step) = steps[end].filter(|_| end > 0) {
        parts.push((step.from, end, step.known));
        end = step.from;
    }
    parts.reverse();
    let mut boundaries = Vec::new();
    for stretch in parts.chunk_by(|one, next| !one.2 && !next.2) {
        let (start, end, known) = (stretch[0].0, stretch[stretch.len() - 1].1, stretch[0].2);
        if !known && end - start <= SHORTEST_UNKNOWN {
            boundaries.pop();
            continue;
        }
        if !known && end - start > LONGEST_UNKNOWN {
            boundaries.extend(stretch.iter().map(|part| part.1).filter(|&inner| inner != end));
        }
        boundaries.push(end);
    }
    if boundaries.last() == Some(&(steps.len() - 1)) {
        boundaries.pop();
    }
    boundaries
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, compile};

    /// The text with `|` at the inner boundaries.
    fn divided(text: &str) -> String {
        let general = include_str!("../../../../documents/words/pythainlp.txt");
        let terms = include_str!("../../../../documents/words/own.txt");
        let dictionary = Dictionary::open(compile([general], [terms])).unwrap();
        let letters: Vec<char> = text.chars().collect();
        let mut divided = String::new();
        let mut start = 0;
        for end in dictionary.boundaries(&letters) {
            divided.extend(&letters[start..end]);
            divided.push('|');
            start = end;
        }
        divided.extend(&letters[start..]);
        divided
    }

    #[test]
    fn running_text_is_divided_into_words() {
        for wanted in [
            "สำนักงาน|เขตพื้นที่|การศึกษา|ประถมศึกษา|ฉะเชิงเทรา",
            "โครงการ|ตาม|แผน|ปฏิบัติการ|ประจำ|ปีงบประมาณ",
            "กระบวนการ|วิจัย|และ|กระบวนการ|ดำเนินงาน",
            "ข้าราชการครู|และ|บุคลากรทางการศึกษา",
            "แนวทาง|แก้ไข|และ|ข้อเสนอแนะ|เพื่อ|การพัฒนา",
            "สภาพแวดล้อม|ที่|ต้องการ|พัฒนา",
            "ระดับคุณภาพ|ดีเยี่ยม",
            "ขับเคลื่อน|นวัตกรรม|ตาม|พระบรมราโชบาย",
        ] {
            assert_eq!(divided(&wanted.replace('|', "")), wanted);
        }
    }

    #[test]
    fn abbreviations_and_single_letters_stay_whole() {
        for text in ["สพฐ", "กพร", "ก", "ศธ"] {
            assert_eq!(divided(text), text);
        }
        assert_eq!(divided(""), "");
    }

    #[test]
    fn an_unknown_name_stays_whole_between_known_words() {
        assert_eq!(divided("โรงเรียนฆฐฒฬที่ดี"), "โรงเรียน|ฆฐฒฬ|ที่|ดี");
    }
}
