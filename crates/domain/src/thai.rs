//! Thai digits, dates in the Buddhist Era, Thai collation, and words for searching.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::locale::locale;
use icu::segmenter::options::LineBreakOptions;
use icu::segmenter::{LineSegmenter, LineSegmenterBorrowed};
use jiff::civil::Date;

/// Years between the Common Era and the Buddhist Era.
pub const BUDDHIST_ERA_OFFSET: i16 = 543;

const MONTHS_LONG: [&str; 12] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];

const MONTHS_SHORT: [&str; 12] =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

/// Replaces Arabic digits by Thai ones, as official letters print them.
pub fn to_thai_digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32('๐' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Replaces Thai digits by Arabic ones.
pub fn to_arabic_digits(text: &str) -> Cow<'_, str> {
    // Nearly all that is read has none, and there are millions of marks.
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '๐'..='๙' => char::from_u32('0' as u32 + (c as u32 - '๐' as u32)).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// "16 พฤศจิกายน 2564"
pub fn date_long(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS_LONG[month_index(date)], buddhist_year(date))
}

/// "29 พ.ย. 2564"
pub fn date_short(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS_SHORT[month_index(date)], buddhist_year(date))
}

/// "๑๖ พฤศจิกายน ๒๕๖๔"
pub fn date_letter(date: Date) -> String {
    to_thai_digits(&date_long(date))
}

/// Reads a date as people write it: "16 พฤศจิกายน 2564", "๒๙ พ.ย. ๒๕๖๔" (Buddhist Era).
pub fn parse_date(text: &str) -> Option<Date> {
    let ascii = to_arabic_digits(text.trim());
    let mut words = ascii.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let month =
        MONTHS_LONG.iter().position(|m| *m == month).or_else(|| MONTHS_SHORT.iter().position(|m| *m == month))?;
    let year = year.parse::<i16>().ok()?.checked_sub(BUDDHIST_ERA_OFFSET)?;
    Date::new(year, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

/// The year of a date in the Buddhist Era.
pub fn buddhist_year(date: Date) -> i16 {
    date.year() + BUDDHIST_ERA_OFFSET
}

fn month_index(date: Date) -> usize {
    usize::from(date.month().unsigned_abs()) - 1
}

fn collator() -> &'static CollatorBorrowed<'static> {
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    COLLATOR.get_or_init(|| {
        let mut options = CollatorOptions::default();
        options.strength = Some(icu::collator::options::Strength::Tertiary);
        let mut preferences: icu::collator::CollatorPreferences = locale!("th").into();
        // "เขต 2" comes before "เขต 10".
        preferences.numeric_ordering = Some(icu::collator::preferences::CollationNumericOrdering::True);
        Collator::try_new(preferences, options).expect("the collation data is compiled in")
    })
}

/// Thai dictionary order: leading vowels sort after their consonant, tone marks weigh least, numbers by value.
pub fn compare(a: &str, b: &str) -> Ordering {
    collator().compare(a, b).then_with(|| a.cmp(b))
}

/// Sorts items by a Thai text of theirs.
pub fn sort_by_text<T>(items: &mut [T], text: impl Fn(&T) -> &str) {
    items.sort_by(|a, b| compare(text(a), text(b)));
}

fn segmenter() -> &'static LineSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    SEGMENTER.get_or_init(|| LineSegmenter::new_dictionary(LineBreakOptions::default()))
}

/// The words of a text: what stands between spaces and signs, and Thai parted by the dictionary.
pub fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for end in segmenter().segment_str(text) {
        words.extend(text[start..end].split(|c: char| !is_part_of_word(c)).filter(|word| !word.is_empty()));
        start = end;
    }
    words
}

const fn is_part_of_word(c: char) -> bool {
    // Thai vowels and marks are no letters to Unicode.
    matches!(c, '0'..='9' | 'a'..='z' | 'A'..='Z' | 'ก'..='ฮ' | 'ะ'..='\u{0e3a}' | 'เ'..='ๅ' | '\u{0e47}'..='\u{0e4d}' | '๐'..='๙')
}

/// A text as it is compared when something is looked for: letters and digits alone, lower case, Arabic digits, without tone marks, and
/// with the two ways to type แ and ำ made one.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in to_arabic_digits(text).chars() {
        match c {
            '\u{0e48}'..='\u{0e4c}' => {}
            'เ' if folded.ends_with('เ') => {
                folded.pop();
                folded.push('แ');
            }
            'า' if folded.ends_with('\u{0e4d}') => {
                folded.pop();
                folded.push('ำ');
            }
            c if is_part_of_word(c) => folded.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    folded
}

/// Where a Thai text was mistyped: the byte offset of the first letter that cannot stand where it stands.
///
/// Finds what spoils a document without being seen in an editor: a leading vowel without its consonant, "เ" typed twice for "แ", a
/// mark without a letter to sit on, marks in the wrong order or doubled, "ํ" and "า" for "ำ", a doubled "ๆ" or space.
pub fn typing_slip(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (offset, c) in text.char_indices() {
        if !may_follow(before, c) {
            return Some(offset);
        }
        before = c;
    }
    (is_leading_vowel(before)).then(|| text.len() - before.len_utf8())
}

