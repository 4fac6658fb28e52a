//! What commands write. Every command writes its lines through these two functions and never through `println!`, which
//! panics when the reader has gone away (`server import … | head`) or the disk is full: the work goes on without them.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Writes a line to standard output. Errors are dropped.
pub fn print_line(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Writes a line to standard error. Errors are dropped.
pub fn print_error(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
