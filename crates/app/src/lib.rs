//! Use cases: authorise, load, decide, save, audit, enqueue. The command line, the pages, the API and the jobs all come through here.

pub mod answer;
pub mod assignment;
pub mod attachment;
pub mod clock;
pub mod comment;
pub mod demo;
pub mod document;
pub mod door;
pub mod error;
pub mod export;
pub mod instrument;
pub mod mark;
pub mod message;
pub mod office;
pub mod office_file;
pub mod one_time_link;
mod password;
pub mod publication;
pub mod region;
pub mod round;
pub mod score;
pub mod score_file;
pub mod screening;
pub mod secret;
pub mod self_report;
pub mod session;
pub mod suggestion;
pub mod table_file;
pub mod user;

pub use clock::Clock;
pub use door::App;
pub use error::{AppError, Result};
pub use store::Page;
pub use store::object::Objects;
