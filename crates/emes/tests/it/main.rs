//! The whole program: the built binary on scratch folders and on both databases.

mod audit;
mod bad_input;
mod demo;
mod document;
mod fuzz;
mod import;
mod publication;
mod score;
mod support;
