//! Use cases on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod one_time_link;
mod people;
mod session;
mod support;
mod user;
