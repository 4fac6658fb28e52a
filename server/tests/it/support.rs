//! What the tests of the process share.

pub mod door;
pub mod empty;
pub mod log;
pub mod process;
