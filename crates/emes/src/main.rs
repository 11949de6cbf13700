//! The one program: commands, settings, exit codes.

mod commands;
mod config;
mod ways_in;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run()
}
