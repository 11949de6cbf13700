//! Finding names and titles by words, as people type them in Thai and English.
//!
//! Thai is written without spaces, so a query is parted into words by the dictionary, and what is searched is compared without spaces,
//! stops and tone marks: "สพป ตราด" finds สพป.ตราด, "ความปลอดภัยนักเรียน" finds ความปลอดภัยของผู้เรียนและนักเรียน.

use crate::thai;

/// Longest query that is read, in characters: nobody types a longer one.
const LONGEST: usize = 100;
/// Words that say too little alone.
const SHORT: usize = 2;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    whole: String,
    words: Vec<String>,
}

/// A text that can be found, by its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(String);

/// How well a target fits: the greater, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    is_whole: bool,
    letters: usize,
}

impl Query {
    /// Reads a query; `None` when it holds no letter or digit.
    pub fn parse(text: &str) -> Option<Query> {
        let text: String = text.chars().take(LONGEST).collect();
        let whole = thai::fold(&text);
        if whole.is_empty() {
            return None;
        }
        let mut words: Vec<String> = thai::words(&text).into_iter().map(thai::fold).collect();
        words.retain(|word| {
            word.chars().count() >= SHORT || word.chars().all(|c| c.is_ascii_digit() && !word.is_empty())
        });
        words.sort_unstable();
        words.dedup();
        Some(Query { whole, words })
    }

    /// How well a target fits; `None` when fewer than half of the letters asked for are in it.
    pub fn rank(&self, target: &Target) -> Option<Rank> {
        let is_whole = target.0.contains(&self.whole);
        let count = |word: &String| word.chars().count();
        let all: usize = self.words.iter().map(count).sum();
        let found: usize = self.words.iter().filter(|word| target.0.contains(word.as_str())).map(count).sum();
        let fits = is_whole || found > 0 && found * 2 >= all;
        fits.then_some(Rank { is_whole, letters: found })
    }

    /// The best of many, best first; what fits equally keeps its order. Where something has all of the words, what has only some of
    /// them is left out.
    pub fn best<'t, T>(&self, all: impl IntoIterator<Item = (&'t Target, T)>, most: usize) -> Vec<T> {
        let mut found: Vec<(Rank, T)> =
            all.into_iter().filter_map(|(target, of)| Some((self.rank(target)?, of))).collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        let letters: usize = self.words.iter().map(|word| word.chars().count()).sum();
        if found.first().is_some_and(|(rank, _)| rank.is_whole || rank.letters == letters) {
            found.retain(|(rank, _)| rank.is_whole || rank.letters == letters);
        }
        found.into_iter().take(most).map(|(_, of)| of).collect()
    }
}

impl Target {
    /// A target of these fields.
    pub fn new<'f>(fields: impl IntoIterator<Item = &'f str>) -> Target {
        // No word reaches over the end of a field.
        Target(fields.into_iter().map(thai::fold).collect::<Vec<_>>().join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(query: &str) -> Vec<&'static str> {
        let names = [
            "สพป.ตราด",
            "สพม.จันทบุรี ตราด",
            "สพป.เชียงใหม่ เขต 4",
            "สพป.เชียงใหม่ เขต 1",
            "ความปลอดภัยของผู้เรียนและนักเรียน",
            "ร้อยละของนักเรียนที่อ่านออกเขียนได้",
            "Learning Loss",
        ];
        let targets = names.map(|name| (Target::new([name]), name));
        let Some(query) = Query::parse(query) else { return Vec::new() };
        query.best(targets.iter().map(|(target, name)| (target, *name)), 10)
    }

    #[test]
    fn offices_are_found_as_people_write_them() {
        assert_eq!(find("สพป ตราด"), ["สพป.ตราด"]);
        assert_eq!(find("ตราด"), ["สพป.ตราด", "สพม.จันทบุรี ตราด"]);
        assert_eq!(find("เชียงใหม เขต ๔"), ["สพป.เชียงใหม่ เขต 4"], "without its tone mark, and in Thai digits");
        assert_eq!(find("learning"), ["Learning Loss"]);
    }

    #[test]
    fn words_that_are_written_together_are_found_apart() {
        assert_eq!(find("ความปลอดภัยนักเรียน"), ["ความปลอดภัยของผู้เรียนและนักเรียน"]);
        assert_eq!(find("นักเรียน").len(), 2);
    }

    #[test]
    fn what_says_nothing_finds_nothing() {
        for nothing in ["", " . ", "ๆ", "\u{200b}", "ไม่มีคำนี้เลยสักแห่ง"] {
            assert!(find(nothing).is_empty(), "{nothing:?} {:?}", find(nothing));
        }
        assert!(Query::parse(&"ก".repeat(100_000)).is_some());
    }
}
