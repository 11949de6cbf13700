//! Word and Excel files, looked at as the bytes they are and as LibreOffice shows them.

mod docx;
mod expected;
mod libreoffice;
mod package;
mod samples;
mod xlsx;
