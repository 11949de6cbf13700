//! Official documents: view structs in, PDF (Typst), DOCX and XLSX bytes out.
//!
//! Nothing here knows a database, a clock or the network. A view holds exactly what a page shows, already decided and already
//! in words: levels as integers and names, means as printed strings, dates as they are written. So a template, a Word file and
//! a workbook made from one view cannot disagree.

pub mod batch;
pub mod docx;
mod engine;
mod error;
mod files;
pub mod letter;
pub mod national;
pub mod office;
mod outline;
pub mod picture;
pub mod receipt;
pub mod result;
pub mod sandbox;
mod thai;
pub mod verification;
pub mod view;
mod world;
pub mod xlsx;

pub use engine::{CustomTemplates, DocumentInfo, Engine, EngineOptions};
pub use error::{Diagnostic, EngineError, Error, FileProblem, Place, RenderError};
