//! Reading typed values out of a TOML table, noting every problem instead of stopping at the first.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::number::Decimal;
use crate::problem::{Fault, Problem};

/// Collects problems with their lines.
pub(crate) struct Notes<'a> {
    text: &'a str,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Notes<'a> {
    pub(crate) fn new(text: &'a str) -> Notes<'a> {
        Notes { text, problems: Vec::new() }
    }

    /// The line, counted from 1, of a byte offset.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        u32::try_from(before.iter().filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX - 1) + 1
    }

    pub(crate) fn at(&mut self, offset: usize, place: &str, fault: Fault) {
        let line = self.line(offset);
        self.problems.push(Problem::at(line, place, fault));
    }
}

/// A table being read: each `take` marks its key as known, and [`Reader::finish`] tells the keys that nobody asked for.
pub(crate) struct Reader<'t, 'a> {
    table: &'t DeTable<'a>,
    /// Where the table begins.
    pub(crate) offset: usize,
    /// What problems of this table name as their place.
    pub(crate) place: String,
    known: BTreeSet<&'static str>,
}

impl<'t, 'a> Reader<'t, 'a> {
    pub(crate) fn new(table: &'t Spanned<DeTable<'a>>, place: impl Into<String>) -> Reader<'t, 'a> {
        Reader { table: table.get_ref(), offset: table.span().start, place: place.into(), known: BTreeSet::new() }
    }

    pub(crate) fn of(table: &'t DeTable<'a>, offset: usize, place: impl Into<String>) -> Reader<'t, 'a> {
        Reader { table, offset, place: place.into(), known: BTreeSet::new() }
    }

    /// The value of a key and its offset.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<(&'t DeValue<'a>, usize)> {
        self.known.insert(key);
        self.table.get(key).map(|value| (value.get_ref(), value.span().start))
    }

    pub(crate) fn missing(&self, notes: &mut Notes<'_>, key: &str) {
        notes.at(self.offset, &self.place, Fault::new("instrument-key-missing").with("key", key));
    }

    fn wrong(&self, notes: &mut Notes<'_>, offset: usize, key: &str, expected: &str) {
        notes.at(offset, &self.place, Fault::new("instrument-value-kind").with("key", key).with("expected", expected));
    }

    pub(crate) fn text(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<String> {
        match self.take(key)? {
            (DeValue::String(s), _) if !s.trim().is_empty() => Some(s.trim().to_owned()),
            (DeValue::String(_), offset) => {
                notes.at(offset, &self.place, Fault::new("instrument-text-empty").with("key", key));
                None
            }
            (_, offset) => {
                self.wrong(notes, offset, key, "\"…\"");
                None
            }
        }
    }

    pub(crate) fn required_text(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<String> {
        if !self.table.contains_key(key) {
            self.known.insert(key);
            self.missing(notes, key);
        }
        self.text(notes, key)
    }

    pub(crate) fn integer(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<(i64, usize)> {
        match self.take(key)? {
            (DeValue::Integer(n), offset) => match i64::from_str_radix(n.as_str(), n.radix()) {
                Ok(value) => Some((value, offset)),
                Err(_) => {
                    self.wrong(notes, offset, key, "0 … 9");
                    None
                }
            },
            (_, offset) => {
                self.wrong(notes, offset, key, "0 … 9");
                None
            }
        }
    }

    /// A decimal written as a string; a bare integer is exact too, a bare float is not.
    pub(crate) fn decimal(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<(Decimal, usize)> {
        let (value, offset) = self.take(key)?;
        let parsed = match value {
            DeValue::String(s) => s.parse::<Decimal>().ok(),
            DeValue::Integer(n) if n.radix() == 10 => n.as_str().parse::<Decimal>().ok(),
            _ => None,
        };
        if parsed.is_none() {
            self.wrong(notes, offset, key, "\"4.21\"");
        }
        parsed.map(|d| (d, offset))
    }

    /// One word of a fixed list.
    pub(crate) fn word<T>(
        &mut self,
        notes: &mut Notes<'_>,
        key: &'static str,
        words: &[&str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (value, offset) = self.take(key)?;
        let word = match value {
            DeValue::String(s) => s.as_ref(),
            _ => "",
        };
        let found = read(word);
        if found.is_none() {
            let fault = Fault::new("instrument-word-unknown")
                .with("key", key)
                .with("word", if word.is_empty() { "?" } else { word })
                .with("words", words.join(", "));
            notes.at(offset, &self.place, fault);
        }
        found
    }

    pub(crate) fn required_word<T>(
        &mut self,
        notes: &mut Notes<'_>,
        key: &'static str,
        words: &[&str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if !self.table.contains_key(key) {
            self.known.insert(key);
            self.missing(notes, key);
            return None;
        }
        self.word(notes, key, words, read)
    }

    /// Texts with their offsets; a single text counts as a list of one.
    pub(crate) fn texts(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<Vec<(String, usize)>> {
        let (value, offset) = self.take(key)?;
        let single = std::slice::from_ref(value);
        let items: Vec<(&DeValue<'_>, usize)> = match value {
            DeValue::Array(array) => array.iter().map(|v| (v.get_ref(), v.span().start)).collect(),
            _ => single.iter().map(|v| (v, offset)).collect(),
        };
        let mut texts = Vec::with_capacity(items.len());
        for (item, at) in items {
            match item {
                DeValue::String(s) => texts.push((s.trim().to_owned(), at)),
                _ => {
                    self.wrong(notes, at, key, "[\"…\"]");
                    return None;
                }
            }
        }
        Some(texts)
    }

    /// The tables of an array of tables, with their offsets.
    pub(crate) fn tables(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Vec<(&'t DeTable<'a>, usize)> {
        match self.take(key) {
            None => Vec::new(),
            Some((DeValue::Array(array), offset)) => {
                let mut tables = Vec::with_capacity(array.len());
                for item in array.iter() {
                    match item.get_ref() {
                        DeValue::Table(table) => tables.push((table, item.span().start)),
                        _ => self.wrong(notes, offset, key, "[[…]]"),
                    }
                }
                tables
            }
            Some((_, offset)) => {
                self.wrong(notes, offset, key, "[[…]]");
                Vec::new()
            }
        }
    }

    /// One table.
    pub(crate) fn table(&mut self, notes: &mut Notes<'_>, key: &'static str) -> Option<(&'t DeTable<'a>, usize)> {
        match self.take(key)? {
            (DeValue::Table(table), offset) => Some((table, offset)),
            (_, offset) => {
                self.wrong(notes, offset, key, "{ … }");
                None
            }
        }
    }

    /// Tells the keys nobody asked for, with the nearest known one.
    pub(crate) fn finish(self, notes: &mut Notes<'_>) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !self.known.contains(name) {
                let near = crate::nearest::nearest(name, self.known.iter().copied());
                let fault = Fault::new("instrument-key-unknown").with("key", name).with_nearest(near);
                notes.at(key.span().start, &self.place, fault);
            }
        }
    }
}