const fn is_consonant(c: char) -> bool {
    matches!(c, 'ก'..='ฮ')
}

const fn is_leading_vowel(c: char) -> bool {
    matches!(c, 'เ'..='ไ')
}

const fn may_follow(before: char, c: char) -> bool {
    if is_leading_vowel(before) {
        return is_consonant(c);
    }
    match c {
        ' ' | 'ๆ' => before != c,
        // Vowels above and below and the shortening mark sit on a consonant.
        '\u{0e31}' | '\u{0e34}'..='\u{0e3a}' | '\u{0e47}' => is_consonant(before),
        // Tone marks and the silencing mark sit on a consonant or on its vowel.
        '\u{0e48}'..='\u{0e4c}' => is_consonant(before) || matches!(before, '\u{0e31}' | '\u{0e34}'..='\u{0e39}'),
        'ำ' => is_consonant(before) || matches!(before, '\u{0e48}'..='\u{0e4b}'),
        'า' => is_consonant(before) || matches!(before, '\u{0e48}'..='\u{0e4b}'),
        'ะ' => is_consonant(before) || matches!(before, '\u{0e31}' | '\u{0e48}'..='\u{0e4b}' | 'า'),
        '\u{0e4d}' | '\u{0e4e}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn dates_are_written_as_on_paper() {
        let sent = date(2021, 11, 16);
        assert_eq!(date_letter(sent), "๑๖ พฤศจิกายน ๒๕๖๔");
        assert_eq!(date_short(date(2021, 11, 29)), "29 พ.ย. 2564");
        assert_eq!(date_long(date(2023, 2, 9)), "9 กุมภาพันธ์ 2566");
    }

    #[test]
    fn dates_agree_with_unicode_cldr() {
        let format = icu::datetime::DateTimeFormatter::try_new(
            "th-u-ca-buddhist-nu-thai".parse::<icu::locale::Locale>().unwrap().into(),
            icu::datetime::fieldsets::YMD::long(),
        )
        .unwrap();
        for month in 1..=12 {
            let day = date(2022, month, 28);
            let iso = icu::datetime::input::Date::try_new_iso(2022, u8::try_from(month).unwrap(), 28).unwrap();
            assert_eq!(format.format(&iso).to_string(), date_letter(day));
        }
    }

    #[test]
    fn leading_vowels_and_numbers_sort_as_in_a_dictionary() {
        let mut names = ["เชียงใหม่ เขต 10", "เชียงใหม่ เขต 2", "ชลบุรี", "แพร่", "กระบี่", "พะเยา", "ไทย", "ตาก"];
        sort_by_text(&mut names, |n| n);
        assert_eq!(names, ["กระบี่", "ชลบุรี", "เชียงใหม่ เขต 2", "เชียงใหม่ เขต 10", "ตาก", "ไทย", "พะเยา", "แพร่"]);
    }

    #[test]
    fn mistyped_text_is_found_where_it_breaks() {
        for right in ["น้ำใจ เกาะ เปาะ สิทธิ์ พันธุ์ ไม่ใช่ เด็ก ๆ ฯลฯ (Active Learning) ร้อยละ 92.50", "ปั๊ม ตัวชี้วัดแผนปฏิบัติการ", ""]
        {
            assert_eq!(typing_slip(right), None, "{right}");
        }
        let wrong = [
            ("ก  ข", 4),
            ("ต่าง ๆๆ", 16),
            ("เเผน", 3),
            ("ควร ิ", 10),
            ("น้่", 6),
            ("นํา", 3),
            ("ทีี่", 6),
            ("เ", 0),
            ("กา้", 6),
        ];
        for (text, offset) in wrong {
            assert_eq!(typing_slip(text), Some(offset), "{text}");
        }
    }

    #[test]
    fn words_are_parted_and_folded_for_searching() {
        assert_eq!(words("ความปลอดภัยของนักเรียน (NT) ปี ๒๕๖๖"), ["ความ", "ปลอดภัย", "ของ", "นักเรียน", "NT", "ปี", "๒๕๖๖"]);
        assert_eq!(fold("สพป. เชียงใหม่ เขต ๔ (O-NET)"), "สพปเชียงใหมเขต4onet");
        assert_eq!(fold("เเผน นํ้า"), fold("แผน น้ำ"));
        assert_eq!(fold(" …ๆ\u{200b}"), "");
    }

    proptest! {
        #[test]
        fn digits_go_both_ways(n in any::<u64>()) {
            let thai = to_thai_digits(&n.to_string());
            prop_assert_eq!(to_arabic_digits(&thai), n.to_string());
        }

        #[test]
        fn written_dates_read_back(days in 0_i32..36_500) {
            let day = date(1950, 1, 1).saturating_add(jiff::Span::new().days(days));
            for text in [date_long(day), date_short(day), date_letter(day)] {
                prop_assert_eq!(parse_date(&text), Some(day));
            }
        }
    }
}
