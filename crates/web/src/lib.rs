//! The web application: pages for people, in Thai and English.
//!
//! A page is a type with a template; a handler is short: it takes a request apart, calls a use case of `app` and shows the page. Every form
//! works without script.

mod account;
mod answer;
mod asset;
mod attachment;
mod failure;
mod frame;
mod health;
mod home;
#[cfg(test)]
mod literals;
mod mark;
mod menu;
mod page;
mod progress;
mod queue;
mod round;
mod routes;
mod screening;
mod self_report;
mod sign_in;
mod upload;
mod user;
mod visitor;
mod web;
mod words;

pub use web::Web;
