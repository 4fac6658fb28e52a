//! Letters on their way out. What is owed (see `job`) is worked off by lease: a worker takes rows for a minute, and what it
//! has not ended by then another may take.

mod letter;
mod outcome;
mod run;
mod send_waiting;

pub use send_waiting::LetterCounts;
