//! The store on both databases, and the objects beside it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod attachment;
mod audit;
mod concurrency;
mod document;
mod draft;
mod instrument;
mod job;
mod mail;
mod mark;
mod migration;
mod object;
mod office;
mod office_size;
mod one_time_link;
mod open;
mod opinion;
mod publication;
mod queries;
mod report_count;
mod round;
mod sample;
mod score;
mod score_count;
mod self_report;
mod session;
mod setting;
mod sign_in;
mod suggestion;
mod upload;
mod user;
