//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod attachment;
mod demo;
mod round;
mod self_report;
mod support;
