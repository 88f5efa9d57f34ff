//! The `yasno` program.

use std::process::ExitCode;

/// A check makes many small lists: with this allocator it takes a fifth less time than with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    yasno::cli::main()
}
