//! Output of commands. Every command prints through these two functions and never through `println!`, which panics when
//! the reader is gone (`server import … | head`) or the disk is full: the work must go on.

use std::fmt::Display;
use std::io::{self, Write as _};

/// Prints a line to standard output and ignores errors.
pub fn print_line(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints a line to standard error and ignores errors.
pub fn print_error(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
