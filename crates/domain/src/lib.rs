//! The rules of monitoring and evaluating education offices.
//!
//! Types, transitions, access policy and scoring. Nothing here does I/O, awaits, reads a clock, speaks SQL or uses binary floating
//! point: everything that varies is an argument, so every rule can be tested by calling a function.

pub mod audit;
pub mod fiscal_year;
pub mod id;
pub mod number;
pub mod office;
pub mod region;
pub mod thai;
