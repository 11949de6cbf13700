//! Use cases: authorise, load, decide, save, audit, enqueue. The command line, the pages, the API and the jobs all come through here.

pub mod message;
pub mod office_file;
pub mod score;
pub mod table_file;
