//! The whole program: the built binary on scratch folders and on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod access;
mod access_fuzz;
mod api;
mod api_examples;
mod api_fuzz;
mod audit;
mod audit_pages;
mod bad_input;
mod demo;
mod document;
mod evidence;
mod external_pages;
mod fault;
mod fuzz;
mod identity;
mod import;
mod instrument_pages;
mod job_pages;
mod metrics;
mod mirror;
mod national_pages;
mod notice_pages;
mod open_data;
mod opinion_pages;
mod pages;
mod people;
mod phrase_pages;
mod program;
mod public_pages;
mod publication;
mod publishing;
mod region_pages;
mod score;
mod second_factor;
mod support;
mod user;
mod webhook;
