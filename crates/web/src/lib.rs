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
mod audit;
mod calendar;
mod confirmation;
mod decision;
mod document;
mod draft;
mod draft_edit;
mod draft_form;
mod draft_look;
mod extension;
mod external;
mod failure;
mod forgotten;
mod frame;
mod guide;
mod health;
mod home;
mod identity;
mod instrument;
mod job;
mod kept;
mod listen;
#[cfg(test)]
mod literals;
mod mark;
mod mark_draft;
mod menu;
mod metrics;
mod national;
mod notice;
mod open_data;
mod opinion;
mod outlook;
mod page;
mod passkey;
mod person;
mod phrase;
mod progress;
mod public;
mod publication;
mod publication_form;
mod queue;
mod result;
mod review;
mod round;
mod route;
mod routes;
mod score;
mod screening;
mod second_factor;
mod self_report;
mod sign_in;
mod typed;
mod upload;
mod user;
mod user_file;
mod visitor;
mod web;
mod words;
mod workload;

pub use kept::Kept;
pub use metrics::Metrics;
pub use routes::addresses;
pub use web::Web;
