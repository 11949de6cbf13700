//! The web application: pages for people, in Thai and English.
//!
//! A page is a type with a template; a handler is short: it takes a request apart, calls a use case of `app` and shows the page. Every form
//! works without script.

mod asset;
mod failure;
mod frame;
mod health;
mod menu;
mod page;
mod routes;
mod visitor;
mod web;

pub use web::Web;
