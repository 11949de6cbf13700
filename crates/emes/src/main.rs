//! The one program: commands, settings, exit codes.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run()
}
