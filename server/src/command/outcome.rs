//! How a command ends, for a machine that runs it.

use std::process::ExitCode;

use super::output::print_error;

/// The exit codes of every command. An error that ends a command early is `NothingUsable` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: everything was kept.
    Complete,
    /// 1: some lines were left out, the others were kept.
    SomeLeftOut,
    /// 2: there was nothing that could be used.
    NothingUsable,
}

impl Outcome {
    /// By how many lines a file has, and how many of them were left out. Says so when none could be used.
    pub(super) fn of_file(lines: u64, left_out: u64) -> Self {
        if lines == 0 {
            print_error("the file has no lines");
        } else if left_out == lines {
            print_error("no line of the file could be used");
        }
        Self::of(lines, left_out)
    }

    /// By how many there are of something, and how many of them failed; nothing at all is nothing usable.
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
