//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod attachment;
mod audit;
mod confirmation;
mod cycle_support;
mod demo;
mod job;
mod mail_support;
mod mark_draft;
mod national;
mod notice;
mod one_time_link;
mod opinion;
mod outlook;
mod people;
mod publishing;
mod round;
mod second_factor;
mod self_report;
mod session;
mod support;
mod upload;
mod user;
mod user_file;
mod workload;
