//! Word and Excel files, looked at as the bytes they are and as LibreOffice shows them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod docx;
mod expected;
mod libreoffice;
mod package;
mod samples;
mod xlsx;
