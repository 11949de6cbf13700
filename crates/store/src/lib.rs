//! Rows and files: the database (SQLite or PostgreSQL by URL) and the objects beside it (a folder or S3).
//!
//! One module per noun with functions on a transaction, their verbs fixed: `find`, `list`, `count`, `insert`, `save`, `delete`. The SQL is
//! the same text on both engines; what differs lies in `bulk` (many rows at once), `migration` (how tables lie), and [`db`] (connections
//! and row locks).

pub mod answer;
pub mod assignment;
pub mod attachment;
pub mod audit;
mod bulk;
pub mod calendar_link;
pub mod comment;
pub mod db;
pub mod document;
pub mod draft;
pub mod error;
pub mod extension;
pub mod external;
pub mod idempotency;
pub mod identity;
pub mod instrument;
pub mod job;
pub mod mail;
pub mod mark;
pub mod mark_draft;
mod migration;
pub mod notice;
pub mod object;
pub mod objection;
pub mod office;
pub mod office_size;
pub mod one_time_link;
pub mod opinion;
pub mod page;
pub mod passkey;
pub mod personal_token;
pub mod phrase;
pub mod publication;
pub mod receipt;
pub mod reconciliation;
pub mod region;
pub mod report_count;
pub mod round;
mod row;
pub mod score;
pub mod score_count;
pub mod second_factor;
pub mod self_report;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod sign_in_step;
pub mod suggestion;
#[cfg(feature = "testing")]
pub mod testing;
pub mod upload;
pub mod user;
pub mod webhook;

pub use db::{Conn, Db, DbOptions, Engine, PoolUsage, Tx};
pub use error::{Error, Result, SaveError};
pub use page::Page;
