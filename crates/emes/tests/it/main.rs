//! The whole program: the built binary on scratch folders and on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod audit;
mod bad_input;
mod demo;
mod document;
mod external_pages;
mod fuzz;
mod import;
mod notice_pages;
mod opinion_pages;
mod pages;
mod phrase_pages;
mod publication;
mod publishing;
mod score;
mod support;
mod user;
