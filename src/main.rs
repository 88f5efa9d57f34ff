//! The `yasno` program.

fn main() {}
