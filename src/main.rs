//! The `yasno` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    yasno::cli::main()
}
