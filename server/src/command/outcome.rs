//! The exit code of a command, for whatever runs it.

use std::process::ExitCode;

use super::output::print_error;

/// The exit codes of all commands. A command that fails early exits with `NothingUsable` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: everything was stored.
    Complete,
    /// 1: some lines were skipped, the others were stored.
    SomeLeftOut,
    /// 2: nothing was usable.
    NothingUsable,
}

impl Outcome {
    /// From the number of lines in a file and of those skipped. Prints a message if none was usable.
    pub(super) fn of_file(lines: u64, left_out: u64) -> Self {
        if lines == 0 {
            print_error("the file has no lines");
        } else if left_out == lines {
            print_error("no line of the file could be used");
        }
        Self::of(lines, left_out)
    }

    /// From the number of items and of failures; no items at all counts as nothing usable.
    pub(super) fn of(all: u64, failed: u64) -> Self {
        match failed {
            _ if failed == all => Self::NothingUsable,
            0 => Self::Complete,
            _ => Self::SomeLeftOut,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Complete => 0,
            Outcome::SomeLeftOut => 1,
            Outcome::NothingUsable => 2,
        })
    }
}
