//! The crate from outside: templates and data in, files out, read back by other programs.

mod batch;
mod engine;
mod line_breaks;
mod overrides;
mod pdf_text;
mod sandbox;
mod stacking;
mod support;
