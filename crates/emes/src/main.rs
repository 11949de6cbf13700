//! The one program: commands, settings, exit codes.

mod commands;
mod config;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run()
}
