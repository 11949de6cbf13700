//! What the demonstration promises: same seed, same data; valid marks; a level for every office but the planned ones; Thai that a
//! person could have written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::OnceLock;

use domain::instrument::{Crosswalk, CrosswalkRow, Mode, crosswalk};
use domain::mark::{Holder, MarkChecker};
use domain::office::OfficeKind;
use domain::scoring::{OfficeMarks, Scorer};
use domain::thai::typing_slip;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::message::Language;

const SEED: u64 = 2568;

type Made = (DemoPlan, Vec<DemoRecords>);

/// The plan and its records, made once for all tests.
fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let plan = DemoPlan::new(SEED);
        let records = plan.instruments().iter().map(|of| plan.records(of)).collect();
        (plan, records)
    })
}

fn all() -> impl Iterator<Item = (&'static DemoInstrument, &'static DemoRecords)> {
    let (plan, records) = made();
    plan.instruments().iter().zip(records)
}

fn find(code: &str, fiscal_year: u16) -> (&'static DemoInstrument, &'static DemoRecords) {
    all().find(|(of, _)| of.is(code, fiscal_year)).unwrap()
}

fn kinds(plan: &DemoPlan) -> Vec<(OfficeCode, OfficeKind)> {
    plan.offices().iter().map(|o| (o.code.clone(), o.kind)).collect()
}

/// Marks by office, in list order, and the national ones, after the checker let every row pass.
fn checked<'m>(of: &DemoInstrument, marks: impl Iterator<Item = &'m DemoMark>) -> (Vec<OfficeMarks>, OfficeMarks) {
    let offices = kinds(&made().0);
    let none = OfficeMarks::new(&of.instrument);
    let (mut by_office, mut national) = (vec![none.clone(); offices.len()], none);
    let mut checker = MarkChecker::new(&of.instrument, &offices);
    for (line, mark) in (2..).zip(marks) {
        let cells = mark.cells();
        let Some(passed) = checker.check(line, cells.each_ref().map(String::as_str)) else { continue };
        let marks = match passed.holder {
            Holder::Office(i) => &mut by_office[i],
            Holder::National => &mut national,
        };
        if let Some(level) = passed.level {
            marks.set_level(passed.node, passed.round, level);
        }
        if let Some(value) = passed.value {
            marks.set_value(passed.node, passed.round, value);
        }
    }
    let problems: Vec<_> = checker.take_problems().iter().map(|p| Language::En.problem(p)).collect();
    assert!(problems.is_empty(), "{}: {problems:?}", of.instrument.code);
    (by_office, national)
}

/// The level of the overall of every office through a round; `None` where it has none.
fn overall_levels(of: &DemoInstrument, records: &DemoRecords, through: RoundCode) -> BTreeMap<OfficeCode, Option<u8>> {
    let plan = &made().0;
    let (by_office, national) = checked(of, records.on_time.marks.iter().chain(&records.late.marks));
    let scorer = Scorer::new(&of.instrument, through);
    let taking_part: HashSet<_> = plan.offices_in(of).map(|o| &o.code).collect();
    let offices = plan.offices().iter().zip(&by_office).filter(|(o, _)| taking_part.contains(&o.code));
    offices
        .map(|(office, marks)| {
            let sheet = scorer.score(office.kind, marks, &national);
            let level = sheet.overall.as_ref().and_then(|o| o.score()).map(|s| s.level.0);
            (office.code.clone(), level)
        })
        .collect()
}

