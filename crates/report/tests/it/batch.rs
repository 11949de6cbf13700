//! Many documents on several threads.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use report::batch::{Outcome, run};
use serde_json::json;

use crate::support::{about, engine};

fn workers() -> NonZeroUsize {
    NonZeroUsize::new(2).expect("two is not zero")
}

/// Memory that belongs to this process, in MiB.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells the memory of a process");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("the memory is listed");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).expect("it is a number") / 1024
}

#[test]
fn memory_stays_flat_over_all_offices() {
    let engine = engine();
    let make = |number: &u32| {
        let text = format!("สำนักงานเขตพื้นที่การศึกษาที่ {number} ได้รับผลการประเมินตามตัวชี้วัดและมาตรฐานแล้ว ");
        let texts: Vec<String> = (0..12).map(|row| format!("{row} {}", text.repeat(3))).collect();
        engine.pdf("page", &json!({ "texts": texts, "justify": true }), &about())
    };
    let mut numbers = BTreeSet::new();
    let mut early = 0;
    let outcome = run(workers(), 1..=245, &AtomicBool::new(false), make, |number, pdf| {
        pdf.unwrap();
        assert!(numbers.insert(number));
        if numbers.len() == 40 {
            early = memory();
        }
    });
    assert_eq!(outcome.unwrap(), Outcome { done: 245, cancelled: false });
    assert_eq!(numbers.len(), 245);
    assert!(memory() < early + 40, "{early} MiB after 40 documents, {} MiB after 245", memory());
}

#[test]
fn a_cancelled_batch_begins_nothing_more() {
    let cancelled = AtomicBool::new(false);
    let mut handed_over = 0;
    let outcome = run(
        workers(),
        0..1000,
        &cancelled,
        |job| *job,
        |_, _| {
            handed_over += 1;
            if handed_over == 5 {
                cancelled.store(true, Ordering::Relaxed);
            }
        },
    );
    let outcome = outcome.unwrap();
    assert!(outcome.cancelled);
    assert_eq!(outcome.done, handed_over);
    assert!(handed_over < 20, "{handed_over} jobs");
}

#[test]
fn a_failed_document_does_not_stop_the_others() {
    let engine = engine();
    let mut failed = Vec::new();
    let make = |text: &&str| engine.pdf("page", &json!({ "texts": [text] }), &about());
    let outcome = run(workers(), ["ดี", "🦄", "ดีมาก"], &AtomicBool::new(false), make, |text, pdf| {
        if pdf.is_err() {
            failed.push(text);
        }
    });
    assert_eq!(outcome.unwrap().done, 3);
    assert_eq!(failed, ["🦄"]);
}
