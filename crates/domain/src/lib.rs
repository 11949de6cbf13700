//! The rules of monitoring and evaluating education offices.
//!
//! Types, transitions, access policy and scoring. Nothing here does I/O, awaits, reads a clock, speaks SQL or uses binary floating
//! point: everything that varies is an argument, so every rule can be tested by calling a function.

pub mod agreement;
pub mod answer;
pub mod assignment;
pub mod attachment;
pub mod audit;
pub mod citizen;
pub mod confirmation;
pub mod document;
pub mod external;
pub mod fiscal_year;
pub mod formula;
pub mod id;
pub mod instrument;
pub mod job;
pub mod level;
pub mod mark;
pub mod national;
pub mod nearest;
pub mod notice;
pub mod number;
pub mod objection;
pub mod office;
pub mod office_size;
pub mod one_time_link;
pub mod opinion;
pub mod outlook;
pub mod password;
pub mod personal_token;
pub mod phrase;
pub mod policy;
pub mod problem;
pub mod publication;
pub mod region;
pub mod review;
pub mod round;
pub mod scoring;
pub mod search;
pub mod second_factor;
pub mod self_report;
pub mod session;
pub mod sign_in;
pub mod sign_in_step;
pub mod thai;
pub mod todo;
mod toml_table;
pub mod user;
pub mod webhook;
pub mod workload;

/// Bytes in lower-case hexadecimal, as hashes are shown and stored.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of bytes, in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex(&sha2::Sha256::digest(bytes))
}
