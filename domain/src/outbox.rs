//! Sending letters. Owed rows (see `job`) are processed by lease: a worker leases a row for a minute, after which
//! another may take it.

mod letter;
mod outcome;
mod run;
mod send_waiting;

pub use send_waiting::LetterCounts;