#[test]
fn the_shipped_phrase_bank_has_no_problem() {
    let problems = PhraseBank::parse(PHRASES).err().unwrap_or_default();
    let told: Vec<_> = problems.iter().map(|p| Language::En.problem(p)).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn the_same_seed_gives_the_same_data_and_another_seed_does_not() {
    let (again, other) = (DemoPlan::new(SEED), DemoPlan::new(SEED + 1));
    for (of, records) in all().filter(|(of, _)| of.instrument.fiscal_year.number() == EVENTFUL_YEAR) {
        assert_eq!(&again.records(of), records);
        assert_ne!(&other.records(of), records);
    }
    assert_eq!(again.sizes(), made().0.sizes());
    assert_ne!(other.sizes(), made().0.sizes());
}

#[test]
fn counts_and_levels_are_as_reviewed() {
    let mut table = String::from(
        "instrument     offices  marks  late  texts |   R6:  1   2   3   4   5 |  R12:  1   2   3   4   5   -\n",
    );
    for (of, records) in all() {
        let instrument = &of.instrument;
        let name =
            format!("{} {}{}", instrument.code, instrument.fiscal_year, if of.simulated { " (sim)" } else { "" });
        let texts = records.on_time.suggestions.len() + records.late.suggestions.len();
        let offices = made().0.offices_in(of).count();
        let (marks, late) = (records.on_time.marks.len(), records.late.marks.len());
        write!(table, "{name:<14} {offices:>7} {marks:>6} {late:>5} {texts:>6} |").unwrap();
        for round in [RoundCode::R6, RoundCode::R12] {
            if !instrument.rounds.contains(&round) {
                write!(table, "{:>24} |", "").unwrap();
                continue;
            }
            let levels = overall_levels(of, records, round);
            table.push_str("     ");
            for level in [Some(1), Some(2), Some(3), Some(4), Some(5), None] {
                if level.is_some() || round == RoundCode::R12 {
                    write!(table, "{:>4}", levels.values().filter(|l| **l == level).count()).unwrap();
                }
            }
            table.push_str(if round == RoundCode::R6 { "|" } else { "\n" });
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_instrument_reads_and_follows_the_year_before_by_code() {
    let plan = &made().0;
    assert_eq!(plan.instruments().iter().filter(|i| !i.simulated).count(), 5);
    for code in ["QP", "AP", "SA"] {
        for year in SIMULATED_YEARS.skip(1) {
            let (before, after) = (plan.instrument(code, year - 1).unwrap(), plan.instrument(code, year).unwrap());
            let rows = crosswalk(&before.instrument, &after.instrument);
            let gone_or_new = |r: &&CrosswalkRow| matches!(r.relation, Crosswalk::New | Crosswalk::Gone);
            let kept = rows.len() - rows.iter().filter(gone_or_new).count();
            assert!(kept * 10 >= rows.len() * 6, "{code} {year}: {kept} of {}", rows.len());
            assert!(rows.iter().any(|r| r.relation != Crosswalk::Same), "{code} {year}: something changes every year");
        }
    }
    for of in plan.instruments() {
        let marked_invented = of.source.starts_with("# ข้อมูลจำลอง") && of.source.contains("# Derived from the real ");
        assert_eq!(of.simulated, marked_invented);
        let rubrics = of.instrument.nodes().iter().filter(|n| n.mode == Mode::Evaluated);
        assert!(rubrics.clone().all(|n| n.rubric.is_empty() != of.simulated), "rubrics stand in invented files only");
        for node in of.instrument.nodes() {
            for text in [&node.title_th, &node.label_th].into_iter().chain(&node.rubric).chain(&node.evidence) {
                assert_eq!(typing_slip(text), None, "{text}");
            }
        }
    }
}

#[test]
fn every_office_gets_a_level_but_the_planned_ones() {
    for (of, records) in all() {
        let without: Vec<_> =
            overall_levels(of, records, RoundCode::R12).into_iter().filter(|(_, level)| level.is_none()).collect();
        let planned = if of.is("SA", EVENTFUL_YEAR) { vec![INCOMPLETE_OFFICE] } else { vec![] };
        assert_eq!(without.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), planned);
        let on_time = DemoRecords { on_time: records.on_time.clone(), ..DemoRecords::default() };
        let late: Vec<_> =
            overall_levels(of, &on_time, RoundCode::R12).into_iter().filter(|(_, l)| l.is_none()).collect();
        if of.is("QP", EVENTFUL_YEAR) {
            assert_eq!(late.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), [LATE_OFFICE]);
            assert_eq!(records.late.marks.len(), LATE_ITEMS);
            assert_eq!(records.late.suggestions.len(), LATE_ITEMS);
        } else {
            assert!(records.late.marks.is_empty() && records.late.suggestions.is_empty());
        }
    }
}

#[test]
fn the_correction_changes_a_published_level() {
    let (of, records) = find("SA", EVENTFUL_YEAR);
    let [correction] = records.corrections.as_slice() else { panic!("one correction") };
    let corrected = |m: &&DemoMark| m.holder.as_str() == correction.office.as_str() && m.node == correction.node;
    let marks: Vec<_> = records.on_time.marks.iter().filter(corrected).collect();
    assert_eq!(
        marks.iter().map(|m| (m.round, m.level)).collect::<Vec<_>>(),
        [(correction.round, Some(correction.from))]
    );
    assert_ne!(correction.from, correction.to);
    assert!(of.instrument.bands.of_level(correction.to).is_some());
    assert_eq!(all().filter(|(_, r)| !r.corrections.is_empty()).count(), 1);
}

#[test]
fn levels_rise_and_fall_between_the_rounds() {
    let (_, records) = find("QP", 2566);
    let mut levels: HashMap<(&str, &str), Vec<Level>> = HashMap::new();
    for mark in &records.on_time.marks {
        levels.entry((mark.holder.as_str(), mark.node.as_str())).or_default().extend(mark.level);
    }
    let pairs: Vec<_> = levels.values().map(|l| (l[0], l[1])).collect();
    let share = |of: fn(&(Level, Level)) -> bool| pairs.iter().filter(|p| of(p)).count() * 100 / pairs.len();
    let (risen, fallen) = (share(|(six, twelve)| twelve > six), share(|(six, twelve)| twelve < six));
    assert!((25..60).contains(&risen), "{risen} % rise");
    assert!((3..20).contains(&fallen), "{fallen} % fall");
}

#[test]
fn the_published_results_are_untouched() {
    let (sa_2564, records) = find("SA", 2564);
    assert_eq!(records.on_time.marks.len(), 6, "only the published office takes part");
    assert_eq!(overall_levels(sa_2564, records, RoundCode::R12).into_values().collect::<Vec<_>>(), [Some(4)]);
    for (of, records) in all() {
        let Some(published) = &of.published else { continue };
        let own = |code: &str| code == published.office.as_str();
        let marks: Vec<_> = records.on_time.marks.iter().filter(|m| own(m.holder.as_str())).cloned().collect();
        assert_eq!(marks, published.marks);
        let texts: Vec<_> = records
            .on_time
            .suggestions
            .iter()
            .filter(|s| own(s.office.as_str()))
            .map(|s| s.suggestion.clone())
            .collect();
        assert_eq!(texts, published.suggestions);
    }
    let texts = |year| &find("SA", year).0.published.as_ref().unwrap().suggestions;
    assert_eq!((texts(2564).len(), texts(2567).len()), (6, 1));
    let printed: serde_json::Value =
        serde_json::from_str(include_str!("../../../../data/published/P2402-sa-2564.published.json")).unwrap();
    for suggestion in texts(2564) {
        assert_eq!(suggestion.paragraph_th(), printed["suggestions"][suggestion.node.as_str()].as_str().unwrap());
    }
    let connectives: Vec<_> = texts(2564).iter().map(|s| s.connective_th.as_str()).collect();
    assert_eq!(connectives, ["ทั้งนี้", "ทั้งนี้", "อย่างไรก็ตาม", "ในขณะเดียวกัน", "", "อย่างไรก็ตาม"]);
}

/// Suggestions by instrument and node, the published ones left out.
fn invented() -> BTreeMap<(String, NodeCode), Vec<&'static DemoSuggestion>> {
    let mut by_item: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (of, records) in all() {
        let name = format!("{} {}", of.instrument.code, of.instrument.fiscal_year);
        for text in records.on_time.suggestions.iter().chain(&records.late.suggestions) {
            if !of.is_published_for(&text.office) {
                by_item.entry((name.clone(), text.suggestion.node.clone())).or_default().push(text);
            }
        }
    }
    by_item
}

#[test]
fn every_scored_qp_item_and_every_low_sa_item_has_a_suggestion() {
    for (of, records) in all().filter(|(of, _)| SIMULATED_YEARS.contains(&of.instrument.fiscal_year.number())) {
        let marks = records.on_time.marks.iter().chain(&records.late.marks);
        let texts = records.on_time.suggestions.iter().chain(&records.late.suggestions);
        let have: HashSet<_> = texts.map(|t| (t.office.as_str(), t.suggestion.node.as_str())).collect();
        let expected: HashSet<_> = marks
            .filter(|m| match of.instrument.code.as_str() {
                "QP" => true,
                "SA" => m.level.is_some_and(|l| l <= Level(3)),
                _ => false,
            })
            .map(|m| (m.holder.as_str(), m.node.as_str()))
            .filter(|(office, _)| of.published.as_ref().is_none_or(|p| p.office.as_str() != *office))
            .collect();
        let invented: HashSet<_> =
            have.into_iter().filter(|(o, _)| of.published.as_ref().is_none_or(|p| p.office.as_str() != *o)).collect();
        assert_eq!(invented, expected, "{} {}", of.instrument.code, of.instrument.fiscal_year);
    }
}

#[test]
fn suggestions_read_like_official_prose() {
    let (mut shortest, mut longest) = (usize::MAX, 0);
    for text in invented().into_values().flatten() {
        let suggestion = &text.suggestion;
        let paragraph = suggestion.paragraph_th();
        assert_eq!(typing_slip(&paragraph), None, "{paragraph}");
        assert!(!paragraph.contains(['{', '}']), "{paragraph}");
        assert!(suggestion.strengths_th.starts_with("สำนักงานเขตพื้นที่การศึกษา"), "{paragraph}");
        assert!(suggestion.recommendation_th.starts_with("ควร"), "{paragraph}");
        let length = paragraph.graphemes(true).count();
        (shortest, longest) = (shortest.min(length), longest.max(length));
    }
    assert!(shortest >= 200 && longest <= 950, "{shortest}-{longest} graphemes");
}

#[test]
fn offices_do_not_read_alike() {
    for ((instrument, node), texts) in invented() {
        let distinct: HashSet<_> = texts.iter().map(|t| t.suggestion.paragraph_th()).collect();
        assert!(distinct.len() * 100 >= texts.len() * 95, "{instrument} {node}: {} of {}", distinct.len(), texts.len());
    }
}

#[test]
fn the_phrase_bank_serves_every_item_that_gets_a_suggestion() {
    let bank = shipped_phrases();
    for of in made().0.instruments() {
        for node in of.instrument.nodes().iter().filter(|n| n.mode == Mode::Evaluated) {
            assert!(bank.topic_of(&of.instrument.code, &node.code).is_some(), "{} {}", of.instrument.code, node.code);
        }
    }
    for topic in &bank.topics {
        for band in domain::phrase::PhraseBand::ALL {
            let phrases = topic.phrases(band);
            assert!(phrases.strengths.len() >= 4 && phrases.recommendations.len() >= 4, "{} {band:?}", topic.code);
            assert!(phrases.strengths.iter().all(|s| s.starts_with("สำนักงานเขตพื้นที่การศึกษา")), "{} {band:?}", topic.code);
            assert!(phrases.recommendations.iter().all(|s| s.starts_with("ควร")), "{} {band:?}", topic.code);
        }
    }
}
