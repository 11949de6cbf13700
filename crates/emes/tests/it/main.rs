//! The whole program: the built binary on scratch folders and on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod audit;
mod bad_input;
mod demo;
mod document;
mod evidence;
mod fuzz;
mod import;
mod pages;
mod publication;
mod score;
mod support;
mod user;
