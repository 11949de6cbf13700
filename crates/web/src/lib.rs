//! The web application: pages for people, in Thai and English.
//!
//! A page is a type with a template; a handler is short: it takes a request apart, calls a use case of `app` and shows the page. Every form
//! works without script.

mod account;
mod agreement;
mod answer;
mod asset;
mod assignment;
mod attachment;
mod calendar;
mod document;
mod extension;
mod external;
mod failure;
mod forgotten;
mod frame;
mod health;
mod home;
mod job;
#[cfg(test)]
mod literals;
mod mark;
mod menu;
mod notice;
mod opinion;
mod page;
mod phrase;
mod progress;
mod publication;
mod publication_form;
mod queue;
mod result;
mod review;
mod round;
mod routes;
mod score;
mod screening;
mod self_report;
mod sign_in;
mod user;
mod visitor;
mod web;
mod words;
mod workload;

pub use web::Web;
